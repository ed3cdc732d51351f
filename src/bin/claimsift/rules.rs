//! `rules check|list|test|compare`, and reading a folder of rule files.

use crate::args::{RulesArgs, RulesCommand};
use crate::jobs;
use crate::stop::Exit;
use anyhow::{Context as _, bail};
use claimsift::rules::RuleFile;
use claimsift::{Scratch, Split};
use std::fmt::Write as _;
use std::path::Path;

/// Runs the command.
pub fn run(args: &RulesArgs) -> anyhow::Result<Exit> {
    let mut out = String::new();
    match &args.command {
        RulesCommand::Check { rules, text } => {
            let analyzer = jobs::analyzer(rules)?;
            for warning in analyzer.warnings().iter().chain(&analyzer.check_tables()) {
                writeln!(out, "warning: {warning}")?;
            }
            let counts = analyzer.rules().fold(std::collections::BTreeMap::new(), |mut counts, rule| {
                *counts.entry(rule.layer).or_insert(0) += 1;
                counts
            });
            let counts: Vec<String> = counts.into_iter().map(|(layer, n)| format!("{n} {layer}")).collect();
            writeln!(out, "{} files, rules: {}; no faults", analyzer.rule_files().len(), counts.join(", "))?;
            if let Some(path) = text {
                let record = crate::input::read_file(path, "text".into(), u32::MAX.into())
                    .map_err(|reason| anyhow::anyhow!("{}: {reason}", path.display()))?;
                let mut scratch = Scratch::default();
                let article = analyzer.read(record, None, &mut scratch);
                analyzer.analyze(&article, Split::Rules, &mut scratch);
                let (candidates, matches) = scratch.counts();
                let thousands = scratch.units().len() as f64 / 1e3;
                let (candidates, matches) = (candidates as f64 / thousands, matches as f64 / thousands);
                writeln!(out, "per 1,000 words: {candidates:.0} candidates verified, {matches:.0} matches")?;
            }
        }
        RulesCommand::List { rules, layer } => {
            let analyzer = jobs::analyzer(rules)?;
            for rule in analyzer.rules().filter(|r| layer.as_deref().is_none_or(|l| l == r.layer)) {
                writeln!(
                    out,
                    "{:<32} {}:{}  {}",
                    rule.id,
                    rule.file,
                    rule.line,
                    rule.patterns.join("  OR  ")
                )?;
            }
        }
        RulesCommand::Compare(args) => return crate::compare::run(args),
        RulesCommand::Test { rules } => {
            let analyzer = jobs::analyzer(rules)?.with_dates(rules.dates(true));
            let (mut passed, mut failed) = (0, 0);
            for outcome in analyzer.test_rules() {
                match outcome {
                    Ok(()) => passed += 1,
                    Err(fault) => {
                        failed += 1;
                        writeln!(out, "{fault}")?;
                    }
                }
            }
            writeln!(out, "{passed} examples passed, {failed} failed")?;
            crate::print(out.as_bytes())?;
            return Ok(if failed > 0 { Exit::Usage } else { Exit::Done });
        }
    }
    crate::print(out.as_bytes())
}

/// Reads every `.toml` and `.csv` file below a folder, in the order of their paths.
pub fn read_folder(folder: &Path) -> anyhow::Result<Vec<RuleFile>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let entry = entry.with_context(|| format!("reading the rules in {}", folder.display()))?;
        let path = entry.path();
        let is_rules = path.extension().is_some_and(|e| e == "toml" || e == "csv");
        if !entry.file_type().is_file() || !is_rules {
            continue;
        }
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let inside = path.strip_prefix(folder).unwrap_or(path);
        let inside: Vec<_> = inside.components().map(|c| c.as_os_str().to_string_lossy()).collect();
        files.push(RuleFile { path: inside.join("/"), shown: path.display().to_string(), text: text.into() });
    }
    if files.is_empty() {
        bail!("there is no rule file (.toml, .csv) below {}", folder.display());
    }
    Ok(files)
}
