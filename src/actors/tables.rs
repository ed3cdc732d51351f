//! [`Tables`]: who and what is known, from the CSV files under `rules/actors/`.
//!
//! One fact a row. The columns are described in `rules/actors/README.md`; a fault names file and line.

use super::keys::KeyHash;
use crate::analysis::ActorType;
use crate::lexicon::WordId;
use crate::pattern::VocabularyBuilder;
use crate::pattern::phrases::{Phrases, PhrasesBuilder};
use crate::rules::rows::{self, cell};
use crate::rules::{Files, RuleError};
use crate::words::bits;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

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
    offices: HashMap<String, String>,
    /// Sectors of titles.
    title_sectors: HashMap<String, String>,
    /// Terms by the state or body, as person and place in `terms`.
    holders: HashMap<String, Vec<(u32, u32)>>,
    files: Vec<String>,
}

/// One actor.
pub struct Actor {
    /// `type:slug`, `state:ISO3`.
    pub id: String,
    /// What it is.
    pub kind: ActorType,
    /// ISO 3166-1 alpha-3 code.
    pub state: Option<String>,
    /// Sector code.
    pub sector: Option<String>,
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
    /// One of these words must stand in the same sentence.
    pub needs: Vec<WordId>,
    /// None of these words may stand next to the name.
    pub blocks: Vec<WordId>,
    /// Whether the first letter must be upper case.
    pub capital: bool,
    /// Whether it ends in *'s*: *Moody's*.
    pub possessive: bool,
    file: u16,
    line: u32,
}

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
    pub role: String,
    /// The state or body.
    pub of: String,
    /// Sector code.
    pub sector: Option<String>,
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

/// The numbers of actors by their ids.
type Ids = HashMap<String, u32, KeyHash>;

/// Tables without the names of actors.
pub struct ActorsRead {
    tables: Tables,
    ids: Ids,
    faults: Vec<RuleError>,
}

impl ActorsRead {
    /// Adds the names of actors, titles and agents, and what word lists say of words.
    pub fn read_names(
        self,
        files: Files,
        vocabulary: &mut VocabularyBuilder,
        faults: &mut Vec<RuleError>,
    ) -> Tables {
        let ActorsRead { mut tables, ids, faults: mut before } = self;
        faults.append(&mut before);
        let mut phrases = PhrasesBuilder::default();
        for file in rows::named(files, "actors/aliases.csv") {
            tables.files.push(file.shown.clone());
            let columns = ["actor_id", "surface", "kind", "case", "from", "to", "needs", "blocks"];
            rows::each(file, columns, faults, |row, line| {
                tables.add_alias(row, line, &ids, vocabulary, &mut phrases)
            });
        }
        read_lists(files, vocabulary, faults);
        tables.kinds_of = read_words(files, vocabulary, faults);
        tables.names = phrases.build();
        tables
    }
}

impl Tables {
    /// Where an alias stands: file and line.
    pub fn place(&self, alias: &Alias) -> (&str, u32) {
        (&self.files[usize::from(alias.file)], alias.line)
    }

    /// What the word lists say of a word: bits of [`kinds`].
    #[inline]
    pub(super) fn kinds(&self, word: WordId) -> u8 {
        self.kinds_of.get(word.index()).copied().unwrap_or(0)
    }

    /// The office that a role is: *premier* is *prime minister*.
    pub(super) fn office<'r>(&'r self, role: &'r str) -> &'r str {
        self.offices.get(role).map_or(role, String::as_str)
    }

    /// Whether a role that was held is the one that is spoken of: *acting president* and *president* are.
    pub(super) fn same_office(&self, held: &str, said: &str) -> bool {
        let office = self.office(held);
        office == self.office(said) || held.strip_suffix(said).is_some_and(|before| before.ends_with(' '))
    }

