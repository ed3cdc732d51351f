//! [`Judged`]: sentences labelled by cross-validation, and the [`report`] about them.

use super::labelled::Labelled;
use super::model::softmax;
use crate::analysis::Label;
use crate::evaluate::calibration::Reliability;
use crate::evaluate::labels::Confusion;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A sentence with the sums of its labels.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Judged {
    /// Number of the sentence.
    pub row: usize,
    /// For factual, evaluative, predictive, none.
    pub sums: [f64; 4],
    /// Whether it makes no claim, whatever the sums say.
    pub ruled_out: bool,
}

impl Judged {
    /// The label, by the rule that the claims layer has.
    pub fn label(&self) -> usize {
        let best = (0..Label::NONE).fold(0, |best, k| if self.sums[k] > self.sums[best] { k } else { best });
        if self.ruled_out || self.sums[Label::NONE] > self.sums[best] { Label::NONE } else { best }
    }

    /// The probability of the label among the three kinds.
    fn confidence(&self, temperature: f64) -> f64 {
        let [f, e, p, _] = self.sums.map(|s| s / temperature);
        softmax([f, e, p]).into_iter().fold(0.0, f64::max)
    }
}

/// What the sums are to be divided by so that the confidence of claims comes closest to how often they are right:
/// where the likelihood is largest (Guo et al. 2017), on a grid.
pub fn temperature(judged: &[Judged], labelled: &[Labelled]) -> f64 {
    let known: Vec<(&Judged, usize)> = judged
        .iter()
        .filter(|j| j.label() != Label::NONE)
        .filter_map(|j| labelled[j.row].label.map(|label| (j, label)))
        .collect();
    let loss = |temperature: f64| -> f64 {
        let of = |(j, label): &(&Judged, usize)| {
            let confidence = j.confidence(temperature);
            let right = if j.label() == *label { confidence } else { 1.0 - confidence };
            -right.max(1e-9).ln()
        };
        known.iter().map(of).sum()
    };
    let grid = (0..=100).map(|n| 0.5 * libm::pow(1.03, f64::from(n)));
    let best = grid.map(|t| (loss(t), t)).min_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|_| !known.is_empty()).map_or(1.0, |(_, t)| t)
}

/// Figures of every source.
pub fn report(judged: &[Judged], labelled: &[Labelled]) -> String {
    let mut by_source: BTreeMap<&str, Vec<Judged>> = BTreeMap::new();
    for one in judged {
        by_source.entry(&labelled[one.row].source).or_default().push(*one);
    }
    let mut out = String::new();
    for (source, judged) in by_source {
        let mut confusion = Confusion::<4>::default();
        for one in &judged {
            if let Some(gold) = labelled[one.row].label {
                confusion.add(gold, one.label());
            }
        }
        let gold = confusion.gold();
        let kinds: Vec<usize> = (0..Label::NONE).filter(|k| gold[*k] > 0).collect();
        let _ = write!(out, "{source}: {} sentences", judged.len());
        if gold[0] > 0 && gold[1] > 0 {
            let three = confusion.without_gold(Label::NONE);
            let _ = write!(out, "; {} kinds macro-F1 {}", kinds.len(), figure(three.macro_f1(kinds.clone())));
            for k in &kinds {
                let _ = write!(out, ", {} {}", Label::CLASSES[*k], figure(three.counts_of(*k).f1()));
            }
            if kinds.len() == 3 && gold[Label::NONE] > 0 {
                let _ = write!(out, "; four classes {}", figure(confusion.macro_f1(0..4)));
                let _ = write!(out, ", none {}", figure(confusion.counts_of(Label::NONE).f1()));
            }
        }
        for (facet, fits) in FACETS {
            let mut confusion = Confusion::<2>::default();
            for one in &judged {
                if let Some(yes) = labelled[one.row].facets.get(facet) {
                    confusion.add(usize::from(*yes), usize::from(fits(one.label())));
                }
            }
            if confusion.gold().iter().all(|n| *n > 0) {
                let _ = write!(out, "; {facet} {}", figure(confusion.macro_f1(0..2)));
            }
        }
        out.push('\n');
        if kinds.len() == 3 {
            out.push_str(&details(&judged, labelled, &confusion));
        }
    }
    out
}

type Facet = (&'static str, fn(usize) -> bool);

/// The questions that a label answers.
const FACETS: [Facet; 3] =
    [("pred", |label| label == 2), ("eval", |label| label == 1), ("claimable", |label| label != Label::NONE)];

/// Confusion table and calibration of a source that knows all three kinds.
fn details(judged: &[Judged], labelled: &[Labelled], confusion: &Confusion<4>) -> String {
    let mut out = format!("    {:<12}", "");
    for label in Label::CLASSES {
        let _ = write!(out, "{label:>12}");
    }
    out.push('\n');
    for (label, row) in Label::CLASSES.iter().zip(confusion.counts) {
        let _ = write!(out, "    {label:<12}");
        row.iter().for_each(|count| {
            let _ = write!(out, "{count:>12}");
        });
        out.push('\n');
    }
    let temperature = temperature(judged, labelled);
    for temperature in [1.0, temperature] {
        let mut reliability = Reliability::default();
        for one in judged.iter().filter(|j| j.label() != Label::NONE) {
            if let Some(gold) = labelled[one.row].label {
                let thousandths = libm::round(one.confidence(temperature) * 1000.0) as u16;
                reliability.add(thousandths, gold == one.label());
            }
        }
        let error = figure(reliability.error());
        let _ = writeln!(out, "    expected calibration error at temperature {temperature:.3}: {error}");
    }
    out
}

fn figure(value: Option<f64>) -> String {
    value.map_or("-".into(), |v| format!("{v:.4}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overconfident_sums_get_a_high_temperature() {
        let labelled: Vec<Labelled> = (0..100)
            .map(|n| Labelled { label: Some(usize::from(n % 10 > 6)), ..Labelled::default() })
            .collect();
        // Of a hundred sentences 70 are factual; the sums say factual with .98 each time.
        let judged: Vec<Judged> =
            (0..100).map(|row| Judged { row, sums: [4.0, 0.0, -4.0, -9.0], ruled_out: false }).collect();
        let temperature = temperature(&judged, &labelled);
        assert!((judged[0].confidence(temperature) - 0.7).abs() < 0.02);
    }

    #[test]
    fn the_label_is_the_largest_sum_and_none_must_be_larger_than_all() {
        let label = |sums, ruled_out| Judged { row: 0, sums, ruled_out }.label();
        assert_eq!(label([1.0, 1.0, 0.0, 1.0], false), 0);
        assert_eq!(label([0.0, 1.0, 2.0, 1.0], false), 2);
        assert_eq!(label([0.0, 1.0, 2.0, 2.1], false), Label::NONE);
        assert_eq!(label([0.0, 1.0, 2.0, 1.0], true), Label::NONE);
    }
}
