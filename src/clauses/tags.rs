//! [`Tag`]: the word class of a word in its sentence.
//!
//! The names are those of the Penn Treebank (Santorini 1990), with fewer of them where clauses do not need the
//! difference (*NNPS* is *NNP*, *JJR* is *JJ*, ...) and more where they do: finite *be*, *have* and *do* have
//! tags of their own, and so has the conjunction *that* (*CMP*).

/// A word class: an index into [`NAMES`].
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub struct Tag(pub u8);

macro_rules! tags {
    ($($constant:ident $name:literal $doc:literal,)*) => {
        tags!(@number 0u8; $($constant $doc,)*);
        /// The name of every tag, in order.
        pub const NAMES: &[&str] = &[$($name),*];
    };
    (@number $n:expr; $constant:ident $doc:literal, $($rest:tt)*) => {
        #[doc = $doc]
        pub const $constant: Tag = Tag($n);
        tags!(@number $n + 1; $($rest)*);
    };
    (@number $n:expr;) => {};
}

tags! {
    EDGE "EDGE" "Before the first word and after the last.",
    NN "NN" "Noun, singular or mass.",
    NNS "NNS" "Noun, plural.",
    NNP "NNP" "Proper noun.",
    JJ "JJ" "Adjective.",
    RB "RB" "Adverb.",
    VB "VB" "Verb, base form: infinitive, imperative, after a modal.",
    VBP "VBP" "Verb, present, not third person singular.",
    VBZ "VBZ" "Verb, present, third person singular.",
    VBD "VBD" "Verb, past.",
    VBN "VBN" "Past participle.",
    VBG "VBG" "Gerund or present participle.",
    MD "MD" "Modal.",
    BE "BE" "Finite form of *be*.",
    BEB "BEB" "*be*.",
    BEN "BEN" "*been*.",
    BEG "BEG" "*being*.",
    HV "HV" "Finite form of *have*.",
    DO "DO" "Finite form of *do*.",
    TO "TO" "*to*.",
    IN "IN" "Preposition, or conjunction that subordinates.",
    CMP "CMP" "The conjunction *that*.",
    W "W" "*who*, *which*, *what*, *that* as a relative.",
    WRB "WRB" "*when*, *where*, *why*, *how*.",
    DT "DT" "Determiner.",
    PRP "PRP" "Personal pronoun.",
    PRPS "PRP$" "Possessive pronoun before a noun.",
    CC "CC" "Conjunction that coordinates.",
    CD "CD" "Number.",
    EX "EX" "*there* of *there is*.",
    RP "RP" "Particle of a verb.",
    UH "UH" "Interjection.",
    POS "POS" "Possessive *'s*.",
    COMMA "," "Comma.",
    STOP "." "End of a sentence: `.` `?` `!`.",
    COLON ":" "Colon, semicolon, dash, ellipsis.",
    QUOTE "\"" "Quotation mark.",
    OPEN "(" "Opening bracket.",
    CLOSE ")" "Closing bracket.",
    HYPHEN "-" "Hyphen within a word.",
    X "X" "Anything else: symbols, foreign words.",
}

/// How many tags there are.
pub const COUNT: usize = NAMES.len();

/// Length of a table by tag that needs no check of its bounds: [`Tag::index`] is below it.
pub const ROOM: usize = 64;

const _: () = assert!(COUNT <= ROOM);

impl Tag {
    /// The tag of a name.
    pub fn parse(name: &str) -> Option<Tag> {
        NAMES.iter().position(|n| *n == name).map(|n| Tag(n as u8))
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        NAMES[self.0 as usize]
    }

    /// As an index.
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize % ROOM
    }

    /// Whether it is a finite verb by its form: base forms and participles look otherwise.
    pub(super) fn is_plainly_finite(self) -> bool {
        matches!(self, MD | BE | HV | VBZ | VBD)
    }

    /// Whether it is a verb that can stand alone as the verb of a clause: a modal, a finite auxiliary, a finite
    /// form. The base form is none.
    #[inline]
    pub const fn is_finite(self) -> bool {
        matches!(self, VBP | VBZ | VBD | MD | BE | HV | DO)
    }

    /// Whether it is a verb in any form.
    #[inline]
    pub fn is_verb(self) -> bool {
        self.is_finite() || matches!(self, VB | VBN | VBG | BEB | BEN | BEG)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_agree() {
        assert_eq!(Tag::parse("X"), Some(X));
        assert_eq!(PRPS.as_str(), "PRP$");
        assert_eq!(X.index() + 1, COUNT);
    }
}
