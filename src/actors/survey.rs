//! [`Survey`]: what can be said of each word of an article before any name is decided: its traits, and how it is
//! written elsewhere in the article.
//!
//! A word's traits are worked out when they are first asked for. Cost: one look at every unit for the forms seen,
//! then only words in and beside runs of capitals; what such a word is by itself is mostly remembered.

use super::ActorRules;
use super::evidence::{Evidence, Traits, traits as t};
use super::keys::KeyHash;
use super::looks::{Looks, NO_NAME};
use super::tables::kinds;
use crate::lexicon::{Lexicon, WordId};
use crate::pattern::Terrain;
use crate::table;
use crate::words::{Unit, Words, bits};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ops::Range;

/// How a sentence uses capitals.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// At its start and in names.
    Usual,
    /// *Biden Says He Will Not Run*
    Headline,
    /// *BIDEN SAYS HE WILL NOT RUN*
    Capitals,
}

pub(super) struct Survey<'a, 't> {
    pub(super) rules: &'a ActorRules,
    pub(super) terrain: Terrain<'t>,
    pub(super) words: &'t Words,
    pub(super) lexicon: &'t Lexicon,
    pub(super) looks: &'t Looks,
    /// For each unit the place of its traits in `traits`; [`UNSEEN`] for most.
    seen: Vec<Cell<u32>>,
    traits: RefCell<Vec<Traits>>,
    lower: Forms,
    capital: Forms,
}

/// A set of word forms.
#[derive(Default)]
struct Forms {
    known: Vec<u64>,
    unknown: HashSet<u64, KeyHash>,
}

impl Forms {
    fn add(&mut self, key: u64) {
        match self.known.get_mut((key >> 6) as usize) {
            Some(bits) => *bits |= 1 << (key & 63),
            None => {
                self.unknown.insert(key);
            }
        }
    }

    fn has(&self, key: u64) -> bool {
        match self.known.get((key >> 6) as usize) {
            Some(bits) => bits & 1 << (key & 63) != 0,
            None => self.unknown.contains(&key),
        }
    }
}

const UNSEEN: u32 = u32::MAX;

/// Word classes of closed sets: a capital on them says nothing but that a sentence begins.
// modal, be, have, do, pronoun, determiner, preposition, conjunction; negation, subordinator
pub(super) const FUNCTION: u32 = 0b1100_0000_1111_1111 << bits::FIRST_CLASS;

impl<'a, 't> Survey<'a, 't> {
    pub(super) fn new(
        rules: &'a ActorRules,
        terrain: Terrain<'t>,
        words: &'t Words,
        lexicon: &'t Lexicon,
        looks: &'t Looks,
    ) -> Survey<'a, 't> {
        let forms = || Forms { known: vec![0; lexicon.len() / 64 + 1], unknown: HashSet::default() };
        let mut survey = Survey {
            rules,
            terrain,
            words,
            lexicon,
            looks,
            seen: vec![Cell::new(UNSEEN); terrain.units.len()],
            traits: RefCell::default(),
            lower: forms(),
            capital: forms(),
        };
        for sentence in &words.sentences {
            let usual = survey.manner(sentence.clone()) == Manner::Usual;
            let mut inside = false;
            for at in sentence.clone() {
                let unit = survey.unit(at);
                if unit.is(bits::LOWER) {
                    let key = survey.key(unit);
                    survey.lower.add(key);
                } else if unit.is(bits::CAP) && inside && usual {
                    let key = survey.key(unit);
                    survey.capital.add(key);
                }
                // After a quotation mark or colon a capital may begin a sentence.
                inside = !unit.is(bits::MARK) || (inside && !unit.is(bits::QUOTE | bits::BREAK));
            }
        }
        survey
    }

    #[inline]
    pub(super) fn unit(&self, at: u32) -> Unit {
        self.terrain.units[at as usize]
    }

