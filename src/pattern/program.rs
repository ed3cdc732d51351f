//! [`Program`]: one side of a pattern, before or after its anchor, as instructions of a small matcher.
//!
//! A program runs over units in one direction. The part before the anchor is compiled back to front and runs
//! backwards, so that both start where the anchor was found. Where it can go on in several ways it knows what each
//! begins with, so that a look at the next unit mostly tells which to take.

use super::parse::Node;
use super::signs::{Set, SignsOfSets, Start};
use crate::lexicon::WordId;

/// One instruction. Tests of one unit move on to the next instruction.
#[derive(Clone, Debug)]
pub enum Op {
    Word(WordId),
    /// One of a sorted list of words.
    Words(Box<[WordId]>),
    Exact(WordId, Box<str>),
    Label {
        label: u16,
        capture: Option<u16>,
    },
    Class {
        bits: u32,
        capture: Option<u16>,
    },
    Any,
    /// Goes on after up to so many words, and any marks that do not end a clause.
    Gap {
        words: u8,
        next: Start,
    },
    Not(Box<Op>),
    Either(Box<[Op]>),
    /// Tries the next instruction, then the other one, each only where it may begin.
    Split {
        other: u32,
        next: Start,
        there: Start,
    },
    Jump(u32),
    Edge {
        end: bool,
    },
    Open,
    Close,
    Match,
}

/// The instructions of one side.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// In the direction of running; the last is `Match`.
    pub ops: Vec<Op>,
    /// Whether it can fork, so that positions must be remembered.
    pub forks: bool,
    /// What it begins with.
    pub start: Start,
    backward: bool,
    /// What it begins with from each instruction on, until signs are taken in.
    firsts: Vec<Option<Set>>,
}

impl Program {
    /// Compiles nodes that stand after (`backward` false) or before the anchor, in text order.
    pub fn new(nodes: &[Node], backward: bool) -> Program {
        let mut program = Program { backward, ..Program::default() };
        program.sequence(nodes, backward);
        program.ops.push(Op::Match);
        program.forks =
            program.ops.iter().any(|op| matches!(op, Op::Split { .. } | Op::Label { .. } | Op::Gap { .. }));
        program.firsts = program.firsts();
        program
    }

    /// Adds the sets that it begins with, as a whole and where it forks.
    pub fn add_sets(&self, sets: &mut SignsOfSets) {
        let mut add = |at: usize| {
            if let Some(set) = self.firsts[at].as_ref().filter(|set| set.word().is_none()) {
                sets.add(set.clone());
            }
        };
        add(0);
        for (at, op) in self.ops.iter().enumerate() {
            match op {
                Op::Split { other, .. } => [at + 1, *other as usize].into_iter().for_each(&mut add),
                Op::Gap { .. } => add(at + 1),
                _ => {}
            }
        }
    }

    /// Takes in which signs its sets have.
    pub fn take_signs(&mut self, sets: &SignsOfSets) {
        let firsts = std::mem::take(&mut self.firsts);
        let start = |at: usize| firsts[at].as_ref().map_or(Start::Any, |set| sets.start(set));
        self.start = start(0);
        for (at, op) in self.ops.iter_mut().enumerate() {
            match op {
                Op::Split { other, next, there } => {
                    (*next, *there) = (start(at + 1), start(*other as usize));
                }
                Op::Gap { next, .. } => *next = start(at + 1),
                _ => {}
            }
        }
    }

    /// For each instruction what the rest begins with, from it on; `None` if that may be anything, or nothing.
    fn firsts(&self) -> Vec<Option<Set>> {
        let mut firsts: Vec<Option<Set>> = vec![None; self.ops.len()];
        // Jumps lead onwards only.
        for (at, op) in self.ops.iter().enumerate().rev() {
            firsts[at] = match op {
                Op::Open | Op::Close => firsts[at + 1].clone(),
                Op::Jump(to) => firsts[*to as usize].clone(),
                Op::Split { other, .. } => match (&firsts[at + 1], &firsts[*other as usize]) {
                    (Some(one), Some(other)) => {
                        let mut both = one.clone();
                        both.extend(other);
                        Some(both)
                    }
                    _ => None,
                },
                // The way leads back from the start of the sentence, or on to its end.
                Op::Edge { end } if *end != self.backward => Some(Set { outside: true, ..Set::default() }),
                Op::Word(id) | Op::Exact(id, _) => Some(Set { words: vec![*id], ..Set::default() }),
                Op::Words(ids) => Some(Set { words: ids.to_vec(), ..Set::default() }),
                Op::Label { label, .. } => Some(Set { labels: vec![*label], ..Set::default() }),
                Op::Class { bits, .. } => Some(Set { classes: *bits, ..Set::default() }),
                _ => None,
            };
        }
        firsts
    }

