//! [`Model`]: multinomial logistic regression with an elastic-net penalty, learned by OWL-QN.
//!
//! In: rows of active features with what is known of their label. Out: four weights a feature. The loss of a row is
//! the negative logarithm of the probability of its labels among those that its scheme tells apart. Promised: the
//! same rows give the same bits, on any number of threads.

use super::labelled::{Set, Target};
use argmin::core::{CostFunction, Error, Executor, Gradient, State as _};
use argmin::solver::linesearch::BacktrackingLineSearch;
use argmin::solver::linesearch::condition::ArmijoCondition;
use argmin::solver::quasinewton::LBFGS;
use rayon::prelude::*;
use std::sync::{Mutex, PoisonError};

/// Rows to learn from.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    rows: Vec<Row>,
    features: Vec<Feature>,
}

/// A feature by number, with its value: 1 for a cue.
pub type Feature = (u32, f64);

#[derive(Clone, Debug)]
struct Row {
    end: usize,
    start: [f64; 4],
    target: Target,
    scheme: Set,
    weight: f64,
}

impl Rows {
    /// Adds a row. `start` are sums that are there before anything is learned.
    pub fn add(&mut self, features: &[Feature], start: [f64; 4], target: Target, scheme: Set, weight: f64) {
        self.features.extend_from_slice(features);
        self.rows.push(Row { end: self.features.len(), start, target, scheme, weight });
    }

    fn features(&self, row: usize) -> &[Feature] {
        let start = row.checked_sub(1).map_or(0, |before| self.rows[before].end);
        &self.features[start..self.rows[row].end]
    }
}

/// How a feature's weights are kept small.
#[derive(Copy, Clone, Debug)]
pub struct Penalty {
    /// Times the sum of absolute weights.
    pub l1: f64,
    /// Times half the sum of squares.
    pub l2: f64,
}

/// Weights for the four labels by feature.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// By number of the feature.
    pub weights: Vec<[f64; 4]>,
}

impl Model {
    /// The sums of a row's features.
    pub fn sums(&self, features: &[Feature]) -> [f64; 4] {
        let mut sums = [0.0; 4];
        for (feature, value) in features {
            let weights = self.weights[*feature as usize];
            (0..4).for_each(|k| sums[k] += value * weights[k]);
        }
        sums
    }

    /// Learns from `rows`; `penalties` has one entry a feature.
    pub fn learn(rows: &Rows, penalties: &[Penalty]) -> Result<Model, Error> {
        let total: f64 = rows.rows.iter().map(|r| r.weight).sum();
        if total == 0.0 {
            return Ok(Model { weights: vec![[0.0; 4]; penalties.len()] });
        }
        // OWL-QN knows one coefficient for all; a feature that is made larger by a factor is punished less by the same.
        let scales: Vec<f64> = penalties.iter().map(|p| 1.0 / p.l1.max(LEAST_L1)).collect();
        let loss = Loss { rows, penalties, scales: &scales, total, last: Mutex::new(None) };
        let search = BacktrackingLineSearch::new(ArmijoCondition::new(1e-4)?).rho(0.5)?;
        let solver = LBFGS::new(search, MEMORY)
            .with_tolerance_grad(1e-6)?
            .with_tolerance_cost(TOLERANCE)?
            .with_l1_regularization(1.0 / total)?;
        let start = vec![0.0; penalties.len() * 4];
        let learned = Executor::new(loss, solver)
            .configure(|state| state.param(start).max_iters(ROUNDS))
            .ctrlc(false)
            .timer(false)
            .run()?;
        let best = learned.state.get_best_param().map_or(&[] as &[f64], Vec::as_slice);
        let weights = best.chunks_exact(4).zip(&scales);
        Ok(Model { weights: weights.map(|(w, s)| [w[0] * s, w[1] * s, w[2] * s, w[3] * s]).collect() })
    }
}

/// Corrections that L-BFGS remembers.
const MEMORY: usize = 8;
/// It stops when the mean loss sinks by less than this in a round, or after so many rounds.
const TOLERANCE: f64 = 1e-6;
const ROUNDS: u64 = 400;
/// What is not to be punished is punished so little.
const LEAST_L1: f64 = 0.1;
/// Rows that one thread takes at a time: fixed, so that sums are added in one order.
const CHUNK: usize = 4096;

