//! [`Survey`]: what can be said of each word of an article before any name is decided: its traits, and how it is
//! written elsewhere in the article.
//!
//! A word's traits are worked out when they are first asked for. Cost: one look at every unit for the forms seen,
//! then only words in and beside runs of capitals; what such a word is by itself is mostly remembered.

use super::ActorRules;
use super::evidence::{Evidence, Traits, traits as t};
use super::keys::KeyHash;
use super::tables::kinds;
use crate::analysis::ActorType;
use crate::eight::Eight;
use crate::lexicon::{self, Lexicon, WordId};
use crate::pattern::Terrain;
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
    lexicon: &'t Lexicon,
    looks: &'t Looks,
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

/// The bits that what a word is by itself depends on.
const TELLING: u32 = NO_NAME | FUNCTION | bits::WORD | bits::POSSESSIVE;

/// What words are by themselves, whatever stands beside them: for the words that one worker has seen last. Its size
/// is fixed, and what it has forgotten is looked up again.
pub(super) struct Looks(Vec<Cell<Look>>);

/// What one word is by itself.
#[derive(Clone, Copy, Default)]
struct Look {
    /// A hash of the word as it is written and of its [`TELLING`] bits.
    key: u64,
    traits: Traits,
    kinds: u8,
    /// Whether it is a plural by its ending.
    plural: bool,
}

impl Default for Looks {
    fn default() -> Looks {
        Looks(vec![Cell::default(); 1 << Looks::BITS])
    }
}

impl Looks {
    const BITS: u32 = 12;

    /// The word with this key, or what it is found to be.
    fn get(&self, key: u64, find: impl FnOnce() -> Look) -> Look {
        let place = &self.0[(key >> (u64::BITS - Looks::BITS)) as usize];
        if place.get().key != key {
            place.set(find());
        }
        place.get()
    }
}

/// Word classes of closed sets: a capital on them says nothing but that a sentence begins.
// modal, be, have, do, pronoun, determiner, preposition, conjunction; negation, subordinator
pub(super) const FUNCTION: u32 = 0b1100_0000_1111_1111 << bits::FIRST_CLASS;

