//! Krippendorff's alpha for nominal labels, by coincidences (Krippendorff 2011, *Computing Krippendorff's
//! Alpha-Reliability*): any number of annotators, labels may be missing.

/// How often two labels meet in one unit, over all ordered pairs of its annotators.
#[derive(Clone, Debug)]
pub struct Coincidences {
    labels: usize,
    met: Vec<f64>,
}

impl Coincidences {
    /// None yet, of so many labels.
    pub fn new(labels: usize) -> Coincidences {
        Coincidences { labels, met: vec![0.0; labels * labels] }
    }

    /// Adds a unit by the labels that its annotators gave it. One label alone pairs with nothing.
    pub fn add_unit(&mut self, given: &[usize]) {
        for (i, first) in given.iter().enumerate() {
            for (j, second) in given.iter().enumerate() {
                if i != j {
                    self.met[first * self.labels + second] += 1.0 / (given.len() - 1) as f64;
                }
            }
        }
    }

    /// Adds `count` units with two annotators and these labels.
    pub fn add_pairs(&mut self, first: usize, second: usize, count: u32) {
        self.met[first * self.labels + second] += f64::from(count);
        self.met[second * self.labels + first] += f64::from(count);
    }

    /// One minus observed over expected disagreement. `None` if there is nothing to disagree on: no pairs, or
    /// one label only.
    pub fn alpha(&self) -> Option<f64> {
        let total: f64 = self.met.iter().sum();
        let same = (0..self.labels).map(|l| self.met[l * self.labels + l]).sum::<f64>();
        let of_label = |l: usize| self.met[l * self.labels..(l + 1) * self.labels].iter().sum::<f64>();
        let by_chance = (0..self.labels).map(|l| of_label(l) * (of_label(l) - 1.0)).sum::<f64>();
        let expected = total * (total - 1.0) - by_chance;
        (expected > 0.0).then(|| 1.0 - (total - 1.0) * (total - same) / expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alpha(labels: usize, units: &[&[usize]]) -> f64 {
        let mut coincidences = Coincidences::new(labels);
        units.iter().for_each(|unit| coincidences.add_unit(unit));
        coincidences.alpha().expect("several labels")
    }

    /// The examples A, B and C of Krippendorff (2011), with the figures printed there.
    #[test]
    fn the_published_examples() {
        let two = |first: &[usize], second: &[usize]| {
            let units: Vec<[usize; 2]> = first.iter().zip(second).map(|(a, b)| [*a, *b]).collect();
            alpha(5, &units.iter().map(|u| u.as_slice()).collect::<Vec<_>>())
        };
        let binary = two(&[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], &[1, 1, 1, 0, 0, 1, 0, 0, 0, 0]);
        assert!((binary - 0.095).abs() < 5e-4, "{binary}");
        let nominal = two(&[0, 0, 1, 1, 3, 2, 2, 2, 4, 3, 3, 0], &[1, 0, 1, 1, 1, 2, 2, 2, 4, 3, 3, 3]);
        assert!((nominal - 0.692).abs() < 5e-4, "{nominal}");
        let four: [&[usize]; 12] = [
            &[0, 0, 0],
            &[1, 1, 2, 1],
            &[2, 2, 2, 2],
            &[2, 2, 2, 2],
            &[1, 1, 1, 1],
            &[0, 1, 2, 3],
            &[3, 3, 3, 3],
            &[0, 0, 1, 0],
            &[1, 1, 1, 1],
            &[4, 4, 4],
            &[0, 0],
            &[2],
        ];
        let missing = alpha(5, &four);
        assert!((missing - 0.743).abs() < 5e-4, "{missing}");
    }

    #[test]
    fn one_label_alone_says_nothing() {
        let mut coincidences = Coincidences::new(2);
        assert_eq!(coincidences.alpha(), None);
        coincidences.add_pairs(0, 0, 9);
        assert_eq!(coincidences.alpha(), None);
    }
}
