//! [`Analyzer`]: all rules compiled, ready to analyse articles. Immutable and shared by all threads; each
//! worker brings its own [`Scratch`].

use crate::actors::{self, ActorRules, Mention, Tables};
use crate::analysis::{Analysis, Sentence};
use crate::article::{Article, Kind};
use crate::claims::{Candidate, ClaimRules, Weighing};
use crate::lexicon::Lexicon;
use crate::pattern::{Chart, Found, MatchScratch, Terrain, Vocabulary, VocabularyBuilder};
use crate::read::{ReadRules, ReadScratch, Record};
use crate::rules::{self, Files, RuleError, RuleFile, lexical};
use crate::segment::SegmentRules;
use crate::span::Span;
use crate::words::Words;
use jiff::civil::Date;

/// Compiled rules of every layer.
pub struct Analyzer {
    files: Vec<RuleFile>,
    warnings: Vec<RuleError>,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    read: ReadRules,
    segment: SegmentRules,
    actors: ActorRules,
    claims: ClaimRules,
}

/// Buffers of one worker, reused from article to article.
#[derive(Default)]
pub struct Scratch {
    read: ReadScratch,
    words: Words,
    chart: Chart,
    matching: MatchScratch,
    found: Vec<Found>,
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
    /// Compiles the built-in rules.
    pub fn builtin() -> Analyzer {
        Analyzer::with_rules(&[], true).expect("the built-in rules are tested")
    }

    /// Compiles `overlay` over the built-in rules (`builtin`) or alone. All faults are reported, not only the first.
    pub fn with_rules(overlay: &[RuleFile], builtin: bool) -> Result<Analyzer, Vec<RuleError>> {
        let mut all = if builtin { rules::builtin() } else { Vec::new() };
        let files = Files { builtin: all.len(), all: &[] };
        all.extend_from_slice(overlay);
        let files = Files { all: &all, ..files };
        let (mut faults, mut warnings) = (Vec::new(), Vec::new());
        let mut builder = VocabularyBuilder::default();
        // Words of rules first, names last: tables indexed by the words of rules stay short.
        lexical::read(files, &mut builder, &mut faults);
        let read = ReadRules::read(files, &mut builder, &mut faults);
        let segment = SegmentRules::read(files, &mut faults);
        let actors = ActorRules::read(files, &mut builder, &mut faults);
        let claims = ClaimRules::read(files, &mut builder, &mut faults);
        let sectors = actors::sectors(files, &mut faults);
        let tables = Tables::read(files, &mut builder, &mut faults);
        let read = ReadRules::new(read.compile(files, &mut builder, &mut faults));
        let actors = actors.compile(files, &mut builder, &mut faults);
        let claims = claims.compile(files, &mut builder, &mut faults);
        let (vocabulary, lexicon) = builder.build();
        let lexicon = lexicon.build();
        let actors = ActorRules::new(tables, actors, sectors, &vocabulary);
        let claims = ClaimRules::new(files, claims, &vocabulary, &mut faults, &mut warnings);
        if !faults.is_empty() {
            faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
            return Err(faults);
        }
        Ok(Analyzer { warnings, lexicon, vocabulary, read, segment, actors, claims, files: all })
    }

    /// The rule files it was compiled from, the overlay last.
    pub fn rule_files(&self) -> &[RuleFile] {
        &self.files
    }

    /// What is odd about the rules but no fault.
    pub fn warnings(&self) -> &[RuleError] {
        &self.warnings
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
        let text = article.text.as_str();
        let mut analysis = Analysis { sentences: self.segment(article, split), ..Analysis::default() };
        let published = article.published.as_ref().map(|p| p.value);

        let Scratch { words, chart, matching, found, .. } = scratch;
        words.split(text, &analysis.sentences, &self.lexicon);
        let units = words.units.as_slice();
        chart.reset(units.len());
        for sentence in &words.sentences {
            chart.add_phrases(units, text, sentence.clone(), &self.vocabulary);
        }

        let mut mentions: Vec<Mention> = Vec::new();
        let terrain = Terrain { text, units, chart, vocabulary: &self.vocabulary };
        self.actors.find(terrain, words, published, &mut mentions);
        self.actors.add_edges(&mentions, chart);

        let terrain = Terrain { text, units, chart, vocabulary: &self.vocabulary };
        self.actors.resolve(terrain, words, &mut mentions, matching, found);

        let mut weighing = Weighing::default();
        for (number, sentence) in analysis.sentences.iter().enumerate() {
            let units = words.sentences[number].clone();
            let candidate =
                Candidate { number: number as u32, span: sentence.span, kind: sentence.kind, units };
            analysis.claims.extend(self.claims.claim(&candidate, terrain, matching, found, &mut weighing));
        }
        analysis.actors = mentions.into_iter().map(|m| m.actor).collect();
        analysis
    }
}
