//! [`Record`]: one article as it came in, before its layout is known.

use serde_json::Value;

/// One article as a file, a JSONL line or a CSV row gives it.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// What output calls it.
    pub id: String,
    /// The decoded text.
    pub text: String,
    /// Title, author, date of publication (as written) and address, where the record has fields for them.
    pub title: Option<String>,
    /// See `title`.
    pub author: Option<String>,
    /// See `title`.
    pub published: Option<String>,
    /// See `title`.
    pub url: Option<String>,
    /// Sentence spans in code points, if the record brings them.
    pub sentences: Option<Vec<[u32; 2]>>,
    /// All other keys.
    pub meta: Vec<(String, Value)>,
}

/// Which columns or keys hold what.
#[derive(Clone, Debug)]
pub struct Columns {
    /// Default `id`.
    pub id: String,
    /// Default `text`.
    pub text: String,
    /// Default `published`.
    pub published: String,
}

impl Default for Columns {
    fn default() -> Self {
        Columns { id: "id".into(), text: "text".into(), published: "published".into() }
    }
}

/// Why an article could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The bytes are not text.
    #[error("not text: {0}")]
    NotText(String),
    /// A JSONL line is not a JSON object.
    #[error("not a JSON record: {0}")]
    Json(String),
    /// A CSV row does not fit its header.
    #[error("bad CSV row: {0}")]
    Csv(String),
    /// A key or column is missing or has the wrong type.
    #[error("{0}")]
    Field(String),
}
