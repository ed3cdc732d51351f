//! Named actors: gazetteer, titles, surname memory, names found by their form, readings of places.
//!
//! [`ActorRules::find`] runs before clauses and gives [`Mention`]s, which become edges for the other layers;
//! [`ActorRules::resolve`] runs after them and gives the readings and composites.

mod bars;
mod check;
mod context;
mod descriptions;
mod discovery;
mod endings;
mod evidence;
mod fit;
mod keys;
mod looks;
mod names;
mod people;
mod readings;
mod recall;
mod regions;
mod segments;
mod signs;
mod survey;
mod tables;
mod titles;

pub(crate) use check::check;
pub use evidence::Memo;
pub use fit::{NameFit, NameLabel};
pub use names::Mention;
pub use readings::ActorAction;
pub use tables::{Actor, ActorsRead, Alias, AliasKind, Tables, Term, sectors};

use crate::lexicon::WordId;
use crate::pattern::{Vocabulary, VocabularyBuilder};
use crate::rules::load::{self, Draft};
use crate::rules::{Files, Layer, RuleError};
use std::collections::BTreeSet;

/// The actors layer, compiled.
pub struct ActorRules {
    tables: Tables,
    layer: Layer<ActorAction>,
    sectors: BTreeSet<String>,
    lists: Lists,
    evidence: evidence::Evidence,
    endings: endings::Endings,
}

/// The lists that finding names needs, and the labels of mentions.
pub(crate) struct Lists {
    title: Option<u16>,
    honorific: Option<u16>,
    connector: Option<u16>,
    opening: Option<u16>,
    abbreviation: Option<u16>,
    government: Option<u16>,
    no_actor: Option<u16>,
    no_actor_name: Option<u16>,
    no_actor_word: Option<u16>,
    body_noun: Option<u16>,
    thing_head: Option<u16>,
    no_name: Option<u16>,
    incorporated: Option<u16>,
    of_persons: Option<u16>,
    syllable: Option<u16>,
    say: Option<u16>,
    calendar: Option<u16>,
    body: Option<u16>,
    former: Option<u16>,
    modifier: Option<u16>,
    mentions: [Option<u16>; 5],
    /// Last words of names of bodies, associations, schools, companies, banks, forces and papers.
    heads: [Option<u16>; 7],
    /// Nouns for persons, organisations, places and other things.
    nouns_of: [Option<u16>; 4],
    actor: Option<u16>,
    /// For each label its bit in `of_word`; 0 for the lists that are not asked for here.
    bits: Vec<u32>,
    /// For each word of rules the lists that it is in.
    of_word: Vec<u32>,
}

impl Lists {
    /// Whether a word is in a list.
    #[inline]
    fn has(&self, word: WordId, label: u16) -> bool {
        self.of_word.get(word.index()).is_some_and(|lists| lists & self.bits[usize::from(label)] != 0)
    }

    /// Notes for every word which of these lists it is in.
    fn index(&mut self, vocabulary: &Vocabulary) {
        self.bits = vec![0; vocabulary.labels()];
        let asked = [
            self.title,
            self.honorific,
            self.connector,
            self.opening,
            self.abbreviation,
            self.government,
            self.no_actor,
            self.no_actor_name,
            self.no_actor_word,
            self.body_noun,
            self.thing_head,
            self.no_name,
            self.incorporated,
            self.of_persons,
            self.syllable,
            self.say,
            self.calendar,
            self.body,
            self.former,
            self.modifier,
        ];
        for (bit, label) in asked.into_iter().chain(self.heads).chain(self.nouns_of).flatten().enumerate() {
            self.bits[usize::from(label)] = 1 << bit;
        }
        self.of_word = vocabulary
            .words_with_members()
            .map(|members| members.iter().fold(0, |lists, m| lists | self.bits[usize::from(m.label)]))
            .collect();
    }
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
        let label = |name: &str| vocabulary.label(name);
        let mut lists = Lists {
            title: label("title"),
            honorific: label("honorific"),
            connector: label("name-connector"),
            opening: label("name-opening"),
            abbreviation: label("name-abbreviation"),
            government: label("name.government"),
            no_actor: label("no-actor"),
            no_actor_name: label("no-actor-name"),
            no_actor_word: label("no-actor-word"),
            body_noun: label("body-noun"),
            thing_head: label("thing-head"),
            no_name: label("name.no-name"),
            incorporated: label("name-incorporated"),
            of_persons: label("name-particle"),
            syllable: label("name-syllable"),
            say: label("name.say"),
            calendar: label("name.calendar"),
            body: label("body-of-state"),
            former: label("title-former"),
            modifier: label("title-modifier"),
            mentions: ["<person>", "<organization>", "<state>", "<place>", "<people>"].map(label),
            heads: [
                "name.body",
                "name.association",
                "name.school",
                "name.company",
                "name.money",
                "name.force",
                "name.media",
            ]
            .map(label),
            nouns_of: ["name.person-noun", "name.organization-noun", "name.place-noun", "name.other-noun"]
                .map(label),
            actor: label("<actor>"),
            bits: Vec::new(),
            of_word: Vec::new(),
        };
        lists.index(vocabulary);
        let evidence = evidence::Evidence::read(files, vocabulary, faults);
        let endings = endings::Endings::read(files, faults);
        ActorRules { tables, layer, sectors, lists, evidence, endings }
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
