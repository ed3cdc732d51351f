//! [`Features`]: what the shape of a sentence and its main verb say, before any cue word.
//!
//! The main verb is found by a heuristic: the first finite verb that is not in a fronted subordinate clause or
//! a relative clause; a verb of saying or thinking with a clause after it hands over to that clause (*history
//! has shown that ...*).

use crate::pattern::{Terrain, Vocabulary};
use crate::words::{Unit, bits};
use std::ops::Range;

/// All features, in the order they are reported.
pub const NAMES: [&str; 34] = [
    "main.none",
    "main.past",
    "main.past-be",
    "main.past-passive",
    "main.present",
    "main.present-be",
    "main.perfect",
    "main.progressive",
    "main.will",
    "main.would",
    "main.can",
    "main.could",
    "main.may",
    "main.might",
    "main.must",
    "main.should",
    "main.imperative",
    "main.negated",
    "main.handed-over",
    "sentence.question",
    "sentence.exclamation",
    "sentence.quoted",
    "sentence.number",
    "sentence.year",
    "sentence.first-person",
    "sentence.second-person",
    "sentence.starts-with-conjunction",
    "sentence.starts-with-subordinator",
    "sentence.short",
    "sentence.long",
    "sentence.no-stop",
    "sentence.actor",
    "date.future",
    "date.past",
];

/// A set of features.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Seen(u64);

impl Seen {
    fn add(&mut self, name: &str) {
        let at = NAMES.iter().position(|n| *n == name).expect("a feature is in NAMES");
        self.0 |= 1 << at;
    }

    /// The names of the features in the set.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        NAMES.iter().enumerate().filter(move |(i, _)| self.0 >> i & 1 != 0).map(|(_, n)| *n)
    }

    /// Whether the main verb is denied.
    pub fn negated(self) -> bool {
        self.names().any(|n| n == "main.negated")
    }
}

/// Labels of the lists and mentions that features look at, and bits of the word classes.
pub struct Features {
    frame_verb: Option<u16>,
    actor: Option<u16>,
    future: Option<u16>,
    past: Option<u16>,
    class: Classes,
}

/// The bit of each word class.
struct Classes {
    modal: u32,
    be: u32,
    have: u32,
    do_: u32,
    pronoun: u32,
    past: u32,
    present: u32,
    base: u32,
    participle: u32,
    gerund: u32,
    adverb: u32,
    negation: u32,
    subordinator: u32,
    conjunction: u32,
    determiner: u32,
    preposition: u32,
}

impl Features {
    /// Looks the lists up once.
    pub fn new(vocabulary: &Vocabulary) -> Features {
        let bit = |name: &str| crate::pattern::parse::class_bits(name).expect("a class of CLASSES");
        Features {
            frame_verb: vocabulary.label("frame-verb"),
            actor: vocabulary.label("<actor>"),
            future: vocabulary.label("<date.future>"),
            past: vocabulary.label("<date.past>"),
            class: Classes {
                modal: bit("modal"),
                be: bit("be"),
                have: bit("have"),
                do_: bit("do"),
                pronoun: bit("pronoun"),
                past: bit("verb.past"),
                present: bit("verb.present"),
                base: bit("verb.base"),
                participle: bit("participle"),
                gerund: bit("gerund"),
                adverb: bit("adverb"),
                negation: bit("negation"),
                subordinator: bit("subordinator"),
                conjunction: bit("conjunction"),
                determiner: bit("determiner"),
                preposition: bit("preposition"),
            },
        }
    }

    /// The features of one sentence.
    pub fn of(&self, terrain: Terrain, sentence: Range<u32>) -> Seen {
        let mut seen = Seen::default();
        let units = &terrain.units[sentence.start as usize..sentence.end as usize];
        self.shape(terrain, units, &mut seen);
        self.edges(terrain, sentence, &mut seen);
        match self.main_verb(terrain, units) {
            Some((verb, handed_over)) => {
                if handed_over {
                    seen.add("main.handed-over");
                }
                self.group(terrain, units, verb, &mut seen);
            }
            None if units.first().is_some_and(|u| u.is(self.class.base) && u.is(bits::CAP)) => {
                seen.add("main.imperative");
            }
            None => seen.add("main.none"),
        }
        seen
    }

