//! [`Tagger`]: the word class of each token, from what it can be and what its neighbours can be.
//!
//! A sum of weights for every tag: of the word's class, of the classes left and right of it, of its capitals,
//! and of the two tags before it; the best sequence is found by a search over the few tags that each word can have, which
//! keeps the best way to each of them.
//! The weights stand in `rules/clauses/tagger.csv`; `learn` fits them.

use super::classes::{Candidates, Class, MOST, WordClasses};
use super::tags::{self, COUNT, Tag};
use super::tokens::{Shape, Token};
use crate::rules::{Files, RuleError, rows};

/// Weights by feature and tag.
#[derive(Clone)]
pub struct Tagger {
    pub(super) word: Vec<[i16; COUNT]>,
    pub(super) left: Vec<[i16; COUNT]>,
    pub(super) right: Vec<[i16; COUNT]>,
    pub(super) shape: [[i16; COUNT]; 4],
    /// `[before][tag]`.
    pub(super) one: [[i16; COUNT]; COUNT],
    /// `[two before][before][tag]`, see [`pair`].
    pub(super) two: Vec<[i16; COUNT]>,
}

/// Buffers of the search.
#[derive(Default)]
pub struct Search {
    columns: Vec<Column>,
}

/// One token's candidates, and the best way to each.
#[derive(Clone, Copy)]
struct Column {
    candidates: Candidates,
    /// Sum of the best sequence that ends in the candidate.
    scores: [i32; MOST],
    /// The candidate before it in that sequence, as a place and as a tag.
    back: [u8; MOST],
    before: [Tag; MOST],
}

impl Tagger {
    /// All weights zero.
    pub fn new(classes: &WordClasses) -> Tagger {
        let table = vec![[0; COUNT]; classes.len()];
        Tagger {
            word: table.clone(),
            left: table.clone(),
            right: table,
            shape: [[0; COUNT]; 4],
            one: [[0; COUNT]; COUNT],
            two: vec![[0; COUNT]; COUNT * COUNT],
        }
    }

    /// Reads `clauses/tagger.csv`: `feature,tag,weight`, the feature `word=CLASS`, `left=CLASS`, `right=CLASS`,
    /// `shape=N`, `tags=TAG` or `tags=TAG TAG`.
    pub fn read(files: Files, classes: &WordClasses, faults: &mut Vec<RuleError>) -> Tagger {
        let mut tagger = Tagger::new(classes);
        let by_name = classes.by_name();
        for file in rows::named(files, "clauses/tagger.csv") {
            rows::each(file, ["feature", "tag", "weight"], faults, |[feature, tag, weight], _| {
                let (kind, of) = feature.split_once('=').ok_or("a feature is `kind=what`")?;
                let tag = Tag::parse(tag).ok_or_else(|| format!("there is no tag `{tag}`"))?;
                let weight = weight.parse().map_err(|_| format!("`{weight}` is no whole number to 32767"))?;
                let class = || {
                    let class = by_name.get(of).map(|c| usize::from(*c));
                    class.ok_or_else(|| format!("there is no class of words `{of}`"))
                };
                let row = match kind {
                    "word" => &mut tagger.word[class()?],
                    "left" => &mut tagger.left[class()?],
                    "right" => &mut tagger.right[class()?],
                    "shape" => {
                        let shape = of.parse().ok().filter(|n: &usize| *n < 4);
                        &mut tagger.shape[shape.ok_or("a shape is 0 to 3")?]
                    }
                    "tags" => {
                        let before: Option<Vec<Tag>> = of.split(' ').map(Tag::parse).collect();
                        match before.as_deref() {
                            Some([b]) => &mut tagger.one[b.index()],
                            Some([a, b]) => &mut tagger.two[pair(*a, *b)],
                            _ => return Err(format!("`{of}` is not one tag or two")),
                        }
                    }
                    _ => return Err(format!("there is no kind of feature `{kind}`")),
                };
                row[tag.index()] = weight;
                Ok(())
            });
        }
        tagger
    }

