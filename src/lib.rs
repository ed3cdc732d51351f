//! claimsift
pub mod actors;
pub mod analysis;
pub mod analyze;
pub mod article;
pub mod claims;
pub mod dates;
pub mod lexicon;
pub mod output;
pub mod pattern;
pub mod read;
pub mod rules;
pub mod segment;
pub mod span;
pub mod words;

pub use analysis::Analysis;
pub use analyze::{Analyzer, Scratch, Split};
pub use article::Article;
pub use span::Span;
