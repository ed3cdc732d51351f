//! [`check`]: whether a value is one that TIMEX3 allows for its type (TimeML 1.2.1, with the granularities of
//! TIDES that it refers to).

use crate::analysis::TimexType;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// Why a value is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{value:?} is no TIMEX3 value of a {kind}: {why}", kind = kind.as_str())]
pub struct NotTimex3 {
    /// The value.
    pub value: String,
    /// The type it was given.
    pub kind: TimexType,
    /// What is wrong.
    pub why: &'static str,
}

/// Checks a value against its type. Unknown parts may be written `X` (`XXXX-12-25`, `PXD`); whatever is known
/// must exist in the calendar.
///
/// # Errors
/// What is wrong with the value.
pub fn check(kind: TimexType, value: &str) -> Result<(), NotTimex3> {
    let checked = match kind {
        TimexType::Date => date(value),
        TimexType::Time => time(value),
        TimexType::Duration => duration(value),
        // A recurring time is named by its period (`P1W`) or by what recurs (`XXXX-WXX-5`, `TMO`).
        TimexType::Set if value.starts_with('P') && !value.ends_with("_REF") => duration(value),
        TimexType::Set if value.contains('T') => time(value),
        TimexType::Set => date(value),
    };
    checked.map_err(|why| NotTimex3 { value: value.to_string(), kind, why })
}

type Checked = Result<(), &'static str>;

/// A number of so many digits in a range, or as many `X`. Half-known digits (`199X`) are allowed.
fn digits(text: &str, width: usize, range: std::ops::RangeInclusive<u32>, why: &'static str) -> Checked {
    if text.len() != width || !text.bytes().all(|b| b.is_ascii_digit() || b == b'X') {
        return Err(why);
    }
    match text.parse::<u32>() {
        Ok(number) if !range.contains(&number) => Err(why),
        _ => Ok(()),
    }
}

fn date(value: &str) -> Checked {
    if matches!(value, "PAST_REF" | "PRESENT_REF" | "FUTURE_REF") {
        return Ok(());
    }
    if value.contains('T') {
        return Err("a time of day makes it a TIME");
    }
    if let Some(years) = ["KA", "MA", "GA"].iter().find_map(|unit| value.strip_prefix(unit)) {
        let number = !years.is_empty() && years.bytes().all(|b| b.is_ascii_digit() || b == b'X');
        return if number {
            Ok(())
        } else {
            Err("a number of thousand, million or billion years is missing")
        };
    }
    let value = ["BC", "FY"].iter().find_map(|era| value.strip_prefix(era)).unwrap_or(value);
    let (year, rest) = value.split_once('-').map_or((value, None), |(year, rest)| (year, Some(rest)));
    let years = !year.is_empty() && year.len() <= 4 && year.bytes().all(|b| b.is_ascii_digit() || b == b'X');
    let Some(rest) = rest else {
        return if years {
            Ok(())
        } else {
            Err("it does not begin with a year, decade or century of digits or X")
        };
    };
    digits(year, 4, 0..=9999, "the year must have four digits or X")?;
    let parts: Vec<&str> = rest.split('-').collect();
    match parts.as_slice() {
        ["SP" | "SU" | "FA" | "AU" | "WI"] => Ok(()),
        [part] if part.starts_with('Q') => digits(&part[1..], 1, 1..=4, "quarters are Q1 to Q4, or QX"),
        [part] if part.starts_with('H') => digits(&part[1..], 1, 1..=2, "halves are H1 and H2, or HX"),
        [week] if week.starts_with('W') => in_year(year, &week[1..]),
        [week, day] if week.starts_with('W') => {
            in_year(year, &week[1..])?;
            match *day {
                "WE" | "WD" => Ok(()),
                day => digits(day, 1, 1..=7, "days of the week are 1 to 7, WE, WD or X"),
            }
        }
        [month] => digits(month, 2, 1..=12, "months are 01 to 12, or XX"),
        [month, day] => {
            digits(month, 2, 1..=12, "months are 01 to 12, or XX")?;
            digits(day, 2, 1..=31, "days are 01 to 31, or XX")?;
            in_month(year, month, day)
        }
        _ => Err("a date has at most year, month and day"),
    }
}

/// Whether the year has that week, as far as both are known.
fn in_year(year: &str, week: &str) -> Checked {
    digits(week, 2, 1..=53, "weeks are W01 to W53, or WXX")?;
    match (year.parse(), week.parse()) {
        (Ok(year), Ok(week)) if ISOWeekDate::new(year, week, Weekday::Monday).is_err() => {
            Err("that year has no such week")
        }
        _ => Ok(()),
    }
}

/// Whether the month has that day, as far as they are known.
fn in_month(year: &str, month: &str, day: &str) -> Checked {
    let (Ok(month), Ok(day)) = (month.parse(), day.parse()) else { return Ok(()) };
    // An unknown year may be a leap year.
    let year = year.parse().unwrap_or(2000);
    Date::new(year, month, day).map(|_| ()).map_err(|_| "that month has no such day")
}

