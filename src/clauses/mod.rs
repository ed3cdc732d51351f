//! Words to clauses: which verb is the main one, its tense and modality, and what the other clauses are to it.
//!
//! In: the units of an article. Out: the units' word classes, and a [`Clause`] for every verb, by sentence. To follow
//! a sentence: [`tokens`] cuts units into tokens, [`classes`] says what each can be, [`tagger`] what it is here ([`clitics`]: *'s*), [`stops`]
//! where something may be done; [`groups`] finds verb groups ([`auxiliaries`]: their later words; [`inversion`]: with the
//! subject inside; [`nouns`]: what is no verb), [`outline`] the clauses ([`opening`]: the words that open them; [`attach`]: the verbs in them; [`gap`]:
//! what stands between; [`nonfinite`], [`relatives`], [`asides`]: clauses without an opening word), and [`describe`] says of
//! each clause what the rules ask. Work per word is bounded.

mod asides;
mod attach;
mod auxiliaries;
pub mod classes;
mod clitics;
pub mod describe;
mod gap;
pub mod grammar;
pub mod groups;
mod inversion;
pub mod learn;
mod marks;
mod nonfinite;
mod nouns;
mod opening;
pub mod outline;
mod relatives;
mod scope;
mod stops;
mod suffix;
pub mod tagger;
pub mod tags;
pub mod tokens;

pub use classes::WordClasses;
pub use grammar::Grammar;
pub use scope::Scope;
pub use tagger::Tagger;

use crate::analysis::Clause;
use crate::lexicon::CLASSES;
use crate::pattern::parse::bits_of;
use crate::words::{Unit, Words};
use tags::Tag;

/// The clause layer, compiled.
pub struct ClauseRules {
    classes: WordClasses,
    tagger: Tagger,
    grammar: Grammar,
    /// For each tag the bits of [`CLASSES`] that it gives a unit.
    bits: [u32; tags::ROOM],
    /// The bits that tags give and take.
    tagged: u32,
}

/// A sentence that ends in a full stop gets a finite verb if the tagger's sum sinks by no more than this; by the second
/// number in a sentence of at least ten tokens, which is seldom a fragment.
const CONCEDE: [i32; 2] = [1500, 3000];

/// About as many words and marks as a clause has, for there to be room for clauses.
const WORDS_A_CLAUSE: usize = 6;

/// Buffers of one worker.
#[derive(Default)]
pub struct ClauseScratch {
    tokens: Vec<tokens::Token>,
    search: tagger::Search,
    stops: stops::Stops,
    groups: Vec<groups::Group>,
    stack: outline::Stack,
    outlines: Vec<outline::Outline>,
}

impl ClauseRules {
    /// Puts together what the files of `rules/clauses` say.
    pub fn new(classes: WordClasses, tagger: Tagger, grammar: Grammar) -> ClauseRules {
        let bits = std::array::from_fn(|tag: usize| class_bits(Tag(tag as u8)));
        ClauseRules { classes, tagger, grammar, bits, tagged: tagged() }
    }

    /// Word classes and the tagger, for learning.
    pub fn tagger(&self) -> (&WordClasses, &Tagger) {
        (&self.classes, &self.tagger)
    }

    /// The clauses of every sentence. Gives every unit the word class that it has here.
    pub fn find(&self, text: &str, words: &mut Words, scratch: &mut ClauseScratch, found: &mut Vec<Clause>) {
        let Words { units, sentences, .. } = words;
        found.reserve(units.len() / WORDS_A_CLAUSE);
        for (number, sentence) in sentences.iter().enumerate() {
            let units = &mut units[sentence.start as usize..sentence.end as usize];
            tokens::tokens(
                text,
                (units, sentence.start),
                (&self.classes, &self.grammar),
                &mut scratch.tokens,
            );
            self.tagger.tag(&self.classes, &mut scratch.tokens, &mut scratch.search);
            if scratch.tokens.len() > units.len() {
                clitics::find_be(&mut scratch.tokens);
            }
            self.outline(scratch);
            if scratch.outlines[0].verb.is_none() && self.should_have_verb(&mut scratch.tokens) {
                self.outline(scratch);
            }
            let ClauseScratch { tokens, groups, outlines, .. } = scratch;
            self.classify(tokens, units, sentence.start);
            let (grammar, number) = (&self.grammar, number as u32);
            describe::describe(describe::Sentence { number, tokens, groups, outlines, grammar }, found);
        }
    }

    /// The clauses of tagged tokens, as positions.
    fn outline(&self, scratch: &mut ClauseScratch) {
        let ClauseScratch { tokens, stops, groups, stack, outlines, .. } = scratch;
        stops.find(tokens);
        groups::groups(tokens, stops.verbs(), &self.grammar, groups);
        outline::outline(tokens, stops.clauses(), groups, (&self.classes, &self.grammar), stack, outlines);
    }

    /// Gives units, the first of which is number `first`, the word classes that their tokens have.
    fn classify(&self, tokens: &[tokens::Token], units: &mut [Unit], first: u32) {
        if tokens.len() == units.len() {
            for (unit, token) in units.iter_mut().zip(tokens) {
                unit.bits = unit.bits & !self.tagged | self.bits[token.tag.index()];
            }
            return;
        }
        // A word of two tokens has the classes of both.
        let mut last = u32::MAX;
        for token in tokens {
            let unit = &mut units[(token.unit - first) as usize];
            let kept = if token.unit == last { !0 } else { !self.tagged };
            unit.bits = unit.bits & kept | self.bits[token.tag.index()];
            last = token.unit;
        }
    }

    /// Finds a verb in a sentence that ends like one and seems to have none.
    fn should_have_verb(&self, tokens: &mut [tokens::Token]) -> bool {
        let most = CONCEDE[usize::from(tokens.len() > 9)];
        tokens.len() > 2
            && tokens.iter().rev().take(3).any(|t| t.tag == tags::STOP)
            && !matches!(tokens[tokens.len() - 1].tag, tags::NN | tags::NNS)
            && self.tagger.concede_verb(&self.classes, tokens, most)
    }
}

/// The bits of the classes that a word has by its tag; *negation* is a matter of the word itself.
fn tagged() -> u32 {
    let classes = CLASSES.iter().filter(|class| **class != "negation");
    classes.fold(0, |bits, class| bits | bits_of(class))
}

/// The bits of the classes that a tag gives a unit.
fn class_bits(tag: Tag) -> u32 {
    let names: &[&str] = match tag {
        tags::MD => &["modal"],
        tags::BE => &["be"],
        tags::BEB => &["be", "verb.base"],
        tags::BEN => &["be", "participle"],
        tags::BEG => &["be", "gerund"],
        tags::HV => &["have"],
        tags::DO => &["do"],
        tags::PRP | tags::EX | tags::W => &["pronoun"],
        tags::PRPS => &["pronoun", "determiner"],
        tags::DT => &["determiner"],
        tags::IN => &["preposition"],
        tags::CMP => &["subordinator"],
        tags::CC => &["conjunction"],
        tags::VBD => &["verb.past"],
        tags::VBP | tags::VBZ => &["verb.present"],
        tags::VB => &["verb.base"],
        tags::VBN => &["participle"],
        tags::VBG => &["gerund"],
        tags::RB | tags::RP => &["adverb"],
        _ => &[],
    };
    names.iter().fold(0, |bits, name| bits | bits_of(name))
}
