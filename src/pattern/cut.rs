//! Cutting a pattern at its *anchor*, the rarest element that every match contains: a word, a list entry, a class or a
//! mention.
//!
//! In: the nodes of a pattern. Out: a [`Cut`], or one for each of several alternatives that each have their own rarest
//! element; and how frequent elements are.

use super::parse::Node;
use super::vocabulary::VocabularyBuilder;
use crate::words::bits;

/// A pattern cut at its anchor.
pub struct Cut {
    pub before: Vec<Node>,
    pub anchor: Node,
    pub after: Vec<Node>,
}

/// Cuts a pattern; `None` if nothing in it is required.
pub fn cut(nodes: &[Node], vocabulary: &VocabularyBuilder) -> Option<Vec<Cut>> {
    let (at, _) = nodes
        .iter()
        .enumerate()
        .filter_map(|(i, n)| cost(n, vocabulary).map(|c| (i, c)))
        .min_by_key(|(i, c)| (*c, *i))?;
    let around = |inner: Vec<Cut>| {
        inner.into_iter().map(|s| Cut {
            before: [&nodes[..at], &s.before].concat(),
            anchor: s.anchor,
            after: [&s.after, &nodes[at + 1..]].concat(),
        })
    };
    match &nodes[at] {
        Node::Either(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(around(cut(as_sequence(branch), vocabulary)?));
            }
            Some(all)
        }
        Node::Sequence(inner) => Some(around(cut(inner, vocabulary)?).collect()),
        Node::Repeat(inner, least, most) => {
            // The first of the repetitions is required; the others follow it.
            let rest = Node::Repeat(inner.clone(), least - 1, most - 1);
            let mut cuts = cut(as_sequence(inner), vocabulary)?;
            if *most > 1 {
                cuts.iter_mut().for_each(|s| s.after.push(rest.clone()));
            }
            Some(around(cuts).collect())
        }
        one => Some(around(vec![Cut { before: vec![], anchor: one.clone(), after: vec![] }]).collect()),
    }
}

fn as_sequence(node: &Node) -> &[Node] {
    match node {
        Node::Sequence(nodes) => nodes,
        node => std::slice::from_ref(node),
    }
}

/// `[` and `]` must both be there or neither, and at the top level.
pub fn check_span(nodes: &[Node]) -> Result<(), String> {
    fn inside(node: &Node) -> bool {
        match node {
            Node::Open | Node::Close => true,
            Node::Sequence(nodes) | Node::Either(nodes) => nodes.iter().any(inside),
            Node::Repeat(node, ..) => inside(node),
            _ => false,
        }
    }
    let opens: Vec<_> =
        nodes.iter().enumerate().filter(|(_, n)| matches!(n, Node::Open)).map(|(i, _)| i).collect();
    let closes: Vec<_> =
        nodes.iter().enumerate().filter(|(_, n)| matches!(n, Node::Close)).map(|(i, _)| i).collect();
    let nested = nodes.iter().any(|n| !matches!(n, Node::Open | Node::Close) && inside(n));
    match (opens.as_slice(), closes.as_slice(), nested) {
        ([], [], false) => Ok(()),
        ([open], [close], false) if open + 1 < *close => Ok(()),
        _ => Err("`[` and `]` mark one span, outside of groups".into()),
    }
}

/// About how often an element comes up in a million words; `None` if it is no anchor.
pub fn cost(node: &Node, vocabulary: &VocabularyBuilder) -> Option<u64> {
    match node {
        Node::Words(ids) => Some(ids.iter().map(|id| vocabulary.frequency(*id)).sum()),
        Node::Exact(id, _) => Some(vocabulary.frequency(*id)),
        Node::Label { label, .. } => Some(cost_of_list(*label, vocabulary)),
        Node::Class { bits, .. } => Some(cost_of_class(*bits)),
        Node::Sequence(nodes) => nodes.iter().filter_map(|n| cost(n, vocabulary)).min(),
        Node::Either(branches) => {
            branches.iter().map(|b| cost(b, vocabulary)).try_fold(0, |sum, c| Some(sum + c?))
        }
        Node::Repeat(node, least, _) if *least > 0 => cost(node, vocabulary),
        _ => None,
    }
}

/// About how often the entries of a list, or mentions of a kind, come up.
pub fn cost_of_list(label: u16, vocabulary: &VocabularyBuilder) -> u64 {
    let (words, phrases) = vocabulary.list(label);
    if words.is_empty() && phrases == 0 {
        return 60_000; // a mention
    }
    words.iter().map(|(id, _)| vocabulary.frequency(*id)).sum::<u64>() + phrases as u64
}

/// About how often units with one of these bits come up.
pub fn cost_of_class(bits: u32) -> u64 {
    match bits {
        bits::DECADE | bits::ORDINAL => 500,
        bits::YEAR => 3_000,
        bits::NUMBER => 15_000,
        bits::UPPER | bits::INITIAL => 10_000,
        bits::QUOTE => 20_000,
        bits::POSSESSIVE => 10_000,
        bits::MARK | bits::WORD | bits::LOWER | bits::GLUED => 600_000,
        _ => 120_000,
    }
}
