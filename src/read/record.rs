//! [`Record`]: one article as it came in, before its layout is known; made from a JSONL line or a CSV row.

use serde_json::{Map, Value};

/// One article as a file, a JSONL line or a CSV row gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// What output calls it. Empty if the record has none: the caller then names it.
    pub id: String,
    /// The decoded text.
    pub text: String,
    /// Title, author, date of publication (as written) and address, where the record has fields for them.
    pub title: Option<String>,
    /// See `title`.
    pub author: Option<String>,
    /// See `title`.
    pub published: Option<String>,
    /// See `title`.
    pub url: Option<String>,
    /// Sentence spans in code points, if the record brings them: in order, not overlapping, within the text.
    pub sentences: Option<Vec<[u32; 2]>>,
    /// All other keys.
    pub meta: Vec<(String, Value)>,
}

/// Which columns or keys hold what.
#[derive(Clone, Debug)]
pub struct Columns {
    /// Default `id`.
    pub id: String,
    /// Default `text`.
    pub text: String,
    /// Default `published`.
    pub published: String,
}

impl Default for Columns {
    fn default() -> Self {
        Columns { id: "id".into(), text: "text".into(), published: "published".into() }
    }
}

/// Why an article could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The bytes are not text.
    #[error("not text: {0}")]
    NotText(String),
    /// A JSONL line is not a JSON object.
    #[error("not a JSON record: {0}")]
    Json(String),
    /// A CSV row does not fit its header.
    #[error("bad CSV row: {0}")]
    Csv(String),
    /// A key or column is missing or has the wrong type.
    #[error("{0}")]
    Field(String),
}

impl Record {
    /// A record from one line of JSONL.
    ///
    /// # Errors
    /// [`ReadError::Json`] if the line is not an object; [`ReadError::Field`], naming the key, if the text is
    /// missing, a key that is used has the wrong type, or `sentences` does not fit the text.
    pub fn from_json(line: &str, columns: &Columns) -> Result<Record, ReadError> {
        let fields: Map<String, Value> =
            serde_json::from_str(line).map_err(|e| ReadError::Json(e.to_string()))?;
        let mut record = Record::default();
        let mut text = None;
        for (key, value) in fields {
            if key == columns.text {
                let Value::String(value) = value else { return Err(wrong(&key, "a string", &value)) };
                text = Some(value);
            } else if key == "sentences" {
                record.sentences = sentences(value)?;
            } else {
                match record.slot(&key, columns) {
                    Some(slot) => *slot = scalar(&key, value)?,
                    None if key == columns.id => record.id = scalar(&key, value)?.unwrap_or_default(),
                    None => record.meta.push((key, value)),
                }
            }
        }
        record.text = text.ok_or_else(|| ReadError::Field(format!("key `{}` is missing", columns.text)))?;
        record.check_sentences()?;
        Ok(record)
    }

    /// A record from one row of CSV. Empty cells count as absent.
    ///
    /// # Errors
    /// [`ReadError::Csv`] if the row is longer or shorter than its header, [`ReadError::Field`] if there is no
    /// text column.
    pub fn from_csv(
        headers: &csv::StringRecord,
        row: &csv::StringRecord,
        columns: &Columns,
    ) -> Result<Record, ReadError> {
        if headers.len() != row.len() {
            let fault = format!("{} cells under {} headers", row.len(), headers.len());
            return Err(ReadError::Csv(fault));
        }
        let mut record = Record::default();
        let mut has_text = false;
        for (header, cell) in
            headers.iter().zip(row).map(|(h, c)| (h.trim_start_matches('\u{FEFF}').trim(), c))
        {
            let value = || (!cell.trim().is_empty()).then(|| cell.to_string());
            if header == columns.text {
                has_text = true;
                record.text = cell.to_string();
            } else if header == columns.id {
                record.id = cell.trim().to_string();
            } else if let Some(slot) = record.slot(header, columns) {
                *slot = value();
            } else if let Some(value) = value() {
                record.meta.push((header.to_string(), Value::String(value)));
            }
        }
        if !has_text {
            let names: Vec<&str> = headers.iter().collect();
            let fault = format!("column `{}` is missing; there are `{}`", columns.text, names.join("`, `"));
            return Err(ReadError::Field(fault));
        }
        Ok(record)
    }

    /// Where the value of `key` goes, if it is one of the optional ones.
    fn slot(&mut self, key: &str, columns: &Columns) -> Option<&mut Option<String>> {
        match key {
            _ if key == columns.published => Some(&mut self.published),
            _ if key == columns.id => None,
            "title" | "headline" => Some(&mut self.title),
            "author" | "byline" => Some(&mut self.author),
            "url" => Some(&mut self.url),
            _ => None,
        }
    }

    fn check_sentences(&self) -> Result<(), ReadError> {
        let Some(sentences) = &self.sentences else { return Ok(()) };
        let fault = |n: usize, what: &str| Err(ReadError::Field(format!("`sentences[{n}]` {what}")));
        let mut before = 0;
        for (n, [start, end]) in sentences.iter().enumerate() {
            match () {
                () if start > end => return fault(n, "ends before it starts"),
                () if *start < before => return fault(n, "starts before the one before it ends"),
                () => before = *end,
            }
        }
        // Counting the characters once is enough: the spans are in order.
        match self.text.chars().count() < before as usize {
            true => fault(sentences.len() - 1, "ends after the text"),
            false => Ok(()),
        }
    }
}

