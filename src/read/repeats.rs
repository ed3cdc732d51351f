//! [`find`]: lines that stand more than once in a text, as the title does at the head of every page.

use super::lines::{First, Last, Line};

/// Which lines come again.
pub(super) struct Repeats {
    /// `(line, whether an equal one stands before it)`, in order.
    found: Vec<(u32, bool)>,
    /// How many of them are passed.
    at: usize,
}

impl Repeats {
    /// `None` if the line stands alone, `Some(false)` if it is the first of several, `Some(true)` if not the
    /// first. Lines are asked for in order.
    pub fn of(&mut self, line: usize) -> Option<bool> {
        while self.found.get(self.at).is_some_and(|found| (found.0 as usize) < line) {
            self.at += 1;
        }
        self.found.get(self.at).filter(|found| found.0 as usize == line).map(|found| found.1)
    }
}

/// Finds equal short lines of two words or more that do not end a sentence (what a refrain does). Case, marks
/// and a page number at either end do not count: *12 The Harbour Review* is *The Harbour Review 13*.
pub(super) fn find(text: &str, lines: &[Line]) -> Repeats {
    // By key, then in order.
    let mut candidates: Vec<(u64, u32, &str)> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let fits = (8..=120).contains(&line.span.len())
            && line.first != First::Lower
            && matches!(line.last, Last::Open | Last::Question);
        if !fits {
            continue;
        }
        let words = words(line.span.of(text));
        candidates.extend(key(words).map(|key| (key, i as u32, words)));
    }
    candidates.sort_unstable();
    let mut found = Vec::new();
    for same in candidates.chunk_by(|a, b| a.0 == b.0) {
        let (_, first, words) = same[0];
        let again = same[1..].iter().filter(|(_, _, other)| other.eq_ignore_ascii_case(words));
        let again = again.map(|(_, line, _)| (*line, true));
        let before = found.len();
        found.extend(again);
        if found.len() > before {
            found.push((first, false));
        }
    }
    found.sort_unstable();
    Repeats { found, at: 0 }
}

/// A line without marks and page numbers at its ends.
fn words(line: &str) -> &str {
    let mark = |c: char| matches!(c, ' ' | '|' | '-' | '–' | '—' | '·' | '•' | '#' | '*' | '_');
    let whole = line.trim_matches(mark);
    let digits = |bytes: &mut dyn Iterator<Item = u8>| bytes.take_while(u8::is_ascii_digit).count();
    let (left, right) = (digits(&mut whole.bytes()), digits(&mut whole.bytes().rev()));
    let page = |n: usize| if n <= 3 { n } else { 0 };
    let short = match left < whole.len() {
        true => whole[page(left)..whole.len() - page(right)].trim_matches(mark),
        false => whole,
    };
    // Where a figure was cut off, more must be left: *Part 1* is not *Part 2*.
    if short.len() < whole.len() && short.len() < 14 { whole } else { short }
}

/// What equal lines have in common at least: their length, and the eight bytes at either end in lower case.
/// `None` for what is hardly more than a word.
fn key(line: &str) -> Option<u64> {
    let bytes = line.as_bytes();
    let (first, last) = (bytes.first_chunk::<8>()?, bytes.last_chunk::<8>()?);
    let lower = |chunk: &[u8; 8]| u64::from_le_bytes(*chunk) | 0x2020_2020_2020_2020;
    let mixed = lower(first).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ lower(last).rotate_left(32);
    bytes.contains(&b' ').then_some(mixed ^ bytes.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::super::lines::Lines;
    use super::*;

    #[test]
    fn running_heads_are_found_whatever_their_page_number() {
        let text = "The Harbour Review\nIt rained.\n12 | THE HARBOUR REVIEW\nIt rained.\nPart 1\nPart 2\nThe Harbour Review 13";
        let mut repeats = find(text, &Lines::of(text).lines);
        let found: Vec<Option<bool>> = (0..7).map(|i| repeats.of(i)).collect();
        assert_eq!(found, [Some(false), None, Some(true), None, None, None, Some(true)]);
    }
}
