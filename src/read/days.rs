//! [`date_in`]: the day that a line or a path names.

use jiff::civil::Date;

/// The first whole date in a line: `AUG 10 2025`, `10th of August, 2025`, `August 10th, 2025`, `2025-08-10`,
/// `20250810`, `10.08.2025` (dots are day first), and `17/05/2024` where only one order is possible.
pub fn date_in(line: &str) -> Option<Date> {
    let marks = |c: char| !c.is_alphanumeric();
    let words: Vec<&str> = line
        .split(marks)
        .filter(|w| !w.is_empty() && !w.eq_ignore_ascii_case("of") && !w.eq_ignore_ascii_case("the"))
        .take(60)
        .collect();
    let found = words.windows(3).find_map(|w| {
        // The time may be glued to the day: `2025-08-10T12:00`.
        let last = w[2].split_once('T').map_or(w[2], |(day, _)| if day.is_empty() { w[2] } else { day });
        let (first, second) = (w[0], w[1]);
        if let (Some(y), 2, Some(m), Some(d)) = (year(first), second.len(), number(second), day(last)) {
            return date(y, m, d);
        }
        let y = year(last)?;
        if let (Some(m), Some(d)) = (month(first), day(second)) {
            return date(y, m, d);
        }
        let d = day(first)?;
        if let Some(m) = month(second) {
            return date(y, m, d);
        }
        let (a, b) = (number(first)?, number(second)?);
        let dotted = || line[offset(line, second)..].starts_with('.');
        match (a > 12, b > 12) {
            (true, false) => date(y, b, a),
            (false, true) => date(y, a, b),
            (false, false) if a == b || dotted() => date(y, b, a),
            _ => None,
        }
    });
    found.or_else(|| words.iter().find_map(|w| compact(w)))
}

/// A date in an address or the name of a file: `/2025/08/10/`, `/2025/aug/10/`, `2024-05-17-title.txt`,
/// `20240517`.
pub(super) fn date_in_path(path: &str) -> Option<Date> {
    let parts: Vec<&str> =
        path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let plausible = |d: &Date| (1900..2100).contains(&d.year());
    let split = parts.windows(3).filter_map(|w| {
        let m = month(w[1]).or_else(|| number(w[1]).filter(|_| w[1].len() <= 2))?;
        let d = number(w[2]).filter(|_| w[2].len() <= 2)?;
        date(year(w[0])?, m, d)
    });
    split.chain(parts.iter().filter_map(|w| compact(w))).find(plausible)
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// `20250810`
fn compact(word: &str) -> Option<Date> {
    let digits = word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit());
    let word = digits.then_some(word)?;
    date(year(&word[..4])?, number(&word[4..6])?, number(&word[6..])?)
}

/// Where the slice `part` of `line` ends, in bytes.
fn offset(line: &str, part: &str) -> usize {
    part.as_ptr() as usize - line.as_ptr() as usize + part.len()
}

fn number(word: &str) -> Option<i16> {
    word.parse().ok().filter(|_| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()))
}

fn year(word: &str) -> Option<i16> {
    number(word).filter(|y| word.len() == 4 && (1600..2200).contains(y))
}

/// `7`, `07`, `7th`
fn day(word: &str) -> Option<i16> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|e| e.eq_ignore_ascii_case(ending));
    number(digits).filter(|d| (1..=31).contains(d) && (ending.is_empty() || ordinal))
}

/// The month that a word names in full or by an abbreviation of three letters or more.
fn month(word: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let begins = |month: &&str| month.get(..word.len()).is_some_and(|m| m.eq_ignore_ascii_case(word));
    let fits = (3..=9).contains(&word.len()) && word.is_ascii();
    MONTHS.iter().position(|m| fits && begins(m)).map(|at| at as i16 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn days_are_read_in_every_written_form() {
        for line in [
            "WANDA PELL, MAY 17 2024",
            "17 May 2024",
            "the 17th of May, 2024",
            "May 17th, 2024",
            "Friday, 17. May 2024, 8:30 p.m.",
            "Published: 2024-05-17",
            "17.05.2024",
            "17/05/2024",
            "05/17/2024",
            "17-May-2024",
            "Fri, 17 May 2024 08:00:00 GMT",
            "By A. Writer | 17 May 2024",
            "2024-05-17T08:00:00Z",
            "20240517",
        ] {
            assert_eq!(date_in(line), Some(date(2024, 5, 17)), "{line}");
        }
        assert_eq!(date_in("4.05.2024"), Some(date(2024, 5, 4)));
        assert_eq!(date_in("Sept. 4, 2024"), Some(date(2024, 9, 4)));
    }

    #[test]
    fn what_is_no_day_or_could_be_two_is_left() {
        for line in ["30 February 2024", "05/06/2024", "May 2024", "10 12 24", "Page 3 of 2024", "2024-13-01"]
        {
            assert_eq!(date_in(line), None, "{line}");
        }
    }

    #[test]
    fn days_in_addresses_and_file_names() {
        assert_eq!(date_in_path("https://x.example/2025/08/10/a-title/"), Some(date(2025, 8, 10)));
        assert_eq!(date_in_path("https://x.example/world/2025/aug/10/a"), Some(date(2025, 8, 10)));
        assert_eq!(date_in_path("2024-05-17-water.txt"), Some(date(2024, 5, 17)));
        assert_eq!(date_in_path("x/20240517_water.txt"), Some(date(2024, 5, 17)));
        assert_eq!(date_in_path("essay-12.txt"), None);
    }

    proptest! {
        #[test]
        fn any_line_is_read_without_panic(line in "\\PC{0,40}") {
            let _ = (date_in(&line), date_in_path(&line));
        }
    }
}
