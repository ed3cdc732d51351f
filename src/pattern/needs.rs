//! [`Needs`]: what must stand somewhere in a sentence for a pattern to match in it, beside the element it is found by.
//!
//! In: the nodes of patterns. Out: for each pattern a set of bits, and for a sentence the bits of what stands in it. A bit
//! stands for one of several words, lists, mentions or classes (*on | by | at*, `<date.future>`), so that most
//! candidates fall by one comparison.

use super::parse::Node;
use super::vocabulary::VocabularyBuilder;
use crate::lexicon::WordId;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::BitOrAssign;

/// A set of things that must stand in a sentence, or that do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs([u64; 2]);

impl Needs {
    fn bit(number: usize) -> Needs {
        let mut needs = Needs::default();
        needs.0[number / 64] = 1 << (number % 64);
        needs
    }

    /// Whether a sentence has all that is needed.
    #[inline]
    pub fn are_met(self, there: Needs) -> bool {
        (self.0[0] & !there.0[0]) | (self.0[1] & !there.0[1]) == 0
    }
}

impl BitOrAssign for Needs {
    #[inline]
    fn bitor_assign(&mut self, other: Needs) {
        self.0[0] |= other.0[0];
        self.0[1] |= other.0[1];
    }
}

impl FromIterator<Needs> for Needs {
    #[inline]
    fn from_iter<I: IntoIterator<Item = Needs>>(all: I) -> Needs {
        let mut sum = Needs::default();
        all.into_iter().for_each(|needs| sum |= needs);
        sum
    }
}

/// What meets which needs, beside words.
#[derive(Default)]
pub struct Signals {
    of_label: Vec<Needs>,
    of_class: Vec<(u32, Needs)>,
}

impl Signals {
    /// The needs that an edge meets.
    #[inline]
    pub fn of_edge(&self, label: u16) -> Needs {
        self.of_label.get(usize::from(label)).copied().unwrap_or_default()
    }

    /// The needs that units meet which have these bits between them.
    #[inline]
    pub fn of_bits(&self, bits: u32) -> Needs {
        self.of_class.iter().filter(|(class, _)| bits & class != 0).map(|(_, needs)| *needs).collect()
    }
}

/// One of these must stand in the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Need {
    /// About how often one of them comes up in a million words.
    frequency: u64,
    words: BTreeSet<WordId>,
    labels: BTreeSet<u16>,
    classes: u32,
}

/// Collects the needs of patterns; at the end each gets its bit.
#[derive(Default)]
pub struct NeedsBuilder {
    patterns: Vec<Vec<Need>>,
}

/// What is more frequent than this stands in most sentences.
const FREQUENT: u64 = 60_000;
/// Most needs of one pattern that are looked at, the rarest.
const MOST: usize = 3;
/// Number of bits. The rarest needs share the second half of them.
const BITS: usize = 128;

impl NeedsBuilder {
    /// Takes what a pattern needs beside its anchor. `frequency` tells how often an element comes up.
    pub fn add<'n>(
        &mut self,
        nodes: impl Iterator<Item = &'n Node>,
        vocabulary: &VocabularyBuilder,
        frequency: impl Fn(&Node) -> Option<u64> + Copy,
    ) {
        let mut needs = Vec::new();
        nodes.for_each(|node| require(node, vocabulary, frequency, &mut needs));
        needs.retain(|need| need.frequency <= FREQUENT);
        needs.sort();
        needs.dedup();
        needs.truncate(MOST);
        self.patterns.push(needs);
    }

    /// The bits of each pattern in the order in which they were added, and what sets them: words and the rest.
    pub fn build(self) -> (Vec<Needs>, BTreeMap<WordId, Needs>, Signals) {
        let distinct: BTreeSet<&Need> = self.patterns.iter().flatten().collect();
        let shared = |place: usize| if place < BITS / 2 { place } else { BITS / 2 + place % (BITS / 2) };
        // The most frequent first: they would spoil a bit that they share.
        let bits: BTreeMap<&Need, Needs> = distinct
            .into_iter()
            .rev()
            .enumerate()
            .map(|(place, need)| (need, Needs::bit(shared(place))))
            .collect();
        let mut signals = Signals::default();
        let mut of_word: BTreeMap<WordId, Needs> = BTreeMap::new();
        for (need, bit) in &bits {
            need.words.iter().for_each(|word| *of_word.entry(*word).or_default() |= *bit);
            for label in need.labels.iter().map(|label| usize::from(*label)) {
                signals.of_label.resize(signals.of_label.len().max(label + 1), Needs::default());
                signals.of_label[label] |= *bit;
            }
            if need.classes != 0 {
                signals.of_class.push((need.classes, *bit));
            }
        }
        let all = |needs: &Vec<Need>| needs.iter().map(|need| bits[need]).collect();
        (self.patterns.iter().map(all).collect(), of_word, signals)
    }
}

/// Adds what every match of a node has.
fn require(
    node: &Node,
    vocabulary: &VocabularyBuilder,
    frequency: impl Fn(&Node) -> Option<u64> + Copy,
    needs: &mut Vec<Need>,
) {
    let Some(often) = frequency(node) else { return };
    let mut need = Need { frequency: often, ..Need::default() };
    match node {
        Node::Words(ids) => need.words.extend(ids),
        Node::Exact(id, _) => need.words.extend([*id]),
        Node::Label { label, .. } => {
            need.labels.insert(*label);
            need.words.extend(vocabulary.list(*label).0.iter().map(|(id, _)| *id));
        }
        Node::Class { bits, .. } => need.classes |= bits,
        Node::Sequence(nodes) => {
            return nodes.iter().for_each(|node| require(node, vocabulary, frequency, needs));
        }
        Node::Repeat(node, least, _) if *least > 0 => return require(node, vocabulary, frequency, needs),
        Node::Either(branches) => {
            need.frequency = 0;
            for branch in branches {
                let mut of_branch = Vec::new();
                require(branch, vocabulary, frequency, &mut of_branch);
                let Some(rarest) = of_branch.into_iter().min() else { return };
                need.frequency += rarest.frequency;
                need.words.extend(rarest.words);
                need.labels.extend(rarest.labels);
                need.classes |= rarest.classes;
            }
        }
        _ => return,
    }
    needs.push(need);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_needs_one_of_its_alternatives_and_nothing_that_is_everywhere() {
        let mut vocabulary = VocabularyBuilder::default();
        let [on, by, the] = ["on", "by", "the"].map(|word| vocabulary.split(word)[0]);
        let word = |id: WordId| Node::Words(vec![id]);
        let either = Node::Either(vec![word(on), word(by)]);
        let optional = Node::Repeat(Box::new(word(the)), 0, 1);
        let everywhere = FREQUENT + 1;
        let frequency = |node: &Node| match node {
            Node::Words(ids) => Some(if ids[0] == the { everywhere } else { 10 }),
            Node::Repeat(_, 0, _) => None,
            _ => Some(20),
        };
        let mut builder = NeedsBuilder::default();
        builder.add([&either, &word(the), &optional].into_iter(), &vocabulary, frequency);
        builder.add([&word(the)].into_iter(), &vocabulary, frequency);
        let (patterns, of_word, _) = builder.build();
        let nothing = Needs::default();
        assert!(!patterns[0].are_met(nothing));
        assert!(patterns[0].are_met(of_word[&on]) && patterns[0].are_met(of_word[&by]));
        assert!(patterns[1].are_met(nothing) && !of_word.contains_key(&the));
    }
}
