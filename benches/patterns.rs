//! The pattern engine alone, on synthetic rules over the corpus: nanoseconds a word, candidates and matches.
//!
//! The generator draws rules from the corpus itself, so that they are as frequent as words of rules are: a rule
//! begins with three to five words as they stand somewhere in the text, of which one may become optional, one an
//! alternative of two words, one a list of eight words, one an inflected word, and one a gap of up to three.
//! Run with `cargo bench --bench patterns`.

use claimsift::analysis::Sentence;
use claimsift::article::Kind;
use claimsift::pattern::{
    Chart, IndexBuilder, Macros, MatchScratch, Terrain, VocabularyBuilder, find, parse,
};
use claimsift::rules::{Files, lexical};
use claimsift::span::Span;
use claimsift::words::{Words, bits};
use std::time::{Duration, Instant};

fn main() {
    let text = prose();
    println!("{:>8} {:>10} {:>12} {:>12} {:>12}", "rules", "ns/word", "candidates", "matches", "compiled ms");
    for rules in [100, 1_000, 10_000] {
        run(&text, rules);
    }
}

/// All articles of the corpus that are plain UTF-8.
fn prose() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/articles");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the corpus").map(|f| f.expect("a file").path()).collect();
    paths.sort();
    paths.iter().filter_map(|p| std::fs::read_to_string(p).ok()).collect::<Vec<_>>().join("\n\n")
}

/// A small generator of numbers (SplitMix64): the same rules on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ z >> 31) % n as u64) as usize
    }
}

fn pattern(words: &[&str], numbers: &mut Numbers) -> String {
    let length = 3 + numbers.below(3);
    let at = numbers.below(words.len() - length);
    let mut parts: Vec<String> = words[at..at + length].iter().map(|w| w.to_string()).collect();
    let any = |numbers: &mut Numbers| words[numbers.below(words.len())];
    for _ in 0..2 {
        let place = numbers.below(length);
        let word = parts[place].clone();
        if !word.chars().all(char::is_alphabetic) {
            continue;
        }
        parts[place] = match numbers.below(5) {
            0 => format!("{word}?"),
            1 => format!("({word} | {})", any(numbers)),
            2 => format!("{{list{}}}", numbers.below(50)),
            3 => format!("~{word}"),
            _ => "..3".into(),
        };
    }
    // Something must be required.
    parts.push(any(numbers).to_string());
    parts.join(" ")
}

fn run(text: &str, rules: usize) {
    let builtin = claimsift::rules::builtin();
    let files = Files { all: &builtin, builtin: builtin.len() };
    let mut vocabulary = VocabularyBuilder::default();
    lexical::read(files, &mut vocabulary, &mut Vec::new());
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1 && w.is_ascii()).collect();
    let mut numbers = Numbers(1);
    for list in 0..50 {
        for _ in 0..8 {
            let word = words[numbers.below(words.len())];
            vocabulary.add_entry(&format!("list{list}"), word, word).expect("a word");
        }
    }
    let begin = Instant::now();
    let mut index = IndexBuilder::default();
    for rule in 0..rules {
        let text = pattern(&words, &mut numbers);
        let node = parse(&text, &Macros::new(), &mut vocabulary).expect("the generator writes patterns");
        index.add(rule as u32, &node, &vocabulary).expect("something is required");
    }
    let index = index.build(&vocabulary);
    let compiled = begin.elapsed();

    let (vocabulary, lexicon) = vocabulary.build();
    let lexicon = lexicon.build();
    let lines = text.lines().map(|line| {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + line.len()).trimmed(text)
    });
    let lines = lines.filter(|span| !span.is_empty());
    let sentences: Vec<Sentence> =
        lines.map(|span| Sentence { span, kind: Kind::Body, paragraph: 1 }).collect();
    let mut split = Words::default();
    split.split(text, &sentences, &lexicon);
    let counted = split.units.iter().filter(|u| !u.is(bits::MARK)).count() as f64;
    let mut chart = Chart::default();
    chart.reset(split.units.len());
    let terrain = Terrain { text, units: &split.units, chart: &chart, vocabulary: &vocabulary };
    let mut best = Duration::MAX;
    let mut scratch = MatchScratch::default();
    let mut found = Vec::new();
    for _ in 0..20 {
        scratch = MatchScratch::default();
        let begin = Instant::now();
        for sentence in &split.sentences {
            found.clear();
            find(&index, terrain, sentence.clone(), &mut scratch, &mut found);
        }
        best = best.min(begin.elapsed());
    }
    let per_word = |n: f64| n / counted;
    println!(
        "{rules:>8} {:>10.1} {:>12.3} {:>12.4} {:>12.1}",
        per_word(best.as_secs_f64() * 1e9),
        per_word(scratch.candidates as f64),
        per_word(scratch.matches as f64),
        compiled.as_secs_f64() * 1e3
    );
}
