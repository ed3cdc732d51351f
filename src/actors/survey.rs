//! [`Survey`]: what can be said of each word of an article before any name is decided: its traits, and how it is
//! written elsewhere in the article.
//!
//! Cost: one look at every unit for the forms seen; traits are asked for only of words in and beside runs of capitals,
//! and what such a word is by itself is mostly remembered.

use super::ActorRules;
use super::evidence::Evidence;
use super::features::{Traits, traits as t};
use super::lists::list;
use super::looks::{Looks, NO_NAME};
use super::tables::kinds;
use crate::eight::Eight;
use crate::keys::KeyHash;
use crate::lexicon::{Lexicon, WordId};
use crate::pattern::Terrain;
use crate::table;
use crate::words::{Unit, Words, bits};
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
    /// How each sentence uses capitals.
    manners: Vec<Manner>,
    /// The units at which a name may begin, by themselves.
    pub(super) starts: Vec<u32>,
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
            manners: Vec::with_capacity(words.sentences.len()),
            starts: Vec::with_capacity(terrain.units.len() / 5),
            lower: forms(),
            capital: forms(),
        };
        for sentence in &words.sentences {
            let units = &terrain.units[sentence.start as usize..sentence.end as usize];
            let manner = manner(units);
            survey.manners.push(manner);
            let usual = manner == Manner::Usual;
            let mut inside = false;
            for (&unit, at) in units.iter().zip(sentence.clone()) {
                let small = rules.begins_small.contains(unit.id);
                if unit.is(bits::LOWER) {
                    survey.lower.add(survey.key(unit));
                    if small || has_upper(terrain.text.as_bytes(), unit) {
                        survey.starts.push(at);
                    }
                } else if unit.is(bits::MARK) {
                    if small {
                        survey.starts.push(at);
                    }
                    // After a quotation mark or colon a capital may begin a sentence.
                    inside &= !unit.is(bits::QUOTE | bits::BREAK);
                    continue;
                } else {
                    if unit.is(bits::CAP) && inside && usual {
                        survey.capital.add(survey.key(unit));
                    }
                    if small || unit.is(bits::CAP) || mixed(terrain.text, unit) {
                        survey.starts.push(at);
                    }
                }
                inside = true;
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
    pub(super) fn manner(&self, sentence: u32) -> Manner {
        self.manners[sentence as usize]
    }

    /// Whether a sentence is a line of figures, as in tables of results: *Leeds 2 Burnley 0*.
    pub(super) fn tabular(&self, sentence: Range<u32>) -> bool {
        let (mut numbers, mut lower, mut words) = (0u32, 0u32, 0u32);
        for unit in &self.terrain.units[sentence.start as usize..sentence.end as usize] {
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
        self.unit(at).is(FUNCTION) || self.kinds(at) & kinds::ORDINARY != 0
    }

    /// Whether the article has a word only with a capital where no sentence begins: *ARSENAL* where it has *Arsenal*.
    pub(super) fn named(&self, at: u32) -> bool {
        let key = self.key(self.unit(at));
        self.capital.has(key) && !self.lower.has(key)
    }

    /// Whether a given name of two syllables begins at a unit after a surname: *Doo-hwan* of *Chun Doo-hwan*.
    pub(super) fn two_syllables(&self, at: u32) -> bool {
        let syllable = |unit: Unit| self.is_in(unit, list::SYLLABLE);
        let first = self.unit(at);
        if !first.is(bits::CAP) || !syllable(first) || at == 0 {
            return false;
        }
        let Some(&[hyphen, second]) = self.terrain.units.get(at as usize + 1..at as usize + 3) else {
            return false;
        };
        self.unit(at - 1).is(bits::CAP)
            && hyphen.is(bits::GLUED)
            && hyphen.span().of(self.terrain.text) == "-"
            && second.is(bits::GLUED)
            && second.is(bits::LOWER)
            && syllable(second)
    }

    /// The traits of a unit of a sentence.
    pub(super) fn traits(&self, at: u32, sentence: &Range<u32>, manner: Manner) -> Traits {
        let unit = self.unit(at);
        if unit.is(bits::MARK) {
            return self.mark(unit);
        }
        if unit.is(bits::LOWER) {
            let function = if unit.is(FUNCTION) { t::FUNCTION } else { 0 };
            let possessive = if unit.is(bits::POSSESSIVE) { t::POSSESSIVE } else { 0 };
            let classes = Evidence::classes(unit.bits >> bits::FIRST_CLASS);
            let phrases = self.phrases(at, sentence);
            return t::LOWER | function | possessive | classes | phrases | self.listed(unit);
        }
        let own = if unit.is(NO_NAME) { self.listed(unit) } else { self.look(at).traits };
        self.traits_of(at, own, sentence, manner)
    }

    /// The lists of which an entry of several words ends with a unit, and titles that begin with it: *Lt.* and *Gen.*
    /// are titles with their stop.
    #[inline]
    fn phrases(&self, at: u32, sentence: &Range<u32>) -> Traits {
        let mut traits = 0;
        for edge in self.terrain.chart.ending(at + 1) {
            if edge.start >= sentence.start {
                traits |= self.rules.evidence.list(edge.label);
            }
        }
        for edge in self.terrain.chart.starting(at) {
            if self.rules.lists.titles(edge.label) {
                traits |= self.rules.evidence.list(edge.label);
            }
        }
        traits
    }

    /// The traits of a mark.
    pub(super) fn mark(&self, unit: Unit) -> Traits {
        t::MARK
            | match only(unit.span().of(self.terrain.text)) {
                Some('-' | '‐' | '‑') => t::HYPHEN,
                Some(',') => t::COMMA,
                Some('(' | '[') => t::OPEN,
                Some(')' | ']') => t::CLOSE,
                Some('.' | '!' | '?' | ';') => t::STOP,
                Some(':') => t::COLON,
                _ if unit.is(bits::QUOTE) => t::QUOTE,
                _ => 0,
            }
    }

    /// What a word is where it stands; `own` is what it is by itself.
    pub(super) fn traits_of(&self, at: u32, own: Traits, sentence: &Range<u32>, manner: Manner) -> Traits {
        let unit = self.unit(at);
        let mut traits = own;
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
        let pick = |bits: u32, bit: Traits| if unit.is(bits) { bit } else { 0 };
        traits |= pick(bits::LOWER, t::LOWER)
            | pick(bits::NUMBER | bits::ORDINAL | bits::DECADE, t::NUMBER)
            | pick(bits::YEAR, t::YEAR)
            | pick(bits::POSSESSIVE, t::POSSESSIVE)
            | pick(FUNCTION, t::FUNCTION)
            | Evidence::classes(unit.bits >> bits::FIRST_CLASS)
            | self.phrases(at, sentence);
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
        let classes = Evidence::classes(u32::from(u16::MAX));
        // The *A.* of *A. Stewart* is no article.
        let initial = unit.is(bits::INITIAL)
            && at + 2 < sentence.end
            && self.unit(at + 1).is(bits::GLUED)
            && self.unit(at + 1).span().of(self.terrain.text) == "."
            && self.unit(at + 2).is(bits::CAP);
        if initial {
            traits &= !(t::FUNCTION | t::FREQUENT | t::NOUN | t::SEEN_LOWER | classes);
        }
        // *US* and *WHO* in a sentence that is not all capitals are no pronouns.
        let listed = t::STATE | t::LISTED_ORGANIZATION;
        if unit.is(bits::UPPER) && manner != Manner::Capitals && traits & listed != 0 {
            traits &= !(t::FUNCTION | t::NOUN | t::VERB | t::ADJECTIVE | t::ADVERB | t::FREQUENT | classes);
            traits |= t::UNKNOWN;
        }
        traits
    }
}

/// The character that is all of a text.
#[inline]
pub(super) fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.as_str().is_empty())
}

/// Whether a word that begins with no capital has one later, as *6PR*, *iPhone*, *3M* do.
#[inline]
pub(super) fn mixed(text: &str, unit: Unit) -> bool {
    !unit.is(bits::MARK | bits::NUMBER | bits::ORDINAL | bits::DECADE)
        && unit.end - unit.start >= 2
        && has_upper(text.as_bytes(), unit)
}

/// Whether an ASCII upper-case letter is in a unit.
#[inline]
fn has_upper(bytes: &[u8], unit: Unit) -> bool {
    let (start, end) = (unit.start as usize, unit.end as usize);
    let upper = |at: usize| {
        let eight = Eight::at(bytes, at);
        eight.may_have_upper(end - at) && eight.first(end - at).has_upper()
    };
    upper(start) || (end - start > 8 && (start + 8..end).step_by(8).any(upper))
}

/// How a sentence uses capitals.
fn manner(units: &[Unit]) -> Manner {
    let (mut capital, mut upper, mut lower, mut long) = (0u32, 0u32, 0u32, 0u32);
    for unit in units {
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
