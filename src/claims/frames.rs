//! [`Frames`]: frames that report, by their words alone, for sentences whose clauses do not show one: *the plan, the army
//! said on Friday, ...*, *officials said Japanese vessels saved twelve*.
//!
//! In: a sentence's [`Shape`]. Out: the words between the last boundary and a verb that reports, as holder, if they
//! can be its subject and if what it reports stands before or after. A verb within a clause that says when, which or
//! why (*when critics noted*, *which it says*) is no frame, nor is one in quotation marks.

use super::attribution::Attributed;
use super::shape::Shape;
use crate::dates;
use crate::lexicon::WordId;
use crate::pattern::{Vocabulary, parse::bits_of};
use crate::span::Span;
use crate::word_map::WordMap;
use crate::words::{Unit, bits, host};
use std::collections::BTreeMap;
use std::ops::Range;

/// Finds frames without clauses.
pub struct Frames {
    /// Words that may be the verb of a frame.
    reporting: WordMap<Reporting>,
    /// *say, tell*: whatever follows is said.
    plain: Option<u16>,
    /// *said, warned*: with a clause.
    said: Option<u16>,
    says: Option<u16>,
    /// Nouns and mentions that can show.
    sources: [Option<u16>; 4],
    dates: [Option<u16>; 4],
    pronoun: u32,
    determiner: u32,
    adverb: u32,
    preposition: u32,
    have: u32,
    verb: u32,
    /// Words that make a verb a wish, a question or a denial.
    unsaid: u32,
}

/// How a word reports.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Reporting {
    /// As a verb: *said, thinks, shows*.
    Verb,
    /// Always: *tell*.
    Plain,
}

/// What stands before the words of a subject.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Opening {
    Start,
    Mark,
    Conjunction,
}

/// A subject and more than this many words are no frame.
const LONGEST: u32 = 14;

/// Words that open a clause whose verb frames only a part of the sentence.
const INNER: [&str; 22] = [
    "who", "which", "that", "what", "whom", "whose", "how", "when", "if", "as", "than", "because", "while",
    "although", "though", "where", "whether", "why", "let", "unless", "having", "nor",
];

impl Frames {
    /// Looks lists and word classes up once.
    pub fn new(vocabulary: &Vocabulary) -> Frames {
        let plain = vocabulary.label("plain-verb");
        let verbs = ["said", "say-verb", "think-verb", "show-verb"].map(|l| vocabulary.label(l));
        let mut reporting = BTreeMap::new();
        for (word, members) in (0..).zip(vocabulary.words_with_members()) {
            let how = members.iter().filter_map(|m| match Some(m.label) {
                label if label == plain => Some(Reporting::Plain),
                label if verbs.contains(&label) => Some(Reporting::Verb),
                _ => None,
            });
            if let Some(how) = how.max() {
                reporting.insert(WordId(word), how);
            }
        }
        Frames {
            reporting: reporting.into(),
            plain,
            said: vocabulary.label("said"),
            says: vocabulary.label("say-verb"),
            sources: ["document-noun", "say-noun", "<person>", "<organization>"].map(|l| vocabulary.label(l)),
            dates: dates::labels(vocabulary),
            pronoun: bits_of("pronoun"),
            determiner: bits_of("determiner"),
            adverb: bits_of("adverb"),
            preposition: bits_of("preposition"),
            have: bits_of("have"),
            verb: bits_of("verb") | bits_of("participle"),
            unsaid: bits_of("modal") | bits_of("do") | bits_of("be") | bits_of("negation"),
        }
    }

    /// The first frame of a sentence.
    pub fn of(&self, shape: &Shape) -> Option<Attributed> {
        let quotes = shape.with(bits::QUOTE);
        quotes
            .clone()
            .find_map(|at| self.after_quotation(shape, at).or_else(|| self.before_quotation(shape, at)))
            .or_else(|| self.plainly(shape))
    }

