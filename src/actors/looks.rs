//! [`Looks`]: what words are by themselves, whatever stands beside them: their lists, their kinds, and what their
//! letters say of a name.
//!
//! Names and the words beside them come again and again, so that each worker keeps what it found of the last ones.

use super::features::{Traits, traits as t};
use super::markets::is_share_code;
use super::survey::{FUNCTION, Survey};
use super::tables::kinds;
use crate::analysis::ActorType;
use crate::eight::Eight;
use crate::words::{Unit, bits};
use std::cell::Cell;

/// What is known of the words that one worker has seen last. Its size is fixed, and what it has forgotten is looked up
/// again.
pub(super) struct Looks(Vec<Cell<Look>>);

/// What one word is by itself.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    /// A hash of the word as it is written and of its [`TELLING`] bits.
    key: u64,
    pub(super) traits: Traits,
    pub(super) kinds: u8,
    /// Whether it is a plural by its ending.
    pub(super) plural: bool,
    /// Whether it is the code of a share: *TSLA.O*.
    pub(super) share_code: bool,
    /// Whether it is a capital and figures: *A3*.
    pub(super) figured: bool,
}

impl Default for Looks {
    fn default() -> Looks {
        Looks(vec![Cell::default(); 1 << Looks::BITS])
    }
}

impl Looks {
    const BITS: u32 = 14;

    /// The word with this key, or what it is found to be.
    fn get(&self, key: u64, find: impl FnOnce() -> Look) -> Look {
        let place = &self.0[(key >> (u64::BITS - Looks::BITS)) as usize];
        if place.get().key != key {
            place.set(find());
        }
        place.get()
    }
}

/// Of these only the lists say anything.
pub(super) const NO_NAME: u32 = bits::LOWER | bits::NUMBER | bits::ORDINAL | bits::DECADE;

/// The bits that what a word is by itself depends on.
const TELLING: u32 = NO_NAME | FUNCTION | bits::WORD | bits::POSSESSIVE;

impl Survey<'_, '_> {
    /// What the lists say of a word, or of the word that it is a form of.
    pub(super) fn kinds(&self, at: u32) -> u8 {
        self.look(at).kinds
    }

    /// What a word is by itself.
    pub(super) fn look(&self, at: u32) -> Look {
        const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
        let unit = self.unit(at);
        let span = unit.bare(self.terrain.text);
        let (bytes, mut at_byte, end) =
            (self.terrain.text.as_bytes(), span.start as usize, span.end as usize);
        // Multiplied, so that no bits look like other letters: *Asher's* is not *Ashes*.
        let mut key = u64::from(unit.bits & TELLING).wrapping_mul(GOLDEN);
        while at_byte < end {
            let eight = Eight::at(bytes, at_byte).first(end - at_byte);
            key = (key.rotate_left(23) ^ eight.number()).wrapping_mul(GOLDEN);
            at_byte += 8;
        }
        // 0 is a free place.
        let key = key | 1;
        self.looks.get(key, || {
            let (kinds, plural) = self.look_for_kinds(at);
            let mut traits = self.listed(unit);
            if !unit.is(NO_NAME) {
                traits |= self.name_traits(at, unit, kinds, plural);
            }
            let share_code = !unit.is(bits::POSSESSIVE) && is_share_code(self.text(at));
            let figured = is_figured(self.text(at).as_bytes());
            Look { key, traits, kinds, plural, share_code, figured }
        })
    }

    /// The lists that a word is in.
    #[inline]
    pub(super) fn listed(&self, unit: Unit) -> Traits {
        let listed = self.rules.evidence.listed(unit.id);
        if listed.exact { self.listed_as_written(unit) } else { listed.traits }
    }

    #[cold]
    fn listed_as_written(&self, unit: Unit) -> Traits {
        let vocabulary = self.terrain.vocabulary;
        let members = vocabulary.members(unit.id).iter();
        let fits = members.filter(|m| vocabulary.fits(**m, unit, self.terrain.text));
        fits.fold(0, |traits, m| traits | self.rules.evidence.list(m.label))
    }

    fn look_for_kinds(&self, at: u32) -> (u8, bool) {
        let unit = self.unit(at);
        let tables = &self.rules.tables;
        let own = tables.kinds(unit.id);
        if own & kinds::ORDINARY != 0 || !unit.is(bits::WORD) {
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
            plural = found & kinds::ORDINARY != 0;
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
        if kinds & kinds::ORDINARY == 0 && !unit.is(FUNCTION) {
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

/// *A3*, *M25*
fn is_figured(word: &[u8]) -> bool {
    matches!(word, [b'A'..=b'Z', first, rest @ ..] if first.is_ascii_digit() && rest.iter().all(u8::is_ascii_digit))
}
