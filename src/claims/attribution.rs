//! Whose claim it is, from the clauses: the subject of a frame that reports (*officials say that ...*), of a frame within or
//! after (*..., analysts believe*), of a commitment (*he vowed to ...*), of a verdict (*she called it reckless*), or
//! nobody in particular (*it is believed to ...*, *there are fears that ...*).
//!
//! In: a sentence's [`Shape`], and how far it is [`Quoted`]. Out: whether the claim is someone else's, and the words that
//! name the holder. What clauses do not show (*according to*, *reportedly*) is left to the cue rules.

use super::features::Shape;
use super::holder::Holders;
use super::quotations::Quoted;
use crate::analysis::{Claim, Clause, ClauseKind, ComplementKind, Construction, Mood};
use crate::pattern::{Vocabulary, parse::class_bits};
use crate::span::Span;
use crate::words::{Unit, bits};

/// The lists of `rules/claims/attribution.toml` that say what verbs and nouns do.
pub struct Attribution {
    /// *say*: the claim is its subject's.
    says: Option<u16>,
    /// *think*: likewise, unless the subject is the author.
    thinks: Option<u16>,
    /// *show*: of somebody, or of a study or report; not of history or events.
    shows: Option<u16>,
    /// Nouns that can show: *study*, *report*.
    documents: Option<u16>,
    /// Nouns for those who speak: *critics*.
    speakers: Option<u16>,
    /// *try* to say
    attempts: Option<u16>,
    /// *vow*: with an infinitive.
    commits: Option<u16>,
    /// *expect*: with an infinitive, its own or its object's.
    expects: Option<u16>,
    /// *call*: with a verdict on its object.
    judges: Option<u16>,
    /// *be said to*
    passives: Option<u16>,
    /// *fear that*, *claim that*
    nouns: Option<u16>,
    actor: Option<u16>,
    holders: Holders,
    pronoun: u32,
    determiner: u32,
    adverb: u32,
    preposition: u32,
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
    /// Looks the lists up once.
    pub fn new(vocabulary: &Vocabulary) -> Attribution {
        let bit = |name: &str| class_bits(name).expect("a class of CLASSES");
        Attribution {
            says: vocabulary.label("say-verb"),
            thinks: vocabulary.label("think-verb"),
            shows: vocabulary.label("show-verb"),
            documents: vocabulary.label("document-noun"),
            speakers: vocabulary.label("say-noun"),
            attempts: vocabulary.label("attempt-verb"),
            commits: vocabulary.label("commit-verb"),
            expects: vocabulary.label("expect-verb"),
            judges: vocabulary.label("judge-verb"),
            passives: vocabulary.label("passive-verb"),
            nouns: vocabulary.label("view-noun"),
            actor: vocabulary.label("<actor>"),
            holders: Holders::new(),
            pronoun: bit("pronoun"),
            determiner: bit("determiner"),
            adverb: bit("adverb"),
            preposition: bit("preposition"),
        }
    }

    /// The holder, if the claim is not the author's. `before` is the claim of the sentence before.
    pub fn of(&self, shape: &Shape, quoted: Quoted, before: Option<&Claim>) -> Option<Attributed> {
        match quoted {
            // Who was named before the quotation, or in its first part, goes on speaking.
            Quoted::Continued => return Some(before.map_or(UNNAMED, |b| Attributed { holder: b.holder })),
            Quoted::Whole => return Some(before.map_or(UNNAMED, |b| Attributed { holder: b.holder })),
            Quoted::No => {}
        }
        if let Some(frame) = self.frame(shape) {
            return self.holders.of(shape, frame);
        }
        let main = shape.clauses.first()?;
        if let Some(found) = self.noun(shape, main) {
            return Some(found);
        }
        let carrier = shape.carrier()?;
        if carrier.passive && carrier.modal.is_none() && self.infinitive_after(shape, carrier, 1) {
            return self.listed(shape, carrier.verb, self.passives).then_some(UNNAMED);
        }
        if carrier.passive {
            return None;
        }
        let commits = self.listed(shape, carrier.verb, self.commits) && self.infinitive_after(shape, carrier, 1);
        let expects = self.listed(shape, carrier.verb, self.expects)
            && carrier.modal.is_none()
            && carrier.mood == Mood::Indicative
            && self.infinitive_after(shape, carrier, 16);
        // *She called the plan reckless*, not *she called for calm*.
        let object = self.after(shape, carrier).first();
        let judges = self.listed(shape, carrier.verb, self.judges)
            && object.is_some_and(|u| u.is(self.determiner | self.pronoun | bits::CAP));
        if commits || expects || judges {
            return self.holders.of(shape, carrier);
        }
        None
    }

