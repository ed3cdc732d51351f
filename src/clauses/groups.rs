//! [`Group`]: the verb group of a clause: *would not have been seen* from its first finite word on.

use super::auxiliaries::{Wants, extend, semi};
use super::grammar::{Grammar, role};
use super::inversion::fronted;
use super::nouns::{after_plural, is_no_verb, is_subject};
use super::tags::{self, Tag};
use super::tokens::Token;
use crate::analysis::{Semi, Tense};

/// A verb group. Positions are indices of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The first finite word; the verb itself of an imperative.
    pub finite: u32,
    /// The last verb: *seen*. In *is going to fall*, *has to go*, *used to be* the verb after *to*.
    pub head: u32,
    /// None under a modal and in imperatives.
    pub tense: Option<Tense>,
    /// Lemma of the modal.
    pub modal: Option<&'static str>,
    /// *going to*, *have to*, *used to*, *ought to*.
    pub semi: Option<Semi>,
    /// *has gone*.
    pub perfect: bool,
    /// *is going*.
    pub progressive: bool,
    /// *is seen*, *got seen*.
    pub passive: bool,
    /// *not, n't, never, no longer, hardly*.
    pub negated: bool,
    /// *Go!*
    pub imperative: bool,
    /// The finite word stands before the subject: *did he go*.
    pub inverted: bool,
    /// Other words stand inside that may have clauses of their own: a subject, or *if asked* of *would, if asked, go*.
    pub parted: bool,
    /// A base form that may be an imperative, or go on with an infinitive (*to eat, drink*).
    pub doubtful: bool,
    /// The head is a form of *be*: what follows is a complement.
    pub copula: bool,
}

impl Group {
    /// A group of one word, of which nothing else is known.
    fn at(at: usize) -> Group {
        Group {
            finite: at as u32,
            head: at as u32,
            tense: None,
            modal: None,
            semi: None,
            perfect: false,
            progressive: false,
            passive: false,
            negated: false,
            imperative: false,
            inverted: false,
            parted: false,
            doubtful: false,
            copula: false,
        }
    }
}

/// Words that a group may stretch over.
pub(super) const LONGEST: usize = 14;

/// The groups of a sentence, in order of their finite words; `verbs` are the tokens that may begin one. What the tagger took
/// for an order and is the subject of another verb becomes a noun.
pub fn groups(tokens: &mut [Token], verbs: &[u32], grammar: &Grammar, groups: &mut Vec<Group>) {
    groups.clear();
    let mut from = 0;
    for at in verbs.iter().map(|verb| *verb as usize) {
        if at < from {
            continue;
        }
        let tag = tokens[at].tag;
        let group = match tag {
            _ if groups.iter().rev().take(3).any(|g| g.parted && g.head as usize == at) => continue,
            _ if is_no_verb(tokens, at, grammar) => continue,
            _ if tag.is_finite()
                || asks(tokens, at, grammar)
                || so_does(tokens, at)
                || subject_before_comma(tokens, at, groups)
                || after_plural(tokens, at, groups)
                || subjunctive(tokens, at, groups)
                || past_after_conjunction(tokens, at, groups) =>
            {
                finite(tokens, at, grammar)
            }
            tags::VB | tags::BEB if opens_clause(tokens, at, groups) => imperative(tokens, at),
            _ => continue,
        };
        from = if group.parted { at + 1 } else { group.head as usize + 1 };
        if !group.imperative
            && let Some(order) = groups.pop_if(|last| is_subject(tokens, last, at))
        {
            tokens[order.head as usize].tag = tags::NN;
        }
        groups.push(group);
    }
}

/// *So **do** the others*, *as **do** most of them*: what the tagger takes for a base form.
fn so_does(tokens: &[Token], at: usize) -> bool {
    let fronts = |b: usize| tokens[b].roles & (role::FRONTS | role::AS) != 0;
    tokens[at].tag == tags::VB
        && tokens[at].roles & role::DO != 0
        && at.checked_sub(1).is_some_and(fronts)
        && tokens.get(at + 1).is_some_and(|t| subject(t.tag))
}

