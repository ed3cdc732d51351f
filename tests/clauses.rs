//! Clauses: each case of `tests/cases/clauses` is `# construct`, a sentence, and its clauses in the order of their verbs,
//! one a line.
//!
//! ```text
//! # condition, inverted
//! Had he known, he would have stayed.
//!   conditional  Had known          past, perfect
//!   main*        would have stayed  would, perfect  subject=he
//! ```
//!
//! Columns stand two spaces apart: kind, with `*` where the clause carries the claim; the words of the verb group
//! without adverbs and without a subject between them; tense or modal, *going to*, *perfect* and so on, all that there
//! are; and, where the case is about them, `subject=WORD` and `complement=KIND WORD`. `-` alone: no clause. `#!` for `#`
//! marks what is known to go wrong; once it goes right, the mark has to go.

use claimsift::analysis::{Clause, ClauseKind, Complement, ComplementKind, Construction, Mood, Semi, Tense};
use claimsift::lexicon::CLASSES;
use claimsift::read::Record;
use claimsift::words::{Unit, bits};
use claimsift::{Analysis, Analyzer, Scratch, Split};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[derive(Debug)]
struct Case {
    name: String,
    sentence: String,
    known_wrong: bool,
    clauses: Vec<Line>,
}

/// A clause as a case writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    kind: String,
    verb: String,
    features: BTreeSet<String>,
    subject: Option<String>,
    complement: Option<String>,
}

impl Line {
    fn show(&self) -> String {
        let features: Vec<&str> = self.features.iter().map(String::as_str).collect();
        let more = [("subject", &self.subject), ("complement", &self.complement)];
        let more = more.iter().filter_map(|(key, value)| value.as_ref().map(|v| format!("{key}={v}")));
        let more = more.collect::<Vec<_>>().join("  ");
        let line = format!("{:<13}  {:<20}  {}  {more}", self.kind, self.verb, features.join(", "));
        line.trim_end().to_string()
    }
}

/// What may stand in the third column.
fn is_feature(name: &str) -> bool {
    let others = ["perfect", "progressive", "passive", "negated"];
    let tense = [Tense::Past, Tense::Present].iter().any(|t| t.as_str() == name);
    let mood = Mood::parse(name).is_some_and(|m| m != Mood::Indicative);
    let modal = claimsift::clauses::grammar::MODALS.contains(&name);
    tense
        || modal
        || mood
        || others.contains(&name)
        || Semi::parse(name).is_some()
        || Construction::parse(name).is_some()
}

fn parse_line(line: &str) -> Result<Line, String> {
    let mut columns = line.split("  ").map(str::trim).filter(|c| !c.is_empty());
    let (Some(kind), Some(verb)) = (columns.next(), columns.next()) else {
        return Err("a clause has a kind and a verb, two spaces apart".into());
    };
    if ClauseKind::parse(kind.trim_end_matches('*')).is_none() {
        return Err(format!("there is no kind `{kind}`"));
    }
    let mut parsed = Line {
        kind: kind.into(),
        verb: verb.into(),
        features: BTreeSet::new(),
        subject: None,
        complement: None,
    };
    for column in columns {
        match column.split_once('=') {
            Some(("subject", word)) => parsed.subject = Some(word.into()),
            Some(("complement", what)) => {
                let (kind, _) = what.split_once(' ').unwrap_or((what, ""));
                ComplementKind::parse(kind).ok_or(format!("there is no complement `{kind}`"))?;
                parsed.complement = Some(what.into());
            }
            Some((key, _)) => return Err(format!("there is no `{key}=`")),
            None => {
                for feature in column.split(", ") {
                    if !is_feature(feature) {
                        return Err(format!("there is no feature `{feature}`"));
                    }
                    parsed.features.insert(feature.into());
                }
            }
        }
    }
    Ok(parsed)
}

