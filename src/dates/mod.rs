//! Temporal expressions in TIMEX3, with calendar intervals.
//!
//! [`DateRules::find`] runs before clauses: matches of `rules/dates/*.toml`, the longest at each place.
//! [`DateRules::resolve`] runs after them and computes values, which may need the day of publication and the
//! tense of the sentence (*on Friday*, *in March*).

mod action;
mod calendar;
mod operator;
mod template;

pub use action::{DateAction, Order};
pub use calendar::interval;
pub use operator::{Context, Direction};
pub use template::{Template, Unresolved};

use crate::analysis::{DateMention, Relation};
use crate::pattern::{Chart, Found, MatchScratch, Terrain, Vocabulary, VocabularyBuilder, find};
use crate::rules::load::{self, Draft};
use crate::rules::{Files, Layer, RuleError};
use crate::span::Span;
use crate::words::Words;
use jiff::civil::Date;
use std::ops::Range;

/// The dates layer, compiled.
pub struct DateRules {
    layer: Layer<DateAction>,
    past: u32,
    be: u32,
    will: Option<u16>,
    future_words: Option<u16>,
    labels: [Option<u16>; 4],
}

/// A match that became a mention; its value is not known yet.
#[derive(Clone, Debug)]
pub struct DateFound {
    /// The sentence.
    pub sentence: u32,
    found: Found,
}

impl DateFound {
    /// The units it covers.
    pub fn units(&self) -> &Range<u32> {
        &self.found.span
    }
}

impl DateRules {
    /// Reads the rules.
    pub fn read(
        files: Files,
        vocabulary: &mut VocabularyBuilder,
        faults: &mut Vec<RuleError>,
    ) -> Draft<DateAction> {
        load::read(files, "dates", vocabulary, faults, DateAction::read)
    }

    /// Puts the compiled rules together.
    pub fn new(layer: Layer<DateAction>, vocabulary: &Vocabulary) -> DateRules {
        let bit = |name: &str| crate::pattern::parse::class_bits(name).expect("a class of CLASSES");
        DateRules {
            layer,
            past: bit("verb.past"),
            be: bit("be"),
            will: vocabulary.label("future-verb"),
            future_words: vocabulary.label("future-word"),
            labels: ["<date>", "<date.past>", "<date.present>", "<date.future>"].map(|l| vocabulary.label(l)),
        }
    }

    /// The compiled rules.
    pub fn layer(&self) -> &Layer<DateAction> {
        &self.layer
    }

    /// Finds the mentions of all sentences. Where matches overlap the longest stands, then the one of higher
    /// priority, then the earlier rule.
    pub fn find(
        &self,
        terrain: Terrain,
        words: &Words,
        scratch: &mut MatchScratch,
        found: &mut Vec<Found>,
        out: &mut Vec<DateFound>,
    ) {
        for (number, sentence) in words.sentences.iter().enumerate() {
            found.clear();
            find(&self.layer.index, terrain, sentence.clone(), scratch, found);
            if found.is_empty() {
                continue;
            }
            found.sort_by_key(|f| {
                let rule = &self.layer.rules[f.rule as usize];
                let ordered = rule.action.order() == Some(Order::default());
                let priority = rule.priority + i64::from(ordered);
                (f.span.start, std::cmp::Reverse(f.span.end), std::cmp::Reverse(priority), f.rule)
            });
            self.choose(found, number as u32, out);
        }
    }

    /// Of matches sorted by start and length, those that do not overlap a better one.
    fn choose(&self, found: &mut Vec<Found>, sentence: u32, out: &mut Vec<DateFound>) {
        let first = out.len();
        for hit in found.drain(..) {
            let last = out[first..].last();
            let clash = last.is_some_and(|l| l.found.span.end > hit.span.start);
            if clash {
                let old = &out[out.len() - 1].found;
                let longer = hit.span.end - hit.span.start > old.span.end - old.span.start;
                if longer {
                    out.pop();
                } else {
                    continue;
                }
            }
            out.push(DateFound { sentence, found: hit });
        }
        // A rule may be there only to say that something is no date: *Section 1995*.
        let mut kept = first;
        for i in first..out.len() {
            if !self.layer.rules[out[i].found.rule as usize].action.is_nothing() {
                out.swap(kept, i);
                kept += 1;
            }
        }
        out.truncate(kept);
    }

