//! What a run of words cannot be, whatever the evidence: the few certain things about names.

use super::evidence::{FIRST_LIST, Row, label, traits as t};
use super::regions::{Region, Regions, kind};
use super::signs;
use super::survey::{FUNCTION, Manner, Survey};
use super::tables::kinds;
use crate::words::bits;
use std::ops::Range;

/// The score of a label that is out of the question.
pub(super) const NEVER: i32 = -10_000_000;

/// Strikes the labels that a run cannot have.
pub(super) fn strike(
    survey: &Survey,
    regions: &Regions,
    region: &Region,
    units: &Range<u32>,
    scores: &mut Row,
) {
    let listed = regions.matched(region, units).map_or(0, |m| m.kinds);
    let mut never = |labels: &[usize]| labels.iter().for_each(|l| scores[*l] = NEVER);
    // Peoples are those of the tables.
    if listed & kind::PEOPLE == 0 {
        never(&[label::PEOPLE]);
    }
    if cuts_a_person(survey, region, units, listed) || cuts_syllables(survey, units) {
        never(&[label::PERSON, label::ORGANIZATION, label::PLACE, label::PEOPLE, label::OTHER, label::NONE]);
        return;
    }
    if figures(survey, regions, region, units)
        || company_cut(survey, region, units)
        || titled_inside(survey, regions, region, units)
        || listed == 0 && and_the(survey, units)
        || signs::names_nobody(survey, region, units, listed)
    {
        never(&[label::PERSON, label::ORGANIZATION, label::PLACE, label::PEOPLE, label::OTHER]);
        return;
    }
    signs::rule_out(survey, region, units, listed, &mut never);
    if language(survey, region, units, listed) || no_name(survey, regions, region, units, listed) {
        never(&[label::PERSON, label::ORGANIZATION, label::PLACE, label::PEOPLE, label::OTHER]);
        return;
    }
    if units.len() > 1 && listed == 0 {
        if survey.incorporated(units.end - 1, units.start) {
            never(&[label::PERSON, label::PLACE]);
            // *Shares of Texas Motor Inc*
            let of = units.clone().find(|at| survey.unit(*at).is(bits::LOWER));
            if of.is_some_and(|at| at > units.start && survey.kinds(at - 1).1) {
                never(&[label::ORGANIZATION, label::OTHER]);
            }
        }
        if given_and_family(survey, region, units) {
            never(&[label::PLACE]);
        }
        // *Chun Doo-hwan*
        if units.len() > 3 && survey.two_syllables(units.end - 3) {
            never(&[label::ORGANIZATION, label::PLACE, label::OTHER]);
        }
        if no_person(survey, units) {
            never(&[label::PERSON]);
        }
    }
    // *Hong Kong* is nobody; *George Washington* is, and *Lazaro Cardenas* may be.
    let known = listed & (kind::STATE | kind::CAPITAL | kind::ANY_ORGANIZATION) != 0;
    if units.len() > 1
        && listed & !kind::SURNAME != 0
        && listed & kind::PERSON == 0
        && (known || survey.kinds(units.start).0 & kinds::GIVEN == 0)
    {
        never(&[label::PERSON]);
    }
    // *Democratic People's Republic of Korea*
    if listed == kind::STATE && units.len() > 1 {
        never(&[label::PERSON, label::ORGANIZATION, label::PEOPLE, label::OTHER, label::NONE]);
        return;
    }
    // A name of several words that the tables have is one of those, if it is not part of a longer one.
    if listed & !kind::SURNAME != 0 && units.len() > 1 {
        never(&[label::OTHER]);
    }
    if listed & kind::POSSESSIVE != 0 {
        never(&[label::PERSON, label::PLACE, label::PEOPLE, label::OTHER, label::NONE]);
    }
    if units.len() == 1 && listed & !kind::SURNAME != 0 && plain(survey, units.start) {
        trust(listed, &mut never);
    }
    // *Hungarian* is a surname too, after a title.
    let titled_before = survey.title_before(units.start, region.units.start).is_some();
    let nation = units.len() == 1
        && listed & !kind::SURNAME == kind::PEOPLE
        && regions.matched(region, units).is_some_and(|m| regions.has_state(m, &survey.rules.tables));
    // *chinese* is a word of the lists, but not in *said Chinese officials*.
    let sentence = survey.words.sentences[region.sentence as usize].clone();
    let shown = !survey.ordinary(units.start)
        || (region.manner == Manner::Usual && !survey.begins_sentence(units.start, &sentence))
        || survey.title_from(units.end, region.units.end).is_some();
    if nation && shown && !titled_before {
        never(&[label::PERSON, label::ORGANIZATION, label::PLACE, label::OTHER, label::NONE]);
    }
    // Words of *United States* are no words by themselves.
    if within_state(regions, region, units) {
        never(&[label::PERSON, label::ORGANIZATION, label::PLACE, label::PEOPLE, label::OTHER, label::NONE]);
    }
    if let Some(name) = titled(survey, listed, units) {
        never(&[label::PERSON]);
        if survey.rules.tables.is_given(survey.unit(name).id) {
            never(&[label::ORGANIZATION, label::PLACE, label::OTHER]);
        }
    }
    if listed == 0 && units.len() > 1 && survey.is_in(survey.unit(units.end - 1), survey.rules.lists.no_actor)
    {
        never(&[label::PERSON, label::ORGANIZATION, label::PLACE]);
    }
    // *Saturday Mohamud* is a day and a name.
    let calendar = |at: u32| survey.is_in(survey.unit(at), survey.rules.lists.calendar);
    // *Jan Siemerink* and *April Jones* are no days.
    let listed_last =
        survey.look(units.end - 1).traits & (t::STATE | t::LISTED_PLACE | t::LISTED_PEOPLE) != 0;
    let named_so = survey.rules.tables.is_given(survey.unit(units.start).id)
        && !survey.ordinary(units.end - 1)
        && !listed_last;
    if units.len() > 1 && listed == 0 && ((calendar(units.start) && !named_so) || calendar(units.end - 1)) {
        never(&[label::PERSON, label::PLACE]);
    }
    // *the World Court Friday* is a court and a day, *Peace Forum 2018* a forum and a year.
    let year = |at: u32| survey.unit(at).is(bits::YEAR);
    // *the Space Center on April 12*
    let day = |at: u32| at > units.start && survey.unit(at).is(bits::NUMBER) && calendar(at - 1);
    // *the April 6 Movement*
    let of_month = units.start > 0 && survey.unit(units.start).is(bits::NUMBER) && calendar(units.start - 1);
    // *will meet Bush on Thursday in Hull*, *leaves on Thursday for Dar es Salaam*
    let on_day = |at: u32| {
        calendar(at)
            && at > 0
            && survey.unit(at - 1).span().of(survey.terrain.text).eq_ignore_ascii_case("on")
    };
    let dated = calendar(units.end - 1)
        || day(units.end - 1)
        || (units.start + 1..units.end).any(year)
        || of_month
        || units.clone().any(on_day);
    if units.len() > 1 && listed == 0 && dated {
        never(&[label::ORGANIZATION, label::PLACE]);
    }
    if before_document(survey, region, units) {
        never(&[label::PLACE]);
    }
}

