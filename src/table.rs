//! [`Table`]: from words, taken as numbers, to what is known of them; open-addressed, so that a look-up mostly touches one
//! place in memory.

use crate::eight::Eight;
use crate::lexicon::{Known, WordId};

/// A word as a key. The default is no word's.
pub(crate) trait Key: Copy + Eq + Default {
    /// A number whose first bits depend on all of the key.
    fn hash(self) -> u64;
}

/// 2 to the power of 64 divided by the golden ratio: a product with it depends on all bits in its first ones.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// A word of fewer than eight bytes, in lower case: equal keys are equal words.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Short(u64);

impl Short {
    /// The bytes that a short word has fewer of.
    pub(crate) const LIMIT: usize = 8;

    /// The word that is all there is in `word`, in lower case.
    #[inline]
    pub(crate) fn new(word: Eight) -> Short {
        Short(word.number())
    }
}

impl Key for Short {
    #[inline]
    fn hash(self) -> u64 {
        self.0.wrapping_mul(GOLDEN)
    }
}

/// A longer word, in lower case: its first eight bytes, and the others, if these are fewer than eight too; else their hash,
/// which has a bit in the last byte that no others have.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Long {
    first: u64,
    rest: u64,
}

impl Long {
    /// Up to here equal keys are equal words.
    pub(crate) const LIMIT: usize = 16;

    /// The key of a word of fewer than sixteen bytes, in lower case.
    #[inline]
    pub(crate) fn middling(first: Eight, rest: Eight) -> Long {
        Long { first: first.number(), rest: rest.number() }
    }

    /// The key of the word that is the first `len` bytes of `bytes`.
    #[inline]
    pub(crate) fn new(bytes: &[u8], len: usize) -> Long {
        let eight = |at: usize| Eight::at(bytes, at).first(len - at).lowered().number();
        let (first, second) = (eight(0), eight(8));
        if len < Long::LIMIT {
            return Long { first, rest: second };
        }
        let mix = |hash: u64, at| (hash.rotate_left(23) ^ eight(at)).wrapping_mul(GOLDEN);
        Long { first, rest: (16..len).step_by(8).fold(second, mix) | 1 << 56 }
    }
}

impl Key for Long {
    #[inline]
    fn hash(self) -> u64 {
        (self.first.wrapping_mul(GOLDEN).rotate_left(23) ^ self.rest).wrapping_mul(GOLDEN)
    }
}

/// A number that two words share if they are the same in lower case, and hardly ever else: the word that is the first `len`
/// bytes of `bytes`.
#[inline]
pub(crate) fn number(bytes: &[u8], len: usize) -> u64 {
    match len < Short::LIMIT {
        true => Short::new(Eight::at(bytes, 0).first(len).lowered()).0,
        false => Long::new(bytes, len).hash(),
    }
}

/// Keys and what is known of their words.
pub(crate) struct Table<K> {
    /// 2 to a power of them, a quarter empty at least.
    slots: Vec<Slot<K>>,
    /// A hash without these last bits is a place in `slots`.
    shift: u32,
    len: usize,
}

/// A word's place, with all that most look-ups ask for.
#[derive(Clone, Copy, Default)]
struct Slot<K> {
    key: K,
    known: Known,
}

impl<K: Key> Table<K> {
    /// An empty table with room for 2 to the power of `bits`.
    pub(crate) fn new(bits: u32) -> Table<K> {
        Table { slots: vec![Slot::default(); 1 << bits], shift: u64::BITS - bits, len: 0 }
    }

    /// The word with this key, of which `fits` says whether it is the one.
    #[inline]
    pub(crate) fn find(&self, key: K, fits: impl Fn(WordId) -> bool) -> Known {
        let mut at = (key.hash() >> self.shift) as usize;
        loop {
            let slot = &self.slots[at];
            if slot.key == key && fits(slot.known.id) {
                return slot.known;
            }
            if slot.key == K::default() {
                return Known::default();
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Adds a word that is not there.
    pub(crate) fn insert(&mut self, key: K, id: WordId) {
        self.len += 1;
        if self.len * 4 > self.slots.len() * 3 {
            let larger = Table::new(u64::BITS - self.shift + 1);
            let mut old = std::mem::replace(self, Table { len: self.len, ..larger }).slots;
            // In the order in which they came: the earlier, the fewer probes.
            old.retain(|slot| slot.key != K::default());
            old.sort_by_key(|slot| slot.known.id);
            old.into_iter().for_each(|slot| self.place(slot));
        }
        self.place(Slot { key, known: Known { id, classes: 0 } });
    }

    fn place(&mut self, slot: Slot<K>) {
        let mut at = (slot.key.hash() >> self.shift) as usize;
        while self.slots[at].key != K::default() {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = slot;
    }

    /// Gives every word its class bits, from a table by word.
    pub(crate) fn classify(&mut self, classes: &[u32]) {
        for slot in &mut self.slots {
            slot.known.classes = classes[slot.known.id.index()];
        }
    }
}
