//! [`Annotation`]: what one annotator, a person or the tool, says of one article. Everything that is compared
//! has this shape, so that a person against the tool and a person against a person are the same question.

use crate::analysis::{ActorType, Analysis, Hedge, Label, Reading, TimexType};
use crate::article::{Article, Kind};
use crate::span::Span;

/// The labels of one article, layer by layer; a layer that was not annotated is `None` and is not scored.
/// Each list is in text order, and its spans do not overlap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotation {
    /// Sentences of all kinds.
    pub sentences: Option<Vec<SentenceLabel>>,
    /// Named actors.
    pub actors: Option<Vec<ActorLabel>>,
    /// Temporal expressions.
    pub dates: Option<Vec<DateLabel>>,
    /// Every sentence that may make a claim, with the one it makes.
    pub claims: Option<Vec<Judgement>>,
}

/// One sentence.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct SentenceLabel {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// One named actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorLabel {
    /// The name alone.
    pub span: Span,
    /// What it names.
    pub kind: ActorType,
    /// `type:slug`, `state:ISO3`.
    pub id: Option<String>,
    /// ISO 3166-1 alpha-3 code.
    pub state: Option<String>,
    /// Actor or place; `None` where the question does not arise or stays open.
    pub reading: Option<Reading>,
}

/// One temporal expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateLabel {
    /// Where.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimexType,
    /// TIMEX3 value.
    pub value: String,
}

/// A sentence and the claim that it makes, if it makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The sentence.
    pub span: Span,
    /// Its claim.
    pub claim: Option<ClaimLabel>,
}

/// One claim; an attribute that was not annotated is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimLabel {
    /// Its kind.
    pub label: Label,
    /// Another label that could be defended.
    pub second: Option<Label>,
    /// Whether it is someone else's.
    pub attributed: Option<bool>,
    /// The words that name the holder, or `author`; none where nobody is named.
    pub holder: Option<String>,
    /// How surely it is put forward.
    pub hedge: Option<Hedge>,
    /// Whether the main predicate is denied.
    pub negated: Option<bool>,
    /// Probability of the label in thousandths; people give none.
    pub confidence: Option<u16>,
}

impl Annotation {
    /// What an analysis says.
    pub fn of(article: &Article, analysis: &Analysis) -> Annotation {
        let mut claims = analysis.claims.iter().peekable();
        let judged = analysis.sentences.iter().enumerate().filter_map(|(number, sentence)| {
            let claim = claims.next_if(|claim| claim.sentence as usize == number);
            sentence.kind.claims().then(|| Judgement {
                span: sentence.span,
                claim: claim.map(|claim| ClaimLabel {
                    label: claim.label,
                    second: claim.second,
                    attributed: Some(claim.attributed),
                    holder: match claim.holder {
                        Some(span) => Some(span.of(&article.text).to_string()),
                        None => (!claim.attributed).then(|| "author".to_string()),
                    },
                    hedge: Some(claim.hedge),
                    negated: Some(claim.negated),
                    confidence: Some(claim.confidence()),
                }),
            })
        });
        Annotation {
            claims: Some(judged.collect()),
            sentences: Some(
                analysis.sentences.iter().map(|s| SentenceLabel { span: s.span, kind: s.kind }).collect(),
            ),
            actors: Some(
                analysis
                    .actors
                    .iter()
                    .map(|a| ActorLabel {
                        span: a.span,
                        kind: a.kind,
                        id: a.id.as_deref().map(str::to_string),
                        state: a.state.map(str::to_string),
                        reading: a.reading,
                    })
                    .collect(),
            ),
            dates: Some(
                analysis
                    .dates
                    .iter()
                    .map(|d| DateLabel { span: d.span, kind: d.kind, value: d.value.clone() })
                    .collect(),
            ),
        }
    }
}
