//! The rows of CSV rule files: by named columns, with the line of each.
//!
//! A line without quotation marks is cut at its commas, which is several times faster than a whole CSV reader and
//! is what nearly all lines are; the others go to the `csv-core` crate.

use super::{Files, RuleError, RuleFile};
use crate::eight::Eight;

/// The files at `path`, the built-in one and those of overlays.
pub(crate) fn named<'a>(files: Files<'a>, path: &'a str) -> impl Iterator<Item = &'a RuleFile> {
    files.all.iter().filter(move |f| f.path == path)
}

/// Calls `take` with the cells of the named columns and the line, for every row. A column whose name ends in `?`
/// may be missing.
pub(crate) fn each<const N: usize>(
    file: &RuleFile,
    columns: [&str; N],
    faults: &mut Vec<RuleError>,
    mut take: impl FnMut([&str; N], u32) -> Result<(), String>,
) {
    let fault = |line: usize, fault: String| RuleError { file: file.shown.clone(), line, rule: None, fault };
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
    let (header, rows) = text.split_once('\n').unwrap_or((text, ""));
    let header: Vec<&str> = header.trim_end_matches('\r').split(',').collect();
    // For each column of the file which of the wanted ones it is.
    let mut slots = vec![None; header.len()];
    for (slot, column) in columns.iter().enumerate() {
        let (name, optional) = column.strip_suffix('?').map_or((*column, false), |name| (name, true));
        match header.iter().position(|h| h.trim_matches('"') == name) {
            Some(at) => slots[at] = Some(slot),
            None if optional => {}
            None => return faults.push(fault(1, format!("the column `{name}` is missing"))),
        }
    }
    let mut line = 1;
    let mut plain = Plain::new(rows, 0);
    let mut quoted = Quoted::new();
    while plain.at < rows.len() {
        line += 1;
        let mut cells = [""; N];
        let cut = plain.cut(|place, cell| {
            if let Some(Some(slot)) = slots.get(place) {
                cells[*slot] = cell;
            }
        });
        let found = match cut {
            Some(0) => continue,
            Some(found) => found,
            None => {
                let rest = &rows[plain.at..];
                let mut used = quoted.read(rest);
                // The reader stops between the two characters of a line end.
                if rest[..used].ends_with('\r') && rest[used..].starts_with('\n') {
                    used += 1;
                }
                line += rest[..used].trim_end_matches('\n').matches('\n').count();
                plain = Plain::new(rows, plain.at + used);
                for (place, slot) in slots.iter().enumerate() {
                    if let Some(slot) = slot {
                        cells[*slot] = quoted.cell(place);
                    }
                }
                quoted.count
            }
        };
        let outcome = match found {
            found if found != header.len() => {
                Err(format!("{found} cells where the header has {}", header.len()))
            }
            _ => take(cells, line as u32),
        };
        if let Err(what) = outcome {
            faults.push(fault(line, what));
        }
    }
}

/// Rows without quotation marks, cut where commas and line ends are found eight bytes at a time.
struct Plain<'t> {
    rows: &'t str,
    /// Where the next row begins.
    at: usize,
    /// The eight bytes that are looked at begin here.
    eight: usize,
    /// The highest bit of each of them that is a mark not yet come to.
    marks: u64,
}

