//! [`Words`]: the text as words and marks, each looked up once in the [`Lexicon`].
//!
//! In: a text and its sentences. Out: one [`Unit`] for every word and mark, in order. Promised: between white
//! space the boundaries are those of UAX #29 (Unicode text segmentation, word boundaries); `tests/words.rs`
//! holds them against the `unicode-segmentation` crate. ASCII and the common Latin letters are split here, at
//! a table look-up a byte; a run with any other character is handed to that crate.

use crate::analysis::Sentence;
use crate::eight::Eight;
use crate::lexicon::{Known, Lexicon, WordId};
use crate::span::Span;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

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

// What a byte can be part of. The low four bits are what a word is made of.
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
const UNDERSCORE: u8 = 8;
const MID_LETTER: u8 = 16; // joins two letters: ' . :
const MID_NUMBER: u8 = 32; // joins two digits: ' . , ;
const SPACE: u8 = 64;
const WIDE: u8 = 128; // not ASCII
const LETTER: u8 = LOWER | UPPER;
const INSIDE: u8 = LETTER | DIGIT | UNDERSCORE;

const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'_' => UNDERSCORE,
            b'\'' | b'.' => MID_LETTER | MID_NUMBER,
            b':' => MID_LETTER,
            b',' | b';' => MID_NUMBER,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => SPACE,
            128.. => WIDE,
            _ => 0,
        };
        b += 1;
    }
    table
};

/// What a non-ASCII character is, where that can be told without tables; `None` sends its run to the crate.
fn wide_class(c: char) -> Option<u8> {
    match c {
        'À'..='Ö' | 'Ø'..='Þ' => Some(UPPER),
        'ß'..='ö' | 'ø'..='ÿ' => Some(LOWER),
        '\u{100}'..='\u{24f}' | '\u{400}'..='\u{481}' => Some(if c.is_uppercase() { UPPER } else { LOWER }),
        '‘' | '’' => Some(MID_LETTER | MID_NUMBER),
        '“' | '”' | '„' | '«' | '»' | '–' | '—' | '…' | '•' | '€' | '£' | '§' | '°' | '†' | '×' => {
            Some(0)
        }
        '\u{a0}' => Some(SPACE),
        _ => None,
    }
}

/// Class and length in bytes of the character at `i`, which is before the end.
#[inline]
fn class_at(text: &str, i: usize) -> Option<(u8, usize)> {
    let class = CLASS[text.as_bytes()[i] as usize];
    if class != WIDE {
        return Some((class, 1));
    }
    let c = text[i..].chars().next()?;
    wide_class(c).map(|class| (class, c.len_utf8()))
}

fn split(text: &str, sentence: Span, lexicon: &Lexicon, units: &mut Vec<Unit>) {
    let bytes = text.as_bytes();
    let end = sentence.end as usize;
    let mut i = sentence.start as usize;
    // Start of the run between white space, and of its units: what the crate would have to do again.
    let (mut run, mut run_units) = (i, units.len());
    while i < end {
        let class = CLASS[bytes[i] as usize];
        if class & LETTER != 0
            && let Some(unit) = short(&bytes[..end], i, lexicon)
        {
            i = unit.end as usize;
            add(unit, units);
            continue;
        }
        let Some((class, len)) = class_at(text, i) else {
            i = split_run(text, run, end, lexicon, units, run_units);
            continue;
        };
        if class & SPACE != 0 {
            i += len;
            // A mark may attach to a no-break space, so that only ASCII white space ends a run.
            if len == 1 {
                (run, run_units) = (i, units.len());
            }
            continue;
        }
        let start = i;
        let (mut seen, mut last) = (0, class);
        if class & INSIDE != 0 {
            let mut known = true;
            while i < end {
                let class = CLASS[bytes[i] as usize];
                if class & LETTER != 0 {
                    let eight = Eight::at(&bytes[..end], i);
                    let letters = eight.letters();
                    seen |= cases(eight.first(letters));
                    last = class;
                    i += letters;
                    continue;
                }
                if class & INSIDE != 0 {
                    seen |= class;
                    last = class;
                    i += 1;
                    continue;
                }
                if class & (SPACE | WIDE) == SPACE {
                    break;
                }
                let Some((class, len)) = class_at(text, i) else {
                    known = false;
                    break;
                };
                if class & INSIDE != 0 {
                    seen |= class | WIDE;
                    last = class;
                    i += len;
                    continue;
                }
                let joins = if last & LETTER != 0 { class & MID_LETTER } else { class & MID_NUMBER };
                if joins == 0 || last & (LETTER | DIGIT) == 0 || i + len >= end {
                    break;
                }
                let Some((next, next_len)) = class_at(text, i + len) else {
                    known = false;
                    break;
                };
                if next & last & DIGIT == 0 && (next & LETTER == 0 || last & LETTER == 0) {
                    break;
                }
                seen |= next | class | if len + next_len > 2 { WIDE } else { 0 };
                last = next;
                i += len + next_len;
            }
            if !known {
                i = split_run(text, run, end, lexicon, units, run_units);
                continue;
            }
        } else {
            seen = class | if len > 1 { WIDE } else { 0 };
            i += len;
        }
        push(text, start, i, seen, lexicon, units);
    }
}