    /// *According to the harbour board, ...*: the words up to a stop or a verb.
    pub fn according(&self, shape: &Shape) -> Option<Attributed> {
        let to = (shape.units.start + 1..shape.units.end).find(|at| {
            shape.unit(*at).span().len() == 2
                && shape.word(*at) == "to"
                && shape.word(at - 1).eq_ignore_ascii_case("according")
        })?;
        let inside = |at: &u32| {
            let unit = shape.unit(*at);
            let glued = unit.is(bits::GLUED) && matches!(shape.word(*at), "-" | "&");
            glued
                || !unit.is(bits::MARK)
                    && (!unit.is(bits::VERBS) || unit.is(self.preposition))
                    && !self.inner(shape, *at)
        };
        let end = to + 1 + (to + 1..shape.units.end).take(12).take_while(inside).count() as u32;
        let loose = |at: &u32| shape.unit(*at).is(self.preposition | self.determiner | self.adverb);
        let end = end - (to + 1..end).rev().take_while(loose).count() as u32;
        (end > to + 1 && shape.word(to + 1) != "plan").then(|| {
            let last = shape.unit(end - 1).bare(shape.terrain.text);
            Attributed { holder: Some(Span { start: shape.unit(to + 1).start, end: last.end }) }
        })
    }

    /// *"...," said the mayor*: a comma within the mark, and a verb that reports.
    fn after_quotation(&self, shape: &Shape, mark: u32) -> Option<Attributed> {
        let stop = mark.checked_sub(1).filter(|at| *at >= shape.units.start)?;
        if !shape.unit(mark).is(bits::GLUED) || !matches!(shape.word(stop), "," | "?" | "!") {
            return None;
        }
        let tail = mark + 1..shape.units.end.min(mark + LONGEST);
        let says = |at: &u32| {
            shape.unit(*at).is(self.verb) && shape.listed(*at, self.says) || shape.listed(*at, self.plain)
        };
        let verb = tail.clone().find(says)?;
        if (tail.start..verb).any(|at| self.inner(shape, at) || shape.unit(at).is(bits::QUOTE)) {
            return None;
        }
        let words =
            if verb > tail.start { tail.start..self.subject_end(shape, verb)? } else { verb + 1..tail.end };
        let inside = |at: &u32| {
            let unit = shape.unit(*at);
            !unit.is(bits::MARK)
                || matches!(shape.word(*at), "." | "-") && unit.is(bits::GLUED) && *at + 1 < words.end
        };
        let length = words.clone().take_while(inside).count() as u32;
        let mut end = words.start + length;
        if verb < words.start {
            let after =
                |at: u32| shape.unit(at).is(self.preposition) && !matches!(shape.word(at), "of" | "for");
            end = (words.start + 1..end).find(|at| after(*at)).unwrap_or(end);
        }
        if words.start >= end {
            return Some(Attributed { holder: None });
        }
        let holder = Span {
            start: shape.unit(words.start).start,
            end: shape.unit(end - 1).bare(shape.terrain.text).end,
        };
        let author = ["i", "we"].iter().any(|w| holder.of(shape.terrain.text).eq_ignore_ascii_case(w));
        (!author).then_some(Attributed { holder: Some(holder) })
    }

    /// *She put it clearly: "The pier is sound."*
    fn before_quotation(&self, shape: &Shape, mark: u32) -> Option<Attributed> {
        let colon = mark.checked_sub(1).filter(|at| *at > shape.units.start)?;
        let capital = shape.unit(mark + 1 - u32::from(mark + 1 >= shape.units.end)).is(bits::CAP);
        let example = ["including", "reads", "read", "example", "instance", "is", "are"];
        if shape.word(colon) != ":"
            || !capital
            || shape.units.end - mark < 5
            || example.contains(&shape.word(colon - 1))
        {
            return None;
        }
        let main = shape.clauses.first().filter(|c| c.main && c.verb < colon && !c.passive)?;
        let subject = main.subject?;
        let author = ["i", "we", "you", "it", "this", "that", "there"];
        let name = host(shape.word(subject));
        let somebody = !author.iter().any(|w| name.eq_ignore_ascii_case(w));
        let unit = shape.unit(subject);
        let start =
            if unit.is(self.pronoun) { unit.start } else { shape.unit(main.units.start.min(subject)).start };
        somebody.then(|| Attributed { holder: Some(Span { start, end: unit.bare(shape.terrain.text).end }) })
    }

