//! [`People`]: who and which states an article names, and which of several persons a surname means.

use super::keys::KeyHash;
use super::tables::{Tables, Term};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// The memory of one article.
#[derive(Default)]
pub(super) struct People<'a, 't> {
    /// How often each state is named, or something of it.
    states: HashMap<&'a str, u32, KeyHash>,
    /// Persons of the tables, by number.
    listed: HashSet<u32, KeyHash>,
    /// Persons that are not in the tables, by surname and by given name.
    local: HashMap<&'t str, Vec<Known>, KeyHash>,
}

/// A person known to this article only.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) id: String,
    pub(super) role: Option<String>,
}

impl<'a, 't> People<'a, 't> {
    /// Something of a state has been named.
    pub(super) fn note_state(&mut self, state: &'a str) {
        *self.states.entry(state).or_default() += 1;
    }

    /// How often a state, or something of it, is named in the article.
    pub(super) fn mentions_of(&self, state: &str) -> u32 {
        self.states.get(state).copied().unwrap_or(0)
    }

    /// The state that most names of the article belong to, if it has more than half of them.
    pub(super) fn main_state(&self) -> Option<&'a str> {
        let all: u32 = self.states.values().sum();
        self.states.iter().find(|(_, n)| **n * 2 > all && **n > 2).map(|(state, _)| *state)
    }

    /// From here on the surname alone is enough.
    pub(super) fn license(&mut self, actor: u32) {
        self.listed.insert(actor);
    }

    /// Whether the person's whole name has been seen.
    pub(super) fn knows(&self, actor: u32) -> bool {
        self.listed.contains(&actor)
    }

    /// Remembers a person who is not in the tables, under a surname or given name.
    pub(super) fn remember(&mut self, name: &'t str, known: &Known) {
        let persons = self.local.entry(name).or_default();
        if persons.iter().all(|p| p.id != known.id) {
            persons.push(known.clone());
        }
    }

    /// The persons of that name.
    pub(super) fn local(&self, name: &str) -> &[Known] {
        self.local.get(name).map_or(&[], Vec::as_slice)
    }

    /// Leaves of several persons with one surname those that the article has named, else those who held the
    /// title's role at the article's date, else those who ever held it.
    pub(super) fn decide(
        &self,
        fits: &mut Vec<u32>,
        actor: impl Fn(&u32) -> u32,
        tables: &Tables,
        (role, former): (Option<&str>, bool),
        published: Option<Date>,
    ) {
        // A former president is one whose term has ended.
        let fits_time =
            |t: &Term, day: Date| if former { t.to.is_some_and(|to| to < day) } else { t.covers(day) };
        let in_office = |n: &u32| {
            tables.terms(actor(n)).iter().any(|t| {
                role.is_none_or(|role| tables.same_office(&t.role, role))
                    && published.is_some_and(|day| fits_time(t, day))
            })
        };
        let ever = |n: &u32| {
            role.is_none_or(|role| tables.terms(actor(n)).iter().any(|t| tables.same_office(&t.role, role)))
        };
        let known = |n: &u32| self.knows(actor(n));
        let tests: [&dyn Fn(&u32) -> bool; 4] = [&known, &in_office, &ever, &|_| true];
        for test in tests {
            if fits.iter().any(test) {
                fits.retain(test);
                if fits.len() == 1 {
                    return;
                }
            }
        }
    }

    /// The office that a title means: held at the article's date, else the latest one before it, else any.
    /// Without a title, the office held at that date.
    pub(super) fn term<'r>(
        tables: &'r Tables,
        actor: u32,
        role: Option<&str>,
        published: Option<Date>,
    ) -> Option<&'r Term> {
        let terms = tables.terms(actor);
        let fits = |t: &&Term| role.is_none_or(|role| tables.same_office(&t.role, role));
        let now = published.and_then(|day| terms.iter().filter(fits).find(|t| t.covers(day)));
        let before = |t: &&Term| published.is_none_or(|day| t.from.is_none_or(|from| from <= day));
        now.or_else(|| role.and_then(|_| terms.iter().filter(fits).rev().find(before)))
            .or_else(|| terms.iter().rev().find(before))
            .or_else(|| terms.first())
    }
}
