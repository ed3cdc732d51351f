//! Bytes to [`Article`](crate::Article): decoding, records, layout, page furniture, bylines and dates.
//!
//! `decode` makes text of bytes, `record` makes a [`Record`] of a JSONL line or a CSV row. From there:
//!
//! ```text
//! text ─lines▶ ─layout▶ pieces ─furniture▶ ─headings▶ pieces with kinds ─metadata▶ Article
//!                (markers, repeats)   (rules/read)             (names, days, fields)
//! ```

mod days;
mod decode;
mod fields;
mod furniture;
mod headings;
mod layout;
mod lines;
mod markers;
mod metadata;
mod names;
mod record;
mod repeats;
mod starts;

pub use days::date_in;
pub use decode::decode;
pub use furniture::{Gives, Place, ReadAction, ReadRules, Takes};
pub use record::{Columns, ReadError, Record};
pub use starts::Starts;

use crate::article::{Article, Block, Kind};
use crate::lexicon::Lexicon;
use crate::pattern::Vocabulary;
use crate::span::{Offsets, Span};
use furniture::{LookScratch, Page};
use jiff::civil::Date;
use layout::{Piece, divide};
use lines::{First, Last, Lines};

/// Buffers for reading.
#[derive(Default)]
pub struct ReadScratch {
    lines: Lines,
    pieces: Vec<Piece>,
    look: LookScratch,
}

impl ReadRules {
    /// Finds the layout and metadata of a record. `published` is the command line's date, which wins.
    pub fn article(
        &self,
        mut record: Record,
        published: Option<Date>,
        lexicon: &Lexicon,
        vocabulary: &Vocabulary,
        scratch: &mut ReadScratch,
    ) -> Article {
        let text = std::mem::take(&mut record.text);
        let ReadScratch { lines, pieces, look } = scratch;
        divide(&text, lines, pieces);
        let mut recognised = Vec::new();
        // A single paragraph is running text, whatever it looks like.
        if pieces.len() > 1 {
            recognised = self.classify(pieces, Page { text: &text, lexicon, vocabulary }, look);
            headings::mark(&text, pieces);
        }
        let mut article = Article {
            id: std::mem::take(&mut record.id),
            blocks: blocks(pieces),
            given: record.sentences.take().map(|spans| given(&text, &spans)),
            text,
            ..Article::default()
        };
        metadata::fill(&mut article, &mut record, published, pieces, &recognised);
        article.meta = record.meta;
        article
    }
}

/// Numbers the pieces as paragraphs. One that goes on after a page number or a running head is the same
/// paragraph: *by the name of [12] the old mill*.
fn blocks(pieces: &[Piece]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(pieces.len());
    let mut number = 0;
    let mut before: Option<(Piece, u32)> = None;
    for piece in pieces {
        let goes_on = match before {
            Some((before, number_before)) if number_before < number && piece.kind == Kind::Body => {
                let cut = before.kind == Kind::Body && matches!(before.last, Last::Open | Last::Comma);
                (cut && matches!(piece.first, First::Lower | First::Figure)).then_some(number_before)
            }
            _ => None,
        };
        let paragraph = goes_on.unwrap_or_else(|| {
            number += 1;
            number
        });
        if piece.kind != Kind::Furniture {
            before = Some((*piece, paragraph));
        }
        blocks.push(Block { span: piece.span, kind: piece.kind, paragraph });
    }
    blocks
}

/// Sentence spans in code points as spans in bytes; those that are out of order or out of the text are cut.
fn given(text: &str, spans: &[[u32; 2]]) -> Vec<Span> {
    let offsets = Offsets::new(text);
    let mut at = 0;
    let mut given = Vec::new();
    for [start, end] in spans {
        let byte = |points: u32| (offsets.byte(points) as usize).min(text.len());
        let (start, end) = (byte(*start).max(at), byte(*end));
        if start < end && text.is_char_boundary(start) && text.is_char_boundary(end) {
            given.push(Span::new(start, end));
            at = end;
        }
    }
    given
}
