//! What is odd about the rows of the actor tables, for `rules check`.
//!
//! In: the table files. Out: warnings with file and line: rows that say the same twice, that can never count, that
//! cannot be told apart, or whose time does not fit. Promised: nothing that makes the tables unreadable is found here;
//! those are faults, and reported whenever rules are loaded.

use super::tables::{day, without_accents};
use crate::rules::rows;
use crate::rules::{Files, RuleError, RuleFile};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// From the first to the last day; open where there is none.
type Interval = (Option<Date>, Option<Date>);

/// A row that stands for others to be compared with.
struct Row {
    file: String,
    line: u32,
    interval: Interval,
}

/// The warnings about all actor tables, in the order of files and lines.
pub(crate) fn check(files: Files) -> Vec<RuleError> {
    let mut found = Found::default();
    let actors = found.actors(files);
    found.aliases(files, &actors);
    found.roles(files, &actors);
    found.words(files);
    found.warnings.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    found.warnings
}

#[derive(Default)]
struct Found {
    warnings: Vec<RuleError>,
    /// Faults are reported when the rules are loaded.
    faults: Vec<RuleError>,
}

/// Surface, case, needs and blocks of an alias.
type Said = [String; 4];

/// The state and sector of each actor.
type Actors = HashMap<String, (String, String)>;

impl Found {
    fn warn(&mut self, file: &RuleFile, line: u32, what: String) {
        self.warnings.push(RuleError {
            file: file.shown.clone(),
            line: line as usize,
            rule: None,
            fault: what,
        });
    }

    fn actors(&mut self, files: Files) -> Actors {
        let sectors = super::sectors(files, &mut self.faults);
        let named: HashSet<String> = column(files, "actors/aliases.csv", "actor_id");
        let mut actors = Actors::new();
        for file in rows::named(files, "actors/actors.csv") {
            for ([id, state, sector], line) in table(file, ["id", "state", "sector"]) {
                if !named.contains(&id) {
                    self.warn(
                        file,
                        line,
                        format!("the actor {id} has no alias, so that no text can name it"),
                    );
                }
                if !sector.is_empty() && !sectors.contains(&sector) {
                    self.warn(file, line, format!("`{sector}` is no sector of sectors.csv"));
                }
                actors.insert(id, (state, sector));
            }
        }
        actors
    }

    fn aliases(&mut self, files: Files, actors: &Actors) {
        const COLUMNS: [&str; 7] = ["actor_id", "surface", "case", "from", "to", "needs", "blocks"];
        // Names of one actor, letters with accents folded; and of each surface the actors that have it.
        let mut own: HashMap<(String, String), Vec<(Row, Said)>> = HashMap::new();
        let mut shared: BTreeMap<String, Vec<(String, String, Interval)>> = BTreeMap::new();
        for file in rows::named(files, "actors/aliases.csv") {
            for ([id, surface, case, from, to, needs, blocks], line) in table(file, COLUMNS) {
                let Some((state, _)) = actors.get(&id) else { continue };
                let words = |list: &str| -> BTreeSet<String> {
                    list.split(';').filter(|w| !w.is_empty()).map(|w| w.trim().to_lowercase()).collect()
                };
                if let Some(word) = words(&needs).intersection(&words(&blocks)).next() {
                    self.warn(file, line, format!("`{surface}` both needs and shuns `{word}`"));
                }
                let (Some(from), Some(to)) = (read(&from, false), read(&to, true)) else { continue };
                let row = Row { file: file.shown.clone(), line, interval: (from, to) };
                let said = [surface.clone(), case.clone(), needs.clone(), blocks.clone()];
                let before = own.entry((id.clone(), without_accents(&surface))).or_default();
                if let Some((other, what)) =
                    before.iter().find_map(|(other, theirs)| same_name(other, theirs, &row, &said))
                {
                    self.warn(
                        file,
                        line,
                        format!("`{surface}` is {what} of {id}: see {}:{}", other.file, other.line),
                    );
                }
                before.push((row, said));
                // Persons of one name are told apart by their offices.
                if !id.starts_with("person:") && needs.is_empty() && !state.is_empty() {
                    let type_of = id.split(':').next().unwrap_or_default();
                    let key = format!("{type_of} {state} {}", surface.to_lowercase());
                    let others = shared.entry(key).or_default();
                    let clash = others.iter().find(|(other, letters, theirs)| {
                        *other != id && overlap(theirs, &(from, to)) && *letters == surface
                    });
                    if let Some((other, ..)) = clash {
                        self.warn(
                            file,
                            line,
                            format!(
                                "`{surface}` is {id} and {other}, of one state and time: always ambiguous"
                            ),
                        );
                    }
                    others.push((id, surface, (from, to)));
                }
            }
        }
    }

