//! [`Starts`]: the first two elements of patterns, so that two look-ups tell whether a block can match any.

use crate::lexicon::{Lexicon, WordId};
use crate::pattern::VocabularyBuilder;
use crate::pattern::parse::Node;
use crate::words::bits;
use std::collections::{BTreeMap, BTreeSet};

/// How the blocks begin that some patterns match.
#[derive(Default)]
pub(super) struct Starts {
    /// First words, each with what may follow it.
    words: BTreeMap<WordId, Second>,
    /// Classes that first elements ask for.
    bits: u32,
    /// Whether some begin with a gap or with any word.
    anything: bool,
}

/// What may follow a first word.
#[derive(Default)]
struct Second {
    words: BTreeSet<WordId>,
    bits: u32,
    end: bool,
    anything: bool,
}

/// One element at the start of a pattern.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Element {
    Word(WordId),
    Bits(u32),
    Anything,
    End,
}

impl Starts {
    /// Adds what a match of `pattern` can begin with.
    pub fn add(&mut self, pattern: &Node, vocabulary: &VocabularyBuilder) {
        for prefix in prefixes(pattern, vocabulary) {
            match prefix.first() {
                Some(Element::Word(id)) => {
                    let second = self.words.entry(*id).or_default();
                    match prefix.get(1) {
                        Some(Element::Word(id)) => drop(second.words.insert(*id)),
                        Some(Element::Bits(bits)) => second.bits |= bits,
                        Some(Element::End) => second.end = true,
                        Some(Element::Anything) | None => second.anything = true,
                    }
                }
                Some(Element::Bits(bits)) => self.bits |= bits,
                Some(Element::Anything | Element::End) | None => self.anything = true,
            }
        }
    }

    /// Whether a block can match that begins so. In a long paragraph a capital alone is no sign of a name; two are. A
    /// pattern that can begin with anything is tried only on a line that is `open` to it.
    pub fn fit(&self, head: &Beginning, short: bool, open: bool) -> bool {
        if self.anything && open {
            return true;
        }
        let common = self.bits & head.first.bits;
        if common & !NAME != 0 || common != 0 && short || common & !bits::WORD != 0 && head.is_named() {
            return true;
        }
        self.words.get(&head.first.id).is_some_and(|next| {
            next.anything
                || match head.second() {
                    None => next.end,
                    Some(second) => next.words.contains(&second.id) || next.bits & second.bits != 0,
                }
        })
    }
}

/// Bits that any capitalised word has.
const NAME: u32 = bits::CAP | bits::WORD | bits::GIVEN | bits::SURNAME | bits::INITIAL;

/// The first two elements that a pattern can begin with, in every way it can.
fn prefixes(node: &Node, vocabulary: &VocabularyBuilder) -> BTreeSet<Vec<Element>> {
    use Element::*;
    let one = |element| BTreeSet::from([vec![element]]);
    match node {
        Node::Words(ids) => ids.iter().map(|id| vec![Word(*id)]).collect(),
        Node::Exact(id, _) => one(Word(*id)),
        Node::Label { label, .. } => {
            let words = vocabulary.list(*label).0.iter().map(|(id, _)| vec![Word(*id)]);
            let phrases =
                vocabulary.phrase_starts(*label).map(|[first, second]| vec![Word(first), Word(second)]);
            words.chain(phrases).collect()
        }
        Node::Class { bits, .. } => one(Bits(*bits)),
        Node::Any | Node::Not(_) => one(Anything),
        Node::Gap(_) => BTreeSet::from([vec![], vec![Anything, Anything]]),
        Node::Edge { end: true } => one(End),
        Node::Edge { end: false } | Node::Open | Node::Close => BTreeSet::from([vec![]]),
        Node::Sequence(nodes) => nodes.iter().fold(BTreeSet::from([vec![]]), |before, node| {
            match before.iter().all(|p| p.len() > 1) {
                true => before,
                false => joined(&before, &prefixes(node, vocabulary)),
            }
        }),
        Node::Either(nodes) => nodes.iter().flat_map(|n| prefixes(n, vocabulary)).collect(),
        Node::Repeat(node, least, most) => {
            let once = prefixes(node, vocabulary);
            let mut all = if *most > 1 { joined(&once, &once) } else { BTreeSet::new() };
            if *least == 0 {
                all.insert(vec![]);
            }
            if *least < 2 {
                all.extend(once);
            }
            all
        }
    }
}