    fn shape(&self, terrain: Terrain, units: &[Unit], seen: &mut Seen) {
        let text = |u: &Unit| u.span().of(terrain.text);
        let words = units.iter().filter(|u| !u.is(bits::MARK)).count();
        if words < 7 {
            seen.add("sentence.short");
        } else if words > 32 {
            seen.add("sentence.long");
        }
        let last =
            units.iter().rev().find(|u| !u.is(bits::QUOTE) && !matches!(text(u), ")" | "]" | "'" | "’"));
        match last.map(text) {
            Some("?") => seen.add("sentence.question"),
            Some("!") => seen.add("sentence.exclamation"),
            Some("." | "…") => {}
            _ => seen.add("sentence.no-stop"),
        }
        let all = units.iter().fold(0, |all, u| all | u.bits);
        if all & bits::QUOTE != 0 {
            seen.add("sentence.quoted");
        }
        if all & bits::NUMBER != 0 && units.iter().any(|u| u.is(bits::NUMBER) && !u.is(bits::YEAR)) {
            seen.add("sentence.number");
        }
        if all & bits::YEAR != 0 {
            seen.add("sentence.year");
        }
        let mut persons = units.iter().filter(|u| u.is(self.class.pronoun)).map(text);
        if persons.clone().any(|p| {
            let first =
                ["i", "we", "my", "our", "me", "us", "i'm", "i've", "we're", "we've", "i'd", "i'll", "we'll"];
            first.iter().any(|f| p.eq_ignore_ascii_case(f)) && p != "US"
        }) {
            seen.add("sentence.first-person");
        }
        if persons.any(|p| ["you", "your"].iter().any(|f| p.eq_ignore_ascii_case(f))) {
            seen.add("sentence.second-person");
        }
        if let Some(first) = units.iter().find(|u| !u.is(bits::MARK)) {
            if first.is(self.class.conjunction) {
                seen.add("sentence.starts-with-conjunction");
            } else if first.is(self.class.subordinator) {
                seen.add("sentence.starts-with-subordinator");
            }
        }
    }

    fn edges(&self, terrain: Terrain, sentence: Range<u32>, seen: &mut Seen) {
        for at in sentence {
            for edge in terrain.chart.starting(at) {
                let label = Some(edge.label);
                if label == self.actor {
                    seen.add("sentence.actor");
                } else if label == self.future {
                    seen.add("date.future");
                } else if label == self.past {
                    seen.add("date.past");
                }
            }
        }
    }

    /// Index of the main finite verb among the units, and whether a frame handed over to it.
    fn main_verb(&self, terrain: Terrain, units: &[Unit]) -> Option<(usize, bool)> {
        let start = self.after_fronted(terrain, units);
        let mut verb = self.finite(terrain, units, start).or_else(|| self.finite(terrain, units, 0))?;
        let mut handed_over = false;
        // *Officials said that analysts believe that ...*: frames may be nested, but not without end.
        for _ in 0..3 {
            let Some(inner) = self.complement(terrain, units, verb) else { break };
            let Some(next) = self.finite(terrain, units, inner) else { break };
            verb = next;
            handed_over = true;
        }
        Some((verb, handed_over))
    }

    /// *If X blunders, Y will follow*: the main clause begins after the comma.
    fn after_fronted(&self, terrain: Terrain, units: &[Unit]) -> usize {
        let first = units.iter().position(|u| !u.is(bits::MARK));
        if !first.is_some_and(|i| units[i].is(self.class.subordinator)) {
            return 0;
        }
        let comma = units.iter().position(|u| u.span().of(terrain.text) == ",");
        comma.filter(|c| c + 2 < units.len()).map_or(0, |c| c + 1)
    }

    /// The first finite verb from `start` on that is not in a relative clause.
    fn finite(&self, terrain: Terrain, units: &[Unit], start: usize) -> Option<usize> {
        let class = &self.class;
        let sure = class.modal | class.be | class.have | class.do_ | class.past | class.present;
        let mut relative = false;
        let mut skip_to = start;
        for (i, unit) in units.iter().enumerate().skip(start) {
            if i < skip_to {
                continue;
            }
            // *this corridor – long desired by Russia – could now become*: what stands between dashes is aside.
            if is_dash(terrain, *unit) && i > start {
                let rest = units[i + 1..].iter().position(|u| is_dash(terrain, *u));
                skip_to = rest.map_or(i, |n| i + 2 + n);
                continue;
            }
            let before = i.checked_sub(1).map(|b| units[b]);
            if before.is_some_and(|b| b.is(class.determiner | class.preposition)) || unit.is(bits::MARK) {
                continue;
            }
            if is_relative(terrain, *unit)
                && before.is_some_and(|b| !b.is(bits::MARK) || is_comma(terrain, b))
                && i > 0
            {
                relative = true;
                continue;
            }
            let finite = unit.is(sure) && !self.is_bare(*unit, before)
                || self.looks_past(terrain, *unit, before)
                || unit.is(class.base) && !unit.is(bits::CAP) && before.is_some_and(|b| self.subject(b));
            if !finite {
                continue;
            }
            if relative {
                relative = false;
                continue;
            }
            return Some(i);
        }
        None
    }

