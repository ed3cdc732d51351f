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

// What has been met, and so far holds: the low bits of a step.
const COMMA: u16 = 1;
const COLON: u16 = 1 << 1;
const QUOTE: u16 = 1 << 2;
/// Until the next part: nouns are no subjects.
const PREPOSITION: u16 = 1 << 3;
/// A comma right before the last conjunction.
const COMMA_BEFORE: u16 = 1 << 4;
/// There is a subject.
const SUBJECT: u16 = 1 << 5;
/// The first word of a subject has been met.
const BEGUN: u16 = 1 << 6;
/// The subject stands after a preposition, and is better than none.
const OBLIQUE: u16 = 1 << 7;
const STATES: usize = 1 << 8;

// What a token is made then: the high bits of a step.
const IS_CONJUNCTION: u16 = 1 << 8;
const IS_BEGIN: u16 = 1 << 9;
const IS_SUBJECT: u16 = 1 << 10;
const IS_FIRST: u16 = 1 << 11;
/// What was the subject is no more.
const ENDS_SUBJECT: u16 = 1 << 12;
/// It stands right before that of the next one.
const IS_APPOSED: u16 = 1 << 13;

/// What a token is in a gap, by its tag.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Part {
    Other,
    Comma,
    Colon,
    Quote,
    Preposition,
    Conjunction,
    /// A word that a noun phrase can end in.
    Noun,
    /// *this*, *my*: of a noun phrase, and no subject if there is one.
    Determiner,
    /// *old*: likewise, but within one.
    Modifier,
    /// *she*, *there*
    Pronoun,
}

/// Parts, and those that mean something else after what stands before them: see [`MEETINGS`].
const PARTS: usize = 16;

static KINDS: [Part; ROOM] = {
    let mut kinds = [Part::Other; ROOM];
    let mut number = 0;
    while number < tags::COUNT {
        kinds[number] = match Tag(number as u8) {
            tags::COMMA => Part::Comma,
            tags::COLON => Part::Colon,
            tags::QUOTE => Part::Quote,
            tags::CC => Part::Conjunction,
            tags::IN => Part::Preposition,
            tags::NN | tags::NNS | tags::NNP | tags::CD => Part::Noun,
            tags::DT | tags::PRPS => Part::Determiner,
            tags::JJ | tags::HYPHEN | tags::POS => Part::Modifier,
            tags::PRP | tags::EX => Part::Pronoun,
            _ => Part::Other,
        };
        number += 1;
    }
    kinds
};

/// A part and what stands before it, as far as that matters: a comma before a conjunction; a noun before what begins
/// another noun phrase (*three weeks after the vote **the cabinet** ...*).
const AFTER: [(Part, Part); 3] =
    [(Part::Comma, Part::Conjunction), (Part::Noun, Part::Determiner), (Part::Noun, Part::Pronoun)];

/// The number of a part by what stands before it: its own, or one of those after the last that [`AFTER`] has.
static MEETINGS: [[u8; PARTS]; PARTS] = {
    let mut meetings = [[0; PARTS]; PARTS];
    let mut before = 0;
    while before < PARTS {
        let mut part = 0;
        while part < PARTS {
            meetings[before][part] = part as u8;
            part += 1;
        }
        before += 1;
    }
    let mut n = 0;
    while n < AFTER.len() {
        let (before, part) = AFTER[n];
        meetings[before as usize][part as usize] = Part::Pronoun as u8 + 1 + n as u8;
        n += 1;
    }
    meetings
};

/// By the number of a part and by what has been met: what has been met then, and what the token is made.
static STEPS: [[u16; STATES]; PARTS] = {
    let parts = [
        Part::Other,
        Part::Comma,
        Part::Colon,
        Part::Quote,
        Part::Preposition,
        Part::Conjunction,
        Part::Noun,
        Part::Determiner,
        Part::Modifier,
        Part::Pronoun,
    ];
    let mut steps = [[0; STATES]; PARTS];
    let mut met = 0;
    while met < STATES {
        let mut n = 0;
        while n < parts.len() {
            steps[parts[n] as usize][met] = step(met as u16, parts[n], Part::Other);
            n += 1;
        }
        let mut n = 0;
        while n < AFTER.len() {
            let (before, part) = AFTER[n];
            steps[parts.len() + n][met] = step(met as u16, part, before);
            n += 1;
        }
        met += 1;
    }
    steps
};

