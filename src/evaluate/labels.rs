//! [`Confusion`]: labels of two annotators side by side, and what is measured on them.

use super::agreement::Coincidences;
use std::array::from_fn;
use std::ops::AddAssign;

/// How often one side said `row` where the other said `column`, for `N` labels.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Confusion<const N: usize> {
    /// Rows are the gold's.
    pub counts: [[u32; N]; N],
}

impl<const N: usize> Default for Confusion<N> {
    fn default() -> Self {
        Confusion { counts: [[0; N]; N] }
    }
}

impl<const N: usize> AddAssign for Confusion<N> {
    fn add_assign(&mut self, more: Self) {
        for (row, more) in self.counts.iter_mut().zip(more.counts) {
            row.iter_mut().zip(more).for_each(|(count, more)| *count += more);
        }
    }
}

impl<const N: usize> Confusion<N> {
    /// Counts one more item.
    pub fn add(&mut self, gold: usize, other: usize) {
        self.counts[gold][other] += 1;
    }

    /// Without the items that the gold gives `label`.
    pub fn without_gold(mut self, label: usize) -> Self {
        self.counts[label] = [0; N];
        self
    }

    /// Without the items that either side gives `label`.
    pub fn without(self, label: usize) -> Self {
        let mut rest = self.without_gold(label);
        rest.counts.iter_mut().for_each(|row| row[label] = 0);
        rest
    }

    /// Items of each label in the gold.
    pub fn gold(&self) -> [u32; N] {
        self.counts.map(|row| row.iter().sum())
    }

    /// Items of each label on the other side.
    pub fn other(&self) -> [u32; N] {
        from_fn(|column| self.counts.iter().map(|row| row[column]).sum())
    }

    /// All items.
    pub fn total(&self) -> u32 {
        self.gold().iter().sum()
    }

    /// Items with the same label on both sides.
    pub fn right(&self) -> u32 {
        (0..N).map(|label| self.counts[label][label]).sum()
    }

    /// Gold, found and right of one label.
    pub fn counts_of(&self, label: usize) -> super::spans::Counts {
        super::spans::Counts {
            gold: self.gold()[label],
            found: self.other()[label],
            right: self.counts[label][label],
        }
    }

    /// The mean F1 over those of the labels that occur on either side.
    pub fn macro_f1(&self, labels: impl IntoIterator<Item = usize>) -> Option<f64> {
        let f1: Vec<f64> = labels.into_iter().filter_map(|label| self.counts_of(label).f1()).collect();
        (!f1.is_empty()).then(|| f1.iter().sum::<f64>() / f1.len() as f64)
    }

    /// The share of items with the same label on both sides.
    pub fn accuracy(&self) -> Option<f64> {
        let total = self.total();
        (total > 0).then(|| f64::from(self.right()) / f64::from(total))
    }

    /// Cohen's kappa (1960): agreement beyond what each side's own shares of the labels would give. `None` if
    /// both sides use one and the same label only.
    pub fn kappa(&self) -> Option<f64> {
        let total = f64::from(self.total());
        let chance: f64 =
            self.gold().iter().zip(self.other()).map(|(g, o)| f64::from(*g) * f64::from(o)).sum::<f64>()
                / (total * total);
        (chance < 1.0).then(|| (self.accuracy().unwrap_or(0.0) - chance) / (1.0 - chance))
    }

    /// Krippendorff's alpha for nominal labels.
    pub fn alpha(&self) -> Option<f64> {
        let mut coincidences = Coincidences::new(N);
        for (gold, row) in self.counts.iter().enumerate() {
            for (other, count) in row.iter().enumerate() {
                coincidences.add_pairs(gold, other, *count);
            }
        }
        coincidences.alpha()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows: 8 of the first label (6 found as such, 1 each way), 5 of the second, 2 of the third, 3 of none.
    const WORKED: Confusion<4> =
        Confusion { counts: [[6, 1, 0, 1], [2, 3, 0, 0], [0, 1, 1, 0], [1, 0, 0, 2]] };

    fn close(found: Option<f64>, expected: f64) {
        let found = found.expect("a figure");
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    #[test]
    fn figures_of_a_worked_table() {
        // First label: 6 right of 8 there and 9 said: 12 / 17. Second: 3 of 5 and 5: 6 / 10. Third: 1 of 2 and
        // 1: 2 / 3. None: 2 of 3 and 3: 4 / 6.
        close(WORKED.macro_f1(0..4), (12.0 / 17.0 + 0.6 + 2.0 / 3.0 + 2.0 / 3.0) / 4.0);
        close(WORKED.accuracy(), 12.0 / 18.0);
        // Chance: (8 x 9 + 5 x 5 + 2 x 1 + 3 x 3) / 18^2 = 108 / 324 = 1 / 3.
        close(WORKED.kappa(), 0.5);
    }

    #[test]
    fn three_kinds_are_judged_where_the_gold_has_a_claim() {
        let three = WORKED.without_gold(3);
        assert_eq!(three.total(), 15);
        // The first label is now said 8 times, the claim that was taken for none still counts as missed.
        close(three.macro_f1(0..3), (12.0 / 16.0 + 0.6 + 2.0 / 3.0) / 3.0);
        assert_eq!(WORKED.without(3).total(), 14);
    }

    #[test]
    fn a_label_that_nobody_uses_does_not_count() {
        let table = Confusion { counts: [[3, 1, 0], [0, 4, 0], [0, 0, 0]] };
        close(table.macro_f1(0..3), (6.0 / 7.0 + 8.0 / 9.0) / 2.0);
        assert_eq!(Confusion::<3>::default().macro_f1(0..3), None);
        assert_eq!(Confusion { counts: [[3, 0], [0, 0]] }.kappa(), None);
    }
}
