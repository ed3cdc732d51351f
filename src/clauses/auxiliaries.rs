//! What an auxiliary makes of the verbs after it: *has been seen*, *is going to fall*, *had to go*.

use super::grammar::role;
use super::groups::{Group, LONGEST, subject};
use super::inversion::{before_subject, fronted, over_subject};
use super::tags;
use super::tokens::Token;
use crate::analysis::Semi;

/// The form that the next verb of a group must have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    Base,
    Participle,
    AfterBe,
    Passive,
}

/// Adds to a group the verbs after its first word, which must have a form that this one wants.
pub(super) fn extend(tokens: &[Token], group: &mut Group, mut wants: Wants) {
    let first = group.finite as usize;
    let first_of_clause = before_subject(tokens, first);
    let may_invert = tokens[first].tag != tags::VBD && (first_of_clause || fronted(tokens, first));
    let mut at = first + 1;
    let end = tokens.len().min(first + LONGEST);
    while at < end {
        let (tag, roles) = (tokens[at].tag, tokens[at].roles);
        let next = match (wants, tag) {
            // *It is "not worth it".*
            (_, tags::QUOTE) if tokens.get(at + 1).is_some_and(|t| t.tag == tags::RB) => {
                at += 1;
                continue;
            }
            (_, tags::RB) => {
                group.negated |= roles & role::NEGATION != 0;
                at += 1;
                continue;
            }
            (Wants::Base, tags::VB) if roles & role::HAVE != 0 => Some(Wants::Participle),
            (Wants::Base, tags::VB) => None,
            (Wants::Base, tags::BEB) => Some(Wants::AfterBe),
            (Wants::Participle, tags::VBN | tags::VBD) => {
                group.perfect = true;
                None
            }
            (Wants::Participle, tags::BEN) => {
                group.perfect = true;
                Some(Wants::AfterBe)
            }
            // *He's been there*, *she's spent it*: *has*.
            (Wants::AfterBe, tags::BEN) => {
                group.perfect = true;
                Some(Wants::AfterBe)
            }
            (Wants::AfterBe, tags::VBN)
                if at == first + 1 && clitic_has(tokens, first) && !group.inverted =>
            {
                group.perfect = true;
                None
            }
            (Wants::AfterBe, tags::VBN) | (Wants::Passive, tags::VBN) => {
                group.passive = true;
                None
            }
            (Wants::AfterBe, tags::VBG) => {
                group.progressive = true;
                None
            }
            (Wants::AfterBe, tags::BEG) => {
                group.progressive = true;
                Some(Wants::Passive)
            }
            (Wants::Participle, tags::TO) if tokens[group.head as usize].roles & role::HAVE != 0 => {
                return semi(tokens, group, at, Semi::HaveTo);
            }
            (Wants::Base, tags::TO) if group.modal == Some("ought") => {
                at += 1;
                continue;
            }
            (Wants::AfterBe, tags::TO) if at <= first + 2 => {
                if !aims(tokens, first) {
                    semi(tokens, group, at, Semi::BeTo);
                }
                return;
            }
            // *would, if it had the money, buy*
            (Wants::Base, tags::COMMA) if at == first + 1 => {
                let rest = &tokens[at + 1..end];
                let Some(close) = rest.iter().position(|t| t.tag == tags::COMMA) else { break };
                if !rest.get(close + 1).is_some_and(|t| matches!(t.tag, tags::VB | tags::BEB)) {
                    break;
                }
                group.parted = true;
                at += close + 2;
                continue;
            }
            _ if may_invert && group.head == group.finite && !group.inverted => {
                let condition = tokens[first].roles & role::CONDITION != 0;
                let Some(verb) = over_subject(tokens, at, wants, condition) else { break };
                (group.inverted, group.parted) = (true, true);
                at = verb;
                if tokens[at].tag == tags::TO {
                    return semi(tokens, group, at, Semi::BeTo);
                }
                if !matches!(
                    tokens[at].tag,
                    tags::VB | tags::BEB | tags::BEN | tags::BEG | tags::VBN | tags::VBG
                ) {
                    // The tagger did not see that it goes with the first word.
                    group.head = at as u32;
                    group.passive = wants == Wants::AfterBe;
                    group.copula = false;
                    return;
                }
                continue;
            }
            _ => break,
        };
        group.head = at as u32;
        group.copula = matches!(tag, tags::BEB | tags::BEN);
        at += 1;
        match next {
            Some(next) => wants = next,
            None if tag == tags::VBG && roles & role::GOING != 0 => {
                semi(tokens, group, at, Semi::GoingTo);
                group.progressive &= group.semi.is_none();
                return;
            }
            None if roles & role::HAVE != 0 && tokens.get(at).is_some_and(|t| t.tag == tags::TO) => {
                return semi(tokens, group, at, Semi::HaveTo);
            }
            None if roles & role::GET != 0 => wants = Wants::Passive,
            None => break,
        }
    }
    if may_invert && first_of_clause && group.head == group.finite && !group.inverted {
        group.inverted = tokens.get(first + 1).is_some_and(|t| subject(t.tag));
        group.parted = group.inverted;
    }
}

/// *'s* before a participle that has an object is *has*.
fn clitic_has(tokens: &[Token], first: usize) -> bool {
    tokens[first].end - tokens[first].start <= 4
        && first > 0
        && tokens[first].unit == tokens[first - 1].unit
        && tokens
            .get(first + 2)
            .is_some_and(|t| matches!(t.tag, tags::DT | tags::PRP | tags::PRPS | tags::CD))
}

/// *The aim is to win*, *what he wants is to win*: an infinitive is what is said of the subject.
fn aims(tokens: &[Token], be: usize) -> bool {
    let before = tokens[..be].iter().rev().take(10);
    be > 0 && tokens[be - 1].tag.is_finite()
        || before
            .take_while(|t| t.tag != tags::COMMA)
            .any(|t| matches!(t.tag, tags::NN | tags::NNS) && t.roles & role::AIM != 0)
}

/// *to* and a base form at `at` make a semi-modal.
pub(super) fn semi(tokens: &[Token], group: &mut Group, at: usize, semi: Semi) {
    if !tokens.get(at).is_some_and(|t| t.tag == tags::TO || t.end - t.start == 2) {
        return;
    }
    let adverbs = tokens[at + 1..].iter().take(2).take_while(|t| t.tag == tags::RB).count();
    let Some(verb) = tokens.get(at + 1 + adverbs) else { return };
    if matches!(verb.tag, tags::VB | tags::BEB) {
        group.semi = Some(semi);
        group.head = (at + 1 + adverbs) as u32;
        group.copula = verb.tag == tags::BEB;
        if verb.tag == tags::BEB && tokens.get(at + 2 + adverbs).is_some_and(|t| t.tag == tags::VBN) {
            group.passive = true;
            group.copula = false;
            group.head += 1;
        }
    }
}
