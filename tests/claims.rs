//! Claims: each case of `tests/cases/rulings` is `# what it is about`, a sentence, and what it claims.
//!
//! ```text
//! # said that, a forecast
//! Traders say that prices will fall.
//!   predictive  holder=Traders
//! ```
//!
//! First the label, or `none`; then, two spaces apart, as far as the case is about them: `second=LABEL`, the likelier
//! of the two other labels; `hedge=weak`; `negated`; `author`, `attributed` or `holder=WORDS`. A line `published
//! YYYY-MM-DD` holds for the cases after it. `#!` for `#` marks what is known to go wrong; once it goes right, the mark
//! has to go.

use claimsift::analysis::{Claim, Hedge, Label};
use claimsift::read::Record;
use claimsift::{Analyzer, Scratch, Split};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Debug)]
struct Case {
    name: String,
    sentence: String,
    known_wrong: bool,
    published: Option<Date>,
    wanted: Vec<Fact>,
}

/// One thing that a case says of its claim.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fact {
    Label(Option<Label>),
    Second(Label),
    Hedge(Hedge),
    Negated,
    Attributed(bool),
    Holder(String),
}

impl Fact {
    fn parse(text: &str) -> Result<Fact, String> {
        if let Some(label) = Label::parse(text) {
            return Ok(Fact::Label(Some(label)));
        }
        match text.split_once('=').unwrap_or((text, "")) {
            ("none", "") => Ok(Fact::Label(None)),
            ("negated", "") => Ok(Fact::Negated),
            ("author", "") => Ok(Fact::Attributed(false)),
            ("attributed", "") => Ok(Fact::Attributed(true)),
            ("holder", words) if !words.is_empty() => Ok(Fact::Holder(words.into())),
            ("second", label) => Label::parse(label).map(Fact::Second).ok_or(format!("no label `{label}`")),
            ("hedge", hedge) => Hedge::parse(hedge).map(Fact::Hedge).ok_or(format!("no hedge `{hedge}`")),
            _ => Err(format!("a claim has no `{text}`")),
        }
    }

    /// What the tool says instead, if it is something else.
    fn missed(&self, claim: Option<&Claim>, text: &str) -> Option<String> {
        let name = |label: Option<Label>| label.map_or("none", Label::as_str);
        let (right, instead) = match (self, claim) {
            (Fact::Label(wanted), claim) => {
                let label = claim.map(|c| c.label);
                (label == *wanted, name(label).to_string())
            }
            (_, None) => return None,
            (Fact::Second(wanted), Some(c)) => {
                let others = Label::ALL.into_iter().filter(|l| *l != c.label);
                let likelier = others.max_by_key(|l| c.probabilities[*l as usize]);
                (likelier == Some(*wanted), format!("second={}", name(likelier)))
            }
            (Fact::Hedge(wanted), Some(c)) => (c.hedge == *wanted, format!("hedge={}", c.hedge.as_str())),
            (Fact::Negated, Some(c)) => (c.negated, "not negated".into()),
            (Fact::Attributed(wanted), Some(c)) => {
                (c.attributed == *wanted, if c.attributed { "attributed" } else { "author" }.into())
            }
            (Fact::Holder(wanted), Some(c)) => {
                let holder = c.holder.map_or("", |h| h.of(text));
                (c.attributed && holder == wanted, format!("holder={holder}"))
            }
        };
        (!right).then_some(instead)
    }
}

