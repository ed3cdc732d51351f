//! The command line.

use claimsift::dates::{DateOptions, Order};
use claimsift::read::Columns;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Opinion articles in, one CSV row per claim out.
#[derive(Parser)]
#[command(name = "claimsift", version, about, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done; 1 done, some articles failed; 2 usage or rule error; 3 output could \
                        not be written; 130 interrupted; 143 terminated. A closed pipe is 0."
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Articles to claims: files, folders or `-` to one table, or to a folder with all tables
    Run(RunArgs),
    /// Articles to stand-off annotations: one JSON record per article
    Annotate(AnnotateArgs),
    /// What matched in a text, and why it got its label
    Explain(ExplainArgs),
    /// Check, list, test and compare the rules
    Rules(RulesArgs),
    /// Precision, recall and agreement against hand labels, with intervals
    Eval(EvalArgs),
    /// Learn the weights of claims from labelled sentences
    Fit(FitArgs),
    /// Throughput on one thread, by stage
    Bench(BenchArgs),
    /// Completions for a shell, on standard output
    Completions { shell: clap_complete::Shell },
    /// The manual page, on standard output
    Man,
}

#[derive(Clone, ClapArgs)]
pub struct RuleArgs {
    /// Rule files laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// Use the rules of --rules alone
    #[arg(long, requires = "rules")]
    pub no_builtin_rules: bool,
    /// How a date in figures is read: 10/08/2025 as 10 August (dmy) or October 8 (mdy)
    #[arg(long, value_enum, default_value = "dmy")]
    pub date_order: DateOrder,
    /// Read events as dates too (the Cold War); `run` always does
    #[arg(long)]
    pub events: bool,
}

impl RuleArgs {
    /// How dates are to be read; the tables want events in any case.
    pub fn dates(&self, events: bool) -> DateOptions {
        let order = match self.date_order {
            DateOrder::Dmy => Order::DayFirst,
            DateOrder::Mdy => Order::MonthFirst,
        };
        DateOptions { events: events || self.events, order }
    }
}

/// The order of the figures in a date.
#[derive(Copy, Clone, Debug, ValueEnum)]
pub enum DateOrder {
    /// Day, month, year
    Dmy,
    /// Month, day, year
    Mdy,
}

#[derive(ClapArgs)]
pub struct InputArgs {
    /// Files, folders (read recursively for .txt .md .jsonl .csv), or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What the input is; by default told by each file's extension, plain text for `-`
    #[arg(long, value_enum)]
    pub from: Option<Format>,
    /// Key or column of the record's id
    #[arg(long, default_value = "id", value_name = "NAME")]
    pub id_column: String,
    /// Key or column of the text
    #[arg(long, default_value = "text", value_name = "NAME")]
    pub text_column: String,
    /// Key or column of the day of publication
    #[arg(long, default_value = "published", value_name = "NAME")]
    pub published_column: String,
    /// Day of publication of all articles, instead of what they say
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub published: Option<Date>,
    /// Skip larger articles
    #[arg(long, default_value = "32M", value_name = "SIZE", value_parser = size)]
    pub max_article: u64,
    /// Threads; by default one per core
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
}

impl InputArgs {
    /// The columns of records.
    pub fn columns(&self) -> Columns {
        Columns {
            id: self.id_column.clone(),
            text: self.text_column.clone(),
            published: self.published_column.clone(),
        }
    }
}

#[derive(ClapArgs)]
pub struct RunArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub rules: RuleArgs,
    /// A .csv, .tsv or .jsonl file for the claims, or a folder for all tables; `-` is standard output, the default
    #[arg(long, short, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Keep sentences that make no claim
    #[arg(long)]
    pub all: bool,
    /// Put ' before cells that a spreadsheet could take for formulas
    #[arg(long)]
    pub csv_safe: bool,
    /// Begin CSV files with a byte-order mark, for Excel
    #[arg(long)]
    pub excel: bool,
    /// No progress and no summary
    #[arg(long, short)]
    pub quiet: bool,
    /// Say where each article's metadata was found
    #[arg(long, short, conflicts_with = "quiet")]
    pub verbose: bool,
}

