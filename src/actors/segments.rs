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

/// A sum, the segment that ends with it and the label of the one before.
type Cell = (i32, u32, u8);

/// The sum of what cannot be reached.
const NEVER: i32 = i32::MIN / 4;

/// The highest sum with which each label may follow segments that end with these sums, and the label before it.
fn enter(ended: &[Cell; label::COUNT], rows: &[Row; label::COUNT + 1]) -> (Row, [u8; 8]) {
    let (mut sums, mut before) = ([NEVER; 8], [label::COUNT as u8; 8]);
    for (previous, (sum, ..)) in (0..).zip(ended) {
        if *sum <= NEVER {
            continue;
        }
        let row = &rows[usize::from(previous)];
        for label in 0..8 {
            let with = sum + row[label];
            if with > sums[label] {
                sums[label] = with;
                before[label] = previous;
            }
        }
    }
    (sums, before)
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
    let len = region.units.len();
    if let ([only], 1) = (segments, len) {
        let name = alone(evidence, only, allowed);
        decided.extend(name.clone());
        return name.is_some();
    }
    // best[end][label]: the highest sum up to `end` whose last segment has the label, and how it came about.
    const NONE: [Cell; label::COUNT] = [(NEVER, u32::MAX, label::COUNT as u8); label::COUNT];
    let (mut few, mut many) = ([NONE; 9], Vec::new());
    let best = match few.get_mut(..=len) {
        Some(few) => few,
        None => {
            many.resize(len + 1, NONE);
            many.as_mut_slice()
        }
    };
    let rows: [Row; label::COUNT + 1] = std::array::from_fn(|previous| evidence[FIRST_FOLLOWS + previous]);
    // The highest sum with which each label may begin at the start of the present segments, and the label before.
    let (mut sums, mut before) = (rows[label::COUNT], [label::COUNT as u8; 8]);
    let mut start = region.units.start;
    for (number, segment) in segments.iter().enumerate() {
        if segment.units.start != start {
            start = segment.units.start;
            (sums, before) = enter(&best[(start - region.units.start) as usize], &rows);
        }
        let to = (segment.units.end - region.units.start) as usize;
        let labels = if segment.units.len() > 1 { label::NONE } else { label::COUNT };
        for (label, cell) in best[to][..labels].iter_mut().enumerate() {
            let with = sums[label] + segment.scores[label];
            if sums[label] > NEVER && with > cell.0 && allowed(&segment.units, label) {
                *cell = (with, number as u32, before[label]);
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
        let barred = segment.scores[label] <= bars::NEVER / 2;
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
