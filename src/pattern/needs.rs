//! [`needs`]: what must stand somewhere in a sentence for a pattern to match in it, beside the element it is found by.
//!
//! In: the nodes of a pattern. Out: a few sets (*on | by | at*, `<date.future>`), each of which a sentence must have one of.

use super::parse::Node;
use super::signs::Set;
use super::vocabulary::VocabularyBuilder;

/// Most needs of one pattern that are looked at, the rarest.
pub const MOST: usize = 3;
/// What is more frequent than this stands in most sentences.
const FREQUENT: u64 = 60_000;

/// What a pattern needs beside its anchor, the rarest first.
pub fn needs<'n>(nodes: impl Iterator<Item = &'n Node>, vocabulary: &VocabularyBuilder) -> Vec<Set> {
    let mut sets = Vec::new();
    nodes.for_each(|node| require(node, vocabulary, &mut sets));
    let mut rated: Vec<_> = sets.into_iter().map(|set| (set.frequency(vocabulary), set)).collect();
    rated.retain(|(frequency, _)| *frequency <= FREQUENT);
    rated.sort();
    rated.dedup();
    rated.truncate(MOST);
    rated.into_iter().map(|(_, set)| set).collect()
}

/// Adds what every match of a node has.
fn require(node: &Node, vocabulary: &VocabularyBuilder, sets: &mut Vec<Set>) {
    match node {
        Node::Sequence(nodes) => nodes.iter().for_each(|node| require(node, vocabulary, sets)),
        Node::Repeat(node, least, _) if *least > 0 => require(node, vocabulary, sets),
        Node::Either(branches) => {
            let mut all = Set::default();
            for branch in branches {
                let mut of_branch = Vec::new();
                require(branch, vocabulary, &mut of_branch);
                let Some(rarest) = of_branch.into_iter().min_by_key(|set| set.frequency(vocabulary)) else {
                    return;
                };
                all.extend(&rarest);
            }
            sets.push(all);
        }
        one => sets.extend(Set::of(one)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_needs_one_of_its_alternatives_and_nothing_that_is_everywhere() {
        let mut vocabulary = VocabularyBuilder::default();
        vocabulary.frequent("the", FREQUENT + 1);
        let [on, by, the] = ["on", "by", "the"].map(|word| vocabulary.split(word)[0]);
        let word = |id| Node::Words(vec![id]);
        let either = Node::Either(vec![word(on), word(by)]);
        let optional = Node::Repeat(Box::new(word(on)), 0, 1);
        let found = needs([&either, &word(the), &optional].into_iter(), &vocabulary);
        assert_eq!(found, [Set { words: vec![on, by], ..Set::default() }]);
        assert_eq!(needs([&word(the)].into_iter(), &vocabulary), []);
    }
}
