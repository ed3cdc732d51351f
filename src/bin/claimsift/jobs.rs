//! Articles through the analyzer on all threads, results in the order of input.
//!
//! A batch is read in parallel, analysed in parallel, written, and the next one read: the number of articles in flight is
//! bounded, and the order of output does not depend on the number of threads. Of short articles all of a batch are read
//! before the first is analysed, since what reading needs is then still at hand from one to the next.

use crate::input::{Job, Skipped, read_file};
use claimsift::read::Record;
use claimsift::{Analyzer, Scratch};
use rayon::prelude::*;
use std::sync::{Mutex, PoisonError};

/// Articles in flight.
pub const BATCH: usize = 256;
/// Bytes of text in flight, about.
const BATCH_BYTES: u64 = 64 << 20;

/// Runs every job through `read`, which gets a record and a worker's scratch, and what that gives through `work`; hands
/// each result to `done` in the order of input.
pub fn each<A: Send, T: Send>(
    jobs: impl Iterator<Item = Job>,
    threads: Option<usize>,
    max_article: u64,
    read: impl Fn(Record, &mut Scratch) -> A + Sync,
    work: impl Fn(A, &mut Scratch) -> T + Sync,
    mut done: impl FnMut(Result<T, Skipped>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build()?;
    let scratches: Vec<Mutex<Scratch>> = (0..pool.current_num_threads()).map(|_| Mutex::default()).collect();
    let scratch = || {
        let worker = rayon::current_thread_index().unwrap_or(0);
        scratches[worker].lock().unwrap_or_else(PoisonError::into_inner)
    };
    let read = |job: Job| -> Result<A, Skipped> {
        let record = match job {
            Job::Record(record) => *record,
            Job::Skipped(skipped) => return Err(skipped),
            Job::File { path, id } => read_file(&path, id.clone(), max_article)
                .map_err(|reason| Skipped { path: id.clone(), id, reason, failed: true })?,
        };
        Ok(read(record, &mut scratch()))
    };
    let work = |article: Result<A, Skipped>| article.map(|article| work(article, &mut scratch()));
    let mut jobs = jobs.peekable();
    while jobs.peek().is_some() {
        let (mut batch, mut bytes) = (Vec::with_capacity(BATCH), 0);
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            let Some(job) = jobs.next() else { break };
            bytes += match &job {
                Job::Record(record) => record.text.len() as u64,
                Job::File { path, .. } => path.metadata().map_or(0, |file| file.len().min(max_article)),
                Job::Skipped(_) => 0,
            };
            batch.push(job);
        }
        let results: Vec<_> = pool.install(|| {
            let articles: Vec<_> = batch.into_par_iter().with_max_len(1).map(read).collect();
            articles.into_par_iter().with_max_len(1).map(work).collect()
        });
        for result in results {
            done(result)?;
        }
    }
    Ok(())
}

/// Compiles the rules that the arguments ask for, with everything wrong with them reported.
pub fn analyzer(args: &crate::args::RuleArgs) -> anyhow::Result<Analyzer> {
    let overlay = match &args.rules {
        Some(folder) => crate::rules::read_folder(folder)?,
        None => Vec::new(),
    };
    let analyzer = Analyzer::with_rules(&overlay, !args.no_builtin_rules);
    analyzer.map(|analyzer| analyzer.with_dates(args.dates(false))).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("the rules have {} fault(s):\n{}", faults.len(), lines.join("\n"))
    })
}
