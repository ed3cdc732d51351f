//! [`RowWriter`]: rows of cells as CSV (RFC 4180), written where they stand.
//!
//! In: cells, one after the other, two at least a row. Out: the bytes that the crate `csv` writes for them: a cell stands in quotation marks if it
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
        self.begin();
        let start = self.buffer.len();
        write(&mut self.buffer);
        if self.buffer.len() > start {
            self.make_safe(start);
        }
    }

    /// Adds a cell that needs no quotation marks, and is no formula, whatever the delimiter is: letters, digits, `.` and `_`.
    #[inline]
    pub fn plain(&mut self, cell: &[u8]) {
        self.begin();
        self.buffer.extend_from_slice(cell);
    }

    /// Adds a cell with a number.
    pub fn number(&mut self, mut number: u32) {
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
        self.plain(&digits[first..]);
    }

    #[inline]
    fn begin(&mut self) {
        if self.cells > 0 {
            self.buffer.push(self.delimiter);
        }
        self.cells += 1;
    }

    /// Looks the last cell through, which begins at `start`.
    fn make_safe(&mut self, start: usize) {
        let first = self.buffer[start];
        if self.safety.escape_formulas && matches!(first, b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r') {
            self.buffer.insert(start, b'\'');
        }
        let cell = &self.buffer[start..];
        let special = |byte: &u8| *byte == self.delimiter || matches!(byte, b'"' | b'\n' | b'\r');
        let quoted = match cell.len() {
            ..16 => cell.iter().any(special),
            _ => memchr3(self.delimiter, b'"', b'\n', cell).is_some() || memchr(b'\r', cell).is_some(),
        };
        if quoted {
            self.quote(start);
        }
    }

    /// Puts quotation marks around the last cell, which begins at `start`, and doubles those in it.
    fn quote(&mut self, start: usize) {
        if memchr(b'"', &self.buffer[start..]).is_none() {
            self.buffer.insert(start, b'"');
        } else {
            let cell = self.buffer.split_off(start);
            self.buffer.push(b'"');
            let mut rest = cell.as_slice();
            while let Some(mark) = memchr(b'"', rest) {
                self.buffer.extend_from_slice(&rest[..=mark]);
                self.buffer.push(b'"');
                rest = &rest[mark + 1..];
            }
            self.buffer.extend_from_slice(rest);
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_bytes_are_those_of_the_csv_crate(
            rows in proptest::collection::vec(proptest::collection::vec("[a,;\"\r\n\t =-]{0,20}", 2..4), 0..4),
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
        fn numbers_have_their_digits(number: u32) {
            let mut rows = RowWriter::new(Vec::new(), b',', Safety::default());
            rows.number(number);
            rows.end_row().unwrap();
            prop_assert_eq!(String::from_utf8(rows.finish().unwrap()).unwrap(), format!("{number}\n"));
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
