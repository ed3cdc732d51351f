//! Holders: the words that name who holds a claim.
//!
//! In: the clause of a reporting verb. Out: the noun phrase of its subject, wherever that stands; or that it is the author.

use super::utterance::Utterance;
use super::words::does;
use super::{Attributed, UNNAMED};
use crate::analysis::{Clause, ClauseKind};
use crate::span::Span;
use crate::words::{Unit, bits, host};

impl Utterance<'_> {
    /// The subject of a frame as holder; `None` if that is the author.
    pub fn holder(&self, clause: &Clause) -> Option<Attributed> {
        // *The council met and said that ...*
        let shares = clause.subject.is_none() && clause.kind == ClauseKind::Coordinate;
        let tries = matches!(clause.kind, ClauseKind::Infinitival | ClauseKind::Purpose);
        let clause = if shares || tries { &self.clauses()[0] } else { clause };
        // *There are critics who say that ...*
        if matches!(clause.kind, ClauseKind::Relative | ClauseKind::Question) {
            let head = self.clauses()[0].complement.map(|c| c.head);
            let named = |head| self.phrase(&self.clauses()[0], head);
            return Some(Attributed {
                holder: head.map(named).map(|s| Span { end: s.end.min(clause.span.start), ..s }),
            });
        }
        if let Some(before) = self.set_off(clause) {
            return Some(Attributed { holder: Some(before) });
        }
        let subject = self.holder_of(clause);
        let Some(subject) = subject else {
            let bare = self.does(clause.verb, does::BARE);
            return self.frame_at(clause.verb, bare).filter(|_| !clause.passive).or(Some(UNNAMED));
        };
        let text = self.shape.terrain.text;
        let head = self.shape.terrain.units[subject as usize];
        let word = head.span().of(text);
        let bare = host(word);
        if self.is_author(subject) {
            return None;
        }
        // *It is said that*, *the committee was told that*: nobody is named.
        if clause.passive {
            return Some(Attributed { holder: None });
        }
        let this = subject > self.units().start && self.is_one_of(subject - 1, &["this", "my", "our"]);
        if this && self.does(subject, does::VOICE) {
            return None;
        }
        if head.is(self.marks.pronoun) {
            return Some(Attributed {
                holder: Some(Span { end: head.start + bare.len() as u32, ..head.span() }),
            });
        }
        Some(Attributed { holder: Some(self.phrase(clause, subject)) })
    }

    /// A subject as holder, whatever its verb.
    pub fn named(&self, clause: &Clause, subject: u32) -> Attributed {
        Attributed { holder: Some(self.phrase(clause, subject)) }
    }

    /// The head of the words that name who speaks. *"From Rome," answers Berg*: what stands in quotation marks is no subject.
    pub fn holder_of(&self, clause: &Clause) -> Option<u32> {
        let between = |s: u32| &self.shape.terrain.units[s.min(clause.verb) as usize..clause.verb as usize];
        let outside = |s: &u32| !between(*s).iter().any(|u| u.is(bits::QUOTE));
        clause.subject.filter(outside).or_else(|| self.inverted(clause))
    }

    /// *"...," said the minister*: the noun after the verb.
    fn inverted(&self, clause: &Clause) -> Option<u32> {
        let reported = clause.kind == ClauseKind::Frame
            || self.shape.terrain.units[self.units().start as usize..clause.verb as usize]
                .iter()
                .any(|u| u.is(bits::QUOTE) || matches!(u.span().of(self.shape.terrain.text), "'" | "’"));
        if !reported {
            return None;
        }
        let from = clause.verb + 1;
        let units = &self.shape.terrain.units[from as usize..self.units().end as usize];
        let noun =
            |u: &Unit| !u.is(self.marks.determiner | self.marks.adverb | self.marks.preposition | bits::MARK);
        let place = units.iter().take(4).position(noun)?;
        // *..., writes Berg*, not *..., noted positions*.
        let head = from + place as u32;
        let named = units[place].is(bits::CAP)
            || self.does(head, does::SPEAKER | does::DOCUMENT | does::PERSONAL)
            || self.shape.listed(head, self.marks.persons);
        let quoted = self.units().start..clause.verb;
        if !named
            && !self.does(clause.verb, does::BARE)
            && !quoted.clone().any(|at| self.unit(at).is(bits::QUOTE))
        {
            return None;
        }
        if units[place].span().of(self.shape.terrain.text) == "that" {
            return None;
        }
        units[..place].iter().all(|u| u.is(self.marks.determiner)).then_some(from + place as u32)
    }

    /// The noun phrase around a head: *the deputy minister of finance*.
    fn phrase(&self, clause: &Clause, head: u32) -> Span {
        let units = &self.shape.terrain.units;
        let text = self.shape.terrain.text;
        let inside = |u: &Unit| {
            !u.is(bits::MARK) && !u.is(self.marks.adverb)
                || u.is(bits::MARK) && u.is(bits::GLUED) && matches!(u.span().of(text), "-" | "'" | "’")
        };
        let low = clause.units.start.min(head);
        // *The Lake Fishers' Union (LFU)*
        let bracket = head > low + 1 && self.word(head - 1) == "(";
        let head = if bracket { head - 2 } else { head };
        let mut first = head;
        while first > low {
            let before = units[first as usize - 1];
            // *In July the council*, *last week Berg*
            if units[first as usize].is(self.marks.determiner)
                || self.date_to(first).is_some()
                || before.is(self.marks.preposition) && first as usize - 1 == self.units().start as usize
            {
                break;
            }
            // *vice-president Berg*
            let compound = self.word(first - 1) == "-"
                && before.is(bits::GLUED)
                && first > low + 1
                && !self.unit(first - 2).is(bits::MARK);
            if compound {
                first -= 2;
                continue;
            }
            // *the drilling industry*
            let article = first > low + 1 && self.unit(first - 2).is(self.marks.determiner);
            if article && !before.is(bits::MARK | self.marks.preposition | self.marks.determiner) {
                first -= 2;
                break;
            }
            let name = before.is(bits::CAP) || before.is(self.marks.determiner);
            if !inside(&before) || before.is(self.marks.preposition) && !name {
                break;
            }
            if before.bits >> bits::FIRST_CLASS != 0 && !before.is(self.marks.determiner) && !name {
                break;
            }
            first -= 1;
        }
        // What follows the head belongs to it up to the verb: *of finance*.
        let end =
            if head < clause.verb { clause.finite_unit(units).unwrap_or(head + 1) } else { self.units().end };
        let mut last = head;
        while last + 1 < end {
            let next = units[last as usize + 1];
            // *Dr. Berg*
            let title = next.span().of(text) == "."
                && units[last as usize].end - units[last as usize].start < 5
                && units[last as usize].is(bits::CAP)
                && last + 2 < end
                && units[last as usize + 2].is(bits::CAP);
            if title {
                last += 2;
                continue;
            }
            if !inside(&next)
                || last - head > 8
                || next.is(self.marks.pronoun)
                    && !next.is(self.marks.determiner)
                    && !self.is_one_of(last, &["of"])
            {
                break;
            }
            last += 1;
        }
        while last > head && units[last as usize].is(self.marks.preposition | self.marks.determiner) {
            last -= 1;
        }
        while first < head && units[first as usize].is(bits::MARK) {
            first += 1;
        }
        Span { start: units[first as usize].start, end: units[last as usize].bare(text).end }
    }

    /// The noun phrase up to a possessive, without its *'s*: *the deputy minister* of *the deputy minister's claim*.
    pub fn owner(&self, clause: &Clause, head: u32) -> Span {
        let phrase = self.phrase(clause, head);
        let end = self.shape.terrain.units[head as usize].bare(self.shape.terrain.text).end;
        Span { start: phrase.start, end }
    }
}
