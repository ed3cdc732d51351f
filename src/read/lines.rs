//! [`Lines`]: the lines of a text that hold more than white space, and what their ends look like.
//!
//! Everything the layout is decided from is gathered here in one pass, at a few looks a line: how a line begins,
//! how it ends, how much space is before it, and whether the text as a whole is hard-wrapped.

use crate::span::Span;

/// One line that is not blank.
#[derive(Copy, Clone, Debug)]
pub(super) struct Line {
    /// Without white space at its ends.
    pub span: Span,
    /// Blank lines before it.
    pub gap: u16,
    /// Columns of white space before it.
    pub indent: u16,
    /// Whether a page break (form feed) is before it.
    pub page: bool,
    /// What its first letter or figure is; marks before it (a quote, a bracket) do not count.
    pub first: First,
    /// Whether a mark other than a quote or a bracket is before that, as in lists.
    pub marked: bool,
    /// What it ends in.
    pub last: Last,
}

/// How a line begins.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum First {
    /// With a lower-case letter: most likely it goes on with the line before.
    Lower,
    /// With an upper-case letter.
    Upper,
    /// With a figure.
    Figure,
    /// With anything else.
    Other,
}

/// How a line ends, closing quotes and brackets and note marks apart.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Last {
    /// `.` `!` `…`
    Stop,
    /// `?`
    Question,
    /// `:`
    Colon,
    /// `,` `;` `-`: the sentence goes on.
    Comma,
    /// A word or anything else.
    Open,
}

/// The lines of a text. The room they take is kept for the next text.
#[derive(Default)]
pub(super) struct Lines {
    /// In order, without the blank ones.
    pub lines: Vec<Line>,
    /// If the text is hard-wrapped, the usual length of a full line, in bytes.
    pub width: Option<usize>,
}

/// Lines longer than this are paragraphs, not lines of a hard-wrapped one.
const LONGEST_WRAPPED: usize = 160;
/// Shorter lines were not broken for want of room: titles, names, verses.
const SHORTEST: usize = 30;

impl Lines {
    /// Splits `text` at `\n`, `\r\n` and `\r`.
    pub fn split(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let lines = &mut self.lines;
        lines.clear();
        lines.reserve(bytes.len() / 128 + 1);
        let (mut start, mut gap) = (0, 0u16);
        let mut page = false;
        while start <= bytes.len() {
            let from = start;
            let end = line_end(bytes, from);
            start = end + 1;
            if from == end {
                // The `\n` of `\r\n` ends no further line.
                gap += u16::from(
                    !(from > 0 && bytes[from - 1] == b'\r' && bytes.get(end) == Some(&b'\n')) && gap < 99,
                );
                continue;
            }
            let span = Span::new(from, end).trimmed(text);
            let before = &bytes[from..span.start as usize];
            page |= before.iter().any(is_page_break);
            if span.is_empty() {
                gap = (gap + 1).min(99);
                continue;
            }
            let line = span.of(text);
            let indent =
                before.iter().map(|b| if *b == b'\t' { 4 } else { 1 }).sum::<usize>().min(999) as u16;
            lines.push(Line {
                span,
                gap,
                indent,
                page,
                first: first(line),
                marked: marked(line),
                last: last(line),
            });
            (gap, page) = (0, bytes[span.end as usize..end].iter().any(is_page_break));
        }
        self.undouble();
        self.width = self.measure();
    }

    /// The lines of one text.
    #[cfg(test)]
    pub fn of(text: &str) -> Lines {
        let mut lines = Lines::default();
        lines.split(text);
        lines
    }

    /// Whether a line goes on in the next one, judged by the two alone: *by the name of / the old mill*.
    pub fn runs_on(before: &Line, after: &Line) -> bool {
        after.first == First::Lower && matches!(before.last, Last::Open | Last::Comma)
    }

    /// Text in double spacing has a blank line after every line; these say nothing and are taken out.
    fn undouble(&mut self) {
        let (mut apart, mut together, mut running) = (0, 0, 0);
        for pair in self.lines.windows(2) {
            match pair[1].gap {
                0 => together += 1,
                1 => {
                    apart += 1;
                    running += usize::from(
                        Lines::runs_on(&pair[0], &pair[1]) && pair[0].span.len() <= LONGEST_WRAPPED,
                    );
                }
                _ => {}
            }
        }
        if running > 2 && running * 3 > apart && together * 8 < apart {
            self.lines.iter_mut().for_each(|l| l.gap = l.gap.saturating_sub(1));
        }
    }

