//! [`Analysis`]: everything found in one article, as stand-off annotations. Every output is a view of it.
//!
//! Names and rule ids are borrowed from the [`Analyzer`](crate::Analyzer) that found them (`'a`); what is
//! local to one article is owned.

mod clause;

pub use clause::{Clause, ClauseKind, Complement, ComplementKind, Construction, Mood, Semi, Tense};

use crate::article::Kind;
use crate::claims::Cues;
use crate::span::Span;
use jiff::civil::Date;
use std::borrow::Cow;

/// All annotations of one article. Each list is in text order.
#[derive(Clone, Debug, Default)]
pub struct Analysis<'a> {
    /// The sentences, covering every character that is not white space.
    pub sentences: Vec<Sentence>,
    /// Clauses.
    pub clauses: Vec<Clause>,
    /// Named actors; they never overlap one another.
    pub actors: Vec<ActorMention<'a>>,
    /// Temporal expressions; they never overlap one another.
    pub dates: Vec<DateMention<'a>>,
    /// What is written like a date, but of a day that the calendar does not have: *30 February*.
    pub impossible: Vec<ImpossibleDate<'a>>,
    /// At most one claim a sentence.
    pub claims: Vec<Claim<'a>>,
}

/// One sentence.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where, without white space at its ends.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// The paragraph it stands in, from 1.
    pub paragraph: u32,
}

/// One mention of a named actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorMention<'a> {
    /// The name alone, without title, article or possessive.
    pub span: Span,
    /// What it names.
    pub kind: ActorType,
    /// `type:slug`, `state:ISO3`; local to the article where `status` is unlisted.
    pub id: Option<Cow<'a, str>>,
    /// ISO 3166-1 alpha-3 code of the state it is, lies in, belongs to or acts for.
    pub state: Option<&'a str>,
    /// CAMEO-like sector code (GOV, MIL, ...), from `rules/actors/sectors.csv`.
    pub sector: Option<&'a str>,
    /// The title or role it was given, in the words of the text or of the table.
    pub role: Option<Cow<'a, str>>,
    /// Whether a place name stands for an actor; `None` where the question does not arise or is open.
    pub reading: Option<Reading>,
    /// How it was recognised.
    pub status: Status,
    /// The possible ids where `status` is ambiguous, in table order.
    pub candidates: Vec<Cow<'a, str>>,
    /// *Russian forces*: the phrase around the name and its sector.
    pub composite: Option<Composite<'a>>,
    /// What made the mention, for `explain`.
    pub made_by: MadeBy<'a>,
}

/// What made a mention of an actor; shown as `aliases.csv:12`, or `evidence.csv:33 before.in; ...`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MadeBy<'a> {
    /// A row of a table.
    Row {
        /// The file.
        file: &'a str,
        /// The line.
        line: u32,
    },
    /// The evidence that spoke most for it.
    Evidence {
        /// The file of weights.
        file: &'a str,
        /// Line and name of each.
        parts: [(u32, &'a str); 3],
    },
}

impl std::fmt::Display for MadeBy<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            MadeBy::Row { file, line } => write!(f, "{file}:{line}"),
            MadeBy::Evidence { file, parts } => {
                f.write_str(file)?;
                let parts = parts.iter().filter(|(line, _)| *line > 0);
                for (number, (line, name)) in parts.enumerate() {
                    write!(f, "{}{line} {name}", if number == 0 { ":" } else { "; :" })?;
                }
                Ok(())
            }
        }
    }
}

/// The phrase a name heads or modifies.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Composite<'a> {
    /// The whole phrase.
    pub span: Span,
    /// Its sector.
    pub sector: &'a str,
    /// Of an office (*the Armenian prime minister*): the id of who held it on the day of publication.
    pub holder_id: Option<&'a str>,
}

/// What an actor mention names.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorType {
    /// A person, without title.
    Person,
    /// Parties, bodies, companies, media, armed groups, teams, seats of government.
    Organization,
    /// A state.
    State,
    /// Any other place.
    Place,
    /// Demonyms, nationalities, adherents.
    People,
}

impl ActorType {
    /// All, in the order above.
    pub const ALL: [ActorType; 5] =
        [ActorType::Person, ActorType::Organization, ActorType::State, ActorType::Place, ActorType::People];

    /// `person`, `organization`, `state`, `place`, `people`.
    pub fn as_str(self) -> &'static str {
        match self {
            ActorType::Person => "person",
            ActorType::Organization => "organization",
            ActorType::State => "state",
            ActorType::Place => "place",
            ActorType::People => "people",
        }
    }

    /// The type called `name`, if there is one.
    pub fn parse(name: &str) -> Option<ActorType> {
        Self::ALL.into_iter().find(|t| t.as_str() == name)
    }
}

/// Whether a place name means the place or who acts from it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// *Moscow signed*
    Actor,
    /// *in Moscow*
    Place,
}

impl Reading {
    /// `actor` or `place`.
    pub fn as_str(self) -> &'static str {
        match self {
            Reading::Actor => "actor",
            Reading::Place => "place",
        }
    }
}

/// How an actor was recognised.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// By one row of the tables.
    Listed,
    /// By its form alone.
    Unlisted,
    /// By several rows that nothing in the text decides between.
    Ambiguous,
}

