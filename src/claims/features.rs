//! [`Features`]: what the clauses of a sentence say before any cue word does.
//!
//! In: a sentence's units, clauses and mentions. Out: a set of named features. Those that begin with `verb.` speak
//! of the clause that carries the claim (the main clause, or the one it hands over to), `subject.` and `complement.` of
//! its subject and complement, `clause.` of the other clauses, `frame.` of a main clause that hands over, `sentence.` of the
//! whole. Those that begin with `verb.`, `frame.` or `sentence.` count for the next sentence too, as `before:verb.past`.

use crate::analysis::{Clause, ClauseKind, ComplementKind, Construction, Mood, Semi, Tense};
use crate::pattern::{Terrain, Vocabulary, parse::bits_of};
use crate::words::{Unit, bits, host};
use std::ops::Range;
use std::sync::LazyLock;

macro_rules! features {
    ($($constant:ident $name:literal,)*) => {
        #[allow(non_camel_case_types)]
        #[derive(Copy, Clone, Debug, PartialEq, Eq)]
        enum F { $($constant),* }

        /// All features, in the order they are reported.
        pub const NAMES: &[&str] = &[$($name),*];
    };
}

features! {
    VerbNone "verb.none",
    VerbPast "verb.past",
    VerbPresent "verb.present",
    VerbBePast "verb.be-past",
    VerbBePresent "verb.be-present",
    VerbHavePast "verb.have-past",
    VerbHavePresent "verb.have-present",
    VerbPresentPerfect "verb.present-perfect",
    VerbPastPerfect "verb.past-perfect",
    VerbPresentProgressive "verb.present-progressive",
    VerbPastProgressive "verb.past-progressive",
    VerbPassivePresent "verb.passive-present",
    VerbPassivePast "verb.passive-past",
    VerbPassiveModal "verb.passive-modal",
    VerbWill "verb.will",
    VerbWould "verb.would",
    VerbWouldHave "verb.would-have",
    VerbCan "verb.can",
    VerbCannot "verb.cannot",
    VerbCould "verb.could",
    VerbCouldHave "verb.could-have",
    VerbMay "verb.may",
    VerbMight "verb.might",
    VerbMayHave "verb.may-have",
    VerbMust "verb.must",
    VerbMustHave "verb.must-have",
    VerbShould "verb.should",
    VerbShouldHave "verb.should-have",
    VerbGoingTo "verb.going-to",
    VerbHaveTo "verb.have-to",
    VerbUsedTo "verb.used-to",
    VerbBeTo "verb.be-to",
    VerbNegated "verb.negated",
    VerbNegatedPast "verb.negated-past",
    VerbNegatedPresent "verb.negated-present",
    VerbImperative "verb.imperative",
    VerbInterrogative "verb.interrogative",
    SubjectI "subject.i",
    SubjectWe "subject.we",
    SubjectYou "subject.you",
    SubjectThird "subject.he-she",
    SubjectThey "subject.they",
    SubjectIt "subject.it",
    SubjectThis "subject.this",
    SubjectName "subject.name",
    SubjectDefinite "subject.definite",
    SubjectIndefinite "subject.indefinite",
    SubjectGeneric "subject.generic",
    SubjectQuestion "subject.question-word",
    SubjectNone "subject.none",
    SubjectNumber "subject.number",
    ComplementAdjectivePresent "complement.adjective-present",
    ComplementAdjectivePast "complement.adjective-past",
    ComplementNounPresent "complement.noun-present",
    ComplementNounPast "complement.noun-past",
    ComplementDefinite "complement.definite-noun",
    ComplementIndefinite "complement.indefinite-noun",
    ComplementPreposition "complement.preposition",
    ComplementClause "complement.clause",
    ComplementInfinitive "complement.infinitive",
    Existential "verb.existential",
    Extraposition "verb.extraposition",
    Cleft "verb.cleft",
    PseudoCleft "verb.pseudo-cleft",
    FramePresent "frame.present",
    FramePast "frame.past",
    FrameStance "frame.stance",
    FrameFirstPerson "frame.first-person",
    FrameAfter "frame.after",
    FrameQuotation "frame.quotation",
    ConditionalPresent "clause.conditional-present",
    ConditionalPast "clause.conditional-past",
    ConditionalWith "clause.conditional-with-will",
    TemporalPresent "clause.temporal-present",
    Concessive "clause.concessive",
    Causal "clause.causal",
    Comparative "clause.comparative",
    Purpose "clause.purpose",
    Infinitival "clause.infinitival",
    Participial "clause.participial",
    Relative "clause.relative",
    Question "clause.question",
    ComplementPlain "clause.complement",
    CoordinateWill "clause.coordinate-will",
    CoordinateShould "clause.coordinate-should",
    CoordinatePast "clause.coordinate-past",
    CoordinatePresent "clause.coordinate-present",
    OtherWill "clause.other-will",
    OtherWould "clause.other-would",
    OtherMay "clause.other-may",
    OtherShould "clause.other-should",
    OtherPast "clause.other-past",
    OtherPresent "clause.other-present",
    SentenceQuestion "sentence.question",
    SentenceExclamation "sentence.exclamation",
    SentenceNoStop "sentence.no-stop",
    ClauseNoStop "sentence.clause-no-stop",
    SentenceQuoted "sentence.quoted",
    SentenceWholeQuote "sentence.whole-quote",
    SentenceNumber "sentence.number",
    SentenceNumbers "sentence.numbers",
    SentenceYear "sentence.year",
    SentenceFirstSingular "sentence.first-person-singular",
    SentenceFirstPlural "sentence.first-person-plural",
    SentenceSecond "sentence.second-person",
    SentenceConjunction "sentence.starts-with-conjunction",
    SentenceSubordinator "sentence.starts-with-subordinator",
    SentenceAdverb "sentence.starts-with-adverb",
    SentenceShort "sentence.short",
    ClauseShort "sentence.short-clause",
    SentenceLong "sentence.long",
    SentenceColon "sentence.colon",
    SentenceSemicolon "sentence.semicolon",
    SentenceDash "sentence.dash",
    SentenceActor "sentence.actor",
    SentenceActors "sentence.actors",
    DateFuture "date.future",
    DatePast "date.past",
    DatePresent "date.present",
}

