//! The command as a whole: exit codes, what is written and what is not, the same bytes for any number of jobs.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn claimsift(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_claimsift")).args(arguments).output().expect("the command runs")
}

fn with_stdin(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimsift"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    child.stdin.take().expect("a pipe").write_all(input).expect("it reads its input");
    child.wait_with_output().expect("it ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// A folder with two articles, a file of records, a picture and a broken file.
fn input(folder: &Path) {
    let write = |name: &str, content: &[u8]| fs::write(folder.join(name), content).expect("a temporary file");
    write("a.txt", b"The council met in Vienna on 3 May 2024. It will meet again.");
    write("b.md", b"# Lamps\n\nThe lamps are a disgrace. The council should act.\n");
    write("c.jsonl", b"{\"id\": \"x\", \"text\": \"Prices fell.\"}\n{\"id\": \"y\", \"te\n{\"id\": 7, \"text\": \"They rose.\"}\n");
    write("d.csv", "id,headline,text\n1,Lamps,\"A lamp, \"\"new\"\", was lit.\"\n2,Short\n".as_bytes());
    write("e.png", b"\x89PNG");
    write("f.txt", b"zero\0byte");
}

#[test]
fn a_folder_becomes_all_tables_and_what_fails_is_listed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let articles = folder.path().join("in");
    fs::create_dir(&articles).expect("a folder");
    input(&articles);
    let out = folder.path().join("out");
    let run = claimsift(&["run", articles.to_str().expect("UTF-8"), "-o", out.to_str().expect("UTF-8")]);
    assert_eq!(run.status.code(), Some(1), "{}", text(&run.stderr));

    let mut files: Vec<_> = fs::read_dir(&out)
        .expect("the folder")
        .map(|f| f.expect("a file").file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(
        files,
        [
            "actors.csv",
            "claims.csv",
            "dates.csv",
            "documents.csv",
            "manifest.json",
            "sentences.csv",
            "skipped.csv",
            "unlisted.csv"
        ]
    );
    let skipped = fs::read_to_string(out.join("skipped.csv")).expect("a table");
    let rows: Vec<&str> = skipped.lines().collect();
    assert_eq!(rows.len(), 5, "{skipped}");
    assert!(rows[1].starts_with("c.jsonl:2,not a JSON record"), "{skipped}");
    assert_eq!(rows[2], "d.csv:3,bad CSV row: 2 cells under 3 headers");
    assert_eq!(rows[3], "e.png,\"not a .txt, .md, .jsonl or .csv file\"");
    assert_eq!(rows[4], "f.txt,not text: NUL byte at 4");
    let summary = text(&run.stderr);
    assert!(summary.contains("8 articles in = 5 out + 3 skipped, 1 files of other kinds"), "{summary}");

    let mut claims = csv::Reader::from_path(out.join("claims.csv")).expect("a table");
    let ids: Vec<String> = claims.records().map(|r| r.expect("a row")[0].to_string()).collect();
    assert_eq!(ids, ["a.txt", "a.txt", "b.md", "b.md", "c.jsonl#x", "c.jsonl#7", "d.csv#1"]);
}

#[test]
fn the_bytes_do_not_depend_on_the_number_of_jobs() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/articles");
    let all = |jobs: &str| {
        let out = folder.path().join(jobs);
        let run = claimsift(&["run", corpus, "-q", "-j", jobs, "-o", out.to_str().expect("UTF-8")]);
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
        let mut files: Vec<_> =
            fs::read_dir(&out).expect("the folder").map(|f| f.expect("a file").path()).collect();
        files.sort();
        files.iter().map(|f| fs::read(f).expect("a file")).collect::<Vec<_>>()
    };
    let one = all("1");
    assert_eq!(one.len(), 8);
    assert!(one == all("2") && one == all("7"));
}

#[test]
fn offsets_quote_the_text_in_code_points() {
    let article = "“Où?” asked Zoë.\n\nThe café in Kraków – closed since 2019 – will open.";
    let run = with_stdin(&["annotate", "-"], article.as_bytes());
    let record: serde_json::Value = serde_json::from_slice(&run.stdout).expect("one record");
    let points: Vec<char> = article.chars().collect();
    let quote = |v: &serde_json::Value| -> String {
        let at = |key: &str| v[key].as_u64().expect("a number") as usize;
        points[at("start")..at("end")].iter().collect()
    };
    for layer in ["actors", "dates"] {
        let found = record[layer].as_array().expect("a list");
        assert!(!found.is_empty(), "{layer}");
        for mention in found {
            assert_eq!(quote(mention), mention["text"].as_str().expect("a string"));
        }
    }
    assert_eq!(quote(&record["sentences"][1]), "The café in Kraków – closed since 2019 – will open.");
}

#[test]
fn annotate_answers_every_record_in_its_place() {
    let input = "{\"id\":\"a\",\"text\":\"One.\"}\nnonsense\n{\"id\":\"b#1\",\"text\":\"Two. Three.\",\"sentences\":[[0,4]]}\n";
    let run = with_stdin(&["annotate", "--from", "jsonl", "--split", "given", "-"], input.as_bytes());
    assert_eq!(run.status.code(), Some(1));
    let lines: Vec<serde_json::Value> =
        text(&run.stdout).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(lines[0]["id"], "a");
    assert!(lines[1]["error"].as_str().expect("an error").contains("-:2: not a JSON record"));
    assert_eq!(lines[2]["id"], "b#1");
    assert_eq!(lines[2]["sentences"].as_array().map(Vec::len), Some(1));
}

#[test]
fn usage_and_rule_faults_are_2_and_name_their_place() {
    assert_eq!(claimsift(&["run"]).status.code(), Some(2));
    assert_eq!(claimsift(&["run", "x", "--max-article", "lots"]).status.code(), Some(2));
    let rules = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(rules.path().join("claims")).expect("a folder");
    let rule = "[[rule]]\nid = \"claim.x\"\npattern = \"(will\"\n\n[[rule]]\nid = \"claim.will\"\npattern = \"will\"\n";
    fs::write(rules.path().join("claims/x.toml"), rule).expect("a file");
    let run = claimsift(&["rules", "check", "--rules", rules.path().to_str().expect("UTF-8")]);
    assert_eq!(run.status.code(), Some(2));
    let said = text(&run.stderr);
    assert!(said.contains("claims/x.toml:3: rule claim.x: pattern column 6: `(` without `)`"), "{said}");
    assert!(
        said.contains("claims/x.toml:5: rule claim.will: the id stands in built-in:claims/predictive.toml"),
        "{said}"
    );
}

#[test]
fn a_path_that_is_not_there_is_skipped_and_the_rest_is_done() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    input(folder.path());
    let here = folder.path().join("a.txt");
    let run = claimsift(&["run", "nowhere.txt", here.to_str().expect("UTF-8")]);
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stderr).contains("nowhere.txt: No such file"));
    assert_eq!(text(&run.stdout).lines().count(), 3);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_3_and_leaves_nothing() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/articles");
    for arguments in
        [&["run", corpus, "-o", "/dev/full"][..], &["annotate", corpus], &["explain", "It fell."]]
    {
        let full = fs::File::options().write(true).open("/dev/full").expect("/dev/full");
        let run = Command::new(env!("CARGO_BIN_EXE_claimsift"))
            .args(arguments)
            .stdout(full)
            .output()
            .expect("it runs");
        assert_eq!(run.status.code(), Some(3), "{arguments:?}: {}", text(&run.stderr));
        assert!(text(&run.stderr).contains("could not write"));
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/articles");
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimsift"))
        .args(["run", corpus])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
    assert_eq!(child.wait().expect("it ends").code(), Some(0), "{said}");
    assert_eq!(said, "");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing_under_the_final_name() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("claims.csv");
        let mut child = Command::new(env!("CARGO_BIN_EXE_claimsift"))
            .args(["run", "--from", "jsonl", "-", "-o", out.to_str().expect("UTF-8")])
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        // Its input stays open, so that it is still at work when the signal comes.
        let mut input = child.stdin.take().expect("a pipe");
        input.write_all(b"{\"id\":\"a\",\"text\":\"One.\"}\n").expect("it reads");
        let partial = folder.path().join("claims.csv.partial");
        while !partial.exists() {
            std::thread::yield_now();
        }
        Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill runs");
        assert_eq!(child.wait().expect("it ends").code(), Some(code));
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);
    }
}

