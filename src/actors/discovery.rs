//! Deciding what the names of an article are, in two passes: the second knows what the first has found.

use super::ActorRules;
use super::bars::{NEVER, barred, labels, strike};
use super::features::{FIRST_ARTICLE, Row, label};
use super::recall::{FormKey, Recall};
use super::regions::{Region, Regions, kind};
use super::runs::Run;
use super::segments::{Decided, Segment, decide, possible};
use super::sums::{Sink, Sum, Sums, add};
use super::survey::Survey;
use super::window::{Spot, Window};
use crate::analysis::MadeBy;
use std::ops::Range;

/// What is known of an article's names, region by region.
pub(super) struct Discovery<'a, 't> {
    pub(super) survey: Survey<'a, 't>,
    pub(super) regions: Regions,
    segments: Vec<Segment>,
    /// For each region its segments.
    of_region: Vec<Range<u32>>,
    pub(super) recall: Recall,
    /// The first pass, of all regions in order.
    pub(super) first: Vec<Decided>,
    /// For each region its part of the first pass.
    first_of: Vec<Range<u32>>,
}

impl<'a, 't> Discovery<'a, 't> {
    /// Finds the regions and runs the first pass with these weights.
    pub(super) fn first(survey: Survey<'a, 't>, weights: &[Row], sums: &mut Sums) -> Discovery<'a, 't> {
        let regions = Regions::find(&survey);
        let count = regions.regions.len();
        // Most regions are a word or two.
        let (mut segments, mut first) = (Vec::with_capacity(3 * count), Vec::with_capacity(2 * count));
        let (mut of_region, mut first_of) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut recall = Recall::default();
        let mut spots = Vec::new();
        for region in &regions.regions {
            let window = Window::new(&survey, &regions, region, &mut spots);
            let (from, at) = (segments.len(), first.len());
            let alone = region.units.len() == 1;
            possible(&window, |run| {
                let barred = barred(&window, &run);
                // What cannot be chosen is not weighed, nor what must be.
                let open = labels(run.len()) & !barred;
                let mut scores = [0; 8];
                if open != 0 && !(alone && open.is_power_of_two()) {
                    let mut sum = Sum { weights, sums: &mut *sums, scores };
                    window.features(&run, &mut sum);
                    scores = sum.scores;
                }
                strike(barred, &mut scores);
                let people = run.kinds() & kind::PEOPLE != 0;
                segments.push(Segment { units: run.units(), scores, people });
            });
            decide(weights, region, &segments[from..], |_, _| true, &mut first);
            recall.note(&window, &first[at..]);
            of_region.push(from as u32..segments.len() as u32);
            first_of.push(at as u32..first.len() as u32);
        }
        Discovery { survey, regions, segments, of_region, recall, first, first_of }
    }

    /// The first pass near a region: its own names and those of its neighbours.
    fn near(&self, number: usize) -> &[Decided] {
        let low = self.first_of[number.saturating_sub(1)].start;
        let high = self.first_of[(number + 1).min(self.first_of.len() - 1)].end;
        &self.first[low as usize..high as usize]
    }

    /// What the first pass decided for a region.
    fn alone(&self, number: usize) -> &[Decided] {
        let Range { start, end } = self.first_of[number];
        &self.first[start as usize..end as usize]
    }

    /// The segments of a region with the evidence of the first pass.
    pub(super) fn segments_alone(&self, number: usize) -> &[Segment] {
        let Range { start, end } = self.of_region[number];
        &self.segments[start as usize..end as usize]
    }

    /// The segments of a region with the evidence of the whole article; none if that changes nothing.
    pub(super) fn segments(&self, number: usize, weights: &[Row], out: &mut Vec<Segment>) {
        out.clear();
        let alone = self.segments_alone(number);
        let sentence = &self.survey.words.sentences[self.region(number).sentence as usize];
        let near = self.near(number);
        let mut before = None;
        for (place, Segment { units, .. }) in alone.iter().enumerate() {
            let key = FormKey::after(&self.survey, units, before);
            before = Some((units, key));
            let told = self.recall.told(&self.survey, sentence, (units, key), near);
            if told.facts == 0 {
                continue;
            }
            if out.is_empty() {
                out.extend_from_slice(alone);
            }
            let scores = &mut out[place].scores;
            if told.thing {
                scores[..label::OTHER].fill(NEVER);
            }
            told.each(|fact| add(scores, &weights[FIRST_ARTICLE + fact]));
            if told.company && self.survey.title_before(units.start, sentence.start).is_none() {
                scores[label::PERSON] = NEVER;
            }
        }
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
        if !self.certain(number) {
            self.segments(number, weights, segments);
            if !segments.is_empty() {
                decide(weights, region, segments, |_, _| true, decided);
                return;
            }
        }
        decided.extend_from_slice(self.alone(number));
    }

    /// Whether a region is one word that can be only one thing, and the article does not use it for another.
    fn certain(&self, number: usize) -> bool {
        let [only] = self.segments_alone(number) else { return false };
        let open = only.scores[..label::COUNT].iter().filter(|score| **score > NEVER / 2);
        self.regions.regions[number].units.len() == 1
            && open.count() == 1
            && !self.recall.is_thing(&self.survey, only.units.start)
    }

    /// Every feature of a segment of a region, for fitting and `explain`.
    pub(super) fn all_features(
        &self,
        number: usize,
        units: &Range<u32>,
        recall: bool,
        spots: &mut Vec<Spot>,
        sink: &mut impl Sink,
    ) {
        let region = &self.regions.regions[number];
        let window = Window::over(&self.survey, &self.regions, region, units, spots);
        window.features(&Run::over(&window, units), sink);
        if recall {
            let sentence = &self.survey.words.sentences[region.sentence as usize];
            let key = FormKey::of(&self.survey, units);
            let told = self.recall.told(&self.survey, sentence, (units, key), self.near(number));
            sink.told(told.facts);
        }
    }

    /// What spoke most for a name.
    pub(super) fn reason(&self, number: usize, decided: &Decided, spots: &mut Vec<Spot>) -> MadeBy<'a> {
        let evidence = &self.survey.rules.evidence;
        let mut best = evidence.best(decided.label);
        self.all_features(number, &decided.units, true, spots, &mut best);
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