/// The cases of a file; an error names the line.
fn parse(content: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<(Case, bool)> = Vec::new();
    for (number, line) in (1..).zip(content.lines()) {
        let error = |message: &str| Err(format!("line {number}: {message}: {line}"));
        if line.trim().is_empty() {
            continue;
        }
        let known_wrong = line.starts_with("#! ");
        if let Some(name) = line.strip_prefix("#! ").or(line.strip_prefix("# ")) {
            let case = Case { name: name.into(), sentence: String::new(), known_wrong, clauses: Vec::new() };
            cases.push((case, false));
            continue;
        }
        let Some((case, done)) = cases.last_mut() else { return error("before the first `# construct`") };
        if !line.starts_with(' ') {
            if !case.sentence.is_empty() {
                return error("a second sentence");
            }
            case.sentence = line.into();
        } else if case.sentence.is_empty() || *done && case.clauses.is_empty() {
            return error("no place for a clause");
        } else if line.trim() == "-" {
            *done = true;
        } else {
            match parse_line(line) {
                Ok(clause) => case.clauses.push(clause),
                Err(message) => return error(&message),
            }
            *done = true;
        }
    }
    match cases.iter().find(|(_, done)| !done) {
        Some((case, _)) => Err(format!("`{}` has no clauses", case.name)),
        None if cases.is_empty() => Err("there is no case".into()),
        None => Ok(cases.into_iter().map(|(case, _)| case).collect()),
    }
}

/// What the tool finds, in the notation of the cases. Subjects and complements as far as `wanted` has them.
fn found(text: &str, units: &[Unit], analysis: &Analysis, wanted: &[Line]) -> Vec<Line> {
    let mut clauses: Vec<(Vec<u32>, &Clause)> =
        analysis.clauses.iter().map(|clause| (group(text, units, analysis, clause), clause)).collect();
    clauses.sort_by_key(|(group, clause)| (group.first().copied(), clause.verb));
    let word = |unit: u32| &text[units[unit as usize].span().range()];
    let line = |(place, (group, clause)): (usize, &(Vec<u32>, &Clause))| {
        let mut words: Vec<&str> = group.iter().map(|unit| word(*unit)).collect();
        if let (Some(finite), Some(first)) = (clause.finite, words.first_mut()) {
            *first = &text[finite.range()];
        }
        let wanted = wanted.get(place);
        let complement = |c: Complement| format!("{} {}", c.kind.as_str(), word(c.head));
        Line {
            kind: format!("{}{}", clause.kind.as_str(), if clause.claims { "*" } else { "" }),
            verb: words.join(" "),
            features: features(clause),
            subject: wanted.and_then(|w| w.subject.as_ref()).and(clause.subject).map(|s| word(s).to_string()),
            complement: wanted.and_then(|w| w.complement.as_ref()).and(clause.complement.map(complement)),
        }
    };
    clauses.iter().enumerate().map(line).collect()
}

/// The units of a verb group, without adverbs and without a subject inside it.
fn group(text: &str, units: &[Unit], analysis: &Analysis, clause: &Clause) -> Vec<u32> {
    let place = |name: &str| CLASSES.iter().position(|class| *class == name).expect("a class");
    let class = |name: &str| 1u32 << (bits::FIRST_CLASS as usize + place(name));
    let verbs =
        ["modal", "be", "have", "do", "verb.past", "verb.present", "verb.base", "participle", "gerund"];
    let verbs = verbs.iter().fold(0u32, |all, name| all | class(name));
    let is = |unit: u32, word: &str| text[units[unit as usize].span().range()].eq_ignore_ascii_case(word);
    let adverb = class("adverb") | class("negation");
    let verbal = |unit: u32| units[unit as usize].is(verbs);
    let Some(finite) = clause.finite else {
        // The auxiliaries of an infinitive or participle stand right before it.
        let before = (clause.units.start..clause.verb).rev();
        let mut group: Vec<u32> = before
            .take_while(|u| verbal(*u) || units[*u as usize].is(adverb))
            .filter(|u| verbal(*u))
            .collect();
        group.reverse();
        group.push(clause.verb);
        return group;
    };
    let first = units.partition_point(|unit| unit.end <= finite.start) as u32;
    let semi = clause.semi.is_some() || clause.modal == Some("ought");
    // *would, if it had the money, buy*: a clause between the words of the group has words of its own.
    let other = |u: u32| {
        let inside =
            |c: &&Clause| c.units.start > first && c.units.end <= clause.verb && c.units.contains(&u);
        analysis.clauses.iter().any(|c| inside(&c))
    };
    (first..=clause.verb)
        .filter(|u| !other(*u))
        .filter(|u| [first, clause.verb].contains(u) || verbal(*u) || semi && is(*u, "to"))
        .collect()
}

