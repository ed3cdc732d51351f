//! Label sheets, which people write, to stand-off gold, which `claimsift eval` reads.
//!
//! A sheet is named like its article with `.sheet` behind it and holds all of its sentences in order, with a
//! blank line between them:
//!
//! ```text
//! body | predictive | - | yes | the minister | weak | no
//! The pact, the minister thinks, will probably be signed in Oslo next May.
//! @ Oslo | place | place:oslo | NOR | place
//! # next May | DATE | 2026-05
//! ```
//!
//! The first line is kind, label, second label, whether attributed, holder (`-` if nobody is named), hedge, whether
//! negated (a sentence that makes no claim needs only `kind | none`); the second the sentence with white space as single spaces; then
//! actors (`@` surface, type, id, state, reading) and dates (`#` surface, TIMEX3 type, value), each in text order.
//! Spans are found in the decoded article and written as code points.
//!
//! ```sh
//! cargo run --example label_sheet -- --articles corpus/articles --output gold sheets/*.sheet
//! ```

use anyhow::{Context as _, anyhow, bail};
use claimsift::analysis::{ActorType, Hedge, Label, TimexType};
use claimsift::article::Kind;
use claimsift::evaluate::timex3;
use claimsift::read::decode;
use claimsift::span::{Offsets, Span};
use clap::Parser as _;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[derive(clap::Parser)]
struct Args {
    /// The folder with the articles
    #[arg(long)]
    articles: PathBuf,
    /// The folder for the gold, one file an article
    #[arg(long)]
    output: PathBuf,
    /// The sheets
    #[arg(required = true)]
    sheets: Vec<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    std::fs::create_dir_all(&args.output)?;
    let mut failed = 0;
    for sheet in &args.sheets {
        if let Err(error) = convert(sheet, &args) {
            failed += 1;
            eprintln!("{}:{error:#}", sheet.display());
        }
    }
    match failed {
        0 => Ok(()),
        failed => bail!("{failed} of {} sheets have faults", args.sheets.len()),
    }
}

/// One sheet; the error begins with the line.
fn convert(path: &Path, args: &Args) -> anyhow::Result<()> {
    let name = path.file_stem().and_then(|s| s.to_str()).context("1: the sheet has no name")?;
    let article = args.articles.join(name);
    let text = std::fs::read(&article)
        .map_err(anyhow::Error::from)
        .and_then(|bytes| Ok(decode(bytes)?))
        .with_context(|| format!("1: reading {}", article.display()))?;
    let sheet = std::fs::read_to_string(path).context("1")?;
    let target = args.output.join(format!("{name}.json"));
    std::fs::write(&target, gold(&sheet, &text, name)?)
        .with_context(|| format!("1: writing {}", target.display()))
}

/// The gold of one article.
fn gold(sheet: &str, article: &str, id: &str) -> anyhow::Result<String> {
    Ok(Placed::over(article).all(&units(sheet)?)?.json(id))
}

/// A sentence of a sheet.
struct Unit<'s> {
    /// Its lines with their numbers: head, text, then mentions.
    lines: Vec<(usize, &'s str)>,
}

/// Paragraphs of the sheet.
fn units(sheet: &str) -> anyhow::Result<Vec<Unit<'_>>> {
    let mut units: Vec<Unit> = Vec::new();
    let mut open = false;
    for (number, line) in sheet.lines().enumerate() {
        let line = (number + 1, line.trim());
        match (line.1.is_empty(), open) {
            (true, _) => open = false,
            (false, true) => units.last_mut().expect("one is open").lines.push(line),
            (false, false) => {
                open = true;
                units.push(Unit { lines: vec![line] });
            }
        }
    }
    match units.iter().find(|unit| unit.lines.len() < 2) {
        Some(unit) => bail!("{}: a sentence has a line of labels and a line of text", unit.lines[0].0),
        None => Ok(units),
    }
}

/// The annotations found so far, each a line of the output.
struct Placed<'t> {
    text: &'t str,
    offsets: Offsets,
    sentences: Vec<Value>,
    actors: Vec<Value>,
    dates: Vec<Value>,
    claims: Vec<Value>,
}

