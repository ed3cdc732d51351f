//! Whose claim it is: the subject of a frame that reports (*officials say that ...*), of a frame within or
//! after (*..., analysts believe*), of a commitment (*he vowed to ...*), of a verdict (*she called it reckless*), or
//! nobody in particular (*it is believed to ...*, *there are fears that ...*).
//!
//! In: a sentence's [`Shape`], and how far it is [`Quoted`]. Out: whether the claim is someone else's, and the words that
//! name the holder. Looked for in this order: quotations that go on, [`clauses`] that report, frames that only their
//! [`wording`] shows, [`views`] that have a noun or adjective, [`acts`] of speech that take an object or an infinitive. What
//! single words say (*reportedly*) is left to the cue rules. What words do stands in `rules/claims/attribution.csv`.

mod acts;
mod asides;
mod clauses;
mod delegate;
mod holder;
mod quotations;
mod sources;
mod speech;
mod utterance;
mod views;
mod wording;
mod words;

pub use quotations::{Quoted, quotations};
pub use words::Words as ReportingWords;

use super::shape::Shape;
use crate::analysis::Claim;
use crate::pattern::Vocabulary;
use crate::span::Span;
use utterance::{Marks, Utterance};

/// Finds who holds a claim.
pub struct Attribution {
    words: ReportingWords,
    marks: Marks,
}

/// An attributed claim.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Attributed {
    /// The words that name the holder; none where nobody is named.
    pub holder: Option<Span>,
}

/// Attributed to nobody in particular.
const UNNAMED: Attributed = Attributed { holder: None };

impl Attribution {
    /// Looks labels and classes up once.
    pub fn new(words: ReportingWords, vocabulary: &Vocabulary) -> Attribution {
        Attribution { words, marks: Marks::new(vocabulary) }
    }

    /// A sentence to ask about.
    pub fn utterance<'s>(&'s self, shape: &'s Shape) -> Utterance<'s> {
        Utterance::new(shape, &self.words, &self.marks)
    }

    /// The holder, if the claim is not the author's. `before` is the claim of the sentence before; with `delegate`, what
    /// a state believes is what its delegate says.
    pub fn of(
        utterance: &Utterance,
        quoted: Quoted,
        before: Option<&Claim>,
        delegate: bool,
    ) -> Option<Attributed> {
        match quoted {
            // Who was named before the quotation, or in its first part, goes on speaking.
            Quoted::Continued | Quoted::Whole => {
                return Some(before.map_or(UNNAMED, |b| Attributed { holder: b.holder }));
            }
            Quoted::No => {}
        }
        if delegate && utterance.avows() {
            return None;
        }
        if let Some(frame) = utterance.frame() {
            // *"They ask us to pay," a clerk told me*: what is quoted does not frame it.
            if utterance.in_quotation(frame.verb)
                && let Some(speaker) = utterance.speech()
            {
                return Some(speaker);
            }
            return utterance.holder(frame);
        }
        utterance
            .speech()
            .or_else(|| utterance.wording())
            .or_else(|| utterance.source())
            .or_else(|| utterance.view())
            .or_else(|| utterance.act())
    }
}
