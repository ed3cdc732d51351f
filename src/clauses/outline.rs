//! [`outline`]: the clauses of a sentence, from its tags and verb groups.
//!
//! One pass from left to right over a stack of open clauses. An opening word (*if*, *that*, *who*, a bracket,
//! a quotation mark) puts a clause on the stack; a verb group belongs to the innermost clause that still waits for its verb, or
//! else begins a coordinate clause or one without an opening word (*he said **it was late***).

use super::Kind;
use super::grammar::{Grammar, role};
use super::groups::{Group, nominal};
use super::tags;
use super::tokens::Token;

/// A clause as positions of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// What it is.
    pub kind: Kind,
    /// First token, the opening word included.
    pub start: u32,
    /// One past the last token, clauses inside it included.
    pub end: u32,
    /// Its verb group, as a number.
    pub group: Option<u16>,
    /// The clause it is in, as a number; the main clause is in itself.
    pub parent: u16,
    /// The last token of its subject.
    pub subject: Option<u32>,
}

/// Buffers of [`outline`].
#[derive(Default)]
pub struct Stack {
    open: Vec<u16>,
}

/// What stands between the last verb or opening word and here.
#[derive(Clone, Copy, Default)]
struct Gap {
    /// Where it begins.
    from: u32,
    comma: bool,
    /// The last *and*, *or*, *but*.
    conjunction: Option<u32>,
    comma_before_conjunction: bool,
    /// `:` `;` or a dash.
    colon: bool,
    /// The last quotation mark.
    quote: bool,
    /// A noun or pronoun since the last of the above.
    nominal: Option<u32>,
}

/// Finds the clauses of a sentence, the main clause first. A sentence without one has a [`Kind::Fragment`] there.
pub fn outline(
    tokens: &[Token],
    groups: &[Group],
    grammar: &Grammar,
    stack: &mut Stack,
    clauses: &mut Vec<Outline>,
) {
    clauses.clear();
    stack.open.clear();
    let mut pass =
        Pass { tokens, groups, grammar, open: &mut stack.open, clauses, gap: Gap::default(), next: 0 };
    pass.push(Kind::Main, 0);
    let mut at = 0;
    while at < tokens.len() {
        at = pass.step(at);
    }
    pass.finish();
}

struct Pass<'s> {
    tokens: &'s [Token],
    groups: &'s [Group],
    grammar: &'s Grammar,
    open: &'s mut Vec<u16>,
    clauses: &'s mut Vec<Outline>,
    gap: Gap,
    /// The next group.
    next: usize,
}

