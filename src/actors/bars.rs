//! What a run of words cannot be, whatever the evidence: the few certain things about names.

use super::features::{FIRST_LIST, Row, label, traits as t};
use super::lists::list;
use super::regions::kind;
use super::runs::Run;
use super::signs;
use super::survey::{FUNCTION, Manner};
use super::tables::kinds;
use super::window::{Window, sign};
use crate::words::bits;

/// The score of a label that is out of the question.
pub(super) const NEVER: i32 = -10_000_000;

/// Labels, a bit each.
pub(super) type Labels = u8;

pub(super) const PERSON: Labels = 1 << label::PERSON;
pub(super) const ORGANIZATION: Labels = 1 << label::ORGANIZATION;
pub(super) const PLACE: Labels = 1 << label::PLACE;
pub(super) const PEOPLE: Labels = 1 << label::PEOPLE;
pub(super) const OTHER: Labels = 1 << label::OTHER;
pub(super) const NONE: Labels = 1 << label::NONE;
const NAMES: Labels = PERSON | ORGANIZATION | PLACE | PEOPLE | OTHER;
const ANY: Labels = NAMES | NONE;

/// The labels that a run may have as far as its words go: only one word is outside of names.
pub(super) fn labels(words: u32) -> Labels {
    if words == 1 { ANY } else { NAMES }
}

/// Puts labels out of the question.
pub(super) fn strike(barred: Labels, scores: &mut Row) {
    for (label, score) in scores.iter_mut().take(label::COUNT).enumerate() {
        if barred >> label & 1 != 0 {
            *score = NEVER;
        }
    }
}

/// The labels that a run cannot have.
pub(super) fn barred(window: &Window, run: &Run) -> Labels {
    let listed = run.kinds();
    let mut barred = 0;
    // Peoples are those of the tables.
    if listed & kind::PEOPLE == 0 {
        barred |= PEOPLE;
    }
    if window.cuts_a_person(run) || window.cuts_syllables(run) {
        return ANY;
    }
    let several = run.len() > 1;
    if several && (window.figures(run) || window.titled_inside(run) || listed == 0 && window.and_the(run))
        || window.company_cut(run)
        || signs::names_nobody(window, run)
    {
        return NAMES;
    }
    barred |= signs::ruled_out(window, run);
    if !several && language(window, run) || no_name(window, run) {
        return barred | NAMES;
    }
    let Run { first, last, .. } = *run;
    if several && listed == 0 {
        if window.incorporated(run.end - 1, run.start) {
            barred |= PERSON | PLACE;
            // *Shares of Texas Motor Inc*
            if run.small.is_some_and(|at| at > run.start && window.spot(at - 1).shows(sign::PLURAL)) {
                barred |= ORGANIZATION | OTHER;
            }
        }
        if given_and_family(run) {
            barred |= PLACE;
        }
        // *Chun Doo-hwan*
        if run.len() > 3 && window.spot(run.end - 3).shows(sign::SYLLABLES) {
            barred |= ORGANIZATION | PLACE | OTHER;
        }
        if no_person(run) {
            barred |= PERSON;
        }
    }
    // *Hong Kong* is nobody; *George Washington* is, and *Lazaro Cardenas* may be.
    let known = listed & (kind::STATE | kind::CAPITAL | kind::ANY_ORGANIZATION) != 0;
    if several
        && listed & !kind::SURNAME != 0
        && listed & kind::PERSON == 0
        && (known || !first.may_be(kinds::GIVEN))
    {
        barred |= PERSON;
    }
    // *Democratic People's Republic of Korea*
    if listed == kind::STATE && several {
        return barred | PERSON | ORGANIZATION | PEOPLE | OTHER | NONE;
    }
    // A name of several words that the tables have is one of those, if it is not part of a longer one.
    if listed & !kind::SURNAME != 0 && several {
        barred |= OTHER;
    }
    if listed & kind::POSSESSIVE != 0 {
        barred |= PERSON | PLACE | PEOPLE | OTHER | NONE;
    }
    // A row of the tables is enough for what is neither an ordinary word nor a name of persons.
    if !several
        && listed & !kind::SURNAME != 0
        && !first.ordinary()
        && !first.may_be(kinds::GIVEN | kinds::SURNAME)
    {
        barred |= trusted(listed);
    }
    if !several && nation(window, run) {
        barred |= PERSON | ORGANIZATION | PLACE | OTHER | NONE;
    }
    // Words of *United States* are no words by themselves.
    if within_state(window, run) {
        barred |= ANY;
    }
    if several && let Some(name) = titled(window, run) {
        barred |= PERSON;
        if window.survey.rules.tables.is_given(window.spot(name).unit.id) {
            barred |= ORGANIZATION | PLACE | OTHER;
        }
    }
    if listed == 0 && several {
        if last.is_in(list::NO_ACTOR) {
            barred |= PERSON | ORGANIZATION | PLACE;
        }
        // *Saturday Mohamud* is a day and a name; *Jan Siemerink* and *April Jones* are no days.
        let named_so = || {
            window.survey.rules.tables.is_given(first.unit.id)
                && !last.ordinary()
                && last.traits & (t::STATE | t::LISTED_PLACE | t::LISTED_PEOPLE) == 0
        };
        if last.is_in(list::CALENDAR) || first.is_in(list::CALENDAR) && !named_so() {
            barred |= PERSON | PLACE;
        }
        if dated(window, run) {
            barred |= ORGANIZATION | PLACE;
        }
    }
    if before_document(window, run) {
        barred |= PLACE;
    }
    barred
}