impl<'t> Placed<'t> {
    /// Nothing yet.
    fn over(text: &'t str) -> Self {
        let (sentences, actors, dates, claims) = Default::default();
        Placed { text, offsets: Offsets::new(text), sentences, actors, dates, claims }
    }

    /// Lays all sentences over the text, one after another.
    fn all(mut self, units: &[Unit]) -> anyhow::Result<Self> {
        let mut at = 0;
        for unit in units {
            let (line, words) = unit.lines[1];
            let start = at + self.text[at..].len() - self.text[at..].trim_start().len();
            let end = follow(self.text, start, words).map_err(|fault| anyhow!("{line}: {fault}"))?;
            at = end;
            self.sentence(unit, Span::new(start, end))?;
        }
        match self.text[at..].trim() {
            "" => Ok(self),
            rest => {
                bail!("{}: the sheet ends before {:?}", units.last().map_or(1, |u| u.lines[1].0), clip(rest))
            }
        }
    }

    fn sentence(&mut self, unit: &Unit, span: Span) -> anyhow::Result<()> {
        let (line, head) = unit.lines[0];
        let number = self.sentences.len();
        let fields: Vec<&str> = head.split('|').map(str::trim).collect();
        let kind = known(fields[0], "kind", Kind::parse).with_context(|| line.to_string())?;
        let (start, end, text) = self.place(span);
        self.sentences.push(json!({"start": start, "end": end, "kind": kind.as_str(), "text": text}));
        if let Some(mut claim) = claim(&fields, kind, self.text).with_context(|| line.to_string())? {
            let place = json!({"sentence": number, "start": start, "end": end, "text": text});
            let Value::Object(mut all) = place else { unreachable!("it was just made") };
            all.append(&mut claim);
            self.claims.push(Value::Object(all));
        }
        let (mut actor_at, mut date_at) = (span.start as usize, span.start as usize);
        for &(line, mention) in &unit.lines[2..] {
            let fields: Vec<&str> = mention[1..].split('|').map(str::trim).collect();
            let placed = match mention.as_bytes()[0] {
                b'@' => self.actor(&fields, &mut actor_at, span),
                b'#' => self.date(&fields, &mut date_at, span),
                _ => Err(anyhow!("neither an actor (@) nor a date (#): {:?}", clip(mention))),
            };
            placed.with_context(|| line.to_string())?;
        }
        Ok(())
    }

    fn actor(&mut self, fields: &[&str], at: &mut usize, sentence: Span) -> anyhow::Result<()> {
        let [surface, kind, id, state, reading] = fields else {
            bail!("an actor has surface, type, id, state and reading")
        };
        let kind = known(kind, "type", ActorType::parse)?;
        let prefix = format!("{}:", kind.as_str());
        let slug = id
            .strip_prefix(&prefix)
            .with_context(|| format!("the id of a {} begins with {prefix}", kind.as_str()))?;
        let good = match kind {
            ActorType::State => is_code(slug),
            _ => {
                !slug.is_empty()
                    && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            }
        };
        if !good {
            bail!("{id:?} is no id");
        }
        let state = optional(state);
        if let Some(state) = state.filter(|s| !is_code(s)) {
            bail!("{state:?} is no ISO 3166-1 alpha-3 code");
        }
        let reading = match *reading {
            "-" | "unsure" => None,
            "actor" | "place" => Some(*reading),
            other => bail!("reading {other:?} is none of actor, place, unsure, -"),
        };
        let (start, end, text) = self.place(self.find(surface, at, sentence)?);
        let kind = kind.as_str();
        self.actors.push(json!({
            "start": start, "end": end, "text": text, "type": kind, "id": id, "state": state, "reading": reading
        }));
        Ok(())
    }

    fn date(&mut self, fields: &[&str], at: &mut usize, sentence: Span) -> anyhow::Result<()> {
        let [surface, kind, value] = fields else { bail!("a date has surface, type and value") };
        let kind = known(kind, "type", TimexType::parse)?;
        timex3::check(kind, value)?;
        let (start, end, text) = self.place(self.find(surface, at, sentence)?);
        let kind = kind.as_str();
        self.dates.push(json!({"start": start, "end": end, "text": text, "type": kind, "value": value}));
        Ok(())
    }

