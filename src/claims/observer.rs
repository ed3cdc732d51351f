//! [`Observer`]: sees the [`features`](super::features) of a sentence.
//!
//! In: a sentence's [`Shape`] with its mentions. Out: the set of its features.

use super::features::{F, Features};
use super::shape::{self, Shape};
use crate::analysis::{Clause, ClauseKind, ComplementKind, Construction, Mood, Semi, Tense};
use crate::pattern::{Vocabulary, parse::bits_of};
use crate::words::{Unit, bits, host};

/// Labels of the mentions, and bits of the word classes, that features look at.
pub struct Observer {
    actor: Option<u16>,
    future: Option<u16>,
    past: Option<u16>,
    present: Option<u16>,
    be: u32,
    have: u32,
    pronoun: u32,
    determiner: u32,
    conjunction: u32,
    adverb: u32,
}

impl Observer {
    /// Looks the labels up once.
    pub fn new(vocabulary: &Vocabulary) -> Observer {
        Observer {
            actor: vocabulary.label("<actor>"),
            future: vocabulary.label("<date.future>"),
            past: vocabulary.label("<date.past>"),
            present: vocabulary.label("<date.present>"),
            be: bits_of("be"),
            have: bits_of("have"),
            pronoun: bits_of("pronoun"),
            determiner: bits_of("determiner"),
            conjunction: bits_of("conjunction"),
            adverb: bits_of("adverb"),
        }
    }

    /// The features of one sentence.
    pub fn features(&self, shape: &Shape) -> Features {
        let mut seen = Features::default();
        self.sentence(shape, &mut seen);
        self.mentions(shape, &mut seen);
        match shape.carrier() {
            Some(clause) => {
                self.verb(shape, clause, &mut seen);
                self.subject(shape, clause, &mut seen);
                self.complement(shape, clause, &mut seen);
                self.others(shape, clause, &mut seen);
            }
            None => seen.add(F::VerbNone),
        }
        seen
    }

    fn verb(&self, shape: &Shape, clause: &Clause, seen: &mut Features) {
        let past = clause.tense == Some(Tense::Past);
        let finite = clause.finite.map_or(0, |f| f.start);
        let units = &shape.terrain.units[clause.units.start as usize..clause.units.end as usize];
        let is = |bits: u32| units.iter().find(|u| u.start == finite).is_some_and(|u| u.is(bits));
        match (clause.modal, clause.perfect) {
            (Some("will" | "shall"), _) => seen.add(F::VerbWill),
            (Some("would"), false) => seen.add(F::VerbWould),
            (Some("would"), true) => seen.add(F::VerbWouldHave),
            (Some("can"), _) => seen.add(if clause.negated { F::VerbCannot } else { F::VerbCan }),
            (Some("could"), false) => seen.add(F::VerbCould),
            (Some("could"), true) => seen.add(F::VerbCouldHave),
            (Some("may"), false) => seen.add(F::VerbMay),
            (Some("might"), false) => seen.add(F::VerbMight),
            (Some("may" | "might"), true) => seen.add(F::VerbMayHave),
            (Some("must"), false) => seen.add(F::VerbMust),
            (Some("must"), true) => seen.add(F::VerbMustHave),
            (Some("should" | "ought"), false) => seen.add(F::VerbShould),
            (Some("should" | "ought"), true) => seen.add(F::VerbShouldHave),
            _ if clause.mood == Mood::Imperative => seen.add(F::VerbImperative),
            _ => seen.add(match (past, clause.perfect, clause.progressive, clause.passive) {
                (true, true, ..) => F::VerbPastPerfect,
                (false, true, ..) => F::VerbPresentPerfect,
                (true, _, true, _) => F::VerbPastProgressive,
                (false, _, true, _) => F::VerbPresentProgressive,
                (true, _, _, true) => F::VerbPassivePast,
                (false, _, _, true) => F::VerbPassivePresent,
                (true, ..) if is(self.be) => F::VerbBePast,
                (false, ..) if is(self.be) => F::VerbBePresent,
                (true, ..) if is(self.have) => F::VerbHavePast,
                (false, ..) if is(self.have) => F::VerbHavePresent,
                (true, ..) => F::VerbPast,
                (false, ..) => F::VerbPresent,
            }),
        }
        seen.when(clause.modal.is_some() && clause.passive, F::VerbPassiveModal);
        match clause.semi {
            Some(Semi::GoingTo) => seen.add(F::VerbGoingTo),
            Some(Semi::HaveTo) => seen.add(F::VerbHaveTo),
            Some(Semi::UsedTo) => seen.add(F::VerbUsedTo),
            Some(Semi::BeTo) => seen.add(F::VerbBeTo),
            None => {}
        }
        seen.when(clause.negated, F::VerbNegated);
        seen.when(clause.negated && past, F::VerbNegatedPast);
        seen.when(clause.negated && clause.tense == Some(Tense::Present), F::VerbNegatedPresent);
        seen.when(clause.mood == Mood::Interrogative, F::VerbInterrogative);
        match clause.construction {
            Some(Construction::Existential) => seen.add(F::Existential),
            Some(Construction::Extraposition) => seen.add(F::Extraposition),
            Some(Construction::Cleft) => seen.add(F::Cleft),
            Some(Construction::PseudoCleft) => seen.add(F::PseudoCleft),
            None => {}
        }
    }

