//! The pattern language over words and mentions: parse, index, verify.
//!
//! A rule's pattern is parsed to nodes (`parse`), cut at its rarest required element (`index`), and each side
//! compiled to a small program (`program`). Over a text, the words and edges that anchor a pattern are looked
//! up, and the sides verified (`matcher`) if the sentence has what the pattern `needs`. Lists of words and phrases live in
//! the `vocabulary`, phrases and mentions of a text in its `chart`.

pub mod chart;
pub(crate) mod index;
pub(crate) mod matcher;
pub(crate) mod needs;
pub(crate) mod parse;
pub(crate) mod program;
pub mod vocabulary;

pub use chart::Chart;
pub use index::{Index, IndexBuilder};
pub use matcher::{Capture, Found, MatchScratch, Terrain, find, find_openings};
pub use parse::{Macros, parse};
pub use vocabulary::{Vocabulary, VocabularyBuilder};