/// Every prefix of `before` that is too short, continued by every one of `after`.
fn joined(before: &BTreeSet<Vec<Element>>, after: &BTreeSet<Vec<Element>>) -> BTreeSet<Vec<Element>> {
    let mut all = BTreeSet::new();
    for prefix in before {
        if prefix.len() > 1 {
            all.insert(prefix.clone());
            continue;
        }
        all.extend(after.iter().map(|next| prefix.iter().chain(next).take(2).cloned().collect()));
    }
    all
}

/// How a block begins. What most blocks need not tell is found when it is asked for.
pub(super) struct Beginning<'t> {
    first: Word,
    rest: &'t str,
    lexicon: &'t Lexicon,
    no_name: bool,
}

/// Small words inside names.
const PARTICLES: [&str; 13] =
    ["al", "bin", "da", "de", "del", "der", "di", "el", "ibn", "la", "le", "van", "von"];

/// One word or mark: its id, and those of its bits that its first letters show.
#[derive(Clone, Copy)]
struct Word {
    id: WordId,
    bits: u32,
}

impl<'t> Beginning<'t> {
    /// The beginning of a block; none if it is empty. `no_name` tells the words that no name begins with.
    pub fn of(
        block: &'t str,
        lexicon: &'t Lexicon,
        no_name: impl Fn(WordId) -> bool,
    ) -> Option<Beginning<'t>> {
        let (first, rest) = Word::split(block, lexicon)?;
        Some(Beginning { first, rest, lexicon, no_name: no_name(first.id) })
    }

    /// Whether it may begin with a name: two capitals, or one and a particle.
    fn is_named(&self) -> bool {
        if self.first.bits & bits::CAP == 0 || self.no_name {
            return false;
        }
        let next = self.rest.trim_start_matches(['.', ' ', '-', '\'', '’']);
        next.starts_with(char::is_uppercase)
            || PARTICLES.contains(&next.split(' ').next().unwrap_or_default())
    }

    /// The second word or mark.
    fn second(&self) -> Option<Word> {
        Word::split(self.rest, self.lexicon).map(|(word, _)| word)
    }
}

impl Word {
    /// The first word or mark of `text`, a possessive's *'s* taken off, and what follows it.
    fn split<'t>(text: &'t str, lexicon: &Lexicon) -> Option<(Word, &'t str)> {
        let text = text.trim_start();
        let first = text.chars().next()?;
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
        let end = match first.is_alphanumeric() {
            true => text.find(|c| !inside(c)).unwrap_or(text.len()),
            false => first.len_utf8(),
        };
        let (word, rest) = text.split_at(end);
        let word = ["'s", "’s", "'", "’"].iter().find_map(|s| word.strip_suffix(s)).unwrap_or(word);
        let word = if word.is_empty() { &text[..end] } else { word };
        let bits = match first {
            '0'..='9' => bits::NUMBER | bits::YEAR | bits::ORDINAL | bits::DECADE,
            _ if first.is_uppercase() => match word.len() - first.len_utf8() {
                0 => NAME | bits::INITIAL,
                _ if word.chars().any(char::is_lowercase) => NAME,
                _ => NAME | bits::UPPER,
            },
            _ if first.is_alphanumeric() => bits::LOWER | bits::WORD,
            _ => bits::MARK | bits::QUOTE,
        };
        Some((Word { id: lexicon.find(word, !word.is_ascii()), bits }, rest))
    }
}
