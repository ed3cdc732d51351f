//! Two annotations of one article side by side: [`Tally`], counts that can be added over articles, and the
//! [`Difference`]s behind them.

use super::actors::{self, ActorTally};
use super::annotation::Annotation;
use super::claims::{self, ClaimTally};
use super::dates::{self, DateTally};
use super::sentences::{self, SentenceTally};
use crate::span::Span;
use std::ops::AddAssign;

/// Counts of every layer; layers that one side did not annotate count nothing.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Boundaries and kinds.
    pub sentences: SentenceTally,
    /// Temporal expressions.
    pub dates: DateTally,
    /// Named actors.
    pub actors: ActorTally,
    /// Claims.
    pub claims: ClaimTally,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Tally) {
        self.sentences += more.sentences;
        self.dates += more.dates;
        self.actors += more.actors;
        self.claims += more.claims;
    }
}

/// The layers, in the order of reports.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Boundaries and kinds.
    Sentences,
    /// Temporal expressions.
    Dates,
    /// Named actors.
    Actors,
    /// Labels of claims.
    Claims,
    /// Whose claims they are, how surely put forward, whether denied.
    Attributes,
}

impl Layer {
    /// All of them.
    pub const ALL: [Layer; 5] =
        [Layer::Sentences, Layer::Dates, Layer::Actors, Layer::Claims, Layer::Attributes];

    /// `sentences`, `dates`, `actors`, `claims`, `attributes`.
    pub fn as_str(self) -> &'static str {
        match self {
            Layer::Sentences => "sentences",
            Layer::Dates => "dates",
            Layer::Actors => "actors",
            Layer::Claims => "claims",
            Layer::Attributes => "attributes",
        }
    }
}

/// Something on which the two differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The layer.
    pub layer: Layer,
    /// Where.
    pub span: Span,
    /// What the gold says; `-` for nothing.
    pub gold: String,
    /// What the other side says; `-` for nothing.
    pub other: String,
}

/// Compares two annotations of `text`. The differences are in the order of layers, then of the text.
pub fn compare(text: &str, gold: &Annotation, other: &Annotation) -> (Tally, Vec<Difference>) {
    let (mut tally, mut differences) = (Tally::default(), Vec::new());
    if let (Some(gold), Some(other)) = (&gold.sentences, &other.sentences) {
        tally.sentences = sentences::compare(gold, other, &mut differences);
    }
    if let (Some(gold), Some(other)) = (&gold.dates, &other.dates) {
        tally.dates = dates::compare(text, gold, other, &mut differences);
    }
    if let (Some(gold), Some(other)) = (&gold.actors, &other.actors) {
        tally.actors = actors::compare(text, gold, other, &mut differences);
    }
    if let (Some(gold), Some(other)) = (&gold.claims, &other.claims) {
        tally.claims = claims::compare(gold, other, &mut differences);
    }
    differences.sort_by_key(|d| (d.layer as u8, d.span));
    (tally, differences)
}
