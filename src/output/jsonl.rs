//! The stand-off record, one JSON object an article; and claims as JSON lines.
//!
//! The shape is a contract (README, "Stand-off record"); all offsets are code points, end exclusive.

use super::{SentenceView, View};
use crate::analysis::{ActorMention, Claim, Clause, DateMention};
use crate::claims::Cues;
use serde::Serialize;

#[derive(Serialize)]
struct Record<'v> {
    id: &'v str,
    sentences: Vec<SentenceOut>,
    clauses: Vec<ClauseOut>,
    actors: Vec<ActorOut<'v>>,
    dates: Vec<DateOut<'v>>,
    impossible_dates: Vec<ImpossibleOut<'v>>,
    claims: Vec<ClaimOut<'v>>,
}

#[derive(Serialize)]
struct SentenceOut {
    start: u32,
    end: u32,
    kind: &'static str,
}

#[derive(Serialize)]
struct SpanOut {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct ClauseOut {
    sentence: u32,
    start: u32,
    end: u32,
    main: bool,
    kind: &'static str,
    finite: Option<SpanOut>,
    tense: Option<&'static str>,
    modal: Option<&'static str>,
    aspect: &'static str,
    voice: &'static str,
    negated: bool,
    mood: &'static str,
    construction: Option<&'static str>,
}

#[derive(Serialize)]
struct ActorOut<'v> {
    start: u32,
    end: u32,
    text: &'v str,
    #[serde(rename = "type")]
    kind: &'static str,
    id: Option<&'v str>,
    state: Option<&'v str>,
    sector: Option<&'v str>,
    role: Option<&'v str>,
    reading: Option<&'static str>,
    status: &'static str,
    candidates: &'v [std::borrow::Cow<'v, str>],
    composite: Option<CompositeOut<'v>>,
}

#[derive(Serialize)]
struct CompositeOut<'v> {
    start: u32,
    end: u32,
    sector: &'v str,
    holder_id: Option<&'v str>,
}

#[derive(Serialize)]
struct DateOut<'v> {
    start: u32,
    end: u32,
    text: &'v str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'v str,
    #[serde(rename = "mod")]
    modifier: Option<&'v str>,
    quant: Option<&'v str>,
    freq: Option<&'v str>,
    begin_point: Option<&'v str>,
    end_point: Option<&'v str>,
    from: Option<String>,
    to: Option<String>,
}

/// What is written like a day that the calendar does not have: 30 February.
#[derive(Serialize)]
struct ImpossibleOut<'v> {
    start: u32,
    end: u32,
    text: &'v str,
}

#[derive(Serialize)]
struct ClaimOut<'v> {
    sentence: u32,
    start: u32,
    end: u32,
    #[serde(flatten)]
    verdict: Verdict<'v>,
}

/// What is said of a claim, wherever it stands.
#[derive(Serialize)]
struct Verdict<'v> {
    label: &'static str,
    confidence: f64,
    second: Option<&'static str>,
    attributed: bool,
    holder: &'v str,
    holder_id: Option<&'v str>,
    hedge: &'static str,
    negated: bool,
    cues: &'v Cues<'v>,
}

/// The stand-off record of one article as one line of JSON, without a line break.
pub fn record(view: &View) -> serde_json::Result<String> {
    let analysis = view.analysis;
    serde_json::to_string(&Record {
        id: &view.article.id,
        sentences: analysis
            .sentences
            .iter()
            .map(|s| {
                let (start, end) = view.points(s.span);
                SentenceOut { start, end, kind: s.kind.as_str() }
            })
            .collect(),
        clauses: analysis.clauses.iter().map(|c| clause(view, c)).collect(),
        actors: analysis.actors.iter().map(|a| actor(view, a)).collect(),
        dates: analysis.dates.iter().map(|d| date(view, d)).collect(),
        impossible_dates: analysis
            .impossible
            .iter()
            .map(|d| {
                let (start, end) = view.points(d.span);
                ImpossibleOut { start, end, text: view.text(d.span) }
            })
            .collect(),
        claims: analysis.claims.iter().map(|c| claim(view, c)).collect(),
    })
}

/// What stands for a record that could not be read: `{"id", "error"}`.
pub fn error_record(id: &str, error: &str) -> String {
    #[derive(Serialize)]
    struct Failed<'v> {
        id: &'v str,
        error: &'v str,
    }
    serde_json::to_string(&Failed { id, error }).expect("two strings are always JSON")
}

