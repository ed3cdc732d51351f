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

use crate::claims::lexicon::Role;
use labelled::Set;
use model::{Model, Rows};
use rayon::prelude::*;
use std::collections::BTreeMap;
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
    /// Whether each source but the first gets weights of its own for the share that each label has in it.
    pub shares: bool,
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

/// A model, and what its features stand for: first the bias, then each source, then the cues, then the words.
struct Learned {
    model: Model,
    /// Number of the feature, and how many sources carry the word.
    words: BTreeMap<Word, (u32, u32)>,
}

/// Folds by which the temperature is found.
const FOLDS: usize = 5;

impl<'e> Ground<'e> {
    /// Makes ready to learn.
    pub fn new(examples: &'e Examples, labelled: &'e [Labelled], settings: &'e Settings) -> Ground<'e> {
        let by_name = labelled::schemes(labelled);
        let schemes = examples.sources.iter().map(|source| by_name[source]).collect();
        Ground { examples, labelled, settings, schemes, stems: words::stems(&examples.forms) }
    }

    /// Learns from all sentences. The temperature is the first source's: its probabilities are made to fit by
    /// cross-validation.
    pub fn fit(&self) -> Result<Fitted, FitError> {
        let all: Vec<usize> = (0..self.examples.rows.len()).collect();
        let learned = self.learn(&all)?;
        let judged = self.judge(FOLDS, By::Doc, |source| source == 0)?;
        Ok(Fitted::new(self.examples, &self.stems, &learned, judged::temperature(&judged, self.labelled)))
    }

    /// Labels every sentence by what is learned from the other folds.
    pub fn cross_validate(&self, folds: usize, by: By) -> Result<Vec<Judged>, FitError> {
        self.judge(folds, by, |_| true)
    }

    /// The same for the sources asked for; the others are in every fold's training.
    fn judge(&self, folds: usize, by: By, asked: impl Fn(usize) -> bool + Sync) -> Result<Vec<Judged>, FitError> {
        let fold = |row: usize| {
            let example = &self.examples.rows[row];
            let unit = match by {
                By::Doc => example.doc,
                By::Source => example.source,
            };
            asked(example.source).then_some(unit % folds)
        };
        let rows: Vec<usize> = (0..self.examples.rows.len()).collect();
        let judged: Result<Vec<Vec<Judged>>, FitError> = (0..folds)
            .into_par_iter()
            .map(|held_out| {
                let (test, train): (Vec<usize>, Vec<usize>) =
                    rows.iter().partition(|row| fold(**row) == Some(held_out));
                if test.is_empty() {
                    return Ok(Vec::new());
                }
                let learned = self.learn(&train)?;
                Ok(test.iter().map(|row| self.label(*row, &learned)).collect())
            })
            .collect();
        let mut judged: Vec<Judged> = judged?.into_iter().flatten().collect();
        judged.sort_by_key(|j| j.row);
        Ok(judged)
    }

    fn learn(&self, train: &[usize]) -> Result<Learned, FitError> {
        let Settings { demands, roles, .. } = self.settings;
        let found = words::candidates(self.examples, &self.schemes, &self.stems, train, roles, *demands);
        let before = (1 + self.examples.sources.len() + self.examples.cues.len()) as u32;
        let words: BTreeMap<Word, (u32, u32)> =
            (before..).zip(found).map(|(number, (word, sources))| (word, (number, sources))).collect();
        let mut penalties = vec![self.settings.words; before as usize + words.len()];
        penalties[..before as usize].fill(self.settings.cues);
        // Shares are to follow the data.
        penalties[..1 + self.examples.sources.len()].fill(Penalty { l1: 0.0, l2: 0.01 });
        let mut rows = Rows::default();
        for row in train {
            let example = &self.examples.rows[*row];
            let weight = self.weight(example);
            if example.ruled_out || example.target.sets.is_empty() || weight == 0.0 {
                continue;
            }
            let mut features = self.features(*row, &words);
            if self.settings.shares && example.source > 0 {
                features.push(1 + example.source as u32);
            }
            rows.add(&features, example.target.clone(), self.schemes[example.source], weight);
        }
        let model = Model::learn(&rows, &penalties).map_err(|e| FitError(format!("{e:#}")))?;
        Ok(Learned { model, words })
    }

    fn weight(&self, example: &examples::Example) -> f64 {
        let source = self.settings.sources.get(&self.examples.sources[example.source]).copied().unwrap_or(1.0);
        let of_set = |set: Set| match set.count_ones() {
            1 => self.settings.labels[set.trailing_zeros() as usize],
            _ => 1.0,
        };
        source * example.target.sets.iter().map(|(set, share)| share * of_set(*set)).sum::<f64>()
    }

    /// The features of an example: bias, cues and the words that are entries.
    fn features(&self, row: usize, entries: &BTreeMap<Word, (u32, u32)>) -> Vec<u32> {
        let example = &self.examples.rows[row];
        let before = 1 + self.examples.sources.len() as u32;
        let mut features = vec![0];
        features.extend(example.cues.iter().map(|cue| before + cue));
        let words = words::words(example, &self.stems, &self.settings.roles);
        features.extend(words.filter_map(|word| Some(entries.get(&word)?.0)));
        features
    }

    fn label(&self, row: usize, learned: &Learned) -> Judged {
        let example = &self.examples.rows[row];
        let sums = learned.model.sums(&self.features(row, &learned.words));
        Judged { row, sums, ruled_out: example.ruled_out }
    }
}
