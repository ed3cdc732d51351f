//! `run`: articles to claims, into one table or a folder with all of them.

use crate::args::RunArgs;
use crate::input::{Ids, Jobs, Skipped};
use crate::jobs;
use crate::manifest;
use crate::progress;
use crate::publish::{Output, OutputFolder, is_stream};
use crate::stop::{self, Exit, WriteFailed};
use claimsift::Split;
use claimsift::output::{Safety, Table, TableWriter, Unlisted, View, claims_line};
use std::io::Write as _;
use std::path::Path;

/// What came of one article: the bytes of its rows, a buffer a table.
struct Rows {
    tables: Vec<Vec<u8>>,
    unlisted: Unlisted,
    sentences: u64,
    claims: u64,
    note: Option<String>,
}

/// Counts of a run, for the summary and the manifest.
#[derive(Default)]
pub struct Counts {
    /// Articles found, read or not.
    pub articles_in: u64,
    /// Articles analysed.
    pub articles_out: u64,
    /// Articles that could not be read.
    pub failed: u64,
    /// Files of other kinds.
    pub other_files: u64,
    /// Sentences.
    pub sentences: u64,
    /// Claims.
    pub claims: u64,
}

/// One table, or all of them.
enum Target {
    One { output: Output, shape: Shape },
    All(OutputFolder),
}

#[derive(Copy, Clone, PartialEq, Eq)]
enum Shape {
    Csv,
    Tsv,
    Jsonl,
}