/// The claims of one article, each as a JSON line with its text and article: `run -o claims.jsonl`.
pub fn claims_line(view: &View, all: bool, out: &mut Vec<u8>) -> serde_json::Result<()> {
    #[derive(Serialize)]
    struct Line<'v> {
        doc_id: &'v str,
        sentence_no: usize,
        paragraph_no: u32,
        start: u32,
        end: u32,
        text: &'v str,
        #[serde(flatten)]
        claim: Option<ClaimLine<'v>>,
        actors: Vec<ActorOut<'v>>,
        dates: Vec<DateOut<'v>>,
        title: Option<&'v str>,
        author: Option<&'v str>,
        published: Option<String>,
        published_source: Option<&'static str>,
        url: Option<&'v str>,
    }
    #[derive(Serialize)]
    struct ClaimLine<'v> {
        #[serde(flatten)]
        verdict: Verdict<'v>,
        p_factual: f64,
        p_evaluative: f64,
        p_predictive: f64,
    }
    let article = view.article;
    for SentenceView { number, sentence, claim, actors, dates } in view.sentences() {
        if claim.is_none() && !all {
            continue;
        }
        let (start, end) = view.points(sentence.span);
        let line = Line {
            doc_id: &article.id,
            sentence_no: number + 1,
            paragraph_no: sentence.paragraph,
            start,
            end,
            text: view.text(sentence.span),
            claim: claim.map(|c| ClaimLine {
                verdict: verdict(view, c),
                p_factual: decimal(c.probabilities[0]),
                p_evaluative: decimal(c.probabilities[1]),
                p_predictive: decimal(c.probabilities[2]),
            }),
            actors: actors.iter().map(|a| actor(view, a)).collect(),
            dates: dates.iter().map(|d| date(view, d)).collect(),
            title: article.title.as_ref().map(|t| t.value.as_str()),
            author: article.author.as_ref().map(|a| a.value.as_str()),
            published: article.published.as_ref().map(|p| p.value.to_string()),
            published_source: article.published.as_ref().map(|p| p.source.as_str()),
            url: article.url.as_ref().map(|u| u.value.as_str()),
        };
        serde_json::to_writer(&mut *out, &line)?;
        out.push(b'\n');
    }
    Ok(())
}

/// `930` as the number `0.93`: a quotient is rounded to the fraction that `0.93` is read as.
fn decimal(thousandths: u16) -> f64 {
    f64::from(thousandths) / 1000.0
}

fn clause(view: &View, clause: &Clause) -> ClauseOut {
    let (start, end) = view.points(clause.span);
    ClauseOut {
        sentence: clause.sentence,
        start,
        end,
        main: clause.main,
        kind: clause.kind.as_str(),
        finite: clause.finite.map(|span| {
            let (start, end) = view.points(span);
            SpanOut { start, end }
        }),
        tense: clause.tense.map(|t| t.as_str()),
        modal: clause.modal,
        aspect: clause.aspect(),
        voice: if clause.passive { "passive" } else { "active" },
        negated: clause.negated,
        mood: clause.mood.as_str(),
        construction: clause.construction.map(|c| c.as_str()),
    }
}

fn actor<'v>(view: &View<'v>, actor: &'v ActorMention<'v>) -> ActorOut<'v> {
    let (start, end) = view.points(actor.span);
    ActorOut {
        start,
        end,
        text: view.text(actor.span),
        kind: actor.kind.as_str(),
        id: actor.id.as_deref(),
        state: actor.state,
        sector: actor.sector,
        role: actor.role.as_deref(),
        reading: actor.reading.map(|r| r.as_str()),
        status: actor.status.as_str(),
        candidates: &actor.candidates,
        composite: actor.composite.map(|c| {
            let (start, end) = view.points(c.span);
            CompositeOut { start, end, sector: c.sector, holder_id: c.holder_id }
        }),
    }
}

fn date<'v>(view: &View<'v>, date: &'v DateMention<'v>) -> DateOut<'v> {
    let (start, end) = view.points(date.span);
    DateOut {
        start,
        end,
        text: view.text(date.span),
        kind: date.kind.as_str(),
        value: &date.value,
        modifier: date.modifier.as_deref(),
        quant: date.quant.as_deref(),
        freq: date.freq.as_deref(),
        begin_point: date.begin_point.as_deref(),
        end_point: date.end_point.as_deref(),
        from: date.interval.map(|i| i.from.to_string()),
        to: date.interval.map(|i| i.to.to_string()),
    }
}

fn claim<'v>(view: &View<'v>, claim: &'v Claim<'v>) -> ClaimOut<'v> {
    let (start, end) = view.points(claim.span);
    ClaimOut { sentence: claim.sentence, start, end, verdict: verdict(view, claim) }
}

fn verdict<'v>(view: &View<'v>, claim: &'v Claim<'v>) -> Verdict<'v> {
    Verdict {
        label: claim.label.as_str(),
        confidence: decimal(claim.confidence()),
        second: claim.second.map(|l| l.as_str()),
        attributed: claim.attributed,
        holder: view.holder(claim),
        holder_id: claim.holder_id.as_deref(),
        hedge: claim.hedge.as_str(),
        negated: claim.negated,
        cues: &claim.cues,
    }
}
