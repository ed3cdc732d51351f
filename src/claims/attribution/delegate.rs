//! Speeches of delegates, in whose mouth a state's beliefs are the author's own: *China believes that ...*

use super::utterance::Utterance;
use super::words::does;
use crate::analysis::{Mood, Tense};
use crate::words::bits;

impl Utterance<'_> {
    /// Whether the sentence speaks as a delegate does: *my delegation*, *Excellencies*, *Mr. President, ...*
    pub fn addresses(&self) -> bool {
        self.has(does::ADDRESS)
            && self.units().any(|at| {
                if !self.does(at, does::ADDRESS) {
                    return false;
                }
                let before = |words: &[&str]| {
                    (self.units().start.max(at.saturating_sub(2))..at).any(|at| self.is_one_of(at, words))
                };
                let spoken_to = at + 1 < self.units().end && self.unit(at + 1).is(bits::MARK);
                match self.word(at) {
                    "delegation" => before(&["my", "our"]),
                    _ if self.is_one_of(at, &["president", "chair", "chairman"]) => {
                        before(&["mr", "madam"]) && spoken_to
                    }
                    _ => true,
                }
            })
    }

    /// Whether a state is the subject of what its own delegate would say of it.
    pub fn avows(&self) -> bool {
        self.clauses().first().is_some_and(|main| {
            main.main
                && main.tense == Some(Tense::Present)
                && main.mood == Mood::Indicative
                && !main.passive
                && self.does(main.verb, does::AVOWAL)
                && main.subject.is_some_and(|subject| self.state_to(subject + 1))
        })
    }
}