    /// The outermost clause that reports the rest.
    fn frame<'s>(&self, shape: &Shape<'s>) -> Option<&'s Clause> {
        shape.clauses.iter().find(|c| match c.kind {
            ClauseKind::Main | ClauseKind::Coordinate => self.reports(shape, c) && self.reported(shape, c),
            ClauseKind::Frame => {
                self.speaks(shape, c.verb) || self.listed(shape, c.verb, self.shows) || self.thinks(shape, c)
            }
            // *As the minister says, ...*
            ClauseKind::Comparative => {
                c.modal.is_none()
                    && (self.speaks(shape, c.verb)
                        || self.listed(shape, c.verb, self.shows) && self.somebody(shape, c))
                    && !self.reported(shape, c)
            }
            // *He tried to argue that ...*
            ClauseKind::Infinitival | ClauseKind::Purpose => {
                self.speaks(shape, c.verb)
                    && self.listed(shape, shape.clauses[0].verb, self.attempts)
                    && self.reported(shape, c)
            }
            _ => false,
        })
    }

    /// Whether a clause has a verb that reports, and a subject that can.
    fn reports(&self, shape: &Shape, clause: &Clause) -> bool {
        let asserts = matches!(clause.modal, None | Some("would"))
            && clause.mood == Mood::Indicative
            && clause.construction != Some(Construction::Existential)
            && !clause.negated
            && clause.complement.is_none_or(|c| c.kind == ComplementKind::Clause);
        let shows = || {
            self.listed(shape, clause.verb, self.shows)
                && (self.somebody(shape, clause)
                    || clause.subject.is_some_and(|s| self.listed(shape, s, self.documents)))
        };
        let passive = || clause.passive && self.listed(shape, clause.verb, self.passives);
        asserts && (self.speaks(shape, clause.verb) || self.thinks(shape, clause) || shows() || passive())
    }

    /// Whether what it reports follows: a clause, or words in quotation marks.
    fn reported(&self, shape: &Shape, clause: &Clause) -> bool {
        let after = self.after(shape, clause);
        let text = shape.terrain.text;
        // *that*, where adverbs, or a phrase with a preposition, stand before it.
        let mut phrase = false;
        for (place, unit) in after.iter().enumerate().take(12) {
            let at = clause.verb + 1 + place as u32;
            let word = unit.span().of(text);
            let opens = shape.clauses.iter().any(|c| {
                c.units.start == at
                    && matches!(c.kind, ClauseKind::Complement | ClauseKind::Question | ClauseKind::Quotation)
            });
            if opens {
                return true;
            }
            if word.eq_ignore_ascii_case("that") {
                return place == 0 || phrase || after[place - 1].is(self.adverb | bits::MARK);
            }
            if unit.is(bits::QUOTE) || matches!(word, "'" | "‘") && !unit.is(bits::GLUED) {
                return place == 0 || after[place - 1].is(bits::MARK);
            }
            if unit.is(bits::BREAK) && word != ":" || unit.is(bits::VERBS) && !unit.is(self.preposition) {
                return false;
            }
            phrase |= unit.is(self.preposition) && place == 0;
        }
        false
    }

    /// *There are fears that ...*, *his claim is that ...*
    fn noun(&self, shape: &Shape, main: &Clause) -> Option<Attributed> {
        if !main.main || main.modal.is_some() || main.negated {
            return None;
        }
        let units = &shape.terrain.units;
        let text = shape.terrain.text;
        let follows = |at: u32| units.get(at as usize + 1).is_some_and(|u| u.span().of(text) == "that");
        if main.construction == Some(Construction::Existential) {
            let noun = main.complement.filter(|c| c.kind == ComplementKind::Noun)?;
            let there = self.after(shape, main).iter().take(14);
            let that = there.clone().position(|u| u.span().of(text) == "that").map(|p| main.verb + 1 + p as u32)?;
            let view = (noun.head..that).any(|at| self.listed(shape, at, self.nouns));
            return view.then_some(UNNAMED);
        }
        let subject = main.subject.filter(|s| self.listed(shape, *s, self.nouns))?;
        let says = main.complement.is_some_and(|c| c.kind == ComplementKind::Clause) || follows(main.verb);
        let from = main.units.start as usize;
        let before = &units[from..subject as usize];
        let owner = before.iter().rposition(|u| u.is(bits::POSSESSIVE))?;
        let head = from as u32 + owner as u32;
        says.then(|| Attributed { holder: Some(self.holders.owner(shape, main, head)) })
    }

    /// The units between a clause's verb and the end of the sentence.
    fn after<'s>(&self, shape: &Shape<'s>, clause: &Clause) -> &'s [Unit] {
        &shape.terrain.units[clause.verb as usize + 1..shape.units.end as usize]
    }

    fn infinitive_after(&self, shape: &Shape, clause: &Clause, reach: u32) -> bool {
        shape.clauses.iter().any(|c| {
            matches!(c.kind, ClauseKind::Infinitival | ClauseKind::Purpose)
                && c.units.start > clause.verb
                && c.units.start <= clause.verb + reach
        })
    }

    /// Whether the subject of a clause is a person or body, by name, office or pronoun.
    fn somebody(&self, shape: &Shape, clause: &Clause) -> bool {
        let Some(subject) = clause.subject else { return false };
        let unit = shape.terrain.units[subject as usize];
        let word = unit.span().of(shape.terrain.text);
        let personal = ["he", "she", "they"].iter().any(|w| word.eq_ignore_ascii_case(w));
        let named = || shape.terrain.chart.ending(subject + 1).any(|e| Some(e.label) == self.actor);
        personal || self.listed(shape, subject, self.speakers) || named()
    }

    fn thinks(&self, shape: &Shape, clause: &Clause) -> bool {
        self.listed(shape, clause.verb, self.thinks)
    }

    /// Whether a verb says or vows something.
    fn speaks(&self, shape: &Shape, verb: u32) -> bool {
        self.listed(shape, verb, self.says) || self.listed(shape, verb, self.commits)
    }

    fn listed(&self, shape: &Shape, unit: u32, list: Option<u16>) -> bool {
        let unit = shape.terrain.units[unit as usize];
        shape.terrain.vocabulary.members(unit.id).iter().any(|m| Some(m.label) == list)
    }
}
