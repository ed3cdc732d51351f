//! [`Template`]: the value language of date rules.
//!
//! A template is TIMEX3 text with expressions in braces: `P{n}{u}`, `{y}-{m}-{d:2}`, `{shift(u, -n)}`. What can
//! stand in braces is described in `rules/README.md`, "Values".

use super::calendar;
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// A parsed template.
#[derive(Clone, Debug, Default)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    Text(String),
    Expr { expr: Expr, width: usize },
}

#[derive(Clone, Debug)]
enum Expr {
    /// A capture, or a word that is none.
    Name(String),
    Minus(Box<Expr>),
    Call(Operator, Vec<Expr>),
}

#[derive(Copy, Clone, Debug)]
enum Operator {
    /// `shift(unit, n)`: the unit that lies n units from the one of publication.
    Shift,
    /// `year(m)`, `year(m, d)`: the year of a month or day without one, by tense.
    Year,
    /// `weekday(w)`, `weekday(w, n)`: the day of that name, by tense or n weeks from that of this week.
    Weekday,
    /// `decade(text)`: `1990s` and `90s` as `199`.
    Decade,
    /// `full(yy)`: a year of two digits as four.
    Full,
    /// `century(n)`: the 19th century as `18`.
    Century,
    /// `season(s)`, `season(s, n)`: a season without a year.
    Season,
}

/// What values are computed from.
#[derive(Copy, Clone, Debug)]
pub struct Context {
    /// Day of publication.
    pub published: Option<Date>,
    /// First day of the last date before this one in the article.
    pub anchor: Option<Date>,
    /// The tense around it.
    pub direction: Direction,
}

/// Whether a sentence speaks of the past or the future.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Direction {
    /// *signed in March*
    Past,
    /// *will sign in March*
    Future,
    /// No verb tells.
    Unknown,
}

/// Why there is no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unresolved {
    /// The match is no date by rule.
    #[error("no date")]
    Nothing,
    /// The calendar has no such day.
    #[error("there is no such day")]
    NoSuchDay,
    /// A capture that the value needs took no part in the match.
    #[error("`{0}` took no part in the match")]
    NotCaptured(String),
    /// What should be a number is none.
    #[error("`{0}` is not a number")]
    NotANumber(String),
}

impl Template {
    /// Parses a template; a fault says what is wrong.
    pub fn parse(text: &str) -> Result<Template, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            if open > 0 {
                parts.push(Part::Text(rest[..open].into()));
            }
            let close = rest[open..].find('}').ok_or("`{` without `}`")? + open;
            let inside = &rest[open + 1..close];
            let (expr, width) = match inside.rsplit_once(':') {
                Some((expr, width)) => (expr, width.parse().map_err(|_| format!("`{width}` is no width"))?),
                None => (inside, 0),
            };
            let mut parser = Parser { text: expr.trim(), at: 0 };
            let parsed = parser.expr()?;
            if parser.at < parser.text.len() {
                return Err(format!("`{}` cannot be read from `{}` on", expr, &parser.text[parser.at..]));
            }
            parts.push(Part::Expr { expr: parsed, width });
            rest = &rest[close + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.into()));
        }
        Ok(Template { parts })
    }

    /// The text with every expression computed.
    pub fn fill<'t>(
        &self,
        capture: &dyn Fn(&str) -> Option<&'t str>,
        context: &Context,
    ) -> Result<String, Unresolved> {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Expr { expr, width } => {
                    let value = expr.value(capture, context)?;
                    match (*width, value.parse::<u64>()) {
                        (0, _) | (_, Err(_)) => out.push_str(&value),
                        (width, Ok(number)) => out.push_str(&format!("{number:0width$}")),
                    }
                }
            }
        }
        Ok(out)
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn expr(&mut self) -> Result<Expr, String> {
        self.space();
        let rest = &self.text[self.at..];
        if rest.starts_with('-') {
            self.at += 1;
            return Ok(Expr::Minus(Box::new(self.expr()?)));
        }
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let name = &rest[..end];
        if name.is_empty() {
            return Err(format!("a name or number is missing in `{}`", self.text));
        }
        self.at += end;
        if !self.text[self.at..].starts_with('(') {
            return Ok(Expr::Name(name.into()));
        }
        let (operator, least, most) = match name {
            "shift" => (Operator::Shift, 2, 2),
            "year" => (Operator::Year, 1, 2),
            "weekday" => (Operator::Weekday, 1, 2),
            "decade" => (Operator::Decade, 1, 1),
            "full" => (Operator::Full, 1, 1),
            "century" => (Operator::Century, 1, 1),
            "season" => (Operator::Season, 1, 2),
            _ => return Err(format!("there is no operator `{name}`")),
        };
        self.at += 1;
        let mut arguments = vec![self.expr()?];
        self.space();
        while self.text[self.at..].starts_with(',') {
            self.at += 1;
            arguments.push(self.expr()?);
            self.space();
        }
        if !self.text[self.at..].starts_with(')') {
            return Err(format!("`)` is missing in `{}`", self.text));
        }
        self.at += 1;
        if arguments.len() < least || arguments.len() > most {
            return Err(format!("`{name}` takes {least} to {most} arguments"));
        }
        Ok(Expr::Call(operator, arguments))
    }

    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }
}

