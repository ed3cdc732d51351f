//! [`Index`]: rules filed under their rarest required element, so that a text pays for candidates only.
//!
//! A pattern is split at an *anchor* ([`cut`](super::cut)), an element that every match contains. Under the anchor stands
//! what a quick look at its neighbours and at the sentence can tell; most candidates fall there.

use super::chart::Edge;
use super::cut::{Cut, check_span, cut};
use super::matcher::Terrain;
use super::needs::{self, needs};
use super::parse::Node;
use super::program::{Op, Program, op};
use super::signs::{Givers, Sign, Signs, SignsOfSets, Start};
use super::vocabulary::{Member, VocabularyBuilder};
use crate::lexicon::WordId;
use crate::word_map::WordMap;
use crate::words::Unit;
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
    /// What a quick look can tell.
    pub look: Look,
}

/// What a quick look around an anchor can tell: whether a match is possible there.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    before: Start,
    after: Start,
    /// What must stand somewhere in the sentence.
    needs: [Sign; needs::MOST],
}

impl Look {
    /// Whether the sides may begin as they do around the units `anchor`, and the sentence, of which `there` tells, has
    /// what is needed.
    #[inline]
    pub fn allows(&self, sight: Sight, there: &Signs, anchor: Range<u32>) -> bool {
        // The cheapest first.
        self.needs.iter().all(|sign| there.have(*sign))
            && sight.may_begin(self.after, anchor.end, false)
            && sight.may_begin(self.before, anchor.start, true)
    }
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
    /// What gives a sentence the signs that are needed, beside words.
    needed: Givers,
    /// The signs that words have for what begins with them.
    starts_of_word: WordMap<Signs>,
    /// What gives units such signs, beside words.
    starts: Givers,
}

/// What the index knows of a word.
#[derive(Clone, Copy, Debug, Default)]
struct AtWord {
    /// The range in `words` of the variants anchored at it.
    from: u32,
    to: u32,
    /// What it is that patterns need.
    signs: Signs,
}

/// A unit where a match may be anchored.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// The unit.
    pub at: u32,
    from: u32,
    to: u32,
}

/// A variant under one of its words: most candidates fall here, before the variant itself is touched.
#[derive(Clone, Copy, Debug)]
pub struct Filed {
    /// The variant.
    pub variant: u32,
    /// The list entry, if the anchor is a list; else [`NO_ENTRY`].
    pub entry: u32,
    /// The surface that the word must have, if the entry is of one case only: see [`Member::exact`].
    pub exact: u32,
    /// What a quick look can tell.
    pub look: Look,
}

/// No entry: the anchor is a word and not a list.
pub const NO_ENTRY: u32 = u32::MAX;

/// A sentence as patterns see it, to look at places in it.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// The article.
    pub terrain: Terrain<'a>,
    /// The first unit of the sentence.
    pub low: u32,
    /// One past its last.
    pub high: u32,
    /// The patterns.
    pub index: &'a Index,
}

impl<'a> Sight<'a> {
    /// The unit that comes after a place, or before it.
    #[inline]
    pub fn next(self, at: u32, backward: bool) -> Option<&'a Unit> {
        let unit = if backward { at.checked_sub(1).filter(|unit| *unit >= self.low)? } else { at };
        if unit < self.high { self.terrain.units.get(unit as usize) } else { None }
    }

    /// Whether what begins so may come next: it does not if this says no.
    #[inline]
    pub fn may_begin(self, start: Start, at: u32, backward: bool) -> bool {
        match start {
            Start::Any => true,
            Start::Word(id) => self.next(at, backward).is_some_and(|unit| unit.id == id),
            Start::Sign(sign) => self.has(sign, at, backward),
        }
    }

    /// Whether what comes next has a sign: its word, its bits, or an edge that begins or ends there.
    fn has(self, sign: Sign, at: u32, backward: bool) -> bool {
        let Sight { terrain, index, .. } = self;
        let Some(unit) = self.next(at, backward) else { return index.starts.outside.have(sign) };
        let edge = |edge: &Edge| index.starts.of_edge(edge.label).have(sign);
        unit.is(index.starts.bits_with(sign))
            || index.starts_of_word.get(unit.id).is_some_and(|signs| signs.have(sign))
            || if backward {
                terrain.chart.ending(at).any(edge)
            } else {
                terrain.chart.starting(at).any(edge)
            }
    }
}

