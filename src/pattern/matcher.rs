//! Finding matches: candidates from the [`Index`], verified outwards from their anchors.
//!
//! Verification is bounded: each instruction is tried at most once at each of the 64 units on either side, so
//! that no pattern can hang a run.

use super::chart::Chart;
use super::index::{Anchor, Filed, Index, NO_ENTRY, Place, Sight, Variant};
use super::program::Op;
use super::signs::Signs;
use super::vocabulary::Vocabulary;
use super::walk::{Side, Taken, Walk};
use crate::words::Unit;
use std::ops::Range;

/// What patterns run over: one article's units and edges.
#[derive(Clone, Copy)]
pub struct Terrain<'a> {
    /// The text.
    pub text: &'a str,
    /// Its units.
    pub units: &'a [Unit],
    /// Its edges.
    pub chart: &'a Chart,
    /// The lists.
    pub vocabulary: &'a Vocabulary,
}

/// One match of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The rule, by its number in the index.
    pub rule: u32,
    /// The units of the span.
    pub span: Range<u32>,
    /// The units of the whole match, context included.
    pub whole: Range<u32>,
    captures: [Capture; MAX_CAPTURES],
}

impl Found {
    /// What a capture took, if it took part.
    pub fn capture(&self, name: u16) -> Option<Capture> {
        self.captures.iter().copied().find(|c| c.name == name + 1)
    }
}

/// What one capture took.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Capture {
    /// Its name's number plus one; 0 is an empty place.
    pub(super) name: u16,
    /// First unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
    /// The list entry or mention, if it was one.
    entry: u32,
}

impl Capture {
    /// A capture over some units, of which `entry` says the list entry.
    pub(super) fn new(name: u16, units: Range<u32>, entry: u32) -> Capture {
        Capture { name: name + 1, start: units.start, end: units.end, entry }
    }

    /// The list entry it took, if it was one.
    pub fn entry(self) -> Option<u32> {
        (self.entry != NO_ENTRY).then_some(self.entry)
    }
}

/// Most captures in one match; more are not kept, which `rules check` reports.
pub const MAX_CAPTURES: usize = 8;

/// Buffers and counts of the matcher, reused from sentence to sentence.
#[derive(Default)]
pub struct MatchScratch {
    /// The units of a sentence where matches may be anchored.
    anchors: Vec<Anchor>,
    tried: Vec<u64>,
    taken: Taken,
    /// Candidates verified since the start, for `bench` and `rules check`.
    pub candidates: u64,
    /// Matches found since the start.
    pub matches: u64,
}

/// Finds every match of every rule in one sentence, in text order of their anchors.
pub fn find(
    index: &Index,
    terrain: Terrain,
    sentence: Range<u32>,
    scratch: &mut MatchScratch,
    out: &mut Vec<Found>,
) {
    if index.is_empty() {
        return;
    }
    let mut anchors = std::mem::take(&mut scratch.anchors);
    let mut run = Runner::new(index, terrain, sentence.clone(), &mut anchors, scratch, out);
    for &variant in index.openings() {
        run.try_variant(variant, sentence.start..sentence.start, NO_ENTRY);
    }
    for &anchor in &anchors {
        let at = anchor.at;
        for filed in index.at_word(anchor) {
            if filed.look.allows(run.sight, &run.there, at..at + 1) {
                run.try_word(filed, at);
            }
        }
        index.at_class(terrain.units[at as usize].bits, |variant| {
            run.try_variant(variant, at..at + 1, NO_ENTRY);
        });
        for edge in terrain.chart.starting(at) {
            for &variant in index.at_label(edge.label) {
                run.try_variant(variant, edge.start..edge.end, edge.entry);
            }
        }
    }
    scratch.anchors = anchors;
}

/// Finds the matches of some of the patterns that begin with a sentence, given by their numbers among these.
pub fn find_openings(
    index: &Index,
    openings: impl IntoIterator<Item = u32>,
    terrain: Terrain,
    sentence: Range<u32>,
    scratch: &mut MatchScratch,
    out: &mut Vec<Found>,
) {
    let start = sentence.start;
    let mut anchors = std::mem::take(&mut scratch.anchors);
    let mut run = Runner::new(index, terrain, sentence, &mut anchors, scratch, out);
    for opening in openings {
        run.try_variant(index.openings()[opening as usize], start..start, NO_ENTRY);
    }
    scratch.anchors = anchors;
}

/// Tries the variants of one sentence.
struct Runner<'a, 's> {
    sight: Sight<'a>,
    /// What the sentence has of all that patterns need.
    there: Signs,
    scratch: &'s mut MatchScratch,
    out: &'s mut Vec<Found>,
}

impl<'a, 's> Runner<'a, 's> {
    /// Looks a sentence over; the units where matches may be anchored go to `anchors`.
    fn new(
        index: &'a Index,
        terrain: Terrain<'a>,
        sentence: Range<u32>,
        anchors: &mut Vec<Anchor>,
        scratch: &'s mut MatchScratch,
        out: &'s mut Vec<Found>,
    ) -> Runner<'a, 's> {
        anchors.clear();
        let there = index.survey(terrain, &sentence, anchors);
        let Range { start: low, end: high } = sentence;
        Runner { sight: Sight { terrain, low, high, index }, there, scratch, out }
    }

    fn try_word(&mut self, filed: &Filed, at: u32) {
        let Terrain { text, vocabulary, units, .. } = self.sight.terrain;
        let unit = units[at as usize];
        let variant = self.sight.index.variant(filed.variant);
        let fits = match &variant.anchor {
            Op::Exact(_, word) => **word == *unit.bare(text).of(text),
            _ => vocabulary.is_exactly(filed.exact, unit, text),
        };
        if fits {
            self.try_anchor(variant, at..at + 1, filed.entry);
        }
    }

    fn try_variant(&mut self, number: u32, anchor: Range<u32>, entry: u32) {
        let variant = self.sight.index.variant(number);
        if variant.look.allows(self.sight, &self.there, anchor.clone()) {
            self.try_anchor(variant, anchor, entry);
        }
    }

    fn try_anchor(&mut self, variant: &Variant, anchor: Range<u32>, entry: u32) {
        self.scratch.candidates += 1;
        self.scratch.taken.clear();
        let mut last = Taken::NONE;
        if let Op::Label { capture: Some(name), .. } | Op::Class { capture: Some(name), .. } = variant.anchor
        {
            last = self.scratch.taken.add(last, Capture::new(name, anchor.clone(), entry));
        }
        let Some(before) = self.side(variant.before, anchor.start, true, last) else { return };
        let Some(after) = self.side(variant.after, anchor.end, false, before.last) else { return };
        let open = after.open.or(before.open);
        let close = before.close.or(after.close);
        let span = if variant.spanned {
            let (Some(open), Some(close)) = (open, close) else { return };
            open..close
        } else {
            before.end..after.end
        };
        if span.start >= span.end {
            return;
        }
        self.scratch.matches += 1;
        let whole = before.end..after.end;
        let mut captures = [Capture::default(); MAX_CAPTURES];
        self.scratch.taken.write(after.last, &mut captures);
        self.out.push(Found { rule: variant.rule, span, whole, captures });
    }

    /// Runs one side from `start`; the result with the longest span wins, the first found among equals.
    fn side(&mut self, place: Place, start: u32, backward: bool, last: u32) -> Option<Side> {
        let (ops, forks) = self.sight.index.program(place);
        let MatchScratch { tried, taken, .. } = self.scratch;
        Walk::new(ops, forks, self.sight, tried, taken).run(start, backward, last)
    }
}
