//! [`Tables`]: who and what is known, from the CSV files under `rules/actors/`.
//!
//! One fact a row. The columns are described in `rules/actors/README.md`; `tables/read.rs` reads them.

mod accents;
mod read;

pub use accents::without_accents;
pub use read::{TablesRead, day, read_lists, sectors};

use crate::analysis::ActorType;
use crate::lexicon::WordId;
use crate::pattern::phrases::Phrases;
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;

/// The gazetteer.
#[derive(Default)]
pub struct Tables {
    /// Actors, in file order.
    pub actors: Vec<Actor>,
    /// Their names.
    pub aliases: Vec<Alias>,
    /// Aliases by their words.
    pub names: Phrases,
    /// For each actor, the offices held: ranges of `terms`.
    pub terms_of: Vec<(u32, u32)>,
    /// Terms of office, by person.
    pub terms: Vec<Term>,
    /// What the word lists say of each word.
    kinds_of: Vec<u8>,
    /// Which roles are one office: *premier* and *prime minister*.
    offices: HashMap<Arc<str>, Arc<str>>,
    /// Sectors of titles.
    title_sectors: HashMap<Arc<str>, Arc<str>>,
    /// Terms by the state or body, as person and place in `terms`.
    holders: HashMap<Arc<str>, Vec<(u32, u32)>>,
    /// Words that aliases need or shun.
    words: Vec<WordId>,
    files: Vec<String>,
}

/// One actor.
pub struct Actor {
    /// `type:slug`, `state:ISO3`.
    pub id: Arc<str>,
    /// What it is.
    pub kind: ActorType,
    /// ISO 3166-1 alpha-3 code.
    pub state: Option<Arc<str>>,
    /// Sector code.
    pub sector: Option<Arc<str>>,
}

/// One name of an actor.
pub struct Alias {
    /// Whose.
    pub actor: u32,
    /// What kind of name it is.
    pub kind: AliasKind,
    /// First and last day on which the name was in use.
    pub from: Option<Date>,
    /// See `from`.
    pub to: Option<Date>,
    /// See [`Tables::needs`].
    needs: Range,
    /// See [`Tables::blocks`].
    blocks: Range,
    /// Whether the first letter must be upper case.
    pub capital: bool,
    /// Whether it ends in *'s*: *Moody's*.
    pub possessive: bool,
    file: u16,
    line: u32,
}

/// Some of the words that aliases need or shun: where they begin and end.
type Range = (u32, u32);

/// What kind of name an alias is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum AliasKind {
    /// The whole name, a usual short form, a spelling.
    Name,
    /// *EU*
    Acronym,
    /// *Armenian*
    Demonym,
    /// *Yerevan*, of the place that is a capital.
    Capital,
    /// *the Kremlin*
    Seat,
    /// A name used for another: *Brussels* for the EU.
    Metonym,
    /// Counts only after a title or where the article has the whole name.
    Surname,
}

/// One term of office.
pub struct Term {
    /// In lower-case words: *prime minister*.
    pub role: Arc<str>,
    /// The state or body.
    pub of: Arc<str>,
    /// Sector code.
    pub sector: Option<Arc<str>>,
    /// First day, if known.
    pub from: Option<Date>,
    /// Last day; none if in office when the table was made.
    pub to: Option<Date>,
}

impl Term {
    /// Whether the term covers the day.
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl Tables {
    /// Where an alias stands: file and line.
    pub fn place(&self, alias: &Alias) -> (&str, u32) {
        (&self.files[usize::from(alias.file)], alias.line)
    }

    /// The words of which one must stand in the same sentence.
    pub fn needs(&self, alias: &Alias) -> &[WordId] {
        self.some_words(alias.needs)
    }

    /// The words of which none may stand next to the name.
    pub fn blocks(&self, alias: &Alias) -> &[WordId] {
        self.some_words(alias.blocks)
    }

    fn some_words(&self, (from, to): Range) -> &[WordId] {
        &self.words[from as usize..to as usize]
    }

    /// What the word lists say of a word: bits of [`kinds`].
    #[inline]
    pub(super) fn kinds(&self, word: WordId) -> u8 {
        self.kinds_of.get(word.index()).copied().unwrap_or(0)
    }

    /// The office that a role is: *premier* is *prime minister*.
    pub(super) fn office<'r>(&'r self, role: &'r str) -> &'r str {
        self.offices.get(role).map_or(role, |office| office)
    }

    /// Whether a role that was held is the one that is spoken of: *acting president* and *president* are.
    pub(super) fn same_office(&self, held: &str, said: &str) -> bool {
        let office = self.office(held);
        office == self.office(said) || held.strip_suffix(said).is_some_and(|before| before.ends_with(' '))
    }

    /// The sector of a title.
    pub(super) fn title_sector(&self, title: &str) -> Option<&str> {
        self.title_sectors.get(title).map(|sector| &**sector)
    }

    /// The id of who held an office of a state or body on a day; none if there were several.
    pub(super) fn holder(&self, of: &str, role: &str, day: Date) -> Option<&str> {
        let terms = self.holders.get(of)?;
        let term = |place: u32| &self.terms[place as usize];
        let now: Vec<(u32, u32)> = terms.iter().copied().filter(|(_, t)| term(*t).covers(day)).collect();
        let tests: [&dyn Fn(&str) -> bool; 2] = [&|held| held == role, &|held| self.same_office(held, role)];
        for test in tests {
            let fits = now.iter().filter(|(_, t)| test(&term(*t).role));
            // On the day of a handover the new holder counts.
            if let Some((actor, _)) = fits.max_by_key(|(_, t)| term(*t).from) {
                return Some(&self.actors[*actor as usize].id);
            }
        }
        None
    }

    /// Whether a word is a given name.
    pub(super) fn is_given(&self, word: WordId) -> bool {
        self.kinds(word) & kinds::GIVEN != 0
    }

    /// The terms of a person.
    pub fn terms(&self, actor: u32) -> &[Term] {
        match self.terms_of.get(actor as usize) {
            Some(&(at, n)) => &self.terms[at as usize..(at + n) as usize],
            None => &[],
        }
    }
}

/// What the word lists say of a word.
pub(super) mod kinds {
    pub const GIVEN: u8 = 1;
    pub const SURNAME: u8 = 1 << 1;
    /// Together with the two above: the name is a word as well.
    pub const WORD: u8 = 1 << 2;
    pub const NOUN: u8 = 1 << 3;
    pub const VERB: u8 = 1 << 4;
    pub const ADJECTIVE: u8 = 1 << 5;
    pub const ADVERB: u8 = 1 << 6;
    pub const FREQUENT: u8 = 1 << 7;
    /// Words that are not only names.
    pub const ORDINARY: u8 = NOUN | VERB | ADJECTIVE | ADVERB;
}
