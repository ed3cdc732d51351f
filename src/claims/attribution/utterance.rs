//! [`Utterance`]: one sentence, looked at for who says what: questions about its words and clauses that the search for
//! frames, acts and views has in common.

use super::words::{Words, does};
use crate::analysis::{Clause, ClauseKind};
use crate::claims::shape::Shape;
use crate::dates;
use crate::pattern::{Vocabulary, parse::bits_of};
use crate::span::Span;
use crate::words::{Unit, bits, host};
use std::ops::Range;

/// Labels and word classes, looked up once.
pub struct Marks {
    /// Nouns for persons by what they do: *mayor*.
    pub persons: Option<u16>,
    /// Mentions of persons, organisations and states.
    bodies: [Option<u16>; 3],
    /// Mentions of dates, which are no part of a name before them.
    dates: [Option<u16>; 4],
    pub pronoun: u32,
    pub determiner: u32,
    pub adverb: u32,
    pub preposition: u32,
    pub gerund: u32,
    pub have: u32,
    pub be: u32,
    /// A verb, tensed or participle.
    pub verb: u32,
    /// Words that make a verb a wish, a question or a denial.
    pub unsaid: u32,
}

impl Marks {
    /// Looks everything up.
    pub fn new(vocabulary: &Vocabulary) -> Marks {
        Marks {
            persons: vocabulary.label("noun.person-role"),
            bodies: ["<person>", "<organization>", "<state>"].map(|mention| vocabulary.label(mention)),
            dates: dates::labels(vocabulary),
            pronoun: bits_of("pronoun"),
            determiner: bits_of("determiner"),
            adverb: bits_of("adverb"),
            preposition: bits_of("preposition"),
            gerund: bits_of("gerund"),
            have: bits_of("have"),
            be: bits_of("be"),
            verb: bits_of("verb") | bits_of("participle"),
            unsaid: bits_of("modal") | bits_of("do") | bits_of("be") | bits_of("negation"),
        }
    }
}

/// A sentence with what is known of its words.
#[derive(Copy, Clone)]
pub struct Utterance<'s> {
    /// The sentence.
    pub shape: &'s Shape<'s>,
    /// What words do.
    pub words: &'s Words,
    /// Labels and classes.
    pub marks: &'s Marks,
    /// What its words do, all together: most sentences have no word for most ways to report.
    seen: u64,
}