    /// The next place of some words in the sentence, not inside a longer word.
    fn find(&self, surface: &str, at: &mut usize, sentence: Span) -> anyhow::Result<Span> {
        let text = self.text;
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        for (offset, _) in text[*at..sentence.end as usize].char_indices() {
            let start = *at + offset;
            let Ok(end) = follow(text, start, surface) else { continue };
            let starts_inside = inside(text[..start].chars().next_back()) && inside(surface.chars().next());
            let ends_inside = inside(text[end..].chars().next()) && inside(surface.chars().next_back());
            if end <= sentence.end as usize && !starts_inside && !ends_inside {
                *at = end;
                return Ok(Span::new(start, end));
            }
        }
        bail!("{surface:?} is not in the sentence, or not after the mention above it")
    }

    /// Start, end and words of a span, in code points.
    fn place(&self, span: Span) -> (u32, u32, &'t str) {
        (self.offsets.code_point(span.start), self.offsets.code_point(span.end), span.of(self.text))
    }

    /// The record, one annotation a line.
    fn json(&self, id: &str) -> String {
        let mut out = format!("{{\"id\": {}", Value::from(id));
        let layers = [
            ("sentences", &self.sentences),
            ("actors", &self.actors),
            ("dates", &self.dates),
            ("claims", &self.claims),
        ];
        for (name, annotations) in layers {
            let lines: Vec<String> = annotations.iter().map(|a| format!("  {a}")).collect();
            let _ = write!(out, ",\n\"{name}\": [\n{}\n]", lines.join(",\n"));
        }
        out + "\n}\n"
    }
}

/// The attributes of the claim, unless there is none.
fn claim(
    fields: &[&str],
    kind: Kind,
    article: &str,
) -> anyhow::Result<Option<serde_json::Map<String, Value>>> {
    let label = match fields.get(1) {
        Some(&"none") => return Ok(None),
        Some(label) => known(label, "label", Label::parse)?,
        None => bail!("the label is missing"),
    };
    if !kind.claims() {
        bail!("a {} makes no claim", kind.as_str());
    }
    let [second, attributed, holder, hedge, negated] = fields[2..] else {
        bail!("a claim has kind, label, second, attributed, holder, hedge and negated")
    };
    let second = optional(second).map(|s| known(s, "second", Label::parse)).transpose()?;
    let flag = |word: &str, key: &str| match word {
        "yes" => Ok(true),
        "no" => Ok(false),
        other => bail!("{key} {other:?} is neither yes nor no"),
    };
    let attributed = flag(attributed, "attributed")?;
    if attributed == (holder == "author") {
        bail!("attributed is {attributed}, but the holder {holder:?}");
    }
    // Nobody is named in *they were reported to have left*.
    let holder = optional(holder);
    if let Some(holder) = holder.filter(|_| attributed)
        && !has_words(article, holder)
    {
        bail!("the holder {holder:?} is not in the article");
    }
    let hedge = known(hedge, "hedge", Hedge::parse)?;
    let claim = json!({
        "label": label.as_str(),
        "second": second.map(|s| s.as_str()),
        "attributed": attributed,
        "holder": holder,
        "hedge": hedge.as_str(),
        "negated": flag(negated, "negated")?,
    });
    let Value::Object(claim) = claim else { unreachable!("it was just made") };
    Ok(Some(claim))
}

/// Where `words` end if the text has them from `start` on; any white space is as good as one space.
fn follow(text: &str, start: usize, words: &str) -> Result<usize, String> {
    let mut at = start;
    for (number, word) in words.split_whitespace().enumerate() {
        if number > 0 {
            let rest = &text[at..];
            at += rest.len() - rest.trim_start().len();
        }
        let spaced = number == 0 || text[..at].ends_with(char::is_whitespace);
        if !spaced || !text[at..].starts_with(word) {
            return Err(format!(
                "the sheet goes on with {:?}, the article with {:?}",
                word,
                clip(&text[at..])
            ));
        }
        at += word.len();
    }
    Ok(at)
}

