//! [`Starts`]: the first three elements of every pattern, so that a few words tell which ones a block can match.
//!
//! Blocks are many and those that a rule knows are few; what is asked here decides how fast an article is read. The
//! elements are kept as a tree, and their words in a table of their own, which is small enough to stay at hand.

use super::furniture::Place;
use crate::lexicon::{Lexicon, LexiconBuilder, WordId};
use crate::pattern::VocabularyBuilder;
use crate::pattern::parse::Node;
use crate::words::{bits, short};
use std::collections::BTreeSet;

/// How the blocks begin that some pattern matches.
pub(super) struct Starts {
    words: Lexicon,
    /// By first word: what may follow.
    by_word: Vec<Step>,
    /// By the class that the first word must be of.
    by_class: Vec<(u32, Step)>,
    /// Of patterns that begin with a gap or with any word.
    anything: Step,
}

/// A set of demands on a block besides its first words: a bit for each place it must stand in, whether it must be short,
/// whether it must have a figure.
#[derive(Clone, Copy, Default)]
pub(super) struct Demands(u32);

impl Demands {
    /// What a block meets: in which places it stands, whether it is short, whether it has a figure.
    pub fn met(stands: impl Fn(Place) -> bool, short: bool, figure: bool) -> Demands {
        let bit = |place| u32::from(stands(place)) << place as u32;
        let places = Place::ALL.into_iter().fold(0, |places, place| places | bit(place));
        let lengths = if short { places | places << LENGTH } else { places };
        Demands(if figure { lengths | lengths << FIGURE } else { lengths })
    }

    /// What a pattern asks for.
    fn of(pattern: &Node, place: Place) -> Demands {
        let ends =
            matches!(pattern, Node::Sequence(nodes) if nodes.last() == Some(&Node::Edge { end: true }));
        let (length, figure) = (LENGTH * u32::from(ends), FIGURE * u32::from(needs_figure(pattern)));
        Demands(1 << (place as u32 + length + figure))
    }

    fn add(&mut self, other: Demands) {
        self.0 |= other.0;
    }

    fn meet(self, other: Demands) -> bool {
        self.0 & other.0 != 0
    }
}

/// The bits of all places are doubled for the length of a block, and all these for a figure.
const LENGTH: u32 = Place::ALL.len() as u32;
const FIGURE: u32 = 2 * LENGTH;

/// Whether every match of a pattern has a figure in it.
fn needs_figure(node: &Node) -> bool {
    match node {
        Node::Class { bits, .. } => bits & !(bits::NUMBER | bits::YEAR | bits::ORDINAL | bits::DECADE) == 0,
        Node::Sequence(nodes) => nodes.iter().any(needs_figure),
        Node::Either(nodes) => nodes.iter().all(needs_figure),
        Node::Repeat(node, least, _) => *least > 0 && needs_figure(node),
        _ => false,
    }
}

/// A place in the tree: what was seen so far may be the start of a pattern.
#[derive(Default)]
struct Step {
    /// The patterns of which nothing more is looked at, and what they demand.
    ends: Vec<(Demands, u32)>,
    /// Where something can still match from here.
    within: Demands,
    next: Vec<(Element, Step)>,
}

/// One element of a pattern, as far as a single word or mark tells. Words are those of the small table.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Element {
    /// In order.
    Words(Box<[WordId]>),
    Bits(u32),
    Anything,
    End,
}

/// So many elements of a pattern are looked at.
const DEPTH: usize = 3;

impl Starts {
    /// The numbers of the patterns that can match a block that meets these demands, in order. What begins with a gap is
    /// tried only on one that is `open` to it.
    pub fn candidates(&self, block: &str, demands: Demands, open: bool, out: &mut Vec<u32>) {
        out.clear();
        let mut words = FirstWords::new(block, &self.words);
        let Some(first) = words.get(0) else { return };
        let of_class = self.by_class.iter().filter(|(bits, _)| bits & first.bits != 0).map(|(_, step)| step);
        let of_word = self.by_word.get(first.id.index());
        for step in of_class.chain(of_word).chain(open.then_some(&self.anything)) {
            if step.within.meet(demands) {
                step.collect(1, &mut words, demands, out);
            }
        }
        if out.len() > 1 {
            out.sort_unstable();
            out.dedup();
        }
    }
}

