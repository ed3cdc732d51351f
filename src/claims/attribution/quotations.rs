//! [`quotations`]: which sentences stand in somebody else's words, from the quotation marks of the whole article.
//!
//! In: the units of an article by sentence. Out: for each sentence how far it is [`Quoted`]. A quotation may run over
//! several sentences, and over paragraphs where each repeats the opening mark. Of one that is never closed,
//! only the sentence is quoted that it begins. Single marks open a quotation only at the start of a
//! sentence or after a colon or comma, and close it only next to a stop: elsewhere they are apostrophes. Two accents or
//! apostrophes are a double mark.

use crate::analysis::Sentence;
use crate::words::{Unit, bits};
use std::ops::Range;

/// How far a sentence is in quotation marks.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Quoted {
    /// Not at all, or in part.
    #[default]
    No,
    /// From its first word to its last; the quotation begins here.
    Whole,
    /// It goes on with a quotation that an earlier sentence opened.
    Continued,
}

/// A quotation of more sentences than this is taken for a mark that was lost.
const LONGEST: usize = 16;

/// A mark, as far as the characters around it tell.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Mark {
    Opens(Kind),
    Closes(Kind),
}

#[derive(Copy, Clone, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
}

/// A quotation that waits for its end.
struct Open {
    kind: Kind,
    sentence: usize,
    /// Nothing but marks stands before it in its sentence.
    first: bool,
}

/// How far each sentence is quoted.
pub fn quotations(text: &str, units: &[Unit], ranges: &[Range<u32>], sentences: &[Sentence]) -> Vec<Quoted> {
    let mut found = vec![Quoted::No; ranges.len()];
    let mut open: Option<Open> = None;
    // A quotation without an end. Words between single marks, as in *'Vogel' means bird*, have one.
    let lose = |lost: &Open, found: &mut [Quoted]| {
        let range = &ranges[lost.sentence];
        let own = &units[range.start as usize..range.end as usize];
        let apostrophe = |pair: &[Unit]| {
            matches!(pair[0].span().of(text), "'" | "’")
                && pair[0].is(bits::GLUED)
                && !pair[1].is(bits::GLUED)
        };
        if lost.first && (lost.kind == Kind::Double || !own.windows(2).any(apostrophe)) {
            found[lost.sentence] = Quoted::Whole;
        }
    };
    for (number, range) in ranges.iter().enumerate() {
        let own = &units[range.start as usize..range.end as usize];
        let start = own.iter().position(|u| !u.is(bits::MARK)).unwrap_or(own.len());
        if let Some(quotation) = &mut open
            && sentences[number].paragraph != sentences[number - 1].paragraph
        {
            let again = (0..start).any(|at| mark(text, own, at) == Some(Mark::Opens(quotation.kind)));
            if !again || number - quotation.sentence > LONGEST {
                open.take().inspect(|o| lose(o, &mut found));
            }
        }
        for at in (0..own.len()).filter(|at| own[*at].is(bits::MARK)) {
            match mark(text, own, at) {
                // The mark that a new paragraph repeats.
                Some(Mark::Opens(kind))
                    if at < start
                        && open.as_ref().is_some_and(|o| o.kind == kind && o.sentence < number)
                        && sentences[number].paragraph != sentences[number - 1].paragraph => {}
                // A single mark within double ones is a quotation of the quoted.
                Some(Mark::Opens(Kind::Single)) if open.as_ref().is_some_and(|o| o.kind == Kind::Double) => {}
                Some(Mark::Opens(kind)) => {
                    let lost = open.replace(Open { kind, sentence: number, first: at < start });
                    lost.inspect(|o| lose(o, &mut found));
                }
                Some(Mark::Closes(kind)) if open.as_ref().is_some_and(|o| o.kind == kind) => {
                    let quotation = open.take().expect("it is open");
                    if quotation.first && (quotation.sentence < number || last(own, at)) {
                        found[quotation.sentence] = Quoted::Whole;
                    }
                    if number - quotation.sentence <= LONGEST {
                        found[quotation.sentence + 1..number.max(quotation.sentence + 1)]
                            .fill(Quoted::Continued);
                        if number > quotation.sentence && at >= start {
                            found[number] = Quoted::Continued;
                        }
                    }
                }
                _ => {}
            }
        }
    }
    open.inspect(|o| lose(o, &mut found));
    found
}

/// Whether nothing but marks that end a sentence follows.
fn last(own: &[Unit], at: usize) -> bool {
    own[at + 1..].iter().all(|u| u.is(bits::MARK) && !u.is(bits::QUOTE | bits::BREAK))
}

/// What the mark at `at` of a sentence does, if it is a quotation mark.
fn mark(text: &str, units: &[Unit], at: usize) -> Option<Mark> {
    let unit = units[at];
    // Quotation marks are ASCII, or begin with one of these bytes; most marks are stops.
    let first = text.as_bytes()[unit.start as usize];
    if !unit.is(bits::MARK) || !matches!(first, b'"' | b'\'' | b'`' | 0xc2..) {
        return None;
    }
    let before = at.checked_sub(1).map(|b| units[b]);
    let next = units.get(at + 1);
    let glued = before.is_some() && unit.is(bits::GLUED);
    let leads = next.is_some_and(|n| n.is(bits::GLUED) && !matches!(n.span().of(text), "." | ","));
    let stops = |u: Unit| matches!(u.span().of(text), "." | "," | "?" | "!" | "…");
    let twice = |u: Option<Unit>| u.is_some_and(|u| u.span().of(text) == unit.span().of(text));
    match unit.span().of(text) {
        "`" if twice(next.copied()) => Some(Mark::Opens(Kind::Double)),
        "'" if glued && twice(before) => Some(Mark::Closes(Kind::Double)),
        "'" if next.is_some_and(|n| n.is(bits::GLUED)) && twice(next.copied()) => None,
        "“" | "«" | "„" => Some(Mark::Opens(Kind::Double)),
        "”" | "»" => Some(Mark::Closes(Kind::Double)),
        "\"" if !glued && leads => Some(Mark::Opens(Kind::Double)),
        "\"" if glued
            && before.is_some_and(|b| matches!(b.span().of(text), "(" | "[" | "—" | "–"))
            && leads =>
        {
            Some(Mark::Opens(Kind::Double))
        }
        "\"" => Some(Mark::Closes(Kind::Double)),
        "‘" | "'" if !glued && before.is_none_or(|b| matches!(b.span().of(text), ":" | ",")) && leads => {
            Some(Mark::Opens(Kind::Single))
        }
        "’" | "'" if glued && (before.is_some_and(stops) || next.copied().is_some_and(stops)) => {
            Some(Mark::Closes(Kind::Single))
        }
        _ => None,
    }
}
