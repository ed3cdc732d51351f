//! What can be said of a run of words that may be a name, as numbered features.
//!
//! A feature is a *trait* of a word at a *position* (`last.company-word`, `before.in`), a fact about the whole
//! run (`whole.listed-state`), or what the rest of the article says (`article.surname`). Traits are shapes, word
//! classes, memberships of the lists of `names.toml` that begin with `name.`, and single-word rows of the tables.

/// What a run of words may be. The first four are mentions; `OTHER` is a name of what is no actor (an event, a
/// document, a work), `NONE` a word outside of names.
pub(super) mod label {
    pub const PERSON: usize = 0;
    pub const ORGANIZATION: usize = 1;
    pub const PLACE: usize = 2;
    pub const PEOPLE: usize = 3;
    pub const OTHER: usize = 4;
    pub const NONE: usize = 5;
    pub const COUNT: usize = 6;
    pub const NAMES: [&str; COUNT] = ["person", "organization", "place", "people", "other", "none"];
}

/// One weight a label; two lanes stay empty so that rows add up as vectors.
pub(super) type Row = [i32; 8];

/// A set of traits.
pub(super) type Traits = u128;

/// Declares the traits that every word is looked at for, as constants of one bit each.
macro_rules! traits {
    ($($constant:ident $name:literal),* $(,)?) => {
        /// The traits that are not lists.
        pub(super) mod traits {
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            #[repr(u8)]
            enum Bit { $($constant),* }
            $(pub const $constant: u128 = 1 << (Bit::$constant as u8);)*
            pub const NAMES: &[&str] = &[$($name),*];
        }
    };
}

traits! {
    CAP "capital", HEADLINE "capital-in-headline", SHOUT "capital-in-capitals", UPPER "capitals",
    INITIAL "initial", NUMBER "number", YEAR "year", LOWER "lower", MARK "mark", POSSESSIVE "possessive",
    MIXED "mixed-case", DOTTED "dotted", HYPHEN "hyphen", COMMA "comma", OPEN "bracket-open",
    CLOSE "bracket-close", QUOTE "quote", STOP "stop", COLON "colon", EDGE "edge", GIVEN "given-name",
    SURNAME "surname", GIVEN_WORD "given-name-or-word", SURNAME_WORD "surname-or-word", NOUN "noun", VERB "verb",
    ADJECTIVE "adjective", ADVERB "adverb", FREQUENT "frequent", FUNCTION "function", UNKNOWN "unknown",
    SEEN_LOWER "seen-lower", SEEN_CAPITAL "seen-capital", TITLE "title", HONORIFIC "honorific",
    STATE "listed-state", LISTED_PLACE "listed-place", LISTED_PEOPLE "listed-people",
    LISTED_ORGANIZATION "listed-organization", LISTED_PERSON "listed-person", PLACE_ENDING "place-ending",
    SURNAME_ENDING "surname-ending", PEOPLE_ENDING "people-ending", BODY_ENDING "body-ending", SHORT "short",
    PLURAL "plural",
}

/// Bits that remain for the word classes of `rules/clauses`, then for lists.
pub(super) const FIRST_CLASS: usize = 48;
pub(super) const FIRST_LIST: usize = 64;

/// Where a word stands in or beside the run.
#[derive(Copy, Clone, Debug)]
pub(super) enum Position {
    Only,
    OnlyStart,
    First,
    FirstStart,
    Last,
    Inner,
    Before,
    Before2,
    After,
    After2,
}

const POSITIONS: [&str; 22] = [
    "only",
    "only-start",
    "first",
    "first-start",
    "last",
    "inner",
    "before",
    "before2",
    "after",
    "after2",
    "before-listed",
    "before-acronym",
    "before-personal",
    "before-ordinary",
    "before-unknown",
    "before-several",
    "after-listed",
    "after-acronym",
    "after-personal",
    "after-ordinary",
    "after-unknown",
    "after-several",
];

/// What a run looks like by itself: the words beside it weigh differently for each.
#[derive(Copy, Clone, Debug)]
pub(super) enum Look {
    /// In the tables.
    Listed,
    /// One word in capitals.
    Acronym,
    /// With a given name or surname where one belongs.
    Personal,
    /// One ordinary word.
    Ordinary,
    /// One word that no list has.
    Unknown,
    /// Several words.
    Several,
}