/// A set of features.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Seen(u128);

impl Seen {
    fn add(&mut self, feature: F) {
        self.0 |= 1 << feature as u32;
    }

    fn when(&mut self, holds: bool, feature: F) {
        self.0 |= u128::from(holds) << feature as u32;
    }

    /// Those that count for the next sentence too.
    pub fn carried(self) -> Seen {
        static ALL: LazyLock<u128> = LazyLock::new(|| {
            let carried = |name: &str| CARRIED.iter().any(|start| name.starts_with(start));
            (0..).zip(NAMES).fold(0, |all, (n, name)| all | u128::from(carried(name)) << n)
        });
        Seen(self.0 & *ALL)
    }

    /// The numbers of the features in the set: places in [`NAMES`].
    pub fn numbers(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let number = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            (number < NAMES.len()).then_some(number)
        })
    }
}

/// What the name of a feature begins with that counts for the next sentence too: a forecast is seldom alone.
const CARRIED: [&str; 3] = ["verb.", "sentence.", "frame."];

/// Labels of the mentions, and bits of the word classes, that features look at.
pub struct Features {
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

/// One sentence: its units in the article, and its clauses.
#[derive(Clone)]
pub struct Shape<'s> {
    /// The article.
    pub terrain: Terrain<'s>,
    /// Its units.
    pub units: Range<u32>,
    /// Its clauses, the main one first if there is one.
    pub clauses: &'s [Clause],
}

