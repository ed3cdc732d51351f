//! What the marks and words around a run say of it with certainty: datelines, speakers, codes of shares, court cases,
//! bills and aircraft, two names with *and* between them.
//!
//! In: a run of words. Out: whether it is a name at all, and what it cannot be.

use super::bars::{Labels, NONE, ORGANIZATION, OTHER, PEOPLE, PERSON, PLACE};
use super::lists::list;
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
    let last = window.spot(run.end - 1);
    let mut out = 0;
    if window.place_of_report(run) || window.constituency(run) {
        out |= PERSON | ORGANIZATION | PEOPLE | OTHER | NONE;
    }
    // *Acme (ACME.O) said*
    if window.spot(run.end).shows(sign::OPEN | sign::BRACKET)
        && share_code_at(window.survey, run.end, &window.sentence)
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
        let nation = || matches!(window.word(run.end - 1), "England" | "Scotland" | "Wales" | "Ireland");
        if listed & kind::STATE == 0 && !nation() {
            out |= PLACE;
        }
        if !names.contains(&run.units()) && names.iter().any(within) {
            out |= ORGANIZATION | PLACE;
        }
    }
    if listed & !kind::SURNAME == 0 && window.speaks(run) {
        out |= ORGANIZATION | PLACE;
        if !window.spot(run.start).ordinary() && window.survey.text(run.start).len() >= 3 {
            out |= OTHER | NONE;
        }
    }
    if listed == 0 && last.is_in(list::NO_ACTOR_NAME) {
        out |= PERSON | ORGANIZATION | PLACE;
    }
    // *Sumitomo Bank*; *West Bank* is in the tables.
    if listed == 0 && run.len() > 1 && window.survey.text(run.end - 1).eq_ignore_ascii_case("bank") {
        out |= PERSON | PLACE;
    }
    // *Utah passed the law*; in tables of results and sports it may be a team.
    let place = listed != 0 && listed & !kind::ANY_PLACE == 0;
    let words = || window.region.manner != Manner::Capitals && !window.region.tabular;
    if place && (listed & kind::STATE != 0 || words() && !window.has_score()) {
        out |= ORGANIZATION;
    }
    // *Lake Baikal*
    if listed == 0 && run.len() == 2 && matches!(window.word(run.start), "Lake" | "Mount" | "Cape") {
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

/// Whether the code of shares stands in brackets at a unit: *(ACME.O)*.
pub(super) fn share_code_at(survey: &Survey, at: u32, sentence: &Range<u32>) -> bool {
    let text = |at: u32| survey.unit(at).span().of(survey.terrain.text);
    at + 2 < sentence.end && matches!(text(at), "(" | "[") && is_share_code(text(at + 1))
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
fn joint(spot: &Spot, signs: u32) -> bool {
    spot.shows(signs) && spot.is(bits::GLUED)
}

/// Whether a unit is a number, joined to what stands before it.
fn joined_number(spot: &Spot) -> bool {
    spot.is(bits::NUMBER) && spot.is(bits::GLUED)
}

impl<'t> Window<'_, '_, 't> {
    /// What stands at a unit; nothing outside of the sentence.
    fn word(&self, at: u32) -> &'t str {
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
        let first = self.spot(run.start);
        let person = first.may_be(kinds::GIVEN | kinds::SURNAME);
        if !person && first.is_in(list::NO_ACTORS) {
            return true;
        }
        let text = self.survey.text(run.start);
        if let [letter, figures @ ..] = text.as_bytes()
            && letter.is_ascii_uppercase()
            && !figures.is_empty()
            && figures.iter().all(u8::is_ascii_digit)
        {
            return true;
        }
        if run.opens_sentence && !person && text.ends_with("men") && !self.survey.named(run.start) {
            return true;
        }
        let word = first.may_be(kinds::NOUN) && (first.shows(sign::PLURAL) || first.may_be(kinds::FREQUENT));
        let opens = || run.start == self.sentence.start && first.is(bits::POSSESSIVE);
        word && !person && (opens() || self.speaks(run))
    }

    /// *USS Carl Vinson*, and *Carl Vinson* of it
    fn ship(&self, run: &Run) -> bool {
        let named = |spot: &Spot| spot.is_in(list::THING_HEAD) && spot.is(bits::CAP);
        named(self.spot(run.start)) && run.len() > 1 || named(self.before(run.start, 1))
    }

    /// *Formica fusca*: the second word is of no language of the lists.
    fn species(&self, run: &Run) -> bool {
        let next = self.spot(run.end);
        next.is(bits::LOWER)
            && next.unit.id == WordId::UNKNOWN
            && !self.spot(run.start).is(bits::POSSESSIVE)
            && {
                let word = self.word(run.end);
                let latin = ["us", "a", "um", "is", "ae", "ii", "ens", "ata"];
                word.len() > 3 && latin.iter().any(|ending| word.ends_with(ending))
            }
            && !self.survey.ordinary(run.end)
    }

    /// The *US* of *US$ 10 million*
    fn currency(&self, run: &Run) -> bool {
        joint(self.spot(run.end), sign::DOLLAR)
    }

    /// *Hey John*, *Currently Shalev*, *When the Soviet Union*, *Why Europe*
    fn opened_by_a_word(&self, run: &Run) -> bool {
        let first = self.spot(run.start);
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

    /// Whether the sentence has a score: *won 6-4*.
    fn has_score(&self) -> bool {
        *self.score.get_or_init(|| {
            let text = self.survey.terrain.text;
            let sentence = self.sentence.start as usize..self.sentence.end as usize;
            self.survey.terrain.units[sentence].windows(3).any(|three| {
                let [left, mark, right] = three else { return false };
                left.is(bits::NUMBER)
                    && left.end - left.start <= 3
                    && mark.is(bits::GLUED)
                    && mark.span().of(text) == "-"
                    && right.is(bits::NUMBER)
                    && right.is(bits::GLUED)
            })
        })
    }

    /// Whether a word is in no list, and has a capital within a sentence elsewhere: it is a name here too.
    fn unknown_elsewhere(&self, run: &Run) -> bool {
        let first = self.spot(run.start);
        run.len() == 1
            && first.kinds == 0
            && first.is(bits::CAP)
            && !first.is(FUNCTION)
            && self.region.manner != Manner::Capitals
            && self.survey.text(run.start).len() > 3
            && self.survey.named(run.start)
    }

    /// *the Merval stock index*, *FTSE 100 index*
    fn index(&self, run: &Run) -> bool {
        let end = run.end + u32::from(self.spot(run.end).is(bits::NUMBER));
        let index = |at: u32| matches!(self.word(at), "index" | "indices");
        let share = || matches!(self.word(end), "stock" | "share" | "composite" | "bluechip" | "blue-chip");
        run.kinds() & !kind::SURNAME == 0
            && self.spot(end).is(bits::LOWER)
            && (index(end) || share() && index(end + 1))
    }

    /// In *Crewe 1 Bury 0* the two names.
    fn result(&self) -> Option<&[Range<u32>; 2]> {
        if !self.region.tabular {
            return None;
        }
        self.result.get_or_init(|| self.find_result()).as_ref()
    }

    fn find_result(&self) -> Option<[Range<u32>; 2]> {
        let Range { start, end } = self.sentence;
        let is = |at: u32, bits: u32| at < end && self.survey.unit(at).is(bits);
        let name = |from: u32| {
            let joins = |at: u32| at > from && matches!(self.word(at), "of" | "the" | "." | "-" | "'");
            let mut at = from;
            while is(at, bits::CAP) || joins(at) {
                at += 1;
            }
            from..at
        };
        let first = name(start);
        let comma = u32::from(self.word(first.end + 1) == ",");
        let second = name(first.end + 1 + comma);
        let after = second.end + 1;
        let ends = after >= end || matches!(self.word(after), "(" | ".");
        let whole = !first.is_empty() && !second.is_empty() && ends;
        let scored = is(first.end, bits::NUMBER) && !is(first.end + 1, bits::GLUED);
        (whole && scored && is(second.end, bits::NUMBER)).then_some([first, second])
    }

    /// The agency of *OSLO (Reuter) - ...*
    fn agency(&self, run: &Run) -> bool {
        self.before(run.start, 1).shows(sign::OPEN)
            && self.spot(run.end).shows(sign::CLOSE)
            && self.spot(run.end + 1).shows(sign::HYPHEN | sign::DASH)
            && run.start <= self.sentence.start + 10
            && run.units().all(|at| self.spot(at).is(bits::CAP))
    }

    /// *TSLA.O*, *0700.HK*: letters or figures, a stop, one or two letters.
    fn share_code(&self, run: &Run) -> bool {
        self.signs & sign::SHARE_CODE != 0 && run.units().any(|at| self.spot(at).shows(sign::SHARE_CODE))
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
            self.spot(run.start).is(bits::GLUED) && domain.contains('.')
        };
        within || joint(self.before(run.start, 1), sign::SLASH) && address()
    }

    /// *Roe v. Wade*
    fn in_court(&self, run: &Run) -> bool {
        let against = |first: &Spot, stop: &Spot| joint(stop, sign::STOP) && self.letter(first, b"v");
        // *Al-Bashir* is a name of several words.
        let after = |at: u32| against(self.before(at, 2), self.before(at, 1));
        let (last, next) = (self.spot(run.end - 1), self.spot(run.end));
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
        let last = self.spot(run.end - 1);
        let letters = |spot: &Spot| spot.is(bits::INITIAL | bits::UPPER);
        let before = || joint(self.spot(run.end), sign::HYPHEN) && joined_number(self.spot(run.end + 1));
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
        self.spot(run.start).is(bits::CAP)
            && self.word(run.start) == "The"
            && (self.spot(run.end - 1).is_in(list::HEADS_OF_BODIES) || heading())
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
        joint(self.spot(run.start + 1), sign::HYPHEN) && self.letter(self.spot(run.start), b"RDI")
    }

    /// The state of *Sen. Jesse Helms, R-N.C.*
    fn constituency(&self, run: &Run) -> bool {
        run.kinds() & kind::ANY_PLACE != 0
            && self.spot(run.start).is(bits::GLUED)
            && joint(self.before(run.start, 1), sign::HYPHEN)
            && self.letter(self.before(run.start, 2), b"RDI")
    }

    /// *LANGFORD: I disagree.*
    fn speaks(&self, run: &Run) -> bool {
        run.start == self.sentence.start
            && self.spot(run.end).shows(sign::COLON)
            && run.end + 1 < self.sentence.end
            && run.units().all(|at| self.spot(at).is(bits::UPPER | bits::MARK | bits::INITIAL))
    }

    /// Whether a question begins with a run, and *Will* is no name in it: *Will Turner agree?*
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

/// *TSLA.O*, *0700.HK*, but not *U.S.* or *Ph.D*
pub(super) fn is_share_code(word: &str) -> bool {
    let Some((code, market)) = word.rsplit_once('.') else { return false };
    let upper = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    (2..=10).contains(&code.len())
        && (1..=2).contains(&market.len())
        && upper(code)
        && market.bytes().all(|b| b.is_ascii_uppercase())
}
