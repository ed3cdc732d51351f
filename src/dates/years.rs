//! The year that a text leaves out: of *March*, of *June 3*, of *'18*.
//!
//! In: a month, a day of it or two digits, and the day to count from. Out: the year. `rules/README.md` says by what
//! ("Years that a text leaves out", "Stories").

use super::operator::Direction;
use jiff::civil::Date;

/// A year of two digits: the last one of these digits up to ten years after publication.
pub(super) fn full_year(year: i64, published: Option<Date>) -> String {
    let latest = published.map_or(2030, |day| i64::from(day.year()) + 10);
    match year {
        0..100 => (latest - (latest - year).rem_euclid(100)).to_string(),
        _ => year.to_string(),
    }
}

/// The year of a month, or of a day of it, that comes without one: the nearest; after a verb in the past the last,
/// with two weeks of grace; where the clause points ahead that from two months before publication to ten after; after
/// *will* the next.
pub(super) fn near_year(published: Date, month: i64, day: Option<i64>, direction: Direction) -> i64 {
    let year = i64::from(published.year());
    let ahead = ahead(published, month, day);
    let (least, most) = match direction {
        Direction::Future => (-15, 345),
        Direction::Ahead => (-59, 301),
        Direction::Past => (-345, 14),
        Direction::Unknown => (-255, 104),
        // *last July* in August is not the month just over, but *last July 3* may be.
        Direction::Before => (-390, if day.is_some() { -1 } else { -31 }),
        Direction::After => (1, 360),
    };
    match ahead {
        a if a > most => year - 1,
        a if a < least => year + 1,
        _ => year,
    }
}

/// The year of a month, or of a day of it, in a story that has come to a day: it goes on from there, or back by two
/// weeks at most.
pub(super) fn next_year(there: Date, month: i64, day: Option<i64>) -> i64 {
    let year = i64::from(there.year());
    match ahead(there, month, day) {
        345.. => year - 1,
        ..-15 => year + 1,
        _ => year,
    }
}

/// How far a month, or a day of it, lies after a day of the same year, in thirtieths of a month; whole months are
/// counted by the month alone.
fn ahead(from: Date, month: i64, day: Option<i64>) -> i64 {
    let here = i64::from(from.month()) * 30 + day.map_or(0, |_| i64::from(from.day()));
    month * 30 + day.unwrap_or(0) - here
}
