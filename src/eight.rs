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
/// The bit of every byte by which a lower-case letter differs from its upper case.
const CASE: u64 = ONES << 5;

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

    /// Fewer than eight bytes. Four and four that may overlap: a copy of as many as there are takes longer.
    fn last(rest: &[u8]) -> Eight {
        let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
        Eight(match (rest.first_chunk(), rest.last_chunk()) {
            (Some(first), Some(last)) => four(first) | four(last) << (8 * (rest.len() - 4)),
            _ => rest.iter().rev().fold(0, |number, b| number << 8 | u64::from(*b)),
        })
    }

    /// One byte, zeros after it.
    #[inline]
    pub fn of(byte: u8) -> Eight {
        Eight(u64::from(byte))
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

    /// ASCII letters in lower case, all else as it is.
    #[inline]
    pub fn lowered(self) -> Eight {
        // 128 >> 2 is the difference between *a* and *A*.
        Eight(self.0 | self.between(b'A', b'Z') >> 2)
    }

    /// The ASCII letters that come first.
    #[inline]
    pub fn letters(self) -> Letters {
        // No byte but a letter becomes one with this bit set.
        let folded = Eight(self.0 | CASE);
        let others = !folded.between(b'a', b'z') & HIGH;
        // All bits before the first byte that is no letter.
        let kept = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
        Letters {
            lowered: Eight(folded.0 & kept),
            small: self.0 & CASE & kept,
            capital: !self.0 & CASE & kept,
            len: others.trailing_zeros() / 8,
        }
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
        !self.0 & Eight(CASE).first(n).0 != 0
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

/// The ASCII letters that eight bytes begin with.
#[derive(Clone, Copy, Debug)]
pub struct Letters {
    lowered: Eight,
    /// A bit for each in lower case.
    small: u64,
    /// A bit for each in upper case.
    capital: u64,
    len: u32,
}

impl Letters {
    /// They in lower case, zeros after them.
    #[inline]
    pub fn lowered(self) -> Eight {
        self.lowered
    }

    /// How many they are.
    #[inline]
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// Whether there is none.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// Eight letters with more after them; the length is the first ones'.
    #[inline]
    pub fn and(self, rest: Letters) -> Letters {
        // The first letter stays first.
        Letters { small: self.small | rest.small, capital: self.capital | rest.capital << 8, ..self }
    }

    /// Whether one of them is in upper case.
    #[inline]
    pub fn has_upper(self) -> bool {
        self.capital != 0
    }

    /// Whether one of them is in lower case.
    #[inline]
    pub fn has_lower(self) -> bool {
        self.small != 0
    }

    /// Whether the first of them is in upper case.
    #[inline]
    pub fn is_capitalised(self) -> bool {
        self.capital as u8 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_told_as_the_standard_library_tells_it() {
        for byte in 0..=255u8 {
            let eight = Eight::at(&[b'x', byte, b'Y'], 1);
            let letters = eight.letters();
            assert_eq!(letters.len(), if byte.is_ascii_alphabetic() { 2 } else { 0 }, "{byte}");
            assert_eq!(letters.is_capitalised(), byte.is_ascii_uppercase(), "{byte}");
            assert_eq!(letters.has_upper(), byte.is_ascii_alphabetic(), "{byte}");
            assert_eq!(letters.has_lower(), byte.is_ascii_lowercase(), "{byte}");
            assert_eq!(eight.first(1).has_upper(), byte.is_ascii_uppercase(), "{byte}");
            assert!(eight.may_have_upper(1) || !byte.is_ascii_uppercase(), "{byte}");
            let lowered = u64::from(byte.to_ascii_lowercase()) | u64::from(b'y') << 8;
            assert_eq!(eight.lowered().number(), lowered, "{byte}");
        }
    }

    #[test]
    fn zeros_follow_the_last_byte() {
        let bytes = [1, 2, 3, 4, 5, 6, 7];
        for len in 0..=7 {
            let expected = bytes[..len].iter().rev().fold(0, |number, b| number << 8 | u64::from(*b));
            assert_eq!(Eight::at(&bytes[..len], 0).number(), expected, "{len}");
        }
    }

    #[test]
    fn no_byte_sees_its_neighbour() {
        for byte in 0..=255u8 {
            let bytes = [byte, b'a', byte, b'Z', byte, b'a', byte, b'Z'];
            let lowered = Eight::at(&bytes, 0).lowered();
            assert_eq!(lowered.number(), u64::from_le_bytes(bytes.map(|b| b.to_ascii_lowercase())));
        }
        assert_eq!(Eight::at(b"Abcdefgh", 0).letters().len(), 8);
        assert_eq!(Eight::at(b"Abc-efgh", 0).letters().len(), 3);
        assert_eq!(Eight::at(b"Abc-efgh", 0).letters().lowered(), Eight::at(b"abc", 0));
        assert!(!Eight::at(b"abc-Efgh", 0).letters().has_upper());
    }
}
