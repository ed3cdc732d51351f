//! [`Walk`]: one side of a candidate, run outwards from its anchor.
//!
//! In: a side's program, a sentence, and where the anchor ends. Out: the best end of the side, if it matches. Each instruction
//! is tried at most once at each of the 64 units next to the anchor, so that no pattern can hang a run.

use super::index::{NO_ENTRY, Sight};
use super::matcher::{Capture, MAX_CAPTURES, Terrain};
use super::program::Op;
use super::signs::Start;
use crate::words::{Unit, bits};

/// Units on either side of the anchor that verification may reach.
const REACH: u32 = 63;

/// The best end of one side so far. It is copied at every fork, so it is small.
#[derive(Clone, Copy)]
pub struct Side {
    /// Where the side ends.
    pub end: u32,
    pub open: Option<u32>,
    pub close: Option<u32>,
    /// The last capture, of [`Taken`].
    pub last: u32,
}

/// The captures of one candidate, of all its ways. Each knows the one that its way took before, so that a way is told by
/// its last one.
#[derive(Default)]
pub struct Taken(Vec<(Capture, u32)>);

impl Taken {
    /// Before the first capture of a way.
    pub const NONE: u32 = u32::MAX;

    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds what a way takes after `last`; gives the way's new last one.
    pub fn add(&mut self, last: u32, capture: Capture) -> u32 {
        self.0.push((capture, last));
        self.0.len() as u32 - 1
    }

    /// Writes the captures of a way in the order in which they were taken; of one name the last stays.
    pub fn write(&self, last: u32, out: &mut [Capture; MAX_CAPTURES]) {
        let Some(&(capture, before)) = self.0.get(last as usize) else { return };
        self.write(before, out);
        if let Some(free) = out.iter_mut().find(|c| c.name == 0 || c.name == capture.name) {
            *free = capture;
        }
    }
}

/// A run of a program.
pub struct Walk<'a, 's> {
    sight: Sight<'a>,
    start: u32,
    backward: bool,
    ops: &'a [Op],
    forks: bool,
    /// For each instruction of a program that forks the distances from the anchor at which it was tried.
    tried: &'s mut Vec<u64>,
    taken: &'s mut Taken,
    best: Option<Side>,
}

impl<'a, 's> Walk<'a, 's> {
    /// A run that has not begun.
    pub fn new(
        ops: &'a [Op],
        forks: bool,
        sight: Sight<'a>,
        tried: &'s mut Vec<u64>,
        taken: &'s mut Taken,
    ) -> Walk<'a, 's> {
        Walk { sight, start: 0, backward: false, ops, forks, tried, taken, best: None }
    }

    /// Runs from the unit `start` on, or back from it, with the captures of the way that ends with `last`. The longest span
    /// wins, the first found among equals.
    pub fn run(mut self, start: u32, backward: bool, last: u32) -> Option<Side> {
        let state = Side { end: start, open: None, close: None, last };
        if self.ops.len() == 1 {
            return Some(state);
        }
        if self.forks {
            self.tried.clear();
            self.tried.resize(self.ops.len(), 0);
        }
        (self.start, self.backward) = (start, backward);
        self.go(0, state);
        self.best
    }

    fn go(&mut self, mut pc: usize, mut state: Side) {
        let ops = self.ops;
        loop {
            let distance = state.end.abs_diff(self.start);
            if distance > REACH {
                return;
            }
            if self.forks {
                let tried = &mut self.tried[pc];
                if *tried >> distance & 1 != 0 {
                    return;
                }
                *tried |= 1 << distance;
            }
            match &ops[pc] {
                Op::Match => return self.keep(state),
                Op::Jump(to) => {
                    pc = *to as usize;
                    continue;
                }
                Op::Split { other, next, there } => {
                    // Mostly one of the two is left, and there is nothing to come back to.
                    if !self.may(*next, state.end) {
                        pc = *other as usize;
                    } else if self.may(*there, state.end) {
                        self.go(pc + 1, state);
                        pc = *other as usize;
                    } else {
                        pc += 1;
                    }
                    continue;
                }
                Op::Open => state.open = Some(state.end),
                Op::Close => state.close = Some(state.end),
                Op::Edge { end } => {
                    if state.end != if *end { self.sight.high } else { self.sight.low } {
                        return;
                    }
                }
                Op::Gap { words, next } => return self.gap(pc, state, *words, *next),
                Op::Label { label, capture } => return self.label(pc, state, *label, *capture),
                one => {
                    let Some(unit) = self.next(state.end) else { return };
                    if !fits(self.sight.terrain, one, unit) {
                        return;
                    }
                    let from = state.end;
                    self.step(&mut state);
                    if let Op::Class { capture: Some(name), .. } = one {
                        let (start, end) = (from.min(state.end), from.max(state.end));
                        state.last = self.taken.add(state.last, Capture::new(*name, start..end, NO_ENTRY));
                    }
                }
            }
            pc += 1;
        }
    }

    /// The unit that comes next in the direction of running.
    fn next(&self, at: u32) -> Option<Unit> {
        self.sight.next(at, self.backward).copied()
    }

    fn step(&self, state: &mut Side) {
        state.end = if self.backward { state.end - 1 } else { state.end + 1 };
    }

    /// Goes on from every position within reach of a gap.
    fn gap(&mut self, pc: usize, mut state: Side, words: u8, next: Start) {
        let mut passed = 0;
        loop {
            if self.may(next, state.end) {
                self.go(pc + 1, state);
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

    /// Whether what begins so may stand next.
    fn may(&self, start: Start, at: u32) -> bool {
        self.sight.may_begin(start, at, self.backward)
    }

    /// A list entry or mention: every edge with the label, then the single word.
    fn label(&mut self, pc: usize, state: Side, label: u16, capture: Option<u16>) {
        let (chart, low) = (self.sight.terrain.chart, self.sight.low);
        let go_on = |walk: &mut Self, to: u32, entry: u32| {
            let mut state = state;
            let (start, end) = (state.end.min(to), state.end.max(to));
            state.end = to;
            if let Some(name) = capture {
                state.last = walk.taken.add(state.last, Capture::new(name, start..end, entry));
            }
            walk.go(pc + 1, state);
        };
        if self.backward {
            for edge in chart.ending(state.end).filter(|e| e.label == label && e.start >= low) {
                go_on(self, edge.start, edge.entry);
            }
        } else if state.end < self.sight.high {
            for edge in chart.starting(state.end).filter(|e| e.label == label) {
                go_on(self, edge.end, edge.entry);
            }
        }
        let Some(unit) = self.next(state.end) else { return };
        if let Some(entry) = member(self.sight.terrain, unit, label) {
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
