//! [`Report`]: the figures of two annotations of many articles, ready to be printed or written as JSON.

use super::actors::Share;
use super::calibration::Row;
use super::claims::{Agreement, Attribute, HEDGES};
use super::compare::Tally;
use super::figures::{Measured, measure, total};
use super::labels::Confusion;
use super::sentences::KINDS;
use super::spans::Score;
use crate::analysis::{ActorType, Label, Reading};
use serde::Serialize;

/// All figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Articles compared.
    pub articles: usize,
    /// Boundaries and kinds of sentences.
    pub sentences: Sentences,
    /// Temporal expressions.
    pub dates: Dates,
    /// Named actors.
    pub actors: Actors,
    /// Claims.
    pub claims: Claims,
    /// The figures that have one, with their 95 % intervals by bootstrap over articles.
    pub intervals: Vec<Measured>,
}

/// The sentence layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentences {
    /// Beginning and end.
    pub whole: Score,
    /// End.
    pub ends: Score,
    /// Kinds, of the sentences that are the same.
    pub kinds: Labels,
}

/// The date layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dates {
    /// The same span.
    pub strict: Score,
    /// Overlapping spans.
    pub relaxed: Score,
    /// Overlapping, same type.
    #[serde(rename = "type")]
    pub typed: Score,
    /// Overlapping, same value.
    pub value: Score,
}

/// The actor layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Actors {
    /// The same span.
    pub exact: Score,
    /// The same span and type.
    pub typed: Score,
    /// Types where the span is the same.
    pub types: Labels,
    /// States.
    pub state: Share,
    /// Ids.
    pub id: Share,
    /// Readings of places.
    pub reading: Share,
    /// Readings where both sides give one.
    pub readings: Labels,
}

/// The claims layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claims {
    /// Sentences of the gold that have no counterpart.
    pub unpaired: u32,
    /// Three kinds and none.
    pub four: Labels,
    /// The kinds of the gold's claims; `none` is a claim that was not seen. Kappa and alpha where both see one.
    pub three: Labels,
    /// Whether a sentence makes a claim.
    pub claim_or_none: Labels,
    /// Claims whose label is the gold's first or second.
    pub defensible: u32,
    /// Whether the claim is someone else's.
    pub attributed: Labels,
    /// How surely it is put forward.
    pub hedge: Labels,
    /// Whether it is denied.
    pub negated: Labels,
    /// The same words for the holder, where both sides attribute the claim.
    pub holder: Agreement,
    /// Confidence against accuracy.
    pub reliability: Vec<Row>,
    /// Expected calibration error.
    pub calibration_error: Option<f64>,
}

/// Labels of two annotators.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Labels {
    /// Items.
    pub items: u32,
    /// Each label with its scores.
    pub labels: Vec<LabelScore>,
    /// Mean F1 over labels that occur.
    pub macro_f1: Option<f64>,
    /// Share of items with the same label.
    pub accuracy: Option<f64>,
    /// Cohen's kappa.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha, nominal.
    pub alpha: Option<f64>,
    /// Rows are the gold's labels, columns the other side's, in the order of `labels`.
    pub confusion: Vec<Vec<u32>>,
}

/// One label's scores.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LabelScore {
    /// The label.
    pub label: &'static str,
    /// Its scores.
    #[serde(flatten)]
    pub score: Score,
}

impl Labels {
    fn new<const N: usize>(table: &Confusion<N>, names: [&'static str; N]) -> Labels {
        Labels {
            items: table.total(),
            labels: (0..N)
                .map(|n| LabelScore { label: names[n], score: table.counts_of(n).score() })
                .collect(),
            macro_f1: table.macro_f1(0..N),
            accuracy: table.accuracy(),
            kappa: table.kappa(),
            alpha: table.alpha(),
            confusion: table.counts.iter().map(|row| row.to_vec()).collect(),
        }
    }

    /// Kappa and alpha over another table: where both sides see a claim.
    fn agreeing<const N: usize>(self, table: &Confusion<N>) -> Labels {
        Labels { kappa: table.kappa(), alpha: table.alpha(), ..self }
    }

    fn attribute<const N: usize>(attribute: &Attribute<N>, names: [&'static str; N]) -> Labels {
        Labels::new(&attribute.all, names).agreeing(&attribute.both)
    }
}

impl Report {
    /// The report on these articles, one tally each.
    pub fn new(tallies: &[Tally]) -> Report {
        let Tally { sentences, dates, actors, claims } = total(tallies);
        let three = claims.three();
        let flag = ["no", "yes"];
        Report {
            articles: tallies.len(),
            sentences: Sentences {
                whole: sentences.whole.score(),
                ends: sentences.ends.score(),
                kinds: Labels::new(&sentences.kinds, KINDS.map(|k| k.as_str())),
            },
            dates: Dates {
                strict: dates.strict.score(),
                relaxed: dates.relaxed.score(),
                typed: dates.typed.score(),
                value: dates.valued.score(),
            },
            actors: Actors {
                exact: actors.exact.score(),
                typed: actors.typed.score(),
                types: Labels::new(&actors.types, ActorType::ALL.map(ActorType::as_str)),
                state: actors.state,
                id: actors.id,
                reading: actors.reading,
                readings: Labels::new(
                    &actors.readings,
                    [Reading::Actor, Reading::Place].map(Reading::as_str),
                ),
            },
            claims: Claims {
                unpaired: claims.unpaired,
                four: Labels::new(&claims.four, Label::CLASSES),
                three: Labels {
                    macro_f1: three.macro_f1(0..Label::NONE),
                    ..Labels::new(&three, Label::CLASSES).agreeing(&claims.four.without(Label::NONE))
                },
                claim_or_none: Labels::new(&claims.claim_or_none(), ["claim", "none"]),
                defensible: claims.defensible,
                attributed: Labels::attribute(&claims.attributed, flag),
                hedge: Labels::attribute(&claims.hedge, HEDGES.map(|h| h.as_str())),
                negated: Labels::attribute(&claims.negated, flag),
                holder: claims.holder,
                reliability: claims.reliability.rows(),
                calibration_error: claims.reliability.error(),
            },
            intervals: measure(tallies),
        }
    }
}
