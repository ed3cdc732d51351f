//! Learns `rules/clauses/tagger.csv` from tagged sentences.
//!
//! `cargo run --release --example learn_tagger -- TAGGED.tsv [FOLDS]`: a line a token, `form TAB tag` with the tags of
//! `clauses::tags`, an empty line after each sentence. The rows go to standard output; with FOLDS, accuracy on
//! the sentences left out in each of so many folds is printed instead.

use anyhow::Context;
use claimsift::Analyzer;
use claimsift::clauses::learn::{accuracy, learn, lessons, to_csv};

/// Times that every sentence is gone through.
const ROUNDS: usize = 4;
/// Weights below this are left out.
const LEAST: i16 = 30;

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let path = args.next().context("which file of tagged sentences?")?;
    let folds: usize = args.next().map_or(Ok(0), |n| n.parse()).context("FOLDS is a number")?;
    let tagged = std::fs::read_to_string(&path).with_context(|| path.clone())?;
    let analyzer = Analyzer::builtin();
    let (lexicon, classes, _) = analyzer.word_classes();
    let read =
        |text: &str| lessons(text, lexicon, classes).map_err(|fault| anyhow::anyhow!("{path}: {fault}"));
    if folds == 0 {
        print!("{}", to_csv(&learn(classes, &read(&tagged)?, ROUNDS), classes, LEAST));
        return Ok(());
    }
    // Folds are runs of sentences, so that an article is in one fold.
    let sentences: Vec<&str> = tagged.split("\n\n").collect();
    for fold in 0..folds {
        let (from, to) = (sentences.len() * fold / folds, sentences.len() * (fold + 1) / folds);
        let held_out = read(&sentences[from..to].join("\n\n"))?;
        let rest = [&sentences[..from], &sentences[to..]].concat().join("\n\n");
        let tagger = learn(classes, &read(&rest)?, ROUNDS);
        let [tags, recall, precision] = accuracy(&tagger, classes, &held_out);
        println!("fold {fold}: tags {tags:.2}, finite verbs recall {recall:.2} precision {precision:.2}");
    }
    Ok(())
}