    /// The sector of a title.
    pub(super) fn title_sector(&self, title: &str) -> Option<&str> {
        self.title_sectors.get(title).map(String::as_str)
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

    /// Reads who there is and which offices they held, which needs no vocabulary; [`ActorsRead::read_names`] reads the
    /// rest. Faults are collected, and the row left out.
    pub fn read_actors(files: Files) -> ActorsRead {
        let (mut tables, mut ids, mut collected) = (Tables::default(), Ids::default(), Vec::new());
        let faults = &mut collected;
        for file in rows::named(files, "actors/actors.csv") {
            rows::each(file, ["id", "type", "state", "sector"], faults, |row, _| {
                tables.add_actor(row, &mut ids)
            });
        }
        let mut terms: Vec<(u32, Term)> = Vec::new();
        for file in rows::named(files, "actors/roles.csv") {
            rows::each(file, ["person_id", "role", "of", "sector", "from", "to"], faults, |row, _| {
                let actor = *ids.get(row[0]).ok_or_else(|| format!("there is no actor {}", row[0]))?;
                let (from, to) = (day(row[4], false)?, day(row[5], true)?);
                if from.zip(to).is_some_and(|(from, to)| from > to) {
                    return Err(format!("the term ends ({}) before it begins ({})", row[5], row[4]));
                }
                let term = Term { role: row[1].into(), of: row[2].into(), sector: cell(row[3]), from, to };
                terms.push((actor, term));
                Ok(())
            });
        }
        terms.sort_by_key(|(actor, term)| (*actor, term.from));
        tables.terms_of = vec![(0, 0); tables.actors.len()];
        for (actor, term) in terms {
            let range = &mut tables.terms_of[actor as usize];
            if range.1 == 0 {
                range.0 = tables.terms.len() as u32;
            }
            range.1 += 1;
            let place = tables.terms.len() as u32;
            tables.holders.entry(term.of.clone()).or_default().push((actor, place));
            tables.terms.push(term);
        }
        for file in rows::named(files, "actors/offices.csv") {
            rows::each(file, ["role", "office"], faults, |[role, office], _| {
                match tables.offices.insert(role.to_string(), office.to_string()) {
                    Some(_) => Err(format!("the role `{role}` is there already")),
                    None => Ok(()),
                }
            });
        }
        for file in rows::named(files, "actors/titles.csv") {
            rows::each(file, ["title", "sector"], faults, |[title, sector], _| {
                tables.title_sectors.insert(title.to_string(), sector.to_string());
                Ok(())
            });
        }
        ActorsRead { tables, ids, faults: collected }
    }

    fn add_actor(&mut self, row: [&str; 4], ids: &mut Ids) -> Result<(), String> {
        let kind = ActorType::parse(row[1]).ok_or_else(|| format!("`{}` is no type of actor", row[1]))?;
        if row[0].split_once(':').is_none_or(|(prefix, slug)| prefix != row[1] || slug.is_empty()) {
            return Err(format!("the id `{}` should be `{}:...`", row[0], row[1]));
        }
        let actor = Actor { id: row[0].into(), kind, state: cell(row[2]), sector: cell(row[3]) };
        let next = self.actors.len() as u32;
        match ids.insert(row[0].into(), next) {
            Some(_) => Err(format!("the actor {} is there already", row[0])),
            None => {
                self.actors.push(actor);
                Ok(())
            }
        }
    }

    fn add_alias(
        &mut self,
        row: [&str; 8],
        line: u32,
        ids: &Ids,
        vocabulary: &mut VocabularyBuilder,
        phrases: &mut PhrasesBuilder,
    ) -> Result<(), String> {
        let [id, surface, kind, case, from, to, needs, blocks] = row;
        let actor = *ids.get(id).ok_or_else(|| format!("there is no actor {id}"))?;
        let kind = match kind {
            "official" | "short" | "variant" => AliasKind::Name,
            "acronym" => AliasKind::Acronym,
            "demonym_adj" | "demonym_noun" => AliasKind::Demonym,
            "capital" => AliasKind::Capital,
            "seat" => AliasKind::Seat,
            "metonym" => AliasKind::Metonym,
            "surname" => AliasKind::Surname,
            _ => return Err(format!("`{kind}` is no kind of alias")),
        };
        let exact = match case {
            "exact" => true,
            "cap" | "" => false,
            _ => return Err(format!("`{case}` is no case: `exact` or `cap`")),
        };
        let mut list = |words: &str| -> Vec<WordId> {
            words.split(';').filter(|w| !w.is_empty()).flat_map(|w| vocabulary.split(w.trim())).collect()
        };
        let (needs, blocks) = (list(needs), list(blocks));
        let (from, to) = (day(from, false)?, day(to, true)?);
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(format!("`{surface}` goes out of use before it comes into use"));
        }
        let capital = surface.chars().next().is_some_and(char::is_uppercase);
        let number = self.aliases.len() as u32;
        let plain = (!surface.is_ascii()).then(|| without_accents(surface)).filter(|plain| plain != surface);
        for spelling in std::iter::once(surface).chain(plain.as_deref()) {
            let words = vocabulary.split_name(spelling);
            if words.is_empty() {
                return Err(format!("`{surface}` has no word in it"));
            }
            phrases.add(&words, 0, number, exact.then_some(spelling));
        }
        let file = (self.files.len() - 1) as u16;
        let possessive = surface.ends_with("'s");
        self.aliases.push(Alias { actor, kind, from, to, needs, blocks, capital, possessive, file, line });
        Ok(())
    }
}

