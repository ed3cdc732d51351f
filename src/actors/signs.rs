//! What the marks and words around a run say of it with certainty: datelines, speakers, codes of shares, court cases,
//! bills and aircraft, two names with *and* between them.
//!
//! In: a run of words. Out: whether it is a name at all, and what it cannot be.

use super::bars::{Labels, NONE, ORGANIZATION, OTHER, PEOPLE, PERSON, PLACE};
use super::lists::list;
use super::markets;
use super::regions::kind;
use super::runs::Run;
use super::survey::{FUNCTION, Manner, Survey};
use super::tables::kinds;
use super::window::{Spot, Window, sign};
use crate::lexicon::WordId;
use crate::words::{Unit, bits};
use std::ops::Range;

/// Whether a run is no name of an actor, nor of anything else that is worth a name.
pub(super) fn names_nobody(window: &Window, run: &Run) -> bool {
    let by_words = match (run.kinds(), run.len()) {
        (0, 1) => window.one_word(run) || window.species(run),
        (0, _) => {
            window.opened_by_a_word(run)
                || window.party(run)
                || window.two_names(run)
                || window.with_article(run)
        }
        _ => false,
    };
    by_words
        || run.kinds() == 0 && (window.slashed(run) || window.numbered(run))
        || window.currency(run)
        || window.index(run)
        || window.share_code(run)
        || window.in_court(run)
}

/// The labels that a run cannot have.
pub(super) fn ruled_out(window: &Window, run: &Run) -> Labels {
    let listed = run.kinds();
    let last = run.last;
    let mut out = 0;
    if window.place_of_report(run) || window.constituency(run) {
        out |= PERSON | ORGANIZATION | PEOPLE | OTHER | NONE;
    }
    // *Acme (ACME.O) said*
    if run.next.shows(sign::OPEN | sign::BRACKET)
        && markets::share_code_at(window.survey, run.end, &window.sentence)
    {
        out |= PERSON | PLACE | PEOPLE | OTHER;
    }
    if window.agency(run) {
        out |= PERSON | PLACE | PEOPLE | OTHER | NONE;
    }
    if let Some(names) = window.result() {
        let within = |name: &Range<u32>| name.start <= run.start && run.end <= name.end;
        out |= PERSON | PEOPLE | OTHER | NONE;
        // Nations play as themselves, cities as clubs.
        let lists = &window.survey.rules.lists;
        if listed & kind::STATE == 0 && !window.survey.is_entry(run.end - 1, lists.home_nation) {
            out |= PLACE;
        }
        if !names.contains(&run.units()) && names.iter().any(within) {
            out |= ORGANIZATION | PLACE;
        }
    }
    if listed & !kind::SURNAME == 0 && window.speaks(run) {
        out |= ORGANIZATION | PLACE;
        if !run.first.ordinary() && window.survey.text(run.start).len() >= 3 {
            out |= OTHER | NONE;
        }
    }
    if listed == 0 && last.is_in(list::NO_ACTOR_NAME) {
        out |= PERSON | ORGANIZATION | PLACE;
    }
    // *Sumitomo Bank*; *West Bank* is in the tables.
    let long = || last.letters() == 4 || last.is(bits::POSSESSIVE);
    let bank = || long() && window.survey.text(run.end - 1).eq_ignore_ascii_case("bank");
    if listed == 0 && run.len() > 1 && bank() {
        out |= PERSON | PLACE;
    }
    // *Utah passed the law*; in tables of results and sports it may be a team.
    let place = listed != 0 && listed & !kind::ANY_PLACE == 0;
    let words = || window.region.manner != Manner::Capitals && !window.region.tabular;
    if place && (listed & kind::STATE != 0 || words() && !window.has_score()) {
        out |= ORGANIZATION;
    }
    // *Lake Baikal*
    if listed == 0 && run.len() == 2 && window.survey.is_entry(run.start, window.survey.rules.lists.landform)
    {
        out |= PERSON | ORGANIZATION | OTHER;
    }
    if window.ship(run) {
        out |= PERSON | ORGANIZATION | PLACE | PEOPLE;
    }
    if window.unknown_elsewhere(run) {
        out |= NONE;
    }
    if window.asks_of(run.start, run.end) {
        out |= PERSON;
    }
    out
}

