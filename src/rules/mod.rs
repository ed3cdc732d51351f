//! Rule files: what analysts edit.

mod source;

pub use source::{At, Fields, RuleError, RuleFile};
