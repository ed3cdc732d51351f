//! Whose claim it is, from the clauses: the subject of a frame that hands over (*officials say that ...*), of a frame within or
//! after (*..., analysts believe*), of a commitment (*he vowed to ...*), or of a verdict (*she called it reckless*).
//!
//! In: a sentence's [`Shape`]. Out: whether the claim is someone else's, and the words that name the holder. What
//! clauses do not show (*according to*, *reportedly*) is left to the cue rules.

use super::features::Shape;
use crate::analysis::{Clause, ClauseKind, Construction};
use crate::pattern::{Vocabulary, parse::class_bits};
use crate::span::Span;
use crate::words::{Unit, bits, host};

/// The lists of `rules/claims/attribution.toml` that say what verbs and nouns do.
pub struct Attribution {
    /// *say*: the claim is its subject's.
    says: Option<u16>,
    /// *think*: likewise, unless the subject is the author.
    thinks: Option<u16>,
    /// *show*: of a study or report, not of history or events.
    shows: Option<u16>,
    /// Nouns that can show: *study*, *report*.
    documents: Option<u16>,
    /// *vow*: with an infinitive.
    commits: Option<u16>,
    /// *call*: with a verdict on its object.
    judges: Option<u16>,
    /// *be said to*
    passives: Option<u16>,
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

impl Attribution {
    /// Looks the lists up once.
    pub fn new(vocabulary: &Vocabulary) -> Attribution {
        let bit = |name: &str| class_bits(name).expect("a class of CLASSES");
        Attribution {
            says: vocabulary.label("say-verb"),
            thinks: vocabulary.label("think-verb"),
            shows: vocabulary.label("show-verb"),
            documents: vocabulary.label("document-noun"),
            commits: vocabulary.label("commit-verb"),
            judges: vocabulary.label("judge-verb"),
            passives: vocabulary.label("passive-verb"),
            pronoun: bit("pronoun"),
            determiner: bit("determiner"),
            adverb: bit("adverb"),
            preposition: bit("preposition"),
        }
    }

    /// The holder that the clauses name, if the claim is not the author's.
    pub fn of(&self, shape: &Shape) -> Option<Attributed> {
        let main = shape.clauses.first()?;
        let carrier = shape.carrier();
        if main.main && carrier.is_some_and(|c| !c.main) && self.attributes(shape, main) {
            return self.held(shape, main);
        }
        let frame = shape.clauses.iter().find(|c| c.kind == ClauseKind::Frame);
        if let Some(frame) = frame
            && (self.says(shape, frame.verb) || self.listed(shape, frame.verb, self.thinks))
        {
            return self.held(shape, frame);
        }
        // *As the minister says, ...*
        let aside = shape.clauses.iter().find(|c| {
            c.kind == ClauseKind::Comparative
                && self.says(shape, c.verb)
                && !shape
                    .clauses
                    .iter()
                    .any(|d| d.kind == ClauseKind::Complement && d.units.start == c.verb + 1)
        });
        if let Some(aside) = aside {
            return self.held(shape, aside);
        }
        let carrier = carrier?;
        let infinitive = shape.clauses.iter().any(|c| {
            matches!(c.kind, ClauseKind::Infinitival | ClauseKind::Purpose)
                && c.units.start == carrier.verb + 1
        });
        if carrier.passive
            && carrier.modal.is_none()
            && infinitive
            && self.listed(shape, carrier.verb, self.passives)
        {
            return Some(Attributed { holder: None });
        }
        let commits = infinitive && !carrier.passive && self.listed(shape, carrier.verb, self.commits);
        // *She called the plan reckless*, not *she called for calm*.
        let object = shape.terrain.units[carrier.verb as usize + 1..shape.units.end as usize].first();
        let judges = !carrier.passive
            && self.listed(shape, carrier.verb, self.judges)
            && object.is_some_and(|u| u.is(self.determiner | self.pronoun | bits::CAP));
        if commits || judges {
            return self.held(shape, carrier);
        }
        None
    }

