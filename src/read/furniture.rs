//! [`ReadRules`]: which blocks are page furniture, bylines, captions or notes, by the pattern rules of
//! `rules/read/*.toml`.
//!
//! Every pattern begins with `<start>`, so that the first words of a block tell whether any rule can match: a
//! paragraph of prose costs a look-up or two in a small table (`starts`).

use super::layout::Piece;
use super::markers::Marker;
use super::names::is_title;
use super::starts::{Demands, Starts, StartsBuilder};
use crate::analysis::Sentence;
use crate::article::Kind;
use crate::lexicon::{Lexicon, WordId};
use crate::pattern::{Chart, Found, MatchScratch, Terrain, Vocabulary, VocabularyBuilder, find_openings};
use crate::rules::load::{self, Draft};
use crate::rules::{Fields, Files, Layer, RuleError};
use crate::span::Span;
use crate::words::Words;
use std::cmp::Reverse;

/// What a read rule does with the block it matches in.
#[derive(Clone, Debug)]
pub struct ReadAction {
    /// What the block is; [`Kind::Body`] leaves it as it is.
    pub kind: Kind,
    /// Which part of the article it must stand in.
    pub place: Place,
    /// What of the following blocks is of that kind too.
    pub takes: Takes,
    /// What the span in brackets is.
    pub gives: Option<Gives>,
}

/// Where in an article a rule holds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before the second paragraph of prose.
    Head,
    /// The same, but not the first line.
    BelowTitle,
    /// Among the last eight blocks.
    Tail,
    /// Among the last three blocks.
    End,
    /// Anywhere.
    Anywhere,
}

impl Place {
    /// All of them.
    pub const ALL: [Place; 5] = [Place::Head, Place::BelowTitle, Place::Tail, Place::End, Place::Anywhere];
}

/// What a rule takes beyond its own block.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Block,
    /// The short lines and list items that follow: *Read more:* and its links.
    List,
    /// All that follows to the end or the next marked heading; in the first half of an article one paragraph.
    Section,
}

/// What a rule's span tells about the article.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Gives {
    /// Who wrote it.
    Author,
    /// Who wrote it, if not a person: *the editorial board*.
    Office,
    /// Its title.
    Title,
    /// A day, to be read from the whole block.
    Published,
    /// The day of a later change, to be read from the whole block.
    Updated,
    /// Where it was written.
    Place,
}

/// The compiled rules of the read layer.
pub struct ReadRules {
    layer: Layer<ReadAction>,
    /// How blocks begin that a rule can match.
    starts: Starts,
}

/// A block that a rule matched.
#[derive(Clone, Debug)]
pub(super) struct Recognised {
    /// The block's place.
    pub piece: usize,
    /// What the rule's span gives, and the span.
    pub gives: Option<(Gives, Span)>,
}

/// A text and what its words are looked up in.
#[derive(Copy, Clone)]
pub(super) struct Page<'p> {
    /// The text.
    pub text: &'p str,
    /// All words of the rules.
    pub lexicon: &'p Lexicon,
    /// Their lists.
    pub vocabulary: &'p Vocabulary,
}

impl Page<'_> {
    /// Whether a word is in the list `not-in-names`.
    fn is_no_name(&self, id: WordId) -> bool {
        let mut members = self.vocabulary.members(id).iter();
        members.any(|m| self.vocabulary.label_name(m.label) == "not-in-names")
    }
}

/// Buffers for looking at blocks.
#[derive(Default)]
pub(super) struct LookScratch {
    words: Words,
    chart: Chart,
    matching: MatchScratch,
    found: Vec<Found>,
    openings: Vec<u32>,
}

/// Blocks from the start, and from the end, that may be head and tail.
const HEAD: usize = 16;
const TAIL: usize = 8;
const END: usize = 3;
/// So many bytes from the start of a block are matched; rules that ask for its end do not match longer ones.
const LOOK: usize = 160;
impl ReadAction {
    fn read(fields: &mut Fields) -> Result<ReadAction, RuleError> {
        let name = fields.required("kind")?;
        let kind = Kind::parse(&name.value)
            .ok_or_else(|| fields.error(name.at, format!("`{}` is no kind of block", name.value)))?;
        let places = [
            ("head", Place::Head),
            ("below-title", Place::BelowTitle),
            ("tail", Place::Tail),
            ("end", Place::End),
            ("anywhere", Place::Anywhere),
        ];
        let takes = [("block", Takes::Block), ("list", Takes::List), ("section", Takes::Section)];
        let gives = [
            ("author", Gives::Author),
            ("office", Gives::Office),
            ("title", Gives::Title),
            ("published", Gives::Published),
            ("updated", Gives::Updated),
            ("place", Gives::Place),
        ];
        Ok(ReadAction {
            kind,
            place: choose(fields, "where", &places)?.unwrap_or(Place::Anywhere),
            takes: choose(fields, "takes", &takes)?.unwrap_or(Takes::Block),
            gives: choose(fields, "gives", &gives)?,
        })
    }
}

