//! [`ReadRules`]: which blocks are page furniture, bylines or notes, by the pattern rules of `rules/read/*.toml`.
//!
//! A block is looked at closely if it is near the head of the article, or if its first word begins a rule, so
//! that a paragraph of prose costs one look-up.

use crate::analysis::Sentence;
use crate::article::{Block, Kind};
use crate::lexicon::{Lexicon, WordId};
use crate::pattern::{Chart, Found, MatchScratch, Terrain, Vocabulary, VocabularyBuilder, find};
use crate::rules::load::{self, Draft};
use crate::rules::{Fields, Files, Layer, RuleError};
use crate::span::Span;
use crate::words::Words;

/// What a read rule does with the block it matches in.
#[derive(Clone, Debug)]
pub struct ReadAction {
    /// What the block is.
    pub kind: Kind,
    /// Which part of the article it must stand in.
    pub place: Place,
    /// Whether all that follows, up to a heading, is of that kind too.
    pub section: bool,
    /// What the span in brackets is.
    pub gives: Option<Gives>,
}

/// Where in an article a rule holds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Among the first blocks.
    Head,
    /// Among the first blocks, but after a heading or the very first one.
    BelowTitle,
    /// Among the last blocks.
    Tail,
    /// Anywhere.
    Anywhere,
}

/// What a rule's span tells about the article.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Gives {
    /// Who wrote it.
    Author,
    /// Its title.
    Title,
    /// A day, to be read from the whole block.
    Published,
}

/// The compiled rules of the read layer.
pub struct ReadRules {
    layer: Layer<ReadAction>,
}

/// A block that a rule matched.
#[derive(Clone, Debug)]
pub struct Recognised {
    /// The block's place.
    pub block: usize,
    /// What the rule's span gives, and the span.
    pub gives: Option<(Gives, Span)>,
}

/// A text and what its words are looked up in.
#[derive(Copy, Clone)]
pub struct Page<'p> {
    /// The text.
    pub text: &'p str,
    /// All words of the rules.
    pub lexicon: &'p Lexicon,
    /// Their lists.
    pub vocabulary: &'p Vocabulary,
}

/// Buffers for looking at blocks.
#[derive(Default)]
pub struct ReadScratch {
    words: Words,
    chart: Chart,
    matching: MatchScratch,
    found: Vec<Found>,
}

/// Blocks from the start, and from the end, that count as head and tail.
const EDGE: usize = 8;
/// Longest block, in bytes, that a rule can match.
const LONGEST: usize = 1_200;

impl ReadAction {
    fn read(fields: &mut Fields) -> Result<ReadAction, RuleError> {
        let name = fields.required("kind")?;
        let kind = Kind::parse(&name.value)
            .ok_or_else(|| fields.error(name.at, format!("`{}` is no kind of block", name.value)))?;
        let place = match fields.string("where")? {
            None => Place::Anywhere,
            Some(place) => match place.value.as_str() {
                "head" => Place::Head,
                "below-title" => Place::BelowTitle,
                "tail" => Place::Tail,
                "anywhere" => Place::Anywhere,
                other => {
                    return Err(fields
                        .error(place.at, format!("`{other}`: `head`, `below-title`, `tail` or `anywhere`")));
                }
            },
        };
        let section = fields.boolean("section")?.is_some_and(|s| s.value);
        let gives = match fields.string("gives")? {
            None => None,
            Some(what) => Some(match what.value.as_str() {
                "author" => Gives::Author,
                "title" => Gives::Title,
                "published" => Gives::Published,
                other => {
                    return Err(fields.error(what.at, format!("`{other}`: `author`, `title` or `published`")));
                }
            }),
        };
        Ok(ReadAction { kind, place, section, gives })
    }
}

impl ReadRules {
    /// Reads the rules of the layer.
    pub fn read(
        files: Files,
        vocabulary: &mut VocabularyBuilder,
        faults: &mut Vec<RuleError>,
    ) -> Draft<ReadAction> {
        load::read(files, "read", vocabulary, faults, |fields, _| ReadAction::read(fields))
    }

