//! [`outline`]: the clauses of a sentence, from its tags and verb groups.
//!
//! One pass from left to right over a stack of open clauses. An opening word (see [`super::opening`]) puts a clause
//! on the stack; a verb group belongs to the innermost clause that still waits for its verb, or else begins a
//! coordinate clause or one without an opening word (*he said **it was late***).

use super::asides::Aside;
use super::classes::WordClasses;
use super::grammar::{Grammar, role};
use super::groups::{Group, nominal, phrase};
use super::tags;
use super::tokens::Token;
use crate::analysis::{ClauseKind as Kind, Tense};

/// A clause as positions of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// What it is.
    pub kind: Kind,
    /// First token, the opening word included.
    pub start: u32,
    /// One past the last token, clauses inside it included.
    pub end: u32,
    /// Its verb, if it has one.
    pub verb: Option<Verb>,
    /// The clause it stands in, as a number; the first one stands in itself.
    pub parent: u16,
    /// The head of its subject.
    pub subject: Option<u32>,
}

/// The verb of a clause.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Verb {
    /// A group, by its number.
    Group(u16),
    /// An infinitive or participle, by its first token.
    Bare(u32),
    /// A verb that shares the words before it with a group: *will fall and **break***.
    Shared {
        /// Its token.
        verb: u32,
        /// The group.
        group: u16,
    },
}

/// Buffers of [`outline`].
#[derive(Default)]
pub struct Stack {
    open: Vec<u16>,
}

/// What stands between the last verb or opening word and here.
#[derive(Clone, Copy, Default)]
pub(super) struct Gap {
    /// Where it begins.
    pub from: u32,
    pub comma: bool,
    /// The last *and*, *or*, *but*.
    pub conjunction: Option<u32>,
    pub comma_before_conjunction: bool,
    /// `:` `;` or a dash.
    pub colon: bool,
    pub quote: bool,
    /// The first word of a subject since the last of the above.
    pub subject_from: Option<u32>,
    /// The head of that subject: the last noun before a preposition.
    pub subject: Option<u32>,
    /// The head of the first noun phrase since the last verb or opening word, commas notwithstanding.
    pub first: Option<u32>,
    /// A noun phrase right before that of the subject: *the roads* of *the roads the Romans built*.
    pub apposed: Option<u32>,
    /// After a preposition: nouns are no subjects.
    pub prepositional: bool,
    /// The subject stands after a preposition, and is better than none.
    pub oblique: bool,
}

/// Finds the clauses of a sentence, the main clause first. A sentence without one has a [`Kind::Fragment`] there.
pub fn outline(
    tokens: &[Token],
    groups: &[Group],
    (classes, grammar): (&WordClasses, &Grammar),
    stack: &mut Stack,
    clauses: &mut Vec<Outline>,
) {
    clauses.clear();
    stack.open.clear();
    let mut pass = Pass {
        tokens,
        groups,
        classes,
        grammar,
        open: &mut stack.open,
        clauses,
        gap: Gap::default(),
        next: 0,
        aside: None,
        parted: None,
        around: 0,
    };
    pass.push(Kind::Main, 0);
    let mut at = 0;
    while at < tokens.len() {
        at = pass.step(at);
    }
    pass.finish();
}

pub(super) struct Pass<'s> {
    pub tokens: &'s [Token],
    pub groups: &'s [Group],
    pub classes: &'s WordClasses,
    pub grammar: &'s Grammar,
    pub open: &'s mut Vec<u16>,
    pub clauses: &'s mut Vec<Outline>,
    pub gap: Gap,
    /// The next group.
    pub next: usize,
    pub aside: Option<Aside>,
    /// The head of a group whose subject stands inside it: no verb of its own.
    pub parted: Option<u32>,
    /// How many clauses were open around that group.
    around: usize,
}

