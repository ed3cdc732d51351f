//! [`blocks`]: text to paragraphs, headings, list items and notes.
//!
//! In: the text. Out: blocks in order, not overlapping, covering every character that is not white space. Kinds
//! that words decide (furniture, bylines) are left to `furniture`.

use crate::article::{Block, Kind};
use crate::span::Span;

/// A heading is at most so many bytes.
const HEADING: usize = 120;
/// Lines of hard-wrapped text are at most so many bytes.
const WRAPPED: usize = 100;

/// The blocks of a text.
pub fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].is_empty() {
            at += 1;
            continue;
        }
        let end = at + lines[at..].iter().position(|l| l.is_empty()).unwrap_or(lines.len() - at);
        group(text, &lines[at..end], &mut blocks);
        at = end;
    }
    headings(text, &mut blocks);
    let mut paragraph = 0;
    for block in &mut blocks {
        paragraph += 1;
        block.paragraph = paragraph;
    }
    blocks
}

/// The lines of a text without white space at their ends; an empty span for a blank line.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
        // `\r\n` is one line break.
        if end > start || text.as_bytes().get(end) == Some(&b'\r') || !text[..end].ends_with('\r') {
            lines.push(Span::new(start, end).trimmed(text));
        }
        start = end + 1;
    }
    lines
}

/// Lines without a blank one between: one wrapped paragraph, or one paragraph each.
fn group(text: &str, lines: &[Span], blocks: &mut Vec<Block>) {
    let wrapped = is_wrapped(lines);
    let mut open: Option<Block> = None;
    for line in lines {
        let start = kind_of_start(line.of(text));
        let joins = wrapped && start == Start::Plain && open.is_some_and(|b| b.kind != Kind::Heading);
        match (&mut open, joins) {
            (Some(block), true) => block.span.end = line.end,
            _ => {
                blocks.extend(open.take());
                let kind = match start {
                    Start::Plain => Kind::Body,
                    Start::Item => Kind::Item,
                    Start::Heading => Kind::Heading,
                    Start::Note => Kind::Footnote,
                };
                open = Some(Block { span: *line, kind, paragraph: 0 });
            }
        }
    }
    blocks.extend(open);
}

/// Whether a run of lines is one paragraph broken at some width: no line is long, and all but the last reach
/// more than half of the longest.
fn is_wrapped(lines: &[Span]) -> bool {
    let Some((_, before)) = lines.split_last() else { return false };
    let longest = lines.iter().map(|l| l.len()).max().unwrap_or(0);
    // Two lines may be a title with a second one below it.
    let least = if lines.len() > 2 { 40 } else { 50 };
    let short = before.iter().filter(|l| l.len() * 2 < longest).count();
    (least..=WRAPPED).contains(&longest) && short * 8 <= before.len()
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Start {
    Plain,
    Item,
    Heading,
    Note,
}

/// What the first characters of a line say: Markdown marks, bullets, numbers, note marks.
fn kind_of_start(line: &str) -> Start {
    let bytes = line.as_bytes();
    match bytes {
        [b'#', rest @ ..] if line.trim_start_matches('#').starts_with(' ') && rest.len() < 200 => {
            Start::Heading
        }
        [b'-' | b'*' | b'+', b' ', ..] => Start::Item,
        [b'[', ..] => {
            let close = bytes.iter().take(8).position(|b| *b == b']');
            let mark = close.is_some_and(|c| bytes[1..c].iter().all(|b| b.is_ascii_digit() || *b == b'^'));
            let next = close.and_then(|c| bytes.get(c + 1));
            if mark && matches!(next, Some(b':' | b' ')) { Start::Note } else { Start::Plain }
        }
        [b'0'..=b'9', ..] => {
            let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            match &bytes[digits..] {
                [b'.' | b')', b' ', ..] if digits <= 2 => Start::Item,
                _ => Start::Plain,
            }
        }
        [b'a'..=b'h', b')', b' ', ..] => Start::Item,
        _ if line.starts_with("• ") || line.starts_with("· ") || line.starts_with("◦ ") => Start::Item,
        _ => Start::Plain,
    }
}

/// Short lines that stand alone without a final stop are headings, if there is prose around them; a single
/// line or sentence is body whatever it looks like.
fn headings(text: &str, blocks: &mut [Block]) {
    let prose = blocks.iter().filter(|b| b.kind == Kind::Body && b.span.len() > HEADING).count();
    if blocks.len() < 3 || prose == 0 {
        return;
    }
    for i in 0..blocks.len() {
        let block = blocks[i];
        if block.kind != Kind::Body || block.span.len() > HEADING || !is_title(block.span.of(text)) {
            continue;
        }
        // The last line of a text is no heading of anything.
        if i + 1 < blocks.len() {
            blocks[i].kind = Kind::Heading;
        }
    }
}

/// No stop at its end, an upper-case letter or figure at its start, and capitals or shortness on its side.
fn is_title(line: &str) -> bool {
    let last = line.trim_end_matches(['”', '"', '’', '\'', ')', '*', '_']).chars().last();
    if last.is_none_or(|c| matches!(c, '.' | '!' | ',' | ';' | ':' | '…'))
        || line.starts_with(['“', '"', '<', '('])
    {
        return false;
    }
    let first = line.chars().find(|c| c.is_alphanumeric());
    if !first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()) {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let capitals = words.iter().filter(|w| w.chars().next().is_some_and(char::is_uppercase)).count();
    words.len() <= 10 || capitals * 2 >= words.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        blocks(text).iter().map(|b| (b.kind, b.span.of(text))).collect()
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_long_ones_are_many() {
        let wrapped = "The council met on the bridge and argued for an hour about\nwho should pay for the new lamps, until it rained.\n\nNext.";
        assert_eq!(kinds(wrapped).len(), 2);
        let long = format!("{}.\n{}.\n", "word ".repeat(40), "more ".repeat(40));
        assert_eq!(kinds(&long).len(), 2);
    }

    #[test]
    fn a_heading_needs_prose_around_it() {
        assert_eq!(kinds("A short line without a stop")[0].0, Kind::Body);
        let text = format!("The Long Way Home\n\n{}.\n\n{}.", "word ".repeat(40), "word ".repeat(40));
        assert_eq!(kinds(&text)[0].0, Kind::Heading);
    }

    #[test]
    fn markdown_marks_tell_headings_items_and_notes() {
        let text = "# Title\n\n- one\n- two\n\n1. first\n\n[^1]: A note.";
        let found: Vec<Kind> = kinds(text).into_iter().map(|k| k.0).collect();
        assert_eq!(found, [Kind::Heading, Kind::Item, Kind::Item, Kind::Item, Kind::Footnote]);
    }

    proptest! {
        #[test]
        fn blocks_are_in_order_and_cover_all_but_white_space(text in "[a-z #.*\n\r1\\)é-]{0,200}") {
            let mut at = 0;
            for block in blocks(&text) {
                prop_assert!(block.span.start as usize >= at && !block.span.is_empty());
                prop_assert!(text[at..block.span.start as usize].trim().is_empty());
                at = block.span.end as usize;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
