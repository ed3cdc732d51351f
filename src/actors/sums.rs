//! Adding up the weights of features. Words beside names repeat, so that what all traits of a word weigh at a position
//! is mostly remembered.

use super::features::{FIRST_WHOLE, Look, Position, Row, TRAITS, Traits, beside};
use super::looks::Looks;

/// The words on either side of a run.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub(super) before: Traits,
    pub(super) before2: Traits,
    pub(super) after: Traits,
    pub(super) after2: Traits,
}

/// What takes the features of a run.
pub(super) trait Sink {
    /// All traits of a word at a position within the run.
    fn traits(&mut self, position: Position, traits: Traits);
    /// The words beside a run that looks like this.
    fn around(&mut self, look: Look, around: &Around);
    /// Facts about the whole run, each a bit.
    fn facts(&mut self, facts: u64);
}

/// Calls a function with the number of each feature.
pub(super) struct Each<F>(pub(super) F);

impl<F: FnMut(usize)> Each<F> {
    fn all(&mut self, first: usize, mut bits: u128) {
        while bits != 0 {
            (self.0)(first + bits.trailing_zeros() as usize);
            bits &= bits - 1;
        }
    }
}

impl<F: FnMut(usize)> Sink for Each<F> {
    fn traits(&mut self, position: Position, traits: Traits) {
        self.all(position as usize * TRAITS, traits);
    }

    fn around(&mut self, look: Look, around: &Around) {
        self.traits(Position::Before, around.before);
        self.traits(Position::Before2, around.before2);
        self.traits(Position::After, around.after);
        self.traits(Position::After2, around.after2);
        self.all(beside(false, look) * TRAITS, around.before);
        self.all(beside(true, look) * TRAITS, around.after);
    }

    fn facts(&mut self, facts: u64) {
        self.all(FIRST_WHOLE, u128::from(facts));
    }
}

/// What one worker remembers of words from article to article.
#[derive(Default)]
pub struct Memo {
    /// Where the weights stand that were summed: other rules, other sums.
    of: usize,
    pub(super) sums: Sums,
    pub(super) looks: Looks,
}

impl Memo {
    /// Forgets what was found by other weights.
    pub(super) fn ready(&mut self, weights: &[Row]) {
        let of = weights.as_ptr() as usize;
        if self.of != of {
            *self = Memo { of, ..Memo::default() };
        }
    }
}

/// Sums of weights of the traits seen last at each position. Its size is fixed, and what it has forgotten is summed
/// again.
pub(super) struct Sums(Vec<Known>);

/// A sum, in one line of the processor's cache.
#[derive(Clone)]
#[repr(align(64))]
struct Known {
    traits: Traits,
    place: u32,
    row: Row,
}

impl Sums {
    const BITS: u32 = 12;
}

impl Default for Sums {
    fn default() -> Sums {
        Sums(vec![Known { traits: 0, place: u32::MAX, row: [0; 8] }; 1 << Sums::BITS])
    }
}

/// Adds up weights.
pub(super) struct Sum<'w, 'm> {
    pub(super) weights: &'w [Row],
    pub(super) sums: &'m mut Sums,
    pub(super) scores: Row,
}

impl Sum<'_, '_> {
    /// Adds the weights of traits at a position, or at two, of which the second alone would do to tell them.
    #[inline]
    fn known(&mut self, position: usize, more: Option<usize>, traits: Traits) {
        if traits == 0 {
            return;
        }
        let place = more.unwrap_or(position) as u64;
        let hash = (traits as u64 ^ (traits >> 64) as u64 ^ place << 57).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let known = &mut self.sums.0[(hash >> (u64::BITS - Sums::BITS)) as usize];
        if known.traits != traits || known.place != place as u32 {
            *known = Known { traits, place: place as u32, row: [0; 8] };
            fill(&mut known.row, self.weights, position, traits);
            if let Some(more) = more {
                fill(&mut known.row, self.weights, more, traits);
            }
        }
        add(&mut self.scores, &known.row);
    }
}

/// Adds the weights of traits at a position.
#[inline(never)]
fn fill(row: &mut Row, weights: &[Row], position: usize, traits: Traits) {
    let weights = &weights[position * TRAITS..][..TRAITS];
    for (half, first) in [(traits as u64, 0), ((traits >> 64) as u64, 64)] {
        let mut rest = half;
        while rest != 0 {
            add(row, &weights[first + rest.trailing_zeros() as usize]);
            rest &= rest - 1;
        }
    }
}

impl Sink for Sum<'_, '_> {
    #[inline]
    fn traits(&mut self, position: Position, traits: Traits) {
        self.known(position as usize, None, traits);
    }

    #[inline]
    fn around(&mut self, look: Look, around: &Around) {
        self.known(Position::Before as usize, Some(beside(false, look)), around.before);
        self.known(Position::Before2 as usize, None, around.before2);
        self.known(Position::After as usize, Some(beside(true, look)), around.after);
        self.known(Position::After2 as usize, None, around.after2);
    }

    #[inline]
    fn facts(&mut self, facts: u64) {
        let mut rest = facts;
        while rest != 0 {
            add(&mut self.scores, &self.weights[FIRST_WHOLE + rest.trailing_zeros() as usize]);
            rest &= rest - 1;
        }
    }
}

/// Adds the weights of a feature.
#[inline]
pub(super) fn add(scores: &mut Row, row: &Row) {
    for (score, weight) in scores.iter_mut().zip(row) {
        *score += weight;
    }
}
