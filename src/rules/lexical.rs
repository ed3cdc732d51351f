//! What rule files say about single words: irregular inflections (`inflections.csv`), how frequent words are
//! (`frequencies.csv`), and word classes (`[classes]` in `clauses/*.toml`).

use super::{Files, RuleError, RuleFile, rows};
use crate::lexicon::CLASSES;
use crate::pattern::VocabularyBuilder;
use crate::words::bits;

/// Reads all three into the vocabulary; it must come before lists and patterns, which inflect words.
pub fn read(files: Files, vocabulary: &mut VocabularyBuilder, faults: &mut Vec<RuleError>) {
    for file in files.all {
        match file.path.as_str() {
            "inflections.csv" => rows::each(file, ["word", "forms"], faults, |[word, forms], _| {
                vocabulary.irregular(word, &forms.split(';').collect::<Vec<_>>());
                Ok(())
            }),
            "frequencies.csv" => rows::each(file, ["word", "per_million"], faults, |[word, count], _| {
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
