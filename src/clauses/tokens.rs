//! [`Token`]: a word or mark as grammar counts it. *Don't* is two tokens, *do* and *n't*; so is *Armenia's*.
//!
//! These are the tokens of Universal Dependencies, which the stand-off contract names for `finite`.

use super::classes::{Class, Word, WordClasses};
use super::tags::Tag;
use crate::lexicon::WordId;
use crate::span::Span;
use crate::words::{Unit, bits};

/// One token of a sentence.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The unit it is, or is part of, counted from the first of the article.
    pub unit: u32,
    /// The word itself, without clitics.
    pub word: WordId,
    /// What it can be.
    pub class: Class,
    /// Upper-case letters in it.
    pub shape: Shape,
    /// What it is; set by the tagger.
    pub tag: Tag,
    /// What its word does, as bits of [`super::grammar::role`]; set when [`super::stops`] are found.
    pub roles: u64,
}

/// Upper case, as the tagger sees it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// No upper-case letter first.
    Lower,
    /// The first word of a sentence, upper case first.
    First,
    /// Upper case first within a sentence.
    Cap,
    /// Upper case throughout.
    Upper,
}

/// By the bits for upper case; then where no word stands before.
const SHAPES: [[Shape; 4]; 2] = {
    use Shape::*;
    const { assert!(bits::CAP | bits::UPPER == 0b11 && bits::CAP == 1) }
    [[Lower, Cap, Upper, Upper], [Lower, First, Upper, Upper]]
};

impl Token {
    /// The bytes it covers.
    pub fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }
}

/// The tokens of one sentence: its units, the first of which is number `first`. Replaces what was in `tokens`.
pub fn tokens(text: &str, units: &[Unit], first: u32, classes: &WordClasses, tokens: &mut Vec<Token>) {
    tokens.clear();
    tokens.reserve(units.len());
    let mut opening = true;
    for (number, unit) in (first..).zip(units) {
        let shape = SHAPES[usize::from(opening)][(unit.bits & (bits::CAP | bits::UPPER)) as usize];
        opening &= unit.is(bits::MARK);
        let token = |start, end, word, class, shape| Token {
            start,
            end,
            unit: number,
            word,
            class,
            shape,
            tag: Tag(0),
            roles: 0,
        };
        match classes.of(*unit, shape == Shape::First, text) {
            Word::One(class) => tokens.push(token(unit.start, unit.end, unit.id, class, shape)),
            Word::Two(two) => {
                let middle = unit.end - two.clitic_len;
                tokens.push(token(unit.start, middle, two.host_word, two.host, shape));
                tokens.push(token(middle, unit.end, two.clitic_word, two.clitic, Shape::Lower));
            }
        }
    }
}