/// Runs the command.
pub fn run(args: &RunArgs) -> anyhow::Result<Exit> {
    stop::on_signals()?;
    let analyzer = jobs::analyzer(&args.rules)?.with_dates(args.rules.dates(true));
    let safety = Safety { escape_formulas: args.csv_safe };
    let mut target = open(args)?;
    let (tables, shape): (&[Table], Shape) = match &target {
        Target::One { shape, .. } => (&[Table::Claims], *shape),
        Target::All(_) => (&Table::ALL, Shape::Csv),
    };
    for (number, table) in tables.iter().enumerate() {
        if shape != Shape::Jsonl {
            let header = TableWriter::new(
                *table,
                head(args.excel && shape == Shape::Csv),
                shape.delimiter(),
                args.all,
                safety,
                true,
            )?;
            target.write(number, &header.finish()?)?;
        }
    }

    let input = Jobs::new(&args.input, Ids::WithPath);
    let bar = progress::bar(input.files, args.quiet);
    let mut counts = Counts::default();
    let mut skipped: Vec<Skipped> = Vec::new();
    let mut unlisted = Unlisted::default();
    let published = args.input.published;
    let read = |record, scratch: &mut claimsift::Scratch| {
        let article = analyzer.read(record, published, scratch);
        let sentences = analyzer.segment(&article, Split::Rules);
        (article, sentences)
    };
    let work = |(article, sentences), scratch: &mut claimsift::Scratch| -> anyhow::Result<Rows> {
        let analysis = analyzer.analyze_sentences(&article, sentences, scratch);
        let view = View::new(&article, &analysis);
        let mut rows = Rows {
            tables: Vec::with_capacity(tables.len()),
            unlisted: Unlisted::default(),
            sentences: analysis.sentences.len() as u64,
            claims: analysis.claims.len() as u64,
            note: args.verbose.then(|| metadata_note(&article)),
        };
        if shape == Shape::Jsonl {
            let mut lines = Vec::new();
            claims_line(&view, args.all, &mut lines)?;
            rows.tables.push(lines);
        } else {
            for table in tables {
                let mut writer =
                    TableWriter::new(*table, Vec::new(), shape.delimiter(), args.all, safety, false)?;
                writer.write(&view)?;
                rows.tables.push(writer.finish()?);
            }
        }
        if tables.len() > 1 {
            rows.unlisted.add(&view);
        }
        Ok(rows)
    };
    jobs::each(input, args.input.jobs, args.input.max_article, read, work, |result| {
        counts.articles_in += 1;
        bar.inc(1);
        match result {
            Ok(rows) => {
                let rows = rows?;
                for (number, bytes) in rows.tables.iter().enumerate() {
                    target.write(number, bytes)?;
                }
                unlisted.merge(rows.unlisted);
                counts.articles_out += 1;
                counts.sentences += rows.sentences;
                counts.claims += rows.claims;
                if let Some(note) = rows.note {
                    bar.suspend(|| say(&note));
                }
            }
            Err(row) => {
                if row.failed {
                    counts.failed += 1;
                    bar.suspend(|| say(&format!("claimsift: {}: {}", row.path, row.reason)));
                } else {
                    counts.articles_in -= 1;
                    counts.other_files += 1;
                }
                skipped.push(row);
            }
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    assert_eq!(counts.articles_in, counts.articles_out + counts.failed, "every article is accounted for");

    match target {
        Target::One { output, .. } => output.finish()?,
        Target::All(mut folder) => {
            finish_folder(&mut folder, &skipped, &unlisted)?;
            let text = manifest::text(args, &analyzer, &counts)?;
            folder.begin("manifest.json")?;
            folder.write(tables.len() + 2, text.as_bytes())?;
            folder.finish()?;
        }
    }
    if !args.quiet {
        say(&summary(&counts));
    }
    Ok(if counts.failed > 0 { Exit::SomeFailed } else { Exit::Done })
}

impl Shape {
    fn delimiter(self) -> u8 {
        if self == Shape::Tsv { b'\t' } else { b',' }
    }
}

impl Target {
    fn write(&mut self, table: usize, bytes: &[u8]) -> Result<(), WriteFailed> {
        match self {
            Target::One { output, .. } => output.write(bytes),
            Target::All(folder) => folder.write(table, bytes),
        }
    }
}

/// A table on standard output or in a file, told by the extension; anything else is a folder.
fn open(args: &RunArgs) -> anyhow::Result<Target> {
    // `-` is standard output, as for input.
    let path = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    let extension = path.and_then(Path::extension).and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    let shape = match extension.as_deref() {
        Some("csv") => Some(Shape::Csv),
        Some("tsv") => Some(Shape::Tsv),
        Some("jsonl") => Some(Shape::Jsonl),
        _ if path.is_none_or(is_stream) => Some(Shape::Csv),
        _ => None,
    };
    match (shape, path) {
        (Some(shape), path) => Ok(Target::One { output: Output::open(path)?, shape }),
        (None, Some(folder)) => {
            let mut folder = OutputFolder::open(folder)?;
            for table in Table::ALL {
                folder.begin(table.file_name())?;
            }
            Ok(Target::All(folder))
        }
        (None, None) => unreachable!("no path is standard output"),
    }
}

/// What a CSV file begins with: a byte-order mark for Excel, or nothing.
fn head(excel: bool) -> Vec<u8> {
    if excel { "\u{feff}".as_bytes().to_vec() } else { Vec::new() }
}

fn finish_folder(folder: &mut OutputFolder, skipped: &[Skipped], unlisted: &Unlisted) -> anyhow::Result<()> {
    let tables = Table::ALL.len();
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(["path", "reason"])?;
    for row in skipped {
        rows.write_record([&row.path, &row.reason])?;
    }
    folder.begin("skipped.csv")?;
    folder.write(tables, &rows.into_inner()?)?;
    let mut names = Vec::new();
    unlisted.write(&mut names)?;
    folder.begin("unlisted.csv")?;
    folder.write(tables + 1, &names)?;
    Ok(())
}

fn summary(counts: &Counts) -> String {
    let Counts { articles_in, articles_out, failed, other_files, sentences, claims } = counts;
    let others =
        if *other_files > 0 { format!(", {other_files} files of other kinds") } else { String::new() };
    format!(
        "claimsift: {articles_in} articles in = {articles_out} out + {failed} skipped{others}; \
         {sentences} sentences, {claims} claims"
    )
}

fn metadata_note(article: &claimsift::Article) -> String {
    let part = |name: &str, value: Option<(String, &'static str)>| {
        value.map_or(format!("no {name}"), |(value, source)| format!("{name} {value:?} ({source})"))
    };
    let text = |s: &Option<claimsift::article::Sourced<String>>| {
        s.as_ref().map(|s| (s.value.clone(), s.source.as_str()))
    };
    let day = article.published.as_ref().map(|p| (p.value.to_string(), p.source.as_str()));
    let parts = [
        part("title", text(&article.title)),
        part("author", text(&article.author)),
        part("published", day),
        part("url", text(&article.url)),
    ];
    format!("{}: {}", article.id, parts.join(", "))
}

/// A line on standard error; if that is closed, nobody is listening.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
