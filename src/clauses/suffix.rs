//! [`Suffix`]: the end of a word that no table has, which tells its class.

use super::classes::Class;

/// The end of a word that no table has.
pub(super) struct Suffix {
    /// Its bytes, and which of the last eight of a word they are, see [`tail`].
    pub bytes: u64,
    pub mask: u64,
    pub len: usize,
    /// What a word is that ends so.
    pub class: Class,
}

impl Suffix {
    /// That of a class; a suffix has eight bytes at most.
    pub(super) fn new(suffix: &str, class: Class) -> Result<Suffix, String> {
        match suffix.len() {
            0 => Err("a suffix has a letter at least".into()),
            len @ 1..=8 => {
                Ok(Suffix { bytes: tail(suffix.as_bytes()), mask: !0 >> (64 - 8 * len), len, class })
            }
            _ => Err(format!("`{suffix}` has more than eight bytes")),
        }
    }
}

/// The last eight bytes of a word as a number, the last one lowest.
pub(super) fn tail(word: &[u8]) -> u64 {
    match word.last_chunk() {
        Some(eight) => u64::from_be_bytes(*eight),
        None => word.iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_is_told_from_the_last_bytes_alone() {
        let suffix = Suffix::new("ness", 1).expect("short enough");
        let fits = |word: &str| (tail(word.as_bytes()) ^ suffix.bytes) & suffix.mask == 0;
        for word in ["ness", "illness", "frightfulness"] {
            assert!(fits(word), "{word}");
        }
        for word in ["", "ess", "witnessed", "Nessie"] {
            assert!(!fits(word), "{word}");
        }
        assert!(Suffix::new("", 1).is_err());
        assert!(Suffix::new("nevertheless", 1).is_err());
    }
}
