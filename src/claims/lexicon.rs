//! [`CueWords`]: `rules/claims/lexicon.csv`, words that speak for a label, each with weights.
//!
//! An entry is one word with its surface forms, in one [`Role`], or two words side by side; nothing is stemmed when a text
//! is read. It counts once a sentence, as the cue `word.ENTRY`.

use crate::analysis::{Clause, ClauseKind};
use crate::lexicon::WordId;
use crate::pattern::VocabularyBuilder;
use crate::rules::{Files, RuleError};
use crate::word_map::WordMap;
use crate::words::{Unit, bits};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The entries, found by the words of a text.
#[derive(Default)]
pub struct CueWords {
    file: String,
    entries: Vec<Entry>,
    of_word: WordMap<OfWord>,
}

/// What the entries know of a word.
#[derive(Default)]
struct OfWord {
    /// Which entries it stands for, and in which role, in the order of roles.
    uses: Vec<(Role, u32)>,
    /// As the first of two words: the second, in order, and the entry that they stand for.
    pairs: Vec<(WordId, u32)>,
    /// The second words as bits: see [`bit`].
    seconds: u64,
}

impl OfWord {
    /// The entries of this word with one right after it.
    fn with(&self, next: WordId) -> impl Iterator<Item = u32> {
        let pairs: &[(WordId, u32)] = if self.seconds & bit(next) != 0 { &self.pairs } else { &[] };
        let first = pairs.partition_point(|(second, _)| *second < next);
        pairs[first..].iter().take_while(move |(second, _)| *second == next).map(|(_, entry)| *entry)
    }
}

/// A word as one of 64 bits.
fn bit(word: WordId) -> u64 {
    1 << (word.0.wrapping_mul(0x9e37_79b1) >> 26)
}

/// Which entries have been counted in a sentence: a bit each.
#[derive(Default)]
pub struct Counted(Vec<u64>);

impl Counted {
    fn reset(&mut self, entries: usize) {
        self.0.clear();
        self.0.resize(entries.div_ceil(64), 0);
    }

    /// Whether the entry is new.
    fn add(&mut self, entry: u32) -> bool {
        let (word, bit) = (&mut self.0[entry as usize / 64], 1 << (entry % 64));
        let new = *word & bit == 0;
        *word |= bit;
        new
    }
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
        let mut of_words: BTreeMap<WordId, OfWord> = BTreeMap::new();
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
                        let of_word = of_words.entry(*word).or_default();
                        of_word.pairs.push((*next, entry));
                        of_word.seconds |= bit(*next);
                    }
                    (Role::Pair, _) => fault(format!("`{form}` is not two words")),
                    (_, [word]) => of_words.entry(*word).or_default().uses.push((role, entry)),
                    _ => fault(format!("`{form}` is not one word")),
                }
            }
            let weights = [row.factual, row.evaluative, row.predictive, row.none];
            words.entries.push(Entry { cue: format!("word.{}", row.entry), line, weights });
        }
        for of_word in of_words.values_mut() {
            of_word.uses.sort_unstable();
            of_word.pairs.sort_unstable();
        }
        words.of_word = of_words.into();
        words
    }

    /// Names and weights of the entries, in order.
    pub fn cues(&self) -> impl Iterator<Item = (&str, [i32; 4])> {
        self.entries.iter().map(|entry| (entry.cue.as_str(), entry.weights))
    }

    /// Calls `found` with the entries that stand in a sentence, each once, in the order of the text.
    pub fn find(
        &self,
        units: &[Unit],
        sentence: Range<u32>,
        clauses: &[Clause],
        counted: &mut Counted,
        mut found: impl FnMut(u32),
    ) {
        counted.reset(self.entries.len());
        let standing = Standing::new(clauses);
        let mut before: Option<(u32, &OfWord)> = None;
        for (at, unit) in plain(units, sentence) {
            let of_word = self.of_word.get(unit.id);
            for (role, entry) in of_word.into_iter().flat_map(|of_word| &of_word.uses) {
                if standing.has(*role, at) && counted.add(*entry) {
                    found(*entry);
                }
            }
            if let Some((_, first)) = before.filter(|(place, _)| place + 1 == at) {
                first.with(unit.id).filter(|entry| counted.add(*entry)).for_each(&mut found);
            }
            before = of_word.map(|of_word| (at, of_word));
        }
    }

    /// File and line of a cue.
    pub fn place(&self, cue: &str) -> Option<(&str, usize)> {
        let entry = self.entries.iter().find(|e| e.cue == cue)?;
        Some((&self.file, entry.line))
    }
}