#[derive(ClapArgs)]
pub struct AnnotateArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Output format
    #[arg(long, value_enum, default_value = "jsonl")]
    pub to: To,
    /// Where sentence boundaries come from
    #[arg(long, value_enum, default_value = "rules")]
    pub split: Split,
}

#[derive(ClapArgs)]
pub struct ExplainArgs {
    /// The text
    pub text: String,
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Day of publication
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub published: Option<Date>,
}

#[derive(ClapArgs)]
pub struct EvalArgs {
    /// Hand labels: files of stand-off records (.json, .jsonl), or folders with such files directly in them
    #[arg(required = true, value_name = "GOLD")]
    pub gold: Vec<PathBuf>,
    /// Where the articles are whose records carry no text; found by their id
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub articles: Vec<PathBuf>,
    /// Compare with another annotator's labels instead of the tool, or the rules in use with another folder of rules
    #[arg(long, value_name = "OTHER")]
    pub against: Option<PathBuf>,
    /// List so many differences a layer
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub errors: usize,
    /// One JSON object instead of tables
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(ClapArgs)]
pub struct FitArgs {
    /// Labelled sentences: JSON Lines with `text`, `label` (or null), and where they have them `second`, `facets`,
    /// `source`, `doc`. The first source sets how frequent each label is taken to be
    #[arg(required = true, value_name = "LABELLED")]
    pub labelled: Vec<PathBuf>,
    #[command(flatten)]
    pub rules: RuleArgs,
    /// The folder to put claims/weights.csv and claims/lexicon.csv into, for --rules
    #[arg(long, short, value_name = "DIR", required_unless_present = "folds", conflicts_with = "folds")]
    pub output: Option<PathBuf>,
    /// Write nothing; learn from all folds but one, label that one, and print figures
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..))]
    pub folds: Option<u32>,
    /// What stays together in folds
    #[arg(long, value_enum, default_value = "doc", requires = "folds")]
    pub by: By,
    /// Weight of each sentence of a source, 1 by default
    #[arg(long, value_name = "NAME=W", value_parser = source_weight)]
    pub source_weight: Vec<(String, f64)>,
    /// Sources labelled by the same guide as the first: they are learned together with it, the others before them
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub alike: Vec<String>,
    /// Weights of sentences by label: factual, evaluative, predictive, none
    #[arg(long, value_name = "W", num_args = 4, default_values_t = [1.0, 1.6, 2.6, 1.6])]
    pub label_weights: Vec<f64>,
    /// Penalty on the absolute weights of rules and features
    #[arg(long, value_name = "X", default_value_t = 0.1)]
    pub l1: f64,
    /// Penalty on half their squares
    #[arg(long, value_name = "X", default_value_t = 15.0)]
    pub l2: f64,
    /// Penalty on the absolute weights of words
    #[arg(long, value_name = "X", default_value_t = 0.1)]
    pub word_l1: f64,
    /// Penalty on half their squares
    #[arg(long, value_name = "X", default_value_t = 25.0)]
    pub word_l2: f64,
    /// Sentences that a word must occur in
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub min_sentences: u32,
    /// Sources that must carry a word
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub min_sources: u32,
    /// Where words count
    #[arg(long, value_enum, value_delimiter = ',', num_args = 0.., default_values = ["anywhere", "pair"])]
    pub words: Vec<WordRole>,
}

#[derive(ClapArgs)]
pub struct BenchArgs {
    /// Articles to run over
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Rounds; the fastest of each stage counts
    #[arg(long, default_value_t = 3, value_name = "N")]
    pub rounds: usize,
}

