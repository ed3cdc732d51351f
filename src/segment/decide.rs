//! Whether a sentence ends at a run of stops, by the words around it.

use super::SegmentRules;
use super::rules::Is;
use super::sight::{REACH, Sight, first_word, last_word};
use super::stops::{Stop, closed};
use crate::words::host;
use memchr::memrchr2;

/// Marks that open a sentence before its first word.
fn opens(c: char) -> bool {
    matches!(c, '“' | '‘' | '"' | '\'' | '(' | '[' | '«' | '*' | '_' | '¿' | '¡')
}

/// A single full stop and its surroundings.
struct FullStop<'t> {
    /// The word before it.
    before: &'t str,
    /// What precedes that word, back to the start of the sentence or the end of sight.
    earlier: &'t str,
    /// Whether the sentence would have no other word.
    alone: bool,
    /// The word after it.
    next: &'t str,
    /// Whether that is an initial: `J. I. Cohen`.
    next_is_initial: bool,
    /// What that begins, as far as it is in sight.
    rest: &'t str,
}

impl SegmentRules {
    /// Where the sentence that began at `start` ends, if it ends at this stop: after its closing marks.
    pub(super) fn end_after(&self, sight: &Sight, start: usize, stop: &Stop) -> Option<usize> {
        let text = sight.text();
        if self.is_plain(sight, start, stop) {
            return Some(stop.run);
        }
        if stop.run == text.len() {
            return None;
        }
        let end = closed(sight, stop);
        let next = text[end..].chars().next()?;
        let stops = &text[stop.at..stop.run];
        if !next.is_whitespace() {
            return (end == stop.run && self.lacks_space(sight, stop)).then_some(end);
        }
        let rest = sight.after(sight.skip_space(end));
        let opened = rest.trim_start_matches(opens);
        let Some(first) = opened.chars().next() else { return Some(end) };
        let word = first_word(opened);
        // `[...]` stands for words, and may stand for the end of a sentence too.
        if text[..stop.at].ends_with(['[', '('])
            && text[stop.run..].starts_with([']', ')'])
            && stops.len() > 1
        {
            return self.is_starter(word).then_some(end);
        }
        let quoted = end > stop.run && text[stop.run..end].contains(['”', '"', '’', '\'', '»']);
        let single = stops == ".";
        let emphatic = !single && stops.contains(['?', '!']);
        if first.is_lowercase() && !self.may_start_lower(sight, rest, word, quoted) {
            return None;
        }
        if matches!(first, ',' | ';' | ':' | ')' | '?' | '!' | '/')
            || self.is_signature(rest)
            || is_year(rest)
        {
            return None;
        }
        if quoted && !single && self.is_reporting(rest) {
            return None;
        }
        if !single && !emphatic && first.is_lowercase() && opened.len() == rest.len() {
            return None; // a pause where no word has a capital
        }
        let earlier = sight.before(start, stop.at);
        let before = last_word(earlier);
        if !single && !emphatic && !word.is_empty() && before == word {
            return None; // “I… I don’t know”
        }
        if !single {
            let pause = !emphatic && text[..stop.at].ends_with(char::is_whitespace);
            let ends = !pause || opened.len() < rest.len() || (first.is_uppercase() && word != "I");
            return (ends
                && !(stops == "!" && self.of(last_word(sight.before(start, stop.run))).any(Is::EXCLAIMED)))
            .then_some(end);
        }
        let earlier = &earlier[..earlier.len() - before.len()];
        let alone = !earlier.contains(char::is_alphanumeric);
        let next_is_initial = opened[word.len()..].starts_with('.') && word.chars().count() == 1;
        let full_stop = FullStop { before, earlier, alone, next: word, next_is_initial, rest: opened };
        (quoted || self.full_stop(&full_stop)).then_some(end)
    }

    /// Whether a stop is of the commonest kind, of which all that [`end_after`](Self::end_after) asks would find that a
    /// sentence ends there: `on the pier. Nobody`. A capital follows; the word before is in no list of abbreviations, nor
    /// does it look like one.
    #[inline]
    fn is_plain(&self, sight: &Sight, start: usize, stop: &Stop) -> bool {
        let (text, bytes) = (sight.text(), sight.text().as_bytes());
        match bytes[stop.at..] {
            [b'.', b' ', b'A'..=b'Z', ..] => {}
            [b'?', b' ', b'A'..=b'Z', ..] => return true,
            _ => return false,
        }
        let earliest = start.max(stop.at.saturating_sub(REACH));
        let (mut word, mut letters) = (stop.at, 0u32);
        while word > earliest && bytes[word - 1].is_ascii_lowercase() {
            word -= 1;
            letters |= 1 << (bytes[word] - b'a');
        }
        let capital = word > earliest && bytes[word - 1].is_ascii_uppercase();
        if capital {
            word -= 1;
            letters |= 1 << (bytes[word] - b'A');
        }
        let length = stop.at - word;
        sight.count(length + 3);
        word > earliest
            && bytes[word - 1] == b' '
            && length > 1
            && letters & VOWELS != 0
            && letters & !ROMAN != 0
            && !(capital && bytes[earliest..word].contains(&b'('))
            && !self.of_first(&text[word..], length).any(Is::ABBREVIATION)
    }

