//! `eval`: hand labels against the tool, against other hand labels, or as the judge of two rule sets.

use crate::args::{EvalArgs, RuleArgs};
use crate::gold::{self, GoldArticle, Texts};
use crate::jobs;
use crate::stop::Exit;
use claimsift::Scratch;
use claimsift::evaluate::{self, Annotation, Difference, Layer, Report, Tally, figures, table};
use claimsift::span::Span;
use rayon::prelude::*;
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;

/// Runs the command.
pub fn run(args: &EvalArgs) -> anyhow::Result<Exit> {
    let gold = gold::read(&args.gold, &Texts::new(), Some(&args.articles))?;
    let page = match &args.against {
        None => {
            let said = tool(&gold, &args.rules)?;
            one_report(args, &gold, &said, ("gold", "tool"))?
        }
        Some(other) if gold::is_rules(other) => two_rule_sets(args, &gold, other)?,
        Some(other) => {
            let known = gold.iter().map(|g| (g.record.id.clone(), Ok(g.record.clone()))).collect();
            let others = gold::read(std::slice::from_ref(other), &known, None)?;
            let find = |g: &GoldArticle| others.iter().position(|o| o.record.id == g.record.id);
            let (gold, said): (Vec<GoldArticle>, Vec<Annotation>) =
                gold.into_iter().filter_map(|g| find(&g).map(|at| (g, others[at].labels.clone()))).unzip();
            one_report(args, &gold, &said, ("first", "second"))?
        }
    };
    crate::print(page.as_bytes())
}

/// What the tool says of each article, by the rules asked for.
fn tool(gold: &[GoldArticle], rules: &RuleArgs) -> anyhow::Result<Vec<Annotation>> {
    let analyzer = jobs::analyzer(rules)?;
    let said = gold.par_iter().map_init(Scratch::default, |scratch, article| {
        evaluate::annotate(&analyzer, article.record.clone(), &article.labels, scratch)
    });
    Ok(said.collect())
}

/// The tally of each article, and the differences with the article's number.
fn compare(gold: &[GoldArticle], said: &[Annotation]) -> (Vec<Tally>, Vec<(usize, Difference)>) {
    let (mut tallies, mut all) = (Vec::new(), Vec::new());
    for (number, (article, said)) in gold.iter().zip(said).enumerate() {
        let (tally, differences) = evaluate::compare(&article.record.text, &article.labels, said);
        tallies.push(tally);
        all.extend(differences.into_iter().map(|d| (number, d)));
    }
    (tallies, all)
}

fn one_report(
    args: &EvalArgs,
    gold: &[GoldArticle],
    said: &[Annotation],
    (first, second): (&str, &str),
) -> anyhow::Result<String> {
    let (tallies, differences) = compare(gold, said);
    let report = Report::new(&tallies);
    let listed = Listed::new(gold, &differences, args.errors);
    if args.json {
        let page = json!({"gold": first, "other": second, "report": report, "differences": listed.json(first, second)});
        return Ok(serde_json::to_string_pretty(&page)? + "\n");
    }
    Ok(table::report(&report, first, second) + &listed.text(first, second))
}

