//! [`Analysis`]: everything found in one article, as stand-off annotations. Every output is a view of it.
//!
//! Names and rule ids are borrowed from the [`Analyzer`](crate::Analyzer) that found them (`'a`); what is
//! local to one article is owned.

use crate::article::Kind;
use crate::claims::Cues;
use crate::span::Span;
use crate::words::Unit;
use jiff::civil::Date;
use std::borrow::Cow;
use std::ops::Range;

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

/// One clause with its verb group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Index into [`Analysis::sentences`].
    pub sentence: u32,
    /// Where, the clauses inside it included.
    pub span: Span,
    /// Its units: words and marks of the article, counted from the first.
    pub units: Range<u32>,
    /// Whether it is the main clause of its sentence. A sentence has at most one, a fragment none.
    pub main: bool,
    /// Whether it carries the sentence's claim: the main clause, or the clause that it hands over to (*history has shown
    /// **that ...***).
    pub claims: bool,
    /// What it is to its sentence.
    pub kind: ClauseKind,
    /// Index into [`Analysis::clauses`] of the clause it stands in; its own if there is none.
    pub parent: u32,
    /// First finite word of the verb group; the verb itself of an imperative; none in infinitives and participles.
    pub finite: Option<Span>,
    /// The last verb of the group: *withdrawn* of *have been withdrawn*. As a unit.
    pub verb: u32,
    /// Tense of the finite verb; none under a modal and in imperatives.
    pub tense: Option<Tense>,
    /// Lemma of the modal.
    pub modal: Option<&'static str>,
    /// *going to*, *have to*, *used to*, *be to*.
    pub semi: Option<Semi>,
    /// *has gone*
    pub perfect: bool,
    /// *is going*
    pub progressive: bool,
    /// Whether the voice is passive.
    pub passive: bool,
    /// *not, n't, never, no longer, hardly*.
    pub negated: bool,
    /// Statement, question or order.
    pub mood: Mood,
    /// The head of its subject, as a unit.
    pub subject: Option<u32>,
    /// What a form of *be* (or *seem*, *remain*) says of the subject.
    pub complement: Option<Complement>,
    /// *there is*, *it is clear that*, ...
    pub construction: Option<Construction>,
}

impl Clause {
    /// The clauses of a sentence. `rest` are clauses in order; those of the sentences before are left behind.
    pub fn of_sentence<'c>(rest: &mut &'c [Clause], sentence: u32) -> &'c [Clause] {
        *rest = &rest[rest.iter().take_while(|c| c.sentence < sentence).count()..];
        &rest[..rest.iter().take_while(|c| c.sentence == sentence).count()]
    }

    /// The unit that holds its finite word; looked for among its own units first, as an article may be long.
    pub fn finite_unit(&self, units: &[Unit]) -> Option<u32> {
        let start = self.finite?.start;
        let own = &units[self.units.start as usize..self.units.end as usize];
        let inside =
            own.first().is_some_and(|u| u.start <= start) && own.last().is_some_and(|u| u.end > start);
        let (from, near) = if inside { (self.units.start, own) } else { (0, units) };
        Some(from + near.partition_point(|u| u.end <= start) as u32)
    }

    /// `simple`, `perfect`, `progressive`, `perfect progressive`.
    pub fn aspect(&self) -> &'static str {
        match (self.perfect, self.progressive) {
            (false, false) => "simple",
            (true, false) => "perfect",
            (false, true) => "progressive",
            (true, true) => "perfect progressive",
        }
    }
}

/// An enumeration whose values have names in the output.
macro_rules! named {
    ($(#[$about:meta])* $type:ident { $($value:ident $name:literal $doc:literal,)* }) => {
        $(#[$about])*
        #[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $type {
            $(#[doc = $doc] $value,)*
        }

        impl $type {
            /// All values with their names, in order.
            pub const ALL: &'static [($type, &'static str)] = &[$(($type::$value, $name)),*];

            /// The name of the value.
            pub fn as_str(self) -> &'static str {
                $type::ALL[self as usize].1
            }

            /// The value of a name.
            pub fn parse(name: &str) -> Option<$type> {
                $type::ALL.iter().find(|(_, n)| *n == name).map(|(value, _)| *value)
            }
        }
    };
}

named! {
    /// What a clause is to its sentence.
    ClauseKind {
        Main "main" "The main clause.",
        Fragment "fragment" "What stands for a main clause in a sentence that has no verb.",
        Coordinate "coordinate" "Joined to another: *and he left*.",
        Complement "complement" "What is said, thought, clear: *that he left*.",
        Question "question" "An embedded question: *whether he left*.",
        Relative "relative" "*who left*.",
        Conditional "conditional" "*if he leaves*, *had he left*.",
        Concessive "concessive" "*although he left*.",
        Causal "causal" "*because he left*.",
        Temporal "temporal" "*when he left*.",
        Purpose "purpose" "*so that he left*, *in order to leave*.",
        Comparative "comparative" "*than he left*, *as he left*.",
        Participial "participial" "*having left*, *driven by fear*.",
        Infinitival "infinitival" "*to leave*.",
        Parenthetical "parenthetical" "In brackets.",
        Quotation "quotation" "Words in quotation marks that a frame reports: *\"He left,\" she said*.",
        Frame "frame" "The words that report, within or after what they report: *..., she said*.",
    }
}

named! {
    /// Verbs that do the work of modals, with the verb after *to*.
    Semi {
        GoingTo "going to" "*is going to fall*",
        HaveTo "have to" "*has to go*",
        UsedTo "used to" "*used to go*",
        BeTo "be to" "*is to meet*",
    }
}

named! {
    /// Statement, question or order.
    Mood {
        Indicative "indicative" "*He goes.*",
        Imperative "imperative" "*Go!*",
        Interrogative "interrogative" "*Does he go?*",
    }
}

named! {
    /// Clauses whose subject or main point stands elsewhere.
    Construction {
        Existential "existential" "*There is no plan.*",
        Extraposition "extraposition" "*It is clear that it fails.*",
        Cleft "cleft" "*It was fear that drove them.*",
        PseudoCleft "pseudo-cleft" "*What they need is time.*",
    }
}

named! {
    /// What stands after a form of *be*.
    ComplementKind {
        Adjective "adjective" "*The plan is **reckless**.*",
        Noun "noun" "*It is a **mistake**.*",
        Prepositional "prepositional" "*It is **in** force.*",
        Clause "clause" "*The fact is **that** it fails.*",
        Infinitive "infinitive" "*The aim is **to** win.*",
    }
}

/// The complement of a copula.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Complement {
    /// What it is.
    pub kind: ComplementKind,
    /// Its head, as a unit.
    pub head: u32,
}

/// Tense of a finite verb.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Tense {
    /// *said*
    Past,
    /// *says*
    Present,
}

impl Tense {
    /// `past` or `present`.
    pub fn as_str(self) -> &'static str {
        match self {
            Tense::Past => "past",
            Tense::Present => "present",
        }
    }
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
