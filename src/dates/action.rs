//! [`DateAction`]: what a date rule says besides its pattern.

use super::calendar;
use super::template::{Context, Template, Unresolved};
use crate::analysis::{Interval, TimexType};
use crate::pattern::VocabularyBuilder;
use crate::rules::{Fields, RuleError};
use std::borrow::Cow;

/// The fields of a rule in `rules/dates/*.toml`; `type = "none"` makes it a rule against a date.
#[derive(Clone, Debug)]
pub struct DateAction {
    kind: Option<TimexType>,
    value: Template,
    modifier: Option<Template>,
    quant: Option<Template>,
    freq: Option<Template>,
}

/// The attributes of a mention.
#[derive(Clone, Debug)]
pub struct Made<'a> {
    /// TIMEX3 type.
    pub kind: TimexType,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 mod.
    pub modifier: Option<Cow<'a, str>>,
    /// TIMEX3 quant.
    pub quant: Option<Cow<'a, str>>,
    /// TIMEX3 freq.
    pub freq: Option<Cow<'a, str>>,
    /// The days meant.
    pub interval: Option<Interval>,
}

impl DateAction {
    /// Reads `type`, `value`, `mod`, `quant`, `freq`.
    pub fn read(fields: &mut Fields, _: &mut VocabularyBuilder) -> Result<DateAction, RuleError> {
        let name = fields.required("type")?;
        let kind = match name.value.as_str() {
            "none" => None,
            name_text => Some(TimexType::parse(name_text).ok_or_else(|| {
                fields.error(name.at, format!("`{name_text}` is no type: DATE, TIME, DURATION, SET or none"))
            })?),
        };
        let mut template = |key: &str| -> Result<Option<Template>, RuleError> {
            let Some(text) = fields.string(key)? else { return Ok(None) };
            Template::parse(&text.value)
                .map(Some)
                .map_err(|fault| fields.error(text.at, format!("`{key}`: {fault}")))
        };
        let value = template("value")?;
        let (modifier, quant, freq) = (template("mod")?, template("quant")?, template("freq")?);
        if value.is_none() && kind.is_some() {
            return Err(fields.error(fields.at(), "`value` is missing"));
        }
        Ok(DateAction { kind, value: value.unwrap_or_default(), modifier, quant, freq })
    }

    /// Whether the rule is there to say that its match is no date.
    pub fn is_nothing(&self) -> bool {
        self.kind.is_none()
    }

    /// The attributes of a match.
    pub fn make<'t>(
        &self,
        capture: &dyn Fn(&str) -> Option<&'t str>,
        context: &Context,
    ) -> Result<Made<'static>, Unresolved> {
        let kind = self.kind.ok_or(Unresolved::Nothing)?;
        let fill = |template: &Option<Template>| -> Result<Option<Cow<'static, str>>, Unresolved> {
            let Some(template) = template else { return Ok(None) };
            match template.fill(capture, context) {
                Ok(text) => Ok(Some(Cow::Owned(text))),
                // *about three years* has a mod, *three years* has none.
                Err(Unresolved::NotCaptured(_)) => Ok(None),
                Err(other) => Err(other),
            }
        };
        let value = self.value.fill(capture, context)?;
        let dated = matches!(kind, TimexType::Date | TimexType::Time);
        let interval = if dated { calendar::interval(&value) } else { None };
        if dated && interval.is_none() && calendar::looks_calendar(&value) {
            return Err(Unresolved::NoSuchDay);
        }
        Ok(Made {
            kind,
            value,
            modifier: fill(&self.modifier)?,
            quant: fill(&self.quant)?,
            freq: fill(&self.freq)?,
            interval,
        })
    }
}