/// Where a word must stand to count.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Anywhere in the sentence.
    Anywhere,
    /// In the clause that carries the claim, outside of the finite clauses inside it.
    Clause,
    /// The verb of that clause.
    Verb,
    /// The head of what that clause says of its subject: *a **mistake***.
    Complement,
    /// The head of its subject.
    Subject,
    /// Two words side by side anywhere in the sentence.
    Pair,
}

impl Role {
    /// The roles of single words with what stands before an entry's word, in order.
    pub const OF_WORDS: [(Role, &str); 5] = [
        (Role::Anywhere, ""),
        (Role::Clause, "clause:"),
        (Role::Verb, "verb:"),
        (Role::Complement, "complement:"),
        (Role::Subject, "subject:"),
    ];

    /// The role of an entry: `verb:expect`, `far from`.
    fn of(entry: &str) -> Role {
        let of = |(role, prefix): &(Role, &'static str)| entry.starts_with(prefix).then_some(*role);
        match Role::OF_WORDS[1..].iter().find_map(of) {
            Some(role) => role,
            None if entry.contains(' ') => Role::Pair,
            None => Role::Anywhere,
        }
    }

    /// What stands before the word of an entry in this role.
    pub fn prefix(self) -> &'static str {
        Role::OF_WORDS.iter().find(|(role, _)| *role == self).map_or("", |(_, prefix)| prefix)
    }
}

/// Calls `found` for every word of a sentence that a lexicon may hold, once in each of its roles, and for every two such
/// words side by side.
pub fn words(units: &[Unit], sentence: Range<u32>, clauses: &[Clause], mut found: impl FnMut(&[Unit], Role)) {
    let standing = Standing::new(clauses);
    let mut after = None;
    for (at, _) in plain(units, sentence) {
        let here = at as usize;
        for (role, _) in Role::OF_WORDS.into_iter().filter(|(role, _)| standing.has(*role, at)) {
            found(&units[here..=here], role);
        }
        if after == Some(at) {
            found(&units[here - 1..=here], Role::Pair);
        }
        after = Some(at + 1);
    }
}

/// The words of a sentence that a lexicon may hold. Numbers, marks and what is capitalised within the sentence are
/// left out: names are not cues.
fn plain(units: &[Unit], sentence: Range<u32>) -> impl Iterator<Item = (u32, Unit)> {
    let mut first = true;
    let of_sentence = &units[sentence.start as usize..sentence.end as usize];
    sentence.zip(of_sentence.iter().copied()).filter(move |(_, unit)| {
        let capital = unit.is(bits::CAP) && (!first || unit.is(bits::UPPER));
        first &= !unit.is(bits::WORD);
        unit.is(bits::WORD) && !capital
    })
}

/// The clause that carries the claim, for telling the roles of words.
struct Standing<'s> {
    claiming: Option<&'s Clause>,
    clauses: &'s [Clause],
}

impl<'s> Standing<'s> {
    fn new(clauses: &'s [Clause]) -> Standing<'s> {
        Standing { claiming: clauses.iter().find(|c| c.claims), clauses }
    }

    /// Whether the word at a unit has a role by itself.
    fn has(&self, role: Role, at: u32) -> bool {
        let Some(claiming) = self.claiming else { return role == Role::Anywhere };
        match role {
            Role::Anywhere => true,
            Role::Clause => {
                let inside = |clause: &Clause| clause.units.contains(&at) && inner(claiming, clause);
                claiming.units.contains(&at) && !self.clauses.iter().any(inside)
            }
            Role::Verb => claiming.verb == at,
            Role::Complement => claiming.complement.is_some_and(|c| c.head == at),
            Role::Subject => claiming.subject == Some(at),
            Role::Pair => false,
        }
    }
}

/// Whether a finite clause lies within the one that carries the claim.
fn inner(claiming: &Clause, clause: &Clause) -> bool {
    !clause.claims
        && claiming.units.start <= clause.units.start
        && clause.units.end <= claiming.units.end
        && clause.units.len() < claiming.units.len()
        && !matches!(clause.kind, ClauseKind::Infinitival | ClauseKind::Participial)
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