    /// Sets the tag of every token of a sentence.
    pub fn tag(&self, classes: &WordClasses, tokens: &mut [Token], search: &mut Search) {
        let columns = &mut search.columns;
        if columns.len() < tokens.len() + 1 {
            columns.resize(tokens.len() + 1, Column::START);
        }
        columns[0] = Column::START;
        let edge = classes.edge();
        let mut left = edge;
        for (i, token) in tokens.iter().enumerate() {
            let right = tokens.get(i + 1).map_or(edge, |t| t.class);
            let (before, rest) = columns.split_at_mut(i + 1);
            let (last, next) = (&before[i], &mut rest[0]);
            next.candidates = candidates(classes, *token);
            let (lasts, tags) = (last.candidates.as_slice(), next.candidates.as_slice());
            if tags.len() == 1 && lasts.len() == 1 {
                // Nothing to choose: sums may start anew.
                (next.scores[0], next.back[0], next.before[0]) = (0, 0, lasts[0]);
            } else {
                next.scores = [i32::MIN; MOST];
                for (b, middle) in lasts.iter().enumerate() {
                    let one = &self.one[middle.index()];
                    let two = &self.two[pair(last.before[b], *middle)];
                    for (c, tag) in tags.iter().enumerate() {
                        let t = tag.index();
                        let score = last.scores[b] + i32::from(one[t]) + i32::from(two[t]);
                        if score > next.scores[c] {
                            (next.scores[c], next.back[c], next.before[c]) = (score, b as u8, *middle);
                        }
                    }
                }
                if tags.len() > 1 {
                    // What is the same for all candidates need not be added.
                    let here = self.here([left, token.class, right], token.shape);
                    for (c, tag) in tags.iter().enumerate() {
                        next.scores[c] += here(*tag);
                    }
                }
            }
            left = token.class;
        }
        trace(columns, tokens);
    }

    /// The token that is most nearly a finite verb among those that are none: makes it one if that costs at most
    /// `most`. For a sentence that must have a verb and in which none was found.
    pub fn concede_verb(&self, classes: &WordClasses, tokens: &mut [Token], most: i32) -> bool {
        let mut best: Option<(i32, usize, Tag)> = None;
        for at in 1..tokens.len() {
            let now = tokens[at].tag;
            let old = self.around(classes, tokens, at, now);
            let others = classes.tags(tokens[at].class);
            for tag in others.as_slice().iter().filter(|t| t.is_finite() && **t != now) {
                let cost = old - self.around(classes, tokens, at, *tag);
                if cost <= most && best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, at, *tag));
                }
            }
        }
        best.is_some_and(|(_, at, tag)| {
            tokens[at].tag = tag;
            true
        })
    }

    /// All weights that hang on the tag of one token, were it `tag`.
    fn around(&self, classes: &WordClasses, tokens: &[Token], at: usize, tag: Tag) -> i32 {
        let class = |i: Option<usize>| i.and_then(|i| tokens.get(i)).map_or(classes.edge(), |t| t.class);
        let token = tokens[at];
        let near = [class(at.checked_sub(1)), token.class, class(Some(at + 1))];
        let tag_at = |i: Option<usize>| match i {
            Some(i) if i == at => tag,
            Some(i) => tokens[i].tag,
            None => tags::EDGE,
        };
        let chain = (at..tokens.len().min(at + 3)).map(|i| {
            let (b, a) = (tag_at(i.checked_sub(1)), tag_at(i.checked_sub(2)));
            let tag = tag_at(Some(i)).index();
            i32::from(self.one[b.index()][tag]) + i32::from(self.two[pair(a, b)][tag])
        });
        self.here(near, token.shape)(tag) + chain.sum::<i32>()
    }

    /// The weight of a tag without regard to other tags.
    #[inline]
    fn here(&self, [left, class, right]: [Class; 3], shape: Shape) -> impl Fn(Tag) -> i32 {
        let word = &self.word[class as usize];
        let (left, right) = (&self.left[left as usize], &self.right[right as usize]);
        let shape = &self.shape[shape as usize];
        move |tag| {
            let t = tag.index();
            i32::from(word[t]) + i32::from(left[t]) + i32::from(right[t]) + i32::from(shape[t])
        }
    }
}

impl Column {
    const START: Column = Column {
        candidates: Candidates::EDGE,
        scores: [0; MOST],
        back: [0; MOST],
        before: [tags::EDGE; MOST],
    };
}

/// The tags a token can have: those of its class, and proper noun where it is capitalised.
pub(super) fn candidates(classes: &WordClasses, token: Token) -> Candidates {
    let mut candidates = *classes.tags(token.class);
    if token.shape != Shape::Lower {
        candidates.add(tags::NNP);
    }
    candidates
}

/// Row of [`Tagger::two`].
#[inline]
pub(super) fn pair(two_before: Tag, before: Tag) -> usize {
    two_before.index() * COUNT + before.index()
}

/// Follows the best sequence back from the end.
fn trace(columns: &[Column], tokens: &mut [Token]) {
    let last = &columns[tokens.len()];
    let mut place = (1..last.candidates.as_slice().len())
        .fold(0, |best, c| if last.scores[c] > last.scores[best] { c } else { best });
    for (token, column) in tokens.iter_mut().zip(&columns[1..]).rev() {
        token.tag = column.candidates.as_slice()[place];
        place = column.back[place] as usize;
    }
}
