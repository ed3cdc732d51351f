//! Reports as plain tables for a terminal.

use super::actors::Share;
use super::figures::Compared;
use super::report::{Labels, Report};
use super::spans::Score;
use crate::analysis::Label;
use std::fmt::Write as _;

/// The whole report; `gold` and `other` name the two sides.
pub fn report(report: &Report, gold: &str, other: &str) -> String {
    let mut page = Page { report, gold, other, out: String::new() };
    let articles = if report.articles == 1 { "article" } else { "articles" };
    page.line(format!("{} {articles}: {other} against {gold}", report.articles));
    page.sentences();
    page.dates();
    page.actors();
    page.claims();
    page.out
}

/// Two rule sets on the same gold.
pub fn compared(figures: &[Compared], first: &str, second: &str) -> String {
    let mut out = format!("first: {first}\nsecond: {second}\n\n");
    line(
        &mut out,
        format!("{:<26}{:>8}{:>8}{:>12}  {:<18}{:>6}", "", "first", "second", "difference", "95 %", "p"),
    );
    for figure in figures {
        let interval =
            figure.difference.map_or(String::new(), |i| format!("[{:+.3}, {:+.3}]", i.low, i.high));
        let p = figure.p.map_or(String::new(), |p| format!("{p:.3}"));
        let difference = figure.second - figure.first;
        line(
            &mut out,
            format!(
                "{:<26}{:>8.3}{:>8.3}{difference:>+12.3}  {interval:<18}{p:>6}",
                figure.name, figure.first, figure.second
            ),
        );
    }
    out
}

struct Page<'r> {
    report: &'r Report,
    gold: &'r str,
    other: &'r str,
    out: String,
}

/// Adds a line without white space at its end.
fn line(out: &mut String, text: String) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn figure(value: Option<f64>) -> String {
    value.map_or("-".into(), |v| format!("{v:.3}"))
}

fn share(right: u32, of: u32) -> String {
    figure((of > 0).then(|| f64::from(right) / f64::from(of)))
}