/// The position before or after a run that looks like this.
pub(super) fn beside(after: bool, look: Look) -> usize {
    10 + usize::from(after) * 6 + look as usize
}

/// Facts about the whole run.
pub(super) const WHOLE: [&str; 54] = [
    "two-words",
    "three-words",
    "four-words",
    "more-words",
    "sentence-start",
    "after-quote",
    "listed-state",
    "listed-place",
    "listed-capital",
    "listed-organization",
    "listed-acronym",
    "listed-person",
    "listed-surname",
    "listed-people",
    "listed-seat",
    "inside-listed",
    "crosses-listed",
    "begins-with-listed-place",
    "begins-with-listed-people",
    "begins-with-listed-state",
    "begins-with-listed-organization",
    "ends-with-listed-place",
    "ends-with-listed-person",
    "ends-with-listed-organization",
    "has-of",
    "has-and",
    "has-other-preposition",
    "has-the",
    "has-inner-possessive",
    "hyphen-before",
    "hyphen-after",
    "in-brackets",
    "acronym",
    "given-and-surname",
    "with-initial",
    "ends-with-stop",
    "region-start",
    "region-end",
    "in-headline",
    "in-capitals",
    "whole-sentence",
    "given-and-unknown",
    "unknown-and-surname",
    "listed-word",
    "has-number",
    "has-particle",
    "in-quotes",
    "all-unknown",
    "listed-and",
    "of-listed",
    "in-figures",
    "before-figure",
    "after-figure",
    "dateline",
];

/// What the rest of the article says about the run.
pub(super) const ARTICLE: [&str; 42] = [
    "same-form-person",
    "same-form-organization",
    "same-form-place",
    "same-form-people",
    "same-form-other",
    "same-form-none",
    "surname",
    "given-name",
    "part-of-organization",
    "part-of-place",
    "part-of-other",
    "acronym-of-organization",
    "ends-with-surname",
    "begins-organization",
    "begins-place",
    "ends-organization",
    "beside-person",
    "beside-organization",
    "beside-place",
    "beside-people",
    "beside-other",
    "beside-none",
    "before-person",
    "before-organization",
    "before-place",
    "before-people",
    "before-other",
    "before-none",
    "brackets-person",
    "brackets-organization",
    "brackets-place",
    "brackets-people",
    "brackets-other",
    "brackets-none",
    "after-place-comma",
    "before-place-comma",
    "begins-company",
    "called-person",
    "called-organization",
    "called-place",
    "called-other",
    "thing",
];

/// How many traits there may be.
pub(super) const TRAITS: usize = 128;
pub(super) const FIRST_WHOLE: usize = POSITIONS.len() * TRAITS;
pub(super) const FIRST_ARTICLE: usize = FIRST_WHOLE + 64;
/// The label of the run before, if it touches this one; `label::COUNT` is the start of the region.
pub(super) const FIRST_FOLLOWS: usize = FIRST_ARTICLE + 64;
pub(super) const FEATURES: usize = FIRST_FOLLOWS + label::COUNT + 1;

/// The names of all features, in the order of their numbers; empty where a number is not in use.
pub(super) fn feature_names(lists: &[String]) -> Vec<String> {
    let mut names = vec![String::new(); FEATURES];
    for (p, position) in POSITIONS.iter().enumerate() {
        let built_in = traits::NAMES.iter().enumerate();
        let classes = crate::lexicon::CLASSES.iter().enumerate().map(|(n, name)| (FIRST_CLASS + n, name));
        for (bit, name) in built_in.chain(classes) {
            names[p * TRAITS + bit] = format!("{position}.{name}");
        }
        for (n, name) in lists.iter().enumerate() {
            names[p * TRAITS + FIRST_LIST + n] = format!("{position}.{name}");
        }
    }
    for (n, name) in WHOLE.iter().enumerate() {
        names[FIRST_WHOLE + n] = format!("whole.{name}");
    }
    for (n, name) in ARTICLE.iter().enumerate() {
        names[FIRST_ARTICLE + n] = format!("article.{name}");
    }
    for (n, name) in label::NAMES.iter().chain(&["start"]).enumerate() {
        names[FIRST_FOLLOWS + n] = format!("follows.{name}");
    }
    names
}
