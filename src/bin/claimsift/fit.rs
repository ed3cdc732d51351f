//! `fit`: learns the weights of claims from labelled sentences, or says how well that goes.

use crate::args::FitArgs;
use crate::stop::Exit;

/// Runs the command.
#[cfg(not(feature = "fit"))]
pub fn run(_: &FitArgs) -> anyhow::Result<Exit> {
    anyhow::bail!(
        "this claimsift was built without learning: build it with `cargo build --release --features fit`"
    )
}

#[cfg(feature = "fit")]
pub use learning::run;

#[cfg(feature = "fit")]
mod learning {
    use super::{Exit, FitArgs};
    use crate::args::{By, WordRole};
    use crate::stop::WriteFailed;
    use anyhow::{Context as _, anyhow};
    use claimsift::claims::roles::Role;
    use claimsift::fit::{self, Demands, Ground, Labelled, Penalty, Settings, labelled};
    use claimsift::read::decode;
    use std::path::Path;

    /// Runs the command.
    pub fn run(args: &FitArgs) -> anyhow::Result<Exit> {
        let analyzer = crate::jobs::analyzer(&args.rules)?;
        let labelled = read(args)?;
        let settings = settings(args);
        let named = |name: &String| labelled.iter().any(|l| l.source == *name);
        let weights = settings.sources.keys().map(|name| ("--source-weight", name));
        let mut asked = weights.chain(settings.alike.iter().map(|name| ("--alike", name)));
        if let Some((option, name)) = asked.find(|(_, name)| !named(name)) {
            anyhow::bail!("{option} {name}: no sentence is of this source");
        }
        let examples = fit::examples(&analyzer, &labelled);
        let ground = Ground::new(&examples, &labelled, &settings);
        if let Some(folds) = args.folds {
            let by = match args.by {
                By::Doc => fit::By::Doc,
                By::Source => fit::By::Source,
            };
            let judged = ground.cross_validate(folds as usize, by)?;
            return crate::print(fit::report(&judged, &labelled).as_bytes());
        }
        let fitted = ground.fit()?;
        let folder = args.output.as_ref().expect("clap asks for it").join("claims");
        std::fs::create_dir_all(&folder).map_err(WriteFailed::to(&folder))?;
        for (name, csv) in [("weights.csv", fitted.weights()), ("lexicon.csv", fitted.lexicon())] {
            let file = folder.join(name);
            std::fs::write(&file, csv).map_err(WriteFailed::to(&file))?;
        }
        let (cues, entries) = (fitted.cues.values().filter(|w| **w != [0; 4]).count(), fitted.entries.len());
        eprintln!(
            "claimsift: {} sentences of {} source(s); {cues} cues and {entries} words have weights; temperature {:.3}",
            labelled.len(),
            examples.sources.len(),
            fitted.temperature
        );
        Ok(Exit::Done)
    }

    /// All files, in order.
    fn read(args: &FitArgs) -> anyhow::Result<Vec<Labelled>> {
        let mut all = Vec::new();
        for path in &args.labelled {
            let name = path.display().to_string();
            let bytes = std::fs::read(path).with_context(|| name.clone())?;
            let json = decode(bytes).map_err(|e| anyhow!("{name}: {e}"))?;
            let source = Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
            all.extend(labelled::read(&name, &source, &json)?);
        }
        Ok(all)
    }

    fn settings(args: &FitArgs) -> Settings {
        let role = |role: &WordRole| match role {
            WordRole::Anywhere => Role::Anywhere,
            WordRole::Clause => Role::Clause,
            WordRole::Verb => Role::Verb,
            WordRole::Complement => Role::Complement,
            WordRole::Subject => Role::Subject,
            WordRole::Pair => Role::Pair,
        };
        Settings {
            cues: Penalty { l1: args.l1, l2: args.l2 },
            words: Penalty { l1: args.word_l1, l2: args.word_l2 },
            demands: Demands { sentences: args.min_sentences, sources: args.min_sources },
            roles: args.words.iter().map(role).collect(),
            sources: args.source_weight.iter().cloned().collect(),
            alike: args.alike.iter().cloned().collect(),
            labels: args.label_weights.clone().try_into().expect("clap asks for four"),
        }
    }
}
