//! The claimsift command: the only place that touches files, prints or exits.

mod annotate;
mod args;
mod bench;
mod compare;
mod eval;
mod explain;
mod fit;
mod gold;
mod input;
mod jobs;
mod manifest;
mod progress;
mod publish;
mod rules;
mod run;
mod stop;

use anyhow::Context as _;
use clap::{CommandFactory as _, Parser as _};
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { stop::Exit::Usage.into() } else { ExitCode::SUCCESS };
        }
    };
    let done = match args.command {
        args::Command::Run(args) => run::run(&args),
        args::Command::Annotate(args) => annotate::run(&args),
        args::Command::Explain(args) => explain::run(&args),
        args::Command::Rules(args) => rules::run(&args),
        args::Command::Eval(args) => eval::run(&args),
        args::Command::Fit(args) => fit::run(&args),
        args::Command::Bench(args) => bench::run(&args),
        args::Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut args::Args::command(), "claimsift", &mut script);
            print(&script)
        }
        args::Command::Man => {
            let mut page = Vec::new();
            let written = clap_mangen::Man::new(args::Args::command()).render(&mut page);
            written.context("rendering the manual page").and_then(|()| print(&page))
        }
    };
    match done {
        Ok(exit) => exit.into(),
        Err(error) => stop::Exit::from_error(&error).into(),
    }
}

/// Writes to standard output, every byte of it checked.
fn print(bytes: &[u8]) -> anyhow::Result<stop::Exit> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(stop::WriteFailed::to_stdout)?;
    Ok(stop::Exit::Done)
}
