//! Views of an [`Analysis`]: the tables for analysts, and the stand-off record.

mod jsonl;
mod rows;
mod tables;
mod unlisted;

pub use jsonl::{claims_line, error_record, record};
pub use tables::{Safety, Table, TableWriter};
pub use unlisted::Unlisted;

use crate::analysis::{ActorMention, Analysis, Claim, DateMention, Sentence};
use crate::article::Article;
use crate::span::{Offsets, Span};

/// One analysed article, ready to be written. Positions come out in code points.
pub struct View<'v> {
    /// The article.
    pub article: &'v Article,
    /// What was found in it.
    pub analysis: &'v Analysis<'v>,
    offsets: Offsets,
}

impl<'v> View<'v> {
    /// A view of an article and its analysis.
    pub fn new(article: &'v Article, analysis: &'v Analysis<'v>) -> View<'v> {
        View { article, analysis, offsets: Offsets::new(&article.text) }
    }

    /// The words of a span.
    pub fn text(&self, span: Span) -> &'v str {
        span.of(&self.article.text)
    }

    /// A span in code points.
    pub fn points(&self, span: Span) -> (u32, u32) {
        (self.offsets.code_point(span.start), self.offsets.code_point(span.end))
    }

    /// The sentences in order, each with what was found in it.
    pub fn sentences(&self) -> impl Iterator<Item = SentenceView<'v>> + use<'v> {
        let Analysis { sentences, claims, actors, dates, .. } = self.analysis;
        let mut claims = claims.iter().peekable();
        let (mut actors, mut dates) = (actors.as_slice(), dates.as_slice());
        sentences.iter().enumerate().map(move |(number, sentence)| SentenceView {
            number,
            sentence,
            claim: claims.next_if(|c| c.sentence as usize == number),
            actors: take_within(sentence.span, &mut actors, |a| a.span),
            dates: take_within(sentence.span, &mut dates, |d| d.span),
        })
    }

    /// The words that name a claim's holder, or `author`; empty where it is someone else's and nobody is named.
    pub fn holder(&self, claim: &Claim) -> &'v str {
        let nobody = if claim.attributed { "" } else { "author" };
        claim.holder.map_or(nobody, |span| self.text(span))
    }
}

/// One sentence with what was found in it.
pub struct SentenceView<'v> {
    /// Its place among the sentences, from 0.
    pub number: usize,
    /// The sentence.
    pub sentence: &'v Sentence,
    /// The claim that it makes, if it makes one.
    pub claim: Option<&'v Claim<'v>>,
    /// The actors within it.
    pub actors: &'v [ActorMention<'v>],
    /// The dates within it.
    pub dates: &'v [DateMention<'v>],
}

/// Takes the mentions within a span off the front of `rest`, and passes over those before it.
fn take_within<'v, M>(span: Span, rest: &mut &'v [M], span_of: impl Fn(&M) -> Span) -> &'v [M] {
    let before = rest.iter().take_while(|m| span_of(m).start < span.start).count();
    let within = rest[before..].iter().take_while(|m| span_of(m).end <= span.end).count();
    let (within, after) = rest[before..].split_at(within);
    *rest = after;
    within
}
