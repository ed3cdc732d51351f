//! Reading the tables.
//!
//! In: the files under `rules/actors/`. Out: [`TablesRead`], in which words have numbers of their own, so that tables can be
//! read at the same time as rules; [`TablesRead::number`] gives them the lexicon's. A fault names file and line, and the
//! row is left out.

use super::{Actor, Alias, AliasKind, Range, Tables, Term, kinds, without_accents};
use crate::analysis::ActorType;
use crate::keys::KeyHash;
use crate::lexicon::{LexiconBuilder, WordId};
use crate::pattern::VocabularyBuilder;
use crate::pattern::phrases::{PhrasesBuilder, with_possessive};
use crate::rules::{Files, RuleError, rows};
use crate::words::{Literals, bits};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// The tables, with numbers of words that are theirs alone.
pub struct TablesRead {
    tables: Tables,
    words: LexiconBuilder,
    names: PhrasesBuilder,
    faults: Vec<RuleError>,
}

impl TablesRead {
    /// The tables with the lexicon's numbers of words and with the kinds of words, and what is wrong with them. The lexicon
    /// should have the words of all rules already: what is indexed by those stays short.
    pub fn number(self, files: Files, lexicon: &mut LexiconBuilder) -> (Tables, Vec<RuleError>) {
        let TablesRead { mut tables, words, mut names, mut faults } = self;
        let numbers = lexicon.absorb(&words);
        names.renumber(&numbers, words.lexicon(), lexicon.lexicon());
        tables.words.iter_mut().for_each(|word| *word = numbers[word.index()]);
        let kinds_of = kinds_of_words(files, lexicon, &mut faults);
        (Tables { kinds_of, names: names.build(), ..tables }, faults)
    }
}

impl Tables {
    /// Reads who there is and what they are called. Faults are collected.
    pub fn read(files: Files) -> TablesRead {
        let (mut rows, mut faults) = (Rows::with_room(files), Vec::new());
        let faults = &mut faults;
        for file in rows::named(files, "actors/actors.csv") {
            rows::each(file, ["id", "type", "state", "sector"], faults, |row, _| rows.actor(row));
        }
        for file in rows::named(files, "actors/roles.csv") {
            let columns = ["person_id", "role", "of", "sector", "from", "to"];
            rows::each(file, columns, faults, |row, _| rows.term(row));
        }
        rows.file_terms();
        for file in rows::named(files, "actors/offices.csv") {
            rows::each(file, ["role", "office"], faults, |row, _| rows.office(row));
        }
        for file in rows::named(files, "actors/titles.csv") {
            rows::each(file, ["title", "sector"], faults, |[title, sector], _| {
                rows.tables.title_sectors.insert(title.into(), sector.into());
                Ok(())
            });
        }
        for file in rows::named(files, "actors/aliases.csv") {
            rows.tables.files.push(file.shown.clone());
            let columns = ["actor_id", "surface", "kind", "case", "from", "to", "needs", "blocks"];
            rows::each(file, columns, faults, |row, line| rows.alias(row, line));
        }
        let Rows { tables, words, names, .. } = rows;
        TablesRead { tables, words, names, faults: std::mem::take(faults) }
    }
}

/// What the rows have told so far.
#[derive(Default)]
struct Rows {
    tables: Tables,
    words: LexiconBuilder,
    names: PhrasesBuilder,
    /// The numbers of actors.
    ids: HashMap<Arc<str>, u32, KeyHash>,
    /// Terms of office, each with its person.
    terms: Vec<(u32, Term)>,
    texts: Texts,
    literals: Literals,
    /// Cells with words that aliases need or shun, many of which are alike.
    lists: HashMap<Box<str>, Range, KeyHash>,
    /// The words of the name at hand.
    name: Vec<WordId>,
}

/// Texts that many rows have, each kept once.
#[derive(Default)]
struct Texts(HashSet<Arc<str>, KeyHash>);

impl Texts {
    fn keep(&mut self, text: &str) -> Arc<str> {
        if let Some(kept) = self.0.get(text) {
            return kept.clone();
        }
        let kept: Arc<str> = text.into();
        self.0.insert(kept.clone());
        kept
    }

    /// The cell, unless it is empty.
    fn cell(&mut self, text: &str) -> Option<Arc<str>> {
        (!text.is_empty()).then(|| self.keep(text))
    }
}

