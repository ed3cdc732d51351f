//! Sources: phrases that name whose claim it is: *according to the harbour board*, *in the mayor's view*, *as noted by the
//! auditors*, *to many divers, ...*

use super::Attributed;
use super::utterance::Utterance;
use super::words::does;
use crate::words::{bits, host};

impl Utterance<'_> {
    /// The source of the sentence.
    pub fn source(&self) -> Option<Attributed> {
        let mut aside = false;
        self.units().find_map(|at| {
            let unit = self.unit(at);
            if unit.is(bits::MARK) {
                aside = matches!(self.word(at), "(" | "[") || aside && !matches!(self.word(at), ")" | "]");
                return None;
            }
            let word = host(self.word(at));
            let is = |opener: &str| word.eq_ignore_ascii_case(opener);
            match unit.is(self.marks.preposition | bits::JOINING) {
                _ if aside => None,
                _ if is("according") => self.according(at),
                true if is("as") => self.as_noted(at),
                true if is("in") || is("from") => self.in_the_view(at),
                true if is("to") => self.in_the_view(at).or_else(|| self.for_them(at, false)),
                true if is("for") => self.for_them(at, true),
                _ => None,
            }
        })
    }

    /// *According to the harbour board, ...*; not *according to plan*, *according to their age*.
    fn according(&self, at: u32) -> Option<Attributed> {
        let to = at + 1;
        if to + 1 >= self.units().end || self.word(to) != "to" {
            return None;
        }
        let end = self.phrase_from(to + 1)?;
        let of = (to + 2..end).find(|at| self.word(*at) == "of").unwrap_or(end);
        let by_a_measure = self.does(of - 1, does::MEASURE) || self.is_one_of(to + 1, &["our", "my", "your"]);
        (!by_a_measure).then(|| Attributed { holder: Some(self.span(to + 1, end)) })
    }

    /// *In the view of most divers, ...*, *from the board's point of view ...*, as far as it stands for the sentence.
    fn in_the_view(&self, at: u32) -> Option<Attributed> {
        let end = self.units().end;
        let start = self.begins(at);
        let view = (at + 1..end.min(at + 8))
            .take_while(|at| !self.unit(*at).is(bits::MARK | bits::JOINING & !self.marks.preposition))
            .find(|at| self.does(*at, does::VIEWPOINT))?;
        let next = |place: u32| if place < end { self.word(place) } else { "." };
        if next(at + 1) == "the" && view == at + 2 {
            // *point of view of*
            let of = if next(view + 1) == "of" && next(view + 2) == "view" { view + 3 } else { view + 1 };
            let last = self.phrase_from(of + 1).filter(|_| start && next(of) == "of")?;
            return Some(Attributed { holder: Some(self.span(of + 1, last)) });
        }
        // *in his own words*
        let own = (at + 1..view).find(|at| {
            self.unit(*at).is(bits::POSSESSIVE) || self.is_one_of(*at, &["his", "her", "their", "its"])
        })?;
        let adjectives = (own + 1..view).count() < 2;
        let words = self.is_one_of(view, &["words"]);
        let stands = start && (!words || at == self.units().start || self.unit(at - 1).is(bits::JOINING));
        (stands && adjectives).then(|| Attributed { holder: Some(self.span(at + 1, own + 1)) })
    }

    /// *As noted in the report, ...*, *as was pointed out by the auditors, ...*
    fn as_noted(&self, at: u32) -> Option<Attributed> {
        let early = at <= self.units().start + 1 || self.is_one_of(at - 1, &["and", "but", "yet"]);
        if !early {
            return None;
        }
        let skipped = |at: &u32| {
            self.is_one_of(*at, &["was", "is", "has", "been", "it"]) || self.unit(*at).is(self.marks.adverb)
        };
        let end = self.units().end;
        let verb = at + 1 + (at + 1..end).take_while(skipped).count() as u32;
        if verb >= end
            || !self.does(verb, does::SPEECH | does::FINDING | does::REGARD)
            || self.unit(verb).is(self.marks.gerund)
        {
            return None;
        }
        let by = self.past(verb);
        let last =
            (by + 1 < end && self.is_one_of(by, &["by", "in", "at"])).then(|| self.phrase_from(by + 1))??;
        let author = self.is_one_of(by + 1, &["my", "our", "this", "me", "us"]);
        // *As noted in the report*, not *as seen above*, *as found in the lake*.
        let source = self.is_one_of(by, &["by"])
            || self.named_to(last)
            || (by + 1..last).any(|at| self.does(at, does::DOCUMENT));
        (source && !author && self.date_from(by + 1).is_none())
            .then(|| Attributed { holder: Some(self.span(by + 1, last)) })
    }

    /// *To many of the divers, the pier is a home*, *for many of the divers, ...* (`for_them`)
    fn for_them(&self, at: u32, for_them: bool) -> Option<Attributed> {
        if !self.begins(at) || at > self.units().start + 1 {
            return None;
        }
        let last = self.phrase_from(at + 1)?;
        let closed = last < self.units().end && self.word(last) == ",";
        let followed =
            last + 1 < self.units().end && !self.inner(last + 1) && !self.is_one_of(last + 1, &["and", "or"]);
        let some = self.does(at + 1, does::SOME) && self.date_from(at + 1).is_none();
        let people = self.does(last - 1, does::SPEAKER)
            || self.is_one_of(last - 1, &["people"])
            || self.shape.listed(last - 1, self.marks.persons);
        // *For many of the miners*, but *for the mayor* may be what is good for him.
        if for_them {
            let of = last > at + 2 && self.word(at + 2) == "of";
            let holder = Some(self.span(at + 1, last));
            return (closed && followed && some && (people || of)).then_some(Attributed { holder });
        }
        let these = people && self.is_one_of(at + 1, &["these", "those"]);
        let named = these || self.named_to(last) || self.does(last - 1, does::SPEAKER);
        (closed && followed && (some || named)).then(|| Attributed { holder: Some(self.span(at + 1, last)) })
    }

    /// Whether the sentence, or a part of it that a mark or conjunction sets off, begins at a unit.
    fn begins(&self, at: u32) -> bool {
        at == self.units().start
            || self.unit(at - 1).is(bits::MARK) && !self.unit(at - 1).is(bits::GLUED & bits::QUOTE)
            || self.is_one_of(at - 1, &["and", "but", "yet", "because", "that", "so"])
    }

    /// Where a noun phrase ends that begins at a unit: before a stop, a verb, or a word that opens a clause.
    pub fn phrase_from(&self, from: u32) -> Option<u32> {
        let inside = |at: &u32| {
            let unit = self.unit(*at);
            // *According to the board the pier is sound*
            let joins = self.marks.determiner | self.marks.preposition | bits::JOINING;
            if *at > from && unit.is(self.marks.determiner) && !self.unit(at - 1).is(joins) {
                return false;
            }
            let glued = unit.is(bits::GLUED) && matches!(self.word(*at), "-" | "&");
            // A noun before a noun may look like a verb: *harbour papers*.
            let verb = unit.is(bits::VERBS) && !unit.is(self.marks.preposition) && *at > from;
            glued || self.title_stop(*at) || !unit.is(bits::MARK) && !verb && !self.inner(*at)
        };
        let end = from + (from..self.units().end).take(14).take_while(inside).count() as u32;
        let marks = self.marks;
        let loose = |at: &u32| self.unit(*at).is(marks.preposition | marks.determiner | marks.adverb);
        // *According to officials on Monday*
        let end = end - (from..end).rev().take_while(loose).count() as u32;
        let end = self.date_to(end).filter(|date| *date > from).unwrap_or(end);
        let end = end - (from..end).rev().take_while(loose).count() as u32;
        (end > from).then_some(end)
    }
}
