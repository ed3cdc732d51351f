//! From the outline of a sentence to its [`Clause`]s: verb group, subject, complement, construction, and which clause
//! carries the claim.

use super::grammar::{Grammar, role};
use super::groups::{self, Group, nominal};
use super::outline::{Outline, Verb};
use super::tags;
use super::tokens::Token;
use crate::analysis::{Clause, ClauseKind as Kind, Complement, ComplementKind, Construction, Mood};
use crate::span::Span;

/// One sentence as the clause layer sees it.
#[derive(Clone, Copy)]
pub struct Sentence<'s> {
    /// Its number.
    pub number: u32,
    /// Its tokens, tagged.
    pub tokens: &'s [Token],
    /// Its verb groups.
    pub groups: &'s [Group],
    /// Its clauses.
    pub outlines: &'s [Outline],
    /// What words do.
    pub grammar: &'s Grammar,
}

/// Adds the clauses of a sentence that have a verb, in the order of their verbs.
pub fn describe(sentence: Sentence, found: &mut Vec<Clause>) {
    let first = found.len() as u32;
    // A fragment has no verb, and is left out: numbers after it move up by one.
    let without = u32::from(sentence.outlines[0].verb.is_none());
    for (number, outline) in sentence.outlines.iter().enumerate() {
        let Some(verb) = outline.verb else { continue };
        let own = first + number as u32 - without;
        let parent = u32::from(outline.parent);
        let parent = if parent < without { own } else { first + parent - without };
        let mut clause = sentence.clause(outline, verb);
        clause.parent = parent;
        clause.construction = sentence.construction(number);
        found.push(clause);
    }
    debug_assert!(sentence.outlines.iter().skip(1).all(|o| o.verb.is_some() || o.kind != Kind::Main));
    let clauses = &mut found[first as usize..];
    if clauses.first().is_some_and(|c| c.main) {
        let claims = sentence.hand_over();
        if let Some(clause) = clauses.get_mut(claims) {
            clause.claims = true;
        }
    }
}

