//! [`marker`]: what the first characters of a line say it is, in Markdown and in plain text.

use super::lines::{First, Line};

/// What a line is by its first characters.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// Nothing: running text.
    None,
    /// `# Heading`, with its level.
    Heading(u8),
    /// `- item`, `• item`, `a) item`.
    Item,
    /// `1. item` or `IV. item`: a list item, or a numbered heading.
    Numbered,
    /// `> quoted`
    Quote,
    /// `[^1]: note`, `[1] note`, `¹ note`
    Note,
    /// `![picture](address)`
    Picture,
    /// A row of a table: `| a | b |`
    Row,
    /// `====`: underlines a heading of the first level.
    Equals,
    /// `----`: underlines a heading of the second level, or divides.
    Dashes,
    /// Any other line without a letter or figure: `* * *`.
    Divider,
}

/// The marker of a line.
pub(super) fn marker(line: &Line, text: &str) -> Marker {
    let text = line.span.of(text);
    let bytes = text.as_bytes();
    if line.first == First::Other && !text.chars().any(char::is_alphanumeric) {
        return match bytes {
            _ if bytes.len() > 2 && bytes.iter().all(|b| *b == b'=') => Marker::Equals,
            _ if bytes.len() > 2 && bytes.iter().all(|b| *b == b'-') => Marker::Dashes,
            _ => Marker::Divider,
        };
    }
    match bytes {
        [b'#', ..] => {
            let level = bytes.iter().take_while(|b| **b == b'#').count();
            match bytes.get(level) {
                Some(b' ' | b'\t') if level <= 6 => Marker::Heading(level as u8),
                _ => Marker::None,
            }
        }
        [b'-' | b'*' | b'+', b' ' | b'\t', ..] => Marker::Item,
        [b'>', ..] => Marker::Quote,
        [b'!', b'[', ..] => Marker::Picture,
        [b'|', .., b'|'] => Marker::Row,
        [b'[', b'^', ..] => Marker::Note,
        [b'[', b'0'..=b'9', ..] => match closed(&bytes[1..], b']') {
            true => Marker::Note,
            false => Marker::None,
        },
        // `(a) item`, `(iv) item`, `(2) item`
        [b'(', b'0'..=b'9' | b'a'..=b'z', ..] if closed(&bytes[1..], b')') => Marker::Item,
        [b'0'..=b'9', ..] => {
            let digits = bytes.iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
            match (&bytes[..digits], &bytes[digits..]) {
                // `3. item`, but neither `1998. The year ...` nor `3.5 per cent`.
                ([number @ .., b'.'], [b' ' | b'\t', ..]) if number.len() <= 2 => Marker::Numbered,
                (number, [b')', b' ' | b'\t', ..]) if number.len() <= 2 => Marker::Item,
                _ => Marker::None,
            }
        }
        [b'a'..=b'z', b')', b' ', ..] => Marker::Item,
        [b'i' | b'v' | b'x', ..] if closed(bytes, b')') => Marker::Item,
        [b'I' | b'V' | b'X', ..] => match bytes.iter().position(|b| !matches!(b, b'I' | b'V' | b'X')) {
            Some(end) if bytes[end] == b'.' && bytes.get(end + 1) == Some(&b' ') => Marker::Numbered,
            _ => Marker::None,
        },
        [0xC2 | 0xE2, ..] => match text.chars().next() {
            Some('•' | '·' | '◦' | '‣' | '▪' | '●' | '○' | '■' | '□' | '►' | '➢' | '⁃') => {
                Marker::Item
            }
            Some('¹' | '²' | '³' | '⁴'..='⁹') => Marker::Note,
            _ => Marker::None,
        },
        _ => Marker::None,
    }
}

/// Whether a number or a short Roman one or a letter is closed by `close` and a space: `12] `, `iv) `, `b) `.
fn closed(bytes: &[u8], close: u8) -> bool {
    let end = bytes.iter().take(5).position(|b| *b == close);
    let inner = |inner: &[u8]| {
        inner.len() <= 3 && inner.iter().all(u8::is_ascii_digit)
            || inner.len() <= 4 && inner.iter().all(|b| matches!(b, b'i' | b'v' | b'x'))
            || inner.len() == 1 && inner[0].is_ascii_lowercase()
    };
    end.is_some_and(|end| end > 0 && inner(&bytes[..end]) && bytes.get(end + 1) == Some(&b' '))
}

/// Whether a line is a page number and nothing else: `7`, `- 7 -`, `Page 3 of 12`, `p. 4`, `3/12`.
#[inline]
pub(super) fn is_folio(line: &str) -> bool {
    line.len() <= 20 && line.bytes().any(|b| b.is_ascii_digit()) && is_numbered(line)
}

/// The same for a short line with a figure.
fn is_numbered(line: &str) -> bool {
    let mut parts = line.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty());
    let number = |p: &str| p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit());
    let word = |p: &str| ["page", "of", "p", "pg"].iter().any(|w| p.eq_ignore_ascii_case(w));
    // Two numbers need a word or a slash between them: `3/12`, but not `7-5`, a score.
    let numbers = line.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).count();
    let parted =
        numbers == 1 || numbers == 2 && (line.contains('/') || line.to_ascii_lowercase().contains("of"));
    let marks = !line.contains(['%', '$', '€', '£', ':', '+', '=', '#', '[', '!', '?', ',']);
    parted && marks && line.is_ascii() && parts.all(|p| number(p) || word(p))
        || line.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '–' | '—' | '|' | '·' | '-'))
            && numbers == 1
}

#[cfg(test)]
mod tests {
    use super::super::lines::Lines;
    use super::*;

    #[test]
    fn markers_are_known_by_their_first_characters() {
        let cases = [
            ("## A lamp", Marker::Heading(2)),
            ("#lamp is a tag", Marker::None),
            ("- oil", Marker::Item),
            ("*Oil* is dear.", Marker::None),
            ("a) oil", Marker::Item),
            ("(iv) oil", Marker::Item),
            ("(in fact) oil", Marker::None),
            ("I. Oil", Marker::Numbered),
            ("I think so.", Marker::None),
            ("2. Oil", Marker::Numbered),
            ("2.5 per cent", Marker::None),
            ("1998. A bad year.", Marker::None),
            ("[^n1]: Oil.", Marker::Note),
            ("[12] Oil.", Marker::Note),
            ("[sic] Oil.", Marker::None),
            ("> Oil", Marker::Quote),
            ("• oil", Marker::Item),
            ("* * *", Marker::Divider),
            ("=====", Marker::Equals),
        ];
        for (text, expected) in cases {
            assert_eq!(marker(&Lines::of(text).lines[0], text), expected, "{text}");
        }
    }

    #[test]
    fn page_numbers_are_told_from_other_figures() {
        for line in ["7", "- 7 -", "– 12 –", "Page 3 of 12", "p. 4", "3/12", "PAGE 9"] {
            assert!(is_folio(line), "{line}");
        }
        for line in
            ["7-5", "9:15", "12%", "$12", "[1]", "20!", "12 March", "Chapter 3", "1998 to 2003 was long"]
        {
            assert!(!is_folio(line), "{line}");
        }
    }
}
