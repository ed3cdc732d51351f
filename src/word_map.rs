//! [`WordMap`]: values for some of the words, found by their ids.
//!
//! A layer of rules has something to say of a thousand words, and the lexicon has a hundred times as many. So a bit for
//! each word tells whether it has a value; the bits of all words stay in the processor's cache, where a table of values
//! would not. A value's place is the number of bits before.

use crate::lexicon::WordId;
use std::collections::BTreeMap;

/// Values of words.
#[derive(Clone, Debug)]
pub struct WordMap<T> {
    blocks: Vec<Block>,
    /// In the order of words.
    values: Vec<T>,
}

/// 64 words.
#[derive(Clone, Copy, Debug)]
struct Block {
    /// A bit for each word that has a value.
    bits: u64,
    /// Values of the blocks before.
    before: u32,
}

impl<T> WordMap<T> {
    /// The value of a word, if it has one.
    #[inline]
    pub fn get(&self, id: WordId) -> Option<&T> {
        let (block, bit) = (self.blocks.get(id.index() / 64)?, 1 << (id.index() % 64));
        if block.bits & bit == 0 {
            return None;
        }
        self.values.get(block.before as usize + (block.bits & (bit - 1)).count_ones() as usize)
    }

    /// One past the last word that can have a value.
    pub fn end(&self) -> WordId {
        WordId(64 * self.blocks.len() as u32)
    }
}

impl<T> Default for WordMap<T> {
    fn default() -> Self {
        WordMap { blocks: Vec::new(), values: Vec::new() }
    }
}

impl<T> From<BTreeMap<WordId, T>> for WordMap<T> {
    fn from(values: BTreeMap<WordId, T>) -> Self {
        let mut map = WordMap::default();
        for (id, value) in values {
            let before = map.values.len() as u32;
            map.blocks.resize(id.index() / 64 + 1, Block { bits: 0, before });
            map.blocks[id.index() / 64].bits |= 1 << (id.index() % 64);
            map.values.push(value);
        }
        map
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
                prop_assert!(tree.get(&id).is_none() || id < map.end());
            }
        }
    }
}
