//! [`annotate`]: what the tool says of an article that people have labelled, each layer judged apart.

use super::annotation::Annotation;
use crate::article::{Article, Block};
use crate::read::Record;
use crate::{Analyzer, Scratch, Split};

/// Runs the tool. Its sentences are its own; actors, dates and claims are found in the **given** sentences and
/// kinds, if the gold has them, so that a wrong boundary is counted once and in its own layer.
pub fn annotate(analyzer: &Analyzer, record: Record, gold: &Annotation, scratch: &mut Scratch) -> Annotation {
    let mut article = analyzer.read(record, None, scratch);
    let own = analyzer.analyze(&article, Split::Rules, scratch);
    let mut said = Annotation::of(&article, &own);
    if let Some(sentences) = &gold.sentences {
        let sentences: Vec<_> = sentences.iter().map(|s| (s.span, s.kind)).collect();
        article.blocks = sentences
            .iter()
            .map(|&(span, kind)| Block { span, kind, paragraph: paragraph(&article, span.start) })
            .collect();
        article.given = Some(sentences.into_iter().map(|(span, _)| span).collect());
        let given = analyzer.analyze(&article, Split::Given, scratch);
        said = Annotation { sentences: said.sentences, ..Annotation::of(&article, &given) };
    }
    said
}

/// The number of the paragraph at a byte.
fn paragraph(article: &Article, at: u32) -> u32 {
    let block = article.blocks.partition_point(|b| b.span.end <= at);
    article.blocks.get(block).map_or(1, |b| b.paragraph)
}
