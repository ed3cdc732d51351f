//! Temporal expressions in TIMEX3, with calendar intervals.
//!
//! [`DateRules::find`] runs before clauses: matches of `rules/dates/*.toml`, the longest at each place.
//! [`DateRules::resolve`] runs after them and computes values, which may need the day of publication and the
//! tense of the sentence (*on Friday*, *in March*).

mod action;
mod calendar;
mod diary;
mod memory;
mod operator;
mod template;
mod years;

pub use action::{DateAction, Order};
pub use calendar::interval;
pub use operator::{Context, Direction};
pub use template::{Template, Unresolved};

use crate::analysis::{
    Clause, ClauseKind, DateMention, ImpossibleDate, Mood, Relation, Semi, Sentence, Tense, TimexType,
};
use crate::pattern::{Chart, Found, MatchScratch, Terrain, Vocabulary, VocabularyBuilder};
use crate::rules::load::{self, Draft};
use crate::rules::{Files, Layer, RuleError};
use crate::span::Span;
use crate::words::{Words, bits};
use diary::Diary;
use jiff::civil::Date;
use memory::{Memory, Place};
use std::ops::Range;

/// How dates are read where a choice is left to the user.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct DateOptions {
    /// Whether events count as dates: *the Cold War*.
    pub events: bool,
    /// How 10/08/2025 is read.
    pub order: Order,
}

/// The dates layer, compiled.
pub struct DateRules {
    layer: Layer<DateAction>,
    options: DateOptions,
    future_words: Option<u16>,
    arranged: Option<u16>,
    narrating: Option<u16>,
    recalling: Option<u16>,
    labels: [Option<u16>; 4],
}

/// A match that became a mention; its value is not known yet.
#[derive(Clone, Debug)]
pub struct DateFound {
    /// The sentence.
    pub sentence: u32,
    found: Found,
}

/// What of an article dates are resolved by.
pub struct Surroundings<'s> {
    /// Day of publication.
    pub published: Option<Date>,
    /// Its sentences.
    pub sentences: &'s [Sentence],
    /// Their clauses.
    pub clauses: &'s [Clause],
    /// Their words.
    pub words: &'s Words,
}

impl DateFound {
    /// The units it covers.
    pub fn units(&self) -> &Range<u32> {
        &self.found.span
    }
}

