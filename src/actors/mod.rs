//! Named actors: gazetteer, titles, surname memory, names found by their form, readings of places.
//!
//! [`ActorRules::find`] runs before clauses and gives [`Mention`]s, which become edges for the other layers;
//! [`ActorRules::resolve`] runs after them and gives the readings and composites.

mod bars;
mod check;
mod context;
mod cuts;
mod descriptions;
mod discovery;
mod endings;
mod evidence;
mod features;
mod fit;
mod keys;
mod lists;
mod looks;
mod names;
mod people;
mod readings;
mod recall;
mod regions;
mod runs;
mod segments;
mod signs;
mod sums;
mod survey;
mod tables;
mod titles;
mod window;

pub(crate) use check::check;
pub use fit::{NameFit, NameLabel};
pub use names::Mention;
pub use readings::ActorAction;
pub use sums::Memo;
pub use tables::{Actor, ActorsRead, Alias, AliasKind, Tables, Term, sectors};

use crate::pattern::phrases::Phrase;
use crate::pattern::{Vocabulary, VocabularyBuilder};
use crate::rules::load::{self, Draft};
use crate::rules::{Files, Layer, RuleError};
use crate::word_map::WordSet;
use lists::Lists;
use std::collections::BTreeSet;

/// The actors layer, compiled.
pub struct ActorRules {
    tables: Tables,
    layer: Layer<ActorAction>,
    sectors: BTreeSet<String>,
    lists: Lists,
    evidence: evidence::Evidence,
    endings: endings::Endings,
    /// The words with which a name may begin in lower case: particles, and what the tables have so.
    begins_small: WordSet,
}

impl ActorRules {
    /// Reads the tables and rules; compile them when the lists of all layers are known.
    pub fn read(
        files: Files,
        vocabulary: &mut VocabularyBuilder,
        faults: &mut Vec<RuleError>,
    ) -> Draft<ActorAction> {
        load::read(files, "actors", vocabulary, faults, ActorAction::read)
    }

    /// Puts compiled rules and tables together.
    pub fn new(
        tables: Tables,
        layer: Layer<ActorAction>,
        sectors: BTreeSet<String>,
        files: Files,
        vocabulary: &Vocabulary,
        faults: &mut Vec<RuleError>,
    ) -> ActorRules {
        let lists = Lists::new(vocabulary);
        let evidence = evidence::Evidence::read(files, vocabulary, faults);
        let endings = endings::Endings::read(files, faults);
        let any = |phrase: &Phrase| !tables.aliases[phrase.entry as usize].capital;
        let mut begins_small = tables.names.firsts_of(any);
        lists.words_in(lists::list::OPENING).for_each(|word| begins_small.insert(word));
        ActorRules { tables, layer, sectors, lists, evidence, endings, begins_small }
    }

    /// The sector code called `name`.
    fn sector(&self, name: &str) -> Option<&str> {
        self.sectors.get(name).map(String::as_str)
    }

    /// The compiled rules.
    pub fn layer(&self) -> &Layer<ActorAction> {
        &self.layer
    }

    /// The tables.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }
}
