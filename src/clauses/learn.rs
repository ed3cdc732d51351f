//! Learning the weights of the [`Tagger`] from tagged sentences, by the averaged perceptron (Collins 2002).
//!
//! In: sentences of tagged tokens, `form TAB tag` a line, an empty line after each sentence. Out: the rows of
//! `rules/clauses/tagger.csv`. Deterministic: sentences are taken in order, weights are whole numbers.

use super::classes::WordClasses;
use super::grammar::Grammar;
use super::tagger::{Row, Search, Tagger};
use super::tags::{self, NAMES, ROOM, Tag};
use super::tokens::{Token, tokens};
use crate::analysis::Sentence;
use crate::article::Kind;
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::words::Words;
use std::fmt::Write as _;

/// A sentence to learn from: its tokens, and the tag of each that the source cuts in the same way.
pub struct Lesson {
    tokens: Vec<Token>,
    gold: Vec<Option<Tag>>,
}

/// Reads tagged sentences. A line that is not `form TAB tag` is a fault, which names it.
pub fn lessons(tagged: &str, lexicon: &Lexicon, classes: &WordClasses) -> Result<Vec<Lesson>, String> {
    let mut lessons = Vec::new();
    let mut sentence: Vec<(&str, Tag)> = Vec::new();
    for (number, line) in (1..).zip(tagged.lines().chain([""])) {
        if line.is_empty() {
            if !sentence.is_empty() {
                lessons.push(lesson(&sentence, lexicon, classes));
                sentence.clear();
            }
            continue;
        }
        let fault = || format!("line {number}: `{line}` is not a form, a tab and a tag");
        let (form, tag) = line.split_once('\t').ok_or_else(fault)?;
        sentence.push((form, Tag::parse(tag).ok_or_else(fault)?));
    }
    Ok(lessons)
}

fn lesson(sentence: &[(&str, Tag)], lexicon: &Lexicon, classes: &WordClasses) -> Lesson {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut glue = true;
    for (form, tag) in sentence {
        let clitic = form.len() > 1 && form.starts_with(['\'', '’']) || matches!(*form, "n't" | "n’t");
        if !glue && !clitic && *tag != tags::HYPHEN {
            text.push(' ');
        }
        glue = *tag == tags::HYPHEN;
        spans.push((Span::new(text.len(), text.len() + form.len()), *tag));
        text.push_str(form);
    }
    let mut words = Words::default();
    let whole = Sentence { span: Span::new(0, text.len()), kind: Kind::Body, paragraph: 1 };
    words.split(&text, &[whole], lexicon);
    let mut all = Vec::new();
    // What words do in clauses is nothing to the tagger.
    tokens(&text, (&words.units, 0), (classes, &Grammar::default()), &mut all);
    let gold = all.iter().map(|token| {
        let at = spans.binary_search_by_key(&token.start, |(span, _)| span.start).ok()?;
        (spans[at].0.end >= token.end).then_some(spans[at].1)
    });
    Lesson { gold: gold.collect(), tokens: all }
}

