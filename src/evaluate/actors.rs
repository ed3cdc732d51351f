//! The actor layer: spans, types, and for spans that are the same the state, id and reading.

use super::annotation::ActorLabel;
use super::compare::{Difference, Layer};
use super::labels::Confusion;
use super::spans::{Counts, same};
use crate::analysis::{ActorType, Reading};
use crate::span::Span;
use serde::Serialize;
use std::ops::AddAssign;

/// Counts of the actor layer.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorTally {
    /// The same span.
    pub exact: Counts,
    /// The same span and type.
    pub typed: Counts,
    /// Types where the span is the same.
    pub types: Confusion<5>,
    /// Whose state.
    pub state: Share,
    /// Who it is.
    pub id: Share,
    /// Actor or place.
    pub reading: Share,
    /// The readings where both sides give one.
    pub readings: Confusion<2>,
}

/// An attribute of mentions that not all of them have.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Mentions of the gold that have it.
    pub gold: u32,
    /// Those whose span the other side has too.
    pub found: u32,
    /// Those where both sides say the same.
    pub right: u32,
}

impl Share {
    fn count<T: PartialEq>(&mut self, gold: Option<T>, other: Option<Option<T>>) {
        if let Some(gold) = gold {
            self.gold += 1;
            self.found += u32::from(other.is_some());
            self.right += u32::from(other.flatten() == Some(gold));
        }
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, more: Share) {
        self.gold += more.gold;
        self.found += more.found;
        self.right += more.right;
    }
}

impl AddAssign for ActorTally {
    fn add_assign(&mut self, more: ActorTally) {
        self.exact += more.exact;
        self.typed += more.typed;
        self.types += more.types;
        self.state += more.state;
        self.id += more.id;
        self.reading += more.reading;
        self.readings += more.readings;
    }
}

/// Compares the actors of one article.
pub fn compare(
    text: &str,
    gold: &[ActorLabel],
    other: &[ActorLabel],
    differences: &mut Vec<Difference>,
) -> ActorTally {
    let spans = |labels: &[ActorLabel]| labels.iter().map(|l| l.span).collect::<Vec<Span>>();
    let (gold_spans, other_spans) = (spans(gold), spans(other));
    let pairs = same(&gold_spans, &other_spans);
    let counts =
        |right: usize| Counts { gold: gold.len() as u32, found: other.len() as u32, right: right as u32 };
    let typed = pairs.iter().filter(|(g, o)| gold[*g].kind == other[*o].kind).count();
    let mut tally = ActorTally { exact: counts(pairs.len()), typed: counts(typed), ..ActorTally::default() };
    let mut pair_of = vec![None; gold.len()];
    let mut paired = vec![false; other.len()];
    for (g, o) in pairs {
        (pair_of[g], paired[o]) = (Some(o), true);
        tally.types.add(index(gold[g].kind), index(other[o].kind));
        if let (Some(first), Some(second)) = (gold[g].reading, other[o].reading) {
            tally.readings.add(first as usize, second as usize);
        }
    }
    let shown = |label: &ActorLabel| {
        let parts = [
            Some(label.kind.as_str()),
            label.id.as_deref(),
            label.state.as_deref(),
            label.reading.map(Reading::as_str),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        format!("{:?} {}", label.span.of(text), parts.join(" "))
    };
    let mut add = |span, gold, other| {
        differences.push(Difference { layer: Layer::Actors, span, gold, other });
    };
    for (label, pair) in gold.iter().zip(pair_of) {
        let said = pair.map(|o| &other[o]);
        tally.state.count(label.state.as_deref(), said.map(|s| s.state.as_deref()));
        tally.id.count(label.id.as_deref(), said.map(|s| s.id.as_deref()));
        tally.reading.count(label.reading, said.map(|s| s.reading));
        match said {
            Some(said) if said == label => {}
            Some(said) => add(label.span, shown(label), shown(said)),
            None => add(label.span, shown(label), "-".into()),
        }
    }
    for (label, _) in other.iter().zip(paired).filter(|(_, paired)| !paired) {
        add(label.span, "-".into(), shown(label));
    }
    tally
}

fn index(kind: ActorType) -> usize {
    ActorType::ALL.iter().position(|k| *k == kind).expect("all types are listed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_mention_misses_its_state() {
        let text = "Oslo and Rome and Bergen";
        let label = |(start, end, kind, state): (usize, usize, ActorType, Option<&str>)| ActorLabel {
            span: Span::new(start, end),
            kind,
            id: None,
            state: state.map(str::to_string),
            reading: Some(Reading::Actor),
        };
        let gold = [
            (0, 4, ActorType::Place, Some("NOR")),
            (9, 13, ActorType::Place, Some("ITA")),
            (18, 24, ActorType::Place, Some("NOR")),
        ]
        .map(label);
        let other =
            [(0, 4, ActorType::Place, Some("NOR")), (9, 13, ActorType::Organization, None)].map(label);
        let mut differences = Vec::new();
        let tally = compare(text, &gold, &other, &mut differences);
        assert_eq!(tally.exact, Counts { gold: 3, found: 2, right: 2 });
        assert_eq!(tally.typed.right, 1);
        assert_eq!(tally.state, Share { gold: 3, found: 2, right: 1 });
        assert_eq!(tally.id, Share::default());
        assert_eq!(tally.reading, Share { gold: 3, found: 2, right: 2 });
        assert_eq!(tally.readings.total(), 2);
        assert_eq!(differences.len(), 2);
    }
}
