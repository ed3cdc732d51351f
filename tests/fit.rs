//! The command `fit`: what it learns, writes and refuses.

use std::process::{Command, Output};

fn claimsift(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_claimsift")).args(arguments).output().expect("the command runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[cfg(not(feature = "fit"))]
#[test]
fn without_the_feature_it_says_how_to_build_it() {
    let run = claimsift(&["fit", "labelled.jsonl", "--folds", "2"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("--features fit"), "{}", text(&run.stderr));
}

#[cfg(feature = "fit")]
mod learning {
    use super::{claimsift, text};
    use std::fs;
    use std::path::Path;

    /// Four sentences a text, one of each label; two sources that agree on the words *splendid*, *dismal*.
    fn labelled(folder: &Path) -> String {
        let towns =
            ["Graz", "Linz", "Wels", "Steyr", "Enns", "Bregenz", "Villach", "Klagenfurt", "Lienz", "Tulln"];
        let mut lines = String::new();
        for (number, town) in towns.iter().enumerate() {
            let word = if number % 2 == 0 { "splendid" } else { "dismal" };
            let sentences = [
                (format!("The council of {town} met in {} and chose a mayor.", 1990 + number), "factual"),
                (format!("The new bridge is a {word} sight."), "evaluative"),
                (format!("The council of {town} will close the bridge next year."), "predictive"),
                (format!("Who knows the way to {town}?"), "none"),
            ];
            for (sentence, label) in sentences {
                let source = if number < 6 { "essays" } else { "letters" };
                let row =
                    serde_json::json!({"text": sentence, "label": label, "doc": town, "source": source});
                lines.push_str(&format!("{row}\n"));
            }
        }
        let file = folder.join("labelled.jsonl");
        fs::write(&file, lines).expect("a temporary file");
        file.to_str().expect("UTF-8").to_string()
    }

    const FEW: [&str; 8] = ["--min-sentences", "4", "--min-sources", "2", "--l2", "1", "--word-l2", "1"];

    #[test]
    fn what_it_writes_are_rules_that_label_alike_and_the_same_bytes_each_time() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = labelled(folder.path());
        let (first, second) = (folder.path().join("first"), folder.path().join("second"));
        for out in [&first, &second] {
            let out = out.to_str().expect("UTF-8");
            let run = claimsift(&[&["fit", &file, "-o", out], &FEW[..]].concat());
            assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
        }
        for name in ["claims/weights.csv", "claims/lexicon.csv"] {
            let read = |out: &Path| fs::read_to_string(out.join(name)).expect("it was written");
            assert_eq!(read(&first), read(&second));
        }
        let lexicon = fs::read_to_string(first.join("claims/lexicon.csv")).expect("it was written");
        assert!(lexicon.contains("\nbridge,bridge,"), "{lexicon}");
        assert!(!lexicon.to_lowercase().contains("graz"), "names are no cues: {lexicon}");

        let rules = first.to_str().expect("UTF-8");
        let run = claimsift(&["explain", "The council of Krems will close the bridge.", "--rules", rules]);
        let page = text(&run.stdout);
        assert!(page.contains("claim  predictive"), "{page}");
        assert!(page.contains(&format!("word.bridge ({rules}/claims/lexicon.csv:")), "{page}");
    }

    #[test]
    fn folds_print_figures_and_write_nothing() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = labelled(folder.path());
        let run = claimsift(&[&["fit", &file, "--folds", "3"], &FEW[..]].concat());
        let page = text(&run.stdout);
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
        assert!(page.starts_with("essays: 24 sentences; 3 kinds macro-F1 1.0000"), "{page}");
        assert!(page.contains("expected calibration error"), "{page}");
        let run = claimsift(&[&["fit", &file, "--folds", "2", "--by", "source"], &FEW[..]].concat());
        assert!(
            text(&run.stdout).contains("letters: 16 sentences; 3 kinds macro-F1 "),
            "{}",
            text(&run.stdout)
        );
    }

    #[test]
    fn what_cannot_be_learned_from_is_refused_with_its_place() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = labelled(folder.path());
        let bad = folder.path().join("bad.jsonl");
        fs::write(
            &bad,
            "{\"text\": \"It fell.\", \"label\": \"factual\"}\n{\"text\": \"It\", \"label\": \"so\"}\n",
        )
        .expect("a temporary file");
        let bad = bad.to_str().expect("UTF-8");
        let run = claimsift(&["fit", bad, "--folds", "2"]);
        assert_eq!(run.status.code(), Some(2));
        assert!(text(&run.stderr).contains(&format!("{bad}:2: `so` is no label")), "{}", text(&run.stderr));
        let run = claimsift(&["fit", &file, "--folds", "2", "--source-weight", "sermons=2"]);
        assert_eq!(run.status.code(), Some(2));
        assert!(text(&run.stderr).contains("--source-weight sermons: no sentence"), "{}", text(&run.stderr));
    }
}