fn wrong(key: &str, wanted: &str, value: &Value) -> ReadError {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    ReadError::Field(format!("key `{key}` must be {wanted}, not {found}"))
}

/// A string, number or list of strings (several authors) as one string; null and empty strings are absent.
fn scalar(key: &str, value: Value) -> Result<Option<String>, ReadError> {
    match value {
        Value::Null => Ok(None),
        Value::String(s) => Ok(Some(s).filter(|s| !s.trim().is_empty())),
        Value::Number(n) => Ok(Some(n.to_string())),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            Ok(Some(items.join("; ")).filter(|s| !s.is_empty()))
        }
        other => Err(wrong(key, "a string or a number", &other)),
    }
}

/// `[[start, end], ...]`, or `[{"start": ..., "end": ...}, ...]` as `annotate` writes them.
fn sentences(value: Value) -> Result<Option<Vec<[u32; 2]>>, ReadError> {
    let items = match value {
        Value::Null => return Ok(None),
        Value::Array(items) => items,
        other => return Err(wrong("sentences", "a list", &other)),
    };
    let number = |v: Option<&Value>| v.and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
    let pair = |item: &Value| match item {
        Value::Array(pair) if pair.len() == 2 => Some([number(pair.first())?, number(pair.get(1))?]),
        Value::Object(fields) => Some([number(fields.get("start"))?, number(fields.get("end"))?]),
        _ => None,
    };
    let pairs = items.iter().enumerate().map(|(n, item)| {
        pair(item).ok_or_else(|| ReadError::Field(format!("`sentences[{n}]` must be [start, end]")))
    });
    pairs.collect::<Result<_, _>>().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(line: &str) -> Result<Record, ReadError> {
        Record::from_json(line, &Columns::default())
    }

    fn fault(line: &str) -> String {
        json(line).unwrap_err().to_string()
    }

    #[test]
    fn a_json_record_keeps_its_further_keys_in_order() {
        let r =
            json(r#"{"id": 7, "z": 1, "text": "Hi.", "title": "T", "author": ["A B", "C D"], "a": null}"#)
                .unwrap();
        assert_eq!((r.id.as_str(), r.text.as_str(), r.title.as_deref()), ("7", "Hi.", Some("T")));
        assert_eq!(r.author.as_deref(), Some("A B; C D"));
        assert_eq!(r.meta, [("z".to_string(), Value::from(1)), ("a".to_string(), Value::Null)]);
    }

    #[test]
    fn faults_of_a_json_record_name_the_key() {
        assert_eq!(fault(r#"{"id": "a"}"#), "key `text` is missing");
        assert_eq!(fault(r#"{"text": 3}"#), "key `text` must be a string, not a number");
        assert_eq!(
            fault(r#"{"text": "a", "url": {}}"#),
            "key `url` must be a string or a number, not an object"
        );
        assert!(fault("[1]").starts_with("not a JSON record"));
    }

    #[test]
    fn given_sentences_must_fit_the_text() {
        let r = json(r#"{"text": "Äh. Oh.", "sentences": [[0, 3], {"start": 4, "end": 7}]}"#).unwrap();
        assert_eq!(r.sentences, Some(vec![[0, 3], [4, 7]]));
        let cases = [
            ("[[2, 1]]", "`sentences[0]` ends before it starts"),
            ("[[0, 2], [1, 3]]", "`sentences[1]` starts before the one before it ends"),
            ("[[0, 2], [2, 4]]", "`sentences[1]` ends after the text"),
            ("[[0, -1]]", "`sentences[0]` must be [start, end]"),
            ("3", "key `sentences` must be a list, not a number"),
        ];
        for (sentences, expected) in cases {
            assert_eq!(fault(&format!(r#"{{"text": "abc", "sentences": {sentences}}}"#)), expected);
        }
    }

    #[test]
    fn a_csv_row_is_read_by_its_headers() {
        let columns = Columns { text: "body".into(), ..Columns::default() };
        let headers = csv::StringRecord::from(vec!["\u{FEFF}id", "body", "published", "title", "desk"]);
        let row = csv::StringRecord::from(vec!["4", "Prices rose.", "2024-03-14", " ", "economy"]);
        let r = Record::from_csv(&headers, &row, &columns).unwrap();
        assert_eq!((r.id.as_str(), r.text.as_str(), r.title), ("4", "Prices rose.", None));
        assert_eq!(r.published.as_deref(), Some("2024-03-14"));
        assert_eq!(r.meta, [("desk".to_string(), Value::from("economy"))]);
        let fault = Record::from_csv(&headers, &row, &Columns::default()).unwrap_err();
        assert!(fault.to_string().starts_with("column `text` is missing; there are"));
        let short = csv::StringRecord::from(vec!["4"]);
        let fault = Record::from_csv(&headers, &short, &columns).unwrap_err();
        assert_eq!(fault.to_string(), "bad CSV row: 1 cells under 5 headers");
    }
}
