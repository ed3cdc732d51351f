//! Cues to label, holder and hedge.
//!
//! In: one article's units, with edges for lists, actors and dates. Out: at most one [`Claim`] a sentence. A
//! sentence's cues are the rules of `rules/claims/*.toml` that match in it, the [`features`] of its clauses, the
//! [`categories`] of its words by role, each with a row of weights in `weights.csv`, and single words with theirs in
//! `lexicon.csv`; the sums decide. Cues are numbers until somebody asks for their names.

mod attribution;
mod categories;
mod cues;
mod features;
mod lexicon;
mod observer;
pub mod roles;
mod shape;
mod weights;
mod word_cues;

use attribution::Attribution;
pub use attribution::{Quoted, ReportingWords, quotations};
pub use categories::Categories;
pub use cues::CueAction;
use features::Features;
pub use lexicon::CueWords;
use observer::Observer;
use shape::Shape;
use weights::Tally;
pub use weights::{Cue, Cues, Weights, softmax};
use word_cues::{Spotted, WordCues};

use crate::analysis::{Claim, Clause, Hedge, Label, Mood};
use crate::article::Kind;
use crate::pattern::{Found, MatchScratch, Terrain, Vocabulary, VocabularyBuilder};
use crate::rules::load::{self, Draft};
use crate::rules::{Files, Layer, RuleError};
use crate::span::Span;
use crate::words::Words;
use std::ops::Range;

/// The claims layer, compiled.
pub struct ClaimRules {
    layer: Layer<CueAction>,
    weights: Weights,
    observer: Observer,
    attribution: Attribution,
    categories: Categories,
    words: CueWords,
    word_cues: WordCues,
}

/// What the layer knows of single words, besides its lists.
pub struct ClaimWords {
    categories: Categories,
    cues: CueWords,
    reporting: ReportingWords,
}

impl ClaimWords {
    /// Reads the categories, the lexicon and the words that report.
    pub fn read(files: Files, vocabulary: &mut VocabularyBuilder, faults: &mut Vec<RuleError>) -> ClaimWords {
        ClaimWords {
            categories: Categories::read(files, vocabulary, faults),
            cues: CueWords::read(files, vocabulary, faults),
            reporting: ReportingWords::read(files, vocabulary, faults),
        }
    }
}

/// The sums of one sentence, for `explain`.
#[derive(Clone, Debug, Default)]
pub struct Weighing<'a> {
    /// Each cue with its weights for factual, evaluative, predictive, none, in thousandths; the bias first.
    pub cues: Vec<(&'a str, [i32; 4])>,
}

impl Weighing<'_> {
    /// The sum over all cues.
    pub fn sum(&self) -> [i32; 4] {
        self.cues.iter().fold([0; 4], |mut sum, (_, weights)| {
            sum.iter_mut().zip(weights).for_each(|(s, w)| *s += w);
            sum
        })
    }
}

/// Buffers for one sentence, reused from sentence to sentence.
#[derive(Default)]
pub struct ClaimScratch {
    /// The bias and the cues of the sentence; nothing if no claim was looked for.
    tally: Tally,
    spotted: Spotted,
    keys: Vec<i32>,
    /// The sentence that was looked at last, and what it leaves to the next.
    before: Option<(u32, Features)>,
    /// A delegate has been heard to speak in this article.
    delegate: bool,
}

/// One sentence as the claims layer gets it.
#[derive(Clone, Debug)]
pub struct Candidate<'s> {
    /// Index of the sentence.
    pub number: u32,
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Its units.
    pub units: Range<u32>,
    /// Its clauses, the main one first if there is one.
    pub clauses: &'s [Clause],
    /// How far it is in quotation marks.
    pub quoted: Quoted,
    /// The claim of the sentence before it.
    pub before: Option<&'s Claim<'s>>,
    /// Whether the text puts stops.
    pub stops: bool,
}

/// Whether a text puts stops: some sentence of it ends in one. In one that does, a line without is more likely a heading or a
/// caption; a post may have none at all.
pub fn stops(text: &str, words: &Words) -> bool {
    words.sentences.iter().any(|units| {
        let units = &words.units[units.start as usize..units.end as usize];
        matches!(shape::last(units, text), Some("." | "!" | "?" | "…"))
    })
}

impl ClaimRules {
    /// Reads the cue rules.
    pub fn read(
        files: Files,
        vocabulary: &mut VocabularyBuilder,
        faults: &mut Vec<RuleError>,
    ) -> Draft<CueAction> {
        for mention in ["actor", "date", "date.past", "date.present", "date.future"] {
            vocabulary.mention(mention);
        }
        load::read(files, "claims", vocabulary, faults, CueAction::read)
    }

    /// Puts rules and weights together. Weights of cues that do not exist come back as warnings.
    pub fn new(
        files: Files,
        layer: Layer<CueAction>,
        words: ClaimWords,
        vocabulary: &Vocabulary,
        faults: &mut Vec<RuleError>,
        warnings: &mut Vec<RuleError>,
    ) -> ClaimRules {
        let ClaimWords { categories, cues: words, reporting } = words;
        let observer = Observer::new(vocabulary);
        let rules = layer.rules.iter().map(|r| (r.id.as_str(), r.action.weights.unwrap_or_default()));
        let weights = Weights::read(files, rules, categories.features(), &words, faults, warnings);
        let attribution = Attribution::new(reporting, vocabulary);
        let word_cues = WordCues::new(&words, &categories);
        ClaimRules { layer, weights, observer, attribution, categories, words, word_cues }
    }

