//! [`Phrases`]: sequences of words that lists and tables have, found by their first two.

use crate::lexicon::WordId;
use crate::word_map::WordSet;
use crate::words::{self, Unit};
use std::cmp::Reverse;

/// Sequences of words, found by their first two; also the names of the gazetteer, some of which are one word.
#[derive(Default)]
pub struct Phrases {
    /// The words that begin a phrase.
    firsts: WordSet,
    /// For each first word, where its phrases begin, those of more than one word, and where they end.
    by_first: Vec<[u32; 3]>,
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
        let Some(&[at, more, end]) = self.by_first.get(units[0].id.index()) else { return };
        let alone = &self.phrases[at as usize..more as usize];
        let longer = &self.phrases[more as usize..end as usize];
        let second = units.get(1).map_or(WordId::UNKNOWN, |unit| unit.id);
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

/// Marks a word of a phrase that stands with *'s*: of *Lloyd's of London* the first.
const POSSESSIVE: u32 = 1 << 31;

pub(super) fn possessive(id: WordId, with: bool) -> WordId {
    WordId(if with { id.0 | POSSESSIVE } else { id.0 })
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
    /// Adds one of at least one word; `exact` is the surface if its case counts.
    pub fn add(&mut self, words: &[WordId], label: u16, entry: u32, exact: Option<&str>) {
        let exact = exact.map_or(0, |surface| self.surface(surface));
        let second = words.get(1).map_or(WordId::UNKNOWN, |word| without(*word));
        let (at, len) = (self.pool.len() as u32, words.len() as u16);
        self.pool.extend_from_slice(words);
        self.phrases.push(Phrase { second, at, len, label, entry, exact });
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

    /// The finished table: by first word, then by second, then longest first, then in the order added.
    pub fn build(self) -> Phrases {
        let PhrasesBuilder { mut phrases, pool, surfaces } = self;
        let first = |phrase: &Phrase| without(pool[phrase.at as usize]);
        phrases.sort_by_key(|p| (first(p), p.second, Reverse(p.len)));
        let words = phrases.last().map_or(0, |p| first(p).index() + 1);
        let (mut firsts, mut by_first) = (WordSet::default(), vec![[0; 3]; words]);
        let mut at = 0;
        for same in phrases.chunk_by(|a, b| first(a) == first(b)) {
            let word = first(&same[0]);
            let end = at + same.len() as u32;
            let alone = same.partition_point(|phrase| phrase.second == WordId::UNKNOWN) as u32;
            by_first[word.index()] = [at, at + alone, end];
            at = end;
            firsts.insert(word);
        }
        Phrases { firsts, by_first, phrases, pool, surfaces }
    }
}