#[derive(ClapArgs)]
pub struct RulesArgs {
    #[command(subcommand)]
    pub command: RulesCommand,
}

#[derive(Subcommand)]
pub enum RulesCommand {
    /// Compile the rules and report every fault and oddity
    Check {
        #[command(flatten)]
        rules: RuleArgs,
        /// Text to count candidates per 1,000 words on
        #[arg(value_name = "PATH")]
        text: Option<PathBuf>,
    },
    /// Every rule with its file and line
    List {
        #[command(flatten)]
        rules: RuleArgs,
        /// Only this layer: read, actors, dates, claims
        #[arg(long)]
        layer: Option<String>,
    },
    /// Run the `yes` and `no` examples of every rule
    Test {
        #[command(flatten)]
        rules: RuleArgs,
    },
    /// The sentences that two rule sets label differently, as CSV, and the cues that did it
    Compare(CompareArgs),
}

#[derive(ClapArgs)]
pub struct CompareArgs {
    /// A folder of rules laid over the built-in ones; `builtin` for those alone
    #[arg(value_name = "A")]
    pub first: PathBuf,
    /// The other
    #[arg(value_name = "B")]
    pub second: PathBuf,
    #[command(flatten)]
    pub input: InputArgs,
    /// Use the rules of the folders alone
    #[arg(long)]
    pub no_builtin_rules: bool,
    /// How a date in figures is read: 10/08/2025 as 10 August (dmy) or October 8 (mdy)
    #[arg(long, value_enum, default_value = "dmy")]
    pub date_order: DateOrder,
    /// A .csv file; standard output by default
    #[arg(long, short, value_name = "OUT")]
    pub output: Option<PathBuf>,
}

/// What stays together in cross-validation.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// The sentences of one text
    Doc,
    /// The sentences of one source
    Source,
}

/// Where a word must stand to count.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum WordRole {
    /// Anywhere in the sentence
    Anywhere,
    /// In the clause that carries the claim
    Clause,
    /// As its verb
    Verb,
    /// As the head of what it says of its subject
    Complement,
    /// As the head of its subject
    Subject,
    /// Anywhere in the sentence, two side by side
    Pair,
}

/// Input formats.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One plain-text or Markdown article a file
    Text,
    /// One JSON record a line
    Jsonl,
    /// One record a row, with a header
    Csv,
}

/// Output formats of `annotate`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum To {
    /// One record a line
    Jsonl,
}

/// Where sentence boundaries come from.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum Split {
    /// The segmentation rules
    Rules,
    /// A record is one sentence
    None,
    /// The record brings `"sentences": [[start, end], ...]`
    Given,
}

impl From<Split> for claimsift::Split {
    fn from(split: Split) -> claimsift::Split {
        match split {
            Split::Rules => claimsift::Split::Rules,
            Split::None => claimsift::Split::None,
            Split::Given => claimsift::Split::Given,
        }
    }
}

/// `32M`, `500k`, `1GiB`: powers of 1024.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let shift = match text[digits..].to_ascii_lowercase().trim_end_matches("ib").trim_end_matches('b') {
        "" => 0,
        "k" => 10,
        "m" => 20,
        "g" => 30,
        _ => return Err("a size is a number with k, M or G: 32M".into()),
    };
    let number: u64 = text[..digits].parse().map_err(|_| "a size begins with a number: 32M".to_string())?;
    number
        .checked_mul(1 << shift)
        .filter(|n| *n > 0 && *n < 1 << 32)
        .ok_or("a size is at least 1 and below 4G".into())
}

/// `NAME=W`
fn source_weight(text: &str) -> Result<(String, f64), String> {
    let (name, weight) = text.rsplit_once('=').ok_or("write NAME=W")?;
    let weight: f64 = weight.parse().map_err(|_| format!("`{weight}` is no number"))?;
    if !weight.is_finite() || weight < 0.0 {
        return Err("a weight is not negative".into());
    }
    Ok((name.to_string(), weight))
}
