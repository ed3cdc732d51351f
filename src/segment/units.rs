//! Small units that no mark ends: inline list items, captions and their credits, opening and closing lines of letters.

use super::SegmentRules;
use super::rules::Is;
use super::sight::{Sight, first_word};
use memchr::{memchr, memmem, memrchr};

impl SegmentRules {
    /// Where units end inside a block, in order.
    pub(super) fn units(&self, sight: &Sight) -> Vec<usize> {
        let mut ends = Vec::new();
        markers(sight, &mut ends);
        self.opening(sight, &mut ends);
        self.closing(sight, &mut ends);
        ends.sort_unstable();
        ends
    }

    /// A label or a salutation that the block opens with: `Figure 1.3`, `Dear All,`.
    fn opening(&self, sight: &Sight, ends: &mut Vec<usize>) {
        let head = sight.after(0);
        let word = first_word(head);
        let is = self.of_first(head, word.len());
        if !is.any(Is::CAPTION | Is::SALUTATION) {
            return;
        }
        let rest = head[word.len()..].trim_start_matches(['.', ' ']);
        let number = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-')).count();
        let end = head.len() - rest.len() + number;
        if rest.as_bytes().first().is_some_and(u8::is_ascii_digit)
            && head[end..].starts_with(' ')
            && head[end..].trim_start().starts_with(char::is_uppercase)
            && is.any(Is::CAPTION)
        {
            ends.push(end);
        } else if let Some(comma) = memchr(b',', head.as_bytes())
            && head[comma + 1..].trim_start().starts_with(char::is_uppercase)
            && head[..comma].split(' ').count() <= 4
            && !head[..comma].contains(['.', '!', '?'])
            && is.any(Is::SALUTATION)
        {
            ends.push(comma + 1);
        }
    }

    /// What the block closes with: `Image: NASA`, `(credit: ...)`, `Best regards, Dana`.
    fn closing(&self, sight: &Sight, ends: &mut Vec<usize>) {
        let text = sight.text();
        let tail = sight.before(0, text.len());
        let base = text.len() - tail.len();
        let bytes = tail.as_bytes();
        if let Some(colon) = memchr(b':', bytes).filter(|at| bytes[at + 1..].starts_with(b" ")) {
            let start = memrchr(b' ', &bytes[..colon]).map_or(0, |space| space + 1);
            let word = tail[start..colon].trim_start_matches('(');
            if start > 0 && self.of(word).any(Is::CREDIT) {
                ends.push(base + start);
            }
        }
        if bytes.last().is_some_and(u8::is_ascii_alphabetic)
            && let Some(comma) = memrchr(b',', bytes)
        {
            let start = memrchr(b' ', &bytes[..comma]).map_or(0, |space| space + 1);
            let mut names = tail[comma + 1..].trim().split(' ');
            let name = |word: &str| word.starts_with(char::is_uppercase) && !word.ends_with('.');
            if names.clone().count() <= 4 && names.all(name) && self.of(&tail[start..comma]).any(Is::CLOSING)
            {
                ends.push(base + comma + 1);
            }
        }
    }
}

/// Before the second and later markers of a list that the block begins with: `1) one 2) two`, `a. one b. two`.
fn markers(sight: &Sight, ends: &mut Vec<usize>) {
    let text = sight.text();
    if !matches!(text.as_bytes(), [b'(', ..] | [b'1' | b'a' | b'A', b'.' | b')', ..]) {
        return;
    }
    let head = text.trim_start_matches(['(', ' ']);
    let opened = &text[..text.len() - head.len()];
    let first = head.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let tail_end = head[first..].bytes().take(2).take_while(|b| matches!(b, b'.' | b')')).count();
    let (name, tail) = (&head[..first], &head[first..first + tail_end]);
    if tail.is_empty() || !head[first + tail_end..].starts_with(' ') {
        return;
    }
    let mut from = opened.len() + first + tail_end;
    let mut number: u8 = match name {
        "1" | "a" | "A" => 1,
        _ => return,
    };
    while number < 26 {
        number += 1;
        let next = match name {
            "1" => number.to_string(),
            "a" => char::from(b'a' + number - 1).to_string(),
            _ => char::from(b'A' + number - 1).to_string(),
        };
        let marker = format!(" {opened}{next}{tail} ");
        let found = memmem::find(&text.as_bytes()[from..], marker.as_bytes());
        sight.count(found.unwrap_or(text.len() - from));
        let Some(at) = found else { return };
        ends.push(from + at + 1);
        from += at + marker.len() - 1;
    }
}
