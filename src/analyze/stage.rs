//! [`Stage`]: the stages of an analysis.

/// The stages of an analysis, as `bench` reports them.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Record to article.
    Read,
    /// Article to sentences.
    Segment,
    /// Sentences to words.
    Words,
    /// Words to clauses.
    Clauses,
    /// Lists, actors and dates.
    Mentions,
    /// Readings and values.
    Resolve,
    /// Cues to labels.
    Claims,
}

impl Stage {
    /// All, in order.
    pub const ALL: [Stage; 7] = [
        Stage::Read,
        Stage::Segment,
        Stage::Words,
        Stage::Clauses,
        Stage::Mentions,
        Stage::Resolve,
        Stage::Claims,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Read => "read",
            Stage::Segment => "segment",
            Stage::Words => "words",
            Stage::Clauses => "clauses",
            Stage::Mentions => "mentions",
            Stage::Resolve => "resolve",
            Stage::Claims => "claims",
        }
    }
}