    /// Whether a main clause that hands over names a holder.
    fn attributes(&self, shape: &Shape, main: &Clause) -> bool {
        if main.complement.is_some() || main.construction == Some(Construction::Existential) {
            return false;
        }
        let shows = self.listed(shape, main.verb, self.shows)
            && main.subject.is_some_and(|s| self.listed(shape, s, self.documents));
        shows || self.speaks(shape, main.verb) || self.listed(shape, main.verb, self.thinks)
    }

    /// Whether a verb says or vows something.
    fn speaks(&self, shape: &Shape, verb: u32) -> bool {
        self.listed(shape, verb, self.says) || self.listed(shape, verb, self.commits)
    }

    fn says(&self, shape: &Shape, verb: u32) -> bool {
        self.speaks(shape, verb) || self.listed(shape, verb, self.shows)
    }

    fn listed(&self, shape: &Shape, unit: u32, list: Option<u16>) -> bool {
        let unit = shape.terrain.units[unit as usize];
        shape.terrain.vocabulary.members(unit.id).iter().any(|m| Some(m.label) == list)
    }

    /// The subject of a frame as holder; `None` if that is the author.
    fn held(&self, shape: &Shape, clause: &Clause) -> Option<Attributed> {
        let Some(subject) = clause.subject.or_else(|| self.inverted(shape, clause)) else {
            return clause.passive.then_some(Attributed { holder: None });
        };
        let text = shape.terrain.text;
        let head = shape.terrain.units[subject as usize];
        let word = head.span().of(text);
        let bare = host(word);
        if ["i", "we", "you"].iter().any(|w| bare.eq_ignore_ascii_case(w)) && bare != "US" {
            return None;
        }
        // *It is said that*, *one hopes that*: nobody is named.
        if ["it", "one"].iter().any(|w| bare.eq_ignore_ascii_case(w)) && clause.passive {
            return Some(Attributed { holder: None });
        }
        Some(Attributed { holder: Some(self.phrase(shape, clause, subject)) })
    }

    /// *"...," said the minister*: the noun after the verb.
    fn inverted(&self, shape: &Shape, clause: &Clause) -> Option<u32> {
        let from = clause.verb + 1;
        let units = &shape.terrain.units[from as usize..shape.units.end as usize];
        let noun = |u: &Unit| !u.is(self.determiner | self.adverb | self.preposition | bits::MARK);
        let place = units.iter().take(4).position(noun)?;
        units[..place].iter().all(|u| u.is(self.determiner)).then_some(from + place as u32)
    }

    /// The noun phrase around a head: *the deputy minister of finance*.
    pub fn phrase(&self, shape: &Shape, clause: &Clause, head: u32) -> Span {
        let units = &shape.terrain.units;
        let text = shape.terrain.text;
        let inside = |u: &Unit| {
            !u.is(bits::MARK) && !u.is(self.adverb)
                || u.is(bits::MARK) && u.is(bits::GLUED) && u.span().of(text) == "-"
        };
        let low = clause.units.start.min(head);
        let mut first = head;
        while first > low {
            let before = units[first as usize - 1];
            let name = before.is(bits::CAP) || before.is(self.determiner);
            if !inside(&before) || before.is(self.preposition) && !name {
                break;
            }
            if before.bits >> bits::FIRST_CLASS != 0 && !before.is(self.determiner) && !name {
                break;
            }
            first -= 1;
        }
        // What follows the head belongs to it up to the verb: *of finance*.
        let end =
            if head < clause.verb { clause.finite_unit(units).unwrap_or(head + 1) } else { shape.units.end };
        let mut last = head;
        while last + 1 < end {
            let next = units[last as usize + 1];
            if !inside(&next) || last - head > 8 || next.is(self.pronoun) && !next.is(self.determiner) {
                break;
            }
            last += 1;
        }
        while last > head && units[last as usize].is(self.preposition | self.determiner) {
            last -= 1;
        }
        Span { start: units[first as usize].start, end: units[last as usize].bare(text).end }
    }
}
