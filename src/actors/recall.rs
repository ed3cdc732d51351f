//! [`Recall`]: what the names decided in an article's first pass say about the others: *Pashinyan* after *Nikol
//! Pashinyan*, *EU* after *European Union (EU)*, one sense a form.

use super::evidence::{FIRST_ARTICLE, label};
use super::regions::Region;
use super::segments::Decided;
use super::survey::Survey;
use crate::words::bits;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// The names of one article's first pass.
#[derive(Default)]
pub(super) struct Recall {
    forms: HashMap<u64, Form, KeyHash>,
    words: HashMap<u64, Word, KeyHash>,
    /// Initials of organisations of several words.
    acronyms: HashSet<u64, KeyHash>,
}

/// How often a form was decided to be what, by margin.
#[derive(Default, Clone)]
struct Form {
    votes: [i32; label::COUNT],
    times: u32,
}

/// In what longer names a word stands.
#[derive(Default, Clone, Copy)]
struct Word {
    surname: bool,
    given: bool,
    of_organization: bool,
    of_place: bool,
    of_other: bool,
    first_of_organization: bool,
    first_of_place: bool,
    last_of_organization: bool,
}

/// Beyond this a margin counts no more.
const SURE: i32 = 4000;

impl Recall {
    /// Takes the segments of a region.
    pub(super) fn note(&mut self, survey: &Survey, decided: &[Decided]) {
        for name in decided {
            if name.units.len() == 1 && !survey.unit(name.units.start).is(bits::CAP) {
                continue;
            }
            let form = self.forms.entry(form_key(survey, &name.units)).or_default();
            form.votes[name.label] += name.margin.clamp(100, SURE);
            form.times += 1;
            if name.units.len() < 2 {
                continue;
            }
            let key = |at: u32| survey.key(survey.unit(at));
            let capital = |at: &u32| survey.unit(*at).is(bits::CAP) && !survey.unit(*at).is(bits::INITIAL);
            let mut of = |at: u32, change: &dyn Fn(&mut Word)| change(self.words.entry(key(at)).or_default());
            let capitals = || name.units.clone().filter(capital);
            let Some(last) = name.units.clone().rev().find(capital) else { continue };
            let before = || capitals().filter(|at| *at != last);
            match name.label {
                label::PERSON => {
                    of(last, &|w| w.surname = true);
                    before().for_each(|at| of(at, &|w| w.given = true));
                }
                label::ORGANIZATION => {
                    before().for_each(|at| of(at, &|w| w.of_organization = true));
                    of(last, &|w| (w.of_organization, w.last_of_organization) = (true, true));
                    of(name.units.start, &|w| w.first_of_organization = true);
                    let mut initials = FNV;
                    for at in capitals() {
                        initials = step(initials, survey.text(at).as_bytes()[0]);
                    }
                    if before().next().is_some() {
                        self.acronyms.insert(initials);
                    }
                }
                label::PLACE => {
                    name.units.clone().for_each(|at| of(at, &|w| w.of_place = true));
                    of(name.units.start, &|w| w.first_of_place = true);
                }
                label::OTHER => capitals().for_each(|at| of(at, &|w| w.of_other = true)),
                _ => {}
            }
        }
    }

    /// Calls `feature` with what the article says about a segment of a region; `first` is what the first pass
    /// decided for the sentence's regions, in order.
    pub(super) fn features(
        &self,
        survey: &Survey,
        region: &Region,
        units: &Range<u32>,
        first: &[Decided],
        mut feature: impl FnMut(usize),
    ) {
        let mut fact = |holds: bool, number: usize| {
            if holds {
                feature(FIRST_ARTICLE + number);
            }
        };
        let start = survey.unit(units.start);
        let formed = units.len() > 1 || start.is(bits::CAP);
        let form = formed.then(|| self.forms.get(&form_key(survey, units))).flatten();
        if let Some(form) = form.filter(|f| f.times > 1) {
            let most = (0..label::COUNT).max_by_key(|l| (form.votes[*l], std::cmp::Reverse(*l)));
            fact(true, most.unwrap_or(label::NONE));
        }
        let word = |at: u32| self.words.get(&survey.key(survey.unit(at))).copied().unwrap_or_default();
        if units.len() == 1 {
            let word = word(units.start);
            fact(word.surname, 6);
            fact(word.given, 7);
            fact(word.of_organization, 8);
            fact(word.of_place, 9);
            fact(word.of_other, 10);
            fact(word.first_of_organization, 13);
            fact(word.first_of_place, 14);
            fact(word.last_of_organization, 15);
            if start.is(bits::UPPER) {
                let letters = survey.text(units.start).bytes().filter(u8::is_ascii_alphanumeric);
                fact(self.acronyms.contains(&letters.fold(FNV, step)), 11);
            }
        } else {
            fact(word(units.end - 1).surname, 12);
        }
        // Names that this one is listed with: *Yerevan, Tbilisi and Baku*.
        let text = |at: u32| survey.unit(at).span().of(survey.terrain.text);
        let sentence = &survey.words.sentences[region.sentence as usize];
        let ends_at = |end: u32| first.iter().find(|d| d.units.end == end && d.label != label::NONE);
        let starts_at = |start: u32| first.iter().find(|d| d.units.start == start && d.label != label::NONE);
        if units.start >= sentence.start + 2 {
            match text(units.start - 1) {
                "," | "and" | "or" | "&" => {
                    let comma = text(units.start - 2) == "," && text(units.start - 1) == "and";
                    if let Some(name) = ends_at(units.start - 1 - u32::from(comma)) {
                        fact(true, 16 + name.label);
                        fact(name.label == label::PLACE && text(units.start - 1) == ",", 34);
                    }
                }
                "(" => {
                    if let Some(name) = ends_at(units.start - 1) {
                        fact(true, 28 + name.label);
                    }
                }
                _ => {}
            }
        }
        if units.end + 1 < sentence.end {
            match text(units.end) {
                "," | "and" | "or" | "&" => {
                    let more = text(units.end) == "," && matches!(text(units.end + 1), "and" | "or");
                    if let Some(name) = starts_at(units.end + 1 + u32::from(more)) {
                        fact(true, 22 + name.label);
                        fact(name.label == label::PLACE && text(units.end) == ",", 35);
                    }
                }
                _ => {}
            }
        }
    }
}

type KeyHash = BuildHasherDefault<KeyHasher>;

/// Keys are hashes or small numbers: one multiplication spreads them.
#[derive(Default)]
pub(super) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26);
    }
}

const FNV: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x100_0000_01b3)
}

fn form_key(survey: &Survey, units: &Range<u32>) -> u64 {
    if units.len() == 1 {
        return survey.key(survey.unit(units.start));
    }
    units
        .clone()
        .fold(FNV, |hash, at| (hash ^ survey.key(survey.unit(at))).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}
