//! [`Lexicon`]: every word that the rules and tables mention, in one table, found once per word of a text.
//!
//! A word is found by its folded form: lower case, with a straight apostrophe. Text is folded eight bytes at a time as
//! it is looked up: no stemming, no allocation unless a word has non-ASCII letters. Most words have fewer than eight
//! bytes, and are compared as one number; nearly all others have fewer than sixteen, and are compared as two.

use crate::eight::Eight;
use crate::table::{Long, Short, Table};
use std::collections::BTreeMap;

/// Number of a word in the lexicon.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// No rule mentions it.
    pub const UNKNOWN: WordId = WordId(0);

    /// As an index.
    #[inline]
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
    short: Table<Short>,
    long: Table<Long>,
    arena: String,
    /// Where each word ends in the arena; it begins where the one before ends.
    ends: Vec<u32>,
}

/// What the lexicon knows of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its number.
    pub id: WordId,
    /// Its class bits.
    pub classes: u32,
}

impl Lexicon {
    /// The id of a word.
    #[inline]
    pub fn find(&self, word: &str) -> WordId {
        self.find_first(word, word.len(), !word.is_ascii()).id
    }

    /// The word that is the first `len` bytes of `rest`, as it stands in a text; `wide` if it has non-ASCII characters.
    #[inline]
    pub fn find_first(&self, rest: &str, len: usize, wide: bool) -> Known {
        if wide {
            let folded = fold(&rest[..len]);
            return self.find_bytes(folded.as_bytes(), folded.len());
        }
        self.find_bytes(rest.as_bytes(), len)
    }

    /// The word of fewer than eight bytes, in lower case, that is all there is in `word`.
    #[inline]
    pub fn find_short(&self, word: Eight) -> Known {
        self.short.find(Short::new(word), |_| true)
    }

    /// The word of eight ASCII letters and then those of `rest`, seven at most; all of them in lower case.
    #[inline]
    pub fn find_middling(&self, first: Eight, rest: Eight) -> Known {
        self.long.find(Long::middling(first, rest), |_| true)
    }

    #[inline]
    fn find_bytes(&self, rest: &[u8], len: usize) -> Known {
        if len < Short::LIMIT {
            return self.find_short(Eight::at(rest, 0).first(len).lowered());
        }
        self.long.find(Long::new(rest, len), |id| len < Long::LIMIT || self.is(id, &rest[..len]))
    }

    /// Whether a long word is the one of this number.
    fn is(&self, id: WordId, word: &[u8]) -> bool {
        let known = self.word(id).as_bytes();
        let same = |at| Eight::at(known, at) == Eight::at(word, at).lowered();
        // The last eight bytes overlap those before.
        known.len() == word.len() && (0..word.len() - 8).step_by(8).all(same) && same(word.len() - 8)
    }

    /// The folded form of a word.
    pub fn word(&self, id: WordId) -> &str {
        let i = id.index();
        let start = if i == 0 { 0 } else { self.ends[i - 1] as usize };
        &self.arena[start..self.ends[i] as usize]
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
    classes: Vec<u32>,
}

impl Default for LexiconBuilder {
    fn default() -> Self {
        // Id 0, the unknown word, is empty.
        let (short, long) = (Table::new(9), Table::new(9));
        let lexicon = Lexicon { short, long, arena: String::new(), ends: vec![0] };
        LexiconBuilder { lexicon, classes: vec![0] }
    }
}

impl LexiconBuilder {
    /// The id of a word, which is added if it is new. It is folded here.
    pub fn intern(&mut self, word: &str) -> WordId {
        if word.is_ascii() {
            return self.intern_narrow(word);
        }
        self.intern_narrow(&fold(word))
    }

    /// The same for a word that is folded but for the case of ASCII letters.
    fn intern_narrow(&mut self, word: &str) -> WordId {
        let lexicon = &mut self.lexicon;
        let found = lexicon.find_bytes(word.as_bytes(), word.len()).id;
        if found != WordId::UNKNOWN || word.is_empty() {
            return found;
        }
        let id = WordId(lexicon.ends.len() as u32);
        let start = lexicon.arena.len();
        lexicon.arena.push_str(word);
        lexicon.arena[start..].make_ascii_lowercase();
        lexicon.ends.push(lexicon.arena.len() as u32);
        let bytes = word.as_bytes();
        if bytes.len() < Short::LIMIT {
            lexicon.short.insert(Short::new(Eight::at(bytes, 0).lowered()), id);
        } else {
            lexicon.long.insert(Long::new(bytes, bytes.len()), id);
        }
        self.classes.push(0);
        id
    }

    /// Adds class bits to a word.
    pub fn classify(&mut self, id: WordId, bits: u32) {
        self.classes[id.index()] |= bits;
    }

    /// The table as it is so far, without class bits.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The finished table.
    pub fn build(mut self) -> Lexicon {
        self.lexicon.short.classify(&self.classes);
        self.lexicon.long.classify(&self.classes);
        self.lexicon
    }
}

/// Lower case, with `’` as `'`.
pub fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' || c == '‘' { '\'' } else { c }).collect()
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
        assert_eq!(lexicon.find("Won't"), wont);
        assert_eq!(lexicon.find("WON’T"), wont);
        assert_eq!(lexicon.find("ERDOĞAN"), erdogan);
        assert_eq!(lexicon.find("wont"), WordId::UNKNOWN);
    }

    #[test]
    fn growing_keeps_every_word() {
        let mut builder = LexiconBuilder::default();
        let ids: Vec<_> = (0..9000).map(|n| builder.intern(&format!("word{n}"))).collect();
        let lexicon = builder.build();
        for (n, id) in ids.into_iter().enumerate() {
            assert_eq!(lexicon.find(&format!("Word{n}")), id);
        }
    }
}
