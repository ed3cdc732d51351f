//! [`Holders`]: the words that name who holds a claim.
//!
//! In: the clause of a reporting verb. Out: the noun phrase of its subject, wherever that stands; or that it is the author.

use super::attribution::Attributed;
use super::shape::Shape;
use crate::analysis::{Clause, ClauseKind};
use crate::dates;
use crate::pattern::{Vocabulary, parse::bits_of};
use crate::span::Span;
use crate::words::{Unit, bits, host};

/// Finds the subjects of reporting verbs.
pub struct Holders {
    /// Mentions of dates, which are no part of a name before them.
    dates: [Option<u16>; 4],
    /// *this newspaper*
    voices: Option<u16>,
    pronoun: u32,
    determiner: u32,
    adverb: u32,
    preposition: u32,
}

impl Holders {
    /// Looks the word classes up once.
    pub fn new(vocabulary: &Vocabulary) -> Holders {
        Holders {
            dates: dates::labels(vocabulary),
            voices: vocabulary.label("voice-noun"),
            pronoun: bits_of("pronoun"),
            determiner: bits_of("determiner"),
            adverb: bits_of("adverb"),
            preposition: bits_of("preposition"),
        }
    }

    /// The subject of a frame as holder; `None` if that is the author.
    pub fn of(&self, shape: &Shape, clause: &Clause) -> Option<Attributed> {
        // *The council met and said that ...*
        let shares = clause.subject.is_none() && clause.kind == ClauseKind::Coordinate;
        let tries = matches!(clause.kind, ClauseKind::Infinitival | ClauseKind::Purpose);
        let clause = if shares || tries { &shape.clauses[0] } else { clause };
        // *There are critics who say that ...*
        if matches!(clause.kind, ClauseKind::Relative | ClauseKind::Question) {
            let head = shape.clauses[0].complement.map(|c| c.head);
            let named = |head| self.phrase(shape, &shape.clauses[0], head);
            return Some(Attributed {
                holder: head.map(named).map(|s| Span { end: s.end.min(clause.span.start), ..s }),
            });
        }
        // *"From Rome," answers Berg*: what stands in quotation marks is no subject.
        let between = |s: u32| &shape.terrain.units[s.min(clause.verb) as usize..clause.verb as usize];
        let outside = |s: &u32| !between(*s).iter().any(|u| u.is(bits::QUOTE));
        let subject = clause.subject.filter(outside).or_else(|| self.inverted(shape, clause));
        let Some(subject) = subject else { return Some(Attributed { holder: None }) };
        let text = shape.terrain.text;
        let head = shape.terrain.units[subject as usize];
        let word = head.span().of(text);
        let bare = host(word);
        if ["i", "we", "you"].iter().any(|w| bare.eq_ignore_ascii_case(w)) && bare != "US" {
            return None;
        }
        // *It is said that*, *the committee was told that*: nobody is named.
        if clause.passive {
            return Some(Attributed { holder: None });
        }
        let this = subject.checked_sub(1).map(|at| shape.terrain.units[at as usize].span().of(text));
        if this.is_some_and(|w| w.eq_ignore_ascii_case("this")) && shape.listed(subject, self.voices) {
            return None;
        }
        if head.is(self.pronoun) {
            return Some(Attributed {
                holder: Some(Span { end: head.start + bare.len() as u32, ..head.span() }),
            });
        }
        Some(Attributed { holder: Some(self.phrase(shape, clause, subject)) })
    }

    /// A subject as holder, whatever its verb.
    pub fn named(&self, shape: &Shape, clause: &Clause, subject: u32) -> Attributed {
        Attributed { holder: Some(self.phrase(shape, clause, subject)) }
    }

    /// *"...," said the minister*: the noun after the verb.
    fn inverted(&self, shape: &Shape, clause: &Clause) -> Option<u32> {
        let reported = clause.kind == ClauseKind::Frame
            || shape.terrain.units[shape.units.start as usize..clause.verb as usize]
                .iter()
                .any(|u| u.is(bits::QUOTE) || matches!(u.span().of(shape.terrain.text), "'" | "’"));
        if !reported {
            return None;
        }
        let from = clause.verb + 1;
        let units = &shape.terrain.units[from as usize..shape.units.end as usize];
        let noun = |u: &Unit| !u.is(self.determiner | self.adverb | self.preposition | bits::MARK);
        let place = units.iter().take(4).position(noun)?;
        if units[place].span().of(shape.terrain.text) == "that" {
            return None;
        }
        units[..place].iter().all(|u| u.is(self.determiner)).then_some(from + place as u32)
    }

    /// The noun phrase around a head: *the deputy minister of finance*.
    fn phrase(&self, shape: &Shape, clause: &Clause, head: u32) -> Span {
        let units = &shape.terrain.units;
        let text = shape.terrain.text;
        let inside = |u: &Unit| {
            !u.is(bits::MARK) && !u.is(self.adverb)
                || u.is(bits::MARK) && u.is(bits::GLUED) && u.span().of(text) == "-"
        };
        let low = clause.units.start.min(head);
        let mut first = head;
        while first > low {
            let before = units[first as usize - 1];
            // *In July the council*, *last week Berg*
            if units[first as usize].is(self.determiner)
                || shape.terrain.chart.ending(first).any(|e| self.dates.contains(&Some(e.label)))
                || before.is(self.preposition) && first as usize - 1 == shape.units.start as usize
            {
                break;
            }
            let name = before.is(bits::CAP) || before.is(self.determiner);
            if !inside(&before) || before.is(self.preposition) && !name {
                break;
            }
            if before.bits >> bits::FIRST_CLASS != 0 && !before.is(self.determiner) && !name {
                break;
            }
            first -= 1;
        }
        // What follows the head belongs to it up to the verb: *of finance*.
        let end =
            if head < clause.verb { clause.finite_unit(units).unwrap_or(head + 1) } else { shape.units.end };
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
            if !inside(&next) || last - head > 8 || next.is(self.pronoun) && !next.is(self.determiner) {
                break;
            }
            last += 1;
        }
        while last > head && units[last as usize].is(self.preposition | self.determiner) {
            last -= 1;
        }
        Span { start: units[first as usize].start, end: units[last as usize].bare(text).end }
    }

    /// The noun phrase up to a possessive, without its *'s*: *the deputy minister* of *the deputy minister's claim*.
    pub fn owner(&self, shape: &Shape, clause: &Clause, head: u32) -> Span {
        let phrase = self.phrase(shape, clause, head);
        let end = shape.terrain.units[head as usize].bare(shape.terrain.text).end;
        Span { start: phrase.start, end }
    }
}
