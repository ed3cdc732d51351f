//! [`Endings`]: what the last letters of a name say: *-stan, -ville* of places, *-yan, -enko* of persons.

use super::features::{Traits, traits as t};
use crate::rules::rows;
use crate::rules::{Files, RuleError};

/// Endings of `endings.csv`, two to seven letters long, packed into numbers.
#[derive(Default)]
pub(super) struct Endings {
    sorted: Vec<(u64, Traits)>,
    /// The last two letters of each: most words end in none of them.
    pairs: [u64; (26 * 26_usize).div_ceil(64)],
}

const LONGEST: usize = 7;

impl Endings {
    pub(super) fn read(files: Files, faults: &mut Vec<RuleError>) -> Endings {
        let mut endings = Endings::default();
        for file in rows::named(files, "actors/endings.csv") {
            rows::each(file, ["ending", "of"], faults, |[ending, of], _| {
                let bit = match of {
                    "place" => t::PLACE_ENDING,
                    "surname" => t::SURNAME_ENDING,
                    "people" => t::PEOPLE_ENDING,
                    "body" => t::BODY_ENDING,
                    _ => return Err(format!("`{of}` is not place, surname, people or body")),
                };
                if !(2..=LONGEST).contains(&ending.len()) || !ending.bytes().all(|b| b.is_ascii_lowercase()) {
                    return Err(format!("`{ending}` is not two to {LONGEST} lower-case letters"));
                }
                if let Some(pair) = last_two(ending.as_bytes()) {
                    endings.pairs[pair / 64] |= 1 << (pair % 64);
                }
                endings.sorted.push((pack(ending.as_bytes()), bit));
                Ok(())
            });
        }
        endings.sorted.sort();
        endings
    }

    /// The traits of the longest ending of a word.
    pub(super) fn of(&self, word: &str) -> Traits {
        let bytes = word.as_bytes();
        if last_two(bytes).is_none_or(|pair| self.pairs[pair / 64] >> (pair % 64) & 1 == 0) {
            return 0;
        }
        (2..=LONGEST)
            .rev()
            .filter(|len| len + 2 <= bytes.len())
            .find_map(|len| {
                let wanted = pack(&bytes[bytes.len() - len..]);
                let at = self.sorted.partition_point(|(packed, _)| *packed < wanted);
                self.sorted.get(at).filter(|(packed, _)| *packed == wanted).map(|(_, bit)| *bit)
            })
            .unwrap_or(0)
    }
}

/// A number for the last two letters of a word, if that is what they are.
fn last_two(word: &[u8]) -> Option<usize> {
    let [.., before, last] = word else { return None };
    let letter =
        |byte: &u8| byte.is_ascii_alphabetic().then(|| usize::from(byte.to_ascii_lowercase() - b'a'));
    Some(letter(before)? * 26 + letter(last)?)
}

fn pack(letters: &[u8]) -> u64 {
    letters.iter().fold(0, |packed, b| packed << 8 | u64::from(b.to_ascii_lowercase()))
}
