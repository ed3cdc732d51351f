//! [`Marks`]: the bytes of a text at which a sentence may end, found 64 at a time.
//!
//! A search for one such byte after the other pays for each anew, and they are near each other. Here 64 bytes are
//! compared without a branch, so that it is done many at a time, and their answers are kept as the bits of a number.

/// Bytes looked at in one step.
const STRIDE: usize = 64;

/// Walks once over a text.
pub(super) struct Marks<'t> {
    bytes: &'t [u8],
    /// Where the bytes begin that `bits` is about.
    from: usize,
    /// A bit for each mark that was not passed, the first byte in the lowest place.
    bits: u64,
}

/// Whether a place may begin with this byte: a stop, what lines are drawn with, the first byte of `…` and of bullets.
/// Curly quotes and dashes begin with that too.
fn is_mark(b: u8) -> bool {
    // Without branches.
    (b == b'.') | (b == b'?') | (b == b'!') | (b == b'_') | (b == b'=') | (b == b'*') | (b == 0xe2)
}

impl<'t> Marks<'t> {
    /// The marks of a text.
    pub fn new(text: &'t str) -> Marks<'t> {
        let bytes = text.as_bytes();
        Marks { bytes, from: 0, bits: bits(bytes) }
    }

    /// Passes the next mark before `end`.
    #[inline]
    pub fn next_before(&mut self, end: usize) -> Option<usize> {
        while self.bits == 0 {
            let from = self.from + STRIDE;
            if from >= end {
                return None;
            }
            self.from = from;
            self.bits = bits(&self.bytes[from..]);
        }
        let at = self.from + self.bits.trailing_zeros() as usize;
        (at < end).then(|| {
            self.bits &= self.bits - 1;
            at
        })
    }
}

/// A bit for each mark among the first bytes.
#[inline]
fn bits(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(stride) => bits_of(stride),
        None => {
            let mut last = [0; STRIDE];
            last[..bytes.len()].copy_from_slice(bytes);
            bits_of(&last)
        }
    }
}

#[inline]
fn bits_of(stride: &[u8; STRIDE]) -> u64 {
    let marks = stride.map(|b| u8::from(is_mark(b)));
    let (eights, _) = marks.as_chunks();
    // Of each byte the lowest bit counts; the product has the eight of them side by side in its highest byte.
    let gathered = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | gathered(eight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_found_once_whatever_its_place() {
        let text = "… .?! _=* a\u{2022}b ".repeat(40);
        let mut marks = Marks::new(&text);
        let mut found = Vec::new();
        // As with blocks, of which each is asked to its end.
        for end in (7..text.len()).step_by(7).chain([text.len()]) {
            found.extend(std::iter::from_fn(|| marks.next_before(end)));
        }
        let expected: Vec<usize> =
            text.bytes().enumerate().filter(|(_, b)| is_mark(*b)).map(|(at, _)| at).collect();
        assert_eq!(found, expected);
        assert_eq!(found.len(), 8 * 40);
    }
}
