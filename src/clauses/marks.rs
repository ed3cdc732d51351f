//! What marks can be, as rows of `rules/clauses/words.csv` say it of words.

/// The tags of marks.
pub(super) const MARKS: &[(char, &str)] = &[
    (',', ","),
    ('.', "."),
    ('?', "."),
    ('!', "."),
    (':', ":"),
    (';', ":"),
    ('(', "("),
    ('[', "("),
    ('{', "("),
    (')', ")"),
    (']', ")"),
    ('}', ")"),
    ('"', "\""),
    ('\'', "\" POS"),
    ('-', "- :"),
    ('/', "- , X"),
    ('%', "NN"),
    ('&', "CC"),
    ('$', "X"),
    ('*', "X :"),
];

/// Marks that are not ASCII, and those that are like them.
pub(super) const WIDE_MARKS: &[(&str, u8)] = &[
    ("“", b'"'),
    ("”", b'"'),
    ("„", b'"'),
    ("«", b'"'),
    ("»", b'"'),
    ("‘", b'\''),
    ("’", b'\''),
    ("–", b';'),
    ("—", b';'),
    ("…", b';'),
    ("•", b'*'),
];
