//! Article blocks to sentences.
//!
//! In: the text and its blocks. Out: sentences in order, not overlapping, trimmed of white space, together
//! covering every character of the blocks that is not white space. Only the places where a sentence could end
//! (`.` `?` `!` `…`) are looked at; the time is linear whatever the input.

mod rules;

pub use rules::SegmentRules;

use crate::analysis::Sentence;
use crate::article::{Block, Kind};
use crate::span::Span;
use memchr::memchr3_iter;

/// Most bytes that a look at one candidate may read on either side.
const REACH: usize = 48;

impl SegmentRules {
    /// Appends the sentences of all blocks to `out`.
    pub fn split(&self, text: &str, blocks: &[Block], out: &mut Vec<Sentence>) {
        for block in blocks {
            let sentence = |span| Sentence { span, kind: block.kind, paragraph: block.paragraph };
            if !matches!(block.kind, Kind::Body | Kind::Item | Kind::Footnote | Kind::Furniture) {
                out.push(sentence(block.span));
                continue;
            }
            let part = block.span.of(text);
            let base = block.span.start as usize;
            let mut start = 0;
            for end in self.ends(part) {
                let span = Span::new(base + start, base + end).trimmed(text);
                if !span.is_empty() {
                    out.push(sentence(span));
                }
                start = end;
            }
            let span = Span::new(base + start, base + part.len()).trimmed(text);
            if !span.is_empty() {
                out.push(sentence(span));
            }
        }
    }

    /// Where sentences end inside a block, in bytes from its start.
    fn ends<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let bytes = text.as_bytes();
        let mut passed = 0;
        // `…` is E2 80 A6; A6 alone is rarer than E2, which curly quotes share.
        let stops = memchr3_iter(b'.', b'?', b'!', bytes);
        let dots =
            memchr::memchr_iter(0xa6, bytes).filter(|i| *i >= 2 && bytes[i - 2..=*i] == [0xe2, 0x80, 0xa6]);
        Merge { left: stops.peekable(), right: dots.peekable() }.filter_map(move |at| {
            if at < passed {
                return None;
            }
            let run = run_of_stops(bytes, at);
            passed = run;
            let end = self.closed(text, run);
            self.is_end(text, at, run, end).then_some(end)
        })
    }

    /// One past the closing quotes, brackets and footnote marks that follow a run of stops.
    fn closed(&self, text: &str, run: usize) -> usize {
        let mut end = run;
        for c in text[run..].chars() {
            if end - run > REACH {
                break;
            }
            match c {
                '”' | '’' | '"' | '\'' | ')' | ']' | '»' | '}' | '*' => end += c.len_utf8(),
                // A footnote mark: `.[17]`, and superscript figures.
                '[' => match text[end..].bytes().take(8).position(|b| b == b']') {
                    Some(close)
                        if text[end + 1..end + close]
                            .bytes()
                            .all(|b| b.is_ascii_alphanumeric() || b == b'^') =>
                    {
                        end += close + 1;
                        return self.closed(text, end);
                    }
                    _ => break,
                },
                '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' => end += c.len_utf8(),
                _ => break,
            }
        }
        // `.”12 The`: figures right after a closing quote.
        if end > run {
            let digits = text[end..].bytes().take_while(u8::is_ascii_digit).count();
            if (1..=3).contains(&digits) && text[end + digits..].starts_with(char::is_whitespace) {
                end += digits;
            }
        }
        end
    }

    /// Whether the stops at `at..run`, closed at `end`, end a sentence.
    fn is_end(&self, text: &str, at: usize, run: usize, end: usize) -> bool {
        let Some(next) = text[end..].chars().next() else { return false };
        let stops = &text[at..run];
        let single = stops == ".";
        if !next.is_whitespace() {
            return single && end == run && self.lacks_space(text, at, run);
        }
        let rest = text[end..].trim_start();
        let opened = rest.trim_start_matches(['“', '‘', '"', '\'', '(', '[', '«', '*', '_', '¿', '¡']);
        let Some(first) = opened.chars().next() else { return true };
        let word = first_word(opened);
        if first.is_lowercase() && !self.starts_in_lower_case(word) {
            return false;
        }
        if matches!(first, ',' | ';' | ':' | '-' | '–' | ')' | '?' | '!') {
            return false;
        }
        if !single {
            let pause = stops.starts_with("..") || stops.starts_with('…');
            return !pause || first.is_uppercase() || opened.len() < rest.len();
        }
        let before = last_word(text, at);
        self.full_stop(before, first, word, text[..at].len() - before.len())
    }

    /// A single full stop after `before`, with `word` next.
    fn full_stop(&self, before: &str, first: char, word: &str, before_at: usize) -> bool {
        let digits = !before.is_empty() && before.bytes().all(|b| b.is_ascii_digit());
        if digits && before_at == 0 && before.len() <= 3 {
            return false; // a list marker: `1. The`
        }
        if self.is_title(before) || self.is_never(before) {
            return false;
        }
        if first.is_ascii_digit() && self.is_before_number(before) {
            return false;
        }
        let mut letters = before.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        if initial {
            return before == "I" || self.is_starter(word) && word.chars().count() > 1;
        }
        if self.may_end(before) || is_dotted(before) {
            return self.is_starter(word);
        }
        // `3. May`: an ordinal before a month.
        !(digits && before.len() <= 2 && self.is_month(word))
    }

    /// A stop with no space after it: `the end.Then`, but no address, number or abbreviation.
    fn lacks_space(&self, text: &str, at: usize, run: usize) -> bool {
        let mut after = text[run..].chars();
        let capital =
            after.next().is_some_and(char::is_uppercase) && after.next().is_some_and(char::is_lowercase);
        if !capital {
            return false;
        }
        let before = last_word(text, at);
        let word = first_word(&text[run..]);
        let plain = |w: &str| w.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '’');
        let followed = text[run + word.len()..].starts_with(|c: char| c.is_whitespace() || c == ',');
        before.chars().count() > 2
            && plain(before)
            && before.chars().last().is_some_and(char::is_lowercase)
            && followed
            && self.is_starter(word)
    }
}

