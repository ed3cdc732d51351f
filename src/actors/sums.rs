//! Adding up the weights of features. Words beside names repeat, so that what all traits of a word weigh at a position
//! is mostly remembered.

use super::features::{FIRST_ARTICLE, FIRST_WHOLE, Look, Position, Row, TRAITS, Traits, beside};
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
    /// Features of a position, a bit each. After the positions of words come the facts, in two halves.
    fn take(&mut self, position: usize, features: u128);

    /// All traits of a word at a position within the run.
    #[inline]
    fn traits(&mut self, position: Position, traits: Traits) {
        self.take(position as usize, traits);
    }

    /// The words beside a run that looks like this.
    #[inline]
    fn around(&mut self, look: Look, around: &Around) {
        self.traits(Position::Before, around.before);
        self.traits(Position::Before2, around.before2);
        self.traits(Position::After, around.after);
        self.traits(Position::After2, around.after2);
        self.take(beside(false, look), around.before);
        self.take(beside(true, look), around.after);
    }

    /// Facts about the whole run, each a bit.
    #[inline]
    fn facts(&mut self, facts: u64) {
        self.take(FIRST_WHOLE / TRAITS, u128::from(facts));
    }

    /// What the rest of the article says, each a bit.
    #[inline]
    fn told(&mut self, facts: u64) {
        self.take(FIRST_WHOLE / TRAITS, u128::from(facts) << (FIRST_ARTICLE - FIRST_WHOLE));
    }
}

/// Calls a function with the number of each feature.
pub(super) struct Each<F>(pub(super) F);

impl<F: FnMut(usize)> Sink for Each<F> {
    fn take(&mut self, position: usize, features: u128) {
        each(position, features, &mut self.0);
    }
}

/// Calls a function with the numbers of features of a position.
#[inline]
pub(super) fn each(position: usize, features: u128, mut take: impl FnMut(usize)) {
    for (half, first) in [(features as u64, 0), ((features >> 64) as u64, 64)] {
        let mut rest = half;
        while rest != 0 {
            take(position * TRAITS + first + rest.trailing_zeros() as usize);
            rest &= rest - 1;
        }
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
    each(position, traits, |feature| add(row, &weights[feature]));
}

impl Sink for Sum<'_, '_> {
    #[inline]
    fn take(&mut self, position: usize, features: u128) {
        self.known(position, None, features);
    }

    #[inline]
    fn around(&mut self, look: Look, around: &Around) {
        self.known(Position::Before as usize, Some(beside(false, look)), around.before);
        self.known(Position::Before2 as usize, None, around.before2);
        self.known(Position::After as usize, Some(beside(true, look)), around.after);
        self.known(Position::After2 as usize, None, around.after2);
    }
}

/// Adds the weights of a feature.
#[inline]
pub(super) fn add(scores: &mut Row, row: &Row) {
    for (score, weight) in scores.iter_mut().zip(row) {
        *score += weight;
    }
}
