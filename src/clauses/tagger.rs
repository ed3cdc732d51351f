//! [`Tagger`]: the word class of each token, from what it can be and what its neighbours can be.
//!
//! A sum of weights for every tag: of the word's class, of the classes left and right of it, of its capitals,
//! and of the two tags before it; the best sequence is found by a search over the few tags that each word can have, which
//! keeps the best way to each of them. A word that can have one tag only decides all before it, and the search begins anew.
//! The weights stand in `rules/clauses/tagger.csv`; `learn` fits them.

use super::classes::{Class, MOST, WordClasses};
use super::grammar::role;
use super::tags::{self, COUNT, ROOM, Tag};
use super::tokens::{Shape, Token};
use crate::rules::{Files, RuleError, rows};
use std::collections::BTreeMap;
use std::hint::select_unpredictable;

/// A weight for each tag.
pub(super) type Row = [i16; ROOM];

/// Weights by feature and tag.
#[derive(Clone)]
pub struct Tagger {
    pub(super) word: Vec<Row>,
    pub(super) left: Vec<Row>,
    pub(super) right: Vec<Row>,
    pub(super) shape: [Row; 4],
    /// `[before][tag]`.
    pub(super) one: [Row; ROOM],
    /// `[two before][before][tag]`.
    pub(super) two: Vec<[Row; ROOM]>,
    /// The sum of `one` and `two`, see [`Tagger::join`].
    chain: Box<[[[i32; ROOM]; ROOM]; ROOM]>,
}

/// What has a weight for each tag.
#[derive(Clone, Copy)]
enum Feature {
    Word(Class),
    Left(Class),
    Right(Class),
    Shape(usize),
    One(Tag),
    Two(Tag, Tag),
}

impl Feature {
    fn parse(feature: &str, classes: &BTreeMap<&str, Class>) -> Result<Feature, String> {
        let (kind, of) = feature.split_once('=').ok_or("a feature is `kind=what`")?;
        let class = || classes.get(of).copied().ok_or_else(|| format!("there is no class of words `{of}`"));
        match kind {
            "word" => class().map(Feature::Word),
            "left" => class().map(Feature::Left),
            "right" => class().map(Feature::Right),
            "shape" => match of.parse() {
                Ok(shape) if shape < 4 => Ok(Feature::Shape(shape)),
                _ => Err("a shape is 0 to 3".into()),
            },
            "tags" => {
                let before: Option<Vec<Tag>> = of.split(' ').map(Tag::parse).collect();
                match before.as_deref() {
                    Some([b]) => Ok(Feature::One(*b)),
                    Some([a, b]) => Ok(Feature::Two(*a, *b)),
                    _ => Err(format!("`{of}` is not one tag or two")),
                }
            }
            _ => Err(format!("there is no kind of feature `{kind}`")),
        }
    }
}

/// Buffers of the search.
#[derive(Default)]
pub struct Search {
    columns: Vec<Column>,
}

/// One token's candidates, each as the end of a sequence of tags, the best that ends in it.
#[derive(Clone, Copy, Default)]
struct Column {
    /// How many there are.
    len: usize,
    tags: [Tag; MOST],
    scores: [i32; MOST],
    /// The tag before it, and the place of that in its column.
    befores: [Tag; MOST],
    backs: [u8; MOST],
}

impl Column {
    /// Makes it that of a token whose tag is known, and that of the one before it.
    fn settle(&mut self, tag: Tag, before: Tag) {
        (self.len, self.scores[0]) = (1, 0);
        (self.tags[0], self.befores[0]) = (tag, before);
    }
}

impl Tagger {
    /// All weights zero.
    pub fn new(classes: &WordClasses) -> Tagger {
        let table = vec![[0; ROOM]; classes.len()];
        Tagger {
            word: table.clone(),
            left: table.clone(),
            right: table,
            shape: [[0; ROOM]; 4],
            one: [[0; ROOM]; ROOM],
            two: vec![[[0; ROOM]; ROOM]; ROOM],
            chain: vec![[[0; ROOM]; ROOM]; ROOM].try_into().expect("as many"),
        }
    }

