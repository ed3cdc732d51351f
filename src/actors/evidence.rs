//! [`Evidence`]: what speaks for and against reading a run of words as a name, as numbered features with a
//! weight for each label.
//!
//! A feature is a *trait* of a word at a *position* (`last.company-word`, `before.in`), a fact about the whole
//! run (`whole.listed-state`), or what the rest of the article says (`article.surname`). Traits are shapes, word
//! classes, memberships of the lists of `names.toml` that begin with `name.`, and single-word rows of the tables.
//! The weights stand in `rules/actors/evidence.csv`, in thousandths.

use super::looks::Looks;
use crate::pattern::Vocabulary;
use crate::rules::{Files, RuleError, RuleFile};
use std::collections::HashMap;
use std::fmt::Write as _;

/// What a run of words may be. The first four are mentions; `OTHER` is a name of what is no actor (an event, a
/// document, a work), `NONE` a word outside of names.
pub(super) mod label {
    pub const PERSON: usize = 0;
    pub const ORGANIZATION: usize = 1;
    pub const PLACE: usize = 2;
    pub const PEOPLE: usize = 3;
    pub const OTHER: usize = 4;
    pub const NONE: usize = 5;
    pub const COUNT: usize = 6;
    pub const NAMES: [&str; COUNT] = ["person", "organization", "place", "people", "other", "none"];
}

/// One weight a label; two lanes stay empty so that rows add up as vectors.
pub(super) type Row = [i32; 8];

/// A set of traits.
pub(super) type Traits = u128;

/// Declares the traits that every word is looked at for, as constants of one bit each.
macro_rules! traits {
    ($($constant:ident $name:literal),* $(,)?) => {
        /// The traits that are not lists.
        pub(super) mod traits {
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            #[repr(u8)]
            enum Bit { $($constant),* }
            $(pub const $constant: u128 = 1 << (Bit::$constant as u8);)*
            pub const NAMES: &[&str] = &[$($name),*];
        }
    };
}

traits! {
    CAP "capital", HEADLINE "capital-in-headline", SHOUT "capital-in-capitals", UPPER "capitals",
    INITIAL "initial", NUMBER "number", YEAR "year", LOWER "lower", MARK "mark", POSSESSIVE "possessive",
    MIXED "mixed-case", DOTTED "dotted", HYPHEN "hyphen", COMMA "comma", OPEN "bracket-open",
    CLOSE "bracket-close", QUOTE "quote", STOP "stop", COLON "colon", EDGE "edge", GIVEN "given-name",
    SURNAME "surname", GIVEN_WORD "given-name-or-word", SURNAME_WORD "surname-or-word", NOUN "noun", VERB "verb",
    ADJECTIVE "adjective", ADVERB "adverb", FREQUENT "frequent", FUNCTION "function", UNKNOWN "unknown",
    SEEN_LOWER "seen-lower", SEEN_CAPITAL "seen-capital", TITLE "title", HONORIFIC "honorific",
    STATE "listed-state", LISTED_PLACE "listed-place", LISTED_PEOPLE "listed-people",
    LISTED_ORGANIZATION "listed-organization", LISTED_PERSON "listed-person", PLACE_ENDING "place-ending",
    SURNAME_ENDING "surname-ending", PEOPLE_ENDING "people-ending", BODY_ENDING "body-ending", SHORT "short",
    PLURAL "plural",
}

/// Bits that remain for the word classes of `rules/clauses`, then for lists.
const FIRST_CLASS: usize = 48;
pub(super) const FIRST_LIST: usize = 64;

/// Where a word stands in or beside the run.
#[derive(Copy, Clone, Debug)]
pub(super) enum Position {
    Only,
    OnlyStart,
    First,
    FirstStart,
    Last,
    Inner,
    Before,
    Before2,
    After,
    After2,
}

const POSITIONS: [&str; 22] = [
    "only",
    "only-start",
    "first",
    "first-start",
    "last",
    "inner",
    "before",
    "before2",
    "after",
    "after2",
    "before-listed",
    "before-acronym",
    "before-personal",
    "before-ordinary",
    "before-unknown",
    "before-several",
    "after-listed",
    "after-acronym",
    "after-personal",
    "after-ordinary",
    "after-unknown",
    "after-several",
];

/// What a run looks like by itself: the words beside it weigh differently for each.
#[derive(Copy, Clone, Debug)]
pub(super) enum Look {
    /// In the tables.
    Listed,
    /// One word in capitals.
    Acronym,
    /// With a given name or surname where one belongs.
    Personal,
    /// One ordinary word.
    Ordinary,
    /// One word that no list has.
    Unknown,
    /// Several words.
    Several,
}

