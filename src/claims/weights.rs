//! [`Weights`]: `rules/claims/weights.csv`, a row for every cue and feature; and the [`softmax`] over their sums.

use crate::rules::{Files, RuleError};

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
        let mut by_feature = vec![[0; 4]; super::features::NAMES.len()];
        let mut by_category = vec![[0; 4]; categories.len()];
        let mut bias = [0; 4];
        let mut by_rule = vec![[0; 4]; rules.len()];
        for file in files.all.iter().filter(|f| f.path == "claims/weights.csv") {
            let fault = |line: u64, fault: String| RuleError {
                file: file.shown.clone(),
                line: line as usize,
                rule: None,
                fault,
            };
            let mut reader = csv::Reader::from_reader(file.text.as_bytes());
            for row in reader.records() {
                let row = match row {
                    Ok(row) => row,
                    Err(error) => {
                        faults
                            .push(fault(error.position().map_or(0, csv::Position::line), error.to_string()));
                        break;
                    }
                };
                let line = row.position().map_or(0, csv::Position::line);
                let cells: Vec<Option<i32>> = row.iter().skip(1).map(|c| c.parse().ok()).collect();
                let (Some(cue), [Some(f), Some(e), Some(p), Some(n)]) = (row.get(0), cells.as_slice()) else {
                    let what =
                        "a row is `cue,factual,evaluative,predictive,none`, the weights whole thousandths";
                    faults.push(fault(line, what.into()));
                    continue;
                };
                let weights = [*f, *e, *p, *n];
                if let Some(rule) = rules.iter().position(|id| *id == cue) {
                    by_rule[rule] = weights;
                } else if let Some(feature) = super::features::NAMES.iter().position(|name| *name == cue) {
                    by_feature[feature] = weights;
                } else if let Some(category) = categories.iter().position(|name| *name == cue) {
                    by_category[category] = weights;
                } else if cue == "bias" {
                    bias = weights;
                } else {
                    warnings.push(fault(
                        line,
                        format!("there is no rule or feature {cue}; its weight does nothing"),
                    ));
                }
            }
        }
        Weights { by_rule, by_feature, by_category, bias }
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