    /// Reads `clauses/tagger.csv`: `feature,tag,weight`, the feature `word=CLASS`, `left=CLASS`, `right=CLASS`,
    /// `shape=N`, `tags=TAG` or `tags=TAG TAG`.
    pub fn read(files: Files, classes: &WordClasses, faults: &mut Vec<RuleError>) -> Tagger {
        let mut tagger = Tagger::new(classes);
        let by_name = classes.by_name();
        for file in rows::named(files, "clauses/tagger.csv") {
            // The rows of a feature stand together: it is read once for all of them.
            let mut last = (String::new(), None);
            rows::each(file, ["feature", "tag", "weight"], faults, |[feature, tag, weight], _| {
                if last.1.is_none() || last.0 != feature {
                    last = (feature.to_string(), None);
                    last.1 = Some(Feature::parse(feature, &by_name)?);
                }
                let tag = Tag::parse(tag).ok_or_else(|| format!("there is no tag `{tag}`"))?;
                let weight = weight.parse().map_err(|_| format!("`{weight}` is no whole number to 32767"))?;
                if let Some(feature) = last.1 {
                    tagger.row(feature)[tag.index()] = weight;
                }
                Ok(())
            });
        }
        tagger.join();
        tagger
    }

    fn row(&mut self, feature: Feature) -> &mut Row {
        match feature {
            Feature::Word(class) => &mut self.word[usize::from(class)],
            Feature::Left(class) => &mut self.left[usize::from(class)],
            Feature::Right(class) => &mut self.right[usize::from(class)],
            Feature::Shape(shape) => &mut self.shape[shape],
            Feature::One(before) => &mut self.one[before.index()],
            Feature::Two(two_before, before) => &mut self.two[two_before.index()][before.index()],
        }
    }

    /// Adds up, for the search, the weights that hang on tags alone. To be called when they have changed.
    pub(super) fn join(&mut self) {
        let befores = 0..COUNT;
        for (a, b) in befores.clone().flat_map(|a| befores.clone().map(move |b| (a, b))) {
            let weights = self.one[b].iter().zip(&self.two[a][b]);
            for (sum, (one, two)) in self.chain[a][b].iter_mut().zip(weights) {
                *sum = i32::from(*one) + i32::from(*two);
            }
        }
    }

    /// The same for one tag after another.
    pub(super) fn join_after(&mut self, before: Tag, tag: Tag) {
        let (b, tag) = (before.index(), tag.index());
        for (sum, two) in self.chain.iter_mut().zip(&self.two) {
            sum[b][tag] = i32::from(self.one[b][tag]) + i32::from(two[b][tag]);
        }
    }

    /// Sets the tag of every token of a sentence.
    pub fn tag(&self, classes: &WordClasses, tokens: &mut [Token], search: &mut Search) {
        let columns = &mut search.columns;
        if columns.len() < tokens.len() + 1 {
            columns.resize(tokens.len() + 1, Column::default());
        }
        let edge = classes.edge();
        let Some((settled, columns)) = columns.split_first_mut() else { return };
        settled.settle(tags::EDGE, tags::EDGE);
        // How many tokens before this one wait for their tags.
        let mut open = 0;
        let mut left = edge;
        for at in 0..tokens.len() {
            let token = tokens[at];
            let (candidates, len) = classes.candidates(token.class, token.shape != Shape::Lower);
            if len == 1 {
                // Nothing to choose: all that waits is decided, and sums may start anew.
                let (tag, mut before) = (candidates[0], settled.tags[0]);
                if open > 0 {
                    let waiting = &columns[..open];
                    let place = self.best_before(&waiting[open - 1], tag);
                    before = trace(waiting, place, &mut tokens[at - open..at]);
                    open = 0;
                }
                tokens[at].tag = tag;
                settled.settle(tag, before);
            } else {
                let right = tokens.get(at + 1).map_or(edge, |t| t.class);
                let here = self.here([left, token.class, right], token.shape);
                let (done, next) = columns.split_at_mut(open);
                let (last, next) = (done.last().unwrap_or(settled), &mut next[0]);
                (next.tags, next.len) = (*candidates, len);
                match last.len {
                    1 => self.extend::<1>(last, next, here),
                    3 => self.extend::<3>(last, next, here),
                    6 => self.extend::<6>(last, next, here),
                    _ => self.extend::<MOST>(last, next, here),
                }
                open += 1;
            }
            left = token.class;
        }
        if let Some(last) = columns[..open].last() {
            let best = first_best(&last.scores[..last.len]);
            let from = tokens.len() - open;
            trace(&columns[..open], best, &mut tokens[from..]);
        }
    }

    /// The place, in the column before it, of the best sequence that goes on with a tag.
    fn best_before(&self, last: &Column, tag: Tag) -> usize {
        let score = |l: usize| {
            last.scores[l] + self.chain[last.befores[l].index()][last.tags[l].index()][tag.index()]
        };
        let mut best = (score(0), 0);
        for l in 1..last.len.min(MOST) {
            let other = score(l);
            best.1 = select_unpredictable(other > best.0, l, best.1);
            best.0 = other.max(best.0);
        }
        best.1
    }

