//! Cases of named actors: `tests/cases/actors/*.txt`. Each file says how it is to be read.

use claimsift::analysis::{ActorMention, ActorType, Reading};
use claimsift::read::Record;
use claimsift::{Analysis, Analyzer, Article, Scratch, Split};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn cases(name: &str) -> (PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/actors").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    (path, text)
}

fn analyze<'a>(
    analyzer: &'a Analyzer,
    text: &str,
    published: Option<&str>,
    scratch: &mut Scratch,
) -> (Article, Analysis<'a>) {
    let day = published.map(|day| day.parse().unwrap_or_else(|e| panic!("{day}: {e}")));
    let record = Record { id: "case".into(), text: text.into(), ..Record::default() };
    let article = analyzer.read(record, day, scratch);
    let analysis = analyzer.analyze(&article, Split::Rules, scratch);
    (article, analysis)
}

/// One case of an office: day, sentence, words, id.
fn office(line: &str) -> Result<[&str; 4], String> {
    let cells: Vec<&str> = line.split(" | ").collect();
    let cells: [&str; 4] =
        cells.try_into().map_err(|c: Vec<&str>| format!("{} cells instead of 4: {line}", c.len()))?;
    if !cells[1].contains(cells[2]) {
        return Err(format!("`{}` does not stand in the sentence: {line}", cells[2]));
    }
    Ok(cells)
}

#[test]
fn offices_are_held_by_who_held_them_on_the_day() {
    let (path, text) = cases("offices.txt");
    let analyzer = Analyzer::builtin();
    let mut scratch = Scratch::default();
    let (mut all, mut wrong) = (0, String::new());
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
        let [day, sentence, words, id] =
            office(line).unwrap_or_else(|fault| panic!("{}:{}: {fault}", path.display(), number + 1));
        let (article, analysis) = analyze(&analyzer, sentence, Some(day), &mut scratch);
        let said = analysis.actors.iter().find_map(|actor| match actor.composite {
            _ if actor.span.of(&article.text) == words => actor.id.as_deref(),
            Some(phrase) if phrase.span.of(&article.text) == words => phrase.holder_id,
            _ => None,
        });
        all += 1;
        if said != Some(id) {
            writeln!(wrong, "{}:{}: {words} on {day}: {said:?} instead of {id}", path.display(), number + 1)
                .unwrap();
        }
    }
    assert!(all >= 120, "{} has {all} cases", path.display());
    let misses = wrong.lines().count();
    assert!(misses * 50 <= all, "{misses} of {all} are wrong:\n{wrong}");
}

/// One case of mentions.
struct Case<'t> {
    line: usize,
    published: Option<&'t str>,
    text: String,
    /// Surface and what is said of it.
    wanted: Vec<(&'t str, Vec<&'t str>)>,
}

/// Cases begin with `> ` (more such lines go on with the text); `@ ` is the day of publication; then one line for
/// each mention.
fn mentions(text: &str) -> Result<Vec<Case<'_>>, String> {
    let mut found: Vec<Case> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let fault = |what: &str| format!("line {}: {what}: {line}", number + 1);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(words) = line.strip_prefix("> ") {
            match found.last_mut() {
                Some(case) if case.wanted.is_empty() && case.line == number => {
                    case.line += 1;
                    case.text.push('\n');
                    case.text.push_str(words);
                }
                _ => found.push(Case {
                    line: number + 1,
                    published: None,
                    text: words.into(),
                    wanted: Vec::new(),
                }),
            }
            continue;
        }
        let case = found.last_mut().ok_or_else(|| fault("no text before it"))?;
        if let Some(day) = line.strip_prefix("@ ") {
            case.published = Some(day);
            continue;
        }
        if line == "none" {
            continue;
        }
        let mut cells = line.split(" | ");
        let surface = cells.next().unwrap_or_default();
        let said: Vec<&str> = cells.collect();
        if !case.text.contains(surface) {
            return Err(fault("the name does not stand in the text"));
        }
        if said.is_empty() || said.len() > 6 || ActorType::parse(said[0]).is_none() {
            return Err(fault("not `name | type | id | state | reading | role | status`"));
        }
        case.wanted.push((surface, said));
    }
    Ok(found)
}