/// Of these only the lists say anything.
const NO_NAME: u32 = bits::LOWER | bits::NUMBER | bits::ORDINAL | bits::DECADE;

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
                lexicon::key(&self.terrain.text.as_bytes()[span.start as usize..], span.len()) | 1 << 63
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

    /// What the lists say of a word, or of the word that it is a form of; whether it is a plural by its ending.
    pub(super) fn kinds(&self, at: u32) -> (u8, bool) {
        let look = self.look(at);
        (look.kinds, look.plural)
    }

    /// What a word is by itself.
    fn look(&self, at: u32) -> Look {
        const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
        let unit = self.unit(at);
        let span = unit.bare(self.terrain.text);
        let bytes = self.terrain.text.as_bytes();
        let key = span.range().step_by(8).fold(u64::from(unit.bits & TELLING), |key, at| {
            let eight = Eight::at(bytes, at).first(span.end as usize - at);
            (key.rotate_left(23) ^ eight.number()).wrapping_mul(GOLDEN)
        });
        // 0 is a free place.
        let key = key | 1;
        self.looks.get(key, || {
            let (kinds, plural) = self.look_for_kinds(at);
            let mut traits = 0;
            for member in self.terrain.vocabulary.members(unit.id) {
                let bit = self.rules.evidence.list(member.label);
                if bit != 0 && self.terrain.vocabulary.fits(*member, unit, self.terrain.text) {
                    traits |= bit;
                }
            }
            if !unit.is(NO_NAME) {
                traits |= self.name_traits(at, unit, kinds, plural);
            }
            Look { key, traits, kinds, plural }
        })
    }

    fn look_for_kinds(&self, at: u32) -> (u8, bool) {
        const ORDINARY: u8 = kinds::NOUN | kinds::VERB | kinds::ADJECTIVE | kinds::ADVERB;
        let unit = self.unit(at);
        let tables = &self.rules.tables;
        let own = tables.kinds(unit.id);
        if own & ORDINARY != 0 || !unit.is(bits::WORD) {
            return (own, false);
        }
        let text = self.text(at);
        if !text.is_ascii() || text.len() < 4 {
            return (own, false);
        }
        let find = |base: &str, more: &str| {
            let mut word = [0; 24];
            let len = base.len() + more.len();
            if base.len() < 2 || len > word.len() {
                return 0;
            }
            word[..base.len()].copy_from_slice(base.as_bytes());
            word[base.len()..len].copy_from_slice(more.as_bytes());
            let word = std::str::from_utf8(&word[..len]).expect("ASCII");
            tables.kinds(self.lexicon.find(word))
        };
        let lower = |suffix: &str| {
            let cut = text.len() - suffix.len();
            text.is_char_boundary(cut) && text[cut..].eq_ignore_ascii_case(suffix)
        };
        let stem = |suffix: &str| &text[..text.len() - suffix.len()];
        let (mut found, mut plural) = (0, false);
        if lower("ies") {
            found = find(stem("ies"), "y");
            plural = found & ORDINARY != 0;
        }
        if found == 0 && lower("s") && !lower("ss") {
            found = find(stem("s"), "") & (kinds::NOUN | kinds::VERB | kinds::FREQUENT);
            if found == 0 && lower("es") {
                found = find(stem("es"), "") & (kinds::NOUN | kinds::VERB | kinds::FREQUENT);
            }
            plural = found & kinds::NOUN != 0;
        }
        for suffix in ["ed", "ing"] {
            if found == 0 && lower(suffix) {
                let base = stem(suffix);
                found = find(base, "") | find(base, "e");
                let bytes = base.as_bytes();
                if found & kinds::VERB == 0
                    && bytes.len() > 3
                    && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
                {
                    found = find(&base[..base.len() - 1], "");
                }
                found &= kinds::VERB;
            }
        }
        if found == 0 && lower("ly") {
            found = if find(stem("ly"), "") & kinds::ADJECTIVE != 0 { kinds::ADVERB } else { 0 };
        }
        (own | found, plural)
    }

    /// Whether a capital on the word says nothing: it is a function word or an ordinary one.
    pub(super) fn ordinary(&self, at: u32) -> bool {
        let (kinds, _) = self.kinds(at);
        self.unit(at).is(FUNCTION)
            || kinds & (kinds::NOUN | kinds::VERB | kinds::ADJECTIVE | kinds::ADVERB) != 0
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
        // *US* and *WHO* in a sentence that is not all capitals are no pronouns.
        let listed = t::STATE | t::LISTED_ORGANIZATION;
        if unit.is(bits::UPPER) && manner != Manner::Capitals && traits & listed != 0 {
            let classes = (0..16).fold(0, |all, class| all | Evidence::class(class));
            traits &= !(t::FUNCTION | t::NOUN | t::VERB | t::ADJECTIVE | t::ADVERB | t::FREQUENT | classes);
            traits |= t::UNKNOWN;
        }
        traits
    }

    /// What only matters of words that may be part of a name.
    fn name_traits(&self, at: u32, unit: Unit, kinds: u8, plural: bool) -> Traits {
        let pick = |kind: u8, bit: Traits| if kinds & kind != 0 { bit } else { 0 };
        let mut traits = pick(kinds::NOUN, t::NOUN)
            | pick(kinds::VERB, t::VERB)
            | pick(kinds::ADJECTIVE, t::ADJECTIVE)
            | pick(kinds::ADVERB, t::ADVERB)
            | pick(kinds::FREQUENT, t::FREQUENT);
        let word = kinds & kinds::WORD != 0;
        traits |= pick(kinds::GIVEN, if word { t::GIVEN_WORD } else { t::GIVEN });
        traits |= pick(kinds::SURNAME, if word { t::SURNAME_WORD } else { t::SURNAME });
        let ordinary = kinds::NOUN | kinds::VERB | kinds::ADJECTIVE | kinds::ADVERB;
        if kinds & ordinary == 0 && !unit.is(FUNCTION) {
            traits |= t::UNKNOWN;
        }
        if plural {
            traits |= t::PLURAL;
        }
        let text = self.text(at);
        if text.len() <= 3 {
            traits |= t::SHORT;
        }
        if text.len() > 3 && text.bytes().skip(1).any(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
            let lower = text.bytes().any(|b| b.is_ascii_lowercase());
            if lower || text.bytes().any(|b| b.is_ascii_digit()) {
                traits |= t::MIXED;
            }
        }
        if text.contains('.') {
            traits |= t::DOTTED;
        }
        traits |= self.rules.endings.of(text);
        let single = &self.terrain.units[at as usize..at as usize + 1];
        if self.rules.tables.names.begins(unit.id) {
            self.rules.tables.names.each(single, self.terrain.text, |phrase, _| {
                let alias = &self.rules.tables.aliases[phrase.entry as usize];
                let kind = self.rules.tables.actors[alias.actor as usize].kind;
                traits |= match kind {
                    ActorType::State => t::STATE,
                    ActorType::Place => t::LISTED_PLACE,
                    ActorType::People => t::LISTED_PEOPLE,
                    ActorType::Organization => t::LISTED_ORGANIZATION,
                    ActorType::Person => t::LISTED_PERSON,
                };
            });
        }
        traits
    }
}
