//! [`KeyHash`]: maps and sets whose keys are numbers that are hashes already or small.

use std::hash::{BuildHasherDefault, Hasher};

/// One multiplication spreads the keys.
pub(super) type KeyHash = BuildHasherDefault<KeyHasher>;

/// See [`KeyHash`].
#[derive(Default)]
pub(super) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_u64(self.0 ^ u64::from(*b)));
    }

    fn write_u32(&mut self, key: u32) {
        self.write_u64(u64::from(key));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26);
    }
}