impl Shape<'_> {
    /// The clause that carries the claim.
    pub fn carrier(&self) -> Option<&Clause> {
        self.clauses.iter().find(|c| c.claims)
    }

    /// A unit of the article.
    pub fn unit(&self, at: u32) -> Unit {
        self.terrain.units[at as usize]
    }

    /// The text of a unit.
    pub fn word(&self, at: u32) -> &str {
        self.unit(at).span().of(self.terrain.text)
    }

    /// Whether a unit is in a list.
    pub fn listed(&self, at: u32, list: Option<u16>) -> bool {
        self.terrain.vocabulary.members(self.unit(at).id).iter().any(|m| Some(m.label) == list)
    }
}

impl Features {
    /// Looks the labels up once.
    pub fn new(vocabulary: &Vocabulary) -> Features {
        Features {
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
    pub fn of(&self, shape: &Shape) -> Seen {
        let mut seen = Seen::default();
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

    fn verb(&self, shape: &Shape, clause: &Clause, seen: &mut Seen) {
        let past = clause.tense == Some(Tense::Past);
        let finite = clause.finite.map_or(0, |f| f.start);
        let units = &shape.terrain.units[clause.units.start as usize..clause.units.end as usize];
        let first = units.iter().find(|u| u.start == finite).copied();
        let is = |bits: u32| first.is_some_and(|u| u.is(bits));
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

    fn subject(&self, shape: &Shape, clause: &Clause, seen: &mut Seen) {
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

    fn complement(&self, shape: &Shape, clause: &Clause, seen: &mut Seen) {
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

    fn others(&self, shape: &Shape, carrier: &Clause, seen: &mut Seen) {
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
        for clause in shape.clauses.iter().filter(|c| *c != carrier && !c.main) {
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

    fn sentence(&self, shape: &Shape, seen: &mut Seen) {
        let units = &shape.terrain.units[shape.units.start as usize..shape.units.end as usize];
        let text = |u: &Unit| u.span().of(shape.terrain.text);
        let words = units.iter().filter(|u| !u.is(bits::MARK)).count();
        let capitals = units.iter().filter(|u| u.is(bits::CAP | bits::UPPER)).count();
        // A heading may have a verb: *Bank to Raise Rates*.
        let clause = shape.carrier().is_some() && capitals * 5 <= words * 3;
        let short = if clause { F::ClauseShort } else { F::SentenceShort };
        seen.when(words < 7, short);
        seen.when(words > 32, F::SentenceLong);
        let closing = |u: &&Unit| u.is(bits::QUOTE) || matches!(text(u), ")" | "]" | "'" | "’");
        match units.iter().rev().find(|u| !closing(u)).map(text) {
            Some("?") => seen.add(F::SentenceQuestion),
            Some("!") => seen.add(F::SentenceExclamation),
            Some("." | "…") => {}
            _ => seen.add(if clause { F::ClauseNoStop } else { F::SentenceNoStop }),
        }
        let mut numbers = 0;
        for unit in units {
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
            } else if unit.is(self.pronoun) {
                let word = text(unit);
                let bare = host(word);
                let is = |list: &[&str]| list.iter().any(|w| bare.eq_ignore_ascii_case(w));
                seen.when(is(&["i", "my", "me"]), F::SentenceFirstSingular);
                seen.when(is(&["we", "our", "us", "ours"]) && bare != "US", F::SentenceFirstPlural);
                seen.when(is(&["you", "your"]), F::SentenceSecond);
            }
        }
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

    fn mentions(&self, shape: &Shape, seen: &mut Seen) {
        let mut actors = 0;
        for at in shape.units.clone() {
            for edge in shape.terrain.chart.starting(at) {
                let label = Some(edge.label);
                actors += u32::from(label == self.actor);
                seen.when(label == self.future, F::DateFuture);
                seen.when(label == self.past, F::DatePast);
                seen.when(label == self.present, F::DatePresent);
            }
        }
        seen.when(actors > 0, F::SentenceActor);
        seen.when(actors > 1, F::SentenceActors);
    }
}
