//! [`Template`]: the value language of date rules.
//!
//! A template is TIMEX3 text with expressions in braces: `P{n}{u}`, `{y}-{m}-{d:2}`, `{shift(u, -n)}`. What can
//! stand in braces is described in `rules/README.md`, "Values"; what the operators do is in [`operator`](super::operator).

use super::calendar;
use super::operator::{Context, Operator};

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
pub(super) enum Expr {
    /// A capture, or a word that is none.
    Name(String),
    Minus(Box<Expr>),
    Call(Operator, Vec<Expr>),
}

/// What a match captured, by name.
pub type Captures<'c, 't> = &'c dyn Fn(&str) -> Option<&'t str>;

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
    /// The value counts from an earlier date, and there is none.
    #[error("no date stands before it to count from")]
    NothingBefore,
    /// It is a part of a fiscal quarter, whose days are not known.
    #[error("the days of a fiscal quarter are not known")]
    Undated,
}

impl Unresolved {
    /// Whether another template of the same field may still give the value.
    pub(super) fn leaves_others(&self) -> bool {
        matches!(self, Unresolved::NotCaptured(_) | Unresolved::NotANumber(_) | Unresolved::NothingBefore)
    }
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
    pub fn fill(&self, captures: Captures, context: &Context) -> Result<String, Unresolved> {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Expr { expr, width } => {
                    let value = expr.value(captures, context)?;
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
        let Some((operator, least, most)) = Operator::parse(name) else {
            return Err(format!("there is no operator `{name}`"));
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
    /// What the expression gives.
    pub(super) fn value(&self, captures: Captures, context: &Context) -> Result<String, Unresolved> {
        match self {
            Expr::Name(name) => match captures(name) {
                Some(words) => Ok(plain(words)),
                None if name == "NOW" => {
                    let day = context.published.ok_or(Unresolved::NothingBefore)?;
                    calendar::value_of(day, "D").ok_or(Unresolved::NoSuchDay)
                }
                None if name == "THEN" => context.then(None).map(str::to_string),
                // Units and numbers stand for themselves; a capture that took no part has no value.
                None if !name.chars().any(char::is_lowercase) => Ok(name.clone()),
                None => Err(Unresolved::NotCaptured(name.clone())),
            },
            Expr::Minus(inner) => {
                let number = inner.number(captures, context)?;
                Ok((-number).to_string())
            }
            Expr::Call(operator, arguments) => operator.apply(arguments, captures, context),
        }
    }

    /// The same where it must be a whole number.
    pub(super) fn number(&self, captures: Captures, context: &Context) -> Result<i64, Unresolved> {
        let value = self.value(captures, context)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_in_templates_are_named() {
        assert_eq!(Template::parse("{shift(u)}").unwrap_err(), "`shift` takes 2 to 3 arguments");
        assert_eq!(Template::parse("{shuft(u)}").unwrap_err(), "there is no operator `shuft`");
        assert_eq!(Template::parse("{y").unwrap_err(), "`{` without `}`");
    }

    #[test]
    fn numbers_lose_commas_and_ordinal_endings() {
        assert_eq!(plain("1,500"), "1500");
        assert_eq!(plain("21st"), "21");
        assert_eq!(plain("2018-05"), "2018-05");
        assert_eq!(plain("May"), "May");
    }
}
