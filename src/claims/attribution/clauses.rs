//! Frames by clauses: the outermost clause that reports the rest (*officials say that ...*, *..., analysts believe*, *as the
//! minister says, ...*).

use super::utterance::Utterance;
use super::words::does;
use crate::analysis::{Clause, ClauseKind, ComplementKind, Construction, Mood};
use crate::words::{Unit, bits};

/// What a main verb does that speaks or thinks in any way.
const SPEAKS: u64 = does::SPEECH
    | does::THOUGHT
    | does::FINDING
    | does::ACT
    | does::VERDICT
    | does::POSITION
    | does::PROMISE
    | does::EXPECTATION
    | does::LIGHT;

impl<'s> Utterance<'s> {
    /// The outermost clause that reports the rest.
    pub fn frame(&self) -> Option<&'s Clause> {
        let top = self.clauses().first()?.parent;
        self.clauses().iter().find(|c| match c.kind {
            ClauseKind::Main => self.reports(c) && self.reported(c),
            ClauseKind::Coordinate
                if c.parent == top
                    && self.goes_on(c.verb, c.subject.is_none())
                    && self.reports(c)
                    && self.reported(c) =>
            {
                true
            }
            // *..., or so the board argues.*
            ClauseKind::Coordinate if self.is_one_of(c.units.start, &["or"]) => {
                self.is_one_of(c.units.start + 1, &["so"]) && self.reports(c)
            }
            ClauseKind::Coordinate | ClauseKind::Complement => {
                self.reports(c) && (self.speaks(c.verb) || self.holder_can_speak(c)) && self.parenthetical(c)
            }
            // *There are some who say that ...*
            ClauseKind::Relative | ClauseKind::Question => {
                let main = &self.clauses()[0];
                main.construction == Some(Construction::Existential)
                    && c.units.start < main.verb + 6
                    && self.reports(c)
                    && self.reported(c)
            }
            // In *a fault which, they say, ...* only the fault's description is theirs.
            ClauseKind::Frame => {
                let around = c.parent.checked_sub(top).and_then(|at| self.clauses().get(at as usize));
                around.is_none_or(|a| a.kind != ClauseKind::Relative)
                    && c.modal.is_none()
                    && (c.passive || self.holder_of(c).is_some() || self.set_off(c).is_some())
                    && !self.infinitive_after(c, 1)
                    && (self.speaks(c.verb) || self.does(c.verb, does::FINDING | does::THOUGHT))
            }
            // *As the minister says, ...*
            ClauseKind::Comparative | ClauseKind::Temporal => {
                self.is_one_of(c.units.start, &["as"])
                    && c.modal.is_none()
                    && !c.passive
                    && (self.speaks(c.verb) || self.does(c.verb, does::FINDING) && self.somebody(c))
                    && !self.infinitive_after(c, 1)
                    && !self
                        .clauses()
                        .iter()
                        .any(|d| d.kind == ClauseKind::Complement && d.units.start == c.verb + 1)
            }
            // *He tried to argue that ...*
            ClauseKind::Infinitival | ClauseKind::Purpose => {
                let main = &self.clauses()[0];
                (self.speaks(c.verb) || self.does(c.verb, does::FINDING) && self.somebody(main))
                    && self.does(main.verb, does::ATTEMPT)
                    && self.reported(c)
            }
            _ => false,
        })
    }

    /// Whether a frame that comes after the main clause speaks for the whole: *the mayor criticised the sale and said that
    /// ...*, *the pier is old, but the divers say that ...*, not *the pier is old, and the divers say that ...*, where the first
    /// claim is the author's. One that `shares` the subject of the main clause does.
    pub fn goes_on(&self, verb: u32, shares: bool) -> bool {
        let Some(main) = self.clauses().first().filter(|main| main.main && main.verb < verb) else {
            return true;
        };
        let but = |at: &u32| self.is_one_of(*at, &["but", "yet"]) && self.word(at - 1) == ",";
        shares
            || main.mood == Mood::Imperative
            || self.does(main.verb, SPEAKS)
            || (main.verb + 1..verb).rev().take(14).any(|at| but(&at))
    }

    /// Whether a clause has a verb that reports, and a subject that can.
    fn reports(&self, clause: &Clause) -> bool {
        let thinks = self.does(clause.verb, does::THOUGHT);
        let first =
            (clause.units.start..clause.verb).find(|at| !self.unit(*at).is(bits::MARK | bits::JOINING));
        // *Some might say that ...*
        let some = first.is_some_and(|at| self.does(at, does::SOME | does::SPEAKER));
        let might = some && matches!(clause.modal, Some("may" | "might" | "could" | "will"));
        let asserts = (matches!(clause.modal, None | Some("would")) || might)
            && clause.mood == Mood::Indicative
            && clause.construction != Some(Construction::Existential)
            && !clause.negated
            && clause.semi.is_none()
            && clause.complement.is_none_or(|c| c.kind == ComplementKind::Clause || thinks);
        if !asserts {
            return false;
        }
        if clause.passive {
            return self.does(clause.verb, does::PASSIVE) || self.speaks(clause.verb);
        }
        // *It is promising that*; *it holds that* needs one of the verbs for speaking.
        let subject = self.subject(clause);
        let it = subject.is_some_and(|s| self.is_one_of(s, &["it"]));
        // *Eight suspects were held*; *they neither shout nor conclude that ...*
        let next = self.past(clause.verb);
        if next < self.units().end
            && self.unit(next).is(self.marks.be)
            && !self.unit(next).is(self.marks.pronoun)
            || self.is_one_of(clause.units.start, &["nor"])
        {
            return false;
        }
        if first.is_some_and(|at| self.is_one_of(at, &["no"]) || self.does(at, does::GUESS))
            || subject.is_some_and(|s| self.does(s, does::NOBODY))
            || it && clause.progressive
        {
            return false;
        }
        let shows =
            || self.does(clause.verb, does::FINDING) && (self.somebody(clause) || self.document(clause));
        self.speaks(clause.verb) || thinks && !it || shows()
    }

    /// Whether what it reports follows: a clause, or words in quotation marks.
    fn reported(&self, clause: &Clause) -> bool {
        let after = self.after(clause);
        let text = self.shape.terrain.text;
        // *"...," the minister said*
        let quoted = |c: &Clause| c.kind == ClauseKind::Quotation && c.claims;
        let speech = self.unit(self.units().start).is(bits::QUOTE) && clause.main;
        if clause.main && self.clauses().iter().any(quoted) || speech && self.speaks(clause.verb) {
            return true;
        }
        // *that*, where adverbs, or a phrase with a preposition, stand before it.
        let mut phrase = self.does(clause.verb, does::HEARER);
        for (place, unit) in after.iter().enumerate().take(12) {
            let at = clause.verb + 1 + place as u32;
            let word = unit.span().of(text);
            let opens = self.clauses().iter().any(|c| {
                // Not *he asked that question*.
                let question = c.verb == at + 1
                    && word.eq_ignore_ascii_case("that")
                    && after.get(place + 2).is_none_or(|u| u.is(bits::MARK));
                c.units.start == at
                    && matches!(c.kind, ClauseKind::Complement | ClauseKind::Quotation)
                    && !question
            });
            if opens {
                return self.does(clause.verb, does::BARE | does::HEARER)
                    || self.unit(at).is(bits::MARK)
                    || self.inner(at)
                    || self.clause_at(at);
            }
            if word.eq_ignore_ascii_case("that") {
                // Not *he asked that question*.
                let clause = after[place + 1..].iter().take_while(|u| !u.is(bits::MARK)).count() > 3
                    || self.clauses().iter().any(|c| c.finite.is_some() && c.verb > at);
                return clause
                    && (place == 0 || phrase || after[place - 1].is(self.marks.adverb | bits::MARK));
            }
            if !unit.is(bits::GLUED) && (unit.is(bits::QUOTE) || matches!(word, "'" | "‘")) {
                return self.speaks(clause.verb) && (place == 0 || after[place - 1].is(bits::MARK));
            }
            if unit.is(bits::BREAK) && word != ":" || unit.is(bits::VERBS) && !unit.is(self.marks.preposition)
            {
                return false;
            }
            phrase |= place == 0 && (unit.is(self.marks.preposition) || self.date_from(at).is_some());
        }
        false
    }

    /// Whether nothing but a subject and its verb stands between two commas: *..., the auditors found, ...*
    fn parenthetical(&self, clause: &Clause) -> bool {
        let units = &self.shape.terrain.units[self.units().start as usize..self.units().end as usize];
        let verb = (clause.verb - self.units().start) as usize;
        let comma = |u: &Unit| u.span().of(self.shape.terrain.text) == ",";
        let closed = units.get(verb + 1).is_none_or(|u| u.is(bits::MARK) && !u.is(bits::QUOTE));
        let opened = units[..verb].iter().rev().take(9).position(comma);
        closed
            && opened.is_some_and(|length| {
                let inside = &units[verb - length..verb];
                length > 0 && !inside.iter().any(|u| u.is(bits::JOINING & !self.marks.preposition))
            })
    }
}
