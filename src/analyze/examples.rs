//! Rules with their examples: what `rules list` shows, and whether each matches where its examples say.

use super::{Analyzer, Scratch, Split};
use crate::analysis::{Clause, Sentence};
use crate::article::Kind;
use crate::dates::{DateAction, Surroundings};
use crate::pattern::{Found, MatchScratch, Terrain};
use crate::read::Record;
use crate::rules::{Example, Layer, RuleError};
use crate::span::Span;
use jiff::civil::Date;

/// What `rules list` shows of a rule.
pub struct RuleInfo<'a> {
    /// `read`, `actors`, `dates`, `claims`.
    pub layer: &'static str,
    /// Its id.
    pub id: &'a str,
    /// The file as messages name it.
    pub file: &'a str,
    /// The line where it begins.
    pub line: usize,
    /// Its patterns as written.
    pub patterns: Vec<&'a str>,
    yes: &'a [String],
    no: &'a [String],
    published: Option<Date>,
    /// A date rule that says what is no date.
    nothing: bool,
}

impl Analyzer {
    /// Every pattern rule, layer by layer.
    pub fn rules(&self) -> impl Iterator<Item = RuleInfo<'_>> {
        fn of<'l, A>(
            name: &'static str,
            layer: &'l Layer<A>,
            nothing: impl Fn(&A) -> bool,
        ) -> impl Iterator<Item = RuleInfo<'l>> {
            layer.rules.iter().map(move |rule| RuleInfo {
                nothing: nothing(&rule.action),
                layer: name,
                id: &rule.id,
                file: &rule.file,
                line: rule.line,
                patterns: rule.patterns().collect(),
                yes: &rule.yes,
                no: &rule.no,
                published: rule.published,
            })
        }
        of("read", self.read.layer(), |_| false)
            .chain(of("actors", self.actors.layer(), |_| false))
            .chain(of("dates", self.dates.layer(), DateAction::is_nothing))
            .chain(of("claims", self.claims.layer(), |_| false))
    }

    /// Runs the examples of every rule: in a `yes` sentence the rule matches, over the span in brackets if it
    /// has them; in a `no` sentence it does not match.
    pub fn test_rules(&self) -> impl Iterator<Item = Result<(), RuleError>> {
        let mut scratch = Scratch::default();
        let mut outcomes = Vec::new();
        for rule in self.rules() {
            let yes = rule.yes.iter().map(|text| (text, true));
            for (text, wanted) in yes.chain(rule.no.iter().map(|text| (text, false))) {
                let outcome =
                    Example::parse(text).and_then(|example| self.test(&rule, &example, wanted, &mut scratch));
                outcomes.push(outcome.map_err(|fault| RuleError {
                    file: rule.file.to_string(),
                    line: rule.line,
                    rule: Some(rule.id.to_string()),
                    fault: format!("{fault} in {text:?}"),
                }));
            }
        }
        outcomes.into_iter()
    }

    fn test(
        &self,
        rule: &RuleInfo,
        example: &Example,
        wanted: bool,
        scratch: &mut Scratch,
    ) -> Result<(), String> {
        let matches = match rule.layer {
            // What is no date leaves no mention to look at.
            "dates" if !rule.nothing => self.dates_of(rule, &example.text, scratch),
            _ => self.matches_of(rule, &example.text, scratch),
        };
        let said =
            || matches.iter().map(|(span, value)| format!("[{span}] {value}")).collect::<Vec<_>>().join(", ");
        let fits = |(span, value): &(String, String)| {
            example.span.as_ref().is_none_or(|s| s == span)
                && example.value.as_ref().is_none_or(|v| v == value)
        };
        match (wanted, matches.is_empty()) {
            (true, true) => Err("it does not match".into()),
            (true, false) if !matches.iter().any(fits) => Err(format!("it matches {}", said())),
            (false, false) => Err(format!("it matches {}, but should not", said())),
            _ => Ok(()),
        }
    }

    /// The mentions that a date rule makes in a text, with their values.
    fn dates_of(&self, rule: &RuleInfo, text: &str, scratch: &mut Scratch) -> Vec<(String, String)> {
        let record = Record { text: text.into(), ..Record::default() };
        let day = rule.published.unwrap_or(EXAMPLES_PUBLISHED);
        let article = self.read(record, Some(day), scratch);
        let analysis = self.analyze(&article, Split::None, scratch);
        let mine = analysis.dates.into_iter().filter(|d| d.rule == rule.id);
        mine.map(|d| (d.span.of(text).to_string(), d.value)).collect()
    }

    /// The spans that a rule of another layer matches in a text, taken as one sentence.
    fn matches_of(&self, rule: &RuleInfo, text: &str, scratch: &mut Scratch) -> Vec<(String, String)> {
        let whole = Sentence { span: Span::new(0, text.len()), kind: Kind::Body, paragraph: 1 };
        scratch.words.split(text, &[whole], &self.lexicon);
        let mut clauses = Vec::new();
        // Reading rules see words before their classes are told by their neighbours.
        if rule.layer != "read" {
            self.clauses.find(text, &mut scratch.words, &mut scratch.clauses, &mut clauses);
        }
        let published = Some(rule.published.unwrap_or(EXAMPLES_PUBLISHED));
        let (_, found_dates) = self.mention(text, published, &clauses, scratch);
        let Scratch { words, chart, matching, found, .. } = scratch;
        let units = words.units.as_slice();
        let mut dates = Vec::new();
        let terrain = Terrain { text, units, chart, vocabulary: &self.vocabulary };
        let around = Surroundings { published, sentences: &[whole], clauses: &clauses, words };
        self.dates.resolve(terrain, &around, &found_dates, &mut dates, &mut Vec::new());
        self.dates.add_edges(&dates, chart);
        let terrain = Terrain { text, units, chart, vocabulary: &self.vocabulary };
        found.clear();
        let all = 0..units.len() as u32;
        let ids = match rule.layer {
            "read" => ids_of(self.read.layer(), terrain, all, &clauses, matching, found),
            "actors" => ids_of(self.actors.layer(), terrain, all, &clauses, matching, found),
            "dates" => ids_of(self.dates.layer(), terrain, all, &clauses, matching, found),
            _ => ids_of(self.claims.layer(), terrain, all, &clauses, matching, found),
        };
        let mine = found.iter().zip(&ids).filter(|(_, id)| **id == rule.id);
        mine.map(|(f, _)| {
            let (first, last) = (units[f.span.start as usize], units[f.span.end as usize - 1]);
            (text[first.start as usize..last.bare(text).end as usize].to_string(), String::new())
        })
        .collect()
    }
}

/// Day of publication of examples whose rule says none: a Sunday.
const EXAMPLES_PUBLISHED: Date = jiff::civil::date(2025, 8, 10);

fn ids_of<'l, A>(
    layer: &'l Layer<A>,
    terrain: Terrain,
    units: std::ops::Range<u32>,
    clauses: &[Clause],
    matching: &mut MatchScratch,
    found: &mut Vec<Found>,
) -> Vec<&'l str> {
    layer.find(terrain, units, clauses, matching, found);
    found.iter().map(|f| layer.rules[f.rule as usize].id.as_str()).collect()
}
