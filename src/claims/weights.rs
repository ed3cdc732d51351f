//! [`Weights`]: all cues by number, with their names and weights, which `rules/claims/weights.csv` and the lexicon give;
//! and the [`softmax`] over their sums.

use super::{CueWords, features};
use crate::analysis::Label;
use crate::rules::{Files, RuleError, rows};
use std::collections::{BTreeSet, HashMap};

/// The number of a cue: its place among all of them.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Cue(u32);

impl Cue {
    /// What every sentence starts with.
    pub const BIAS: Cue = Cue(0);
}

/// Names and weights of the cues: first the bias, then rules, features, those of the sentence before, categories in their
/// roles, words.
pub struct Weights {
    names: CueNames,
    /// For factual, evaluative, predictive and none, in thousandths.
    weights: Vec<[i32; 4]>,
    /// For each label how cues rank by what they speak for it, the strongest lowest; equals rank alike.
    ranks: Vec<[i32; 3]>,
    features: u32,
    categories: u32,
    words: u32,
}

impl Weights {
    /// Reads all `weights.csv` of the claims layer: a later row replaces an earlier one of the same cue, so
    /// that an overlay can change one weight. `rules` are the ids of the cue rules in order, with the weights that they
    /// bring along.
    pub fn read<'r>(
        files: Files,
        rules: impl Iterator<Item = (&'r str, [i32; 4])>,
        categories: &[String],
        words: &CueWords,
        faults: &mut Vec<RuleError>,
        warnings: &mut Vec<RuleError>,
    ) -> Weights {
        let (mut names, mut weights) = (vec!["bias".to_string()], vec![[0; 4]]);
        for (rule, of_rule) in rules {
            names.push(rule.to_string());
            weights.push(of_rule);
        }
        let features = names.len() as u32;
        names.extend(features::NAMES.iter().map(|name| name.to_string()));
        names.extend(features::NAMES.iter().map(|name| format!("before:{name}")));
        names.push("before:nothing".to_string());
        let categories_from = names.len() as u32;
        names.extend_from_slice(categories);
        let words_from = names.len() as u32;
        weights.resize(names.len(), [0; 4]);
        // Of equal names a rule comes before a feature, and that before a category.
        let mut places: HashMap<&str, &mut [i32; 4]> =
            names.iter().map(String::as_str).zip(&mut weights).rev().collect();
        places.retain(|name, _| {
            let feature = name.strip_prefix("before:").filter(|feature| *feature != "nothing");
            feature.is_none_or(features::carried)
        });
        let columns = ["cue", "factual", "evaluative", "predictive", "none"];
        for file in rows::named(files, "claims/weights.csv") {
            rows::each(file, columns, faults, |[cue, cells @ ..], line| {
                let mut read = [0; 4];
                for (weight, cell) in read.iter_mut().zip(cells) {
                    *weight = cell.parse().map_err(|_| {
                        "a row is `cue,factual,evaluative,predictive,none`, the weights whole thousandths"
                    })?;
                }
                match places.get_mut(cue) {
                    Some(place) => **place = read,
                    None => warnings.push(RuleError {
                        file: file.shown.clone(),
                        line: line as usize,
                        rule: None,
                        fault: format!("there is no rule or feature {cue}; its weight does nothing"),
                    }),
                }
                Ok(())
            });
        }
        for (name, of_word) in words.cues() {
            names.push(name.to_string());
            weights.push(of_word);
        }
        let ranks = ranks(&weights);
        let names = CueNames::new(&names);
        Weights { names, weights, ranks, features, categories: categories_from, words: words_from }
    }

    /// The cue of a rule, by its number.
    #[inline]
    pub fn rule(&self, number: u32) -> Cue {
        Cue(1 + number)
    }

    /// The cue of a feature, by its place in the list.
    #[inline]
    pub fn feature(&self, number: usize) -> Cue {
        Cue(self.features + number as u32)
    }

    /// The cue of a feature of the sentence before, by its place in the list.
    #[inline]
    pub fn feature_before(&self, number: usize) -> Cue {
        self.feature(features::NAMES.len() + number)
    }

    /// The cue of a sentence that has none before it.
    #[inline]
    pub fn nothing_before(&self) -> Cue {
        self.feature_before(features::NAMES.len())
    }

    /// The cue of a category in a role, by its number.
    #[inline]
    pub fn category(&self, number: usize) -> Cue {
        Cue(self.categories + number as u32)
    }

    /// The cue of a word, by the number of its entry.
    #[inline]
    pub fn word(&self, entry: u32) -> Cue {
        Cue(self.words + entry)
    }

    /// The weights of a cue.
    #[inline]
    pub fn of(&self, cue: Cue) -> [i32; 4] {
        self.weights[cue.0 as usize]
    }

    /// The name of a cue.
    pub fn name(&self, cue: Cue) -> &str {
        self.names.get(cue)
    }

