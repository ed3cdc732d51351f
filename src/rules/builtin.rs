//! The built-in rule files, compiled into the library.

use super::RuleFile;

/// Lists the files under `rules/`; a test holds the list against the folder.
macro_rules! files {
    ($($path:literal),* $(,)?) => {
        const FILES: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../rules/", $path)))),*];
    };
}

files![
    "actors/actors.csv",
    "actors/agents.csv",
    "actors/aliases.csv",
    "actors/endings.csv",
    "actors/evidence.csv",
    "actors/given_names.csv",
    "actors/names.toml",
    "actors/offices.csv",
    "actors/ordinary_words.csv",
    "actors/readings.toml",
    "actors/roles.csv",
    "actors/sectors.csv",
    "actors/sources.csv",
    "actors/surnames.csv",
    "actors/titles.csv",
    "claims/attribution.csv",
    "claims/attribution.toml",
    "claims/evaluative.toml",
    "claims/factual.toml",
    "claims/idioms.toml",
    "claims/lexicon.csv",
    "claims/negation.toml",
    "claims/none.toml",
    "claims/predictive.toml",
    "claims/prospects.toml",
    "claims/questions.toml",
    "claims/settled.toml",
    "claims/weights.csv",
    "categories.toml",
    "clauses/clitics.csv",
    "clauses/grammar.toml",
    "clauses/suffixes.csv",
    "clauses/tagger.csv",
    "clauses/words.csv",
    "clauses/words.toml",
    "dates/business.toml",
    "dates/calendar.toml",
    "dates/clock.toml",
    "dates/durations.toml",
    "dates/events.toml",
    "dates/explicit.toml",
    "dates/glued.toml",
    "dates/informal.toml",
    "dates/lists.toml",
    "dates/negatives.toml",
    "dates/references.toml",
    "dates/relative.toml",
    "dates/sets.toml",
    "frequencies.csv",
    "inflections.csv",
    "read/bylines.toml",
    "read/furniture.toml",
    "read/letters.toml",
    "read/notes.toml",
    "segment/abbreviations.toml",
    "segment/reporting.toml",
    "segment/units.toml",
    "segment/words.toml",
];

/// All built-in files, in a fixed order.
pub fn builtin() -> Vec<RuleFile> {
    let file = |(path, text): &(&'static str, &'static str)| RuleFile {
        path: path.to_string(),
        shown: format!("built-in:{path}"),
        text: (*text).into(),
    };
    FILES.iter().map(file).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_rule_file_of_the_repository_is_built_in() {
        fn walk(folder: &Path, found: &mut BTreeSet<String>, root: &Path) {
            for entry in std::fs::read_dir(folder).expect("the rules folder can be read") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    walk(&path, found, root);
                } else if path.extension().is_some_and(|e| e == "toml" || e == "csv") {
                    let relative = path.strip_prefix(root).expect("below the root");
                    found.insert(relative.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
        let mut there = BTreeSet::new();
        walk(&root, &mut there, &root);
        let listed: BTreeSet<String> = FILES.iter().map(|(path, _)| path.to_string()).collect();
        assert_eq!(listed, there);
    }
}
