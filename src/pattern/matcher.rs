//! Finding matches: candidates from the [`Index`], verified outwards from their anchors.
//!
//! Verification is bounded: each instruction is tried at most once at each of the 64 units on either side, so
//! that no pattern can hang a run.

use super::chart::Chart;
use super::index::{Index, NO_ENTRY, Variant};
use super::program::{Op, Program};
use super::vocabulary::Vocabulary;
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
    let edges = index.has_labels();
    for at in sentence.clone() {
        let unit = terrain.units[at as usize];
        let mut run = Runner { terrain, sentence: sentence.clone(), scratch, out, index };
        for &(variant, entry) in index.at_word(unit.id) {
            run.try_word(variant, at, entry);
        }
        index.at_class(unit.bits, |variant| run.try_anchor(variant, at, at + 1, NO_ENTRY));
        if edges {
            for edge in terrain.chart.starting(at) {
                for &variant in index.at_label(edge.label) {
                    run.try_anchor(variant, edge.start, edge.end, edge.entry);
                }
            }
        }
    }
}

struct Runner<'a, 's> {
    terrain: Terrain<'a>,
    sentence: Range<u32>,
    index: &'a Index,
    scratch: &'s mut MatchScratch,
    out: &'s mut Vec<Found>,
}

/// The best end of one side so far.
#[derive(Clone, Copy)]
struct Side {
    /// Where the side ends.
    end: u32,
    open: Option<u32>,
    close: Option<u32>,
    captures: [Capture; MAX_CAPTURES],
}

impl Runner<'_, '_> {
    fn try_word(&mut self, variant: u32, at: u32, entry: u32) {
        let unit = self.terrain.units[at as usize];
        let fits = match &self.index.variant(variant).anchor {
            Op::Exact(_, word) => **word == *unit.bare(self.terrain.text).of(self.terrain.text),
            Op::Label { label, .. } => {
                let vocabulary = self.terrain.vocabulary;
                let mut members = vocabulary.members(unit.id).iter();
                members.any(|m| {
                    m.label == *label && m.entry == entry && vocabulary.fits(*m, unit, self.terrain.text)
                })
            }
            _ => true,
        };
        if fits {
            self.try_anchor(variant, at, at + 1, entry);
        }
    }

    fn try_anchor(&mut self, number: u32, start: u32, end: u32, entry: u32) {
        let index = self.index;
        let variant: &Variant = index.variant(number);
        self.scratch.candidates += 1;
        let mut captures = [Capture::default(); MAX_CAPTURES];
        if let Op::Label { capture: Some(name), .. } | Op::Class { capture: Some(name), .. } = variant.anchor
        {
            captures[0] = Capture { name: name + 1, start, end, entry };
        }
        let Some(before) = self.side(&variant.before, start, true, captures) else { return };
        let Some(after) = self.side(&variant.after, end, false, before.captures) else { return };
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
        self.out.push(Found { rule: variant.rule, span, whole, captures: after.captures });
    }

    /// Runs one side from `start`; the result with the longest span wins, the first found among equals.
    fn side(
        &mut self,
        program: &Program,
        start: u32,
        backward: bool,
        captures: [Capture; MAX_CAPTURES],
    ) -> Option<Side> {
        let state = Side { end: start, open: None, close: None, captures };
        if program.ops.len() == 1 {
            return Some(state);
        }
        if program.forks {
            self.scratch.seen.clear();
            self.scratch.seen.resize(program.ops.len(), 0);
        }
        let mut walk = Walk {
            terrain: self.terrain,
            low: self.sentence.start,
            high: self.sentence.end,
            start,
            backward,
            program,
            seen: &mut self.scratch.seen,
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
    program: &'a Program,
    seen: &'s mut Vec<u64>,
    best: Option<Side>,
}

impl Walk<'_, '_> {
    fn run(&mut self, mut pc: usize, mut state: Side) {
        let program = self.program;
        loop {
            let distance = state.end.abs_diff(self.start);
            if distance > REACH {
                return;
            }
            if program.forks {
                let seen = &mut self.seen[pc];
                if *seen >> distance & 1 != 0 {
                    return;
                }
                *seen |= 1 << distance;
            }
            match &program.ops[pc] {
                Op::Match => return self.keep(state),
                Op::Jump(to) => {
                    pc = *to as usize;
                    continue;
                }
                Op::Split(other) => {
                    self.run(pc + 1, state);
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
                Op::Marks => {
                    while let Some(unit) = self.next(state.end) {
                        if !unit.is(bits::MARK) || unit.is(bits::BREAK) {
                            break;
                        }
                        self.step(&mut state);
                    }
                }
                Op::Label { label, capture } => return self.label(pc, state, *label, *capture),
                one => {
                    let Some(unit) = self.next(state.end) else { return };
                    if !self.fits(one, unit) {
                        return;
                    }
                    let from = state.end;
                    self.step(&mut state);
                    if let Op::Class { capture: Some(name), .. } = one {
                        let (start, end) = (from.min(state.end), from.max(state.end));
                        capture_into(&mut state, Capture { name: name + 1, start, end, entry: NO_ENTRY });
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

    fn fits(&self, op: &Op, unit: Unit) -> bool {
        match op {
            Op::Word(id) => unit.id == *id,
            Op::Words(ids) => ids.contains(&unit.id),
            Op::Exact(id, word) => {
                unit.id == *id && **word == *unit.bare(self.terrain.text).of(self.terrain.text)
            }
            Op::Class { bits, .. } => unit.is(*bits),
            Op::Any => true,
            Op::Step => !unit.is(bits::MARK),
            Op::Not(inner) => !self.fits(inner, unit),
            Op::Either(ops) => ops.iter().any(|op| self.fits(op, unit)),
            Op::Label { label, .. } => self.member(unit, *label).is_some(),
            _ => false,
        }
    }

    fn member(&self, unit: Unit, label: u16) -> Option<u32> {
        let vocabulary = self.terrain.vocabulary;
        let mut members = vocabulary.members(unit.id).iter();
        members.find(|m| m.label == label && vocabulary.fits(**m, unit, self.terrain.text)).map(|m| m.entry)
    }

    /// A list entry or mention: every edge with the label, then the single word.
    fn label(&mut self, pc: usize, state: Side, label: u16, capture: Option<u16>) {
        let (chart, low) = (self.terrain.chart, self.low);
        let go_on = |walk: &mut Self, to: u32, entry: u32| {
            let mut state = state;
            let (start, end) = (state.end.min(to), state.end.max(to));
            state.end = to;
            if let Some(name) = capture {
                capture_into(&mut state, Capture { name: name + 1, start, end, entry });
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
        if let Some(entry) = self.member(unit, label) {
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

fn capture_into(state: &mut Side, capture: Capture) {
    if let Some(free) = state.captures.iter_mut().find(|c| c.name == 0 || c.name == capture.name) {
        *free = capture;
    }
}