/// A point with its loss and gradient.
type Known = (Vec<f64>, f64, Vec<f64>);

/// Mean loss with the squared part of the penalty.
struct Loss<'r> {
    rows: &'r Rows,
    penalties: &'r [Penalty],
    scales: &'r [f64],
    total: f64,
    /// Cost and gradient are asked for one after the other.
    last: Mutex<Option<Known>>,
}

impl Loss<'_> {
    fn at(&self, point: &[f64]) -> (f64, Vec<f64>) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match last.as_ref() {
            Some((known, loss, gradient)) if known == point => (*loss, gradient.clone()),
            _ => {
                let (loss, gradient) = self.compute(point);
                *last = Some((point.to_vec(), loss, gradient.clone()));
                (loss, gradient)
            }
        }
    }

    fn compute(&self, point: &[f64]) -> (f64, Vec<f64>) {
        let scaled = point.chunks_exact(4).zip(self.scales);
        let model =
            Model { weights: scaled.map(|(w, s)| [w[0] * s, w[1] * s, w[2] * s, w[3] * s]).collect() };
        let count = self.rows.rows.len();
        let starts: Vec<usize> = (0..count).step_by(CHUNK).collect();
        let parts: Vec<(f64, Vec<f64>)> = starts
            .par_iter()
            .map(|start| {
                let mut gradient = vec![0.0; point.len()];
                let rows = *start..count.min(start + CHUNK);
                (rows.map(|row| self.row(row, &model, &mut gradient)).sum::<f64>(), gradient)
            })
            .collect();
        let (mut loss, mut gradient) = (0.0, vec![0.0; point.len()]);
        for (part, slopes) in parts {
            loss += part;
            gradient.iter_mut().zip(slopes).for_each(|(g, s)| *g += s);
        }
        for (n, slopes) in gradient.chunks_exact_mut(4).enumerate() {
            let l2 = self.penalties[n].l2;
            for (slope, weight) in slopes.iter_mut().zip(model.weights[n]) {
                loss += 0.5 * l2 * weight * weight;
                *slope = (*slope + l2 * weight) * self.scales[n] / self.total;
            }
        }
        (loss / self.total, gradient)
    }

    /// Loss of a row; its slopes are added to the gradient.
    fn row(&self, number: usize, model: &Model, gradient: &mut [f64]) -> f64 {
        let (row, features) = (&self.rows.rows[number], self.rows.features(number));
        let learned = model.sums(features);
        let p = softmax::<4>(std::array::from_fn(|k| row.start[k] + learned[k]));
        let within = |set: Set| (0..4).filter(|k| set >> k & 1 != 0).map(|k| p[k]).sum::<f64>().max(1e-12);
        let scheme = within(row.scheme);
        let (mut loss, mut slopes) = (0.0, [0.0; 4]);
        for (set, share) in &row.target.sets {
            let set = set & row.scheme;
            let allowed = within(set);
            loss -= share * (allowed / scheme).ln();
            for (k, slope) in slopes.iter_mut().enumerate() {
                let part = |of: Set, sum: f64| if of >> k & 1 != 0 { p[k] / sum } else { 0.0 };
                *slope += share * (part(row.scheme, scheme) - part(set, allowed));
            }
        }
        for (feature, value) in features {
            let slopes_of = &mut gradient[*feature as usize * 4..][..4];
            slopes_of.iter_mut().zip(slopes).for_each(|(g, s)| *g += row.weight * value * s);
        }
        row.weight * loss
    }
}

impl CostFunction for Loss<'_> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, point: &Vec<f64>) -> Result<f64, Error> {
        Ok(self.at(point).0)
    }
}

impl Gradient for Loss<'_> {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;

    fn gradient(&self, point: &Vec<f64>) -> Result<Vec<f64>, Error> {
        Ok(self.at(point).1)
    }
}

/// Probabilities of the labels by their sums.
pub fn softmax<const N: usize>(sums: [f64; N]) -> [f64; N] {
    let top = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let parts = sums.map(|s| libm::exp(s - top));
    let all: f64 = parts.iter().sum();
    parts.map(|p| p / all)
}

