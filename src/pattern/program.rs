//! [`Program`]: one side of a pattern, before or after its anchor, as instructions of a small matcher.
//!
//! A program runs over units in one direction. The part before the anchor is compiled back to front and runs
//! backwards, so that both start where the anchor was found.

use super::parse::Node;
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
    Gap(u8),
    Not(Box<Op>),
    Either(Box<[Op]>),
    /// Tries the next instruction, then this one.
    Split(u32),
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
}

impl Program {
    /// Compiles nodes that stand after (`backward` false) or before the anchor, in text order.
    pub fn new(nodes: &[Node], backward: bool) -> Program {
        let mut program = Program::default();
        program.sequence(nodes, backward);
        program.ops.push(Op::Match);
        program.forks =
            program.ops.iter().any(|op| matches!(op, Op::Split(_) | Op::Label { .. } | Op::Gap(_)));
        program
    }

    /// The word that every match of the side begins with, or the unknown one if it may begin with anything.
    pub fn first_word(&self) -> WordId {
        // `[` and `]` take no unit.
        match self.ops.iter().find(|op| !matches!(op, Op::Open | Op::Close)) {
            Some(Op::Word(id) | Op::Exact(id, _)) => *id,
            _ => WordId::UNKNOWN,
        }
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
            Node::Gap(words) => self.ops.push(Op::Gap(*words)),
            one => self.ops.push(op(one)),
        }
    }

    /// `(part (part (part)?)?)?`: leaving early leads past all of it.
    fn optional(&mut self, times: u8, part: impl Fn(&mut Program)) {
        let mut splits = Vec::new();
        for _ in 0..times {
            splits.push(self.ops.len());
            self.ops.push(Op::Split(0));
            part(self);
        }
        let end = self.ops.len() as u32;
        for split in splits {
            self.ops[split] = Op::Split(end);
        }
    }

    fn either(&mut self, branches: &[Node], backward: bool) {
        let mut jumps = Vec::new();
        for (i, branch) in branches.iter().enumerate() {
            let split = self.ops.len();
            let last = i + 1 == branches.len();
            if !last {
                self.ops.push(Op::Split(0));
            }
            self.node(branch, backward);
            if !last {
                jumps.push(self.ops.len());
                self.ops.push(Op::Jump(0));
                self.ops[split] = Op::Split(self.ops.len() as u32);
            }
        }
        let end = self.ops.len() as u32;
        for jump in jumps {
            self.ops[jump] = Op::Jump(end);
        }
    }
}

/// The instruction of an element that is one unit or one edge.
pub fn op(node: &Node) -> Op {
    match node {
        Node::Words(ids) if ids.len() == 1 => Op::Word(ids[0]),
        Node::Words(ids) => {
            let mut ids = ids.clone();
            ids.sort();
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
