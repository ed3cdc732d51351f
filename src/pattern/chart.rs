//! [`Chart`]: the edges over one article's units: list entries of several words, and mentions.

use super::vocabulary::Vocabulary;
use crate::words::Unit;

/// Something found over a run of units.
#[derive(Copy, Clone, Debug)]
pub struct Edge {
    /// First unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
    /// The list or the kind of mention.
    pub label: u16,
    /// Of a list: the entry. Of a mention: its index among the mentions of its kind.
    pub entry: u32,
    next_from: u32,
    next_to: u32,
}

const NONE: u32 = u32::MAX;

/// Edges by where they start and where they end.
#[derive(Default)]
pub struct Chart {
    edges: Vec<Edge>,
    from: Vec<u32>,
    to: Vec<u32>,
}

impl Chart {
    /// Forgets all edges and makes room for `units`.
    pub fn reset(&mut self, units: usize) {
        self.edges.clear();
        for ends in [&mut self.from, &mut self.to] {
            ends.clear();
            ends.resize(units + 1, NONE);
        }
    }

    /// Adds an edge over the units `start..end`.
    pub fn add(&mut self, start: u32, end: u32, label: u16, entry: u32) {
        let at = self.edges.len() as u32;
        let next_from = std::mem::replace(&mut self.from[start as usize], at);
        let next_to = std::mem::replace(&mut self.to[end as usize], at);
        self.edges.push(Edge { start, end, label, entry, next_from, next_to });
    }

    /// Adds an edge for every list entry of several words that stands in the units of a sentence.
    pub fn add_phrases(
        &mut self,
        units: &[Unit],
        text: &str,
        sentence: std::ops::Range<u32>,
        vocabulary: &Vocabulary,
    ) {
        for at in sentence.clone() {
            if !vocabulary.phrases.begins(units[at as usize].id) {
                continue;
            }
            let rest = &units[at as usize..sentence.end as usize];
            vocabulary.phrases.each(rest, text, |phrase, len| {
                self.add(at, at + len as u32, phrase.label, phrase.entry);
            });
        }
    }

    /// For some units whether edges start there.
    #[inline]
    pub fn starts(&self, units: std::ops::Range<u32>) -> impl Iterator<Item = bool> {
        self.from[units.start as usize..units.end as usize].iter().map(|first| *first != NONE)
    }

    /// Calls `found` with the edges that start at some units.
    #[inline]
    pub fn each_starting(&self, units: std::ops::Range<u32>, mut found: impl FnMut(&Edge)) {
        for (unit, starts) in (units.start..).zip(self.starts(units)) {
            if starts {
                self.starting(unit).for_each(&mut found);
            }
        }
    }

    /// The edges that start at a unit, the newest first.
    #[inline]
    pub fn starting(&self, unit: u32) -> impl Iterator<Item = &Edge> {
        self.chain(self.from[unit as usize], |e| e.next_from)
    }

    /// The edges that end before a unit, the newest first.
    #[inline]
    pub fn ending(&self, unit: u32) -> impl Iterator<Item = &Edge> {
        self.chain(self.to[unit as usize], |e| e.next_to)
    }

    #[inline]
    fn chain(&self, first: u32, next: fn(&Edge) -> u32) -> impl Iterator<Item = &Edge> {
        std::iter::successors(self.edges.get(first as usize), move |e| self.edges.get(next(e) as usize))
    }
}