    /// Cues by how much they speak for a label, the strongest first; of equals the earlier. `keys` is a buffer.
    pub fn strongest(&self, cues: &[Cue], label: Label, keys: &mut Vec<i32>) -> Cues<'_> {
        let rank = |cue: &Cue| self.ranks[cue.0 as usize][label as usize];
        let mut ordered: Box<[Cue]> = cues.into();
        if cues.len() > MANY {
            ordered.sort_by_key(rank);
            return Cues { names: &self.names, cues: ordered };
        }
        // The rank, and below it the place: all differ. Where each belongs is how many are lower; for some dozens of
        // numbers they are counted, eight at a time, before they could be sorted.
        keys.clear();
        keys.extend(cues.iter().zip(0..).map(|(cue, place)| rank(cue) * MANY as i32 + place));
        keys.resize(cues.len().next_multiple_of(8), i32::MAX);
        for (cue, key) in cues.iter().zip(keys.iter()) {
            let mut lower = [0; 8];
            for eight in keys.chunks_exact(8) {
                lower.iter_mut().zip(eight).for_each(|(lower, other)| *lower += i32::from(other < key));
            }
            ordered[lower.iter().sum::<i32>() as usize] = *cue;
        }
        Cues { names: &self.names, cues: ordered }
    }
}

/// More cues than this are sorted.
const MANY: usize = 128;

/// Ranks by how much more than on average the weights speak for each label.
fn ranks(weights: &[[i32; 4]]) -> Vec<[i32; 3]> {
    let mut ranks = vec![[0; 3]; weights.len()];
    for label in 0..3 {
        let gain = |w: &[i32; 4]| 3 * w[label] - (w[0] + w[1] + w[2]);
        let gains: BTreeSet<i32> = weights.iter().map(gain).collect();
        let rank: HashMap<i32, i32> = gains.into_iter().rev().zip(0..).collect();
        ranks.iter_mut().zip(weights).for_each(|(ranks, weights)| ranks[label] = rank[&gain(weights)]);
    }
    ranks
}

/// The cues of a sentence, and what they add up to.
#[derive(Default)]
pub struct Tally {
    /// The cues in the order in which they were added.
    pub cues: Vec<Cue>,
    /// The sum of their weights.
    pub sum: [i32; 4],
}

impl Tally {
    /// Forgets all.
    pub fn clear(&mut self) {
        self.cues.clear();
        self.sum = [0; 4];
    }

    /// Adds a cue.
    #[inline]
    pub fn add(&mut self, cue: Cue, weights: &Weights) {
        let ([a, b, c, d], [e, f, g, h]) = (self.sum, weights.of(cue));
        self.sum = [a + e, b + f, c + g, d + h];
        self.cues.push(cue);
    }
}

/// The names of cues, side by side.
struct CueNames {
    all: String,
    /// Where each ends; it begins where the one before ends.
    ends: Vec<u32>,
}

impl CueNames {
    fn new(names: &[String]) -> CueNames {
        let mut end = 0;
        let ends = names.iter().map(|name| {
            end += name.len() as u32;
            end
        });
        CueNames { ends: ends.collect(), all: names.concat() }
    }

    fn get(&self, cue: Cue) -> &str {
        let place = cue.0 as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[place] as usize]
    }
}

/// Cues in order, by which a claim says why it has its label.
#[derive(Clone)]
pub struct Cues<'a> {
    names: &'a CueNames,
    cues: Box<[Cue]>,
}

impl<'a> Cues<'a> {
    /// Their names.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.cues.iter().map(|cue| self.names.get(*cue))
    }
}

impl PartialEq for Cues<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Cues<'_> {}

impl std::fmt::Debug for Cues<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl serde::Serialize for Cues<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// Probabilities in thousandths that add up to 1000: what rounding leaves goes to the first of the largest.
/// `libm`'s exponential gives the same bits on every platform.
pub fn softmax(sums: [i32; 3]) -> [u16; 3] {
    let top = *sums.iter().max().expect("three sums");
    let part = |s| if s == top { 1.0 } else { libm::exp(f64::from(s - top) / 1000.0) };
    let parts = sums.map(part);
    let all: f64 = parts.iter().sum();
    let mut rounded = parts.map(|p| {
        let exact = p / all * 1000.0;
        let whole = exact as u16;
        whole + u16::from(exact - f64::from(whole) >= 0.5)
    });
    let largest = sums.iter().position(|s| *s == top).expect("one of them");
    rounded[largest] = rounded[largest] + 1000 - rounded.iter().sum::<u16>();
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_cues_come_first_and_of_equals_the_earlier_however_many_there_are() {
        let number = |n: u32| i32::try_from(n % 7).unwrap() * 100;
        let weights: Vec<[i32; 4]> = (0..200).map(|n| [number(n), 50, 0, 9]).collect();
        let names: Vec<String> = (0..200).map(|n| n.to_string()).collect();
        let ranks = ranks(&weights);
        let names = CueNames::new(&names);
        let weights = Weights { names, weights, ranks, features: 0, categories: 0, words: 0 };
        for count in [0, 1, 20, 128, 129, 200] {
            let cues: Vec<Cue> = (0..count).rev().map(Cue).collect();
            let mut wanted = cues.clone();
            wanted.sort_by_key(|cue| -number(cue.0));
            let found = weights.strongest(&cues, Label::Factual, &mut Vec::new());
            assert_eq!(*found.cues, wanted);
        }
    }

    #[test]
    fn softmax_of_equal_sums_is_a_third_each() {
        assert_eq!(softmax([5, 5, 5]), [334, 333, 333]);
        assert_eq!(softmax([0, 10_000, 0]), [0, 1000, 0]);
    }
}
