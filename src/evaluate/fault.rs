//! What can be wrong with gold, with the place: [`GoldError`].

/// What is wrong with a gold file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {fault}")]
pub struct GoldError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// The faults of gold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The JSON is broken, or a key is missing or of the wrong type.
    #[error("not a gold record: {0}")]
    Json(String),
    /// The record stands for an article that could not be annotated.
    #[error("the record reports an error instead of annotations: {0}")]
    Failed(String),
    /// Two records of one article.
    #[error("article `{0}` was labelled above already")]
    Twice(String),
    /// Nothing lies between start and end.
    #[error("span {0}..{1} is empty or ends before it starts")]
    Empty(u32, u32),
    /// The span is not in the text.
    #[error("span {0}..{1} ends after the text, which has {2} characters")]
    Outside(u32, u32, usize),
    /// The quotation differs from the text.
    #[error("the record quotes {quoted:?}, but at {start}..{end} the text has {text:?}")]
    Quote {
        /// First code point.
        start: u32,
        /// One past the last.
        end: u32,
        /// What the record says.
        quoted: String,
        /// What is there.
        text: String,
    },
    /// Spans of one layer overlap or are not in text order.
    #[error("{0} {1}..{2} starts before the one above it ends")]
    Overlap(&'static str, u32, u32),
    /// A word that is none of a closed list.
    #[error("{key} {found:?} is none of {known}")]
    Unknown {
        /// The key.
        key: &'static str,
        /// Its value.
        found: String,
        /// What it may be.
        known: &'static str,
    },
    /// Claims without sentences to make them.
    #[error("claims need `sentences`")]
    NoSentences,
    /// A claim of a sentence that does not exist.
    #[error("there is no sentence {0}; there are {1}, counted from 0")]
    NoSentence(usize, usize),
    /// The claim's span is not its sentence's.
    #[error("the claim stands at {0}..{1}, but its sentence at {2}..{3}")]
    NotTheSentence(u32, u32, u32, u32),
    /// Headings, captions, bylines and furniture make no claims.
    #[error("a {0} makes no claim")]
    NoClaims(&'static str),
    /// A second claim of one sentence.
    #[error("sentence {0} has a claim already")]
    SecondClaim(usize),
}
