//! Learning the weights of `evidence.csv` from texts in which names are marked: an averaged structured perceptron
//! over the same segments that [`Discovery`] decides between.
//!
//! In: texts with spans and labels. Out: the table as CSV. What is learned are weights of shapes, lists and word
//! classes, no words. Deterministic: articles are taken in a fixed pseudo-random order. A fit depends much on that
//! order; the average of several does not, and holds better for other texts.

use super::ActorRules;
use super::bars::NEVER;
use super::discovery::Discovery;
use super::features::{FEATURES, FIRST_ARTICLE, FIRST_FOLLOWS, Row, label};
use super::lists::list;
use super::segments::{Decided, Segment, decide};
use super::sums::{Each, Memo};
use super::survey::Survey;
use crate::lexicon::Lexicon;
use crate::pattern::Terrain;
use crate::rules::{RuleError, RuleFile};
use crate::span::Span;
use crate::words::{Words, bits};
use std::ops::Range;

/// What a marked span is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum NameLabel {
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A state or other place.
    Place,
    /// A people, or something else that has a name: an event, a work.
    Other,
    /// A word inside of some name, of whatever kind and length.
    Part,
    /// A word that is a capital only where a sentence begins, or in a heading.
    Word,
}

/// The weights while they are learned.
pub struct NameFit {
    weights: Vec<Row>,
    /// Weights times the step at which they were added, for the average.
    summed: Vec<[i64; 8]>,
    step: i64,
    /// Features that sit out the present article.
    out: Vec<bool>,
    random: u64,
}

/// Of a hundred features so many sit out each article, so that no weight leans on another: what is learned from one
/// kind of text then holds better in others.
const DROPPED: u64 = 20;

/// One step of a weight, in thousandths.
const RATE: i32 = 100;

impl NameFit {
    /// Begins with the weights of a file like `evidence.csv`; `seed` chooses what sits out each article.
    pub(crate) fn new(rules: &ActorRules, prior: &RuleFile, seed: u64) -> Result<NameFit, RuleError> {
        let mut faults = Vec::new();
        let mut zero = rules.evidence.with_rows(vec![[0; 8]; FEATURES]);
        (zero.rows, _) = zero.read_rows(prior, &mut faults);
        match faults.pop() {
            Some(fault) => Err(fault),
            None => Ok(NameFit {
                weights: zero.rows,
                summed: vec![[0; 8]; FEATURES],
                step: 1,
                out: vec![false; FEATURES],
                random: seed,
            }),
        }
    }

    /// Takes in one article. `marked` is in text order; gives how many regions were decided wrongly.
    pub(crate) fn learn(
        &mut self,
        rules: &ActorRules,
        terrain: Terrain,
        words: &Words,
        lexicon: &Lexicon,
        marked: &[(Span, NameLabel)],
    ) -> usize {
        let (mut present, mut memo) = (self.drop_out(), Memo::default());
        let survey = Survey::new(rules, terrain, words, lexicon, &memo.looks);
        let mut found = Discovery::first(survey, &present, &mut memo.sums);
        let (mut wrong, mut segments) = (0, Vec::new());
        for number in 0..found.regions.regions.len() {
            let alone = found.segments_alone(number).to_vec();
            found.segments(number, &present, &mut segments);
            if segments.is_empty() {
                segments.clone_from(&alone);
            }
            let wanted = Wanted::new(&found, &found.region(number).units, &segments, marked);
            self.correct(&mut present, &mut found, number, &alone, &wanted, false);
            wrong += usize::from(self.correct(&mut present, &mut found, number, &segments, &wanted, true));
        }
        wrong
    }

    /// Chooses what sits out, and gives the weights of the rest.
    fn drop_out(&mut self) -> Vec<Row> {
        let mut present = self.weights.clone();
        for (feature, row) in present.iter_mut().enumerate() {
            self.random =
                self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            self.out[feature] = (self.random >> 33) % 100 < DROPPED;
            if self.out[feature] {
                *row = [0; 8];
            }
        }
        present
    }

    /// Moves the weights if the best cut of a region is not one that agrees with the marks.
    fn correct(
        &mut self,
        present: &mut [Row],
        found: &mut Discovery,
        number: usize,
        segments: &[Segment],
        wanted: &Wanted,
        recall: bool,
    ) -> bool {
        let region = found.region(number).clone();
        let (mut right, mut guess) = (Vec::new(), Vec::new());
        if !decide(present, &region, segments, |u, l| wanted.allows(u, l), &mut right) {
            return false;
        }
        // Marks that the bars rule out teach nothing.
        let out = |d: &Decided| segments.iter().any(|s| s.units == d.units && s.scores[d.label] <= NEVER / 2);
        if right.iter().any(out) {
            return false;
        }
        // A margin: what is right must win even when the rest is given a little more.
        let mut raised = segments.to_vec();
        for segment in &mut raised {
            for l in 0..label::COUNT {
                if !wanted.allows(&segment.units, l) {
                    segment.scores[l] += MARGIN * segment.units.len() as i32;
                }
            }
        }
        decide(present, &region, &raised, |_, _| true, &mut guess);
        self.step += 1;
        let same = |a: &Decided, b: &Decided| a.units == b.units && a.label == b.label;
        if right.len() == guess.len() && right.iter().zip(&guess).all(|(a, b)| same(a, b)) {
            return false;
        }
        for (path, other, sign) in [(&right, &guess, RATE), (&guess, &right, -RATE)] {
            let mut previous = label::COUNT;
            for part in path.iter() {
                self.change(present, FIRST_FOLLOWS + previous, part.label, sign);
                previous = part.label;
                if other.iter().any(|o| same(o, part)) {
                    continue;
                }
                let mut change = Each(|f| self.change(present, f, part.label, sign));
                found.all_features(number, &part.units, recall, &mut Vec::new(), &mut change);
            }
        }
        true
    }