impl<'s> Utterance<'s> {
    /// Looks all words up once.
    pub fn new(shape: &'s Shape<'s>, words: &'s Words, marks: &'s Marks) -> Utterance<'s> {
        let own = shape.own();
        let seen = (0..own.len()).fold(0, |seen, at| seen | words.of(&own[at..]));
        Utterance { shape, words, marks, seen }
    }

    /// Whether some word does one of `bits`.
    pub fn has(&self, bits: u64) -> bool {
        self.seen & bits != 0
    }

    /// The unit at a place.
    pub fn unit(&self, at: u32) -> Unit {
        self.shape.unit(at)
    }

    /// Its text.
    pub fn word(&self, at: u32) -> &'s str {
        self.shape.word(at)
    }

    /// Where the sentence starts and ends.
    pub fn units(&self) -> Range<u32> {
        self.shape.units.clone()
    }

    /// The clauses, the main one first.
    pub fn clauses(&self) -> &'s [Clause] {
        self.shape.clauses
    }

    /// Whether the word at a place does one of `bits`; the verb of a contraction counts as its host does (*they've*).
    pub fn does(&self, at: u32, bits: u64) -> bool {
        let own = self.units();
        own.contains(&at)
            && self.words.of(&self.shape.terrain.units[at as usize..own.end as usize]) & bits != 0
    }

    /// The unit after a verb and its particle.
    pub fn past(&self, verb: u32) -> u32 {
        let units = &self.shape.terrain.units[verb as usize..self.shape.units.end as usize];
        verb + self.words.with_length(units).1
    }

    /// Whether the word, or the host of a contraction, is one of a few.
    pub fn is_one_of(&self, at: u32, words: &[&str]) -> bool {
        let fits = |host: &str| words.iter().any(|w| host.eq_ignore_ascii_case(w));
        self.units().contains(&at) && fits(host(self.word(at)))
    }

    /// Whether a stop ends a short title within a name: *Dr. Berg*.
    pub fn title_stop(&self, at: u32) -> bool {
        at > self.units().start
            && self.word(at) == "."
            && self.unit(at).is(bits::GLUED)
            && at + 1 < self.units().end
            && self.unit(at + 1).is(bits::CAP)
            && self.unit(at - 1).end - self.unit(at - 1).start < 5
    }

    /// The units between a clause's verb and the end of the sentence.
    pub fn after(&self, clause: &Clause) -> &'s [Unit] {
        &self.shape.terrain.units[clause.verb as usize + 1..self.shape.units.end as usize]
    }

    /// Whether an infinitive begins at most `reach` units after a clause's verb.
    pub fn infinitive_after(&self, clause: &Clause, reach: u32) -> bool {
        self.clauses().iter().any(|c| {
            matches!(c.kind, ClauseKind::Infinitival | ClauseKind::Purpose)
                && c.units.start > clause.verb
                && c.units.start <= clause.verb + reach
        })
    }

    /// The edges of dates that start or end at a unit.
    pub fn date_from(&self, at: u32) -> Option<u32> {
        self.shape
            .terrain
            .chart
            .starting(at)
            .find(|e| self.marks.dates.contains(&Some(e.label)))
            .map(|e| e.end)
    }

    /// Where a date begins that ends before a unit.
    pub fn date_to(&self, end: u32) -> Option<u32> {
        self.shape
            .terrain
            .chart
            .ending(end)
            .find(|e| self.marks.dates.contains(&Some(e.label)))
            .map(|e| e.start)
    }

    /// Whether a person, organisation or state is named by words that end before a unit.
    pub fn named_to(&self, end: u32) -> bool {
        self.shape.terrain.chart.ending(end).any(|e| self.marks.bodies.contains(&Some(e.label)))
    }

    /// Whether a state is named by words that end before a unit.
    pub fn state_to(&self, end: u32) -> bool {
        self.shape.terrain.chart.ending(end).any(|e| Some(e.label) == self.marks.bodies[2])
    }

    /// The head of a clause's subject; of a coordinate clause without one that of the main clause.
    pub fn subject(&self, clause: &Clause) -> Option<u32> {
        let shared = || self.clauses()[0].subject.filter(|_| clause.kind == ClauseKind::Coordinate);
        clause.subject.or_else(shared)
    }

    /// Whether a unit is *I*, *we*, *you*.
    pub fn is_author(&self, at: u32) -> bool {
        self.does(at, does::AUTHOR) && host(self.word(at)) != "US"
    }

    /// Whether the subject of a clause is a person or body, by name, office or pronoun.
    pub fn somebody(&self, clause: &Clause) -> bool {
        let Some(subject) = self.subject(clause) else { return false };
        self.does(subject, does::PERSONAL | does::SPEAKER) || self.named_to(subject + 1)
    }

    /// Whether a subject has a noun for a text, or for those who write such: *a report of the ministry found*; not
    /// *these findings*, which are the author's.
    pub fn document(&self, clause: &Clause) -> bool {
        let Some(subject) = self.subject(clause) else { return false };
        let owner = if clause.subject.is_some() { clause } else { &self.clauses()[0] };
        let to = owner.finite_unit(self.shape.terrain.units).unwrap_or(owner.verb).max(subject + 1);
        let from = owner.units.start.min(subject);
        (from..to).any(|at| self.does(at, does::DOCUMENT) && !self.own(at))
    }

    /// Whether a noun stands for what the author shows: *these findings*, *our study*.
    pub fn own(&self, at: u32) -> bool {
        at > self.units().start && self.is_one_of(at - 1, &["this", "these", "our", "my", "such"])
    }

    /// Whether the subject of a clause can be one who speaks: somebody, a text, a name, people; not *such discussions*.
    pub fn holder_can_speak(&self, clause: &Clause) -> bool {
        let Some(subject) = clause.subject else { return false };
        let unit = self.unit(subject);
        self.somebody(clause)
            || self.does(subject, does::DOCUMENT)
            || self.shape.listed(subject, self.marks.persons)
            || unit.is(bits::CAP) && !unit.is(self.marks.pronoun | self.marks.determiner)
    }

    /// Whether a verb says or vows something.
    pub fn speaks(&self, verb: u32) -> bool {
        self.does(verb, does::SPEECH | does::PROMISE)
    }

    /// The text from one unit to another, without the possessive at its end.
    pub fn span(&self, from: u32, to: u32) -> Span {
        let loose = |at: &u32| self.unit(*at).is(bits::MARK) && *at + 1 < to;
        let from = from + (from..to).take_while(loose).count() as u32;
        Span { start: self.unit(from).start, end: self.unit(to - 1).bare(self.shape.terrain.text).end }
    }
}