impl Status {
    /// `listed`, `unlisted`, `ambiguous`.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Listed => "listed",
            Status::Unlisted => "unlisted",
            Status::Ambiguous => "ambiguous",
        }
    }
}

/// One temporal expression, with the attributes of TIMEX3 (TimeML 1.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention<'a> {
    /// Where.
    pub span: Span,
    /// What it denotes.
    pub kind: TimexType,
    /// TIMEX3 `value`, ISO 8601 with TIMEX3's extensions; `X` for what is not known.
    pub value: String,
    /// TIMEX3 `mod`: `START`, `MID`, `END`, `APPROX`, `MORE_THAN`, ...
    pub modifier: Option<Cow<'a, str>>,
    /// TIMEX3 `quant` of a SET.
    pub quant: Option<Cow<'a, str>>,
    /// TIMEX3 `freq` of a SET.
    pub freq: Option<Cow<'a, str>>,
    /// Value of the point where a duration begins.
    pub begin_point: Option<String>,
    /// Value of the point where a duration ends.
    pub end_point: Option<String>,
    /// The calendar days meant, if the value is anchored.
    pub interval: Option<Interval>,
    /// Whether it lies before, around or after the publication date.
    pub relation: Option<Relation>,
    /// Id of the rule that made it.
    pub rule: &'a str,
}

/// What is written like a date of a day that does not exist.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct ImpossibleDate<'a> {
    /// Where.
    pub span: Span,
    /// Id of the rule that found it.
    pub rule: &'a str,
}

/// An inclusive range of calendar days.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub from: Date,
    /// Last day, not before `from`.
    pub to: Date,
}

/// Where a date lies relative to publication.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Wholly before the day of publication.
    Past,
    /// Containing it.
    Present,
    /// Wholly after it.
    Future,
}

/// TIMEX3 types.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum TimexType {
    /// A calendar date or a reference to past, present or future.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

impl TimexType {
    /// `DATE`, `TIME`, `DURATION`, `SET`.
    pub fn as_str(self) -> &'static str {
        match self {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }

    /// The type called `name`, if there is one.
    pub fn parse(name: &str) -> Option<TimexType> {
        use TimexType::*;
        [Date, Time, Duration, Set].into_iter().find(|t| t.as_str() == name)
    }
}

/// The label of one sentence's main assertion, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim<'a> {
    /// Index into [`Analysis::sentences`].
    pub sentence: u32,
    /// Where: the sentence.
    pub span: Span,
    /// The most probable label.
    pub label: Label,
    /// Probabilities of factual, evaluative, predictive in thousandths, as rounded for output.
    pub probabilities: [u16; 3],
    /// A second label that is close.
    pub second: Option<Label>,
    /// Whether the claim is someone else's.
    pub attributed: bool,
    /// The words that name the holder; `None` is the author, or nobody in particular if it is attributed.
    pub holder: Option<Span>,
    /// Id of the actor who holds it.
    pub holder_id: Option<Cow<'a, str>>,
    /// How surely it is put forward.
    pub hedge: Hedge,
    /// Whether the main predicate is denied.
    pub negated: bool,
    /// Ids of the rules and features that counted, strongest first.
    pub cues: Cues<'a>,
}

impl Claim<'_> {
    /// Probability of the label in thousandths.
    pub fn confidence(&self) -> u16 {
        self.probabilities[self.label as usize]
    }
}

/// The three kinds of claim.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Evidence could settle it.
    Factual = 0,
    /// It needs a standard of good, right, important.
    Evaluative = 1,
    /// Time will settle it.
    Predictive = 2,
}

impl Label {
    /// All three, in the order of probabilities.
    pub const ALL: [Label; 3] = [Label::Factual, Label::Evaluative, Label::Predictive];

    /// Names of all that a sentence can be, in the order of weights: the three kinds, and that it makes no claim.
    pub const CLASSES: [&str; 4] = ["factual", "evaluative", "predictive", "none"];
    /// The place of *none* among them.
    pub const NONE: usize = Label::ALL.len();

    /// `factual`, `evaluative`, `predictive`.
    pub fn as_str(self) -> &'static str {
        match self {
            Label::Factual => "factual",
            Label::Evaluative => "evaluative",
            Label::Predictive => "predictive",
        }
    }

    /// The label called `name`, if there is one.
    pub fn parse(name: &str) -> Option<Label> {
        Self::ALL.into_iter().find(|l| l.as_str() == name)
    }
}

/// How surely a claim is put forward.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Hedge {
    /// Plainly.
    #[default]
    None,
    /// *probably, appears*
    Weak,
    /// *might, perhaps, could*
    Strong,
    /// *clearly, obviously*
    Booster,
}

impl Hedge {
    /// `none`, `weak`, `strong`, `booster`.
    pub fn as_str(self) -> &'static str {
        match self {
            Hedge::None => "none",
            Hedge::Weak => "weak",
            Hedge::Strong => "strong",
            Hedge::Booster => "booster",
        }
    }

    /// The hedge called `name`, if there is one.
    pub fn parse(name: &str) -> Option<Hedge> {
        use Hedge::*;
        [None, Weak, Strong, Booster].into_iter().find(|h| h.as_str() == name)
    }
}
