//! [`Words`]: the text as words and marks, each looked up once in the [`Lexicon`].
//!
//! In: a text and its sentences. Out: one [`Unit`] for every word and mark, in order. Promised: between white
//! space the boundaries are those of UAX #29 (Unicode text segmentation, word boundaries); `tests/words.rs`
//! holds them against the `unicode-segmentation` crate.

mod split;

use crate::analysis::Sentence;
use crate::lexicon::{Lexicon, WordId};
use crate::span::Span;
use split::split;
use std::ops::Range;

pub(crate) use split::short;

/// One word or mark.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What the lexicon calls it; [`WordId::UNKNOWN`] for most. *Russia's* has the id of *Russia* and the bit
    /// [`bits::POSSESSIVE`].
    pub id: WordId,
    /// Shape, and classes from the lexicon: see [`bits`].
    pub bits: u32,
}

impl Unit {
    /// The bytes it covers.
    #[inline]
    pub fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// Whether it has one of the bits.
    #[inline]
    pub fn is(self, bits: u32) -> bool {
        self.bits & bits != 0
    }

    /// Its span without a possessive *'s*.
    pub fn bare(self, text: &str) -> Span {
        let mut span = self.span();
        if self.is(bits::POSSESSIVE) {
            span.end -=
                if span.of(text).ends_with("’s") || span.of(text).ends_with("’S") { 4 } else { 2 };
        }
        span
    }
}

/// What stands before the apostrophe of a contraction or possessive: *they* of *they'd*; else the whole word.
#[inline]
pub fn host(word: &str) -> &str {
    word.split(['\'', '’']).next().unwrap_or(word)
}

/// What a unit looks like, and the word classes that the lexicon gives it.
pub mod bits {
    /// A letter first, and that one upper case: *Paris*, *EU*.
    pub const CAP: u32 = 1;
    /// Two or more letters, none lower case: *EU*.
    pub const UPPER: u32 = 1 << 1;
    /// A lower-case letter first.
    pub const LOWER: u32 = 1 << 2;
    /// Digits, with `,` `.` `'` between them.
    pub const NUMBER: u32 = 1 << 3;
    /// Four digits, 1000 to 2199.
    pub const YEAR: u32 = 1 << 4;
    /// *1st*, *22nd*.
    pub const ORDINAL: u32 = 1 << 5;
    /// *1990s*, *90s*.
    pub const DECADE: u32 = 1 << 6;
    /// Neither letter nor digit in it.
    pub const MARK: u32 = 1 << 7;
    /// One upper-case letter: *J*.
    pub const INITIAL: u32 = 1 << 8;
    /// Ends in *'s*, and is in the lexicon without it or not at all.
    pub const POSSESSIVE: u32 = 1 << 9;
    /// No white space before it.
    pub const GLUED: u32 = 1 << 10;
    /// A mark that clauses do not reach across: `;` `:` and dashes.
    pub const BREAK: u32 = 1 << 11;
    /// A double quotation mark.
    pub const QUOTE: u32 = 1 << 12;
    /// A letter first, of either case or none.
    pub const WORD: u32 = 1 << 13;
    /// A common given name, from `rules/actors/given_names.csv`.
    pub const GIVEN: u32 = 1 << 14;
    /// A known surname, from `rules/actors/surnames.csv`.
    pub const SURNAME: u32 = 1 << 15;
    /// From here on: classes that `rules/clauses` gives, see [`crate::lexicon::CLASSES`].
    pub const FIRST_CLASS: u32 = 16;
    /// Modals, forms of *be, have, do*, and finite verbs.
    pub const VERBS: u32 = 0b111_0000_1111 << FIRST_CLASS;
    /// Prepositions, conjunctions, subordinators.
    pub const JOINING: u32 = 0b1000_0000_1100_0000 << FIRST_CLASS;
}

/// The units of one article, by sentence.
#[derive(Default)]
pub struct Words {
    /// All units, in text order.
    pub units: Vec<Unit>,
    /// For each sentence the range of its units.
    pub sentences: Vec<Range<u32>>,
}

impl Words {
    /// Splits every sentence, replacing what was here. White space between units is not kept.
    pub fn split(&mut self, text: &str, sentences: &[Sentence], lexicon: &Lexicon) {
        self.units.clear();
        self.sentences.clear();
        for sentence in sentences {
            let from = self.units.len() as u32;
            split(text, sentence.span, lexicon, &mut self.units);
            self.sentences.push(from..self.units.len() as u32);
        }
    }
}

/// The spans of the words and marks of a short literal: how patterns and lists are split, so that they meet the
/// text on the same terms.
pub fn split_plain(literal: &str, empty: &Lexicon) -> Vec<Span> {
    let mut units = Vec::new();
    split(literal, Span::new(0, literal.len()), empty, &mut units);
    units.into_iter().map(Unit::span).collect()
}