impl Step {
    /// The patterns that go on from here, where so many words were seen.
    fn collect(&self, seen: usize, words: &mut FirstWords, demands: Demands, out: &mut Vec<u32>) {
        out.extend(self.ends.iter().filter(|(asked, _)| asked.meet(demands)).map(|(_, pattern)| pattern));
        let mut met = self.next.iter().filter(|(_, step)| step.within.meet(demands)).peekable();
        if met.peek().is_none() {
            return;
        }
        let next = words.get(seen);
        for (element, step) in met {
            let fits = match (element, next) {
                (Element::Anything, _) | (Element::End, None) => true,
                (Element::Words(ids), Some(word)) => ids.binary_search(&word.id).is_ok(),
                (Element::Bits(bits), Some(word)) => bits & word.bits != 0,
                _ => false,
            };
            if fits {
                step.collect(seen + 1, words, demands, out);
            }
        }
    }

    fn add(&mut self, elements: &[Element], demands: Demands, pattern: u32) {
        self.within.add(demands);
        let Some((first, rest)) = elements.split_first() else { return self.ends.push((demands, pattern)) };
        let known = self.next.iter().position(|(element, _)| element == first);
        let at = known.unwrap_or_else(|| {
            self.next.push((first.clone(), Step::default()));
            self.next.len() - 1
        });
        self.next[at].1.add(rest, demands, pattern);
    }
}

/// Collects the starts of patterns.
#[derive(Default)]
pub(super) struct StartsBuilder {
    words: LexiconBuilder,
    starts: Vec<(Vec<Element>, Demands, u32)>,
}

impl StartsBuilder {
    /// Adds what a match of the pattern of this number can begin with.
    pub fn add(&mut self, number: u32, pattern: &Node, place: Place, vocabulary: &VocabularyBuilder) {
        let demands = Demands::of(pattern, place);
        let prefixes = self.prefixes(pattern, vocabulary);
        self.starts.extend(prefixes.into_iter().map(|prefix| (prefix, demands, number)));
    }

    /// The finished tree.
    pub fn build(self) -> Starts {
        let words = self.words.build();
        let (mut by_word, mut anything) = (Vec::new(), Step::default());
        by_word.resize_with(words.len(), Step::default);
        let mut by_class: Vec<(u32, Step)> = Vec::new();
        for (elements, demands, pattern) in self.starts {
            match elements.split_first() {
                Some((Element::Words(ids), rest)) => {
                    ids.iter().for_each(|id| by_word[id.index()].add(rest, demands, pattern));
                }
                Some((Element::Bits(bits), rest)) => {
                    if by_class.iter().all(|(known, _)| known != bits) {
                        by_class.push((*bits, Step::default()));
                    }
                    let of_class = by_class.iter_mut().filter(|(known, _)| known == bits);
                    of_class.for_each(|(_, step)| step.add(rest, demands, pattern));
                }
                Some((Element::Anything, rest)) => anything.add(rest, demands, pattern),
                Some((Element::End, _)) => {}
                None => anything.add(&[], demands, pattern),
            }
        }
        Starts { words, by_word, by_class, anything }
    }

