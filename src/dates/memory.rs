//! [`Memory`]: what an article has told so far.
//!
//! In: its dates, in text order. Out: the last one (*two days later*), the period that figures are of (*a year
//! earlier*), the day that a story has come to (*In March 1940 ... On 3 June ...*).

use super::calendar;
use crate::analysis::Interval;
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

/// How many dates back a story is told on from.
const REACH: usize = 12;

/// How long before publication figures may end that are still the news.
const NEWS: i32 = 15;

/// The dates of one article so far.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    told: Vec<Told>,
    periods: Vec<Period>,
}

/// Where in its article a date stands.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Number of the sentence.
    pub sentence: u32,
    /// Number of the paragraph.
    pub paragraph: u32,
}

#[derive(Clone, Debug)]
struct Told {
    value: String,
    days: Interval,
    paragraph: u32,
    narrated: bool,
}

/// A period that figures are of: *the third quarter*, *the first nine months*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// Its value, where it has a place in the calendar.
    pub(super) value: Option<String>,
    /// Its first and last part, where they are told.
    pub(super) bounds: Option<[String; 2]>,
    ends: Date,
    sentence: u32,
}

impl Memory {
    /// Takes in a date; `narrated` if the story is told of it (*on 3 June*), not of a thing that bears it (*the June 3
    /// agreement*).
    pub fn tell(&mut self, value: &str, days: Interval, place: Place, narrated: bool) {
        self.told.push(Told { value: value.into(), days, paragraph: place.paragraph, narrated });
    }

    /// Takes in a period that figures are of, by its value or from one value to another.
    pub fn report(&mut self, value: &str, points: &[Option<String>; 2], place: Place) {
        let value = calendar::unit_of(value).map(|_| value.to_string());
        let bounds = match points {
            [Some(first), Some(last)] => Some([first.clone(), last.clone()]),
            _ => None,
        };
        let last = bounds.as_ref().map(|[_, last]| last).or(value.as_ref());
        if let Some(days) = last.and_then(|last| calendar::interval(last)) {
            self.periods.push(Period { value, bounds, ends: days.to, sentence: place.sentence });
        }
    }

    /// The last date, of one granularity if it is given.
    pub(super) fn then(&self, unit: Option<&str>) -> Option<&str> {
        let mut recent = self.told.iter().rev().take(REACH).map(|told| told.value.as_str());
        recent.find(|value| unit.is_none_or(|u| calendar::unit_of(value) == Some(u)))
    }

    /// The quarter that is reported: of those told that are over the last one, of those that are news the latest.
    pub(super) fn quarter(&self, place: Place, published: Option<Date>) -> Option<&str> {
        let period = self.last_period(published, Period::is_quarter)?;
        self.latest(period, place, published).value.as_deref()
    }

    /// The period that figures are of: the last one told that is over; if that is a quarter in the news, the latest quarter.
    pub(super) fn figures(&self, place: Place, published: Option<Date>) -> Option<&Period> {
        let period = self.last_period(published, |_| true)?;
        Some(if period.is_quarter() { self.latest(period, place, published) } else { period })
    }

    fn recent(&self) -> impl Iterator<Item = &Period> + Clone {
        self.periods.iter().rev().take(REACH)
    }

    /// The last period told that is over; if none is over (the fourth quarter of a fiscal year), the last.
    fn last_period(&self, published: Option<Date>, fits: fn(&Period) -> bool) -> Option<&Period> {
        let over = |p: &&Period| published.is_none_or(|day| p.ends < day);
        let mut fitting = self.recent().filter(|p| fits(p));
        fitting.clone().find(over).or_else(|| fitting.next())
    }

    /// Of the quarters in the news the one that ends last, if the last one told is of them and of another sentence.
    fn latest<'m>(&'m self, last: &'m Period, place: Place, published: Option<Date>) -> &'m Period {
        let Some(day) = published else { return last };
        let begun = day.checked_sub(Span::new().months(NEWS)).unwrap_or(day);
        let news = |p: &&Period| p.is_quarter() && begun <= p.ends && p.ends < day;
        if last.sentence == place.sentence || !news(&last) {
            return last;
        }
        self.recent().filter(news).max_by_key(|p| p.ends).unwrap_or(last)
    }

    /// The day that a story has come to: where all dates of this paragraph lie more than a year before publication and the last of
    /// them was told of in so many words, it.
    pub(super) fn story(&self, place: Place, published: Date) -> Option<Date> {
        let last = self.told.last().filter(|told| told.narrated && told.paragraph == place.paragraph)?;
        let here = self.told.iter().rev().take_while(|told| told.paragraph == place.paragraph);
        let past = published.checked_sub(1.year()).ok()?;
        let fine = calendar::unit_of(&last.value).is_some_and(|unit| calendar::days(unit) < 100);
        (fine && here.clone().all(|told| told.days.to < past)).then_some(last.days.from)
    }
}

impl Period {
    fn is_quarter(&self) -> bool {
        self.value.as_deref().and_then(calendar::unit_of) == Some("Q")
    }
}
