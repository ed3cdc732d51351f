//! [`CueAction`]: what a cue rule says besides its weights.

use crate::analysis::{Hedge, Label};
use crate::pattern::VocabularyBuilder;
use crate::rules::{Fields, RuleError};

/// The fields of a rule in `rules/claims/*.toml`; all may be absent.
#[derive(Clone, Debug, Default)]
pub struct CueAction {
    /// `hedge = "weak"`: how surely the claim is put forward. The strongest of a sentence counts.
    pub hedge: Hedge,
    /// `attributed = true`: the claim is someone else's.
    pub attributed: bool,
    /// `holder = "h"`: the capture that names them.
    pub holder: Option<u16>,
    /// `negated = true`: the claim is denied by other words than its verb's.
    pub negated: bool,
    /// `none = true`: the sentence makes no claim, whatever else is in it.
    pub none: bool,
    /// `weights = { predictive = 900, factual = -300 }`: by label, `none` last, in thousandths, as far as `weights.csv` says
    /// nothing else.
    pub weights: Option<[i32; 4]>,
}

impl CueAction {
    /// Reads the fields.
    pub fn read(fields: &mut Fields, vocabulary: &mut VocabularyBuilder) -> Result<CueAction, RuleError> {
        let mut action = CueAction::default();
        if let Some(name) = fields.string("hedge")? {
            action.hedge = Hedge::parse(&name.value).ok_or_else(|| {
                fields.error(name.at, format!("`{}` is no hedge: none, weak, strong, booster", name.value))
            })?;
        }
        action.attributed = fields.boolean("attributed")?.is_some_and(|a| a.value);
        action.negated = fields.boolean("negated")?.is_some_and(|n| n.value);
        action.none = fields.boolean("none")?.is_some_and(|n| n.value);
        action.holder = fields.string("holder")?.map(|name| vocabulary.capture(&name.value));
        if let Some(mut by_label) = fields.table("weights")? {
            let mut weights = [0; 4];
            for (weight, label) in weights.iter_mut().zip(Label::CLASSES) {
                let Some(given) = by_label.integer(label)? else { continue };
                *weight = i32::try_from(given.value)
                    .map_err(|_| by_label.error(given.at, format!("{} is too large", given.value)))?;
            }
            by_label.finish()?;
            action.weights = Some(weights);
        }
        if action.holder.is_some() && !action.attributed {
            return Err(fields.error(fields.at(), "a rule with a `holder` must say `attributed = true`"));
        }
        Ok(action)
    }
}
