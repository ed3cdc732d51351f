//! Which clause a verb group belongs to: the innermost that still waits for its verb, or else a new one, coordinate or
//! without an opening word (*he said **it was late***).

use super::grammar::role;
use super::groups::{nominal, phrase};
use super::outline::{Pass, Verb};
use super::tags;
use crate::analysis::{ClauseKind as Kind, Tense};

impl Pass<'_> {
    /// Finds a clause for a group.
    pub(super) fn attach(&mut self, number: usize) {
        let group = self.groups[number];
        let top = self.top();
        let Some(last) = self.group(top) else { return self.fill(top, number) };
        let subject = self.gap.subject().is_some();
        let takes = self.head_roles(last) & role::TAKES != 0;
        let direct = !self.gap.comma() && !self.gap.colon() && self.gap.conjunction().is_none();
        let root = self.root();
        let waiting = self.open[root..].iter().rposition(|c| self.clauses[*c as usize].verb.is_none());
        let waiting = waiting.map(|place| root + place);
        let only = waiting.is_some() && number + 1 == self.groups.len();
        // *he thinks it is late*; *if you think he is right, ...*
        // *What worries them is that ...*
        let infinitive =
            self.tokens.get(self.groups[last].head as usize + 1).is_some_and(|t| t.tag == tags::TO);
        let what = self.clauses[top].kind == Kind::Relative
            && self.clauses[top].start == self.clauses[0].start
            && waiting.is_some();
        // *saw the soldiers **burn** it*
        let bare = self.head_roles(last) & role::BARE != 0
            && direct
            && subject
            && group.head == group.finite
            && self.tokens[group.head as usize].tag == tags::VBP
            && (self.groups[last].tense == Some(Tense::Past) || !takes);
        if bare && waiting.is_none() {
            return self.leaf(Kind::Infinitival, group.head as usize, group.head as usize);
        }
        // *finds itself **added** to the list*: nobody adds himself there.
        let reflexive = self
            .gap
            .subject()
            .filter(|_| self.gap.subject() == self.gap.subject_from())
            .is_some_and(|s| self.tokens[s as usize].roles & role::REFLEXIVE != 0);
        if reflexive
            && direct
            && group.head == group.finite
            && self.tokens[group.head as usize].tag == tags::VBD
        {
            return self.leaf(Kind::Participial, group.head as usize, group.head as usize);
        }
        if takes && direct && subject && number == last + 1 && !only && !what && !infinitive {
            let quoted = self.gap.quote() && self.head_roles(last) & role::REPORT != 0;
            let kind = if quoted { Kind::Quotation } else { Kind::Complement };
            return self.begin_with(kind, self.gap.from as usize, number);
        }
        if self.frame_in_relative(top, last) {
            return self.give(top, number);
        }
        let joined = self.gap.conjunction().is_some() && (!subject || self.goes_on(number));
        if let Some(place) = waiting
            && (!joined || only || self.gap.comma() && !subject)
        {
            let inner = self.open.get(place + 1).map(|c| self.clauses[*c as usize].kind);
            let stored = self.clauses[self.open[place] as usize].subject;
            let end = match (inner, stored) {
                // *Voters who remember the famine **distrust** them.* The famine belongs to what they remember.
                (Some(Kind::Relative | Kind::Complement | Kind::Question), Some(_)) => {
                    self.gap.set_subject(stored);
                    group.finite
                }
                _ => self.gap.subject_from().unwrap_or(group.finite),
            };
            self.close(place + 1, end as usize);
            return self.give(self.open[place] as usize, number);
        }
        if waiting.is_none() && self.reduced_relative(top, last) {
            return self.give(top, number);
        }
        // *..., but if the strike spreads **it will lose** them*
        if waiting.is_none() && subject && self.fronted_after_conjunction(top) {
            let start = self.gap.subject_from().unwrap_or(group.finite) as usize;
            self.close(root + 1, start);
            return self.begin_with(Kind::Coordinate, start, number);
        }
        if self.reports(number) {
            let start = self.gap.subject_from().unwrap_or(group.finite);
            self.close(root + 1, self.gap.from as usize);
            return self.begin_with(Kind::Frame, start as usize, number);
        }
        if let Some(start) = self.gap.conjunction() {
            // A comma before the conjunction leads back to the main clause; without one the last clause goes on.
            let place =
                if self.gap.comma_before_conjunction() && subject { root + 1 } else { self.open.len() };
            self.close(place, start as usize);
            return self.begin_with(Kind::Coordinate, start as usize, number);
        }
        // *He said, "It is late."*
        if self.gap.quote() && self.head_roles(last) & role::REPORT != 0 {
            return self.begin_with(Kind::Quotation, self.gap.from as usize, number);
        }
        let start = self.gap.from as usize;
        if direct {
            let states = self.states(last);
            let kind = if subject && !takes && !states { Kind::Relative } else { Kind::Complement };
            return self.begin_with(kind, self.gap.subject_from().unwrap_or(start as u32) as usize, number);
        }
        // *raised taxes, **signed** the pact, and left*: the subject is that of the verb before.
        let between = &self.tokens[start..group.finite as usize];
        let comma = between.iter().position(|t| t.tag == tags::COMMA);
        let listed = comma.filter(|comma| between[comma + 1..].iter().all(|t| t.tag == tags::RB));
        let start = listed.map_or(start, |comma| start + comma + 1);
        self.close(root + 1, start);
        self.begin_with(Kind::Coordinate, start, number);
    }

    /// A group for a clause that waits for its verb.
    fn fill(&mut self, top: usize, number: usize) {
        let group = self.groups[number];
        if self.parenthesis(number) {
            let start = self.gap.subject_from().unwrap_or(group.finite) as usize;
            // The subject of the clause around it was left behind before the comma.
            self.begin_with(Kind::Frame, start, number);
            return self.close(self.open.len() - 1, group.head as usize + 1);
        }
        if let Some((start, noun)) = self.zero_relative(number) {
            self.clauses[top].subject = Some(self.gap.apposed().unwrap_or(noun));
            return self.begin_with(Kind::Relative, start, number);
        }
        if top == 0 && self.inverted_condition(number) {
            return self.begin_with(Kind::Conditional, group.finite as usize, number);
        }
        self.give(top, number);
    }

    fn begin_with(&mut self, kind: Kind, start: usize, number: usize) {
        let clause = self.push(kind, start);
        self.give(clause, number);
    }

    fn give(&mut self, clause: usize, number: usize) {
        let gap = self.gap;
        let group = self.groups[number];
        let clause = &mut self.clauses[clause];
        clause.verb = Some(Verb::Group(number as u16));
        let before = gap.subject().filter(|s| *s >= clause.start);
        let clear = before
            .filter(|_| !gap.oblique())
            .or(clause.subject)
            .or(gap.first().filter(|s| *s >= clause.start));
        clause.subject = clear.or(before);
        // *voters **who** remember*
        if clause.subject.is_none() && self.tokens[clause.start as usize].tag == tags::W {
            clause.subject = Some(clause.start);
        }
        if group.inverted {
            // *Did the minister lie?* The subject follows the finite word.
            let from = group.finite as usize
                + 1
                + usize::from(self.tokens.get(group.finite as usize + 1).is_some_and(|t| t.tag == tags::RB));
            let inside = &self.tokens[from..];
            let subject = match inside.first() {
                Some(t) if t.tag == tags::EX => 1,
                _ => phrase(&inside[..inside.len().min(12)]),
            };
            clause.subject = (subject > 0).then_some((from + subject) as u32 - 1).or(clause.subject);
        }
    }

    /// *Although A is weak and B rules, C decides*: the clause after the conjunction is still the subordinate one when
    /// another follows after a comma.
    fn goes_on(&self, number: usize) -> bool {
        let between = self.between(number);
        let comma = between.iter().rposition(|t| t.tag == tags::COMMA);
        comma.is_some_and(|comma| {
            let rest = &between[comma + 1..];
            rest.iter().any(|t| nominal(t.tag))
                && !rest.iter().any(|t| matches!(t.tag, tags::CC | tags::W | tags::WRB | tags::CMP))
        })
    }

    /// An adverbial clause right after *and* or *but*: it belongs to what follows.
    fn fronted_after_conjunction(&self, top: usize) -> bool {
        let clause = &self.clauses[top];
        let adverbial =
            matches!(clause.kind, Kind::Conditional | Kind::Temporal | Kind::Concessive | Kind::Causal);
        adverbial && clause.start > 0 && self.tokens[clause.start as usize - 1].tag == tags::CC
    }

    /// *The truth is the war was lost*, *it is possible the courts ...*
    fn states(&self, last: usize) -> bool {
        let group = self.groups[last];
        let from = group.head as usize + 1;
        let after = self.tokens.get(from).map(|t| (t.tag, t.roles));
        let before = self.tokens[..group.finite as usize].iter().rev().find(|t| t.tag != tags::RB);
        let stance = before.is_some_and(|t| t.roles & role::STANCE != 0);
        group.copula
            && (stance && after.is_some_and(|(t, _)| nominal(t))
                || after.is_some_and(|(t, roles)| t == tags::JJ && roles & role::HANDS != 0))
    }

    /// *Had he known, he would have stayed.*
    fn inverted_condition(&self, number: usize) -> bool {
        let group = self.groups[number];
        let finite = self.tokens[group.finite as usize];
        group.inverted
            && finite.roles & role::CONDITION != 0
            && number + 1 < self.groups.len()
            && !self.asked()
            && self.tokens[..group.finite as usize]
                .iter()
                .all(|t| matches!(t.tag, tags::CC | tags::QUOTE | tags::RB))
    }
}