fn features(clause: &Clause) -> BTreeSet<String> {
    let flags = [
        (clause.perfect, "perfect"),
        (clause.progressive, "progressive"),
        (clause.passive, "passive"),
        (clause.negated, "negated"),
    ];
    let flags = flags.iter().filter(|(set, _)| *set).map(|(_, name)| *name);
    let mood = (clause.mood != Mood::Indicative).then(|| clause.mood.as_str());
    let tense = clause.modal.or(clause.tense.map(Tense::as_str));
    let semi = clause.semi.map(Semi::as_str);
    let construction = clause.construction.map(Construction::as_str);
    flags.chain(mood).chain(tense).chain(semi).chain(construction).map(String::from).collect()
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/clauses");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the cases").map(|file| file.expect("a file").path()).collect();
    paths.sort();
    paths
}

#[test]
fn sentences_have_the_clauses_that_their_cases_say() {
    let analyzer = Analyzer::builtin();
    let (mut run, mut wrong, mut faults, mut scratch) = (0, 0, Vec::new(), Scratch::default());
    for path in files() {
        let file = path.file_name().expect("a file").to_string_lossy().into_owned();
        let content = std::fs::read_to_string(&path).expect("text");
        let cases = parse(&content).unwrap_or_else(|message| panic!("{file}: {message}"));
        for case in &cases {
            let record = Record { text: case.sentence.as_str().into(), ..Record::default() };
            let article = analyzer.read(record, None, &mut scratch);
            let analysis = analyzer.analyze(&article, Split::None, &mut scratch);
            let found = found(&article.text, scratch.units(), &analysis, &case.clauses);
            match (found == case.clauses, case.known_wrong) {
                (false, false) => faults.push(difference(&file, case, &found)),
                (true, true) => {
                    faults.push(format!("{file}: {}\n  goes right now: `#!` can be `#`", case.name))
                }
                _ => {}
            }
            run += 1;
            wrong += usize::from(case.known_wrong);
        }
    }
    assert!(faults.is_empty(), "{} of {run} cases:\n{}", faults.len(), faults.join("\n"));
    assert!(run - wrong >= 280, "only {} of {run} cases go right", run - wrong);
}

/// The lines that are wanted and not found with `-`, those found and not wanted with `+`.
fn difference(file: &str, case: &Case, found: &[Line]) -> String {
    let mut lines = vec![format!("{file}: {}\n  {}", case.name, case.sentence)];
    let mut rest: Vec<&Line> = found.iter().collect();
    for line in &case.clauses {
        match rest.iter().position(|f| *f == line) {
            Some(at) => lines.push(format!("      {}", rest.remove(at).show())),
            None => lines.push(format!("    - {}", line.show())),
        }
    }
    lines.extend(rest.iter().map(|line| format!("    + {}", line.show())));
    lines.join("\n")
}

#[test]
fn faulty_case_files_are_refused() {
    let fault = |content| parse(content).map(|cases| cases.len()).unwrap_err();
    assert_eq!(fault(""), "there is no case");
    assert_eq!(fault("He left.\n"), "line 1: before the first `# construct`: He left.");
    assert_eq!(fault("# past\nHe left.\n"), "`past` has no clauses");
    assert_eq!(fault("# past\nHe left.\n  main*\n").split(':').next(), Some("line 3"));
    assert!(fault("# past\nHe left.\n  major  left  past\n").contains("no kind `major`"));
    assert!(fault("# past\nHe left.\n  main*  left  perfekt\n").contains("no feature `perfekt`"));
    assert!(fault("# past\nHe left.\n  main*  left  past  object=it\n").contains("no `object=`"));
    assert!(fault("# past\nHe left.\nShe stayed.\n  main*  left\n").contains("a second sentence"));
}