/// Share of tags that come out as given, and of finite verbs among them (recall, precision), in per cent.
pub fn accuracy(tagger: &Tagger, classes: &WordClasses, lessons: &[Lesson]) -> [f64; 3] {
    let mut search = Search::default();
    let (mut right, mut all) = (0, 0);
    let (mut both, mut wanted, mut found) = (0, 0, 0);
    for lesson in lessons {
        let mut tokens = lesson.tokens.clone();
        tagger.tag(classes, &mut tokens, &mut search);
        for (token, gold) in tokens.iter().zip(&lesson.gold) {
            let Some(gold) = gold else { continue };
            all += 1;
            right += usize::from(token.tag == *gold);
            wanted += usize::from(gold.is_finite());
            found += usize::from(token.tag.is_finite());
            both += usize::from(gold.is_finite() && token.tag.is_finite());
        }
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    [percent(right, all), percent(both, wanted), percent(both, found)]
}

/// Weights that are being learned: now, summed over all steps, and when last summed.
struct Averages {
    sums: Vec<i64>,
    since: Vec<u32>,
    now: u32,
}

/// Learns from the lessons, `rounds` times over.
pub fn learn(classes: &WordClasses, lessons: &[Lesson], rounds: usize) -> Tagger {
    let mut tagger = Tagger::new(classes);
    let size = (3 * classes.len() + 4 + ROOM + ROOM * ROOM) * ROOM;
    let mut averages = Averages { sums: vec![0; size], since: vec![0; size], now: 0 };
    let mut search = Search::default();
    // Every round in another order: steps of a number prime to theirs.
    for round in 0..rounds {
        let step = STEPS[round % STEPS.len()];
        let step = if lessons.len().is_multiple_of(step) { 1 } else { step };
        for n in 0..lessons.len() {
            let lesson = &lessons[n * step % lessons.len()];
            averages.now += 1;
            let mut guess = lesson.tokens.clone();
            tagger.tag(classes, &mut guess, &mut search);
            let mut gold = guess.clone();
            for (token, tag) in gold.iter_mut().zip(&lesson.gold) {
                token.tag = tag.unwrap_or(token.tag);
            }
            if gold != guess {
                update(&mut tagger, classes, &gold, &guess, &mut averages);
            }
        }
    }
    averages.now += 1;
    let (sums, since, now) = (averages.sums, averages.since, averages.now);
    let mut at = 0;
    each(&mut tagger, |weight| {
        let sum = sums[at] + i64::from(*weight) * i64::from(now - since[at]);
        *weight = (sum * SCALE / i64::from(now)).clamp(-32_000, 32_000) as i16;
        at += 1;
    });
    tagger.join();
    tagger
}

/// Primes, for the order of the lessons in each round.
const STEPS: [usize; 8] = [7919, 6133, 3571, 9973, 4483, 8737, 5417, 2857];

/// One step of the perceptron is this much in the file.
const SCALE: i64 = 100;

/// Every weight, in a fixed order.
fn each(tagger: &mut Tagger, mut visit: impl FnMut(&mut i16)) {
    let Tagger { word, left, right, shape, one, two, .. } = tagger;
    let rows = word.iter_mut().chain(left).chain(right).chain(shape).chain(one).chain(two.as_flattened_mut());
    rows.flatten().for_each(&mut visit);
}

fn update(
    tagger: &mut Tagger,
    classes: &WordClasses,
    gold: &[Token],
    guess: &[Token],
    averages: &mut Averages,
) {
    let n = classes.len();
    for (tokens, step) in [(gold, 1), (guess, -1)] {
        for (i, token) in tokens.iter().enumerate() {
            let near = |k: usize| {
                let tag = |t: &[Token], j: usize| j.checked_sub(k).map_or(tags::EDGE, |j| t[j].tag);
                (tag(gold, i), tag(guess, i))
            };
            // Nothing changes where both agree about the token and the two before it.
            if [0, 1, 2].iter().all(|k| near(*k).0 == near(*k).1) {
                continue;
            }
            let before = |k: usize| i.checked_sub(k).map_or(tags::EDGE, |j| tokens[j].tag);
            let class = |j: Option<&Token>| j.map_or(classes.edge(), |t| t.class) as usize;
            let left = class(i.checked_sub(1).map(|j| &tokens[j]));
            let (tag, word, right) = (token.tag.index(), token.class as usize, class(tokens.get(i + 1)));
            let (shape, a, b) = (token.shape as usize, before(2).index(), before(1).index());
            let mut add = |row: usize, weight: &mut i16| {
                let at = row * ROOM + tag;
                averages.sums[at] += i64::from(*weight) * i64::from(averages.now - averages.since[at]);
                averages.since[at] = averages.now;
                *weight += step;
            };
            add(word, &mut tagger.word[word][tag]);
            add(n + left, &mut tagger.left[left][tag]);
            add(2 * n + right, &mut tagger.right[right][tag]);
            add(3 * n + shape, &mut tagger.shape[shape][tag]);
            add(3 * n + 4 + b, &mut tagger.one[b][tag]);
            add(3 * n + 4 + ROOM + a * ROOM + b, &mut tagger.two[a][b][tag]);
            tagger.join_after(before(1), token.tag);
        }
    }
}

/// The rows of `tagger.csv`, without weights below `least`.
pub fn to_csv(tagger: &Tagger, classes: &WordClasses, least: i16) -> String {
    let mut out = String::from("feature,tag,weight\n");
    let mut row = |feature: String, weights: &Row| {
        let feature = if feature.contains([',', '"']) {
            format!("\"{}\"", feature.replace('"', "\"\""))
        } else {
            feature
        };
        for (tag, weight) in NAMES.iter().zip(weights).filter(|(_, w)| w.abs() >= least) {
            let name = match *tag {
                "," => "\",\"",
                "\"" => "\"\"\"\"",
                name => name,
            };
            writeln!(out, "{feature},{name},{weight}").expect("a String takes all");
        }
    };
    for class in 1..classes.len() {
        let name = classes.name(class as u16);
        row(format!("word={name}"), &tagger.word[class]);
        row(format!("left={name}"), &tagger.left[class]);
        row(format!("right={name}"), &tagger.right[class]);
    }
    for (shape, weights) in tagger.shape.iter().enumerate() {
        row(format!("shape={shape}"), weights);
    }
    for (before, weights) in NAMES.iter().zip(&tagger.one) {
        row(format!("tags={before}"), weights);
    }
    for (two_before, rows) in NAMES.iter().zip(&tagger.two) {
        for (before, weights) in NAMES.iter().zip(rows) {
            row(format!("tags={two_before} {before}"), weights);
        }
    }
    out
}
