//! [`Segment`]: a run of words that may be one name, with the evidence for each label; and the best way to cut a
//! region into segments, by dynamic programming over their scores.

use super::evidence::{
    FIRST_FOLLOWS, FIRST_WHOLE, Look, Position, Row, Sink, Traits, beside, label, traits as t,
};
use super::regions::{Region, Regions, candidate, kind, opens};
use super::survey::{Manner, Survey};
use crate::words::bits;
use std::ops::Range;

/// A possible name, or a word outside of names.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) units: Range<u32>,
    /// The evidence summed, for each label.
    pub(super) scores: Row,
    /// Whether the tables have it as the name of a people.
    pub(super) people: bool,
}

/// A segment that was decided for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decided {
    pub(super) units: Range<u32>,
    pub(super) label: usize,
    /// How far the label's evidence is ahead of the next label's, over these words.
    pub(super) margin: i32,
}

/// Most words in a name.
const LONGEST: u32 = 12;

/// All segments of a region that can be names, with every single word.
pub(super) fn possible(
    survey: &Survey,
    region: &Region,
    regions: &Regions,
    mut found: impl FnMut(Range<u32>),
) {
    let matches = &regions.matches[region.matches.start as usize..region.matches.end as usize];
    let sentence_end = survey.words.sentences[region.sentence as usize].end;
    for start in region.units.clone() {
        found(start..start + 1);
        let listed = |end: u32| matches.iter().any(|m| m.units == (start..end));
        let begins = candidate(survey, start, region.manner)
            || opens(survey, start, sentence_end)
            || survey.unit(start).is(bits::NUMBER | bits::ORDINAL);
        for end in start + 2..=region.units.end.min(start + LONGEST) {
            let last = end - 1;
            let closes = begins
                && (candidate(survey, last, region.manner)
                    || survey.unit(last).is(bits::NUMBER | bits::ORDINAL)
                    || (last >= start + 2 && survey.two_syllables(last - 2))
                    || (survey.unit(last).is(bits::GLUED)
                        && survey.unit(last).span().of(survey.terrain.text) == "."));
            if closes || listed(end) {
                found(start..end);
            }
        }
    }
}

