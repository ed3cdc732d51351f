//! [`DateAction`]: what a date rule says besides its pattern.

use super::calendar;
use super::operator::{Context, Direction};
use super::template::{Captures, Template, Unresolved};
use crate::analysis::{Interval, TimexType};
use crate::pattern::VocabularyBuilder;
use crate::rules::{Fields, RuleError};
use std::borrow::Cow;

/// The fields of a rule in `rules/dates/*.toml`; `type = "none"` makes it a rule against a date.
#[derive(Clone, Debug)]
pub struct DateAction {
    kind: Option<TimexType>,
    /// Of these and the following the first that can be computed counts.
    values: Vec<Template>,
    modifier: Vec<Template>,
    quant: Vec<Template>,
    freq: Vec<Template>,
    begin: Vec<Template>,
    end: Vec<Template>,
    tense: Option<Direction>,
    order: Option<Order>,
    event: bool,
    aside: bool,
    figures: bool,
    anchored: bool,
}

/// The order in which a date is written in figures.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// 10/08/2025 is 10 August.
    #[default]
    DayFirst,
    /// 10/08/2025 is October 8.
    MonthFirst,
}

impl Order {
    /// Reads `dmy` or `mdy`.
    pub fn parse(name: &str) -> Option<Order> {
        match name {
            "dmy" => Some(Order::DayFirst),
            "mdy" => Some(Order::MonthFirst),
            _ => None,
        }
    }
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
    /// Values of the points where it begins and ends.
    pub points: [Option<String>; 2],
    /// The days meant.
    pub interval: Option<Interval>,
}

impl DateAction {
    /// Reads `type`, `value`, `mod`, `quant`, `freq`, `begin`, `end`, `tense`, `order`, `event`, `aside`,
    /// `figures`, `interval`.
    pub fn read(fields: &mut Fields, _: &mut VocabularyBuilder) -> Result<DateAction, RuleError> {
        let name = fields.required("type")?;
        let kind = match name.value.as_str() {
            "none" => None,
            name_text => Some(TimexType::parse(name_text).ok_or_else(|| {
                fields.error(name.at, format!("`{name_text}` is no type: DATE, TIME, DURATION, SET or none"))
            })?),
        };
        let mut templates = |key: &str| -> Result<Vec<Template>, RuleError> {
            let texts = fields.strings(key)?.into_iter();
            let parsed = texts.map(|text| {
                let template = Template::parse(&text.value);
                template.map_err(|fault| fields.error(text.at, format!("`{key}`: {fault}")))
            });
            parsed.collect()
        };
        let values = templates("value")?;
        let (modifier, quant, freq) = (templates("mod")?, templates("quant")?, templates("freq")?);
        let (begin, end) = (templates("begin")?, templates("end")?);
        let tense = match fields.string("tense")? {
            Some(text) => Some(Direction::parse(&text.value).ok_or_else(|| {
                fields.error(
                    text.at,
                    format!("`{}` is no tense: past, ahead, future, before or after", text.value),
                )
            })?),
            None => None,
        };
        let order =
            match fields.string("order")? {
                Some(text) => Some(Order::parse(&text.value).ok_or_else(|| {
                    fields.error(text.at, format!("`{}` is no order: dmy or mdy", text.value))
                })?),
                None => None,
            };
        let event = fields.boolean("event")?.is_some_and(|event| event.value);
        let aside = fields.boolean("aside")?.is_some_and(|aside| aside.value);
        let figures = fields.boolean("figures")?.is_some_and(|figures| figures.value);
        let anchored = fields.boolean("interval")?.is_none_or(|interval| interval.value);
        if values.is_empty() && kind.is_some() {
            return Err(fields.error(fields.at(), "`value` is missing"));
        }
        Ok(DateAction {
            kind,
            values,
            modifier,
            quant,
            freq,
            begin,
            end,
            tense,
            order,
            event,
            aside,
            figures,
            anchored,
        })
    }

    /// Whether the rule is there to say that its match is no date.
    pub fn is_nothing(&self) -> bool {
        self.kind.is_none()
    }

    /// Whether it tells when an event was rather than reading a temporal expression: *the Cold War*.
    pub fn is_event(&self) -> bool {
        self.event
    }

    /// Whether the story does not go on from it: *a year earlier* in a comparison.
    pub fn is_aside(&self) -> bool {
        self.aside
    }

    /// Whether it is a period that figures are of: *the third quarter*.
    pub fn is_of_figures(&self) -> bool {
        self.figures
    }

    /// The order of figures it reads, if it reads one: 10/08/2025.
    pub fn order(&self) -> Option<Order> {
        self.order
    }

    /// The attributes of a match.
    pub fn make(&self, captures: Captures, context: &Context) -> Result<Made<'static>, Unresolved> {
        let kind = self.kind.ok_or(Unresolved::Nothing)?;
        let direction = self.tense.unwrap_or(context.direction);
        let context = &Context { direction, apart: self.tense == Some(Direction::Past), ..*context };
        let first = |templates: &[Template]| -> Result<String, Unresolved> {
            let mut value = Err(Unresolved::Nothing);
            for template in templates {
                value = template.fill(captures, context);
                if !value.as_ref().is_err_and(Unresolved::leaves_others) {
                    break;
                }
            }
            value
        };
        let fill = |templates: &[Template]| match first(templates) {
            Ok(text) => Ok(Some(text)),
            // *about three years* has a mod, *three years* has none; *the past 2.5 years* begin on no day.
            Err(fault) if fault == Unresolved::Nothing || fault.leaves_others() => Ok(None),
            Err(fault) => Err(fault),
        };
        let value = first(&self.values)?;
        let dated = matches!(kind, TimexType::Date | TimexType::Time);
        let mut interval = if dated { calendar::interval(&value) } else { None };
        if dated && interval.is_none() && calendar::looks_calendar(&value) {
            return Err(Unresolved::NoSuchDay);
        }
        if !self.anchored {
            interval = None;
        }
        let (begin, end) = (fill(&self.begin)?, fill(&self.end)?);
        let point = |value: &Option<String>| value.as_deref().and_then(calendar::interval);
        if let (Some(first), Some(last)) = (point(&begin), point(&end)) {
            if last.to < first.from {
                return Err(Unresolved::NoSuchDay);
            }
            interval = Some(Interval { from: first.from, to: last.to });
        }
        let borrowed = |text: Option<String>| text.map(Cow::Owned);
        Ok(Made {
            kind,
            value,
            modifier: borrowed(fill(&self.modifier)?),
            quant: borrowed(fill(&self.quant)?),
            freq: borrowed(fill(&self.freq)?),
            points: [begin, end],
            interval,
        })
    }
}
