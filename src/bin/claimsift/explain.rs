//! `explain`: what was found in a text, by which rule or table row, and the sums behind each label.

use crate::args::ExplainArgs;
use crate::jobs;
use crate::stop::Exit;
use claimsift::analysis::{Clause, Mood, Tense};
use claimsift::claims::Weighing;
use claimsift::output::{SentenceView, View};
use claimsift::read::Record;
use claimsift::{Analysis, Analyzer, Article, Scratch, Split};
use std::fmt::Write as _;

/// Runs the command.
pub fn run(args: &ExplainArgs) -> anyhow::Result<Exit> {
    let analyzer = jobs::analyzer(&args.rules)?;
    let mut scratch = Scratch::default();
    let record = Record { id: "text".into(), text: args.text.clone(), ..Record::default() };
    let article = analyzer.read(record, args.published, &mut scratch);
    let mut weighings = Vec::new();
    let analysis = analyzer.explain(&article, Split::Rules, &mut scratch, &mut weighings);
    crate::print(page(&analyzer, &article, &analysis, &weighings)?.as_bytes())
}

fn page(
    analyzer: &Analyzer,
    article: &Article,
    analysis: &Analysis,
    weighings: &[Weighing],
) -> Result<String, std::fmt::Error> {
    let view = View::new(article, analysis);
    let mut out = String::new();
    for (SentenceView { number, sentence, claim, actors, dates }, weighing) in view.sentences().zip(weighings)
    {
        writeln!(out, "{} [{}] {}", number + 1, sentence.kind.as_str(), view.text(sentence.span))?;
        for actor in actors {
            let parts = [
                Some(actor.kind.as_str()),
                actor.id.as_deref(),
                actor.state,
                actor.sector,
                actor.role.as_deref(),
                actor.reading.map(|r| r.as_str()),
            ];
            let parts: Vec<&str> = parts.into_iter().flatten().collect();
            write!(out, "  actor  {:<24} {}", view.text(actor.span), parts.join(" "))?;
            if !actor.candidates.is_empty() {
                write!(out, " one of {}", actor.candidates.join(", "))?;
            }
            if let Some(composite) = actor.composite {
                write!(out, " in “{}” {}", view.text(composite.span), composite.sector)?;
            }
            writeln!(out, "  <- {}", actor.made_by)?;
        }
        for date in dates {
            write!(out, "  date   {:<24} {} {}", view.text(date.span), date.kind.as_str(), date.value)?;
            if let Some(interval) = date.interval {
                write!(out, " = {}..{}", interval.from, interval.to)?;
            }
            writeln!(out, "  <- {}", at(analyzer, date.rule))?;
        }
        for date in analysis.impossible.iter().filter(|d| sentence.span.contains(d.span)) {
            write!(out, "  date   {:<24} the calendar has no such day", view.text(date.span))?;
            writeln!(out, "  <- {}", at(analyzer, date.rule))?;
        }
        for clause in analysis.clauses.iter().filter(|c| c.sentence as usize == number) {
            writeln!(out, "  clause {}", self::clause(&view, clause))?;
        }
        match claim {
            Some(claim) => {
                let second = claim.second.map_or(String::new(), |s| format!(", second {}", s.as_str()));
                write!(out, "  claim  {} {}{second}", claim.label.as_str(), decimal(claim.confidence()))?;
                let holder = Some(view.holder(claim)).filter(|h| !h.is_empty()).unwrap_or("not named");
                write!(out, "; holder {holder}; hedge {}", claim.hedge.as_str())?;
                writeln!(out, "{}", if claim.negated { "; negated" } else { "" })?;
            }
            None => writeln!(out, "  claim  none")?,
        }
        if !weighing.cues.is_empty() {
            writeln!(out, "  {:>9} {:>9} {:>9} {:>9}", "factual", "evaluat.", "predict.", "none")?;
            for (cue, weights) in &weighing.cues {
                writeln!(out, "  {}  {}", row(*weights), at(analyzer, cue))?;
            }
            writeln!(out, "  {}  = sum", row(weighing.sum()))?;
        }
        writeln!(out)?;
    }
    Ok(out)
}

/// A rule or cue with the place where it stands.
fn at(analyzer: &Analyzer, rule: &str) -> String {
    match analyzer.place(rule) {
        Some((file, line)) => format!("{rule} ({file}:{line})"),
        None => rule.to_string(),
    }
}

fn row(weights: [i32; 4]) -> String {
    weights.map(|w| format!("{:>9}", format!("{:+.3}", f64::from(w) / 1000.0))).join(" ")
}

/// A number that is not negative, with three decimals.
pub fn decimal(thousandths: impl Into<i32>) -> String {
    let thousandths = thousandths.into();
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

/// One clause in a line: its kind (`*` where it carries the claim), its verb, what is known of it, its words.
fn clause(view: &View, clause: &Clause) -> String {
    let mut known = Vec::new();
    known.extend(clause.modal.or(clause.tense.map(Tense::as_str)));
    known.extend(clause.semi.map(|s| s.as_str()));
    known.extend((clause.perfect || clause.progressive).then(|| clause.aspect()));
    known.extend(clause.passive.then_some("passive"));
    known.extend(clause.negated.then_some("negated"));
    known.extend((clause.mood != Mood::Indicative).then(|| clause.mood.as_str()));
    known.extend(clause.construction.map(|c| c.as_str()));
    let complement = clause.complement.map(|c| format!("{} complement", c.kind.as_str()));
    known.extend(complement.as_deref());
    let verb = clause.finite.map_or("", |span| view.text(span));
    let mark = if clause.claims { "*" } else { "" };
    let kind = format!("{}{mark}", clause.kind.as_str());
    format!("{kind:<15} {verb:<9} {:<28} {}", known.join(", "), view.text(clause.span))
}