/// The word at `start` if it has fewer than eight letters, all of them ASCII, and what follows cannot join it: four words
/// in five.
#[inline]
pub(crate) fn short(bytes: &[u8], start: usize, lexicon: &Lexicon) -> Option<Unit> {
    let eight = Eight::at(bytes, start);
    let len = eight.letters();
    if len == 8 || CLASS[eight.byte(len) as usize] & (INSIDE | MID_LETTER | WIDE) != 0 {
        return None;
    }
    let letters = eight.first(len);
    let Known { id, classes } = lexicon.find_short(letters);
    let bits = letters_shape(CLASS[bytes[start] as usize] == UPPER, cases(letters), len) | classes;
    Some(Unit { start: start as u32, end: (start + len) as u32, id, bits })
}

/// The cases of some ASCII letters.
#[inline]
fn cases(letters: Eight) -> u8 {
    let upper = if letters.has_upper() { UPPER } else { 0 };
    upper | if letters.has_lower() { LOWER } else { 0 }
}

/// Splits the run of characters up to the next ASCII white space by the full algorithm, over what was found
/// of it so far. Gives where the run ends.
#[cold]
fn split_run(
    text: &str,
    run: usize,
    end: usize,
    lexicon: &Lexicon,
    units: &mut Vec<Unit>,
    keep: usize,
) -> usize {
    units.truncate(keep);
    let stop =
        text.as_bytes()[run..end].iter().position(|b| CLASS[*b as usize] == SPACE).map_or(end, |n| run + n);
    for (at, segment) in text[run..stop].split_word_bound_indices() {
        if segment.chars().all(char::is_whitespace) {
            continue;
        }
        let seen = segment.chars().fold(WIDE, |seen, c| {
            seen | match c {
                c if c.is_uppercase() => UPPER,
                c if c.is_alphabetic() => LOWER,
                c if c.is_ascii_digit() => DIGIT,
                '\'' | '’' => MID_LETTER | MID_NUMBER,
                _ => 0,
            }
        });
        push(text, run + at, run + at + segment.len(), seen, lexicon, units);
    }
    stop
}

fn push(text: &str, start: usize, end: usize, seen: u8, lexicon: &Lexicon, units: &mut Vec<Unit>) {
    let word = &text[start..end];
    let mut bits = shape(word, seen);
    let mut known = lexicon.find_first(&text[start..], word.len(), seen & WIDE != 0);
    if seen & MID_LETTER != 0 && known.id == WordId::UNKNOWN {
        let base = ["'s", "’s", "'S", "’S"].iter().find_map(|s| word.strip_suffix(s));
        if let Some(base) = base.filter(|b| !b.is_empty()) {
            known = lexicon.find_first(word, base.len(), !base.is_ascii());
            bits |= bits::POSSESSIVE;
        }
    }
    let Known { id, classes } = known;
    add(Unit { start: start as u32, end: end as u32, id, bits: bits | classes }, units);
}

#[inline]
fn add(mut unit: Unit, units: &mut Vec<Unit>) {
    if units.last().is_some_and(|last| last.end == unit.start) {
        unit.bits |= bits::GLUED;
    }
    units.push(unit);
}