    fn subject(&self, shape: &Shape, clause: &Clause, seen: &mut Features) {
        let Some(at) = clause.subject else { return seen.add(F::SubjectNone) };
        let unit = shape.unit(at);
        let word = unit.span().of(shape.terrain.text);
        if unit.is(self.pronoun | self.determiner) {
            let bare = host(word);
            let is = |list: &[&str]| list.iter().any(|w| bare.eq_ignore_ascii_case(w));
            return seen.add(match () {
                _ if is(&["i"]) => F::SubjectI,
                _ if is(&["we"]) => F::SubjectWe,
                _ if is(&["you"]) => F::SubjectYou,
                _ if is(&["he", "she"]) => F::SubjectThird,
                _ if is(&["they"]) => F::SubjectThey,
                _ if is(&["it"]) => F::SubjectIt,
                _ if is(&["who", "what", "which"]) => F::SubjectQuestion,
                _ => F::SubjectThis,
            });
        }
        if unit.is(bits::CAP) && at != shape.units.start {
            return seen.add(F::SubjectName);
        }
        seen.when(unit.is(bits::NUMBER), F::SubjectNumber);
        // *the minister*, *a minister*, *ministers*: what stands before the noun and its adjectives.
        let before = shape.terrain.units[clause.units.start as usize..at as usize].iter().rev().take(4);
        let determiner = before.take_while(|u| !u.is(bits::MARK)).find(|u| u.is(self.determiner));
        seen.add(match determiner.map(|u| u.span().of(shape.terrain.text)) {
            Some(word) if word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("an") => {
                F::SubjectIndefinite
            }
            Some(_) => F::SubjectDefinite,
            None => F::SubjectGeneric,
        });
    }

    fn complement(&self, shape: &Shape, clause: &Clause, seen: &mut Features) {
        let Some(complement) = clause.complement else { return };
        let past = clause.tense == Some(Tense::Past);
        seen.add(match (complement.kind, past) {
            (ComplementKind::Adjective, false) => F::ComplementAdjectivePresent,
            (ComplementKind::Adjective, true) => F::ComplementAdjectivePast,
            (ComplementKind::Noun, false) => F::ComplementNounPresent,
            (ComplementKind::Noun, true) => F::ComplementNounPast,
            (ComplementKind::Prepositional, _) => F::ComplementPreposition,
            (ComplementKind::Clause, _) => F::ComplementClause,
            (ComplementKind::Infinitive, _) => F::ComplementInfinitive,
        });
        if complement.kind == ComplementKind::Noun {
            let before = &shape.terrain.units
                [clause.verb as usize + 1..(complement.head as usize).max(clause.verb as usize + 1)];
            let determiner = before.iter().find(|u| u.is(self.determiner));
            let word = determiner.map_or("", |u| u.span().of(shape.terrain.text));
            seen.when(matches!(word, "a" | "an"), F::ComplementIndefinite);
            seen.when(word == "the", F::ComplementDefinite);
        }
    }

    fn others(&self, shape: &Shape, carrier: &Clause, seen: &mut Features) {
        let main = &shape.clauses[0];
        if !carrier.main {
            let stance = main.complement.is_some() || main.construction.is_some();
            let subject = main.subject.map(|s| shape.unit(s).span().of(shape.terrain.text));
            let first = subject.is_some_and(|s| ["i", "we"].iter().any(|w| s.eq_ignore_ascii_case(w)));
            seen.add(match main.tense {
                _ if stance => F::FrameStance,
                Some(Tense::Past) => F::FramePast,
                _ => F::FramePresent,
            });
            seen.when(first, F::FrameFirstPerson);
            seen.when(carrier.kind == ClauseKind::Quotation, F::FrameQuotation);
        }
        let will = |c: &Clause| matches!(c.modal, Some("will" | "shall"));
        for clause in shape.clauses.iter().filter(|c| !c.claims && !c.main) {
            let past = clause.tense == Some(Tense::Past);
            let present = clause.tense == Some(Tense::Present);
            match clause.kind {
                ClauseKind::Conditional => {
                    seen.add(if past { F::ConditionalPast } else { F::ConditionalPresent });
                    seen.when(will(carrier), F::ConditionalWith);
                }
                ClauseKind::Temporal => seen.when(present, F::TemporalPresent),
                ClauseKind::Concessive => seen.add(F::Concessive),
                ClauseKind::Causal => seen.add(F::Causal),
                ClauseKind::Comparative => seen.add(F::Comparative),
                ClauseKind::Purpose => seen.add(F::Purpose),
                ClauseKind::Infinitival => seen.add(F::Infinitival),
                ClauseKind::Participial => seen.add(F::Participial),
                ClauseKind::Relative => seen.add(F::Relative),
                ClauseKind::Question => seen.add(F::Question),
                ClauseKind::Complement => seen.add(F::ComplementPlain),
                ClauseKind::Frame => seen.add(F::FrameAfter),
                ClauseKind::Coordinate => {
                    seen.when(will(clause), F::CoordinateWill);
                    seen.when(matches!(clause.modal, Some("should" | "must" | "ought")), F::CoordinateShould);
                    seen.when(past, F::CoordinatePast);
                    seen.when(present, F::CoordinatePresent);
                    continue;
                }
                _ => {}
            }
            match clause.modal {
                Some("will" | "shall") => seen.add(F::OtherWill),
                Some("would") => seen.add(F::OtherWould),
                Some("may" | "might" | "could") => seen.add(F::OtherMay),
                Some("should" | "must" | "ought") => seen.add(F::OtherShould),
                _ => {}
            }
            seen.when(past, F::OtherPast);
            seen.when(present, F::OtherPresent);
        }
    }

