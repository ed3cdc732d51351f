//! Holders that something between commas parts from their verb: *Anna Berg, who runs the pier, said ...*, *..., a diver, Anna
//! Berg, said*.

use super::Attributed;
use super::utterance::Utterance;
use super::words::does;
use crate::analysis::{Clause, ClauseKind};
use crate::span::Span;
use crate::words::bits;

impl Utterance<'_> {
    /// The subject of a frame, if something stands between commas in front of its verb.
    pub fn set_off(&self, clause: &Clause) -> Option<Span> {
        let report = self.report(clause.verb);
        let follows = report < self.units().end
            && (self.word(report) == "that" || self.clauses().iter().any(|c| c.units.start == report));
        let from = match clause.kind {
            ClauseKind::Main | ClauseKind::Coordinate => clause.units.start,
            ClauseKind::Frame => self.units().start,
            _ => return None,
        };
        let stop = self.subject_end(clause.verb)?.checked_sub(1).filter(|at| self.word(*at) == ",")?;
        self.before_aside(from, stop).filter(|_| follows && !clause.passive)
    }

    /// *Anna Berg, who runs the pier, said ...*: the first words between commas that can name somebody.
    pub fn before_aside(&self, mut from: u32, stop: u32) -> Option<Span> {
        while from < stop {
            let to = (from..stop).find(|at| self.word(*at) == ",").unwrap_or(stop);
            let mut start = self.without_dates(from, to);
            if start < to && self.is_one_of(start, &["but", "yet", "so"]) {
                start = self.without_dates(start + 1, to);
            }
            let verbs = self.clauses().iter().any(|c| c.finite.is_some() && (start..to).contains(&c.verb));
            if start < to
                && to < stop
                && !verbs
                && !self.unit(start).is(self.marks.preposition | self.marks.gerund | bits::MARK)
                && !(start..to).all(|at| self.unit(at).is(bits::NUMBER))
                && !self.inner(start)
                && !self.is_author(start)
            {
                return Some(self.span(start, to));
            }
            from = to + 1;
        }
        None
    }

    /// *Berg, who runs the pier, said ...*, *..., Anna Berg, a diver, said*: what stands before an aside.
    pub fn aside_before(&self, verb: u32, end: u32, bare: bool) -> Option<Attributed> {
        let comma = |at: &u32| self.word(*at) == ",";
        let stop = end.checked_sub(1).filter(comma)?;
        let next = self.report(verb);
        let that = self.is_one_of(next, &["that"]) && self.clause_after(next);
        if (that || bare && next < self.units().end && self.clause_at(next))
            && let Some(before) = self.before_aside(self.units().start, stop)
        {
            return Some(Attributed { holder: Some(before) });
        }
        // What is reported stands before the name.
        let last = (self.units().start..stop).rev().find(comma)?;
        let name = (self.units().start..last)
            .rev()
            .find(|at| self.unit(*at).is(bits::MARK) && !self.title_stop(*at))?;
        let named = |from: u32, to: u32| {
            let name = |at: u32| self.unit(at).is(bits::CAP | self.marks.preposition) || self.title_stop(at);
            self.unit(from).is(bits::CAP) && self.date_from(from).is_none() && (from..to).all(name)
        };
        // *Anna Berg, a diver*, *a diver, Anna Berg*
        let holder = if named(name + 1, last) {
            name + 1..last
        } else if named(last + 1, stop) && self.unit(name + 1).is(self.marks.determiner) {
            last + 1..stop
        } else {
            return None;
        };
        let verbs = self.clauses().iter().any(|c| c.finite.is_some() && (name..stop).contains(&c.verb));
        let told = bare || self.does(verb, does::HEARER);
        (told && last > name + 1 && last - name < 8 && !verbs && self.said(name, bare))
            .then(|| Attributed { holder: Some(self.span(holder.start, holder.end)) })
    }
}