/// Whether what begins with this word is a thing with a name: *Cyclone Idai*, *USS Nimitz*.
pub(super) fn begins_thing(survey: &Survey, at: u32) -> bool {
    survey.is_in(survey.unit(at), list::THING_HEAD)
}

/// Whether a run is a word in brackets that small words before it stand for: *corporate average fuel economy (CAFE)*,
/// *hydrofluorocarbons (HFCs)*; not *the national statistics office (NSO)*.
pub(super) fn initials_of_words(survey: &Survey, units: &Range<u32>, sentence: &Range<u32>) -> bool {
    let text = |at: u32| survey.unit(at).span().of(survey.terrain.text);
    let at = units.start;
    if units.len() != 1
        || at < sentence.start + 2
        || text(at - 1) != "("
        || !survey.unit(at).is(bits::UPPER | bits::CAP)
    {
        return false;
    }
    let head = survey.unit(at - 2);
    if !head.is(bits::LOWER) || survey.is_in(head, list::ORGANIZATION_NOUN | list::BODY_NOUN) {
        return false;
    }
    let letters: Vec<u8> =
        text(at).bytes().filter(u8::is_ascii_uppercase).map(|b| b.to_ascii_lowercase()).collect();
    let one = text(at - 2).as_bytes()[0].eq_ignore_ascii_case(letters.first().unwrap_or(&0));
    let (mut left, mut word) = (letters.as_slice(), at - 1);
    while let (Some((last, rest)), true) = (left.split_last(), word > sentence.start) {
        word -= 1;
        let unit = survey.unit(word);
        if unit.is(bits::MARK) && !unit.is(bits::GLUED) || unit.is(bits::CAP) {
            break;
        }
        if unit.is(bits::LOWER) && text(word).as_bytes()[0] == *last {
            left = rest;
        } else if !unit.is(bits::MARK) && !unit.is(FUNCTION) {
            break;
        }
    }
    letters.len() > 1 && (left.is_empty() || one)
}

/// Whether a unit is a mark that shows one of the signs, joined to what stands before it.
pub(super) fn joint(spot: &Spot, signs: u32) -> bool {
    spot.shows(signs) && spot.is(bits::GLUED)
}

/// Whether a unit is a number, joined to what stands before it.
fn joined_number(spot: &Spot) -> bool {
    spot.is(bits::NUMBER) && spot.is(bits::GLUED)
}