    /// The first frame outside quotation marks.
    fn plainly(&self, shape: &Shape) -> Option<Attributed> {
        let mut quoted = false;
        shape.units.clone().find_map(|at| {
            let unit = shape.unit(at);
            if unit.is(bits::QUOTE) {
                quoted = match shape.word(at) {
                    "“" | "«" | "„" => true,
                    "”" | "»" => false,
                    _ => !quoted,
                };
            }
            if quoted || unit.is(bits::MARK) {
                return None;
            }
            let plain = *self.reporting.get(unit.id)? == Reporting::Plain;
            if !plain && (!unit.is(self.verb) || unit.is(bits::CAP)) {
                return None;
            }
            self.frame(shape, at, plain)
        })
    }

    /// The frame around a verb.
    fn frame(&self, shape: &Shape, verb: u32, plain: bool) -> Option<Attributed> {
        let end = self.subject_end(shape, verb)?;
        let (mut start, opening) = self.opening(shape, end)?;
        // *and last month Berg said*
        let joins = |at: u32| matches!(shape.word(at), "and" | "or" | "on" | "in");
        while start < end {
            let date = shape.terrain.chart.starting(start).find(|e| self.dates.contains(&Some(e.label)));
            match date.filter(|e| e.end <= end) {
                Some(edge) => start = edge.end,
                None if shape.unit(start).is(self.adverb) || joins(start) && start + 1 < end => start += 1,
                None => break,
            }
        }
        if start == end {
            let inverted = || self.inverted(shape, verb).filter(|_| plain && opening == Opening::Mark);
            return inverted().or_else(|| self.shared(shape, verb, opening, plain));
        }
        let words = start..end;
        let finite = |at: u32| shape.clauses.iter().any(|c| c.finite.is_some() && c.verb == at);
        if words.clone().any(|at| self.inner(shape, at) || finite(at) || shape.unit(at).is(self.unsaid)) {
            return None;
        }
        let (first, last) = (shape.unit(start), shape.unit(end - 1));
        let word = host(shape.word(end - 1));
        let is = |list: &[&str]| list.iter().any(|w| word.eq_ignore_ascii_case(w));
        let nobody = [
            "i", "we", "you", "this", "that", "there", "these", "nobody", "nothing", "none", "one",
            "someone", "anyone",
        ];
        if last.is(self.preposition | bits::POSSESSIVE)
            || last.is(self.determiner) && !last.is(self.pronoun)
            || is(&nobody) && word != "US"
            || shape.word(start).eq_ignore_ascii_case("no")
        {
            return None;
        }
        // *..., which, it claimed, ...*
        let aside = opening == Opening::Mark
            && (matches!(shape.word(start - 1), "(" | "[")
                || start >= shape.units.start + 2
                    && shape.word(start - 1) == ","
                    && self.inner(shape, start - 2)
                    && shape.word(start - 2) != "that");
        let closes = opening == Opening::Mark && self.closes(shape, verb, start, plain);
        if aside || !closes && !plain && !shape.listed(verb, self.says) && !self.source(shape, &words) {
            return None;
        }
        if !closes && (is(&["it"]) || !self.opens(shape, verb, plain)) {
            return None;
        }
        // *In a statement the army said*
        let from = if first.is(self.preposition) {
            (start + 1..end).rev().find(|at| shape.unit(*at).is(self.determiner)).unwrap_or(start + 1)
        } else {
            start
        };
        let holder =
            Span { start: shape.unit(from.min(end - 1)).start, end: last.bare(shape.terrain.text).end };
        Some(Attributed { holder: Some(holder) })
    }

