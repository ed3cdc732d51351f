//! [`Index`]: rules filed under their rarest required element, so that a text pays for candidates only.
//!
//! A pattern is split at an *anchor*, an element that every match contains: a word, a list entry, a class or
//! a mention. Where alternatives each have their own rarest element, the pattern is filed once for each.

use super::matcher::Terrain;
use super::needs::{Needs, NeedsBuilder, Signals};
use super::parse::Node;
use super::program::{Op, Program, op};
use super::vocabulary::{Member, VocabularyBuilder};
use crate::lexicon::WordId;
use crate::word_map::WordMap;
use crate::words::bits;
use std::collections::BTreeMap;
use std::ops::Range;

/// One way of finding a rule: an anchor and what must stand on its two sides.
#[derive(Debug)]
pub struct Variant {
    /// The rule, in the order of the rule set.
    pub rule: u32,
    /// The anchor itself.
    pub anchor: Op,
    /// What stands before it, to be run backwards.
    pub before: Place,
    /// What stands after it.
    pub after: Place,
    /// Whether the pattern marks its span.
    pub spanned: bool,
    /// What must stand somewhere in the sentence.
    pub needs: Needs,
}

/// Where a program stands among the instructions of the index; those of one variant are neighbours.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    at: u32,
    len: u32,
    forks: bool,
}

/// Variants by anchor.
#[derive(Default)]
pub struct Index {
    variants: Vec<Variant>,
    ops: Vec<Op>,
    by_word: WordMap<AtWord>,
    words: Vec<Filed>,
    by_label: Vec<Vec<u32>>,
    by_class: Vec<(u32, Vec<u32>)>,
    /// All bits that some class anchor asks for.
    class_bits: u32,
    /// Of patterns that are tried at the start of a sentence, in the order in which they were added.
    openings: Vec<u32>,
    /// What meets the needs of variants, beside words.
    signals: Signals,
}

/// What the index knows of a word.
#[derive(Clone, Copy, Debug, Default)]
struct AtWord {
    /// The range in `words` of the variants anchored at it.
    from: u32,
    to: u32,
    /// What it is that patterns need.
    meets: Needs,
}

/// A unit where a match may be anchored.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// The unit.
    pub at: u32,
    from: u32,
    to: u32,
}

/// A variant under one of its words, with what can be told of its neighbours at once: most candidates fall here,
/// before the variant itself is touched.
#[derive(Clone, Copy, Debug)]
pub struct Filed {
    /// The variant.
    pub variant: u32,
    /// The list entry, if the anchor is a list; else [`NO_ENTRY`].
    pub entry: u32,
    /// The surface that the word must have, if the entry is of one case only: see [`Member::exact`].
    pub exact: u32,
    /// The word that must stand right before, or the unknown one if anything may.
    pub before: WordId,
    /// The word that must stand right after, or the unknown one if anything may.
    pub after: WordId,
    /// What must stand somewhere in the sentence.
    pub needs: Needs,
}

/// No entry: the anchor is a word and not a list.
pub const NO_ENTRY: u32 = u32::MAX;

impl Index {
    /// What a sentence has of all that variants need. The units where some variant is anchored are added to `anchors`.
    pub fn survey(&self, terrain: Terrain, sentence: &Range<u32>, anchors: &mut Vec<Anchor>) -> Needs {
        let (mut there, mut bits) = (Needs::default(), 0);
        let units = &terrain.units[sentence.start as usize..sentence.end as usize];
        for (at, unit) in sentence.clone().zip(units) {
            bits |= unit.bits;
            let AtWord { from, to, meets } = self.by_word.get(unit.id).copied().unwrap_or_default();
            there |= meets;
            let mut anchored = from < to || unit.bits & self.class_bits != 0;
            for edge in terrain.chart.starting(at) {
                there |= self.signals.of_edge(edge.label);
                anchored |= !self.at_label(edge.label).is_empty();
            }
            if anchored {
                anchors.push(Anchor { at, from, to });
            }
        }
        there |= self.signals.of_bits(bits);
        there
    }