/// One past the run of stops that begins at `at`, spaced dots (`. . .`) included.
fn run_of_stops(bytes: &[u8], at: usize) -> usize {
    let mut run = at;
    loop {
        match &bytes[run..] {
            [b'.' | b'?' | b'!', ..] => run += 1,
            [0xe2, 0x80, 0xa6, ..] => run += 3,
            // The last byte of `…`, where the search found it.
            [0xa6, ..] if run == at => run += 1,
            [b' ', b'.', b' ' | b'.', ..] if run > at && bytes[run - 1] == b'.' => run += 2,
            _ => return run,
        }
    }
}

/// The characters before `at` back to white space or an opening mark, at most [`REACH`] bytes.
fn last_word(text: &str, at: usize) -> &str {
    let mut start = at;
    for c in text[..at].chars().rev() {
        if c.is_whitespace()
            || matches!(c, '(' | '[' | '“' | '"' | '‘' | '—' | '–' | '/')
            || at - start > REACH
        {
            break;
        }
        start -= c.len_utf8();
    }
    &text[start..at]
}

/// The letters at the start, at most [`REACH`] bytes.
fn first_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .find(|(i, c)| *i > REACH || !(c.is_alphanumeric() || *c == '\'' || *c == '’'))
        .map_or(text.len(), |(i, _)| i);
    &text[..end]
}

/// *U.S*, *e.g*, *J.F*: letters with stops between.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Two sorted sequences as one.
struct Merge<L: Iterator<Item = usize>, R: Iterator<Item = usize>> {
    left: std::iter::Peekable<L>,
    right: std::iter::Peekable<R>,
}

impl<L: Iterator<Item = usize>, R: Iterator<Item = usize>> Iterator for Merge<L, R> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        match (self.left.peek(), self.right.peek()) {
            (Some(l), Some(r)) if r < l => self.right.next().map(|i| i - 2),
            (None, Some(_)) => self.right.next().map(|i| i - 2),
            _ => self.left.next(),
        }
    }
}
