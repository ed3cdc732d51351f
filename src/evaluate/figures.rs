//! The figures that are reported with an interval and compared between two rule sets.

use super::bootstrap::{Interval, interval, p_value, samples};
use super::compare::Tally;
use crate::analysis::Label;
use serde::Serialize;

/// A figure computed from a tally; `None` if there is nothing to compute it from.
pub struct Figure {
    /// Its name in reports.
    pub name: &'static str,
    /// How it is computed.
    pub of: fn(&Tally) -> Option<f64>,
}

/// All of them, in the order of reports.
pub const FIGURES: [Figure; 16] = [
    Figure { name: "sentences F1", of: |t| t.sentences.whole.f1() },
    Figure { name: "sentence kinds accuracy", of: |t| t.sentences.kinds.accuracy() },
    Figure { name: "dates strict F1", of: |t| t.dates.strict.f1() },
    Figure { name: "dates relaxed F1", of: |t| t.dates.relaxed.f1() },
    Figure { name: "dates value F1", of: |t| t.dates.valued.f1() },
    Figure { name: "actors exact F1", of: |t| t.actors.exact.f1() },
    Figure { name: "actors typed F1", of: |t| t.actors.typed.f1() },
    Figure { name: "three kinds macro-F1", of: |t| t.claims.three().macro_f1(0..3) },
    Figure { name: "three kinds accuracy", of: |t| t.claims.three().accuracy() },
    Figure { name: "three kinds alpha", of: |t| t.claims.four.without(Label::NONE).alpha() },
    Figure { name: "four classes macro-F1", of: |t| t.claims.four.macro_f1(0..4) },
    Figure { name: "four classes alpha", of: |t| t.claims.four.alpha() },
    Figure { name: "claim or none alpha", of: |t| t.claims.claim_or_none().alpha() },
    Figure { name: "attributed F1", of: |t| t.claims.attributed.all.counts_of(1).f1() },
    Figure { name: "hedge macro-F1", of: |t| t.claims.hedge.all.macro_f1(0..4) },
    Figure { name: "negated F1", of: |t| t.claims.negated.all.counts_of(1).f1() },
];

/// A figure with its interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// 95 % by bootstrap over articles; `None` for a single article.
    pub interval: Option<Interval>,
}

/// A figure of two rule sets on the same articles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Compared {
    /// Its name.
    pub name: &'static str,
    /// Of the first.
    pub first: f64,
    /// Of the second.
    pub second: f64,
    /// Second minus first, 95 % by paired bootstrap over articles; `None` for a single article.
    pub difference: Option<Interval>,
    /// Two-sided p of the difference by the same bootstrap.
    pub p: Option<f64>,
}

/// The sum of some tallies, each taken so many times.
fn sum(tallies: &[Tally], times: &[u32]) -> Tally {
    let mut sum = Tally::default();
    for (tally, times) in tallies.iter().zip(times) {
        (0..*times).for_each(|_| sum += *tally);
    }
    sum
}

/// The sum of all tallies.
pub fn total(tallies: &[Tally]) -> Tally {
    sum(tallies, &vec![1; tallies.len()])
}

/// Every figure that exists on these articles, one tally each.
pub fn measure(tallies: &[Tally]) -> Vec<Measured> {
    let all = total(tallies);
    let drawn = match tallies.len() {
        0 | 1 => Vec::new(),
        n => samples(n, |times| {
            let sum = sum(tallies, times);
            FIGURES.map(|figure| (figure.of)(&sum))
        }),
    };
    let figures = FIGURES.iter().enumerate();
    figures
        .filter_map(|(n, figure)| {
            let value = (figure.of)(&all)?;
            Some(Measured { name: figure.name, value, interval: interval(drawn.iter().map(|s| s[n])) })
        })
        .collect()
}

/// The same for two rule sets whose tallies are of the same articles in the same order.
pub fn measure_paired(first: &[Tally], second: &[Tally]) -> Vec<Compared> {
    let (all_first, all_second) = (total(first), total(second));
    let drawn = match first.len().min(second.len()) {
        0 | 1 => Vec::new(),
        n => samples(n, |times| {
            let (first, second) = (sum(first, times), sum(second, times));
            FIGURES.map(|figure| Some((figure.of)(&second)? - (figure.of)(&first)?))
        }),
    };
    let figures = FIGURES.iter().enumerate();
    figures
        .filter_map(|(n, figure)| {
            let differences: Vec<f64> = drawn.iter().filter_map(|s| s[n]).collect();
            Some(Compared {
                name: figure.name,
                first: (figure.of)(&all_first)?,
                second: (figure.of)(&all_second)?,
                difference: interval(differences.iter().map(|d| Some(*d))),
                p: (!differences.is_empty()).then(|| p_value(&differences)),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::spans::Counts;

    /// Ten articles of ten dates, of which so many are right.
    fn articles(right: [u32; 10]) -> Vec<Tally> {
        right
            .into_iter()
            .map(|right| {
                let mut tally = Tally::default();
                tally.dates.strict = Counts { gold: 10, found: 10, right };
                tally
            })
            .collect()
    }

    #[test]
    fn a_figure_stands_in_its_interval() {
        let found = measure(&articles([5, 6, 7, 5, 6, 7, 5, 6, 7, 6]));
        assert_eq!(found.iter().map(|f| f.name).collect::<Vec<_>>(), ["dates strict F1",]);
        let interval = found[0].interval.expect("ten articles");
        assert!((found[0].value - 0.6).abs() < 1e-12);
        assert!(0.5 < interval.low && interval.low < 0.6 && 0.6 < interval.high && interval.high < 0.7);
        assert_eq!(measure(&articles([5; 10])[..1])[0].interval, None);
    }

    #[test]
    fn pairing_sees_a_small_difference_that_is_always_there() {
        let first = articles([2, 9, 3, 8, 4, 7, 5, 6, 1, 5]);
        let second = articles([3, 10, 4, 9, 5, 8, 6, 7, 2, 6]);
        let found = &measure_paired(&first, &second)[0];
        assert!((found.second - found.first - 0.1).abs() < 1e-12);
        assert_eq!(found.p, Some(0.0));
        let alike = &measure_paired(&first, &first)[0];
        assert_eq!(alike.p, Some(1.0));
    }
}
