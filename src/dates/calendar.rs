//! Calendar values of TIMEX3 as [`Interval`]s of days, and dates as values.

use crate::analysis::Interval;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan as _};

/// The days that a value means: `2025-08-10`, `2025-08`, `2025`, `199` (a decade), `19` (a century), `2018-W07`,
/// `2018-W07-WE`, `2018-Q3`, `2018-H1`, `2018-SU`, each also with a time of day after `T`. Seasons are the
/// northern meteorological ones, winter beginning in December of the year it is named by; `BC0044`. `None` if the value
/// has no place in the calendar.
pub fn interval(value: &str) -> Option<Interval> {
    // Years before Christ count back from 1 BC, the year 0 of ISO 8601.
    if let Some(year) = value.strip_prefix("BC").filter(|y| y.len() == 4) {
        let year = year.bytes().all(|b| b.is_ascii_digit()).then(|| year.parse::<i16>().ok()).flatten()?;
        return months(1 - year, 1, 12);
    }
    let day = value.split('T').next()?;
    let parts: Vec<&str> = day.split('-').collect();
    let number = |s: &str| s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse::<i16>().ok()).flatten();
    match parts.as_slice() {
        [y] => {
            let n = number(y)?;
            match y.len() {
                4 => months(n, 1, 12),
                3 => span(Date::new(n * 10, 1, 1).ok()?, 10.years()),
                2 => span(Date::new(n * 100, 1, 1).ok()?, 100.years()),
                _ => None,
            }
        }
        [y, part] => {
            let y = number(y)?;
            match part.split_at_checked(1)? {
                ("Q", q) => {
                    number(q).filter(|q| (1..=4).contains(q)).and_then(|q| months(y, q as i8 * 3 - 2, 3))
                }
                ("H", h) => {
                    number(h).filter(|h| (1..=2).contains(h)).and_then(|h| months(y, h as i8 * 6 - 5, 6))
                }
                ("W", week) if number(week).is_some() => span(monday(y, number(week)? as i8)?, 1.week()),
                _ => match *part {
                    "SP" => months(y, 3, 3),
                    "SU" => months(y, 6, 3),
                    "FA" => months(y, 9, 3),
                    "WI" => months(y, 12, 3),
                    month => months(y, number(month)? as i8, 1),
                },
            }
        }
        [y, week, "WE"] => {
            let monday = monday(number(y)?, number(week.strip_prefix('W')?)? as i8)?;
            span(monday.checked_add(5.days()).ok()?, 2.days())
        }
        [y, m, d] => {
            let day = Date::new(number(y)?, number(m)? as i8, number(d)? as i8).ok()?;
            Some(Interval { from: day, to: day })
        }
        _ => None,
    }
}

/// Whether a value claims a place in the calendar: digits first, no placeholder.
pub fn looks_calendar(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_digit()) && !value.contains('X') && !value.starts_with("T")
}

fn months(year: i16, first: i8, count: i64) -> Option<Interval> {
    span(Date::new(year, first, 1).ok()?, count.months())
}

/// From a day for so long.
fn span(from: Date, length: Span) -> Option<Interval> {
    let to = from.checked_add(length).ok()?.yesterday().ok()?;
    Some(Interval { from, to })
}

fn monday(year: i16, week: i8) -> Option<Date> {
    ISOWeekDate::new(year, week, Weekday::Monday).ok().map(ISOWeekDate::date)
}

/// A day as the value of the unit it lies in: `D` the day, `W` its ISO week, `WE` its weekend, `M` the month,
/// `Q` the quarter, `S` the season, `H` the half, `Y` the year, `DE` the decade, `CE` the century.
pub fn value_of(day: Date, unit: &str) -> Option<String> {
    let (y, m, d) = (day.year(), day.month(), day.day());
    let week = day.iso_week_date();
    Some(match unit {
        "D" => format!("{y:04}-{m:02}-{d:02}"),
        "W" => format!("{:04}-W{:02}", week.year(), week.week()),
        "WE" => format!("{:04}-W{:02}-WE", week.year(), week.week()),
        "M" => format!("{y:04}-{m:02}"),
        "Q" => format!("{y:04}-Q{}", (m - 1) / 3 + 1),
        "S" => format!("{:04}-{}", y - i16::from(m < 3), ["WI", "SP", "SU", "FA"][m as usize % 12 / 3]),
        "H" => format!("{y:04}-H{}", (m - 1) / 6 + 1),
        "Y" => format!("{y:04}"),
        "DE" => format!("{:03}", y / 10),
        "CE" => format!("{:02}", y / 100),
        _ => return None,
    })
}