/// *the East and the West* are two; *Museum of Women and the Arts* may be one.
fn and_the(survey: &Survey, units: &Range<u32>) -> bool {
    let text = |at: u32| survey.unit(at).span().of(survey.terrain.text);
    let first = units.clone().find(|at| survey.unit(*at).is(bits::LOWER));
    first.is_some_and(|at| text(at) == "and" && at + 1 < units.end && text(at + 1) == "the")
}

/// *South* in *South Korea*
fn within_state(regions: &Regions, region: &Region, units: &Range<u32>) -> bool {
    regions.matches[region.matches.start as usize..region.matches.end as usize].iter().any(|m| {
        let within = m.units.start <= units.start && units.end <= m.units.end && m.units.len() > units.len();
        within && m.kinds & kind::STATE != 0
    })
}

/// Whether a word is neither an ordinary word nor a name of persons, so that a row of the tables is enough.
fn plain(survey: &Survey, at: u32) -> bool {
    !survey.ordinary(at) && survey.kinds(at).0 & (kinds::GIVEN | kinds::SURNAME) == 0
}

/// What the tables have as one kind of actor is no other: *Kremlin, Ukraine*.
fn trust(listed: u16, never: &mut impl FnMut(&[usize])) {
    if listed & !(kind::ANY_ORGANIZATION | kind::SURNAME) == 0 {
        never(&[label::PERSON, label::PLACE]);
    }
    if listed & kind::CAPITAL != 0 {
        never(&[label::PERSON]);
    }
    if listed == kind::STATE {
        never(&[label::PERSON, label::ORGANIZATION, label::OTHER, label::NONE]);
    }
}