impl Survey<'_, '_> {
    /// Tells `sink` every feature of a segment that the article's other names do not change.
    pub(super) fn features(
        &self,
        region: &Region,
        regions: &Regions,
        units: &Range<u32>,
        sink: &mut impl Sink,
    ) {
        let sentence = self.words.sentences[region.sentence as usize].clone();
        let manner = region.manner;
        let (start, end) = (units.start, units.end);
        let len = end - start;
        let mut each = |position: Position, traits: Traits| sink.traits(position as usize, traits);
        let first_of_sentence = self.begins_sentence(start, &sentence);
        let first = self.traits(i64::from(start), &sentence, manner);
        let last = self.traits(i64::from(end) - 1, &sentence, manner);
        let mut inner_possessive = false;
        let (mut all_unknown, mut initial, mut inner_number) = (first & t::UNKNOWN != 0, false, false);
        if len == 1 {
            each(if first_of_sentence { Position::OnlyStart } else { Position::Only }, first);
        } else {
            each(if first_of_sentence { Position::FirstStart } else { Position::First }, first);
            each(Position::Last, last);
            let mut inner = 0;
            for at in start + 1..end - 1 {
                inner |= self.traits(i64::from(at), &sentence, manner);
            }
            each(Position::Inner, inner);
            let most = (first | inner) & t::POSSESSIVE;
            inner_possessive = most != 0;
            initial = inner & t::INITIAL != 0 || first & t::INITIAL != 0;
            inner_number = (inner | last) & t::NUMBER != 0;
            all_unknown &= last & t::UNKNOWN != 0;
        }
        let before = self.traits(i64::from(start) - 1, &sentence, manner);
        let after = if last & t::POSSESSIVE != 0 || self.owned(end, &sentence) {
            t::POSSESSIVE
        } else {
            self.traits(i64::from(end), &sentence, manner)
        };
        each(Position::Before, before);
        each(Position::Before2, self.traits(i64::from(start) - 2, &sentence, manner));
        each(Position::After, after);
        let second = if last & t::POSSESSIVE != 0 { i64::from(end) } else { i64::from(end) + 1 };
        each(Position::After2, self.traits(second, &sentence, manner));

        let matches = &regions.matches[region.matches.start as usize..region.matches.end as usize];
        let names = t::GIVEN | t::SURNAME;
        let look = match () {
            () if matches.iter().any(|m| m.units == *units && m.kinds != kind::SURNAME) => Look::Listed,
            () if len == 1 && first & t::UPPER != 0 => Look::Acronym,
            () if first & names != 0 && (len == 1 || last & (names | t::UNKNOWN) != 0) => Look::Personal,
            () if len > 1 => Look::Several,
            () if first & t::UNKNOWN != 0 => Look::Unknown,
            () => Look::Ordinary,
        };
        sink.traits(beside(false, look), before);
        sink.traits(beside(true, look), after);
        let mut fact = |holds: bool, number: usize| {
            if holds {
                sink.fact(FIRST_WHOLE + number);
            }
        };
        fact(len == 2, 0);
        fact(len == 3, 1);
        fact(len == 4, 2);
        fact(len > 4, 3);
        fact(first_of_sentence, 4);
        fact(before & t::QUOTE != 0, 5);
        let mut begins = 0;
        let mut ends = 0;
        let (mut joins, mut of_listed) = (false, false);
        for found in matches {
            if found.units == *units {
                for bit in 0..9 {
                    fact(found.kinds & 1 << bit != 0, 6 + bit);
                }
                fact(
                    len == 1 && first & (t::NOUN | t::VERB | t::ADJECTIVE | t::ADVERB | t::FUNCTION) != 0,
                    43,
                );
                continue;
            }
            // The surname of a listed person says nothing about longer names.
            if found.kinds & !kind::SURNAME == 0 {
                continue;
            }
            if found.units.start <= start && end <= found.units.end {
                fact(true, 15);
            } else if found.units.start < end && start < found.units.end {
                let inside = start <= found.units.start && found.units.end <= end;
                fact(!inside, 16);
                let joined = |at: u32| matches!(self.unit(at).span().of(self.terrain.text), "and" | "&");
                if inside && found.units.start == start {
                    begins |= found.kinds;
                    joins |= joined(found.units.end);
                }
                if inside && found.units.end == end {
                    ends |= found.kinds;
                    joins |= joined(found.units.start - 1);
                    of_listed |= self.unit(found.units.start - 1).is(bits::LOWER);
                }
            }
        }
        fact(joins, 48);
        fact(of_listed, 49);
        fact(begins & (kind::PLACE | kind::CAPITAL) != 0, 17);
        fact(begins & kind::PEOPLE != 0, 18);
        fact(begins & kind::STATE != 0, 19);
        fact(begins & kind::ANY_ORGANIZATION != 0, 20);
        fact(ends & kind::ANY_PLACE != 0, 21);
        fact(ends & kind::PERSON != 0, 22);
        fact(ends & kind::ANY_ORGANIZATION != 0, 23);
        let (mut of, mut and, mut other, mut the, mut particle) = (false, false, false, false, false);
        for at in start + 1..end.max(start + 2) - 1 {
            let unit = self.unit(at);
            if unit.is(bits::LOWER) || unit.span().of(self.terrain.text) == "&" {
                match unit.span().of(self.terrain.text) {
                    "of" => of = true,
                    "and" | "&" => and = true,
                    "the" => the = true,
                    "for" | "in" | "on" | "to" | "at" | "by" | "with" | "from" | "or" | "against" => {
                        other = true
                    }
                    _ => particle = true,
                }
            }
        }
        fact(of, 24);
        fact(and, 25);
        fact(other, 26);
        fact(the, 27);
        fact(inner_possessive, 28);
        let glued = |at: u32| at < sentence.end && self.unit(at).is(bits::GLUED);
        fact(before & t::HYPHEN != 0 && glued(start), 29);
        fact(after & t::HYPHEN != 0 && glued(end) && glued(end + 1), 30);
        fact(before & t::OPEN != 0 && after & t::CLOSE != 0, 31);
        fact(len == 1 && first & t::UPPER != 0 && self.text(start).len() <= 6, 32);
        let given = t::GIVEN | t::GIVEN_WORD;
        let surname = t::SURNAME | t::SURNAME_WORD;
        fact(len > 1 && first & given != 0 && last & surname != 0, 33);
        fact(initial, 34);
        fact(len > 1 && self.unit(end - 1).span().of(self.terrain.text) == ".", 35);
        fact(start == region.units.start, 36);
        fact(end == region.units.end, 37);
        fact(manner == Manner::Headline, 38);
        fact(manner == Manner::Capitals, 39);
        fact(start == sentence.start && end + 1 >= sentence.end, 40);
        fact(len > 1 && first & given != 0 && last & t::UNKNOWN != 0, 41);
        fact(len > 1 && first & t::UNKNOWN != 0 && last & surname != 0, 42);
        fact(inner_number, 44);
        fact(particle, 45);
        fact(before & t::QUOTE != 0 && after & t::QUOTE != 0, 46);
        fact(len > 1 && all_unknown, 47);
        fact(region.tabular, 50);
        fact(region.tabular && after & t::NUMBER != 0, 51);
        fact(region.tabular && before & t::NUMBER != 0, 52);
        fact(manner != Manner::Capitals && first & t::UPPER != 0 && self.dateline(units, &sentence), 53);
    }

