//! Which words of a sentence can speak for a label, and in which [`Role`].

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
}

impl Role {
    /// All roles with what stands before an entry's word, in order.
    pub const ALL: [(Role, &str); 5] = [
        (Role::Anywhere, ""),
        (Role::Clause, "clause:"),
        (Role::Verb, "verb:"),
        (Role::Complement, "complement:"),
        (Role::Subject, "subject:"),
    ];
}

/// Calls `found` for every word of a sentence that a lexicon may hold, once in each of its roles. Numbers, marks
/// and what is capitalised within the sentence are left out: names are not cues.
pub fn words(units: &[Unit], sentence: Range<u32>, clauses: &[Clause], mut found: impl FnMut(Unit, Role)) {
    let claiming = clauses.iter().find(|c| c.claims);
    let inner = |clause: &Clause| {
        claiming.is_some_and(|c| {
            !clause.claims
                && c.units.start <= clause.units.start
                && clause.units.end <= c.units.end
                && clause.units.len() < c.units.len()
        }) && !matches!(clause.kind, ClauseKind::Infinitival | ClauseKind::Participial)
    };
    let mut first = true;
    for at in sentence {
        let unit = units[at as usize];
        if !unit.is(bits::WORD) {
            continue;
        }
        let initial = std::mem::take(&mut first);
        if unit.is(bits::CAP) && (!initial || unit.is(bits::UPPER)) {
            continue;
        }
        found(unit, Role::Anywhere);
        let Some(claiming) = claiming else { continue };
        if claiming.units.contains(&at) && !clauses.iter().any(|c| c.units.contains(&at) && inner(c)) {
            found(unit, Role::Clause);
        }
        if claiming.verb == at {
            found(unit, Role::Verb);
        }
        if claiming.complement.is_some_and(|c| c.head == at) {
            found(unit, Role::Complement);
        }
        if claiming.subject == Some(at) {
            found(unit, Role::Subject);
        }
    }
}