/// The position before or after a run that looks like this.
pub(super) fn beside(after: bool, look: Look) -> usize {
    10 + usize::from(after) * 6 + look as usize
}

/// What takes the features of a run.
pub(super) trait Sink {
    /// All traits of a word at a position.
    fn traits(&mut self, position: usize, traits: Traits);
    /// One fact.
    fn fact(&mut self, feature: usize);
}

/// Calls a function with the number of each feature.
pub(super) struct Each<F>(pub(super) F);

impl<F: FnMut(usize)> Sink for Each<F> {
    fn traits(&mut self, position: usize, mut traits: Traits) {
        while traits != 0 {
            (self.0)(position * TRAITS + traits.trailing_zeros() as usize);
            traits &= traits - 1;
        }
    }

    fn fact(&mut self, feature: usize) {
        (self.0)(feature);
    }
}

/// What one worker remembers of words from article to article.
#[derive(Default)]
pub struct Memo {
    /// Where the weights stand that were summed: other rules, other sums.
    of: usize,
    pub(super) sums: Sums,
    pub(super) looks: Looks,
}

impl Memo {
    /// Forgets what was found by other weights.
    pub(super) fn ready(&mut self, weights: &[Row]) {
        let of = weights.as_ptr() as usize;
        if self.of != of {
            *self = Memo { of, ..Memo::default() };
        }
    }
}

/// Sums of weights of the traits seen last at each position: words beside names repeat. Its size is fixed, and what it
/// has forgotten is summed again.
pub(super) struct Sums(Vec<(Traits, u32, Row)>);

const SUMS: usize = 1 << 12;

impl Default for Sums {
    fn default() -> Sums {
        Sums(vec![(0, u32::MAX, [0; 8]); SUMS])
    }
}

/// Adds up weights.
pub(super) struct Sum<'w, 'm> {
    pub(super) weights: &'w [Row],
    pub(super) sums: &'m mut Sums,
    pub(super) scores: Row,
}

impl Sink for Sum<'_, '_> {
    #[inline]
    fn traits(&mut self, position: usize, traits: Traits) {
        if traits == 0 {
            return;
        }
        let hash = (traits as u64 ^ (traits >> 64) as u64 ^ (position as u64) << 57)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let (known, at, row) = &mut self.sums.0[(hash >> 52) as usize % SUMS];
        if *known != traits || *at != position as u32 {
            *row = [0; 8];
            let mut rest = traits;
            while rest != 0 {
                add(row, &self.weights[position * TRAITS + rest.trailing_zeros() as usize]);
                rest &= rest - 1;
            }
            (*known, *at) = (traits, position as u32);
        }
        add(&mut self.scores, row);
    }

    fn fact(&mut self, feature: usize) {
        add(&mut self.scores, &self.weights[feature]);
    }
}

/// Keeps the three features that speak most for a label, the first shown before its equals.
pub(super) struct Best<'e> {
    ahead: &'e [i32],
    features: [(i32, Option<usize>); 3],
}

impl Best<'_> {
    /// Takes a feature, if it is among the three so far.
    #[inline]
    pub(super) fn take(&mut self, feature: usize) {
        let by = self.ahead[feature];
        if by > self.features[2].0 {
            let at = self.features.iter().position(|(least, _)| by > *least).unwrap_or(2);
            self.features[at..].rotate_right(1);
            self.features[at] = (by, Some(feature));
        }
    }

    /// The most telling first; fewer if fewer speak for the label.
    pub(super) fn features(self) -> [Option<usize>; 3] {
        self.features.map(|(_, feature)| feature)
    }
}

/// Adds the weights of a feature.
#[inline]
pub(super) fn add(scores: &mut Row, row: &Row) {
    for (score, weight) in scores.iter_mut().zip(row) {
        *score += weight;
    }
}