/// What a token is in a gap, where `met` has been met in it.
const fn step(met: u16, part: Part, before: Part) -> u16 {
    let nominal = matches!(part, Part::Noun | Part::Determiner | Part::Modifier | Part::Pronoun);
    match part {
        Part::Other => met,
        Part::Quote => met | QUOTE,
        Part::Preposition => met | PREPOSITION,
        // After these there is no subject yet.
        Part::Comma => apart(met) | COMMA,
        Part::Colon => apart(met) | COLON,
        Part::Conjunction => {
            let comma = if matches!(before, Part::Comma) { COMMA_BEFORE } else { 0 };
            apart(met) & !COMMA_BEFORE | comma | IS_CONJUNCTION
        }
        _ => {
            debug_assert!(nominal);
            let another = matches!(before, Part::Noun);
            let met = if another { met & !(SUBJECT | PREPOSITION) | ENDS_SUBJECT | IS_APPOSED } else { met };
            let met = if met & BEGUN == 0 { met | BEGUN | IS_BEGIN } else { met };
            let modifier = matches!(part, Part::Determiner | Part::Modifier);
            let better = !modifier && met & (PREPOSITION | OBLIQUE) != PREPOSITION;
            if !better && met & SUBJECT != 0 {
                return met;
            }
            let oblique = if met & PREPOSITION != 0 { OBLIQUE } else { 0 };
            let met = met & !OBLIQUE | oblique | SUBJECT | IS_SUBJECT;
            if met & (OBLIQUE | COMMA) == 0 { met | IS_FIRST } else { met }
        }
    }
}

/// What has been met where a part ends.
const fn apart(met: u16) -> u16 {
    met & !(SUBJECT | BEGUN | PREPOSITION) | ENDS_SUBJECT
}

impl Gap {
    /// One that begins at `from`.
    pub(super) fn new(from: usize) -> Gap {
        Gap { from: from as u32, read: from as u32, ..Gap::default() }
    }

    /// Reads on up to the token at `end`.
    #[inline]
    pub(super) fn read(&mut self, tokens: &[Token], end: usize) {
        let from = self.read as usize;
        if from >= end {
            return;
        }
        let part = |token: &Token| KINDS[token.tag.index()] as usize;
        let mut before = from.checked_sub(1).map_or(0, |before| part(&tokens[before]));
        let mut gap = *self;
        for (at, token) in (from as u32..).zip(&tokens[from..end]) {
            let part = part(token);
            gap.take(Place(at), MEETINGS[before % PARTS][part % PARTS]);
            before = part;
        }
        *self = Gap { read: end as u32, ..gap };
    }

    /// Takes in a token, by the number of its part. Chooses between values and not between ways to go: what comes next in a
    /// text cannot be foreseen.
    #[inline]
    fn take(&mut self, at: Place, part: u8) {
        let step = STEPS[usize::from(part) % PARTS][usize::from(self.met) % STATES];
        let is = |what: u16| step & what != 0;
        self.apposed = select(is(IS_APPOSED), self.subject, self.apposed);
        self.subject = select(is(ENDS_SUBJECT), Place::NONE, self.subject);
        self.subject = select(is(IS_SUBJECT), at, self.subject);
        self.subject_from = select(is(IS_BEGIN), at, self.subject_from);
        self.first = select(is(IS_FIRST), at, self.first);
        self.conjunction = select(is(IS_CONJUNCTION), at, self.conjunction);
        self.met = step % STATES as u16;
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
        (self.met & BEGUN != 0).then_some(self.subject_from.0)
    }

    /// The head of that subject: the last noun before a preposition.
    pub(super) fn subject(&self) -> Option<u32> {
        self.subject.get()
    }

    /// Makes another token the head of the subject.
    pub(super) fn set_subject(&mut self, head: Option<u32>) {
        self.subject = head.map_or(Place::NONE, Place);
        self.met = self.met & !SUBJECT | if head.is_some() { SUBJECT } else { 0 };
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
