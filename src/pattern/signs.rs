//! [`Signs`]: what patterns ask for at one place, as bits.
//!
//! In: the [`Set`]s of words, lists, mentions and classes that patterns need in a sentence, or those that one of their
//! sides begins with. Out: a [`Sign`] for each, and for every unit the signs of the sets that it is in. The rarest sets
//! share signs: one that is there may mislead, one that is missing does not. So most candidates fall by a look at a few
//! bits.

use super::cut::{cost_of_class, cost_of_list};
use super::parse::Node;
use super::vocabulary::VocabularyBuilder;
use crate::lexicon::WordId;
use std::collections::BTreeMap;
use std::ops::BitOrAssign;

/// The signs of a unit, or of all units of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs([u64; 2]);

/// One of the bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sign(u8);

impl Sign {
    /// The one that every place has.
    pub const ALWAYS: Sign = Sign(0);
}

impl Signs {
    /// Whether a sign is among them.
    #[inline]
    pub fn have(&self, sign: Sign) -> bool {
        self.0[usize::from(sign.0 / 64 % 2)] >> (sign.0 % 64) & 1 != 0
    }
}

impl Default for Signs {
    fn default() -> Self {
        Signs([1, 0])
    }
}

impl From<Sign> for Signs {
    fn from(sign: Sign) -> Self {
        let mut signs = Signs::default();
        signs.0[usize::from(sign.0 / 64)] |= 1 << (sign.0 % 64);
        signs
    }
}

impl BitOrAssign for Signs {
    #[inline]
    fn bitor_assign(&mut self, other: Signs) {
        let ([a, b], [c, d]) = (self.0, other.0);
        self.0 = [a | c, b | d];
    }
}

/// What a place begins with: all that a quick look can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// Anything, or nothing at all.
    #[default]
    Any,
    /// This word.
    Word(WordId),
    /// Something with this sign.
    Sign(Sign),
}

/// One of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Set {
    /// Words, sorted.
    pub words: Vec<WordId>,
    /// Lists and mentions, sorted.
    pub labels: Vec<u16>,
    /// Bits of units.
    pub classes: u32,
    /// Whether start or end of the sentence will do.
    pub outside: bool,
}

impl Set {
    /// What an element can be that is one of something; `None` if it may be anything.
    pub fn of(node: &Node) -> Option<Set> {
        Some(match node {
            Node::Words(ids) => {
                let mut words = ids.clone();
                words.sort();
                Set { words, ..Set::default() }
            }
            Node::Exact(id, _) => Set { words: vec![*id], ..Set::default() },
            Node::Label { label, .. } => Set { labels: vec![*label], ..Set::default() },
            Node::Class { bits, .. } => Set { classes: *bits, ..Set::default() },
            _ => return None,
        })
    }

    /// The word that it is, if it is but one.
    pub fn word(&self) -> Option<WordId> {
        let Set { words, labels, classes, outside } = self;
        match words[..] {
            [word] if labels.is_empty() && *classes == 0 && !outside => Some(word),
            _ => None,
        }
    }

    /// Takes all of another set in.
    pub fn extend(&mut self, other: &Set) {
        self.words.extend(&other.words);
        self.words.sort();
        self.words.dedup();
        self.labels.extend(&other.labels);
        self.labels.sort();
        self.labels.dedup();
        self.classes |= other.classes;
        self.outside |= other.outside;
    }

    /// About how often one of them comes up in a million words.
    pub fn frequency(&self, vocabulary: &VocabularyBuilder) -> u64 {
        let words: u64 = self.words.iter().map(|id| vocabulary.frequency(*id)).sum();
        let labels: u64 = self.labels.iter().map(|label| cost_of_list(*label, vocabulary)).sum();
        words + labels + if self.classes == 0 { 0 } else { cost_of_class(self.classes) }
    }
}

/// The sign of every set that some pattern has.
#[derive(Default)]
pub struct SignsOfSets(BTreeMap<Set, Sign>);

/// Signs beside the one that is always there.
const SIGNS: usize = 127;
/// Sets with a sign of their own; those that are rarer share what is left.
const OWN: usize = 80;

impl SignsOfSets {
    /// Takes a set, which gets its sign in [`SignsOfSets::number`].
    pub fn add(&mut self, set: Set) {
        self.0.entry(set).or_default();
    }

