//! [`Span`], the only position type, and its views in code points and UTF-16.
//!
//! Inside the library every position is a half-open range of **bytes** of the decoded text. Outputs count
//! Unicode code points; [`Offsets`] converts, in constant time for ASCII texts and by binary search otherwise.

use std::ops::Range;

/// A half-open byte range `start..end` of an article's text, on character boundaries.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`, in bytes.
    #[inline]
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span { start: start as u32, end: end as u32 }
    }

    /// The same as a `Range<usize>`, for slicing.
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text it covers.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly within.
    #[inline]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span without white space at both ends; empty at `end` if nothing else is there.
    #[inline]
    pub fn trimmed(self, text: &str) -> Span {
        let bytes = text.as_bytes();
        let Range { mut start, mut end } = self.range();
        while start < end && is_space(bytes[start]) {
            start += 1;
        }
        while start < end && is_space(bytes[end - 1]) {
            end -= 1;
        }
        let ascii = |at: usize| bytes.get(at).is_none_or(u8::is_ascii);
        if start == end || ascii(start) && ascii(end - 1) {
            return Span::new(start, end);
        }
        let rest = text[start..end].trim_start();
        let start = end - rest.len();
        Span::new(start, start + rest.trim_end().len())
    }
}

/// Whether a byte is white space of ASCII, as [`char::is_whitespace`] has it.
fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t'..=b'\r')
}

/// From here on a byte is the first of a character that has several.
const FIRST_OF_SEVERAL: u8 = 0b1100_0000;

/// Views of byte positions as counts of code points and of UTF-16 units.
pub struct Offsets {
    /// Byte position and running counts after each non-ASCII character, in order.
    marks: Vec<Mark>,
}

#[derive(Clone, Copy)]
struct Mark {
    /// One past the last byte of the character.
    byte: u32,
    /// Bytes minus code points up to here.
    extra: u32,
    /// Bytes minus UTF-16 units up to here.
    extra16: u32,
}

impl Offsets {
    /// Counts the non-ASCII characters of `text` once, and passes over the rest in strides.
    pub fn new(text: &str) -> Offsets {
        const STRIDE: usize = 32;
        let mut marks = Vec::new();
        let (mut extra, mut extra16) = (0, 0);
        for (number, stride) in text.as_bytes().chunks(STRIDE).enumerate() {
            if stride.is_ascii() {
                continue;
            }
            for (at, first) in stride.iter().enumerate().filter(|(_, b)| **b >= FIRST_OF_SEVERAL) {
                // As many ones as the character has bytes; those of four are two UTF-16 units.
                let len = first.leading_ones();
                extra += len - 1;
                extra16 += if len == 4 { 2 } else { len - 1 };
                marks.push(Mark { byte: (number * STRIDE + at) as u32 + len, extra, extra16 });
            }
        }
        Offsets { marks }
    }

    fn mark(&self, byte: u32) -> Option<&Mark> {
        self.marks[..self.marks.partition_point(|m| m.byte <= byte)].last()
    }

    /// Code points before `byte`, which must be a character boundary.
    pub fn code_point(&self, byte: u32) -> u32 {
        byte - self.mark(byte).map_or(0, |m| m.extra)
    }

    /// UTF-16 units before `byte`, which must be a character boundary.
    pub fn utf16(&self, byte: u32) -> u32 {
        byte - self.mark(byte).map_or(0, |m| m.extra16)
    }

    /// The byte position that has `code_points` code points before it. Positions past the end of the text are
    /// not noticed here: check against its length.
    pub fn byte(&self, code_points: u32) -> u32 {
        let after = self.marks.partition_point(|m| m.byte - m.extra <= code_points);
        code_points + self.marks[..after].last().map_or(0, |m| m.extra)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn views_agree_with_counting(text in "\\PC{0,60}") {
            let offsets = Offsets::new(&text);
            let mut units = 0;
            for (points, (byte, c)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.code_point(byte as u32), points as u32);
                prop_assert_eq!(offsets.utf16(byte as u32), units);
                prop_assert_eq!(offsets.byte(points as u32), byte as u32);
                units += c.len_utf16() as u32;
            }
            prop_assert_eq!(offsets.utf16(text.len() as u32), units);
        }
    }

    #[test]
    fn trimming_leaves_an_empty_span_for_white_space() {
        assert_eq!(Span::new(1, 4).trimmed("a   b"), Span::new(4, 4));
        assert_eq!(Span::new(0, 5).trimmed(" ab  "), Span::new(1, 3));
    }
}