fn time(value: &str) -> Checked {
    if matches!(value, "PAST_REF" | "PRESENT_REF" | "FUTURE_REF") {
        return Ok(());
    }
    let Some((day, clock)) = value.split_once('T') else {
        return Err("a TIME has a T before the time of day");
    };
    if !day.is_empty() {
        date(day)?;
    }
    if matches!(clock, "MO" | "MI" | "AF" | "EV" | "NI" | "DT" | "PM" | "AM") {
        return Ok(());
    }
    let zone = clock.find(['Z', '+', '-']).unwrap_or(clock.len());
    let (clock, zone) = clock.split_at(zone);
    let parts: Vec<&str> = clock.split(':').collect();
    if parts.is_empty() || parts.len() > 3 {
        return Err("a time of day is hh, hh:mm or hh:mm:ss");
    }
    digits(parts[0], 2, 0..=24, "hours are 00 to 24, or XX")?;
    if let Some(minute) = parts.get(1) {
        digits(minute, 2, 0..=59, "minutes are 00 to 59, or XX")?;
    }
    if let Some(second) = parts.get(2) {
        let whole = second.split('.').next().unwrap_or_default();
        digits(whole, 2, 0..=60, "seconds are 00 to 60, or XX")?;
    }
    match zone.get(1..) {
        None | Some("") if zone.is_empty() || zone == "Z" => Ok(()),
        Some(offset) if zone != "Z" && !zone.starts_with('Z') => {
            let (hours, minutes) = offset.split_once(':').unwrap_or((offset, "00"));
            digits(hours, 2, 0..=14, "offsets from UTC are +hh:mm")?;
            digits(minutes, 2, 0..=59, "offsets from UTC are +hh:mm")
        }
        _ => Err("a time zone is Z or +hh:mm"),
    }
}

fn duration(value: &str) -> Checked {
    let Some(rest) = value.strip_prefix('P') else { return Err("a period begins with P") };
    let (days, clock) = rest.split_once('T').map_or((rest, None), |(days, clock)| (days, Some(clock)));
    if clock.is_some_and(str::is_empty) {
        return Err("nothing follows the T");
    }
    let parts =
        amounts(days, &["ML", "CE", "DE", "Y", "H", "Q", "M", "SP", "SU", "FA", "WI", "WE", "WD", "W", "D"])?
            + amounts(clock.unwrap_or_default(), &["H", "M", "S", "MO", "MI", "AF", "EV", "NI", "DT"])?;
    if parts == 0 { Err("there is no amount") } else { Ok(()) }
}

/// How many amounts with their units there are, which must be in descending order.
fn amounts(mut text: &str, units: &[&str]) -> Result<usize, &'static str> {
    let (mut count, mut after) = (0, 0);
    while !text.is_empty() {
        let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == 'X')).unwrap_or(text.len());
        let (amount, rest) = text.split_at(end);
        let known = amount.bytes().all(|b| b == b'X') || amount.parse::<f64>().is_ok();
        if amount.is_empty() || !known {
            return Err("an amount is a number or X");
        }
        let unit_end = rest.find(|c: char| !c.is_ascii_alphabetic() || c == 'X').unwrap_or(rest.len());
        let (unit, rest) = rest.split_at(unit_end);
        let Some(at) = units[after..].iter().position(|u| *u == unit) else {
            return Err("a unit is unknown or out of order");
        };
        after += at + 1;
        count += 1;
        text = rest;
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use TimexType::{Date, Duration, Set, Time};

    #[test]
    fn values_of_every_granularity_pass() {
        let dates = "PRESENT_REF 2025-08-10 2025-08 2025 198 19 2018-Q3 2018-QX 2018-H1 2019-SU 2024-02-29 \
                     XXXX-12-25 XXXX-02-29 2025-08-XX 2018-W07 2020-W53 2018-W07-5 2018-W07-WE XXXX-WXX-3 BC0346 MA66 \
                     FY2024 FY2024-Q2 XXXX 20XX";
        let times = "2025-08-10TMO 2025-08-10T09:30 T12 2025-08-10T24:00 XXXX-WXX-5TEV 2025-08-10T09:30:15.5Z \
                     2025-08-10T09:30+02:00 2025-08-10TXX:30 PRESENT_REF";
        let durations =
            "P3D P10Y PXY P1.5Y P1Y6M P2W PT48H P3DT12H PT30M P2DE P1CE PXDE P2WE P3Q PXM PT5S P0.5M";
        let sets = "P1W PT1H XXXX-WXX-5 XXXX-XX-XXTMO XXXX-07 P1Y P10Y XXXX-WI";
        for (kind, values) in [(Date, dates), (Time, times), (Duration, durations), (Set, sets)] {
            for value in values.split_whitespace() {
                assert_eq!(check(kind, value), Ok(()));
            }
        }
    }

    #[test]
    fn values_that_mean_nothing_are_refused() {
        let dates = "2025-13 2025-02-29 2025-8-10 25-08-10 2018-W54 2021-W53 2018-Q5 2018-H3 last 2025-08-10TMO P3D \
                     2025-08-10-11 2018-W07-8 20250 XXXX-04-31 MA 2025- ";
        let times = "2025-08-10 2025-08-10T 2025-08-10T25 2025-08-10T09:60 TXMO 2025-02-30TMO T12:00Q T09:30+1 T09:30Z1";
        let durations = "3D P PD P3 PT P3DT PXX3D P6M1Y PT3D P1F P1Y-6M PT10H5";
        let sets = "every P XXXX-WXX-9 P1";
        for (kind, values) in [(Date, dates), (Time, times), (Duration, durations), (Set, sets)] {
            for value in values.split_whitespace() {
                assert!(check(kind, value).is_err(), "{value} passed as a {}", kind.as_str());
            }
        }
        let fault = check(Date, "2025-02-29").unwrap_err().to_string();
        assert_eq!(fault, "\"2025-02-29\" is no TIMEX3 value of a DATE: that month has no such day");
    }
}
