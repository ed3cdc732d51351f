//! Sources: phrases that name whose claim it is, *according to the harbour board*.

use super::Attributed;
use super::utterance::Utterance;
use crate::words::bits;

impl Utterance<'_> {
    /// The source of the sentence.
    pub fn source(&self) -> Option<Attributed> {
        self.according()
    }

    /// *According to the harbour board, ...*: the words up to a stop or a verb.
    fn according(&self) -> Option<Attributed> {
        let end = self.units().end;
        let to = (self.units().start + 1..end)
            .find(|at| self.word(*at) == "to" && self.is_one_of(at - 1, &["according"]))?;
        let inside = |at: &u32| {
            let unit = self.unit(*at);
            let glued = unit.is(bits::GLUED) && matches!(self.word(*at), "-" | "&");
            glued
                || !unit.is(bits::MARK)
                    && (!unit.is(bits::VERBS) || unit.is(self.marks.preposition))
                    && !self.inner(*at)
        };
        let last = to + 1 + (to + 1..end).take(12).take_while(inside).count() as u32;
        let marks = self.marks;
        let loose = |at: &u32| self.unit(*at).is(marks.preposition | marks.determiner | marks.adverb);
        let last = last - (to + 1..last).rev().take_while(loose).count() as u32;
        (last > to + 1 && self.word(to + 1) != "plan")
            .then(|| Attributed { holder: Some(self.span(to + 1, last)) })
    }
}
