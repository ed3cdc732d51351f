//! Gold from files: which files, whose texts, laid over them.

use crate::args::InputArgs;
use crate::input::{Ids, Job, Jobs, read_file};
use anyhow::{Context as _, anyhow, bail};
use claimsift::evaluate::{Annotation, Fault, gold};
use claimsift::read::{Record, decode};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// An article with one annotator's labels.
pub struct GoldArticle {
    /// The article, ready to be read by the tool.
    pub record: Record,
    /// The labels.
    pub labels: Annotation,
}

/// Articles by id, or why one could not be read.
pub type Texts = BTreeMap<String, Result<Record, String>>;

/// Reads gold files and folders. Texts that the records do not carry are taken from `known`, and then from the
/// files below `articles`. With `known` alone (`articles` is `None`), records about other articles are passed
/// over.
pub fn read(
    paths: &[PathBuf],
    known: &Texts,
    articles: Option<&[PathBuf]>,
) -> anyhow::Result<Vec<GoldArticle>> {
    let mut files = Vec::new();
    for path in paths {
        files.extend(gold_files(path)?);
    }
    let mut contents = Vec::new();
    for file in &files {
        let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
        let json = decode(bytes).map_err(|e| anyhow!("{}: {e}", file.display()))?;
        contents.push((file.display().to_string(), json));
    }
    let mut records = Vec::new();
    for (file, json) in &contents {
        records.extend(gold::read(file, json)?);
    }
    let mut seen = BTreeMap::new();
    for record in &records {
        if seen.insert(record.id.as_str(), record.place_name()).is_some() {
            return Err(record.error(Fault::Twice(record.id.clone())).into());
        }
    }
    let missing = |r: &&gold::GoldRecord| r.text.is_none() && !known.contains_key(&r.id);
    let wanted: Vec<&str> = records.iter().filter(missing).map(|r| r.id.as_str()).collect();
    let found = match articles {
        Some(paths) if !wanted.is_empty() && !paths.is_empty() => texts(paths, &wanted)?,
        _ => Texts::new(),
    };
    let mut gold = Vec::new();
    for labels in records {
        let id = &labels.id;
        let mut record = match (&labels.text, known.get(id).or_else(|| found.get(id))) {
            (_, None) if articles.is_none() => continue,
            (Some(text), _) => Record { id: id.clone(), text: text.clone(), ..Record::default() },
            (None, Some(Ok(record))) => record.clone(),
            (None, Some(Err(reason))) => bail!("{}: article `{id}`: {reason}", labels.place_name()),
            (None, None) => bail!(
                "{}: the text of article `{id}` is missing: put it into the record as `text`, or say with \
                 --articles where it is",
                labels.place_name()
            ),
        };
        if labels.published.is_some() {
            record.published.clone_from(&labels.published);
        }
        gold.push(GoldArticle { labels: labels.place(&record.text)?, record });
    }
    if gold.is_empty() {
        bail!("there is no record in {}", list(&files));
    }
    Ok(gold)
}

/// Whether a path holds rules (a folder with .toml or .csv files below it) rather than labels.
pub fn is_rules(path: &Path) -> bool {
    let rules =
        |entry: walkdir::DirEntry| entry.path().extension().is_some_and(|e| e == "toml" || e == "csv");
    path.is_dir() && walkdir::WalkDir::new(path).into_iter().filter_map(Result::ok).any(rules)
}

/// A file, or the .json and .jsonl files directly in a folder; what is in folders below it are other annotators'.
fn gold_files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).with_context(|| path.display().to_string())? {
        let file = entry.with_context(|| path.display().to_string())?.path();
        if file.is_file() && file.extension().is_some_and(|e| e == "json" || e == "jsonl") {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        bail!("{}: there is no .json or .jsonl file in this folder", path.display());
    }
    Ok(files)
}

/// The wanted articles below some paths.
fn texts(paths: &[PathBuf], wanted: &[&str]) -> anyhow::Result<Texts> {
    let input = InputArgs {
        paths: paths.to_vec(),
        from: None,
        id_column: "id".into(),
        text_column: "text".into(),
        published_column: "published".into(),
        published: None,
        max_article: u32::MAX.into(),
        jobs: None,
    };
    let mut texts = Texts::new();
    for job in Jobs::new(&input, Ids::AsTheyCame) {
        let (id, record) = match job {
            Job::File { path, id } if wanted.contains(&id.as_str()) => {
                (id.clone(), read_file(&path, id, input.max_article))
            }
            Job::File { .. } => continue,
            Job::Record(record) => (record.id.clone(), Ok(*record)),
            Job::Skipped(skipped) => (skipped.id, Err(skipped.reason)),
        };
        if !wanted.contains(&id.as_str()) {
            continue;
        }
        if texts.insert(id.clone(), record).is_some() {
            bail!("two articles below {} are called `{id}`", list(paths));
        }
    }
    Ok(texts)
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
}