#[test]
fn two_runs_into_one_folder_refuse_each_other() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    let arguments = ["run", "--from", "jsonl", "-", "-o", out.to_str().expect("UTF-8")];
    let mut first = Command::new(env!("CARGO_BIN_EXE_claimsift"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    while !out.join(".partial/claims.csv").exists() {
        std::thread::yield_now();
    }
    let second = with_stdin(&arguments, b"");
    assert_eq!(second.status.code(), Some(2));
    assert!(text(&second.stderr).contains("another run is writing into"));
    drop(first.stdin.take());
    assert_eq!(first.wait().expect("it ends").code(), Some(0));
    assert!(out.join("manifest.json").exists() && !out.join(".partial").exists());
}

#[test]
fn an_overlay_adds_replaces_and_disables() {
    let rules = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, content: &str| {
        let path = rules.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    };
    write(
        "actors/actors.csv",
        "id,type,label,state,sector\norganization:lamps,organization,Lamp Board,AUT,GOV\n",
    );
    write(
        "actors/aliases.csv",
        "actor_id,surface,kind,case,from,to,needs,blocks\norganization:lamps,Lamp Board,official,,,,,\n",
    );
    write(
        "dates/x.toml",
        "disable = [\"date.year\", \"date.year-alone\"]\n\n[lists]\nweekday = { Lampday = \"5\" }\n",
    );
    write(
        "claims/weights.csv",
        "cue,factual,evaluative,predictive,none\nclaim.nowhere,1,2,3,4\nbefore:subject.none,1,2,3,4\n",
    );
    let folder = rules.path().to_str().expect("UTF-8");
    let run = claimsift(&[
        "explain",
        "The Lamp Board met on Lampday in 1991.",
        "--rules",
        folder,
        "--published",
        "2025-08-10",
    ]);
    let page = text(&run.stdout);
    assert!(page.contains("organization:lamps AUT GOV"), "{page}");
    assert!(page.contains("2025-08-08") && !page.contains("DATE 1991"), "{page}");
    let check = text(&claimsift(&["rules", "check", "--rules", folder]).stdout);
    assert!(check.contains("weights.csv:2: there is no rule or feature claim.nowhere"), "{check}");
    // What a subject is does not count for the next sentence.
    assert!(check.contains("weights.csv:3: there is no rule or feature before:subject.none"), "{check}");
}
