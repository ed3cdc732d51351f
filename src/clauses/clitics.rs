//! [`find_be`]: the *'s* of *The mayor's not here*, which the tagger takes for the possessive.

use super::grammar::role;
use super::tags;
use super::tokens::{Shape, Token};

/// Makes *is* of every possessive that what follows cannot be had by: *his brother's a thief*, *his brother's going to
/// lose*.
pub(super) fn find_be(tokens: &mut [Token]) {
    for at in 1..tokens.len() {
        if tokens[at].tag == tags::POS && tokens[at].unit == tokens[at - 1].unit && is_be(&tokens[at + 1..]) {
            tokens[at].tag = tags::BE;
        }
    }
}

/// Whether *'s* before `rest` is no possessive.
fn is_be(rest: &[Token]) -> bool {
    let Some(next) = rest.first() else { return false };
    match next.tag {
        tags::DT | tags::PRP => next.shape == Shape::Lower,
        tags::RB => next.roles & role::NEGATION != 0,
        tags::VBG => rest.get(1).is_some_and(|t| t.tag == tags::TO),
        _ => false,
    }
}
