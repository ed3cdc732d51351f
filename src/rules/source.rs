//! [`RuleFile`]: one file of rules as text, and [`Fields`]: reading its TOML so that every fault can be
//! reported with file, line and rule.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One rule file: the name it is reported under and its content. The library never opens files itself.
#[derive(Clone, Debug)]
pub struct RuleFile {
    /// Path relative to the rules folder, with `/`: `dates/relative.toml`.
    pub path: String,
    /// Where it comes from as messages name it: the path as the user gave it, or `built-in:dates/relative.toml`.
    pub shown: String,
    /// The content.
    pub text: Cow<'static, str>,
}

impl RuleFile {
    /// Line number (from 1) of a byte position.
    pub fn line(&self, at: usize) -> usize {
        1 + self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|b| **b == b'\n').count()
    }

    /// An error at byte `at`.
    pub fn error(&self, at: usize, rule: Option<&str>, fault: impl Into<String>) -> RuleError {
        RuleError {
            file: self.shown.clone(),
            line: self.line(at),
            rule: rule.map(str::to_string),
            fault: fault.into(),
        }
    }

    /// Parses the file as TOML and gives its top-level fields.
    pub fn fields(&self) -> Result<Fields<'_>, RuleError> {
        let table = DeTable::parse(&self.text)
            .map_err(|e| self.error(e.span().map_or(0, |s| s.start), None, e.message().to_string()))?;
        let span = table.span();
        Ok(Fields::new(self, span, table.into_inner(), None))
    }
}

/// A fault in a rule file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct RuleError {
    /// The file as [`RuleFile::shown`].
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// The rule's id, where the fault lies in one.
    pub rule: Option<String>,
    /// What is wrong.
    pub fault: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.file, self.line)?;
        if let Some(rule) = &self.rule {
            write!(f, "rule {rule}: ")?;
        }
        f.write_str(&self.fault)
    }
}

/// The keys of one TOML table, taken one by one; what is left at [`Fields::finish`] is an unknown key.
pub struct Fields<'a> {
    file: &'a RuleFile,
    span: Range<usize>,
    rule: Option<String>,
    left: Vec<(Spanned<Cow<'a, str>>, Spanned<DeValue<'a>>)>,
}

/// A value and the byte position where it stands in its file.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Byte position.
    pub at: usize,
}

/// A key that is data, and the string or strings it holds.
pub type Entry = (At<String>, Vec<At<String>>);

impl<'a> Fields<'a> {
    fn new(file: &'a RuleFile, span: Range<usize>, table: DeTable<'a>, rule: Option<String>) -> Self {
        Fields { file, span, rule, left: table.into_iter().collect() }
    }

    /// Where the table begins.
    pub fn at(&self) -> usize {
        self.span.start
    }

    /// From now on faults name this rule.
    pub fn name_rule(&mut self, id: &str) {
        self.rule = Some(id.to_string());
    }

    /// An error at byte `at` of this table's file, naming its rule.
    pub fn error(&self, at: usize, fault: impl Into<String>) -> RuleError {
        self.file.error(at, self.rule.as_deref(), fault)
    }

