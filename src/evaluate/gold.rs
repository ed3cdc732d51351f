//! Gold files: a stream of stand-off records as JSON, one a line or printed over many, to [`Annotation`]s.
//!
//! A file is read in two steps, because a record need not carry its text: [`read`] parses and says which
//! article each record is about; [`GoldRecord::place`] lays it over the text. Every fault names file and line,
//! down to the line of the single annotation.

use super::annotation::{ActorLabel, Annotation, ClaimLabel, DateLabel, Judgement, SentenceLabel};
use super::fault::{Fault, GoldError};
use crate::analysis::{ActorType, Hedge, Label, Reading, TimexType};
use crate::article::Kind;
use crate::span::{Offsets, Span};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// One record of a gold file, parsed but not yet laid over its text.
#[derive(Clone, Debug)]
pub struct GoldRecord<'f> {
    /// Id of the article.
    pub id: String,
    /// The text, if the record has it.
    pub text: Option<String>,
    /// Day of publication as written, if the record has it.
    pub published: Option<String>,
    source: Source<'f>,
    line: usize,
    layers: Layers<'f>,
}

/// A file as messages name it, and its content.
#[derive(Copy, Clone, Debug)]
struct Source<'f> {
    file: &'f str,
    json: &'f str,
}

#[derive(Clone, Debug, Deserialize)]
struct Layers<'f> {
    #[serde(borrow)]
    sentences: Option<Vec<&'f RawValue>>,
    #[serde(borrow)]
    actors: Option<Vec<&'f RawValue>>,
    #[serde(borrow)]
    dates: Option<Vec<&'f RawValue>>,
    #[serde(borrow)]
    claims: Option<Vec<&'f RawValue>>,
}

#[derive(Deserialize)]
struct Head {
    id: serde_json::Value,
    text: Option<String>,
    published: Option<String>,
    error: Option<String>,
}

/// Parses a gold file; `file` is its name in messages.
///
/// # Errors
/// [`Fault::Json`], [`Fault::Failed`] or [`Fault::Twice`].
pub fn read<'f>(file: &'f str, json: &'f str) -> Result<Vec<GoldRecord<'f>>, GoldError> {
    let source = Source { file, json };
    let mut records: Vec<GoldRecord> = Vec::new();
    let mut lines = BTreeMap::new();
    for raw in serde_json::Deserializer::from_str(json).into_iter::<&RawValue>() {
        let raw = raw.map_err(|e| source.error(e.line(), Fault::Json(cause(&e))))?;
        let head: Head = source.parse(raw)?;
        let layers: Layers = source.parse(raw)?;
        let line = source.line(raw);
        let id = match head.id {
            serde_json::Value::String(id) => id,
            serde_json::Value::Number(id) => id.to_string(),
            _ => return Err(source.error(line, Fault::Json("`id` must be a string or a number".into()))),
        };
        if let Some(error) = head.error {
            return Err(source.error(line, Fault::Failed(error)));
        }
        if lines.insert(id.clone(), line).is_some() {
            return Err(source.error(line, Fault::Twice(id)));
        }
        records.push(GoldRecord { id, text: head.text, published: head.published, source, line, layers });
    }
    Ok(records)
}

impl<'f> Source<'f> {
    fn error(self, line: usize, fault: Fault) -> GoldError {
        GoldError { file: self.file.to_string(), line: line.max(1), fault }
    }

    /// The line on which a value begins: it is a slice of the file.
    fn line(self, raw: &RawValue) -> usize {
        let at = (raw.get().as_ptr() as usize).saturating_sub(self.json.as_ptr() as usize);
        1 + memchr::memchr_iter(b'\n', &self.json.as_bytes()[..at.min(self.json.len())]).count()
    }

    fn parse<T: Deserialize<'f>>(self, raw: &'f RawValue) -> Result<T, GoldError> {
        serde_json::from_str(raw.get())
            .map_err(|e| self.error(self.line(raw) + e.line().max(1) - 1, Fault::Json(cause(&e))))
    }
}

/// The message without serde's position, which counts from the value and not from the file.
fn cause(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or_default().to_string()
}

impl<'f> GoldRecord<'f> {
    /// An error at the record's first line, for what the caller finds wrong.
    pub fn error(&self, fault: Fault) -> GoldError {
        self.source.error(self.line, fault)
    }

