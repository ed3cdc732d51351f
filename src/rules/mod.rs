//! Rule files: what analysts edit.

mod builtin;
mod example;
pub mod lexical;
pub mod load;
mod source;

pub use builtin::builtin;
pub use example::Example;
pub use load::{Files, Layer, Rule};
pub use source::{At, Fields, RuleError, RuleFile};
