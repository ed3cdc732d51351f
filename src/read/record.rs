//! [`Record`]: one article as it came in, before its layout is known; from a JSONL line or a CSV row.

use serde_json::Value;

/// One article as a file, a JSONL line or a CSV row gives it.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// What output calls it.
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
    /// Sentence spans in code points, if the record brings them.
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
    /// Reads one line of JSONL: an object with the text; an id may be a string or a number.
    pub fn from_json(line: &str, columns: &Columns) -> Result<Record, ReadError> {
        let value: Value = serde_json::from_str(line).map_err(|e| ReadError::Json(e.to_string()))?;
        let Value::Object(object) = value else {
            return Err(ReadError::Json("the line is not an object".into()));
        };
        let mut record = Record::default();
        let mut has_text = false;
        for (key, value) in object {
            let key_is = |name: &str| key == name;
            if key_is(&columns.text) {
                record.text = string(&key, value)?;
                has_text = true;
            } else if key_is(&columns.id) {
                record.id = match value {
                    Value::Number(n) => n.to_string(),
                    value => string(&key, value)?,
                };
            } else if value.is_null() {
                record.meta.push((key, value));
            } else if key_is(&columns.published) {
                record.published = Some(string(&key, value)?);
            } else if key_is("sentences") {
                let spans = serde_json::from_value(value);
                record.sentences = Some(spans.map_err(|_| {
                    ReadError::Field(
                        "`sentences` must be a list of [start, end] pairs of whole numbers".into(),
                    )
                })?);
            } else {
                record.set(key, value);
            }
        }
        match has_text {
            true => Ok(record),
            false => Err(ReadError::Field(format!("the key `{}` is missing", columns.text))),
        }
    }

    /// Reads one CSV row.
    pub fn from_csv(
        headers: &csv::StringRecord,
        row: &csv::StringRecord,
        columns: &Columns,
    ) -> Result<Record, ReadError> {
        if headers.len() != row.len() {
            return Err(ReadError::Csv(format!("it has {} cells, the header {}", row.len(), headers.len())));
        }
        let mut record = Record::default();
        let mut has_text = false;
        for (key, cell) in headers.iter().zip(row) {
            if key == columns.text {
                record.text = cell.to_string();
                has_text = true;
            } else if key == columns.id {
                record.id = cell.to_string();
            } else if key == columns.published {
                record.published = (!cell.is_empty()).then(|| cell.to_string());
            } else {
                record.set(key.to_string(), Value::String(cell.to_string()));
            }
        }
        match has_text {
            true => Ok(record),
            false => Err(ReadError::Field(format!("the column `{}` is missing", columns.text))),
        }
    }

    /// Title, author and address by their usual names; anything else is carried.
    fn set(&mut self, key: String, value: Value) {
        let place = match key.as_str() {
            "title" | "headline" => &mut self.title,
            "author" | "byline" => &mut self.author,
            "url" => &mut self.url,
            _ => return self.meta.push((key, value)),
        };
        match value {
            Value::String(text) if !text.trim().is_empty() => *place = Some(text),
            value => self.meta.push((key, value)),
        }
    }
}

fn string(key: &str, value: Value) -> Result<String, ReadError> {
    match value {
        Value::String(text) => Ok(text),
        _ => Err(ReadError::Field(format!("`{key}` must be a string"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_json_record_keeps_what_it_does_not_know() {
        let line = r#"{"id": 7, "text": "Hi.", "published": "2024-05-17", "desk": "World", "title": "T"}"#;
        let record = Record::from_json(line, &Columns::default()).unwrap();
        assert_eq!((record.id.as_str(), record.text.as_str()), ("7", "Hi."));
        assert_eq!(record.title.as_deref(), Some("T"));
        assert_eq!(record.meta, [("desk".to_string(), Value::String("World".into()))]);
    }

    #[test]
    fn faults_name_the_key_or_column() {
        let fault = |line| Record::from_json(line, &Columns::default()).unwrap_err().to_string();
        assert_eq!(fault(r#"{"id": "a"}"#), "the key `text` is missing");
        assert_eq!(fault(r#"{"id": "a", "text": 3}"#), "`text` must be a string");
        assert!(fault(r#"{"id": "a", "te"#).starts_with("not a JSON record: EOF"));
    }
}
