//! [`Vocabulary`]: the lists that rules define, as memberships of single words and phrases of several; the
//! numbers of lists, mentions and captures; inflection.

use super::inflection::regular_forms;
use super::parse::Node;
use super::phrases::{Phrases, PhrasesBuilder, possessive};
use crate::lexicon::{Lexicon, LexiconBuilder, Names, WordId};
use crate::word_map::WordMap;
use crate::words::{self, Unit};
use std::collections::BTreeMap;

/// The compiled lists. A list or a kind of mention is a *label*; labels are what edges carry.
pub struct Vocabulary {
    labels: Names,
    captures: Names,
    entries: Vec<Entry>,
    /// For each word, where its memberships stand.
    /// The range of a word in `members`.
    members_of: WordMap<(u32, u32)>,
    members: Vec<Member>,
    /// Entries of several words, by their first.
    pub phrases: Phrases,
}

struct Entry {
    value: String,
}

/// A word's place in a list.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The list.
    pub label: u16,
    /// The entry, for [`Vocabulary::value`].
    pub entry: u32,
    /// Whether only the exact case counts; then the number of the entry's surface, else 0.
    pub exact: u32,
}

impl Vocabulary {
    /// The lists a single word is in.
    #[inline]
    pub fn members(&self, id: WordId) -> &[Member] {
        match self.members_of.get(id) {
            Some(&(from, to)) => &self.members[from as usize..to as usize],
            None => &[],
        }
    }

    /// The lists of every word, in the order of words, as far as words are in lists.
    pub fn words_with_members(&self) -> impl Iterator<Item = &[Member]> {
        (0..self.members_of.end().0).map(|id| self.members(WordId(id)))
    }

    /// Whether the word stands in the case that the membership asks for.
    #[inline]
    pub fn fits(&self, member: Member, unit: Unit, text: &str) -> bool {
        self.is_exactly(member.exact, unit, text)
    }

    /// Whether the word is the surface that [`Member::exact`] asks for.
    #[inline]
    pub fn is_exactly(&self, exact: u32, unit: Unit, text: &str) -> bool {
        exact == 0 || *self.phrases.surface(exact) == *unit.bare(text).of(text)
    }

    /// The value of an entry, or its words.
    pub fn value(&self, entry: u32) -> &str {
        &self.entries[entry as usize].value
    }

    /// The label called `name`: a list's name, or `<mention>`.
    pub fn label(&self, name: &str) -> Option<u16> {
        self.labels.get(name)
    }

    /// Number of labels.
    pub fn labels(&self) -> usize {
        self.labels.len()
    }

    /// The name of a label.
    pub fn label_name(&self, label: u16) -> &str {
        self.labels.name(label)
    }

    /// The capture called `name`.
    pub fn capture(&self, name: &str) -> Option<u16> {
        self.captures.get(name)
    }

    /// The name of a capture.
    pub fn capture_name(&self, capture: u16) -> &str {
        self.captures.name(capture)
    }
}

/// Collects lists, words and names while rule files are compiled.
#[derive(Default)]
pub struct VocabularyBuilder {
    /// The words.
    pub lexicon: LexiconBuilder,
    labels: Names,
    captures: Names,
    entries: Vec<Entry>,
    members: Vec<(WordId, Member)>,
    phrases: PhrasesBuilder,
    irregular: BTreeMap<String, Vec<String>>,
    /// For each list: its single words and the number of its entries of several, for choosing anchors.
    lists: BTreeMap<u16, (Vec<(WordId, Member)>, usize)>,
    plain: Option<Lexicon>,
    frequencies: BTreeMap<WordId, u64>,
}

impl VocabularyBuilder {
    /// The first two words of each entry of a list that has several.
    pub fn phrase_starts(&self, label: u16) -> impl Iterator<Item = [WordId; 2]> {
        self.phrases.of_list(label).map(|words| [words[0], words[1]])
    }

    /// Takes the forms of an irregular word: `say` with `said`.
    pub fn irregular(&mut self, base: &str, forms: &[&str]) {
        self.irregular.entry(base.to_string()).or_default().extend(forms.iter().map(|s| s.to_string()));
    }

    /// Takes how often a word comes up in a million words of prose, for choosing anchors.
    pub fn frequent(&mut self, word: &str, per_million: u64) {
        let id = self.lexicon.intern(word);
        self.frequencies.insert(id, per_million);
    }

    /// How often a word comes up in a million words; 10 for those that are not among the frequent ones.
    pub fn frequency(&self, id: WordId) -> u64 {
        self.frequencies.get(&id).copied().unwrap_or(10)
    }

    /// Adds an entry to a list. `key` may begin with `~` (all inflections of its last word) or `=` (exactly
    /// this case). A fault if there is no word in it.
    pub fn add_entry(&mut self, list: &str, key: &str, value: &str) -> Result<(), String> {
        let label = self.labels.number(list);
        let (inflected, rest) = key.strip_prefix('~').map_or((false, key), |rest| (true, rest));
        let (exact, surface) = rest.strip_prefix('=').map_or((false, rest), |rest| (true, rest));
        let entry = self.entries.len() as u32;
        self.entries.push(Entry { value: value.to_string() });
        let words = self.split(surface);
        let Some((last, before)) = words.split_last() else {
            return Err(format!("`{key}` has no word in it"));
        };
        let last_word = self.lexicon.lexicon().word(*last).to_string();
        let forms = if inflected { self.inflections(&last_word) } else { vec![*last] };
        for form in forms {
            let exact = exact.then_some(surface);
            if before.is_empty() {
                let exact = exact.map_or(0, |s| self.phrases.surface(s));
                let member = (form, Member { label, entry, exact });
                self.members.push(member);
                self.lists.entry(label).or_default().0.push(member);
            } else {
                let words = [before, &[form]].concat();
                self.phrases.add(&words, label, entry, exact);
                self.lists.entry(label).or_default().1 += 1;
            }
        }
        Ok(())
    }

