//! [`Diary`]: the lines that date what follows them, as over the entries of a diary.
//!
//! In: the sentences of an article and the dates found in them. Out: from which line on another day counts as
//! *today*. A line dates what follows if it stands outside the body and nothing but dates is in it (*Thursday,
//! Nov. 17*; *11/9/22, noon*); a heading like *September 11 and after* is a title. One such line is the day of
//! publication, so that it takes two to make a diary.

use super::{DateFound, calendar};
use crate::analysis::{Interval, Sentence};
use crate::article::Kind;
use crate::words::{Words, bits};
use jiff::civil::Date;

/// Further from the day before it no entry is written: *September 11, 2001* over a part of an essay is its subject.
const FURTHEST: i32 = 366;

/// The lines of one article that date what follows.
pub(super) struct Diary {
    lines: Vec<u32>,
}

impl Diary {
    /// Finds the lines; the dates are in text order.
    pub(super) fn find(sentences: &[Sentence], words: &Words, found: &[DateFound]) -> Diary {
        let mut lines = Vec::new();
        for of_sentence in found.chunk_by(|a, b| a.sentence == b.sentence) {
            let number = of_sentence[0].sentence;
            let heading = matches!(sentences[number as usize].kind, Kind::Heading | Kind::Byline);
            if heading && all_dates(words, number, of_sentence) {
                lines.push(number);
            }
        }
        if lines.len() < 2 {
            lines.clear();
        }
        Diary { lines }
    }

    /// The day that counts from a date on, if the date stands in such a line.
    pub(super) fn day(&self, sentence: u32, value: &str, days: Interval, now: Option<Date>) -> Option<Date> {
        let dated = calendar::unit_of(value) == Some("D") && self.lines.binary_search(&sentence).is_ok();
        let near = now.is_none_or(|now| now.until(days.from).is_ok_and(|s| s.get_days().abs() <= FURTHEST));
        (dated && near).then_some(days.from)
    }
}

/// Whether every word of a sentence is in a date.
fn all_dates(words: &Words, sentence: u32, dates: &[DateFound]) -> bool {
    words.sentences[sentence as usize].clone().all(|unit| {
        words.units[unit as usize].is(bits::MARK) || dates.iter().any(|date| date.units().contains(&unit))
    })
}
