//! [`SegmentRules`]: the word lists of `rules/segment/*.toml`.

use crate::rules::{Files, RuleError, RuleFile};
use std::collections::HashSet;

/// Abbreviations and starters. Lists of several files add up.
#[derive(Default)]
pub struct SegmentRules {
    titles: HashSet<String>,
    before_number: HashSet<String>,
    never: HashSet<String>,
    maybe: HashSet<String>,
    starters: HashSet<String>,
    lower_starters: HashSet<String>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl SegmentRules {
    /// Reads the lists of all files.
    pub fn read(files: Files, faults: &mut Vec<RuleError>) -> SegmentRules {
        let mut rules = SegmentRules::default();
        for file in files.all.iter().filter(|f| f.path.starts_with("segment/") && f.path.ends_with(".toml")) {
            if let Err(fault) = rules.add(file) {
                faults.push(fault);
            }
        }
        rules
    }

    fn add(&mut self, file: &RuleFile) -> Result<(), RuleError> {
        let mut top = file.fields()?;
        let lower = |words: Vec<crate::rules::At<String>>| words.into_iter().map(|w| w.value.to_lowercase());
        if let Some(mut table) = top.table("abbreviations")? {
            self.titles.extend(lower(table.strings("title")?));
            self.before_number.extend(lower(table.strings("before-number")?));
            self.never.extend(lower(table.strings("never")?));
            self.maybe.extend(lower(table.strings("maybe")?));
            table.finish()?;
        }
        self.starters.extend(top.strings("starters")?.into_iter().map(|w| w.value));
        self.lower_starters.extend(top.strings("lower-starters")?.into_iter().map(|w| w.value));
        top.finish()
    }

    pub(super) fn is_title(&self, word: &str) -> bool {
        starts_upper(word) && contains(&self.titles, word)
    }

    pub(super) fn is_before_number(&self, word: &str) -> bool {
        contains(&self.before_number, word)
    }

    pub(super) fn is_never(&self, word: &str) -> bool {
        contains(&self.never, word)
    }

    pub(super) fn may_end(&self, word: &str) -> bool {
        contains(&self.maybe, word)
    }

    pub(super) fn is_starter(&self, word: &str) -> bool {
        self.starters.contains(word) || self.starters.contains(word.split(['\'', '’']).next().unwrap_or(word))
    }

    pub(super) fn starts_in_lower_case(&self, word: &str) -> bool {
        self.lower_starters.contains(word)
    }

    pub(super) fn is_month(&self, word: &str) -> bool {
        MONTHS.contains(&word)
    }
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Abbreviations are short: longer words are not folded and hashed.
fn contains(set: &HashSet<String>, word: &str) -> bool {
    word.len() <= 10 && set.contains(&word.to_lowercase())
}
