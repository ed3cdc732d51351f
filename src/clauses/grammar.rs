//! [`Grammar`]: what single words do in clauses, from `rules/clauses/grammar.toml`.

use super::classes::Class;
use super::tokens::Token;
use crate::analysis::ClauseKind as Kind;
use crate::lexicon::WordId;
use crate::pattern::VocabularyBuilder;
use crate::rules::{Files, RuleError, RuleFile};

/// What a word does, as bits.
pub mod role {
    /// A finite auxiliary in the past: *was*, *had*, *did*.
    pub const PAST: u64 = 1;
    /// *not*, *never*, *hardly*.
    pub const NEGATION: u64 = 1 << 1;
    /// *who*, *what*: after a preposition they ask.
    pub const INTERROGATIVE: u64 = 1 << 18;
    /// *that*
    pub const THAT: u64 = 1 << 31;
    /// A verb that takes an infinitive without *to*: *made them pay*.
    pub const BARE: u64 = 1 << 32;
    /// *itself*
    pub const REFLEXIVE: u64 = 1 << 33;
    /// A participle that is a preposition too: *according to*.
    pub const PREPOSITION: u64 = 1 << 34;
    /// A verb that does little but carry a noun that frames a clause: *have no doubt that*, *take the view that*.
    pub const LIGHT: u64 = 1 << 35;
    /// A form of *have*.
    pub const HAVE: u64 = 1 << 2;
    /// *going* of *going to*.
    pub const GOING: u64 = 1 << 3;
    /// *used* of *used to*.
    pub const USED: u64 = 1 << 4;
    /// A form of *get*, which makes passives.
    pub const GET: u64 = 1 << 5;
    /// *let* of *let us go*.
    pub const LET: u64 = 1 << 6;
    /// *please*.
    pub const PLEASE: u64 = 1 << 7;
    /// A verb that reports speech or thought.
    pub const REPORT: u64 = 1 << 8;
    /// A verb that takes a clause without *that*.
    pub const TAKES: u64 = 1 << 9;
    /// A form of *do*.
    pub const DO: u64 = 1 << 10;
    /// A verb that links a subject to what is said of it, besides *be*: *seems*.
    pub const LINK: u64 = 1 << 11;
    /// *it*
    pub const IT: u64 = 1 << 12;
    /// A noun that frames a clause: *the fact that*, *there is no doubt that*.
    pub const STANCE: u64 = 1 << 13;
    /// *order* of *in order to*.
    pub const PURPOSE: u64 = 1 << 14;
    /// Before its subject it makes a condition: *had he known*.
    pub const CONDITION: u64 = 1 << 15;
    /// Opens a clause, or is a preposition.
    pub const WEAK: u64 = 1 << 16;
    /// Opens a clause; its kind stands in [`super::Grammar::opens`].
    pub const OPENS: u64 = 1 << 17;
    /// A noun for what is aimed at: *the aim is to win*.
    pub const AIM: u64 = 1 << 19;
    /// Before its clause it brings the finite word before the subject: *never has he ...*
    pub const FRONTS: u64 = 1 << 20;
    /// A verb or adjective that hands over to the clause inside it, besides those of `report`: *shown that*.
    pub const HANDS: u64 = 1 << 21;
    /// *so*, *such*: a clause with *that* follows that says how much.
    pub const DEGREE: u64 = 1 << 22;
    /// A verb after which *if* is *whether*.
    pub const ASKS: u64 = 1 << 23;
    /// A dash.
    pub const DASH: u64 = 1 << 24;
    /// Begins a phrase that opens a clause: *as long as*.
    pub const PHRASE: u64 = 1 << 25;
    /// Takes a clause but hands nothing over: *ensure that*.
    pub const KEEPS: u64 = 1 << 26;
    /// Comes second in such a phrase.
    pub const PHRASE_GOES_ON: u64 = 1 << 36;
    /// Says something to somebody: *told them that*.
    pub const TELLS: u64 = 1 << 37;
    /// Turns to the reader, and says nothing: *you see, ...*, *look, ...*
    pub const ADDRESSES: u64 = 1 << 38;
    /// A noun for a time, which needs no preposition: *polled last year*.
    pub const TIME: u64 = 1 << 39;
    /// *if*
    pub const IF: u64 = 1 << 27;
    /// *since*
    pub const SINCE: u64 = 1 << 28;
    /// *while*
    pub const WHILE: u64 = 1 << 29;
    /// *as*
    pub const AS: u64 = 1 << 30;
    /// What takes a clause that somebody says, thinks or finds, in any of these ways.
    pub const SAYS: u64 = REPORT | TAKES | HANDS;
    /// The names in `[words]`, with their bits.
    pub const NAMES: [(&str, u64); 36] = [
        ("past", PAST),
        ("negation", NEGATION),
        ("have", HAVE),
        ("going", GOING),
        ("used", USED),
        ("get", GET),
        ("let", LET),
        ("please", PLEASE),
        ("report", REPORT),
        ("takes", TAKES),
        ("do", DO),
        ("link", LINK),
        ("it", IT),
        ("stance", STANCE),
        ("purpose", PURPOSE),
        ("condition", CONDITION),
        ("aim", AIM),
        ("fronts", FRONTS),
        ("hands", HANDS),
        ("degree", DEGREE),
        ("asks", ASKS),
        ("dash", DASH),
        ("keeps", KEEPS),
        ("if", IF),
        ("since", SINCE),
        ("while", WHILE),
        ("as", AS),
        ("interrogative", INTERROGATIVE),
        ("that", THAT),
        ("bare", BARE),
        ("reflexive", REFLEXIVE),
        ("preposition", PREPOSITION),
        ("light", LIGHT),
        ("tells", TELLS),
        ("addresses", ADDRESSES),
        ("time", TIME),
    ];
}