/// *Do labels matter?* *Don't go!* The tagger takes the first word of such sentences for a base form.
fn asks(tokens: &[Token], at: usize, grammar: &Grammar) -> bool {
    let (verb, next) = (tokens[at], tokens.get(at + 1));
    verb.tag == tags::VB
        && verb.roles & (role::DO | role::HAVE) != 0
        && starts(tokens, at)
        && next.is_some_and(|t| {
            t.roles & role::NEGATION != 0
                || subject(t.tag) && (grammar.asks(tokens) || at > 0 && fronted(tokens, at))
        })
}

/// *Many people, and many students, dislike it*: after a subject and a comma a base form is no imperative.
fn subject_before_comma(tokens: &[Token], at: usize, groups: &[Group]) -> bool {
    let opens = |t: &&Token| !matches!(t.tag, tags::CC | tags::QUOTE | tags::OPEN | tags::RB | tags::COMMA);
    tokens[at].tag == tags::VB
        && groups.is_empty()
        && at > 2
        && tokens[at - 1].tag == tags::COMMA
        && tokens.iter().find(opens).is_some_and(|t| nominal(t.tag) && t.tag != tags::PRP)
        && !tokens[..at].iter().any(|t| t.tag == tags::TO)
}

/// *They demand that he **resign***: a base form with a subject after *that* or a conjunction is finite.
fn subjunctive(tokens: &[Token], at: usize, groups: &[Group]) -> bool {
    if !matches!(tokens[at].tag, tags::VB | tags::BEB) {
        return false;
    }
    let from = groups.last().map_or(0, |g| g.head as usize + 1).max(at.saturating_sub(LONGEST));
    let mut before = tokens[from.min(at)..at].iter().rev().skip_while(|t| t.tag == tags::RB).peekable();
    if !before.peek().is_some_and(|t| nominal(t.tag) && !matches!(t.tag, tags::DT | tags::JJ)) {
        return false;
    }
    let stop = before
        .find(|t| !nominal(t.tag) && !matches!(t.tag, tags::IN | tags::RB) || t.roles & role::OPENS != 0);
    stop.is_some_and(|t| t.tag == tags::CMP || t.roles & (role::OPENS | role::WEAK) == role::OPENS)
}

/// *They promised much but never **named** a judge*: what has an object is no participle.
fn past_after_conjunction(tokens: &[Token], at: usize, groups: &[Group]) -> bool {
    if tokens[at].tag != tags::VBN {
        return false;
    }
    let before = tokens[..at].iter().rev().find(|t| t.tag != tags::RB);
    let object = tokens.get(at + 1).is_some_and(|t| matches!(t.tag, tags::DT | tags::PRP | tags::PRPS));
    object
        && before.is_some_and(|t| t.tag == tags::CC)
        && groups.last().is_some_and(|g| g.head == g.finite && g.tense == Some(Tense::Past))
}

fn finite(tokens: &[Token], at: usize, grammar: &Grammar) -> Group {
    let mut token = tokens[at];
    if token.tag == tags::BEB {
        token.tag = tags::BE;
    }
    if token.tag == tags::VB {
        let roles = token.roles;
        token.tag = match () {
            _ if roles & role::DO != 0 => tags::DO,
            _ if roles & role::HAVE != 0 => tags::HV,
            _ => tags::VBP,
        };
    }
    let roles = token.roles;
    let past = match token.tag {
        tags::VBD | tags::VBN => true,
        tags::BE | tags::HV | tags::DO => roles & role::PAST != 0,
        _ => false,
    };
    let modal = (token.tag == tags::MD).then(|| grammar.modal(token.word)).flatten();
    let mut group = Group {
        tense: (token.tag != tags::MD).then_some(if past { Tense::Past } else { Tense::Present }),
        modal,
        negated: negated(tokens, at, 2),
        copula: token.tag == tags::BE,
        ..Group::at(at)
    };
    let wants = match token.tag {
        tags::MD | tags::DO => Some(Wants::Base),
        tags::HV => Some(Wants::Participle),
        tags::BE => Some(Wants::AfterBe),
        _ if roles & role::GET != 0 => Some(Wants::Passive),
        _ => None,
    };
    if let Some(wants) = wants {
        extend(tokens, &mut group, wants);
    }
    if group.head == group.finite && roles & role::USED != 0 && token.tag == tags::VBD {
        semi(tokens, &mut group, at + 1, Semi::UsedTo);
    }
    if token.tag == tags::DO && !group.inverted && group.head > group.finite && starts(tokens, at) {
        // *Do not go.*
        group = Group { finite: group.head, imperative: true, tense: None, ..group };
    }
    group
}

