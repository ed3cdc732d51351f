//! [`Labelled`]: sentences with labels, read from JSON Lines, and what each label allows: [`Target`].

use crate::analysis::Label;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A set of labels, a bit each.
pub type Set = u8;

/// Every label.
pub const ALL: Set = 0b1111;
/// The three kinds of claim.
pub const KINDS: Set = 0b0111;

/// Share of a sentence's weight that its second label gets.
const SECOND: f64 = 0.25;

/// One sentence with its label.
#[derive(Clone, Debug, Default)]
pub struct Labelled {
    /// Its text.
    pub text: String,
    /// Where its labels come from: sentences of one source were labelled by one scheme.
    pub source: String,
    /// The text it stands in.
    pub doc: Option<String>,
    /// Its label, by number.
    pub label: Option<usize>,
    /// Another label that can be defended.
    pub second: Option<usize>,
    /// Yes or no on single questions: `eval`, `pred`, `claimable`.
    pub facets: BTreeMap<String, bool>,
}

/// What a sentence says about its label: it is in one of some sets, each with a share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Target {
    /// Sets of labels, with shares that add up to 1; empty if nothing is known.
    pub sets: Vec<(Set, f64)>,
}

/// What is wrong with a file of labelled sentences, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {fault}")]
pub struct LabelError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: String,
}

#[derive(Deserialize)]
struct Row {
    text: String,
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    second: Option<String>,
    source: Option<String>,
    doc: Option<String>,
    #[serde(default)]
    facets: BTreeMap<String, Option<u8>>,
}

/// Reads one file. `name` is what faults call it; `source` is the source of rows that name none.
pub fn read(name: &str, source: &str, json: &str) -> Result<Vec<Labelled>, LabelError> {
    let mut labelled = Vec::new();
    for (number, line) in json.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fault = |fault: String| LabelError { file: name.into(), line: number + 1, fault };
        let row: Row =
            serde_json::from_str(line).map_err(|e| fault(format!("not a labelled sentence: {e}")))?;
        let label = |name: Option<String>| match name {
            Some(name) => match Label::CLASSES.iter().position(|l| *l == name) {
                Some(label) => Ok(Some(label)),
                None => Err(fault(format!("`{name}` is no label: {}", Label::CLASSES.join(", ")))),
            },
            None => Ok(None),
        };
        if let Some((facet, _)) = row.facets.iter().find(|(_, value)| value.is_some_and(|v| v > 1)) {
            return Err(fault(format!("facet `{facet}` must be 0, 1 or null")));
        }
        labelled.push(Labelled {
            label: label(row.label)?,
            second: label(row.second)?,
            text: row.text,
            source: row.source.unwrap_or_else(|| source.to_string()),
            doc: row.doc,
            facets: row.facets.into_iter().filter_map(|(k, v)| Some((k, v? == 1))).collect(),
        });
    }
    if labelled.is_empty() {
        return Err(LabelError { file: name.into(), line: 1, fault: "there is no labelled sentence".into() });
    }
    Ok(labelled)
}

impl Labelled {
    /// What it says about its label.
    pub fn target(&self) -> Target {
        let sets = match (self.label, self.second) {
            (Some(label), Some(second)) if second != label => {
                vec![(1 << label, 1.0 - SECOND), (1 << second, SECOND)]
            }
            (Some(label), _) => vec![(1 << label, 1.0)],
            (None, _) => {
                let allowed = self.allowed();
                if allowed == 0 || allowed == ALL { Vec::new() } else { vec![(allowed, 1.0)] }
            }
        };
        Target { sets }
    }

    /// The labels that the facets leave.
    fn allowed(&self) -> Set {
        let mut allowed = ALL;
        for (facet, yes) in &self.facets {
            let set = match facet.as_str() {
                "eval" => 0b0010,
                "pred" => 0b0100,
                "claimable" => KINDS,
                _ => continue,
            };
            allowed &= if *yes { set } else { ALL & !set };
        }
        allowed
    }
}

/// For each source the labels that it tells apart: a scheme that knows no predictive sentences says nothing
/// about them. A source with one label only is taken to know all four.
pub fn schemes(labelled: &[Labelled]) -> BTreeMap<String, Set> {
    let mut schemes: BTreeMap<String, Set> = BTreeMap::new();
    for sentence in labelled {
        let known = sentence.target().sets.iter().fold(0, |all, (set, _)| all | set);
        *schemes.entry(sentence.source.clone()).or_default() |= known;
    }
    for scheme in schemes.values_mut().filter(|s| s.count_ones() < 2) {
        *scheme = ALL;
    }
    schemes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_name_file_and_line() {
        let fault = |json: &str| read("a.jsonl", "a", json).unwrap_err().to_string();
        let good = "{\"text\": \"It fell.\", \"label\": \"factual\"}\n\n";
        assert!(fault(&format!("{good}nonsense")).starts_with("a.jsonl:3: not a labelled sentence: "));
        assert_eq!(
            fault("{\"text\": \"It fell.\", \"label\": \"true\"}"),
            "a.jsonl:1: `true` is no label: factual, evaluative, predictive, none"
        );
        assert_eq!(
            fault("{\"text\": \"It fell.\", \"facets\": {\"pred\": 2}}"),
            "a.jsonl:1: facet `pred` must be 0, 1 or null"
        );
        assert_eq!(fault("\n"), "a.jsonl:1: there is no labelled sentence");
    }

    #[test]
    fn facets_leave_some_labels() {
        let json = "{\"text\": \"a\", \"label\": null, \"facets\": {\"pred\": 0, \"eval\": null}}\n\
                    {\"text\": \"b\", \"facets\": {\"eval\": 1}}\n\
                    {\"text\": \"c\", \"label\": \"factual\", \"second\": \"predictive\"}\n\
                    {\"text\": \"d\"}";
        let read = read("a.jsonl", "a", json).unwrap();
        let sets: Vec<_> = read.iter().map(|l| l.target().sets).collect();
        assert_eq!(sets[0], [(0b1011, 1.0)]);
        assert_eq!(sets[1], [(0b0010, 1.0)]);
        assert_eq!(sets[2], [(0b0001, 0.75), (0b0100, 0.25)]);
        assert_eq!(sets[3], []);
        assert_eq!(schemes(&read)["a"], ALL);
        assert_eq!(schemes(&read[1..2])["a"], ALL, "a single label");
    }
}