fn said<'m>(mention: &'m ActorMention, field: usize) -> &'m str {
    let value = match field {
        0 => Some(mention.kind.as_str()),
        1 => mention.id.as_deref(),
        2 => mention.state,
        3 => mention.reading.map(Reading::as_str),
        4 => mention.role.as_deref(),
        _ => Some(mention.status.as_str()),
    };
    value.unwrap_or("-")
}

#[test]
fn mentions_are_as_the_cases_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/actors");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .filter(|name| name.ends_with(".txt") && name != "offices.txt")
        .collect();
    names.sort();
    let analyzer = Analyzer::builtin();
    let mut scratch = Scratch::default();
    let (mut all, mut wrong) = (0, String::new());
    for name in names {
        let (path, text) = cases(&name);
        let found = mentions(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        assert!(!found.is_empty(), "{} has no case", path.display());
        all += found.len();
        for case in found {
            let (article, analysis) = analyze(&analyzer, &case.text, case.published, &mut scratch);
            let got: Vec<(&str, &ActorMention)> =
                analysis.actors.iter().map(|a| (a.span.of(&article.text), a)).collect();
            let agrees = got.len() == case.wanted.len()
                && got.iter().zip(&case.wanted).all(|((text, mention), (surface, wanted))| {
                    text == surface
                        && wanted.iter().enumerate().all(|(field, w)| *w == "*" || said(mention, field) == *w)
                });
            if !agrees {
                writeln!(wrong, "{}:{}: {}", path.display(), case.line, case.text).unwrap();
                for (text, mention) in got {
                    let fields: Vec<&str> = (0..6).map(|field| said(mention, field)).collect();
                    writeln!(wrong, "    {text} | {}", fields.join(" | ")).unwrap();
                }
            }
        }
    }
    assert!(all >= 120, "{all} cases");
    assert!(wrong.is_empty(), "these are wrong, with what was found:\n{wrong}");
}

#[test]
fn malformed_cases_are_refused() {
    assert!(office("1999-01-01 | The king spoke.").is_err());
    assert!(office("1999-01-01 | The king spoke. | queen | person:x").is_err());
    assert!(mentions("Paris | place\n").is_err());
    assert!(mentions("> He went to Rome.\nParis | place\n").is_err());
    assert!(mentions("> He went to Paris.\nParis | town\n").is_err());
}

#[test]
fn the_ids_of_the_gold_stand_in_the_tables_unless_the_articles_invented_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read =
        |path: &str| std::fs::read_to_string(root.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    let table = read("rules/actors/actors.csv");
    let listed: BTreeSet<&str> = table.lines().filter_map(|line| line.split(',').next()).collect();
    let text = read("corpus/invented.txt");
    let invented: BTreeSet<&str> = text.lines().filter(|l| !l.starts_with('#')).collect();
    let mut named = BTreeSet::new();
    for entry in std::fs::read_dir(root.join("corpus/gold")).expect("the gold") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|e| e == "json") {
            let text = std::fs::read_to_string(&path).expect("a file of the gold");
            let gold: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            let actors = gold["actors"].as_array().expect("actors");
            named.extend(actors.iter().filter_map(|a| a["id"].as_str().map(str::to_string)));
        }
    }
    assert!(named.len() > 200, "{} ids", named.len());
    let unknown: Vec<&String> =
        named.iter().filter(|id| !listed.contains(id.as_str()) && !invented.contains(id.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    let idle: Vec<&&str> =
        invented.iter().filter(|id| listed.contains(**id) || !named.contains(**id)).collect();
    assert!(idle.is_empty(), "not invented, or not in the gold: {idle:?}");
}

/// Words that one worker has seen in other articles are remembered as they were written there.
#[test]
fn what_was_read_before_does_not_change_what_is_found() {
    let analyzer = Analyzer::builtin();
    let found = |before: Option<&str>| {
        let mut scratch = Scratch::default();
        if let Some(text) = before {
            analyze(&analyzer, text, None, &mut scratch);
        }
        let text = "They said that Ashes and Pauln came, and Ashes left.";
        let (_, analysis) = analyze(&analyzer, text, None, &mut scratch);
        format!("{:?}", analysis.actors)
    };
    assert_eq!(found(Some("They saw Asher's house and Paulo's car.")), found(None));
}