    /// The same as [`Tagger::best`], for as many candidates as there are: the numbers are those of
    /// [`WordClasses::candidates`].
    #[inline]
    fn extend<const LASTS: usize>(&self, last: &Column, next: &mut Column, here: impl Fn(Tag) -> i32) {
        match next.len {
            3 => self.best::<LASTS, 3>(last, next, here),
            6 => self.best::<LASTS, 6>(last, next, here),
            _ => self.best::<LASTS, MOST>(last, next, here),
        }
    }

    /// For each candidate the best sequence that ends in it, after one of those before; the first of equals.
    #[inline]
    fn best<const LASTS: usize, const NEXTS: usize>(
        &self,
        last: &Column,
        next: &mut Column,
        here: impl Fn(Tag) -> i32,
    ) {
        let weights: [_; LASTS] =
            std::array::from_fn(|l| &self.chain[last.befores[l].index()][last.tags[l].index()]);
        for n in 0..NEXTS {
            let tag = next.tags[n].index();
            let (mut score, mut back) = (last.scores[0] + weights[0][tag], 0);
            for (l, (weights, score_before)) in weights.iter().zip(&last.scores).enumerate().skip(1) {
                let other = score_before + weights[tag];
                back = select_unpredictable(other > score, l, back);
                score = score.max(other);
            }
            next.scores[n] = score + here(next.tags[n]);
            next.befores[n] = last.tags[back];
            next.backs[n] = back as u8;
        }
    }

    /// The token that is most nearly a finite verb among those that are none: makes it one if that costs at most
    /// `most`. For a sentence that must have a verb and in which none was found.
    pub fn concede_verb(&self, classes: &WordClasses, tokens: &mut [Token], most: i32) -> bool {
        let mut best: Option<(i32, usize, Tag)> = None;
        for at in 1..tokens.len() {
            let now = tokens[at].tag;
            // No name is made a verb, nor the *'s* of one.
            if matches!(tokens[at].shape, Shape::Cap | Shape::Upper) || tokens[at].unit == tokens[at - 1].unit
            {
                continue;
            }
            let old = self.around(classes, tokens, at, now);
            let others = classes.tags(tokens[at].class);
            for tag in others.iter().filter(|t| {
                t.is_finite() && **t != now && agrees(classes, &tokens[..at], tokens[at].roles, **t)
            }) {
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
            self.chain[a.index()][b.index()][tag]
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

/// Whether a finite verb with this tag, whose word has these roles, can stand after `before`: after what can end its subject, in its number.
fn agrees(classes: &WordClasses, before: &[Token], roles: u64, tag: Tag) -> bool {
    let adverbs = before.iter().rev().take_while(|t| t.tag == tags::RB).count();
    let mut before = before.iter().rev().skip(adverbs);
    let Some(last) = before.next() else { return true };
    match last.tag {
        // *Most of the young no longer care.*
        _ if adverbs > 0 => true,
        tags::PRPS | tags::IN | tags::POS | tags::TO | tags::OPEN => false,
        // *Sun-bleached*, but not *-- bleached*.
        tags::HYPHEN => before.next().is_some_and(|t| t.tag == tags::HYPHEN),
        // *The rich left*, but not *great service*.
        tags::JJ => tag == tags::VBD || last.shape == Shape::Cap,
        // *Those were*, *some say*, but not *no service*, *definitely a must*.
        tags::DT => {
            let says = tag == tags::VBP && roles & role::SAYS != 0;
            before.next().is_none() && tag != tags::MD && (says || tag.is_plainly_finite())
        }
        tags::VBN => tag != tags::VBP,
        tags::CD if tag == tags::VBZ => before.next().is_some(),
        tags::NN | tags::NNP if tag == tags::VBP && !classes.tags(last.class).contains(&tags::NNS) => {
            before.any(|t| matches!(t.tag, tags::CC | tags::NNS | tags::NNP))
        }
        tags::NNS if tag == tags::VBZ => before.any(|t| matches!(t.tag, tags::NN | tags::NNP)),
        _ => true,
    }
}

/// Follows the sequence that ends at a place of the last column back through the others; gives its last tag.
fn trace(columns: &[Column], mut place: usize, tokens: &mut [Token]) -> Tag {
    for (token, column) in tokens.iter_mut().zip(columns).rev() {
        (token.tag, place) = (column.tags[place % MOST], column.backs[place % MOST].into());
    }
    tokens.last().map_or(tags::EDGE, |t| t.tag)
}

/// The place of the highest score, the first of equals.
fn first_best(scores: &[i32]) -> usize {
    (1..scores.len()).fold(0, |best, c| if scores[c] > scores[best] { c } else { best })
}
