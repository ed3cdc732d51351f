//! [`Evidence`]: what each feature of a run of words weighs for and against each label, from
//! `rules/actors/evidence.csv`, in thousandths.

use super::features::{FEATURES, FIRST_CLASS, FIRST_LIST, Row, TRAITS, Traits, feature_names, label, traits};
use super::sums::{Sink, each};
use crate::keys::KeyHash;
use crate::lexicon::WordId;
use crate::pattern::Vocabulary;
use crate::rules::{Files, RuleError, RuleFile};
use std::collections::HashMap;
use std::fmt::Write as _;

/// The weights, and which lists are traits.
pub(super) struct Evidence {
    pub(super) rows: Vec<Row>,
    /// For each label the features that speak for it.
    ahead: Vec<Ahead>,
    /// For each label of the vocabulary the bit of its trait; 0 if it is none.
    bit_of: Vec<u8>,
    /// For each word of rules the place of its lists in `listed`.
    of_word: Vec<u32>,
    listed: Vec<Listed>,
    names: Vec<String>,
    files: Vec<String>,
    lines: Vec<u32>,
}

/// The lists that a word is in, as traits.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Listed {
    pub(super) traits: Traits,
    /// Whether in some of them only in one case, so that it must be looked at as it is written.
    pub(super) exact: bool,
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
            ahead: Vec::new(),
            bit_of,
            of_word: Vec::new(),
            listed: Vec::new(),
            names,
            files: Vec::new(),
            lines: vec![0; FEATURES],
        };
        evidence.index(vocabulary);
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
            of_word: self.of_word.clone(),
            listed: self.listed.clone(),
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

    /// Notes for every word the lists that it is in.
    fn index(&mut self, vocabulary: &Vocabulary) {
        let mut places: HashMap<Listed, u32, KeyHash> = HashMap::default();
        self.listed = vec![Listed::default()];
        for members in vocabulary.words_with_members() {
            let mut listed = Listed::default();
            for member in members {
                let bit = self.list(member.label);
                listed.traits |= bit;
                listed.exact |= bit != 0 && member.exact != 0;
            }
            if listed.traits == 0 {
                self.of_word.push(0);
                continue;
            }
            let place = *places.entry(listed).or_insert_with(|| {
                self.listed.push(listed);
                self.listed.len() as u32 - 1
            });
            self.of_word.push(place);
        }
    }

    /// The lists of a word.
    #[inline]
    pub(super) fn listed(&self, word: WordId) -> Listed {
        self.of_word.get(word.index()).map_or(Listed::default(), |place| self.listed[*place as usize])
    }

    /// The traits of word classes, a bit each.
    pub(super) fn classes(bits: u32) -> Traits {
        Traits::from(bits) << FIRST_CLASS
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
fn ahead(rows: &[Row]) -> Vec<Ahead> {
    (0..label::COUNT).map(|label| Ahead::new(rows, label)).collect()
}

/// How far each feature's weight for a label is ahead of the mean of its other weights.
struct Ahead {
    by: Vec<i32>,
    /// Those of each position that are ahead at all, a bit each.
    features: Vec<u128>,
}

impl Ahead {
    fn new(rows: &[Row], label: usize) -> Ahead {
        let of = |row: &Row| {
            let others: i32 = (0..label::COUNT).filter(|l| *l != label).map(|l| row[l]).sum();
            row[label] - others / (label::COUNT as i32 - 1)
        };
        let by: Vec<i32> = rows.iter().map(of).collect();
        let bit = |(at, by): (usize, &i32)| u128::from(*by > 0) << at;
        let features = by.chunks(TRAITS).map(|some| some.iter().enumerate().map(bit).sum()).collect();
        Ahead { by, features }
    }
}

/// Keeps the three features that speak most for a label, the first shown before its equals.
pub(super) struct Best<'e> {
    ahead: &'e Ahead,
    features: [(i32, Option<usize>); 3],
}

impl Sink for Best<'_> {
    fn take(&mut self, position: usize, features: u128) {
        // What is not ahead is never among the three.
        each(position, features & self.ahead.features[position], |feature| self.enter(feature));
    }
}

impl Best<'_> {
    /// Takes a feature, if it is among the three so far.
    #[inline]
    fn enter(&mut self, feature: usize) {
        let by = self.ahead.by[feature];
        let [first, second, third] = &mut self.features;
        let new = (by, Some(feature));
        if by <= third.0 {
            return;
        }
        *third = *second;
        if by <= second.0 {
            *third = new;
        } else if by <= first.0 {
            *second = new;
        } else {
            (*first, *second) = (new, *first);
        }
    }

    /// The most telling first; fewer if fewer speak for the label.
    pub(super) fn features(self) -> [Option<usize>; 3] {
        self.features.map(|(_, feature)| feature)
    }
}
