//! Bootstrap over articles: how far a figure would move, had other articles of the same kind been labelled.
//!
//! Articles are drawn, not sentences, since sentences of one article are alike. The numbers come from
//! SplitMix64 with a fixed seed, so that the same gold gives the same interval everywhere.

use serde::Serialize;

/// Draws of a bootstrap.
pub const ROUNDS: usize = 2000;

/// The middle 95 per cent.
#[derive(Copy, Clone, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// The 2.5th percentile.
    pub low: f64,
    /// The 97.5th percentile.
    pub high: f64,
}

/// The generator of Steele, Lea and Flood (2014), *Fast splittable pseudorandom number generators*.
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// A generator that begins at `seed`.
    pub fn new(seed: u64) -> SplitMix64 {
        SplitMix64(seed)
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.draw()) * n as u128) >> 64) as usize
    }
}

/// `of` for each of [`ROUNDS`] samples of `articles` articles, drawn with replacement; a sample is how often each
/// article was drawn.
pub fn samples<T>(articles: usize, mut of: impl FnMut(&[u32]) -> T) -> Vec<T> {
    let mut random = SplitMix64::new(1);
    let mut drawn = vec![0; articles];
    (0..ROUNDS)
        .map(|_| {
            drawn.fill(0);
            (0..articles).for_each(|_| drawn[random.below(articles)] += 1);
            of(&drawn)
        })
        .collect()
}

/// The interval of a figure from its samples; samples where it does not exist are left out.
pub fn interval(samples: impl IntoIterator<Item = Option<f64>>) -> Option<Interval> {
    let mut values: Vec<f64> = samples.into_iter().flatten().collect();
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values.get(((values.len() as f64 - 1.0) * share).round() as usize).copied();
    Some(Interval { low: at(0.025)?, high: at(0.975)? })
}

/// How often a difference of this sign would come about if there were none, two-sided: twice the share of
/// samples on the smaller side of zero.
pub fn p_value(differences: &[f64]) -> f64 {
    let share = |n: usize| n as f64 / differences.len().max(1) as f64;
    let below = share(differences.iter().filter(|d| **d <= 0.0).count());
    let above = share(differences.iter().filter(|d| **d >= 0.0).count());
    (2.0 * below.min(above)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_its_published_numbers() {
        let mut random = SplitMix64::new(1234567);
        let drawn: Vec<u64> = (0..3).map(|_| random.draw()).collect();
        assert_eq!(drawn, [6457827717110365317, 3203168211198807973, 9817491932198370423]);
    }

    #[test]
    fn the_interval_of_a_mean_is_about_two_standard_errors_wide() {
        // A hundred articles, half of them 1 and half 0: the standard error of the mean is 0.05.
        let means = samples(100, |drawn| Some(f64::from(drawn[..50].iter().sum::<u32>()) / 100.0));
        let Interval { low, high } = interval(means).expect("samples");
        assert!((0.38..=0.42).contains(&low) && (0.58..=0.62).contains(&high), "{low} {high}");
    }

    #[test]
    fn a_difference_that_is_always_there_is_no_chance() {
        assert_eq!(p_value(&[0.1, 0.2, 0.1, 0.3]), 0.0);
        assert_eq!(p_value(&[0.1, -0.2, 0.1, 0.3]), 0.5);
        assert_eq!(p_value(&[0.0, 0.0]), 1.0);
    }
}
