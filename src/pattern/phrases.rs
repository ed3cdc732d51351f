//! [`Phrases`]: sequences of words that lists and tables have, found by their first two.

use crate::lexicon::{Lexicon, WordId};
use crate::word_map::WordSet;
use crate::words::{self, Unit};

/// Sequences of words, found by their first two; also the names of the gazetteer, some of which are one word.
#[derive(Default)]
pub struct Phrases {
    /// The words that begin a phrase.
    firsts: WordSet,
    /// For each first word, where its phrases begin, those of more than one word, and where they end.
    by_first: Vec<[u32; 3]>,
    /// Which two words may begin one.
    pairs: Pairs,
    phrases: Vec<Phrase>,
    pool: Vec<WordId>,
    surfaces: Vec<String>,
}

/// One phrase.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    /// The second word, whether with *'s* or not; the unknown one if there is none.
    second: WordId,
    at: u32,
    len: u16,
    /// Of a list: its label.
    pub label: u16,
    /// Of a list: its entry; of the gazetteer: its name.
    pub entry: u32,
    exact: u32,
}

impl Phrases {
    /// Whether a phrase begins with the word.
    #[inline]
    pub fn begins(&self, id: WordId) -> bool {
        self.firsts.contains(id)
    }

    /// The words that begin one of the phrases that are asked for.
    pub fn firsts_of(&self, wanted: impl Fn(&Phrase) -> bool) -> WordSet {
        let mut firsts = WordSet::default();
        for phrase in self.phrases.iter().filter(|phrase| wanted(phrase)) {
            firsts.insert(without(self.pool[phrase.at as usize]));
        }
        firsts
    }

    /// Calls `found` with every phrase that stands in `units` from the start, longest first, with its length in
    /// units. The last word may stand with *'s*; it must where the phrase has it there, as *Moody's* does.
    #[inline]
    pub fn each(&self, units: &[Unit], text: &str, mut found: impl FnMut(&Phrase, usize)) {
        let first = units[0].id;
        let Some(&[at, more, end]) = self.by_first.get(first.index()) else { return };
        let second = units.get(1).map_or(WordId::UNKNOWN, |unit| unit.id);
        // Most words that may begin a phrase begin none here.
        let end = if self.pairs.may_have(first, second) { end } else { more };
        if at == end {
            return;
        }
        let alone = &self.phrases[at as usize..more as usize];
        let longer = &self.phrases[more as usize..end as usize];
        let with_second = &longer[longer.partition_point(|p| p.second < second)..];
        for phrase in with_second.iter().take_while(|p| p.second == second).chain(alone) {
            let len = usize::from(phrase.len);
            if units.len() < len {
                continue;
            }
            let words = &self.pool[phrase.at as usize..][..len];
            let (last, inner) = words.split_last().expect("a phrase has words");
            let word = |unit: &Unit| possessive(unit.id, unit.is(words::bits::POSSESSIVE));
            let fits = inner.iter().zip(units).all(|(w, u)| *w == word(u))
                && (*last == units[len - 1].id || *last == word(&units[len - 1]));
            let bare = *last == units[len - 1].id;
            if fits && self.fits(phrase, &units[..len], bare, text) {
                found(phrase, len);
            }
        }
    }

    /// A surface by its number, which is not 0.
    #[inline]
    pub(super) fn surface(&self, exact: u32) -> &str {
        &self.surfaces[exact as usize - 1]
    }

    /// Whether the surface is that of the phrase, if its case counts; `bare` says that a last *'s* is not part of it.
    fn fits(&self, phrase: &Phrase, units: &[Unit], bare: bool, text: &str) -> bool {
        if phrase.exact == 0 {
            return true;
        }
        let last = units[units.len() - 1];
        let end = if bare { last.bare(text).end } else { last.end };
        let found = &text[units[0].start as usize..end as usize];
        let wanted = self.surface(phrase.exact);
        // A phrase broken over two lines is still the same phrase.
        found == wanted || found.split_whitespace().eq(wanted.split_whitespace())
    }
}

/// A filter of pairs of words: what it does not have is in no phrase.
#[derive(Default)]
struct Pairs {
    /// A bit for every hash, 2 to a power of them.
    bits: Vec<u64>,
    /// A hash without these last bits is a place.
    shift: u32,
}

impl Pairs {
    /// One with room for so many pairs: a sixteenth of its bits are set.
    fn with_room(pairs: usize) -> Pairs {
        let bits = (16 * pairs).next_power_of_two().max(64);
        Pairs { bits: vec![0; bits / 64], shift: u64::BITS - bits.trailing_zeros() }
    }

    fn place(&self, first: WordId, second: WordId) -> usize {
        let pair = u64::from(first.0) << 32 | u64::from(second.0);
        (pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize
    }

    fn insert(&mut self, first: WordId, second: WordId) {
        let place = self.place(first, second);
        self.bits[place / 64] |= 1 << (place % 64);
    }

    #[inline]
    fn may_have(&self, first: WordId, second: WordId) -> bool {
        let place = self.place(first, second);
        self.bits.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 != 0)
    }
}

