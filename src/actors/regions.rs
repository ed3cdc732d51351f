//! Regions: the stretches of a sentence in which names may stand, and the rows of the tables that match there.
//!
//! A region is a run of capitalised words with what may join the words of one name: particles, *of*, *for*, *and*,
//! hyphens, stops after initials. Also whatever the tables list, in any case.

use super::lists::list;
use super::survey::{FUNCTION, Manner, Survey, mixed};
use super::tables::{Alias, AliasKind, Tables, kinds};
use crate::analysis::ActorType;
use crate::words::{Unit, bits};
use std::ops::Range;

/// One region of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Region {
    pub(super) sentence: u32,
    pub(super) manner: Manner,
    /// Whether the sentence is a line of figures.
    pub(super) tabular: bool,
    pub(super) units: Range<u32>,
    /// Of [`Regions::matches`], by first unit, longest first.
    pub(super) matches: Range<u32>,
    /// Words of a title that say what it is about: *for Foreign Affairs*; none in most.
    pub(super) portfolios: Vec<Range<u32>>,
}

/// Names of the tables over one run of units.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub(super) units: Range<u32>,
    /// Of [`Regions::aliases`].
    pub(super) aliases: Range<u32>,
    /// Bits of [`kind`].
    pub(super) kinds: u16,
}

/// What the names of a match name, as bits in the order of the facts `listed-...` of a run.
pub(super) mod kind {
    pub const STATE: u16 = 1;
    pub const PLACE: u16 = 1 << 1;
    pub const CAPITAL: u16 = 1 << 2;
    pub const ORGANIZATION: u16 = 1 << 3;
    pub const ACRONYM: u16 = 1 << 4;
    pub const PERSON: u16 = 1 << 5;
    pub const SURNAME: u16 = 1 << 6;
    pub const PEOPLE: u16 = 1 << 7;
    pub const SEAT: u16 = 1 << 8;
    /// Its *'s* is part of the name: *Moody's*.
    pub const POSSESSIVE: u16 = 1 << 9;
    /// Those that are facts about a run.
    pub const FACTS: u16 = POSSESSIVE - 1;
    pub const ANY_PLACE: u16 = STATE | PLACE | CAPITAL;
    pub const ANY_ORGANIZATION: u16 = ORGANIZATION | ACRONYM | SEAT;
}

/// All regions of an article.
pub(super) struct Regions {
    pub(super) regions: Vec<Region>,
    pub(super) matches: Vec<Match>,
    pub(super) aliases: Vec<u32>,
}

/// Most units in a region; a longer one is cut.
const LONGEST: u32 = 48;

impl Regions {
    /// Finds the regions of all sentences.
    pub(super) fn find(survey: &Survey) -> Regions {
        let mut starts = survey.starts.as_slice();
        let mut regions = Regions {
            regions: Vec::with_capacity(starts.len()),
            matches: Vec::with_capacity(starts.len() / 2),
            aliases: Vec::with_capacity(starts.len() / 2),
        };
        for (number, sentence) in (0..).zip(&survey.words.sentences) {
            let count = starts.iter().take_while(|at| **at < sentence.end).count();
            let (here, rest) = starts.split_at(count);
            starts = rest;
            regions.find_in(survey, number, sentence, here);
        }
        regions
    }

