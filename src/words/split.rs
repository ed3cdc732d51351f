//! Splits a sentence into words and marks, and looks each up.
//!
//! Words of ASCII letters, and marks, are told eight bytes at a time; other ASCII and the common Latin letters at a table
//! look-up a byte; a run between white space with any other character is handed to the `unicode-segmentation` crate.

use super::{Unit, bits};
use crate::eight::{Eight, Letters};
use crate::lexicon::{Known, Lexicon, WordId};
use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation;

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

/// Adds the words and marks of a sentence to `units`.
pub(super) fn split(text: &str, sentence: Span, lexicon: &Lexicon, units: &mut Vec<Unit>) {
    let bytes = text.as_bytes();
    let end = sentence.end as usize;
    let mut i = sentence.start as usize;
    // Start of the run between white space, and of its units: what the crate would have to do again.
    let (mut run, mut run_units) = (i, units.len());
    while i < end {
        let class = CLASS[bytes[i] as usize];
        let unit = match class & (INSIDE | SPACE | WIDE) {
            LOWER | UPPER => plain(bytes, i, end, lexicon),
            0 => Some(mark(bytes, i, lexicon)),
            _ => None,
        };
        if let Some(unit) = unit {
            i = unit.end as usize;
            add(unit, units);
            if i < end && bytes[i] == b' ' {
                i += 1;
                (run, run_units) = (i, units.len());
            }
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
        let Some((stop, seen)) = word(text, i, end) else {
            i = split_run(text, run, end, lexicon, units, run_units);
            continue;
        };
        push(text, i, stop, seen, lexicon, units);
        i = stop;
    }
}

/// The word at `start` if it has fewer than sixteen letters, all of them ASCII, and what follows cannot join it: nearly
/// all words.
#[inline]
fn plain(bytes: &[u8], start: usize, end: usize, lexicon: &Lexicon) -> Option<Unit> {
    let first = Eight::at(bytes, start).letters();
    if first.len() < 8 {
        let apart = stands_apart(bytes, start + first.len(), end);
        return apart.then(|| of_letters(start, first.len(), first, lexicon.find_short(first.lowered())));
    }
    let rest = Eight::at(bytes, start + 8).letters();
    let len = 8 + rest.len();
    if rest.len() == 8 || !stands_apart(bytes, start + len, end) {
        return None;
    }
    Some(of_letters(start, len, first.and(rest), lexicon.find_middling(first.lowered(), rest.lowered())))
}

/// Whether a word of letters that stops before `stop` is not joined by what follows. One that may be, or is cut off by the
/// end of the sentence, is left to [`word`].
#[inline]
fn stands_apart(bytes: &[u8], stop: usize, end: usize) -> bool {
    let class = |at: usize| CLASS[bytes[at] as usize];
    stop < end
        && class(stop) & (INSIDE | WIDE) == 0
        && (class(stop) & MID_LETTER == 0 || stop + 1 == end || class(stop + 1) & (LETTER | WIDE) == 0)
}

/// The word at `start` if it has fewer than eight letters, all of them ASCII, and no mark follows that joins letters.
#[inline]
pub(crate) fn short(bytes: &[u8], start: usize, lexicon: &Lexicon) -> Option<Unit> {
    let letters = Eight::at(bytes, start).letters();
    let next = bytes.get(start + letters.len()).map_or(0, |next| CLASS[*next as usize]);
    let short = letters.len() < 8 && next & (INSIDE | MID_LETTER | WIDE) == 0;
    short.then(|| of_letters(start, letters.len(), letters, lexicon.find_short(letters.lowered())))
}

/// A word of `len` ASCII letters.
#[inline]
fn of_letters(start: usize, len: usize, letters: Letters, known: Known) -> Unit {
    let seen = if letters.has_lower() { LOWER } else { 0 };
    let bits = letters_shape(letters.is_capitalised(), seen, len) | known.classes;
    Unit { start: start as u32, end: (start + len) as u32, id: known.id, bits }
}

/// The ASCII mark at `at`.
#[inline]
fn mark(bytes: &[u8], at: usize, lexicon: &Lexicon) -> Unit {
    let shape = match bytes[at] {
        b';' | b':' => bits::MARK | bits::BREAK,
        b'"' => bits::MARK | bits::QUOTE,
        _ => bits::MARK,
    };
    let Known { id, classes } = lexicon.find_short(Eight::of(bytes[at]));
    Unit { start: at as u32, end: at as u32 + 1, id, bits: shape | classes }
}

/// Where the word or mark at `start` ends, and what it is made of; `None` if a character is met that [`class_at`] does
/// not know.
fn word(text: &str, start: usize, end: usize) -> Option<(usize, u8)> {
    let bytes = text.as_bytes();
    let (class, len) = class_at(text, start)?;
    if class & INSIDE == 0 {
        return Some((start + len, class | if len > 1 { WIDE } else { 0 }));
    }
    let mut i = start;
    let (mut seen, mut last) = (0, class);
    while i < end {
        let class = CLASS[bytes[i] as usize];
        if class & LETTER != 0 {
            let letters = Eight::at(&bytes[..end], i).letters();
            seen |= cases(letters);
            last = class;
            i += letters.len();
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
        let (class, len) = class_at(text, i)?;
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
        let (next, next_len) = class_at(text, i + len)?;
        if next & last & DIGIT == 0 && (next & LETTER == 0 || last & LETTER == 0) {
            break;
        }
        seen |= next | class | if len + next_len > 2 { WIDE } else { 0 };
        last = next;
        i += len + next_len;
    }
    Some((i, seen))
}

/// The cases of some ASCII letters.
#[inline]
fn cases(letters: Letters) -> u8 {
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
    use super::super::Words;
    use super::*;
    use crate::analysis::Sentence;
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