/// The labels of mentions: any, and those that lie before, at and after publication.
pub fn labels(vocabulary: &Vocabulary) -> [Option<u16>; 4] {
    ["<date>", "<date.past>", "<date.present>", "<date.future>"].map(|label| vocabulary.label(label))
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
        DateRules {
            layer,
            options: DateOptions::default(),
            future_words: vocabulary.label("future-word"),
            arranged: vocabulary.label("arranged"),
            narrating: vocabulary.label("narrating"),
            recalling: vocabulary.label("recalling"),
            labels: labels(vocabulary),
        }
    }

    /// Chooses how dates are read.
    pub fn set(&mut self, options: DateOptions) {
        self.options = options;
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
        clauses: &[Clause],
        scratch: &mut MatchScratch,
        found: &mut Vec<Found>,
        out: &mut Vec<DateFound>,
    ) {
        let mut rest = clauses;
        for (number, sentence) in words.sentences.iter().enumerate() {
            let clauses = Clause::of_sentence(&mut rest, number as u32);
            found.clear();
            self.layer.find(terrain, sentence.clone(), clauses, scratch, found);
            if !self.options.events {
                found.retain(|f| !self.layer.rules[f.rule as usize].action.is_event());
            }
            if found.is_empty() {
                continue;
            }
            found.sort_by_key(|f| {
                let rule = &self.layer.rules[f.rule as usize];
                let ordered = rule.action.order() == Some(self.options.order);
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

    /// Computes the values, in text order. What the article counts from is its day of publication, in a diary the
    /// day of the entry. A match that the calendar has no day for (30
    /// February) is no mention; it goes to `impossible`.
    pub fn resolve<'a>(
        &'a self,
        terrain: Terrain,
        around: &Surroundings,
        found: &[DateFound],
        out: &mut Vec<(DateMention<'a>, Range<u32>)>,
        impossible: &mut Vec<ImpossibleDate<'a>>,
    ) {
        let diary = Diary::find(around.sentences, around.words, found);
        let mut published = around.published;
        let mut memory = Memory::default();
        let mut rest = around.clauses;
        for hit in found {
            let clauses = Clause::of_sentence(&mut rest, hit.sentence);
            let rule = &self.layer.rules[hit.found.rule as usize];
            let direction = self.tense_at(terrain, clauses, hit);
            let paragraph = around.sentences[hit.sentence as usize].paragraph;
            let place = Place { sentence: hit.sentence, paragraph };
            let context = Context { published, memory: &memory, place, direction, apart: false };
            let units = &terrain.units[hit.found.span.start as usize..hit.found.span.end as usize];
            let span = Span { start: units[0].start, end: units[units.len() - 1].bare(terrain.text).end };
            let capture = |name: &str| self.captured(terrain, &hit.found, name);
            let made = match rule.action.make(&capture, &context) {
                Ok(made) => made,
                Err(Unresolved::NoSuchDay) => {
                    impossible.push(ImpossibleDate { span, rule: &rule.id });
                    continue;
                }
                Err(_) => continue,
            };
            let interval = made.interval;
            let told =
                interval.filter(|_| !rule.action.is_aside() && calendar::unit_of(&made.value).is_some());
            if let Some(days) = told {
                let first = around.words.sentences[hit.sentence as usize].start == hit.found.span.start;
                let before = |list| !first && self.is_in(list, terrain, hit.found.span.start - 1);
                memory.tell(&made.value, days, place, first || before(self.narrating));
            }
            if rule.action.is_of_figures() {
                memory.report(&made.value, &made.points, place);
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
            if let Some(day) = interval.and_then(|i| diary.day(hit.sentence, &made.value, i, published)) {
                published = Some(day);
            }
            // Only a length of time has points; those of a date bound its interval: *the quarter ended June 30*.
            let [begin_point, end_point] = match made.kind {
                TimexType::Date | TimexType::Time => [None, None],
                _ => made.points,
            };
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

    /// Whether a word is in a list. *expected* in *better-than-expected* is not.
    fn is_in(&self, list: Option<u16>, terrain: Terrain, at: u32) -> bool {
        let unit = terrain.units[at as usize];
        let members = if unit.is(bits::GLUED) { &[] } else { terrain.vocabulary.members(unit.id) };
        list.is_some_and(|label| members.iter().any(|m| m.label == label))
    }

    /// Whether the clause that a date stands in speaks of the past or of the future; `clauses` are those of its sentence.
    /// *will* points ahead, and so do words like *expected* (`{future-word}`) between the head of the clause and the date.
    fn tense_at(&self, terrain: Terrain, clauses: &[Clause], hit: &DateFound) -> Direction {
        let span = &hit.found.span;
        let at = terrain.units[span.start as usize].start;
        let around = clauses.iter().filter(|c| c.span.start <= at && at < c.span.end);
        // *the May vote*: no month is the verb that tells its tense.
        let end = terrain.units[span.end as usize - 1].end;
        let verbal = |c: &&Clause| c.finite.is_some_and(|f| f.start < at || end <= f.start);
        // *The trial reported in May that checks can be done*: what stands before the opener is told by the outer clause.
        let told_before = |c: &Clause| c.finite.is_some_and(|f| f.start < at);
        let early = |c: &&Clause| {
            let first = c.units.start;
            let near =
                first == span.start || first + 2 >= span.start && self.is_in(self.narrating, terrain, first);
            c.kind == ClauseKind::Complement && near && !told_before(c) && around.clone().any(told_before)
        };
        let finite_one =
            around.clone().filter(verbal).filter(|c| !early(c)).min_by_key(|clause| clause.span.len());
        let Some(clause) = finite_one else { return Direction::Unknown };
        match clause.modal {
            Some("will" | "shall") => return Direction::Future,
            // *it would open in March*, *it could have opened in March*
            Some(_) if clause.perfect => return Direction::Past,
            Some(_) => return Direction::Ahead,
            None => {}
        }
        let past = clause.tense == Some(Tense::Past);
        match clause.semi {
            // *it is to open in March*, *it was to open in March*
            Some(Semi::BeTo | Semi::GoingTo) if past => return Direction::Ahead,
            Some(Semi::BeTo | Semi::GoingTo) => return Direction::Future,
            _ => {}
        }
        // *Send it by 3 March*, but *Remember 3 March*
        if clause.mood == Mood::Imperative && !self.is_in(self.recalling, terrain, clause.verb) {
            return Direction::Future;
        }
        let listed = |at: u32| self.is_in(self.future_words, terrain, at);
        let innermost = around.min_by_key(|clause| clause.span.len());
        // *they expected in March* tells of March; *is expected in March* does not.
        let finite = |at: u32| clause.finite.is_some_and(|f| f.start == terrain.units[at as usize].start);
        let inside = |u: &u32| clause.span.contains(terrain.units[*u as usize].span());
        let pointing = |u: u32| listed(u) && !(past && finite(u));
        // *the ministers meet on Monday*, *is leaving on Monday*
        let present = clause.tense == Some(Tense::Present) && !clause.perfect && !clause.negated;
        let arranged = present && self.is_in(self.arranged, terrain, clause.verb);
        let before = (0..span.start).rev().take_while(inside).take(REACH).any(pointing)
            // *On Sunday the party plans to march.*
            || clause.finite_unit(terrain.units).is_some_and(pointing)
            || !past && listed(clause.verb)
            || arranged;
        // *plans to speak on Sunday*, but *planned to speak on Sunday*: a plan of the past may have come to nothing.
        match (before, past) {
            (true, true) => Direction::Ahead,
            (true, false) => Direction::Future,
            // *decided to admit them in March*: what an infinitive tells need not be past.
            (false, true) if innermost.is_some_and(|c| c.kind == ClauseKind::Infinitival) => {
                Direction::Unknown
            }
            (false, true) => Direction::Past,
            (false, false) => Direction::Unknown,
        }
    }
}

/// How far before a date a word may stand that points ahead.
const REACH: usize = 10;
