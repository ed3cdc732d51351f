//! [`Role`]: where in a sentence a word must stand to count for a claim.
//!
//! In: the units and clauses of a sentence. Out: its words in their roles.

use crate::analysis::{Clause, ClauseKind};
use crate::words::{Unit, bits};
use std::ops::Range;

/// Where a word must stand to count.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Anywhere in the sentence.
    Anywhere,
    /// In the clause that carries the claim, outside of the finite clauses inside it.
    Clause,
    /// The verb of that clause.
    Verb,
    /// The head of what that clause says of its subject: *a **mistake***.
    Complement,
    /// The head of its subject.
    Subject,
    /// Two words side by side anywhere in the sentence.
    Pair,
}

impl Role {
    /// The roles of single words with what stands before an entry's word, in order.
    pub const OF_WORDS: [(Role, &str); 5] = [
        (Role::Anywhere, ""),
        (Role::Clause, "clause:"),
        (Role::Verb, "verb:"),
        (Role::Complement, "complement:"),
        (Role::Subject, "subject:"),
    ];

    /// The role of an entry: `verb:expect`, `far from`.
    pub fn of(entry: &str) -> Role {
        let of = |(role, prefix): &(Role, &'static str)| entry.starts_with(prefix).then_some(*role);
        match Role::OF_WORDS[1..].iter().find_map(of) {
            Some(role) => role,
            None if entry.contains(' ') => Role::Pair,
            None => Role::Anywhere,
        }
    }

    /// What stands before the word of an entry in this role.
    pub fn prefix(self) -> &'static str {
        Role::OF_WORDS.iter().find(|(role, _)| *role == self).map_or("", |(_, prefix)| prefix)
    }
}

/// Calls `found` for every word of a sentence that a lexicon may hold, once in each of its roles, and for every two such
/// words side by side.
pub fn words(units: &[Unit], sentence: Range<u32>, clauses: &[Clause], mut found: impl FnMut(&[Unit], Role)) {
    let standing = Standing::new(clauses);
    let mut after = None;
    for at in plain(units, sentence) {
        let here = at as usize;
        for (role, _) in Role::OF_WORDS.into_iter().filter(|(role, _)| standing.has(*role, at)) {
            found(&units[here..=here], role);
        }
        if after == Some(at) {
            found(&units[here - 1..=here], Role::Pair);
        }
        after = Some(at + 1);
    }
}

/// The words of a sentence that a lexicon may hold.
fn plain(units: &[Unit], sentence: Range<u32>) -> impl Iterator<Item = u32> {
    let mut plain = Plain::default();
    sentence.filter(move |at| plain.takes(units[*at as usize]))
}

/// Tells the words of a sentence that a lexicon may hold. Numbers, marks and what is capitalised within the sentence are
/// left out: names are not cues.
#[derive(Default)]
pub struct Plain {
    /// Whether there was a word.
    begun: bool,
}

impl Plain {
    /// Whether the next unit is one.
    #[inline]
    pub fn takes(&mut self, unit: Unit) -> bool {
        let capital = unit.is(bits::CAP) && (self.begun || unit.is(bits::UPPER));
        let word = unit.is(bits::WORD);
        self.begun |= word;
        word && !capital
    }
}

/// The clause that carries the claim, for telling the roles of words.
pub struct Standing<'s> {
    claiming: Option<&'s Clause>,
    clauses: &'s [Clause],
}

impl<'s> Standing<'s> {
    /// Looks for it.
    pub fn new(clauses: &'s [Clause]) -> Standing<'s> {
        Standing { claiming: clauses.iter().find(|c| c.claims), clauses }
    }

    /// Whether the word at a unit has a role by itself.
    #[inline]
    pub fn has(&self, role: Role, at: u32) -> bool {
        role == Role::Anywhere || self.stands(role, at)
    }

    fn stands(&self, role: Role, at: u32) -> bool {
        let Some(claiming) = self.claiming else { return false };
        match role {
            Role::Anywhere => true,
            Role::Clause => {
                let inside = |clause: &Clause| clause.units.contains(&at) && inner(claiming, clause);
                claiming.units.contains(&at) && !self.clauses.iter().any(inside)
            }
            Role::Verb => claiming.verb == at,
            Role::Complement => claiming.complement.is_some_and(|c| c.head == at),
            Role::Subject => claiming.subject == Some(at),
            Role::Pair => false,
        }
    }
}

/// Whether a finite clause lies within the one that carries the claim.
fn inner(claiming: &Clause, clause: &Clause) -> bool {
    !clause.claims
        && claiming.units.start <= clause.units.start
        && clause.units.end <= claiming.units.end
        && clause.units.len() < claiming.units.len()
        && !matches!(clause.kind, ClauseKind::Infinitival | ClauseKind::Participial)
}
