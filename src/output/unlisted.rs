//! [`Unlisted`]: the names of a run that no table has, so that analysts know what to add next.

use super::View;
use crate::analysis::Status;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Names by surface and guessed type, with how often and where they came.
#[derive(Default)]
pub struct Unlisted {
    names: BTreeMap<(String, &'static str), Name>,
}

#[derive(Default)]
struct Name {
    count: u64,
    articles: u64,
    example: String,
}

impl Unlisted {
    /// Adds the unlisted names of one article. Articles must come in the order of the output.
    pub fn add(&mut self, view: &View) {
        let mut seen = BTreeSet::new();
        for actor in view.analysis.actors.iter().filter(|a| a.status == Status::Unlisted) {
            let surface = view.text(actor.span).split_whitespace().collect::<Vec<_>>().join(" ");
            let name = self.names.entry((surface.clone(), actor.kind.as_str())).or_default();
            name.count += 1;
            if seen.insert((surface, actor.kind)) {
                name.articles += 1;
            }
            if name.example.is_empty() {
                let sentences = &view.analysis.sentences;
                let at = sentences.partition_point(|s| s.span.end < actor.span.end);
                let sentence = sentences.get(at).filter(|s| s.span.contains(actor.span));
                name.example = sentence.map_or(String::new(), |s| view.text(s.span).to_string());
            }
        }
    }

    /// Adds the names of later articles.
    pub fn merge(&mut self, later: Unlisted) {
        for (key, name) in later.names {
            let known = self.names.entry(key).or_default();
            known.count += name.count;
            known.articles += name.articles;
            if known.example.is_empty() {
                known.example = name.example;
            }
        }
    }

    /// Writes `surface, type, count, articles, example`, the most frequent first.
    pub fn write(&self, to: impl Write) -> csv::Result<()> {
        let mut writer = csv::Writer::from_writer(to);
        writer.write_record(["surface", "type", "count", "articles", "example"])?;
        let mut names: Vec<_> = self.names.iter().collect();
        names.sort_by_key(|(key, name)| (std::cmp::Reverse(name.count), *key));
        for ((surface, kind), name) in names {
            let (count, articles) = (name.count.to_string(), name.articles.to_string());
            writer.write_record([surface, *kind, &count, &articles, &name.example])?;
        }
        writer.flush()?;
        Ok(())
    }
}