    /// *been*, *being*, *having*, *to be*: forms that are not finite.
    fn is_bare(&self, unit: Unit, before: Option<Unit>) -> bool {
        unit.is(self.class.gerund | self.class.participle) && !unit.is(self.class.past)
            || before.is_some_and(|b| b.is(self.class.modal) && !unit.is(self.class.modal))
    }

    /// A word in *-ed* that no list knows, after something that can be its subject.
    fn looks_past(&self, terrain: Terrain, unit: Unit, before: Option<Unit>) -> bool {
        let word = unit.span().of(terrain.text);
        word.len() > 4
            && word.ends_with("ed")
            && !unit.is(bits::CAP)
            && before
                .is_some_and(|b| !b.is(self.class.be | self.class.have | bits::MARK | self.class.conjunction))
    }

    /// What can be the subject right before a base form: *we expect*, *analysts expect*.
    fn subject(&self, unit: Unit) -> bool {
        unit.is(self.class.pronoun) || !unit.is(bits::MARK) && unit.bits >> bits::FIRST_CLASS == 0
    }

    /// Where the clause begins that a frame verb hands over to: after *that*, or right after the verb where a
    /// subject follows.
    fn complement(&self, terrain: Terrain, units: &[Unit], verb: usize) -> Option<usize> {
        let label = self.frame_verb?;
        let members = |u: &Unit| terrain.vocabulary.members(u.id).iter().any(|m| m.label == label);
        let group = units.len().min(verb + 5);
        let frame = (verb..group).find(|i| members(&units[*i]))?;
        let after = frame + 1;
        let next = units.get(after)?;
        let that =
            units[after..units.len().min(after + 4)].iter().position(|u| u.span().of(terrain.text) == "that");
        if let Some(that) = that {
            return Some(after + that + 1);
        }
        (next.is(self.class.pronoun) || next.is(bits::CAP)).then_some(after)
    }

    /// Tense, modality, voice and polarity of the group that begins at a finite verb.
    fn group(&self, terrain: Terrain, units: &[Unit], verb: usize, seen: &mut Seen) {
        let class = &self.class;
        let word = units[verb].span().of(terrain.text).to_ascii_lowercase().replace('’', "'");
        let rest = &units[verb + 1..units.len().min(verb + 6)];
        let next = rest.iter().find(|u| !u.is(class.adverb | class.negation));
        let after = |bits: u32, ending: &str| {
            next.is_some_and(|u| {
                u.is(bits) || u.span().of(terrain.text).ends_with(ending) && !u.is(class.determiner)
            })
        };
        let unit = units[verb];
        if unit.is(class.modal) {
            let modal = match word.as_str() {
                "will" | "won't" | "shall" | "'ll" => "main.will",
                w if w.ends_with("'ll") => "main.will",
                w if w.starts_with("would") || w.ends_with("'d") => "main.would",
                w if w.starts_with("could") => "main.could",
                w if w.starts_with("can") => "main.can",
                w if w.starts_with("may") => "main.may",
                w if w.starts_with("might") => "main.might",
                w if w.starts_with("must") => "main.must",
                _ => "main.should",
            };
            seen.add(modal);
        } else if unit.is(class.be) {
            let past = unit.is(class.past);
            seen.add(match (past, after(class.participle, "ed")) {
                (true, true) => "main.past-passive",
                (true, false) => "main.past-be",
                (false, _) => "main.present-be",
            });
            if after(class.gerund, "ing") {
                seen.add("main.progressive");
            }
        } else if unit.is(class.have) && after(class.participle, "ed") {
            seen.add("main.perfect");
        } else if unit.is(class.past) || word.ends_with("ed") {
            seen.add("main.past");
        } else {
            seen.add("main.present");
        }
        let low = verb.saturating_sub(2);
        if units[low..units.len().min(verb + 4)].iter().any(|u| u.is(class.negation)) {
            seen.add("main.negated");
        }
    }
}

fn is_relative(terrain: Terrain, unit: Unit) -> bool {
    matches!(unit.span().of(terrain.text), "who" | "which" | "that" | "whose" | "where" | "whom")
}

fn is_dash(terrain: Terrain, unit: Unit) -> bool {
    unit.is(bits::MARK) && matches!(unit.span().of(terrain.text), "–" | "—" | "-") && !unit.is(bits::GLUED)
}

fn is_comma(terrain: Terrain, unit: Unit) -> bool {
    unit.span().of(terrain.text) == ","
}
