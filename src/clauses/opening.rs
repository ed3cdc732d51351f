//! Which words open a clause here: conjunctions, *that*, *who*, *what*, *when*.
//!
//! *After the war, they left* has a preposition where *after the war ended, they left* has a conjunction; *who* opens a
//! relative clause after a noun, an embedded question after a verb, and nothing in *Who knows?*

use super::gap::Gap;
use super::grammar::role;
use super::groups::nominal;
use super::outline::Pass;
use super::tags;
use super::tokens::Token;
use crate::analysis::{ClauseKind as Kind, Tense};

/// What stands between an opening word and the next verb group.
struct Ahead {
    comma: bool,
    subject: bool,
    opener: bool,
    /// Nothing but adverbs.
    empty: bool,
}

impl Pass<'_> {
    /// Opens a clause at `at`, if its word does that here.
    pub(super) fn opening(&mut self, at: usize) -> bool {
        let token = self.tokens[at];
        let kind = match token.tag {
            tags::CMP => Some(self.that(at)),
            // *They pointed out that it is true*: a relative clause stands after a noun.
            tags::W | tags::DT if self.is_that_of_verb(at) => Some(self.that(at)),
            tags::DT => None,
            tags::W => self.wh(at, false),
            tags::WRB => self.wh(at, true),
            _ => self.subordinator(at).map(|kind| self.refine(kind, at)),
        };
        if let Some(kind) = kind {
            self.begin(kind, at);
        }
        kind.is_some()
    }

    /// Whether *that* at `at`, taken for a pronoun, opens what the verb before it says: *pointed out that it is true*, *told
    /// the press that it is true*.
    fn is_that_of_verb(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|b| self.tokens[b].tag) else { return false };
        let (roles, verb) = (self.last_roles(), before.is_verb() || before == tags::RP);
        let says = verb && roles & role::SAYS != 0 || nominal(before) && roles & role::TELLS != 0;
        says && self.tokens[at].roles & role::THAT != 0 && self.clause_follows(at)
    }

    /// *so that*, *now that*; *so weak that*; *the bridge that they built*; else a complement.
    fn that(&self, at: usize) -> Kind {
        let before = at.checked_sub(1).map(|b| self.tokens[b]);
        if let Some(kind) = before.and_then(|t| self.grammar.before_that(t.word)) {
            return kind;
        }
        let clause = self.clauses[self.top()].start as usize;
        let from = clause.max(at.saturating_sub(10));
        let degree = (from..at).any(|i| {
            let next = self.tokens[i + 1].tag;
            let word = self.tokens[i];
            word.roles & role::DEGREE != 0
                && (word.tag != tags::RB && next != tags::CMP || matches!(next, tags::JJ | tags::RB))
                && matches!(next, tags::JJ | tags::RB | tags::DT | tags::NN | tags::NNS)
        });
        if degree && self.main_has_verb() {
            return Kind::Comparative;
        }
        let noun = before.is_some_and(|t| {
            matches!(t.tag, tags::NN | tags::NNS | tags::NNP)
                && t.roles & (role::STANCE | role::REPORT | role::TAKES) == 0
        });
        let governed = self.last_roles() & role::SAYS != 0;
        if noun && !governed { Kind::Relative } else { Kind::Complement }
    }

    /// What the verb of the innermost clause does.
    fn last_roles(&self) -> u64 {
        match self.clauses[self.top()].verb {
            Some(super::outline::Verb::Group(number)) => self.head_roles(number as usize),
            _ => 0,
        }
    }

    /// Whether a subject and a verb of its own follow the opening word at `at`.
    pub(super) fn clause_follows(&self, at: usize) -> bool {
        self.ahead(at).is_some_and(|ahead| ahead.subject && !ahead.comma && !ahead.opener)
    }

    /// The kind of a clause where that of its opening word depends on the clause.
    fn refine(&self, kind: Kind, at: usize) -> Kind {
        let group = self.groups[self.next];
        let before = at.checked_sub(1).map(|b| self.tokens[b]);
        let first = before.is_none_or(|t| matches!(t.tag, tags::CC | tags::QUOTE));
        let word = self.tokens[at].roles;
        match kind {
            // *They asked if it is true.*
            Kind::Conditional
                if word & role::IF != 0 && before.is_some_and(|t| t.roles & role::ASKS != 0) =>
            {
                Kind::Question
            }
            // *Whether it rains or not, ...*, *..., whether they know or not*
            Kind::Question if before.is_some_and(|t| t.tag == tags::COMMA) => Kind::Conditional,
            Kind::Question if first && !self.main_has_verb() => {
                let comma = self.between(self.next).iter().any(|t| t.tag == tags::COMMA);
                if comma { Kind::Conditional } else { Kind::Question }
            }
            // *Since nobody trusts it, ...* gives a cause; *since it fell* a time.
            Kind::Temporal
                if word & role::SINCE != 0
                    && (group.modal.is_some() || group.tense == Some(Tense::Present) && !group.perfect) =>
            {
                Kind::Causal
            }
            // *While the plan is sound, ...*, *..., while wages fell*
            Kind::Temporal if word & role::WHILE != 0 && !group.progressive => {
                let comma = before.is_some_and(|t| t.tag == tags::COMMA);
                let stative = group.copula
                    || group.modal.is_some()
                    || group.perfect
                    || group.tense == Some(Tense::Present);
                if comma && !first || first && stative { Kind::Concessive } else { Kind::Temporal }
            }
            // *As the war drags on, ...*; not *as he says, ...*
            Kind::Comparative if word & role::AS != 0 && first && !self.main_has_verb() => {
                let says = self.head_roles(self.next) & (role::SAYS | role::ASKS) != 0;
                if says { Kind::Comparative } else { Kind::Temporal }
            }
            kind => kind,
        }
    }

    fn ahead(&self, at: usize) -> Option<Ahead> {
        let group = self.groups.get(self.next)?;
        let between = &self.tokens[at + 1..(group.finite as usize).max(at + 1)];
        Some(Ahead {
            comma: between.iter().any(|t| matches!(t.tag, tags::COMMA | tags::COLON | tags::CC)),
            subject: between.iter().any(|t| nominal(t.tag) || t.tag == tags::EX),
            opener: between.iter().any(|t| matches!(t.tag, tags::W | tags::WRB | tags::CMP)),
            empty: between.iter().all(|t| t.tag == tags::RB),
        })
    }

    fn subordinator(&self, at: usize) -> Option<Kind> {
        let token = self.tokens[at];
        let kind = self.grammar.opens(token.word)?;
        let ahead = self.ahead(at)?;
        if token.roles & role::WEAK != 0 {
            let fronted = !self.main_has_verb();
            let another = self.another_verb();
            if !ahead.subject || ahead.comma || ahead.opener || (fronted && !another) {
                return None;
            }
            let before = at.checked_sub(1).map(|b| self.tokens[b].tag);
            let free = before.is_none_or(|t| matches!(t, tags::COMMA | tags::RB | tags::CC));
            return (kind != Kind::Comparative || !fronted || free).then_some(kind);
        }
        // *If possible they ...*: no verb.
        let tag = |n: usize| self.tokens.get(at + n).map(|t| t.tag);
        if token.roles & role::IF != 0 && tag(1) == Some(tags::JJ) && tag(2) == Some(tags::PRP) {
            return None;
        }
        let comma_next = self.tokens.get(at + 1).is_some_and(|t| t.tag == tags::COMMA);
        (ahead.subject && !(ahead.comma && !comma_next && self.reduced(at))).then_some(kind)
    }

    /// Whether a verb comes after the next one that could be the main one: not the second half of *are and were*, nor within
    /// *the vote which is ...*
    fn another_verb(&self) -> bool {
        (self.next..self.groups.len().saturating_sub(1)).any(|number| {
            let between = self.between(number);
            let joined = between.last().is_some_and(|t| t.tag == tags::CC);
            let opened = |pair: &[Token]| {
                pair[0].tag != tags::COMMA && matches!(pair[1].tag, tags::W | tags::WRB | tags::CMP)
            };
            !joined && !between.windows(2).any(opened)
        })
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

    fn wh(&self, at: usize, adverb: bool) -> Option<Kind> {
        let ahead = self.ahead(at)?;
        if self.tokens.get(at + 1).is_some_and(|t| t.tag == tags::TO) {
            // *how to do it* has no finite verb.
            return None;
        }
        let before = self.tokens[..at].iter().rev();
        let before = before.clone().find(|t| !matches!(t.tag, tags::QUOTE | tags::RB | tags::OPEN));
        let first = before
            .is_none_or(|t| matches!(t.tag, tags::CC | tags::UH | tags::COLON | tags::STOP | tags::X))
            || !self.main_has_verb() && self.asked() && before.is_some_and(|t| t.tag == tags::COMMA);
        if first {
            return self.first_wh(at, adverb, &ahead);
        }
        let before = before.expect("it is not the first word");
        let (roles, word) = (before.roles, self.tokens[at].roles);
        let before = before.tag;
        let thinks = role::SAYS | role::ASKS;
        if word & role::INTERROGATIVE != 0 && before != tags::COMMA {
            // *about who should pay*; *knows what they need*; *gave what they had*
            let what = roles & thinks == 0 && self.last_roles() & thinks == 0 && before != tags::IN;
            let noun = matches!(
                before,
                tags::NN | tags::NNS | tags::NNP | tags::PRP | tags::DT | tags::CD | tags::CLOSE
            );
            let who = self.tokens[at + 1..].first().is_some_and(|t| !nominal(t.tag)) && noun;
            return Some(if what || who { Kind::Relative } else { Kind::Question });
        }
        if word & role::THAT != 0 && roles & role::STANCE != 0 && ahead.subject {
            return Some(Kind::Complement);
        }
        Some(match before {
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
                    Kind::Temporal if before != tags::IN && self.main_has_verb() => Kind::Temporal,
                    _ => Kind::Question,
                }
            }
            tags::NN | tags::NNS if self.adverbial(at) == Kind::Question => Kind::Relative,
            _ => self.adverbial(at),
        })
    }

    /// At the head of a sentence: a question's word opens no clause, *what he needs is ...* and *when it rains, ...*
    /// do.
    fn first_wh(&self, at: usize, adverb: bool, ahead: &Ahead) -> Option<Kind> {
        let group = self.groups[self.next];
        let next = self.groups.get(self.next + 1)?;
        // *"Who will pay?" they asked.*
        let asked = self.grammar.asks(&self.tokens[..next.finite as usize]);
        if group.inverted || (asked || self.asked()) && (ahead.empty || !adverb) {
            return None;
        }
        // *Who buys the paper, who sells it*
        let between = self.between(self.next);
        if ahead.empty && !adverb && between.iter().any(|t| t.tag == tags::COMMA) {
            return None;
        }
        // *Whatever they find, he stays.*
        let concessive = between.iter().any(|t| t.tag == tags::COMMA)
            && self.grammar.opens(self.tokens[at].word) == Some(Kind::Concessive);
        Some(match adverb {
            true => self.adverbial(at),
            false if concessive => Kind::Concessive,
            false => Kind::Relative,
        })
    }

    /// What *when*, *where*, *why*, *how* open, not after a verb.
    fn adverbial(&self, at: usize) -> Kind {
        self.grammar.opens(self.tokens[at].word).unwrap_or(Kind::Question)
    }

    /// A phrase that opens a clause at `at`; gives its length.
    pub(super) fn phrase(&mut self, at: usize) -> Option<usize> {
        let (length, kind) = self.grammar.phrase(&self.tokens[at..])?;
        // *At the moment he is away*, *each time he has done so*: no clause.
        let after = at.checked_sub(1).is_some_and(|b| self.tokens[b].tag == tags::IN);
        let last = self.tokens[at + length - 1].tag == tags::DT;
        let next = self.groups.get(self.next).map(|g| g.head as usize + 1)?;
        let comma = self.tokens[next.max(at)..].iter().take(40).any(|t| t.tag == tags::COMMA);
        let determined = self.tokens[at].tag == tags::DT && !self.main_has_verb() && !comma;
        if after || last || determined || !self.main_has_verb() && self.groups.len() < self.next + 2 {
            return None;
        }
        if !self.clause_follows(at + length - 1) {
            return None;
        }
        self.begin(kind, at);
        self.gap = Gap::new(at + length);
        Some(length)
    }
}
