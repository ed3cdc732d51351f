//! [`WordMap`]: values for some of the words, found by their ids; [`WordSet`]: some of the words.
//!
//! Of all the words in the lexicon a layer of rules knows a hundredth. A bit for each word says whether it has a value; the
//! values stand side by side, each at the place that is the number of such words before it. So all but the values takes
//! little memory, and a look-up mostly stays within what is close at hand.

use crate::lexicon::WordId;
use std::collections::BTreeMap;

/// Values of words.
#[derive(Clone, Debug)]
pub struct WordMap<T> {
    /// By word id, 64 at a time.
    known: Vec<Known>,
    values: Vec<T>,
}

/// Which of 64 words have a value.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// A bit for each.
    words: u64,
    /// How many words before these have one.
    before: u32,
}

impl<T> WordMap<T> {
    /// The value of a word, if it has one.
    #[inline]
    pub fn get(&self, id: WordId) -> Option<&T> {
        let known = self.known.get(id.index() / 64)?;
        let bit = 1 << (id.index() % 64);
        if known.words & bit == 0 {
            return None;
        }
        self.values.get((known.before + (known.words & (bit - 1)).count_ones()) as usize)
    }

    /// A word past the last that has a value.
    pub fn end(&self) -> WordId {
        WordId(64 * self.known.len() as u32)
    }
}

impl<T> Default for WordMap<T> {
    fn default() -> Self {
        WordMap { known: Vec::new(), values: Vec::new() }
    }
}

impl<T> From<BTreeMap<WordId, T>> for WordMap<T> {
    fn from(values: BTreeMap<WordId, T>) -> Self {
        let mut map = WordMap::default();
        for (id, value) in values {
            let before = map.values.len() as u32;
            let length = map.known.len().max(id.index() / 64 + 1);
            map.known.resize(length, Known { words: 0, before });
            map.known[id.index() / 64].words |= 1 << (id.index() % 64);
            map.values.push(value);
        }
        map
    }
}

/// Some of the words, a bit each.
#[derive(Clone, Debug, Default)]
pub struct WordSet(Vec<u64>);

impl WordSet {
    /// Adds a word.
    pub fn insert(&mut self, id: WordId) {
        let place = id.index() / 64;
        if place >= self.0.len() {
            self.0.resize(place + 1, 0);
        }
        self.0[place] |= 1 << (id.index() % 64);
    }

    /// Whether a word is among them.
    #[inline]
    pub fn contains(&self, id: WordId) -> bool {
        self.0.get(id.index() / 64).is_some_and(|bits| bits >> (id.index() % 64) & 1 != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_holds_what_the_tree_holds(words in proptest::collection::btree_map(0u32..400, 0u8.., 0..80)) {
            let tree: BTreeMap<WordId, u8> = words.into_iter().map(|(id, value)| (WordId(id), value)).collect();
            let map = WordMap::from(tree.clone());
            for id in (0..500).map(WordId) {
                prop_assert_eq!(map.get(id), tree.get(&id));
                prop_assert!(!tree.contains_key(&id) || id < map.end());
            }
        }
    }
}
