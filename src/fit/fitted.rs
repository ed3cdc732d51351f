//! [`Fitted`]: learned weights as rule files.

use super::Learned;
use super::examples::Examples;
use super::words::{Stems, Word};
use std::collections::BTreeMap;

/// Weights in whole thousandths, ready to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fitted {
    /// Of the bias, of rules and of features, by name.
    pub cues: BTreeMap<String, [i32; 4]>,
    /// Entries of the lexicon, by name.
    pub entries: BTreeMap<String, Entry>,
    /// What the sums were divided by.
    pub temperature: f64,
}

/// One entry of the lexicon.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The surface forms, in order.
    pub forms: Vec<String>,
    /// Weights for factual, evaluative, predictive, none.
    pub weights: [i32; 4],
    /// How many sources carry it.
    pub sources: u32,
}

impl Fitted {
    pub(super) fn new(examples: &Examples, stems: &Stems, learned: &Learned, temperature: f64) -> Fitted {
        let thousandths = |weights: &[f64; 4]| weights.map(|w| libm::round(w / temperature * 1000.0) as i32);
        let cues = examples.cues.iter().zip(&learned.cues).map(|(cue, w)| (cue.clone(), thousandths(w)));
        let bias = ("bias".to_string(), thousandths(&learned.bias));
        let mut forms: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for (form, stem) in examples.forms.iter().zip(&stems.of) {
            if let Some(stem) = stem {
                forms.entry(*stem).or_default().push(&form.word);
            }
        }
        let entry = |(word, (weights, sources)): (&Word, &([f64; 4], u32))| {
            let weights = thousandths(weights);
            let mut forms: Vec<String> = forms[&word.0].iter().map(|f| f.to_string()).collect();
            forms.sort();
            // The shortest form, of equals the first, names the entry better than the stem would: *happy*, not *happi*.
            let name = forms.iter().min_by_key(|f| f.len()).expect("a stem has a form");
            let name = format!("{}{name}", word.1.prefix());
            (weights != [0; 4]).then_some((name, Entry { forms, weights, sources: *sources }))
        };
        let entries = learned.words.iter().filter_map(entry).collect();
        Fitted { cues: cues.chain([bias]).collect(), entries, temperature }
    }

    /// `claims/weights.csv`: the bias first, then by name; a cue without weights too, so that it replaces one that has some.
    pub fn weights(&self) -> String {
        let mut csv = String::from("cue,factual,evaluative,predictive,none\n");
        let bias = self.cues.iter().filter(|(cue, _)| *cue == "bias");
        let others = self.cues.iter().filter(|(cue, _)| *cue != "bias");
        for (cue, [f, e, p, n]) in bias.chain(others) {
            csv.push_str(&format!("{cue},{f},{e},{p},{n}\n"));
        }
        csv
    }

    /// `claims/lexicon.csv`, by name.
    pub fn lexicon(&self) -> String {
        let mut csv = String::from("entry,forms,factual,evaluative,predictive,none,sources\n");
        for (name, Entry { forms, weights: [f, e, p, n], sources }) in &self.entries {
            csv.push_str(&format!("{name},{},{f},{e},{p},{n},{sources}\n", forms.join(";")));
        }
        csv
    }
}
