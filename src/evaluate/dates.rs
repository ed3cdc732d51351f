//! The date layer, scored as TempEval-3 does (UzZaman et al. 2013): strict and relaxed spans, and of the
//! relaxed ones those with the right type and value.

use super::annotation::DateLabel;
use super::compare::{Difference, Layer};
use super::spans::{Counts, overlapping};
use crate::span::Span;
use std::ops::AddAssign;

/// Counts of the date layer.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct DateTally {
    /// The same span.
    pub strict: Counts,
    /// Spans that overlap.
    pub relaxed: Counts,
    /// Overlapping spans of the same type.
    pub typed: Counts,
    /// Overlapping spans of the same value.
    pub valued: Counts,
}

impl AddAssign for DateTally {
    fn add_assign(&mut self, more: DateTally) {
        self.strict += more.strict;
        self.relaxed += more.relaxed;
        self.typed += more.typed;
        self.valued += more.valued;
    }
}

/// Compares the dates of one article.
pub fn compare(
    text: &str,
    gold: &[DateLabel],
    other: &[DateLabel],
    differences: &mut Vec<Difference>,
) -> DateTally {
    let spans = |labels: &[DateLabel]| labels.iter().map(|l| l.span).collect::<Vec<Span>>();
    let pairs = overlapping(&spans(gold), &spans(other));
    let matching = |agree: &dyn Fn(&DateLabel, &DateLabel) -> bool| Counts {
        gold: gold.len() as u32,
        found: other.len() as u32,
        right: pairs.iter().filter(|(g, o)| agree(&gold[*g], &other[*o])).count() as u32,
    };
    let shown =
        |label: &DateLabel| format!("{:?} {} {}", label.span.of(text), label.kind.as_str(), label.value);
    let (mut gold_paired, mut other_paired) = (vec![false; gold.len()], vec![false; other.len()]);
    let mut add = |span, gold, other| {
        differences.push(Difference { layer: Layer::Dates, span, gold, other });
    };
    for &(g, o) in &pairs {
        (gold_paired[g], other_paired[o]) = (true, true);
        if gold[g] != other[o] {
            add(gold[g].span, shown(&gold[g]), shown(&other[o]));
        }
    }
    for (label, _) in gold.iter().zip(gold_paired).filter(|(_, paired)| !paired) {
        add(label.span, shown(label), "-".into());
    }
    for (label, _) in other.iter().zip(other_paired).filter(|(_, paired)| !paired) {
        add(label.span, "-".into(), shown(label));
    }
    DateTally {
        strict: matching(&|g, o| g.span == o.span),
        relaxed: matching(&|_, _| true),
        typed: matching(&|g, o| g.kind == o.kind),
        valued: matching(&|g, o| g.value == o.value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::TimexType;

    #[test]
    fn a_value_counts_where_spans_overlap() {
        let text = "in early May 2024, on Friday and last year";
        let label = |(start, end, value): (usize, usize, &str)| DateLabel {
            span: Span::new(start, end),
            kind: TimexType::Date,
            value: value.into(),
        };
        let gold = [(3, 17, "2024-05"), (22, 28, "2024-05-10"), (33, 42, "2023")].map(label);
        let other = [(9, 17, "2024-05"), (22, 28, "2024-05-17")].map(label);
        let mut differences = Vec::new();
        let tally = compare(text, &gold, &other, &mut differences);
        let counts = |right| Counts { gold: 3, found: 2, right };
        assert_eq!(
            (tally.strict, tally.relaxed, tally.typed, tally.valued),
            (counts(1), counts(2), counts(2), counts(1))
        );
        assert_eq!(differences.len(), 3);
        assert_eq!(differences[2].gold, "\"last year\" DATE 2023");
    }
}
