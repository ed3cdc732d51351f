//! [`Recall`]: what the names decided in an article's first pass say about the others: *Pashinyan* after *Nikol
//! Pashinyan*, *EU* after *European Union (EU)*, one sense a form.

use super::features::{label, traits as t};
use super::keys::KeyHash;
use super::segments::Decided;
use super::signs;
use super::survey::Survey;
use super::window::Window;
use crate::words::{Unit, bits};
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

impl Form {
    /// Whether the article uses this word, as it is written here, for a thing.
    fn is_thing(&self, word: Unit) -> bool {
        word.is(bits::CAP) && self.within & within::THING != 0
    }
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
    /// Takes what was decided for a region.
    pub(super) fn note(&mut self, window: &Window, decided: &[Decided]) {
        let survey = window.survey;
        for name in decided {
            if name.units.len() == 1 && !survey.unit(name.units.start).is(bits::CAP) {
                continue;
            }
            let form = self.forms.entry(form_key(survey, &name.units)).or_default();
            form.votes[name.label] += name.margin.clamp(100, SURE);
            form.times += 1;
            form.within |= survey.called(name, &window.sentence) << FIRST_CALLED;
            if signs::initials_of_words(survey, &name.units, &window.sentence) {
                form.within |= within::THING;
            }
            if name.label == label::ORGANIZATION
                && signs::share_code_at(survey, name.units.end, &window.sentence)
            {
                form.within |= within::COMPANY_FIRST;
            }
            if name.units.len() < 2 {
                continue;
            }
            let capital = |at: &u32| survey.unit(*at).is(bits::CAP) && !survey.unit(*at).is(bits::INITIAL);
            let mut before_last = name.units.start..name.units.end - 1;
            if name.label == label::OTHER && before_last.any(|at| signs::begins_thing(survey, at)) {
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
                    self.short_of_company(window, &name.units);
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
    fn short_of_company(&mut self, window: &Window, units: &Range<u32>) {
        if !window.incorporated(units.end - 1, units.start)
            && !signs::share_code_at(window.survey, units.end, &window.sentence)
        {
            return;
        }
        let general = t::STATE | t::LISTED_PLACE | t::LISTED_PEOPLE | t::ADJECTIVE | t::FUNCTION | t::TITLE;
        let first = window.spot(units.start).traits;
        for end in units.start + 1..units.end {
            let one = end == units.start + 1;
            let named = window.spot(end - 1).is(bits::CAP) && !window.incorporated(end - 1, units.start);
            if named && !(one && first & general != 0) {
                let form = self.forms.entry(form_key(window.survey, &(units.start..end))).or_default();
                form.within |= within::COMPANY_FIRST;
            }
        }
    }

    /// Whether the article uses a word for a thing.
    pub(super) fn is_thing(&self, survey: &Survey, at: u32) -> bool {
        let unit = survey.unit(at);
        self.forms.get(&survey.key(unit)).is_some_and(|form| form.is_thing(unit))
    }

    /// What the article says about a segment of a region, which has the key `key`; `first` is what the first pass decided
    /// for the regions near it, in order.
    pub(super) fn told(
        &self,
        survey: &Survey,
        sentence: &Range<u32>,
        (units, key): (&Range<u32>, FormKey),
        first: &[Decided],
    ) -> Told {
        let start = survey.unit(units.start);
        let one = units.len() == 1;
        let form = self.forms.get(&key.form);
        let mut told = Told::default();
        if let Some(form) = form {
            // What the form is elsewhere.
            if !one || start.is(bits::CAP) {
                let (mut votes, mut times) = (form.votes, form.times);
                if let Some(own) = first.iter().find(|d| d.units == *units) {
                    votes[own.label] -= own.margin.clamp(100, SURE);
                    times -= 1;
                }
                if times > 0 {
                    let most = (0..label::COUNT).max_by_key(|l| (votes[*l], std::cmp::Reverse(*l)));
                    told.fact(most.unwrap_or(label::NONE));
                }
            }
            told.facts |= form.within;
            told.thing = one && form.is_thing(start);
            let person = within::SURNAME | within::GIVEN;
            told.company = form.within & within::COMPANY_FIRST != 0 && form.within & person == 0;
        }
        if one {
            if start.is(bits::UPPER) {
                let letters = survey.text(units.start).bytes().filter(u8::is_ascii_alphanumeric);
                if self.acronyms.contains(&letters.fold(FNV, step)) {
                    told.fact(11);
                }
            }
        } else {
            let last = self.forms.get(&key.last);
            if last.is_some_and(|form| form.within & within::SURNAME != 0) {
                told.fact(12);
            }
        }
        told.listed_with(survey, sentence, units, first);
        told
    }
}

/// What the rest of the article says about a run of words.
#[derive(Default)]
pub(super) struct Told {
    /// Facts, each a bit.
    pub(super) facts: u64,
    /// Whether it is the short name of a company and of nobody in the article: *Reed* after *Reed Foods Inc.*
    pub(super) company: bool,
    /// Whether the article uses the word for a thing: *fuel economy (CAFE)*, *Idai* after *Cyclone Idai*.
    pub(super) thing: bool,
}

impl Told {
    fn fact(&mut self, number: usize) {
        self.facts |= 1 << number;
    }

    /// Calls `fact` with the number of each fact.
    pub(super) fn each(&self, mut fact: impl FnMut(usize)) {
        let mut rest = self.facts;
        while rest != 0 {
            fact(rest.trailing_zeros() as usize);
            rest &= rest - 1;
        }
    }

    /// Takes in the names that a run is listed with: *Yerevan, Tbilisi and Baku*.
    fn listed_with(&mut self, survey: &Survey, sentence: &Range<u32>, units: &Range<u32>, first: &[Decided]) {
        let text = |at: u32| match survey.unit(at) {
            unit if unit.end - unit.start > 3 => "",
            unit => unit.span().of(survey.terrain.text),
        };
        let ends_at = |end: u32| first.iter().find(|d| d.units.end == end && d.label != label::NONE);
        let starts_at = |start: u32| first.iter().find(|d| d.units.start == start && d.label != label::NONE);
        if units.start >= sentence.start + 2 {
            match text(units.start - 1) {
                joint @ ("," | "and" | "or" | "&") => {
                    let comma = joint == "and" && text(units.start - 2) == ",";
                    if let Some(name) = ends_at(units.start - 1 - u32::from(comma)) {
                        self.fact(16 + name.label);
                        if name.label == label::PLACE && joint == "," {
                            self.fact(34);
                        }
                    }
                }
                "(" => {
                    if let Some(name) = ends_at(units.start - 1) {
                        self.fact(28 + name.label);
                    }
                }
                _ => {}
            }
        }
        if units.end + 1 < sentence.end
            && let joint @ ("," | "and" | "or" | "&") = text(units.end)
        {
            let more = joint == "," && matches!(text(units.end + 1), "and" | "or");
            if let Some(name) = starts_at(units.end + 1 + u32::from(more)) {
                self.fact(22 + name.label);
                if name.label == label::PLACE && joint == "," {
                    self.fact(35);
                }
            }
        }
    }
}

const FNV: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x100_0000_01b3)
}

/// The keys of a form and of its last word.
#[derive(Clone, Copy)]
pub(super) struct FormKey {
    form: u64,
    last: u64,
    /// That of the form, if more words follow.
    more: u64,
}

impl FormKey {
    /// Of a form of one word.
    fn word(survey: &Survey, at: u32) -> FormKey {
        let key = survey.key(survey.unit(at));
        FormKey { form: key, last: key, more: mix(FNV, key) }
    }

    /// With one more word.
    fn longer(self, survey: &Survey, at: u32) -> FormKey {
        let last = survey.key(survey.unit(at));
        let form = mix(self.more, last);
        FormKey { form, last, more: form }
    }

    /// Of a form.
    pub(super) fn of(survey: &Survey, units: &Range<u32>) -> FormKey {
        let word = FormKey::word(survey, units.start);
        (units.start + 1..units.end).fold(word, |key, at| key.longer(survey, at))
    }

    /// Of a form; `before` is the form looked at before and its key, which the new one may go on from.
    pub(super) fn after(
        survey: &Survey,
        units: &Range<u32>,
        before: Option<(&Range<u32>, FormKey)>,
    ) -> FormKey {
        match before {
            Some((start, key)) if start.start == units.start && start.end <= units.end => {
                (start.end..units.end).fold(key, |key, at| key.longer(survey, at))
            }
            _ => FormKey::of(survey, units),
        }
    }
}

fn mix(hash: u64, key: u64) -> u64 {
    (hash ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn form_key(survey: &Survey, units: &Range<u32>) -> u64 {
    FormKey::of(survey, units).form
}
