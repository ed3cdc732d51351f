//! Spans of two annotators side by side: which are the same, which overlap; precision, recall and F1.

use crate::span::Span;
use serde::Serialize;
use std::ops::AddAssign;

/// How many there are on each side, and how many agree.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the gold.
    pub gold: u32,
    /// On the other side.
    pub found: u32,
    /// On both.
    pub right: u32,
}

/// Precision, recall and F1 with the counts behind them.
#[derive(Copy, Clone, Debug, PartialEq, Serialize)]
pub struct Score {
    /// In the gold.
    pub gold: u32,
    /// On the other side.
    pub found: u32,
    /// On both.
    pub right: u32,
    /// Share of `found` that is right.
    pub precision: f64,
    /// Share of `gold` that was found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl Counts {
    /// The share of all that agrees: `2 right / (gold + found)`; `None` if there is nothing to agree on.
    pub fn f1(self) -> Option<f64> {
        let both = self.gold + self.found;
        (both > 0).then(|| 2.0 * f64::from(self.right) / f64::from(both))
    }

    /// All three figures; a share of nothing is 0.
    pub fn score(self) -> Score {
        let share = |of: u32| if of == 0 { 0.0 } else { f64::from(self.right) / f64::from(of) };
        Score {
            gold: self.gold,
            found: self.found,
            right: self.right,
            precision: share(self.found),
            recall: share(self.gold),
            f1: self.f1().unwrap_or(0.0),
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, more: Counts) {
        self.gold += more.gold;
        self.found += more.found;
        self.right += more.right;
    }
}

/// Indices of the spans that are the same on both sides. Each list is in order, without overlaps.
pub fn same(gold: &[Span], found: &[Span]) -> Vec<(usize, usize)> {
    let pairs = gold.iter().enumerate();
    pairs.filter_map(|(g, span)| found.binary_search(span).ok().map(|f| (g, f))).collect()
}

/// Indices of spans that overlap, each used once: first those that are the same, then from left to right.
pub fn overlapping(gold: &[Span], found: &[Span]) -> Vec<(usize, usize)> {
    let mut pairs = same(gold, found);
    let (mut gold_used, mut found_used) = (vec![false; gold.len()], vec![false; found.len()]);
    for &(g, f) in &pairs {
        gold_used[g] = true;
        found_used[f] = true;
    }
    for (g, span) in gold.iter().enumerate().filter(|(g, _)| !gold_used[*g]) {
        let first = found.partition_point(|f| f.end <= span.start);
        let mut over = (first..found.len()).take_while(|f| found[*f].overlaps(*span));
        if let Some(f) = over.find(|f| !found_used[*f]) {
            found_used[f] = true;
            pairs.push((g, f));
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(of: &[(usize, usize)]) -> Vec<Span> {
        of.iter().map(|&(start, end)| Span::new(start, end)).collect()
    }

    #[test]
    fn precision_and_recall_of_three_found_and_four_there() {
        let score = Counts { gold: 4, found: 3, right: 2 }.score();
        assert_eq!((score.precision, score.recall, score.f1), (2.0 / 3.0, 0.5, 4.0 / 7.0));
        assert_eq!(Counts::default().f1(), None);
    }

    #[test]
    fn the_same_span_is_taken_before_one_that_overlaps() {
        let gold = spans(&[(0, 4), (5, 12), (20, 22)]);
        let found = spans(&[(0, 3), (3, 4), (5, 12), (13, 19)]);
        assert_eq!(same(&gold, &found), [(1, 2)]);
        assert_eq!(overlapping(&gold, &found), [(0, 0), (1, 2)]);
    }

    #[test]
    fn each_span_is_used_once() {
        let (long, short) = (spans(&[(0, 10)]), spans(&[(0, 3), (5, 8)]));
        assert_eq!(overlapping(&long, &short), [(0, 0)]);
        assert_eq!(overlapping(&short, &long), [(0, 0)]);
    }
}