/// The rules in use and those of a folder, on the same gold.
fn two_rule_sets(args: &EvalArgs, gold: &[GoldArticle], other: &Path) -> anyhow::Result<String> {
    let name = |rules: &RuleArgs| match &rules.rules {
        Some(folder) if rules.no_builtin_rules => folder.display().to_string(),
        Some(folder) => format!("built-in rules with {}", folder.display()),
        None => "built-in rules".into(),
    };
    let others = RuleArgs { rules: Some(other.to_path_buf()), ..args.rules.clone() };
    let (first, first_differences) = compare(gold, &tool(gold, &args.rules)?);
    let (second, second_differences) = compare(gold, &tool(gold, &others)?);
    let compared = figures::measure_paired(&first, &second);
    let at = |d: &(usize, Difference)| (d.0, d.1.layer as u8, d.1.span);
    let only = |of: &[(usize, Difference)], not_in: &[(usize, Difference)]| {
        let there: std::collections::BTreeSet<_> = not_in.iter().map(at).collect();
        of.iter().filter(|d| !there.contains(&at(d))).cloned().collect::<Vec<_>>()
    };
    let mended = only(&first_differences, &second_differences);
    let new = only(&second_differences, &first_differences);
    let (mended, new) = (Listed::new(gold, &mended, args.errors), Listed::new(gold, &new, args.errors));
    if args.json {
        let page = json!({
            "first": {"rules": name(&args.rules), "report": Report::new(&first), "errors_only_here": mended.json("gold", "tool")},
            "second": {"rules": name(&others), "report": Report::new(&second), "errors_only_here": new.json("gold", "tool")},
            "compared": compared,
        });
        return Ok(serde_json::to_string_pretty(&page)? + "\n");
    }
    let mut page = table::compared(&compared, &name(&args.rules), &name(&others));
    for (listed, name) in [(mended, "first"), (new, "second")] {
        if !listed.differences.is_empty() {
            write!(page, "\nwrong by the {name} rules only{}", listed.text("gold", name))?;
        }
    }
    Ok(page)
}

/// Differences to be listed, at most so many a layer.
struct Listed<'g> {
    gold: &'g [GoldArticle],
    differences: Vec<&'g (usize, Difference)>,
    of: [usize; Layer::ALL.len()],
}

impl<'g> Listed<'g> {
    fn new(gold: &'g [GoldArticle], all: &'g [(usize, Difference)], most: usize) -> Listed<'g> {
        let of_layer = |layer: Layer| all.iter().filter(move |(_, d)| d.layer == layer);
        let differences = Layer::ALL.into_iter().flat_map(|layer| of_layer(layer).take(most)).collect();
        Listed { gold, differences, of: Layer::ALL.map(|layer| of_layer(layer).count()) }
    }

    /// Number (from 1) and span of the gold's sentence around a place; the place itself if there is none.
    fn sentence(&self, article: usize, span: Span) -> (Option<usize>, Span) {
        let sentences = self.gold[article].labels.sentences.as_deref().unwrap_or_default();
        let number = sentences.partition_point(|s| s.span.end <= span.start);
        match sentences.get(number) {
            Some(sentence) if sentence.span.overlaps(span) => (Some(number + 1), sentence.span),
            _ => (None, span),
        }
    }

    /// Its words on one line.
    fn words(&self, article: usize, span: Span) -> String {
        let text = span.of(&self.gold[article].record.text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn text(&self, first: &str, second: &str) -> String {
        let mut out = String::new();
        for (layer, of) in Layer::ALL.into_iter().zip(self.of) {
            let listed: Vec<_> = self.differences.iter().filter(|(_, d)| d.layer == layer).collect();
            if listed.is_empty() {
                continue;
            }
            out.push_str(&format!("\n{}: {} of {of} differences\n", layer.as_str(), listed.len()));
            for (article, difference) in listed {
                let (number, span) = self.sentence(*article, difference.span);
                let number = number.map_or(String::new(), |n| format!(" {n}"));
                let id = &self.gold[*article].record.id;
                let Difference { gold, other, .. } = difference;
                out.push_str(&format!("{id}{number}: {first} {gold}; {second} {other}\n"));
                out.push_str(&format!("    {}\n", self.words(*article, span)));
            }
        }
        out
    }

    fn json(&self, first: &str, second: &str) -> Vec<serde_json::Value> {
        let one = |(article, difference): &&(usize, Difference)| {
            let (number, span) = self.sentence(*article, difference.span);
            json!({
                "layer": difference.layer.as_str(),
                "id": self.gold[*article].record.id,
                "sentence_no": number,
                "text": self.words(*article, span),
                first: difference.gold,
                second: difference.other,
            })
        };
        self.differences.iter().map(one).collect()
    }
}
