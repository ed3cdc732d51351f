//! The sentence layer: whole sentences, where they end, and of which kind they are.

use super::annotation::SentenceLabel;
use super::compare::{Difference, Layer};
use super::labels::Confusion;
use super::spans::{Counts, same};
use crate::article::Kind;
use crate::span::Span;
use std::ops::AddAssign;

/// The kinds, in the order of the confusion table.
pub const KINDS: [Kind; 7] =
    [Kind::Body, Kind::Heading, Kind::Item, Kind::Caption, Kind::Footnote, Kind::Byline, Kind::Furniture];

/// Counts of the sentence layer.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct SentenceTally {
    /// Sentences that begin and end at the same place.
    pub whole: Counts,
    /// Ends of sentences.
    pub ends: Counts,
    /// Kinds of the sentences that are the same.
    pub kinds: Confusion<7>,
}

impl AddAssign for SentenceTally {
    fn add_assign(&mut self, more: SentenceTally) {
        self.whole += more.whole;
        self.ends += more.ends;
        self.kinds += more.kinds;
    }
}

/// Compares the sentences of one article.
pub fn compare(
    gold: &[SentenceLabel],
    other: &[SentenceLabel],
    differences: &mut Vec<Difference>,
) -> SentenceTally {
    let spans = |labels: &[SentenceLabel]| labels.iter().map(|l| l.span).collect::<Vec<Span>>();
    let (gold_spans, other_spans) = (spans(gold), spans(other));
    let pairs = same(&gold_spans, &other_spans);
    let counts =
        |right: usize| Counts { gold: gold.len() as u32, found: other.len() as u32, right: right as u32 };
    let ends = gold_spans.iter().filter(|g| other_spans.binary_search_by_key(&g.end, |o| o.end).is_ok());
    let mut tally =
        SentenceTally { whole: counts(pairs.len()), ends: counts(ends.count()), ..SentenceTally::default() };
    let index = |kind: Kind| KINDS.iter().position(|k| *k == kind).expect("all kinds are listed");
    let mut is_same = vec![false; gold.len()];
    for (g, o) in pairs {
        is_same[g] = true;
        tally.kinds.add(index(gold[g].kind), index(other[o].kind));
        if gold[g].kind != other[o].kind {
            let (gold_kind, other_kind) = (gold[g].kind.as_str(), other[o].kind.as_str());
            differences.push(difference(gold[g].span, gold_kind.into(), other_kind.into()));
        }
    }
    for (g, label) in gold.iter().enumerate().filter(|(g, _)| !is_same[*g]) {
        let first = other_spans.partition_point(|o| o.end <= label.span.start);
        let over = other_spans[first..].iter().take_while(|o| o.overlaps(label.span));
        let said = match over.clone().count() {
            0 => "-".to_string(),
            1 if other_spans[first].contains(label.span) => "part of a longer sentence".into(),
            n => format!("cut otherwise, {n} over it"),
        };
        differences.push(difference(gold_spans[g], "one sentence".into(), said));
    }
    tally
}

fn difference(span: Span, gold: String, other: String) -> Difference {
    Difference { layer: Layer::Sentences, span, gold, other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_cut_in_two_keeps_its_end() {
        let label = |(start, end, kind)| SentenceLabel { span: Span::new(start, end), kind };
        let gold = [(0, 5, Kind::Heading), (7, 25, Kind::Body), (26, 39, Kind::Body)].map(label);
        let other =
            [(0, 5, Kind::Body), (7, 12, Kind::Body), (13, 25, Kind::Body), (26, 39, Kind::Body)].map(label);
        let mut differences = Vec::new();
        let tally = compare(&gold, &other, &mut differences);
        assert_eq!(tally.whole, Counts { gold: 3, found: 4, right: 2 });
        assert_eq!(tally.ends, Counts { gold: 3, found: 4, right: 3 });
        assert_eq!((tally.kinds.total(), tally.kinds.right()), (2, 1));
        let said: Vec<_> = differences.iter().map(|d| (d.gold.as_str(), d.other.as_str())).collect();
        assert_eq!(said, [("heading", "body"), ("one sentence", "cut otherwise, 2 over it")]);
    }
}
