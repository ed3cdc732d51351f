//! [`Lists`]: which of the lists that finding names needs a word is in, as one number a word.

use super::survey::Survey;
use crate::lexicon::WordId;
use crate::pattern::Vocabulary;
use crate::words::Unit;

/// The lists, each a bit.
pub(super) mod list {
    /// Declares the lists and their names.
    macro_rules! lists {
        ($($constant:ident $name:literal),* $(,)?) => {
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            #[repr(u8)]
            enum Bit { $($constant),* }
            $(pub const $constant: u32 = 1 << (Bit::$constant as u8);)*
            pub const NAMES: &[&str] = &[$($name),*];
        };
    }

    lists! {
        TITLE "title", HONORIFIC "honorific", CONNECTOR "name-connector", OPENING "name-opening",
        ABBREVIATION "name-abbreviation", GOVERNMENT "name.government", NO_ACTOR "no-actor",
        INCORPORATED "name-incorporated", OF_PERSONS "name-particle", SAY "name.say",
        CALENDAR "name.calendar", BODY "body-of-state", FORMER "title-former", MODIFIER "title-modifier",
        PERSON_NOUN "name.person-noun", ORGANIZATION_NOUN "name.organization-noun",
        PLACE_NOUN "name.place-noun", OTHER_NOUN "name.other-noun", NO_ACTOR_NAME "no-actor-name",
        NO_ACTOR_WORD "no-actor-word", BODY_NOUN "body-noun", THING_HEAD "thing-head", NO_NAME "name.no-name",
        SYLLABLE "name-syllable", HEAD_OF_BODY "name.body", HEAD_OF_ASSOCIATION "name.association",
        HEAD_OF_SCHOOL "name.school", HEAD_OF_COMPANY "name.company", HEAD_OF_BANK "name.money",
        HEAD_OF_FORCE "name.force", HEAD_OF_PAPER "name.media",
    }

    /// Nouns for persons, organisations, places and other things.
    pub const NOUNS: [u32; 4] = [PERSON_NOUN, ORGANIZATION_NOUN, PLACE_NOUN, OTHER_NOUN];
    /// Last words of names of bodies, associations and schools.
    pub const HEADS_OF_BODIES: u32 = HEAD_OF_BODY | HEAD_OF_ASSOCIATION | HEAD_OF_SCHOOL;
    /// Last words of names of organisations.
    pub const HEADS: u32 = HEADS_OF_BODIES | HEAD_OF_COMPANY | HEAD_OF_BANK | HEAD_OF_FORCE | HEAD_OF_PAPER;
    /// Words for what is no actor, whatever stands before them.
    pub const NO_ACTORS: u32 = NO_ACTOR | NO_ACTOR_NAME | NO_ACTOR_WORD;
    /// Words that are titles by themselves.
    pub const TITLES: u32 = TITLE | HONORIFIC;
}

/// The lists of words, and the labels of what stands over several.
pub(crate) struct Lists {
    pub(super) title: Option<u16>,
    pub(super) honorific: Option<u16>,
    /// The labels of mentions, by kind.
    pub(super) mentions: [Option<u16>; 5],
    pub(super) actor: Option<u16>,
    /// For each word of rules the lists that it is in.
    of_word: Vec<u32>,
}

impl Lists {
    /// Notes for every word which lists it is in.
    pub(super) fn new(vocabulary: &Vocabulary) -> Lists {
        let label = |name: &str| vocabulary.label(name);
        let mut bits = vec![0; vocabulary.labels()];
        for (bit, name) in list::NAMES.iter().enumerate() {
            if let Some(label) = label(name) {
                bits[usize::from(label)] = 1 << bit;
            }
        }
        let of = |members: &[crate::pattern::vocabulary::Member]| {
            members.iter().fold(0, |lists, m| lists | bits[usize::from(m.label)])
        };
        Lists {
            title: label("title"),
            honorific: label("honorific"),
            mentions: ["<person>", "<organization>", "<state>", "<place>", "<people>"].map(label),
            actor: label("<actor>"),
            of_word: vocabulary.words_with_members().map(of).collect(),
        }
    }

    /// The lists of a word, bits of [`list`].
    #[inline]
    pub(super) fn of(&self, word: WordId) -> u32 {
        self.of_word.get(word.index()).copied().unwrap_or(0)
    }

    /// The words in one of some lists.
    pub(super) fn words_in(&self, lists: u32) -> impl Iterator<Item = WordId> {
        (0..).zip(&self.of_word).filter(move |(_, of)| **of & lists != 0).map(|(id, _)| WordId(id))
    }

    /// Whether entries of a label are titles or honorifics.
    #[inline]
    pub(super) fn titles(&self, label: u16) -> bool {
        Some(label) == self.title || Some(label) == self.honorific
    }
}

impl Survey<'_, '_> {
    /// Whether a word is in one of some lists, bits of [`list`].
    #[inline]
    pub(super) fn is_in(&self, unit: Unit, lists: u32) -> bool {
        self.rules.lists.of(unit.id) & lists != 0
    }
}
