//! `annotate`: articles to stand-off records, one JSON line an article, in the order of input.

use crate::args::AnnotateArgs;
use crate::input::{Ids, Jobs};
use crate::jobs;
use crate::publish::Output;
use crate::stop::{self, Exit};
use claimsift::output::{View, error_record, record};

/// Runs the command.
pub fn run(args: &AnnotateArgs) -> anyhow::Result<Exit> {
    stop::on_signals()?;
    let analyzer = jobs::analyzer(&args.rules)?;
    let mut output = Output::open(None)?;
    let published = args.input.published;
    let read = |input, scratch: &mut claimsift::Scratch| {
        let article = analyzer.read(input, published, scratch);
        let sentences = analyzer.segment(&article, args.split.into());
        (article, sentences)
    };
    let work = |(article, sentences), scratch: &mut claimsift::Scratch| {
        let analysis = analyzer.analyze_sentences(&article, sentences, scratch);
        record(&View::new(&article, &analysis))
    };
    let mut failed = false;
    let input = Jobs::new(&args.input, Ids::AsTheyCame);
    jobs::each(input, args.input.jobs, args.input.max_article, read, work, |result| {
        let mut line = match result {
            Ok(line) => line?,
            Err(skipped) if skipped.failed => {
                failed = true;
                let reason = format!("{}: {}", skipped.path, skipped.reason);
                error_record(&skipped.id, &reason)
            }
            Err(_) => return Ok(()),
        };
        line.push('\n');
        Ok(output.write(line.as_bytes())?)
    })?;
    output.finish()?;
    Ok(if failed { Exit::SomeFailed } else { Exit::Done })
}
