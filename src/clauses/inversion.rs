//! Finite words that stand before their subject: *did he go*, *only then did they leave*.

use super::auxiliaries::Wants;
use super::grammar::role;
use super::groups::{LONGEST, nominal, subject};
use super::tags::{self, Tag};
use super::tokens::Token;

/// *Only in May did they leave*: after such a word the verb stands before its subject.
pub(super) fn fronted(tokens: &[Token], at: usize) -> bool {
    let first = tokens[..at].iter().find(|t| !matches!(t.tag, tags::CC | tags::QUOTE | tags::OPEN));
    first.or(tokens.first()).is_some_and(|t| t.roles & role::FRONTS != 0) && at < LONGEST
}

/// Whether an auxiliary may stand before its subject here: first in its clause, after a question word, or after
/// a fronted negation.
pub(super) fn before_subject(tokens: &[Token], at: usize) -> bool {
    let mut before = tokens[..at].iter().rev();
    match before.next() {
        None => true,
        Some(t) => match t.tag {
            tags::W | tags::WRB | tags::QUOTE | tags::COLON | tags::OPEN | tags::COMMA | tags::CC => true,
            tags::RB => t.roles & role::NEGATION != 0 || t.end - t.start <= 4,
            tags::NN | tags::NNS | tags::JJ => tokens[..at].iter().rev().take(4).any(|t| {
                // *When the mayor is away ...* is no question.
                let asks = matches!(t.tag, tags::W | tags::WRB) && t.roles & role::OPENS == 0;
                asks && t.start == tokens[0].start
            }),
            _ => false,
        },
    }
}

/// *Was he **warned** of it?* What follows is no object.
pub(super) fn after(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at + 1)
        .is_none_or(|t| matches!(t.tag, tags::IN | tags::STOP | tags::COMMA | tags::RB | tags::QUOTE))
}

/// From a subject at `at` to the verb after it that the group waits for.
pub(super) fn over_subject(tokens: &[Token], at: usize, wants: Wants, condition: bool) -> Option<usize> {
    if !subject(tokens[at].tag) {
        return None;
    }
    let mut last = Tag(0);
    for (n, token) in tokens[at..].iter().enumerate().take(LONGEST) {
        let fits = match wants {
            Wants::Base => matches!(token.tag, tags::VB | tags::BEB | tags::VBP | tags::VBD),
            Wants::Participle => matches!(token.tag, tags::VBN | tags::BEN),
            Wants::AfterBe => {
                let noun = matches!(last, tags::NN | tags::NNS | tags::NNP);
                matches!(token.tag, tags::VBN | tags::VBG | tags::BEG)
                    || token.tag == tags::VBD && noun && after(tokens, at + n)
                    || token.tag == tags::TO && condition
            }
            Wants::Passive => token.tag == tags::VBN,
        };
        // A participle before a noun belongs to the subject.
        if fits && n > 0 && !matches!(last, tags::DT | tags::PRPS | tags::JJ | tags::IN | tags::TO) {
            return Some(at + n);
        }
        if !nominal(token.tag) && !matches!(token.tag, tags::IN | tags::RB | tags::CC) {
            return None;
        }
        last = token.tag;
    }
    None
}
