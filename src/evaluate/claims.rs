//! The claims layer: which sentences make a claim, of which kind, whose, how surely, denied or not.
//!
//! Only sentences that both sides have count. Where precision and recall of kinds and attributes are given they
//! are taken over the claims of the gold: a claim that the other side does not see is not attributed, hedged or
//! denied by it. Agreement (kappa, alpha) is taken where both sides see a claim.

use super::annotation::{ClaimLabel, Judgement};
use super::calibration::Reliability;
use super::compare::{Difference, Layer};
use super::labels::Confusion;
use super::spans::same;
use crate::analysis::{Hedge, Label};
use crate::span::Span;
use serde::Serialize;
use std::ops::AddAssign;

/// The hedges, in the order of the table.
pub const HEDGES: [Hedge; 4] = [Hedge::None, Hedge::Weak, Hedge::Strong, Hedge::Booster];

/// Counts of the claims layer.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimTally {
    /// Sentences of the gold that the other side cuts otherwise, or takes for a kind that makes no claims.
    pub unpaired: u32,
    /// The four classes.
    pub four: Confusion<4>,
    /// Claims whose label is the gold's first or second.
    pub defensible: u32,
    /// No, yes.
    pub attributed: Attribute<2>,
    /// As in [`HEDGES`].
    pub hedge: Attribute<4>,
    /// No, yes.
    pub negated: Attribute<2>,
    /// Holders, where both sides attribute the claim.
    pub holder: Agreement,
    /// Confidence against being right, where both sides see a claim.
    pub reliability: Reliability,
}

/// An attribute with `N` values.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribute<const N: usize> {
    /// Over all claims of the gold.
    pub all: Confusion<N>,
    /// Where both sides see a claim.
    pub both: Confusion<N>,
}

/// How many of so many agree.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// All.
    pub of: u32,
    /// Those that agree.
    pub right: u32,
}

impl<const N: usize> Attribute<N> {
    /// Counts a claim of the gold; `other` is `None` if the other side sees no claim. Attributes that were not
    /// annotated do not count.
    fn add(&mut self, gold: Option<usize>, other: Option<Option<usize>>) {
        match (gold, other) {
            (Some(gold), None) => self.all.add(gold, 0),
            (Some(gold), Some(Some(other))) => {
                self.all.add(gold, other);
                self.both.add(gold, other);
            }
            _ => {}
        }
    }
}

impl<const N: usize> AddAssign for Attribute<N> {
    fn add_assign(&mut self, more: Attribute<N>) {
        self.all += more.all;
        self.both += more.both;
    }
}

impl AddAssign for ClaimTally {
    fn add_assign(&mut self, more: ClaimTally) {
        self.unpaired += more.unpaired;
        self.four += more.four;
        self.defensible += more.defensible;
        self.attributed += more.attributed;
        self.hedge += more.hedge;
        self.negated += more.negated;
        self.holder.of += more.holder.of;
        self.holder.right += more.holder.right;
        self.reliability += more.reliability;
    }
}

impl ClaimTally {
    /// The three kinds over the claims of the gold; the fourth column are those the other side does not see.
    pub fn three(&self) -> Confusion<4> {
        self.four.without_gold(Label::NONE)
    }

    /// Claim, none.
    pub fn claim_or_none(&self) -> Confusion<2> {
        let mut table = Confusion::default();
        for (gold, row) in self.four.counts.iter().enumerate() {
            for (other, count) in row.iter().enumerate() {
                table.counts[usize::from(gold == Label::NONE)][usize::from(other == Label::NONE)] += count;
            }
        }
        table
    }
}

/// Compares the claims of one article.
pub fn compare(gold: &[Judgement], other: &[Judgement], differences: &mut Vec<Difference>) -> ClaimTally {
    let spans = |labels: &[Judgement]| labels.iter().map(|l| l.span).collect::<Vec<Span>>();
    let pairs = same(&spans(gold), &spans(other));
    let mut tally = ClaimTally { unpaired: (gold.len() - pairs.len()) as u32, ..ClaimTally::default() };
    for (g, o) in pairs {
        let (said, heard) = (&gold[g].claim, &other[o].claim);
        let class = |claim: &Option<ClaimLabel>| claim.as_ref().map_or(Label::NONE, |c| c.label as usize);
        tally.four.add(class(said), class(heard));
        if let Some(said) = said {
            tally.attributes(said, heard.as_ref());
        }
        let mut add = |layer, gold_says, other_says| {
            differences.push(Difference { layer, span: gold[g].span, gold: gold_says, other: other_says });
        };
        if class(said) != class(heard) {
            add(Layer::Claims, shown(said.as_ref()), shown(heard.as_ref()));
        }
        if let (Some(said), Some(heard)) = (said, heard) {
            let (gold_says, other_says) = attributes(said, heard);
            if gold_says != other_says {
                add(Layer::Attributes, gold_says, other_says);
            }
        }
    }
    tally
}

