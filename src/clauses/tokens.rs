//! [`Token`]: a word or mark as grammar counts it. *Don't* is two tokens, *do* and *n't*; so is *Armenia's*.
//!
//! These are the tokens of Universal Dependencies, which the stand-off contract names for `finite`.

use super::classes::{Class, Word, WordClasses};
use super::grammar::Grammar;
use super::tags::{self, Tag};
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
    /// What its word does, as bits of [`super::grammar::role`].
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
pub fn tokens(
    text: &str,
    (units, first): (&[Unit], u32),
    (classes, grammar): (&WordClasses, &Grammar),
    tokens: &mut Vec<Token>,
) {
    tokens.clear();
    tokens.reserve(units.len());
    let mut opening = true;
    for (number, unit) in (first..).zip(units) {
        let shape = SHAPES[usize::from(opening)][(unit.bits & (bits::CAP | bits::UPPER)) as usize];
        opening &= unit.is(bits::MARK);
        let token = |start, end, word, class, shape| {
            let roles = grammar.roles(word);
            Token { start, end, unit: number, word, class, shape, tag: Tag(0), roles }
        };
        if let Some(class) = classes.of_known(unit) {
            tokens.push(token(unit.start, unit.end, unit.id, class, shape));
            continue;
        }
        let rest = || &units[(number - first) as usize + 1..];
        match classes.of_other(unit, shape == Shape::First, text) {
            Word::One(class) => tokens.push(token(unit.start, unit.end, unit.id, class, shape)),
            Word::Either(class, _) if possesses(text, rest(), tokens.is_empty(), classes) => {
                tokens.push(token(unit.start, unit.end, unit.id, class, shape));
            }
            Word::Two(two) | Word::Either(_, two) => {
                let middle = unit.end - two.clitic_len;
                tokens.push(token(unit.start, middle, two.host_word, two.host, shape));
                tokens.push(token(middle, unit.end, two.clitic_word, two.clitic, Shape::Lower));
            }
        }
    }
    if is_title(tokens, classes) {
        tokens.iter_mut().for_each(|token| token.shape = titled(*token, classes));
    }
}

/// What a capital says in a title: of a noun no more than of the first word of a sentence, of a small word or a verb
/// nothing; what no table has may be a name, and so may a letter.
fn titled(token: Token, classes: &WordClasses) -> Shape {
    let letter = token.end - token.start == 1;
    match classes.tags(token.class)[0] {
        _ if classes.is_unknown(token.class) || token.shape == Shape::First => token.shape,
        tag if letter && !matches!(tag, tags::PRP | tags::DT) => token.shape,
        tags::NN | tags::NNS | tags::NNP | tags::JJ | tags::VBN if token.shape != Shape::Lower => {
            Shape::First
        }
        _ => Shape::Lower,
    }
}

/// Fewer capitals than this make no title.
const LEAST_CAPITALS: usize = 4;

/// Whether all words but the small ones are capitalised, so that capitals say nothing: *Many Voters Will Stay at Home*,
/// *THEY LIE*. Not where a name or two stand with a verb: *Mary Robinson met Kofi Annan*.
#[inline(never)]
fn is_title(tokens: &[Token], classes: &WordClasses) -> bool {
    let small = |token: &Token| {
        let tag = classes.tags(token.class)[0];
        let marks = tags::COMMA.0..;
        matches!(tag, tags::IN | tags::DT | tags::CC | tags::TO | tags::CD | tags::POS)
            || marks.contains(&tag.0)
    };
    let (mut unit, mut capitals) = (u32::MAX, 0);
    let fits = tokens.iter().all(|token| {
        let clitic = std::mem::replace(&mut unit, token.unit) == token.unit;
        let capital = token.shape != Shape::Lower;
        capitals += usize::from(capital);
        clitic || capital || small(token)
    });
    fits && capitals >= LEAST_CAPITALS
}

/// *Its own*, *its best*, *its most*: what needs *the* if it has no possessive.
fn is_superlative(word: &str) -> bool {
    matches!(word, "own" | "most" | "least") || word.ends_with("est")
}

/// Whether *its* before `rest` is the possessive: what can be a noun follows, adjectives before it or not. *Its a shame*, *its
/// not fair* are *it's*; where it `opens` the sentence, *its fun* is too.
fn possesses(text: &str, rest: &[Unit], opens: bool, classes: &WordClasses) -> bool {
    for (n, unit) in rest.iter().take(4).enumerate() {
        let Some(class) = classes.of_one(unit, text) else { return true };
        let tags = classes.tags(class);
        match tags[0] {
            // *Its obituary of him*
            tags::IN if n > 0 && unit.span().of(text) == "of" => return true,
            tags::DT | tags::PRP | tags::PRPS | tags::IN | tags::TO | tags::CMP | tags::W | tags::WRB => {
                return false;
            }
            tags::COMMA | tags::STOP => return n == 0,
            tags::RB if is_superlative(unit.span().of(text)) => return true,
            tags::RB | tags::CC => {}
            tags::JJ | tags::CD | tags::VBG | tags::VBN if !(n == 0 && opens) => {
                if tags.contains(&tags::NN) || is_superlative(unit.span().of(text)) {
                    return true;
                }
            }
            tags::JJ | tags::VBN | tags::VBG | tags::CD => {}
            _ => return true,
        }
    }
    true
}