    /// Where the subject ends: before *has*, *also*, *on Friday*. `None` if the verb is no statement.
    fn subject_end(&self, shape: &Shape, verb: u32) -> Option<u32> {
        let mut end = verb;
        while end > shape.units.start {
            let before = shape.unit(end - 1);
            let date = shape.terrain.chart.ending(end).find(|e| self.dates.contains(&Some(e.label)));
            if let Some(edge) = date {
                end = edge.start.max(shape.units.start);
                let on = end > shape.units.start && matches!(shape.word(end - 1), "on" | "in");
                end -= u32::from(on);
            } else if before.is(self.unsaid) || shape.word(end - 1).eq_ignore_ascii_case("to") {
                return None;
            } else if before.is(self.adverb | self.have) {
                end -= 1;
            } else {
                break;
            }
        }
        Some(end)
    }

    /// Where the words before a verb begin, and after what.
    fn opening(&self, shape: &Shape, end: u32) -> Option<(u32, Opening)> {
        let mut start = end;
        while start > shape.units.start {
            if end - start > LONGEST {
                return None;
            }
            let before = shape.unit(start - 1);
            let word = shape.word(start - 1);
            if before.is(bits::MARK) {
                // *the association (JEA)*
                let opens = |at: &u32| shape.word(*at) == "(";
                let group =
                    (word == ")").then(|| (shape.units.start..start).rev().take(6).find(opens)).flatten();
                if let Some(group) = group {
                    start = group;
                    continue;
                }
                // *Lt. Berg*, *deputy-director*
                let title = word == "."
                    && start < end
                    && shape.unit(start).is(bits::CAP)
                    && start > shape.units.start + 1
                    && shape.unit(start - 2).end - shape.unit(start - 2).start < 5;
                if !(title || before.is(bits::GLUED) && matches!(word, "-" | "&")) {
                    return Some((start, Opening::Mark));
                }
            } else if ["but", "yet", "so"].iter().any(|w| word.eq_ignore_ascii_case(w))
                || start == end && word.eq_ignore_ascii_case("and")
            {
                return Some((start, Opening::Conjunction));
            } else if shape.clauses.iter().any(|c| c.finite.is_some() && c.verb == start - 1)
                && let Some(and) = (start..end).find(|at| shape.word(*at) == "and")
            {
                return Some((and + 1, Opening::Conjunction));
            }
            start -= 1;
        }
        Some((start, Opening::Start))
    }

    /// *The council met and said that ...*, *Berg, the mayor, said ...*: the subject of the main clause.
    fn shared(&self, shape: &Shape, verb: u32, opening: Opening, plain: bool) -> Option<Attributed> {
        let main = shape.clauses.first().filter(|c| c.main && !c.passive && c.units.start < verb)?;
        if (main.units.start..verb).any(|at| self.inner(shape, at)) {
            return None;
        }
        let subject = main.subject.filter(|s| *s < verb)?;
        let that = verb + 1 < shape.units.end && shape.word(verb + 1) == "that";
        let stands = match opening {
            Opening::Conjunction => that || plain && self.opens(shape, verb, plain),
            Opening::Mark => plain && shape.word(verb - 1) == "," && self.opens(shape, verb, plain),
            Opening::Start => false,
        };
        let name = host(shape.word(subject));
        let author = ["i", "we", "you", "it", "this", "that", "who", "which"];
        let somebody = !author.iter().any(|w| name.eq_ignore_ascii_case(w)) || name == "US";
        (stands && somebody).then(|| {
            let head = shape.unit(subject);
            let start = if head.is(self.pronoun) {
                head.start
            } else {
                shape.unit(main.units.start.min(subject)).start
            };
            Attributed { holder: Some(Span { start, end: head.bare(shape.terrain.text).end }) }
        })
    }

