//! Whether `confidence` means what it says: of the claims labelled with 0.8, are eight in ten right?

use serde::Serialize;
use std::ops::AddAssign;

/// Bins of equal width.
pub const BINS: usize = 10;

/// Claims by confidence.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Reliability {
    bins: [Bin; BINS],
}

#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
struct Bin {
    claims: u32,
    right: u32,
    thousandths: u64,
}

/// One row of the reliability table.
#[derive(Copy, Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Confidence from here ...
    pub from: f64,
    /// ... to below here.
    pub to: f64,
    /// Claims.
    pub claims: u32,
    /// Their mean confidence.
    pub confidence: f64,
    /// The share of them that is right.
    pub accuracy: f64,
}

impl AddAssign for Reliability {
    fn add_assign(&mut self, more: Reliability) {
        for (bin, more) in self.bins.iter_mut().zip(more.bins) {
            bin.claims += more.claims;
            bin.right += more.right;
            bin.thousandths += more.thousandths;
        }
    }
}

impl Reliability {
    /// Counts a claim with its confidence in thousandths.
    pub fn add(&mut self, confidence: u16, right: bool) {
        let bin = &mut self.bins[(usize::from(confidence) * BINS / 1000).min(BINS - 1)];
        bin.claims += 1;
        bin.right += u32::from(right);
        bin.thousandths += u64::from(confidence);
    }

    /// The bins that are not empty.
    pub fn rows(&self) -> Vec<Row> {
        let rows = self.bins.iter().enumerate().filter(|(_, bin)| bin.claims > 0);
        rows.map(|(n, bin)| Row {
            from: n as f64 / BINS as f64,
            to: (n + 1) as f64 / BINS as f64,
            claims: bin.claims,
            confidence: bin.thousandths as f64 / 1000.0 / f64::from(bin.claims),
            accuracy: f64::from(bin.right) / f64::from(bin.claims),
        })
        .collect()
    }

    /// Expected calibration error (Naeini et al. 2015): the mean distance between confidence and accuracy,
    /// weighted by claims. `None` without claims.
    pub fn error(&self) -> Option<f64> {
        let rows = self.rows();
        let claims: f64 = rows.iter().map(|row| f64::from(row.claims)).sum();
        let off = rows.iter().map(|row| f64::from(row.claims) * (row.confidence - row.accuracy).abs());
        (claims > 0.0).then(|| off.sum::<f64>() / claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_the_weighted_distance() {
        let mut reliability = Reliability::default();
        for (confidence, right) in [(900, true), (950, true), (1000, false), (420, true)] {
            reliability.add(confidence, right);
        }
        // The last bin: 0.95 said, 2 of 3 right; the other: 0.42 said, 1 of 1 right.
        let expected = (3.0 * (0.95 - 2.0 / 3.0) + 1.0 * 0.58) / 4.0;
        assert!((reliability.error().unwrap() - expected).abs() < 1e-12);
        let rows = reliability.rows();
        assert_eq!(rows.iter().map(|r| (r.from, r.claims)).collect::<Vec<_>>(), [(0.4, 1), (0.9, 3)]);
        assert_eq!(Reliability::default().error(), None);
    }
}