impl<'t> Window<'_, '_, 't> {
    /// What stands at a unit; nothing outside of the sentence.
    pub(super) fn word(&self, at: u32) -> &'t str {
        match self.sentence.contains(&at) {
            true => self.survey.unit(at).span().of(self.survey.terrain.text),
            false => "",
        }
    }

    /// Whether a word of one letter stands there that is one of these.
    fn letter(&self, spot: &Spot, letters: &[u8]) -> bool {
        let Unit { start, end, .. } = spot.unit;
        end - start == 1 && letters.contains(&self.survey.terrain.text.as_bytes()[start as usize])
    }

    /// *an Act of 1963*, *GDP*, *rated A3*, *Fishermen blocked the port*, *Women's doubles*, *NOTE: ...*
    fn one_word(&self, run: &Run) -> bool {
        let first = run.first;
        let person = first.may_be(kinds::GIVEN | kinds::SURNAME);
        if !person && first.is_in(list::NO_ACTORS) {
            return true;
        }
        if first.shows(sign::FIGURED) {
            return true;
        }
        let men = || self.survey.text(run.start).ends_with("men");
        if run.opens_sentence && !person && men() && !self.survey.named(run.start) {
            return true;
        }
        let word = first.may_be(kinds::NOUN) && (first.shows(sign::PLURAL) || first.may_be(kinds::FREQUENT));
        let opens = || run.start == self.sentence.start && first.is(bits::POSSESSIVE);
        word && !person && (opens() || self.speaks(run))
    }

    /// *USS Carl Vinson*, and *Carl Vinson* of it
    fn ship(&self, run: &Run) -> bool {
        let named = |spot: &Spot| spot.is_in(list::THING_HEAD) && spot.is(bits::CAP);
        named(run.first) && run.len() > 1 || named(self.before(run.start, 1))
    }

    /// *Formica fusca*: the second word is of no language of the lists.
    fn species(&self, run: &Run) -> bool {
        let next = run.next;
        next.is(bits::LOWER)
            && next.unit.id == WordId::UNKNOWN
            && !run.first.is(bits::POSSESSIVE)
            && {
                let word = self.word(run.end);
                let latin = ["us", "a", "um", "is", "ae", "ii", "ens", "ata"];
                word.len() > 3 && latin.iter().any(|ending| word.ends_with(ending))
            }
            && !self.survey.ordinary(run.end)
    }

    /// *Hey John*, *Currently Shalev*, *When the Soviet Union*, *Why Europe*
    fn opened_by_a_word(&self, run: &Run) -> bool {
        let first = run.first;
        if first.may_be(kinds::GIVEN | kinds::SURNAME) {
            return false;
        }
        let adverb = || first.may_be(kinds::ADVERB) && self.word(run.start).ends_with("ly");
        let the = || first.is(FUNCTION) && self.spot(run.start + 1).shows(sign::THE);
        let asks = || {
            let asking = ["What", "Who", "Why", "How", "When", "Where", "Which"];
            asking.contains(&self.word(run.start))
        };
        let opens = || adverb() || the() || asks();
        first.is_in(list::NO_NAME) && !first.is(bits::UPPER) || run.opens_sentence && opens()
    }

    /// Whether a word is in no list, and has a capital within a sentence elsewhere: it is a name here too.
    fn unknown_elsewhere(&self, run: &Run) -> bool {
        let first = run.first;
        run.len() == 1
            && first.kinds == 0
            && first.is(bits::CAP)
            && !first.is(FUNCTION)
            && self.region.manner != Manner::Capitals
            && self.survey.text(run.start).len() > 3
            && self.survey.named(run.start)
    }

    /// The agency of *OSLO (Reuter) - ...*
    fn agency(&self, run: &Run) -> bool {
        self.before(run.start, 1).shows(sign::OPEN)
            && run.next.shows(sign::CLOSE)
            && self.spot(run.end + 1).shows(sign::HYPHEN | sign::DASH)
            && run.start <= self.sentence.start + 10
            && run.units().all(|at| self.spot(at).is(bits::CAP))
    }

    /// *Antwerp/Muscat* are two names, and what follows a slash in an address is none.
    fn slashed(&self, run: &Run) -> bool {
        let long = |at: u32| self.spot(at).unit.end - self.spot(at).unit.start >= 3;
        let parts = |at: u32| {
            joint(self.spot(at), sign::SLASH)
                && self.spot(at + 1).is(bits::GLUED)
                && long(at - 1)
                && long(at + 1)
        };
        let within = run.inner_signs & sign::SLASH != 0 && (run.start + 1..run.end - 1).any(parts);
        let address = || {
            let domain = self.before(run.start, 2).unit.span().of(self.survey.terrain.text);
            run.first.is(bits::GLUED) && domain.contains('.')
        };
        within || joint(self.before(run.start, 1), sign::SLASH) && address()
    }

    /// *Roe v. Wade*
    fn in_court(&self, run: &Run) -> bool {
        let against = |first: &Spot, stop: &Spot| joint(stop, sign::STOP) && self.letter(first, b"v");
        if self.signs_around & sign::STOP == 0 {
            return false;
        }
        // *Al-Bashir* is a name of several words.
        let after = |at: u32| against(self.before(at, 2), self.before(at, 1));
        let (last, next) = (run.last, run.next);
        let stops = (run.inner_signs | last.signs | next.signs) & sign::STOP != 0;
        against(next, self.spot(run.end + 1))
            || after(run.start)
            || after(self.region.units.start.max(run.start.saturating_sub(3)))
            || stops && run.units().any(|at| against(self.spot(at), self.spot(at + 1)))
    }

    /// *Bill C-63*, *F-16*
    fn numbered(&self, run: &Run) -> bool {
        if self.region.tabular {
            return false;
        }
        let last = run.last;
        let letters = |spot: &Spot| spot.is(bits::INITIAL | bits::UPPER);
        let before = || joint(run.next, sign::HYPHEN) && joined_number(self.spot(run.end + 1));
        let whole = || {
            let (hyphen, code) = (self.before(run.end, 2), self.before(run.end, 3));
            joint(hyphen, sign::HYPHEN) && letters(code)
        };
        letters(last) && before() || run.len() > 2 && joined_number(last) && whole()
    }

    /// *House and Senate*, *Air France and Air Inter*, *Woori Bank and Korea Development Bank*, *from US Weekly to Time
    /// Magazine*
    fn two_names(&self, run: &Run) -> bool {
        if run.inner_signs & (sign::AND | sign::WITH) == 0 {
            return false;
        }
        let heads = |at: u32| self.spot(at).is_in(list::HEADS);
        (run.start + 1..run.end - 1).any(|joint| {
            let and = self.spot(joint).shows(sign::AND);
            let to = || self.spot(joint).shows(sign::WITH) && self.word(joint) == "to";
            if !(and || to()) {
                return false;
            }
            let (left, right) = (joint - run.start, run.end - joint - 1);
            let (first, second) = (run.start, joint + 1);
            if left > 1 && right > 1 && !heads(second) && heads(joint - 1) && heads(run.end - 1) {
                return true;
            }
            let upper = |at: u32| self.spot(at).is(bits::UPPER);
            let single = || {
                upper(first) && upper(second) && self.region.manner == Manner::Usual
                    || heads(first) && heads(second)
            };
            and && (left == 1 && right == 1 && single() || right > 1 && self.word(first) == self.word(second))
        })
    }

    /// *The Institute* is *Institute*, *The Appeals Chamber* *Appeals Chamber*; *The Giant Knocks Twice* is a heading.
    fn with_article(&self, run: &Run) -> bool {
        let heading = || {
            run.start == self.sentence.start
                && run.end == self.sentence.end
                && run.len() > 3
                && run.small.is_none()
        };
        run.first.is(bits::CAP)
            && run.first.letters() == 3
            && self.word(run.start) == "The"
            && (run.last.is_in(list::HEADS_OF_BODIES) || heading())
    }

    /// *Tokyo 1996-08-30*, *BOCHUM, Germany (Reuters)*
    fn place_of_report(&self, run: &Run) -> bool {
        if run.start != self.sentence.start
            || self.region.manner == Manner::Capitals
            || !self.dateline(&run.units())
        {
            return false;
        }
        let is = |at: u32, bits: u32| at < self.sentence.end && self.survey.unit(at).is(bits);
        let place = run.kinds() & kind::ANY_PLACE != 0;
        let mut at = run.end;
        let state = self.word(at) == ",";
        while state && at < self.sentence.end && (self.word(at) == "," || is(at, bits::CAP)) {
            at += 1;
        }
        let number = |at: u32| is(at, bits::GLUED) && is(at, bits::NUMBER);
        let day = is(at, bits::YEAR) && self.word(at + 1) == "-" && number(at + 2);
        let agency = self.word(at) == "(" && is(at + 1, bits::CAP);
        (day || agency) && (place || state) || place && self.word(at) == "_"
    }

    /// *R-N.C.*: a party and a state.
    fn party(&self, run: &Run) -> bool {
        joint(self.spot(run.start + 1), sign::HYPHEN) && self.letter(run.first, b"RDI")
    }

    /// The state of *Sen. Jesse Helms, R-N.C.*
    fn constituency(&self, run: &Run) -> bool {
        run.kinds() & kind::ANY_PLACE != 0
            && run.first.is(bits::GLUED)
            && joint(self.before(run.start, 1), sign::HYPHEN)
            && self.letter(self.before(run.start, 2), b"RDI")
    }

    /// *LANGFORD: I disagree.*
    fn speaks(&self, run: &Run) -> bool {
        run.start == self.sentence.start
            && run.next.shows(sign::COLON)
            && run.end + 1 < self.sentence.end
            && run.units().all(|at| self.spot(at).is(bits::UPPER | bits::MARK | bits::INITIAL))
    }

    /// Whether a question begins with a run, and *Will* is no name in it: *Will Turner agree?*
    #[inline]
    pub(super) fn asks_of(&self, start: u32, end: u32) -> bool {
        start == self.sentence.start
            && end - start > 1
            && self.word(start) == "Will"
            && (self.spot(end).is(BASE) || matches!(self.word(end), "be" | "do" | "have"))
            && self.word(self.sentence.end - 1) == "?"
    }
}

/// The class of base forms among the classes of verbs.
const BASE: u32 = 1 << (bits::FIRST_CLASS + 10);