    /// Finds the regions of a sentence with the units at which one may begin.
    fn find_in(&mut self, survey: &Survey, number: u32, sentence: &Range<u32>, starts: &[u32]) {
        let manner = survey.manner(number);
        // Most sentences are told to be no line of figures by their first words.
        let mut tabular = None;
        let mut free = sentence.start;
        for &at in starts {
            if at < free {
                continue;
            }
            let opens = opens(survey, at, sentence.end);
            let capital = candidate(survey, at, manner) && !only_begins(survey, at, sentence);
            if !capital && !opens && !survey.begins_listed(survey.unit(at)) {
                continue;
            }
            let first_match = self.matches.len() as u32;
            let mut end = at + u32::from(capital || opens);
            let mut looked = at;
            loop {
                while looked < end.max(at + 1) {
                    let reach = self.look_up(survey, looked, sentence, manner);
                    end = end.max(reach);
                    looked += 1;
                }
                if end == at || end - at >= LONGEST {
                    break;
                }
                let next = self.joined(survey, end, sentence.end, manner);
                if next == end {
                    break;
                }
                end = next;
            }
            if end == at {
                self.matches.truncate(first_match as usize);
                continue;
            }
            let matches = first_match..self.matches.len() as u32;
            let portfolios = self.portfolios(survey, sentence.start, at..end, matches.clone());
            self.regions.push(Region {
                sentence: number,
                manner,
                tabular: *tabular.get_or_insert_with(|| survey.tabular(sentence.clone())),
                units: at..end,
                matches,
                portfolios,
            });
            free = end;
        }
    }

    /// In *Minister for Foreign Affairs of Russia* and *Secretary of State* the ordinary words after the title.
    fn portfolios(
        &self,
        survey: &Survey,
        low: u32,
        region: Range<u32>,
        matches: Range<u32>,
    ) -> Vec<Range<u32>> {
        let mut found = Vec::new();
        let named = |at: u32| {
            let matches = &self.matches[matches.start as usize..matches.end as usize];
            matches.iter().any(|m| m.units.contains(&at) && m.kinds & (kind::ANY_PLACE | kind::PEOPLE) != 0)
        };
        for at in region.start.max(low + 1)..region.end {
            let before = survey.unit(at - 1);
            let joins = survey.unit(at).is(bits::LOWER)
                && matches!(survey.unit(at).span().of(survey.terrain.text), "for" | "of");
            if !joins || !before.is(bits::CAP) || !survey.is_in(before, list::TITLE) {
                continue;
            }
            // *Queen of the South* is a club.
            let mut listed = self.matches[matches.start as usize..matches.end as usize].iter();
            if listed.any(|m| m.units.start < at && at < m.units.end) {
                continue;
            }
            let mut end = at + 1;
            while end < region.end
                && !named(end)
                && (survey.unit(end).is(bits::LOWER)
                    || (survey.ordinary(end) && !survey.rules.tables.is_given(survey.unit(end).id)))
            {
                end += 1;
            }
            while end > at + 1 && survey.unit(end - 1).is(bits::LOWER) {
                end -= 1;
            }
            // *president of National Semiconductor Corp.*
            let company = |unit: &Unit| unit.is(bits::CAP) && survey.is_in(*unit, list::INCORPORATED);
            if end > at + 1 && !survey.terrain.units[at as usize + 1..end as usize].iter().any(company) {
                found.push(at..end);
            }
        }
        found
    }

    /// Where a region that has reached `end` ends when what may join is taken in; `end` if nothing is.
    fn joined(&self, survey: &Survey, end: u32, high: u32, manner: Manner) -> u32 {
        let before = survey.unit(end - 1);
        if survey.two_syllables(end - 1) {
            return end + 2;
        }
        let mut at = end;
        while at < high && at - end < 4 {
            if candidate(survey, at, manner) || (at == end && number(survey.unit(at))) {
                return at + 1;
            }
            let unit = survey.unit(at);
            if !unit.is(bits::MARK) {
                if !unit.is(bits::LOWER) || !survey.is_in(unit, list::CONNECTOR) {
                    return end;
                }
                at += 1;
                continue;
            }
            let text = unit.span().of(survey.terrain.text);
            let glued = unit.is(bits::GLUED);
            let next_glued = at + 1 < high && survey.unit(at + 1).is(bits::GLUED);
            let joins = match text {
                "." => glued && at == end && abbreviated(survey, end - 1, before),
                "-" | "‐" | "‑" | "/" | "'" | "’" if glued && next_glued => {
                    at == end || survey.unit(at - 1).is(bits::LOWER)
                }
                // *Harbour Workers' Union*
                "'" | "’" => {
                    glued
                        && at == end
                        && at + 1 < high
                        && before.is(bits::CAP)
                        && survey.unit(at + 1).is(bits::CAP)
                }
                text => text == "&",
            };
            if !joins {
                return end;
            }
            at += 1;
            if text == "." {
                return at;
            }
        }
        end
    }

