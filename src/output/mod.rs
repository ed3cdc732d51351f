//! Views of an [`Analysis`]: the tables for analysts, and the stand-off record.

mod jsonl;
mod tables;
mod unlisted;

pub use jsonl::{claims_line, error_record, record};
pub use tables::{Safety, Table, TableWriter};
pub use unlisted::Unlisted;

use crate::analysis::{ActorMention, Analysis, Claim, DateMention};
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

    /// The claim of each sentence, or none.
    pub fn claims(&self) -> impl Iterator<Item = (usize, Option<&'v Claim<'v>>)> + '_ {
        let mut claims = self.analysis.claims.iter().peekable();
        (0..self.analysis.sentences.len()).map(move |n| (n, claims.next_if(|c| c.sentence as usize == n)))
    }

    /// The actors within a span.
    pub fn actors_in(&self, span: Span) -> impl Iterator<Item = &'v ActorMention<'v>> + '_ {
        let actors = &self.analysis.actors;
        let first = actors.partition_point(|a| a.span.start < span.start);
        actors[first..].iter().take_while(move |a| a.span.end <= span.end)
    }

    /// The dates within a span.
    pub fn dates_in(&self, span: Span) -> impl Iterator<Item = &'v DateMention<'v>> + '_ {
        let dates = &self.analysis.dates;
        let first = dates.partition_point(|d| d.span.start < span.start);
        dates[first..].iter().take_while(move |d| d.span.end <= span.end)
    }

    /// The words that name a claim's holder, or `author`; empty where it is someone else's and nobody is named.
    pub fn holder(&self, claim: &Claim) -> &'v str {
        let nobody = if claim.attributed { "" } else { "author" };
        claim.holder.map_or(nobody, |span| self.text(span))
    }
}

/// Thousandths with three decimals: `930` as `0.930`.
pub(crate) fn thousandths(value: u16) -> String {
    format!("{}.{:03}", value / 1000, value % 1000)
}