/// Whether a text has these words somewhere, and not inside longer ones.
fn has_words(text: &str, words: &str) -> bool {
    let single = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, words) = (single(text), single(words));
    text.match_indices(&words).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

fn known<T>(word: &str, key: &str, parse: impl Fn(&str) -> Option<T>) -> anyhow::Result<T> {
    parse(word).with_context(|| format!("unknown {key} {word:?}"))
}

fn optional(word: &str) -> Option<&str> {
    (word != "-").then_some(word)
}

fn is_code(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase())
}

fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = "Lämps\n\nIn Oslo, Iran and\nIranian envoys met  on 3 May, she says. ";
    const SHEET: &str = "heading | none\nLämps\n\n\
                         body | factual | evaluative | yes | she | none | no\n\
                         In Oslo, Iran and Iranian envoys met on 3 May, she says.\n\
                         @ Oslo | place | place:oslo | NOR | place\n\
                         @ Iran | state | state:IRN | IRN | unsure\n\
                         @ Iranian | people | people:iranian | IRN | -\n\
                         # 3 May | DATE | 2024-05-03\n";

    fn fault(from: &str, to: &str) -> String {
        let sheet = SHEET.replace(from, to);
        assert_ne!(sheet, SHEET);
        format!("{:#}", gold(&sheet, ARTICLE, "a").unwrap_err())
    }

    #[test]
    fn a_sheet_becomes_gold_that_fits_its_article() {
        let json = gold(SHEET, ARTICLE, "a").unwrap();
        let records = claimsift::evaluate::gold::read("a.json", &json).unwrap();
        let annotation = records[0].place(ARTICLE).unwrap();
        let words = |span: Span| span.of(ARTICLE);
        let sentences = annotation.sentences.unwrap();
        assert_eq!(words(sentences[1].span), "In Oslo, Iran and\nIranian envoys met  on 3 May, she says.");
        let actors = annotation.actors.unwrap();
        assert_eq!(actors.iter().map(|a| words(a.span)).collect::<Vec<_>>(), ["Oslo", "Iran", "Iranian"]);
        assert_eq!(words(annotation.dates.unwrap()[0].span), "3 May");
        let claim = annotation.claims.unwrap()[0].claim.clone().unwrap();
        assert_eq!((claim.second, claim.holder.as_deref()), (Some(Label::Evaluative), Some("she")));
    }

    #[test]
    fn faults_begin_with_the_line() {
        let cases = [
            (("heading", "title"), "1: unknown kind \"title\""),
            (("heading | none", "heading | factual"), "1: a heading makes no claim"),
            (("factual", "fact"), "4: unknown label \"fact\""),
            (("| she |", "| he |"), "4: the holder \"he\" is not in the article"),
            (("| she |", "| author |"), "4: attributed is true, but the holder \"author\""),
            (
                ("envoys met", "envoys sat"),
                "5: the sheet goes on with \"sat\", the article with \"met  on 3 May, she says. \"",
            ),
            (("@ Iran |", "@ ran |"), "7: \"ran\" is not in the sentence, or not after the mention above it"),
            (("state:IRN", "place:iran"), "7: the id of a state begins with state:"),
            (("people:iranian | IRN", "people:iranian | Iran"), "8: \"Iran\" is no ISO 3166-1 alpha-3 code"),
            (
                ("2024-05-03", "2024-05-33"),
                "9: \"2024-05-33\" is no TIMEX3 value of a DATE: days are 01 to 31, or XX",
            ),
            (
                ("heading | none\nLämps\n\n", ""),
                "2: the sheet goes on with \"In\", the article with \"Lämps\\n\\nIn Oslo, Iran and\\nIranian envoys \"",
            ),
        ];
        for ((from, to), expected) in cases {
            assert_eq!(fault(from, to), expected);
        }
        let short = SHEET.split("\n\n").next().unwrap();
        let fault = gold(short, ARTICLE, "a").err().unwrap().to_string();
        assert!(fault.starts_with("2: the sheet ends before \"In Oslo"), "{fault}");
    }
}
