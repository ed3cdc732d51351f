//! Bytes to [`Article`](crate::Article): decoding, records, layout, page furniture, bylines and dates.

pub mod record;

pub use record::{Columns, ReadError, Record};
