//! [`Analyzer`]: all rules compiled, ready to analyse articles. Immutable and shared by all threads; each
//! worker brings its own [`Scratch`].

use crate::analysis::Analysis;
use crate::article::Article;
use crate::read::Record;
use crate::rules::{RuleError, RuleFile};
use jiff::civil::Date;

/// Compiled rules of every layer.
pub struct Analyzer {}

/// Buffers of one worker, reused from article to article.
#[derive(Default)]
pub struct Scratch {}

/// Where sentence boundaries come from.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Split {
    /// The rules of `rules/segment`.
    #[default]
    Rules,
    /// The whole text is one sentence.
    None,
    /// [`Article::given`].
    Given,
}

impl Analyzer {
    /// Compiles the built-in rules.
    pub fn builtin() -> Analyzer {
        Analyzer {}
    }

    /// Compiles `overlay` over the built-in rules (`builtin`) or alone. All faults are reported, not only the first.
    pub fn with_rules(_overlay: &[RuleFile], _builtin: bool) -> Result<Analyzer, Vec<RuleError>> {
        Ok(Analyzer {})
    }

    /// Finds layout and metadata of a record. `published` is the command line's date, which wins.
    pub fn read(&self, record: Record, _published: Option<Date>, _scratch: &mut Scratch) -> Article {
        Article { id: record.id, text: record.text, ..Article::default() }
    }

    /// Everything found in one article.
    pub fn analyze<'a>(&'a self, _article: &Article, _split: Split, _scratch: &mut Scratch) -> Analysis<'a> {
        Analysis::default()
    }
}