#[inline]
fn shape(word: &str, seen: u8) -> u32 {
    if seen & (LETTER | DIGIT) == 0 {
        return bits::MARK | mark_shape(word);
    }
    let upper = match CLASS[word.as_bytes()[0] as usize] {
        UPPER => true,
        LOWER => false,
        WIDE => match word.chars().next() {
            Some(c) if c.is_alphabetic() => c.is_uppercase(),
            _ => return 0,
        },
        DIGIT => return number_shape(word, seen),
        _ => return 0,
    };
    letters_shape(upper, seen, word.chars().take(2).count())
}

/// The shape of a word that begins with a letter, an upper-case one or not, and has `len` characters; two are many.
#[inline]
fn letters_shape(upper: bool, seen: u8, len: usize) -> u32 {
    let whole = if len == 1 { bits::INITIAL } else { bits::UPPER };
    let case = match (upper, seen & LOWER != 0) {
        (true, false) => bits::CAP | whole,
        (true, true) => bits::CAP,
        (false, _) => bits::LOWER,
    };
    case | bits::WORD
}

fn mark_shape(mark: &str) -> u32 {
    let mut chars = mark.chars();
    match (chars.next(), chars.next()) {
        (Some(';' | ':' | '–' | '—'), None) => bits::BREAK,
        (Some('"' | '“' | '”' | '„' | '«' | '»'), None) => bits::QUOTE,
        _ => 0,
    }
}

fn number_shape(word: &str, seen: u8) -> u32 {
    if seen & (LETTER | UNDERSCORE) == 0 {
        let year = word.len() == 4 && matches!(word.as_bytes(), [b'1', ..] | [b'2', b'0' | b'1', ..]);
        return bits::NUMBER | if year && word.bytes().all(|b| b.is_ascii_digit()) { bits::YEAR } else { 0 };
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    match &word[digits..] {
        "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" => bits::ORDINAL,
        "s" | "'s" | "’s" if (digits == 4 || digits == 2) && word.as_bytes()[digits - 1] == b'0' => {
            bits::DECADE
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;
    use crate::lexicon::LexiconBuilder;

    fn words(text: &str) -> Vec<&str> {
        let lexicon = LexiconBuilder::default().build();
        let mut words = Words::default();
        let span = Span::new(0, text.len());
        words.split(text, &[Sentence { span, kind: Kind::Body, paragraph: 1 }], &lexicon);
        words.units.iter().map(|u| u.span().of(text)).collect()
    }

    #[test]
    fn contractions_decimals_and_abbreviations_are_one_word_each() {
        assert_eq!(
            words("He won't pay $3.50, U.S. or not."),
            ["He", "won't", "pay", "$", "3.50", ",", "U.S", ".", "or", "not", "."]
        );
    }

    #[test]
    fn curly_apostrophes_and_accents_stay_inside() {
        assert_eq!(words("Côte d’Ivoire—l’été"), ["Côte", "d’Ivoire", "—", "l’été"]);
    }

    #[test]
    fn a_short_word_is_the_same_by_the_quick_way_and_by_the_long_one() {
        let mut builder = LexiconBuilder::default();
        let known = builder.intern("word");
        let id = builder.intern("état");
        let lexicon = builder.build();
        let unit = |text: &str| {
            let mut units = Vec::new();
            split(text, Span::new(0, text.len()), &lexicon, &mut units);
            units[0]
        };
        for word in ["word", "Word", "WORD", "wOrd", "a", "A", "Ab", "abcdefg", "ABCDEFG"] {
            // A full stop may join what follows, which the quick way does not look at.
            assert_eq!(unit(&format!("{word} ")), unit(&format!("{word}. ")), "{word}");
        }
        assert_eq!(unit("WoRd ").id, known);
        assert_eq!(unit("État").id, id);
    }

    #[test]
    fn shapes_tell_years_decades_and_ordinals() {
        let shape_of = |w: &str| {
            let seen = w.bytes().fold(0, |s, b| s | CLASS[b as usize]);
            shape(w, seen)
        };
        assert!(shape_of("2018") & bits::YEAR != 0);
        assert!(shape_of("2,18") & bits::YEAR == 0);
        assert!(shape_of("1990s") & bits::DECADE != 0);
        assert!(shape_of("21st") & bits::ORDINAL != 0);
        assert!(shape_of("EU") & bits::UPPER != 0);
        assert!(shape_of("J") & bits::INITIAL != 0);
    }
}