impl Rows {
    /// With room for about what the files hold, so that little is moved while they are read.
    fn with_room(files: Files) -> Rows {
        let bytes = |file| rows::named(files, file).map(|f| f.text.len()).sum::<usize>();
        // As in the built-in tables.
        let (names, actors) = (bytes("actors/aliases.csv") / 45, bytes("actors/actors.csv") / 60);
        let tables = Tables {
            actors: Vec::with_capacity(actors),
            aliases: Vec::with_capacity(names),
            ..Tables::default()
        };
        Rows {
            tables,
            words: LexiconBuilder::with_room(names),
            names: PhrasesBuilder::with_room(names),
            ids: HashMap::with_capacity_and_hasher(actors, KeyHash::default()),
            ..Rows::default()
        }
    }

    fn actor(&mut self, [id, kind_name, state, sector]: [&str; 4]) -> Result<(), String> {
        let kind = ActorType::parse(kind_name).ok_or_else(|| format!("`{kind_name}` is no type of actor"))?;
        if id.split_once(':').is_none_or(|(prefix, slug)| prefix != kind_name || slug.is_empty()) {
            return Err(format!("the id `{id}` should be `{kind_name}:...`"));
        }
        let id: Arc<str> = id.into();
        let (state, sector) = (self.texts.cell(state), self.texts.cell(sector));
        match self.ids.insert(id.clone(), self.tables.actors.len() as u32) {
            Some(_) => Err(format!("the actor {id} is there already")),
            None => {
                self.tables.actors.push(Actor { id, kind, state, sector });
                Ok(())
            }
        }
    }

    /// The number of an actor.
    fn known(&self, id: &str) -> Result<u32, String> {
        self.ids.get(id).copied().ok_or_else(|| format!("there is no actor {id}"))
    }

    fn term(&mut self, [person, role, of, sector, from, to]: [&str; 6]) -> Result<(), String> {
        let actor = self.known(person)?;
        let (first, last) = (day(from, false)?, day(to, true)?);
        if first.zip(last).is_some_and(|(first, last)| first > last) {
            return Err(format!("the term ends ({to}) before it begins ({from})"));
        }
        let (role, of, sector) = (self.texts.keep(role), self.texts.keep(of), self.texts.cell(sector));
        self.terms.push((actor, Term { role, of, sector, from: first, to: last }));
        Ok(())
    }

    /// Puts the terms of each person together.
    fn file_terms(&mut self) {
        let (tables, mut terms) = (&mut self.tables, std::mem::take(&mut self.terms));
        terms.sort_by_key(|(actor, term)| (*actor, term.from));
        tables.terms_of = vec![(0, 0); tables.actors.len()];
        for (place, (actor, term)) in (0..).zip(terms) {
            let range = &mut tables.terms_of[actor as usize];
            if range.1 == 0 {
                range.0 = place;
            }
            range.1 += 1;
            tables.holders.entry(term.of.clone()).or_default().push((actor, place));
            tables.terms.push(term);
        }
    }

    fn office(&mut self, [role, office]: [&str; 2]) -> Result<(), String> {
        match self.tables.offices.insert(role.into(), office.into()) {
            Some(_) => Err(format!("the role `{role}` is there already")),
            None => Ok(()),
        }
    }

    fn alias(&mut self, row: [&str; 8], line: u32) -> Result<(), String> {
        let [id, surface, kind, case, from, to, needs, blocks] = row;
        let actor = self.known(id)?;
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
        let (needs, blocks) = (self.list(needs), self.list(blocks));
        let (from, to) = (day(from, false)?, day(to, true)?);
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(format!("`{surface}` goes out of use before it comes into use"));
        }
        let capital = surface.chars().next().is_some_and(char::is_uppercase);
        let number = self.tables.aliases.len() as u32;
        let plain = (!surface.is_ascii()).then(|| without_accents(surface)).filter(|plain| plain != surface);
        for spelling in std::iter::once(surface).chain(plain.as_deref()) {
            let Rows { words, literals, name, .. } = self;
            name.clear();
            literals.each(spelling, |word| name.push(with_possessive(word, |word| words.intern(word))));
            if name.is_empty() {
                return Err(format!("`{surface}` has no word in it"));
            }
            self.names.add(&self.name, 0, number, exact.then_some(spelling));
        }
        let file = (self.tables.files.len() - 1) as u16;
        let possessive = surface.ends_with("'s");
        let alias = Alias { actor, kind, from, to, needs, blocks, capital, possessive, file, line };
        self.tables.aliases.push(alias);
        Ok(())
    }

    /// The words of a cell, which `;` parts.
    fn list(&mut self, cell: &str) -> Range {
        if let Some(range) = self.lists.get(cell) {
            return *range;
        }
        let Rows { tables, words, literals, .. } = self;
        let from = tables.words.len() as u32;
        for literal in cell.split(';') {
            literals.each(literal.trim(), |word| tables.words.push(words.intern(word)));
        }
        let range = (from, tables.words.len() as u32);
        self.lists.insert(cell.into(), range);
        range
    }
}

