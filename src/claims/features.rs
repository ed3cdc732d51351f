//! [`Features`]: a set of features, what the clauses of a sentence say before any cue word does; and the names of all.
//!
//! The [`observer`](super::observer) sees them. Those that begin with `verb.` speak of the clause that carries the claim
//! (the main clause, or the one it hands over to), `subject.` and `complement.` of its subject and complement, `clause.` of
//! the other clauses, `frame.` of a main clause that hands over, `sentence.` of the whole. Those that begin with `verb.`,
//! `frame.` or `sentence.` count for the next sentence too, as `before:verb.past`.

use std::sync::LazyLock;

macro_rules! features {
    ($($constant:ident $name:literal,)*) => {
        /// A feature.
        #[derive(Copy, Clone, Debug, PartialEq, Eq)]
        pub enum F { $($constant),* }

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
pub struct Features(u128);

impl Features {
    /// Adds a feature.
    #[inline]
    pub fn add(&mut self, feature: F) {
        self.0 |= 1 << feature as u32;
    }

    /// Adds a feature if something holds.
    #[inline]
    pub fn when(&mut self, holds: bool, feature: F) {
        self.0 |= u128::from(holds) << feature as u32;
    }

    /// Those that count for the next sentence too.
    pub fn carried(self) -> Features {
        static ALL: LazyLock<u128> =
            LazyLock::new(|| (0..).zip(NAMES).fold(0, |all, (n, name)| all | u128::from(carried(name)) << n));
        Features(self.0 & *ALL)
    }

    /// Calls `found` with the numbers of the features in the set: places in [`NAMES`].
    #[inline]
    pub fn numbers(self, found: impl FnMut(usize)) {
        ones(self.0, found);
    }
}

/// What the name of a feature begins with that counts for the next sentence too: a forecast is seldom alone.
const CARRIED: [&str; 3] = ["verb.", "sentence.", "frame."];

/// Whether a feature counts for the next sentence too.
pub fn carried(name: &str) -> bool {
    CARRIED.iter().any(|start| name.starts_with(start))
}

/// Calls `found` with the places of the bits that are set, from the lowest.
#[inline]
pub fn ones(bits: u128, mut found: impl FnMut(usize)) {
    for (from, mut left) in [(0, bits as u64), (64, (bits >> 64) as u64)] {
        while left != 0 {
            found(from + left.trailing_zeros() as usize);
            left &= left - 1;
        }
    }
}
