//! What the marks and words around a run say of it with certainty: datelines, speakers, codes of shares, court cases,
//! bills and aircraft, two names with *and* between them.
//!
//! In: a run of words. Out: whether it is a name at all, and what it cannot be.

use super::evidence::label;
use super::regions::{Region, kind};
use super::survey::{FUNCTION, Manner, Survey};
use super::tables::kinds;
use crate::lexicon::WordId;
use crate::words::bits;
use std::ops::Range;

/// Whether a run is no name of an actor, nor of anything else that is worth a name.
pub(super) fn names_nobody(survey: &Survey, region: &Region, units: &Range<u32>, listed: u16) -> bool {
    let run = Run { survey, region, units, listed };
    if units.len() == 1 && run.one_word() {
        return true;
    }
    if units.len() > 1 && run.opened_by_a_word() {
        return true;
    }
    run.party()
        || run.species()
        || run.currency()
        || run.index()
        || run.share_code()
        || run.slashed()
        || run.in_court()
        || run.numbered()
        || run.two_names()
        || run.with_article()
}

/// Whether a question begins with a run, and *Will* is no name in it: *Will Turner agree?*
pub(super) fn asks_of(survey: &Survey, region: &Region, units: &Range<u32>) -> bool {
    Run { survey, region, units, listed: 0 }.asks_of()
}

/// Tells `never` the labels that a run cannot have.
pub(super) fn rule_out(
    survey: &Survey,
    region: &Region,
    units: &Range<u32>,
    listed: u16,
    never: &mut impl FnMut(&[usize]),
) {
    let run = Run { survey, region, units, listed };
    let last = survey.unit(units.end - 1);
    if run.dateline() || run.constituency() {
        never(&[label::PERSON, label::ORGANIZATION, label::PEOPLE, label::OTHER, label::NONE]);
    }
    // *Acme (ACME.O) said*
    if share_code_at(survey, units.end, &run.sentence()) {
        never(&[label::PERSON, label::PLACE, label::PEOPLE, label::OTHER]);
    }
    if run.agency() {
        never(&[label::PERSON, label::PLACE, label::PEOPLE, label::OTHER, label::NONE]);
    }
    if let Some(names) = run.result() {
        let within = |name: &Range<u32>| name.start <= units.start && units.end <= name.end;
        never(&[label::PERSON, label::PEOPLE, label::OTHER, label::NONE]);
        // Nations play as themselves, cities as clubs.
        let nation = matches!(run.text(units.end - 1), "England" | "Scotland" | "Wales" | "Ireland");
        if listed & kind::STATE == 0 && !nation {
            never(&[label::PLACE]);
        }
        if !names.contains(units) && names.iter().any(within) {
            never(&[label::ORGANIZATION, label::PLACE]);
        }
    }
    if run.speaks() && listed & !kind::SURNAME == 0 {
        never(&[label::ORGANIZATION, label::PLACE]);
        let word = survey.ordinary(units.start) || survey.text(units.start).len() < 3;
        if !word {
            never(&[label::OTHER, label::NONE]);
        }
    }
    if listed == 0 && survey.is_in(last, survey.rules.lists.no_actor_name) {
        never(&[label::PERSON, label::ORGANIZATION, label::PLACE]);
    }
    // *Sumitomo Bank*; *West Bank* is in the tables.
    if listed == 0 && units.len() > 1 && survey.text(units.end - 1).eq_ignore_ascii_case("bank") {
        never(&[label::PERSON, label::PLACE]);
    }
    // *Utah passed the law*; in tables of results and sports it may be a team.
    let place = listed != 0 && listed & !kind::ANY_PLACE == 0;
    let state = place && listed & kind::STATE != 0;
    if state || place && region.manner != Manner::Capitals && !region.tabular && !run.beside_a_score() {
        never(&[label::ORGANIZATION]);
    }
    if run.ship() {
        never(&[label::PERSON, label::ORGANIZATION, label::PLACE, label::PEOPLE]);
    }
    if run.unknown_elsewhere() {
        never(&[label::NONE]);
    }
    if run.asks_of() {
        never(&[label::PERSON]);
    }
}

