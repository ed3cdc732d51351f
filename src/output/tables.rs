//! The tables of `run`: one struct a row, whose field names are the header.
//!
//! Columns are described in the README. A missing value is an empty cell, lists are joined with `; `, `text` is
//! the exact slice of the article.

use super::rows::RowWriter;
use super::{SentenceView, View};
use crate::article::Sourced;
use std::fmt::Display;
use std::io::{self, Write};

/// Which table.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Table {
    /// One row a claim; with `all`, also the sentences that make none.
    Claims,
    /// One row a sentence.
    Sentences,
    /// One row a mention.
    Actors,
    /// One row a temporal expression.
    Dates,
    /// One row an article.
    Documents,
}

impl Table {
    /// All tables that have rows for an article.
    pub const ALL: [Table; 5] =
        [Table::Claims, Table::Sentences, Table::Actors, Table::Dates, Table::Documents];

    /// The file it is written to: `claims.csv`.
    pub fn file_name(self) -> &'static str {
        match self {
            Table::Claims => "claims.csv",
            Table::Sentences => "sentences.csv",
            Table::Actors => "actors.csv",
            Table::Dates => "dates.csv",
            Table::Documents => "documents.csv",
        }
    }

    /// The header.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Table::Claims => &CLAIMS,
            Table::Sentences => &["doc_id", "sentence_no", "paragraph_no", "start", "end", "kind", "text"],
            Table::Actors => &ACTORS,
            Table::Dates => &DATES,
            Table::Documents => &DOCUMENTS,
        }
    }
}

const CLAIMS: [&str; 27] = [
    "doc_id",
    "sentence_no",
    "paragraph_no",
    "start",
    "end",
    "text",
    "label",
    "confidence",
    "p_factual",
    "p_evaluative",
    "p_predictive",
    "second",
    "attributed",
    "holder",
    "holder_id",
    "hedge",
    "negated",
    "actors",
    "dates",
    "date_from",
    "date_to",
    "cues",
    "title",
    "author",
    "published",
    "published_source",
    "url",
];

const ACTORS: [&str; 17] = [
    "doc_id",
    "sentence_no",
    "start",
    "end",
    "text",
    "type",
    "id",
    "state",
    "sector",
    "role",
    "reading",
    "status",
    "candidates",
    "composite",
    "composite_sector",
    "composite_holder",
    "made_by",
];

const DATES: [&str; 15] = [
    "doc_id",
    "sentence_no",
    "start",
    "end",
    "text",
    "type",
    "value",
    "mod",
    "quant",
    "freq",
    "begin_point",
    "end_point",
    "from",
    "to",
    "rule",
];

const DOCUMENTS: [&str; 15] = [
    "doc_id",
    "title",
    "title_source",
    "author",
    "author_source",
    "published",
    "published_source",
    "url",
    "url_source",
    "code_points",
    "sentences",
    "claims",
    "actors",
    "dates",
    "impossible_dates",
];

/// What is done to cells for spreadsheets.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Safety {
    /// Cells that a spreadsheet could take for a formula (first character `=` `+` `-` `@`, tab or carriage
    /// return, after OWASP's "CSV Injection") get a `'` in front.
    pub escape_formulas: bool,
}

/// Writes one table.
pub struct TableWriter<W: Write> {
    table: Table,
    all: bool,
    rows: RowWriter<W>,
}

impl<W: Write> TableWriter<W> {
    /// A table to be written to `to`, separated by `delimiter`. `header` writes the header at once.
    pub fn new(
        table: Table,
        to: W,
        delimiter: u8,
        all: bool,
        safety: Safety,
        header: bool,
    ) -> io::Result<Self> {
        let mut writer = TableWriter { table, all, rows: RowWriter::new(to, delimiter, safety) };
        if header {
            table.columns().iter().for_each(|column| writer.rows.plain(column.as_bytes()));
            writer.end_row()?;
        }
        Ok(writer)
    }

    /// Writes the rows of one article.
    pub fn write(&mut self, view: &View) -> io::Result<()> {
        match self.table {
            Table::Claims => self.claims(view),
            Table::Sentences => self.sentences(view),
            Table::Actors => self.actors(view),
            Table::Dates => self.dates(view),
            Table::Documents => self.document(view),
        }
    }

    /// Flushes and gives the destination back.
    pub fn finish(self) -> io::Result<W> {
        self.rows.finish()
    }

    fn put(&mut self, cell: &str) {
        self.rows.cell(|to| to.extend_from_slice(cell.as_bytes()));
    }

    fn put_shown(&mut self, value: Option<impl Display>) {
        self.rows.cell(|to| {
            if let Some(value) = value {
                write!(to, "{value}").expect("a buffer takes everything");
            }
        });
    }

