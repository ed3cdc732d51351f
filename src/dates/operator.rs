//! [`Operator`]: what a template can compute, from the captures of a match and its [`Context`].
//!
//! The operators are calendar arithmetic and nothing else; which words mean which of them stands in the rules.

use super::calendar;
use super::memory::{Memory, Place};
use super::template::{Captures, Expr, Unresolved};
use super::years::{full_year, near_year, next_year};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// An operator of the value language; `rules/README.md` says what each gives.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Shift,
    Move,
    Last,
    Year,
    Quarter,
    Weekday,
    Season,
    Holiday,
    Date,
    Decade,
    Century,
    Full,
    Clock,
    Times,
    Sum,
    On,
    Of,
    Reported,
    Figures,
    Dotted,
    Modern,
}

/// What values are computed from.
#[derive(Copy, Clone, Debug)]
pub struct Context<'c> {
    /// Day of publication.
    pub published: Option<Date>,
    /// What the article has told before.
    pub memory: &'c Memory,
    /// Where the date stands.
    pub place: Place,
    /// The tense around it.
    pub direction: Direction,
    /// Whether it is told from the day of publication, whatever the story around it: *he told me in May*.
    pub apart: bool,
}

/// Whether a clause speaks of the past or the future.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Direction {
    /// *signed in March*
    Past,
    /// *expected in March*: ahead for months and days, not for weekdays (*the vote planned for Friday failed*).
    Ahead,
    /// *will sign in March*
    Future,
    /// No verb tells.
    Unknown,
    /// Before the day of publication by the words of the date itself: *last March*.
    Before,
    /// After it: *next March*.
    After,
}

impl Direction {
    /// Reads `past`, `ahead`, `future`, `before` or `after`.
    pub fn parse(name: &str) -> Option<Direction> {
        match name {
            "past" => Some(Direction::Past),
            "ahead" => Some(Direction::Ahead),
            "future" => Some(Direction::Future),
            "before" => Some(Direction::Before),
            "after" => Some(Direction::After),
            _ => None,
        }
    }
}

impl Context<'_> {
    /// The last date before this one, of one granularity if it is given.
    pub(super) fn then(&self, unit: Option<&str>) -> Result<&str, Unresolved> {
        self.memory.then(unit).ok_or(Unresolved::NothingBefore)
    }
}

impl Operator {
    /// The operator of a name, and how many arguments it takes at least and at most.
    pub(super) fn parse(name: &str) -> Option<(Operator, usize, usize)> {
        Some(match name {
            "shift" => (Operator::Shift, 2, 3),
            "move" => (Operator::Move, 3, 3),
            "last" => (Operator::Last, 1, 1),
            "year" => (Operator::Year, 1, 2),
            "quarter" => (Operator::Quarter, 1, 1),
            "weekday" => (Operator::Weekday, 1, 3),
            "season" => (Operator::Season, 1, 2),
            "holiday" => (Operator::Holiday, 1, 3),
            "date" => (Operator::Date, 3, 3),
            "decade" => (Operator::Decade, 1, 1),
            "century" => (Operator::Century, 1, 1),
            "full" => (Operator::Full, 1, 2),
            "clock" => (Operator::Clock, 1, 3),
            "times" => (Operator::Times, 2, 2),
            "sum" => (Operator::Sum, 2, 2),
            "on" => (Operator::On, 2, 2),
            "of" => (Operator::Of, 2, 2),
            "reported" => (Operator::Reported, 1, 1),
            "figures" => (Operator::Figures, 1, 1),
            "dotted" => (Operator::Dotted, 1, 1),
            "modern" => (Operator::Modern, 1, 1),
            _ => return None,
        })
    }

