//! Rule files: what analysts edit.

pub mod load;
mod source;

pub use load::{Files, Layer, Rule};
pub use source::{At, Fields, RuleError, RuleFile};