    /// *..., said Berg, who ...*: a subject after its verb, up to a stop.
    fn inverted(&self, shape: &Shape, verb: u32) -> Option<Attributed> {
        let said = shape.clauses.iter().any(|c| c.finite.is_some() && c.verb + 1 < verb);
        let inside = |at: &u32| {
            let unit = shape.unit(*at);
            let title = shape.word(*at) == "."
                && unit.is(bits::GLUED)
                && at + 1 < shape.units.end
                && shape.unit(at - 1).end - shape.unit(at - 1).start < 5;
            title
                || !unit.is(bits::MARK | bits::VERBS | self.adverb)
                || unit.is(self.preposition)
                || shape.word(*at) == "-"
        };
        let end = verb + 1 + (verb + 1..shape.units.end).take_while(inside).count() as u32;
        let stops = end == shape.units.end || shape.unit(end).is(bits::MARK);
        let first = shape.unit((verb + 1).min(shape.units.end - 1));
        let noun = !first.is(self.preposition) && (!first.is(self.pronoun) || first.is(self.determiner));
        (said && stops && end > verb + 1 && end - verb < LONGEST && noun && shape.word(verb - 1) == ",").then(
            || {
                let holder =
                    Span { start: first.start, end: shape.unit(end - 1).bare(shape.terrain.text).end };
                Attributed { holder: Some(holder) }
            },
        )
    }

    /// What follows the verb: *that* in *she pointed out that*.
    fn next(&self, shape: &Shape, verb: u32) -> u32 {
        verb + 1 + u32::from(verb + 1 < shape.units.end && shape.word(verb + 1) == "out")
    }

    /// Whether what is reported follows.
    fn opens(&self, shape: &Shape, verb: u32, plain: bool) -> bool {
        let next = self.next(shape, verb);
        if next >= shape.units.end {
            return false;
        }
        let word = shape.word(next);
        let unit = shape.unit(next);
        if plain {
            let rest = ["to", "than", "no", "nothing", "so", ".", "?", "!", ")", "—", "-"];
            return !rest.iter().any(|w| word.eq_ignore_ascii_case(w));
        }
        if !shape.listed(verb, self.said) && next == verb + 1 {
            return false;
        }
        let nominative = ["he", "she", "they", "it", "there", "we", "i"];
        if word == "that" || nominative.iter().any(|w| word.eq_ignore_ascii_case(w)) {
            return true;
        }
        // *She stressed the air was clean*: a noun phrase and its verb.
        let finite = shape
            .clauses
            .iter()
            .filter(|c| c.verb > next)
            .filter_map(|c| c.finite_unit(shape.terrain.units))
            .min();
        let opens =
            |u: &Unit| u.is(self.determiner | bits::CAP | bits::NUMBER) || u.bits >> bits::FIRST_CLASS == 0;
        let bars = |at: u32| {
            let unit = shape.unit(at);
            unit.is(bits::BREAK)
                || unit.is(bits::JOINING) && !unit.is(self.preposition)
                || unit.is(self.pronoun) && !unit.is(self.determiner)
                || matches!(shape.word(at), "to" | "," | "as")
        };
        opens(&unit) && finite.is_some_and(|f| f > next && !(next..f).any(bars))
    }

    /// Whether what is reported stands before, and the frame ends here: *..., the army said on Friday.*
    fn closes(&self, shape: &Shape, verb: u32, start: u32, plain: bool) -> bool {
        let before = start.saturating_sub(1);
        let said = shape.clauses.iter().any(|c| c.finite.is_some() && c.verb < before);
        if !said {
            return false;
        }
        let next = self.next(shape, verb);
        let ends = next >= shape.units.end || shape.unit(next).is(bits::MARK);
        plain || ends
    }

    /// Whether a word opens a clause within a clause.
    fn inner(&self, shape: &Shape, at: u32) -> bool {
        INNER.iter().any(|w| shape.word(at).eq_ignore_ascii_case(w))
    }

    /// Whether words name somebody, or a text.
    fn source(&self, shape: &Shape, words: &Range<u32>) -> bool {
        let pronoun = ["he", "she", "they"].iter().any(|w| shape.word(words.start).eq_ignore_ascii_case(w));
        let named = |edge: &Option<u16>| self.sources.contains(edge);
        pronoun
            || words.clone().any(|at| self.sources.iter().any(|l| shape.listed(at, *l)))
            || shape.terrain.chart.ending(words.end).any(|e| named(&Some(e.label)))
    }
}
