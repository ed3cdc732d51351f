//! claimsift
pub mod analysis;
pub mod analyze;
pub mod article;
pub mod read;
pub mod rules;
pub mod span;

pub use analysis::Analysis;
pub use analyze::{Analyzer, Scratch, Split};
pub use article::Article;
pub use span::Span;
