//! [`Weights`]: `rules/claims/weights.csv`, a row for every cue and feature; and the [`softmax`] over their sums.

use super::features;
use crate::rules::{Files, RuleError, rows};
use std::collections::HashMap;

/// Weights for factual, evaluative, predictive and none, in thousandths.
pub struct Weights {
    by_rule: Vec<[i32; 4]>,
    /// By place in the list of features.
    by_feature: Vec<[i32; 4]>,
    by_category: Vec<[i32; 4]>,
    bias: [i32; 4],
}

impl Weights {
    /// Reads all `weights.csv` of the claims layer: a later row replaces an earlier one of the same cue, so
    /// that an overlay can change one weight. `rules` are the ids of the cue rules in order.
    pub fn read(
        files: Files,
        rules: Vec<&str>,
        categories: &[String],
        faults: &mut Vec<RuleError>,
        warnings: &mut Vec<RuleError>,
    ) -> Weights {
        let none = |count| vec![[0; 4]; count];
        let mut weights = Weights {
            by_rule: none(rules.len()),
            by_feature: none(features::NAMES.len()),
            by_category: none(categories.len()),
            bias: [0; 4],
        };
        // Where the weights of a cue go; of equal names a rule comes before a feature, and that before a category.
        let mut places: HashMap<&str, &mut [i32; 4]> = HashMap::from([("bias", &mut weights.bias)]);
        places.extend(categories.iter().map(String::as_str).zip(&mut weights.by_category));
        places.extend(features::NAMES.iter().copied().zip(&mut weights.by_feature));
        places.extend(rules.into_iter().zip(&mut weights.by_rule));
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
        weights
    }

    /// The weights that every sentence starts with.
    pub fn bias(&self) -> [i32; 4] {
        self.bias
    }

    /// The weights of a cue rule, by its number.
    pub fn of_rule(&self, rule: u32) -> [i32; 4] {
        self.by_rule[rule as usize]
    }

    /// The weights of a category in a role, by its number.
    pub fn of_category(&self, category: usize) -> [i32; 4] {
        self.by_category[category]
    }

    /// The weights of a feature, by its place in the list.
    pub fn of_feature(&self, feature: usize) -> [i32; 4] {
        self.by_feature[feature]
    }
}

/// Probabilities in thousandths that add up to 1000: what rounding leaves goes to the first of the largest.
/// `libm`'s exponential gives the same bits on every platform.
pub fn softmax(sums: [i32; 3]) -> [u16; 3] {
    let top = *sums.iter().max().expect("three sums");
    let parts = sums.map(|s| libm::exp(f64::from(s - top) / 1000.0));
    let all: f64 = parts.iter().sum();
    let mut rounded = parts.map(|p| libm::round(p / all * 1000.0) as u16);
    let largest = sums.iter().position(|s| *s == top).expect("one of them");
    rounded[largest] = rounded[largest] + 1000 - rounded.iter().sum::<u16>();
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn softmax_of_equal_sums_is_a_third_each() {
        assert_eq!(softmax([5, 5, 5]), [334, 333, 333]);
        assert_eq!(softmax([0, 10_000, 0]), [0, 1000, 0]);
    }
}