impl<'t> Plain<'t> {
    fn new(rows: &'t str, at: usize) -> Plain<'t> {
        let marks = if at < rows.len() { Plain::marks(rows, at) } else { 0 };
        Plain { rows, at, eight: at, marks }
    }

    fn marks(rows: &str, at: usize) -> u64 {
        let eight = Eight::at(rows.as_bytes(), at);
        eight.equal(b',') | eight.equal(b'\n') | eight.equal(b'"')
    }

    /// Where the next comma, line end or quotation mark is, or the end.
    #[inline]
    fn mark(&mut self) -> usize {
        while self.marks == 0 {
            self.eight += 8;
            if self.eight >= self.rows.len() {
                return self.rows.len();
            }
            self.marks = Plain::marks(self.rows, self.eight);
        }
        let mark = self.eight + self.marks.trailing_zeros() as usize / 8;
        self.marks &= self.marks - 1;
        mark
    }

    /// Calls `take` with the cells of the next row and gives their number, 0 if the row is empty; nothing if there is a
    /// quotation mark in it.
    #[inline]
    fn cut(&mut self, mut take: impl FnMut(usize, &'t str)) -> Option<usize> {
        let (start, mut from, mut found) = (self.at, self.at, 0);
        loop {
            let mark = self.mark();
            match self.rows.as_bytes().get(mark) {
                Some(b'"') => return None,
                Some(b',') => take(found, &self.rows[from..mark]),
                _ => {
                    let cell = self.rows[from..mark].trim_end_matches('\r');
                    take(found, cell);
                    self.at = mark + 1;
                    return Some(if from == start && cell.is_empty() { 0 } else { found + 1 });
                }
            }
            (found, from) = (found + 1, mark + 1);
        }
    }
}

/// One row with quotation marks, read by `csv-core`: a reader of the `csv` crate would have to be made anew for each.
struct Quoted {
    reader: csv_core::Reader,
    cells: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

impl Quoted {
    fn new() -> Quoted {
        Quoted { reader: csv_core::Reader::new(), cells: Vec::new(), ends: Vec::new(), count: 0 }
    }

    /// Reads the row at the head of `text`; gives how many bytes it takes.
    fn read(&mut self, text: &str) -> usize {
        use csv_core::ReadRecordResult::{End, InputEmpty, OutputEndsFull, OutputFull, Record};
        self.reader.reset();
        let (mut used, mut written) = (0, 0);
        self.count = 0;
        loop {
            let input = &text.as_bytes()[used..];
            let (cells, ends) = (&mut self.cells[written..], &mut self.ends[self.count..]);
            let (result, read, wrote, ended) = self.reader.read_record(input, cells, ends);
            (used, written, self.count) = (used + read, written + wrote, self.count + ended);
            match result {
                // Once more with no input ends the row.
                InputEmpty => {}
                OutputFull => self.cells.resize(2 * self.cells.len() + 64, 0),
                OutputEndsFull => self.ends.resize(2 * self.ends.len() + 8, 0),
                Record | End => return used,
            }
        }
    }

    /// A cell of the row; empty if there is none.
    fn cell(&self, number: usize) -> &str {
        let Some(end) = self.ends[..self.count].get(number) else { return "" };
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        std::str::from_utf8(&self.cells[start..*end]).expect("cells end at marks of one byte")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &'static str) -> (Vec<[String; 2]>, Vec<String>) {
        let file = RuleFile { path: "actors/a.csv".into(), shown: "a.csv".into(), text: text.into() };
        let (mut rows, mut faults) = (Vec::new(), Vec::new());
        each(&file, ["name", "kind"], &mut faults, |cells, line| {
            rows.push(cells.map(|c| format!("{line}:{c}")));
            Ok(())
        });
        (rows, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn quoted_cells_may_hold_commas_and_line_ends_and_lines_stay_right() {
        let (rows, faults) = rows("kind,name\na,\"b, c\"\n\"x\ny\",z\r\nk,n\n");
        assert_eq!(rows[0], ["2:b, c", "2:a"]);
        assert_eq!(rows[1][0], "4:z");
        assert_eq!(rows[2], ["5:n", "5:k"]);
        assert!(faults.is_empty());
    }

    #[test]
    fn a_short_row_and_a_missing_column_are_faults() {
        assert_eq!(rows("kind,name\na\n").1, ["a.csv:2: 1 cells where the header has 2"]);
        assert_eq!(rows("kind,nam\na,b\n").1, ["a.csv:1: the column `name` is missing"]);
    }
}