impl Expr {
    fn value<'t>(
        &self,
        capture: &dyn Fn(&str) -> Option<&'t str>,
        context: &Context,
    ) -> Result<String, Unresolved> {
        match self {
            Expr::Name(name) => match capture(name) {
                Some(words) => Ok(plain(words)),
                // Units and numbers stand for themselves; a capture that took no part has no value.
                None if !name.chars().any(char::is_lowercase) => Ok(name.clone()),
                None => Err(Unresolved::NotCaptured(name.clone())),
            },
            Expr::Minus(inner) => {
                let number = inner.number(capture, context)?;
                Ok((-number).to_string())
            }
            Expr::Call(operator, arguments) => operator.apply(arguments, capture, context),
        }
    }

    fn number<'t>(
        &self,
        capture: &dyn Fn(&str) -> Option<&'t str>,
        context: &Context,
    ) -> Result<i64, Unresolved> {
        let value = self.value(capture, context)?;
        value.parse().map_err(|_| Unresolved::NotANumber(value))
    }
}

/// `1,500` as `1500`, `21st` as `21`; list values and words stay.
fn plain(text: &str) -> String {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return text.to_string();
    }
    let number = text.replace(',', "");
    match number.strip_suffix(|c: char| c.is_ascii_alphabetic()) {
        Some(_) if number.bytes().take_while(u8::is_ascii_digit).count() + 2 == number.len() => {
            number[..number.len() - 2].to_string()
        }
        _ => number,
    }
}

