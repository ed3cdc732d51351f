//! Finding matches: candidates from the [`Index`], verified outwards from their anchors.
//!
//! Verification is bounded: each instruction is tried at most once at each of the 64 units on either side, so
//! that no pattern can hang a run.

use super::chart::Chart;
use super::index::{Anchor, Filed, Index, NO_ENTRY, Place, Variant};
use super::needs::Needs;
use super::program::Op;
use super::vocabulary::Vocabulary;
use crate::lexicon::WordId;
use crate::words::{Unit, bits};
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
    name: u16,
    /// First unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
    /// The list entry or mention, if it was one.
    entry: u32,
}

impl Capture {
    /// The list entry it took, if it was one.
    pub fn entry(self) -> Option<u32> {
        (self.entry != NO_ENTRY).then_some(self.entry)
    }
}

/// Most captures in one match; more are not kept, which `rules check` reports.
pub const MAX_CAPTURES: usize = 8;
/// Units on either side of the anchor that verification may reach.
const REACH: u32 = 63;

/// Buffers and counts of the matcher, reused from sentence to sentence.
#[derive(Default)]
pub struct MatchScratch {
    seen: Vec<u64>,
    /// The units of a sentence where matches may be anchored.
    anchors: Vec<Anchor>,
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
    anchors.clear();
    let there = index.survey(terrain, &sentence, &mut anchors);
    let mut run = Runner { terrain, sentence: sentence.clone(), there, scratch, out, index };
    for &variant in index.openings() {
        run.try_if_met(variant, sentence.start, sentence.start, NO_ENTRY);
    }
    for anchor in &anchors {
        let at = anchor.at;
        let filed = index.at_word(*anchor);
        if !filed.is_empty() {
            let id = |at: Option<u32>| {
                let inside = at.filter(|at| sentence.contains(at));
                inside.map_or(WordId::UNKNOWN, |at| terrain.units[at as usize].id)
            };
            let (before, after) = (id(at.checked_sub(1)), id(Some(at + 1)));
            let fits = |wanted: WordId, there| wanted == WordId::UNKNOWN || wanted == there;
            let may = |f: &&Filed| fits(f.after, after) && fits(f.before, before) && f.needs.are_met(there);
            for filed in filed.iter().filter(may) {
                run.try_word(*filed, at);
            }
        }
        index.at_class(terrain.units[at as usize].bits, |variant| {
            run.try_if_met(variant, at, at + 1, NO_ENTRY);
        });
        for edge in terrain.chart.starting(at) {
            for &variant in index.at_label(edge.label) {
                run.try_if_met(variant, edge.start, edge.end, edge.entry);
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
    scratch.anchors.clear();
    let there = index.survey(terrain, &sentence, &mut scratch.anchors);
    let start = sentence.start;
    let mut run = Runner { terrain, sentence, there, scratch, out, index };
    for opening in openings {
        run.try_if_met(index.openings()[opening as usize], start, start, NO_ENTRY);
    }
}

struct Runner<'a, 's> {
    terrain: Terrain<'a>,
    sentence: Range<u32>,
    /// What patterns need that stands in the sentence.
    there: Needs,
    index: &'a Index,
    scratch: &'s mut MatchScratch,
    out: &'s mut Vec<Found>,
}

/// The best end of one side so far. It is copied at every fork, so it is small.
#[derive(Clone, Copy)]
struct Side {
    /// Where the side ends.
    end: u32,
    open: Option<u32>,
    close: Option<u32>,
    /// The last capture, of [`Taken`].
    last: u32,
}

/// The captures of one candidate, of all its ways. Each knows the one that its way took before, so that a way is told by
/// its last one.
#[derive(Default)]
struct Taken(Vec<(Capture, u32)>);

impl Taken {
    /// Before the first capture of a way.
    const NONE: u32 = u32::MAX;

    /// Adds what a way takes after `last`; gives the way's new last one.
    fn add(&mut self, last: u32, capture: Capture) -> u32 {
        self.0.push((capture, last));
        self.0.len() as u32 - 1
    }

    /// Writes the captures of a way in the order in which they were taken; of one name the last stays.
    fn write(&self, last: u32, out: &mut [Capture; MAX_CAPTURES]) {
        let Some(&(capture, before)) = self.0.get(last as usize) else { return };
        self.write(before, out);
        if let Some(free) = out.iter_mut().find(|c| c.name == 0 || c.name == capture.name) {
            *free = capture;
        }
    }
}

impl Runner<'_, '_> {
    fn try_word(&mut self, filed: Filed, at: u32) {
        let Terrain { text, vocabulary, units, .. } = self.terrain;
        let unit = units[at as usize];
        let fits = match &self.index.variant(filed.variant).anchor {
            Op::Exact(_, word) => **word == *unit.bare(text).of(text),
            _ => vocabulary.is_exactly(filed.exact, unit, text),
        };
        if fits {
            self.try_anchor(filed.variant, at, at + 1, filed.entry);
        }
    }

    fn try_if_met(&mut self, number: u32, start: u32, end: u32, entry: u32) {
        if self.index.variant(number).needs.are_met(self.there) {
            self.try_anchor(number, start, end, entry);
        }
    }

    fn try_anchor(&mut self, number: u32, start: u32, end: u32, entry: u32) {
        let index = self.index;
        let variant: &Variant = index.variant(number);
        self.scratch.candidates += 1;
        if !self.begins(variant.after, end, false) || !self.begins(variant.before, start, true) {
            return;
        }
        self.scratch.taken.0.clear();
        let mut last = Taken::NONE;
        if let Op::Label { capture: Some(name), .. } | Op::Class { capture: Some(name), .. } = variant.anchor
        {
            last = self.scratch.taken.add(last, Capture { name: name + 1, start, end, entry });
        }
        let Some(before) = self.side(variant.before, start, true, last) else { return };
        let Some(after) = self.side(variant.after, end, false, before.last) else { return };
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

    /// Whether a side can begin at `start`, as far as its first instruction tells: a cheap test that most
    /// candidates fail.
    fn begins(&self, place: Place, start: u32, backward: bool) -> bool {
        let op = &self.index.program(place).0[0];
        if !tests_one_unit(op) {
            return true;
        }
        let at = if backward { start.checked_sub(1) } else { Some(start) };
        let at = at.filter(|at| self.sentence.contains(at));
        at.is_some_and(|at| fits(self.terrain, op, self.terrain.units[at as usize]))
    }

    /// Runs one side from `start`; the result with the longest span wins, the first found among equals.
    fn side(&mut self, place: Place, start: u32, backward: bool, last: u32) -> Option<Side> {
        let state = Side { end: start, open: None, close: None, last };
        let (ops, forks) = self.index.program(place);
        if ops.len() == 1 {
            return Some(state);
        }
        if forks {
            self.scratch.seen.clear();
            self.scratch.seen.resize(ops.len(), 0);
        }
        let mut walk = Walk {
            terrain: self.terrain,
            low: self.sentence.start,
            high: self.sentence.end,
            start,
            backward,
            ops,
            forks,
            seen: &mut self.scratch.seen,
            taken: &mut self.scratch.taken,
            best: None,
        };
        walk.run(0, state);
        walk.best
    }
}

struct Walk<'a, 's> {
    terrain: Terrain<'a>,
    low: u32,
    high: u32,
    start: u32,
    backward: bool,
    ops: &'a [Op],
    forks: bool,
    seen: &'s mut Vec<u64>,
    taken: &'s mut Taken,
    best: Option<Side>,
}

impl Walk<'_, '_> {
    fn run(&mut self, mut pc: usize, mut state: Side) {
        let ops = self.ops;
        loop {
            let distance = state.end.abs_diff(self.start);
            if distance > REACH {
                return;
            }
            if self.forks {
                let seen = &mut self.seen[pc];
                if *seen >> distance & 1 != 0 {
                    return;
                }
                *seen |= 1 << distance;
            }
            match &ops[pc] {
                Op::Match => return self.keep(state),
                Op::Jump(to) => {
                    pc = *to as usize;
                    continue;
                }
                Op::Split(other) => {
                    if self.may_begin(pc + 1, state.end) {
                        self.run(pc + 1, state);
                    }
                    pc = *other as usize;
                    continue;
                }
                Op::Open => state.open = Some(state.end),
                Op::Close => state.close = Some(state.end),
                Op::Edge { end } => {
                    if state.end != if *end { self.high } else { self.low } {
                        return;
                    }
                }
                Op::Gap(words) => return self.gap(pc, state, *words),
                Op::Label { label, capture } => return self.label(pc, state, *label, *capture),
                one => {
                    let Some(unit) = self.next(state.end) else { return };
                    if !fits(self.terrain, one, unit) {
                        return;
                    }
                    let from = state.end;
                    self.step(&mut state);
                    if let Op::Class { capture: Some(name), .. } = one {
                        let (start, end) = (from.min(state.end), from.max(state.end));
                        let capture = Capture { name: name + 1, start, end, entry: NO_ENTRY };
                        state.last = self.taken.add(state.last, capture);
                    }
                }
            }
            pc += 1;
        }
    }

    /// The unit that comes next in the direction of running.
    fn next(&self, at: u32) -> Option<Unit> {
        let unit = if self.backward { at.checked_sub(1).filter(|u| *u >= self.low)? } else { at };
        (unit < self.high).then(|| self.terrain.units[unit as usize])
    }

    fn step(&self, state: &mut Side) {
        state.end = if self.backward { state.end - 1 } else { state.end + 1 };
    }

    /// Goes on from every position within reach of a gap.
    fn gap(&mut self, pc: usize, mut state: Side, words: u8) {
        let mut passed = 0;
        loop {
            if self.may_begin(pc + 1, state.end) {
                self.run(pc + 1, state);
            }
            let Some(unit) = self.next(state.end) else { return };
            if unit.is(bits::BREAK) {
                return;
            }
            if !unit.is(bits::MARK) {
                passed += 1;
                if passed > words {
                    return;
                }
            }
            self.step(&mut state);
            if state.end.abs_diff(self.start) > REACH {
                return;
            }
        }
    }

    /// Whether an instruction can hold at a position, as far as one unit tells.
    fn may_begin(&self, pc: usize, at: u32) -> bool {
        let op = &self.ops[pc];
        !tests_one_unit(op) || self.next(at).is_some_and(|unit| fits(self.terrain, op, unit))
    }

    /// A list entry or mention: every edge with the label, then the single word.
    fn label(&mut self, pc: usize, state: Side, label: u16, capture: Option<u16>) {
        let (chart, low) = (self.terrain.chart, self.low);
        let go_on = |walk: &mut Self, to: u32, entry: u32| {
            let mut state = state;
            let (start, end) = (state.end.min(to), state.end.max(to));
            state.end = to;
            if let Some(name) = capture {
                state.last = walk.taken.add(state.last, Capture { name: name + 1, start, end, entry });
            }
            walk.run(pc + 1, state);
        };
        if self.backward {
            for edge in chart.ending(state.end).filter(|e| e.label == label && e.start >= low) {
                go_on(self, edge.start, edge.entry);
            }
        } else if state.end < self.high {
            for edge in chart.starting(state.end).filter(|e| e.label == label) {
                go_on(self, edge.end, edge.entry);
            }
        }
        let Some(unit) = self.next(state.end) else { return };
        if let Some(entry) = member(self.terrain, unit, label) {
            let to = if self.backward { state.end - 1 } else { state.end + 1 };
            go_on(self, to, entry);
        }
    }

    fn keep(&mut self, side: Side) {
        let reach = |s: &Side| {
            let mark = if self.backward { s.open } else { s.close };
            (mark.unwrap_or(s.end)).abs_diff(self.start)
        };
        // Longest span; of equal ones the nearest context.
        let better = self.best.as_ref().is_none_or(|best| {
            let (new, old) = (reach(&side), reach(best));
            new > old
        });
        if better {
            self.best = Some(side);
        }
    }
}

/// Whether an instruction takes exactly one unit and looks at nothing else.
fn tests_one_unit(op: &Op) -> bool {
    matches!(
        op,
        Op::Word(_) | Op::Words(_) | Op::Exact(..) | Op::Class { .. } | Op::Any | Op::Not(_) | Op::Either(_)
    )
}

/// Whether an instruction that tests one unit holds.
fn fits(terrain: Terrain, op: &Op, unit: Unit) -> bool {
    match op {
        Op::Word(id) => unit.id == *id,
        Op::Words(ids) => ids.contains(&unit.id),
        Op::Exact(id, word) => unit.id == *id && **word == *unit.bare(terrain.text).of(terrain.text),
        Op::Class { bits, .. } => unit.is(*bits),
        Op::Any => true,
        Op::Not(inner) => !fits(terrain, inner, unit),
        Op::Either(ops) => ops.iter().any(|op| fits(terrain, op, unit)),
        Op::Label { label, .. } => member(terrain, unit, *label).is_some(),
        _ => false,
    }
}

/// The entry by which a single word is in a list.
fn member(terrain: Terrain, unit: Unit, label: u16) -> Option<u32> {
    let mut members = terrain.vocabulary.members(unit.id).iter();
    members.find(|m| m.label == label && terrain.vocabulary.fits(**m, unit, terrain.text)).map(|m| m.entry)
}
