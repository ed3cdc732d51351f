//! Opinion articles in, one row per claim out: who is named, which dates it hangs on, and whether it is
//! factual, evaluative or predictive, with the rules that said so.
//!
//! An article travels through one module after another, each a plain function from one type to the next:
//!
//! ```text
//! bytes ─read▶ Article ─segment▶ Sentence ─words▶ Words ─actors▶ ─dates▶ mentions ─claims▶ Claim ──▶ Analysis ─▶ output
//! ```
//!
//! [`Analyzer`] holds the compiled rules, immutable and shared; each worker brings its own [`Scratch`]. The
//! library opens no file, prints nothing and reads no clock.
//!
//! ```
//! use claimsift::{Analyzer, Scratch, Split, read::Record};
//!
//! let analyzer = Analyzer::builtin();
//! let mut scratch = Scratch::default();
//! let text = "Moscow and Baku signed a pact in February 2022. It will not last.";
//! let record = Record { id: "a1".into(), text: text.into(), ..Record::default() };
//! let article = analyzer.read(record, None, &mut scratch);
//! let analysis = analyzer.analyze(&article, Split::Rules, &mut scratch);
//!
//! assert_eq!(analysis.actors[0].state, Some("RUS"));
//! assert_eq!(analysis.dates[0].value, "2022-02");
//! let labels: Vec<_> = analysis.claims.iter().map(|claim| claim.label.as_str()).collect();
//! assert_eq!(labels, ["factual", "predictive"]);
//! ```

pub mod actors;
pub mod analysis;
pub mod analyze;
pub mod article;
pub mod claims;
pub mod clauses;
pub mod dates;
mod eight;
pub mod evaluate;
#[cfg(feature = "fit")]
pub mod fit;
mod keys;
pub mod lexicon;
pub mod output;
pub mod pattern;
pub mod read;
pub mod rules;
pub mod segment;
pub mod span;
mod table;
mod word_map;
pub mod words;

pub use analysis::Analysis;
pub use analyze::{Analyzer, Scratch, Split};
pub use article::Article;
pub use rules::{RuleError, RuleFile};
pub use span::Span;
