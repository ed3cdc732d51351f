//! [`KeyHash`]: the hash of maps and sets whose keys are numbers, or ids from the tables: a multiplication for every
//! eight bytes.

use crate::eight::Eight;
use std::hash::{BuildHasherDefault, Hasher};

/// See the module.
pub(crate) type KeyHash = BuildHasherDefault<KeyHasher>;

/// See the module.
#[derive(Default)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for at in (0..bytes.len()).step_by(8) {
            self.write_u64(Eight::at(bytes, at).number());
        }
    }

    fn write_u8(&mut self, key: u8) {
        self.write_u64(u64::from(key));
    }

    fn write_u32(&mut self, key: u32) {
        self.write_u64(u64::from(key));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0 ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26);
    }
}