/// Marks a word of a phrase that stands with *'s*: of *Lloyd's of London* the first.
const POSSESSIVE: u32 = 1 << 31;

fn possessive(id: WordId, with: bool) -> WordId {
    WordId(if with { id.0 | POSSESSIVE } else { id.0 })
}

/// A word of a name, marked if it has *'s*: whether that is part of it is not known before [`PhrasesBuilder::renumber`].
pub fn with_possessive(word: &str, intern: impl FnOnce(&str) -> WordId) -> WordId {
    let base = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).filter(|base| !base.is_empty());
    possessive(intern(base.unwrap_or(word)), base.is_some())
}

/// The word itself, whether it stands with *'s* or not.
fn without(id: WordId) -> WordId {
    WordId(id.0 & !POSSESSIVE)
}

/// Collects phrases.
#[derive(Default)]
pub struct PhrasesBuilder {
    phrases: Vec<Phrase>,
    pool: Vec<WordId>,
    surfaces: Vec<String>,
}

impl PhrasesBuilder {
    /// One with room for so many phrases.
    pub fn with_room(phrases: usize) -> PhrasesBuilder {
        let (phrases, pool) = (Vec::with_capacity(phrases), Vec::with_capacity(2 * phrases));
        PhrasesBuilder { phrases, pool, surfaces: Vec::new() }
    }

    /// Adds one of at least one word; `exact` is the surface if its case counts.
    pub fn add(&mut self, words: &[WordId], label: u16, entry: u32, exact: Option<&str>) {
        let exact = exact.map_or(0, |surface| self.surface(surface));
        let (at, len) = (self.pool.len() as u32, words.len() as u16);
        self.pool.extend_from_slice(words);
        self.phrases.push(Phrase { second: WordId::UNKNOWN, at, len, label, entry, exact });
    }

    /// Takes a surface; gives its number.
    pub(super) fn surface(&mut self, surface: &str) -> u32 {
        self.surfaces.push(surface.to_string());
        self.surfaces.len() as u32
    }

    /// The words of each phrase of a list.
    pub(super) fn of_list(&self, label: u16) -> impl Iterator<Item = &[WordId]> {
        let phrases = self.phrases.iter().filter(move |phrase| phrase.label == label);
        phrases.map(|phrase| &self.pool[phrase.at as usize..][..usize::from(phrase.len)])
    }

    /// Gives words the numbers that they have in another lexicon. A word with *'s* that it has is one word; else it is the
    /// word without, so that the text's *Haiti's* is *Haiti* although a name begins with it.
    pub fn renumber(&mut self, numbers: &[WordId], from: &Lexicon, to: &Lexicon) {
        for word in &mut self.pool {
            let base = without(*word);
            *word = match *word == base {
                true => numbers[base.index()],
                false => match to.find(&format!("{}'s", from.word(base))) {
                    WordId::UNKNOWN => WordId(numbers[base.index()].0 | POSSESSIVE),
                    whole => whole,
                },
            };
        }
    }

    /// The finished table: by first word, then by second, then longest first, then in the order added.
    pub fn build(self) -> Phrases {
        let PhrasesBuilder { mut phrases, pool, surfaces } = self;
        let first = |phrase: &Phrase| without(pool[phrase.at as usize]);
        for phrase in &mut phrases {
            let words = &pool[phrase.at as usize..][..usize::from(phrase.len)];
            phrase.second = words.get(1).map_or(WordId::UNKNOWN, |word| without(*word));
        }
        // The place in the pool is the order in which they were added. As numbers they are put in order much faster.
        let place = |(number, p): (u32, &Phrase)| {
            let words = u64::from(first(p).0) << 32 | u64::from(p.second.0);
            (words, u64::from(!p.len) << 32 | u64::from(number))
        };
        let mut order: Vec<(u64, u64)> = (0..).zip(&phrases).map(place).collect();
        order.sort_unstable();
        let phrases: Vec<Phrase> = order.iter().map(|(_, last)| phrases[*last as u32 as usize]).collect();
        let words = phrases.last().map_or(0, |p| first(p).index() + 1);
        let (mut firsts, mut by_first) = (WordSet::default(), vec![[0; 3]; words]);
        let mut pairs = Pairs::with_room(phrases.len());
        let longer = phrases.iter().filter(|phrase| phrase.second != WordId::UNKNOWN);
        longer.for_each(|phrase| pairs.insert(first(phrase), phrase.second));
        let mut at = 0;
        for same in phrases.chunk_by(|a, b| first(a) == first(b)) {
            let word = first(&same[0]);
            let end = at + same.len() as u32;
            let alone = same.partition_point(|phrase| phrase.second == WordId::UNKNOWN) as u32;
            by_first[word.index()] = [at, at + alone, end];
            at = end;
            firsts.insert(word);
        }
        Phrases { firsts, by_first, pairs, phrases, pool, surfaces }
    }
}
