//! Paths to articles in a fixed order: walking folders, reading files, JSONL lines and CSV rows.

use crate::args::{Format, InputArgs};
use claimsift::read::{Columns, Record, decode};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Something that should become an article.
pub enum Job {
    /// A file that is one article; it is read by the worker.
    File {
        /// Where it is.
        path: PathBuf,
        /// What output calls it.
        id: String,
    },
    /// A record, read and parsed.
    Record(Box<Record>),
    /// What could not be read.
    Skipped(Skipped),
}

/// A row of `skipped.csv`.
pub struct Skipped {
    /// Path, or path and place of the record in it.
    pub path: String,
    /// Id of the record, if it had one.
    pub id: String,
    /// Why.
    pub reason: String,
    /// Whether it counts as a failure; a file of another kind does not.
    pub failed: bool,
}

impl Skipped {
    fn failed(path: String, reason: impl ToString) -> Skipped {
        Skipped { id: path.clone(), path, reason: reason.to_string(), failed: true }
    }
}

/// One file to be opened.
struct Source {
    path: PathBuf,
    id: String,
    format: Format,
}

/// What records are called.
#[derive(Copy, Clone, PartialEq, Eq)]
pub enum Ids {
    /// `path#id`, so that they are unique over a run.
    WithPath,
    /// As the record says: one line in, one line out.
    AsTheyCame,
}

/// All jobs, in the order of output.
pub struct Jobs {
    queue: std::vec::IntoIter<Result<Source, Skipped>>,
    open: Option<Reader>,
    columns: Columns,
    ids: Ids,
    max: u64,
    /// Number of files, for progress; records are not counted ahead.
    pub files: usize,
}

/// A file of records that is being read.
enum Reader {
    Jsonl { lines: Box<dyn BufRead>, name: String, number: u64 },
    Csv { rows: csv::Reader<Box<dyn Read>>, headers: csv::StringRecord, name: String },
}

impl Jobs {
    /// Finds all files below the paths. A path that does not exist is a skipped one, not an error.
    pub fn new(args: &InputArgs, ids: Ids) -> Jobs {
        let mut found = Vec::new();
        for path in &args.paths {
            walk(path, args.from, &mut found);
        }
        Jobs {
            files: found.len(),
            queue: found.into_iter(),
            open: None,
            columns: args.columns(),
            ids,
            max: args.max_article,
        }
    }

    fn open(&mut self, source: Source) -> Option<Job> {
        let stdin = source.path.as_os_str() == "-";
        match source.format {
            Format::Text if stdin => Some(self.text_of_stdin()),
            Format::Text => Some(Job::File { path: source.path, id: source.id }),
            format => {
                let input: Box<dyn Read> = if stdin {
                    Box::new(io::stdin())
                } else {
                    match open_file(&source.path) {
                        Ok(file) => Box::new(file),
                        Err(error) => return Some(Job::Skipped(Skipped::failed(source.id, error))),
                    }
                };
                match format {
                    Format::Jsonl => {
                        let lines = Box::new(BufReader::with_capacity(1 << 16, input));
                        self.open = Some(Reader::Jsonl { lines, name: source.id, number: 0 });
                        None
                    }
                    _ => self.open_csv(input, source.id),
                }
            }
        }
    }

    fn text_of_stdin(&self) -> Job {
        let mut bytes = Vec::new();
        let read = io::stdin().take(self.max + 1).read_to_end(&mut bytes);
        match read.map_err(|e| e.to_string()).and_then(|_| article(bytes, self.max)) {
            Ok(text) => Job::Record(Box::new(Record { id: "-".into(), text, ..Record::default() })),
            Err(reason) => Job::Skipped(Skipped::failed("-".into(), reason)),
        }
    }

    fn open_csv(&mut self, input: Box<dyn Read>, name: String) -> Option<Job> {
        let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(input);
        match rows.headers().cloned() {
            Ok(headers) => {
                // A byte-order mark belongs to no column.
                let headers: csv::StringRecord =
                    headers.iter().map(|h| h.trim_start_matches('\u{feff}')).collect();
                if headers.iter().any(|h| h == self.columns.text) {
                    self.open = Some(Reader::Csv { rows, headers, name });
                    return None;
                }
                let there = headers.iter().collect::<Vec<_>>().join(", ");
                let reason = format!(
                    "there is no column `{}` (see --text-column); there are: {there}",
                    self.columns.text
                );
                Some(Job::Skipped(Skipped::failed(name, reason)))
            }
            Err(error) => Some(Job::Skipped(Skipped::failed(name, error))),
        }
    }

