//! Markets: codes of shares, indices and currencies, which name no actors.
//!
//! In: a run of words, or a word. Out: whether it is one of these.

use super::regions::kind;
use super::runs::Run;
use super::signs::joint;
use super::survey::Survey;
use super::window::{Window, sign};
use crate::words::bits;
use std::ops::Range;

/// Whether the code of shares stands in brackets at a unit: *(ACME.O)*.
pub(super) fn share_code_at(survey: &Survey, at: u32, sentence: &Range<u32>) -> bool {
    let text = |at: u32| survey.unit(at).span().of(survey.terrain.text);
    at + 2 < sentence.end && matches!(text(at), "(" | "[") && is_share_code(text(at + 1))
}

/// *TSLA.O*, *0700.HK*, but not *U.S.* or *Ph.D*
pub(super) fn is_share_code(word: &str) -> bool {
    let Some((code, market)) = word.rsplit_once('.') else { return false };
    let upper = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    (2..=10).contains(&code.len())
        && (1..=2).contains(&market.len())
        && upper(code)
        && market.bytes().all(|b| b.is_ascii_uppercase())
}

impl Window<'_, '_, '_> {
    /// The *US* of *US$ 10 million*
    pub(super) fn currency(&self, run: &Run) -> bool {
        joint(run.next, sign::DOLLAR)
    }

    /// *the Merval stock index*, *FTSE 100 index*
    pub(super) fn index(&self, run: &Run) -> bool {
        let end = run.end + u32::from(run.next.is(bits::NUMBER));
        let index = |at: u32| matches!(self.word(at), "index" | "indices");
        let next = self.spot(end);
        run.kinds() & !kind::SURNAME == 0
            && next.is(bits::LOWER)
            && next.letters() >= 5
            && match self.word(end) {
                "index" | "indices" => true,
                "stock" | "share" | "composite" | "bluechip" | "blue-chip" => index(end + 1),
                _ => false,
            }
    }

    /// *TSLA.O*, *0700.HK*: letters or figures, a stop, one or two letters.
    pub(super) fn share_code(&self, run: &Run) -> bool {
        self.signs & sign::SHARE_CODE != 0 && run.units().any(|at| self.spot(at).shows(sign::SHARE_CODE))
    }
}