/// The cases of a file; an error names the line.
fn parse(content: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut published = None;
    let blocks = content.split("\n\n").scan(1, |line, block| {
        let first = *line;
        *line += block.matches('\n').count() + 2;
        Some((first, block))
    });
    for (first, block) in blocks {
        let mut lines = (first..).zip(block.lines()).filter(|(_, line)| !line.trim().is_empty()).peekable();
        while let Some((number, day)) =
            lines.peek().and_then(|(n, l)| Some((*n, l.strip_prefix("published ")?)))
        {
            published = Some(day.parse().map_err(|_| format!("line {number}: `{day}` is no day"))?);
            lines.next();
        }
        let Some((number, head)) = lines.next() else { continue };
        let rest: Vec<(usize, &str)> = lines.collect();
        if number == 1 && rest.is_empty() && head.starts_with("# ") {
            // What the file is about.
            continue;
        }
        let name = head.strip_prefix("#! ").or(head.strip_prefix("# "));
        let (Some(name), [(_, sentence), (line, claim)]) = (name, rest.as_slice()) else {
            return Err(format!("line {number}: a case is `# name`, a sentence, and what it claims"));
        };
        let facts = claim.split("  ").map(str::trim).filter(|f| !f.is_empty()).map(Fact::parse);
        let wanted = facts.collect::<Result<Vec<_>, _>>().map_err(|fault| format!("line {line}: {fault}"))?;
        if !claim.starts_with("  ") || !matches!(wanted.first(), Some(Fact::Label(_))) {
            return Err(format!("line {line}: a claim is indented and begins with its label"));
        }
        let known_wrong = head.starts_with("#! ");
        cases.push(Case { name: name.into(), sentence: (*sentence).into(), known_wrong, published, wanted });
    }
    Ok(cases)
}

#[test]
fn sentences_claim_what_their_cases_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/rulings");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the cases").map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let analyzer = Analyzer::builtin();
    let (mut run, mut wrong, mut faults, mut scratch) = (0, 0, Vec::new(), Scratch::default());
    let mut labels: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths {
        let file = path.file_name().expect("a file").to_string_lossy().into_owned();
        let content = std::fs::read_to_string(&path).expect("text");
        let cases = parse(&content).unwrap_or_else(|fault| panic!("{file}: {fault}"));
        assert!(!cases.is_empty(), "{file} has no case");
        for case in &cases {
            let record = Record { text: case.sentence.as_str().into(), ..Record::default() };
            let article = analyzer.read(record, case.published, &mut scratch);
            let analysis = analyzer.analyze(&article, Split::None, &mut scratch);
            let claim = analysis.claims.first();
            let missed: Vec<String> =
                case.wanted.iter().filter_map(|fact| fact.missed(claim, &article.text)).collect();
            let name = &case.name;
            match (missed.is_empty(), case.known_wrong) {
                (false, false) => faults.push(format!(
                    "{file}: {name}\n  {}\n  wanted {:?}\n  found  {}",
                    case.sentence,
                    case.wanted,
                    missed.join("  ")
                )),
                (true, true) => faults.push(format!("{file}: {name}\n  goes right now: `#!` can be `#`")),
                _ => {}
            }
            run += 1;
            wrong += usize::from(case.known_wrong);
            *labels.entry(format!("{:?}", case.wanted[0])).or_default() += 1;
        }
    }
    assert!(faults.is_empty(), "{} of {run} cases:\n{}", faults.len(), faults.join("\n"));
    assert!(run >= 450, "only {run} cases were run");
    assert!(run - wrong >= MARKED_RIGHT, "only {} of {run} cases go right", run - wrong);
    assert!(labels.len() == 4 && labels.values().all(|n| *n >= 15), "{labels:?}");
}

/// So many cases go right at least: marks are for what is known to be hard, not for hiding what broke.
const MARKED_RIGHT: usize = 350;

#[test]
fn files_of_cases_that_cannot_be_read_are_reported() {
    let fault = |content: &str| parse(content).err().unwrap_or_default();
    assert_eq!(
        fault("# about\n\n# one\nA text.\n"),
        "line 3: a case is `# name`, a sentence, and what it claims"
    );
    assert_eq!(fault("# one\nA text.\n  true\n"), "line 3: a claim has no `true`");
    assert_eq!(fault("# one\nA text.\n  negated\n"), "line 3: a claim is indented and begins with its label");
    assert_eq!(fault("# one\nA text.\n  factual  second=none\n"), "line 3: no label `none`");
    assert_eq!(fault("# about\n\npublished 2025-02-30\n"), "line 3: `2025-02-30` is no day");
}
