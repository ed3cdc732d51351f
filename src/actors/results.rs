//! Tables of results: *Crewe 1 Bury 0*, *won 6-4*.
//!
//! In: a sentence. Out: whether it has a score, and who played.

use super::window::Window;
use crate::words::bits;
use std::ops::Range;

impl Window<'_, '_, '_> {
    /// Whether the sentence has a score: *won 6-4*.
    pub(super) fn has_score(&self) -> bool {
        *self.score.get_or_init(|| {
            let text = self.survey.terrain.text;
            let sentence = self.sentence.start as usize..self.sentence.end as usize;
            self.survey.terrain.units[sentence].windows(3).any(|three| {
                let [left, mark, right] = three else { return false };
                left.is(bits::NUMBER)
                    && left.end - left.start <= 3
                    && mark.is(bits::GLUED)
                    && mark.span().of(text) == "-"
                    && right.is(bits::NUMBER)
                    && right.is(bits::GLUED)
            })
        })
    }

    /// In *Crewe 1 Bury 0* the two names.
    pub(super) fn result(&self) -> Option<&[Range<u32>; 2]> {
        if !self.region.tabular {
            return None;
        }
        self.result.get_or_init(|| self.find_result()).as_ref()
    }

    fn find_result(&self) -> Option<[Range<u32>; 2]> {
        let Range { start, end } = self.sentence;
        let is = |at: u32, bits: u32| at < end && self.survey.unit(at).is(bits);
        let name = |from: u32| {
            let joins = |at: u32| at > from && matches!(self.word(at), "of" | "the" | "." | "-" | "'");
            let mut at = from;
            while is(at, bits::CAP) || joins(at) {
                at += 1;
            }
            from..at
        };
        let first = name(start);
        let comma = u32::from(self.word(first.end + 1) == ",");
        let second = name(first.end + 1 + comma);
        let after = second.end + 1;
        let ends = after >= end || matches!(self.word(after), "(" | ".");
        let whole = !first.is_empty() && !second.is_empty() && ends;
        let scored = is(first.end, bits::NUMBER) && !is(first.end + 1, bits::GLUED);
        (whole && scored && is(second.end, bits::NUMBER)).then_some([first, second])
    }
}
