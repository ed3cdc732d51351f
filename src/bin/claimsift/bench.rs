//! `bench`: throughput of each stage on one thread, over the articles of a path.

use crate::args::BenchArgs;
use crate::input::{Ids, Job, Jobs, read_file};
use crate::jobs;
use crate::stop::Exit;
use anyhow::bail;
use claimsift::analyze::Stage;
use claimsift::output::{Safety, Table, TableWriter, View};
use claimsift::read::Record;
use claimsift::{Analyzer, Scratch, Split};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// Runs the command.
pub fn run(args: &BenchArgs) -> anyhow::Result<Exit> {
    let begin = Instant::now();
    let analyzer = jobs::analyzer(&args.rules)?;
    let loading = begin.elapsed();
    let mut records = Vec::new();
    for job in Jobs::new(&args.input, Ids::WithPath) {
        match job {
            Job::Record(record) => records.push(*record),
            Job::File { path, id } => match read_file(&path, id, args.input.max_article) {
                Ok(record) => records.push(record),
                Err(reason) => bail!("{}: {reason}", path.display()),
            },
            Job::Skipped(skipped) if skipped.failed => bail!("{}: {}", skipped.path, skipped.reason),
            Job::Skipped(_) => {}
        }
    }
    let bytes: usize = records.iter().map(|r| r.text.len()).sum();
    if bytes == 0 {
        bail!("there is no text to run over");
    }
    let mut best: Option<Round> = None;
    // As in `run`, a thread's buffers serve all the articles that it takes.
    let mut scratch = Scratch::default();
    for _ in 0..args.rounds.max(1) {
        let round = Round::new(&analyzer, &records, &mut scratch)?;
        if best.as_ref().is_none_or(|b| round.wall < b.wall) {
            best = Some(round);
        }
    }
    let best = best.expect("at least one round");
    crate::print(best.page(bytes, records.len(), loading)?.as_bytes())
}

/// Time spent in each stage over all articles.
struct Round {
    stages: [Duration; Stage::ALL.len() + 1],
    wall: Duration,
    words: u64,
    candidates: u64,
    matches: u64,
}

impl Round {
    fn new(analyzer: &Analyzer, records: &[Record], scratch: &mut Scratch) -> anyhow::Result<Round> {
        let mut stages = [Duration::ZERO; Stage::ALL.len() + 1];
        let before = scratch.counts();
        let mut words = 0;
        let input = records.to_vec();
        let begin = Instant::now();
        let mut last = begin;
        let mut lap = |stage: usize| {
            let now = Instant::now();
            stages[stage] += now - last;
            last = now;
        };
        let mut sink =
            TableWriter::new(Table::Claims, std::io::sink(), b',', false, Safety::default(), true)?;
        let mut input = input.into_iter().peekable();
        while input.peek().is_some() {
            // As in `run`, all articles of a batch are read before the first is analysed.
            let mut batch = Vec::with_capacity(jobs::BATCH);
            for record in input.by_ref().take(jobs::BATCH) {
                let article = analyzer.read(record, None, scratch);
                lap(Stage::Read as usize);
                let sentences = analyzer.segment(&article, Split::Rules);
                lap(Stage::Segment as usize);
                batch.push((article, sentences));
            }
            for (article, sentences) in batch {
                let analysis =
                    analyzer.analyze_in_stages(&article, sentences, scratch, |stage| lap(stage as usize));
                words += scratch.units().len() as u64;
                sink.write(&View::new(&article, &analysis))?;
                drop((article, analysis));
                lap(Stage::ALL.len());
            }
        }
        let wall = begin.elapsed();
        let after = scratch.counts();
        let (candidates, matches) = (after.0 - before.0, after.1 - before.1);
        Ok(Round { stages, wall, words, candidates, matches })
    }

    fn page(&self, bytes: usize, articles: usize, loading: Duration) -> Result<String, std::fmt::Error> {
        let mega = bytes as f64 / 1e6;
        let mut out = String::new();
        writeln!(
            out,
            "{articles} articles, {mega:.2} MB, {} words; rules loaded in {:.1} ms",
            self.words,
            ms(loading)
        )?;
        writeln!(out, "{:<12} {:>10} {:>8} {:>10} {:>12}", "stage", "ms", "share", "MB/s", "cumulative")?;
        let mut total = Duration::ZERO;
        let names = Stage::ALL.map(Stage::as_str).into_iter().chain(["output"]);
        for (name, spent) in names.zip(self.stages) {
            total += spent;
            let share = 100.0 * spent.as_secs_f64() / self.wall.as_secs_f64();
            let (speed, cumulative) = (mega / spent.as_secs_f64(), mega / total.as_secs_f64());
            writeln!(out, "{name:<12} {:>10.1} {share:>7.1}% {speed:>10.1} {cumulative:>12.1}", ms(spent))?;
        }
        let covered = 100.0 * total.as_secs_f64() / self.wall.as_secs_f64();
        writeln!(
            out,
            "{:<12} {:>10.1} {covered:>7.1}% {:>10.1}",
            "wall",
            ms(self.wall),
            mega / self.wall.as_secs_f64()
        )?;
        let per_word = |n: u64| n as f64 / self.words.max(1) as f64;
        let (candidates, matches) = (per_word(self.candidates), per_word(self.matches));
        writeln!(out, "per word: {candidates:.3} candidates verified, {matches:.3} matches")?;
        Ok(out)
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
