//! [`Stops`]: the tokens of a sentence at which something may be done. All others are only read past.
//!
//! In: tagged tokens. Out: the tokens that may begin a verb group, and those that may begin or end a clause or be its verb,
//! both in order.

use super::grammar::role;
use super::tags::{self, ROOM, Tag};
use super::tokens::Token;

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
    /// Room for as many numbers.
    fn room(&mut self, most: usize) -> &mut [u32] {
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
        &mut self.room
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

static KINDS: [u8; ROOM] = {
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
    pub fn find(&mut self, tokens: &[Token]) {
        // One more: the place of the next number is written to even if that is not kept.
        let verbs = self.verbs.room(tokens.len() + 1);
        let clauses = self.clauses.room(tokens.len() + 1);
        let (mut verb, mut clause) = (0, 0);
        let mut before = tags::EDGE;
        for (at, token) in tokens.iter().enumerate() {
            let kind = KINDS[token.tag.index()];
            if (token.tag == tags::RB) & (before == tags::IN)
                && is_to(tokens, at - 1)
                && !kept(&clauses[..clause], at - 1)
            {
                clauses[clause] = at as u32 - 1;
                clause += 1;
            }
            let opens = u8::from(token.roles & (role::OPENS | role::PHRASE | role::THAT) != 0);
            verbs[verb] = at as u32;
            verb += usize::from(kind & GROUP);
            clauses[clause] = at as u32;
            let (always, by_word) = ((kind / CLAUSE) & 1, (kind / OPENER) & opens);
            clause += usize::from(always | by_word);
            before = token.tag;
        }
        (self.verbs.len, self.clauses.len) = (verb, clause);
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

/// Whether a number is the last of a list.
fn kept(list: &[u32], number: usize) -> bool {
    list.last() == Some(&(number as u32))
}

/// *to carefully review*, where the tagger takes *to* for a preposition.
pub(super) fn is_to(tokens: &[Token], at: usize) -> bool {
    let tag = |n: usize| tokens.get(at + n).map(|t| t.tag);
    tokens[at].tag == tags::IN
        && tokens[at].span().len() == 2
        && tag(1) == Some(tags::RB)
        && matches!(tag(2), Some(tags::VB | tags::BEB))
}
