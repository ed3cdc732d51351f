//! Frames beside quotation marks, for sentences whose clauses do not show them: *"...," said the mayor*, *she put it
//! clearly: "..."*.

use super::Attributed;
use super::utterance::Utterance;
use super::wording::LONGEST;
use super::words::does;
use crate::span::Span;
use crate::words::bits;

impl Utterance<'_> {
    /// Who says the words in quotation marks.
    pub fn speech(&self) -> Option<Attributed> {
        let mut quotes = self.shape.with(bits::QUOTE);
        quotes.find_map(|at| self.after_quotation(at).or_else(|| self.before_quotation(at)))
    }

    /// Whether a unit stands within quotation marks.
    pub fn in_quotation(&self, at: u32) -> bool {
        (self.units().start..at).filter(|at| self.unit(*at).is(bits::QUOTE)).count() % 2 == 1
    }

    /// *"...," said the mayor*: a comma within the mark, and a verb that reports.
    fn after_quotation(&self, mark: u32) -> Option<Attributed> {
        let stop = mark.checked_sub(1).filter(|at| *at >= self.units().start)?;
        if !self.unit(mark).is(bits::GLUED) || !matches!(self.word(stop), "," | "?" | "!") {
            return None;
        }
        let tail = mark + 1..self.units().end.min(mark + LONGEST);
        let says = |at: &u32| {
            self.unit(*at).is(self.marks.verb) && self.does(*at, does::SPEECH) || self.does(*at, does::BARE)
        };
        let verb = tail.clone().find(says)?;
        if (tail.start..verb).any(|at| self.inner(at) || self.unit(at).is(bits::QUOTE)) {
            return None;
        }
        let words = if verb > tail.start { tail.start..self.subject_end(verb)? } else { verb + 1..tail.end };
        let inside = |at: &u32| {
            let unit = self.unit(*at);
            !unit.is(bits::MARK)
                || matches!(self.word(*at), "." | "-") && unit.is(bits::GLUED) && *at + 1 < words.end
        };
        let mut end = words.start + words.clone().take_while(inside).count() as u32;
        if verb < words.start {
            let after =
                |at: u32| self.unit(at).is(self.marks.preposition) && !matches!(self.word(at), "of" | "for");
            end = (words.start + 1..end).find(|at| after(*at)).unwrap_or(end);
        }
        if words.start >= end {
            return Some(Attributed { holder: None });
        }
        let author = end == words.start + 1 && self.is_author(words.start);
        (!author).then(|| Attributed { holder: Some(self.span(words.start, end)) })
    }

    /// *She put it clearly: "The pier is sound."*
    fn before_quotation(&self, mark: u32) -> Option<Attributed> {
        let colon = mark.checked_sub(1).filter(|at| *at > self.units().start)?;
        let end = self.units().end;
        let capital = self.unit(mark + 1 - u32::from(mark + 1 >= end)).is(bits::CAP);
        if self.word(colon) != ":" || !capital || end - mark < 5 || self.does(colon - 1, does::EXAMPLE) {
            return None;
        }
        let main = self.clauses().first().filter(|c| c.main && c.verb < colon && !c.passive)?;
        let subject = main.subject?;
        let nobody = self.is_author(subject) || self.does(subject, does::NOBODY);
        let unit = self.unit(subject);
        let from = if unit.is(self.marks.pronoun) { subject } else { main.units.start.min(subject) };
        let end = unit.bare(self.shape.terrain.text).end;
        (!nobody && !self.is_one_of(subject, &["it", "there"]))
            .then(|| Attributed { holder: Some(Span { start: self.unit(from).start, end }) })
    }
}
