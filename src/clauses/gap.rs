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
    /// What has been met, as bits.
    met: u16,
    conjunction: Place,
    subject_from: Place,
    subject: Place,
    first: Place,
    apposed: Place,
}

/// A token, or none, which comes after all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

// What a tag is in a gap; the first four are kept when they have been met.
const COMMA: u16 = 1;
const COLON: u16 = 1 << 1;
const QUOTE: u16 = 1 << 2;
/// Until the next part: nouns are no subjects.
const PREPOSITION: u16 = 1 << 3;
const CONJUNCTION: u16 = 1 << 4;
/// A word of a noun phrase, or *there*.
const NOMINAL: u16 = 1 << 5;
/// A word that makes no subject if there is one.
const MODIFIER: u16 = 1 << 6;
/// A word that a noun phrase can end in.
const NOUN: u16 = 1 << 7;
/// A word that begins another noun phrase after a noun.
const BEGINS: u16 = NOUN << 1;
/// After it there is no subject yet.
const PARTS: u16 = COMMA | COLON | CONJUNCTION;

// What else has been met.
/// A comma right before the last conjunction.
const COMMA_BEFORE: u16 = 1 << 9;
/// The subject stands after a preposition, and is better than none.
const OBLIQUE: u16 = 1 << 10;

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
        let mut met = self.met | kind & (COMMA | COLON | QUOTE | PREPOSITION);
        let after_comma = if before & COMMA != 0 { COMMA_BEFORE } else { 0 };
        met = select(is(CONJUNCTION), met & !COMMA_BEFORE | after_comma, met);
        self.conjunction = select(is(CONJUNCTION), at, self.conjunction);
        // *three weeks after the vote **the cabinet** ...*
        let another = (before & NOUN) << 1 & kind != 0;
        let parts = is(PARTS);
        self.apposed = select(another, self.subject, self.apposed);
        self.subject = select(another | parts, Place::NONE, self.subject);
        met &= select(another | parts, !PREPOSITION, !0);
        self.subject_from = select(parts, Place::NONE, self.subject_from);
        self.subject_from = self.subject_from.min(select(is(NOMINAL), at, Place::NONE));
        let better = !is(MODIFIER) & (met & (PREPOSITION | OBLIQUE) != PREPOSITION);
        let subject = is(NOMINAL) & (better | (self.subject == Place::NONE));
        self.subject = select(subject, at, self.subject);
        let oblique = if met & PREPOSITION != 0 { OBLIQUE } else { 0 };
        met = select(subject, met & !OBLIQUE | oblique, met);
        self.first = select(subject & (met & (OBLIQUE | COMMA) == 0), at, self.first);
        self.met = met;
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

    /// Whether there is a comma.
    pub(super) fn comma(&self) -> bool {
        self.met & COMMA != 0
    }

    /// Whether there is `:` `;` or a dash.
    pub(super) fn colon(&self) -> bool {
        self.met & COLON != 0
    }

    /// Whether there is a quotation mark.
    pub(super) fn quote(&self) -> bool {
        self.met & QUOTE != 0
    }

    /// Whether a comma stands right before the last conjunction.
    pub(super) fn comma_before_conjunction(&self) -> bool {
        self.met & COMMA_BEFORE != 0
    }

    /// Whether a preposition stands before here: nouns are no subjects.
    pub(super) fn prepositional(&self) -> bool {
        self.met & PREPOSITION != 0
    }

    /// Takes what comes next for what a preposition governs.
    pub(super) fn set_prepositional(&mut self) {
        self.met |= PREPOSITION;
    }

    /// Whether the subject stands after a preposition, and is better than none.
    pub(super) fn oblique(&self) -> bool {
        self.met & OBLIQUE != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::tokens::Shape;
    use crate::lexicon::WordId;

    fn gap(tags: &[Tag]) -> Gap {
        let token = |tag: &Tag| Token {
            start: 0,
            end: 0,
            unit: 0,
            word: WordId::UNKNOWN,
            class: 0,
            shape: Shape::Lower,
            tag: *tag,
            roles: 0,
        };
        let tokens: Vec<Token> = tags.iter().map(token).collect();
        let mut gap = Gap::new(0);
        // Read in two steps as in one.
        gap.read(&tokens, 2);
        gap.read(&tokens, tokens.len());
        gap
    }

    #[test]
    fn a_noun_phrase_right_after_another_is_the_subject() {
        // *two weeks after the vote the cabinet*
        let gap = gap(&[tags::CD, tags::NNS, tags::IN, tags::DT, tags::NN, tags::DT, tags::NN]);
        assert_eq!((gap.subject(), gap.subject_from(), gap.apposed()), (Some(6), Some(0), Some(1)));
        assert!(!gap.prepositional());
    }

    #[test]
    fn what_a_preposition_governs_is_no_subject_if_there_is_another() {
        // *a map of the roads*, *in the park*
        let of = gap(&[tags::DT, tags::NN, tags::IN, tags::DT, tags::NNS]);
        assert_eq!((of.subject(), of.oblique(), of.first()), (Some(1), false, Some(1)));
        let inside = gap(&[tags::IN, tags::DT, tags::NN]);
        assert_eq!((inside.subject(), inside.oblique(), inside.first()), (Some(2), true, None));
    }

    #[test]
    fn a_comma_or_conjunction_begins_a_subject_anew() {
        // *rain, and wind*
        let gap = gap(&[tags::NN, tags::COMMA, tags::CC, tags::NN]);
        assert_eq!((gap.subject(), gap.subject_from(), gap.first()), (Some(3), Some(3), Some(0)));
        assert_eq!(gap.conjunction(), Some(2));
        assert!(gap.comma() && gap.comma_before_conjunction() && !gap.colon() && !gap.quote());
    }
}
