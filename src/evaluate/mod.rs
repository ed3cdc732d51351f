//! Measuring: labels of two annotators, a person and the tool or two people, compared layer by layer.
//!
//! ```text
//! gold file ─gold▶ Annotation ┐
//!                             ├─compare▶ Tally of an article ─report▶ Report ─table▶ text
//! Record ─tool▶ Annotation ───┘          Difference                   figures with intervals
//! ```
//!
//! A [`Tally`] holds counts only, so that tallies can be added, drawn again by the bootstrap, and every figure
//! computed from the sum. [`compare`] looks at one layer after another (`sentences`, `dates`, `actors`,
//! `claims`); `spans`, `labels`, `agreement`, `calibration` and `bootstrap` are the measures. [`timex3`] checks
//! whether a value may stand in gold at all.

pub mod actors;
pub mod agreement;
pub mod annotation;
pub mod bootstrap;
pub mod calibration;
pub mod claims;
mod compare;
pub mod dates;
mod fault;
pub mod figures;
pub mod gold;
pub mod labels;
pub mod report;
pub mod sentences;
pub mod spans;
pub mod table;
pub mod timex3;
mod tool;

pub use annotation::Annotation;
pub use compare::{Difference, Layer, Tally, compare};
pub use fault::{Fault, GoldError};
pub use gold::GoldRecord;
pub use report::Report;
pub use tool::annotate;
