//! [`Lexicon`]: every word that the rules and tables mention, in one table, found once per word of a text.
//!
//! A word is found by its folded form: lower case, with a straight apostrophe. The look-up hashes eight bytes
//! at a time with case masked out and compares once; a word that no rule knows costs one probe and nothing
//! else (no stemming, no allocation unless it has non-ASCII letters).

use std::collections::BTreeMap;

/// Number of a word in the lexicon.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// No rule mentions it.
    pub const UNKNOWN: WordId = WordId(0);

    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Word classes that `rules/clauses/*.toml` gives to words (`[classes]`), as `<name>` in patterns; their bits
/// in a unit follow [`crate::words::bits::FIRST_CLASS`] in this order.
pub const CLASSES: [&str; 16] = [
    "modal",
    "be",
    "have",
    "do",
    "pronoun",
    "determiner",
    "preposition",
    "conjunction",
    "verb.past",
    "verb.present",
    "verb.base",
    "participle",
    "gerund",
    "adverb",
    "negation",
    "subordinator",
];

/// The compiled table; build with [`LexiconBuilder`].
pub struct Lexicon {
    slots: Vec<Slot>,
    mask: usize,
    arena: String,
    /// Where each word ends in the arena; it begins where the one before ends.
    ends: Vec<u32>,
    classes: Vec<u32>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    /// Half of the hash.
    tag: u32,
    id: u32,
    /// Where the word stands in the arena.
    at: u32,
    len: u32,
}

impl Lexicon {
    /// The id of a word as it stands in a text; `wide` if it has non-ASCII characters.
    #[inline]
    pub fn find(&self, word: &str, wide: bool) -> WordId {
        if wide {
            return self.find_folded(&fold(word));
        }
        self.probe(word)
    }

    /// The id of a word that is folded already.
    pub fn find_folded(&self, folded: &str) -> WordId {
        self.probe(folded)
    }

    #[inline]
    fn probe(&self, word: &str) -> WordId {
        let hash = hash(word.as_bytes());
        let tag = (hash >> 32) as u32;
        let mut at = hash as usize & self.mask;
        loop {
            let slot = self.slots[at];
            if slot.id == 0 {
                return WordId::UNKNOWN;
            }
            if slot.tag == tag && slot.len as usize == word.len() {
                let known = &self.arena.as_bytes()[slot.at as usize..][..word.len()];
                if known.eq_ignore_ascii_case(word.as_bytes()) {
                    return WordId(slot.id);
                }
            }
            at = (at + 1) & self.mask;
        }
    }

    /// The folded form of a word.
    pub fn word(&self, id: WordId) -> &str {
        let i = id.index();
        let start = if i == 0 { 0 } else { self.ends[i - 1] as usize };
        &self.arena[start..self.ends[i] as usize]
    }

    /// The class bits of a word.
    #[inline]
    pub fn classes(&self, id: WordId) -> u32 {
        self.classes.get(id.index()).copied().unwrap_or(0)
    }

    /// Number of words, the unknown one among them.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it holds no word.
    pub fn is_empty(&self) -> bool {
        self.ends.len() <= 1
    }
}

/// Collects words while rules and tables are compiled. Words of rules come first, so that tables indexed by
/// word stay short.
pub struct LexiconBuilder {
    lexicon: Lexicon,
}

impl Default for LexiconBuilder {
    fn default() -> Self {
        let slots = vec![Slot::default(); 1 << 12];
        let mask = slots.len() - 1;
        // Id 0, the unknown word, is empty.
        LexiconBuilder {
            lexicon: Lexicon { slots, mask, arena: String::new(), ends: vec![0], classes: vec![0] },
        }
    }
}

impl LexiconBuilder {
    /// The id of a word, which is added if it is new. It is folded here.
    pub fn intern(&mut self, word: &str) -> WordId {
        if !word.is_ascii() {
            return self.intern_folded(&fold(word));
        }
        // The table is found in whatever case; most words of tables are there already.
        match self.lexicon.probe(word) {
            WordId::UNKNOWN if word.bytes().any(|b| b.is_ascii_uppercase()) => {
                self.intern_folded(&fold(word))
            }
            WordId::UNKNOWN => self.intern_folded(word),
            known => known,
        }
    }

