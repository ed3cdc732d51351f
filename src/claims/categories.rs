//! [`Categories`]: kinds of words by meaning (*reckless* judges, *sign* is an event), and where in a sentence they stand.
//!
//! Read from `rules/categories.toml`. A word of a category counts by its role: as the verb of the clause that
//! carries the claim, in its complement, as its subject, elsewhere in that clause, as the verb of a frame, or outside. So *reckless* as
//! complement (*the plan is reckless*) weighs otherwise than in passing (*a reckless driver was caught*).

use super::features::ones;
use super::shape::Shape;
use crate::analysis::{Clause, ClauseKind};
use crate::lexicon::WordId;
use crate::pattern::VocabularyBuilder;
use crate::rules::{Files, RuleError, RuleFile};
use std::collections::BTreeMap;

/// The roles, in the order of the features.
const ROLES: [&str; 6] = ["verb", "complement", "subject", "inside", "frame", "outside"];

/// Most categories that there can be.
const MOST: usize = 128;

/// The categories of words.
#[derive(Default)]
pub struct Categories {
    names: Vec<String>,
    /// A bit for each category.
    of_word: BTreeMap<WordId, u128>,
    /// `verb:event`, ...: role by role.
    features: Vec<String>,
}

/// The categories seen in each role.
pub type Seen = [u128; ROLES.len()];

impl Categories {
    /// Reads every `categories.toml`; an overlay adds words and categories.
    pub fn read(files: Files, vocabulary: &mut VocabularyBuilder, faults: &mut Vec<RuleError>) -> Categories {
        let mut categories = Categories::default();
        for file in files.all.iter().filter(|f| f.path == "categories.toml") {
            if let Err(fault) = categories.add(file, vocabulary) {
                faults.push(fault);
            }
        }
        let name = |role: &&str| categories.names.iter().map(move |name| format!("{role}:{name}")).collect();
        categories.features = ROLES.iter().map(name).collect::<Vec<Vec<String>>>().concat();
        categories
    }

    fn add(&mut self, file: &RuleFile, vocabulary: &mut VocabularyBuilder) -> Result<(), RuleError> {
        let mut top = file.fields()?;
        let Some(table) = top.table("categories")? else { return top.finish() };
        for (name, words) in table.rest_of_strings()? {
            let place = self.names.iter().position(|n| *n == name.value).unwrap_or_else(|| {
                self.names.push(name.value.clone());
                self.names.len() - 1
            });
            if place >= MOST {
                let fault = format!("there are more than {MOST} categories");
                return Err(file.error(name.at, None, fault));
            }
            for word in words {
                let ids = match word.value.strip_prefix('~') {
                    Some(lemma) => vocabulary.inflections(lemma),
                    None => vocabulary.split(&word.value),
                };
                if ids.len() > 1 && !word.value.starts_with('~') {
                    let fault = format!("`{}` is more than one word", word.value);
                    return Err(file.error(word.at, None, fault));
                }
                for id in ids {
                    *self.of_word.entry(id).or_default() |= 1 << place;
                }
            }
        }
        top.finish()
    }

    /// The names of the features, in the order of their numbers.
    pub fn features(&self) -> &[String] {
        &self.features
    }

    /// The categories of words.
    pub fn of_words(&self) -> &BTreeMap<WordId, u128> {
        &self.of_word
    }

    /// Calls `found` with the numbers of the features seen.
    pub fn numbers(&self, seen: Seen, mut found: impl FnMut(usize)) {
        let count = self.names.len();
        for (role, places) in seen.into_iter().enumerate() {
            ones(places, |place| found(role * count + place));
        }
    }
}

/// Where the words of a sentence stand, for their roles.
pub struct Places<'s> {
    shape: &'s Shape<'s>,
    carrier: Option<&'s Clause>,
    /// The verb of a frame.
    frame: Option<u32>,
}

impl<'s> Places<'s> {
    /// Looks for the clauses that roles depend on.
    pub fn new(shape: &'s Shape) -> Places<'s> {
        let frame = shape.clauses.first().filter(|c| c.main && !c.claims).map(|f| f.verb);
        Places { shape, carrier: shape.carrier(), frame }
    }

    /// The role of a unit, as a place in [`ROLES`].
    pub fn role(&self, at: u32) -> usize {
        match self.carrier {
            _ if self.frame == Some(at) => 4,
            None => 5,
            Some(carrier) => role(self.shape, carrier, at),
        }
    }
}

/// The role of a unit, as a place in [`ROLES`].
fn role(shape: &Shape, carrier: &Clause, at: u32) -> usize {
    if at == carrier.verb {
        return 0;
    }
    if carrier.subject == Some(at) {
        return 2;
    }
    if !carrier.units.contains(&at) {
        return 5;
    }
    let nested = shape.clauses.iter().any(|c| {
        c.units.contains(&at)
            && c.units.len() < carrier.units.len()
            && c.units.start >= carrier.units.start
            && !matches!(c.kind, ClauseKind::Infinitival | ClauseKind::Participial)
    });
    if nested {
        return 5;
    }
    // *a reckless plan*: the words before the head belong to the complement.
    let complement = carrier.complement.is_some_and(|c| carrier.verb < at && at <= c.head);
    if complement { 1 } else { 3 }
}
