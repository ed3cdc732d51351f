//! [`mark`]: which short lines are titles and section headings.
//!
//! Marks (`#`, underlining) were seen by `layout` and words by `furniture`. What is left is judged by the line
//! and its neighbours: a heading is short, ends without a stop, and has prose below it. So a record of one
//! sentence, or a last line, is never one.

use super::layout::Piece;
use super::lines::{First, Last};
use super::markers::Marker;
use crate::article::Kind;

/// A heading inside the text has at most so many bytes; a title may have half as many again.
const LONGEST: usize = 100;

/// Sets the kind of the pieces that are headings.
pub(super) fn mark(text: &str, pieces: &mut [Piece]) {
    let Some(first_prose) = pieces.iter().position(|p| p.is_prose() && p.span.len() > 60) else { return };
    let counts = |p: &Piece| matches!(p.kind, Kind::Body | Kind::Item | Kind::Heading);
    // The nearest pieces above and below that are neither furniture nor bylines, from the end of the text on.
    let mut below: Option<usize> = None;
    let mut above = pieces.len();
    for i in (0..pieces.len()).rev() {
        let piece = pieces[i];
        if !counts(&piece) {
            continue;
        }
        let Some(next) = below.replace(i) else { continue };
        above = above.min(i);
        while above > 0 && (above == i || !counts(&pieces[above])) {
            above -= 1;
        }
        let before = Some(&pieces[above]).filter(|p| above < i && counts(p));
        if i < first_prose && is_title(text, &piece) || is_heading(text, &piece, before, &pieces[next]) {
            pieces[i].kind = Kind::Heading;
        }
    }
}

/// Whether a piece above all prose is a title or a line that goes with it.
fn is_title(text: &str, piece: &Piece) -> bool {
    let line = piece.span.of(text);
    let ends = match piece.last {
        Last::Open => true,
        Last::Question => line.len() <= LONGEST,
        // *LIGHT THE LAMP!*
        Last::Stop => !line.contains(char::is_lowercase),
        Last::Colon | Last::Comma => false,
    };
    // Sentences within, as in a lead whose stop was lost.
    let ends = ends && (in_capitals(line) || !line.contains(". "));
    piece.kind == Kind::Body
        && piece.marker == Marker::None
        && piece.lines <= 3
        && piece.span.len() <= LONGEST * 3 / 2
        && piece.first != First::Lower
        && ends
}

/// Whether a piece heads the next one.
fn is_heading(text: &str, piece: &Piece, above: Option<&Piece>, below: &Piece) -> bool {
    let line = piece.span.of(text);
    let short = piece.lines <= 2 && line.len() <= LONGEST && piece.first != First::Lower;
    if !short || !matches!(piece.last, Last::Open | Last::Question) {
        return false;
    }
    // *He put it like this:* and then a verse.
    if above.is_some_and(|a| matches!(a.last, Last::Colon | Last::Comma)) {
        return false;
    }
    // A paragraph may be cut short by the end of a page.
    let prose = below.kind == Kind::Body && (below.is_prose() || below.span.len() > 60);
    let prose_below = prose || below.kind == Kind::Heading;
    let words = line.split_whitespace().count();
    match (piece.kind, piece.marker) {
        // `2. The road ahead` heads a paragraph; in a list, its neighbours are items.
        (Kind::Item, Marker::Numbered) => {
            prose_below && words <= 12 && above.is_none_or(|a| a.kind != Kind::Item)
        }
        (Kind::Body, Marker::None) if !prose_below || line.starts_with(['"', '“', '‘']) => false,
        (Kind::Body, Marker::None) if piece.last == Last::Question => words <= 14 && is_titled(line, words),
        (Kind::Body, Marker::None) if in_capitals(line) => words <= 14,
        // *What comes next*: nothing but its shortness tells, so that its neighbours must be full paragraphs.
        (Kind::Body, Marker::None) => {
            let full = |p: &Piece| p.kind == Kind::Heading || matches!(p.last, Last::Stop | Last::Question);
            let long = below.span.len() > 60.max(2 * line.len());
            piece.last == Last::Open && words <= 9 && long && above.is_none_or(full)
        }
        _ => false,
    }
}

/// Whether all long words begin with a capital: *The Lamp on the Pier*, *THE LAMP ON THE PIER*. One lower-case word that
/// is no link, and the line is a sentence.
fn in_capitals(line: &str) -> bool {
    let mut capitals = 0;
    for word in line.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/')) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        match word.chars().next() {
            Some(c) if c.is_uppercase() => capitals += 1,
            Some(c) if c.is_lowercase() && word.len() > 4 && !LINKS.contains(&word) => return false,
            _ => {}
        }
    }
    capitals > 0
}

/// Whether a question is a heading: *What Do We Owe the Sea?*, but not *And then what?*
fn is_titled(line: &str, words: usize) -> bool {
    let capitals = || line.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).count();
    in_capitals(line) && capitals() * 2 > words
}

/// Words of five letters and more that titles leave in lower case.
const LINKS: [&str; 14] = [
    "about", "above", "after", "against", "among", "before", "behind", "below", "between", "beyond", "under",
    "until", "versus", "without",
];

#[cfg(test)]
mod tests {
    use super::super::layout::pieces;
    use super::*;

    const PROSE: &str = "The lamp on the old pier has been dark since the storm in March, and nobody seems to know \
                         whose task it is to mend it, or who would pay for the oil.";

    fn headings(text: &str) -> Vec<&str> {
        let mut pieces = pieces(text);
        mark(text, &mut pieces);
        pieces.iter().filter(|p| p.kind == Kind::Heading).map(|p| p.span.of(text)).collect()
    }

    #[test]
    fn a_heading_needs_prose_below_it() {
        assert!(headings("The Lamp on the Pier").is_empty());
        assert!(headings("The Lamp on the Pier\n\nThe Oil").is_empty());
        assert_eq!(
            headings(&format!("The Lamp on the Pier\n\n{PROSE}\n\nThe Oil")),
            ["The Lamp on the Pier"]
        );
    }

    #[test]
    fn titles_stand_above_all_prose_and_may_be_long_or_ask() {
        let text = format!("Who will pay for the lamp?\nA short history of oil\n\n{PROSE}\n\n{PROSE}");
        assert_eq!(headings(&text), ["Who will pay for the lamp?", "A short history of oil"]);
    }

    #[test]
    fn section_headings_are_found_in_any_style() {
        for heading in
            ["THE OIL", "The Price of Oil", "What comes next", "2. The price of oil", "IV. The oil"]
        {
            let text = format!("{PROSE}\n\n{heading}\n\n{PROSE}");
            assert_eq!(headings(&text), [heading]);
        }
    }

    #[test]
    fn sentences_and_verses_are_no_headings() {
        for line in ["He did not pay.", "and so on", "\"Not a drop\"", "Pay up,"] {
            assert!(headings(&format!("{PROSE}\n\n{line}\n\n{PROSE}")).is_empty(), "{line}");
        }
        assert!(headings(&format!("{PROSE} He sang:\n\nThe Lamp Is Dark\n\n{PROSE}")).is_empty());
    }
}
