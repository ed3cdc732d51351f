//! `rules compare`: the sentences that two rule sets label differently, a CSV row each, with the cues that did it.

use crate::args::{CompareArgs, RuleArgs};
use crate::explain::decimal;
use crate::input::{Ids, Jobs};
use crate::jobs;
use crate::publish::Output;
use crate::stop::{self, Exit};
use claimsift::analysis::Label;
use claimsift::claims::Weighing;
use claimsift::output::{SentenceView, View};
use claimsift::{Analyzer, Scratch, Split};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

/// The rules that are in the program.
const BUILTIN: &str = "builtin";

/// The columns of the table.
const COLUMNS: [&str; 9] =
    ["article_id", "start", "end", "text", "label_a", "label_b", "confidence_a", "confidence_b", "cues"];

/// So many cues are named for each sentence.
const NAMED: usize = 5;

/// A sentence as one rule set has it.
struct Judged {
    /// In code points.
    at: (u32, u32),
    text: String,
    /// By number.
    label: usize,
    /// In thousandths.
    confidence: u16,
    weights: BTreeMap<String, [i32; 4]>,
}

/// A sentence whose label changes.
struct Change {
    article: String,
    first: Option<Judged>,
    second: Option<Judged>,
}

/// What came of an article.
struct Compared {
    sentences: u64,
    changes: Vec<Change>,
}

/// Runs the command.
pub fn run(args: &CompareArgs) -> anyhow::Result<Exit> {
    stop::on_signals()?;
    let analyzers = [analyzer(&args.first, args)?, analyzer(&args.second, args)?];
    let mut output = Output::open(args.output.as_deref())?;
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    let published = args.input.published;
    let work = |input: claimsift::read::Record, scratch: &mut Scratch| {
        let [first, second] = analyzers.each_ref().map(|analyzer| {
            let article = analyzer.read(input.clone(), published, scratch);
            judge(analyzer, &article, scratch)
        });
        compare(&input.id, first, second)
    };
    let (mut failed, mut sentences, mut tally) = (false, 0, Tally::default());
    let input = Jobs::new(&args.input, Ids::AsTheyCame);
    let read = |input, _: &mut Scratch| input;
    jobs::each(input, args.input.jobs, args.input.max_article, read, work, |result| {
        match result {
            Ok(compared) => {
                sentences += compared.sentences;
                for change in compared.changes {
                    let cues = change.cues();
                    tally.add(&change, &cues);
                    table.write_record(change.row(&cues, &analyzers))?;
                }
            }
            Err(skipped) if skipped.failed => {
                failed = true;
                eprintln!("claimsift: {}: {}", skipped.path, skipped.reason);
            }
            Err(_) => {}
        }
        Ok(())
    })?;
    output.write(&table.into_inner()?)?;
    output.finish()?;
    eprint!("{}", tally.page(sentences));
    Ok(if failed { Exit::SomeFailed } else { Exit::Done })
}

/// The rules of a folder over the built-in ones, or the built-in ones alone.
fn analyzer(folder: &Path, args: &CompareArgs) -> anyhow::Result<Analyzer> {
    let builtin = folder.as_os_str() == BUILTIN;
    let rules = RuleArgs {
        rules: (!builtin).then(|| folder.to_path_buf()),
        no_builtin_rules: args.no_builtin_rules && !builtin,
        date_order: args.date_order,
        events: true,
    };
    jobs::analyzer(&rules)
}

/// Every sentence of an article, in order.
fn judge(analyzer: &Analyzer, article: &claimsift::Article, scratch: &mut Scratch) -> Vec<Judged> {
    let mut weighings: Vec<Weighing> = Vec::new();
    let analysis = analyzer.explain(article, Split::Rules, scratch, &mut weighings);
    let view = View::new(article, &analysis);
    let judged = view.sentences().zip(&weighings).map(|(SentenceView { sentence, claim, .. }, weighing)| {
        let span = sentence.span;
        Judged {
            at: view.points(span),
            text: view.text(span).split_whitespace().collect::<Vec<_>>().join(" "),
            label: claim.map_or(Label::NONE, |claim| claim.label as usize),
            confidence: claim.map_or(0, |claim| claim.confidence()),
            weights: weighing.cues.iter().map(|(cue, weights)| (cue.to_string(), *weights)).collect(),
        }
    });
    judged.collect()
}

