//! [`Segment`]: a run of words that may be one name, with the evidence for each label; and the best way to cut a
//! region into segments, by dynamic programming over their scores.

use super::bars;
use super::features::{FIRST_FOLLOWS, Row, label};
use super::regions::Region;
use super::runs::Run;
use super::window::{Window, sign};
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

/// All runs of a region that can be names, with every single word.
#[inline]
pub(super) fn possible<'w>(window: &Window<'w, '_, '_>, mut found: impl FnMut(Run<'w>)) {
    for start in window.region.units.clone() {
        let mut run = Run::word(window, start);
        found(run);
        let begins = window.spot(start).shows(sign::BEGINS);
        // Only the tables have names that begin otherwise.
        if !begins && window.matches.is_empty() {
            continue;
        }
        for _ in start + 2..=window.region.units.end.min(start + LONGEST) {
            run = run.longer(window);
            let closes = begins && window.spot(run.end - 1).shows(sign::CLOSES);
            if closes || run.listed.is_some() {
                found(run);
            }
        }
    }
}

/// For each label the highest sum up to a place whose last segment has it, and that segment.
#[derive(Clone, Copy)]
struct Reached {
    sums: Row,
    last: [u32; 8],
}

/// The sum of what cannot be reached, so low that no more weights lift it above [`REACHED`].
const NEVER: i32 = i32::MIN / 4 * 3;
/// Lower than the sum of any segments.
const REACHED: i32 = i32::MIN / 2;

/// The highest sum with which each label may follow segments that end with these sums.
fn enter(ended: &Row, follows: &[Row]) -> Row {
    let mut sums = [NEVER; 8];
    for (sum, row) in ended.iter().zip(&follows[..label::COUNT]) {
        for (with, weight) in sums.iter_mut().zip(row) {
            *with = (sum + weight).max(*with);
        }
    }
    sums
}

/// Cuts a region into the segments of highest sum, which it adds to `decided`; false, and nothing added, if there is no
/// way. `allowed` may forbid labels of segments, for fitting.
///
/// All labels are looked at side by side, without a branch. Which label came before is found on the way back, for the
/// segments decided for alone.
pub(super) fn decide(
    evidence: &[Row],
    region: &Region,
    segments: &[Segment],
    allowed: impl Fn(&Range<u32>, usize) -> bool,
    decided: &mut Vec<Decided>,
) -> bool {
    let len = region.units.len();
    if let ([only], 1) = (segments, len) {
        let name = alone(evidence, only, allowed);
        decided.extend(name.clone());
        return name.is_some();
    }
    const NONE: Reached = Reached { sums: [NEVER; 8], last: [u32::MAX; 8] };
    let (mut few, mut many) = ([NONE; 9], Vec::new());
    let best = match few.get_mut(..=len) {
        Some(few) => few,
        None => {
            many.resize(len + 1, NONE);
            many.as_mut_slice()
        }
    };
    // By the label before, the last for the start of the region.
    let follows = &evidence[FIRST_FOLLOWS..][..=label::COUNT];
    // The highest sum with which each label may begin at the start of the present segments.
    let (mut start, mut sums) = (region.units.start, follows[label::COUNT]);
    for (number, segment) in (0..).zip(segments) {
        if segment.units.start != start {
            start = segment.units.start;
            sums = enter(&best[(start - region.units.start) as usize].sums, follows);
        }
        let labels = labels_of(segment);
        let open: [bool; 8] = std::array::from_fn(|l| l < labels && allowed(&segment.units, l));
        let to = &mut best[(segment.units.end - region.units.start) as usize];
        for label in 0..8 {
            let with = sums[label] + segment.scores[label];
            let better = open[label] & (with > to.sums[label]);
            to.sums[label] = if better { with } else { to.sums[label] };
            to.last[label] = if better { number } else { to.last[label] };
        }
    }
    let mut label = (0..label::COUNT).rev().max_by_key(|l| best[len].sums[*l]).unwrap_or(label::NONE);
    if best[len].sums[label] <= REACHED {
        return false;
    }
    let from = decided.len();
    let mut end = len;
    while end > 0 {
        let segment = &segments[best[end].last[label] as usize];
        let others = (0..labels_of(segment)).filter(|l| *l != label);
        let next = others.map(|l| segment.scores[l]).max().unwrap_or(0);
        // Where everything is out of the question nothing is a name.
        let barred = segment.scores[label] <= bars::NEVER / 2;
        let stands = if barred { label::NONE } else { label };
        let margin = segment.scores[label] - next;
        decided.push(Decided { units: segment.units.clone(), label: stands, margin });
        end = (segment.units.start - region.units.start) as usize;
        let before = |l: &usize| best[end].sums[*l] + follows[*l][label];
        label = (0..label::COUNT).rev().max_by_key(before).unwrap_or(label::NONE);
    }
    decided[from..].reverse();
    true
}

/// The labels that a segment may have are the first so many: several words are not outside of names.
fn labels_of(segment: &Segment) -> usize {
    if segment.units.len() > 1 { label::NONE } else { label::COUNT }
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