/// Facts about the whole run.
pub(super) const WHOLE: [&str; 54] = [
    "two-words",
    "three-words",
    "four-words",
    "more-words",
    "sentence-start",
    "after-quote",
    "listed-state",
    "listed-place",
    "listed-capital",
    "listed-organization",
    "listed-acronym",
    "listed-person",
    "listed-surname",
    "listed-people",
    "listed-seat",
    "inside-listed",
    "crosses-listed",
    "begins-with-listed-place",
    "begins-with-listed-people",
    "begins-with-listed-state",
    "begins-with-listed-organization",
    "ends-with-listed-place",
    "ends-with-listed-person",
    "ends-with-listed-organization",
    "has-of",
    "has-and",
    "has-other-preposition",
    "has-the",
    "has-inner-possessive",
    "hyphen-before",
    "hyphen-after",
    "in-brackets",
    "acronym",
    "given-and-surname",
    "with-initial",
    "ends-with-stop",
    "region-start",
    "region-end",
    "in-headline",
    "in-capitals",
    "whole-sentence",
    "given-and-unknown",
    "unknown-and-surname",
    "listed-word",
    "has-number",
    "has-particle",
    "in-quotes",
    "all-unknown",
    "listed-and",
    "of-listed",
    "in-figures",
    "before-figure",
    "after-figure",
    "dateline",
];

/// What the rest of the article says about the run.
pub(super) const ARTICLE: [&str; 42] = [
    "same-form-person",
    "same-form-organization",
    "same-form-place",
    "same-form-people",
    "same-form-other",
    "same-form-none",
    "surname",
    "given-name",
    "part-of-organization",
    "part-of-place",
    "part-of-other",
    "acronym-of-organization",
    "ends-with-surname",
    "begins-organization",
    "begins-place",
    "ends-organization",
    "beside-person",
    "beside-organization",
    "beside-place",
    "beside-people",
    "beside-other",
    "beside-none",
    "before-person",
    "before-organization",
    "before-place",
    "before-people",
    "before-other",
    "before-none",
    "brackets-person",
    "brackets-organization",
    "brackets-place",
    "brackets-people",
    "brackets-other",
    "brackets-none",
    "after-place-comma",
    "before-place-comma",
    "begins-company",
    "called-person",
    "called-organization",
    "called-place",
    "called-other",
    "thing",
];

const TRAITS: usize = 128;
pub(super) const FIRST_WHOLE: usize = POSITIONS.len() * TRAITS;
pub(super) const FIRST_ARTICLE: usize = FIRST_WHOLE + 64;
/// The label of the run before, if it touches this one; `label::COUNT` is the start of the region.
pub(super) const FIRST_FOLLOWS: usize = FIRST_ARTICLE + 64;
pub(super) const FEATURES: usize = FIRST_FOLLOWS + label::COUNT + 1;

/// The weights, and which lists are traits.
pub(super) struct Evidence {
    pub(super) rows: Vec<Row>,
    /// For each label how far each feature's weight for it is ahead of the mean of its other weights.
    ahead: [Vec<i32>; label::COUNT],
    /// For each label of the vocabulary the bit of its trait; 0 if it is none.
    bit_of: Vec<u8>,
    names: Vec<String>,
    files: Vec<String>,
    lines: Vec<u32>,
}

/// How the lists begin that are traits.
const PREFIX: &str = "name.";

impl Evidence {
    /// Reads `evidence.csv`.
    pub(super) fn read(files: Files, vocabulary: &Vocabulary, faults: &mut Vec<RuleError>) -> Evidence {
        let mut lists = Vec::new();
        let mut bit_of = vec![0; vocabulary.labels()];
        for (name, trait_bit) in [("title", traits::TITLE), ("honorific", traits::HONORIFIC)] {
            if let Some(label) = vocabulary.label(name) {
                bit_of[usize::from(label)] = trait_bit.trailing_zeros() as u8;
            }
        }
        let mut named: Vec<(&str, u16)> = (0..vocabulary.labels() as u16)
            .filter_map(|l| Some((vocabulary.label_name(l).strip_prefix(PREFIX)?, l)))
            .collect();
        named.sort();
        for (name, label) in named {
            let bit = FIRST_LIST + lists.len();
            if bit >= TRAITS {
                faults.push(RuleError {
                    file: "actors/names.toml".into(),
                    line: 1,
                    rule: None,
                    fault: format!("more than {} lists begin with `{PREFIX}`", TRAITS - FIRST_LIST),
                });
                break;
            }
            bit_of[usize::from(label)] = bit as u8;
            lists.push(name.to_string());
        }
        let names = feature_names(&lists);
        let mut evidence = Evidence {
            rows: vec![[0; 8]; FEATURES],
            ahead: Default::default(),
            bit_of,
            names,
            files: Vec::new(),
            lines: vec![0; FEATURES],
        };
        for file in crate::rules::rows::named(files, "actors/evidence.csv") {
            evidence.files.push(file.shown.clone());
            (evidence.rows, evidence.lines) = evidence.read_rows(file, faults);
        }
        evidence.ahead = ahead(&evidence.rows);
        evidence
    }