impl Page<'_> {
    fn line(&mut self, text: String) {
        line(&mut self.out, text);
    }

    /// The interval of a figure with a space before it, as ` [0.512, 0.634]`.
    fn interval(&self, name: &str) -> String {
        let measured = self.report.intervals.iter().find(|m| m.name == name);
        let interval = measured.and_then(|m| m.interval);
        interval.map_or(String::new(), |i| format!(" [{:.3}, {:.3}]", i.low, i.high))
    }

    fn head(&mut self, name: &str) {
        let columns = [self.gold, self.other, "both", "precision", "recall", "F1"];
        let columns: String = columns.iter().map(|c| format!("{c:>10}")).collect();
        self.line(format!("\n{name:<20}{columns}  95 %"));
    }

    fn score(&mut self, name: &str, score: &Score, figure: &str) {
        let Score { gold, found, right, .. } = *score;
        let (precision, recall, f1) =
            (share(right, found), share(right, gold), share(2 * right, gold + found));
        let interval = self.interval(figure);
        self.line(format!(
            "  {name:<18}{gold:>10}{found:>10}{right:>10}{precision:>10}{recall:>10}{f1:>10} {interval}"
        ));
    }

    fn sentences(&mut self) {
        let sentences = &self.report.sentences;
        if sentences.whole.gold == 0 {
            return;
        }
        self.head("sentences");
        self.score("whole", &sentences.whole, "sentences F1");
        self.score("ends", &sentences.ends, "");
        let interval = self.interval("sentence kinds accuracy");
        let kinds = &sentences.kinds;
        self.line(format!(
            "  kinds of the same sentences: accuracy {}{interval}, alpha {}",
            figure(kinds.accuracy),
            figure(kinds.alpha)
        ));
    }

    fn dates(&mut self) {
        let dates = &self.report.dates;
        if dates.strict.gold + dates.strict.found == 0 {
            return;
        }
        self.head("dates");
        self.score("strict span", &dates.strict, "dates strict F1");
        self.score("relaxed span", &dates.relaxed, "dates relaxed F1");
        self.score("relaxed, type", &dates.typed, "");
        self.score("relaxed, value", &dates.value, "dates value F1");
    }

    fn actors(&mut self) {
        let actors = &self.report.actors;
        if actors.exact.gold + actors.exact.found == 0 {
            return;
        }
        self.head("actors");
        self.score("exact span", &actors.exact, "actors exact F1");
        self.score("span and type", &actors.typed, "actors typed F1");
        let (types, readings) = (figure(actors.types.alpha), figure(actors.readings.alpha));
        self.line(format!("  where the span is the same: alpha of types {types}, of readings {readings}"));
        self.line(format!(
            "  {:<18}{:>10}{:>10}{:>10}{:>10}{:>10}",
            "", self.gold, "spanned", "both", "of all", "of spans"
        ));
        for (name, of) in [("state", actors.state), ("id", actors.id), ("reading", actors.reading)] {
            let Share { gold, found, right } = of;
            self.line(format!(
                "  {name:<18}{gold:>10}{found:>10}{right:>10}{:>10}{:>10}",
                share(right, gold),
                share(right, found)
            ));
        }
    }

    fn claims(&mut self) {
        let Page { report: Report { claims, .. }, gold, other, .. } = *self;
        if claims.four.items == 0 {
            return;
        }
        if claims.unpaired > 0 {
            self.line(format!("\n{} sentences of {gold} are not sentences of {other}", claims.unpaired));
        }
        self.head("claims and none");
        self.labels(&claims.four, 4);
        self.summary(&claims.four, "four classes macro-F1");
        self.confusion(&claims.four);
        let interval = self.interval("claim or none alpha");
        self.line(format!("  claim or none: alpha {}{interval}", figure(claims.claim_or_none.alpha)));
        self.head("three kinds");
        self.labels(&claims.three, Label::NONE);
        self.summary(&claims.three, "three kinds macro-F1");
        let defensible = share(claims.defensible, claims.three.items);
        self.line(format!("  first or second label of {gold}: {defensible}"));
        self.attributes();
        self.calibration();
    }

    fn attributes(&mut self) {
        let claims = &self.report.claims;
        if claims.attributed.items + claims.hedge.items + claims.negated.items == 0 {
            return;
        }
        self.head("attributes of claims");
        let mut alphas = Vec::new();
        let flags = [("attributed", &claims.attributed), ("negated", &claims.negated)];
        for (name, labels) in flags.into_iter().filter(|(_, labels)| labels.items > 0) {
            self.score(name, &labels.labels[1].score, &format!("{name} F1"));
            alphas.push(format!("{name} {}", figure(labels.alpha)));
        }
        if claims.hedge.items > 0 {
            for hedge in &claims.hedge.labels {
                self.score(&format!("hedge {}", hedge.label), &hedge.score, "");
            }
            let interval = self.interval("hedge macro-F1");
            self.line(format!("  hedge macro-F1 {}{interval}", figure(claims.hedge.macro_f1)));
            alphas.push(format!("hedge {}", figure(claims.hedge.alpha)));
        }
        self.line(format!("  alpha: {}", alphas.join(", ")));
        let holder = claims.holder;
        if holder.of > 0 {
            let same = share(holder.right, holder.of);
            self.line(format!("  holder in the same words: {same} of {} that both attribute", holder.of));
        }
    }

    fn labels(&mut self, labels: &Labels, shown: usize) {
        for label in &labels.labels[..shown] {
            self.score(label.label, &label.score, "");
        }
    }

    fn summary(&mut self, labels: &Labels, name: &str) {
        let interval = self.interval(name);
        self.line(format!(
            "  macro-F1 {}{interval}, accuracy {} of {}, kappa {}, alpha {}",
            figure(labels.macro_f1),
            figure(labels.accuracy),
            labels.items,
            figure(labels.kappa),
            figure(labels.alpha)
        ));
    }

    fn confusion(&mut self, labels: &Labels) {
        let Page { gold, other, .. } = *self;
        let names: String = labels.labels.iter().map(|l| format!("{:>12}", l.label)).collect();
        self.line(format!("  rows {gold}, columns {other}"));
        self.line(format!("  {:<18}{names}", ""));
        for (label, row) in labels.labels.iter().zip(&labels.confusion) {
            let counts: String = row.iter().map(|n| format!("{n:>12}")).collect();
            self.line(format!("  {:<18}{counts}", label.label));
        }
    }

    fn calibration(&mut self) {
        let claims = &self.report.claims;
        let Some(error) = claims.calibration_error else { return };
        self.line(format!("\n{:<20}{:>10}{:>10}{:>10}", "confidence", "claims", "said", "right"));
        for row in &claims.reliability {
            let mut bin = String::new();
            let _ = write!(bin, "{:.1} to {:.1}", row.from, row.to);
            self.line(format!("  {bin:<18}{:>10}{:>10.3}{:>10.3}", row.claims, row.confidence, row.accuracy));
        }
        self.line(format!("  expected calibration error {error:.3}"));
    }
}