    /// Computes the values, in text order. A match whose value makes no sense (30 February) is no mention.
    pub fn resolve<'a>(
        &'a self,
        terrain: Terrain,
        words: &Words,
        published: Option<Date>,
        found: &[DateFound],
        out: &mut Vec<(DateMention<'a>, Range<u32>)>,
    ) {
        let mut told: Vec<String> = Vec::new();
        for hit in found {
            let rule = &self.layer.rules[hit.found.rule as usize];
            let sentence = words.sentences[hit.sentence as usize].clone();
            let direction = self.tense_at(terrain, sentence, &hit.found.span);
            let context = Context { published, told: &told, direction };
            let units = &terrain.units[hit.found.span.start as usize..hit.found.span.end as usize];
            let span = Span { start: units[0].start, end: units[units.len() - 1].bare(terrain.text).end };
            let capture = |name: &str| self.captured(terrain, &hit.found, name);
            let Ok(made) = rule.action.make(&capture, &context) else { continue };
            let interval = made.interval;
            if interval.is_some() && !rule.action.is_aside() && calendar::unit_of(&made.value).is_some() {
                told.push(made.value.clone());
            }
            let relation = match (interval, published) {
                (Some(i), Some(day)) if i.to < day => Some(Relation::Past),
                (Some(i), Some(day)) if i.from > day => Some(Relation::Future),
                (Some(_), Some(_)) => Some(Relation::Present),
                _ => match made.value.as_str() {
                    "PAST_REF" => Some(Relation::Past),
                    "PRESENT_REF" => Some(Relation::Present),
                    "FUTURE_REF" => Some(Relation::Future),
                    _ => None,
                },
            };
            let [begin_point, end_point] = made.points;
            let mention = DateMention {
                span,
                kind: made.kind,
                value: made.value,
                modifier: made.modifier,
                quant: made.quant,
                freq: made.freq,
                begin_point,
                end_point,
                interval,
                relation,
                rule: &rule.id,
            };
            out.push((mention, hit.found.span.clone()));
        }
    }

    /// Gives the mentions as edges to the claims layer: `<date>`, and where it lies to publication.
    pub fn add_edges(&self, mentions: &[(DateMention, Range<u32>)], chart: &mut Chart) {
        let [any, past, present, future] = self.labels;
        for (number, (mention, units)) in mentions.iter().enumerate() {
            let relation = match mention.relation {
                Some(Relation::Past) => past,
                Some(Relation::Present) => present,
                Some(Relation::Future) => future,
                None => None,
            };
            for label in [any, relation].into_iter().flatten() {
                chart.add(units.start, units.end, label, number as u32);
            }
        }
    }

    /// The value of a list entry, or the words of a class.
    fn captured<'t>(&self, terrain: Terrain<'t>, found: &Found, name: &str) -> Option<&'t str> {
        let capture = found.capture(terrain.vocabulary.capture(name)?)?;
        if let Some(entry) = capture.entry() {
            return Some(terrain.vocabulary.value(entry));
        }
        let (first, last) = (terrain.units[capture.start as usize], terrain.units[capture.end as usize - 1]);
        Some(&terrain.text[first.start as usize..last.bare(terrain.text).end as usize])
    }

    /// Whether the clause around a date speaks of the past or of the future: the verb form nearest before the
    /// date, else the nearest after it. *will* points ahead, and so do words like *expected* (`{future-word}`).
    fn tense_at(&self, terrain: Terrain, sentence: Range<u32>, span: &Range<u32>) -> Direction {
        // *they expected*, but *is expected*.
        let past_verb = |at: u32| {
            let is_form = is_past_form(terrain.units[at as usize].span().of(terrain.text));
            is_form && !(at > sentence.start && terrain.units[at as usize - 1].is(self.be))
        };
        let of = |at: u32| {
            let unit = terrain.units[at as usize];
            let listed = |label: Option<u16>| {
                label.is_some_and(|l| terrain.vocabulary.members(unit.id).iter().any(|m| m.label == l))
            };
            if listed(self.will) {
                Some(Direction::Future)
            } else if listed(self.future_words) && !past_verb(at) {
                Some(Direction::Ahead)
            } else if unit.is(self.past) || is_past_form(unit.span().of(terrain.text)) {
                Some(Direction::Past)
            } else {
                None
            }
        };
        let before = (sentence.start..span.start).rev().find_map(of);
        before.or_else(|| (span.end..sentence.end).find_map(of)).unwrap_or(Direction::Unknown)
    }
}

/// *signed*, *rejected*: regular past forms that no list knows.
fn is_past_form(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && word.starts_with(|c: char| c.is_ascii_lowercase())
}