    /// Gives the sets their signs.
    pub fn number(&mut self, vocabulary: &VocabularyBuilder) {
        let mut sets: Vec<(u64, &mut Sign)> =
            self.0.iter_mut().map(|(set, sign)| (set.frequency(vocabulary), sign)).collect();
        // The most frequent first: they would spoil a sign that they share.
        sets.sort_by_key(|(frequency, _)| std::cmp::Reverse(*frequency));
        for (place, (_, sign)) in sets.into_iter().enumerate() {
            let place = if place < OWN { place } else { OWN + place % (SIGNS - OWN) };
            *sign = Sign(1 + place as u8);
        }
    }

    /// The sign of a set that was added.
    pub fn sign(&self, set: &Set) -> Sign {
        self.0[set]
    }

    /// What stands for a set in a quick look.
    pub fn start(&self, set: &Set) -> Start {
        match set.word() {
            Some(word) => Start::Word(word),
            None => Start::Sign(self.sign(set)),
        }
    }

    /// What gives places their signs: words, and the rest.
    pub fn build(&self, vocabulary: &VocabularyBuilder) -> (BTreeMap<WordId, Signs>, Givers) {
        let mut of_words: BTreeMap<WordId, Signs> = BTreeMap::new();
        let mut givers = Givers::default();
        for (set, sign) in &self.0 {
            let signs = Signs::from(*sign);
            let lists =
                set.labels.iter().flat_map(|label| vocabulary.list(*label).0.iter().map(|(id, _)| id));
            set.words.iter().chain(lists).for_each(|id| *of_words.entry(*id).or_default() |= signs);
            for label in set.labels.iter().map(|label| usize::from(*label)) {
                let length = givers.of_label.len().max(label + 1);
                givers.of_label.resize(length, Signs::default());
                givers.of_label[label] |= signs;
            }
            if set.classes != 0 {
                givers.of_sign[usize::from(sign.0)] |= set.classes;
                givers.of_class.push((set.classes, signs));
            }
            if set.outside {
                givers.outside |= signs;
            }
        }
        (of_words, givers)
    }
}

/// What gives units their signs, beside words.
pub struct Givers {
    of_label: Vec<Signs>,
    /// For each sign the bits of units that give it.
    of_sign: [u32; SIGNS + 1],
    /// The classes that give signs.
    of_class: Vec<(u32, Signs)>,
    /// The signs of the places before and after a sentence.
    pub outside: Signs,
}

impl Default for Givers {
    fn default() -> Self {
        let (of_label, of_class, outside) = Default::default();
        Givers { of_label, of_sign: [0; SIGNS + 1], of_class, outside }
    }
}

impl Givers {
    /// The signs that an edge gives to the units at its ends.
    #[inline]
    pub fn of_edge(&self, label: u16) -> Signs {
        self.of_label.get(usize::from(label)).copied().unwrap_or_default()
    }

    /// The bits of units that have a sign.
    #[inline]
    pub fn bits_with(&self, sign: Sign) -> u32 {
        self.of_sign[usize::from(sign.0)]
    }

    /// The signs of units that have these bits between them.
    pub fn of_bits(&self, bits: u32) -> Signs {
        let mut signs = Signs::default();
        let of_class = self.of_class.iter().filter(|(class, _)| bits & class != 0);
        of_class.for_each(|(_, of_class)| signs |= *of_class);
        signs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_signs_of_all_their_sets_however_many_there_are() {
        let mut vocabulary = VocabularyBuilder::default();
        let words: Vec<WordId> = (0..600).map(|n| vocabulary.split(&format!("word{n}"))[0]).collect();
        let sets: Vec<Set> =
            words.windows(2).map(|pair| Set { words: pair.to_vec(), ..Set::default() }).collect();
        let mut signs = SignsOfSets::default();
        sets.iter().for_each(|set| signs.add(set.clone()));
        signs.number(&vocabulary);
        let (of_words, _) = signs.build(&vocabulary);
        for set in &sets {
            let sign = signs.sign(set);
            assert!(sign != Sign::ALWAYS && set.words.iter().all(|word| of_words[word].have(sign)));
        }
        assert!(Signs::default().have(Sign::ALWAYS));
    }

    #[test]
    fn a_set_of_one_word_is_looked_for_as_that_word() {
        let mut vocabulary = VocabularyBuilder::default();
        let [on, by] = ["on", "by"].map(|word| vocabulary.split(word)[0]);
        let (one, two) =
            (Set { words: vec![on], ..Set::default() }, Set { words: vec![on, by], ..Set::default() });
        let mut signs = SignsOfSets::default();
        signs.add(two.clone());
        signs.number(&vocabulary);
        assert_eq!(signs.start(&one), Start::Word(on));
        assert_eq!(signs.start(&two), Start::Sign(signs.sign(&two)));
    }
}