/// The modals, as the stand-off contract names them.
pub const MODALS: [&str; 10] =
    ["can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought"];

/// Roles of words, by word id.
#[derive(Default)]
pub struct Grammar {
    roles: Vec<u64>,
    opens: Vec<(WordId, Kind)>,
    /// Phrases that open a clause, *as long as*, by their first word and the others, in order.
    phrases: Vec<(WordId, Vec<WordId>, Kind)>,
    /// The kind of clause that *that* opens after a word: *so that*.
    that: Vec<(WordId, Kind)>,
    modals: Vec<(WordId, u8)>,
    question: Class,
}

impl Grammar {
    /// Reads every `clauses/grammar.toml`; an overlay adds words.
    pub fn read(
        files: Files,
        question: Class,
        vocabulary: &mut VocabularyBuilder,
        faults: &mut Vec<RuleError>,
    ) -> Grammar {
        let mut grammar = Grammar { question, ..Grammar::default() };
        for file in files.all.iter().filter(|f| f.path == "clauses/grammar.toml") {
            if let Err(fault) = grammar.add(file, vocabulary) {
                faults.push(fault);
            }
        }
        grammar.phrases.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        grammar
    }

    fn add(&mut self, file: &RuleFile, vocabulary: &mut VocabularyBuilder) -> Result<(), RuleError> {
        let mut top = file.fields()?;
        for section in ["opens", "phrases", "that", "modals", "words"] {
            let Some(table) = top.table(section)? else { continue };
            for (name, words) in table.rest_of_strings()? {
                let unknown = |known: String| {
                    file.error(
                        name.at,
                        None,
                        format!("there is no `{}` in [{section}]: there are {known}", name.value),
                    )
                };
                let weak = section == "opens" && name.value == "weak";
                let kind = match section {
                    "that" | "phrases" => Some(Kind::parse(&name.value).ok_or_else(|| unknown(kinds()))?),
                    "opens" if !weak => Some(Kind::parse(&name.value).ok_or_else(|| unknown(kinds()))?),
                    _ => None,
                };
                let modal = match section {
                    "modals" => {
                        let place = MODALS.iter().position(|m| *m == name.value);
                        Some(place.ok_or_else(|| unknown(MODALS.join(", ")))? as u8)
                    }
                    _ => None,
                };
                let bit = match section {
                    "words" => {
                        let found = role::NAMES.iter().find(|(n, _)| *n == name.value);
                        let names = || role::NAMES.map(|(name, _)| name).join(", ");
                        found.ok_or_else(|| unknown(names()))?.1
                    }
                    "phrases" => role::PHRASE,
                    "opens" if weak => role::WEAK,
                    "opens" => role::OPENS,
                    _ => 0,
                };
                for word in words {
                    if let (Some(kind), "phrases") = (kind, section) {
                        let mut words = word.value.split(' ').map(|w| vocabulary.lexicon.intern(w));
                        let first = words.next().expect("a split gives one part at least");
                        let others: Vec<_> = words.collect();
                        let Some(second) = others.first() else {
                            let fault = format!("`{}` is one word: those stand in [opens]", word.value);
                            return Err(file.error(word.at, None, fault));
                        };
                        self.set(first, bit);
                        self.set(*second, role::PHRASE_GOES_ON);
                        self.phrases.push((first, others, kind));
                        continue;
                    }
                    let ids = match word.value.strip_prefix('~') {
                        Some(verb) => vocabulary.inflections(verb),
                        None => vec![vocabulary.lexicon.intern(&word.value)],
                    };
                    for id in ids {
                        self.set(id, bit);
                        let openers = if section == "that" { &mut self.that } else { &mut self.opens };
                        openers.extend(kind.map(|kind| (id, kind)));
                        self.modals.extend(modal.map(|modal| (id, modal)));
                    }
                }
            }
        }
        top.finish()
    }

