//! Bytes to [`Article`](crate::Article): decoding, records, layout, page furniture, bylines and dates.

mod decode;
mod furniture;
mod layout;
mod metadata;
mod record;

pub use decode::decode;
pub use furniture::{Page, ReadAction, ReadRules, ReadScratch};
pub use layout::blocks;
pub use metadata::date_in;
pub use record::{Columns, ReadError, Record};

use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::pattern::Vocabulary;
use crate::span::{Offsets, Span};
use jiff::civil::Date;

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
        let mut article = Article {
            id: std::mem::take(&mut record.id),
            blocks: blocks(&text),
            given: record.sentences.take().map(|spans| given(&text, &spans)),
            text,
            ..Article::default()
        };
        let page = Page { text: &article.text, lexicon, vocabulary };
        let recognised = self.classify(&mut article.blocks, page, scratch);
        metadata::fill(&mut article, &mut record, published, &recognised);
        article.meta = record.meta;
        article
    }
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
