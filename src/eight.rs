//! [`Eight`]: eight bytes of text looked at in one step.
//!
//! A loop over the bytes of a word ends where the processor does not expect it, which costs more than the loop; a word
//! seldom has more than eight. Bytes are compared side by side within a 64-bit number: no sum of two bytes below 128
//! reaches the next byte, and of each byte's answer the highest bit is kept.

/// Eight bytes of a text, the first in the lowest place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eight(u64);

/// One in every byte.
const ONES: u64 = u64::from_le_bytes([1; 8]);
/// The highest bit of every byte.
const HIGH: u64 = ONES << 7;

impl Eight {
    /// The bytes from `at` on, which is not past the end; zeros after the last.
    #[inline]
    pub fn at(bytes: &[u8], at: usize) -> Eight {
        let rest = &bytes[at..];
        match rest.first_chunk() {
            Some(eight) => Eight(u64::from_le_bytes(*eight)),
            None => Eight::last(rest),
        }
    }

    #[cold]
    fn last(rest: &[u8]) -> Eight {
        let mut eight = [0; 8];
        eight[..rest.len()].copy_from_slice(rest);
        Eight(u64::from_le_bytes(eight))
    }

    /// The first `n` of them, zeros after.
    #[inline]
    pub fn first(self, n: usize) -> Eight {
        if n < 8 { Eight(self.0 & !(!0 << (8 * n))) } else { self }
    }

    /// As a number.
    #[inline]
    pub fn number(self) -> u64 {
        self.0
    }

    /// The one after the first `n`, of which there are seven at most.
    #[inline]
    pub fn byte(self, n: usize) -> u8 {
        (self.0 >> (8 * n)) as u8
    }

    /// ASCII letters in lower case, all else as it is.
    #[inline]
    pub fn lowered(self) -> Eight {
        // 128 >> 2 is the difference between *a* and *A*.
        Eight(self.0 | self.between(b'A', b'Z') >> 2)
    }

    /// How many ASCII letters come first.
    #[inline]
    pub fn letters(self) -> usize {
        let others = !(self.between(b'A', b'Z') | self.between(b'a', b'z')) & HIGH;
        others.trailing_zeros() as usize / 8
    }

    /// Whether an ASCII upper-case letter is among them.
    #[inline]
    pub fn has_upper(self) -> bool {
        self.between(b'A', b'Z') != 0
    }

    /// Whether an upper-case letter may be among the first `n`: most words say no to this quick question.
    #[inline]
    pub fn may_have_upper(self, n: usize) -> bool {
        // Small letters, digits and most marks have this bit.
        !self.0 & Eight(ONES << 5).first(n).0 != 0
    }

    /// Whether an ASCII lower-case letter is among them.
    #[inline]
    pub fn has_lower(self) -> bool {
        self.between(b'a', b'z') != 0
    }

    /// The highest bit of every byte that is between two ASCII characters, or one of them.
    #[inline]
    fn between(self, first: u8, last: u8) -> u64 {
        let low = self.0 & !HIGH;
        let reaches = low + ONES * u64::from(128 - first);
        let passes = low + ONES * u64::from(127 - last);
        reaches & !passes & !self.0 & HIGH
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_told_as_the_standard_library_tells_it() {
        for byte in 0..=255u8 {
            let eight = Eight::at(&[b'x', byte, b'Y'], 1);
            assert_eq!(eight.letters(), if byte.is_ascii_alphabetic() { 2 } else { 0 }, "{byte}");
            assert_eq!(eight.first(1).has_upper(), byte.is_ascii_uppercase(), "{byte}");
            assert_eq!(eight.first(1).has_lower(), byte.is_ascii_lowercase(), "{byte}");
            assert!(eight.may_have_upper(1) || !byte.is_ascii_uppercase(), "{byte}");
            let lowered = u64::from(byte.to_ascii_lowercase()) | u64::from(b'y') << 8;
            assert_eq!(eight.lowered().number(), lowered, "{byte}");
        }
    }

    #[test]
    fn no_byte_sees_its_neighbour() {
        for byte in 0..=255u8 {
            let bytes = [byte, b'a', byte, b'Z', byte, b'a', byte, b'Z'];
            let lowered = Eight::at(&bytes, 0).lowered();
            assert_eq!(lowered.number(), u64::from_le_bytes(bytes.map(|b| b.to_ascii_lowercase())));
        }
        assert_eq!(Eight::at(b"Abcdefgh", 0).letters(), 8);
        assert_eq!(Eight::at(b"Abc-efgh", 0).letters(), 3);
    }
}
