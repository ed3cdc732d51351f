//! [`WordCues`]: what single words say to a claim, in one look-up each: the entries of the lexicon that they stand for, and
//! their categories.
//!
//! In: a sentence's [`Shape`]. Out: its entries, each once, in the order of the text, and its categories by role.

use super::categories::{self, Categories};
use super::lexicon::CueWords;
use super::roles::{Plain, Role, Standing};
use super::shape::Shape;
use crate::lexicon::WordId;
use crate::word_map::WordMap;
use crate::words::bits;
use std::collections::BTreeMap;
use std::ops::Range;

/// What is known of words.
pub struct WordCues {
    of_word: WordMap<OfWord>,
    /// Entries for which words stand, each in a role.
    uses: Vec<(Role, u32)>,
    /// Second words of two, and the entry that both stand for.
    pairs: Vec<(WordId, u32)>,
    entries: usize,
}

/// What is known of a word.
#[derive(Clone, Default)]
struct OfWord {
    /// A bit for each.
    categories: u128,
    /// Its range in `uses`.
    uses: Range<u32>,
    /// Its range in `pairs`, in order.
    pairs: Range<u32>,
    /// The second words as bits: see [`bit`].
    seconds: u64,
}

/// A word as one of 64 bits.
fn bit(word: WordId) -> u64 {
    1 << (word.0.wrapping_mul(0x9e37_79b1) >> 26)
}

/// What the words of one sentence say.
#[derive(Default)]
pub struct Spotted {
    /// Entries of the lexicon.
    pub entries: Vec<u32>,
    /// The categories seen in each role.
    pub categories: categories::Seen,
    /// A bit for each entry that is among `entries`.
    counted: Vec<u64>,
}

impl Spotted {
    fn clear(&mut self, entries: usize) {
        self.counted.resize(entries.div_ceil(64), 0);
        self.entries.drain(..).for_each(|entry| self.counted[entry as usize / 64] = 0);
        self.categories = Default::default();
    }

    /// Takes an entry in, unless it is there already.
    #[inline]
    fn add(&mut self, entry: u32) {
        let (word, bit) = (&mut self.counted[entry as usize / 64], 1 << (entry % 64));
        if *word & bit == 0 {
            *word |= bit;
            self.entries.push(entry);
        }
    }
}

impl WordCues {
    /// Puts together what is known of words.
    pub fn new(words: &CueWords, categories: &Categories) -> WordCues {
        let (mut uses, mut pairs) = (Vec::new(), Vec::new());
        let mut of_words: BTreeMap<WordId, OfWord> = BTreeMap::new();
        for (word, of_lexicon) in words.of_words() {
            let of_word = of_words.entry(*word).or_default();
            of_word.uses = uses.len() as u32..(uses.len() + of_lexicon.uses.len()) as u32;
            of_word.pairs = pairs.len() as u32..(pairs.len() + of_lexicon.pairs.len()) as u32;
            of_word.seconds = of_lexicon.pairs.iter().fold(0, |all, (second, _)| all | bit(*second));
            uses.extend_from_slice(&of_lexicon.uses);
            pairs.extend_from_slice(&of_lexicon.pairs);
            // A word that nothing is known of is the second of no two.
            for (second, _) in &of_lexicon.pairs {
                of_words.entry(*second).or_default();
            }
        }
        for (word, of_category) in categories.of_words() {
            of_words.entry(*word).or_default().categories = *of_category;
        }
        WordCues { of_word: of_words.into(), uses, pairs, entries: words.cues().count() }
    }

    /// Looks all words of a sentence up.
    pub fn find(&self, shape: &Shape, spotted: &mut Spotted) {
        spotted.clear(self.entries);
        let standing = Standing::new(shape.clauses);
        let places = categories::Places::new(shape);
        let mut plain = Plain::default();
        let mut before: Option<&OfWord> = None;
        for (at, unit) in shape.units.clone().zip(shape.own()) {
            let of_word = self.of_word.get(unit.id);
            let is_plain = plain.takes(*unit);
            let Some(of_word) = of_word else {
                before = None;
                continue;
            };
            // Names are of no category.
            if of_word.categories != 0 && (!unit.is(bits::CAP) || at == shape.units.start) {
                spotted.categories[places.role(at)] |= of_word.categories;
            }
            if !is_plain {
                before = None;
                continue;
            }
            for (role, entry) in &self.uses[of_word.uses.start as usize..of_word.uses.end as usize] {
                if standing.has(*role, at) {
                    spotted.add(*entry);
                }
            }
            if let Some(first) = before
                && first.seconds & bit(unit.id) != 0
            {
                let pairs = &self.pairs[first.pairs.start as usize..first.pairs.end as usize];
                let from = pairs.partition_point(|(second, _)| *second < unit.id);
                let with = pairs[from..].iter().take_while(|(second, _)| *second == unit.id);
                with.for_each(|(_, entry)| spotted.add(*entry));
            }
            before = Some(of_word);
        }
    }
}