    pub(super) fn text(&self, at: u32) -> &'t str {
        self.unit(at).bare(self.terrain.text).of(self.terrain.text)
    }

    /// A number that two units share if they are the same word in any case; far apart for known and unknown words.
    pub(super) fn key(&self, unit: Unit) -> u64 {
        match unit.id {
            WordId::UNKNOWN => {
                let span = unit.bare(self.terrain.text);
                table::number(&self.terrain.text.as_bytes()[span.start as usize..], span.len()) | 1 << 63
            }
            id => u64::from(id.0),
        }
    }

    /// How a sentence uses capitals.
    pub(super) fn manner(&self, sentence: Range<u32>) -> Manner {
        let (mut capital, mut upper, mut lower, mut long) = (0u32, 0u32, 0u32, 0u32);
        for at in sentence {
            let unit = self.unit(at);
            let letters = unit.end - unit.start;
            if unit.is(bits::LOWER) {
                lower += 1;
                long += u32::from(letters >= 4);
                if long > 4 && long > capital {
                    return Manner::Usual;
                }
            } else if unit.is(bits::UPPER) {
                upper += u32::from(letters >= 2);
                capital += 1;
            } else if unit.is(bits::CAP) {
                capital += 1;
            }
        }
        match () {
            () if upper >= 3 && upper * 5 >= (capital + lower) * 4 => Manner::Capitals,
            () if capital >= 4 && long * 5 <= capital && capital * 2 >= lower * 3 => Manner::Headline,
            () => Manner::Usual,
        }
    }

    /// Whether a sentence is a line of figures, as in tables of results: *Leeds 2 Burnley 0*.
    pub(super) fn tabular(&self, sentence: Range<u32>) -> bool {
        let (mut numbers, mut lower, mut words) = (0u32, 0u32, 0u32);
        for at in sentence {
            let unit = self.unit(at);
            if !unit.is(bits::MARK) {
                words += 1;
                numbers += u32::from(unit.is(bits::NUMBER));
                lower += u32::from(unit.is(bits::LOWER));
                if lower > 8 && lower > words / 2 {
                    return false;
                }
            }
        }
        numbers >= 2 && numbers * 4 >= words && lower * 3 <= words
    }

    /// Whether a capital on the word says nothing: it is a function word or an ordinary one.
    pub(super) fn ordinary(&self, at: u32) -> bool {
        let (kinds, _) = self.kinds(at);
        self.unit(at).is(FUNCTION)
            || kinds & (kinds::NOUN | kinds::VERB | kinds::ADJECTIVE | kinds::ADVERB) != 0
    }

    /// Whether the article has a word only with a capital where no sentence begins: *ARSENAL* where it has *Arsenal*.
    pub(super) fn named(&self, at: u32) -> bool {
        let key = self.key(self.unit(at));
        self.capital.has(key) && !self.lower.has(key)
    }

    /// Whether a given name of two syllables begins at a unit after a surname: *Doo-hwan* of *Chun Doo-hwan*.
    pub(super) fn two_syllables(&self, at: u32) -> bool {
        let syllable = |at: u32, bit: u32| {
            let unit = self.unit(at);
            unit.is(bit) && self.is_in(unit, self.rules.lists.syllable)
        };
        at > 0
            && (at as usize) + 2 < self.terrain.units.len()
            && syllable(at, bits::CAP)
            && self.unit(at - 1).is(bits::CAP)
            && self.unit(at + 1).is(bits::GLUED)
            && self.unit(at + 1).span().of(self.terrain.text) == "-"
            && self.unit(at + 2).is(bits::GLUED)
            && syllable(at + 2, bits::LOWER)
    }

    /// The traits of a unit; [`t::EDGE`] outside of its sentence.
    pub(super) fn traits(&self, at: i64, sentence: &Range<u32>, manner: Manner) -> Traits {
        if at < i64::from(sentence.start) || at >= i64::from(sentence.end) {
            return t::EDGE;
        }
        let at = at as u32;
        let seen = &self.seen[at as usize];
        if seen.get() != UNSEEN {
            return self.traits.borrow()[seen.get() as usize];
        }
        let traits = self.look_around(at, sentence, manner);
        let mut all = self.traits.borrow_mut();
        seen.set(all.len() as u32);
        all.push(traits);
        traits
    }

    /// What a word is where it stands.
    fn look_around(&self, at: u32, sentence: &Range<u32>, manner: Manner) -> Traits {
        let unit = self.unit(at);
        let mut traits = 0;
        if unit.is(bits::MARK) {
            traits |= t::MARK
                | match unit.span().of(self.terrain.text) {
                    "-" | "‐" | "‑" => t::HYPHEN,
                    "," => t::COMMA,
                    "(" | "[" => t::OPEN,
                    ")" | "]" => t::CLOSE,
                    "." | "!" | "?" | ";" => t::STOP,
                    ":" => t::COLON,
                    _ if unit.is(bits::QUOTE) => t::QUOTE,
                    _ => 0,
                };
            return traits;
        }
        if unit.is(bits::CAP) {
            traits |= match manner {
                Manner::Usual => t::CAP,
                Manner::Headline => t::CAP | t::HEADLINE,
                Manner::Capitals => t::SHOUT,
            };
            if manner != Manner::Capitals && unit.is(bits::UPPER) {
                traits |= t::UPPER;
            }
            if unit.is(bits::INITIAL) {
                traits |= t::INITIAL;
            }
        }
        if unit.is(bits::LOWER) {
            traits |= t::LOWER;
        }
        if unit.is(bits::NUMBER | bits::ORDINAL | bits::DECADE) {
            traits |= t::NUMBER;
        }
        if unit.is(bits::YEAR) {
            traits |= t::YEAR;
        }
        if unit.is(bits::POSSESSIVE) {
            traits |= t::POSSESSIVE;
        }
        traits |= self.look(at).traits;
        for edge in self.terrain.chart.ending(at + 1) {
            if edge.start >= sentence.start {
                traits |= self.rules.evidence.list(edge.label);
            }
        }
        // *Lt.* and *Gen.* are titles with their stop.
        for edge in self.terrain.chart.starting(at) {
            if Some(edge.label) == self.rules.lists.title || Some(edge.label) == self.rules.lists.honorific {
                traits |= self.rules.evidence.list(edge.label);
            }
        }
        let classes = unit.bits >> bits::FIRST_CLASS;
        let mut rest = classes;
        while rest != 0 {
            traits |= Evidence::class(rest.trailing_zeros());
            rest &= rest - 1;
        }
        if unit.is(FUNCTION) {
            traits |= t::FUNCTION;
        }
        if unit.is(NO_NAME) {
            return traits;
        }
        let key = self.key(unit);
        if self.lower.has(key) {
            traits |= t::SEEN_LOWER;
        }
        if self.capital.has(key) {
            traits |= t::SEEN_CAPITAL;
        }
        // The *A.* of *A. Stewart* is no article.
        let initial = unit.is(bits::INITIAL)
            && at + 2 < sentence.end
            && self.unit(at + 1).is(bits::GLUED)
            && self.unit(at + 1).span().of(self.terrain.text) == "."
            && self.unit(at + 2).is(bits::CAP);
        if initial {
            let classes = (0..16).fold(0, |all, class| all | Evidence::class(class));
            traits &= !(t::FUNCTION | t::FREQUENT | t::NOUN | t::SEEN_LOWER | classes);
        }
        // *US* and *WHO* in a sentence that is not all capitals are no pronouns.
        let listed = t::STATE | t::LISTED_ORGANIZATION;
        if unit.is(bits::UPPER) && manner != Manner::Capitals && traits & listed != 0 {
            let classes = (0..16).fold(0, |all, class| all | Evidence::class(class));
            traits &= !(t::FUNCTION | t::NOUN | t::VERB | t::ADJECTIVE | t::ADVERB | t::FREQUENT | classes);
            traits |= t::UNKNOWN;
        }
        traits
    }
}
