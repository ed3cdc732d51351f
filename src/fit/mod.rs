//! Learning the weights of claims from labelled sentences.
//!
//! ```text
//! JSON Lines ─labelled▶ Labelled ─examples▶ Examples ─words▶ candidates ─model▶ Model ─fitted▶ weights.csv, lexicon.csv
//! ```
//!
//! [`Ground::fit`] learns from all sentences; [`Ground::cross_validate`] learns from some and labels the others, fold
//! by fold. Promised: the same input gives the same bytes.

pub mod examples;
mod fitted;
mod judged;
pub mod labelled;
pub mod model;
pub mod words;

pub use examples::{Examples, examples};
pub use fitted::Fitted;
pub use judged::{Judged, report};
pub use labelled::{LabelError, Labelled};
pub use model::Penalty;
pub use words::Demands;

use crate::claims::roles::Role;
use examples::Example;
use labelled::Set;
use model::{Model, Rows};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use words::{Stems, Word};

/// How to learn.
#[derive(Clone, Debug)]
pub struct Settings {
    /// For rules and features.
    pub cues: Penalty,
    /// For words.
    pub words: Penalty,
    /// What a stem must have to become an entry.
    pub demands: Demands,
    /// Roles in which words may count; none: no lexicon.
    pub roles: Vec<Role>,
    /// Weight of each sentence of a source; 1 for those not named.
    pub sources: BTreeMap<String, f64>,
    /// Weight of each sentence by its label.
    pub labels: [f64; 4],
    /// Sources labelled by the same guide as the first: they are learned together with it.
    pub alike: BTreeSet<String>,
}

/// What stays together when sentences are held out.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The sentences of one text.
    Doc,
    /// The sentences of one source.
    Source,
}

/// The optimiser could not go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("learning failed: {0}")]
pub struct FitError(String);

/// Everything that learning needs, numbered.
pub struct Ground<'e> {
    examples: &'e Examples,
    labelled: &'e [Labelled],
    settings: &'e Settings,
    schemes: Vec<Set>,
    stems: Stems,
}

/// Weights by what they are of.
#[derive(Clone, Debug, Default)]
struct Learned {
    bias: [f64; 4],
    /// By number of the cue.
    cues: Vec<[f64; 4]>,
    /// With how many sources carry the word.
    words: BTreeMap<Word, ([f64; 4], u32)>,
}

/// Folds by which the temperature is found.
const FOLDS: usize = 5;

