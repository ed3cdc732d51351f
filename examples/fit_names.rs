//! Learns `rules/actors/evidence.csv` from texts with marked names.
//!
//! usage: fit_names ROUNDS OUT.csv RULES GOLD...
//!
//! A GOLD file may also be a .txt: after a first paragraph, which says what it is, each is an article in which names stand
//! as `[name|P]`; P, O, L, X are person, organization, place and others.
//!
//! Each line of a GOLD file is `{"text", "entities": [{"start", "end", "type"}]}`, in code points; types are PER, ORG,
//! LOC and others, or person, organization, state, place, people. Or each word is marked, as NAME if it is part of
//! some name, as WORD if it is not.

use claimsift::actors::NameLabel;
use claimsift::read::Record;
use claimsift::rules::RuleFile;
use claimsift::span::Span;
use claimsift::{Analyzer, Article, Scratch};
use rayon::prelude::*;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [rounds, out, rules, gold @ ..] = args.as_slice() else {
        return Err("usage: fit_names ROUNDS OUT.csv RULES GOLD...".into());
    };
    let mut files = Vec::new();
    collect(Path::new(rules), Path::new(rules), &mut files)?;
    let analyzer = Analyzer::with_rules(&files, false).map_err(|faults| faults[0].to_string())?;
    let rounds: usize = rounds.parse()?;
    let mut scratch = Scratch::default();
    let mut articles: Vec<(Article, Vec<(Span, NameLabel)>)> = Vec::new();
    for path in gold {
        if path.ends_with(".txt") {
            for article in std::fs::read_to_string(path)?.split("\n\n").skip(1) {
                let (text, marks) =
                    marked(article).ok_or_else(|| format!("{path}: `[` without `|P]`: {article}"))?;
                let record = Record { text, ..Record::default() };
                articles.push((analyzer.read(record, None, &mut scratch), marks));
            }
            continue;
        }
        for line in std::fs::read_to_string(path)?.lines() {
            let value: serde_json::Value = serde_json::from_str(line)?;
            let text = value["text"].as_str().ok_or("a record has no text")?.to_string();
            let at: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let mut marks = Vec::new();
            for entity in value["entities"].as_array().ok_or("a record has no entities")? {
                let point = |key: &str| entity[key].as_u64().map(|n| at[n as usize]).ok_or("no offset");
                let label = match entity["type"].as_str().unwrap_or_default() {
                    "PER" | "person" => NameLabel::Person,
                    "ORG" | "organization" => NameLabel::Organization,
                    "LOC" | "state" | "place" => NameLabel::Place,
                    "NAME" => NameLabel::Part,
                    "WORD" => NameLabel::Word,
                    _ => NameLabel::Other,
                };
                marks.push((Span::new(point("start")?, point("end")?), label));
            }
            marks.sort_by_key(|(span, _)| span.start);
            let record = Record { text, ..Record::default() };
            articles.push((analyzer.read(record, None, &mut scratch), marks));
        }
    }
    let prior = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/fit_names_prior.csv");
    let prior = RuleFile {
        path: "actors/evidence.csv".into(),
        shown: prior.into(),
        text: std::fs::read_to_string(prior)?.into(),
    };
    let run = |run: u64| -> Result<claimsift::actors::NameFit, String> {
        let mut fit = analyzer.fit_names(&prior, 1 + run).map_err(|fault| fault.to_string())?;
        let (mut scratch, mut order) = (Scratch::default(), (0..articles.len()).collect::<Vec<usize>>());
        let mut state = 1 + run;
        for round in 0..rounds {
            for i in (1..order.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                order.swap(i, (state >> 33) as usize % (i + 1));
            }
            let mut wrong = 0;
            for (article, marks) in order.iter().map(|at| &articles[*at]) {
                wrong += analyzer.learn_names(&mut fit, article, marks, &mut scratch);
            }
            eprintln!("run {run}, round {round}: {wrong} regions wrong");
        }
        Ok(fit)
    };
    let fits: Vec<_> = (0..RUNS).into_par_iter().map(run).collect::<Result<_, _>>()?;
    std::fs::write(out, analyzer.fitted_names(&fits))?;
    Ok(())
}

/// How many orders of the articles are learned from.
const RUNS: u64 = 8;

/// The text without its marks, and the marks.
fn marked(article: &str) -> Option<(String, Vec<(Span, NameLabel)>)> {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut parts = article.split('[');
    text.push_str(parts.next()?);
    for part in parts {
        let (name, rest) = part.split_once('|')?;
        let label = match rest.get(..2)? {
            "P]" => NameLabel::Person,
            "O]" => NameLabel::Organization,
            "L]" => NameLabel::Place,
            "X]" => NameLabel::Other,
            _ => return None,
        };
        let start = text.len();
        text.push_str(name);
        marks.push((Span::new(start, text.len()), label));
        text.push_str(&rest[2..]);
    }
    Some((text, marks))
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<RuleFile>) -> std::io::Result<()> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml" || e == "csv") {
            let text = std::fs::read_to_string(&path)?;
            let short = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            files.push(RuleFile { path: short, shown: path.display().to_string(), text: text.into() });
        }
    }
    Ok(())
}