    /// Whether a run opens a report as the place that it comes from: *VIENNA, Austria (AP)*, *OSLO 1996-05-01*.
    pub(super) fn dateline(&self, units: &Range<u32>, sentence: &Range<u32>) -> bool {
        let text = |at: u32| self.unit(at).span().of(self.terrain.text);
        if units.start != sentence.start
            || !units.clone().all(|at| self.unit(at).is(bits::UPPER | bits::MARK))
        {
            return false;
        }
        let mut at = units.end;
        if at < sentence.end && text(at) == "," {
            at += 1;
            while at < sentence.end
                && (self.unit(at).is(bits::CAP) || text(at) == ".")
                && !self.is_in(self.unit(at), self.rules.lists.calendar)
            {
                at += 1;
            }
            if at < sentence.end && text(at) == "," {
                at += 1;
            }
        }
        at < sentence.end
            && (self.unit(at).is(bits::NUMBER)
                || self.is_in(self.unit(at), self.rules.lists.calendar)
                || matches!(text(at), "-" | "--" | "–" | "—" | "_" | "("))
    }

    /// Whether an apostrophe alone follows: *the United States' allies*.
    fn owned(&self, end: u32, sentence: &Range<u32>) -> bool {
        end < sentence.end
            && self.unit(end).is(bits::GLUED)
            && matches!(self.unit(end).span().of(self.terrain.text), "'" | "’")
            && !(end + 1 < sentence.end && self.unit(end + 1).is(bits::GLUED))
    }

    /// Whether a capital at a unit may be there because a sentence begins, also inside quotation marks.
    pub(super) fn begins_sentence(&self, at: u32, sentence: &Range<u32>) -> bool {
        let mut before = at;
        while before > sentence.start {
            let unit = self.unit(before - 1);
            if !unit.is(bits::MARK) {
                return false;
            }
            if unit.is(bits::QUOTE) || unit.span().of(self.terrain.text) == ":" {
                return true;
            }
            if !matches!(
                unit.span().of(self.terrain.text),
                "(" | "[" | "'" | "‘" | "#" | "-" | "–" | "—" | "*" | "•" | "." | "…"
            ) {
                return false;
            }
            before -= 1;
        }
        true
    }
}