    /// The words with weights.
    pub fn words(&self) -> &CueWords {
        &self.words
    }

    /// The compiled rules.
    pub fn layer(&self) -> &Layer<CueAction> {
        &self.layer
    }

    /// The claim that a sentence makes, if it makes one. Its cues stay in `scratch` for [`ClaimRules::weighing`].
    pub fn claim<'a>(
        &'a self,
        candidate: &Candidate,
        terrain: Terrain,
        matching: &mut MatchScratch,
        found: &mut Vec<Found>,
        scratch: &mut ClaimScratch,
    ) -> Option<Claim<'a>> {
        let ClaimScratch { tally, spotted, keys, before, delegate } = scratch;
        *delegate &= candidate.number > 0;
        tally.clear();
        let before = before.take().filter(|(number, _)| number + 1 == candidate.number);
        if !candidate.kind.claims() {
            return None;
        }
        found.clear();
        self.layer.find(terrain, candidate.units.clone(), candidate.clauses, matching, found);
        // A cue counts once a sentence. Its tightest match names the holder: in *Minister Nikol Pashinyan said*
        // that is the name and not the office.
        found.sort_by_key(|f| (f.rule, f.whole.end - f.whole.start, f.whole.start));
        found.dedup_by_key(|f| f.rule);
        let Candidate { clauses, stops, .. } = *candidate;
        let shape = Shape { terrain, units: candidate.units.clone(), clauses, stops };
        let utterance = self.attribution.utterance(&shape);
        *delegate |= utterance.addresses();
        let features = self.observer.features(&shape);
        let before = before.map(|(_, features)| features);
        scratch.before = Some((candidate.number, features.carried()));
        self.word_cues.find(&shape, spotted);
        self.add_up(found, features, before, spotted, tally);
        let actions = found.iter().map(|f| &self.layer.rules[f.rule as usize].action);
        if actions.clone().any(|a| a.none) {
            return None;
        }
        let [factual, evaluative, predictive, none] = tally.sum;
        let three = [factual, evaluative, predictive];
        let best = *three.iter().max().expect("three labels");
        if none > best {
            return None;
        }
        let probabilities = softmax(three);
        // The first of equals, in the order of the labels: integer sums, the same on every platform.
        let label = Label::ALL[three.iter().position(|s| *s == best).expect("the maximum is one of them")];
        let second =
            Label::ALL.into_iter().filter(|l| *l != label).max_by_key(|l| probabilities[*l as usize]);
        let by_clause = Attribution::of(&utterance, candidate.quoted, candidate.before, *delegate);
        let by_cue = found.iter().find(|f| self.layer.rules[f.rule as usize].action.attributed);
        let named = by_cue.and_then(|f| {
            let capture = f.capture(self.layer.rules[f.rule as usize].action.holder?)?;
            let units = &terrain.units[capture.start as usize..capture.end as usize];
            let (first, last) = (units.first()?, units.last()?);
            Some(Span { start: first.start, end: last.bare(terrain.text).end })
        });
        let holder = by_clause.and_then(|a| a.holder).or(named);
        let hedge = actions.clone().map(|a| a.hedge).max_by_key(|h| *h as u8).unwrap_or_default();
        Some(Claim {
            sentence: candidate.number,
            span: candidate.span,
            label,
            probabilities,
            second: second.filter(|l| probabilities[*l as usize] >= SECOND),
            attributed: by_clause.is_some() || by_cue.is_some(),
            holder,
            holder_id: None,
            hedge: if hedge == Hedge::default() { Hedge::None } else { hedge },
            // *Was it not foolish?* denies nothing.
            negated: shape.carrier().is_some_and(|c| c.negated && c.mood != Mood::Interrogative)
                || actions.clone().any(|a| a.negated),
            cues: self.weights.strongest(&tally.cues[1..], label, keys),
        })
    }

    /// Adds up the cues of a sentence: the rules `found`, its own features, those of the sentence before and its words.
    fn add_up(
        &self,
        found: &[Found],
        own: Features,
        before: Option<Features>,
        words: &Spotted,
        tally: &mut Tally,
    ) {
        let weights = &self.weights;
        tally.add(Cue::BIAS, weights);
        found.iter().for_each(|f| tally.add(weights.rule(f.rule), weights));
        own.numbers(|n| tally.add(weights.feature(n), weights));
        match before {
            Some(before) => before.numbers(|n| tally.add(weights.feature_before(n), weights)),
            None => tally.add(weights.nothing_before(), weights),
        }
        self.categories.numbers(words.categories, |n| tally.add(weights.category(n), weights));
        words.entries.iter().for_each(|entry| tally.add(weights.word(*entry), weights));
    }

    /// The sums of the sentence that `scratch` was used for last.
    pub fn weighing<'a>(&'a self, scratch: &ClaimScratch) -> Weighing<'a> {
        let named = |cue: &Cue| (self.weights.name(*cue), self.weights.of(*cue));
        Weighing { cues: scratch.tally.cues.iter().map(named).collect() }
    }
}

/// From this probability on, in thousandths, the runner-up is named as `second`.
const SECOND: u16 = 300;
