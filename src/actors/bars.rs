//! What a run of words cannot be, whatever the evidence: the few certain things about names.

use super::evidence::{Row, label};
use super::regions::{Region, Regions, kind};
use super::survey::{FUNCTION, Survey};
use crate::words::bits;
use std::ops::Range;

/// The score of a label that is out of the question.
pub(super) const NEVER: i32 = -10_000_000;

/// Strikes the labels that a run cannot have.
pub(super) fn strike(survey: &Survey, regions: &Regions, region: &Region, units: &Range<u32>, scores: &mut Row) {
    let listed = regions.matched(region, units).map_or(0, |m| m.kinds);
    let mut never = |labels: &[usize]| labels.iter().for_each(|l| scores[*l] = NEVER);
    // Peoples are those of the tables.
    if listed & kind::PEOPLE == 0 || language(survey, region, units) {
        never(&[label::PEOPLE]);
    }
    if no_name(survey, regions, region, units, listed) {
        never(&[label::PERSON, label::ORGANIZATION, label::PLACE, label::PEOPLE, label::OTHER]);
        return;
    }
    // A name of several words that the tables have is one of those, if it is not part of a longer one.
    if listed & !kind::SURNAME != 0 && units.len() > 1 {
        never(&[label::OTHER]);
    }
    if titled(survey, listed, units) {
        never(&[label::PERSON]);
    }
    if listed == 0 && units.len() > 1 && survey.is_in(survey.unit(units.end - 1), survey.rules.lists.no_actor) {
        never(&[label::PERSON, label::ORGANIZATION, label::PLACE]);
    }
    if before_document(survey, region, units) {
        never(&[label::PLACE]);
    }
}

/// Whether no name ends or begins where the run does.
fn no_name(survey: &Survey, regions: &Regions, region: &Region, units: &Range<u32>, listed: u16) -> bool {
    if region.portfolios.iter().any(|p| p.start < units.end && units.start < p.end) {
        return true;
    }
    let first = survey.unit(units.start);
    if units.len() == 1 && survey.is_in(first, survey.rules.lists.honorific) && listed & !kind::SURNAME == 0 {
        return true;
    }
    let matches = &regions.matches[region.matches.start as usize..region.matches.end as usize];
    // *South* in *South Korea*
    let within = |m: &super::regions::Match| {
        m.units.start <= units.start && units.end <= m.units.end && m.units.len() > units.len()
    };
    if matches.iter().any(|m| m.kinds & kind::STATE != 0 && within(m)) {
        return true;
    }
    if units.len() < 2 || listed != 0 {
        return false;
    }
    // *The United States* is *United States*.
    let rest = units.start + 1..units.end;
    if first.is(FUNCTION) && matches.iter().any(|m| m.units == rest && m.kinds != kind::SURNAME) {
        return true;
    }
    let strong = kind::STATE | kind::PEOPLE | kind::PERSON | kind::ANY_ORGANIZATION | kind::CAPITAL;
    let text = |at: u32| survey.unit(at).span().of(survey.terrain.text);
    let mut opening = matches.iter().filter(|m| m.kinds & strong != 0 && m.units.start == units.start);
    opening.any(|left| {
        let end = left.units.end;
        // *Haiti's Supreme Court*
        let owns = end < units.end && survey.unit(end - 1).is(bits::POSSESSIVE);
        // *European Union and Russia*
        let joins = end + 1 < units.end
            && matches!(text(end), "and" | "&" | "or")
            && matches.iter().any(|right| right.kinds & strong != 0 && right.units.start == end + 1);
        // *Ukrainian Government*: the people is the name.
        let governs = end + 1 == units.end && survey.is_in(survey.unit(end), survey.rules.lists.government);
        owns || joins || governs
    })
}

/// Whether a run begins with a title, so that it is more than a person's name: *Ambassador Churkin*, *Lt. Gen.
/// Avril*; not *Dean Martin*.
fn titled(survey: &Survey, listed: u16, units: &Range<u32>) -> bool {
    let Some(end) = survey.title_opening(units.start, units.end) else { return false };
    let given = survey.rules.tables.is_given(survey.unit(units.start).id);
    !given && listed == 0 && survey.unit(end).is(bits::CAP)
}

/// *spoke in Russian*, *(in French)*: a language.
fn language(survey: &Survey, region: &Region, units: &Range<u32>) -> bool {
    let sentence = &survey.words.sentences[region.sentence as usize];
    if units.len() != 1 || units.start == sentence.start {
        return false;
    }
    let before = survey.unit(units.start - 1).span().of(survey.terrain.text);
    let ends = units.end >= sentence.end || !survey.unit(units.end).is(bits::WORD);
    ends && matches!(before, "in" | "from" | "into" | "speak" | "speaks" | "spoke" | "speaking" | "fluent")
}

/// *Minsk agreements*, *Paris climate agreement*: the place only gives a document its name.
fn before_document(survey: &Survey, region: &Region, units: &Range<u32>) -> bool {
    let end = survey.words.sentences[region.sentence as usize].end;
    let no_actor = |at: u32| at < end && survey.is_in(survey.unit(at), survey.rules.lists.no_actor);
    let plain = |at: u32| at < end && survey.unit(at).is(bits::LOWER) && !survey.unit(at).is(FUNCTION | bits::VERBS);
    !survey.unit(units.end - 1).is(bits::POSSESSIVE)
        && (no_actor(units.end) || (plain(units.end) && no_actor(units.end + 1)))
}
