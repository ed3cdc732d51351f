//! [`Analyzer`]: all rules compiled, ready to analyse articles. Immutable and shared by all threads; each
//! worker brings its own [`Scratch`].

mod compile;
mod examples;
mod stage;

pub use examples::RuleInfo;
pub use stage::Stage;

use crate::actors::{self, ActorRules, Mention};
use crate::analysis::{ActorMention, ActorType, Analysis, Clause, Sentence};
use crate::article::{Article, Kind};
use crate::claims::{Candidate, ClaimRules, ClaimScratch, Weighing, quotations, stops};
use crate::clauses::{ClauseRules, ClauseScratch, Tagger, WordClasses};
use crate::dates::{DateFound, DateOptions, DateRules, Surroundings};
use crate::lexicon::Lexicon;
use crate::pattern::{Chart, Found, MatchScratch, Terrain, Vocabulary};
use crate::read::{ReadRules, ReadScratch, Record};
use crate::rules::{Files, RuleError, RuleFile};
use crate::segment::SegmentRules;
use crate::span::Span;
use crate::words::{Unit, Words};
use jiff::civil::Date;
use std::borrow::Cow;
use std::cell::LazyCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Compiled rules of every layer.
pub struct Analyzer {
    files: Vec<RuleFile>,
    warnings: Vec<RuleError>,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    clauses: ClauseRules,
    read: ReadRules,
    segment: SegmentRules,
    actors: ActorRules,
    dates: DateRules,
    claims: ClaimRules,
}

/// Buffers of one worker, reused from article to article.
#[derive(Default)]
pub struct Scratch {
    read: ReadScratch,
    words: Words,
    clauses: ClauseScratch,
    chart: Chart,
    matching: MatchScratch,
    found: Vec<Found>,
    names: actors::Memo,
    claims: ClaimScratch,
}

/// Where sentence boundaries come from.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Split {
    /// The rules of `rules/segment`.
    #[default]
    Rules,
    /// The whole text is one sentence.
    None,
    /// [`Article::given`].
    Given,
}

impl Analyzer {
    /// Chooses how dates are read: whether events count, and in which order figures stand.
    pub fn with_dates(mut self, options: DateOptions) -> Analyzer {
        self.dates.set(options);
        self
    }

    /// The rule files it was compiled from, the overlay last.
    pub fn rule_files(&self) -> &[RuleFile] {
        &self.files
    }

    /// The word classes and the lexicon, for learning.
    pub fn word_classes(&self) -> (&Lexicon, &WordClasses, &Tagger) {
        let (classes, tagger) = self.clauses.tagger();
        (&self.lexicon, classes, tagger)
    }

    /// File and line of the rule or word that a cue stands for; features stand nowhere.
    pub fn place(&self, cue: &str) -> Option<(&str, usize)> {
        let rule = self.rules().find(|r| r.id == cue).map(|r| (r.file, r.line));
        rule.or_else(|| self.claims.words().place(cue))
    }

    /// Ids of the claims rules by which a sentence makes no claim, whatever the weights say.
    pub fn rules_of_none(&self) -> BTreeSet<&str> {
        let rules = self.claims.layer().rules.iter();
        rules.filter(|r| r.action.none).map(|r| r.id.as_str()).collect()
    }

    /// The weights that claims rules bring along, by their ids.
    pub fn weights_of_rules(&self) -> BTreeMap<&str, [i32; 4]> {
        let rules = self.claims.layer().rules.iter();
        rules.filter_map(|r| Some((r.id.as_str(), r.action.weights?))).collect()
    }

    /// What is odd about the rules but no fault.
    pub fn warnings(&self) -> &[RuleError] {
        &self.warnings
    }

    /// What is odd about the rows of the actor tables: rows that stand twice, that never count, that cannot be told
    /// apart, whose times overlap. A look at every row: for `rules check`, not for every start.
    pub fn check_tables(&self) -> Vec<RuleError> {
        actors::check(Files { all: &self.files, builtin: 0 })
    }

    /// Finds layout and metadata of a record. `published` is the command line's date, which wins.
    pub fn read(&self, record: Record, published: Option<Date>, scratch: &mut Scratch) -> Article {
        self.read.article(record, published, &self.lexicon, &self.vocabulary, &mut scratch.read)
    }

    /// The sentences of an article. Text outside of given sentences belongs to none.
    pub fn segment(&self, article: &Article, split: Split) -> Vec<Sentence> {
        let text = article.text.as_str();
        let mut sentences = Vec::new();
        let at = |span: Span| {
            let block = article.blocks.iter().find(|b| b.span.overlaps(span));
            let (kind, paragraph) = block.map_or((Kind::Body, 1), |b| (b.kind, b.paragraph));
            Sentence { span, kind, paragraph }
        };
        match (split, &article.given) {
            (Split::Rules, _) => self.segment.split(text, &article.blocks, &mut sentences),
            (Split::Given, Some(given)) => sentences.extend(given.iter().map(|span| at(*span))),
            (Split::Given | Split::None, _) => {
                let whole = Span::new(0, text.len()).trimmed(text);
                sentences.extend((!whole.is_empty()).then(|| at(whole)));
            }
        }
        sentences
    }

