//! [`Places`] where a sentence may end: runs of `.` `?` `!` `…`, bullets, drawn lines; and how far the marks go that
//! close a sentence.

use super::marks::Marks;
use super::sight::{REACH, Sight};

/// A run of stops: `.`, `?!`, `. . .`
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    /// Where the run begins.
    pub at: usize,
    /// One past the run.
    pub run: usize,
}

/// A place where a sentence ends or may end.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// At these stops, if the words around them say so.
    Stop(Stop),
    /// Before a bullet, or after a line that is drawn.
    Edge(usize),
}

/// Runs of the same mark this long divide a text.
const DRAWN: usize = 5;

/// Walks once over a text, for the places of all its blocks in order.
pub(super) struct Places<'t> {
    marks: Marks<'t>,
    /// One past the last run of marks.
    passed: usize,
}

impl<'t> Places<'t> {
    /// A text.
    pub fn new(text: &'t str) -> Places<'t> {
        Places { marks: Marks::new(text), passed: 0 }
    }

    /// The next place in the block that begins at `base`; positions count from there.
    #[inline]
    pub fn next(&mut self, sight: &Sight, base: usize) -> Option<Place> {
        let block = sight.text().as_bytes();
        loop {
            let at = self.marks.next_before(base + block.len())?;
            if at < self.passed.max(base) {
                continue;
            }
            let at = at - base;
            match block[at..] {
                [b'_' | b'=' | b'*', ..] => {
                    let run = at + block[at..].iter().take_while(|b| **b == block[at]).count();
                    self.passed = base + run;
                    sight.count(run - at);
                    if run - at >= DRAWN {
                        return Some(Place::Edge(run));
                    }
                }
                // `•`, `‣`, `⁃`, `●`, `▪`
                [0xe2, 0x80, 0xa2 | 0xa3, ..]
                | [0xe2, 0x81, 0x83, ..]
                | [0xe2, 0x97, 0x8f, ..]
                | [0xe2, 0x96, 0xaa, ..] => return Some(Place::Edge(at)),
                [b'.' | b'?' | b'!', ..] | [0xe2, 0x80, 0xa6, ..] => {
                    let run = end_of_run(block, at);
                    self.passed = base + run;
                    sight.count(run - at);
                    return Some(Place::Stop(Stop { at, run }));
                }
                _ => {}
            }
        }
    }
}

/// One past the run of stops that begins at `at`, spaced dots (`. . .`) included.
fn end_of_run(bytes: &[u8], at: usize) -> usize {
    let mut run = at;
    loop {
        match &bytes[run..] {
            [b'.' | b'?' | b'!', ..] => run += 1,
            [0xe2, 0x80, 0xa6, ..] => run += 3,
            // `. . .`, but not the stop of one sentence and the dots that begin the next.
            [b' ', b'.', b' ' | b'.', ..] | [b' ', b'.'] if run > at && bytes[run - 1] == b'.' => run += 2,
            [b' ', b'.', 0xe2, ..] if run >= at + 3 && bytes[run - 1] == b'.' => run += 2,
            _ => return run,
        }
    }
}

/// One past the closing quotes, brackets and footnote marks after a run: `.”`, `.)`, `.[17]`, `. [3] [4]`, `.”12`.
pub(super) fn closed(sight: &Sight, stop: &Stop) -> usize {
    let rest = sight.after(stop.run);
    if let [b' ', b'A'..=b'Z' | b'a'..=b'z', ..] | [b'A'..=b'Z' | b'a'..=b'z' | b',', ..] = rest.as_bytes() {
        return stop.run;
    }
    // In a list of notes a number opens the next one: `[1] Ibid. [2] See Okoro.`
    let notes = sight.text().starts_with('[') && sight.text()[1..].starts_with(|c: char| c.is_ascii_digit());
    let mut at = 0;
    loop {
        let here = &rest[at..];
        let Some(c) = here.chars().next() else { break };
        at += match c {
            '”' | '’' | '"' | '\'' | ')' | ']' | '»' | '}' | '*' | '_' => c.len_utf8(),
            // `„Nie.“ Nobody spoke.`
            '“' if here[c.len_utf8()..].starts_with(' ') => c.len_utf8(),
            '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' => c.len_utf8(),
            '[' => match footnote_mark(here) {
                Some(length) => length,
                None => break,
            },
            ' ' if here[1..].starts_with('[') && !notes => match footnote_mark(&here[1..]) {
                Some(length) => 1 + length,
                None => break,
            },
            ' ' if let Some(face) = face(&here[1..]) => 1 + face.len(),
            // `[2].`, the stop once more after the mark.
            '.' if at > 0 && rest[..at].ends_with(']') => 1,
            _ => break,
        };
        if at + 8 > REACH {
            break;
        }
    }
    stop.run + at + bare_number(sight, stop, &rest[at..], at > 0)
}

/// Faces drawn with marks close a sentence.
const FACES: [&str; 8] = [":)", ":-)", ";)", ";-)", ":(", ":-(", ":D", ":P"];

fn face(text: &str) -> Option<&'static str> {
    if !text.starts_with([':', ';']) {
        return None;
    }
    FACES.into_iter().find(|face| text.starts_with(face))
}

/// Length of `[17]`, `[a]`, `[3, 4]`, `[citation needed]`, `[...]`, if the text begins with such a mark.
fn footnote_mark(text: &str) -> Option<usize> {
    let close = text.bytes().take(28).position(|b| b == b']')?;
    let inner = &text[1..close];
    let number = |c: char| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–' | '^');
    let note = |c: char| c.is_ascii_lowercase() || c == ' ';
    let left_out = matches!(inner, "..." | "…" | ". . .");
    let fits = !inner.is_empty() && (inner.chars().all(number) || inner.chars().all(note) || left_out);
    fits.then_some(close + 1)
}

/// Length of a footnote number that lost its raised place: `.”12 The`, `innovation.23 Open`, `a fee. 8 Yet`.
fn bare_number(sight: &Sight, stop: &Stop, rest: &str, after_closer: bool) -> usize {
    let spaced = usize::from(rest.starts_with(' '));
    let digits = rest[spaced..].bytes().take(4).take_while(u8::is_ascii_digit).count();
    let number = spaced + digits;
    if !(1..=3).contains(&digits) || !rest[number..].starts_with(char::is_whitespace) {
        return 0;
    }
    let next = rest[number..].trim_start();
    let capital = next.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'));
    let fits = if spaced > 0 {
        // Only before a word that no number counts: *8 Yet*, but *8 Members*.
        digits <= 2 && ONLY_FIRST.contains(&super::sight::first_word(next))
    } else if after_closer {
        true
    } else {
        let word = sight.before(0, stop.at);
        capital && word.chars().rev().take(3).filter(|c| c.is_lowercase()).count() == 3
    };
    if fits { number } else { 0 }
}

/// Words that begin a sentence and cannot be counted, so that a number before them belongs to the last sentence.
const ONLY_FIRST: [&str; 36] = [
    "A", "After", "All", "Although", "An", "And", "As", "At", "Because", "But", "By", "Even", "For", "From",
    "He", "However", "If", "In", "It", "Its", "Of", "On", "She", "Since", "So", "The", "Their", "There",
    "These", "They", "This", "Those", "Though", "To", "We", "Yet",
];