    /// The first elements that a pattern can begin with, in every way it can.
    fn prefixes(&mut self, node: &Node, vocabulary: &VocabularyBuilder) -> BTreeSet<Vec<Element>> {
        use Element::*;
        let one = |element| BTreeSet::from([vec![element]]);
        match node {
            Node::Words(ids) => one(self.words(ids.iter().copied(), vocabulary)),
            Node::Exact(id, _) => one(self.words([*id].into_iter(), vocabulary)),
            Node::Label { label, .. } => {
                let single = self.words(vocabulary.list(*label).0.iter().map(|(id, _)| *id), vocabulary);
                let phrases = vocabulary.phrase_starts(*label);
                // Of a phrase's further words nothing is known.
                let phrases = phrases.map(|start| {
                    let words = start.map(|id| self.words([id].into_iter(), vocabulary));
                    words.into_iter().chain([Anything]).collect()
                });
                phrases.chain([vec![single]]).collect()
            }
            Node::Class { bits, .. } if bits & !SEEN == 0 => one(Bits(*bits)),
            Node::Class { .. } | Node::Any | Node::Not(_) => one(Anything),
            Node::Gap(_) => BTreeSet::from([vec![], vec![Anything; DEPTH]]),
            Node::Edge { end: true } => one(End),
            Node::Edge { end: false } | Node::Open | Node::Close => BTreeSet::from([vec![]]),
            Node::Sequence(nodes) => nodes.iter().fold(BTreeSet::from([vec![]]), |before, node| match before
                .iter()
                .all(|prefix| is_full(prefix))
            {
                true => before,
                false => joined(&before, self.prefixes(node, vocabulary)),
            }),
            Node::Either(nodes) => {
                let (mut all, mut single) = (BTreeSet::new(), Vec::new());
                for prefix in nodes.iter().flat_map(|node| self.prefixes(node, vocabulary)) {
                    match prefix.as_slice() {
                        [Words(ids)] => single.extend_from_slice(ids),
                        _ => drop(all.insert(prefix)),
                    }
                }
                all.extend((!single.is_empty()).then(|| vec![in_order(single)]));
                all
            }
            Node::Repeat(node, least, most) => {
                let once = self.prefixes(node, vocabulary);
                let mut times = BTreeSet::from([vec![]]);
                let mut all = BTreeSet::new();
                for time in 0..=*most {
                    if time >= *least {
                        all.extend(times.iter().cloned());
                    }
                    if times.iter().all(|prefix| is_full(prefix)) {
                        all.extend(times.iter().cloned());
                        break;
                    }
                    times = joined(&times, once.clone());
                }
                all
            }
        }
    }

    /// These words, in the table of first words.
    fn words(&mut self, ids: impl Iterator<Item = WordId>, vocabulary: &VocabularyBuilder) -> Element {
        let lexicon = vocabulary.lexicon.lexicon();
        in_order(ids.map(|id| self.words.intern(lexicon.word(id))).collect())
    }
}

fn in_order(mut ids: Vec<WordId>) -> Element {
    ids.sort_unstable();
    ids.dedup();
    Element::Words(ids.into())
}

/// Whether nothing that follows is looked at.
fn is_full(prefix: &[Element]) -> bool {
    prefix.len() >= DEPTH || prefix.last() == Some(&Element::End)
}

/// Every prefix of `before` that is too short, continued by every one of `after`.
fn joined(before: &BTreeSet<Vec<Element>>, after: BTreeSet<Vec<Element>>) -> BTreeSet<Vec<Element>> {
    if before.len() == 1 && before.first().is_some_and(Vec::is_empty) {
        return after;
    }
    let mut all = BTreeSet::new();
    for prefix in before {
        match is_full(prefix) {
            true => drop(all.insert(prefix.clone())),
            false => {
                all.extend(after.iter().map(|next| prefix.iter().chain(next).take(DEPTH).cloned().collect()))
            }
        }
    }
    all
}

/// The classes that the letters of a word show.
const SEEN: u32 = NAME
    | bits::UPPER
    | bits::LOWER
    | bits::NUMBER
    | bits::YEAR
    | bits::ORDINAL
    | bits::DECADE
    | bits::MARK
    | bits::QUOTE
    | bits::GLUED
    | bits::POSSESSIVE;

/// Bits that any capitalised word may have.
const NAME: u32 = bits::CAP | bits::WORD | bits::GIVEN | bits::SURNAME | bits::INITIAL;

/// One word or mark: its id, and the bits that it may have by its letters.
#[derive(Clone, Copy)]
struct Word {
    id: WordId,
    bits: u32,
}