/// Cuts a region into the segments of highest sum, which it adds to `decided`; false, and nothing added, if there is no
/// way. `allowed` may forbid labels of segments, for fitting.
pub(super) fn decide(
    evidence: &[Row],
    region: &Region,
    segments: &[Segment],
    allowed: impl Fn(&Range<u32>, usize) -> bool,
    decided: &mut Vec<Decided>,
) -> bool {
    const NEVER: i32 = i32::MIN / 4;
    let len = region.units.len();
    if let ([only], 1) = (segments, len) {
        let name = alone(evidence, only, allowed);
        decided.extend(name.clone());
        return name.is_some();
    }
    // best[end][label]: the highest sum up to `end` whose last segment has the label, and how it came about.
    type Cell = (i32, u32, u8);
    const NONE: [Cell; label::COUNT] = [(NEVER, u32::MAX, label::COUNT as u8); label::COUNT];
    let (mut few, mut many) = ([NONE; 9], Vec::new());
    let best = match few.get_mut(..=len) {
        Some(few) => few,
        None => {
            many.resize(len + 1, NONE);
            many.as_mut_slice()
        }
    };
    let follows = |previous: usize| evidence[FIRST_FOLLOWS + previous];
    let rows: [Row; label::COUNT + 1] = std::array::from_fn(follows);
    for (number, segment) in segments.iter().enumerate() {
        let from = (segment.units.start - region.units.start) as usize;
        let to = (segment.units.end - region.units.start) as usize;
        for label in 0..label::COUNT {
            if (label == label::NONE && segment.units.len() > 1) || !allowed(&segment.units, label) {
                continue;
            }
            let (mut sum, mut previous) = (NEVER, label::COUNT as u8);
            if from == 0 {
                sum = rows[label::COUNT][label];
            } else {
                for (p, (before, ..)) in best[from].iter().enumerate() {
                    let with = before + rows[p][label];
                    if *before > NEVER && with > sum {
                        (sum, previous) = (with, p as u8);
                    }
                }
            }
            if sum > NEVER && sum + segment.scores[label] > best[to][label].0 {
                best[to][label] = (sum + segment.scores[label], number as u32, previous);
            }
        }
    }
    let mut label = (0..label::COUNT).rev().max_by_key(|l| best[len][*l].0).unwrap_or(label::NONE);
    if best[len][label].0 <= NEVER {
        return false;
    }
    let from = decided.len();
    let mut end = len;
    while end > 0 {
        let (_, number, previous) = best[end][label];
        let segment = &segments[number as usize];
        let others =
            (0..label::COUNT).filter(|l| *l != label && (*l != label::NONE || segment.units.len() == 1));
        let next = others.map(|l| segment.scores[l]).max().unwrap_or(0);
        // Where everything is out of the question nothing is a name.
        let barred = segment.scores[label] <= super::bars::NEVER / 2;
        let stands = if barred { label::NONE } else { label };
        let margin = segment.scores[label] - next;
        decided.push(Decided { units: segment.units.clone(), label: stands, margin });
        end = (segment.units.start - region.units.start) as usize;
        label = usize::from(previous);
    }
    decided[from..].reverse();
    true
}

/// The decision for a region of one word.
fn alone(evidence: &[Row], only: &Segment, allowed: impl Fn(&Range<u32>, usize) -> bool) -> Option<Decided> {
    let start = evidence[FIRST_FOLLOWS + label::COUNT];
    let fits = (0..label::COUNT).rev().filter(|l| allowed(&only.units, *l));
    let label = fits.max_by_key(|l| start[*l] + only.scores[*l])?;
    let others = (0..label::COUNT).filter(|l| *l != label);
    let next = others.map(|l| only.scores[l]).max().unwrap_or(0);
    Some(Decided { units: only.units.clone(), label, margin: only.scores[label] - next })
}

#[cfg(test)]
mod tests {
    use super::super::evidence::WHOLE;

    /// The facts about whole runs are numbered by hand above; this holds the numbers against the list.
    #[test]
    fn facts_have_the_numbers_that_features_give_them() {
        let numbered = [
            (4, "sentence-start"),
            (15, "inside-listed"),
            (24, "has-of"),
            (32, "acronym"),
            (43, "listed-word"),
            (47, "all-unknown"),
            (53, "dateline"),
        ];
        for (number, name) in numbered {
            assert_eq!(WHOLE[number], name);
        }
    }
}