/// Whether no name ends or begins where the run does.
fn no_name(survey: &Survey, regions: &Regions, region: &Region, units: &Range<u32>, listed: u16) -> bool {
    if region.portfolios.iter().any(|p| p.start < units.end && units.start < p.end) {
        return true;
    }
    let first = survey.unit(units.start);
    let title = survey.is_in(first, survey.rules.lists.honorific) || survey.abbreviated_title(units.start);
    if units.len() == 1 && title && listed & !kind::SURNAME == 0 {
        return true;
    }
    let matches = &regions.matches[region.matches.start as usize..region.matches.end as usize];
    if units.len() < 2 || listed != 0 {
        return false;
    }
    if person_and_place(survey, regions, region, units) || in_place(survey, matches, units) {
        return true;
    }
    // *The United States* is *United States*.
    let rest = units.start + 1..units.end;
    // *On Saturday Chelsea won*
    let weekday = survey.is_in(first, survey.rules.lists.calendar);
    if (first.is(FUNCTION) || weekday) && matches.iter().any(|m| m.units == rest && m.kinds != kind::SURNAME)
    {
        return true;
    }
    let strong = kind::STATE | kind::PEOPLE | kind::PERSON | kind::ANY_ORGANIZATION | kind::CAPITAL;
    let text = |at: u32| survey.unit(at).span().of(survey.terrain.text);
    // *World Jewish Congress and Poland*
    let head = |at: u32| survey.rules.lists.heads.iter().any(|list| survey.is_in(survey.unit(at), *list));
    let mut closing = matches.iter().filter(|m| m.kinds & strong != 0 && m.units.end == units.end);
    if closing.any(|m| {
        m.units.start > units.start + 2 && text(m.units.start - 1) == "and" && head(m.units.start - 2)
    }) {
        return true;
    }
    let mut opening = matches.iter().filter(|m| m.kinds & strong != 0 && m.units.start == units.start);
    opening.any(|left| {
        let end = left.units.end;
        // *Haiti's Supreme Court*
        let owns = end < units.end
            && survey.unit(end - 1).is(bits::POSSESSIVE)
            && left.kinds & kind::POSSESSIVE == 0;
        // *European Union and Russia*
        let joins = end + 1 < units.end && matches!(text(end), "and" | "&" | "or") && {
            // *Bank of England and the European Union*
            let next = end + 1 + u32::from(text(end + 1) == "the");
            matches.iter().any(|right| right.kinds & strong != 0 && right.units.start == next)
        };
        // *Ukrainian Government*: the people is the name.
        let governs = end + 1 == units.end && survey.is_in(survey.unit(end), survey.rules.lists.government);
        // *Netherlands for The Hague*
        let place = left.kinds & (kind::ANY_PLACE | kind::PERSON) != 0;
        let leaves = place
            && end < units.end
            && matches!(text(end), "for" | "in" | "on" | "to" | "at" | "by" | "with" | "from" | "against");
        owns || joins || governs || leaves
    })
}