    fn intern_folded(&mut self, folded: &str) -> WordId {
        let lexicon = &mut self.lexicon;
        let found = lexicon.probe(folded);
        if found != WordId::UNKNOWN || folded.is_empty() {
            return found;
        }
        if lexicon.ends.len() * 2 > lexicon.slots.len() {
            grow(lexicon);
        }
        let id = lexicon.ends.len() as u32;
        lexicon.arena.push_str(folded);
        lexicon.ends.push(lexicon.arena.len() as u32);
        insert(lexicon, hash(folded.as_bytes()), id);
        WordId(id)
    }

    /// Adds class bits to a word.
    pub fn classify(&mut self, id: WordId, bits: u32) {
        let classes = &mut self.lexicon.classes;
        if classes.len() <= id.index() {
            classes.resize(id.index() + 1, 0);
        }
        classes[id.index()] |= bits;
    }

    /// The table as it is so far.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The finished table.
    pub fn build(self) -> Lexicon {
        self.lexicon
    }
}

fn insert(lexicon: &mut Lexicon, hash: u64, id: u32) {
    let mut at = hash as usize & lexicon.mask;
    while lexicon.slots[at].id != 0 {
        at = (at + 1) & lexicon.mask;
    }
    let (start, end) = (lexicon.ends[id as usize - 1], lexicon.ends[id as usize]);
    lexicon.slots[at] = Slot { tag: (hash >> 32) as u32, id, at: start, len: end - start };
}

fn grow(lexicon: &mut Lexicon) {
    lexicon.slots = vec![Slot::default(); lexicon.slots.len() * 4];
    lexicon.mask = lexicon.slots.len() - 1;
    for id in 1..lexicon.ends.len() as u32 {
        let hash = hash(lexicon.word(WordId(id)).as_bytes());
        insert(lexicon, hash, id);
    }
}

/// Lower case, with `’` as `'`.
pub fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' || c == '‘' { '\'' } else { c }).collect()
}

/// A hash that does not see ASCII case: multiply and rotate over eight bytes at a time, bit 5 of each set.
#[inline]
fn hash(bytes: &[u8]) -> u64 {
    const CASE: u64 = 0x2020_2020_2020_2020;
    const K: u64 = 0x9e37_79b9_7f4a_7c15; // 2^64 divided by the golden ratio
    let mut h = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().expect("eight bytes"));
        h = (h.rotate_left(23) ^ (word | CASE)).wrapping_mul(K);
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        let mut word = 0;
        for b in rest.iter().rev() {
            word = word << 8 | u64::from(*b);
        }
        h = (h.rotate_left(23) ^ (word | CASE)).wrapping_mul(K);
    }
    h ^ h >> 29
}

/// A map from the names of lists and captures to small numbers, in order of first use.
#[derive(Default, Debug)]
pub struct Names {
    numbers: BTreeMap<String, u16>,
    names: Vec<String>,
}

impl Names {
    /// The number of a name, new or old.
    pub fn number(&mut self, name: &str) -> u16 {
        if let Some(n) = self.numbers.get(name) {
            return *n;
        }
        let n = self.names.len() as u16;
        self.numbers.insert(name.to_string(), n);
        self.names.push(name.to_string());
        n
    }

    /// The number of a name that is known.
    pub fn get(&self, name: &str) -> Option<u16> {
        self.numbers.get(name).copied()
    }

    /// The name of a number.
    pub fn name(&self, number: u16) -> &str {
        &self.names[number as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_with_either_apostrophe() {
        let mut builder = LexiconBuilder::default();
        let wont = builder.intern("won't");
        let erdogan = builder.intern("Erdoğan");
        let lexicon = builder.build();
        assert_eq!(lexicon.find("Won't", false), wont);
        assert_eq!(lexicon.find("WON’T", true), wont);
        assert_eq!(lexicon.find("ERDOĞAN", true), erdogan);
        assert_eq!(lexicon.find("wont", false), WordId::UNKNOWN);
    }

    #[test]
    fn growing_keeps_every_word() {
        let mut builder = LexiconBuilder::default();
        let ids: Vec<_> = (0..9000).map(|n| builder.intern(&format!("word{n}"))).collect();
        let lexicon = builder.build();
        for (n, id) in ids.into_iter().enumerate() {
            assert_eq!(lexicon.find(&format!("Word{n}"), false), id);
        }
    }
}
