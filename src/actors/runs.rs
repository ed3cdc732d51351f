//! [`Run`]: words of a region that may be one name, and its features: what its words are, what stands beside them, and
//! what the tables have.

use super::features::{Look, Position, Traits, traits as t};
use super::lists::list;
use super::regions::{Match, kind};
use super::signs::joint;
use super::sums::{Around, Sink};
use super::survey::{Manner, Survey};
use super::window::{Spot, Window, sign};
use crate::words::bits;
use std::ops::Range;

/// A run of words of a window.
#[derive(Clone, Copy)]
pub(super) struct Run<'w> {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The first word, the last, and what follows.
    pub(super) first: &'w Spot,
    pub(super) last: &'w Spot,
    pub(super) next: &'w Spot,
    /// Whether a capital at its start may be there because a sentence begins.
    pub(super) opens_sentence: bool,
    /// The row of the tables that has it.
    pub(super) listed: Option<&'w Match>,
    /// The first word in lower case.
    pub(super) small: Option<u32>,
    /// All traits, unit bits and signs of the words between the first and the last.
    inner: Traits,
    pub(super) inner_bits: u32,
    pub(super) inner_signs: u32,
}

impl<'w> Run<'w> {
    /// One word.
    pub(super) fn word(window: &Window<'w, '_, '_>, start: u32) -> Run<'w> {
        let first = window.spot(start);
        Run {
            start,
            end: start + 1,
            first,
            last: first,
            next: window.spot(start + 1),
            opens_sentence: window.survey.begins_sentence(start, &window.sentence),
            listed: window.listed(start, start + 1),
            small: first.is(bits::LOWER).then_some(start),
            inner: 0,
            inner_bits: 0,
            inner_signs: 0,
        }
    }

    /// The run with the next word.
    #[inline]
    pub(super) fn longer(mut self, window: &Window<'w, '_, '_>) -> Run<'w> {
        if self.len() > 1 {
            self.inner |= self.last.traits;
            self.inner_bits |= self.last.unit.bits;
            self.inner_signs |= self.last.signs;
        }
        if self.small.is_none() && self.next.is(bits::LOWER) {
            self.small = Some(self.end);
        }
        self.end += 1;
        (self.last, self.next) = (self.next, window.spot(self.end));
        self.listed = window.listed(self.start, self.end);
        self
    }

    /// The run over these units.
    pub(super) fn over(window: &Window<'w, '_, '_>, units: &Range<u32>) -> Run<'w> {
        (1..units.len()).fold(Run::word(window, units.start), |run, _| run.longer(window))
    }

    /// How many words it has.
    #[inline]
    pub(super) fn len(&self) -> u32 {
        self.end - self.start
    }

    /// Its units.
    pub(super) fn units(&self) -> Range<u32> {
        self.start..self.end
    }

    /// What the tables have it as, bits of [`kind`].
    #[inline]
    pub(super) fn kinds(&self) -> u16 {
        self.listed.map_or(0, |found| found.kinds)
    }
}

impl Window<'_, '_, '_> {
    /// Tells `sink` every feature of a run that the article's other names do not change.
    pub(super) fn features(&self, run: &Run, sink: &mut impl Sink) {
        let (start, end, len) = (run.start, run.end, run.len());
        let (first, last) = (run.first.traits, run.last.traits);
        let whole = if len == 1 {
            sink.traits(if run.opens_sentence { Position::OnlyStart } else { Position::Only }, first);
            first
        } else {
            sink.traits(if run.opens_sentence { Position::FirstStart } else { Position::First }, first);
            sink.traits(Position::Last, last);
            sink.traits(Position::Inner, run.inner);
            first | run.inner
        };
        let owner = last & t::POSSESSIVE != 0;
        let (left, right) = (self.place(start), self.place(end));
        let around = Around {
            before: self.traits(left - 1),
            before2: self.traits(left - 2),
            after: if owner || self.owned(run) { t::POSSESSIVE } else { self.traits(right) },
            after2: self.traits(right + usize::from(!owner)),
        };
        sink.around(self.look(run, first, last), &around);

        let Around { before, after, .. } = around;
        let mut facts = Facts::default();
        facts.set(len == 1 && first & t::UPPER != 0 && self.survey.text(start).len() <= 6, 32);
        if len > 1 {
            let given = t::GIVEN | t::GIVEN_WORD;
            let surname = t::SURNAME | t::SURNAME_WORD;
            facts.set(true, len.min(5) as usize - 2);
            facts.set(whole & t::POSSESSIVE != 0, 28);
            facts.set(first & given != 0 && last & surname != 0, 33);
            facts.set(whole & t::INITIAL != 0, 34);
            facts.set(run.last.shows(sign::STOP), 35);
            facts.set(first & given != 0 && last & t::UNKNOWN != 0, 41);
            facts.set(first & t::UNKNOWN != 0 && last & surname != 0, 42);
            facts.set((run.inner | last) & t::NUMBER != 0, 44);
            facts.set(first & last & t::UNKNOWN != 0, 47);
            let signs = run.inner_signs;
            facts.set(signs & sign::OF != 0, 24);
            facts.set(signs & (sign::AND | sign::AMPERSAND) != 0, 25);
            facts.set(signs & (sign::PREPOSITION | sign::OR) != 0, 26);
            facts.set(signs & sign::THE != 0, 27);
            facts.set(signs & sign::PARTICLE != 0, 45);
        }
        facts.set(run.opens_sentence, 4);
        facts.set(before & t::QUOTE != 0, 5);
        facts.set(before & t::HYPHEN != 0 && run.first.is(bits::GLUED), 29);
        let joined = || run.next.is(bits::GLUED) && self.spot(end + 1).is(bits::GLUED);
        facts.set(after & t::HYPHEN != 0 && joined(), 30);
        facts.set(before & t::OPEN != 0 && after & t::CLOSE != 0, 31);
        facts.set(start == self.region.units.start, 36);
        facts.set(end == self.region.units.end, 37);
        let manner = self.region.manner;
        facts.set(manner == Manner::Headline, 38);
        facts.set(manner == Manner::Capitals, 39);
        facts.set(start == self.sentence.start && end + 1 >= self.sentence.end, 40);
        facts.set(before & t::QUOTE != 0 && after & t::QUOTE != 0, 46);
        if self.region.tabular {
            facts.set(true, 50);
            facts.set(after & t::NUMBER != 0, 51);
            facts.set(before & t::NUMBER != 0, 52);
        }
        let shouts = manner == Manner::Capitals || first & t::UPPER == 0;
        facts.set(!shouts && self.dateline(&run.units()), 53);
        if !self.matches.is_empty() {
            self.listed_facts(run, first, &mut facts, sink);
        }
        sink.facts(facts.0);
    }

    /// What a run looks like by itself.
    #[inline]
    fn look(&self, run: &Run, first: Traits, last: Traits) -> Look {
        let names = t::GIVEN | t::SURNAME;
        let len = run.len();
        match () {
            () if run.kinds() & !kind::SURNAME != 0 => Look::Listed,
            () if len == 1 && first & t::UPPER != 0 => Look::Acronym,
            () if first & names != 0 && (len == 1 || last & (names | t::UNKNOWN) != 0) => Look::Personal,
            () if len > 1 => Look::Several,
            () if first & t::UNKNOWN != 0 => Look::Unknown,
            () => Look::Ordinary,
        }
    }

    /// What the names of the tables in and around a run say of it.
    fn listed_facts(&self, run: &Run, first: Traits, facts: &mut Facts, sink: &mut impl Sink) {
        let (start, end) = (run.start, run.end);
        let (mut begins, mut ends, mut joins, mut of_listed) = (0, 0, false, false);
        for found in self.matches {
            if found.units == run.units() {
                facts.0 |= u64::from(found.kinds & kind::FACTS) << 6;
                let ordinary = t::NOUN | t::VERB | t::ADJECTIVE | t::ADVERB | t::FUNCTION;
                facts.set(run.len() == 1 && first & ordinary != 0, 43);
                continue;
            }
            // The surname of a listed person says nothing about longer names.
            if found.kinds & !kind::SURNAME == 0 {
                continue;
            }
            if found.units.start <= start && end <= found.units.end {
                // Each of several counts.
                if facts.0 & 1 << 15 != 0 {
                    sink.facts(1 << 15);
                }
                facts.set(true, 15);
            } else if found.units.start < end && start < found.units.end {
                let inside = start <= found.units.start && found.units.end <= end;
                if !inside {
                    if facts.0 & 1 << 16 != 0 {
                        sink.facts(1 << 16);
                    }
                    facts.set(true, 16);
                }
                let joined = |at: u32| self.spot(at).shows(sign::AND | sign::AMPERSAND);
                if inside && found.units.start == start {
                    begins |= found.kinds;
                    joins |= joined(found.units.end);
                }
                if inside && found.units.end == end {
                    ends |= found.kinds;
                    joins |= joined(found.units.start - 1);
                    of_listed |= self.spot(found.units.start - 1).is(bits::LOWER);
                }
            }
        }
        facts.set(joins, 48);
        facts.set(of_listed, 49);
        facts.set(begins & (kind::PLACE | kind::CAPITAL) != 0, 17);
        facts.set(begins & kind::PEOPLE != 0, 18);
        facts.set(begins & kind::STATE != 0, 19);
        facts.set(begins & kind::ANY_ORGANIZATION != 0, 20);
        facts.set(ends & kind::ANY_PLACE != 0, 21);
        facts.set(ends & kind::PERSON != 0, 22);
        facts.set(ends & kind::ANY_ORGANIZATION != 0, 23);
    }

    /// Whether a run opens a report as the place that it comes from: *VIENNA, Austria (AP)*, *OSLO 1996-05-01*.
    pub(super) fn dateline(&self, units: &Range<u32>) -> bool {
        let (survey, sentence) = (self.survey, &self.sentence);
        let text = |at: u32| survey.unit(at).span().of(survey.terrain.text);
        let calendar = |at: u32| survey.is_in(survey.unit(at), list::CALENDAR);
        if units.start != sentence.start
            || !units.clone().all(|at| survey.unit(at).is(bits::UPPER | bits::MARK))
        {
            return false;
        }
        let mut at = units.end;
        if at < sentence.end && text(at) == "," {
            at += 1;
            while at < sentence.end && (survey.unit(at).is(bits::CAP) || text(at) == ".") && !calendar(at) {
                at += 1;
            }
            if at < sentence.end && text(at) == "," {
                at += 1;
            }
        }
        at < sentence.end
            && (survey.unit(at).is(bits::NUMBER)
                || calendar(at)
                || matches!(text(at), "-" | "--" | "–" | "—" | "_" | "("))
    }

    /// Whether an apostrophe alone follows: *the United States' allies*.
    #[inline]
    fn owned(&self, run: &Run) -> bool {
        joint(run.next, sign::APOSTROPHE) && !self.spot(run.end + 1).is(bits::GLUED)
    }
}

/// Facts about a whole run, each a bit in the place that `WHOLE` gives it.
#[derive(Default)]
struct Facts(u64);

impl Facts {
    #[inline]
    fn set(&mut self, holds: bool, number: usize) {
        self.0 |= u64::from(holds) << number;
    }
}

impl Survey<'_, '_> {
    /// Whether a capital at a unit may be there because a sentence begins, also inside quotation marks.
    fn begins_sentence(&self, at: u32, sentence: &Range<u32>) -> bool {
        let mut before = at;
        while before > sentence.start {
            let unit = self.unit(before - 1);
            if !unit.is(bits::MARK) {
                return false;
            }
            if unit.is(bits::QUOTE) || unit.span().of(self.terrain.text) == ":" {
                return true;
            }
            if !matches!(
                unit.span().of(self.terrain.text),
                "(" | "[" | "'" | "‘" | "#" | "-" | "–" | "—" | "*" | "•" | "." | "…"
            ) {
                return false;
            }
            before -= 1;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::features::WHOLE;

    /// The facts about whole runs are numbered by hand above; this holds the numbers against the list.
    #[test]
    fn facts_have_the_numbers_that_features_give_them() {
        let numbered = [
            (4, "sentence-start"),
            (15, "inside-listed"),
            (24, "has-of"),
            (32, "acronym"),
            (43, "listed-word"),
            (47, "all-unknown"),
            (53, "dateline"),
        ];
        for (number, name) in numbered {
            assert_eq!(WHOLE[number], name);
        }
    }
}
