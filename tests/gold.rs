//! The gold of `corpus/gold`: that it is sound, and what the tool makes of it.
//!
//! The figures are a snapshot: a change of rules that moves them must update it (`INSTA_UPDATE=always cargo test
//! --test gold`), so that nobody moves them without knowing. Articles and labels come from the same hands as the
//! rules: the figures show regressions, they prove nothing.

use claimsift::evaluate::{self, Annotation, Report, annotate, gold, table, timex3};
use claimsift::read::{Record, decode};
use claimsift::{Analyzer, Scratch};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const GOLD: &str = "corpus/gold";
/// The annotators who labelled the same articles.
const ANNOTATORS: [&str; 2] = ["corpus/gold/first", "corpus/gold/second"];

struct Labelled {
    file: String,
    record: Record,
    labels: Annotation,
    json: Value,
}

/// The files directly in a folder, laid over their articles.
fn labelled(folder: &str) -> Vec<Labelled> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{folder}: {e}"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    let read = |path: PathBuf| {
        let file = path.display().to_string();
        let json = fs::read_to_string(&path).expect("gold is UTF-8");
        let records = gold::read(&file, &json).unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!(records.len(), 1, "{file} has one article");
        let id = records[0].id.clone();
        assert_eq!(path.file_name().and_then(|n| n.to_str()), Some(format!("{id}.json").as_str()));
        let article = Path::new("corpus/articles").join(&id);
        let bytes = fs::read(&article).unwrap_or_else(|e| panic!("{}: {e}", article.display()));
        let text = decode(bytes).unwrap_or_else(|e| panic!("{}: {e}", article.display()));
        // Spans are checked here: within the text, in order, quoting it.
        let labels = records[0].place(&text).unwrap_or_else(|fault| panic!("{fault}"));
        let record = Record { id, text, ..Record::default() };
        Labelled { record, labels, json: serde_json::from_str(&json).expect("it was read"), file }
    };
    files.into_iter().map(read).collect()
}

fn everything() -> Vec<Labelled> {
    [GOLD].iter().chain(&ANNOTATORS).flat_map(|folder| labelled(folder)).collect()
}

#[test]
fn at_least_ten_articles_are_labelled_and_five_of_them_twice() {
    let ids = |folder: &str| labelled(folder).into_iter().map(|l| l.record.id).collect::<BTreeSet<_>>();
    assert!(ids(GOLD).len() >= 10);
    assert!(ids(ANNOTATORS[0]).len() >= 5);
    assert_eq!(ids(ANNOTATORS[0]), ids(ANNOTATORS[1]));
    assert!(ids(ANNOTATORS[0]).is_subset(&ids(GOLD)));
}

#[test]
fn every_annotation_quotes_its_text() {
    for Labelled { file, json, .. } in everything() {
        for layer in ["sentences", "actors", "dates", "claims"] {
            let annotations = json[layer].as_array().unwrap_or_else(|| panic!("{file}: no {layer}"));
            for annotation in annotations {
                // That it quotes rightly was checked when it was placed.
                assert!(annotation["text"].is_string(), "{file}: {annotation} quotes nothing");
            }
        }
    }
}

#[test]
fn sentences_cover_every_character_that_is_not_white_space() {
    for Labelled { file, record, labels, .. } in everything() {
        let mut end = 0;
        for sentence in labels.sentences.expect("sentences") {
            let (start, text) = (sentence.span.start as usize, record.text.as_str());
            assert!(text[end..start].trim().is_empty(), "{file}: {:?} is in no sentence", &text[end..start]);
            assert_eq!(sentence.span.trimmed(text), sentence.span, "{file}");
            end = sentence.span.end as usize;
        }
        let rest = &record.text[end..];
        assert!(rest.trim().is_empty(), "{file}: {rest:?} is in no sentence");
    }
}

#[test]
fn mentions_lie_in_one_sentence_and_holders_are_words_of_the_article() {
    let single = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for Labelled { file, record, labels, .. } in everything() {
        let sentences = labels.sentences.expect("sentences");
        let actors = labels.actors.expect("actors").into_iter().map(|a| a.span);
        let dates = labels.dates.expect("dates").into_iter().map(|d| d.span);
        for span in actors.chain(dates) {
            let inside = sentences.iter().any(|s| s.span.contains(span));
            assert!(inside, "{file}: {:?} is not in one sentence", span.of(&record.text));
        }
        let text = single(&record.text);
        for claim in labels.claims.expect("claims").into_iter().filter_map(|j| j.claim) {
            // Nobody is named in *they were reported to have left*.
            let attributed = claim.attributed.expect("yes or no");
            assert_eq!(attributed, claim.holder.as_deref() != Some("author"), "{file}: {claim:?}");
            if let Some(holder) = claim.holder.filter(|_| attributed) {
                assert!(text.contains(&single(&holder)), "{file}: {holder}");
            }
        }
    }
}

#[test]
fn values_of_dates_are_timex3() {
    for Labelled { file, labels, .. } in everything() {
        for date in labels.dates.expect("dates") {
            timex3::check(date.kind, &date.value).unwrap_or_else(|fault| panic!("{file}: {fault}"));
        }
    }
}

#[test]
fn ids_of_actors_are_well_formed_and_always_mean_the_same() {
    let states: BTreeSet<String> = fs::read_to_string("rules/actors/actors.csv")
        .expect("the table of actors")
        .lines()
        .filter_map(|line| line.strip_prefix("state:")?.split(',').next().map(str::to_string))
        .collect();
    assert!(states.len() > 190);
    for folder in [GOLD].iter().chain(&ANNOTATORS) {
        let mut known = BTreeMap::new();
        for Labelled { file, labels, .. } in labelled(folder) {
            for actor in labels.actors.expect("actors") {
                let id = actor.id.expect("an id");
                let (kind, slug) = id.split_once(':').unwrap_or_else(|| panic!("{file}: {id}"));
                assert_eq!(kind, actor.kind.as_str(), "{file}: {id}");
                let of_slug = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
                let good = match kind {
                    "state" => states.contains(slug) && actor.state.as_deref() == Some(slug),
                    _ => slug.bytes().all(of_slug) && !slug.starts_with('-') && !slug.ends_with('-'),
                };
                assert!(good, "{file}: {id} in {:?}", actor.state);
                if let Some(state) = &actor.state {
                    assert!(states.contains(state) || state == "SUN", "{file}: {id} has state {state}");
                }
                let before = known.entry(id.clone()).or_insert_with(|| actor.state.clone());
                assert_eq!(*before, actor.state, "{file}: {id}");
            }
        }
    }
}

#[test]
fn figures_of_the_tool() {
    let (analyzer, mut scratch) = (Analyzer::builtin(), Scratch::default());
    let tallies: Vec<_> = labelled(GOLD)
        .into_iter()
        .map(|Labelled { record, labels, .. }| {
            let said = annotate(&analyzer, record.clone(), &labels, &mut scratch);
            evaluate::compare(&record.text, &labels, &said).0
        })
        .collect();
    insta::assert_snapshot!(table::report(&Report::new(&tallies), "gold", "tool"));
}

#[test]
fn figures_of_the_annotators() {
    let [first, second] = ANNOTATORS.map(labelled);
    let pairs = first.iter().zip(&second);
    let tallies: Vec<_> =
        pairs.map(|(f, s)| evaluate::compare(&f.record.text, &f.labels, &s.labels).0).collect();
    insta::assert_snapshot!(table::report(&Report::new(&tallies), "first", "second"));
}