    fn put_joined<'s>(&mut self, parts: impl IntoIterator<Item = &'s str>) {
        self.rows.cell(|to| {
            let start = to.len();
            for part in parts {
                if to.len() > start {
                    to.extend_from_slice(b"; ");
                }
                to.extend_from_slice(part.as_bytes());
            }
        });
    }

    fn numbers<const N: usize>(&mut self, numbers: [u32; N]) {
        numbers.into_iter().for_each(|number| self.rows.number(number));
    }

    fn end_row(&mut self) -> io::Result<()> {
        let cells = self.rows.end_row()?;
        debug_assert_eq!(cells, self.table.columns().len());
        Ok(())
    }

    fn claims(&mut self, view: &View) -> io::Result<()> {
        for SentenceView { number, sentence, claim, actors, dates } in view.sentences() {
            if claim.is_none() && !self.all {
                continue;
            }
            let (start, end) = view.points(sentence.span);
            self.put(&view.article.id);
            self.numbers([number as u32 + 1, sentence.paragraph, start, end]);
            self.put(view.text(sentence.span));
            match claim {
                Some(claim) => {
                    let [f, e, p] = claim.probabilities;
                    self.rows.plain(claim.label.as_str().as_bytes());
                    for p in [claim.confidence(), f, e, p] {
                        self.rows.plain(&thousandths(p));
                    }
                    self.rows.plain(claim.second.map_or("", |l| l.as_str()).as_bytes());
                    self.rows.plain(yes_no(claim.attributed));
                    self.put(view.holder(claim));
                    self.put(claim.holder_id.as_deref().unwrap_or(""));
                    self.rows.plain(claim.hedge.as_str().as_bytes());
                    self.rows.plain(yes_no(claim.negated));
                }
                None => (0..11).for_each(|_| self.rows.plain(b"")),
            }
            self.put_joined(actors.iter().map(|a| a.id.as_deref().unwrap_or(view.text(a.span))));
            self.put_joined(dates.iter().map(|d| d.value.as_str()));
            let intervals = || dates.iter().filter_map(|d| d.interval);
            self.put_shown(intervals().map(|i| i.from).min());
            self.put_shown(intervals().map(|i| i.to).max());
            self.put_joined(claim.into_iter().flat_map(|c| c.cues.iter()));
            self.metadata(view);
            self.end_row()?;
        }
        Ok(())
    }

    fn metadata(&mut self, view: &View) {
        let article = view.article;
        self.put(value(&article.title));
        self.put(value(&article.author));
        self.put_shown(article.published.as_ref().map(|p| p.value));
        self.put(source(&article.published));
        self.put(value(&article.url));
    }

    fn sentences(&mut self, view: &View) -> io::Result<()> {
        for (number, sentence) in view.analysis.sentences.iter().enumerate() {
            let (start, end) = view.points(sentence.span);
            self.put(&view.article.id);
            self.numbers([number as u32 + 1, sentence.paragraph, start, end]);
            self.put(sentence.kind.as_str());
            self.put(view.text(sentence.span));
            self.end_row()?;
        }
        Ok(())
    }

    fn actors(&mut self, view: &View) -> io::Result<()> {
        for actor in &view.analysis.actors {
            let (start, end) = view.points(actor.span);
            self.put(&view.article.id);
            self.numbers([sentence_number(view, actor.span), start, end]);
            self.put(view.text(actor.span));
            self.put(actor.kind.as_str());
            self.put(actor.id.as_deref().unwrap_or(""));
            self.put(actor.state.unwrap_or(""));
            self.put(actor.sector.unwrap_or(""));
            self.put(actor.role.as_deref().unwrap_or(""));
            self.put(actor.reading.map_or("", |r| r.as_str()));
            self.put(actor.status.as_str());
            self.put_joined(actor.candidates.iter().map(AsRef::as_ref));
            self.put(actor.composite.map_or("", |c| view.text(c.span)));
            self.put(actor.composite.map_or("", |c| c.sector));
            self.put(actor.composite.and_then(|c| c.holder_id).unwrap_or(""));
            self.put_shown(Some(&actor.made_by));
            self.end_row()?;
        }
        Ok(())
    }

    fn dates(&mut self, view: &View) -> io::Result<()> {
        for date in &view.analysis.dates {
            let (start, end) = view.points(date.span);
            self.put(&view.article.id);
            self.numbers([sentence_number(view, date.span), start, end]);
            self.put(view.text(date.span));
            self.put(date.kind.as_str());
            self.put(&date.value);
            for cell in [&date.modifier, &date.quant, &date.freq] {
                self.put(cell.as_deref().unwrap_or(""));
            }
            for point in [&date.begin_point, &date.end_point] {
                self.put(point.as_deref().unwrap_or(""));
            }
            self.put_shown(date.interval.map(|i| i.from));
            self.put_shown(date.interval.map(|i| i.to));
            self.put(date.rule);
            self.end_row()?;
        }
        Ok(())
    }

    fn document(&mut self, view: &View) -> io::Result<()> {
        let (article, analysis) = (view.article, view.analysis);
        self.put(&article.id);
        self.put(value(&article.title));
        self.put(source(&article.title));
        self.put(value(&article.author));
        self.put(source(&article.author));
        self.put_shown(article.published.as_ref().map(|p| p.value));
        self.put(source(&article.published));
        self.put(value(&article.url));
        self.put(source(&article.url));
        let end = article.text.len();
        let points = view.points(crate::span::Span::new(end, end)).0;
        let counts =
            [analysis.sentences.len(), analysis.claims.len(), analysis.actors.len(), analysis.dates.len()];
        self.numbers([points]);
        self.numbers(counts.map(|n| n as u32));
        self.put_joined(analysis.impossible.iter().map(|d| view.text(d.span)));
        self.end_row()
    }
}

fn yes_no(value: bool) -> &'static [u8] {
    if value { b"true" } else { b"false" }
}

fn value(cell: &Option<Sourced<String>>) -> &str {
    cell.as_ref().map_or("", |c| c.value.as_str())
}

fn source<T>(cell: &Option<Sourced<T>>) -> &'static str {
    cell.as_ref().map_or("", |c| c.source.as_str())
}

/// Thousandths of at most one whole, with three decimals: `930` as `0.930`.
fn thousandths(value: u16) -> [u8; 5] {
    let digit = |number: u16| b'0' + (number % 10) as u8;
    [digit(value / 1000), b'.', digit(value / 100), digit(value / 10), digit(value)]
}

/// The number, from 1, of the sentence a span lies in.
fn sentence_number(view: &View, span: crate::span::Span) -> u32 {
    view.analysis.sentences.partition_point(|s| s.span.start <= span.start) as u32
}