/// *never went*: a negation among the `most` words before.
fn negated(tokens: &[Token], at: usize, most: usize) -> bool {
    let mut before = tokens[at.saturating_sub(most)..at].iter();
    before.any(|t| t.tag == tags::RB && t.roles & role::NEGATION != 0)
}

/// Tags that can open a subject.
pub(super) fn subject(tag: Tag) -> bool {
    nominal(tag) || tag == tags::EX
}

/// Tags of the words of a noun phrase.
pub(super) fn nominal(tag: Tag) -> bool {
    matches!(
        tag,
        tags::NN
            | tags::NNS
            | tags::NNP
            | tags::PRP
            | tags::PRPS
            | tags::DT
            | tags::CD
            | tags::JJ
            | tags::POS
            | tags::HYPHEN
    )
}

/// Whether nothing but marks, conjunctions, adverbs and *please* stand before `at`.
fn starts(tokens: &[Token], at: usize) -> bool {
    tokens[..at].iter().all(|t| {
        matches!(
            t.tag,
            tags::CC
                | tags::RB
                | tags::UH
                | tags::COMMA
                | tags::QUOTE
                | tags::COLON
                | tags::OPEN
                | tags::X
                | tags::STOP
        )
    })
}

/// Whether a base form at `at` opens a clause as an imperative.
fn opens_clause(tokens: &[Token], at: usize, groups: &[Group]) -> bool {
    let before = tokens[..at]
        .iter()
        .rev()
        .find(|t| !matches!(t.tag, tags::RB | tags::UH | tags::QUOTE) && t.roles & role::PLEASE == 0);
    match before {
        None => true,
        Some(t) => match t.tag {
            tags::COMMA | tags::COLON | tags::STOP | tags::OPEN | tags::CLOSE => true,
            tags::CC => starts(tokens, at) || groups.last().is_some_and(|g| g.imperative),
            _ => false,
        },
    }
}

fn imperative(tokens: &[Token], at: usize) -> Group {
    let mut group = Group {
        negated: negated(tokens, at, 1),
        imperative: true,
        doubtful: !starts(tokens, at),
        copula: tokens[at].tag == tags::BEB,
        ..Group::at(at)
    };
    if group.copula {
        extend(tokens, &mut group, Wants::AfterBe);
        (group.inverted, group.parted) = (false, false);
    }
    group
}

/// The group of an infinitive or participle from its first word on: *have been seen*, *being seen*.
pub fn bare(tokens: &[Token], at: usize) -> Group {
    let token = tokens[at];
    let roles = token.roles;
    let mut group = Group { imperative: false, doubtful: false, ..imperative(tokens, at) };
    let wants = match token.tag {
        tags::BEG => Some(Wants::Passive),
        tags::VB | tags::VBG if roles & role::HAVE != 0 => Some(Wants::Participle),
        tags::VB | tags::VBG if roles & role::GET != 0 => Some(Wants::Passive),
        _ => None,
    };
    if let Some(wants) = wants {
        extend(tokens, &mut group, wants);
    }
    // One that the tagger took for a finite past is a participle here.
    group.passive |= matches!(token.tag, tags::VBN | tags::VBD);
    (group.inverted, group.parted) = (false, false);
    group
}

/// How many tokens the noun phrase at the head of `tokens` has: *the most peaceful corner*. A determiner after a noun
/// begins another.
pub(super) fn phrase(tokens: &[Token]) -> usize {
    let mut noun = false;
    for (at, token) in tokens.iter().enumerate() {
        let inside = match token.tag {
            tags::RB => tokens.get(at + 1).is_some_and(|t| t.tag == tags::JJ),
            tags::DT | tags::PRPS | tags::PRP => {
                at == 0 || !noun && !matches!(tokens[at - 1].tag, tags::JJ | tags::POS)
            }
            tag => nominal(tag),
        };
        if !inside {
            return at;
        }
        noun |= matches!(token.tag, tags::NN | tags::NNS | tags::NNP | tags::PRP);
        noun &= token.tag != tags::POS;
    }
    tokens.len()
}