/// The value that the string under `key` names.
fn choose<T: Copy>(fields: &mut Fields, key: &str, values: &[(&str, T)]) -> Result<Option<T>, RuleError> {
    let Some(name) = fields.string(key)? else { return Ok(None) };
    match values.iter().find(|(n, _)| *n == name.value) {
        Some((_, value)) => Ok(Some(*value)),
        None => {
            let names: Vec<String> = values.iter().map(|(n, _)| format!("`{n}`")).collect();
            Err(fields.error(name.at, format!("`{key}` is one of {}", names.join(", "))))
        }
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

    /// Compiles them, once the lists of all layers are known.
    pub fn compile(
        draft: Draft<ReadAction>,
        files: Files,
        vocabulary: &mut VocabularyBuilder,
        faults: &mut Vec<RuleError>,
    ) -> ReadRules {
        let mut starts = StartsBuilder::default();
        let layer = draft.compile_by(files, vocabulary, faults, |index, (rule, action), node, vocabulary| {
            let opening = index.add_opening(rule, node)?;
            starts.add(opening, node, action.place, vocabulary);
            Ok(())
        });
        ReadRules { layer, starts: starts.build() }
    }

    /// The rules, for listing and testing.
    pub fn layer(&self) -> &Layer<ReadAction> {
        &self.layer
    }

    /// Sets the kinds of pieces that rules recognise, and of the sections they open; running heads too.
    pub(super) fn classify(
        &self,
        pieces: &mut [Piece],
        page: Page,
        scratch: &mut LookScratch,
    ) -> Vec<Recognised> {
        let mut recognised = Vec::new();
        let mut open: Option<(Kind, Takes, Marker)> = None;
        let (count, mut prose, mut content) = (pieces.len(), 0, 0);
        for (i, piece) in pieces.iter_mut().enumerate() {
            let place = Where {
                head: prose < 2 && i < HEAD,
                below: content > 0,
                tail: prose > 0 && i + TAIL >= count,
                end: i + END >= count,
                short: piece.is_short(),
            };
            if piece.is_prose() {
                prose += 1;
            }
            if piece.kind == Kind::Furniture {
                continue;
            }
            if piece.kind == Kind::Body && (piece.again || piece.returns && !place.head) {
                piece.kind = Kind::Furniture;
                continue;
            }
            let inside = open.is_some_and(|open| goes_on(open, piece));
            if !inside {
                open = None;
            }
            let hit = match inside && !place.short {
                true => None,
                false => self.look(piece.span, place, page, scratch),
            };
            match (hit, open) {
                (Some((rule, span)), _) => {
                    let action = &self.layer.rules[rule].action;
                    if action.kind != Kind::Body {
                        piece.kind = action.kind;
                    }
                    if action.takes != Takes::Block {
                        open = Some((action.kind, action.takes, piece.marker));
                    }
                    let gives = action.gives.filter(|_| !inside || action.takes == Takes::Section);
                    recognised.push(Recognised { piece: i, gives: gives.map(|gives| (gives, span)) });
                }
                (None, Some((kind, takes, _))) => {
                    piece.kind = kind;
                    if takes == Takes::Section && piece.is_prose() && i * 2 < count {
                        open = None;
                    }
                }
                (None, None) => {}
            }
            content += usize::from(matches!(piece.kind, Kind::Body | Kind::Heading));
        }
        if let Some(author) = recognised.iter().find_map(|r| r.gives.filter(|g| g.0 == Gives::Author)) {
            biography(page.text, author.1, pieces);
        }
        recognised
    }

    /// The rule that matches at the start of a block: the highest priority, then the earliest.
    fn look(&self, span: Span, place: Where, page: Page, scratch: &mut LookScratch) -> Option<(usize, Span)> {
        let Page { text, lexicon, vocabulary } = page;
        let block = span.of(text);
        let bare = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii() && !decorates(char::from(*b)));
        let from = match bare(block.as_bytes().first()) {
            true => 0,
            false => block.len() - block.trim_start_matches(decorates).len(),
        };
        let inner = &block[from..];
        // A dash at the end says something (a dateline); emphasis at both ends does not.
        let emphasis = block.starts_with('_');
        let outer = |c: char| decorates(c) && !matches!(c, '–' | '—' | '-') && (c != '_' || emphasis);
        let mut to = match bare(inner.as_bytes().last()) {
            true => inner.len(),
            false => inner.trim_end_matches(outer).len(),
        };
        let cut = to > LOOK;
        let LookScratch { words, chart, matching, found, openings } = scratch;
        self.candidates(&inner[..to], place, cut, openings);
        if openings.is_empty() {
            return None;
        }
        if cut {
            to = (0..=LOOK).rev().find(|at| inner.is_char_boundary(*at)).unwrap_or(0);
        }
        let start = span.start as usize + from;
        let span = Span::new(start, start + to);
        words.split(text, &[Sentence { span, kind: Kind::Body, paragraph: 0 }], lexicon);
        let units = words.units.as_slice();
        let all = 0..units.len() as u32;
        chart.reset(units.len());
        chart.add_phrases(units, text, all.clone(), vocabulary);
        found.clear();
        let terrain = Terrain { text, units, chart, vocabulary };
        find_openings(&self.layer.index, openings.iter().copied(), terrain, all.clone(), matching, found);
        let fits = |f: &&Found| {
            let action = &self.layer.rules[f.rule as usize].action;
            let span = &units[f.span.start as usize..f.span.end as usize];
            let named = || span.iter().all(|unit| !page.is_no_name(unit.id));
            !(cut && f.whole.end == all.end) && (action.gives != Some(Gives::Author) || named())
        };
        let hit = found.iter().filter(fits).min_by_key(|f| {
            let priority = self.layer.rules[f.rule as usize].priority;
            (Reverse(priority), f.rule, f.span.start, Reverse(f.span.end))
        })?;
        let (first, last) = (units[hit.span.start as usize], units[hit.span.end as usize - 1]);
        Some((hit.rule as usize, Span { start: first.start, end: last.bare(text).end }))
    }

    /// The patterns that hold there and begin as a block does.
    fn candidates(&self, block: &str, place: Where, long: bool, openings: &mut Vec<u32>) {
        let bytes = if long { &block.as_bytes()[..LOOK] } else { block.as_bytes() };
        // Without branches, so that it is done many bytes at a time.
        let figure = bytes.iter().fold(false, |found, b| found | b.is_ascii_digit());
        // Patterns that begin with a gap or with any word all have one of these: `Photo: Ion Rusu/Harbour Press`.
        let open =
            !long && bytes.iter().fold(false, |found, b| found | matches!(b, b':' | b'/' | b'@' | b'|'));
        let demands = Demands::met(|part| place.is(part), !long, figure);
        self.starts.candidates(block, demands, open, openings);
    }
}