    fn take(&mut self, key: &str) -> Option<Spanned<DeValue<'a>>> {
        let index = self.left.iter().position(|(k, _)| k.get_ref() == key)?;
        Some(self.left.remove(index).1)
    }

    /// A string, if the key is there.
    pub fn string(&mut self, key: &str) -> Result<Option<At<String>>, RuleError> {
        let Some(value) = self.take(key) else { return Ok(None) };
        let at = value.span().start;
        match value.into_inner() {
            DeValue::String(s) => Ok(Some(At { value: s.into_owned(), at })),
            _ => Err(self.error(at, format!("`{key}` must be a string"))),
        }
    }

    /// A string that must be there.
    pub fn required(&mut self, key: &str) -> Result<At<String>, RuleError> {
        let at = self.at();
        self.string(key)?.ok_or_else(|| self.error(at, format!("`{key}` is missing")))
    }

    /// An integer, if the key is there.
    pub fn integer(&mut self, key: &str) -> Result<Option<At<i64>>, RuleError> {
        let Some(value) = self.take(key) else { return Ok(None) };
        let at = value.span().start;
        let fault = || self.error(at, format!("`{key}` must be a whole number"));
        match value.get_ref() {
            DeValue::Integer(i) => {
                let value = i64::from_str_radix(i.as_str(), i.radix()).map_err(|_| fault())?;
                Ok(Some(At { value, at }))
            }
            _ => Err(fault()),
        }
    }

    /// `true` or `false`, if the key is there.
    pub fn boolean(&mut self, key: &str) -> Result<Option<At<bool>>, RuleError> {
        let Some(value) = self.take(key) else { return Ok(None) };
        let at = value.span().start;
        match value.get_ref() {
            DeValue::Boolean(value) => Ok(Some(At { value: *value, at })),
            _ => Err(self.error(at, format!("`{key}` must be true or false"))),
        }
    }

    /// A string or a list of strings; empty if the key is not there.
    pub fn strings(&mut self, key: &str) -> Result<Vec<At<String>>, RuleError> {
        self.take(key).map_or(Ok(Vec::new()), |value| self.all_strings(key, value))
    }

    fn all_strings(&self, key: &str, value: Spanned<DeValue<'a>>) -> Result<Vec<At<String>>, RuleError> {
        let at = value.span().start;
        let fault = |at| self.error(at, format!("`{key}` must be a string or a list of strings"));
        match value.into_inner() {
            DeValue::String(s) => Ok(vec![At { value: s.into_owned(), at }]),
            DeValue::Array(items) => items
                .into_iter()
                .map(|item| {
                    let at = item.span().start;
                    match item.into_inner() {
                        DeValue::String(s) => Ok(At { value: s.into_owned(), at }),
                        _ => Err(fault(at)),
                    }
                })
                .collect(),
            _ => Err(fault(at)),
        }
    }

    /// A table, if the key is there.
    pub fn table(&mut self, key: &str) -> Result<Option<Fields<'a>>, RuleError> {
        let Some(value) = self.take(key) else { return Ok(None) };
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => Ok(Some(Fields::new(self.file, span, table, self.rule.clone()))),
            _ => Err(self.error(span.start, format!("`{key}` must be a table"))),
        }
    }

    /// The tables of `[[key]]`; none if the key is not there.
    pub fn tables(&mut self, key: &str) -> Result<Vec<Fields<'a>>, RuleError> {
        let Some(value) = self.take(key) else { return Ok(Vec::new()) };
        let at = value.span().start;
        let fault = |at| self.error(at, format!("`{key}` must be written as [[{key}]] tables"));
        let DeValue::Array(items) = value.into_inner() else { return Err(fault(at)) };
        items
            .into_iter()
            .map(|item| {
                let span = item.span();
                match item.into_inner() {
                    DeValue::Table(table) => Ok(Fields::new(self.file, span, table, self.rule.clone())),
                    _ => Err(fault(span.start)),
                }
            })
            .collect()
    }

    /// Every key that is left, with the string or strings it holds: for tables whose keys are data. A list
    /// `x = ["a", "b"]` gives `(x, ["a", "b"])`.
    pub fn rest_of_strings(mut self) -> Result<Vec<Entry>, RuleError> {
        let left = std::mem::take(&mut self.left);
        let entry = |(key, value): (Spanned<Cow<'a, str>>, _)| {
            let strings = self.all_strings(key.get_ref(), value)?;
            Ok((At { at: key.span().start, value: key.into_inner().into_owned() }, strings))
        };
        left.into_iter().map(entry).collect()
    }

    /// The names of the keys that are left.
    pub fn keys(&self) -> Vec<String> {
        self.left.iter().map(|(k, _)| k.get_ref().to_string()).collect()
    }

    /// Whether the key is there and holds a table.
    pub fn is_table(&self, key: &str) -> bool {
        self.left.iter().any(|(k, v)| k.get_ref() == key && matches!(v.get_ref(), DeValue::Table(_)))
    }

    /// Fails on the first key that nobody took.
    pub fn finish(self) -> Result<(), RuleError> {
        match self.left.first() {
            Some((key, _)) => Err(self.error(key.span().start, format!("unknown key `{}`", key.get_ref()))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &'static str) -> RuleFile {
        RuleFile { path: "dates/x.toml".into(), shown: "x.toml".into(), text: text.into() }
    }

    #[test]
    fn faults_name_file_line_and_rule() {
        let f = file("[[rule]]\nid = \"a.b\"\n\npatern = 3\n");
        let mut top = f.fields().unwrap();
        let mut rule = top.tables("rule").unwrap().remove(0);
        let id = rule.required("id").unwrap();
        rule.name_rule(&id.value);
        let fault = rule.finish().unwrap_err();
        assert_eq!(fault.to_string(), "x.toml:4: rule a.b: unknown key `patern`");
    }

    #[test]
    fn broken_toml_is_reported_with_its_line() {
        let f = file("a = 1\nb = \n");
        assert_eq!(f.fields().err().unwrap().line, 2);
    }
}
