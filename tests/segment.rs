//! Sentences: each case of `tests/cases/segment` is `## name`, a text, `--` and its sentences, one a line.
//!
//! A sentence may begin with its kind in brackets, `[item]`; white space inside is not compared. Lines before the
//! first case are a comment.

use claimsift::read::Record;
use claimsift::{Analyzer, Scratch, Split};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

static BUILTIN: LazyLock<Analyzer> = LazyLock::new(Analyzer::builtin);

struct Case<'f> {
    name: &'f str,
    text: &'f str,
    sentences: Vec<&'f str>,
}

fn parse<'f>(file: &str, content: &'f str) -> Vec<Case<'f>> {
    let cases = content.split("\n## ").skip(1).map(|case| {
        let (name, rest) = case.split_once('\n').unwrap_or((case, ""));
        let (text, sentences) =
            rest.split_once("\n--\n").unwrap_or_else(|| panic!("{file}: {name}: there is no line `--`"));
        let sentences: Vec<&str> = sentences.lines().filter(|line| !line.trim().is_empty()).collect();
        assert!(!sentences.is_empty(), "{file}: {name}: there are no sentences");
        Case { name, text, sentences }
    });
    cases.collect()
}

/// The sentences of a text, with their kinds where the expected ones have them.
fn split(case: &Case, scratch: &mut Scratch) -> Vec<String> {
    let article = BUILTIN.read(Record { text: case.text.into(), ..Record::default() }, None, scratch);
    let sentences = BUILTIN.segment(&article, Split::Rules);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = sentences.iter().enumerate().map(|(i, sentence)| {
        let kind = case.sentences.get(i).is_some_and(|expected| has_kind(expected));
        let kind = if kind { format!("[{}] ", sentence.kind.as_str()) } else { String::new() };
        format!("{kind}{}", words(sentence.span.of(&article.text)))
    });
    shown.collect()
}

fn has_kind(expected: &str) -> bool {
    ["[item] ", "[heading] ", "[caption] ", "[footnote] "].iter().any(|kind| expected.starts_with(kind))
}

#[test]
fn texts_are_split_as_their_cases_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/segment");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the cases").map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let (mut run, mut faults, mut scratch) = (0, Vec::new(), Scratch::default());
    for path in paths {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let content = std::fs::read_to_string(&path).expect("text");
        let cases = parse(&file, &content);
        assert!(!cases.is_empty(), "{file} has no case");
        for case in &cases {
            let found = split(case, &mut scratch);
            if found != case.sentences {
                let lines = |sentences: &[String]| sentences.join("\n    ");
                let wanted: Vec<String> = case.sentences.iter().map(|s| s.to_string()).collect();
                faults.push(format!(
                    "{file}: {}\n  wanted\n    {}\n  found\n    {}",
                    case.name,
                    lines(&wanted),
                    lines(&found)
                ));
            }
            run += 1;
        }
    }
    assert!(faults.is_empty(), "{} of {run} cases:\n{}", faults.len(), faults.join("\n"));
    assert!(run >= 150, "only {run} cases were run");
}

proptest! {
    #[test]
    fn sentences_are_in_order_and_reproduce_the_text(
        text in "(Mr\\. |U\\.S\\. |No\\. 1|p\\.m\\.|[a-zA-Zéİ😀]{1,8}|[0-9]{1,3}|[.?!…]{1,3}|[\"“”‘’'()\\[\\]*_•]|\\[[0-9]\\]|[ \u{a0}\u{2003}]|\n|\r\n|\n\n|[,;:—-]|-{5}|\u{301}){0,60}"
    ) {
        let article = BUILTIN.read(Record { text, ..Record::default() }, None, &mut Scratch::default());
        let text = article.text.as_str();
        let (mut at, mut shown) = (0, String::new());
        for sentence in BUILTIN.segment(&article, Split::Rules) {
            let (start, end) = (sentence.span.start as usize, sentence.span.end as usize);
            prop_assert!(start >= at && end > start, "out of order or empty: {start}..{end}");
            prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
            prop_assert!(text[at..start].trim().is_empty(), "{:?} is in no sentence", &text[at..start]);
            prop_assert_eq!(text[start..end].trim(), &text[start..end]);
            shown.push_str(&text[at..end]);
            at = end;
        }
        prop_assert!(text[at..].trim().is_empty(), "{:?} is in no sentence", &text[at..]);
        shown.push_str(&text[at..]);
        prop_assert_eq!(shown.as_str(), text);
    }
}