    /// Everything found in one article.
    pub fn analyze<'a>(&'a self, article: &Article, split: Split, scratch: &mut Scratch) -> Analysis<'a> {
        self.analyze_sentences(article, self.segment(article, split), scratch)
    }

    /// The same for an article that was [split](Self::segment): of many, all are best read and split before the first is
    /// analysed, while the processor has at hand what that needs.
    pub fn analyze_sentences<'a>(
        &'a self,
        article: &Article,
        sentences: Vec<Sentence>,
        scratch: &mut Scratch,
    ) -> Analysis<'a> {
        self.analyze_in_stages(article, sentences, scratch, |_| {})
    }

    /// The same, with a call at the end of each [`Stage`] after those.
    pub fn analyze_in_stages<'a>(
        &'a self,
        article: &Article,
        sentences: Vec<Sentence>,
        scratch: &mut Scratch,
        mut ended: impl FnMut(Stage),
    ) -> Analysis<'a> {
        self.pass(article, sentences, scratch, &mut ended, &mut |_| {})
    }

    /// The same, with the sums behind each sentence's label.
    pub fn explain<'a>(
        &'a self,
        article: &Article,
        split: Split,
        scratch: &mut Scratch,
        weighings: &mut Vec<Weighing<'a>>,
    ) -> Analysis<'a> {
        self.pass(article, self.segment(article, split), scratch, &mut |_| {}, &mut |claims| {
            weighings.push(self.claims.weighing(claims))
        })
    }

    fn pass<'a>(
        &'a self,
        article: &Article,
        sentences: Vec<Sentence>,
        scratch: &mut Scratch,
        ended: &mut impl FnMut(Stage),
        weighed: &mut impl FnMut(&ClaimScratch),
    ) -> Analysis<'a> {
        let text = article.text.as_str();
        let mut analysis = Analysis { sentences, ..Analysis::default() };
        let published = article.published.as_ref().map(|p| p.value);

        scratch.words.split(text, &analysis.sentences, &self.lexicon);
        ended(Stage::Words);

        self.clauses.find(text, &mut scratch.words, &mut scratch.clauses, &mut analysis.clauses);
        ended(Stage::Clauses);

        let (mut actors, found_dates) = self.mention(text, published, &analysis.clauses, scratch);
        ended(Stage::Mentions);

        let Scratch { words, chart, matching, found, claims, .. } = scratch;
        let terrain = Terrain { text, units: &words.units, chart, vocabulary: &self.vocabulary };
        let mut dates = Vec::new();
        let Analysis { sentences, clauses, impossible, .. } = &mut analysis;
        self.actors.resolve(terrain, words, clauses, &mut actors, matching, found);
        let around = Surroundings { published, sentences, clauses, words };
        self.dates.resolve(terrain, &around, &found_dates, &mut dates, impossible);
        self.dates.add_edges(&dates, chart);
        ended(Stage::Resolve);

        let terrain = Terrain { text, units: &words.units, chart, vocabulary: &self.vocabulary };
        analysis.claims.reserve(analysis.sentences.len());
        let mut rest = analysis.clauses.as_slice();
        let quoted = quotations(text, &words.units, &words.sentences, &analysis.sentences);
        let stops = stops(text, words);
        for (number, sentence) in analysis.sentences.iter().enumerate() {
            let units = words.sentences[number].clone();
            let (number, span, kind) = (number as u32, sentence.span, sentence.kind);
            let clauses = Clause::of_sentence(&mut rest, number);
            let quoted = quoted[number as usize];
            let before = analysis.claims.last().filter(|c| c.sentence + 1 == number);
            let candidate = Candidate { number, span, kind, units, clauses, quoted, before, stops };
            let claim = self.claims.claim(&candidate, terrain, matching, found, claims);
            analysis.claims.extend(claim);
            weighed(claims);
        }
        analysis.actors = actors.into_iter().map(|m| m.actor).collect();
        analysis.dates = dates.into_iter().map(|(date, _)| date).collect();
        for claim in &mut analysis.claims {
            claim.holder_id = claim.holder.and_then(|holder| id_within(holder, &analysis.actors));
        }
        ended(Stage::Claims);
        analysis
    }

    /// Takes one article with its names marked into a fit of the evidence for names; gives the number of regions
    /// that were decided wrongly.
    pub fn learn_names(
        &self,
        fit: &mut actors::NameFit,
        article: &Article,
        marked: &[(Span, actors::NameLabel)],
        scratch: &mut Scratch,
    ) -> usize {
        let text = article.text.as_str();
        let sentences = self.segment(article, Split::Rules);
        scratch.words.split(text, &sentences, &self.lexicon);
        // Words have the classes that the tagger gives them, as when names are found.
        self.clauses.find(text, &mut scratch.words, &mut scratch.clauses, &mut Vec::new());
        let Scratch { words, chart, .. } = scratch;
        chart.reset(words.units.len());
        for sentence in &words.sentences {
            chart.add_phrases(&words.units, text, sentence.clone(), &self.vocabulary);
        }
        let terrain = Terrain { text, units: &words.units, chart, vocabulary: &self.vocabulary };
        fit.learn(&self.actors, terrain, words, &self.lexicon, marked)
    }

    /// Begins to learn the evidence for names, from the weights of a file like `actors/evidence.csv`; `seed` chooses
    /// what sits out each article.
    ///
    /// # Errors
    /// The first fault of the file.
    pub fn fit_names(&self, prior: &RuleFile, seed: u64) -> Result<actors::NameFit, RuleError> {
        actors::NameFit::new(&self.actors, prior, seed)
    }

    /// What fits of the same articles in several orders have learned on average, as `actors/evidence.csv`.
    pub fn fitted_names(&self, fits: &[actors::NameFit]) -> String {
        actors::NameFit::to_csv(fits, &self.actors)
    }

    /// Fills the chart with entries of lists and actors, and finds dates.
    fn mention<'a>(
        &'a self,
        text: &str,
        published: Option<Date>,
        clauses: &[Clause],
        scratch: &mut Scratch,
    ) -> (Vec<Mention<'a>>, Vec<DateFound>) {
        let Scratch { words, chart, matching, found, names, .. } = scratch;
        let units = words.units.as_slice();
        chart.reset(units.len());
        for sentence in &words.sentences {
            chart.add_phrases(units, text, sentence.clone(), &self.vocabulary);
        }
        let terrain = Terrain { text, units, chart, vocabulary: &self.vocabulary };
        let (mut actors, mut dates) = (Vec::new(), Vec::new());
        self.actors.find(terrain, words, &self.lexicon, published, names, &mut actors);
        self.dates.find(terrain, words, clauses, matching, found, &mut dates);
        settle(&mut actors, &mut dates);
        self.actors.add_edges(&actors, chart);
        (actors, dates)
    }
}

