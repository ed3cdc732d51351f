//! Reading articles as they are found: each file of `tests/cases/read` is one text with what must come of it.
//!
//! A case is `>>> text`, the text, `>>> expected`, and the expectation: `key = value` for the metadata (a key that
//! is not there must have no value), and for every block its paragraph, its kind and how it begins. Lines before
//! the text are comments, but for `id = ...`. `\f` alone on a line is a form feed.

use claimsift::read::Record;
use claimsift::{Analyzer, Article, Scratch, Span};
use proptest::prelude::*;
use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

static BUILTIN: LazyLock<Analyzer> = LazyLock::new(Analyzer::builtin);

struct Case {
    id: String,
    text: String,
    expected: String,
}

fn parse(name: &str, file: &str) -> Case {
    let (head, rest) =
        file.split_once(">>> text\n").unwrap_or_else(|| panic!("{name}: `>>> text` is missing"));
    let (text, expected) =
        rest.split_once(">>> expected\n").unwrap_or_else(|| panic!("{name}: `>>> expected` is missing"));
    assert!(!text.trim().is_empty() && !expected.trim().is_empty(), "{name}: a part is empty");
    let id = head.lines().find_map(|line| line.strip_prefix("id = ")).unwrap_or(name);
    Case { id: id.to_string(), text: text.replace("\\f\n", "\u{c}"), expected: expected.trim().to_string() }
}

/// The article in the form that cases have, each block cut where the expected line ends.
fn describe(article: &Article, expected: &str) -> String {
    let mut out = String::new();
    let mut field = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            writeln!(out, "{key} = {value}").unwrap();
        }
    };
    field("title", article.title.as_ref().map(|t| format!("{} ({})", t.value, t.source.as_str())));
    field("author", article.author.as_ref().map(|a| format!("{} ({})", a.value, a.source.as_str())));
    field("published", article.published.as_ref().map(|p| format!("{} ({})", p.value, p.source.as_str())));
    field("url", article.url.as_ref().map(|u| format!("{} ({})", u.value, u.source.as_str())));
    for (key, value) in &article.meta {
        field(key, value.as_str().map(str::to_string));
    }
    let wanted: Vec<&str> = expected.lines().filter(|line| line.contains(" | ")).collect();
    for (i, block) in article.blocks.iter().enumerate() {
        let text = block.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let line = format!("{} {} | {text}", block.paragraph, block.kind.as_str());
        let same = wanted.get(i).filter(|wanted| line.starts_with(**wanted));
        writeln!(out, "{}", same.copied().unwrap_or(&line)).unwrap();
    }
    out.trim().to_string()
}

#[test]
fn articles_are_read_as_their_cases_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/read");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|e| e.expect("an entry").path())
        .collect();
    paths.sort();
    assert!(paths.len() > 5, "cases are missing");
    let mut scratch = Scratch::default();
    let mut failed = String::new();
    for path in paths {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let case = parse(&name, &std::fs::read_to_string(&path).expect("UTF-8"));
        let record = Record { id: case.id, text: case.text, ..Record::default() };
        let found = describe(&BUILTIN.read(record, None, &mut scratch), &case.expected);
        if found != case.expected {
            write!(failed, "\n== {name}: expected\n{}\n-- found\n{found}\n", case.expected).unwrap();
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn blocks_are_in_order_and_cover_all_but_white_space(
        text in "(By |Page 3|Notes|Read more:|About the author|[A-Z][a-z]{2,9} |[a-z ]{0,30}[.:,?]? ?|- |# |[0-9]{1,3}[.)]? |---|> |https://x.example|[ \u{c}é“”\u{a0}]|\r?\n|\n\n){0,40}"
    ) {
        let article = BUILTIN.read(Record { text, ..Record::default() }, None, &mut Scratch::default());
        let (mut at, mut paragraph) = (0, 0);
        for block in &article.blocks {
            let Span { start, end } = block.span;
            prop_assert!(start >= at && end > start);
            prop_assert!(article.text[at as usize..start as usize].trim().is_empty());
            prop_assert!(block.paragraph <= paragraph + 1);
            (at, paragraph) = (end, paragraph.max(block.paragraph));
        }
        prop_assert!(article.text[at as usize..].trim().is_empty());
    }
}

#[test]
fn a_text_with_other_line_breaks_reads_the_same() {
    let text = "The Lamp on the Pier\n\nBy Wanda Pell\n\nThe lamp has been dark since the storm in March, and \
                nobody mends it.\n\nWho pays\n\nNot the council. It has paid for the last three storms, and for the \
                oil, and is tired of it.\n";
    let mut scratch = Scratch::default();
    let mut read = |text: String| {
        let article = BUILTIN.read(Record { text, ..Record::default() }, None, &mut scratch);
        article.blocks.iter().map(|b| (b.kind, b.span.of(&article.text).to_string())).collect::<Vec<_>>()
    };
    let plain = read(text.to_string());
    assert_eq!(plain.len(), 5);
    assert_eq!(read(text.replace('\n', "\r\n")), plain);
    assert_eq!(read(text.replace('\n', "\r")), plain);
    assert_eq!(read(text.replace("\n\n", "\n \t\n\n")), plain);
}
