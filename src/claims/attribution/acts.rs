//! Acts of speech and thought that take no clause but an infinitive or an object: *he vowed to withdraw*, *they expect him to
//! win*, *she called the plan reckless*, *they accused him of lying*.

use super::utterance::Utterance;
use super::words::does;
use super::{Attributed, UNNAMED};
use crate::analysis::{Clause, Mood, Tense};
use crate::words::{Unit, bits};

impl Utterance<'_> {
    /// Whose act the clause is that carries the claim.
    pub fn act(&self) -> Option<Attributed> {
        let clause = self.shape.carrier()?;
        if clause.passive {
            let believed = clause.modal.is_none()
                && self.infinitive_after(clause, 1)
                && self.does(clause.verb, does::PASSIVE);
            return believed.then_some(UNNAMED);
        }
        let object = self.after(clause).first();
        let commits = self.does(clause.verb, does::PROMISE) && self.infinitive_after(clause, 1);
        let plain = clause.modal.is_none() && clause.mood == Mood::Indicative;
        let expects = plain
            && self.does(clause.verb, does::EXPECTATION)
            && (self.infinitive_after(clause, 16)
                || clause.main && object.is_some_and(|u| !u.is(bits::MARK)));
        // *She called the plan reckless*, not *she called for calm*.
        let judges = self.does(clause.verb, does::VERDICT)
            && !self.unit(clause.verb.saturating_sub(1)).is(bits::MARK)
            && object.is_some_and(|u| u.is(self.marks.determiner | self.marks.pronoun | bits::CAP));
        let position = plain
            && clause.main
            && !clause.negated
            && self.does(clause.verb, does::POSITION)
            && self.holder_can_speak(clause)
            && object.is_some_and(|u| !u.is(bits::MARK | self.marks.preposition));
        if commits || expects || judges || position || self.asks(clause) || self.argues(clause) {
            return self.holder(clause);
        }
        None
    }

    /// *She rejected the plan, saying that it was reckless*: an act of speech with its reasons.
    fn argues(&self, clause: &Clause) -> bool {
        let reason = |at: u32| {
            self.unit(at).is(self.marks.gerund) && self.does(at, does::SPEECH) && self.word(at - 1) == ","
        };
        clause.main
            && self.does(clause.verb, does::ACT)
            && self.holder_can_speak(clause)
            && (clause.verb + 2..self.units().end).any(reason)
    }

    /// Whether somebody is asked to do, or accused of doing, what the rest says.
    fn asks(&self, clause: &Clause) -> bool {
        let after = self.after(clause);
        let text = self.shape.terrain.text;
        let word = |at: usize| after.get(at).map_or("", |u| u.span().of(text));
        let called = matches!(word(0), "on" | "upon" | "for") && self.does(clause.verb, does::APPEAL);
        let past = called
            && word(0) == "for"
            && clause.main
            && self.holder_can_speak(clause)
            && (clause.tense == Some(Tense::Past) || clause.perfect);
        let doing = |pair: &[Unit]| {
            let act = pair[1].span().of(text);
            pair[0].span().of(text) == "of" && (pair[1].is(self.marks.gerund) || act.ends_with("ing"))
        };
        let accused = self.does(clause.verb, does::ACCUSATION) && after.windows(2).take(24).any(doing);
        clause.mood == Mood::Indicative
            && clause.modal.is_none()
            && !clause.negated
            && (past || called && self.infinitive_after(clause, 16) || accused)
    }
}
