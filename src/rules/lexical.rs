//! What rule files say about single words: irregular inflections (`inflections.csv`), how frequent words are
//! (`frequencies.csv`), and word classes (`[classes]` in `clauses/*.toml`).

use super::{Files, RuleError, RuleFile};
use crate::lexicon::CLASSES;
use crate::pattern::VocabularyBuilder;
use crate::words::bits;

/// Reads all three into the vocabulary; it must come before lists and patterns, which inflect words.
pub fn read(files: Files, vocabulary: &mut VocabularyBuilder, faults: &mut Vec<RuleError>) {
    for file in files.all {
        match file.path.as_str() {
            "inflections.csv" => rows(file, faults, |word, forms| {
                vocabulary.irregular(word, &forms.split(';').collect::<Vec<_>>());
                Ok(())
            }),
            "frequencies.csv" => rows(file, faults, |word, count| {
                let count = count.parse().map_err(|_| format!("`{count}` is no whole number"))?;
                vocabulary.frequent(word, count);
                Ok(())
            }),
            "clauses/words.toml" => {
                if let Err(fault) = classes(file, vocabulary) {
                    faults.push(fault);
                }
            }
            _ => {}
        }
    }
}

/// The two cells of every row.
fn rows(
    file: &RuleFile,
    faults: &mut Vec<RuleError>,
    mut take: impl FnMut(&str, &str) -> Result<(), String>,
) {
    let mut reader = csv::Reader::from_reader(file.text.as_bytes());
    for row in reader.records() {
        let (line, taken) = match row {
            Ok(row) => {
                let line = row.position().map_or(0, csv::Position::line);
                (line, take(row.get(0).unwrap_or_default(), row.get(1).unwrap_or_default()))
            }
            Err(error) => (error.position().map_or(0, csv::Position::line), Err(error.to_string())),
        };
        if let Err(fault) = taken {
            faults.push(RuleError { file: file.shown.clone(), line: line as usize, rule: None, fault });
        }
    }
}

fn classes(file: &RuleFile, vocabulary: &mut VocabularyBuilder) -> Result<(), RuleError> {
    let mut top = file.fields()?;
    let Some(table) = top.table("classes")? else { return Ok(()) };
    for (name, words) in table.rest_of_strings()? {
        let Some(class) = CLASSES.iter().position(|c| *c == name.value) else {
            let known = CLASSES.join(", ");
            return Err(file.error(
                name.at,
                None,
                format!("there is no word class {}: there are {known}", name.value),
            ));
        };
        for word in words {
            let [id] = vocabulary.split(&word.value)[..] else {
                return Err(file.error(word.at, None, format!("`{}` is not one word", word.value)));
            };
            vocabulary.lexicon.classify(id, 1 << (bits::FIRST_CLASS as usize + class));
        }
    }
    Ok(())
}
