//! The pattern language over words and mentions: parse, index, verify.
//!
//! A rule's pattern is parsed to nodes (`parse`), cut at its rarest required element (`cut`), filed under it (`index`),
//! and each side compiled to a small program (`program`). Over a text, the words and edges that anchor a pattern are looked
//! up, and the sides verified (`matcher`, `walk`) if the sentence has what the pattern `needs` and the units next to the anchor
//! have the `signs` of what its sides begin with. Lists of words live in the `vocabulary` with their
//! `inflection`, entries of several words in `phrases`, phrases and mentions of a text in its `chart`.

pub mod chart;
pub(crate) mod cut;
pub(crate) mod index;
pub(crate) mod inflection;
pub(crate) mod matcher;
pub(crate) mod needs;
pub(crate) mod parse;
pub mod phrases;
pub(crate) mod program;
pub(crate) mod signs;
pub mod vocabulary;
pub(crate) mod walk;

pub use chart::Chart;
pub use index::{Index, IndexBuilder};
pub use matcher::{Capture, Found, MatchScratch, Terrain, find, find_openings};
pub use parse::{Macros, parse};
pub use vocabulary::{Vocabulary, VocabularyBuilder};