    /// The variants anchored at the word of a unit.
    #[inline]
    pub fn at_word(&self, anchor: Anchor) -> &[Filed] {
        &self.words[anchor.from as usize..anchor.to as usize]
    }

    /// The variants anchored at an edge with this label.
    #[inline]
    pub fn at_label(&self, label: u16) -> &[u32] {
        self.by_label.get(usize::from(label)).map_or(&[], Vec::as_slice)
    }

    /// Calls `found` with the variants anchored at a class that the unit is in.
    #[inline]
    pub fn at_class(&self, unit_bits: u32, mut found: impl FnMut(u32)) {
        if unit_bits & self.class_bits == 0 {
            return;
        }
        for (bits, variants) in &self.by_class {
            if unit_bits & bits != 0 {
                variants.iter().for_each(|v| found(*v));
            }
        }
    }

    /// The variants that are tried at the start of a sentence, by the numbers that [`IndexBuilder::add_opening`] gave.
    pub fn openings(&self) -> &[u32] {
        &self.openings
    }

    /// One variant.
    #[inline]
    pub fn variant(&self, number: u32) -> &Variant {
        &self.variants[number as usize]
    }

    /// The instructions at a place, and whether they can fork.
    #[inline]
    pub fn program(&self, place: Place) -> (&[Op], bool) {
        (&self.ops[place.at as usize..(place.at + place.len) as usize], place.forks)
    }

    /// Number of variants.
    pub fn len(&self) -> usize {
        self.variants.len()
    }

    /// Whether there is no rule.
    pub fn is_empty(&self) -> bool {
        self.variants.is_empty()
    }
}

/// Collects rules.
#[derive(Default)]
pub struct IndexBuilder {
    parts: Vec<(u32, Split)>,
    openings: u32,
}

const NO_START: &str = "a pattern that tells what a block is begins with <start>";

/// Most variants of one rule.
const MAX_VARIANTS: usize = 256;

impl IndexBuilder {
    /// Files a rule. A fault if nothing in the pattern is required, or if alternatives multiply too far.
    pub fn add(&mut self, rule: u32, pattern: &Node, vocabulary: &VocabularyBuilder) -> Result<(), String> {
        let nodes = match pattern {
            Node::Sequence(nodes) => nodes.clone(),
            node => vec![node.clone()],
        };
        check_span(&nodes)?;
        let splits = split(&nodes, vocabulary)
            .ok_or("the pattern has no required element that it could be found by (a word, a list, a mention or a class)")?;
        if splits.len() > MAX_VARIANTS {
            return Err(format!("the pattern's alternatives make more than {MAX_VARIANTS} variants"));
        }
        self.parts.extend(splits.into_iter().map(|s| (rule, s)));
        Ok(())
    }

    /// Files a rule whose pattern begins with `<start>` to be tried there, at the start of a sentence, and not where its
    /// rarest element is; gives its number among these.
    pub fn add_opening(&mut self, rule: u32, pattern: &Node) -> Result<u32, String> {
        let Node::Sequence(nodes) = pattern else { return Err(NO_START.into()) };
        let [anchor @ Node::Edge { end: false }, after @ ..] = nodes.as_slice() else {
            return Err(NO_START.into());
        };
        check_span(nodes)?;
        self.parts.push((rule, Split { before: vec![], anchor: anchor.clone(), after: after.to_vec() }));
        self.openings += 1;
        Ok(self.openings - 1)
    }