/// Whether a run takes a score in: *Leeds 2*, *Fred Couples 68*, the *6* of *Mariners 6-2*.
fn figures(survey: &Survey, regions: &Regions, region: &Region, units: &Range<u32>) -> bool {
    let number = |at: u32| survey.unit(at).is(bits::NUMBER);
    if units.len() < 2 {
        return false;
    }
    let end = survey.words.sentences[region.sentence as usize].end;
    let joined = |at: u32| at < end && survey.unit(at).is(bits::GLUED);
    let score = number(units.end - 1)
        && joined(units.end)
        && joined(units.end + 1)
        && number(units.end + 1)
        && survey.unit(units.end).is(bits::MARK);
    // *gave Ivory Coast 5 million*, *200 Danish troops*
    let listed = |units: Range<u32>| {
        regions.matched(region, &units).is_some_and(|m| m.kinds & (kind::STATE | kind::PEOPLE) != 0)
    };
    let counted = (number(units.end - 1) && listed(units.start..units.end - 1))
        || (number(units.start) && listed(units.start + 1..units.start + 2))
        || (units.start > 0 && number(units.start - 1) && listed(units.start..units.start + 1));
    score || counted || (region.tabular && units.clone().any(number))
}

/// Whether a run leaves *Inc.* out or goes on after it.
fn company_cut(survey: &Survey, region: &Region, units: &Range<u32>) -> bool {
    let end = region.units.end;
    let stop = |at: u32| at < end && survey.unit(at).is(bits::MARK | bits::GLUED);
    let named = |at: u32| survey.unit(at).is(bits::CAP) && !survey.unit(at).is(bits::POSSESSIVE);
    // *Nissan Motor Co and Toyota*
    let joins = |at: u32| survey.unit(at).span().of(survey.terrain.text) == "and";
    // *McDonald's Corp*, but *Bremen's AG Weser*
    let owned = survey.unit(units.end - 1).is(bits::POSSESSIVE);
    let last = !(units.end + 1 < end && survey.unit(units.end + 1).is(bits::CAP));
    let leaves = units.end < end
        && (units.clone().any(named) || owned)
        && (last || !owned)
        && survey.incorporated(units.end, units.end);
    let goes_on = units.len() > 2
        && (units.start + 1..units.end - 1).any(|at| {
            let next = at + 1 + u32::from(stop(at + 1));
            survey.incorporated(at, at)
                && next < units.end
                && (survey.unit(next).is(bits::CAP) && !survey.incorporated(next, next) || joins(next))
        });
    leaves || goes_on
}

/// Whether a title and a person's name stand inside of a run that begins before them: *Czech Premier Jan Novak*.
fn titled_inside(survey: &Survey, regions: &Regions, region: &Region, units: &Range<u32>) -> bool {
    let matches = &regions.matches[region.matches.start as usize..region.matches.end as usize];
    let listed = |at: u32| matches.iter().any(|m| m.units.start == at && m.kinds & kind::PERSON != 0);
    matches.iter().all(|m| m.units != *units)
        && (units.start + 1..units.end.saturating_sub(1)).any(|at| {
            !survey.unit(at).is(bits::INITIAL)
                && survey.title_opening(at, units.end).is_some_and(|name| {
                    let (kinds, _) = survey.kinds(name);
                    let unit = survey.unit(name);
                    // *Arab League Secretary-General Chedli Klibi*
                    let office =
                        matches.iter().any(|m| m.units == (units.start..at)) && !survey.ordinary(name);
                    unit.is(bits::CAP) && {
                        let surname = kinds & kinds::SURNAME != 0 && !survey.ordinary(name);
                        // *European Competition Commissioner Margrethe Vestager*
                        let two = name + 2 == units.end
                            && survey.unit(name + 1).is(bits::CAP)
                            && !survey.ordinary(name)
                            && !survey.ordinary(name + 1);
                        office
                            || two
                            || surname
                            || listed(name)
                            || kinds & kinds::GIVEN != 0
                            || unit.is(bits::INITIAL)
                    }
                })
        })
}

