//! Views: what somebody holds by a noun (*there are fears that ...*, *his claim is that ...*, *they make the case that ...*) or by
//! an adjective (*she is convinced that ...*).

use super::utterance::Utterance;
use super::words::does;
use super::{Attributed, UNNAMED};
use crate::analysis::{Clause, ComplementKind, Construction, Mood};
use crate::words::bits;

impl Utterance<'_> {
    /// The holder of a view that the main clause speaks of.
    pub fn view(&self) -> Option<Attributed> {
        let main = self.clauses().first().filter(|main| main.main && main.modal.is_none())?;
        self.noun(main).or_else(|| self.stance(main))
    }

    fn noun(&self, main: &Clause) -> Option<Attributed> {
        if main.negated {
            return None;
        }
        let end = self.units().end;
        let that = |at: u32| at < end && self.word(at) == "that";
        let view = |at: &u32| self.does(*at, does::VIEW);
        let reach = main.verb + 1..end.min(main.verb + 10);
        if main.construction == Some(Construction::Existential) {
            let head = main.complement.filter(|c| c.kind == ComplementKind::Noun).map(|c| c.head);
            // Not *there is something in the view that ...*
            let named = |at: u32| {
                that(at + 1) && !(main.verb + 1..at).any(|at| self.unit(at).is(self.marks.preposition))
            };
            let found = reach.clone().any(that)
                && (head.is_some_and(|h| view(&h)) || reach.clone().filter(view).any(named));
            return found.then_some(UNNAMED);
        }
        if self.does(main.verb, does::LIGHT) && reach.clone().filter(view).any(|at| that(at + 1)) {
            return self.holder(main);
        }
        // *Rumour has it that ...*, *the story goes that ...*
        let lore = |at: u32| self.does(at, does::LORE);
        if main.subject.is_some_and(lore)
            && reach.clone().any(that)
            && self.is_one_of(main.verb, &["has", "had", "goes", "went"])
        {
            return Some(UNNAMED);
        }
        // *The board is of the opinion that ...*
        let of = self.unit(main.verb).is(self.marks.be)
            && self.is_one_of(main.verb + 1, &["of"])
            && reach.clone().filter(view).any(|at| that(at + 1));
        if of && main.subject.is_some_and(|s| !self.is_author(s)) {
            return self.holder(main);
        }
        let says = main.complement.is_some_and(|c| c.kind == ComplementKind::Clause);
        let view = |at: &u32| self.does(*at, does::VIEW | does::CONTENTION);
        let subject = (main.units.start..main.verb).rev().find(view).filter(|_| says)?;
        let owner = (main.units.start..subject).rev().find(|at| {
            let unit = self.unit(*at);
            // *the mayor's claim*, *the divers' claim*
            let plural = matches!(self.word(*at + 1), "'" | "’") && self.unit(*at + 1).is(bits::GLUED);
            unit.is(bits::POSSESSIVE)
                || plural
                || unit.is(bits::CAP) && *at + 1 == subject && *at > self.units().start
                || self.is_one_of(*at, &["his", "her", "their", "its"])
        });
        let author = (main.units.start..subject).any(|at| self.is_one_of(at, &["my", "our", "your"]));
        match owner {
            Some(owner) => Some(Attributed { holder: Some(self.owner(main, owner)) }),
            // *The claim is*, *the common fear is*; *the better argument is* the author's.
            None => {
                let before = subject.saturating_sub(1);
                let bare =
                    self.is_one_of(before, &["the", "another", "one"]) || self.does(before, does::WIDELY);
                (self.does(subject, does::CONTENTION) && !author && bare).then_some(UNNAMED)
            }
        }
    }

    /// *She is convinced that ...*
    fn stance(&self, main: &Clause) -> Option<Attributed> {
        let subject = main.subject.filter(|_| main.mood == Mood::Indicative)?;
        let from = main.finite_unit(self.shape.terrain.units)?;
        let reach = from + 1..self.units().end.min(from + 5);
        let stance = reach.clone().find(|at| self.does(*at, does::STANCE))?;
        let next = (stance + 1 < self.units().end).then(|| self.word(stance + 1))?;
        let opens = !self.unit(stance + 1).is(bits::JOINING)
            && self.clauses().iter().any(|c| c.units.start == stance + 1 && c.finite.is_some());
        let name = self.unit(subject).is(bits::CAP) && !self.unit(subject).is(self.marks.pronoun);
        let person = self.somebody(main) || name;
        (main.semi.is_none() && person && (opens || next == "that")).then(|| self.named(main, subject))
    }
}
