//! [`fill`]: title, author, day of publication and address of an article, each with where it was found.

use super::days::{date_in, date_in_path};
use super::fields::front_matter;
use super::furniture::{Gives, Recognised};
use super::layout::Piece;
use super::markers::Marker;
use super::names::authors;
use super::record::Record;
use crate::article::{Article, Kind, Source, Sourced};
use crate::span::Span;
use jiff::civil::Date;

/// Fills the article's metadata: the command line first, then the record or front matter, the byline, headings,
/// the address in the text, the file's name.
pub(super) fn fill(
    article: &mut Article,
    record: &mut Record,
    option: Option<Date>,
    pieces: &[Piece],
    recognised: &[Recognised],
) {
    merge_front_matter(&article.text, pieces, record);
    let text = article.text.as_str();
    let given = |value: &Option<String>| {
        let value = value.as_deref().map(str::trim).filter(|v| !v.is_empty());
        value.map(|v| Sourced::new(v.to_string(), Source::Record))
    };
    let of = |what: Gives| {
        let fits = move |r: &&Recognised| r.gives.is_some_and(|(gives, _)| gives == what);
        recognised.iter().filter(fits).filter_map(|r| r.gives.map(|(_, span)| (r.piece, span)))
    };

    article.title = given(&record.title).or_else(|| {
        let labelled = of(Gives::Title).next().map(|(_, span)| span);
        let title = labelled.or_else(|| heading(pieces)).map(|span| plain(span.of(text)));
        title.map(|title| Sourced::new(title, Source::Heading))
    });
    article.author = given(&record.author).or_else(|| {
        let person = of(Gives::Author).next().map(|(_, span)| authors(span.of(text)));
        let author = person.or_else(|| of(Gives::Office).next().map(|(_, span)| plain(span.of(text))))?;
        Some(Sourced::new(author, Source::Byline))
    });
    article.url = given(&record.url).or_else(|| {
        let furniture = pieces.iter().filter(|p| p.kind == Kind::Furniture && p.span.len() < 500);
        let address = furniture.filter_map(|p| address(p.span.of(text))).next()?;
        Some(Sourced::new(address.to_string(), Source::Url))
    });

    // *Received 3 May 2024, accepted 7 June 2024*: the day that a rule points to goes before the first of the line.
    let line = |r: &Recognised| {
        let pointed = r.gives.filter(|(gives, _)| *gives == Gives::Published);
        pointed
            .and_then(|(_, span)| date_in(span.of(text)))
            .or_else(|| date_in(pieces[r.piece].span.of(text)))
    };
    let published = || recognised.iter().filter(|r| r.gives.is_some_and(|(g, _)| g == Gives::Published));
    let bylines = || {
        let updated = |r: &&Recognised| r.gives.is_some_and(|(gives, _)| gives == Gives::Updated);
        let bylines = recognised.iter().filter(|r| pieces[r.piece].kind == Kind::Byline);
        let first = bylines.clone().filter(|r| !updated(r)).find_map(line);
        first.or_else(|| published().find_map(line)).or_else(|| {
            // *LEEDS, 3 March 2024 — The lamp is dark.*: the date stands before the dash.
            let dateline = of(Gives::Place).find_map(|(_, span)| {
                let rest = &text[span.start as usize..];
                date_in(&rest[..rest.find(['—', '–', '\n']).filter(|end| *end < 80)?])
            });
            dateline.or_else(|| bylines.clone().find_map(line))
        })
    };
    let file = || {
        let name = (!article.id.contains('#')).then(|| article.id.rsplit('/').next()).flatten()?;
        let is_file = [".txt", ".md", ".text", ".markdown"].iter().any(|e| name.ends_with(e));
        is_file.then(|| date_in_path(name)).flatten()
    };
    article.published = option
        .map(|day| (day, Source::Option))
        .or_else(|| Some((date_in(record.published.as_deref()?)?, Source::Record)))
        .or_else(|| Some((bylines()?, Source::Byline)))
        .or_else(|| Some((date_in_path(&article.url.as_ref()?.value)?, Source::Url)))
        .or_else(|| Some((file()?, Source::FileName)))
        .map(|(day, source)| Sourced::new(day, source));

    let placed = record.meta.iter().any(|(key, _)| key == "place");
    if let Some((_, span)) = of(Gives::Place).next().filter(|_| !placed) {
        record.meta.push(("place".to_string(), plain(span.of(text)).into()));
    }
}

/// Takes what front matter says, where the record itself says nothing.
fn merge_front_matter(text: &str, pieces: &[Piece], record: &mut Record) {
    let Some(piece) = pieces.first().filter(|p| p.marker == Marker::Dashes && p.lines > 2) else { return };
    for (key, value) in front_matter(piece.span.of(text)) {
        let slot = match key.as_str() {
            _ if value.is_empty() => continue,
            "title" | "headline" => &mut record.title,
            "author" | "authors" | "by" | "byline" => &mut record.author,
            "date" | "published" | "pubdate" | "publishdate" | "datepublished" => &mut record.published,
            "url" | "link" | "permalink" | "canonical" | "canonical_url" | "source_url" => &mut record.url,
            _ => {
                if record.meta.iter().all(|(known, _)| *known != key) {
                    record.meta.push((key, value.into()));
                }
                continue;
            }
        };
        slot.get_or_insert(value);
    }
}

/// The title: the first heading of the first level among those before the second paragraph, else the first.
fn heading(pieces: &[Piece]) -> Option<Span> {
    let prose = pieces.iter().enumerate().filter(|(_, p)| p.is_prose());
    let end = prose.map(|(i, _)| i).nth(1).unwrap_or(pieces.len()).min(16);
    let headings = pieces[..end].iter().filter(|p| p.kind == Kind::Heading);
    let marked = headings.clone().find(|p| p.marker == Marker::Heading(1));
    marked.or_else(|| headings.clone().next()).map(|p| p.span)
}

/// A line without Markdown's marks, white space made single.
fn plain(line: &str) -> String {
    let line = line.trim_matches(|c: char| matches!(c, '#' | '*' | '_') || c.is_whitespace());
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The address in a line of furniture.
fn address(line: &str) -> Option<&str> {
    let at = line.find("http://").or_else(|| line.find("https://"))?;
    let rest = &line[at..];
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ']' | ')'))
        .unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(['.', ',', ';']))
}
