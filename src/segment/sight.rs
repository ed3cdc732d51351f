//! [`Sight`]: a block as the splitter sees it, a few characters around one place at a time.
//!
//! Every reading is bounded by [`REACH`] or goes on from where the last one of its kind stopped, and all of it is
//! counted, so that a test can hold the work against the length of the text.

use crate::eight::Eight;
use std::cell::Cell;

/// Most bytes that a look at one place reads in one direction.
pub(super) const REACH: usize = 64;

/// A block of text and how much of it was looked at.
pub(super) struct Sight<'t> {
    text: &'t str,
    visited: Cell<u64>,
    casual: Cell<Option<bool>>,
}

impl<'t> Sight<'t> {
    /// A block.
    pub fn new(text: &'t str) -> Sight<'t> {
        Sight { text, visited: Cell::new(0), casual: Cell::new(None) }
    }

    /// The whole block.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Bytes looked at so far.
    #[cfg(test)]
    pub fn visited(&self) -> u64 {
        self.visited.get()
    }

    /// Counts bytes that were looked at.
    pub fn count(&self, bytes: usize) {
        self.visited.set(self.visited.get() + bytes as u64);
    }

    /// What follows a place, at most [`REACH`] bytes.
    pub fn after(&self, at: usize) -> &'t str {
        let mut to = self.text.len().min(at + REACH);
        while !self.text.is_char_boundary(to) {
            to -= 1;
        }
        self.count(to - at);
        &self.text[at..to]
    }

    /// What precedes a place, at most [`REACH`] bytes and not before `from`.
    pub fn before(&self, from: usize, at: usize) -> &'t str {
        let mut start = from.max(at.saturating_sub(REACH));
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        self.count(at - start);
        &self.text[start..at]
    }

    /// The first place after `at` that is not white space.
    pub fn skip_space(&self, at: usize) -> usize {
        let rest = self.text[at..].trim_start();
        let to = self.text.len() - rest.len();
        self.count(to - at + 1);
        to
    }

    /// Whether the block is written without capitals: it begins in lower case, or has an *i* for *I*. There a word in
    /// lower case may begin a sentence.
    pub fn is_casual(&self) -> bool {
        if let Some(casual) = self.casual.get() {
            return casual;
        }
        self.count(self.text.len());
        let lower_i = |at: usize| {
            let around =
                (at.checked_sub(1).map(|b| self.text.as_bytes()[b]), self.text.as_bytes().get(at + 1));
            matches!(around, (None | Some(b' ' | b'\n'), Some(b' ' | b'\'')))
        };
        let casual = self.text.starts_with(char::is_lowercase)
            || memchr::memchr_iter(b'i', self.text.as_bytes()).any(lower_i);
        self.casual.set(Some(casual));
        casual
    }
}

/// The letters and figures at the start, apostrophes inside words included: *Don't*, *L’Oréal*.
#[inline]
pub(super) fn first_word(text: &str) -> &str {
    // Most words are fewer than eight letters.
    let letters = Eight::at(text.as_bytes(), 0).letters().len();
    match text.as_bytes().get(letters) {
        Some(b' ' | b',' | b'.') | None => &text[..letters],
        _ => first_joined(text),
    }
}

/// The same for a long one, or one that may have an apostrophe, figures or other letters in it.
fn first_joined(text: &str) -> &str {
    let plain = text.bytes().take_while(|b| b.is_ascii_alphanumeric()).count();
    if text.as_bytes().get(plain).is_none_or(|b| b.is_ascii() && *b != b'\'') {
        return &text[..plain];
    }
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let end = text.find(|c| !inside(c)).unwrap_or(text.len());
    text[..end].trim_end_matches(['\'', '’'])
}

/// The characters at the end back to white space, a dash or an opening mark.
pub(super) fn last_word(text: &str) -> &str {
    let plain = text.bytes().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
    if text[..text.len() - plain].ends_with(' ') {
        return &text[text.len() - plain..];
    }
    let apart = |c: char| {
        c.is_whitespace() || matches!(c, '(' | '[' | '{' | '“' | '"' | '‘' | '—' | '–' | '/' | '•' | '⁃')
    };
    let start = text.rfind(apart).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    &text[start..]
}