/// The sentences that differ in label, or that one rule set alone has.
fn compare(article: &str, first: Vec<Judged>, second: Vec<Judged>) -> Compared {
    let mut by_place: BTreeMap<(u32, u32), [Option<Judged>; 2]> = BTreeMap::new();
    for (side, judged) in [first, second].into_iter().enumerate() {
        for sentence in judged {
            let both = by_place.entry(sentence.at).or_default();
            both[side] = Some(sentence);
        }
    }
    let sentences = by_place.len() as u64;
    let label = |side: &Option<Judged>| side.as_ref().map(|judged| judged.label);
    let changes = by_place
        .into_values()
        .filter(|[first, second]| label(first) != label(second))
        .map(|[first, second]| Change { article: article.to_string(), first, second });
    Compared { sentences, changes: changes.collect() }
}

impl Change {
    /// The cues that drew the sentence to its second label, by how much (thousandths), most first: what each gives to
    /// the second label over the first, by the second rule set less by the first.
    fn cues(&self) -> Vec<(String, i32)> {
        let (Some(first), Some(second)) = (&self.first, &self.second) else { return Vec::new() };
        let pull = |weights: Option<&[i32; 4]>| weights.map_or(0, |w| w[second.label] - w[first.label]);
        let names: std::collections::BTreeSet<&String> =
            first.weights.keys().chain(second.weights.keys()).collect();
        let by = |name: &String| pull(second.weights.get(name)) - pull(first.weights.get(name));
        let drawn = names.into_iter().map(|name| (name.clone(), by(name))).filter(|(_, by)| *by > 0);
        let mut cues: Vec<(String, i32)> = drawn.collect();
        cues.sort_by_key(|(_, by)| Reverse(*by));
        cues.truncate(NAMED);
        cues
    }

    /// The labels by the two rule sets; nothing where one has no such sentence.
    fn labels(&self) -> [&'static str; 2] {
        [&self.first, &self.second]
            .map(|side| side.as_ref().map_or("", |judged| Label::CLASSES[judged.label]))
    }

    fn row(&self, cues: &[(String, i32)], analyzers: &[Analyzer; 2]) -> Vec<String> {
        let sides = [&self.first, &self.second];
        let judged = sides.into_iter().flatten().next();
        let (start, end) = judged.map_or((0, 0), |j| j.at);
        let confidence = sides.map(|side| match side {
            Some(judged) if judged.label != Label::NONE => decimal(judged.confidence),
            _ => String::new(),
        });
        let place = |cue: &String| analyzers.iter().rev().find_map(|analyzer| analyzer.place(cue));
        let cue = |(cue, by): &(String, i32)| match place(cue) {
            Some((file, line)) => format!("{cue} +{} ({file}:{line})", decimal(*by)),
            None => format!("{cue} +{}", decimal(*by)),
        };
        let mut row = vec![self.article.clone(), start.to_string(), end.to_string()];
        row.push(judged.map_or(String::new(), |j| j.text.clone()));
        row.extend(self.labels().map(str::to_string));
        row.extend(confidence);
        row.push(cues.iter().map(cue).collect::<Vec<_>>().join("; "));
        row
    }
}

/// What changed, over all articles.
#[derive(Default)]
struct Tally {
    labels: BTreeMap<[&'static str; 2], u64>,
    /// How many sentences each cue drew the most.
    cues: BTreeMap<String, u64>,
}

impl Tally {
    fn add(&mut self, change: &Change, cues: &[(String, i32)]) {
        *self.labels.entry(change.labels()).or_default() += 1;
        if let Some((cue, _)) = cues.first() {
            *self.cues.entry(cue.clone()).or_default() += 1;
        }
    }

    fn page(&self, sentences: u64) -> String {
        let changed: u64 = self.labels.values().sum();
        let mut page = format!("{changed} of {sentences} sentences change label\n");
        let named = |label: &'static str| if label.is_empty() { "no such sentence" } else { label };
        for ([first, second], count) in &self.labels {
            page += &format!("{count:>6}  {} -> {}\n", named(first), named(second));
        }
        let mut cues: Vec<_> = self.cues.iter().collect();
        cues.sort_by_key(|(_, count)| Reverse(**count));
        for (cue, count) in cues.into_iter().take(20) {
            page += &format!("{count:>6}  most by {cue}\n");
        }
        page
    }
}