    /// Where the record begins, as `file:line`.
    pub fn place_name(&self) -> String {
        format!("{}:{}", self.source.file, self.line)
    }

    /// Lays the annotations over the text.
    ///
    /// # Errors
    /// The first annotation that does not fit, with its line.
    pub fn place(&self, text: &str) -> Result<Annotation, GoldError> {
        let offsets = Offsets::new(text);
        let length = offsets.code_point(text.len() as u32);
        let ground = Ground { source: self.source, text, offsets, length };
        let layers = &self.layers;
        let sentences = ground.layer(layers.sentences.as_deref(), "sentence", SentenceIn::label)?;
        let claims = match (&layers.claims, &sentences) {
            (Some(claims), Some(sentences)) => Some(ground.claims(claims, sentences)?),
            (Some(_), None) => return Err(self.error(Fault::NoSentences)),
            (None, _) => None,
        };
        Ok(Annotation {
            actors: ground.layer(layers.actors.as_deref(), "actor", ActorIn::label)?,
            dates: ground.layer(layers.dates.as_deref(), "date", DateIn::label)?,
            sentences,
            claims,
        })
    }
}

/// A text to lay annotations over.
struct Ground<'f, 't> {
    source: Source<'f>,
    text: &'t str,
    offsets: Offsets,
    length: u32,
}

#[derive(Deserialize)]
struct Place {
    start: u32,
    end: u32,
    text: Option<String>,
}

#[derive(Deserialize)]
struct SentenceIn {
    kind: String,
}

#[derive(Deserialize)]
struct ActorIn {
    #[serde(rename = "type")]
    kind: String,
    id: Option<String>,
    state: Option<String>,
    reading: Option<String>,
}

#[derive(Deserialize)]
struct DateIn {
    #[serde(rename = "type")]
    kind: String,
    value: String,
}

#[derive(Deserialize)]
struct ClaimIn {
    sentence: usize,
    start: Option<u32>,
    end: Option<u32>,
    text: Option<String>,
    label: String,
    second: Option<String>,
    attributed: Option<bool>,
    holder: Option<String>,
    hedge: Option<String>,
    negated: Option<bool>,
    confidence: Option<f64>,
}

/// `found` by `parse`, or the fault that it is none of `known`.
fn one_of<T>(
    key: &'static str,
    found: &str,
    parse: impl Fn(&str) -> Option<T>,
    known: &'static str,
) -> Result<T, Fault> {
    parse(found).ok_or_else(|| Fault::Unknown { key, found: found.to_string(), known })
}

const LABELS: &str = "factual, evaluative, predictive";

impl SentenceIn {
    fn label(self, span: Span) -> Result<SentenceLabel, Fault> {
        const KINDS: &str = "body, heading, item, caption, footnote, byline, furniture";
        Ok(SentenceLabel { span, kind: one_of("kind", &self.kind, Kind::parse, KINDS)? })
    }
}

impl ActorIn {
    fn label(self, span: Span) -> Result<ActorLabel, Fault> {
        const TYPES: &str = "person, organization, state, place, people";
        let reading = match self.reading.as_deref() {
            None | Some("unsure") => None,
            Some("actor") => Some(Reading::Actor),
            Some("place") => Some(Reading::Place),
            Some(other) => {
                let (key, found, known) = ("reading", other.to_string(), "actor, place, unsure");
                return Err(Fault::Unknown { key, found, known });
            }
        };
        let kind = one_of("type", &self.kind, ActorType::parse, TYPES)?;
        Ok(ActorLabel { span, kind, id: self.id, state: self.state, reading })
    }
}

impl DateIn {
    fn label(self, span: Span) -> Result<DateLabel, Fault> {
        let kind = one_of("type", &self.kind, TimexType::parse, "DATE, TIME, DURATION, SET")?;
        Ok(DateLabel { span, kind, value: self.value })
    }
}

impl ClaimIn {
    fn label(self) -> Result<ClaimLabel, Fault> {
        let label = |key, found: &str| one_of(key, found, Label::parse, LABELS);
        Ok(ClaimLabel {
            label: label("label", &self.label)?,
            second: self.second.as_deref().map(|s| label("second", s)).transpose()?,
            attributed: self.attributed,
            holder: self.holder,
            hedge: self
                .hedge
                .as_deref()
                .map(|h| one_of("hedge", h, Hedge::parse, "none, weak, strong, booster"))
                .transpose()?,
            negated: self.negated,
            confidence: self.confidence.map(|c| (c.clamp(0.0, 1.0) * 1000.0).round() as u16),
        })
    }
}

