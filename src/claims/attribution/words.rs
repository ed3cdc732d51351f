//! [`Words`]: what the words of `rules/claims/attribution.csv` do when somebody reports.
//!
//! In: rows of a word and what it does, `~warn,speech;clause;hearer`. Out: for each word the set of [`does`]; and a list for
//! each of them that patterns may use, `{reporting.speech}`. `~` stands for all inflections; a verb may bring a
//! particle along (`~point out`), which then has to follow it.

use crate::lexicon::WordId;
use crate::pattern::VocabularyBuilder;
use crate::rules::{Files, RuleError, rows};
use crate::word_map::WordMap;
use crate::words::Unit;
use std::collections::BTreeMap;

macro_rules! does {
    ($($constant:ident $name:literal $doc:literal,)*) => {
        /// What a word does, as bits.
        pub mod does {
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Place { $($constant),* }
            $(#[doc = $doc] pub const $constant: u64 = 1 << Place::$constant as u64;)*
            /// The names in the file, with their bits.
            pub const NAMES: &[(&str, u64)] = &[$(($name, $constant)),*];
        }
    };
}

does! {
    SPEECH "speech" "Its subject says what follows, or stands in quotation marks: *say*.",
    CLAUSE "clause" "A clause may follow without *that*: *she argued the air was clean*.",
    BARE "bare" "Whatever follows is said: *said*.",
    HEARER "hearer" "Somebody stands before *that*: *he told the reporters that ...*",
    THOUGHT "thought" "Its subject thinks the clause that follows, unless it is the author: *believe*.",
    FINDING "finding" "Somebody, or a study or report, shows the clause that follows; not history or events: *show*.",
    PROMISE "promise" "With an infinitive: *vow to withdraw*.",
    EXPECTATION "expectation" "With an object, an infinitive or both: *expect him to win*.",
    POSITION "position" "With an object for what is said: *recommend a tax*.",
    ACT "act" "An act of speech, whose reasons may follow: *rejected it, saying that ...*",
    VERDICT "verdict" "With an object and a verdict on it: *call it reckless*.",
    APPEAL "appeal" "With *on* or *for*: *call on him to go*.",
    ACCUSATION "accusation" "With an object, and *of*, *on* or *for* before what it is charged with: *accuse him of lying*.",
    GERUND "gerund" "With a gerund, or *any*: *deny selling it*.",
    REGARD "regard" "With an object and *as*, also in the passive: *is widely seen as a mistake*.",
    QUOTE "quote" "With an object and *as saying*: *quote him as saying*.",
    ATTEMPT "attempt" "With an infinitive that says: *try to argue that*.",
    PASSIVE "passive" "As a participle, with an infinitive or a clause: *is said to*.",
    LIGHT "light" "Carries a noun for what somebody holds: *make the case that*.",
    VIEW "view" "A noun for what somebody holds: *fear*, *claim*.",
    CONTENTION "contention" "Such a noun that is nobody's fact even where no holder is named: *the claim is that*.",
    LORE "lore" "A noun for what is told, with *has it* or *goes*: *rumour has it that*.",
    VIEWPOINT "viewpoint" "A noun for how somebody looks at things: *in the view of the board*.",
    MEASURE "measure" "A noun for what things follow: *according to plan* names no source.",
    SPEAKER "speaker" "A noun for those who speak: *critic*.",
    DOCUMENT "document" "A noun for a text, or for those who write such: *study*.",
    VOICE "voice" "With *this*, the author: *this newspaper*.",
    STANCE "stance" "An adjective of persons, with *that*: *convinced*.",
    AUTHOR "author" "The author, or the reader: *I*, *we*, *you*.",
    WIDELY "widely" "How many see it so: *widely seen as*.",
    SOME "some" "Some of many: *many*, *others*.",
    GUESS "guess" "Before a frame, it is the author who guesses: *perhaps the board thinks that*.",
    AVOWAL "avowal" "With the name of a state, what its own delegate says of it: *China believes that*.",
    ADDRESS "address" "In a speech of a delegate: *my delegation*, *Excellencies*.",
    EXAMPLE "example" "Before a colon: what stands in quotation marks is an example, or is what it is: *including*.",
    AMOUNT "amount" "With *say*, no clause: *said a few words*, *said the same*.",
    PERSONAL "personal" "Somebody who was named before: *he*, *she*, *they*.",
    NOBODY "nobody" "Holds nothing: *this*, *nobody*.",
    INNER "inner" "Opens a clause whose verb frames only a part of the sentence: *which*, *when*.",
}

/// The words of the file.
#[derive(Default)]
pub struct Words {
    of_word: WordMap<u64>,
    /// Verbs with a particle, both words in order.
    with_particle: BTreeMap<(WordId, WordId), u64>,
}

impl Words {
    /// Reads every `claims/attribution.csv`; an overlay adds words.
    pub fn read(files: Files, vocabulary: &mut VocabularyBuilder, faults: &mut Vec<RuleError>) -> Words {
        let mut words = Words::default();
        let mut of_word: BTreeMap<WordId, u64> = BTreeMap::new();
        for file in rows::named(files, "claims/attribution.csv") {
            rows::each(file, ["word", "does"], faults, |[word, all], _| {
                let mut bits = 0;
                for name in all.split(';') {
                    let found = does::NAMES.iter().find(|(known, _)| *known == name.trim());
                    let (name, bit) = found.ok_or_else(|| {
                        let known: Vec<&str> = does::NAMES.iter().map(|(name, _)| *name).collect();
                        format!("`{name}` is nothing that a word does: {}", known.join(", "))
                    })?;
                    bits |= bit;
                    if !word.contains(' ') {
                        vocabulary.add_entry(&format!("reporting.{name}"), word, name)?;
                    }
                }
                let forms = |lemma: &str, vocabulary: &mut VocabularyBuilder| match lemma.strip_prefix('~') {
                    Some(lemma) => vocabulary.inflections(lemma),
                    None => vocabulary.split(lemma),
                };
                let (verb, particle) = word.split_once(' ').map_or((word, None), |(v, p)| (v, Some(p)));
                let verbs = forms(verb, vocabulary);
                match particle.map(|p| vocabulary.split(p)) {
                    None => {
                        let short = if bits & PRONOUN != 0 { contractions(verb, vocabulary) } else { vec![] };
                        for id in verbs.iter().chain(&short) {
                            *of_word.entry(*id).or_default() |= bits;
                        }
                    }
                    Some(particle) => {
                        let [particle] = particle[..] else {
                            return Err(format!("`{word}` is more than a verb and a particle"));
                        };
                        for id in verbs {
                            *of_word.entry(id).or_default() |= PARTICLE;
                            *words.with_particle.entry((id, particle)).or_default() |= bits;
                        }
                    }
                }
                Ok(())
            });
        }
        words.of_word = of_word.into();
        words
    }

    /// What the first of some units does, by itself or with the next one.
    pub fn of(&self, units: &[Unit]) -> u64 {
        self.with_length(units).0
    }

    /// The same, and how many of the units it takes.
    pub fn with_length(&self, units: &[Unit]) -> (u64, u32) {
        let Some(own) = units.first().and_then(|u| self.of_word.get(u.id)).copied() else { return (0, 1) };
        if own & PARTICLE == 0 {
            return (own, 1);
        }
        let own = own & !PARTICLE;
        let pair = units.get(1).and_then(|next| self.with_particle.get(&(units[0].id, next.id)));
        pair.map_or((own, 1), |more| (own | more, 2))
    }
}

/// What pronouns do.
const PRONOUN: u64 = does::AUTHOR | does::PERSONAL | does::NOBODY;

/// A pronoun with the start of its verb: *they've*. With *'s* only as far as the lexicon has it as a word of its own.
fn contractions(pronoun: &str, vocabulary: &mut VocabularyBuilder) -> Vec<WordId> {
    let known = vocabulary.lexicon.lexicon().find(&format!("{pronoun}'s"));
    let short = ["'ve", "'d", "'ll", "'re", "'m"];
    let short = short.iter().flat_map(|end| vocabulary.split(&format!("{pronoun}{end}")));
    short.chain((known != WordId::UNKNOWN).then_some(known)).collect()
}

/// A verb that has a particle in some row.
const PARTICLE: u64 = 1 << 63;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleFile;

    #[test]
    fn what_a_word_does_must_be_known() {
        let text = "word,does\n~warn,speech;clause\n~hint,talk\n";
        let path = "claims/attribution.csv";
        let file = RuleFile { path: path.into(), shown: path.into(), text: text.into() };
        let mut faults = Vec::new();
        let files = Files { all: &[file], builtin: 0 };
        Words::read(files, &mut VocabularyBuilder::default(), &mut faults);
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults.len(), 1);
        assert!(
            faults[0].starts_with("claims/attribution.csv:3: `talk` is nothing that a word does: speech, ")
        );
    }
}