    /// What it gives.
    pub(super) fn apply(
        self,
        arguments: &[Expr],
        captures: Captures,
        context: &Context,
    ) -> Result<String, Unresolved> {
        let text = |i: usize| arguments[i].value(captures, context);
        let number = |i: usize| arguments[i].number(captures, context);
        let given = |i: usize| arguments.get(i).map(|_| number(i)).transpose();
        let found = |value: Option<String>| value.ok_or(Unresolved::NoSuchDay);
        let first_day = |value: &str| Ok(calendar::interval(value).ok_or(Unresolved::NothingBefore)?.from);
        match self {
            Operator::Shift => {
                let (unit, count) = (text(0)?, number(1)?);
                let base = match arguments.get(2) {
                    Some(base) => {
                        let base = base.value(captures, context)?;
                        // No day can be counted from a year.
                        let finer = calendar::unit_of(&base)
                            .is_none_or(|own| calendar::days(&unit) < calendar::days(own));
                        if finer {
                            return Err(Unresolved::NothingBefore);
                        }
                        Some(first_day(&base)?)
                    }
                    None => context.published,
                };
                let Some(day) = base else { return Ok(calendar::unknown(&unit).into()) };
                found(calendar::shift(day, &unit, count).and_then(|there| calendar::value_of(there, &unit)))
            }
            Operator::Move => {
                let (value, unit, count) = (text(0)?, text(1)?, number(2)?);
                let own = calendar::unit_of(&value).ok_or(Unresolved::NothingBefore)?;
                let there = calendar::shift(first_day(&value)?, &unit, count);
                found(there.and_then(|there| calendar::value_of(there, own)))
            }
            Operator::Last => context.then(Some(&text(0)?)).map(str::to_string),
            Operator::Year => {
                let Some(published) = context.published else { return Ok("XXXX".into()) };
                let (month, day) = (number(0)?, given(1)?);
                // *In March 1940 they made peace. On 3 June they ...*
                let told =
                    !matches!(context.direction, Direction::Future | Direction::Before | Direction::After);
                let story = context.memory.story(context.place, published);
                if let Some(there) = story.filter(|_| told && !context.apart) {
                    return Ok(next_year(there, month, day).to_string());
                }
                Ok(near_year(published, month, day, context.direction).to_string())
            }
            Operator::Quarter => {
                let quarter = number(0)?;
                let Some(published) = context.published else { return Ok(format!("XXXX-Q{quarter}")) };
                let year = i64::from(published.year());
                // Figures are of quarters that are over or nearly so: the fourth quarter, in January, is last year's.
                let here = i64::from(published.month() + 2) / 3;
                let ahead =
                    matches!(context.direction, Direction::Future | Direction::Ahead | Direction::After);
                let year = match quarter - here {
                    1.. if context.direction == Direction::Past => year - 1,
                    2.. if !ahead => year - 1,
                    ..=-2 if ahead => year + 1,
                    _ => year,
                };
                Ok(format!("{year}-Q{quarter}"))
            }
            Operator::Weekday => {
                // A third argument other than 0 is the day to count from.
                let told = match arguments.get(2) {
                    Some(base) => Some(base.value(captures, context)?).filter(|base| base != "0"),
                    None => None,
                };
                let base = match told {
                    Some(base) => Some(first_day(&base)?),
                    None => context.published,
                };
                let Some(published) = base else { return Ok(calendar::unknown("D").into()) };
                let wanted =
                    Weekday::from_monday_one_offset(number(0)? as i8).map_err(|_| Unresolved::NoSuchDay)?;
                let since = i64::from(wanted.until(published.weekday()));
                let there = match given(1)? {
                    // *This Friday*: the last one where the clause is past, else the next.
                    Some(0) if arguments.len() == 2 => match context.direction {
                        Direction::Past => published.checked_sub(since.days()),
                        _ => published.checked_add(((7 - since) % 7).days()),
                    },
                    // So many weeks from that of this week.
                    Some(weeks) if arguments.len() == 2 => {
                        let from_monday = i64::from(published.weekday().to_monday_zero_offset());
                        let offset = i64::from(wanted.to_monday_zero_offset()) - from_monday + 7 * weeks;
                        published.checked_add(offset.days())
                    }
                    // The nth before (-1) or after (1) the day of publication, which itself does not count.
                    Some(count) if count < 0 => {
                        let back = if since == 0 { 7 } else { since } + 7 * (-1 - count);
                        published.checked_sub(back.days())
                    }
                    Some(count) => published.checked_add((7 - since + 7 * (count - 1)).days()),
                    None if context.direction == Direction::Future && since > 0 => {
                        published.checked_add((7 - since).days())
                    }
                    None => published.checked_sub(since.days()),
                };
                found(there.ok().and_then(|there| calendar::value_of(there, "D")))
            }
            Operator::Season => {
                let season = text(0)?;
                let Some(published) = context.published else { return Ok(format!("XXXX-{season}")) };
                let mut year = i64::from(published.year());
                // *This winter* in January began the year before.
                let early = season == "WI" && published.month() < 3;
                year += given(1)?.unwrap_or(0) - i64::from(early);
                let begun = |year: i64| {
                    let first = calendar::interval(&format!("{year}-{season}")).map(|i| i.from);
                    first.is_some_and(|first| first <= published)
                };
                let over = |year: i64| {
                    calendar::interval(&format!("{year}-{season}")).is_some_and(|i| i.to < published)
                };
                // *Last summer* in December is this year's; *next spring* in January too.
                year = match given(1)? {
                    Some(-1) if over(year + 1) => year + 1,
                    Some(1) if !begun(year - 1) => year - 1,
                    // *by the autumn they had*, *in the spring they will*
                    None | Some(0) if context.direction == Direction::Past && !begun(year) => year - 1,
                    None if context.direction == Direction::Future && over(year) => year + 1,
                    _ => year,
                };
                Ok(format!("{year}-{season}"))
            }
            Operator::Holiday => {
                let rule = text(0)?;
                let day_of = |year: i64| calendar::holiday(&rule, year).ok_or(Unresolved::NoSuchDay);
                let day = match (given(1)?, context.published) {
                    (Some(year), _) if arguments.len() == 2 => day_of(year)?,
                    (_, None) => return Ok(calendar::unknown("D").into()),
                    (count, Some(published)) => {
                        let this = day_of(i64::from(published.year()))?;
                        let (month, day) = (i64::from(this.month()), i64::from(this.day()));
                        let near = near_year(published, month, Some(day), context.direction);
                        match count {
                            // `holiday(h, -1, 0)`: the last one before publication.
                            Some(-1) if this >= published => day_of(i64::from(published.year()) - 1)?,
                            Some(1) if this <= published => day_of(i64::from(published.year()) + 1)?,
                            Some(_) => this,
                            None => day_of(near)?,
                        }
                    }
                };
                found(calendar::value_of(day, "D"))
            }
            Operator::Date => Ok(format!("{:0>4}-{:02}-{:02}", text(0)?, number(1)?, number(2)?)),
            Operator::Decade => {
                let text = text(0)?;
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                Ok(match digits.len() {
                    4 => digits[..3].to_string(),
                    _ => format!("19{}", &digits[..digits.len().min(1)]),
                })
            }
            Operator::Century => Ok(format!("{:02}", number(0)? - 1)),
            Operator::Full => {
                let year = number(0)?;
                if let Some(begun) = given(1)? {
                    // *2018-20*: in the same century.
                    return Ok((begun / 100 * 100 + year).to_string());
                }
                Ok(full_year(year, context.published))
            }
            Operator::Clock => {
                // Captures that took no part are none: *5 p.m.* has no minutes, *17:30* no half of the day.
                let maybe = |i: usize| match given(i) {
                    Err(Unresolved::NotCaptured(_)) => Ok(None),
                    other => other,
                };
                let (hour, minute, half) = (number(0)?, maybe(1)?.unwrap_or(0), maybe(2)?);
                let hour = half.map_or(hour, |half| hour % 12 + half);
                Ok(format!("{hour:02}:{minute:02}"))
            }
            Operator::Times => Ok(number(0)?.saturating_mul(number(1)?).to_string()),
            Operator::Sum => Ok(number(0)?.saturating_add(number(1)?).to_string()),
            Operator::On => {
                let (weekday, value) = (number(0)?, text(1)?);
                let day = calendar::interval(&value).filter(|day| day.from == day.to);
                let fits = day.is_some_and(|d| i64::from(d.from.weekday().to_monday_one_offset()) == weekday);
                if fits { Ok(value) } else { Err(Unresolved::NothingBefore) }
            }
            // The same part of another year: *the 1988 quarter* in a report of the third.
            Operator::Of => {
                let (year, value) = (number(0)?, text(1)?);
                let part = value.get(4..).filter(|_| calendar::unit_of(&value).is_some());
                Ok(format!("{year:04}{}", part.ok_or(Unresolved::NothingBefore)?))
            }
            Operator::Reported => {
                let quarter = context.memory.quarter(context.place, context.published);
                quarter.map(str::to_string).ok_or(Unresolved::NothingBefore)
            }
            Operator::Figures => {
                let period = context.memory.figures(context.place, context.published);
                let period = period.ok_or(Unresolved::NothingBefore)?;
                let bound = |n: usize| period.bounds.as_ref().map(|bounds| &bounds[n]);
                let part = match text(0)?.as_str() {
                    "BEGIN" => bound(0),
                    "END" => bound(1),
                    _ => period.value.as_ref(),
                };
                part.cloned().ok_or(Unresolved::NothingBefore)
            }
            Operator::Dotted => dotted(&text(0)?, context).ok_or(Unresolved::Nothing),
            Operator::Modern => {
                let year = number(0)?;
                if MODERN.contains(&year) { Ok(year.to_string()) } else { Err(Unresolved::Nothing) }
            }
        }
    }
}