    /// The compiled layer.
    pub fn new(layer: Layer<ReadAction>) -> ReadRules {
        ReadRules { layer }
    }

    /// The rules, for listing and testing.
    pub fn layer(&self) -> &Layer<ReadAction> {
        &self.layer
    }

    /// Sets the kinds of blocks that rules recognise, and of the sections they open; running heads too.
    pub fn classify(&self, blocks: &mut [Block], page: Page, scratch: &mut ReadScratch) -> Vec<Recognised> {
        let mut recognised = Vec::new();
        let mut section: Option<Kind> = None;
        let count = blocks.len();
        for (i, block) in blocks.iter_mut().enumerate() {
            if let Some(kind) = section {
                let heading = block.kind == Kind::Heading && count - i > 1;
                if heading && block.span.of(page.text).starts_with('#') {
                    section = None;
                } else {
                    block.kind = kind;
                    continue;
                }
            }
            let (head, tail) = (i < EDGE, i + EDGE >= count);
            if block.span.len() > LONGEST
                || !(count > 1 && (head || tail) || self.begins_rule(block.span, page))
            {
                continue;
            }
            let holds = |place| match place {
                Place::Head => head,
                Place::BelowTitle => head && i > 0,
                Place::Tail => tail,
                Place::Anywhere => true,
            };
            let Some((rule, span)) = self.look(*block, holds, page, scratch) else { continue };
            let action = &self.layer.rules[rule].action;
            block.kind = action.kind;
            section = action.section.then_some(action.kind);
            recognised.push(Recognised { block: i, gives: action.gives.map(|gives| (gives, span)) });
        }
        running_heads(page.text, blocks);
        recognised
    }

    /// The rule that matches in a block and holds there: the highest priority, then the earliest.
    fn look(
        &self,
        block: Block,
        holds: impl Fn(Place) -> bool,
        page: Page,
        scratch: &mut ReadScratch,
    ) -> Option<(usize, Span)> {
        let Page { text, lexicon, vocabulary } = page;
        let ReadScratch { words, chart, matching, found } = scratch;
        words.split(text, &[Sentence { span: block.span, kind: block.kind, paragraph: 0 }], lexicon);
        let units = words.units.as_slice();
        let all = 0..units.len() as u32;
        chart.reset(units.len());
        chart.add_phrases(units, text, all.clone(), vocabulary);
        found.clear();
        find(&self.layer.index, Terrain { text, units, chart, vocabulary }, all, matching, found);
        let rule = |f: &Found| &self.layer.rules[f.rule as usize];
        let hit = found
            .iter()
            .filter(|f| holds(rule(f).action.place))
            .min_by_key(|f| (std::cmp::Reverse(rule(f).priority), f.rule, f.span.start))?;
        let (first, last) = (units[hit.span.start as usize], units[hit.span.end as usize - 1]);
        Some((hit.rule as usize, Span { start: first.start, end: last.bare(text).end }))
    }

    /// Whether the first word of a block is one that rules are found by.
    fn begins_rule(&self, span: Span, page: Page) -> bool {
        let word = span.of(page.text).trim_start_matches(|c: char| !c.is_alphanumeric());
        let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        let id = page.lexicon.find(&word[..end], !word[..end].is_ascii());
        id != WordId::UNKNOWN && !self.layer.index.at_word(id).is_empty()
    }
}

/// Short lines that come again (the title in the middle of the text, a page head) are furniture from the
/// second time on.
fn running_heads(text: &str, blocks: &mut [Block]) {
    let mut seen = std::collections::HashSet::new();
    for block in
        blocks.iter_mut().filter(|b| matches!(b.kind, Kind::Heading | Kind::Body) && b.span.len() <= 150)
    {
        let line: String =
            block.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let line = line.trim_start_matches(['#', ' ']).to_string();
        if !seen.insert(line) && block.kind == Kind::Heading {
            block.kind = Kind::Furniture;
        }
    }
}
