//! Frames by their words alone, for sentences whose clauses do not show one: *the plan, the army said on Friday, ...*,
//! *officials said Japanese vessels saved twelve*.
//!
//! The words between the last boundary and a verb that reports are the holder, if they can be its subject and if what it
//! reports stands before or after. A verb within a clause that says when, which or why (*when critics noted*, *which it
//! says*) is no frame, nor is one in quotation marks.

use super::Attributed;
use super::utterance::Utterance;
use super::words::does;
use crate::analysis::ClauseKind;
use crate::span::Span;
use crate::words::bits;
use std::ops::Range;

/// What stands before the words of a subject.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Opening {
    Start,
    Mark,
    Conjunction,
}

/// A subject and more than this many words are no frame.
pub const LONGEST: u32 = 14;

/// Words that begin a clause as its subject.
const NOMINATIVE: [&str; 7] = ["he", "she", "they", "it", "there", "we", "i"];

/// What the verb of a frame does.
const REPORTS: u64 = does::SPEECH | does::CLAUSE | does::THOUGHT | does::FINDING | does::BARE | does::LIGHT;

impl Utterance<'_> {
    /// The first frame outside quotation marks.
    pub fn wording(&self) -> Option<Attributed> {
        if !self.has(REPORTS) {
            return None;
        }
        let (mut quoted, mut aside) = (false, false);
        self.units().find_map(|at| {
            let unit = self.unit(at);
            aside = unit.is(bits::MARK) && matches!(self.word(at), "(" | "[")
                || aside && !matches!(self.word(at), ")" | "]");
            if unit.is(bits::QUOTE) {
                quoted = match self.word(at) {
                    "“" | "«" | "„" => true,
                    "”" | "»" => false,
                    _ => !quoted,
                };
            }
            if quoted || aside || unit.is(bits::MARK) || !self.does(at, REPORTS) {
                return None;
            }
            let bare = self.does(at, does::BARE);
            if !bare && (!unit.is(self.marks.verb) || unit.is(bits::CAP)) {
                return None;
            }
            self.frame_at(at, bare)
        })
    }

    /// The frame around a verb.
    pub fn frame_at(&self, verb: u32, bare: bool) -> Option<Attributed> {
        let end = self.subject_end(verb)?;
        let (first, opening) = self.opening(end)?;
        let joined = self.is_one_of(first, &["and", "or", "but"]);
        let start = self.without_dates(first, end);
        if start == end {
            let inverted = || self.inverted_at(verb).filter(|_| bare && opening == Opening::Mark);
            return inverted()
                .or_else(|| self.aside_before(verb, end, bare).filter(|_| opening == Opening::Mark))
                .or_else(|| self.shared(verb, opening, bare));
        }
        let words = start..end;
        let finite = |at: u32| self.clauses().iter().any(|c| c.finite.is_some() && c.verb == at);
        // *Three sources say*: a noun that looks like a verb.
        let noun = |at: u32| bare && at + 1 == end && self.does(at, does::SPEAKER);
        if words
            .clone()
            .any(|at| self.inner(at) || finite(at) && !noun(at) || self.unit(at).is(self.marks.unsaid))
        {
            return None;
        }
        let (first, last) = (self.unit(start), self.unit(end - 1));
        if last.is(self.marks.preposition | bits::POSSESSIVE)
            || last.is(self.marks.determiner) && !last.is(self.marks.pronoun)
            || self.is_author(end - 1)
            || self.does(end - 1, does::NOBODY)
            || self.is_one_of(end - 1, &["there", "one", "someone", "anyone"])
            || self.is_one_of(start, &["no"])
        {
            return None;
        }
        // *The tensions it said ...*
        let it = self.does(end - 1, does::PERSONAL) || self.is_one_of(end - 1, &["it"]);
        if it && start + 1 < end && !first.is(self.marks.preposition) {
            return None;
        }
        // *Perhaps the board thinks that ...*
        if opening == Opening::Start && (self.units().start..start).any(|at| self.does(at, does::GUESS)) {
            return None;
        }
        // *..., which, it claimed, ...*
        let aside = opening == Opening::Mark
            && (matches!(self.word(start - 1), "(" | "[")
                || start >= self.units().start + 2
                    && self.word(start - 1) == ","
                    && self.inner(start - 2)
                    && self.word(start - 2) != "that");
        let closes = opening == Opening::Mark && !joined && self.closes(verb, &words, bare);
        let speaks = bare || self.does(verb, does::SPEECH) || self.has_source(&words);
        // *The auditors found*, but not *all things considered*.
        let tag = closes && (speaks || self.does(verb, does::FINDING) || last.is(bits::CAP));
        if aside || !tag && !speaks {
            return None;
        }
        if !closes && opening != Opening::Start && !self.goes_on(verb, false) {
            return None;
        }
        if !closes && self.subordinate(verb) {
            return None;
        }
        if !closes && (self.is_one_of(end - 1, &["it"]) || !self.opens(verb, bare)) {
            return None;
        }
        // *In a statement the army said*
        let from = if first.is(self.marks.preposition) {
            (start + 1..end).rev().find(|at| self.unit(*at).is(self.marks.determiner)).unwrap_or(start + 1)
        } else {
            start
        };
        Some(Attributed { holder: Some(self.span(from.min(end - 1), end)) })
    }

    /// Where a subject starts after dates and conjunctions: *and last month Berg said*.
    pub fn without_dates(&self, mut start: u32, end: u32) -> u32 {
        let joins = |at: u32| match self.word(at) {
            "on" | "in" | "On" | "In" => self.date_from(at + 1).is_some_and(|date| date <= end),
            word => matches!(word, "and" | "or"),
        };
        while start < end {
            match self.date_from(start).filter(|date| *date <= end) {
                Some(date) => start = date,
                None if self.unit(start).is(self.marks.adverb) || joins(start) => start += 1,
                None => break,
            }
        }
        start
    }

    /// Where the subject ends: before *has*, *also*, *on Friday*. `None` if the verb is no statement.
    pub fn subject_end(&self, verb: u32) -> Option<u32> {
        let mut end = verb;
        while end > self.units().start {
            let before = self.unit(end - 1);
            if let Some(date) = self.date_to(end) {
                end = date.max(self.units().start);
                let on = end > self.units().start && matches!(self.word(end - 1), "on" | "in");
                end -= u32::from(on);
            } else if before.is(self.marks.unsaid) || self.is_one_of(end - 1, &["to"]) {
                return None;
            } else if before.is(self.marks.adverb | self.marks.have) {
                end -= 1;
            } else {
                break;
            }
        }
        Some(end)
    }

    /// Where the words before a verb begin, and after what.
    fn opening(&self, end: u32) -> Option<(u32, Opening)> {
        let mut start = end;
        while start > self.units().start {
            if end - start > LONGEST {
                return None;
            }
            let before = self.unit(start - 1);
            let word = self.word(start - 1);
            if before.is(bits::MARK) {
                // *the association (JEA)*
                let opens = |at: &u32| self.word(*at) == "(";
                let group =
                    (word == ")").then(|| (self.units().start..start).rev().take(6).find(opens)).flatten();
                if let Some(group) = group {
                    start = group;
                    continue;
                }
                // *Lt. Berg*, *deputy-director*
                let title = word == "."
                    && start < end
                    && self.unit(start).is(bits::CAP)
                    && start > self.units().start + 1
                    && self.unit(start - 2).end - self.unit(start - 2).start < 5;
                if !(title || before.is(bits::GLUED) && matches!(word, "-" | "&")) {
                    return Some((start, Opening::Mark));
                }
            } else if self.is_one_of(start - 1, &["but", "yet", "so"])
                || start == end && word.eq_ignore_ascii_case("and")
            {
                return Some((start, Opening::Conjunction));
            } else if self.clauses().iter().any(|c| c.finite.is_some() && c.verb == start - 1)
                && let Some(and) = (start..end).find(|at| self.word(*at) == "and")
            {
                return Some((and + 1, Opening::Conjunction));
            }
            start -= 1;
        }
        Some((start, Opening::Start))
    }

    /// *The council met and said that ...*, *Berg, the mayor, said ...*: the subject of the main clause.
    fn shared(&self, verb: u32, opening: Opening, bare: bool) -> Option<Attributed> {
        let main = self.clauses().first().filter(|c| c.main && !c.passive && c.units.start < verb)?;
        if (main.units.start..verb).any(|at| self.inner(at)) {
            return None;
        }
        let subject = main.subject.filter(|s| *s < verb)?;
        let that = verb + 1 < self.units().end && self.word(verb + 1) == "that";
        let stands = match opening {
            Opening::Conjunction => that || bare && self.opens(verb, bare),
            Opening::Mark => bare && self.is_one_of(verb.saturating_sub(1), &[","]) && self.opens(verb, bare),
            Opening::Start => false,
        };
        let nobody = self.is_author(subject)
            || self.does(subject, does::NOBODY)
            || self.is_one_of(subject, &["it", "who", "which"]);
        (stands && !nobody).then(|| {
            let head = self.unit(subject);
            let from = if head.is(self.marks.pronoun) { subject } else { main.units.start.min(subject) };
            let end = head.bare(self.shape.terrain.text).end;
            Attributed { holder: Some(Span { start: self.unit(from).start, end }) }
        })
    }

    /// *..., said Berg, who ...*: a subject after its verb, up to a stop.
    fn inverted_at(&self, verb: u32) -> Option<Attributed> {
        let said = self.said(verb.saturating_sub(1), true);
        let inside = |at: &u32| {
            let unit = self.unit(*at);
            let title = self.word(*at) == "."
                && unit.is(bits::GLUED)
                && at + 1 < self.units().end
                && self.unit(at - 1).end - self.unit(at - 1).start < 5;
            title
                || !unit.is(bits::MARK | bits::VERBS | self.marks.adverb)
                || unit.is(self.marks.preposition)
                || self.word(*at) == "-"
        };
        let last = self.units().end;
        let end = verb + 1 + (verb + 1..last).take_while(inside).count() as u32;
        let stops = end == last || self.unit(end).is(bits::MARK);
        let first = self.unit((verb + 1).min(last - 1));
        let noun = !first.is(self.marks.preposition)
            && (!first.is(self.marks.pronoun) || first.is(self.marks.determiner));
        (said
            && stops
            && end > verb + 1
            && end - verb < LONGEST
            && noun
            && self.is_one_of(verb.saturating_sub(1), &[","]))
        .then(|| Attributed { holder: Some(self.span(verb + 1, end)) })
    }

    /// Where what is reported begins after a verb: *they announced on Tuesday that ...*
    pub fn report(&self, verb: u32) -> u32 {
        let next = self.past(verb);
        let on = next + u32::from(self.is_one_of(next, &["on", "in"]));
        self.date_from(on).filter(|date| *date <= self.units().end).unwrap_or(next)
    }

    /// Whether what is reported follows.
    pub fn opens(&self, verb: u32, bare: bool) -> bool {
        let next = self.report(verb);
        if next >= self.units().end {
            return false;
        }
        if bare {
            let rest = ["to", "than", "no", "nothing", "so", ".", "?", "!", ")", "—", "-"];
            // *Officials say the storm took the pier*, not *he said a few words*.
            let phrase = self.unit(next).is(self.marks.determiner | bits::CAP | bits::NUMBER)
                && next + 4 < self.units().end
                && !self.does(next + 1, does::AMOUNT);
            return !self.is_one_of(next, &rest)
                && (self.unit(next).is(bits::MARK)
                    || phrase
                    || self.is_one_of(next, &NOMINATIVE) && !self.is_one_of(next, &["it"])
                    || self.clause_after(next));
        }
        if self.does(verb, does::HEARER) {
            let that = |at: u32| self.word(at) == "that" || self.unit(at).is(bits::QUOTE);
            // *The girls told me she was asleep*
            if (next + 1..next + 3).any(|at| self.is_one_of(at, &NOMINATIVE) && self.clause_after(at)) {
                return true;
            }
            if (next..self.units().end).take(12).any(that) {
                return true;
            }
        }
        // *He expressed the hope that ...*
        let view =
            |at: &u32| self.does(*at, does::VIEW) && at + 1 < self.units().end && self.word(at + 1) == "that";
        if self.does(verb, does::LIGHT) && (next..self.units().end).take(4).any(|at| view(&at)) {
            return true;
        }
        if !self.does(verb, does::CLAUSE) || self.unit(verb).is(self.marks.gerund) {
            return false;
        }
        self.word(next) == "that" || self.clause_at(next)
    }

    /// Whether a clause begins at a unit without *that*: *she stressed the air was clean*, not *she wrote it down*.
    pub fn clause_at(&self, next: u32) -> bool {
        let unit = self.unit(next);
        if self.is_one_of(next, &NOMINATIVE) {
            return !self.is_one_of(next, &["it"]) || self.clause_after(next);
        }
        // A noun phrase and its verb.
        let finite = self
            .clauses()
            .iter()
            .filter(|c| c.verb > next)
            .filter_map(|c| c.finite_unit(self.shape.terrain.units))
            .min();
        let opens =
            unit.is(self.marks.determiner | bits::CAP | bits::NUMBER) || unit.bits >> bits::FIRST_CLASS == 0;
        let bars = |at: u32| {
            let unit = self.unit(at);
            unit.is(bits::BREAK)
                || unit.is(bits::JOINING) && !unit.is(self.marks.preposition)
                || unit.is(self.marks.pronoun) && !unit.is(self.marks.determiner)
                || matches!(self.word(at), "to" | "," | "as")
        };
        opens && finite.is_some_and(|f| f > next && !(next..f).any(bars))
    }

    /// Whether a clause with a finite verb begins at a unit or after it.
    pub fn clause_after(&self, at: u32) -> bool {
        self.clauses().iter().any(|c| c.finite.is_some() && c.verb > at)
    }

    /// Whether a verb stands in a clause that says when, why or which.
    fn subordinate(&self, verb: u32) -> bool {
        use ClauseKind::{Causal, Concessive, Conditional, Purpose, Relative, Temporal};
        self.clauses().iter().any(|c| {
            c.verb == verb
                && matches!(c.kind, Causal | Concessive | Conditional | Purpose | Relative | Temporal)
        })
    }

    /// Whether a clause that can be reported ends at a unit; before *say*, words enough for one do.
    pub fn said(&self, end: u32, bare: bool) -> bool {
        self.clauses().iter().any(|c| c.finite.is_some() && c.verb < end)
            || bare && end > self.units().start + 4
    }

    /// Whether what is reported stands before, and the frame ends here: *..., the army said on Friday.*
    fn closes(&self, verb: u32, subject: &Range<u32>, bare: bool) -> bool {
        let before = subject.start.saturating_sub(1);
        let said = self.does(verb, REPORTS & !does::LIGHT) && self.said(before, bare);
        let next = self.past(verb);
        // *..., the divers told me*
        let told = self.does(verb, does::HEARER) && self.has_source(subject);
        let stop = (next..self.units().end).take(if told { LONGEST as usize } else { 1 });
        let ends = next >= self.units().end
            || stop.clone().any(|at| self.unit(at).is(bits::MARK) || at + 1 == self.units().end && told);
        said && (bare || ends && !(told && self.clause_after(verb)))
    }

    /// Whether a word opens a clause within a clause.
    pub fn inner(&self, at: u32) -> bool {
        self.does(at, does::INNER)
    }

    /// Whether words name somebody, or a text.
    fn has_source(&self, words: &Range<u32>) -> bool {
        self.does(words.start, does::PERSONAL)
            || words
                .clone()
                .any(|at| self.does(at, does::SPEAKER) || self.shape.listed(at, self.marks.persons))
            || words.clone().any(|at| self.does(at, does::DOCUMENT) && !self.own(at))
            || self.named_to(words.end)
    }
}