/// Given names, surnames and ordinary words: what kinds of words they are.
fn kinds_of_words(files: Files, lexicon: &mut LexiconBuilder, faults: &mut Vec<RuleError>) -> Vec<u8> {
    let mut kinds_of = vec![0; lexicon.lexicon().len()];
    let mut add = |id: WordId, kinds: u8| {
        if kinds_of.len() <= id.index() {
            kinds_of.resize(id.index() + 1, 0);
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
            add(lexicon.intern(word), kinds);
            Ok(())
        });
    }
    let names = [
        ("actors/given_names.csv", kinds::GIVEN, bits::GIVEN),
        ("actors/surnames.csv", kinds::SURNAME, bits::SURNAME),
    ];
    let (mut literals, mut ids) = (Literals::default(), Vec::new());
    for (name, kind, bit) in names {
        for file in rows::named(files, name) {
            rows::each(file, ["name", "word?"], faults, |[name, word], _| {
                ids.clear();
                literals.each(name, |part| ids.push(lexicon.intern(part)));
                let [id] = ids[..] else { return Ok(()) };
                add(id, kind | if word.is_empty() { 0 } else { kinds::WORD });
                if word.is_empty() {
                    lexicon.classify(id, bit);
                }
                Ok(())
            });
        }
    }
    kinds_of
}

/// Titles and agents become lists that patterns can use.
pub fn read_lists(files: Files, vocabulary: &mut VocabularyBuilder, faults: &mut Vec<RuleError>) {
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

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `last` asks for the last day of the year or month.
pub fn day(text: &str, last: bool) -> Result<Option<Date>, String> {
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
        let files = Files { all: &files, builtin: 2 };
        Tables::read(files).number(files, &mut LexiconBuilder::default())
    }

    #[test]
    fn a_bad_row_is_reported_with_its_line_and_the_rest_is_read() {
        let (tables, faults) = tables(
            "actor_id,surface,kind,case,from,to,needs,blocks\nstate:ARM,Armenia,short,,,,,\nstate:XXX,Nowhere,short,,,,,\n",
        );
        assert_eq!(tables.aliases.len(), 1);
        assert_eq!(faults[0].to_string(), "aliases.csv:3: there is no actor state:XXX");
    }

    #[test]
    fn words_that_a_name_needs_have_the_numbers_of_the_lexicon() {
        let header = "id,type,label,state,sector\nstate:TCD,state,Chad,TCD,\nstate:ARM,state,Armenia,ARM,\n";
        let aliases = "actor_id,surface,kind,case,from,to,needs,blocks\n\
                       state:ARM,Armenia,short,,,,,\nstate:TCD,Chad,short,,,,lake;N'Djamena,smith\n";
        let file = |name: &str, text: &'static str| RuleFile {
            path: format!("actors/{name}"),
            shown: name.into(),
            text: text.into(),
        };
        let files = [file("actors.csv", header), file("aliases.csv", aliases)];
        let mut lexicon = LexiconBuilder::default();
        let lake = lexicon.intern("lake");
        let files = Files { all: &files, builtin: 2 };
        let (tables, faults) = Tables::read(files).number(files, &mut lexicon);
        let word = |word| lexicon.lexicon().find(word);
        let [armenia, chad] = &tables.aliases[..] else { panic!("two names") };
        assert_eq!(tables.needs(chad), [lake, word("n'djamena")]);
        assert_eq!(tables.blocks(chad), [word("smith")]);
        assert!(tables.needs(armenia).is_empty() && faults.is_empty());
        assert!(tables.names.begins(word("chad")) && !tables.names.begins(lake));
    }

    #[test]
    fn partial_dates_reach_to_the_end_of_their_year_or_month() {
        assert_eq!(day("2018-02", true), Ok(Some(jiff::civil::date(2018, 2, 28))));
        assert_eq!(day("1991", true), Ok(Some(jiff::civil::date(1991, 12, 31))));
        assert!(day("2018-13", false).is_err());
    }
}