impl Sentence<'_> {
    fn clause(&self, outline: &Outline, verb: Verb) -> Clause {
        let unit = |token: u32| self.tokens[token as usize].unit;
        let (start, last) = (outline.start as usize, outline.end.max(outline.start + 1) as usize - 1);
        let last = last.min(self.tokens.len() - 1);
        let span = Span { start: self.tokens[start].start, end: self.tokens[last].end };
        let mut clause = Clause {
            sentence: self.number,
            span,
            units: self.tokens[start].unit..self.tokens[last].unit + 1,
            main: outline.kind == Kind::Main,
            claims: false,
            kind: outline.kind,
            parent: 0,
            finite: None,
            verb: 0,
            tense: None,
            modal: None,
            semi: None,
            perfect: false,
            progressive: false,
            passive: false,
            negated: false,
            mood: Mood::Indicative,
            subject: outline.subject.map(unit),
            complement: None,
            construction: None,
        };
        match verb {
            Verb::Group(number) => {
                let group = &self.groups[number as usize];
                clause.finite = Some(self.tokens[group.finite as usize].span());
                clause.verb = unit(group.head);
                clause.tense = group.tense;
                clause.modal = group.modal;
                clause.semi = group.semi;
                clause.perfect = group.perfect;
                clause.progressive = group.progressive;
                clause.passive = group.passive;
                clause.negated = group.negated;
                clause.mood = match () {
                    _ if group.imperative => Mood::Imperative,
                    _ if clause.main && self.grammar.asks(self.tokens) => Mood::Interrogative,
                    _ => Mood::Indicative,
                };
                clause.complement = self.complement(group);
            }
            Verb::Bare(token) => {
                let group = groups::bare(self.tokens, token as usize);
                clause.verb = unit(group.head);
                let before = self.tokens[..token as usize].iter().rev().take(3);
                clause.negated = before
                    .take_while(|t| matches!(t.tag, tags::TO | tags::RB))
                    .any(|t| t.roles & role::NEGATION != 0);
                (clause.perfect, clause.passive) = (group.perfect, group.passive);
                clause.progressive = group.progressive;
                clause.complement = self.complement(&group);
            }
            Verb::Shared { verb, group } => {
                let group = &self.groups[group as usize];
                let tag = self.tokens[verb as usize].tag;
                clause.verb = unit(verb);
                (clause.tense, clause.modal, clause.semi) = (group.tense, group.modal, group.semi);
                clause.perfect = group.perfect && tag == tags::VBN;
                clause.progressive = group.progressive && tag == tags::VBG;
                clause.passive = group.passive && tag == tags::VBN;
            }
        }
        clause
    }

    /// What follows a form of *be*, *seem*, *remain*.
    fn complement(&self, group: &Group) -> Option<Complement> {
        let links =
            group.copula || self.tokens[group.head as usize].roles & role::LINK != 0 && !group.passive;
        if !links {
            return None;
        }
        let mut at = group.head as usize + 1;
        if group.inverted && group.head == group.finite {
            // *Is the plan sound?*
            while self
                .tokens
                .get(at)
                .is_some_and(|t| nominal(t.tag) && t.tag != tags::JJ || t.tag == tags::EX)
            {
                at += 1;
            }
        }
        while self.tokens.get(at).is_some_and(|t| matches!(t.tag, tags::RB | tags::QUOTE)) {
            at += 1;
        }
        let token = self.tokens.get(at)?;
        let of = |kind, token: usize| Some(Complement { kind, head: self.tokens[token].unit });
        match token.tag {
            tags::CMP => of(ComplementKind::Clause, at),
            tags::W | tags::WRB if group.copula => of(ComplementKind::Clause, at),
            tags::TO => of(ComplementKind::Infinitive, at),
            tags::IN => of(ComplementKind::Prepositional, at),
            tags::VBN | tags::VBG => of(ComplementKind::Adjective, at),
            tag if nominal(tag) => {
                // The head of a noun phrase is its last noun; without a noun an adjective is one.
                let phrase = groups::phrase(&self.tokens[at..]);
                let noun = (at..at + phrase).rev().find(|i| {
                    matches!(self.tokens[*i].tag, tags::NN | tags::NNS | tags::NNP | tags::PRP | tags::CD)
                });
                match noun {
                    Some(noun) => of(ComplementKind::Noun, noun),
                    None => of(ComplementKind::Adjective, at + phrase - 1),
                }
            }
            _ => None,
        }
    }

    /// The construction of a clause.
    fn construction(&self, number: usize) -> Option<Construction> {
        let main = &self.outlines[number];
        let Some(Verb::Group(verb)) = main.verb else { return None };
        let group = &self.groups[verb as usize];
        let subject = main.subject.map(|s| self.tokens[s as usize]);
        if subject.is_some_and(|s| s.tag == tags::EX) {
            return Some(Construction::Existential);
        }
        if subject.is_some_and(|s| s.roles & role::IT != 0) {
            let inside = self.outlines.iter().filter(|c| c.parent as usize == number && c.start > group.head);
            let next = inside.min_by_key(|c| c.start)?;
            let complement = self.complement(group);
            let that = matches!(next.kind, Kind::Complement | Kind::Relative)
                && matches!(self.tokens[next.start as usize].tag, tags::CMP | tags::W);
            // *It was fear that*, *it was in May that*
            let noun = complement
                .is_some_and(|c| matches!(c.kind, ComplementKind::Noun | ComplementKind::Prepositional));
            let by = |kind| (next.start < group.head + 14).then_some(kind);
            return match next.kind {
                _ if that
                    && noun
                    && group.copula
                    && (next.kind == Kind::Relative || !self.frame_noun(complement)) =>
                {
                    by(Construction::Cleft)
                }
                Kind::Complement | Kind::Question | Kind::Infinitival | Kind::Purpose => {
                    by(Construction::Extraposition)
                }
                _ => None,
            };
        }
        // *What they need is*; *all that they need is* has a noun before it.
        let what = group.copula
            && self.outlines.iter().any(|c| {
                c.kind == Kind::Relative
                    && c.parent as usize == number
                    && c.start < group.finite
                    && c.start == main.start
                    && self.tokens[c.start as usize].tag == tags::W
            });
        what.then_some(Construction::PseudoCleft)
    }

    /// *It is a fact that ...*, *there is no doubt that ...*
    fn frame_noun(&self, complement: Option<Complement>) -> bool {
        complement.is_some_and(|c| {
            let noun = self.tokens.iter().find(|t| t.unit == c.head);
            noun.is_some_and(|t| t.roles & role::STANCE != 0)
        })
    }

    /// Whether the subject only stands for what follows: *it is*, *there is*.
    fn formal(&self, clause: usize) -> bool {
        self.outlines[clause].subject.is_none_or(|s| {
            let subject = self.tokens[s as usize];
            subject.tag == tags::EX || subject.roles & role::IT != 0
        })
    }

    /// The number of the clause that carries the claim. A main clause that only reports or takes a stance hands over
    /// to the clause inside it, and that one may again.
    fn hand_over(&self) -> usize {
        let mut at = 0;
        for _ in 0..4 {
            let Some(Verb::Group(number)) = self.outlines[at].verb else { break };
            let Some(inner) = self.handed_over(at, &self.groups[number as usize]) else { break };
            at = inner;
        }
        at
    }

    fn handed_over(&self, at: usize, group: &Group) -> Option<usize> {
        // A question hands over nothing, nor does an order but for *remember that*, *note that*.
        if group.inverted || at == 0 && self.grammar.asks(self.tokens) {
            return None;
        }
        let roles = |token: u32| self.tokens[token as usize].roles;
        let head = roles(group.head);
        let frames = head & role::SAYS != 0 && head & role::KEEPS == 0;
        let inner = |wanted: fn(Kind) -> bool| {
            self.outlines.iter().enumerate().find(|(n, c)| {
                *n != at
                    && c.parent as usize == at
                    && wanted(c.kind)
                    && matches!(c.verb, Some(Verb::Group(_)))
            })
        };
        if head & (role::REPORT | role::TAKES) != 0
            && let Some((quoted, _)) = inner(|kind| kind == Kind::Quotation)
        {
            return Some(quoted);
        }
        let (number, clause) = inner(|kind| kind == Kind::Complement)?;
        let near = clause.start > group.head && clause.start - group.head < 12;
        let between =
            &self.tokens[group.head as usize + 1..(clause.start as usize).max(group.head as usize + 1)];
        let hands = |t: &Token| t.roles & (role::HANDS | role::STANCE) != 0;
        // *The truth is that*, *it is clear that*, *she is sure that*, *there is no doubt that*; not *it is absurd that*.
        let stance = match self.complement(group) {
            Some(c) if c.kind == ComplementKind::Clause => true,
            // *The truth is the war was lost.*
            Some(c) if c.head >= self.tokens[clause.start as usize].unit => true,
            // *This is the first time that* says something of its own subject.
            Some(c) if c.kind == ComplementKind::Noun && !self.formal(at) => false,
            Some(c) => {
                let place = self.tokens.iter().position(|t| t.unit == c.head);
                place.is_some_and(|p| hands(&self.tokens[p]))
            }
            None => group.copula && between.iter().all(|t| t.tag == tags::RB),
        };
        // *We have no doubt that*, *they take the view that*.
        let light = head & role::LIGHT != 0 && between.last().is_some_and(|t| t.roles & role::STANCE != 0);
        (near && (frames || stance || light)).then_some(number)
    }
}