impl Pass<'_> {
    fn step(&mut self, at: usize) -> usize {
        if self.groups.get(self.next).is_some_and(|g| g.finite as usize == at) {
            let number = self.next;
            self.next += 1;
            if self.groups[number].imperative && self.groups[number].doubtful && self.main_has_verb() {
                return at + 1;
            }
            self.attach(number);
            let group = &self.groups[number];
            let end = if group.inverted { at + 1 } else { group.head as usize + 1 };
            self.gap = Gap { from: end as u32, ..Gap::default() };
            return end;
        }
        let token = self.tokens[at];
        match token.tag {
            tags::COMMA => {
                self.gap.comma = true;
                self.gap.nominal = None;
            }
            tags::COLON => {
                self.gap.colon = true;
                self.gap.nominal = None;
            }
            tags::QUOTE => self.gap.quote = true,
            tags::CC => {
                self.gap.conjunction = Some(at as u32);
                self.gap.comma_before_conjunction = at > 0 && self.tokens[at - 1].tag == tags::COMMA;
                self.gap.nominal = None;
            }
            tags::CMP => self.open(Kind::Complement, at),
            tags::W => self.wh(at, false),
            tags::WRB => self.wh(at, true),
            tags::IN | tags::RB => {
                let roles = self.grammar.roles(token.word);
                if roles & role::OPENS != 0 {
                    self.subordinator(at, roles & role::WEAK != 0);
                }
            }
            tag if nominal(tag) || tag == tags::EX => {
                if !matches!(tag, tags::DT | tags::JJ | tags::PRPS | tags::HYPHEN | tags::POS)
                    || self.gap.nominal.is_none()
                {
                    self.gap.nominal = Some(at as u32);
                }
            }
            _ => {}
        }
        at + 1
    }

    /// The innermost open clause.
    fn top(&self) -> usize {
        *self.open.last().expect("the main clause is never closed") as usize
    }

    fn push(&mut self, kind: Kind, start: usize) -> usize {
        let number = self.clauses.len();
        let parent = self.open.last().copied().unwrap_or(0);
        let end = self.tokens.len() as u32;
        self.clauses.push(Outline { kind, start: start as u32, end, group: None, parent, subject: None });
        self.open.push(number as u16);
        number
    }

    /// An opening word at `at`.
    fn open(&mut self, kind: Kind, at: usize) {
        self.push(kind, at);
        self.gap = Gap { from: at as u32 + 1, ..Gap::default() };
    }

    /// The next group after `at`, and what stands before it.
    fn ahead(&self, at: usize) -> Option<Ahead> {
        let group = self.groups.get(self.next)?;
        let between = &self.tokens[at + 1..group.finite as usize];
        Some(Ahead {
            comma: between.iter().any(|t| matches!(t.tag, tags::COMMA | tags::COLON | tags::CC)),
            subject: between.iter().any(|t| nominal(t.tag) || t.tag == tags::EX),
            opener: between.iter().any(|t| matches!(t.tag, tags::W | tags::WRB | tags::CMP)),
            empty: between.iter().all(|t| matches!(t.tag, tags::RB | tags::MD)),
        })
    }

    fn main_has_verb(&self) -> bool {
        self.clauses[0].group.is_some()
    }

    fn subordinator(&mut self, at: usize, weak: bool) {
        let Some(kind) = self.grammar.opens(self.tokens[at].word) else { return };
        let Some(ahead) = self.ahead(at) else { return };
        if weak {
            // *after the war, they left* against *after the war ended, they left*
            let fronted = !self.main_has_verb();
            let another = self.groups.len() > self.next + 1;
            if !ahead.subject || ahead.comma || ahead.opener || (fronted && !another) {
                return;
            }
            if kind == Kind::Comparative
                && fronted
                && at > 0
                && !matches!(self.tokens[at - 1].tag, tags::COMMA | tags::RB | tags::CC)
            {
                return;
            }
        } else if !ahead.subject
            || (ahead.comma
                && self.tokens.get(at + 1).is_none_or(|t| t.tag != tags::COMMA)
                && self.reduced(at))
        {
            return;
        }
        self.open(kind, at);
    }

    /// *although small, it is ...*: no verb before the comma.
    fn reduced(&self, at: usize) -> bool {
        let next = self.groups[self.next].finite as usize;
        let comma = self.tokens[at..next].iter().position(|t| t.tag == tags::COMMA);
        comma.is_some_and(|n| {
            let between = &self.tokens[at + 1..at + n];
            !between.iter().any(|t| t.tag == tags::PRP) && between.len() < 4
                || between.iter().any(|t| matches!(t.tag, tags::VBG | tags::VBN)) && between.len() < 8
        })
    }

    fn wh(&mut self, at: usize, adverb: bool) {
        let Some(ahead) = self.ahead(at) else { return };
        let before =
            self.tokens[..at].iter().rev().find(|t| !matches!(t.tag, tags::QUOTE | tags::RB | tags::OPEN));
        let asked = self
            .tokens
            .iter()
            .rev()
            .take(3)
            .any(|t| t.tag == tags::STOP && t.end - t.start == 1 && t.class == self.grammar.question());
        let more = self.groups.len() > self.next + 1;
        let first =
            before.is_none_or(|t| matches!(t.tag, tags::CC | tags::UH | tags::COLON | tags::STOP | tags::X));
        if first
            || (!self.main_has_verb()
                && self.open.len() == 1
                && before.is_some_and(|t| t.tag == tags::COMMA)
                && asked)
        {
            let inverted = self.groups[self.next].inverted;
            if inverted || asked && ahead.empty || !more {
                return;
            }
            // *Who buys the paper, who sells it*
            let (this, next) = (self.groups[self.next], self.groups[self.next + 1]);
            let between = &self.tokens[this.head as usize + 1..next.finite as usize];
            if ahead.empty && !adverb && between.iter().any(|t| t.tag == tags::COMMA) {
                return;
            }
            if asked && !adverb {
                return;
            }
            return self.open(if adverb { self.adverbial(at) } else { Kind::Relative }, at);
        }
        let before = before.expect("it is not the first word");
        let kind = match before.tag {
            tags::IN | tags::TO if !adverb => Kind::Relative,
            tags::NN
            | tags::NNS
            | tags::NNP
            | tags::PRP
            | tags::COMMA
            | tags::CD
            | tags::DT
            | tags::CLOSE
                if !adverb =>
            {
                Kind::Relative
            }
            _ if !adverb => Kind::Question,
            tags::VB | tags::VBP | tags::VBZ | tags::VBD | tags::VBN | tags::VBG | tags::IN | tags::JJ => {
                match self.adverbial(at) {
                    Kind::Temporal if before.tag != tags::IN && self.main_has_verb() => Kind::Temporal,
                    _ => Kind::Question,
                }
            }
            _ => self.adverbial(at),
        };
        self.open(kind, at);
    }

    /// What *when*, *where*, *why*, *how* open, not after a verb.
    fn adverbial(&self, at: usize) -> Kind {
        self.grammar.opens(self.tokens[at].word).unwrap_or(Kind::Question)
    }

    fn attach(&mut self, number: usize) {
        let group = self.groups[number];
        let finite = group.finite as usize;
        let top = self.top();
        if self.clauses[top].group.is_none() {
            if self.parenthesis(number) {
                let clause = self.push(Kind::Frame, finite.saturating_sub(1));
                self.give(clause, number);
                return self.close(self.open.len() - 1, self.groups[number].head as usize + 1);
            }
            if self.zero_relative(number) {
                let start = self.gap.nominal.unwrap_or(group.finite) as usize;
                let clause = self.push(Kind::Relative, start);
                return self.give(clause, number);
            }
            return self.give(top, number);
        }
        let subject = self.gap.nominal.is_some();
        let last = self.clauses[top].group.expect("it has one") as usize;
        let after_verb = self.groups[last];
        // *he thinks it is late*; *if you think he is right, ...*
        let takes = self.grammar.roles(self.tokens[after_verb.head as usize].word) & role::TAKES != 0;
        let direct = !self.gap.comma && !self.gap.colon && self.gap.conjunction.is_none();
        let waiting = self.open.iter().rposition(|c| self.clauses[*c as usize].group.is_none());
        let only = waiting.is_some() && number + 1 == self.groups.len();
        if takes && direct && subject && number == last + 1 && !only {
            let clause = self.push(Kind::Complement, self.gap.from as usize);
            return self.give(clause, number);
        }
        let joined = self.gap.conjunction.is_some() && (!subject || self.goes_on(number));
        if let Some(place) = waiting
            && !(joined && !only && (!self.gap.comma || subject))
        {
            self.close(place + 1, finite);
            let clause = self.open[place] as usize;
            return self.give(clause, number);
        }
        if self.reports(number) {
            let start = self.gap.from as usize;
            self.close(1, finite);
            let clause = self.push(Kind::Frame, start);
            return self.give(clause, number);
        }
        if self.gap.conjunction.is_some() {
            // A comma before the conjunction leads back to the main clause; without one the last clause goes on.
            let start = self.gap.conjunction.expect("it is some") as usize;
            let place = if self.gap.comma_before_conjunction && subject { 1 } else { self.open.len() };
            self.close(place, start);
            let kind = Kind::Coordinate;
            let clause = self.push(kind, start);
            self.clauses[clause].parent = self.open[place - 1];
            return self.give(clause, number);
        }
        let kind = if direct && subject && !takes {
            Kind::Relative
        } else if direct {
            Kind::Complement
        } else {
            Kind::Coordinate
        };
        let start = self.gap.from as usize;
        if kind == Kind::Coordinate {
            self.close(1, start);
        }
        let clause = self.push(kind, start);
        self.give(clause, number);
    }

    /// *Although A is weak and B rules, C decides*: the clause after the conjunction is still the subordinate one when
    /// another follows after a comma.
    fn goes_on(&self, number: usize) -> bool {
        let Some(next) = self.groups.get(number + 1) else { return false };
        let between = &self.tokens[self.groups[number].head as usize + 1..next.finite as usize];
        let comma = between.iter().rposition(|t| t.tag == tags::COMMA);
        comma.is_some_and(|comma| {
            let rest = &between[comma + 1..];
            rest.iter().any(|t| nominal(t.tag))
                && !rest.iter().any(|t| matches!(t.tag, tags::CC | tags::W | tags::WRB | tags::CMP))
        })
    }

    /// *The plan, critics say, is dead*: a frame between commas before the verb of the main clause.
    fn parenthesis(&self, number: usize) -> bool {
        let group = self.groups[number];
        let roles = self.grammar.roles(self.tokens[group.head as usize].word);
        let after = self.tokens.get(group.head as usize + 1);
        let short = group.finite - self.gap.from <= 8 || self.gap.comma;
        roles & (role::REPORT | role::TAKES) != 0
            && self.gap.comma
            && short
            && number + 1 < self.groups.len()
            && after.is_some_and(|t| matches!(t.tag, tags::COMMA | tags::COLON))
            && group.finite as usize >= 1
            && self.tokens[..group.finite as usize].iter().rev().take_while(|t| t.tag != tags::COMMA).count()
                <= 5
    }

    /// *the book he wrote is ...*: two noun phrases side by side before a verb, and another verb to come.
    fn zero_relative(&self, number: usize) -> bool {
        let group = self.groups[number];
        let Some(next) = self.groups.get(number + 1) else { return false };
        if group.inverted || group.imperative || group.finite < 2 {
            return false;
        }
        let finite = group.finite as usize;
        let mut subject = finite - 1;
        while subject > 0 && self.tokens[subject].tag == tags::RB {
            subject -= 1;
        }
        if self.tokens[subject].tag != tags::PRP
            || subject == 0
            || !matches!(self.tokens[subject - 1].tag, tags::NN | tags::NNS)
        {
            return false;
        }
        let between = &self.tokens[group.head as usize + 1..next.finite as usize];
        let first = self.tokens.iter().find(|t| !matches!(t.tag, tags::CC | tags::QUOTE | tags::OPEN));
        if first.is_some_and(|t| t.tag == tags::IN) && between.iter().any(|t| t.tag == tags::COMMA) {
            return true;
        }
        !between.iter().any(|t| {
            matches!(
                t.tag,
                tags::COMMA | tags::CC | tags::COLON | tags::CMP | tags::W | tags::WRB | tags::PRP
            )
        }) && !between.iter().any(|t| self.grammar.roles(t.word) & role::OPENS != 0)
    }

    /// *"...," he said.*
    fn reports(&self, number: usize) -> bool {
        let group = self.groups[number];
        let report = self.grammar.roles(self.tokens[group.head as usize].word) & role::REPORT != 0;
        report
            && (self.gap.comma || self.gap.quote)
            && self.gap.conjunction.is_none()
            && group.finite - self.gap.from < 14
    }

    fn give(&mut self, clause: usize, number: usize) {
        let gap = self.gap;
        let clause = &mut self.clauses[clause];
        clause.group = Some(number as u16);
        clause.subject = gap.nominal.filter(|s| *s >= clause.start);
    }

    /// Closes the clauses from `place` on the stack on: they end before `end`.
    fn close(&mut self, place: usize, end: usize) {
        for clause in self.open.drain(place..) {
            let clause = &mut self.clauses[clause as usize];
            clause.end = clause.end.min(end as u32);
        }
    }

    fn finish(&mut self) {
        if self.clauses[0].group.is_none() {
            self.clauses[0].kind = Kind::Fragment;
        }
        // What was said before its frame is not the main clause, where it stands in quotation marks.
        let frame = self.clauses.iter().position(|c| c.kind == Kind::Frame);
        if let Some(frame) = frame
            && self.main_has_verb()
            && self.tokens[..self.clauses[frame].start as usize + 3].iter().any(|t| t.tag == tags::QUOTE)
        {
            let said = self.clauses[0].clone();
            self.clauses[0] = Outline { kind: Kind::Main, parent: 0, ..self.clauses[frame].clone() };
            self.clauses[frame] = Outline { kind: Kind::Quotation, end: self.clauses[0].start, ..said };
        }
    }
}

struct Ahead {
    comma: bool,
    subject: bool,
    opener: bool,
    empty: bool,
}
