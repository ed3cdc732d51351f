//! Runs that are less than a name, or more: a part of a person's name or of a company's, a name with a score, with a title
//! inside, with the place where it is.

use super::features::FIRST_LIST;
use super::lists::list;
use super::regions::kind;
use super::runs::Run;
use super::tables::kinds;
use super::window::{Spot, Window, sign};
use crate::words::{Unit, bits};
use std::ops::Range;

impl Window<'_, '_, '_> {
    /// Whether a run is a part of a person's name: *Chad* and *Miller* of *Chad Miller*, *Salem* of *Ahmed bin Salem*.
    pub(super) fn cuts_a_person(&self, run: &Run) -> bool {
        let region = &self.region.units;
        // A part has something beside it.
        if run.start == region.start && run.end == region.end {
            return false;
        }
        let given = |at: u32| self.spot(at).may_be(kinds::GIVEN) && self.spot(at).is(bits::CAP);
        let surname = |at: u32| self.spot(at).may_be(kinds::SURNAME) && self.spot(at).is(bits::CAP);
        let (first, next) = (run.start, run.end);
        let possessive = self.spot(first).is(bits::POSSESSIVE);
        if run.len() == 1 && next < region.end && given(first) && !possessive && surname(next) {
            // *Will Turner said so*, but *Will Turner agree?*
            let modal = self.spot(first).is(super::survey::FUNCTION);
            let says = |u: &Unit| u.is(bits::VERBS) || self.survey.is_in(*u, list::SAY);
            let finite = || {
                next + 1 >= region.end && self.survey.terrain.units.get(next as usize + 1).is_some_and(says)
            };
            let named = run.kinds() != 0 && !self.spot(next).ordinary();
            if (named || modal && finite()) && !self.asks_of(first, next + 1) {
                return true;
            }
        }
        // *Jean* and *Paul* of *Jean-Paul*
        let hyphen = |at: u32| {
            let glued = |at: u32| at < region.end && self.spot(at).is(bits::GLUED);
            at > region.start
                && self.spot(at).shows(sign::HYPHEN)
                && glued(at)
                && glued(at + 1)
                && given(at - 1)
                && given(at + 1)
        };
        if hyphen(next) || (first > region.start && hyphen(first - 1)) {
            return true;
        }
        // After a particle that only persons have, and its own start.
        first > region.start + 1
            && self.spot(first - 1).is_in(list::OF_PERSONS)
            && self.spot(first - 1).is(bits::LOWER)
            && self.spot(first - 2).is(bits::CAP)
    }

    /// Whether a run begins or ends inside of *Doo-hwan*, or leaves the surname before it.
    pub(super) fn cuts_syllables(&self, run: &Run) -> bool {
        let begins = |spot: &Spot| spot.shows(sign::SYLLABLES);
        let inside = |at: u32| begins(self.before(at, 1)) || begins(self.before(at, 2));
        self.signs & sign::SYLLABLES != 0
            && (inside(run.start) || inside(run.end) || (run.len() == 3 && begins(run.first)))
    }

    /// Whether a run takes a score in: *Leeds 2*, *Fred Couples 68*, the *6* of *Mariners 6-2*.
    pub(super) fn figures(&self, run: &Run) -> bool {
        // *gave Ivory Coast 5 million*, *200 Danish troops*
        let listed = |units: Range<u32>| {
            self.listed(units.start, units.end).is_some_and(|m| m.kinds & (kind::STATE | kind::PEOPLE) != 0)
        };
        let after_number = run.start > 0 && self.survey.unit(run.start - 1).is(bits::NUMBER);
        if after_number && listed(run.start..run.start + 1) {
            return true;
        }
        if self.bits & bits::NUMBER == 0 {
            return false;
        }
        let number = |at: u32| self.spot(at).is(bits::NUMBER);
        let joined = |at: u32| self.spot(at).is(bits::GLUED);
        let score = number(run.end - 1)
            && joined(run.end)
            && joined(run.end + 1)
            && number(run.end + 1)
            && run.next.is(bits::MARK);
        let counted = (number(run.end - 1) && listed(run.start..run.end - 1))
            || (number(run.start) && listed(run.start + 1..run.start + 2));
        score || counted || (self.region.tabular && run.units().any(number))
    }

    /// Whether a run leaves *Inc.* out or goes on after it.
    #[inline]
    pub(super) fn company_cut(&self, run: &Run) -> bool {
        if self.lists & list::INCORPORATED == 0 {
            return false;
        }
        let end = self.region.units.end;
        let stop = |at: u32| at < end && self.spot(at).is(bits::MARK | bits::GLUED);
        let named = |at: u32| self.spot(at).is(bits::CAP) && !self.spot(at).is(bits::POSSESSIVE);
        // *Nissan Motor Co and Toyota*
        let joins = |at: u32| self.spot(at).shows(sign::AND);
        // *McDonald's Corp*, but *Bremen's AG Weser*
        let owned = run.last.is(bits::POSSESSIVE);
        let last = || run.end + 1 >= end || !self.spot(run.end + 1).is(bits::CAP);
        let leaves = run.end < end
            && (if owned { last() } else { run.units().any(named) })
            && self.incorporated(run.end, run.end);
        let goes_on = run.len() > 2
            && (run.start + 1..run.end - 1).any(|at| {
                let next = at + 1 + u32::from(stop(at + 1));
                self.incorporated(at, at)
                    && next < run.end
                    && (self.spot(next).is(bits::CAP) && !self.incorporated(next, next) || joins(next))
            });
        leaves || goes_on
    }

    /// Whether a word of the region, or that before its stop, says that a company's name ends there: *Inc.*
    pub(super) fn incorporated(&self, at: u32, low: u32) -> bool {
        let spot = self.spot(at);
        let stop = spot.is(bits::GLUED) && spot.shows(sign::STOP);
        let word = if stop && at > low { self.spot(at - 1) } else { spot };
        word.is(bits::CAP) && word.is_in(list::INCORPORATED)
    }

    /// Whether a title and a person's name stand inside of a run that begins before them: *Czech Premier Jan Novak*.
    pub(super) fn titled_inside(&self, run: &Run) -> bool {
        if run.len() < 3 || run.listed.is_some() {
            return false;
        }
        let listed =
            |at: u32| self.matches.iter().any(|m| m.units.start == at && m.kinds & kind::PERSON != 0);
        (run.start + 1..run.end - 1).any(|at| {
            let spot = self.spot(at);
            spot.titles()
                && !spot.is(bits::INITIAL)
                && self.survey.title_opening(at, run.end).is_some_and(|name| {
                    let named = self.spot(name);
                    // *Arab League Secretary-General Chedli Klibi*
                    let office = || self.listed(run.start, at).is_some() && !named.ordinary();
                    // *European Competition Commissioner Margrethe Vestager*
                    let two = || {
                        let family = run.last;
                        name + 2 == run.end && family.is(bits::CAP) && !named.ordinary() && !family.ordinary()
                    };
                    named.is(bits::CAP)
                        && (named.may_be(kinds::GIVEN)
                            || named.is(bits::INITIAL)
                            || named.may_be(kinds::SURNAME) && !named.ordinary()
                            || office()
                            || two()
                            || listed(name))
                })
        })
    }

    /// *the East and the West* are two; *Museum of Women and the Arts* may be one.
    pub(super) fn and_the(&self, run: &Run) -> bool {
        run.small.is_some_and(|at| {
            self.spot(at).shows(sign::AND) && at + 1 < run.end && self.spot(at + 1).shows(sign::THE)
        })
    }

    /// *Tom Miles of Texas*, or its part from the surname on.
    pub(super) fn person_and_place(&self, run: &Run) -> bool {
        let Some(small) = run.small else { return false };
        let (start, joint) = (run.start, self.spot(small));
        let is = |at: u32, kind: u8| self.spot(at).may_be(kind) && !self.spot(at).ordinary();
        // *Nitish Kumar of Bihar*
        let plain = |at: u32| self.spot(at).traits >> FIRST_LIST == 0;
        let of_place = || self.listed(small + 1, run.end).is_some_and(|m| m.kinds & kind::ANY_PLACE != 0);
        let whole =
            || small == start + 2 && (start..small).all(|at| self.spot(at).is(bits::CAP) && plain(at));
        if joint.shows(sign::OF) && whole() && of_place() && !self.spot(small - 1).ordinary() {
            return true;
        }
        joint.shows(sign::OF | sign::PREPOSITION)
            && small <= start + 2
            && small >= self.region.units.start + 2
            && is(small - 1, kinds::SURNAME)
            && self.spot(small - 2).is(bits::CAP)
            && is(small - 2, kinds::GIVEN)
    }

    /// *Lincoln College in Oxford*: where it is is not its name.
    pub(super) fn in_place(&self, run: &Run) -> bool {
        self.matches.iter().any(|m| {
            m.units.end == run.end
                && m.units.start > run.start + 1
                && m.kinds & kind::ANY_PLACE != 0
                && self.spot(m.units.start - 1).shows(sign::WHERE)
                // *Observer Mission in Angola*
                && !self.spot(m.units.start - 2).is_in(list::GOVERNMENT)
        })
    }
}