impl Pass<'_> {
    fn step(&mut self, at: usize) -> usize {
        if self.aside.is_some_and(|aside| aside.end == at) {
            return self.leave_aside(at);
        }
        // A group whose finite word lies within the one before is part of it.
        while self.groups.get(self.next).is_some_and(|g| (g.finite as usize) < at) {
            self.next += 1;
        }
        if self.groups.get(self.next).is_some_and(|g| g.finite as usize == at) {
            return self.verb(at);
        }
        if self.parted == Some(at as u32) && self.open.len() > self.around {
            self.close(self.around, at);
        }
        let token = self.tokens[at];
        if self.aside.is_none() && matches!(token.tag, tags::OPEN | tags::COLON) && self.enter_aside(at) {
            return at + 1;
        }
        let roles = match token.tag {
            tags::IN | tags::RB | tags::DT | tags::UH | tags::VBN | tags::VBD | tags::VBG => {
                self.grammar.roles(token.word)
            }
            _ => 0,
        };
        if roles & role::PHRASE != 0
            && let Some(length) = self.phrase(at)
        {
            return at + length;
        }
        match token.tag {
            tags::COMMA => {
                self.gap.comma = true;
                self.no_subject();
            }
            tags::COLON => {
                self.gap.colon = true;
                self.no_subject();
            }
            tags::QUOTE => self.gap.quote = true,
            tags::CC => {
                self.gap.conjunction = Some(at as u32);
                self.gap.comma_before_conjunction = at > 0 && self.tokens[at - 1].tag == tags::COMMA;
                self.no_subject();
            }
            tags::CMP | tags::W | tags::WRB => {
                self.opening(at);
            }
            // *to carefully review*, where the tagger takes *to* for a preposition
            tags::IN
                if token.end - token.start == 2
                    && self.tokens.get(at + 1).is_some_and(|t| t.tag == tags::RB)
                    && self.tokens.get(at + 2).is_some_and(|t| matches!(t.tag, tags::VB | tags::BEB)) =>
            {
                self.infinitive(at)
            }
            tags::IN | tags::RB if roles & role::OPENS == 0 || !self.opening(at) => {
                self.gap.prepositional |= token.tag == tags::IN;
            }
            tags::TO => self.infinitive(at),
            tags::VB | tags::BEB => self.bare_infinitive(at),
            tags::VBG | tags::VBN | tags::BEG => self.participle(at),
            tag if nominal(tag) || tag == tags::EX => self.noun(at),
            _ => {}
        }
        at + 1
    }

    fn no_subject(&mut self) {
        (self.gap.subject, self.gap.subject_from, self.gap.prepositional) = (None, None, false);
    }

    fn noun(&mut self, at: usize) {
        let tag = self.tokens[at].tag;
        // *three weeks after the vote **the cabinet** ...*
        let before = at.checked_sub(1).map(|b| self.tokens[b].tag);
        let noun = before.is_some_and(|t| matches!(t, tags::NN | tags::NNS | tags::NNP | tags::CD));
        if noun && matches!(tag, tags::DT | tags::PRPS | tags::PRP | tags::EX) {
            self.gap.apposed = self.gap.subject;
            self.gap.subject = None;
            self.gap.prepositional = false;
        }
        if self.gap.subject_from.is_none() {
            self.gap.subject_from = Some(at as u32);
        }
        let modifier = matches!(tag, tags::DT | tags::JJ | tags::PRPS | tags::HYPHEN | tags::POS);
        if self.gap.subject.is_none() || !modifier && (!self.gap.prepositional || self.gap.oblique) {
            self.gap.subject = Some(at as u32);
            self.gap.oblique = self.gap.prepositional;
            if !self.gap.oblique && !self.gap.comma {
                self.gap.first = Some(at as u32);
            }
        }
    }

    /// The verb group at `at`; gives where to go on.
    fn verb(&mut self, at: usize) -> usize {
        let number = self.next;
        self.next += 1;
        let group = self.groups[number];
        let orders = self.group(0).is_some_and(|main| self.groups[main].imperative);
        if group.imperative && group.doubtful && self.main_has_verb() && !orders {
            return at + 1;
        }
        self.attach(number);
        if group.parted {
            self.parted = Some(group.head);
            self.around = self.open.len();
        }
        let end = if group.parted { at + 1 } else { group.head as usize + 1 };
        self.gap = Gap { from: end as u32, ..Gap::default() };
        end
    }

    /// What stands between the head of a group and the next one; nothing if that lies in its subject (*is what he said
    /// true?*).
    pub(super) fn between(&self, number: usize) -> &[Token] {
        let from = self.groups[number].head as usize + 1;
        let to = self.groups.get(number + 1).map_or(from, |next| next.finite as usize);
        &self.tokens[from..to.max(from)]
    }

    /// The innermost open clause.
    pub(super) fn top(&self) -> usize {
        *self.open.last().expect("the main clause is never closed") as usize
    }

    pub(super) fn push(&mut self, kind: Kind, start: usize) -> usize {
        let number = self.clauses.len();
        let parent = self.open.last().copied().unwrap_or(0);
        let end = self.tokens.len() as u32;
        self.clauses.push(Outline { kind, start: start as u32, end, verb: None, parent, subject: None });
        self.open.push(number as u16);
        number
    }

    /// Opens a clause at `at`, whose verb is to come.
    pub(super) fn begin(&mut self, kind: Kind, at: usize) {
        // *The man who came left*: the subject of *left* stands before the relative clause.
        let top = self.top();
        if self.clauses[top].verb.is_none()
            && let Some(subject) = self.gap.subject.filter(|_| !self.gap.oblique).or(self.gap.first)
        {
            self.clauses[top].subject = Some(subject);
        }
        self.push(kind, at);
        self.gap = Gap { from: at as u32 + 1, ..Gap::default() };
    }

    pub(super) fn main_has_verb(&self) -> bool {
        self.clauses[0].verb.is_some()
    }

    /// The group that a clause has.
    pub(super) fn group(&self, clause: usize) -> Option<usize> {
        match self.clauses[clause].verb {
            Some(Verb::Group(number)) => Some(number as usize),
            _ => None,
        }
    }

    pub(super) fn head_roles(&self, group: usize) -> u64 {
        self.grammar.roles(self.tokens[self.groups[group].head as usize].word)
    }

    fn attach(&mut self, number: usize) {
        let group = self.groups[number];
        let top = self.top();
        let Some(last) = self.group(top) else { return self.fill(top, number) };
        let subject = self.gap.subject.is_some();
        let takes = self.head_roles(last) & role::TAKES != 0;
        let direct = !self.gap.comma && !self.gap.colon && self.gap.conjunction.is_none();
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
        if takes && direct && subject && number == last + 1 && !only && !what && !infinitive {
            let quoted = self.gap.quote && self.head_roles(last) & role::REPORT != 0;
            let kind = if quoted { Kind::Quotation } else { Kind::Complement };
            return self.begin_with(kind, self.gap.from as usize, number);
        }
        if self.frame_in_relative(top, last) {
            return self.give(top, number);
        }
        let joined = self.gap.conjunction.is_some() && (!subject || self.goes_on(number));
        if let Some(place) = waiting
            && (!joined || only || self.gap.comma && !subject)
        {
            let inner = self.open.get(place + 1).map(|c| self.clauses[*c as usize].kind);
            if matches!(inner, Some(Kind::Relative | Kind::Complement | Kind::Question)) {
                // *Voters who remember the famine **distrust** them.*
                let stored = self.clauses[self.open[place] as usize].subject;
                self.gap.subject = stored.or(self.gap.subject);
            }
            self.close(place + 1, self.gap.subject_from.unwrap_or(group.finite) as usize);
            return self.give(self.open[place] as usize, number);
        }
        if waiting.is_none() && self.reduced_relative(top, last) {
            return self.give(top, number);
        }
        // *..., but if the strike spreads **it will lose** them*
        if waiting.is_none() && subject && self.fronted_after_conjunction(top) {
            let start = self.gap.subject_from.unwrap_or(group.finite) as usize;
            self.close(root + 1, start);
            return self.begin_with(Kind::Coordinate, start, number);
        }
        if self.reports(number) {
            let start = self.gap.subject_from.unwrap_or(group.finite);
            self.close(root + 1, self.gap.from as usize);
            return self.begin_with(Kind::Frame, start as usize, number);
        }
        if let Some(start) = self.gap.conjunction {
            // A comma before the conjunction leads back to the main clause; without one the last clause goes on.
            let place = if self.gap.comma_before_conjunction && subject { root + 1 } else { self.open.len() };
            self.close(place, start as usize);
            return self.begin_with(Kind::Coordinate, start as usize, number);
        }
        // *He said, "It is late."*
        if self.gap.quote && self.head_roles(last) & role::REPORT != 0 {
            return self.begin_with(Kind::Quotation, self.gap.from as usize, number);
        }
        let start = self.gap.from as usize;
        if direct {
            let states = self.states(last);
            let kind = if subject && !takes && !states { Kind::Relative } else { Kind::Complement };
            return self.begin_with(kind, self.gap.subject_from.unwrap_or(start as u32) as usize, number);
        }
        self.close(root + 1, start);
        self.begin_with(Kind::Coordinate, start, number);
    }

    /// A group for a clause that waits for its verb.
    fn fill(&mut self, top: usize, number: usize) {
        let group = self.groups[number];
        if self.parenthesis(number) {
            let start = self.gap.subject_from.unwrap_or(group.finite) as usize;
            // The subject of the clause around it was left behind before the comma.
            self.begin_with(Kind::Frame, start, number);
            return self.close(self.open.len() - 1, group.head as usize + 1);
        }
        if let Some((start, noun)) = self.zero_relative(number) {
            self.clauses[top].subject = Some(self.gap.apposed.unwrap_or(noun));
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
        let before = gap.subject.filter(|s| *s >= clause.start);
        let clear =
            before.filter(|_| !gap.oblique).or(clause.subject).or(gap.first.filter(|s| *s >= clause.start));
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

    /// Closes the clauses from `place` on the stack on: they end before `end`.
    pub(super) fn close(&mut self, place: usize, end: usize) {
        for clause in self.open.drain(place..) {
            let clause = &mut self.clauses[clause as usize];
            clause.end = clause.end.min((end as u32).max(clause.start + 1));
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
        let after = self.tokens.get(from).map(|t| (t.tag, self.grammar.roles(t.word)));
        let before = self.tokens[..group.finite as usize].iter().rev().find(|t| t.tag != tags::RB);
        let stance = before.is_some_and(|t| self.grammar.roles(t.word) & role::STANCE != 0);
        group.copula
            && (stance && after.is_some_and(|(t, _)| nominal(t))
                || after.is_some_and(|(t, roles)| t == tags::JJ && roles & role::HANDS != 0))
    }

    /// *Had he known, he would have stayed.*
    fn inverted_condition(&self, number: usize) -> bool {
        let group = self.groups[number];
        let finite = self.tokens[group.finite as usize];
        group.inverted
            && self.grammar.roles(finite.word) & role::CONDITION != 0
            && number + 1 < self.groups.len()
            && !self.asked()
            && self.tokens[..group.finite as usize]
                .iter()
                .all(|t| matches!(t.tag, tags::CC | tags::QUOTE | tags::RB))
    }

    /// Whether the sentence ends in a question mark.
    pub(super) fn asked(&self) -> bool {
        self.grammar.asks(self.tokens)
    }

    /// Takes out clauses that were opened and got no verb, but for the first.
    fn drop_verbless(&mut self) {
        if self.clauses.iter().skip(1).all(|c| c.verb.is_some()) {
            return;
        }
        for number in
            (1..self.clauses.len()).rev().filter(|n| self.clauses[*n].verb.is_none()).collect::<Vec<_>>()
        {
            let parent = self.clauses[number].parent;
            self.clauses.remove(number);
            for clause in self.clauses.iter_mut() {
                if clause.parent as usize == number {
                    clause.parent = parent;
                } else if clause.parent as usize > number {
                    clause.parent -= 1;
                }
            }
        }
    }

    fn finish(&mut self) {
        self.drop_verbless();
        if !self.main_has_verb() {
            self.clauses[0].kind = Kind::Fragment;
            return;
        }
        // What was said before its frame is not the main clause, where it stands in quotation marks.
        let frame = self.clauses.iter().position(|c| c.kind == Kind::Frame && c.parent == 0);
        if let Some(frame) = frame.filter(|frame| self.follows_quotation(*frame)) {
            self.make_main(frame);
        }
    }

    /// *"It is late," he said*; not *I asked a judge: "They told us ..."*, whose main clause stands before the
    /// quotation.
    fn follows_quotation(&self, frame: usize) -> bool {
        let start = self.clauses[frame].start as usize;
        let quote = self.tokens.iter().take(start + 3).position(|t| t.tag == tags::QUOTE);
        let main = self.group(0).map_or(0, |main| self.groups[main].finite as usize);
        let quoted = quote.is_some_and(|quote| {
            let around = &self.tokens[quote.saturating_sub(1)..(quote + 2).min(start.max(quote + 1))];
            let closes = around.iter().any(|t| matches!(t.tag, tags::COMMA | tags::STOP));
            closes || !(main < quote && quote < start)
        });
        quoted && start > self.clauses[0].start as usize
    }

    /// Makes a frame the main clause, and what was taken for it the quotation that the frame reports.
    fn make_main(&mut self, frame: usize) {
        self.clauses.swap(0, frame);
        let end = self.clauses[0].start;
        (self.clauses[0].kind, self.clauses[0].parent) = (Kind::Main, 0);
        let said = &mut self.clauses[frame];
        (said.kind, said.parent, said.end) = (Kind::Quotation, 0, said.end.min(end));
        // What stood in the quoted clause stands in it still.
        for (number, clause) in self.clauses.iter_mut().enumerate() {
            if clause.parent == 0 && number != 0 && number != frame && clause.start < end {
                clause.parent = frame as u16;
            }
        }
    }
}