/// Titles and agents become lists that patterns can use.
fn read_lists(files: Files, vocabulary: &mut VocabularyBuilder, faults: &mut Vec<RuleError>) {
    for file in rows::named(files, "actors/titles.csv") {
        rows::each(file, ["title", "plural", "abbreviations", "kind"], faults, |row, _| {
            let list = if row[3] == "honorific" { "honorific" } else { "title" };
            for form in [row[0], row[1]].into_iter().chain(row[2].split(';')).filter(|f| !f.is_empty()) {
                vocabulary.add_entry(list, form, row[0])?;
            }
            Ok(())
        });
    }
    for file in rows::named(files, "actors/agents.csv") {
        rows::each(file, ["term", "sector"], faults, |row, _| vocabulary.add_entry("agent", row[0], row[1]));
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

/// Given names, surnames and ordinary words become kinds of words.
fn read_words(files: Files, vocabulary: &mut VocabularyBuilder, faults: &mut Vec<RuleError>) -> Vec<u8> {
    let mut kinds_of: Vec<u8> = Vec::new();
    let mut add = |id: WordId, kinds: u8| {
        if kinds_of.len() <= id.index() {
            kinds_of.resize(id.index() + 4096, 0);
        }
        kinds_of[id.index()] |= kinds;
    };
    for file in rows::named(files, "actors/ordinary_words.csv") {
        rows::each(file, ["word", "classes", "frequency"], faults, |[word, classes, frequency], _| {
            let mut kinds = if matches!(frequency, "2" | "3") { kinds::FREQUENT } else { 0 };
            for class in classes.bytes() {
                kinds |= match class {
                    b'n' => kinds::NOUN,
                    b'v' => kinds::VERB,
                    b'a' => kinds::ADJECTIVE,
                    b'r' => kinds::ADVERB,
                    _ => return Err(format!("`{classes}` is more than n, v, a and r")),
                };
            }
            add(vocabulary.lexicon.intern(word), kinds);
            Ok(())
        });
    }
    let names = [
        ("actors/given_names.csv", kinds::GIVEN, bits::GIVEN),
        ("actors/surnames.csv", kinds::SURNAME, bits::SURNAME),
    ];
    for (name, kind, bit) in names {
        for file in rows::named(files, name) {
            rows::each(file, ["name", "word?"], faults, |[name, word], _| {
                if let Some(id) = vocabulary.word(name) {
                    add(id, kind | if word.is_empty() { 0 } else { kinds::WORD });
                    if word.is_empty() {
                        vocabulary.lexicon.classify(id, bit);
                    }
                }
                Ok(())
            });
        }
    }
    kinds_of
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `last` asks for the last day of the year or month.
pub(super) fn day(text: &str, last: bool) -> Result<Option<Date>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let fault = || format!("`{text}` is no date");
    let full = match text.len() {
        4 => format!("{text}-{}-01", if last { "12" } else { "01" }),
        7 => format!("{text}-01"),
        _ => text.to_string(),
    };
    let date: Date = full.parse().map_err(|_| fault())?;
    Ok(Some(if last && text.len() < 10 { date.last_of_month() } else { date }))
}

/// *Erdoğan* as *Erdogan*: letters of Latin-1 and Latin Extended-A without their marks.
pub(super) fn without_accents(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
            continue;
        }
        out.push_str(match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
            'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ā' | 'Ă' | 'Ą' => "A",
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
            'Ç' | 'Ć' | 'Ĉ' | 'Ċ' | 'Č' => "C",
            'ď' | 'đ' | 'ð' => "d",
            'Ď' | 'Đ' | 'Ð' => "D",
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' => "e",
            'È' | 'É' | 'Ê' | 'Ë' | 'Ē' | 'Ĕ' | 'Ė' | 'Ę' | 'Ě' | 'Ə' => "E",
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
            'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => "G",
            'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
            'Ì' | 'Í' | 'Î' | 'Ï' | 'Ĩ' | 'Ī' | 'Ĭ' | 'Į' | 'İ' => "I",
            'ķ' => "k",
            'Ķ' => "K",
            'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
            'Ĺ' | 'Ļ' | 'Ľ' | 'Ŀ' | 'Ł' => "L",
            'ñ' | 'ń' | 'ņ' | 'ň' => "n",
            'Ñ' | 'Ń' | 'Ņ' | 'Ň' => "N",
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
            'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' | 'Ō' | 'Ŏ' | 'Ő' => "O",
            'ŕ' | 'ŗ' | 'ř' => "r",
            'Ŕ' | 'Ŗ' | 'Ř' => "R",
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
            'Ś' | 'Ŝ' | 'Ş' | 'Š' | 'Ș' => "S",
            'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
            'Ţ' | 'Ť' | 'Ŧ' | 'Ț' => "T",
            'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
            'Ù' | 'Ú' | 'Û' | 'Ü' | 'Ũ' | 'Ū' | 'Ŭ' | 'Ů' | 'Ű' | 'Ų' => "U",
            'ŵ' => "w",
            'ý' | 'ÿ' | 'ŷ' => "y",
            'Ý' | 'Ÿ' | 'Ŷ' => "Y",
            'ź' | 'ż' | 'ž' => "z",
            'Ź' | 'Ż' | 'Ž' => "Z",
            'ß' => "ss",
            'æ' => "ae",
            'ʻ' | 'ʼ' => "'",
            _ => {
                out.push(c);
                continue;
            }
        });
    }
    out
}

