//! [`Stops`]: the tokens of a sentence at which something may be done. All others are only read past.
//!
//! In: tagged tokens. Out: the tokens that may begin a verb group, and those that may begin or end a clause or be its verb,
//! both in order. Each token is given here what its word does, which is asked for often.

use super::grammar::{Grammar, role};
use super::tags::{self, ROOM, Tag};
use super::tokens::{Shape, Token};

/// Tokens of a sentence, by number.
#[derive(Default)]
pub struct Stops {
    verbs: List,
    clauses: List,
}

/// Numbers, room for which is made beforehand. That a number is kept or not decides where the next one goes, and not which
/// code runs: the processor could not foresee it.
#[derive(Default)]
struct List {
    room: Vec<u32>,
    len: usize,
}

impl List {
    fn clear(&mut self, most: usize) {
        self.len = 0;
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
    }

    /// Adds a number if it is not the last.
    fn push(&mut self, number: usize) {
        let known = self.as_slice().last() == Some(&(number as u32));
        self.push_if(!known, number);
    }

    #[inline]
    fn push_if(&mut self, kept: bool, number: usize) {
        self.room[self.len] = number as u32;
        self.len += usize::from(kept);
    }

    fn as_slice(&self) -> &[u32] {
        &self.room[..self.len]
    }
}

/// A verb that may begin a group.
const GROUP: u8 = 1;
/// Always a stop of clauses.
const CLAUSE: u8 = 2;
/// One if its word opens clauses.
const OPENER: u8 = 4;

const KINDS: [u8; ROOM] = {
    let mut kinds = [0; ROOM];
    let mut number = 0;
    while number < tags::COUNT {
        let tag = Tag(number as u8);
        kinds[number] = match tag {
            tags::VB | tags::BEB | tags::VBN => GROUP | CLAUSE,
            tags::VBG | tags::BEN | tags::BEG => CLAUSE,
            tags::OPEN | tags::CLOSE | tags::COLON | tags::CMP | tags::W | tags::WRB | tags::TO => CLAUSE,
            tags::IN | tags::RB | tags::DT | tags::UH => OPENER,
            _ if tag.is_finite() => GROUP | CLAUSE,
            _ => 0,
        };
        number += 1;
    }
    kinds
};

impl Stops {
    /// Finds those of a sentence.
    pub fn find(&mut self, tokens: &mut [Token], grammar: &Grammar) {
        self.verbs.clear(tokens.len());
        self.clauses.clear(tokens.len());
        let mut before = tags::EDGE;
        for at in 0..tokens.len() {
            if tokens[at].tag == tags::POS && is_be(tokens, at, grammar) {
                tokens[at].tag = tags::BE;
            }
            let token = &mut tokens[at];
            let (tag, roles) = (token.tag, grammar.roles(token.word));
            token.roles = roles;
            if (tag == tags::RB) & (before == tags::IN) && is_to(tokens, at - 1) {
                self.clauses.push(at - 1);
            }
            let kind = KINDS[tag.index()];
            self.verbs.push_if(kind & GROUP != 0, at);
            let opens = (kind & OPENER != 0) & (roles & (role::OPENS | role::PHRASE | role::THAT) != 0);
            self.clauses.push_if((kind & CLAUSE != 0) | opens, at);
            before = tag;
        }
    }

    /// The tokens that may begin a verb group.
    pub fn verbs(&self) -> &[u32] {
        self.verbs.as_slice()
    }

    /// The tokens that may begin or end a clause, or be its verb.
    pub fn clauses(&self) -> &[u32] {
        self.clauses.as_slice()
    }
}

/// *The mayor's not here*, *his brother's a thief*: *is*, where the tagger takes *'s* for the possessive.
fn is_be(tokens: &[Token], at: usize, grammar: &Grammar) -> bool {
    let tag = |n: usize| tokens.get(at + n).map_or(tags::EDGE, |t| t.tag);
    match tag(1) {
        tags::DT | tags::PRP => tokens[at + 1].shape == Shape::Lower,
        tags::RB => grammar.roles(tokens[at + 1].word) & role::NEGATION != 0,
        tags::VBG => tag(2) == tags::TO,
        _ => false,
    }
}

/// *to carefully review*, where the tagger takes *to* for a preposition.
pub(super) fn is_to(tokens: &[Token], at: usize) -> bool {
    let tag = |n: usize| tokens.get(at + n).map(|t| t.tag);
    tokens[at].tag == tags::IN
        && tokens[at].span().len() == 2
        && tag(1) == Some(tags::RB)
        && matches!(tag(2), Some(tags::VB | tags::BEB))
}