/// The id of the longest actor in a phrase: of *Armenian Prime Minister Nikol Pashinyan* the person's.
fn id_within<'a>(phrase: Span, actors: &[ActorMention<'a>]) -> Option<Cow<'a, str>> {
    let first = actors.partition_point(|a| a.span.start < phrase.start);
    let within = actors[first..].iter().take_while(|a| a.span.start < phrase.end);
    within.max_by_key(|a| a.span.len()).and_then(|a| a.id.clone())
}

/// Of an actor and a date that overlap the longer stands; of equals the person that the text has named before
/// (*May* after *Theresa May*), else the date.
fn settle(actors: &mut Vec<Mention>, dates: &mut Vec<DateFound>) {
    // How many words the longest mention of each person has; seldom asked for.
    let longest = LazyCell::new(|| {
        let mut longest = HashMap::new();
        for person in actors.iter().filter(|a| a.actor.kind == ActorType::Person) {
            let words = longest.entry(person.actor.id.clone()).or_insert(0);
            *words = person.units.len().max(*words);
        }
        longest
    });
    let mut next = 0;
    let stands = |actor: &Mention| {
        next += dates[next..].iter().take_while(|d| d.units().end <= actor.units.start).count();
        let date = dates.get(next).filter(|d| d.units().start < actor.units.end);
        date.is_none_or(|d| match actor.units.len().cmp(&d.units().len()) {
            Ordering::Equal => longest.get(&actor.actor.id).is_some_and(|words| *words > actor.units.len()),
            order => order.is_gt(),
        })
    };
    let standing: Vec<bool> = actors.iter().map(stands).collect();
    let mut standing = standing.into_iter();
    actors.retain(|_| standing.next().unwrap_or(true));
    let mut next = 0;
    dates.retain(|date| {
        next += actors[next..].iter().take_while(|a| a.units.end <= date.units().start).count();
        actors.get(next).is_none_or(|a| a.units.start >= date.units().end)
    });
}

impl Scratch {
    /// Words and marks of the article analysed last.
    pub fn units(&self) -> &[Unit] {
        &self.words.units
    }

    /// Candidates verified and matches found since the scratch was made.
    pub fn counts(&self) -> (u64, u64) {
        (self.matching.candidates, self.matching.matches)
    }
}