impl Operator {
    fn apply<'t>(
        self,
        arguments: &[Expr],
        capture: &dyn Fn(&str) -> Option<&'t str>,
        context: &Context,
    ) -> Result<String, Unresolved> {
        let text = |i: usize| arguments[i].value(capture, context);
        let number = |i: usize| arguments[i].number(capture, context);
        match self {
            Operator::Shift => {
                let (unit, count) = (text(0)?, number(1)?);
                let Some(day) = context.published else { return Ok(unknown(&unit).into()) };
                let there = calendar::shift(day, &unit, count).ok_or(Unresolved::NoSuchDay)?;
                calendar::value_of(there, &unit).ok_or(Unresolved::NoSuchDay)
            }
            Operator::Year => {
                let Some(day) = context.published else { return Ok("XXXX".into()) };
                let month = number(0)?;
                let of_month = if arguments.len() > 1 { number(1)? } else { i64::from(day.day()) };
                let here = (i64::from(day.month()), i64::from(day.day()));
                let there = (month, of_month);
                let year = i64::from(day.year());
                Ok(match context.direction {
                    Direction::Past if there > here => year - 1,
                    Direction::Future if there < here => year + 1,
                    // Nothing tells: half a year at most in either direction.
                    Direction::Unknown if month - here.0 > 6 => year - 1,
                    Direction::Unknown if here.0 - month > 8 => year + 1,
                    _ => year,
                }
                .to_string())
            }
            Operator::Weekday => {
                let Some(day) = context.published else { return Ok("XXXX-XX-XX".into()) };
                let wanted =
                    Weekday::from_monday_one_offset(number(0)? as i8).map_err(|_| Unresolved::NoSuchDay)?;
                let there = match arguments.len() {
                    1 => {
                        let since = i64::from(wanted.until(day.weekday()));
                        match context.direction {
                            Direction::Future if since > 0 => day.checked_add((7 - since).days()),
                            _ => day.checked_sub(since.days()),
                        }
                    }
                    _ => {
                        let from_monday = i64::from(day.weekday().to_monday_zero_offset());
                        let offset = i64::from(wanted.to_monday_zero_offset()) - from_monday + 7 * number(1)?;
                        day.checked_add(offset.days())
                    }
                };
                let there = there.map_err(|_| Unresolved::NoSuchDay)?;
                calendar::value_of(there, "D").ok_or(Unresolved::NoSuchDay)
            }
            Operator::Decade => {
                let text = text(0)?;
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                Ok(match digits.len() {
                    4 => digits[..3].to_string(),
                    _ => format!("19{}", &digits[..digits.len().min(1)]),
                })
            }
            Operator::Full => {
                let year = number(0)?;
                let pivot = context.published.map_or(30, |d| i64::from(d.year()) % 100 + 10);
                Ok(match year {
                    0..100 if year <= pivot => (2000 + year).to_string(),
                    0..100 => (1900 + year).to_string(),
                    _ => year.to_string(),
                })
            }
            Operator::Century => Ok(format!("{:02}", number(0)? - 1)),
            Operator::Season => {
                let season = text(0)?;
                let Some(day) = context.published else { return Ok(format!("XXXX-{season}")) };
                let shift = if arguments.len() > 1 { number(1)? } else { 0 };
                Ok(format!("{}-{season}", i64::from(day.year()) + shift))
            }
        }
    }
}

/// The value of a unit when the day of publication is not known.
fn unknown(unit: &str) -> &'static str {
    match unit {
        "D" => "XXXX-XX-XX",
        "W" | "WE" => "XXXX-WXX",
        "M" => "XXXX-XX",
        "Q" => "XXXX-QX",
        "H" => "XXXX-HX",
        "DE" => "XXX",
        "CE" => "XX",
        _ => "XXXX",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn fill(template: &str, captures: &[(&str, &'static str)], direction: Direction) -> String {
        let context = Context { published: Some(date(2025, 8, 10)), anchor: None, direction };
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
    }

    #[test]
    fn operators_count_from_the_day_of_publication() {
        assert_eq!(fill("{shift(u, -n)}", &[("u", "Y"), ("n", "3")], Direction::Past), "2022");
        assert_eq!(fill("{shift(D, 1)}", &[], Direction::Past), "2025-08-11");
        assert_eq!(fill("{year(m)}-{m}", &[("m", "11")], Direction::Past), "2024-11");
        assert_eq!(fill("{year(m)}-{m}", &[("m", "11")], Direction::Future), "2025-11");
        assert_eq!(fill("{weekday(w)}", &[("w", "5")], Direction::Past), "2025-08-08");
        assert_eq!(fill("{weekday(w)}", &[("w", "5")], Direction::Future), "2025-08-15");
        assert_eq!(fill("{weekday(w, 1)}", &[("w", "5")], Direction::Past), "2025-08-15");
        assert_eq!(fill("{decade(t)}", &[("t", "'90s")], Direction::Past), "199");
        assert_eq!(fill("{century(n)}", &[("n", "19th")], Direction::Past), "18");
    }

    #[test]
    fn faults_in_templates_are_named() {
        assert_eq!(Template::parse("{shift(u)}").unwrap_err(), "`shift` takes 2 to 2 arguments");
        assert_eq!(Template::parse("{y").unwrap_err(), "`{` without `}`");
    }
}