impl<'f> Ground<'f, '_> {
    /// One layer: each annotation placed, in order, none over another.
    fn layer<I: Deserialize<'f>, L>(
        &self,
        raw: Option<&[&'f RawValue]>,
        name: &'static str,
        label: impl Fn(I, Span) -> Result<L, Fault>,
    ) -> Result<Option<Vec<L>>, GoldError> {
        let Some(raw) = raw else { return Ok(None) };
        let (mut labels, mut end) = (Vec::with_capacity(raw.len()), 0);
        for raw in raw {
            let place: Place = self.source.parse(raw)?;
            let at = |fault| self.source.error(self.source.line(raw), fault);
            let span = self.span(&place).map_err(at)?;
            if span.start < end {
                return Err(at(Fault::Overlap(name, place.start, place.end)));
            }
            end = span.end;
            labels.push(label(self.source.parse(raw)?, span).map_err(at)?);
        }
        Ok(Some(labels))
    }

    fn span(&self, place: &Place) -> Result<Span, Fault> {
        let Place { start, end, ref text } = *place;
        if start >= end {
            return Err(Fault::Empty(start, end));
        }
        if end > self.length {
            return Err(Fault::Outside(start, end, self.length as usize));
        }
        let span = Span { start: self.offsets.byte(start), end: self.offsets.byte(end) };
        match text {
            Some(quoted) if quoted != span.of(self.text) => {
                let text = span.of(self.text).to_string();
                Err(Fault::Quote { start, end, quoted: quoted.clone(), text })
            }
            _ => Ok(span),
        }
    }

    /// A judgement for every sentence that may make a claim.
    fn claims(&self, raw: &[&'f RawValue], sentences: &[SentenceLabel]) -> Result<Vec<Judgement>, GoldError> {
        let mut claims: Vec<Option<ClaimLabel>> = vec![None; sentences.len()];
        for raw in raw {
            let claim: ClaimIn = self.source.parse(raw)?;
            let at = |fault| self.source.error(self.source.line(raw), fault);
            let number = claim.sentence;
            let sentence =
                sentences.get(number).ok_or_else(|| at(Fault::NoSentence(number, sentences.len())))?;
            let points =
                |span: Span| (self.offsets.code_point(span.start), self.offsets.code_point(span.end));
            let (start, end) = points(sentence.span);
            let said = (claim.start.unwrap_or(start), claim.end.unwrap_or(end));
            if said != (start, end) {
                return Err(at(Fault::NotTheSentence(said.0, said.1, start, end)));
            }
            self.span(&Place { start, end, text: claim.text.clone() }).map_err(at)?;
            if !sentence.kind.claims() {
                return Err(at(Fault::NoClaims(sentence.kind.as_str())));
            }
            if claims[number].is_some() {
                return Err(at(Fault::SecondClaim(number)));
            }
            claims[number] = Some(claim.label().map_err(at)?);
        }
        let judged = sentences.iter().zip(claims).filter(|(sentence, _)| sentence.kind.claims());
        Ok(judged.map(|(sentence, claim)| Judgement { span: sentence.span, claim }).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Lämps\n\nOslo met on 3 May. It will fail.";

    fn place(json: &str) -> Result<Annotation, GoldError> {
        read("g.json", json)?[0].place(TEXT)
    }

    fn fault(json: &str) -> String {
        place(json).unwrap_err().to_string()
    }

    #[test]
    fn a_record_over_many_lines_is_laid_over_its_text() {
        let json = r#"{"id": 7,
            "sentences": [{"start": 0, "end": 5, "kind": "heading"}, {"start": 7, "end": 25, "kind": "body"},
                          {"start": 26, "end": 39, "kind": "body", "text": "It will fail."}],
            "actors": [{"start": 7, "end": 11, "type": "place", "reading": "actor", "state": "NOR"}],
            "claims": [{"sentence": 2, "label": "predictive", "hedge": "weak"}]}"#;
        assert_eq!(read("g.json", json).unwrap()[0].id, "7");
        let annotation = place(json).unwrap();
        assert_eq!(annotation.actors.unwrap()[0].span.of(TEXT), "Oslo");
        assert_eq!(annotation.dates, None);
        let claims = annotation.claims.unwrap();
        assert_eq!(claims.len(), 2, "the heading cannot claim anything");
        assert_eq!((&claims[0].claim, claims[1].span.of(TEXT)), (&None, "It will fail."));
        assert_eq!(claims[1].claim.as_ref().map(|c| c.hedge), Some(Some(Hedge::Weak)));
    }

    #[test]
    fn a_stream_may_hold_many_records() {
        let records = read("g.jsonl", "{\"id\": \"a\"}\n{\"id\": \"b\"}\n").unwrap();
        assert_eq!(records.iter().map(|r| r.place_name()).collect::<Vec<_>>(), ["g.jsonl:1", "g.jsonl:2"]);
    }

    #[test]
    fn faults_name_file_line_and_cause() {
        let layer = |name: &str, items: &str| fault(&format!("{{\"id\": \"a\",\n\"{name}\": [\n{items}]}}"));
        let sentences = "\"sentences\": [{\"start\": 0, \"end\": 5, \"kind\": \"heading\"}, {\"start\": 7, \"end\": 25, \"kind\": \"body\"}]";
        let claim = |item: &str| fault(&format!("{{\"id\": \"a\",\n{sentences}, \"claims\": [\n{item}]}}"));
        let cases = [
            (fault("{\"id\": \"a\"\n"), "g.json:2: not a gold record: EOF while parsing an object"),
            (fault("{\"text\": \"a\"}"), "g.json:1: not a gold record: missing field `id`"),
            (fault("{\"id\": \"a\"}\n{\"id\": \"a\"}"), "g.json:2: article `a` was labelled above already"),
            (
                fault("{\"id\": \"a\", \"error\": \"not text\"}"),
                "g.json:1: the record reports an error instead of annotations: not text",
            ),
            (
                layer("actors", r#"{"start": 7, "end": 70, "type": "place"}"#),
                "g.json:3: span 7..70 ends after the text, which has 39 characters",
            ),
            (
                layer("actors", r#"{"start": 7, "end": 7, "type": "place"}"#),
                "g.json:3: span 7..7 is empty or ends before it starts",
            ),
            (
                layer("actors", r#"{"start": 7, "end": 11, "text": "Rome", "type": "place"}"#),
                "g.json:3: the record quotes \"Rome\", but at 7..11 the text has \"Oslo\"",
            ),
            (
                layer("actors", r#"{"start": 7, "end": 11, "type": "town"}"#),
                "g.json:3: type \"town\" is none of person, organization, state, place, people",
            ),
            (
                layer(
                    "dates",
                    "{\"start\": 19, \"end\": 24, \"type\": \"DATE\", \"value\": \"2024\"},\n\n{\"start\": 20, \"end\": 24, \"type\": \"DATE\", \"value\": \"2024\"}",
                ),
                "g.json:5: date 20..24 starts before the one above it ends",
            ),
            (
                layer("dates", "{\"start\": 19,\n \"end\": \"x\"}"),
                "g.json:4: not a gold record: invalid type: string \"x\", expected u32",
            ),
            (layer("claims", ""), "g.json:1: claims need `sentences`"),
            (
                claim(r#"{"sentence": 1, "label": "none"}"#),
                "g.json:3: label \"none\" is none of factual, evaluative, predictive",
            ),
            (claim(r#"{"sentence": 0, "label": "factual"}"#), "g.json:3: a heading makes no claim"),
            (
                claim(r#"{"sentence": 2, "label": "factual"}"#),
                "g.json:3: there is no sentence 2; there are 2, counted from 0",
            ),
            (
                claim(r#"{"sentence": 1, "text": "Oslo", "label": "factual"}"#),
                "g.json:3: the record quotes \"Oslo\", but at 7..25 the text has \"Oslo met on 3 May.\"",
            ),
            (
                claim(r#"{"sentence": 1, "start": 7, "end": 24, "label": "factual"}"#),
                "g.json:3: the claim stands at 7..24, but its sentence at 7..25",
            ),
        ];
        for (found, expected) in cases {
            assert_eq!(found, expected);
        }
    }
}
