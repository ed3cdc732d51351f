//! Title, author, day of publication and address of an article, each with where it was found.

use super::furniture::{Gives, Recognised};
use super::record::Record;
use crate::article::{Article, Block, Kind, Source, Sourced};
use jiff::civil::Date;

/// Fills the article's metadata: the command line first, then the record, the byline, headings, the address in
/// the text, the file's name.
pub(super) fn fill(
    article: &mut Article,
    record: &mut Record,
    option: Option<Date>,
    recognised: &[Recognised],
) {
    let text = article.text.as_str();
    let given =
        |value: &mut Option<String>| value.take().map(|v| Sourced::new(v.trim().to_string(), Source::Record));
    article.title = given(&mut record.title);
    article.author = given(&mut record.author);
    article.url = given(&mut record.url);

    let spans = |what: Gives| {
        recognised.iter().filter_map(move |r| r.gives.filter(|(g, _)| *g == what).map(|g| (r, g.1)))
    };
    if article.author.is_none() {
        let names = spans(Gives::Author).next().map(|(_, span)| name(span.of(text)));
        article.author = names.map(|author| Sourced::new(author, Source::Byline));
    }
    if article.title.is_none() {
        let marked = spans(Gives::Title).next().map(|(_, span)| span.of(text).to_string());
        let title = marked.or_else(|| heading(text, &article.blocks));
        article.title = title.map(|title| Sourced::new(title, Source::Heading));
    }
    if article.url.is_none() {
        let url = article.blocks.iter().find_map(|b| address(b.span.of(text)));
        article.url = url.map(|url| Sourced::new(url.to_string(), Source::Url));
    }
    let byline = || {
        recognised
            .iter()
            .filter(|r| article.blocks[r.block].kind == Kind::Byline)
            .find_map(|r| date_in(article.blocks[r.block].span.of(text)))
    };
    let recorded = record.published.as_deref().and_then(date_in);
    let from_url = || article.url.as_ref().and_then(|u| date_in_path(&u.value));
    article.published = option
        .map(|d| (d, Source::Option))
        .or_else(|| recorded.map(|d| (d, Source::Record)))
        .or_else(|| byline().map(|d| (d, Source::Byline)))
        .or_else(|| from_url().map(|d| (d, Source::Url)))
        .or_else(|| date_in_path(&article.id).map(|d| (d, Source::FileName)))
        .map(|(date, source)| Sourced::new(date, source));
}

/// The first heading, before or right after the first blocks of the article.
fn heading(text: &str, blocks: &[Block]) -> Option<String> {
    let block = blocks.iter().take(6).find(|b| b.kind == Kind::Heading)?;
    let line = block.span.of(text).trim_start_matches(['#', ' ']).trim_end_matches(['#', ' ', '*']);
    Some(line.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// *ALI ASKEROV* as *Ali Askerov*; other names stay as they are.
fn name(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if joined.chars().any(char::is_lowercase) {
        return joined;
    }
    let mut start = true;
    joined
        .chars()
        .flat_map(|c| {
            let letters: Vec<char> = if start { vec![c] } else { c.to_lowercase().collect() };
            start = !c.is_alphanumeric();
            letters
        })
        .collect()
}

/// An address that is all of a block, with or without angle brackets.
fn address(block: &str) -> Option<&str> {
    if block.len() > 500 || !block.contains("://") {
        return None;
    }
    let url = block.trim_matches(['<', '>', '(', ')', '[', ']', ' ']);
    let url = url.strip_prefix("URL:").map_or(url, str::trim);
    let fits =
        (url.starts_with("http://") || url.starts_with("https://")) && !url.contains(char::is_whitespace);
    fits.then_some(url)
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The month that a word names in full or by an abbreviation of three letters or more.
fn month(word: &str) -> Option<i8> {
    const FULL: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|m| word.starts_with(m))?;
    FULL[at].starts_with(&word).then_some(at as i8 + 1).or((word == "sept").then_some(9))
}

/// The first whole date in a line: `AUG 10 2025`, `10 August 2025`, `August 10th, 2025`, `2025-08-10`,
/// `10.08.2025`, and `17/05/2024` where only one order is possible.
pub fn date_in(line: &str) -> Option<Date> {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let number = |w: &str| w.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<i16>().ok();
    let year = |w: &str| w.parse::<i16>().ok().filter(|y| w.len() == 4 && (1600..2200).contains(y));
    let day = |w: &str| number(w).filter(|d| (1..=31).contains(d)).map(|d| d as i8);
    words.windows(3).find_map(|w| {
        let (a, b, c) = (w[0], w[1], w[2].get(..4).filter(|_| w[2].contains('T')).unwrap_or(w[2]));
        let iso_day = w[2].get(..2).unwrap_or(w[2]);
        let parts = if let (Some(y), Some(m), Some(d)) =
            (year(a), number(b).filter(|_| b.len() == 2), day(iso_day))
        {
            Some((y, m as i8, d))
        } else if let (Some(m), Some(d), Some(y)) = (month(a), day(b), year(c)) {
            Some((y, m, d))
        } else if let (Some(d), Some(m), Some(y)) = (day(a), month(b), year(c)) {
            Some((y, m, d))
        } else if let (Some(a), Some(b), Some(y)) = (day(a), day(b), year(c)) {
            match (a > 12, b > 12) {
                (true, false) => Some((y, b, a)),
                (false, true) => Some((y, a, b)),
                _ if line.contains('.') && a <= 12 => Some((y, b, a)),
                _ => None,
            }
        } else {
            None
        };
        parts.and_then(|(y, m, d)| Date::new(y, m, d).ok())
    })
}

/// A date in a path: `/2025/08/10/`, `2024-05-17-title.txt`, `20240517`.
fn date_in_path(path: &str) -> Option<Date> {
    let digits: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).filter(|w| !w.is_empty()).collect();
    let date = |y: &str, m: &str, d: &str| Date::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?).ok();
    let plausible = |d: &Date| (1900..2100).contains(&d.year());
    digits
        .windows(3)
        .filter(|w| w[0].len() == 4 && w[1].len() <= 2 && w[2].len() <= 2)
        .find_map(|w| date(w[0], w[1], w[2]).filter(plausible))
        .or_else(|| {
            let whole = digits.iter().filter(|w| w.len() == 8);
            whole.filter_map(|w| date(&w[..4], &w[4..6], &w[6..])).find(plausible)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_in_every_written_form() {
        for line in [
            "ADA NKEMELU, MAY 17 2024",
            "17 May 2024",
            "May 17th, 2024",
            "Published: 2024-05-17",
            "17.05.2024",
            "17/05/2024",
            "05/17/2024",
            "By A. Writer | 17 May 2024",
            "2024-05-17T08:00:00Z",
        ] {
            assert_eq!(date_in(line), Some(date(2024, 5, 17)), "{line}");
        }
        assert_eq!(date_in("30 February 2024"), None);
        assert_eq!(date_in("05/06/2024"), None);
    }

    #[test]
    fn dates_in_paths_and_names() {
        assert_eq!(date_in_path("https://x.example/2025/08/10/a-title/"), Some(date(2025, 8, 10)));
        assert_eq!(date_in_path("2024-05-17-water.txt"), Some(date(2024, 5, 17)));
        assert_eq!(date_in_path("essay-12.txt"), None);
    }

    #[test]
    fn names_in_capitals_are_written_as_names() {
        assert_eq!(name("MARY-JANE O'NEIL"), "Mary-Jane O'Neil");
        assert_eq!(name("Ursula von der Leyen"), "Ursula von der Leyen");
    }
}