/// The years that are taken for years without a word before them that says so. Of four-digit numbers in running
/// text that are earlier, most are counts.
const MODERN: std::ops::Range<i64> = 1800..2100;

/// *23.03.2015*, *2015.03.23* or *23.03.15* as a day; `None` if the number is not written so. Versions and sections
/// (*4.12.3*) are not.
fn dotted(text: &str, context: &Context) -> Option<String> {
    let mut parts = text.split('.');
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || ![a, b, c].into_iter().all(digits) {
        return None;
    }
    let (year, month, day) = match (a.len(), b.len(), c.len()) {
        (1..=2, 1..=2, 4) => (c.to_string(), b, a),
        (4, 1..=2, 1..=2) => (a.to_string(), b, c),
        (2, 2, 2) => (full_year(c.parse().ok()?, context.published), b, a),
        _ => return None,
    };
    let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::super::Template;
    use super::*;
    use jiff::civil::date;

    fn fill(template: &str, captures: &[(&str, &'static str)], direction: Direction) -> String {
        let mut memory = Memory::default();
        for told in ["2019-05-06", "2018-Q3"] {
            memory.tell(told, calendar::interval(told).unwrap(), Place::default(), false);
        }
        let published = Some(date(2025, 8, 10));
        let place = Place::default();
        let context = Context { published, memory: &memory, place, direction, apart: false };
        let capture = |name: &str| captures.iter().find(|(n, _)| *n == name).map(|(_, v)| *v);
        Template::parse(template).unwrap().fill(&capture, &context).unwrap()
    }

    #[test]
    fn templates_take_captures_and_pad_numbers() {
        assert_eq!(
            fill("{y}-{m:2}-{d:2}", &[("y", "2018"), ("m", "5"), ("d", "3rd")], Direction::Past),
            "2018-05-03"
        );
        assert_eq!(fill("P{n}{u}", &[("n", "1,500"), ("u", "Y")], Direction::Past), "P1500Y");
        assert_eq!(fill("P{times(n, 10)}Y", &[("n", "3")], Direction::Past), "P30Y");
    }

    #[test]
    fn operators_count_from_the_day_of_publication() {
        assert_eq!(fill("{shift(u, -n)}", &[("u", "Y"), ("n", "3")], Direction::Past), "2022");
        assert_eq!(fill("{shift(D, 1)}", &[], Direction::Past), "2025-08-11");
        assert_eq!(fill("{year(m)}-{m}", &[("m", "12")], Direction::Past), "2024-12");
        assert_eq!(fill("{year(m)}-{m}", &[("m", "09")], Direction::Past), "2024-09");
        assert_eq!(fill("{year(m)}-{m}", &[("m", "04")], Direction::Future), "2026-04");
        assert_eq!(fill("{weekday(w)}", &[("w", "5")], Direction::Past), "2025-08-08");
        assert_eq!(fill("{weekday(w)}", &[("w", "5")], Direction::Future), "2025-08-15");
        assert_eq!(fill("{weekday(w, 1)}", &[("w", "5")], Direction::Past), "2025-08-15");
        assert_eq!(fill("{weekday(w, -1, 0)}", &[("w", "7")], Direction::Past), "2025-08-03");
        assert_eq!(fill("{decade(t)}", &[("t", "'90s")], Direction::Past), "199");
        assert_eq!(fill("{century(n)}", &[("n", "19th")], Direction::Past), "18");
        assert_eq!(
            fill("{clock(h, i, p)}", &[("h", "7"), ("i", "15"), ("p", "12")], Direction::Past),
            "19:15"
        );
        assert_eq!(fill("{clock(h, i, p)}", &[("h", "12"), ("p", "0")], Direction::Past), "00:00");
        assert_eq!(fill("{season(SU, -1)}", &[], Direction::Past), "2024-SU");
        assert_eq!(fill("{quarter(q)}", &[("q", "4")], Direction::Past), "2024-Q4");
        assert_eq!(fill("{quarter(q)}", &[("q", "4")], Direction::Unknown), "2025-Q4");
        assert_eq!(fill("{quarter(q)}", &[("q", "1")], Direction::Past), "2025-Q1");
    }

    #[test]
    fn days_in_figures_are_told_by_their_weekday_or_their_dots() {
        let memory = &Memory::default();
        let published = Some(date(2025, 8, 10));
        let (place, direction) = (Place::default(), Direction::Past);
        let context = Context { published, memory, place, direction, apart: false };
        assert_eq!(dotted("23.03.2015", &context).as_deref(), Some("2015-03-23"));
        assert_eq!(dotted("27.03.15", &context).as_deref(), Some("2015-03-27"));
        assert_eq!(dotted("2015.3.23", &context).as_deref(), Some("2015-03-23"));
        for none in ["3.14", "4.12.3", "10.0.0.1", "23.13.2015", "1,000.50"] {
            assert_eq!(dotted(none, &context), None, "{none}");
        }
        assert_eq!(fill("{on(3, date(2022, 11, 9))}", &[], Direction::Past), "2022-11-09");
        let wrong = Template::parse("{on(4, date(2022, 11, 9))}").unwrap();
        assert_eq!(wrong.fill(&|_| None, &context), Err(Unresolved::NothingBefore));
    }

    #[test]
    fn operators_count_from_the_last_date_told() {
        assert_eq!(fill("{move(THEN, Y, -1)}", &[], Direction::Past), "2017-Q3");
        assert_eq!(fill("{shift(Y, 1, THEN)}", &[], Direction::Past), "2019");
        assert_eq!(fill("{shift(D, 2, last(D))}", &[], Direction::Past), "2019-05-08");
    }
}
