//! [`Shape`]: one sentence as the claims layer looks at it, its units and its clauses.

use crate::analysis::Clause;
use crate::pattern::Terrain;
use crate::words::{Unit, bits};
use std::ops::Range;

/// One sentence: its units in the article, and its clauses.
#[derive(Clone)]
pub struct Shape<'s> {
    /// The article.
    pub terrain: Terrain<'s>,
    /// Its units.
    pub units: Range<u32>,
    /// Its clauses, the main one first if there is one.
    pub clauses: &'s [Clause],
    /// Whether its text puts stops.
    pub stops: bool,
}

/// The last word or mark of a sentence, quotation marks and brackets that close aside: a stop, if it has one.
pub fn last<'t>(units: &[Unit], text: &'t str) -> Option<&'t str> {
    let word = |unit: &Unit| unit.span().of(text);
    let closes = |unit: &&Unit| {
        unit.is(bits::MARK) && (unit.is(bits::QUOTE) || matches!(word(unit), ")" | "]" | "'" | "’"))
    };
    units.iter().rev().find(|unit| !closes(unit)).map(word)
}

impl Shape<'_> {
    /// Its units.
    #[inline]
    pub fn own(&self) -> &[Unit] {
        &self.terrain.units[self.units.start as usize..self.units.end as usize]
    }

    /// Its units that have one of these bits.
    pub fn with(&self, bits: u32) -> impl Iterator<Item = u32> + Clone {
        self.units.clone().zip(self.own()).filter(move |(_, unit)| unit.is(bits)).map(|(at, _)| at)
    }

    /// The clause that carries the claim.
    pub fn carrier(&self) -> Option<&Clause> {
        self.clauses.iter().find(|c| c.claims)
    }

    /// A unit of the article.
    #[inline]
    pub fn unit(&self, at: u32) -> Unit {
        self.terrain.units[at as usize]
    }

    /// The text of a unit.
    #[inline]
    pub fn word(&self, at: u32) -> &str {
        self.unit(at).span().of(self.terrain.text)
    }

    /// Whether a unit is in a list.
    #[inline]
    pub fn listed(&self, at: u32, list: Option<u16>) -> bool {
        self.terrain.vocabulary.members(self.unit(at).id).iter().any(|m| Some(m.label) == list)
    }
}