    /// Whether a sentence ends at a single full stop.
    fn full_stop(&self, stop: &FullStop) -> bool {
        let FullStop { before, next, .. } = *stop;
        if before.is_empty() {
            return !stop.alone;
        }
        if stop.alone && is_marker(before) {
            return false; // `1. The`, `b. The`, `iv. The`
        }
        let is = self.of(before);
        if is.any(Is::NEVER | Is::TITLE) || is.any(Is::BEFORE_NUMBER) && is_number(stop.rest) {
            return false;
        }
        // *Mr. Smith* begins a sentence as *The* does.
        let starts = || !stop.next_is_initial && (self.is_starter(next) || self.of(next).any(Is::TITLE));
        if is_unit(stop.earlier, before) && stop.rest.starts_with(char::is_uppercase) {
            return true;
        }
        let mut letters = before.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            match letter {
                // *you and I. Did*, but *Albert I. Jones*.
                'I' => {
                    return starts() || !last_word(stop.earlier.trim_end()).starts_with(char::is_uppercase);
                }
                _ if letter.is_alphabetic() => return starts(),
                _ => {}
            }
        }
        if is.any(Is::HOUR) && is_opening_time(stop.earlier) {
            return false; // `At 5 a.m. Mr. Smith went`
        }
        if is_cited(stop.earlier, before) {
            return self.is_starter(next);
        }
        if is.any(Is::MAYBE | Is::HOUR) || is_dotted(before) || is_clipped(before) {
            return starts();
        }
        // `3. May`: an ordinal before a month; but *on May 3. June came*.
        let short_number = before.len() <= 2 && before.bytes().all(|b| b.is_ascii_digit());
        let ordinal = short_number && self.of(next).any(Is::MONTH);
        !ordinal || self.of(last_word(stop.earlier.trim_end())).any(Is::MONTH)
    }

    /// Whether a word has a capital only at the start of a sentence, a contraction too: *That's*. Where all letters
    /// are capitals they tell nothing: *THE U.S. MUST PAY*.
    fn is_starter(&self, word: &str) -> bool {
        let bare = host(word);
        let shouted = bare.len() > 1 && !bare.contains(char::is_lowercase);
        !shouted && self.of(bare).any(Is::STARTER)
    }

    /// A stop with no space after it: `the end.Then`, `why?Because`, but no address, number or abbreviation.
    fn lacks_space(&self, sight: &Sight, stop: &Stop) -> bool {
        let after = sight.after(stop.run);
        if !after.starts_with(char::is_uppercase) {
            return false;
        }
        let word = first_word(after);
        let mut letters = host(word).chars();
        let capital = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
        // A word of an address is not followed by a space but by more of it: `example.Com/Page`.
        let followed = after[word.len()..].starts_with(|c: char| c.is_whitespace() || c == ',');
        if !capital || !followed || self.of(word).any(Is::DOMAIN) {
            return false;
        }
        let before = last_word(sight.before(0, stop.at));
        let lower = before.chars().all(char::is_lowercase);
        // *Russia.The*, *the 1990s.But*: where a name may be written so, the next word must tell.
        let ends_lower = before.ends_with(char::is_lowercase) && !before.contains(['.', '@', '_']);
        before.chars().count() > 1 && (lower || ends_lower && self.is_starter(word))
    }

    /// Whether a word in lower case can begin a sentence here.
    fn may_start_lower(&self, sight: &Sight, rest: &str, word: &str, quoted: bool) -> bool {
        // *iPhone*, *eBay*: a capital further on shows that the writer wants it so.
        if word.contains(char::is_uppercase) || rest.starts_with("http") || rest.starts_with("www.") {
            return true;
        }
        // *The drought lasted for years. (see chapter 2)*
        if rest.starts_with('(') {
            return true;
        }
        !quoted && sight.is_casual()
    }

    /// `— Name` or `- Name, Office`, to the end of the block: who said it.
    fn is_signature(&self, rest: &str) -> bool {
        let Some(name) = rest.strip_prefix(['—', '–', '-']) else { return false };
        let name = name.trim_start_matches(['-', ' ']);
        if name.starts_with(char::is_lowercase) {
            return true; // `— at least you call for backup`
        }
        name.len() < 48
            && !name.contains(['.', '?', '!'])
            && name.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '('))
    }

    /// Whether a reporting clause follows a quotation: *he said*, *Pete Miller shouted*, *I ask*.
    fn is_reporting(&self, rest: &str) -> bool {
        let mut words = rest.split_whitespace().map(|word| word.trim_end_matches([',', '.', ':', ';']));
        let Some(subject) = words.next() else { return false };
        let name = |word: &str| word.starts_with(char::is_uppercase);
        let pronoun = self.of(subject).any(Is::PRONOUN);
        // *“Why?” Nobody answered him* is another sentence.
        if !name(subject) || !pronoun && self.is_starter(subject) {
            return false;
        }
        let at_most = if pronoun { 1 } else { 5 };
        let mut rest = words.take(at_most).skip_while(|word| name(word) || PARTICLES.contains(word));
        rest.next().is_some_and(|word| self.of(word).any(Is::REPORTING))
    }
}

