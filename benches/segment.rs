//! The splitter on texts made to be slow: 1 MB and 10 MB of each. Linear time shows as the same bytes a second in
//! both columns. Run with `cargo bench --bench segment`.

use claimsift::analysis::Sentence;
use claimsift::article::{Block, Kind};
use claimsift::rules::{Files, builtin};
use claimsift::segment::SegmentRules;
use claimsift::span::Span;
use divan::counter::BytesCount;

/// What each text begins with, and what it goes on with without end.
const TEXTS: [(&str, &str); 14] = [
    ("", "."),
    ("", "\""),
    ("", "("),
    ("", "7"),
    ("", " "),
    ("", "a"),
    ("a.", ")))…"),
    ("a.", ")"),
    ("", "a.)))…"),
    ("", "a."),
    ("", "a.)))\n"),
    ("", "Mr. "),
    ("", "“No. "),
    ("", "1. a 2. b "),
];

fn main() {
    divan::main();
}

#[divan::bench(args = TEXTS, consts = [1_000_000, 10_000_000], sample_count = 3, sample_size = 1)]
fn repeated<const BYTES: usize>(bencher: divan::Bencher, (first, piece): (&str, &str)) {
    let files = builtin();
    let rules = SegmentRules::read(Files { all: &files, builtin: files.len() }, &mut Vec::new());
    let text = format!("{first}{}", piece.repeat(BYTES / piece.len()));
    let block = [Block { span: Span::new(0, text.len()), kind: Kind::Body, paragraph: 1 }];
    let mut sentences: Vec<Sentence> = Vec::new();
    bencher.counter(BytesCount::new(text.len())).bench_local(|| {
        sentences.clear();
        rules.split(&text, &block, &mut sentences);
    });
}