impl<'e> Ground<'e> {
    /// Makes ready to learn.
    pub fn new(examples: &'e Examples, labelled: &'e [Labelled], settings: &'e Settings) -> Ground<'e> {
        let by_name = labelled::schemes(labelled);
        let schemes = examples.sources.iter().map(|source| by_name[source]).collect();
        let mut stems = words::stems(&examples.forms);
        let topics = words::topics(examples, &stems);
        for stem in &mut stems.of {
            *stem = stem.filter(|s| !topics[*s as usize]);
        }
        Ground { examples, labelled, settings, schemes, stems }
    }

    /// Learns from all sentences. The temperature is the first source's: its probabilities are made to fit by
    /// cross-validation.
    pub fn fit(&self) -> Result<Fitted, FitError> {
        let all: Vec<usize> = (0..self.examples.rows.len()).collect();
        let learned = self.learn(&all, &self.prior(&all)?)?;
        let judged = self.cross_validate(FOLDS, By::Doc)?;
        let temperature = judged::temperature(&judged, self.labelled);
        Ok(Fitted::new(self.examples, &self.stems, &learned, temperature))
    }

    /// Labels sentences by what is learned from the other folds: by text those of the first source, by source those
    /// of each.
    pub fn cross_validate(&self, folds: usize, by: By) -> Result<Vec<Judged>, FitError> {
        let all: Vec<usize> = (0..self.examples.rows.len()).collect();
        let prior = match by {
            By::Doc => Some(self.prior(&all)?),
            By::Source => None,
        };
        let fold = |row: usize| {
            let example = &self.examples.rows[row];
            match by {
                By::Doc => (example.source == 0).then_some(example.doc % folds),
                By::Source => Some(example.source % folds),
            }
        };
        let judged: Result<Vec<Vec<Judged>>, FitError> = (0..folds)
            .into_par_iter()
            .map(|held_out| {
                let (test, train): (Vec<usize>, Vec<usize>) =
                    all.iter().partition(|row| fold(**row) == Some(held_out));
                if test.is_empty() {
                    return Ok(Vec::new());
                }
                let learned = match &prior {
                    Some(prior) => self.learn(&train, prior),
                    None => self.learn(&train, &self.prior(&train)?),
                }?;
                Ok(test.iter().map(|row| self.label(*row, &learned)).collect())
            })
            .collect();
        let mut judged: Vec<Judged> = judged?.into_iter().flatten().collect();
        judged.sort_by_key(|j| j.row);
        Ok(judged)
    }

    /// What all sources of `rows` teach together but the first and those that are like it, beyond the weights that rules bring
    /// along.
    fn prior(&self, rows: &[usize]) -> Result<Learned, FitError> {
        let (_, others) = self.own(rows);
        self.learn_rows(
            rows,
            &others,
            &Learned { cues: vec![[0.0; 4]; self.examples.cues.len()], ..Learned::default() },
        )
    }

    /// Learns the first source of `rows` and those that are like it, starting from what the others teach; with the weights
    /// that rules bring along.
    fn learn(&self, rows: &[usize], prior: &Learned) -> Result<Learned, FitError> {
        let (own, _) = self.own(rows);
        let mut learned = self.learn_rows(rows, &own, prior)?;
        for (weights, given) in learned.cues.iter_mut().zip(&self.examples.given) {
            weights.iter_mut().zip(given).for_each(|(w, g)| *w += g);
        }
        Ok(learned)
    }

    /// The sentences of the first source of `rows` and of those that are like it; the others.
    fn own(&self, rows: &[usize]) -> (Vec<usize>, Vec<usize>) {
        let source = |row: &usize| self.examples.rows[*row].source;
        let first = rows.iter().map(source).min();
        rows.iter().partition(|row| {
            let source = source(row);
            Some(source) == first || self.settings.alike.contains(&self.examples.sources[source])
        })
    }

    /// Learns from `train`. Words are chosen by all `rows`. The prior's sums are four features more, and what is
    /// learned of them is laid into the weights: they stay one table.
    fn learn_rows(&self, rows: &[usize], train: &[usize], prior: &Learned) -> Result<Learned, FitError> {
        if train.is_empty() {
            return Ok(prior.clone());
        }
        let Settings { demands, roles, .. } = self.settings;
        let found = words::candidates(self.examples, &self.schemes, &self.stems, rows, roles, *demands);
        let layout = Layout { sources: self.examples.sources.len(), cues: self.examples.cues.len() };
        let numbers: BTreeMap<Word, u32> =
            (layout.words()..).zip(found.keys()).map(|(n, w)| (*w, n)).collect();
        let mut penalties = vec![self.settings.words; layout.words() as usize + numbers.len()];
        penalties[..layout.words() as usize].fill(self.settings.cues);
        // Shares and the prior are to follow the data.
        penalties[..layout.cue(0) as usize].fill(Penalty { l1: 0.0, l2: 0.01 });
        let mut data = Rows::default();
        for row in train {
            let example = &self.examples.rows[*row];
            let weight = self.weight(example);
            if example.ruled_out || example.target.sets.is_empty() || weight == 0.0 {
                continue;
            }
            let mut features = vec![(0, 1.0)];
            features.extend(example.cues.iter().map(|cue| (layout.cue(*cue), 1.0)));
            let words = words::words(example, &self.stems, roles);
            features.extend(words.filter_map(|word| Some((*numbers.get(&word)?, 1.0))));
            // The first source's shares of labels are the bias.
            if example.source > 0 {
                features.push((layout.source(example.source), 1.0));
            }
            features.extend((layout.prior()..).zip(self.sums(example, prior)));
            let start = example.cues.iter().fold([0.0; 4], |start, cue| {
                std::array::from_fn(|k| start[k] + self.examples.given[*cue as usize][k])
            });
            data.add(&features, start, example.target.clone(), self.schemes[example.source], weight);
        }
        let model = Model::learn(&data, &penalties).map_err(|e| FitError(format!("{e:#}")))?;
        let learned = |number: u32, before: Option<&[f64; 4]>| {
            let mut weights = model.weights[number as usize];
            for (from, weight) in before.into_iter().flatten().enumerate() {
                let follows = model.weights[layout.prior() as usize + from];
                (0..4).for_each(|to| weights[to] += weight * follows[to]);
            }
            weights
        };
        let word = |(word, sources): (&Word, &u32)| {
            let before = prior.words.get(word).map(|(weights, _)| weights);
            (*word, (learned(numbers[word], before), *sources))
        };
        Ok(Learned {
            bias: learned(0, Some(&prior.bias)),
            cues: (0..layout.cues).map(|n| learned(layout.cue(n as u32), Some(&prior.cues[n]))).collect(),
            words: found.iter().map(word).collect(),
        })
    }

    fn weight(&self, example: &Example) -> f64 {
        let source =
            self.settings.sources.get(&self.examples.sources[example.source]).copied().unwrap_or(1.0);
        let of_set = |set: Set| match set.count_ones() {
            1 => self.settings.labels[set.trailing_zeros() as usize],
            _ => 1.0,
        };
        source * example.target.sets.iter().map(|(set, share)| share * of_set(*set)).sum::<f64>()
    }

    /// The sums of an example's labels.
    fn sums(&self, example: &Example, learned: &Learned) -> [f64; 4] {
        let cues = example.cues.iter().map(|cue| &learned.cues[*cue as usize]);
        let words = words::words(example, &self.stems, &self.settings.roles);
        let words = words.filter_map(|word| Some(&learned.words.get(&word)?.0));
        cues.chain(words).fold(learned.bias, |sums, weights| std::array::from_fn(|k| sums[k] + weights[k]))
    }

    fn label(&self, row: usize, learned: &Learned) -> Judged {
        let example = &self.examples.rows[row];
        Judged { row, sums: self.sums(example, learned), ruled_out: example.ruled_out }
    }
}

/// Numbers of features: the bias; the share of each label in each source; the prior's sums; cues; words.
struct Layout {
    sources: usize,
    cues: usize,
}

impl Layout {
    fn source(&self, source: usize) -> u32 {
        1 + source as u32
    }

    fn prior(&self) -> u32 {
        self.source(self.sources)
    }

    fn cue(&self, cue: u32) -> u32 {
        self.prior() + 4 + cue
    }

    fn words(&self) -> u32 {
        self.cue(self.cues as u32)
    }
}
