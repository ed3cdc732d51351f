//! [`outline`]: the clauses of a sentence, from its tags and verb groups.
//!
//! One pass from left to right over a stack of open clauses. An opening word (see [`super::opening`]) puts a clause
//! on the stack; a verb group goes where [`super::attach`] says. Only words that may do such things are stopped at (see
//! [`super::stops`]): what stands between them, a [`Gap`], is read when one of them is met.

use super::asides::Aside;
use super::classes::WordClasses;
use super::gap::Gap;
use super::grammar::{Grammar, role};
use super::groups::Group;
use super::stops::is_to;
use super::tags::{self, Tag};
use super::tokens::Token;
use crate::analysis::ClauseKind as Kind;

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

/// Tags of words that may begin a phrase that opens a clause.
const OPENING_TAGS: [Tag; 7] = [tags::IN, tags::RB, tags::DT, tags::UH, tags::VBN, tags::VBD, tags::VBG];

/// Finds the clauses of a sentence, the main clause first. A sentence without one has a [`Kind::Fragment`] there.
pub fn outline(
    tokens: &[Token],
    stops: &[u32],
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
    let mut from = 0;
    for stop in stops.iter().map(|stop| *stop as usize) {
        if stop >= from {
            from = pass.step(stop);
        }
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
    /// What the token at `at` does; gives where to go on.
    fn step(&mut self, at: usize) -> usize {
        self.gap.read(self.tokens, at);
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
        if self.parted == Some(at as u32) {
            // An aside stays open whatever its words do.
            let around = self.around.max(self.root() + usize::from(self.aside.is_some()));
            if self.open.len() > around {
                self.close(around, at);
            }
        }
        let token = self.tokens[at];
        if self.aside.is_none() && matches!(token.tag, tags::OPEN | tags::COLON) && self.enter_aside(at) {
            return at + 1;
        }
        let roles = token.roles;
        if roles & role::PHRASE != 0
            && OPENING_TAGS.contains(&token.tag)
            && let Some(length) = self.phrase(at)
        {
            return at + length;
        }
        match token.tag {
            tags::CMP | tags::W | tags::WRB => {
                self.opening(at);
            }
            tags::DT if roles & role::THAT != 0 => {
                self.opening(at);
            }
            tags::IN if is_to(self.tokens, at) => {
                self.infinitive(at);
                self.gap.skip(at);
            }
            tags::IN | tags::RB if roles & role::OPENS != 0 => {
                self.opening(at);
            }
            tags::TO => self.infinitive(at),
            tags::VB | tags::BEB => self.bare_infinitive(at),
            tags::VBG | tags::VBN | tags::BEG => self.participle(at),
            _ => {}
        }
        at + 1
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
        self.gap = Gap::new(end);
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
            && let Some(subject) = self.gap.subject().filter(|_| !self.gap.oblique()).or(self.gap.first())
        {
            self.clauses[top].subject = Some(subject);
        }
        self.push(kind, at);
        self.gap = Gap::new(at + 1);
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
        self.tokens[self.groups[group].head as usize].roles
    }

    /// Closes the clauses from `place` on the stack on: they end before `end`.
    pub(super) fn close(&mut self, place: usize, end: usize) {
        for clause in self.open.drain(place..) {
            let clause = &mut self.clauses[clause as usize];
            clause.end = clause.end.min((end as u32).max(clause.start + 1));
        }
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
            self.remove(number);
        }
    }

    /// Takes a clause out: what stands in it stands in the one around it.
    fn remove(&mut self, number: usize) {
        let parent = self.clauses.remove(number).parent;
        for clause in self.clauses.iter_mut() {
            if clause.parent as usize == number {
                clause.parent = parent;
            } else if clause.parent as usize > number {
                clause.parent -= 1;
            }
        }
    }

    fn finish(&mut self) {
        self.drop_verbless();
        if !self.main_has_verb() && !self.stands_alone() {
            self.clauses[0].kind = Kind::Fragment;
            return;
        }
        if let Some(said) = self.after_address() {
            self.put_first(said);
        }
        // What was said before its frame is not the main clause, where it stands in quotation marks.
        let frame = self.clauses.iter().position(|c| c.kind == Kind::Frame && c.parent == 0);
        if let Some(frame) = frame.filter(|frame| self.follows_quotation(*frame)) {
            self.make_main(frame);
        }
    }

    /// *Because they lost.*: a subordinate clause that is the whole sentence is its main one. Whether it is so.
    fn stands_alone(&mut self) -> bool {
        let Some(alone) = self.clauses.get(1).cloned() else { return false };
        let opens =
            self.tokens[..alone.start as usize].iter().all(|t| matches!(t.tag, tags::CC | tags::QUOTE));
        let Some(group) = self.group(1).filter(|_| opens) else { return false };
        // *That they lost surprised us*: the verb that the tagger missed is still to be found.
        let missed = |t: &Token| {
            matches!(t.tag, tags::VBN | tags::JJ) && self.classes.tags(t.class).contains(&tags::VBD)
        };
        let subject = alone.kind == Kind::Complement
            && self.tokens[self.groups[group].head as usize + 1..].iter().any(missed);
        if subject || matches!(alone.kind, Kind::Comparative | Kind::Frame) {
            return false;
        }
        self.clauses[0] = Outline { kind: Kind::Main, parent: 0, ..alone };
        self.remove(1);
        true
    }

    /// *You see, they lied*; *look, they lied*: what comes first only turns to the reader. The clause that says something.
    fn after_address(&self) -> Option<usize> {
        let group = self.groups[self.group(0)?];
        let head = group.head as usize;
        let comma = self.tokens.get(head + 1).is_some_and(|t| t.tag == tags::COMMA);
        let you = head == 1 && self.tokens[0].tag == tags::PRP && self.tokens[0].span().len() == 3;
        if !comma || !(you || head == 0) || self.head_roles(self.group(0)?) & role::ADDRESSES == 0 {
            return None;
        }
        let next = self.clauses.iter().position(|c| c.kind == Kind::Coordinate && c.parent == 0)?;
        let clause = &self.clauses[next];
        let joined = self.tokens[head + 1..=clause.start as usize].iter().any(|t| t.tag == tags::CC);
        (!joined && clause.subject.is_some() && self.group(next).is_some()).then_some(next)
    }

    /// Makes a clause the main one and the main clause before it a frame.
    fn put_first(&mut self, clause: usize) {
        self.clauses.swap(0, clause);
        let start = self.clauses[0].start;
        (self.clauses[0].kind, self.clauses[0].parent) = (Kind::Main, 0);
        let frame = &mut self.clauses[clause];
        (frame.kind, frame.parent, frame.end) = (Kind::Frame, 0, frame.end.min(start));
        for other in &mut self.clauses[1..] {
            if other.parent as usize == clause {
                other.parent = 0;
            }
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
