//! [`CueWords`]: `rules/claims/lexicon.csv`, words that speak for a label, each with weights.
//!
//! An entry is one word with its surface forms, in one [`Role`], or two words side by side; nothing is stemmed when a text
//! is read. It counts once a sentence, as the cue `word.ENTRY`; [`WordCues`](super::word_cues::WordCues) finds it there.

use super::roles::Role;
use crate::lexicon::WordId;
use crate::pattern::VocabularyBuilder;
use crate::rules::{Files, RuleError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The entries, and the words that they are found by.
#[derive(Default)]
pub struct CueWords {
    file: String,
    entries: Vec<Entry>,
    of_word: BTreeMap<WordId, OfWord>,
}

/// What the entries say of a word, in order.
#[derive(Default)]
pub struct OfWord {
    /// The entries that it stands for, each in a role.
    pub uses: Vec<(Role, u32)>,
    /// As the first of two words: the second, and the entry that they stand for.
    pub pairs: Vec<(WordId, u32)>,
}

struct Entry {
    cue: String,
    line: usize,
    weights: [i32; 4],
}

#[derive(Deserialize)]
struct Row {
    entry: String,
    forms: String,
    factual: i32,
    evaluative: i32,
    predictive: i32,
    none: i32,
    #[allow(dead_code)] // for the reader: how far the entry can be trusted
    sources: u32,
}

impl CueWords {
    /// Reads `claims/lexicon.csv`. Its weights were learned together, so that the one of an overlay takes the place
    /// of the built-in one as a whole.
    pub fn read(files: Files, vocabulary: &mut VocabularyBuilder, faults: &mut Vec<RuleError>) -> CueWords {
        let Some(file) = files.all.iter().rfind(|f| f.path == "claims/lexicon.csv") else {
            return CueWords::default();
        };
        let mut words = CueWords { file: file.shown.clone(), ..CueWords::default() };
        let mut seen = BTreeSet::new();
        let mut reader = csv::Reader::from_reader(file.text.as_bytes());
        let headers = reader.headers().cloned().unwrap_or_default();
        for row in reader.records() {
            let line = match &row {
                Ok(row) => row.position().map_or(0, csv::Position::line),
                Err(error) => error.position().map_or(0, csv::Position::line),
            } as usize;
            let mut fault = |fault: String| {
                faults.push(RuleError { file: file.shown.clone(), line, rule: None, fault });
            };
            let row: Row = match row.and_then(|row| row.deserialize(Some(&headers))) {
                Ok(row) => row,
                Err(error) => {
                    fault(format!("no row of entry, forms, four whole weights and sources: {error}"));
                    continue;
                }
            };
            let role = Role::of(&row.entry);
            if !seen.insert(row.entry.clone()) {
                fault(format!("{} stands above already", row.entry));
                continue;
            }
            let entry = words.entries.len() as u32;
            for form in row.forms.split(';') {
                match (role, &vocabulary.split(form)[..]) {
                    (Role::Pair, [word, next]) => {
                        words.of_word.entry(*word).or_default().pairs.push((*next, entry));
                    }
                    (Role::Pair, _) => fault(format!("`{form}` is not two words")),
                    (_, [word]) => words.of_word.entry(*word).or_default().uses.push((role, entry)),
                    _ => fault(format!("`{form}` is not one word")),
                }
            }
            let weights = [row.factual, row.evaluative, row.predictive, row.none];
            words.entries.push(Entry { cue: format!("word.{}", row.entry), line, weights });
        }
        for of_word in words.of_word.values_mut() {
            of_word.uses.sort_unstable();
            of_word.pairs.sort_unstable();
        }
        words
    }

    /// Names and weights of the entries, in order.
    pub fn cues(&self) -> impl Iterator<Item = (&str, [i32; 4])> {
        self.entries.iter().map(|entry| (entry.cue.as_str(), entry.weights))
    }

    /// What the entries say of words.
    pub fn of_words(&self) -> &BTreeMap<WordId, OfWord> {
        &self.of_word
    }

    /// File and line of a cue.
    pub fn place(&self, cue: &str) -> Option<(&str, usize)> {
        let entry = self.entries.iter().find(|e| e.cue == cue)?;
        Some((&self.file, entry.line))
    }
}

#[cfg(test)]
mod tests {
    use crate::read::Record;
    use crate::{Analyzer, RuleFile, Scratch, Split};

    const ENTRIES: &str = "entry,forms,factual,evaluative,predictive,none,sources\n\
                           reckless,reckless;recklessly,-100,900,0,0,4\n\
                           complement:mistake,mistake;mistakes,0,500,-50,0,3\n\
                           far from,far from,-200,300,0,0,3\n";

    fn overlay(text: &'static str) -> Result<Analyzer, Vec<crate::RuleError>> {
        let path = "claims/lexicon.csv".to_string();
        Analyzer::with_rules(&[RuleFile { shown: "my/lexicon.csv".into(), path, text: text.into() }], true)
    }

    fn cues(analyzer: &Analyzer, text: &str) -> Vec<(String, [i32; 4])> {
        let mut scratch = Scratch::default();
        let article = analyzer.read(Record { text: text.into(), ..Record::default() }, None, &mut scratch);
        let mut weighings = Vec::new();
        analyzer.explain(&article, Split::None, &mut scratch, &mut weighings);
        let words = weighings[0].cues.iter().filter(|(cue, _)| cue.starts_with("word."));
        words.map(|(cue, weights)| (cue.to_string(), *weights)).collect()
    }

    #[test]
    fn an_entry_counts_once_by_any_of_its_forms() {
        let analyzer = overlay(ENTRIES).unwrap();
        let found = cues(&analyzer, "It was a reckless plan, recklessly carried out by Mr Reckless.");
        assert_eq!(found, [("word.reckless".to_string(), [-100, 900, 0, 0])]);
        assert_eq!(cues(&analyzer, "The plan of Mr Reckless fell."), []);
        assert_eq!(analyzer.place("word.reckless"), Some(("my/lexicon.csv", 2)));
    }

    #[test]
    fn a_role_is_a_place_in_the_clause() {
        let analyzer = overlay(ENTRIES).unwrap();
        let found = cues(&analyzer, "The war was a mistake.");
        assert_eq!(found, [("word.complement:mistake".to_string(), [0, 500, -50, 0])]);
        assert_eq!(cues(&analyzer, "They made a mistake."), []);
    }

    #[test]
    fn two_words_count_side_by_side() {
        let analyzer = overlay(ENTRIES).unwrap();
        let found = cues(&analyzer, "It is far from over, and far from won.");
        assert_eq!(found, [("word.far from".to_string(), [-200, 300, 0, 0])]);
        assert_eq!(cues(&analyzer, "It is far, from here."), []);
    }

    #[test]
    fn faults_name_file_and_line() {
        let faults = overlay(
            "entry,forms,factual,evaluative,predictive,none,sources\n\
             bad,bad,1,2,3,4,1\nbad,worse,1,2,3,4,1\nhot,hot dog,1,2,3,4,1\nold,old,1,2,much,4,1\n",
        );
        let faults: Vec<String> = faults.err().unwrap().iter().map(|f| f.to_string()).collect();
        assert_eq!(
            faults[..2],
            ["my/lexicon.csv:3: bad stands above already", "my/lexicon.csv:4: `hot dog` is not one word"]
        );
        assert!(
            faults[2].starts_with("my/lexicon.csv:5: no row of entry, forms, four whole weights"),
            "{}",
            faults[2]
        );
    }
}
