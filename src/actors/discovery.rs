//! Deciding what the names of an article are, in two passes: the second knows what the first has found.

use super::ActorRules;
use super::bars::{NEVER, strike};
use super::evidence::{Each, Row, Sum, Sums, add, label};
use super::recall::Recall;
use super::regions::{Region, Regions, kind};
use super::segments::{Decided, Segment, decide, possible};
use super::survey::Survey;
use crate::analysis::MadeBy;
use std::ops::Range;

/// What is known of an article's names, region by region.
pub(super) struct Discovery<'a, 't> {
    pub(super) survey: Survey<'a, 't>,
    pub(super) regions: Regions,
    segments: Vec<Segment>,
    /// For each region its segments.
    of_region: Vec<Range<usize>>,
    pub(super) recall: Recall,
    /// The first pass, of all regions in order.
    pub(super) first: Vec<Decided>,
    /// For each region its part of the first pass.
    first_of: Vec<Range<usize>>,
}

impl<'a, 't> Discovery<'a, 't> {
    /// Finds the regions and runs the first pass with these weights.
    pub(super) fn first(survey: Survey<'a, 't>, weights: &[Row], sums: &mut Sums) -> Discovery<'a, 't> {
        let mut regions = Regions::default();
        for number in 0..survey.words.sentences.len() {
            regions.find(&survey, number as u32);
        }
        let mut found = Discovery {
            survey,
            regions,
            segments: Vec::new(),
            of_region: Vec::new(),
            recall: Recall::default(),
            first: Vec::new(),
            first_of: Vec::new(),
        };
        for number in 0..found.regions.regions.len() {
            let region = &found.regions.regions[number];
            let from = found.segments.len();
            let segments = &mut found.segments;
            possible(&found.survey, region, &found.regions, |units| {
                let people =
                    found.regions.matched(region, &units).is_some_and(|m| m.kinds & kind::PEOPLE != 0);
                segments.push(Segment { units, scores: [0; 8], people });
            });
            for segment in &mut found.segments[from..] {
                let mut sum = Sum { weights, sums: &mut *sums, scores: [0; 8] };
                found.survey.features(region, &found.regions, &segment.units, &mut sum);
                segment.scores = sum.scores;
                strike(&found.survey, &found.regions, region, &segment.units, &mut segment.scores);
            }
            let at = found.first.len();
            decide(weights, region, &found.segments[from..], |_, _| true, &mut found.first);
            let sentence = &found.survey.words.sentences[region.sentence as usize];
            found.recall.note(&found.survey, sentence, &found.first[at..]);
            found.of_region.push(from..found.segments.len());
            found.first_of.push(at..found.first.len());
        }
        found
    }

    /// The first pass near a region: its own names and those of its neighbours.
    fn near(&self, number: usize) -> &[Decided] {
        let low = self.first_of[number.saturating_sub(1)].start;
        let high = self.first_of[(number + 1).min(self.first_of.len() - 1)].end;
        &self.first[low..high]
    }

    /// The segments of a region with the evidence of the first pass.
    pub(super) fn segments_alone(&self, number: usize) -> &[Segment] {
        &self.segments[self.of_region[number].clone()]
    }

    /// The segments of a region with the evidence of the whole article; whether that changed any.
    pub(super) fn segments(&self, number: usize, weights: &[Row], out: &mut Vec<Segment>) -> bool {
        let region = &self.regions.regions[number];
        out.clear();
        out.extend_from_slice(self.segments_alone(number));
        let near = self.near(number);
        let mut changed = false;
        for segment in out {
            let scores = &mut segment.scores;
            if self.recall.is_thing(&self.survey, &segment.units) {
                scores[..label::OTHER].fill(NEVER);
            }
            self.recall.features(&self.survey, region, &segment.units, near, |f| {
                changed = true;
                add(scores, &weights[f]);
            });
            let low = self.survey.words.sentences[region.sentence as usize].start;
            if self.recall.is_company(&self.survey, &segment.units)
                && self.survey.title_before(segment.units.start, low).is_none()
            {
                scores[label::PERSON] = NEVER;
            }
        }
        changed
    }

    /// What the second pass decides for a region, in place of what `decided` held.
    pub(super) fn second(
        &self,
        number: usize,
        weights: &[Row],
        segments: &mut Vec<Segment>,
        decided: &mut Vec<Decided>,
    ) {
        let region = &self.regions.regions[number];
        decided.clear();
        if self.segments(number, weights, segments) {
            decide(weights, region, segments, |_, _| true, decided);
        } else {
            decided.extend_from_slice(&self.first[self.first_of[number].clone()]);
        }
    }

    /// Every feature of a segment of a region, for fitting and `explain`.
    pub(super) fn all_features(
        &self,
        number: usize,
        units: &Range<u32>,
        recall: bool,
        mut feature: impl FnMut(usize),
    ) {
        let region = &self.regions.regions[number];
        self.survey.features(region, &self.regions, units, &mut Each(&mut feature));
        if !recall {
            return;
        }
        self.recall.features(&self.survey, region, units, self.near(number), &mut feature);
    }

    /// What spoke most for a name.
    pub(super) fn reason(&self, number: usize, decided: &Decided) -> MadeBy<'a> {
        let evidence = &self.survey.rules.evidence;
        let mut best = evidence.best(decided.label);
        self.all_features(number, &decided.units, true, |feature| best.take(feature));
        let part = |feature: Option<usize>| feature.map_or((0, ""), |f| evidence.place(f));
        MadeBy::Evidence { file: evidence.file(), parts: best.features().map(part) }
    }

    /// A region.
    pub(super) fn region(&self, number: usize) -> &Region {
        &self.regions.regions[number]
    }
}

/// Whether a label is that of a mention.
pub(super) fn is_mention(decided: &Decided) -> bool {
    decided.label < label::OTHER
}

impl ActorRules {
    /// The weights of the rules.
    pub(super) fn weights(&self) -> &[Row] {
        &self.evidence.rows
    }
}