impl ClaimTally {
    fn attributes(&mut self, gold: &ClaimLabel, other: Option<&ClaimLabel>) {
        let hedge = |h: Hedge| HEDGES.iter().position(|k| *k == h).expect("all hedges are listed");
        let flag = |f: bool| usize::from(f);
        self.attributed.add(gold.attributed.map(flag), other.map(|o| o.attributed.map(flag)));
        self.hedge.add(gold.hedge.map(hedge), other.map(|o| o.hedge.map(hedge)));
        self.negated.add(gold.negated.map(flag), other.map(|o| o.negated.map(flag)));
        let Some(other) = other else { return };
        let label: Label = other.label;
        self.defensible += u32::from(label == gold.label || Some(label) == gold.second);
        if let Some(confidence) = other.confidence {
            self.reliability.add(confidence, label == gold.label);
        }
        if let (Some(true), Some(true), Some(first), Some(second)) =
            (gold.attributed, other.attributed, &gold.holder, &other.holder)
        {
            self.holder.of += 1;
            self.holder.right += u32::from(first == second);
        }
    }
}

/// The attributes that both sides annotated, in words.
fn attributes(gold: &ClaimLabel, other: &ClaimLabel) -> (String, String) {
    let words = |claim: &ClaimLabel, by: &ClaimLabel| {
        let mut words = Vec::new();
        if let (Some(attributed), Some(_)) = (claim.attributed, by.attributed) {
            let holder = claim.holder.as_deref().filter(|_| by.holder.is_some()).unwrap_or("-");
            words.push(if attributed { format!("of {holder:?}") } else { "of the author".into() });
        }
        if let (Some(hedge), Some(_)) = (claim.hedge, by.hedge) {
            words.push(format!("hedge {}", hedge.as_str()));
        }
        if let (Some(negated), Some(_)) = (claim.negated, by.negated) {
            words.push(if negated { "negated" } else { "not negated" }.into());
        }
        words.join(", ")
    };
    (words(gold, other), words(other, gold))
}

fn shown(claim: Option<&ClaimLabel>) -> String {
    let Some(claim) = claim else { return "none".into() };
    match (claim.second, claim.confidence) {
        (_, Some(confidence)) => format!("{} {:.3}", claim.label.as_str(), f64::from(confidence) / 1000.0),
        (Some(second), None) => format!("{} (or {})", claim.label.as_str(), second.as_str()),
        (None, None) => claim.label.as_str().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(claims: &[Option<(Label, bool)>]) -> Vec<Judgement> {
        let claim = |(label, attributed)| ClaimLabel {
            label,
            second: Some(Label::Evaluative),
            attributed: Some(attributed),
            holder: Some("officials".into()),
            hedge: Some(Hedge::Weak),
            negated: None,
            confidence: None,
        };
        let spans = (0..).map(|n| Span::new(10 * n, 10 * n + 9));
        spans.zip(claims).map(|(span, c)| Judgement { span, claim: c.map(claim) }).collect()
    }

    #[test]
    fn a_claim_that_is_not_seen_is_not_attributed() {
        use Label::*;
        let gold = judged(&[Some((Factual, true)), Some((Factual, true)), None, Some((Predictive, false))]);
        let other = judged(&[Some((Evaluative, true)), None, Some((Factual, true))]);
        let mut differences = Vec::new();
        let tally = compare(&gold, &other, &mut differences);
        assert_eq!((tally.unpaired, tally.four.total(), tally.four.right()), (1, 3, 0));
        assert_eq!(tally.attributed.all.counts, [[0, 0], [1, 1]]);
        assert_eq!(tally.attributed.both.counts, [[0, 0], [0, 1]]);
        assert_eq!(tally.hedge.all.counts[1], [1, 1, 0, 0]);
        assert_eq!(tally.negated, Attribute::default());
        assert_eq!(tally.defensible, 1);
        assert_eq!(tally.holder, Agreement { of: 1, right: 1 });
        assert_eq!(tally.claim_or_none().counts, [[1, 1], [1, 0]]);
        assert_eq!(differences.len(), 3);
        assert_eq!(differences[0].gold, "factual (or evaluative)");
    }

    #[test]
    fn attributes_are_told_apart_from_labels() {
        let gold = judged(&[Some((Label::Factual, true))]);
        let mut other = judged(&[Some((Label::Factual, false))]);
        let mut differences = Vec::new();
        compare(&gold, &other, &mut differences);
        let [Difference { layer: Layer::Attributes, gold: by_gold, other: by_other, .. }] = &differences[..]
        else {
            panic!("{differences:?}")
        };
        assert_eq!(by_gold, "of \"officials\", hedge weak");
        assert_eq!(by_other, "of the author, hedge weak");
        // What only one side annotated is no difference.
        other[0].claim.as_mut().expect("a claim").attributed = None;
        differences.clear();
        compare(&gold, &other, &mut differences);
        assert_eq!(differences, []);
    }
}
