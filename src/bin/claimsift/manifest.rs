//! `manifest.json`: what a run was made from. No clock, no absolute path, nothing that depends on threads.

use crate::args::RunArgs;
use crate::run::Counts;
use claimsift::Analyzer;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

#[derive(Serialize)]
struct Manifest<'a> {
    version: &'static str,
    options: Options<'a>,
    rules: Vec<Rule<'a>>,
    counts: Numbers,
}

#[derive(Serialize)]
struct Options<'a> {
    all: bool,
    csv_safe: bool,
    excel: bool,
    builtin_rules: bool,
    from: Option<String>,
    id_column: &'a str,
    text_column: &'a str,
    published_column: &'a str,
    published: Option<String>,
    max_article: u64,
}

#[derive(Serialize)]
struct Rule<'a> {
    path: &'a str,
    builtin: bool,
    sha256: String,
}

#[derive(Serialize)]
struct Numbers {
    articles_in: u64,
    articles_out: u64,
    articles_skipped: u64,
    other_files: u64,
    sentences: u64,
    claims: u64,
}

/// The text of the manifest.
pub fn text(args: &RunArgs, analyzer: &Analyzer, counts: &Counts) -> serde_json::Result<String> {
    let rules = analyzer.rule_files().iter().map(|file| Rule {
        path: &file.path,
        builtin: file.shown.starts_with("built-in:"),
        sha256: Sha256::digest(file.text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect(),
    });
    let manifest = Manifest {
        version: env!("CARGO_PKG_VERSION"),
        options: Options {
            all: args.all,
            csv_safe: args.csv_safe,
            excel: args.excel,
            builtin_rules: !args.rules.no_builtin_rules,
            from: args.input.from.map(|f| format!("{f:?}").to_lowercase()),
            id_column: &args.input.id_column,
            text_column: &args.input.text_column,
            published_column: &args.input.published_column,
            published: args.input.published.map(|d| d.to_string()),
            max_article: args.input.max_article,
        },
        rules: rules.collect(),
        counts: Numbers {
            articles_in: counts.articles_in,
            articles_out: counts.articles_out,
            articles_skipped: counts.failed,
            other_files: counts.other_files,
            sentences: counts.sentences,
            claims: counts.claims,
        },
    };
    serde_json::to_string_pretty(&manifest).map(|text| text + "\n")
}