    fn sequence(&mut self, nodes: &[Node], backward: bool) {
        if backward {
            nodes.iter().rev().for_each(|n| self.node(n, backward));
        } else {
            nodes.iter().for_each(|n| self.node(n, backward));
        }
    }

    fn node(&mut self, node: &Node, backward: bool) {
        match node {
            Node::Sequence(nodes) => self.sequence(nodes, backward),
            Node::Either(branches) => self.either(branches, backward),
            Node::Repeat(node, least, most) => {
                for _ in 0..*least {
                    self.node(node, backward);
                }
                self.optional(most - least, |program| program.node(node, backward));
            }
            Node::Gap(words) => self.ops.push(Op::Gap { words: *words, next: Start::Any }),
            one => self.ops.push(op(one)),
        }
    }

    /// `(part (part (part)?)?)?`: leaving early leads past all of it.
    fn optional(&mut self, times: u8, part: impl Fn(&mut Program)) {
        let mut splits = Vec::new();
        for _ in 0..times {
            splits.push(self.ops.len());
            self.ops.push(split_to(0));
            part(self);
        }
        let end = self.ops.len() as u32;
        for split in splits {
            self.ops[split] = split_to(end);
        }
    }

    fn either(&mut self, branches: &[Node], backward: bool) {
        let branches = &joined(branches);
        let mut jumps = Vec::new();
        for (i, branch) in branches.iter().enumerate() {
            let split = self.ops.len();
            let last = i + 1 == branches.len();
            if !last {
                self.ops.push(split_to(0));
            }
            self.node(branch, backward);
            if !last {
                jumps.push(self.ops.len());
                self.ops.push(Op::Jump(0));
                self.ops[split] = split_to(self.ops.len() as u32);
            }
        }
        let end = self.ops.len() as u32;
        for jump in jumps {
            self.ops[jump] = Op::Jump(end);
        }
    }
}

fn split_to(other: u32) -> Op {
    Op::Split { other, next: Start::Any, there: Start::Any }
}

/// Alternatives in which neighbours that are only words, or only classes, are one: *(on | by | {month})* has two.
fn joined(branches: &[Node]) -> Vec<Node> {
    let mut joined: Vec<Node> = Vec::new();
    for branch in branches {
        match (joined.last_mut(), branch) {
            (Some(Node::Words(all)), Node::Words(ids)) => all.extend(ids),
            (Some(Node::Class { bits: all, capture: None }), Node::Class { bits, capture: None }) => {
                *all |= bits
            }
            _ => joined.push(branch.clone()),
        }
    }
    joined
}

/// The instruction of an element that is one unit or one edge.
pub fn op(node: &Node) -> Op {
    match node {
        Node::Words(ids) if ids.len() == 1 => Op::Word(ids[0]),
        Node::Words(ids) => {
            let mut ids = ids.clone();
            ids.sort();
            ids.dedup();
            Op::Words(ids.into())
        }
        Node::Exact(id, word) => Op::Exact(*id, word.as_str().into()),
        Node::Label { label, capture } => Op::Label { label: *label, capture: *capture },
        Node::Class { bits, capture } => Op::Class { bits: *bits, capture: *capture },
        Node::Any => Op::Any,
        Node::Not(node) => Op::Not(Box::new(op(node))),
        Node::Either(nodes) => Op::Either(nodes.iter().map(op).collect()),
        Node::Edge { end } => Op::Edge { end: *end },
        Node::Open => Op::Open,
        Node::Close => Op::Close,
        Node::Gap(_) | Node::Sequence(_) | Node::Repeat(..) => unreachable!("compiled in Program::node"),
    }
}
