//! [`candidates`]: which stems may become entries of the lexicon.
//!
//! A stem must occur in enough sentences, not be a name, and speak for the same label in several sources: what holds
//! in one source only is its topic.

use super::examples::{Examples, Form};
use super::labelled::Set;
use crate::claims::roles::Role;
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeMap;

/// Marks the stems that are topics: they come again and again in a few texts, where a word of judgement or time comes
/// once here and once there. Compared is in how many texts a stem stands with in how many it would if its sentences
/// were strewn over all texts (Church & Gale 1995 call such words bursty).
pub fn topics(examples: &Examples, stems: &Stems) -> Vec<bool> {
    let mut sentences_of: BTreeMap<usize, u32> = BTreeMap::new();
    let mut found: Vec<BTreeMap<usize, u32>> = vec![BTreeMap::new(); stems.stems.len()];
    for example in &examples.rows {
        *sentences_of.entry(example.doc).or_default() += 1;
        for (stem, _) in words(example, stems, &[Role::Anywhere, Role::Pair]) {
            *found[stem as usize].entry(example.doc).or_default() += 1;
        }
    }
    // Texts of one sentence say nothing about what comes again.
    sentences_of.retain(|_, sentences| *sentences > 1);
    let all: f64 = sentences_of.values().map(|n| f64::from(*n)).sum();
    let is_topic = |docs: &BTreeMap<usize, u32>| {
        let (mut texts, mut sentences) = (0.0, 0.0);
        for (doc, count) in docs {
            if sentences_of.contains_key(doc) {
                texts += 1.0;
                sentences += f64::from(*count);
            }
        }
        let strewn = sentences_of.values().map(|n| 1.0 - libm::pow(1.0 - f64::from(*n) / all, sentences));
        strewn.sum::<f64>() > BURSTY * texts
    };
    found.par_iter().map(is_topic).collect()
}

/// From this ratio on a stem is a topic.
const BURSTY: f64 = 1.5;

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

/// Stems all forms. Names, numbers, contractions, single letters and what occurs but once (misprints, mostly) have none. Two
/// words side by side are a stem as they are.
pub fn stems(forms: &[Form]) -> Stems {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut stems = Stems::default();
    for form in forms {
        let pair = form.word.contains(' ');
        let word = form.word.chars().count() > 1 && form.word.chars().all(|c| c.is_alphabetic() || c == ' ');
        let rare = form.capital + form.lower < 2;
        let name = f64::from(form.capital) > NAME * f64::from(form.capital + form.lower);
        stems.of.push((word && !rare && !name).then(|| {
            let stem = if pair { form.word.clone() } else { stemmer.stem(&form.word).into_owned() };
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

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::super::labelled::{ALL, Target};
    use super::*;

    const WORDS: [&str; 4] = ["dismal", "canals", "canal", "Linz"];

    /// Twenty texts of ten sentences from two sources. Half of the sentences are evaluative, and those have *dismal*;
    /// *canal* fills the first two texts.
    fn ground() -> Examples {
        let form = |(n, word): (usize, &&str)| Form {
            word: word.to_lowercase(),
            lower: 5,
            capital: if n == 3 { 9 } else { 0 },
        };
        let row = |n: usize| {
            let evaluative = n % 2 == 1;
            let mut words = Vec::new();
            words.extend(evaluative.then_some((0, Role::Anywhere)));
            words.extend((n < 20).then_some((1 + n as u32 % 2, Role::Anywhere)));
            let target = Target { sets: vec![(if evaluative { 0b0010 } else { 0b0001 }, 1.0)] };
            Example { target, source: n / 100, doc: n / 10, words, ..Example::default() }
        };
        Examples {
            rows: (0..200).map(row).collect(),
            forms: WORDS.iter().enumerate().map(form).collect(),
            sources: vec!["essays".into(), "letters".into()],
            ..Examples::default()
        }
    }

    #[test]
    fn forms_of_a_stem_go_together_and_names_have_none() {
        let stems = stems(&ground().forms);
        assert_eq!(stems.of, [Some(0), Some(1), Some(1), None]);
    }

    #[test]
    fn what_fills_few_texts_is_a_topic() {
        let examples = ground();
        assert_eq!(topics(&examples, &stems(&examples.forms)), [false, true]);
    }

    #[test]
    fn an_entry_speaks_for_one_label_in_several_sources() {
        let mut examples = ground();
        let rows: Vec<usize> = (0..200).collect();
        let demands = Demands { sentences: 10, sources: 2 };
        let found = |examples: &Examples| {
            let stems = stems(&examples.forms);
            candidates(examples, &[ALL, ALL], &stems, &rows, &[Role::Anywhere], demands)
        };
        assert_eq!(found(&examples), [((0, Role::Anywhere), 2)].into());
        // In the second source it now speaks for the other label.
        for row in &mut examples.rows[100..] {
            row.target.sets[0].0 ^= 0b0011;
        }
        assert_eq!(found(&examples), BTreeMap::new());
    }
}