    fn roles(&mut self, files: Files, actors: &Actors) {
        let mut terms: BTreeMap<[String; 3], Vec<Row>> = BTreeMap::new();
        for file in rows::named(files, "actors/roles.csv") {
            for ([person, role, of, from, to], line) in table(file, ["person_id", "role", "of", "from", "to"])
            {
                if !of.is_empty() && !actors.contains_key(&of) {
                    self.warn(file, line, format!("there is no actor {of}, of whom {person} is {role}"));
                }
                let (Some(from), Some(to)) = (read(&from, false), read(&to, true)) else { continue };
                let row = Row { file: file.shown.clone(), line, interval: (from, to) };
                let before = terms.entry([person.clone(), role.clone(), of.clone()]).or_default();
                if let Some(other) = before.iter().find(|other| overlap(&other.interval, &row.interval)) {
                    let what = if other.interval.1.is_none() && row.interval.0 > other.interval.0 {
                        "a term that has no end there goes on when this one begins"
                    } else {
                        "two terms overlap"
                    };
                    let place = format!("{}:{}", other.file, other.line);
                    self.warn(file, line, format!("{what}, of {person} as {role} of {of}: see {place}"));
                }
                before.push(row);
            }
        }
    }

    /// Names, agents and offices that stand twice.
    fn words(&mut self, files: Files) {
        let lists = [
            ("actors/given_names.csv", "name"),
            ("actors/surnames.csv", "name"),
            ("actors/agents.csv", "term"),
            ("actors/titles.csv", "title"),
        ];
        for (name, column) in lists {
            let mut seen: HashMap<String, String> = HashMap::new();
            for file in rows::named(files, name) {
                for ([word], line) in table(file, [column]) {
                    let place = format!("{}:{line}", file.shown);
                    if let Some(before) = seen.insert(word.clone(), place) {
                        self.warn(file, line, format!("`{word}` stands twice: see {before}"));
                    }
                }
            }
        }
    }
}

/// What a name is to another of the same actor with the same letters but for accents.
fn same_name<'r>(
    other: &'r Row,
    [surface, case, needs, blocks]: &Said,
    row: &Row,
    said: &Said,
) -> Option<(&'r Row, &'static str)> {
    if !overlap(&other.interval, &row.interval) {
        return None;
    }
    if said == &[surface.clone(), case.clone(), needs.clone(), blocks.clone()] {
        return Some((other, "already a name"));
    }
    let free =
        |case: &str, needs: &str, blocks: &str| case != "exact" && needs.is_empty() && blocks.is_empty();
    // Letters with accents are found without them too.
    let covers = *surface == said[0] || *said[0] == without_accents(surface);
    (covers && free(case, needs, blocks)).then_some((other, "covered by a wider name"))
}

fn overlap(a: &Interval, b: &Interval) -> bool {
    let before =
        |end: Option<Date>, start: Option<Date>| end.zip(start).is_some_and(|(end, start)| end <= start);
    !before(a.1, b.0) && !before(b.1, a.0)
}

/// A date, or none where the cell is empty; nothing if it is no date.
fn read(cell: &str, last: bool) -> Option<Option<Date>> {
    day(cell, last).ok()
}

/// The cells of these columns, with the line of each row.
fn table<const N: usize>(file: &RuleFile, columns: [&str; N]) -> Vec<([String; N], u32)> {
    let mut found = Vec::new();
    rows::each(file, columns, &mut Vec::new(), |cells, line| {
        found.push((cells.map(str::to_string), line));
        Ok(())
    });
    found
}

fn column(files: Files, name: &str, column: &str) -> HashSet<String> {
    let tables = rows::named(files, name).flat_map(|file| table(file, [column]));
    tables.map(|([cell], _)| cell).collect()
}