/// Whether what begins with this word is a thing with a name: *Cyclone Idai*, *USS Nimitz*.
pub(super) fn begins_thing(survey: &Survey, at: u32) -> bool {
    survey.is_in(survey.unit(at), survey.rules.lists.thing_head)
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
    let (at, lists) = (units.start, &survey.rules.lists);
    if units.len() != 1
        || at < sentence.start + 2
        || text(at - 1) != "("
        || !survey.unit(at).is(bits::UPPER | bits::CAP)
    {
        return false;
    }
    let head = survey.unit(at - 2);
    let [_, of_organization, ..] = lists.nouns_of;
    let body = survey.is_in(head, of_organization) || survey.is_in(head, lists.body_noun);
    if !head.is(bits::LOWER) || body {
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

/// A run in its region.
struct Run<'r, 'a, 't> {
    survey: &'r Survey<'a, 't>,
    region: &'r Region,
    units: &'r Range<u32>,
    listed: u16,
}

impl<'t> Run<'_, '_, 't> {
    fn sentence(&self) -> Range<u32> {
        self.survey.words.sentences[self.region.sentence as usize].clone()
    }

    /// What stands at a unit; nothing outside of the sentence.
    fn text(&self, at: u32) -> &'t str {
        match self.sentence().contains(&at) {
            true => self.survey.unit(at).span().of(self.survey.terrain.text),
            false => "",
        }
    }

    fn is(&self, at: u32, bits: u32) -> bool {
        self.sentence().contains(&at) && self.survey.unit(at).is(bits)
    }

    /// Whether a unit is a number, and joined to what stands before it.
    fn glued_number(&self, at: u32) -> bool {
        self.is(at, bits::GLUED) && self.is(at, bits::NUMBER)
    }

    fn one_word(&self) -> bool {
        let (at, lists) = (self.units.start, &self.survey.rules.lists);
        let unit = self.survey.unit(at);
        let (own, plural) = self.survey.kinds(at);
        let person = own & (kinds::GIVEN | kinds::SURNAME) != 0;
        if self.listed != 0 {
            return false;
        }
        // *an Act of 1963*, *GDP*
        let of_things = [lists.no_actor, lists.no_actor_name, lists.no_actor_word];
        if !person && of_things.into_iter().any(|list| self.survey.is_in(unit, list)) {
            return true;
        }
        let text = self.survey.text(at);
        // *rated A3*, *the A20*
        let (letter, figures) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
        let figures = !figures.is_empty() && figures.bytes().all(|b| b.is_ascii_digit());
        if figures && letter.bytes().all(|b| b.is_ascii_uppercase()) {
            return true;
        }
        // *Fishermen blocked the port.*
        let first = self.survey.begins_sentence(at, &self.sentence());
        if first && !person && text.ends_with("men") && !self.survey.named(at) {
            return true;
        }
        // *Women's doubles*, *NOTE: ...*
        let word = own & kinds::NOUN != 0 && (plural || own & kinds::FREQUENT != 0);
        word && !person && (self.speaks() || (at == self.sentence().start && unit.is(bits::POSSESSIVE)))
    }

    /// *USS Carl Vinson*, and *Carl Vinson* of it
    fn ship(&self) -> bool {
        let named = |at: u32| self.is(at, bits::CAP) && begins_thing(self.survey, at);
        named(self.units.start) && self.units.len() > 1
            || (self.units.start > 0 && named(self.units.start - 1))
    }

    /// *Formica fusca*: the second word is of no language of the lists.
    fn species(&self) -> bool {
        let (at, end) = (self.units.start, self.units.end);
        let latin = ["us", "a", "um", "is", "ae", "ii", "ens", "ata"]
            .iter()
            .any(|ending| self.text(end).ends_with(ending));
        let unknown = |at: u32| self.survey.unit(at).id == WordId::UNKNOWN;
        self.listed == 0
            && self.units.len() == 1
            && self.is(end, bits::LOWER)
            && !self.is(at, bits::POSSESSIVE)
            && unknown(end)
            && latin
            && self.text(end).len() > 3
            && !self.survey.ordinary(end)
    }

    /// The *US* of *US$ 10 million*
    fn currency(&self) -> bool {
        self.text(self.units.end) == "$" && self.is(self.units.end, bits::GLUED)
    }

    /// *Hey John*, *Currently Shalev*, *When the Soviet Union*
    fn opened_by_a_word(&self) -> bool {
        let start = self.units.start;
        let unit = self.survey.unit(start);
        let (own, _) = self.survey.kinds(start);
        let person = own & (kinds::GIVEN | kinds::SURNAME) != 0;
        let first = self.survey.begins_sentence(start, &self.sentence());
        let adverb = own & kinds::ADVERB != 0 && self.text(start).ends_with("ly");
        let asks = matches!(self.text(start), "What" | "Who" | "Why" | "How" | "When" | "Where" | "Which");
        let the = asks || unit.is(FUNCTION) && self.text(start + 1) == "the";
        let says = self.survey.is_in(unit, self.survey.rules.lists.no_name);
        self.listed == 0 && !person && ((says && !unit.is(bits::UPPER)) || first && (adverb || the))
    }

    /// Whether the sentence has a score: *won 6-4*.
    fn beside_a_score(&self) -> bool {
        self.sentence().any(|at| {
            self.is(at, bits::NUMBER)
                && self.survey.unit(at).end - self.survey.unit(at).start <= 3
                && self.text(at + 1) == "-"
                && self.is(at + 1, bits::GLUED)
                && self.glued_number(at + 2)
        })
    }

    /// Whether a word is in no list, and has a capital within a sentence elsewhere: it is a name here too.
    fn unknown_elsewhere(&self) -> bool {
        let at = self.units.start;
        let (own, _) = self.survey.kinds(at);
        self.units.len() == 1
            && own == 0
            && self.is(at, bits::CAP)
            && !self.is(at, FUNCTION)
            && self.survey.text(at).len() > 3
            && self.region.manner != Manner::Capitals
            && self.survey.named(at)
    }

    /// *the Merval stock index*
    fn index(&self) -> bool {
        // *FTSE 100 index*
        let end = self.units.end + u32::from(self.is(self.units.end, bits::NUMBER));
        let small = |at: u32| self.is(at, bits::LOWER);
        let index = |at: u32| matches!(self.text(at), "index" | "indices");
        let share = matches!(self.text(end), "stock" | "share" | "composite" | "bluechip" | "blue-chip");
        self.listed & !kind::SURNAME == 0 && small(end) && (index(end) || (share && index(end + 1)))
    }

    /// In *Crewe 1 Bury 0* the two names.
    fn result(&self) -> Option<[Range<u32>; 2]> {
        let sentence = self.sentence();
        if !self.region.tabular {
            return None;
        }
        let name = |from: u32| {
            let mut at = from;
            while self.is(at, bits::CAP)
                || (at > from && matches!(self.text(at), "of" | "the" | "." | "-" | "'"))
            {
                at += 1;
            }
            from..at
        };
        let first = name(sentence.start);
        let comma = u32::from(self.text(first.end + 1) == ",");
        let second = name(first.end + 1 + comma);
        let after = second.end + 1;
        let ends = after >= sentence.end || matches!(self.text(after), "(" | ".");
        let scored = |at: u32| self.is(at, bits::NUMBER) && !self.is(at + 1, bits::GLUED);
        let whole = !first.is_empty() && !second.is_empty() && ends;
        (whole && scored(first.end) && self.is(second.end, bits::NUMBER)).then_some([first, second])
    }

    /// The agency of *OSLO (Reuter) - ...*
    fn agency(&self) -> bool {
        let Range { start, end } = *self.units;
        let dash = matches!(self.text(end + 1), "-" | "--" | "–" | "—" | "_");
        let early = start <= self.sentence().start + 10;
        early
            && dash
            && start > 1
            && self.text(start - 1) == "("
            && self.text(end) == ")"
            && self.units.clone().all(|at| self.is(at, bits::CAP))
    }

    /// *TSLA.O*, *0700.HK*: letters or figures, a stop, one or two letters.
    fn share_code(&self) -> bool {
        self.units.clone().any(|at| is_share_code(self.text(at)))
    }

    /// *Antwerp/Muscat* are two names, and what follows a slash in an address is none.
    fn slashed(&self) -> bool {
        let slash =
            |at: u32| self.text(at) == "/" && self.is(at, bits::GLUED) && self.is(at + 1, bits::GLUED);
        let long = |at: u32| self.text(at).len() >= 3;
        let within = (self.units.start + 1..self.units.end.max(1) - 1)
            .any(|at| slash(at) && long(at - 1) && long(at + 1));
        let start = self.units.start;
        let address = start >= 2 && slash(start - 1) && self.text(start - 2).contains('.');
        self.listed == 0 && (within || address)
    }

    /// *Roe v. Wade*
    fn in_court(&self) -> bool {
        let against =
            |at: u32| self.text(at) == "v" && self.text(at + 1) == "." && self.is(at + 1, bits::GLUED);
        let start = self.units.start;
        // *Al-Bashir* is a name of several words.
        let opens = self.region.units.start.max(start.saturating_sub(3));
        against(self.units.end)
            || [start, opens].iter().any(|at| *at >= 2 && against(at - 2))
            || self.units.clone().any(against)
    }

    /// *Bill C-63*, *F-16*
    fn numbered(&self) -> bool {
        let (end, last) = (self.units.end, self.units.end - 1);
        let hyphen = |at: u32| self.text(at) == "-" && self.is(at, bits::GLUED);
        let letters = |at: u32| self.is(at, bits::INITIAL | bits::UPPER);
        let before = letters(last) && hyphen(end) && self.glued_number(end + 1);
        let whole = self.units.len() > 2 && self.glued_number(last) && hyphen(last - 1) && letters(last - 2);
        self.listed == 0 && !self.region.tabular && (before || whole)
    }

    /// *House and Senate*, *Air France and Air Inter*, *Woori Bank and Korea Development Bank*
    fn two_names(&self) -> bool {
        let Range { start, end } = *self.units;
        let heads = |at: u32| {
            let unit = self.survey.unit(at);
            self.survey.rules.lists.heads.iter().any(|list| self.survey.is_in(unit, *list))
        };
        self.listed == 0
            && (start + 1..end.max(1) - 1).filter(|at| matches!(self.text(*at), "and" | "to")).any(|and| {
                let (left, right) = (and - start, end - and - 1);
                let single = left == 1 && right == 1;
                let both = |bits: u32| self.is(start, bits) && self.is(and + 1, bits);
                let same_first = self.text(start) == self.text(and + 1) && right > 1;
                let same_kind = left > 1 && right > 1 && !heads(and + 1) && heads(and - 1) && heads(end - 1);
                // *from US Weekly to Time Magazine*
                let to = self.text(and) == "to";
                if to {
                    return same_kind;
                }
                single
                    && (both(bits::UPPER) && self.region.manner == Manner::Usual
                        || heads(start) && heads(and + 1))
                    || same_first
                    || same_kind
            })
    }

    /// *The Institute* is *Institute*, *The Appeals Chamber* *Appeals Chamber*.
    fn with_article(&self) -> bool {
        let last = self.survey.unit(self.units.end - 1);
        self.listed == 0
            && self.units.len() > 1
            && self.text(self.units.start) == "The"
            && (self.heading()
                || self.survey.rules.lists.heads.iter().take(3).any(|list| self.survey.is_in(last, *list)))
    }

    /// *The Giant Knocks Twice*, and nothing more.
    fn heading(&self) -> bool {
        let sentence = self.sentence();
        let small = self.units.clone().any(|at| self.is(at, bits::LOWER));
        self.units.start == sentence.start && self.units.end == sentence.end && self.units.len() > 3 && !small
    }

    /// *Tokyo 1996-08-30*, *BOCHUM, Germany (Reuters)*
    fn dateline(&self) -> bool {
        let sentence = self.sentence();
        if self.region.manner == Manner::Capitals || !self.survey.dateline(self.units, &sentence) {
            return false;
        }
        let place = self.listed & kind::ANY_PLACE != 0;
        let mut at = self.units.end;
        let state = self.text(at) == ",";
        while state && at < sentence.end && (self.text(at) == "," || self.is(at, bits::CAP)) {
            at += 1;
        }
        let day = self.is(at, bits::YEAR) && self.text(at + 1) == "-" && self.glued_number(at + 2);
        let agency = self.text(at) == "(" && self.is(at + 1, bits::CAP);
        ((day || agency) && (place || state)) || (place && self.text(at) == "_")
    }

    /// *R-N.C.*: a party and a state.
    fn party(&self) -> bool {
        let start = self.units.start;
        self.listed == 0
            && self.units.len() > 1
            && matches!(self.text(start), "R" | "D" | "I")
            && self.text(start + 1) == "-"
            && self.is(start + 1, bits::GLUED)
    }

    /// The state of *Sen. Jesse Helms, R-N.C.*
    fn constituency(&self) -> bool {
        let start = self.units.start;
        self.listed & kind::ANY_PLACE != 0
            && start >= 2
            && self.text(start - 1) == "-"
            && self.is(start - 1, bits::GLUED)
            && self.is(start, bits::GLUED)
            && matches!(self.text(start - 2), "R" | "D" | "I")
    }

    /// *LANGFORD: I disagree.*
    fn speaks(&self) -> bool {
        let (sentence, end) = (self.sentence(), self.units.end);
        self.units.start == sentence.start
            && self.text(end) == ":"
            && end + 1 < sentence.end
            && self.units.clone().all(|at| self.is(at, bits::UPPER | bits::MARK | bits::INITIAL))
    }

    /// *Will Turner agree?*
    fn asks_of(&self) -> bool {
        let sentence = self.sentence();
        self.units.len() > 1
            && self.units.start == sentence.start
            && self.text(self.units.start) == "Will"
            && (self.is(self.units.end, BASE) || matches!(self.text(self.units.end), "be" | "do" | "have"))
            && self.text(sentence.end - 1) == "?"
    }
}

/// The class of base forms among the classes of verbs.
const BASE: u32 = 1 << (bits::FIRST_CLASS + 10);

/// *TSLA.O*, *0700.HK*, but not *U.S.* or *Ph.D*
fn is_share_code(word: &str) -> bool {
    let Some((code, market)) = word.rsplit_once('.') else { return false };
    let upper = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    (2..=10).contains(&code.len())
        && (1..=2).contains(&market.len())
        && upper(code)
        && market.bytes().all(|b| b.is_ascii_uppercase())
}