    /// Notes the names of the tables that begin at a unit; gives where the longest ends.
    fn look_up(&mut self, survey: &Survey, at: u32, sentence: &Range<u32>, manner: Manner) -> u32 {
        let first = survey.unit(at);
        let tables = &survey.rules.tables;
        if !survey.begins_listed(first) {
            return 0;
        }
        let units = &survey.terrain.units[at as usize..sentence.end as usize];
        let mut reach = 0;
        tables.names.each(units, survey.terrain.text, |phrase, len| {
            let alias = &tables.aliases[phrase.entry as usize];
            let len = len as u32;
            if (alias.capital && !first.is(bits::CAP)) || !allowed(survey, alias, at, len, sentence) {
                return;
            }
            // In capitals *LEFT* is a word.
            let word = || len == 1 && survey.ordinary(at) && !survey.named(at) && !alias.possessive;
            if manner == Manner::Capitals && word() {
                return;
            }
            if reach == 0 {
                reach = at + len;
            }
            let own = if alias.possessive { kind::POSSESSIVE } else { 0 };
            let bit = kind_of(alias, tables.actors[alias.actor as usize].kind) | own;
            let number = self.aliases.len() as u32;
            match self.matches.last_mut() {
                Some(last) if last.units == (at..at + len) => {
                    if !self.aliases[last.aliases.start as usize..].contains(&phrase.entry) {
                        self.aliases.push(phrase.entry);
                        last.aliases.end += 1;
                        last.kinds |= bit;
                    }
                }
                _ => {
                    self.aliases.push(phrase.entry);
                    self.matches.push(Match { units: at..at + len, aliases: number..number + 1, kinds: bit });
                }
            }
        });
        reach
    }

    /// An actor of the one state that places and peoples inside of a longer name belong to: *Lithuanian Parliament*.
    pub(super) fn places_within(&self, region: &Region, units: &Range<u32>, tables: &Tables) -> Option<u32> {
        let mut only: Option<u32> = None;
        let wanted = kind::ANY_PLACE | kind::PEOPLE;
        let state = |actor: u32| tables.actors[actor as usize].state.as_deref();
        for found in &self.matches[region.matches.start as usize..region.matches.end as usize] {
            let within =
                units.start <= found.units.start && found.units.end <= units.end && found.units != *units;
            if !within || found.kinds & wanted == 0 {
                continue;
            }
            let actors = self.aliases[found.aliases.start as usize..found.aliases.end as usize]
                .iter()
                .map(|a| tables.aliases[*a as usize].actor)
                .filter(|a| state(*a).is_some());
            for actor in actors {
                match only {
                    Some(before) if state(before) != state(actor) => return None,
                    _ => only = Some(actor),
                }
            }
        }
        only
    }

    /// Whether what a match names belongs to a state.
    pub(super) fn has_state(&self, found: &Match, tables: &Tables) -> bool {
        let aliases = &self.aliases[found.aliases.start as usize..found.aliases.end as usize];
        aliases.iter().any(|a| tables.actors[tables.aliases[*a as usize].actor as usize].state.is_some())
    }

    /// The names of the tables over exactly these units of a region.
    pub(super) fn matched(&self, region: &Region, units: &Range<u32>) -> Option<&Match> {
        self.matches[region.matches.start as usize..region.matches.end as usize]
            .iter()
            .find(|m| m.units == *units)
    }
}

