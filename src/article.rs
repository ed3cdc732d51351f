//! [`Article`]: one text with its metadata and its blocks, as `read` hands it to the rest.

use crate::span::Span;
use jiff::civil::Date;

/// One article: the decoded text, what is known about it, and its layout.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// What output calls it: a path relative to the argument, a record's id, or `path#id`.
    pub id: String,
    /// The decoded text, with line breaks as they were. Every span points into it.
    pub text: String,
    /// Title, if a heading or a record says so.
    pub title: Option<Sourced<String>>,
    /// Author or authors.
    pub author: Option<Sourced<String>>,
    /// Day of publication; relative dates count from it.
    pub published: Option<Sourced<Date>>,
    /// Where it was published.
    pub url: Option<Sourced<String>>,
    /// Paragraphs, headings, items and furniture: in order, not overlapping, together covering every
    /// character that is not white space.
    pub blocks: Vec<Block>,
    /// Sentences that the caller brought along (`--split given`), in order and not overlapping.
    pub given: Option<Vec<Span>>,
    /// Further keys of the record, carried through.
    pub meta: Vec<(String, serde_json::Value)>,
}

/// A value and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: Source,
}

impl<T> Sourced<T> {
    /// `value`, found in `source`.
    pub fn new(value: T, source: Source) -> Self {
        Sourced { value, source }
    }
}

/// Where a piece of metadata was found; the first of these that has it wins.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Given on the command line.
    Option,
    /// A field of a JSONL or CSV record, or of Markdown front matter.
    Record,
    /// A byline or dateline of the text.
    Byline,
    /// A heading of the text.
    Heading,
    /// A line of the text that is an address, or the date within it.
    Url,
    /// The name of the file.
    FileName,
}

impl Source {
    /// As output writes it: `option`, `record`, `byline`, `heading`, `url`, `file name`.
    pub fn as_str(self) -> &'static str {
        match self {
            Source::Option => "option",
            Source::Record => "record",
            Source::Byline => "byline",
            Source::Heading => "heading",
            Source::Url => "url",
            Source::FileName => "file name",
        }
    }
}

/// A stretch of lines that belong together: a paragraph, a heading, one list item.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// From its first to one past its last character that is not white space.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Paragraph number from 1, the same for the blocks of one paragraph.
    pub paragraph: u32,
}

/// What a block, and each sentence in it, is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Running text.
    Body,
    /// A title or section heading.
    Heading,
    /// One item of a list.
    Item,
    /// Words under a picture or table.
    Caption,
    /// A note at the end or the foot of a page.
    Footnote,
    /// Who wrote it and when.
    Byline,
    /// Disclaimers, running heads, addresses, share lines, biographies.
    Furniture,
}

impl Kind {
    /// As output writes it, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Body => "body",
            Kind::Heading => "heading",
            Kind::Item => "item",
            Kind::Caption => "caption",
            Kind::Footnote => "footnote",
            Kind::Byline => "byline",
            Kind::Furniture => "furniture",
        }
    }

    /// The kind called `name`, if there is one.
    pub fn parse(name: &str) -> Option<Kind> {
        use Kind::*;
        [Body, Heading, Item, Caption, Footnote, Byline, Furniture].into_iter().find(|k| k.as_str() == name)
    }

    /// Whether its sentences may make claims.
    pub fn claims(self) -> bool {
        matches!(self, Kind::Body | Kind::Item | Kind::Footnote)
    }
}