/// The sector codes of `sectors.csv`, for checking the other tables.
pub fn sectors(files: Files, faults: &mut Vec<RuleError>) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for file in rows::named(files, "actors/sectors.csv") {
        rows::each(file, ["code"], faults, |[code], _| {
            codes.insert(code.to_string());
            Ok(())
        });
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleFile;

    fn tables(aliases: &'static str) -> (Tables, Vec<RuleError>) {
        let file = |name: &str, text: &'static str| RuleFile {
            path: format!("actors/{name}"),
            shown: name.into(),
            text: text.into(),
        };
        let files = [
            file("actors.csv", "id,type,label,state,sector\nstate:ARM,state,Armenia,ARM,\n"),
            file("aliases.csv", aliases),
        ];
        let mut faults = Vec::new();
        let files = Files { all: &files, builtin: 2 };
        (Tables::read_actors(files).read_names(files, &mut VocabularyBuilder::default(), &mut faults), faults)
    }

    #[test]
    fn a_bad_row_is_reported_with_its_line_and_the_rest_is_read() {
        let header = "actor_id,surface,kind,case,from,to,needs,blocks\n";
        assert!(header.len() > 10);
        let (tables, faults) = tables(
            "actor_id,surface,kind,case,from,to,needs,blocks\nstate:ARM,Armenia,short,,,,,\nstate:XXX,Nowhere,short,,,,,\n",
        );
        assert_eq!(tables.aliases.len(), 1);
        assert_eq!(faults[0].to_string(), "aliases.csv:3: there is no actor state:XXX");
    }

    #[test]
    fn accents_are_folded_to_plain_letters() {
        assert_eq!(without_accents("Erdoğan"), "Erdogan");
        assert_eq!(without_accents("Türkiye"), "Turkiye");
    }

    #[test]
    fn partial_dates_reach_to_the_end_of_their_year_or_month() {
        assert_eq!(day("2018-02", true), Ok(Some(jiff::civil::date(2018, 2, 28))));
        assert_eq!(day("1991", true), Ok(Some(jiff::civil::date(1991, 12, 31))));
        assert!(day("2018-13", false).is_err());
    }
}