/// *the World Court Friday* is a court and a day, *Peace Forum 2018* a forum and a year.
fn dated(window: &Window, run: &Run) -> bool {
    let Run { first, last, .. } = *run;
    let calendar = |at: u32| window.survey.is_in(window.survey.unit(at), list::CALENDAR);
    last.is_in(list::CALENDAR)
        || (run.inner_bits | last.unit.bits) & bits::YEAR != 0
        // *the Space Center on April 12*
        || last.is(bits::NUMBER) && window.spot(run.end - 2).is_in(list::CALENDAR)
        // *the April 6 Movement*
        || first.is(bits::NUMBER) && run.start > 0 && calendar(run.start - 1)
        || on_a_day(window, run)
}

/// *will meet Bush on Thursday in Hull*, *leaves on Thursday for Dar es Salaam*
fn on_a_day(window: &Window, run: &Run) -> bool {
    let after_on = |at: u32| window.before(at, 1).signs & sign::ON != 0;
    let day = |at: u32| window.spot(at).is_in(list::CALENDAR) && after_on(at);
    day(run.start) || run.inner_signs & sign::ON != 0 && (run.start + 1..run.end).any(day)
}

/// *Hungarian* is a surname too, after a title, and *chinese* is a word of the lists, but not in *said Chinese
/// officials*.
#[inline]
fn nation(window: &Window, run: &Run) -> bool {
    let Some(found) = run.listed else { return false };
    let survey = window.survey;
    found.kinds & !kind::SURNAME == kind::PEOPLE
        && window.regions.has_state(found, &survey.rules.tables)
        && (!run.first.ordinary()
            || (window.region.manner == Manner::Usual && !run.opens_sentence)
            || survey.title_from(run.end, window.region.units.end).is_some())
        && survey.title_before(run.start, window.region.units.start).is_none()
}

/// *South* in *South Korea*
fn within_state(window: &Window, run: &Run) -> bool {
    window.matches.iter().any(|m| {
        let within = m.units.start <= run.start && run.end <= m.units.end && m.units.len() as u32 > run.len();
        within && m.kinds & kind::STATE != 0
    })
}

/// What the tables have as one kind of actor is no other: *Kremlin, Ukraine*.
fn trusted(listed: u16) -> Labels {
    let mut barred = 0;
    if listed & !(kind::ANY_ORGANIZATION | kind::SURNAME) == 0 {
        barred |= PERSON | PLACE;
    }
    if listed & kind::CAPITAL != 0 {
        barred |= PERSON;
    }
    if listed == kind::STATE {
        barred |= PERSON | ORGANIZATION | OTHER | NONE;
    }
    barred
}

