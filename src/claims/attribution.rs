//! Whose claim it is, from the clauses: the subject of a frame that reports (*officials say that ...*), of a frame within or
//! after (*..., analysts believe*), of a commitment (*he vowed to ...*), of a verdict (*she called it reckless*), or
//! nobody in particular (*it is believed to ...*, *there are fears that ...*).
//!
//! In: a sentence's [`Shape`], and how far it is [`Quoted`]. Out: whether the claim is someone else's, and the words that
//! name the holder. What clauses do not show (*according to*, *reportedly*) is left to the cue rules.

use super::frames::Frames;
use super::holder::Holders;
use super::quotations::Quoted;
use super::shape::Shape;
use crate::analysis::{Claim, Clause, ClauseKind, ComplementKind, Construction, Mood, Tense};
use crate::pattern::{Vocabulary, parse::bits_of};
use crate::span::Span;
use crate::words::{Unit, bits, host};

/// The lists of `rules/claims/attribution.toml` that say what verbs and nouns do.
pub struct Attribution {
    /// *say*: the claim is its subject's.
    says: Option<u16>,
    /// *tell* somebody that
    tells: Option<u16>,
    /// *think*: likewise, unless the subject is the author.
    thinks: Option<u16>,
    /// *show*: of somebody, or of a study or report; not of history or events.
    shows: Option<u16>,
    /// Nouns that can show: *study*, *report*.
    documents: Option<u16>,
    /// Nouns for those who speak: *critics*.
    speakers: Option<u16>,
    /// Nouns for persons by what they do: *mayor*.
    persons: Option<u16>,
    /// *try* to say
    attempts: Option<u16>,
    /// *convinced*, of a person
    stances: Option<u16>,
    /// *vow*: with an infinitive.
    commits: Option<u16>,
    /// *reiterate*: with an object
    holds_to: Option<u16>,
    /// *reject*, saying that
    acts: Option<u16>,
    /// *expect*: with an infinitive, its own or its object's.
    expects: Option<u16>,
    /// *call* on somebody, with an infinitive.
    calls: Option<u16>,
    /// *accuse* somebody of doing
    accuses: Option<u16>,
    /// *call*: with a verdict on its object.
    judges: Option<u16>,
    /// *be said to*
    passives: Option<u16>,
    /// *fear that*, *claim that*
    nouns: Option<u16>,
    /// *make* the case that
    holds: Option<u16>,
    /// Mentions of persons, organisations and states.
    bodies: [Option<u16>; 3],
    frames: Frames,
    holders: Holders,
    pronoun: u32,
    determiner: u32,
    adverb: u32,
    preposition: u32,
    gerund: u32,
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
        Attribution {
            says: vocabulary.label("say-verb"),
            tells: vocabulary.label("tell-verb"),
            thinks: vocabulary.label("think-verb"),
            shows: vocabulary.label("show-verb"),
            documents: vocabulary.label("document-noun"),
            speakers: vocabulary.label("say-noun"),
            persons: vocabulary.label("noun.person-role"),
            attempts: vocabulary.label("attempt-verb"),
            stances: vocabulary.label("stance-adjective"),
            commits: vocabulary.label("commit-verb"),
            holds_to: vocabulary.label("hold-to-verb"),
            acts: vocabulary.label("act-verb"),
            expects: vocabulary.label("expect-verb"),
            calls: vocabulary.label("appeal-verb"),
            accuses: vocabulary.label("accuse-verb"),
            judges: vocabulary.label("judge-verb"),
            passives: vocabulary.label("passive-verb"),
            nouns: vocabulary.label("view-noun"),
            holds: vocabulary.label("hold-verb"),
            bodies: ["<person>", "<organization>", "<state>"].map(|mention| vocabulary.label(mention)),
            frames: Frames::new(vocabulary),
            holders: Holders::new(vocabulary),
            pronoun: bits_of("pronoun"),
            determiner: bits_of("determiner"),
            adverb: bits_of("adverb"),
            preposition: bits_of("preposition"),
            gerund: bits_of("gerund"),
        }
    }

    /// The holder, if the claim is not the author's. `before` is the claim of the sentence before.
    pub fn of(&self, shape: &Shape, quoted: Quoted, before: Option<&Claim>) -> Option<Attributed> {
        match quoted {
            // Who was named before the quotation, or in its first part, goes on speaking.
            Quoted::Continued | Quoted::Whole => {
                return Some(before.map_or(UNNAMED, |b| Attributed { holder: b.holder }));
            }
            Quoted::No => {}
        }
        if let Some(frame) = self.frame(shape) {
            return self.holders.of(shape, frame);
        }
        if let Some(found) = self.frames.of(shape).or_else(|| self.frames.according(shape)) {
            return Some(found);
        }
        let main = shape.clauses.first()?;
        if let Some(found) = self.noun(shape, main).or_else(|| self.stance(shape, main)) {
            return Some(found);
        }
        let carrier = shape.carrier()?;
        if carrier.passive && carrier.modal.is_none() && self.infinitive_after(shape, carrier, 1) {
            return shape.listed(carrier.verb, self.passives).then_some(UNNAMED);
        }
        if carrier.passive {
            return None;
        }
        let commits = shape.listed(carrier.verb, self.commits) && self.infinitive_after(shape, carrier, 1);
        // *They called on him to go*, *they accused him of lying*.
        let asks = self.asks(shape, carrier);
        let object = self.after(shape, carrier).first();
        let expects = shape.listed(carrier.verb, self.expects)
            && carrier.modal.is_none()
            && carrier.mood == Mood::Indicative
            && (self.infinitive_after(shape, carrier, 16)
                || carrier.main && object.is_some_and(|u| !u.is(bits::MARK)));
        // *She called the plan reckless*, not *she called for calm*.
        let judges = shape.listed(carrier.verb, self.judges)
            && !shape.unit(carrier.verb.saturating_sub(1)).is(bits::MARK)
            && object.is_some_and(|u| u.is(self.determiner | self.pronoun | bits::CAP));
        let holds_to = carrier.main
            && carrier.modal.is_none()
            && carrier.mood == Mood::Indicative
            && !carrier.negated
            && shape.listed(carrier.verb, self.holds_to)
            && self.holder_can_speak(shape, carrier)
            && object.is_some_and(|u| !u.is(bits::MARK | self.preposition));
        if commits || asks || expects || judges || holds_to || self.argues(shape, carrier) {
            return self.holders.of(shape, carrier);
        }
        None
    }

    /// *She rejected the plan, saying that it was reckless*: an act of speech with its reasons.
    fn argues(&self, shape: &Shape, clause: &Clause) -> bool {
        let acts =
            clause.main && shape.listed(clause.verb, self.acts) && self.holder_can_speak(shape, clause);
        let reason = |at: u32| {
            shape.unit(at).is(self.gerund) && shape.listed(at, self.says) && shape.word(at - 1) == ","
        };
        acts && (clause.verb + 2..shape.units.end).any(reason)
    }

    /// Whether somebody is asked to do, or accused of doing, what the rest says.
    fn asks(&self, shape: &Shape, clause: &Clause) -> bool {
        let after = self.after(shape, clause);
        let word = |at: usize| after.get(at).map_or("", |u| u.span().of(shape.terrain.text));
        let called = matches!(word(0), "on" | "upon" | "for") && shape.listed(clause.verb, self.calls);
        let past = called
            && word(0) == "for"
            && clause.main
            && self.holder_can_speak(shape, clause)
            && (clause.tense == Some(Tense::Past) || clause.perfect);
        let doing = |pair: &[Unit]| {
            let act = pair[1].span().of(shape.terrain.text);
            pair[0].span().of(shape.terrain.text) == "of" && (pair[1].is(self.gerund) || act.ends_with("ing"))
        };
        let accused = shape.listed(clause.verb, self.accuses) && after.windows(2).take(24).any(doing);
        clause.mood == Mood::Indicative
            && clause.modal.is_none()
            && !clause.negated
            && (past || called && self.infinitive_after(shape, clause, 16) || accused)
    }

    /// The outermost clause that reports the rest.
    fn frame<'s>(&self, shape: &Shape<'s>) -> Option<&'s Clause> {
        let top = shape.clauses.first()?.parent;
        shape.clauses.iter().find(|c| match c.kind {
            ClauseKind::Main => self.reports(shape, c) && self.reported(shape, c),
            ClauseKind::Coordinate
                if c.parent == top && self.reports(shape, c) && self.reported(shape, c) =>
            {
                true
            }
            ClauseKind::Coordinate | ClauseKind::Complement => {
                self.reports(shape, c) && self.parenthetical(shape, c)
            }
            // *There are some who say that ...*
            ClauseKind::Relative | ClauseKind::Question => {
                let there = shape.clauses[0].construction == Some(Construction::Existential);
                there
                    && c.units.start < shape.clauses[0].verb + 6
                    && self.reports(shape, c)
                    && self.reported(shape, c)
            }
            // In *a fault which, they say, ...* only the fault's description is theirs.
            ClauseKind::Frame => {
                let around = c.parent.checked_sub(top).and_then(|at| shape.clauses.get(at as usize));
                around.is_none_or(|a| a.kind != ClauseKind::Relative)
                    && c.modal.is_none()
                    && !self.infinitive_after(shape, c, 1)
                    && (self.speaks(shape, c.verb)
                        || shape.listed(c.verb, self.shows)
                        || self.thinks(shape, c))
            }
            // *As the minister says, ...*
            ClauseKind::Comparative => {
                let as_ = shape.terrain.units[c.units.start as usize].span().of(shape.terrain.text);
                as_.eq_ignore_ascii_case("as")
                    && c.modal.is_none()
                    && !c.passive
                    && (self.speaks(shape, c.verb)
                        || shape.listed(c.verb, self.shows) && self.somebody(shape, c))
                    && !self.infinitive_after(shape, c, 1)
                    && !shape
                        .clauses
                        .iter()
                        .any(|d| d.kind == ClauseKind::Complement && d.units.start == c.verb + 1)
            }
            // *He tried to argue that ...*
            ClauseKind::Infinitival | ClauseKind::Purpose => {
                (self.speaks(shape, c.verb)
                    || shape.listed(c.verb, self.shows) && self.somebody(shape, &shape.clauses[0]))
                    && shape.listed(shape.clauses[0].verb, self.attempts)
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
            && clause.semi.is_none()
            && clause
                .complement
                .is_none_or(|c| c.kind == ComplementKind::Clause || self.thinks(shape, clause));
        if !asserts {
            return false;
        }
        if clause.passive {
            return shape.listed(clause.verb, self.passives) || self.speaks(shape, clause.verb);
        }
        // *It is promising that*; *it holds that* needs one of the verbs for speaking.
        let subject = self.subject(shape, clause).map(|s| shape.terrain.units[s as usize]);
        let word = subject.map_or("", |s| s.span().of(shape.terrain.text));
        let is = |list: &[&str]| list.iter().any(|w| word.eq_ignore_ascii_case(w));
        let first = shape.terrain.units[clause.units.start as usize..clause.verb as usize]
            .iter()
            .find(|u| !u.is(bits::MARK | bits::JOINING))
            .map_or("", |u| u.span().of(shape.terrain.text));
        if first.eq_ignore_ascii_case("no")
            || is(&["this", "that", "these", "those", "what", "nobody", "nothing", "none"])
            || is(&["it"]) && clause.progressive
        {
            return false;
        }
        let shows = || {
            shape.listed(clause.verb, self.shows)
                && (self.somebody(shape, clause) || self.document(shape, clause))
        };
        self.speaks(shape, clause.verb) || self.thinks(shape, clause) && !is(&["it"]) || shows()
    }

    /// Whether what it reports follows: a clause, or words in quotation marks.
    fn reported(&self, shape: &Shape, clause: &Clause) -> bool {
        let after = self.after(shape, clause);
        let text = shape.terrain.text;
        // *"...," the minister said*
        let quoted = |c: &Clause| c.kind == ClauseKind::Quotation && c.claims;
        let speech = shape.terrain.units[shape.units.start as usize].is(bits::QUOTE) && clause.main;
        if clause.main && shape.clauses.iter().any(quoted) || speech && self.speaks(shape, clause.verb) {
            return true;
        }
        // *that*, where adverbs, or a phrase with a preposition, stand before it.
        let mut phrase = shape.listed(clause.verb, self.tells);
        for (place, unit) in after.iter().enumerate().take(12) {
            let at = clause.verb + 1 + place as u32;
            let word = unit.span().of(text);
            let opens = shape.clauses.iter().any(|c| {
                // Not *he asked that question*.
                let question = c.verb == at + 1
                    && word.eq_ignore_ascii_case("that")
                    && after.get(place + 2).is_none_or(|u| u.is(bits::MARK));
                c.units.start == at
                    && matches!(c.kind, ClauseKind::Complement | ClauseKind::Quotation)
                    && !question
            });
            if opens {
                return true;
            }
            if word.eq_ignore_ascii_case("that") {
                // Not *he asked that question*.
                let clause = after[place + 1..].iter().take_while(|u| !u.is(bits::MARK)).count() > 3
                    || shape.clauses.iter().any(|c| c.finite.is_some() && c.verb > at);
                return clause && (place == 0 || phrase || after[place - 1].is(self.adverb | bits::MARK));
            }
            if !unit.is(bits::GLUED) && (unit.is(bits::QUOTE) || matches!(word, "'" | "‘")) {
                return self.speaks(shape, clause.verb) && (place == 0 || after[place - 1].is(bits::MARK));
            }
            if unit.is(bits::BREAK) && word != ":" || unit.is(bits::VERBS) && !unit.is(self.preposition) {
                return false;
            }
            phrase |= unit.is(self.preposition) && place == 0;
        }
        false
    }

    /// Whether nothing but a subject and its verb stands between two commas: *..., the auditors found, ...*
    fn parenthetical(&self, shape: &Shape, clause: &Clause) -> bool {
        let units = &shape.terrain.units[shape.units.start as usize..shape.units.end as usize];
        let verb = (clause.verb - shape.units.start) as usize;
        let comma = |u: &Unit| u.span().of(shape.terrain.text) == ",";
        let closed = units.get(verb + 1).is_none_or(|u| u.is(bits::MARK) && !u.is(bits::QUOTE));
        let opened = units[..verb].iter().rev().take(9).position(comma);
        closed
            && opened.is_some_and(|length| {
                let inside = &units[verb - length..verb];
                length > 0 && !inside.iter().any(|u| u.is(bits::JOINING & !self.preposition))
            })
    }

    /// *There are fears that ...*, *his claim is that ...*, *they make the case that ...*
    fn noun(&self, shape: &Shape, main: &Clause) -> Option<Attributed> {
        if !main.main || main.modal.is_some() || main.negated {
            return None;
        }
        let units = &shape.terrain.units[..shape.units.end as usize];
        let that =
            |at: u32| units.get(at as usize).is_some_and(|u| u.span().of(shape.terrain.text) == "that");
        let view = |at: &u32| shape.listed(*at, self.nouns);
        let reach = main.verb + 1..shape.units.end.min(main.verb + 10);
        if main.construction == Some(Construction::Existential) {
            let head = main.complement.filter(|c| c.kind == ComplementKind::Noun).map(|c| c.head);
            let found = reach.clone().any(that)
                && (head.is_some_and(|h| view(&h)) || reach.clone().filter(view).any(|at| that(at + 1)));
            return found.then_some(UNNAMED);
        }
        if shape.listed(main.verb, self.holds) && reach.clone().filter(view).any(|at| that(at + 1)) {
            return self.holders.of(shape, main);
        }
        let says = main.complement.is_some_and(|c| c.kind == ComplementKind::Clause);
        let subject = (main.units.start..main.verb).rev().find(view).filter(|_| says)?;
        let owner = (main.units.start..subject).rev().find(|at| {
            let unit = units[*at as usize];
            let word = unit.span().of(shape.terrain.text);
            unit.is(bits::POSSESSIVE)
                || unit.is(bits::CAP) && *at + 1 == subject && *at > shape.units.start
                || ["his", "her", "their", "its"].iter().any(|w| word.eq_ignore_ascii_case(w))
        })?;
        Some(Attributed { holder: Some(self.holders.owner(shape, main, owner)) })
    }

    /// *She is convinced that ...*
    fn stance(&self, shape: &Shape, main: &Clause) -> Option<Attributed> {
        let subject = main.subject.filter(|_| main.main && main.mood == Mood::Indicative)?;
        let from = main.finite_unit(shape.terrain.units)?;
        let reach = from + 1..shape.units.end.min(from + 5);
        let stance = reach.clone().find(|at| shape.listed(*at, self.stances))?;
        let next = (stance + 1 < shape.units.end).then(|| shape.word(stance + 1))?;
        let opens = !shape.unit(stance + 1).is(bits::JOINING)
            && shape.clauses.iter().any(|c| c.units.start == stance + 1 && c.finite.is_some());
        let name = host(shape.word(subject));
        let author = ["i", "we", "you"].iter().any(|w| name.eq_ignore_ascii_case(w)) && name != "US";
        let person = self.somebody(shape, main) || shape.unit(subject).is(bits::CAP) && !author;
        (main.modal.is_none() && main.semi.is_none() && person && (opens || next == "that"))
            .then(|| self.holders.named(shape, main, subject))
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

    /// The head of a clause's subject; of a coordinate clause without one that of the main clause.
    fn subject(&self, shape: &Shape, clause: &Clause) -> Option<u32> {
        let shared = || shape.clauses[0].subject.filter(|_| clause.kind == ClauseKind::Coordinate);
        clause.subject.or_else(shared)
    }

    /// Whether a subject has a noun for a text, or for those who write such: *a report of the ministry found*.
    fn document(&self, shape: &Shape, clause: &Clause) -> bool {
        let Some(subject) = self.subject(shape, clause) else { return false };
        let owner = if clause.subject.is_some() { clause } else { &shape.clauses[0] };
        let to = owner.finite_unit(shape.terrain.units).unwrap_or(owner.verb).max(subject + 1);
        let from = owner.units.start.min(subject);
        (from..to).any(|at| shape.listed(at, self.documents))
    }

    /// Whether the subject of a clause is a person or body, by name, office or pronoun.
    fn somebody(&self, shape: &Shape, clause: &Clause) -> bool {
        let Some(subject) = self.subject(shape, clause) else { return false };
        let unit = shape.terrain.units[subject as usize];
        let word = unit.span().of(shape.terrain.text);
        let personal = ["he", "she", "they"].iter().any(|w| word.eq_ignore_ascii_case(w));
        let named = || shape.terrain.chart.ending(subject + 1).any(|e| self.bodies.contains(&Some(e.label)));
        personal || shape.listed(subject, self.speakers) || named()
    }

    /// Whether the subject of a clause can be one who speaks: somebody, a text, a name, people; not *such discussions*.
    fn holder_can_speak(&self, shape: &Shape, clause: &Clause) -> bool {
        let Some(subject) = clause.subject else { return false };
        self.somebody(shape, clause)
            || shape.listed(subject, self.documents)
            || shape.listed(subject, self.persons)
            || shape.unit(subject).is(bits::CAP) && !shape.unit(subject).is(self.pronoun | self.determiner)
    }

    fn thinks(&self, shape: &Shape, clause: &Clause) -> bool {
        shape.listed(clause.verb, self.thinks)
    }

    /// Whether a verb says or vows something.
    fn speaks(&self, shape: &Shape, verb: u32) -> bool {
        shape.listed(verb, self.says) || shape.listed(verb, self.commits)
    }
}
