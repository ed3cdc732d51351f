//! Relative clauses that no word opens, and frames inside relative clauses.

use super::grammar::role;
use super::groups::nominal;
use super::outline::{Outline, Pass, Verb};
use super::tags;
use super::tokens::Token;
use crate::analysis::ClauseKind as Kind;

impl Pass<'_> {
    /// *the book he wrote is ...*, *the roads the Romans built have ...*: a subject right after a noun, and another verb
    /// to come. Gives its first word and that noun.
    pub(super) fn zero_relative(&self, number: usize) -> Option<(usize, u32)> {
        let group = self.groups[number];
        self.groups.get(number + 1)?;
        let mut end = group.finite as usize;
        while end > 0 && self.tokens[end - 1].tag == tags::RB {
            end -= 1;
        }
        let from = end.saturating_sub(5).max(self.gap.from as usize);
        let start =
            (from..end).rev().find(|i| matches!(self.tokens[*i].tag, tags::PRP | tags::DT | tags::PRPS))?;
        let noun = start.checked_sub(1).filter(|n| *n >= self.gap.from as usize)?;
        if group.inverted
            || group.imperative
            || !matches!(self.tokens[noun].tag, tags::NN | tags::NNS)
            || self.tokens[start].roles & role::REFLEXIVE != 0
            || !self.tokens[start..end].iter().all(|t| nominal(t.tag))
        {
            return None;
        }
        let found = Some((start, noun as u32));
        let pronoun = self.tokens[start].tag == tags::PRP;
        let between = self.between(number);
        let first = self.tokens.iter().find(|t| !matches!(t.tag, tags::CC | tags::QUOTE | tags::OPEN));
        // *In the week we arrived, the talks were over.*
        let quoted = between.iter().any(|t| t.tag == tags::QUOTE);
        if pronoun
            && first.is_some_and(|t| t.tag == tags::IN)
            && between.iter().any(|t| t.tag == tags::COMMA)
            && !quoted
        {
            return found;
        }
        // *After the vote the cabinet resigned and ...*: a fronted adverbial.
        if !pronoun
            && (self.gap.apposed().is_none()
                || first.is_some_and(|t| t.tag == tags::IN)
                || group.head != group.finite)
        {
            return None;
        }
        let splits = |t: &Token| {
            matches!(
                t.tag,
                tags::COMMA | tags::CC | tags::COLON | tags::CMP | tags::W | tags::WRB | tags::PRP
            ) || t.roles & role::OPENS != 0
        };
        (!between.iter().any(splits)
            && (pronoun || !between.iter().any(|t| matches!(t.tag, tags::DT | tags::PRPS))))
        .then_some(())
        .and(found)
    }

    /// *the man who they say **wrote** it*: the verb of the relative clause follows a frame.
    pub(super) fn frame_in_relative(&mut self, top: usize, last: usize) -> bool {
        let number = self.next - 1;
        let (group, clause) = (self.groups[last], &self.clauses[top]);
        let frame = clause.kind == Kind::Relative
            && self.tokens[clause.start as usize].tag == tags::W
            && group.head + 1 == self.groups[number].finite
            && clause.start > self.clauses[0].start
            && (self.main_has_verb() || number + 1 < self.groups.len())
            && clause.subject.is_some_and(|s| s > clause.start)
            && self.head_roles(last) & (role::REPORT | role::TAKES) != 0;
        if frame {
            let start = clause.subject.expect("it has one");
            self.clauses[top].subject = None;
            self.clauses.push(Outline {
                kind: Kind::Frame,
                start,
                end: group.head + 1,
                verb: Some(Verb::Group(last as u16)),
                parent: top as u16,
                subject: Some(start),
            });
        }
        frame
    }

    /// *Photos released of the scene showed ...*: what was taken for the verb of `clause` is a participle when another
    /// verb follows that has no subject but that of the first.
    pub(super) fn reduced_relative(&mut self, clause: usize, last: usize) -> bool {
        let group = self.groups[last];
        let verb = self.tokens[group.finite as usize];
        let before = group.finite.checked_sub(1).map(|b| self.tokens[b as usize].tag);
        let participle = verb.tag == tags::VBD
            && group.head == group.finite
            && self.classes.tags(verb.class).contains(&tags::VBN)
            && before.is_some_and(|t| matches!(t, tags::NN | tags::NNS | tags::NNP))
            && (self.gap.subject().is_none()
                || (self.gap.oblique() || self.gap_tells_time()) && self.head_roles(last) & role::TAKES == 0)
            && self.gap.conjunction().is_none()
            && !self.gap.quote()
            && !self.gap.comma();
        if participle {
            self.clauses.push(Outline {
                kind: Kind::Participial,
                start: group.finite,
                end: self.groups[last + 1].finite,
                verb: Some(Verb::Bare(group.finite)),
                parent: clause as u16,
                subject: None,
            });
        }
        participle
    }

    /// Whether nothing but a time stands here: *last year*, *this week*.
    fn gap_tells_time(&self) -> bool {
        let Some((from, to)) = self.gap.subject_from().zip(self.gap.subject()) else { return false };
        from == self.gap.from && to < from + 2 && self.tokens[to as usize].roles & role::TIME != 0
    }
}