/// The unit that a value is: `D` for `2025-08-10`, also with a time of day.
pub fn unit_of(value: &str) -> Option<&'static str> {
    let day = value.split('T').next()?;
    if !day.bytes().next()?.is_ascii_digit() {
        return None;
    }
    Some(match day.as_bytes() {
        [_, _] => "CE",
        [_, _, _] => "DE",
        [_, _, _, _] => "Y",
        [.., b'W', b'E'] => "WE",
        [_, _, _, _, b'-', b'W', b'0'..=b'9', b'0'..=b'9'] => "W",
        [_, _, _, _, b'-', b'Q', _] => "Q",
        [_, _, _, _, b'-', b'H', _] => "H",
        [_, _, _, _, b'-', b'S', b'P' | b'U'] | [_, _, _, _, b'-', b'F', b'A'] => "S",
        [_, _, _, _, b'-', b'W', b'I'] => "S",
        [_, _, _, _, b'-', b'0'..=b'9', b'0'..=b'9'] => "M",
        [_, _, _, _, b'-', _, _, b'-', _, _] => "D",
        _ => return None,
    })
}

/// About how many days a unit has, to tell the finer of two.
pub fn days(unit: &str) -> u32 {
    match unit {
        "D" => 1,
        "WE" => 2,
        "W" => 7,
        "M" => 30,
        "Q" | "S" => 91,
        "H" => 182,
        "Y" => 365,
        "DE" => 3_652,
        _ => 36_524,
    }
}

/// The value of a unit when the day of publication is not known.
pub fn unknown(unit: &str) -> &'static str {
    match unit {
        "D" => "XXXX-XX-XX",
        "W" => "XXXX-WXX",
        "WE" => "XXXX-WXX-WE",
        "M" => "XXXX-XX",
        "Q" => "XXXX-QX",
        "S" => "XXXX-XX",
        "H" => "XXXX-HX",
        "DE" => "XXX",
        "CE" => "XX",
        _ => "XXXX",
    }
}

/// The day of a holiday in a year: `12-25`; `11-TH4`, the fourth Thursday of November; `05-MO-1`, the last Monday
/// of May; `11-TU1+1`, so many days after that; `E-2`, so many days before or after Easter Sunday.
pub fn holiday(rule: &str, year: i64) -> Option<Date> {
    let year = i16::try_from(year).ok()?;
    if let Some(days) = rule.strip_prefix('E') {
        let days = if days.is_empty() { 0 } else { days.parse::<i64>().ok()? };
        return easter(year)?.checked_add(days.days()).ok();
    }
    let (rule, days) =
        rule.split_once('+').map_or(Some((rule, 0)), |(r, n)| Some((r, n.parse::<i64>().ok()?)))?;
    let (month, day) = rule.split_once('-')?;
    let month = month.parse().ok()?;
    let date = match day.parse() {
        Ok(day) => Date::new(year, month, day).ok()?,
        Err(_) => {
            let (name, nth) = day.split_at_checked(2)?;
            let weekday = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].iter().position(|n| *n == name)?;
            let weekday = Weekday::from_monday_zero_offset(weekday as i8).ok()?;
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth.parse().ok()?, weekday).ok()?
        }
    };
    date.checked_add(days.days()).ok()
}

/// Easter Sunday in the Gregorian calendar, by the method of Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// A day moved by so many units.
pub fn shift(day: Date, unit: &str, count: i64) -> Option<Date> {
    let length = match unit {
        "D" => Span::new().try_days(count),
        "W" | "WE" => Span::new().try_weeks(count),
        "M" => Span::new().try_months(count),
        "Q" | "S" => Span::new().try_months(count.checked_mul(3)?),
        "H" => Span::new().try_months(count.checked_mul(6)?),
        "Y" => Span::new().try_years(count),
        "DE" => Span::new().try_years(count.checked_mul(10)?),
        "CE" => Span::new().try_years(count.checked_mul(100)?),
        _ => return None,
    };
    day.checked_add(length.ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_granularity_has_its_days() {
        let of = |value: &str| interval(value).map(|i| (i.from, i.to));
        assert_eq!(of("2018-05"), Some((date(2018, 5, 1), date(2018, 5, 31))));
        assert_eq!(of("199"), Some((date(1990, 1, 1), date(1999, 12, 31))));
        assert_eq!(of("19"), Some((date(1900, 1, 1), date(1999, 12, 31))));
        assert_eq!(of("2018-Q3"), Some((date(2018, 7, 1), date(2018, 9, 30))));
        assert_eq!(of("2018-W07"), Some((date(2018, 2, 12), date(2018, 2, 18))));
        assert_eq!(of("2018-WI"), Some((date(2018, 12, 1), date(2019, 2, 28))));
        assert_eq!(of("2018-02-30"), None);
        assert_eq!(of("PRESENT_REF"), None);
    }

    #[test]
    fn movable_holidays_are_computed() {
        assert_eq!(holiday("12-25", 2025), Some(date(2025, 12, 25)));
        assert_eq!(holiday("11-TH4", 1999), Some(date(1999, 11, 25)));
        assert_eq!(holiday("05-MO-1", 2024), Some(date(2024, 5, 27)));
        assert_eq!(holiday("11-MO1+1", 2024), Some(date(2024, 11, 5)));
        for (year, month, day) in [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2024, 3, 31), (2038, 4, 25)]
        {
            assert_eq!(holiday("E", year), Some(date(year as i16, month, day)));
        }
        assert_eq!(holiday("E-2", 2025), Some(date(2025, 4, 18)));
        assert_eq!(holiday("02-30", 2025), None);
    }
}