    /// The finished index.
    pub fn build(mut self, vocabulary: &VocabularyBuilder) -> Index {
        // Variants that are tried at the same word stand side by side in memory.
        self.parts.sort_by_cached_key(|(_, split)| first_word(&split.anchor, vocabulary));
        let mut index = Index::default();
        let mut by_word: BTreeMap<WordId, Vec<Filed>> = BTreeMap::new();
        let mut by_class: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut needs = NeedsBuilder::default();
        for (_, split) in &self.parts {
            let sides = split.before.iter().chain(&split.after);
            needs.add(sides, vocabulary, |node| cost(node, vocabulary));
        }
        let (needs, met_by_words, signals) = needs.build();
        index.signals = signals;
        for ((rule, split), needs) in self.parts.into_iter().zip(needs) {
            let number = index.variants.len() as u32;
            let (before, after) = (Program::new(&split.before, true), Program::new(&split.after, false));
            let filed = |entry, exact| Filed {
                variant: number,
                entry,
                exact,
                before: before.first_word(),
                after: after.first_word(),
                needs,
            };
            match &split.anchor {
                Node::Words(ids) => {
                    ids.iter().for_each(|id| by_word.entry(*id).or_default().push(filed(NO_ENTRY, 0)));
                }
                Node::Exact(id, _) => by_word.entry(*id).or_default().push(filed(NO_ENTRY, 0)),
                Node::Label { label, .. } => {
                    let (words, phrases) = vocabulary.list(*label);
                    for (id, Member { entry, exact, .. }) in words {
                        by_word.entry(*id).or_default().push(filed(*entry, *exact));
                    }
                    if phrases > 0 || words.is_empty() {
                        let at = usize::from(*label);
                        if index.by_label.len() <= at {
                            index.by_label.resize(at + 1, Vec::new());
                        }
                        index.by_label[at].push(number);
                    }
                }
                Node::Class { bits, .. } => by_class.entry(*bits).or_default().push(number),
                Node::Edge { .. } => index.openings.push(number),
                _ => unreachable!("chosen in `cost`"),
            }
            let spanned = split.before.iter().chain(&split.after).any(|n| matches!(n, Node::Open));
            let mut placed = |program: Program| {
                let place =
                    Place { at: index.ops.len() as u32, len: program.ops.len() as u32, forks: program.forks };
                index.ops.extend(program.ops);
                place
            };
            let (before, after) = (placed(before), placed(after));
            index.variants.push(Variant { rule, anchor: op(&split.anchor), before, after, spanned, needs });
        }
        let mut at_words: BTreeMap<WordId, AtWord> = BTreeMap::new();
        for (id, variants) in by_word {
            let from = index.words.len() as u32;
            index.words.extend(variants);
            at_words.insert(id, AtWord { from, to: index.words.len() as u32, meets: Needs::default() });
        }
        for (id, meets) in met_by_words {
            at_words.entry(id).or_default().meets = meets;
        }
        index.by_word = at_words.into();
        index.class_bits = by_class.keys().fold(0, |all, bits| all | bits);
        index.by_class = by_class.into_iter().collect();
        index
    }
}

/// The commonest word that an anchor can be, if it is words at all.
fn first_word(anchor: &Node, vocabulary: &VocabularyBuilder) -> Option<WordId> {
    let commonest = |ids: &mut dyn Iterator<Item = WordId>| ids.max_by_key(|id| vocabulary.frequency(*id));
    match anchor {
        Node::Words(ids) => commonest(&mut ids.iter().copied()),
        Node::Exact(id, _) => Some(*id),
        Node::Label { label, .. } => commonest(&mut vocabulary.list(*label).0.iter().map(|(id, _)| *id)),
        _ => None,
    }
}

/// A pattern cut at its anchor.
struct Split {
    before: Vec<Node>,
    anchor: Node,
    after: Vec<Node>,
}

