//! [`RowWriter`]: rows of cells as CSV (RFC 4180), written where they stand.
//!
//! In: cells, one after the other. Out: the bytes that the crate `csv` writes for them: a cell stands in quotation marks if it
//! has a delimiter, a quotation mark or the end of a line in it. A cell is put together in the buffer that is handed on, and
//! looked through once.

use super::Safety;
use memchr::{memchr, memchr3};
use std::io::{self, Write};

/// Writes rows to a destination.
pub struct RowWriter<W> {
    to: W,
    delimiter: u8,
    safety: Safety,
    buffer: Vec<u8>,
    /// Cells in the row so far.
    cells: usize,
}

/// Bytes that are collected before they are handed on: many rows.
const BUFFER: usize = 1 << 16;

impl<W: Write> RowWriter<W> {
    /// Writes to `to`, cells separated by `delimiter`.
    pub fn new(to: W, delimiter: u8, safety: Safety) -> RowWriter<W> {
        RowWriter { to, delimiter, safety, buffer: Vec::new(), cells: 0 }
    }

    /// Adds a cell to the row, with what `write` adds to the bytes that it is given.
    #[inline]
    pub fn cell(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        if self.cells > 0 {
            self.buffer.push(self.delimiter);
        }
        self.cells += 1;
        let start = self.buffer.len();
        write(&mut self.buffer);
        let cell = &self.buffer[start..];
        if self.safety.escape_formulas && matches!(cell, [b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r', ..]) {
            self.buffer.insert(start, b'\'');
        }
        let cell = &self.buffer[start..];
        if memchr3(self.delimiter, b'"', b'\n', cell).is_some() || memchr(b'\r', cell).is_some() {
            self.quote(start);
        }
    }

    /// Adds a cell that needs no quotation marks, and is no formula, whatever the delimiter is: letters, digits, `.` and `_`.
    #[inline]
    pub fn plain(&mut self, cell: &[u8]) {
        if self.cells > 0 {
            self.buffer.push(self.delimiter);
        }
        self.cells += 1;
        self.buffer.extend_from_slice(cell);
    }

    /// Puts quotation marks around the last cell, which begins at `start`.
    fn quote(&mut self, start: usize) {
        let cell = self.buffer.split_off(start);
        self.buffer.push(b'"');
        for part in cell.split_inclusive(|byte| *byte == b'"') {
            self.buffer.extend_from_slice(part);
            if part.ends_with(b"\"") {
                self.buffer.push(b'"');
            }
        }
        self.buffer.push(b'"');
    }

    /// Ends the row; gives the number of its cells.
    pub fn end_row(&mut self) -> io::Result<usize> {
        self.buffer.push(b'\n');
        if self.buffer.len() >= BUFFER {
            self.flush()?;
        }
        Ok(std::mem::take(&mut self.cells))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    /// Hands the rest on, and gives the destination back.
    pub fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.to.flush()?;
        Ok(self.to)
    }
}

/// Adds the digits of a number.
#[inline]
pub fn digits(mut number: u32, to: &mut Vec<u8>) {
    let mut digits = [0; 10];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    to.extend_from_slice(&digits[first..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_bytes_are_those_of_the_csv_crate(
            rows in proptest::collection::vec(proptest::collection::vec("[a,;\"\r\n\t =-]{0,6}", 2..4), 0..4),
            delimiter in prop_oneof![Just(b','), Just(b';'), Just(b'\t')],
        ) {
            let mut own = RowWriter::new(Vec::new(), delimiter, Safety::default());
            let mut crates = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
            for row in &rows {
                row.iter().for_each(|cell| own.cell(|to| to.extend_from_slice(cell.as_bytes())));
                prop_assert_eq!(own.end_row().unwrap(), row.len());
                crates.write_record(row).unwrap();
            }
            prop_assert_eq!(own.finish().unwrap(), crates.into_inner().unwrap());
        }

        #[test]
        fn digits_are_those_of_the_number(number: u32) {
            let mut written = Vec::new();
            digits(number, &mut written);
            prop_assert_eq!(String::from_utf8(written).unwrap(), number.to_string());
        }
    }

    #[test]
    fn formulas_get_a_mark_in_front() {
        let mut rows = RowWriter::new(Vec::new(), b',', Safety { escape_formulas: true });
        for cell in ["=1", "-1,5", "1-1", ""] {
            rows.cell(|to| to.extend_from_slice(cell.as_bytes()));
        }
        rows.end_row().unwrap();
        assert_eq!(rows.finish().unwrap(), b"'=1,\"'-1,5\",1-1,\n");
    }
}
