//! [`Examples`]: labelled sentences as the analyzer sees them.
//!
//! The sentences of a text that brings several are analysed together, so that what stands around a sentence counts as
//! it does in an article.

use super::labelled::{Labelled, Target};
use crate::analyze::{Analyzer, Scratch, Split};
use crate::claims::roles::{self, Role};
use crate::lexicon::fold;
use crate::read::Record;
use crate::span::Span;
use crate::words::bits;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One sentence as the analyzer sees it.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// What is known of its label.
    pub target: Target,
    /// Number of its source.
    pub source: usize,
    /// Number of its text: sentences of one text stay together in cross-validation.
    pub doc: usize,
    /// Numbers of the rules and features that are active.
    pub cues: Vec<u32>,
    /// Its words as number of the form and role.
    pub words: Vec<(u32, Role)>,
    /// By its layout or a rule it makes no claim, whatever the weights say.
    pub ruled_out: bool,
}

/// All examples with the names that their numbers stand for.
#[derive(Debug, Default)]
pub struct Examples {
    /// In the order of input.
    pub rows: Vec<Example>,
    /// Rules and features.
    pub cues: Vec<String>,
    /// The weights that rules bring along, by number of the cue.
    pub given: Vec<[f64; 4]>,
    /// Folded forms of words and of two words side by side.
    pub forms: Vec<Form>,
    /// Sources.
    pub sources: Vec<String>,
}

/// A form of a word, or of two side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// Folded.
    pub word: String,
    /// How often it stands within sentences in lower case.
    pub lower: u32,
    /// How often it stands within sentences with a capital.
    pub capital: u32,
}

/// One sentence, its cues and words by name.
#[derive(Default)]
struct Seen {
    cues: Vec<String>,
    words: Vec<(String, Role)>,
    capitals: Vec<String>,
    lower: Vec<String>,
    ruled_out: bool,
}

/// Analyses every sentence.
pub fn examples(analyzer: &Analyzer, labelled: &[Labelled]) -> Examples {
    let passages = passages(labelled);
    let none = analyzer.rules_of_none();
    let seen: Vec<Vec<Seen>> = passages
        .par_iter()
        .map_init(Scratch::default, |scratch, rows| passage(analyzer, &none, labelled, rows, scratch))
        .collect();
    let mut examples = Examples::default();
    let (mut cues, mut forms, mut sources) = (Numbers::default(), Numbers::default(), Numbers::default());
    let mut rows: Vec<Example> = vec![Example::default(); labelled.len()];
    for (doc, (numbers, seen)) in passages.iter().zip(seen).enumerate() {
        for (row, seen) in numbers.iter().zip(seen) {
            rows[*row] = Example {
                target: labelled[*row].target(),
                source: 0,
                doc,
                cues: seen.cues.iter().map(|c| cues.number(c)).collect(),
                words: seen.words.iter().map(|(w, role)| (forms.number(w), *role)).collect(),
                ruled_out: seen.ruled_out,
            };
            examples.forms.resize_with(forms.names.len(), Form::default);
            for (words, count) in [
                (&seen.lower, (|f: &mut Form| &mut f.lower) as fn(&mut Form) -> &mut u32),
                (&seen.capitals, |f: &mut Form| &mut f.capital),
            ] {
                for word in words {
                    let number = forms.number(word) as usize;
                    examples.forms.resize_with(forms.names.len(), Form::default);
                    *count(&mut examples.forms[number]) += 1;
                }
            }
        }
    }
    for (row, labelled) in rows.iter_mut().zip(labelled) {
        row.source = sources.number(&labelled.source) as usize;
    }
    for (form, word) in examples.forms.iter_mut().zip(forms.names) {
        form.word = word;
    }
    let by_rule = analyzer.weights_of_rules();
    let given =
        |cue: &String| by_rule.get(cue.as_str()).map_or([0.0; 4], |w| w.map(|w| f64::from(w) / 1000.0));
    examples.given = cues.names.iter().map(given).collect();
    Examples { rows, cues: cues.names, sources: sources.names, ..examples }
}

/// Numbers by name, in order of first use.
#[derive(Default)]
struct Numbers {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
}

impl Numbers {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.numbers.insert(name.to_string(), number);
        self.names.push(name.to_string());
        number
    }
}

/// The rows of each text, in order; a row without a text is one of its own.
fn passages(labelled: &[Labelled]) -> Vec<Vec<usize>> {
    let mut passages: Vec<Vec<usize>> = Vec::new();
    let mut of: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (row, sentence) in labelled.iter().enumerate() {
        match &sentence.doc {
            Some(doc) => {
                let at = *of.entry((&sentence.source, doc)).or_insert(passages.len());
                if at == passages.len() {
                    passages.push(Vec::new());
                }
                passages[at].push(row);
            }
            None => passages.push(vec![row]),
        }
    }
    passages
}

fn passage(
    analyzer: &Analyzer,
    none: &BTreeSet<&str>,
    labelled: &[Labelled],
    rows: &[usize],
    scratch: &mut Scratch,
) -> Vec<Seen> {
    let (mut text, mut given) = (String::new(), Vec::new());
    for row in rows {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(&labelled[*row].text);
        given.push(Span::new(start, text.len()));
    }
    let mut article = analyzer.read(Record { text, ..Record::default() }, None, scratch);
    article.given = Some(given.clone());
    let mut weighings = Vec::new();
    let analysis = analyzer.explain(&article, Split::Given, scratch, &mut weighings);
    let mut units = 0;
    analysis
        .sentences
        .iter()
        .zip(&weighings)
        .enumerate()
        .map(|(number, (sentence, weighing))| {
            let all = scratch.units();
            let start = units + all[units..].partition_point(|u| u.start < sentence.span.start);
            let end = start + all[start..].partition_point(|u| u.end <= sentence.span.end);
            units = end;
            let first = analysis.clauses.partition_point(|c| (c.sentence as usize) < number);
            let last = analysis.clauses.partition_point(|c| c.sentence as usize <= number);
            let cues = weighing.cues.iter().skip(1).map(|(cue, _)| *cue);
            let mut seen = Seen {
                cues: cues.clone().filter(|c| !c.starts_with("word.")).map(str::to_string).collect(),
                ruled_out: weighing.cues.is_empty() || cues.clone().any(|c| none.contains(c)),
                ..Seen::default()
            };
            let form = |span: Span| fold(span.of(&article.text));
            roles::words(all, start as u32..end as u32, &analysis.clauses[first..last], |words, role| {
                let word =
                    words.iter().map(|unit| form(unit.bare(&article.text))).collect::<Vec<_>>().join(" ");
                if role == Role::Pair {
                    seen.lower.push(word.clone());
                }
                seen.words.push((word, role));
            });
            for unit in all[start..end].iter().filter(|u| u.is(bits::WORD)).skip(1) {
                let list = if unit.is(bits::CAP) { &mut seen.capitals } else { &mut seen.lower };
                list.push(form(unit.bare(&article.text)));
            }
            seen
        })
        .collect()
}
