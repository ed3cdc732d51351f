//! [`SegmentRules`]: the word lists of `rules/segment/*.toml`.

use crate::rules::{Fields, Files, RuleError, RuleFile};
use std::collections::HashSet;

/// The word lists of the splitter. Lists of several files add up.
#[derive(Default)]
pub struct SegmentRules {
    titles: WordList,
    before_number: WordList,
    never: WordList,
    maybe: WordList,
    hours: WordList,
    exclaimed: WordList,
    starters: WordList,
    months: WordList,
    domains: WordList,
    pronouns: WordList,
    reporting: WordList,
    captions: WordList,
    credits: WordList,
    salutations: WordList,
    closings: WordList,
}

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
        if let Some(mut table) = top.table("abbreviations")? {
            self.titles.add(&mut table, "title")?;
            self.before_number.add(&mut table, "before-number")?;
            self.never.add(&mut table, "never")?;
            self.maybe.add(&mut table, "maybe")?;
            self.hours.add(&mut table, "hour")?;
            self.exclaimed.add(&mut table, "exclaimed")?;
            table.finish()?;
        }
        if let Some(mut table) = top.table("words")? {
            self.starters.add(&mut table, "starters")?;
            self.months.add(&mut table, "months")?;
            self.domains.add(&mut table, "domains")?;
            table.finish()?;
        }
        if let Some(mut table) = top.table("reporting")? {
            self.pronouns.add(&mut table, "pronouns")?;
            self.reporting.add(&mut table, "verbs")?;
            table.finish()?;
        }
        if let Some(mut table) = top.table("units")? {
            self.captions.add(&mut table, "captions")?;
            self.credits.add(&mut table, "credits")?;
            self.salutations.add(&mut table, "salutations")?;
            self.closings.add(&mut table, "closings")?;
            table.finish()?;
        }
        top.finish()
    }

    /// *Mr*, *Gen*: the name follows.
    pub(super) fn is_title(&self, word: &str) -> bool {
        self.titles.has(word) && word.starts_with(char::is_uppercase)
    }

    /// *No*, *p*: a number follows.
    pub(super) fn is_before_number(&self, word: &str) -> bool {
        self.before_number.has(word)
    }

    /// *e.g*, *vs*: the sentence goes on.
    pub(super) fn is_never(&self, word: &str) -> bool {
        self.never.has(word)
    }

    /// *U.S*, *Inc*: the sentence may go on.
    pub(super) fn may_end(&self, word: &str) -> bool {
        self.maybe.has(word) || self.hours.has(word)
    }

    /// *a.m*, *p.m*.
    pub(super) fn is_hour(&self, word: &str) -> bool {
        self.hours.has(word)
    }

    /// *Yahoo!*: a name that ends in a mark.
    pub(super) fn is_exclaimed_name(&self, word: &str) -> bool {
        self.exclaimed.has_exactly(word)
    }

    /// *The*, *When*: a word that in the middle of a sentence has no capital.
    pub(super) fn is_starter(&self, word: &str) -> bool {
        let bare = word.split(['\'', '’']).next().unwrap_or(word);
        self.starters.has(word) || self.starters.has(bare)
    }

    /// *May*.
    pub(super) fn is_month(&self, word: &str) -> bool {
        self.months.has(word)
    }

    /// *Com*, *Org*: the end of an address.
    pub(super) fn is_domain(&self, word: &str) -> bool {
        self.domains.has(word)
    }

    /// *He*, *They*.
    pub(super) fn is_pronoun(&self, word: &str) -> bool {
        self.pronouns.has(word)
    }

    /// *said*, *asks*.
    pub(super) fn is_reporting_verb(&self, word: &str) -> bool {
        self.reporting.has_exactly(word)
    }

    /// *Figure*, *Table*.
    pub(super) fn is_caption_label(&self, word: &str) -> bool {
        self.captions.has_exactly(word)
    }

    /// *Image*, *credit*.
    pub(super) fn is_credit(&self, word: &str) -> bool {
        self.credits.has_exactly(word)
    }

    /// *Dear*.
    pub(super) fn is_salutation(&self, word: &str) -> bool {
        self.salutations.has_exactly(word)
    }

    /// *Sincerely*, *regards*.
    pub(super) fn is_closing(&self, word: &str) -> bool {
        self.closings.has(word)
    }
}

/// A list of words. An entry in lower case matches any case; one with a capital matches only words that have it
/// there or are all capitals, so that *Sun.* is a day and *sun.* is not.
#[derive(Default)]
struct WordList(HashSet<String>);

/// Longer words are in no list.
const LONGEST: usize = 16;

impl WordList {
    fn add(&mut self, table: &mut Fields, key: &str) -> Result<(), RuleError> {
        self.0.extend(table.strings(key)?.into_iter().map(|word| word.value));
        Ok(())
    }

    fn has_exactly(&self, word: &str) -> bool {
        word.len() <= LONGEST && self.0.contains(word)
    }

    fn has(&self, word: &str) -> bool {
        if word.is_empty() || word.len() > LONGEST {
            return false;
        }
        if self.0.contains(word) {
            return true;
        }
        let mut letters = word.chars();
        let Some(first) = letters.next().filter(|c| c.is_uppercase()) else { return false };
        let rest = letters.as_str().to_lowercase();
        self.0.contains(&format!("{}{rest}", first.to_lowercase()))
            || self.0.contains(&format!("{first}{rest}"))
    }
}