/// The first words of a block, split when they are asked for.
struct FirstWords<'b> {
    rest: &'b str,
    lexicon: &'b Lexicon,
    words: [Option<Word>; DEPTH],
    split: usize,
}

impl<'b> FirstWords<'b> {
    fn new(block: &'b str, lexicon: &'b Lexicon) -> FirstWords<'b> {
        FirstWords { rest: block, lexicon, words: [None; DEPTH], split: 0 }
    }

    /// The one after the first `n`, of which there are fewer than [`DEPTH`].
    fn get(&mut self, n: usize) -> Option<Word> {
        while self.split <= n {
            if let Some((word, end)) = Word::split(self.rest, self.lexicon) {
                self.words[self.split] = Some(word);
                self.rest = &self.rest[end..];
            }
            self.split += 1;
        }
        self.words[n]
    }
}

impl Word {
    /// The first word or mark of `text`, a possessive's *'s* taken off, and where it ends.
    fn split(text: &str, lexicon: &Lexicon) -> Option<(Word, usize)> {
        let bytes = text.as_bytes();
        let mut start = usize::from(bytes.first() == Some(&b' '));
        if bytes.get(start).is_some_and(u8::is_ascii_alphabetic)
            && let Some(unit) = short(bytes, start, lexicon)
        {
            let name = if unit.is(bits::CAP) { NAME } else { 0 };
            let glued = if start == 0 { bits::GLUED } else { 0 };
            return Some((Word { id: unit.id, bits: unit.bits | name | glued }, unit.end as usize));
        }
        let spaced = text.trim_start();
        start = text.len() - spaced.len();
        let glued = if start == 0 { bits::GLUED } else { 0 };
        let first = spaced.chars().next()?;
        let end = if first.is_alphanumeric() { word_end(spaced) } else { first.len_utf8() };
        let whole = &spaced[..end];
        let host = whole.strip_suffix('s').and_then(|host| host.strip_suffix(['\'', '’']));
        let (word, possessive) = host.map_or((whole, 0), |host| (host, bits::POSSESSIVE));
        let shape = match first {
            '0'..='9' => bits::NUMBER | bits::YEAR | bits::ORDINAL | bits::DECADE,
            'a'..='z' => bits::LOWER | bits::WORD,
            _ if first.is_uppercase() => match word.chars().any(char::is_lowercase) {
                true => NAME,
                false => NAME | bits::UPPER,
            },
            _ if first.is_alphanumeric() => bits::LOWER | bits::WORD,
            _ => bits::MARK | bits::QUOTE,
        };
        let id = lexicon.find_first(spaced, word.len(), !word.is_ascii()).id;
        Some((Word { id, bits: shape | glued | possessive }, start + end))
    }
}

/// Where the word ends that `text` begins with; marks between two letters or two figures are inside: *don't*, *a.m*,
/// *11,000*.
fn word_end(text: &str) -> usize {
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let joins = |b: &u8| !b.is_ascii() || matches!(b, b'.' | b'\'' | b':' | b',' | b';' | b'_');
    if !text.as_bytes().get(plain).is_some_and(joins) {
        return plain;
    }
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let joins = || {
            let next = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
            matches!(c, '.' | '\'' | '’' | ':') && before.is_alphabetic() && next.is_alphabetic()
                || matches!(c, '.' | '\'' | '’' | ',' | ';') && before.is_numeric() && next.is_numeric()
        };
        if !c.is_alphanumeric() && c != '_' && !joins() {
            return at;
        }
        before = c;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_the_splitter_of_words_ends_them() {
        for (text, word) in [
            ("don't go", "don't"),
            ("a.m. today", "a.m"),
            ("11,000 men", "11,000"),
            ("9:15 a.m.", "9"),
            ("Zoë’s", "Zoë’s"),
            ("boys' own", "boys"),
            ("So: what", "So"),
        ] {
            assert_eq!(&text[..word_end(text)], word, "{text}");
        }
    }
}