impl Index {
    /// What a sentence has of all that patterns need. The units where some variant is anchored are added to `anchors`.
    pub fn survey(&self, terrain: Terrain, sentence: &Range<u32>, anchors: &mut Vec<Anchor>) -> Signs {
        let units = &terrain.units[sentence.start as usize..sentence.end as usize];
        let starts = terrain.chart.starts(sentence.clone());
        let nothing = AtWord::default();
        let (mut there, mut bits) = (Signs::default(), 0);
        for ((at, unit), starts) in (sentence.start..).zip(units).zip(starts) {
            bits |= unit.bits;
            let AtWord { from, to, signs } = self.by_word.get(unit.id).unwrap_or(&nothing);
            there |= *signs;
            let mut anchored = from < to || unit.bits & self.class_bits != 0;
            if starts {
                for edge in terrain.chart.starting(at) {
                    there |= self.needed.of_edge(edge.label);
                    anchored |= !self.at_label(edge.label).is_empty();
                }
            }
            if anchored {
                anchors.push(Anchor { at, from: *from, to: *to });
            }
        }
        there |= self.needed.of_bits(bits);
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
    parts: Vec<(u32, Cut)>,
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
        let cuts = cut(&nodes, vocabulary)
            .ok_or("the pattern has no required element that it could be found by (a word, a list, a mention or a class)")?;
        if cuts.len() > MAX_VARIANTS {
            return Err(format!("the pattern's alternatives make more than {MAX_VARIANTS} variants"));
        }
        self.parts.extend(cuts.into_iter().map(|s| (rule, s)));
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
        self.parts.push((rule, Cut { before: vec![], anchor: anchor.clone(), after: after.to_vec() }));
        self.openings += 1;
        Ok(self.openings - 1)
    }

    /// The finished index.
    pub fn build(mut self, vocabulary: &VocabularyBuilder) -> Index {
        // Variants that are tried at the same word stand side by side in memory.
        self.parts.sort_by_cached_key(|(_, cut)| first_word(&cut.anchor, vocabulary));
        let (mut needed, mut starts) = (SignsOfSets::default(), SignsOfSets::default());
        let mut sides = Vec::new();
        for (_, cut) in &self.parts {
            let needs = needs(cut.before.iter().chain(&cut.after), vocabulary);
            needs.iter().for_each(|set| needed.add(set.clone()));
            let programs = [Program::new(&cut.before, true), Program::new(&cut.after, false)];
            programs.iter().for_each(|program| program.add_sets(&mut starts));
            sides.push((programs, needs));
        }
        needed.number(vocabulary);
        starts.number(vocabulary);
        let mut filing = Filing::default();
        for ((rule, cut), (mut programs, of_needs)) in self.parts.into_iter().zip(sides) {
            programs.iter_mut().for_each(|program| program.take_signs(&starts));
            let mut needs = [Sign::ALWAYS; needs::MOST];
            needs.iter_mut().zip(&of_needs).for_each(|(sign, set)| *sign = needed.sign(set));
            filing.file(rule, &cut, programs, needs, vocabulary);
        }
        let mut index = filing.finish(needed.build(vocabulary));
        let (of_words, givers) = starts.build(vocabulary);
        (index.starts_of_word, index.starts) = (of_words.into(), givers);
        index
    }
}

/// The index while variants are filed.
#[derive(Default)]
struct Filing {
    index: Index,
    by_word: BTreeMap<WordId, Vec<Filed>>,
    by_class: BTreeMap<u32, Vec<u32>>,
}

impl Filing {
    fn file(
        &mut self,
        rule: u32,
        cut: &Cut,
        programs: [Program; 2],
        needs: [Sign; needs::MOST],
        vocabulary: &VocabularyBuilder,
    ) {
        let index = &mut self.index;
        let number = index.variants.len() as u32;
        let [before, after] = programs;
        let look = Look { before: before.start, after: after.start, needs };
        let mut at_word = |id, entry, exact| {
            self.by_word.entry(id).or_default().push(Filed { variant: number, entry, exact, look });
        };
        match &cut.anchor {
            Node::Words(ids) => ids.iter().for_each(|id| at_word(*id, NO_ENTRY, 0)),
            Node::Exact(id, _) => at_word(*id, NO_ENTRY, 0),
            Node::Label { label, .. } => {
                let (words, phrases) = vocabulary.list(*label);
                words.iter().for_each(|(id, Member { entry, exact, .. })| at_word(*id, *entry, *exact));
                if phrases > 0 || words.is_empty() {
                    let at = usize::from(*label);
                    if index.by_label.len() <= at {
                        index.by_label.resize(at + 1, Vec::new());
                    }
                    index.by_label[at].push(number);
                }
            }
            Node::Class { bits, .. } => self.by_class.entry(*bits).or_default().push(number),
            Node::Edge { .. } => index.openings.push(number),
            _ => unreachable!("chosen in `cost`"),
        }
        let spanned = cut.before.iter().chain(&cut.after).any(|n| matches!(n, Node::Open));
        let mut placed = |program: Program| {
            let place =
                Place { at: index.ops.len() as u32, len: program.ops.len() as u32, forks: program.forks };
            index.ops.extend(program.ops);
            place
        };
        let (before, after) = (placed(before), placed(after));
        index.variants.push(Variant { rule, anchor: op(&cut.anchor), before, after, spanned, look });
    }

    fn finish(self, (needed, givers): (BTreeMap<WordId, Signs>, Givers)) -> Index {
        let Filing { mut index, by_word, by_class } = self;
        let mut at_words: BTreeMap<WordId, AtWord> = BTreeMap::new();
        for (id, variants) in by_word {
            let from = index.words.len() as u32;
            index.words.extend(variants);
            at_words.insert(id, AtWord { from, to: index.words.len() as u32, signs: Signs::default() });
        }
        for (id, signs) in needed {
            at_words.entry(id).or_default().signs = signs;
        }
        index.by_word = at_words.into();
        index.needed = givers;
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
