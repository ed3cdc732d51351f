//! [`Categories`]: kinds of words by meaning (*reckless* judges, *sign* is an event), and where in a sentence they stand.
//!
//! Read from `rules/categories.toml`. A word of a category counts by its role: as the verb of the clause that
//! carries the claim, in its complement, as its subject, elsewhere in that clause, as the verb of a frame, or outside. So *reckless* as
//! complement (*the plan is reckless*) weighs otherwise than in passing (*a reckless driver was caught*).

use super::features::Shape;
use crate::analysis::{Clause, ClauseKind};
use crate::lexicon::WordId;
use crate::pattern::VocabularyBuilder;
use crate::rules::{Files, RuleError, RuleFile};
use crate::word_map::WordMap;
use crate::words::bits;
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
    of_word: WordMap<u128>,
    /// `verb:event`, ...: role by role.
    features: Vec<String>,
}

/// The categories seen in each role.
pub type Seen = [u128; ROLES.len()];

impl Categories {
    /// Reads every `categories.toml`; an overlay adds words and categories.
    pub fn read(files: Files, vocabulary: &mut VocabularyBuilder, faults: &mut Vec<RuleError>) -> Categories {
        let mut categories = Categories::default();
        let mut of_words = BTreeMap::new();
        for file in files.all.iter().filter(|f| f.path == "categories.toml") {
            if let Err(fault) = categories.add(file, vocabulary, &mut of_words) {
                faults.push(fault);
            }
        }
        categories.of_word = of_words.into();
        let name = |role: &&str| categories.names.iter().map(move |name| format!("{role}:{name}")).collect();
        categories.features = ROLES.iter().map(name).collect::<Vec<Vec<String>>>().concat();
        categories
    }

    fn add(
        &mut self,
        file: &RuleFile,
        vocabulary: &mut VocabularyBuilder,
        of_words: &mut BTreeMap<WordId, u128>,
    ) -> Result<(), RuleError> {
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
                    *of_words.entry(id).or_default() |= 1 << place;
                }
            }
        }
        top.finish()
    }

    /// The names of the features, in the order of their numbers.
    pub fn features(&self) -> &[String] {
        &self.features
    }

    /// The categories of the words of a sentence, by role.
    pub fn of(&self, shape: &Shape) -> Seen {
        let mut seen = [0; ROLES.len()];
        let carrier = shape.carrier();
        let frame = shape.clauses.first().filter(|c| c.main && !c.claims);
        for at in shape.units.clone() {
            let unit = shape.terrain.units[at as usize];
            let Some(categories) = self.of_word.get(unit.id) else { continue };
            if unit.is(bits::CAP) && at != shape.units.start {
                continue;
            }
            let role = match carrier {
                _ if frame.is_some_and(|f| f.verb == at) => 4,
                None => 5,
                Some(clause) => role(shape, clause, at),
            };
            seen[role] |= categories;
        }
        seen
    }

    /// The numbers of the features seen.
    pub fn numbers(&self, seen: Seen) -> impl Iterator<Item = usize> {
        let count = self.names.len();
        seen.into_iter().enumerate().flat_map(move |(role, mut left)| {
            std::iter::from_fn(move || {
                let place = left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                (place < MOST).then_some(role * count + place)
            })
        })
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
