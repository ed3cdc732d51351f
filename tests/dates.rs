//! Dates: cases of `tests/cases/dates`, separated by blank lines.
//!
//! A case is a text, and for every mention in it a line `= words | TYPE value | interval`, or `= none`. After the
//! value may stand `mod=`, `quant=`, `freq=`, `begin=` and `end=`; the interval is `first..last` day, or `-` where none
//! is meant; `!` instead of type and value marks a day that the calendar does not have. A case that is one line `published
//! YYYY-MM-DD`, `published unknown`, `events on`, `events off`, `order dmy` or `order mdy` holds for those after it.
//! Lines that begin with `#` are comments.

use claimsift::dates::{DateOptions, Order};
use claimsift::read::Record;
use claimsift::{Analyzer, Scratch, Split};
use jiff::civil::Date;
use std::path::Path;

/// What holds for the cases that follow.
#[derive(Clone, Copy, Default)]
struct Setting {
    published: Option<Date>,
    options: DateOptions,
}

struct Case {
    line: usize,
    text: String,
    wanted: Vec<String>,
    setting: Setting,
}

fn parse(content: &str) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    let mut setting = Setting::default();
    let mut block: Vec<(usize, &str)> = Vec::new();
    let lines = content.lines().chain([""]).enumerate();
    for (number, line) in lines.filter(|(_, line)| !line.starts_with('#')) {
        if !line.trim().is_empty() {
            block.push((number + 1, line));
            continue;
        }
        match block.as_slice() {
            [] => {}
            [(line, one)] => set(&mut setting, one).map_err(|fault| format!("line {line}: {fault}"))?,
            [(line, _), ..] => {
                let (wanted, text): (Vec<_>, Vec<_>) = block.iter().partition(|(_, l)| l.starts_with("= "));
                if wanted.is_empty() || text.is_empty() {
                    return Err(format!("line {line}: a case is a text and lines that begin with `= `"));
                }
                let text = text.iter().map(|(_, l)| *l).collect::<Vec<_>>().join("\n");
                let wanted: Vec<String> = wanted.iter().map(|(_, l)| l[2..].trim().to_string()).collect();
                let none = wanted == ["none"];
                if !none && wanted.iter().any(|w| w.split(" | ").count() != 3) {
                    return Err(format!("line {line}: a mention is `= words | TYPE value | interval`"));
                }
                let wanted = if none { Vec::new() } else { wanted };
                cases.push(Case { line: *line, text, wanted, setting });
            }
        }
        block.clear();
    }
    Ok(cases)
}

fn set(setting: &mut Setting, line: &str) -> Result<(), String> {
    match line.split_once(' ') {
        Some(("published", "unknown")) => setting.published = None,
        Some(("published", day)) => {
            setting.published = Some(day.parse().map_err(|_| format!("`{day}` is no day"))?);
        }
        Some(("events", "on")) => setting.options.events = true,
        Some(("events", "off")) => setting.options.events = false,
        Some(("order", name)) => {
            setting.options.order = Order::parse(name).ok_or(format!("`{name}` is no order"))?;
        }
        _ => return Err(format!("`{line}` is neither a case nor a setting")),
    }
    Ok(())
}

/// The mentions of a text, written as in a case.
fn mentions(case: &Case, analyzer: &Analyzer, scratch: &mut Scratch) -> Vec<String> {
    let record = Record { text: case.text.clone(), ..Record::default() };
    let mut article = analyzer.read(record, case.setting.published, scratch);
    if case.setting.published.is_none() {
        // A date in the text must not be taken for that of publication.
        article.published = None;
    }
    let analysis = analyzer.analyze(&article, Split::Rules, scratch);
    let shown = analysis.dates.iter().map(|date| {
        let mut line = format!("{} | {} {}", date.span.of(&article.text), date.kind.as_str(), date.value);
        let extra = [
            ("mod", date.modifier.as_deref()),
            ("quant", date.quant.as_deref()),
            ("freq", date.freq.as_deref()),
            ("begin", date.begin_point.as_deref()),
            ("end", date.end_point.as_deref()),
        ];
        for (name, value) in extra {
            if let Some(value) = value {
                line.push_str(&format!(" {name}={value}"));
            }
        }
        let interval = date.interval.map_or("-".to_string(), |i| format!("{}..{}", i.from, i.to));
        format!("{line} | {interval}")
    });
    let impossible = analysis.impossible.iter().map(|d| format!("{} | ! | -", d.span.of(&article.text)));
    shown.chain(impossible).collect()
}

#[test]
fn dates_are_read_as_their_cases_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/dates");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the cases").map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let mut analyzer = Analyzer::builtin();
    let (mut run, mut negative, mut faults, mut scratch) = (0, 0, Vec::new(), Scratch::default());
    for path in paths {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let content = std::fs::read_to_string(&path).expect("text");
        let cases = parse(&content).unwrap_or_else(|fault| panic!("{file}: {fault}"));
        assert!(!cases.is_empty(), "{file} has no case");
        for case in &cases {
            analyzer = analyzer.with_dates(case.setting.options);
            let found = mentions(case, &analyzer, &mut scratch);
            if found != case.wanted {
                let lines = |mentions: &[String]| mentions.join("\n    ");
                let (wanted, found) = (lines(&case.wanted), lines(&found));
                faults.push(format!(
                    "{file}:{}: {}\n  wanted\n    {wanted}\n  found\n    {found}",
                    case.line, case.text
                ));
            }
            run += 1;
            negative += usize::from(case.wanted.is_empty());
        }
    }
    assert!(faults.is_empty(), "{} of {run} cases:\n{}", faults.len(), faults.join("\n"));
    assert!(run >= 200, "only {run} cases were run");
    assert!(negative >= 60, "only {negative} of them are of what is no date");
}

#[test]
fn files_of_cases_that_cannot_be_read_are_reported() {
    let fault = |content: &str| parse(content).err().unwrap_or_default();
    assert_eq!(
        fault("A text\n= 2018 | DATE 2018\n"),
        "line 1: a mention is `= words | TYPE value | interval`"
    );
    assert_eq!(fault("\nOne line only\n"), "line 2: `One line only` is neither a case nor a setting");
    assert_eq!(fault("One\nTwo\n"), "line 1: a case is a text and lines that begin with `= `");
    assert_eq!(fault("published 2025-02-30\n"), "line 1: `2025-02-30` is no day");
    assert!(parse("# A comment.\n\npublished unknown\n").is_ok_and(|cases| cases.is_empty()));
}

#[test]
fn the_entries_of_a_diary_count_from_their_own_day() {
    let analyzer = Analyzer::builtin();
    let mut scratch = Scratch::default();
    let text = "A midterm diary\n\nTuesday, Nov. 8, 2022\n\nThe line is long today, and the hall is cold.\n\n\
                Thursday, Nov. 17\n\nShe stepped down today after all. It was close until the very end.\n";
    let record = Record { text: text.into(), ..Record::default() };
    let article = analyzer.read(record, Some("2022-11-08".parse().unwrap()), &mut scratch);
    let analysis = analyzer.analyze(&article, Split::Rules, &mut scratch);
    let days: Vec<_> =
        analysis.dates.iter().filter(|d| d.span.of(text) == "today").map(|d| d.value.as_str()).collect();
    assert_eq!(days, ["2022-11-08", "2022-11-17"]);
}