/// *Tom Miles of Texas*, or its part from the surname on.
fn person_and_place(survey: &Survey, regions: &Regions, region: &Region, units: &Range<u32>) -> bool {
    let text = |at: u32| survey.unit(at).span().of(survey.terrain.text);
    let Some(small) = units.clone().find(|at| survey.unit(*at).is(bits::LOWER)) else { return false };
    let is = |at: u32, kind: u8| survey.kinds(at).0 & kind != 0 && !survey.ordinary(at);
    let joins =
        matches!(text(small), "of" | "in" | "at" | "for" | "from" | "to" | "by" | "with" | "on" | "against");
    // *Nitish Kumar of Bihar*
    let sentence = &survey.words.sentences[region.sentence as usize];
    let plain = |at: u32| survey.traits(i64::from(at), sentence, region.manner) >> FIRST_LIST == 0;
    let of_place = regions.matches[region.matches.start as usize..region.matches.end as usize]
        .iter()
        .any(|m| m.units == (small + 1..units.end) && m.kinds & kind::ANY_PLACE != 0);
    let whole =
        small == units.start + 2 && (units.start..small).all(|at| survey.unit(at).is(bits::CAP) && plain(at));
    if text(small) == "of" && whole && of_place && !survey.ordinary(small - 1) {
        return true;
    }
    joins
        && small <= units.start + 2
        && small >= region.units.start + 2
        && is(small - 1, kinds::SURNAME)
        && survey.unit(small - 2).is(bits::CAP)
        && is(small - 2, kinds::GIVEN)
}

/// *David Cone* is no place, *Victoria Falls* may be.
fn given_and_family(survey: &Survey, region: &Region, units: &Range<u32>) -> bool {
    let sentence = &survey.words.sentences[region.sentence as usize];
    let plain = |at: u32| {
        let traits = survey.traits(i64::from(at), sentence, region.manner);
        traits >> FIRST_LIST == 0 && traits & (t::STATE | t::LISTED_PLACE | t::POSSESSIVE) == 0
    };
    let (first, last) = (units.start, units.end - 1);
    units.len() == 2
        && survey.kinds(first).0 & kinds::GIVEN != 0
        && !survey.ordinary(first)
        && survey.unit(last).is(bits::CAP)
        && plain(first)
        && plain(last)
}

/// *Lincoln College in Oxford*: where it is is not its name.
fn in_place(survey: &Survey, matches: &[super::regions::Match], units: &Range<u32>) -> bool {
    matches.iter().any(|m| {
        m.units.end == units.end
            && m.units.start > units.start + 1
            && m.kinds & kind::ANY_PLACE != 0
            && survey.unit(m.units.start - 1).is(bits::LOWER)
            && matches!(survey.unit(m.units.start - 1).span().of(survey.terrain.text), "in" | "at" | "from")
            // *Observer Mission in Angola*
            && !survey.is_in(survey.unit(m.units.start - 2), survey.rules.lists.government)
    })
}

/// Whether a run cannot be a person for the form of its words: *Elian's Miami*, *Ann Lee 68*, *Tom Miles of Texas*.
fn no_person(survey: &Survey, units: &Range<u32>) -> bool {
    let last = units.end - 1;
    let numbered = |at: u32| survey.unit(at).is(bits::NUMBER | bits::ORDINAL);
    (units.start..last).any(|at| survey.unit(at).is(bits::POSSESSIVE))
        || numbered(units.start)
        || numbered(last)
}

/// Where the name begins in a run that begins with a title, so that it is more than a person's name: *Ambassador
/// Churkin*, *Lt. Gen. Avril*; not *Dean Martin*.
fn titled(survey: &Survey, listed: u16, units: &Range<u32>) -> Option<u32> {
    // The *M.* of *M. Atherton* is hardly a *monsieur*.
    if survey.unit(units.start).is(bits::INITIAL) {
        return None;
    }
    let end = survey.title_opening(units.start, units.end)?;
    let given = survey.rules.tables.is_given(survey.unit(units.start).id);
    (!given && listed == 0 && survey.unit(end).is(bits::CAP)).then_some(end)
}