/// `[` and `]` must both be there or neither, and at the top level.
fn check_span(nodes: &[Node]) -> Result<(), String> {
    fn inside(node: &Node) -> bool {
        match node {
            Node::Open | Node::Close => true,
            Node::Sequence(nodes) | Node::Either(nodes) => nodes.iter().any(inside),
            Node::Repeat(node, ..) => inside(node),
            _ => false,
        }
    }
    let opens: Vec<_> =
        nodes.iter().enumerate().filter(|(_, n)| matches!(n, Node::Open)).map(|(i, _)| i).collect();
    let closes: Vec<_> =
        nodes.iter().enumerate().filter(|(_, n)| matches!(n, Node::Close)).map(|(i, _)| i).collect();
    let nested = nodes.iter().any(|n| !matches!(n, Node::Open | Node::Close) && inside(n));
    match (opens.as_slice(), closes.as_slice(), nested) {
        ([], [], false) => Ok(()),
        ([open], [close], false) if open + 1 < *close => Ok(()),
        _ => Err("`[` and `]` mark one span, outside of groups".into()),
    }
}

fn split(nodes: &[Node], vocabulary: &VocabularyBuilder) -> Option<Vec<Split>> {
    let (at, _) = nodes
        .iter()
        .enumerate()
        .filter_map(|(i, n)| cost(n, vocabulary).map(|c| (i, c)))
        .min_by_key(|(i, c)| (*c, *i))?;
    let around = |inner: Vec<Split>| {
        inner.into_iter().map(|s| Split {
            before: [&nodes[..at], &s.before].concat(),
            anchor: s.anchor,
            after: [&s.after, &nodes[at + 1..]].concat(),
        })
    };
    match &nodes[at] {
        Node::Either(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(around(split(as_sequence(branch), vocabulary)?));
            }
            Some(all)
        }
        Node::Sequence(inner) => Some(around(split(inner, vocabulary)?).collect()),
        Node::Repeat(inner, least, most) => {
            // The first of the repetitions is required; the others follow it.
            let rest = Node::Repeat(inner.clone(), least - 1, most - 1);
            let mut splits = split(as_sequence(inner), vocabulary)?;
            if *most > 1 {
                splits.iter_mut().for_each(|s| s.after.push(rest.clone()));
            }
            Some(around(splits).collect())
        }
        one => Some(around(vec![Split { before: vec![], anchor: one.clone(), after: vec![] }]).collect()),
    }
}

fn as_sequence(node: &Node) -> &[Node] {
    match node {
        Node::Sequence(nodes) => nodes,
        node => std::slice::from_ref(node),
    }
}

/// About how often an element comes up in a million words; `None` if it is no anchor.
fn cost(node: &Node, vocabulary: &VocabularyBuilder) -> Option<u64> {
    match node {
        Node::Words(ids) => Some(ids.iter().map(|id| vocabulary.frequency(*id)).sum()),
        Node::Exact(id, _) => Some(vocabulary.frequency(*id)),
        Node::Label { label, .. } => {
            let (words, phrases) = vocabulary.list(*label);
            if words.is_empty() && phrases == 0 {
                return Some(60_000); // a mention
            }
            Some(words.iter().map(|(id, _)| vocabulary.frequency(*id)).sum::<u64>() + phrases as u64)
        }
        Node::Class { bits, .. } => match *bits {
            bits::DECADE | bits::ORDINAL => Some(500),
            bits::YEAR => Some(3_000),
            bits::NUMBER => Some(15_000),
            bits::UPPER | bits::INITIAL => Some(10_000),
            bits::QUOTE => Some(20_000),
            bits::POSSESSIVE => Some(10_000),
            bits::MARK | bits::WORD | bits::LOWER | bits::GLUED => Some(600_000),
            _ => Some(120_000),
        },
        Node::Sequence(nodes) => nodes.iter().filter_map(|n| cost(n, vocabulary)).min(),
        Node::Either(branches) => {
            branches.iter().map(|b| cost(b, vocabulary)).try_fold(0, |sum, c| Some(sum + c?))
        }
        Node::Repeat(node, least, _) if *least > 0 => cost(node, vocabulary),
        _ => None,
    }
}
