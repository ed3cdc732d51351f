//! [`Clause`]: one clause with its verb group, and what can be said of it.

use crate::span::Span;
use crate::words::Unit;
use std::ops::Range;

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