    /// The width at which lines were broken: if at least a quarter of the breaks fall inside a sentence (a line
    /// that runs on into a lower-case word), the median length of the lines that do.
    fn measure(&self) -> Option<usize> {
        let mut lengths = [0u32; LONGEST_WRAPPED + 1];
        let (mut breaks, mut running) = (0, 0);
        let tells = |pair: &&[Line]| pair[1].gap == 0 && !pair[1].marked && pair[0].span.len() >= SHORTEST;
        for pair in self.lines.windows(2).filter(tells) {
            breaks += 1;
            if Lines::runs_on(&pair[0], &pair[1]) && pair[0].span.len() <= LONGEST_WRAPPED {
                running += 1;
                lengths[pair[0].span.len()] += 1;
            }
        }
        if running == 0 || running * 4 < breaks {
            return None;
        }
        let mut below = 0;
        lengths.iter().position(|n| {
            below += n;
            below * 2 >= running
        })
    }
}

/// Where the line ends that begins at `from`. Every other one is blank.
#[inline]
fn line_end(bytes: &[u8], from: usize) -> usize {
    match &bytes[from..] {
        [b'\n' | b'\r', ..] => from,
        rest => memchr::memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |at| from + at),
    }
}

fn is_page_break(byte: &u8) -> bool {
    *byte == 0x0C
}

fn first(line: &str) -> First {
    match line.as_bytes()[0] {
        b'a'..=b'z' => return First::Lower,
        b'A'..=b'Z' => return First::Upper,
        b'0'..=b'9' => return First::Figure,
        _ => {}
    }
    match line.chars().take(6).find(|c| c.is_alphanumeric()) {
        Some(c) if c.is_lowercase() => First::Lower,
        Some(c) if c.is_uppercase() => First::Upper,
        Some(c) if c.is_numeric() => First::Figure,
        _ => First::Other,
    }
}

fn marked(line: &str) -> bool {
    let byte = line.as_bytes()[0];
    byte.is_ascii_punctuation() && !matches!(byte, b'"' | b'\'' | b'(' | b'[')
}

fn last(line: &str) -> Last {
    let mut rest = line;
    for _ in 0..12 {
        let Some(c) = rest.chars().next_back() else { break };
        match c {
            '.' | '!' | '…' => return Last::Stop,
            '?' => return Last::Question,
            ':' => return Last::Colon,
            ',' | ';' | '-' | '\u{AD}' => return Last::Comma,
            '"' | '”' | '’' | '\'' | '»' | ')' | '*' | '_' | ' ' => {
                rest = &rest[..rest.len() - c.len_utf8()]
            }
            // A note mark: `ended.[12]`, `ended.[^1]`.
            ']' => {
                let open = memchr::memrchr(b'[', rest.as_bytes()).filter(|open| open + 8 >= rest.len());
                let note = |mark: &str| mark.bytes().all(|b| b.is_ascii_digit() || b == b'^' || b == b']');
                match open {
                    Some(open) if note(&rest[open + 1..]) => rest = rest[..open].trim_end(),
                    _ => rest = &rest[..rest.len() - 1],
                }
            }
            '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡' => {
                rest = &rest[..rest.len() - c.len_utf8()]
            }
            _ => break,
        }
    }
    Last::Open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_break_ends_one_line() {
        for text in ["a\n\nb", "a\r\n\r\nb", "a\r\rb", "a\n \t\nb"] {
            let lines = Lines::of(text).lines;
            assert_eq!((lines.len(), lines[1].gap), (2, 1), "{text:?}");
        }
        assert_eq!(Lines::of("a\r\nb").lines[1].gap, 0);
    }

    #[test]
    fn wrapped_text_is_told_from_one_paragraph_a_line() {
        let wrapped = "The lamp on the old pier has been dark since the storm in\nMarch, and nobody seems \
                       to know whose task it is to mend\nit. The harbour office says the council; the council says\nthe harbour office.";
        assert!(Lines::of(wrapped).width.is_some_and(|w| (50..60).contains(&w)));
        let lines = "The lamp is dark.\nNobody knows whose task it is.\nThe office says the council.\n";
        assert_eq!(Lines::of(lines).width, None);
    }

    #[test]
    fn blank_lines_of_double_spacing_are_taken_out() {
        let text = "The lamp on the old pier has been dark\n\nsince the storm, and nobody seems to\n\n\
                    know whose task it is to mend it or\n\nwho would pay for the oil.\n\n\nThe end.";
        let gaps: Vec<u16> = Lines::of(text).lines.iter().map(|l| l.gap).collect();
        assert_eq!(gaps, [0, 0, 0, 0, 1]);
    }

    #[test]
    fn quotes_brackets_and_note_marks_do_not_hide_a_stop() {
        for line in [
            "He left.”",
            "(He left.)",
            "He left.[12]",
            "He left. [1] [2]",
            "He left.¹",
            "**He left.**",
            "He left!'",
        ] {
            assert_eq!(last(line), Last::Stop, "{line}");
        }
        assert_eq!(last("He left [sic]"), Last::Open);
    }
}