/// Letters as bits, *a* the lowest: those without which a short word is [clipped](is_clipped).
const VOWELS: u32 = 1 | 1 << 4 | 1 << 8 | 1 << 14 | 1 << 20 | 1 << 24;
/// Those that Roman numerals in a list have: a word of no others may be a [marker](is_marker).
const ROMAN: u32 = 1 << 8 | 1 << 21 | 1 << 23;

/// Small words inside the names of those who speak: *President Okoro of Lagos asked*.
const PARTICLES: [&str; 8] = ["of", "the", "de", "van", "von", "der", "al", "bin"];

/// A list marker: one to three figures, a letter, or a Roman numeral.
fn is_marker(word: &str) -> bool {
    let word = word.trim_end_matches(')');
    let section =
        |part: &str| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
    if word.contains('.') && word.split('.').all(section) {
        return true; // `4.1. Limits`
    }
    let all = |fits: fn(u8) -> bool| !word.is_empty() && word.bytes().all(fits);
    word.len() <= 3 && all(|b| b.is_ascii_digit())
        || word.len() == 1 && all(|b| b.is_ascii_alphabetic())
        || word.len() <= 4
            && (all(|b| matches!(b, b'i' | b'v' | b'x')) || all(|b| matches!(b, b'I' | b'V' | b'X')))
}

/// Whether a number or a reference with figures in it begins a text: `10`, `ICC-02/05`, `II`.
fn is_number(text: &str) -> bool {
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    let roman = word.trim_end_matches(['.', ',', ':', ')']);
    word.starts_with(char::is_numeric)
        || !word.contains(char::is_lowercase) && word.contains(char::is_numeric)
        || roman.len() > 1 && roman.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// A year in brackets belongs to the name before it: `Who Lit the Lamp? (1965) was dark`.
fn is_year(rest: &str) -> bool {
    let inside = rest.strip_prefix('(').and_then(|inside| inside.split_once(')'));
    inside.is_some_and(|(year, _)| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}

/// *U.S*, *e.g*, *J.F*: letters with stops between.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .map(|part| part.trim_matches('-'))
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// *Bldg*, *mfg*, *Rgt*: no vowel, and not all capitals as *BBC* is.
fn is_clipped(word: &str) -> bool {
    let vowel = |b: u8| matches!(b.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    word.len() <= 5
        && word.bytes().all(|b| b.is_ascii_alphabetic() && !vowel(b))
        && word.bytes().skip(1).any(|b| b.is_ascii_lowercase())
        && word.bytes().any(|b| !matches!(b.to_ascii_lowercase(), b'h' | b'm'))
}

/// *bn*, *m*, *lb* after a figure, before a capital: `$3.5 bn. Costs`.
fn is_unit(earlier: &str, before: &str) -> bool {
    before.bytes().all(|b| b.is_ascii_lowercase())
        && earlier.strip_suffix(' ').unwrap_or(earlier).ends_with(|c: char| c.is_ascii_digit())
}

/// *Harb* and *Res* in `(Okoro et al. J. Harb. Res. 109, 12; 2004)`: a short name inside brackets, after others that
/// were cut short.
fn is_cited(earlier: &str, before: &str) -> bool {
    before.starts_with(char::is_uppercase)
        && before.chars().count() <= 7
        && memrchr2(b'(', b')', earlier.as_bytes()).is_some_and(|at| {
            let inside = &earlier[at..];
            inside.starts_with('(') && inside.contains(". ")
        })
}

/// Nothing but *At 5* before *a.m.*: the sentence has not yet begun.
fn is_opening_time(earlier: &str) -> bool {
    let mut words = earlier.split_whitespace();
    let (preposition, number) = (words.next(), words.next());
    words.next().is_none()
        && preposition
            .is_some_and(|word| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic))
        && number.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}
