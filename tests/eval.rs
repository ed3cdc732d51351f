//! `claimsift eval` as a whole: where texts come from, which files are read, and that the tool agrees with itself.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn claimsift(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_claimsift")).args(arguments).output().expect("the command runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// What it prints with `--json`.
fn json(arguments: &[&str]) -> Value {
    let run = claimsift(&[&["eval", "--json"], arguments].concat());
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    serde_json::from_slice(&run.stdout).expect("JSON")
}

/// What it says is wrong.
fn fault(arguments: &[&str]) -> String {
    let run = claimsift(&[&["eval"], arguments].concat());
    assert_eq!((run.status.code(), run.stdout.as_slice()), (Some(2), b"".as_slice()));
    text(&run.stderr)
}

const ARTICLE: &str = "The Long Road\n\nBy Tamsin Adeyemi-Holt\n\n3 May 2024\n\nMoscow and Baku signed a pact in February \
                       2022. “It will not last,” said Angela Merkel. The minister should act!\n\n- It has failed \
                       since last year.\n- Who seriously believes that?\n";

#[test]
fn what_the_tool_says_is_right_by_its_own_account() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).expect("a folder");
    fs::write(articles.join("road.txt"), ARTICLE).expect("a file");
    fs::write(articles.join("other.txt"), "Prices fell in May.").expect("a file");
    let said = claimsift(&["annotate", path(&articles)]);
    let gold = folder.path().join("gold.jsonl");
    fs::write(&gold, &said.stdout).expect("a file");

    let found = json(&[path(&gold), "--articles", path(&articles), "--errors", "9"]);
    assert_eq!(found["differences"], Value::Array(Vec::new()));
    let report = &found["report"];
    assert_eq!(report["articles"], 2);
    for layer in ["/sentences/whole", "/dates/value", "/actors/typed"] {
        let score = report.pointer(layer).expect("a layer");
        assert!(score["gold"].as_u64() > Some(1), "{layer}: {score}");
        assert_eq!(score["f1"], 1.0, "{layer}");
    }
    assert_eq!(report["claims"]["four"]["accuracy"], 1.0);
    assert!(report["claims"]["three"]["items"].as_u64() >= Some(4), "{report}");
    assert!(report["claims"]["calibration_error"].as_f64() > Some(0.0), "right, but never quite sure");
}

#[test]
fn a_wrong_boundary_is_an_error_of_its_own_layer_only() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let gold = folder.path().join("g.json");
    // One sentence by hand, two by the rules.
    let record = r#"{"id": 1, "text": "The pact failed. It will never work again.",
        "sentences": [{"start": 0, "end": 42, "kind": "footnote"}],
        "claims": [{"sentence": 0, "label": "predictive"}]}"#;
    fs::write(&gold, record).expect("a file");
    let report = &json(&[path(&gold)])["report"];
    assert_eq!(report["sentences"]["whole"]["right"], 0);
    assert_eq!(report["claims"]["unpaired"], 0);
    assert_eq!(report["claims"]["four"]["items"], 1);
    assert_eq!(report["dates"]["strict"]["found"], 0, "a layer without labels is not scored");
}

#[test]
fn a_missing_text_is_asked_for_and_the_article_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let gold = folder.path().join("g.json");
    fs::write(&gold, "\n{\"id\": \"road.txt\", \"sentences\": []}").expect("a file");
    let said = fault(&[path(&gold)]);
    assert!(said.contains("g.json:2: the text of article `road.txt` is missing"), "{said}");
    let broken = folder.path().join("road.txt");
    fs::write(&broken, b"zero\0byte").expect("a file");
    let said = fault(&[path(&gold), "--articles", path(&broken)]);
    assert!(said.contains("article `road.txt`: not text: NUL byte at 4"), "{said}");
}

#[test]
fn a_folder_below_the_gold_is_another_annotators() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let second = folder.path().join("second");
    fs::create_dir(&second).expect("a folder");
    let record = |label: &str| {
        format!(
            "{{\"id\": \"a\", \"text\": \"It rains.\", \"sentences\": [{{\"start\": 0, \"end\": 9, \"kind\": \"body\"}}], \
             \"claims\": [{{\"sentence\": 0, \"label\": \"{label}\"}}]}}"
        )
    };
    fs::write(folder.path().join("a.json"), record("factual")).expect("a file");
    fs::write(second.join("a.json"), record("evaluative")).expect("a file");
    let found = json(&[path(folder.path()), "--against", path(&second), "--errors", "1"]);
    assert_eq!(found["report"]["articles"], 1);
    assert_eq!(found["report"]["claims"]["four"]["confusion"][0][1], 1);
    assert_eq!(found["differences"][0]["first"], "factual");
    assert_eq!(found["differences"][0]["second"], "evaluative");
    let twice = fault(&[path(folder.path()), path(&second)]);
    assert!(twice.contains("article `a` was labelled above already"), "{twice}");
    let none = fault(&[path(&second), "--against", path(&second.join("none"))]);
    assert!(none.contains("none: No such file"), "{none}");
}
