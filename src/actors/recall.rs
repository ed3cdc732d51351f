//! [`Recall`]: what the names decided in an article's first pass say about the others: *Pashinyan* after *Nikol
//! Pashinyan*, *EU* after *European Union (EU)*, one sense a form.

use super::evidence::{FIRST_ARTICLE, label, traits as t};
use super::keys::KeyHash;
use super::regions::Region;
use super::segments::Decided;
use super::signs;
use super::survey::{Manner, Survey};
use crate::words::bits;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The names of one article's first pass.
#[derive(Default)]
pub(super) struct Recall {
    forms: HashMap<u64, Form, KeyHash>,
    /// Initials of organisations of several words.
    acronyms: HashSet<u64, KeyHash>,
}

/// How often a form was decided to be what, by margin; if it is one word, also in what longer names it stands.
#[derive(Default)]
struct Form {
    votes: [i32; label::COUNT],
    times: u32,
    /// Bits of [`within`].
    within: u64,
}

/// In what longer names a word stands and what a form is said to be, each a bit in the place of its fact.
mod within {
    pub const SURNAME: u64 = 1 << 6;
    pub const GIVEN: u64 = 1 << 7;
    pub const ORGANIZATION: u64 = 1 << 8;
    pub const PLACE: u64 = 1 << 9;
    pub const OTHER: u64 = 1 << 10;
    pub const ORGANIZATION_FIRST: u64 = 1 << 13;
    pub const PLACE_FIRST: u64 = 1 << 14;
    pub const ORGANIZATION_LAST: u64 = 1 << 15;
    pub const COMPANY_FIRST: u64 = 1 << 36;
    pub const THING: u64 = 1 << 41;
}

/// The fact that a form is said to be a person; organisation, place and other follow.
const FIRST_CALLED: u32 = 37;

/// Beyond this a margin counts no more.
const SURE: i32 = 4000;

impl Recall {
    /// Takes the segments of a region.
    pub(super) fn note(&mut self, survey: &Survey, sentence: &Range<u32>, decided: &[Decided]) {
        for name in decided {
            if name.units.len() == 1 && !survey.unit(name.units.start).is(bits::CAP) {
                continue;
            }
            let form = self.forms.entry(form_key(survey, &name.units)).or_default();
            form.votes[name.label] += name.margin.clamp(100, SURE);
            form.times += 1;
            form.within |= survey.called(name, sentence) << FIRST_CALLED;
            if signs::initials_of_words(survey, &name.units, sentence) {
                form.within |= within::THING;
            }
            if name.label == label::ORGANIZATION && signs::share_code_at(survey, name.units.end, sentence) {
                form.within |= within::COMPANY_FIRST;
            }
            if name.units.len() < 2 {
                continue;
            }
            let capital = |at: &u32| survey.unit(*at).is(bits::CAP) && !survey.unit(*at).is(bits::INITIAL);
            let before_last = name.units.start..name.units.end - 1;
            if name.label == label::OTHER && before_last.clone().any(|at| signs::begins_thing(survey, at)) {
                let last = survey.key(survey.unit(name.units.end - 1));
                self.forms.entry(last).or_default().within |= within::THING;
            }
            let mut stands = |at: u32, within: u64| {
                self.forms.entry(survey.key(survey.unit(at))).or_default().within |= within;
            };
            let capitals = || name.units.clone().filter(capital);
            let Some(last) = capitals().next_back() else { continue };
            let before = || capitals().filter(|at| *at != last);
            match name.label {
                label::PERSON => {
                    stands(last, within::SURNAME);
                    before().for_each(|at| stands(at, within::GIVEN));
                }
                label::ORGANIZATION => {
                    before().for_each(|at| stands(at, within::ORGANIZATION));
                    stands(last, within::ORGANIZATION | within::ORGANIZATION_LAST);
                    stands(name.units.start, within::ORGANIZATION_FIRST);
                    self.short_of_company(survey, sentence, &name.units);
                    if before().next().is_some() {
                        let initials = capitals().map(|at| survey.text(at).as_bytes()[0]);
                        self.acronyms.insert(initials.fold(FNV, step));
                    }
                }
                label::PLACE => {
                    name.units.clone().for_each(|at| stands(at, within::PLACE));
                    stands(name.units.start, within::PLACE_FIRST);
                }
                label::OTHER => capitals().for_each(|at| stands(at, within::OTHER)),
                _ => {}
            }
        }
    }

    /// Notes what a company is called for short: *Dunmore* and *Dunmore Valley* of *Dunmore Valley Foods Inc.*
    fn short_of_company(&mut self, survey: &Survey, sentence: &Range<u32>, units: &Range<u32>) {
        if !survey.incorporated(units.end - 1, units.start)
            && !signs::share_code_at(survey, units.end, sentence)
        {
            return;
        }
        for end in units.start + 1..units.end {
            let first = survey.traits(i64::from(units.start), sentence, Manner::Usual);
            let general =
                t::STATE | t::LISTED_PLACE | t::LISTED_PEOPLE | t::ADJECTIVE | t::FUNCTION | t::TITLE;
            let one = end == units.start + 1;
            let named = survey.unit(end - 1).is(bits::CAP) && !survey.incorporated(end - 1, units.start);
            if named && !(one && first & general != 0) {
                let form = self.forms.entry(form_key(survey, &(units.start..end))).or_default();
                form.within |= within::COMPANY_FIRST;
            }
        }
    }

    /// Whether a run is the short name of a company and of nobody in the article: *Reed* after *Reed Foods Inc.*
    pub(super) fn is_company(&self, survey: &Survey, units: &Range<u32>) -> bool {
        let person = within::SURNAME | within::GIVEN;
        self.forms
            .get(&form_key(survey, units))
            .is_some_and(|form| form.within & within::COMPANY_FIRST != 0 && form.within & person == 0)
    }

    /// Whether the article uses the word for a thing: *fuel economy (CAFE)*, *Idai* after *Cyclone Idai*.
    pub(super) fn is_thing(&self, survey: &Survey, units: &Range<u32>) -> bool {
        units.len() == 1
            && survey.unit(units.start).is(bits::CAP)
            && self.forms.get(&form_key(survey, units)).is_some_and(|form| form.within & within::THING != 0)
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
        let one = units.len() == 1;
        let form = self.forms.get(&form_key(survey, units));
        // What the form is elsewhere.
        if let Some(form) = form.filter(|_| !one || start.is(bits::CAP)) {
            let mut votes = form.votes;
            let mut times = form.times;
            if let Some(own) = first.iter().find(|d| d.units == *units) {
                votes[own.label] -= own.margin.clamp(100, SURE);
                times -= 1;
            }
            let most = (0..label::COUNT).max_by_key(|l| (votes[*l], std::cmp::Reverse(*l)));
            fact(times > 0, most.unwrap_or(label::NONE));
        }
        let mut rest = form.map_or(0, |form| form.within);
        while rest != 0 {
            fact(true, rest.trailing_zeros() as usize);
            rest &= rest - 1;
        }
        if one {
            if start.is(bits::UPPER) {
                let letters = survey.text(units.start).bytes().filter(u8::is_ascii_alphanumeric);
                fact(self.acronyms.contains(&letters.fold(FNV, step)), 11);
            }
        } else {
            let last = self.forms.get(&survey.key(survey.unit(units.end - 1)));
            fact(last.is_some_and(|form| form.within & within::SURNAME != 0), 12);
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
