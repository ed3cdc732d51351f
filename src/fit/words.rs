//! [`candidates`]: which stems may become entries of the lexicon.
//!
//! A stem must occur in enough sentences, not be a name, and speak for the same label in several sources: what holds
//! in one source only is its topic.

use super::examples::{Examples, Form};
use super::labelled::Set;
use crate::claims::lexicon::Role;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeMap;

/// What a stem must have.
#[derive(Copy, Clone, Debug)]
pub struct Demands {
    /// Sentences with it.
    pub sentences: u32,
    /// Sources in which it speaks for one and the same label.
    pub sources: u32,
}

/// Stems of words, by number of the form.
#[derive(Debug, Default)]
pub struct Stems {
    /// For each form its stem, `None` for what can be no entry.
    pub of: Vec<Option<u32>>,
    /// The stems.
    pub stems: Vec<String>,
}

/// Stems all forms. Names, numbers, contractions, single letters and what occurs but once (misprints, mostly) have none.
pub fn stems(forms: &[Form]) -> Stems {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut stems = Stems::default();
    for form in forms {
        let word = form.word.chars().count() > 1 && form.word.chars().all(char::is_alphabetic);
        let rare = form.capital + form.lower < 2;
        let name = f64::from(form.capital) > NAME * f64::from(form.capital + form.lower);
        stems.of.push((word && !rare && !name).then(|| {
            let stem = stemmer.stem(&form.word).into_owned();
            *numbers.entry(stem.clone()).or_insert_with(|| {
                stems.stems.push(stem);
                stems.stems.len() as u32 - 1
            })
        }));
    }
    stems
}

/// A form that has a capital within sentences in more than this share of cases is a name.
const NAME: f64 = 0.3;
/// Sentences of a source with a stem from which the source has a say.
const SAY: f64 = 3.0;

/// A stem in one of its roles.
pub type Word = (u32, Role);

/// The stems in their roles that may become entries, with the number of sources that carry each. `rows` are the
/// examples to look at.
pub fn candidates(
    examples: &Examples,
    schemes: &[Set],
    stems: &Stems,
    rows: &[usize],
    roles: &[Role],
    demands: Demands,
) -> BTreeMap<Word, u32> {
    // By source and label: sentences that have it, sentences that have not.
    let mut totals = vec![[[0.0; 2]; 4]; examples.sources.len()];
    let mut counts: BTreeMap<Word, BTreeMap<usize, [[f64; 2]; 4]>> = BTreeMap::new();
    for row in rows {
        let example = &examples.rows[*row];
        if example.ruled_out || example.target.sets.is_empty() {
            continue;
        }
        let says = |label: usize| {
            let mut says = [0.0; 2];
            for (set, share) in &example.target.sets {
                let set = set & schemes[example.source];
                says[0] += if set == 1 << label { *share } else { 0.0 };
                says[1] += if set >> label & 1 == 0 { *share } else { 0.0 };
            }
            says
        };
        let says = [says(0), says(1), says(2), says(3)];
        let add = |counts: &mut [[f64; 2]; 4]| {
            for (count, says) in counts.iter_mut().zip(says) {
                count[0] += says[0];
                count[1] += says[1];
            }
        };
        add(&mut totals[example.source]);
        for word in words(example, stems, roles) {
            add(counts.entry(word).or_default().entry(example.source).or_default());
        }
    }
    let mut kept = BTreeMap::new();
    for (word, by_source) in counts {
        let sentences: f64 = by_source.values().map(|labels| labels[0][0] + labels[0][1]).sum();
        if sentences < f64::from(demands.sentences) {
            continue;
        }
        let carried = (0..4).map(|label| carried(&by_source, &totals, label)).max().unwrap_or(0);
        if carried >= demands.sources {
            kept.insert(word, carried);
        }
    }
    kept
}

/// In how many sources a word speaks for (or against) a label, if most sources agree; else 0.
fn carried(by_source: &BTreeMap<usize, [[f64; 2]; 4]>, totals: &[[[f64; 2]; 4]], label: usize) -> u32 {
    let (mut with, mut against) = (0, 0);
    for (source, labels) in by_source {
        let ([yes, no], [all_yes, all_no]) = (labels[label], totals[*source][label]);
        if yes + no < SAY || all_yes == 0.0 || all_no == 0.0 {
            continue;
        }
        let odds = ((yes + 0.5) / (no + 0.5) * (all_no + 0.5) / (all_yes + 0.5)).ln();
        if odds > LEAN {
            with += 1;
        } else if odds < -LEAN {
            against += 1;
        }
    }
    let (most, least) = (with.max(against), with.min(against));
    if least * 3 <= most { most } else { 0 }
}

/// Log odds from which a word leans to a label.
const LEAN: f64 = 0.2;

/// The stems of an example in the roles asked for, each once.
pub fn words<'e>(
    example: &'e super::examples::Example,
    stems: &'e Stems,
    roles: &'e [Role],
) -> impl Iterator<Item = Word> + 'e {
    let mut all: Vec<Word> = example
        .words
        .iter()
        .filter(|(_, role)| roles.contains(role))
        .filter_map(|(form, role)| Some((stems.of[*form as usize]?, *role)))
        .collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter()
}
