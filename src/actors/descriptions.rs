//! What a text says that a name is: *Vesta, a small software company, ...*, *Telmar was the largest city*.

use super::lists::list;
use super::segments::Decided;
use super::survey::{FUNCTION, Survey};
use crate::words::bits;
use std::ops::Range;

/// The longest description looked at, in words.
const LONGEST: u32 = 10;

impl Survey<'_, '_> {
    /// The kinds that the words after a name say it is, one bit each: person, organisation, place, other.
    pub(super) fn called(&self, name: &Decided, sentence: &Range<u32>) -> u64 {
        self.description(name.units.end, sentence).map_or(0, |head| {
            let word = self.unit(head);
            (0..).zip(list::NOUNS).fold(0, |all, (bit, list)| all | u64::from(self.is_in(word, list)) << bit)
        })
    }

    /// The noun that a description which begins at a unit is about: *company* of *, a software company based in*.
    fn description(&self, at: u32, sentence: &Range<u32>) -> Option<u32> {
        let text = |at: u32| self.unit(at).span().of(self.terrain.text);
        let article =
            |at: u32| at < sentence.end && matches!(text(at), "a" | "an" | "the" | "one" | "another");
        let links = at < sentence.end
            && matches!(text(at), "," | "is" | "was" | "are" | "were" | "became" | "remains");
        if !links || !article(at + 1) {
            return None;
        }
        let (mut head, mut next) = (None, at + 1);
        let end = sentence.end.min(at + LONGEST);
        while next < end {
            let unit = self.unit(next);
            if article(next) && head.is_none() {
            } else if text(next) == "of" && article(next - 1) {
                // *one of the largest banks*
            } else if unit.is(bits::MARK) {
                if !unit.is(bits::GLUED) {
                    break;
                }
            } else if unit.is(FUNCTION) || (unit.is(bits::VERBS) && head.is_some()) {
                break;
            } else if unit.is(bits::LOWER) {
                head = Some(next);
            }
            next += 1;
        }
        head
    }
}