fn kind_of(alias: &Alias, actor: ActorType) -> u16 {
    match (actor, alias.kind) {
        (_, AliasKind::Seat) => kind::SEAT,
        (ActorType::State, _) => kind::STATE,
        (ActorType::Place, AliasKind::Capital) => kind::PLACE | kind::CAPITAL,
        (ActorType::Place, _) => kind::PLACE,
        (ActorType::People, _) => kind::PEOPLE,
        (ActorType::Organization, AliasKind::Acronym) => kind::ORGANIZATION | kind::ACRONYM,
        (ActorType::Organization, _) => kind::ORGANIZATION,
        (ActorType::Person, AliasKind::Surname) => kind::SURNAME,
        (ActorType::Person, _) => kind::PERSON,
    }
}

/// What the alias says about its neighbours.
fn allowed(survey: &Survey, alias: &Alias, at: u32, len: u32, sentence: &Range<u32>) -> bool {
    let tables = &survey.rules.tables;
    let (needs, blocks) = (tables.needs(alias), tables.blocks(alias));
    if !blocks.is_empty() {
        let before = (at > sentence.start).then(|| survey.unit(at - 1));
        let after = (at + len < sentence.end).then(|| survey.unit(at + len));
        if before.into_iter().chain(after).any(|u| blocks.contains(&u.id)) {
            return false;
        }
    }
    needs.is_empty() || sentence.clone().any(|u| needs.contains(&survey.unit(u).id))
}

impl Survey<'_, '_> {
    /// Whether a name of the tables may begin with a unit as it is written.
    #[inline]
    fn begins_listed(&self, unit: Unit) -> bool {
        let names = &self.rules.tables.names;
        names.begins(unit.id) && (unit.is(bits::CAP) || self.rules.begins_small.contains(unit.id))
    }
}

/// Whether a word may be part of a name for its capitals.
#[inline]
pub(super) fn candidate(survey: &Survey, at: u32, manner: Manner) -> bool {
    let unit = survey.unit(at);
    if unit.is(bits::CAP) {
        return manner != Manner::Capitals || !survey.ordinary(at) || survey.named(at);
    }
    mixed(survey.terrain.text, unit)
}

/// *It* and *But* where a sentence begins and no capital follows: no name, whatever the evidence.
fn only_begins(survey: &Survey, at: u32, sentence: &Range<u32>) -> bool {
    let unit = survey.unit(at);
    at == sentence.start
        && unit.is(FUNCTION)
        && !unit.is(bits::UPPER | bits::POSSESSIVE)
        && at + 1 < sentence.end
        && survey.unit(at + 1).is(bits::LOWER | bits::MARK)
        && !survey.unit(at + 1).is(bits::GLUED)
        && survey.rules.tables.kinds(unit.id) & (kinds::GIVEN | kinds::SURNAME) == 0
}

/// A number as in *Expo 67*, *Area 51*.
fn number(unit: Unit) -> bool {
    unit.is(bits::NUMBER | bits::ORDINAL) && unit.end - unit.start <= 4
}

/// Whether a lower-case particle begins a name here: *al-Qaeda*, *de Gaulle*, *bin Laden*.
#[inline]
pub(super) fn opens(survey: &Survey, at: u32, high: u32) -> bool {
    let unit = survey.unit(at);
    if !unit.is(bits::LOWER) || !survey.is_in(unit, list::OPENING) {
        return false;
    }
    let next = at + 1;
    let hyphen = next < high && survey.unit(next).span().of(survey.terrain.text) == "-";
    let name = next + u32::from(hyphen);
    name < high && survey.unit(name).is(bits::CAP)
}

/// Whether a stop after the word belongs to it: *J.*, *U.S.*, *Inc.*
fn abbreviated(survey: &Survey, at: u32, unit: Unit) -> bool {
    unit.is(bits::INITIAL) || survey.is_in(unit, list::ABBREVIATION) || survey.text(at).contains('.')
}