    fn set(&mut self, word: WordId, bit: u64) {
        if self.roles.len() <= word.index() {
            self.roles.resize(word.index() + 1, 0);
        }
        self.roles[word.index()] |= bit;
    }

    /// The phrase at the head of `tokens` that opens a clause, as its length and the kind of clause.
    pub fn phrase(&self, tokens: &[Token]) -> Option<(usize, Kind)> {
        let (first, tokens) = tokens.split_first()?;
        if self.roles(tokens.first()?.word) & role::PHRASE_GOES_ON == 0 {
            return None;
        }
        let from = self.phrases.partition_point(|(word, ..)| *word < first.word);
        let fits = |words: &[WordId]| {
            words.len() <= tokens.len() && words.iter().zip(tokens).all(|(word, token)| *word == token.word)
        };
        let same = self.phrases[from..].iter().take_while(|(word, ..)| *word == first.word);
        let fitting = same.filter(|(_, words, _)| fits(words));
        fitting.map(|(_, words, kind)| (1 + words.len(), *kind)).max_by_key(|(len, _)| *len)
    }

    /// What a word does: bits of [`role`].
    #[inline]
    pub fn roles(&self, word: WordId) -> u64 {
        self.roles.get(word.index()).copied().unwrap_or(0)
    }

    /// The kind of clause that a word opens.
    pub fn opens(&self, word: WordId) -> Option<Kind> {
        self.opens.iter().find(|(id, _)| *id == word).map(|(_, kind)| *kind)
    }

    /// The kind of clause that *that* opens after a word, where it is no complement.
    pub fn before_that(&self, word: WordId) -> Option<Kind> {
        self.that.iter().find(|(id, _)| *id == word).map(|(_, kind)| *kind)
    }

    /// Whether a sentence ends in a question mark.
    pub fn asks(&self, tokens: &[Token]) -> bool {
        tokens.iter().rev().take(3).any(|t| t.class == self.question)
    }

    /// The lemma of a modal.
    pub fn modal(&self, word: WordId) -> Option<&'static str> {
        let found = self.modals.iter().find(|(id, _)| *id == word);
        found.map(|(_, modal)| MODALS[*modal as usize])
    }
}

fn kinds() -> String {
    Kind::ALL.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::role::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_role_has_a_bit_of_its_own() {
        let unnamed = [WEAK, OPENS, PHRASE, PHRASE_GOES_ON];
        let all: BTreeSet<u64> = NAMES.iter().map(|(_, bit)| *bit).chain(unnamed).collect();
        assert_eq!(all.len(), NAMES.len() + unnamed.len());
        assert!(all.iter().all(|bit| bit.is_power_of_two()));
    }
}