    fn change(&mut self, present: &mut [Row], feature: usize, label: usize, by: i32) {
        if self.out[feature] || HELD.contains(&feature) {
            return;
        }
        present[feature][label] += by;
        self.weights[feature][label] += by;
        self.summed[feature][label] += i64::from(by) * self.step;
    }

    /// The weights of several fits, averaged over their steps and over the fits, as `evidence.csv`.
    pub(crate) fn to_csv(fits: &[NameFit], rules: &ActorRules) -> String {
        let mean = |feature: usize, label: usize| {
            let of = |fit: &NameFit| {
                i64::from(fit.weights[feature][label]) - fit.summed[feature][label] / fit.step
            };
            (fits.iter().map(of).sum::<i64>() / fits.len().max(1) as i64) as i32
        };
        let rows: Vec<Row> = (0..FEATURES).map(|f| std::array::from_fn(|l| mean(f, l))).collect();
        rules.evidence.to_csv(&rows)
    }
}

const MARGIN: i32 = 400;

/// What the form is elsewhere in the article is not learned: a fit sees the same mistakes there and here, and so learns
/// to mistrust it.
const HELD: Range<usize> = FIRST_ARTICLE..FIRST_ARTICLE + label::COUNT;

/// Which segments of a region agree with the marks.
struct Wanted {
    marks: Vec<(Range<u32>, NameLabel)>,
    peoples: Vec<Range<u32>>,
    parts: Vec<u32>,
    words: Vec<u32>,
    /// Whether names are marked, not only words of names.
    whole: bool,
}

impl Wanted {
    fn new(
        found: &Discovery,
        region: &Range<u32>,
        segments: &[Segment],
        marked: &[(Span, NameLabel)],
    ) -> Wanted {
        let survey = &found.survey;
        let (mut marks, mut parts, mut words) = (Vec::new(), Vec::new(), Vec::new());
        for (span, kind) in marked {
            let first = region.clone().find(|at| survey.unit(*at).start == span.start);
            let last = region.clone().find(|at| {
                survey.unit(*at).bare(survey.terrain.text).end == span.end || survey.unit(*at).end == span.end
            });
            if let (Some(mut first), Some(last)) = (first, last) {
                // A title is not part of the name, whatever the marks say.
                let titled = |at: u32| {
                    survey.is_in(survey.unit(at), list::TITLE)
                        || survey.is_in(survey.unit(at), list::HONORIFIC)
                };
                while *kind == NameLabel::Person && first < last && titled(first) {
                    first += 1;
                    while first < last && survey.unit(first).is(bits::MARK) {
                        first += 1;
                    }
                }
                let units = first..last + 1;
                match kind {
                    NameLabel::Part if !titled(first) => parts.extend(units),
                    NameLabel::Part => {}
                    NameLabel::Word => words.extend(units),
                    _ if first <= last && segments.iter().any(|s| s.units == units) => {
                        marks.push((units, *kind));
                    }
                    _ => {}
                }
            }
        }
        let peoples = segments.iter().filter(|s| s.people).map(|s| s.units.clone()).collect();
        let whole = !marked.iter().any(|(_, kind)| matches!(kind, NameLabel::Part | NameLabel::Word));
        Wanted { marks, peoples, parts, words, whole }
    }

    fn allows(&self, units: &Range<u32>, label: usize) -> bool {
        if !self.whole {
            let word = |at: u32| self.words.contains(&at);
            return match (label, units.len()) {
                (label::NONE, _) => !self.parts.contains(&units.start),
                (label::PEOPLE, _) => true,
                (_, 1) => !word(units.start) && !self.peoples.contains(units),
                _ => !word(units.start) && !word(units.end - 1),
            };
        }
        let mark = self.marks.iter().find(|(m, _)| m.start < units.end && units.start < m.end);
        match mark {
            None if self.peoples.contains(units) => label == label::PEOPLE,
            None => label > label::PEOPLE,
            Some((m, kind)) => {
                m == units
                    && match kind {
                        NameLabel::Person => label == label::PERSON,
                        NameLabel::Organization => label == label::ORGANIZATION,
                        NameLabel::Place => label == label::PLACE,
                        NameLabel::Other if self.peoples.contains(units) => label == label::PEOPLE,
                        NameLabel::Other => label == label::OTHER,
                        NameLabel::Part | NameLabel::Word => true,
                    }
            }
        }
    }
}