/// A paragraph near the end that begins with the author's name tells who that is.
fn biography(text: &str, author: Span, pieces: &mut [Piece]) {
    let letters = |c: char| !c.is_alphanumeric();
    let name: Vec<&str> = author.of(text).split(letters).filter(|w| !w.is_empty() && !is_title(w)).collect();
    let second_half = pieces.len().div_ceil(2).max(pieces.len().saturating_sub(4));
    for piece in pieces.iter_mut().skip(second_half).filter(|p| p.kind == Kind::Body) {
        let words = piece.span.of(text).split(letters).filter(|w| !w.is_empty()).skip_while(|w| is_title(w));
        if name.len() > 1
            && words.take(name.len()).map(str::to_lowercase).eq(name.iter().map(|w| w.to_lowercase()))
        {
            piece.kind = Kind::Furniture;
        }
    }
}

/// Where a block stands, and whether it may be more than prose.
#[derive(Copy, Clone)]
struct Where {
    head: bool,
    below: bool,
    tail: bool,
    end: bool,
    short: bool,
}

impl Where {
    /// Whether it is in a part of the article.
    fn is(self, part: Place) -> bool {
        match part {
            Place::Head => self.head,
            Place::BelowTitle => self.head && self.below,
            Place::Tail => self.tail,
            Place::End => self.tail && self.end,
            Place::Anywhere => true,
        }
    }
}

/// Emphasis, brackets and bullets around a line: `*By Wanda Pell*`, `(Photo: Wanda Pell)`, `<https://...>`.
fn decorates(c: char) -> bool {
    matches!(c, '*' | '_' | '#' | '>' | '<' | '(' | ')' | '[' | ']' | ' ' | '"' | '“' | '”')
        || matches!(c, '-' | '–' | '—' | '•' | '|' | '\u{A0}' | '·')
}

/// Whether a piece still belongs to the list or section that a rule opened.
fn goes_on((_, takes, opened): (Kind, Takes, Marker), piece: &Piece) -> bool {
    let level = |m: Marker| if let Marker::Heading(level) = m { Some(level) } else { None };
    match (level(piece.marker), level(opened)) {
        (Some(next), Some(first)) if next <= first => return false,
        (Some(_), None) => return false,
        _ => {}
    }
    match takes {
        Takes::Block => false,
        Takes::List => !piece.is_prose() || piece.kind == Kind::Item,
        Takes::Section => true,
    }
}
