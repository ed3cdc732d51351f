//! Rule files: what analysts edit.

mod builtin;
mod example;
pub mod lexical;
pub mod load;
pub(crate) mod rows;
mod source;

pub use builtin::builtin;
pub use example::Example;
pub use load::{Files, Layer, Rule};
pub use source::{At, Fields, RuleError, RuleFile};
