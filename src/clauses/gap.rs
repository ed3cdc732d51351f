//! [`Gap`]: what stands between two words that do something, as far as a clause may begin there.

use super::tags::{self, ROOM, Tag};
use super::tokens::Token;
use std::hint::select_unpredictable as select;

/// What stands between the last verb or opening word and here.
#[derive(Clone, Copy, Default)]
pub(super) struct Gap {
    /// Where it begins.
    pub from: u32,
    /// What stands before here has been read.
    read: u32,
    pub comma: bool,
    pub comma_before_conjunction: bool,
    /// `:` `;` or a dash.
    pub colon: bool,
    pub quote: bool,
    /// After a preposition: nouns are no subjects.
    pub prepositional: bool,
    /// The subject stands after a preposition, and is better than none.
    pub oblique: bool,
    conjunction: Place,
    subject_from: Place,
    subject: Place,
    first: Place,
    apposed: Place,
}

/// A token, or none.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place(u32);

impl Place {
    const NONE: Place = Place(u32::MAX);

    fn get(self) -> Option<u32> {
        (self != Place::NONE).then_some(self.0)
    }
}

impl Default for Place {
    fn default() -> Place {
        Place::NONE
    }
}

// What a tag is in a gap.
const COMMA: u16 = 1;
const COLON: u16 = 1 << 1;
const QUOTE: u16 = 1 << 2;
const CONJUNCTION: u16 = 1 << 3;
const PREPOSITION: u16 = 1 << 4;
/// A word of a noun phrase, or *there*.
const NOMINAL: u16 = 1 << 5;
/// A word that a noun phrase can end in.
const NOUN: u16 = 1 << 6;
/// A word that makes no subject if there is one.
const MODIFIER: u16 = 1 << 7;
/// A word that begins another noun phrase after a noun.
const BEGINS: u16 = 1 << 8;
/// After it there is no subject yet.
const PARTS: u16 = COMMA | COLON | CONJUNCTION;

const KINDS: [u16; ROOM] = {
    let mut kinds = [0; ROOM];
    let mut number = 0;
    while number < tags::COUNT {
        kinds[number] = match Tag(number as u8) {
            tags::COMMA => COMMA,
            tags::COLON => COLON,
            tags::QUOTE => QUOTE,
            tags::CC => CONJUNCTION,
            tags::IN => PREPOSITION,
            tags::NN | tags::NNS | tags::NNP | tags::CD => NOMINAL | NOUN,
            tags::DT | tags::PRPS => NOMINAL | MODIFIER | BEGINS,
            tags::JJ | tags::HYPHEN | tags::POS => NOMINAL | MODIFIER,
            tags::PRP | tags::EX => NOMINAL | BEGINS,
            _ => 0,
        };
        number += 1;
    }
    kinds
};

impl Gap {
    /// One that begins at `from`.
    pub(super) fn new(from: usize) -> Gap {
        Gap { from: from as u32, read: from as u32, ..Gap::default() }
    }

    /// Reads on up to the token at `end`.
    pub(super) fn read(&mut self, tokens: &[Token], end: usize) {
        let from = self.read as usize;
        if from >= end {
            return;
        }
        let kind = |token: &Token| KINDS[token.tag.index()];
        let mut before = from.checked_sub(1).map_or(0, |before| kind(&tokens[before]));
        let mut gap = *self;
        for (at, token) in (from as u32..).zip(&tokens[from..end]) {
            let kind = kind(token);
            gap.take(Place(at), kind, before);
            before = kind;
        }
        *self = Gap { read: end as u32, ..gap };
    }

    /// Takes in a token, by what it is and what the one before it is. Chooses between values and not between ways to go: what
    /// comes next in a text cannot be foreseen.
    #[inline]
    fn take(&mut self, at: Place, kind: u16, before: u16) {
        let is = |kinds: u16| kind & kinds != 0;
        self.comma |= is(COMMA);
        self.colon |= is(COLON);
        self.quote |= is(QUOTE);
        self.conjunction = select(is(CONJUNCTION), at, self.conjunction);
        let after_comma = before & COMMA != 0;
        self.comma_before_conjunction = select(is(CONJUNCTION), after_comma, self.comma_before_conjunction);
        // *three weeks after the vote **the cabinet** ...*
        let another = (before & NOUN != 0) & is(BEGINS);
        self.apposed = select(another, self.subject, self.apposed);
        self.subject = select(another | is(PARTS), Place::NONE, self.subject);
        self.prepositional = (self.prepositional | is(PREPOSITION)) & !another & !is(PARTS);
        self.subject_from = select(is(PARTS), Place::NONE, self.subject_from);
        self.subject_from = select(is(NOMINAL) & (self.subject_from == Place::NONE), at, self.subject_from);
        let better = !is(MODIFIER) & (!self.prepositional | self.oblique);
        let subject = is(NOMINAL) & ((self.subject == Place::NONE) | better);
        self.subject = select(subject, at, self.subject);
        self.oblique = select(subject, self.prepositional, self.oblique);
        self.first = select(subject & !self.oblique & !self.comma, at, self.first);
    }

    /// Leaves out the token at `at`, up to which it has been read.
    pub(super) fn skip(&mut self, at: usize) {
        self.read = at as u32 + 1;
    }

    /// The last *and*, *or*, *but*.
    pub(super) fn conjunction(&self) -> Option<u32> {
        self.conjunction.get()
    }

    /// The first word of a subject since the last comma, colon or conjunction.
    pub(super) fn subject_from(&self) -> Option<u32> {
        self.subject_from.get()
    }

    /// The head of that subject: the last noun before a preposition.
    pub(super) fn subject(&self) -> Option<u32> {
        self.subject.get()
    }

    /// Makes another token the head of the subject.
    pub(super) fn set_subject(&mut self, head: Option<u32>) {
        self.subject = head.map_or(Place::NONE, Place);
    }

    /// The head of the first noun phrase since the last verb or opening word, commas notwithstanding.
    pub(super) fn first(&self) -> Option<u32> {
        self.first.get()
    }

    /// A noun phrase right before that of the subject: *the roads* of *the roads the Romans built*.
    pub(super) fn apposed(&self) -> Option<u32> {
        self.apposed.get()
    }
}