    /// The label of a list that a pattern uses; [`VocabularyBuilder::undefined_list`] tells if nothing fills it.
    pub fn use_list(&mut self, name: &str) -> u16 {
        self.labels.number(name)
    }

    /// The label of a kind of mention.
    pub fn mention(&mut self, name: &str) -> u16 {
        self.labels.number(&format!("<{name}>"))
    }

    /// The number of a capture.
    pub fn capture(&mut self, name: &str) -> u16 {
        self.captures.number(name)
    }

    /// The name of a list in the pattern that nothing has filled.
    pub fn undefined_list(&self, node: &Node) -> Option<&str> {
        match node {
            Node::Label { label, .. } => {
                let name = self.labels.name(*label);
                (!name.starts_with('<') && !self.lists.contains_key(label)).then_some(name)
            }
            Node::Sequence(nodes) | Node::Either(nodes) => nodes.iter().find_map(|n| self.undefined_list(n)),
            Node::Repeat(node, ..) | Node::Not(node) => self.undefined_list(node),
            _ => None,
        }
    }

    /// The single words of a list, and how many entries of several words it has.
    pub fn list(&self, label: u16) -> (&[(WordId, Member)], usize) {
        self.lists.get(&label).map_or((&[], 0), |(words, phrases)| (words, *phrases))
    }

    /// The units of a literal, interned.
    pub fn split(&mut self, literal: &str) -> Vec<WordId> {
        let plain = self.plain.get_or_insert_with(|| LexiconBuilder::default().build());
        words::split_plain(literal, plain).iter().map(|span| self.lexicon.intern(span.of(literal))).collect()
    }

    /// The units of a name: a word with *'s* that no rule has is the word without it, so that the text's *Haiti's*
    /// is *Haiti* although a name begins with it.
    pub fn split_name(&mut self, name: &str) -> Vec<WordId> {
        let plain = self.plain.get_or_insert_with(|| LexiconBuilder::default().build());
        let spans = words::split_plain(name, plain);
        let word = |span: &crate::span::Span| {
            let word = span.of(name);
            let base = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).filter(|b| !b.is_empty());
            match base {
                Some(base) if self.lexicon.lexicon().find(word) == WordId::UNKNOWN => {
                    possessive(self.lexicon.intern(base), true)
                }
                _ => self.lexicon.intern(word),
            }
        };
        spans.iter().map(word).collect()
    }

    /// The id of a literal that is one word.
    pub fn word(&mut self, literal: &str) -> Option<WordId> {
        if !literal.is_empty() && literal.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Some(self.lexicon.intern(literal));
        }
        match self.split(literal)[..] {
            [id] => Some(id),
            _ => None,
        }
    }

    /// A word and all its inflections: as a noun, a verb, an adjective; irregular ones from the table.
    pub fn inflections(&mut self, base: &str) -> Vec<WordId> {
        let mut forms = vec![base.to_lowercase()];
        match self.irregular.get(&forms[0]) {
            Some(irregular) => forms.extend(irregular.iter().cloned()),
            None => forms.extend(regular_forms(&forms[0])),
        }
        let mut ids: Vec<WordId> = forms.iter().map(|f| self.lexicon.intern(f)).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    /// The finished lists, and the lexicon builder to go on with.
    pub fn build(mut self) -> (Vocabulary, LexiconBuilder) {
        self.members.sort_by_key(|(id, m)| (*id, m.label, m.entry));
        let mut members_of: BTreeMap<WordId, (u32, u32)> = BTreeMap::new();
        for (at, (id, _)) in (0..).zip(&self.members) {
            members_of.entry(*id).or_insert((at, at)).1 = at + 1;
        }
        let vocabulary = Vocabulary {
            labels: self.labels,
            captures: self.captures,
            entries: self.entries,
            members_of: members_of.into(),
            members: self.members.into_iter().map(|m| m.1).collect(),
            phrases: self.phrases.build(),
        };
        (vocabulary, self.lexicon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_follow_spelling_and_the_irregular_table() {
        let mut builder = VocabularyBuilder::default();
        builder.irregular("say", &["says", "said", "saying"]);
        let mut forms = |base: &str| {
            let ids = builder.inflections(base);
            let mut words: Vec<_> =
                ids.iter().map(|id| builder.lexicon.lexicon().word(*id).to_string()).collect();
            words.sort();
            words
        };
        assert_eq!(forms("say"), ["said", "say", "saying", "says"]);
        assert_eq!(forms("plan"), ["plan", "planed", "planing", "planned", "planning", "plans"]);
        assert_eq!(forms("carry"), ["carried", "carries", "carry", "carrying"]);
        assert_eq!(forms("argue"), ["argue", "argued", "argues", "arguing"]);
    }
}