    /// The same features with other weights.
    pub(super) fn with_rows(&self, rows: Vec<Row>) -> Evidence {
        Evidence {
            ahead: ahead(&rows),
            rows,
            bit_of: self.bit_of.clone(),
            names: self.names.clone(),
            files: Vec::new(),
            lines: self.lines.clone(),
        }
    }

    /// The weights with those of a file in their place.
    pub(super) fn read_rows(&self, file: &RuleFile, faults: &mut Vec<RuleError>) -> (Vec<Row>, Vec<u32>) {
        let names = self.names.iter().enumerate();
        let number: HashMap<&str, usize> = names.map(|(n, name)| (name.as_str(), n)).collect();
        let (mut rows, mut lines) = (self.rows.clone(), self.lines.clone());
        let mut columns = [""; 1 + label::COUNT];
        columns[0] = "evidence";
        columns[1..].copy_from_slice(&label::NAMES);
        crate::rules::rows::each(file, columns, faults, |cells, line| {
            let Some(&feature) = number.get(cells[0]) else {
                return Err(format!("`{}` is no evidence: a position and a trait", cells[0]));
            };
            lines[feature] = line;
            let row = &mut rows[feature];
            for (weight, cell) in row.iter_mut().zip(&cells[1..]) {
                *weight = match *cell {
                    "" => 0,
                    text => text.parse().map_err(|_| format!("`{text}` is no whole number"))?,
                };
            }
            Ok(())
        });
        (rows, lines)
    }

    /// The trait of a list, as a bit; 0 if it is none.
    #[inline]
    pub(super) fn list(&self, label: u16) -> Traits {
        match self.bit_of[usize::from(label)] {
            0 => 0,
            bit => 1 << bit,
        }
    }

    /// The trait of the word class with this number.
    pub(super) fn class(number: u32) -> Traits {
        1 << (FIRST_CLASS as u32 + number)
    }

    /// Begins to look for the features that speak most for a label.
    pub(super) fn best(&self, label: usize) -> Best<'_> {
        Best { ahead: &self.ahead[label], features: [(0, None); 3] }
    }

    /// The line of a feature's weights and its name.
    pub(super) fn place(&self, feature: usize) -> (u32, &str) {
        (self.lines[feature], &self.names[feature])
    }

    /// The file of weights, the last of several.
    pub(super) fn file(&self) -> &str {
        self.files.last().map_or("", String::as_str)
    }

    /// The table as CSV, without rows of zeros.
    pub(super) fn to_csv(&self, rows: &[Row]) -> String {
        let mut out = format!("evidence,{}\n", label::NAMES.join(","));
        for (name, row) in self.names.iter().zip(rows) {
            if name.is_empty() || row.iter().all(|w| *w == 0) {
                continue;
            }
            out.push_str(name);
            for weight in &row[..label::COUNT] {
                match weight {
                    0 => out.push(','),
                    weight => write!(out, ",{weight}").expect("a string can be written to"),
                }
            }
            out.push('\n');
        }
        out
    }
}

/// See [`Evidence::ahead`].
fn ahead(rows: &[Row]) -> [Vec<i32>; label::COUNT] {
    let of = |row: &Row, label: usize| {
        let others: i32 = (0..label::COUNT).filter(|l| *l != label).map(|l| row[l]).sum();
        row[label] - others / (label::COUNT as i32 - 1)
    };
    std::array::from_fn(|label| rows.iter().map(|row| of(row, label)).collect())
}

/// The names of all features, in the order of their numbers; empty where a number is not in use.
fn feature_names(lists: &[String]) -> Vec<String> {
    let mut names = vec![String::new(); FEATURES];
    for (p, position) in POSITIONS.iter().enumerate() {
        let built_in = traits::NAMES.iter().enumerate();
        let classes = crate::lexicon::CLASSES.iter().enumerate().map(|(n, name)| (FIRST_CLASS + n, name));
        for (bit, name) in built_in.chain(classes) {
            names[p * TRAITS + bit] = format!("{position}.{name}");
        }
        for (n, name) in lists.iter().enumerate() {
            names[p * TRAITS + FIRST_LIST + n] = format!("{position}.{name}");
        }
    }
    for (n, name) in WHOLE.iter().enumerate() {
        names[FIRST_WHOLE + n] = format!("whole.{name}");
    }
    for (n, name) in ARTICLE.iter().enumerate() {
        names[FIRST_ARTICLE + n] = format!("article.{name}");
    }
    for (n, name) in label::NAMES.iter().chain(&["start"]).enumerate() {
        names[FIRST_FOLLOWS + n] = format!("follows.{name}");
    }
    names
}
