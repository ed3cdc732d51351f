//! Clauses without a finite verb: *to win*, *having won*, *by winning*, and verbs that share what stands before another
//! (*will rise and **fall***).

use super::grammar::role;
use super::groups::nominal;
use super::outline::{Outline, Pass, Verb};
use super::tags;
use super::tokens::Token;
use crate::analysis::ClauseKind as Kind;

impl Pass<'_> {
    /// *to win*, *not to win*: a clause that nothing else belongs to.
    pub(super) fn infinitive(&mut self, at: usize) {
        let adverbs = self.tokens[at + 1..].iter().take(2).take_while(|t| t.tag == tags::RB).count();
        let verb = at + 1 + adverbs;
        if !self.tokens.get(verb).is_some_and(|t| matches!(t.tag, tags::VB | tags::BEB)) {
            self.gap.set_prepositional();
            return;
        }
        if self.parted == Some(verb as u32) {
            return;
        }
        let before = self.tokens[..at].iter().rev().find(|t| t.tag != tags::RB);
        // *To win the suburbs, they ...*; not *to ignore it would be ...*
        let next = self.groups.get(self.next).map_or(self.tokens.len(), |g| g.finite as usize);
        let fronted = !self.main_has_verb() && self.open.len() == 1 && self.gap.subject().is_none();
        let comma = self.tokens[at..next.max(at)].iter().take(40).any(|t| t.tag == tags::COMMA);
        let purpose = before.is_some_and(|t| t.roles & role::PURPOSE != 0) || fronted && comma;
        self.leaf(if purpose { Kind::Purpose } else { Kind::Infinitival }, at, verb);
    }

    /// *made them **pay***; *to raise and **cut***, *will rise and **fall***.
    pub(super) fn bare_infinitive(&mut self, at: usize) {
        if self.parted == Some(at as u32) || self.shared(at) {
            return;
        }
        // *Let us go* has a pronoun before it, *made honest people steal* a noun.
        let before = self.tokens[..at].iter().rev().find(|t| t.tag != tags::RB);
        let object = before.is_some_and(|t| {
            matches!(t.tag, tags::PRP | tags::NN | tags::NNS | tags::NNP | tags::VB | tags::VBP | tags::VBZ)
        });
        if object && self.main_has_verb() {
            self.leaf(Kind::Infinitival, at, at);
        }
    }

    /// A verb after a conjunction that has the form of the verb before the conjunction, and its auxiliaries.
    pub(super) fn shared(&mut self, at: usize) -> bool {
        let tag = self.tokens[at].tag;
        let before = self.tokens[..at].iter().rposition(|t| t.tag != tags::RB);
        if before.is_none_or(|b| self.tokens[b].tag != tags::CC) {
            return false;
        }
        let top = self.top();
        let form = |token: u32| self.tokens[token as usize].tag;
        let like = |a, b| a == b || matches!((a, b), (tags::VB, tags::BEB) | (tags::BEB, tags::VB));
        let bare = self.clauses.iter().rev().take(2).find(|c| {
            c.end as usize <= at && matches!(c.verb, Some(Verb::Bare(verb)) if like(form(verb), tag) && verb > self.gap.from.saturating_sub(2))
        });
        let verb = match self.group(top) {
            _ if bare.is_some() => Verb::Bare(at as u32),
            Some(number) => {
                let group = self.groups[number];
                if group.head == group.finite || !like(form(group.head), tag) {
                    return false;
                }
                Verb::Shared { verb: at as u32, group: number as u16 }
            }
            None => return false,
        };
        self.leaf(Kind::Coordinate, before.expect("a conjunction"), at);
        self.clauses.last_mut().expect("the leaf").verb = Some(verb);
        true
    }

    /// *Having won, ...*, *..., citing costs*; *by citing costs*, *the deal signed in March*.
    pub(super) fn participle(&mut self, at: usize) {
        if self.parted == Some(at as u32) || self.shared(at) {
            return;
        }
        let tag = self.tokens[at].tag;
        let next = self.tokens.get(at + 1).map_or(tags::STOP, |t| t.tag);
        let before = self.tokens[..at].iter().rev().find(|t| !matches!(t.tag, tags::RB | tags::QUOTE));
        // *..., increasing pressure has ...*, *by rising prices* modify a noun.
        let noun = matches!(next, tags::NN | tags::NNS | tags::JJ | tags::NNP);
        let complete = !noun && !matches!(next, tags::STOP | tags::COMMA | tags::HYPHEN);
        let opens = match before.map(|t| t.tag) {
            None | Some(tags::COMMA | tags::COLON | tags::OPEN) => {
                !(noun && (tag == tags::VBN || self.modifies(at)))
            }
            Some(tags::IN) if tag != tags::VBN => complete,
            Some(tags::VB | tags::VBP | tags::VBZ | tags::VBD) if tag != tags::VBN => !noun,
            // *research spending in cities* against *families living in cities*
            Some(tags::NN) if tag == tags::VBG && next == tags::IN => false,
            Some(tags::NN | tags::NNS | tags::NNP) => {
                let with = self.gap.prepositional() && next == tags::COMMA && tag == tags::VBG;
                complete && next != tags::CC || with
            }
            Some(tags::WRB) => true,
            _ => false,
        };
        // *According to*, *given the choice* are prepositions.
        let preposition = self.tokens[at].roles & role::PREPOSITION != 0;
        if opens && !preposition {
            let marked = before.is_some_and(|t| t.tag == tags::WRB);
            self.leaf(Kind::Participial, if marked { at - 1 } else { at }, at);
        }
    }

    /// *..., participating countries will ...*, *legally binding targets*: no clause.
    pub(super) fn modifies(&self, at: usize) -> bool {
        let adverb = at > 0 && self.tokens[at - 1].tag == tags::RB;
        adverb
            || self.groups.get(self.next).is_some_and(|next| {
                let between = &self.tokens[at + 1..(next.finite as usize).max(at + 1)];
                between.iter().all(|t| nominal(t.tag) && !matches!(t.tag, tags::DT | tags::PRPS | tags::PRP))
            })
    }

    pub(super) fn leaf(&mut self, kind: Kind, start: usize, verb: usize) {
        let ends =
            |t: &Token| matches!(t.tag, tags::COMMA | tags::COLON | tags::STOP | tags::CC | tags::CLOSE);
        let rest = &self.tokens[verb + 1..];
        let mut end = verb + 1 + rest.iter().position(ends).unwrap_or(rest.len());
        if let Some(group) = self.groups.get(self.next) {
            end = end.min(group.finite as usize);
        }
        self.clauses.push(Outline {
            kind,
            start: start as u32,
            end: end as u32,
            verb: Some(Verb::Bare(verb as u32)),
            parent: self.top() as u16,
            subject: None,
        });
    }
}