#[cfg(test)]
mod tests {
    use super::super::labelled::ALL;
    use super::*;

    fn known(set: Set) -> Target {
        Target { sets: vec![(set, 1.0)] }
    }

    fn on(features: &[u32]) -> Vec<Feature> {
        features.iter().map(|f| (*f, 1.0)).collect()
    }

    fn separable() -> Rows {
        let mut rows = Rows::default();
        for n in 0..400 {
            let label = n % 4;
            // Feature 0 is the bias, 1 to 4 say the label, 5 and 6 say nothing.
            rows.add(&on(&[0, 1 + label, 5 + n / 4 % 2]), [0.0; 4], known(1 << label), ALL, 1.0);
        }
        rows
    }

    #[test]
    fn what_can_be_told_apart_is_learned_and_noise_is_not() {
        let penalties = [Penalty { l1: 1.0, l2: 0.1 }; 7];
        let model = Model::learn(&separable(), &penalties).unwrap();
        for label in 0..4 {
            let p = softmax(model.sums(&on(&[0, 1 + label, 5])));
            assert!(p[label as usize] > 0.9, "{label}: {p:?}");
        }
        assert_eq!(model.weights[5..], [[0.0; 4]; 2], "L1 leaves noise at zero");
        assert_eq!(model, Model::learn(&separable(), &penalties).unwrap());
    }

    #[test]
    fn what_is_there_at_the_start_is_not_learned_again() {
        let mut rows = Rows::default();
        for n in 0..100 {
            rows.add(&on(&[0]), [0.0; 4], known(1 << (n % 4)), ALL, 1.0);
        }
        // Feature 1 goes with the first label as often as the sums say that are there: e² to 3 others.
        for n in 0..114 {
            let label = if n < 81 { 0 } else { 1 + n % 3 };
            rows.add(&on(&[0, 1]), [2.0, 0.0, 0.0, 0.0], known(1 << label), ALL, 1.0);
        }
        let model = Model::learn(&rows, &[Penalty { l1: 1.0, l2: 1.0 }; 2]).unwrap();
        assert!(model.weights[1].iter().all(|w| w.abs() < 0.01), "{:?}", model.weights[1]);
    }

    #[test]
    fn the_gradient_is_the_slope_of_the_loss() {
        let mut rows = separable();
        rows.add(
            &[(0, 1.0), (2, -0.5), (6, 3.0)],
            [0.3, -0.2, 0.0, 0.1],
            Target { sets: vec![(0b0011, 0.7), (0b0100, 0.3)] },
            0b0111,
            2.0,
        );
        let penalties = [Penalty { l1: 0.5, l2: 3.0 }; 7];
        let scales = [2.0; 7];
        let loss = Loss {
            rows: &rows,
            penalties: &penalties,
            scales: &scales,
            total: 402.0,
            last: Mutex::new(None),
        };
        let point: Vec<f64> = (0..28).map(|n| f64::from(n % 5) * 0.1 - 0.2).collect();
        let (_, gradient) = loss.compute(&point);
        for n in 0..28 {
            let at = |step: f64| {
                let mut moved = point.clone();
                moved[n] += step;
                loss.compute(&moved).0
            };
            let slope = (at(1e-5) - at(-1e-5)) / 2e-5;
            assert!((slope - gradient[n]).abs() < 1e-7, "{n}: {slope} {}", gradient[n]);
        }
    }

    #[test]
    fn a_partial_label_moves_only_what_it_speaks_of() {
        let mut rows = Rows::default();
        for n in 0..100 {
            // Feature 1: predictive; without it: anything else.
            let target = known(if n % 2 == 1 { 0b0100 } else { 0b1011 });
            rows.add(&on(&[0, 1][..1 + n % 2]), [0.0; 4], target, ALL, 1.0);
        }
        let model = Model::learn(&rows, &[Penalty { l1: 0.1, l2: 0.1 }; 2]).unwrap();
        let [f, e, p, n] = softmax(model.sums(&on(&[0, 1])));
        assert!(p > 0.9 && (f - e).abs() < 1e-9 && (e - n).abs() < 1e-9);
    }
}