    fn sentence(&self, shape: &Shape, seen: &mut Features) {
        let units = shape.own();
        let text = |u: &Unit| u.span().of(shape.terrain.text);
        let (mut words, mut capitals, mut numbers) = (0, 0, 0);
        for unit in units {
            words += u32::from(!unit.is(bits::MARK));
            capitals += u32::from(unit.is(bits::CAP | bits::UPPER));
            if !unit.is(bits::NUMBER | bits::QUOTE | bits::BREAK | self.pronoun) {
                continue;
            }
            if unit.is(bits::NUMBER) {
                numbers += u32::from(!unit.is(bits::YEAR));
                seen.when(unit.is(bits::YEAR), F::SentenceYear);
            } else if unit.is(bits::MARK) {
                seen.when(unit.is(bits::QUOTE), F::SentenceQuoted);
                if unit.is(bits::BREAK) {
                    seen.add(match text(unit) {
                        ":" => F::SentenceColon,
                        ";" => F::SentenceSemicolon,
                        _ => F::SentenceDash,
                    });
                }
            } else {
                let word = text(unit);
                let bare = host(word);
                let is = |list: &[&str]| list.iter().any(|w| bare.eq_ignore_ascii_case(w));
                seen.when(is(&["i", "my", "me"]), F::SentenceFirstSingular);
                seen.when(is(&["we", "our", "us", "ours"]) && bare != "US", F::SentenceFirstPlural);
                seen.when(is(&["you", "your"]), F::SentenceSecond);
            }
        }
        // A heading may have a verb: *Bank to Raise Rates*.
        let clause = shape.carrier().is_some() && capitals * 5 <= words * 3;
        seen.when(words < 7, if clause { F::ClauseShort } else { F::SentenceShort });
        match shape::last(units, shape.terrain.text) {
            Some("?") => seen.add(F::SentenceQuestion),
            Some("!") => seen.add(F::SentenceExclamation),
            Some("." | "…") => {}
            _ if !clause => seen.add(F::SentenceNoStop),
            _ => seen.when(shape.stops, F::ClauseNoStop),
        }
        seen.when(words > 32, F::SentenceLong);
        seen.when(numbers > 0, F::SentenceNumber);
        seen.when(numbers > 1, F::SentenceNumbers);
        let quotes = units.first().is_some_and(|u| u.is(bits::QUOTE))
            && units.last().is_some_and(|u| u.is(bits::QUOTE));
        seen.when(quotes, F::SentenceWholeQuote);
        if let Some(first) = units.iter().find(|u| !u.is(bits::MARK)) {
            seen.when(first.is(self.conjunction), F::SentenceConjunction);
            seen.when(first.is(self.adverb), F::SentenceAdverb);
            let adverbial = |c: &Clause| {
                !c.main
                    && c.units.start <= shape.units.start + 1
                    && !matches!(c.kind, ClauseKind::Quotation | ClauseKind::Participial)
            };
            seen.when(shape.clauses.iter().any(adverbial), F::SentenceSubordinator);
        }
    }

    fn mentions(&self, shape: &Shape, seen: &mut Features) {
        let mut actors = 0;
        shape.terrain.chart.each_starting(shape.units.clone(), |edge| {
            let label = Some(edge.label);
            actors += u32::from(label == self.actor);
            seen.when(label == self.future, F::DateFuture);
            seen.when(label == self.past, F::DatePast);
            seen.when(label == self.present, F::DatePresent);
        });
        seen.when(actors > 0, F::SentenceActor);
        seen.when(actors > 1, F::SentenceActors);
    }
}