/// Whether no name ends or begins where the run does.
fn no_name(window: &Window, run: &Run) -> bool {
    if window.region.portfolios.iter().any(|p| p.start < run.end && run.start < p.end) {
        return true;
    }
    let (listed, first) = (run.kinds(), run.first);
    if run.len() == 1 {
        let title =
            || first.is_in(list::HONORIFIC) || first.titles() && window.survey.abbreviated_title(run.start);
        return listed & !kind::SURNAME == 0 && title();
    }
    if listed != 0 {
        return false;
    }
    if window.person_and_place(run) || window.in_place(run) {
        return true;
    }
    // *The United States* is *United States*.
    let rest = run.start + 1..run.end;
    // *On Saturday Chelsea won*
    let weekday = first.is_in(list::CALENDAR);
    let matches = window.matches;
    if (first.is(FUNCTION) || weekday) && matches.iter().any(|m| m.units == rest && m.kinds != kind::SURNAME)
    {
        return true;
    }
    let strong = kind::STATE | kind::PEOPLE | kind::PERSON | kind::ANY_ORGANIZATION | kind::CAPITAL;
    // *World Jewish Congress and Poland*
    let mut closing = matches.iter().filter(|m| m.kinds & strong != 0 && m.units.end == run.end);
    let head = |at: u32| window.spot(at).is_in(list::HEADS);
    let and = |at: u32| window.spot(at).shows(sign::AND);
    if closing.any(|m| m.units.start > run.start + 2 && and(m.units.start - 1) && head(m.units.start - 2)) {
        return true;
    }
    let mut opening = matches.iter().filter(|m| m.kinds & strong != 0 && m.units.start == run.start);
    opening.any(|left| {
        let end = left.units.end;
        // A match that reaches beyond the run says nothing of what follows it there.
        let Some(next) = (end < run.end).then(|| window.spot(end)) else { return false };
        // *Haiti's Supreme Court*
        let owns = window.spot(end - 1).is(bits::POSSESSIVE) && left.kinds & kind::POSSESSIVE == 0;
        // *European Union and Russia*
        let joins = end + 1 < run.end && next.shows(sign::AND | sign::AMPERSAND | sign::OR) && {
            // *Bank of England and the European Union*
            let next = end + 1 + u32::from(window.spot(end + 1).shows(sign::THE));
            matches.iter().any(|right| right.kinds & strong != 0 && right.units.start == next)
        };
        // *Ukrainian Government*: the people is the name.
        let governs = end + 1 == run.end && next.is_in(list::GOVERNMENT);
        // *Netherlands for The Hague*
        let place = left.kinds & (kind::ANY_PLACE | kind::PERSON) != 0;
        owns || joins || governs || place && next.shows(sign::PREPOSITION)
    })
}

/// *David Cone* is no place, *Victoria Falls* may be.
fn given_and_family(run: &Run) -> bool {
    let Run { first, last, .. } = *run;
    let plain =
        |traits| traits >> FIRST_LIST == 0 && traits & (t::STATE | t::LISTED_PLACE | t::POSSESSIVE) == 0;
    run.len() == 2
        && first.may_be(kinds::GIVEN)
        && !first.ordinary()
        && last.is(bits::CAP)
        && plain(first.traits)
        && plain(last.traits)
}

/// Whether a run cannot be a person for the form of its words: *Elian's Miami*, *Ann Lee 68*.
fn no_person(run: &Run) -> bool {
    let Run { first, last, .. } = *run;
    (first.unit.bits | run.inner_bits) & bits::POSSESSIVE != 0
        || first.is(bits::NUMBER | bits::ORDINAL)
        || last.is(bits::NUMBER | bits::ORDINAL)
}

/// Where the name begins in a run that begins with a title, so that it is more than a person's name: *Ambassador
/// Churkin*, *Lt. Gen. Avril*; not *Dean Martin*.
#[inline]
fn titled(window: &Window, run: &Run) -> Option<u32> {
    let first = run.first;
    // The *M.* of *M. Atherton* is hardly a *monsieur*.
    if run.kinds() != 0 || !first.titles() || first.is(bits::INITIAL) {
        return None;
    }
    let end = window.survey.title_opening(run.start, run.end)?;
    let given = window.survey.rules.tables.is_given(first.unit.id);
    (!given && window.spot(end).is(bits::CAP)).then_some(end)
}

/// *spoke in Russian*, *(in French)*: a language.
#[inline]
fn language(window: &Window, run: &Run) -> bool {
    if run.kinds() & kind::PEOPLE == 0 || run.start == window.sentence.start {
        return false;
    }
    let survey = window.survey;
    let before = survey.unit(run.start - 1).span().of(survey.terrain.text);
    let ends = run.end >= window.sentence.end || !run.next.is(bits::WORD);
    ends && matches!(before, "in" | "from" | "into" | "speak" | "speaks" | "spoke" | "speaking" | "fluent")
}

/// *Minsk agreements*, *Paris climate agreement*: the place only gives a document its name.
#[inline]
fn before_document(window: &Window, run: &Run) -> bool {
    let (next, second) = (run.next, window.spot(run.end + 1));
    let plain = next.is(bits::LOWER) && !next.is(FUNCTION | bits::VERBS);
    (next.is_in(list::NO_ACTOR) || (plain && second.is_in(list::NO_ACTOR))) && !run.last.is(bits::POSSESSIVE)
}
