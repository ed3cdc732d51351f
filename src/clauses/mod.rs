//! Words to clauses: which verb is the main one, its tense and modality, and what the other clauses are to it.
//!
//! In: the units of an article. Out: a [`Clause`] for every verb group, by sentence. [`classes`] says what each word
//! can be, [`tagger`] what it is in its sentence, [`groups`] finds verb groups and [`outline`] the clauses. Work
//! per word is bounded.

pub mod classes;
pub mod grammar;
pub mod groups;
pub mod learn;
pub mod outline;
pub mod tagger;
pub mod tags;
pub mod tokens;

pub use classes::WordClasses;
pub use grammar::Grammar;
pub use tagger::Tagger;

use crate::analysis::Clause;
use crate::pattern::VocabularyBuilder;
use crate::rules::{Files, RuleError};
use crate::words::Words;

macro_rules! kinds {
    ($($kind:ident $name:literal $doc:literal,)*) => {
        /// What a clause is to its sentence.
        #[derive(Copy, Clone, Debug, PartialEq, Eq)]
        pub enum Kind {
            $(#[doc = $doc] $kind,)*
        }

        impl Kind {
            const ALL: &'static [(Kind, &'static str)] = &[$((Kind::$kind, $name)),*];
        }
    };
}

kinds! {
    Main "main" "The main clause.",
    Fragment "fragment" "A sentence without a main verb.",
    Coordinate "coordinate" "Joined to another: *and he left*.",
    Complement "complement" "What is said, thought, clear: *that he left*.",
    Question "question" "An embedded question: *whether he left*.",
    Relative "relative" "*who left*.",
    Conditional "conditional" "*if he leaves*.",
    Concessive "concessive" "*although he left*.",
    Causal "causal" "*because he left*.",
    Temporal "temporal" "*when he left*.",
    Purpose "purpose" "*so that he left*.",
    Comparative "comparative" "*than he left*.",
    Quotation "quotation" "Words quoted before their frame: *\"He left,\" she said*.",
    Frame "frame" "The words that report, within or after what they report: *..., she said*.",
}

impl Kind {
    /// The kind of a name.
    pub fn parse(name: &str) -> Option<Kind> {
        Kind::ALL.iter().find(|(_, n)| *n == name).map(|(kind, _)| *kind)
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        Kind::ALL[self as usize].1
    }

    /// All names, for messages.
    pub fn names() -> String {
        Kind::ALL.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
    }
}

/// The clause layer, compiled.
pub struct ClauseRules {
    classes: WordClasses,
    tagger: Tagger,
    grammar: Grammar,
}

/// A sentence that ends in a full stop gets a finite verb if the tagger's sum sinks by no more than this.
const CONCEDE: i32 = 1500;

/// Buffers of one worker.
#[derive(Default)]
pub struct ClauseScratch {
    tokens: Vec<tokens::Token>,
    search: tagger::Search,
    groups: Vec<groups::Group>,
    stack: outline::Stack,
    clauses: Vec<outline::Outline>,
}

impl ClauseRules {
    /// Reads the files of `rules/clauses`.
    pub fn read(
        files: Files,
        vocabulary: &mut VocabularyBuilder,
        faults: &mut Vec<RuleError>,
    ) -> ClauseRules {
        let classes = WordClasses::read(files, vocabulary, faults);
        let tagger = Tagger::read(files, &classes, faults);
        let grammar = Grammar::read(files, classes.question_mark(), vocabulary, faults);
        ClauseRules { classes, tagger, grammar }
    }

    /// Word classes and the tagger, for learning.
    pub fn tagger(&self) -> (&WordClasses, &Tagger) {
        (&self.classes, &self.tagger)
    }

    /// The clauses of every sentence.
    pub fn find(&self, text: &str, words: &Words, scratch: &mut ClauseScratch, found: &mut Vec<Clause>) {
        for (number, sentence) in words.sentences.iter().enumerate() {
            let units = &words.units[sentence.start as usize..sentence.end as usize];
            tokens::tokens(text, units, sentence.start, &self.classes, &mut scratch.tokens);
            self.tagger.tag(&self.classes, &mut scratch.tokens, &mut scratch.search);
            let ClauseScratch { tokens, groups, stack, clauses, .. } = scratch;
            groups::groups(tokens, &self.grammar, groups);
            outline::outline(tokens, groups, &self.grammar, stack, clauses);

            if clauses[0].group.is_none()
                && tokens.len() > 3
                && tokens.iter().rev().take(3).any(|t| t.tag == tags::STOP)
                && self.tagger.concede_verb(&self.classes, tokens, CONCEDE)
            {
                groups::groups(tokens, &self.grammar, groups);
                outline::outline(tokens, groups, &self.grammar, stack, clauses);
            }
            for clause in clauses.iter() {
                let Some(group) = clause.group.map(|g| groups[g as usize]) else { continue };
                let (first, last) =
                    (tokens[clause.start as usize], tokens[clause.end.max(clause.start + 1) as usize - 1]);
                found.push(Clause {
                    sentence: number as u32,
                    span: crate::span::Span { start: first.start, end: last.end },
                    main: clause.kind == Kind::Main,
                    kind: clause.kind.as_str(),
                    finite: Some(tokens[group.finite as usize].span()),
                    tense: group.tense,
                    modal: group.modal,
                    aspect: group.aspect(),
                    passive: group.passive,
                    negated: group.negated,
                    mood: if group.imperative { "imperative" } else { "indicative" },
                });
            }
        }
    }
}