/// Whether a run is a part of a person's name: *Chad* and *Miller* of *Chad Miller*, *Salem* of *Ahmed bin Salem*.
fn cuts_a_person(survey: &Survey, region: &Region, units: &Range<u32>, listed: u16) -> bool {
    let asked = || signs::asks_of(survey, region, &(units.start..units.end + 1));
    let region = &region.units;
    let given = |at: u32| survey.kinds(at).0 & kinds::GIVEN != 0 && survey.unit(at).is(bits::CAP);
    let surname = |at: u32| {
        let (kinds, _) = survey.kinds(at);
        kinds & kinds::SURNAME != 0 && survey.unit(at).is(bits::CAP)
    };
    let possessive = |at: u32| survey.unit(at).is(bits::POSSESSIVE);
    let (first, next) = (units.start, units.end);
    let named = next < region.end && given(first) && !possessive(first) && surname(next);
    if units.len() == 1 && named && !asked() {
        // *Will Turner said so*, but *Will Turner agree?*
        let modal = survey.unit(first).is(FUNCTION);
        let says = |u: &crate::words::Unit| u.is(bits::VERBS) || survey.is_in(*u, survey.rules.lists.say);
        let finite = next + 1 >= region.end && survey.terrain.units.get(next as usize + 1).is_some_and(says);
        if (listed != 0 && !survey.ordinary(next)) || (modal && finite) {
            return true;
        }
    }
    // *Jean* and *Paul* of *Jean-Paul*
    let hyphen = |at: u32| {
        let glued = |at: u32| at < region.end && survey.unit(at).is(bits::GLUED);
        at > region.start
            && glued(at)
            && glued(at + 1)
            && survey.unit(at).span().of(survey.terrain.text) == "-"
            && given(at - 1)
            && given(at + 1)
    };
    if hyphen(next) || (first > region.start && hyphen(first - 1)) {
        return true;
    }
    // After a particle that only persons have, and its own start.
    first > region.start + 1
        && survey.is_in(survey.unit(first - 1), survey.rules.lists.of_persons)
        && survey.unit(first - 1).is(bits::LOWER)
        && survey.unit(first - 2).is(bits::CAP)
}

/// Whether a run begins or ends inside of *Doo-hwan*, or leaves the surname before it.
fn cuts_syllables(survey: &Survey, units: &Range<u32>) -> bool {
    let inside = |at: u32| at > 1 && (survey.two_syllables(at - 1) || survey.two_syllables(at - 2));
    inside(units.start) || inside(units.end) || (survey.two_syllables(units.start) && units.len() == 3)
}

/// *spoke in Russian*, *(in French)*: a language.
fn language(survey: &Survey, region: &Region, units: &Range<u32>, listed: u16) -> bool {
    let sentence = &survey.words.sentences[region.sentence as usize];
    if units.len() != 1 || units.start == sentence.start || listed & kind::PEOPLE == 0 {
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
    let plain =
        |at: u32| at < end && survey.unit(at).is(bits::LOWER) && !survey.unit(at).is(FUNCTION | bits::VERBS);
    !survey.unit(units.end - 1).is(bits::POSSESSIVE)
        && (no_actor(units.end) || (plain(units.end) && no_actor(units.end + 1)))
}

impl Survey<'_, '_> {
    /// Whether a unit, or that before its stop, says that a company's name ends there: *Inc.*
    pub(super) fn incorporated(&self, at: u32, low: u32) -> bool {
        let stop = self.unit(at).is(bits::GLUED) && self.unit(at).span().of(self.terrain.text) == ".";
        let word = if stop && at > low { at - 1 } else { at };
        self.unit(word).is(bits::CAP) && self.is_in(self.unit(word), self.rules.lists.incorporated)
    }
}
