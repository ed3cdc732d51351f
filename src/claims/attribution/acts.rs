//! Acts of speech and thought that take no clause but an infinitive or an object: *he vowed to withdraw*, *they expect him to
//! win*, *she called the plan reckless*, *they accused him of lying*.

use super::utterance::Utterance;
use super::words::does;
use super::{Attributed, UNNAMED};
use crate::analysis::{Clause, Mood, Tense};
use crate::span::Span;
use crate::words::bits;

impl Utterance<'_> {
    /// Whose act the clause is that carries the claim.
    pub fn act(&self) -> Option<Attributed> {
        let clause = self.shape.carrier()?;
        if clause.passive {
            return self.passive(clause);
        }
        let object = self.after(clause).first().filter(|u| !u.is(bits::MARK));
        let plain = clause.modal.is_none() && clause.mood == Mood::Indicative;
        let asserts = plain && clause.main && !clause.negated && self.holder_can_speak(clause);
        let commits = self.does(clause.verb, does::PROMISE) && self.infinitive_after(clause, 1);
        let expects = plain
            && self.does(clause.verb, does::EXPECTATION)
            && (self.infinitive_after(clause, 16) || clause.main && object.is_some());
        // *She called the plan reckless*, not *she called for calm*.
        let judges = self.does(clause.verb, does::VERDICT)
            && !self.unit(clause.verb.saturating_sub(1)).is(bits::MARK)
            && object.is_some_and(|u| u.is(self.marks.determiner | self.marks.pronoun | bits::CAP));
        let position = asserts
            && self.does(clause.verb, does::POSITION)
            && object.is_some_and(|u| !u.is(self.marks.preposition));
        // *She denied selling it*, *she denied any part in it*.
        let gerund = asserts
            && self.does(clause.verb, does::GERUND)
            && object.is_some_and(|u| {
                u.is(self.marks.gerund) || self.is_one_of(clause.verb + 1, &["any", "all", "having"])
            });
        let regards = asserts && self.does(clause.verb, does::REGARD) && self.as_after(clause.verb).is_some();
        let quotes = asserts && self.quoted_as(clause);
        if commits
            || expects
            || judges
            || position
            || gerund
            || regards
            || quotes
            || self.asks(clause)
            || self.argues(clause)
        {
            return self.holder(clause);
        }
        None
    }

    /// *It is believed to hold ninety tonnes*, *it is widely seen as a mistake*, *he was quoted as saying ...*
    fn passive(&self, clause: &Clause) -> Option<Attributed> {
        if clause.modal.is_some() {
            return None;
        }
        if self.infinitive_after(clause, 1) && self.does(clause.verb, does::PASSIVE) {
            return Some(UNNAMED);
        }
        let subject = clause.subject?;
        if self.quoted_as(clause) {
            return Some(self.named(clause, subject));
        }
        let by = self.agent(clause.verb);
        let present = clause.main && clause.tense == Some(Tense::Present) && !clause.perfect;
        if self.does(clause.verb, does::REGARD) && self.as_after(clause.verb).is_some() {
            let widely = self.does(clause.verb.saturating_sub(1), does::WIDELY);
            return (present && (widely || by.is_some())).then_some(Attributed { holder: by });
        }
        let accused = self.does(clause.verb, does::ACCUSATION) && present && self.charge_after(clause.verb);
        accused.then_some(Attributed { holder: by })
    }

    /// *By most divers* after a participle.
    fn agent(&self, verb: u32) -> Option<Span> {
        let by = verb + 1;
        let last =
            (by + 1 < self.units().end && self.word(by) == "by").then(|| self.phrase_from(by + 1))??;
        let as_ = (by + 1..last).find(|at| self.is_one_of(*at, &["as", "of", "for"])).unwrap_or(last);
        (as_ > by + 1).then(|| self.span(by + 1, as_))
    }

    /// *As*, after an object.
    fn as_after(&self, verb: u32) -> Option<u32> {
        (verb + 1..self.units().end.min(verb + 14))
            .take_while(|at| !self.unit(*at).is(bits::MARK | bits::BREAK))
            .find(|at| {
                self.word(*at) == "as" && !self.is_one_of(at + 1, &["if", "though", "soon", "well", "far"])
            })
    }

    /// *They quoted him as saying ...*
    fn quoted_as(&self, clause: &Clause) -> bool {
        let saying = |at: u32| {
            self.word(at) == "as"
                && at + 1 < self.units().end
                && self.unit(at + 1).is(self.marks.gerund)
                && self.does(at + 1, does::SPEECH)
        };
        self.does(clause.verb, does::QUOTE) && (clause.verb + 1..self.units().end).take(24).any(saying)
    }

    /// *She took a hard line, saying that it was reckless*: what one who can speak does, with the reasons.
    fn argues(&self, clause: &Clause) -> bool {
        let (end, verb) = (self.units().end, clause.verb);
        let reason = |at: u32| {
            let says = self.unit(at).is(self.marks.gerund) && self.word(at - 1) == "," && at + 1 < end;
            if !says || !self.does(at, does::SPEECH) || !self.does(at, does::CLAUSE | does::HEARER) {
                return false;
            }
            let next = self.past(at);
            let clause = |from: u32| {
                from < end
                    && (self.word(from) == "that"
                        && self.clauses().iter().any(|c| c.finite.is_some() && c.verb > from)
                        || self.unit(from).is(bits::QUOTE)
                        || self.clauses().iter().any(|c| {
                            c.finite.is_some()
                                && c.units.start <= from
                                && c.verb > from
                                && c.units.start >= at
                        }))
            };
            clause(next)
                || self.does(at, does::HEARER)
                    && (next..end).take(8).any(|at| self.word(at) == "that" || self.unit(at).is(bits::QUOTE))
                || self.does(verb, does::ACT)
        };
        clause.main && self.holder_can_speak(clause) && (clause.verb + 2..end).any(reason)
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
        let accused = self.does(clause.verb, does::ACCUSATION) && self.charge_after(clause.verb);
        clause.mood == Mood::Indicative
            && clause.modal.is_none()
            && !clause.negated
            && (past || called && self.infinitive_after(clause, 16) || accused)
    }

    /// *Of hiding the bill* after whoever is accused of it; *on the loose rails*, *for the accident*.
    fn charge_after(&self, verb: u32) -> bool {
        (verb + 1..self.units().end).take(24).any(|at| self.is_one_of(at, &["of", "on", "for", "to"]))
    }
}