    /// The next record of the open file; `None` at its end.
    fn record(&mut self) -> Option<Job> {
        let (columns, ids, max) = (&self.columns, self.ids, self.max);
        match self.open.as_mut()? {
            Reader::Jsonl { lines, name, number } => loop {
                let mut bytes = Vec::new();
                *number += 1;
                let place = format!("{name}:{number}");
                // A record's text is at most as long as its line; escapes may make the line six times longer.
                let read = lines.by_ref().take(max.saturating_mul(6) + 1).read_until(b'\n', &mut bytes);
                let too_long = bytes.len() as u64 > max.saturating_mul(6);
                match read {
                    Err(error) => {
                        self.open = None;
                        return Some(Job::Skipped(Skipped::failed(place, error)));
                    }
                    Ok(0) => return None,
                    Ok(_) if too_long => {
                        let rest = skip_line(lines);
                        let reason = "the line is longer than --max-article allows".to_string();
                        if rest.is_err() {
                            self.open = None;
                        }
                        return Some(Job::Skipped(Skipped::failed(place, reason)));
                    }
                    Ok(_) => {}
                }
                let Ok(line) = std::str::from_utf8(&bytes) else {
                    return Some(Job::Skipped(Skipped::failed(place, "the line is not UTF-8")));
                };
                let line = line.trim_start_matches('\u{feff}').trim();
                if !line.is_empty() {
                    return Some(named(Record::from_json(line, columns), (name, ids), place, *number, max));
                }
            },
            Reader::Csv { rows, headers, name } => {
                let mut row = csv::StringRecord::new();
                match rows.read_record(&mut row) {
                    Ok(false) => None,
                    Ok(true) => {
                        let line = row.position().map_or(0, csv::Position::line);
                        let place = format!("{name}:{line}");
                        Some(named(Record::from_csv(headers, &row, columns), (name, ids), place, line, max))
                    }
                    Err(error) => {
                        let place = format!("{name}:{}", error.position().map_or(0, csv::Position::line));
                        // A row that is not UTF-8 can be passed over; a failed read cannot.
                        if error.is_io_error() {
                            self.open = None;
                        }
                        Some(Job::Skipped(Skipped::failed(place, error)))
                    }
                }
            }
        }
    }
}

impl Iterator for Jobs {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        loop {
            if self.open.is_some() {
                match self.record() {
                    Some(job) => return Some(job),
                    None => self.open = None,
                }
            }
            let job = match self.queue.next()? {
                Ok(source) => self.open(source),
                Err(skipped) => Some(Job::Skipped(skipped)),
            };
            if job.is_some() {
                return job;
            }
        }
    }
}

/// Reads a file that is one article.
pub fn read_file(path: &Path, id: String, max: u64) -> Result<Record, String> {
    let file = open_file(path)?;
    let mut bytes = Vec::new();
    file.take(max + 1).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    let text = article(bytes, max)?;
    Ok(Record { id, text, ..Record::default() })
}

fn article(bytes: Vec<u8>, max: u64) -> Result<String, String> {
    if bytes.len() as u64 > max {
        return Err(format!("larger than --max-article ({max} bytes)"));
    }
    decode(bytes).map_err(|e| e.to_string())
}

/// Opens a regular file; a FIFO or device would block or never end.
fn open_file(path: &Path) -> Result<File, String> {
    let kind = std::fs::metadata(path).map_err(|e| e.to_string())?;
    if !kind.is_file() {
        return Err("not a regular file".into());
    }
    File::open(path).map_err(|e| e.to_string())
}

fn skip_line(lines: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = lines.fill_buf()?;
        let (used, end) = match buffer.iter().position(|b| *b == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        lines.consume(used);
        if end {
            return Ok(());
        }
    }
}

fn named(
    record: Result<Record, claimsift::read::ReadError>,
    (name, ids): (&str, Ids),
    place: String,
    number: u64,
    max: u64,
) -> Job {
    match record {
        Ok(record) if record.text.len() as u64 > max => {
            let reason = format!("larger than --max-article ({max} bytes)");
            Job::Skipped(Skipped { path: place, id: record.id, reason, failed: true })
        }
        Ok(mut record) => {
            if record.id.is_empty() {
                record.id = number.to_string();
            }
            if ids == Ids::WithPath && name != "-" {
                record.id = format!("{name}#{}", record.id);
            }
            Job::Record(Box::new(record))
        }
        Err(error) => Job::Skipped(Skipped::failed(place, error)),
    }
}

/// Adds the files at or below a path, sorted by name, with ids relative to the argument.
fn walk(argument: &Path, format: Option<Format>, found: &mut Vec<Result<Source, Skipped>>) {
    let told = |path: &Path| match format {
        Some(format) => Some(format),
        None => match path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase).as_deref() {
            Some("txt" | "md") => Some(Format::Text),
            Some("jsonl") => Some(Format::Jsonl),
            Some("csv") => Some(Format::Csv),
            _ => None,
        },
    };
    if argument.as_os_str() == "-" {
        let format = format.unwrap_or(Format::Text);
        found.push(Ok(Source { path: argument.into(), id: "-".into(), format }));
        return;
    }
    if !argument.is_dir() {
        let id = argument.file_name().map_or_else(|| shown(argument), |name| shown(Path::new(name)));
        // A file that is named is read, whatever it is called.
        let format = told(argument).unwrap_or(Format::Text);
        found.push(match std::fs::metadata(argument) {
            Ok(_) => Ok(Source { path: argument.into(), id, format }),
            Err(error) => Err(Skipped::failed(shown(argument), error)),
        });
        return;
    }
    let walker = walkdir::WalkDir::new(argument).follow_links(true).sort_by_file_name();
    for entry in walker {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(argument);
                let reason = if error.loop_ancestor().is_some() {
                    "a link to a folder above it".into()
                } else {
                    error.io_error().map_or_else(|| error.to_string(), ToString::to_string)
                };
                found.push(Err(Skipped::failed(relative(path, argument), reason)));
                continue;
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let id = relative(entry.path(), argument);
        found.push(match told(entry.path()) {
            Some(format) => Ok(Source { path: entry.into_path(), id, format }),
            None => {
                let reason = "not a .txt, .md, .jsonl or .csv file".to_string();
                Err(Skipped { id: id.clone(), path: id, reason, failed: false })
            }
        });
    }
}

fn relative(path: &Path, root: &Path) -> String {
    let rest = path.strip_prefix(root).unwrap_or(path);
    rest.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
