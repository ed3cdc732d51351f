//! What looks like the verb of a group and is part of a noun phrase: [`is_no_verb`], and the subject of the verb after it:
//! [`is_subject`].

use super::grammar::{Grammar, role};
use super::groups::{Group, nominal};
use super::tags;
use super::tokens::Token;

/// *The number of **fires**, there are **concerns***: nothing finite stands right after a preposition or *be*; *member
/// **states** have signed*: nor right before another finite verb; *the tariffs go, **provided** that the quotas stay*: a
/// conjunction.
pub(super) fn is_no_verb(tokens: &[Token], at: usize, grammar: &Grammar) -> bool {
    let before = at.checked_sub(1).map(|b| tokens[b]);
    match tokens[at].tag {
        // *That said, they are ...*
        tags::VBD
            if at == 1
                && tokens[0].roles & role::THAT != 0
                && tokens.get(2).is_some_and(|t| t.tag == tags::COMMA) =>
        {
            true
        }
        tags::VBD => tokens[at].roles & role::PHRASE != 0 && grammar.phrase(&tokens[at..]).is_some(),
        tags::BE => is_possessive(tokens, at),
        // *A grants **program** director said so*
        tags::VBP if is_compound(tokens, at) => true,
        tags::VBZ if before_base(tokens, at) => true,
        tags::VBZ
            if tokens.get(at + 1).is_some_and(|t| t.tag.is_plainly_finite()) && is_phrase(&tokens[..at]) =>
        {
            true
        }
        tags::VBZ | tags::VBP => before.is_some_and(|t| {
            matches!(t.tag, tags::IN | tags::BE) && t.roles & (role::OPENS | role::WEAK) == 0
        }),
        _ => false,
    }
}

/// *Today**'s** builders are paid*: between a noun and one that has a verb of its own.
fn is_possessive(tokens: &[Token], at: usize) -> bool {
    let Some(host) = at.checked_sub(1).map(|b| tokens[b]) else { return false };
    if host.unit != tokens[at].unit
        || matches!(host.tag, tags::PRP | tags::W | tags::WRB | tags::EX | tags::DT)
    {
        return false;
    }
    let noun = |t: &&Token| matches!(t.tag, tags::NN | tags::NNS | tags::JJ);
    let nouns = tokens[at + 1..].iter().take_while(noun).count();
    nouns > 0 && tokens.get(at + 1 + nouns).is_some_and(|t| t.tag.is_plainly_finite())
}

/// Whether the finite form at `at` is part of a noun phrase at the head of the sentence that a plain verb follows.
fn is_compound(tokens: &[Token], at: usize) -> bool {
    let nouns = tokens[at + 1..].iter().take_while(|t| matches!(t.tag, tags::NN | tags::NNS)).count();
    let verb = tokens.get(at + 1 + nouns);
    nouns > 0
        && tokens[at].roles & role::SAYS == 0
        && verb.is_some_and(|t| t.tag.is_plainly_finite())
        && is_phrase(&tokens[..at])
}

/// *More **cuts** loom*: nothing finite stands right before a base form, but for what takes one (*helps cut*).
fn before_base(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|t| matches!(t.tag, tags::VB | tags::VBP))
        && tokens[at].roles & role::BARE == 0
        && is_phrase(&tokens[..at])
}

/// The base form after that: *more cuts **loom***.
pub(super) fn after_plural(tokens: &[Token], at: usize, groups: &[Group]) -> bool {
    tokens[at].tag == tags::VB && groups.is_empty() && at > 1 && {
        tokens[at - 1].tag == tags::VBZ && before_base(tokens, at - 1)
    }
}

/// *If it lasts, **support** for it fades*; ***research** published this week could help*; ***film** footage also caught
/// them*: what was taken for an order is the subject of the verb at `at`.
pub(super) fn is_subject(tokens: &[Token], order: &Group, at: usize) -> bool {
    let after = order.head as usize + 1;
    if !order.imperative || at < after {
        return false;
    }
    let plain = tokens[at].tag.is_plainly_finite();
    let says = || tokens[order.head as usize].roles & (role::REPORT | role::TAKES) != 0;
    let opens = match tokens[after].tag {
        _ if at == after => return order.doubtful || plain || tokens[at].tag == tags::DO,
        // Nothing is ordered of a participle: *advice given by the panel is read*.
        tags::VBN if plain => {
            let ends = |t: &Token| {
                matches!(t.tag, tags::COMMA | tags::W | tags::WRB | tags::CMP | tags::PRP | tags::COLON)
            };
            return !tokens[after..at].iter().any(|t| ends(t) || t.roles & role::OPENS != 0);
        }
        tags::IN => true,
        tags::NN | tags::NNS | tags::RB | tags::RP => plain,
        _ => false,
    };
    opens && continue_noun(tokens, after, at) && (order.doubtful || !says())
}

/// Whether the tokens are one noun phrase at the head of a sentence.
fn is_phrase(tokens: &[Token]) -> bool {
    let rest = tokens.split_first().map_or(tokens, |(first, rest)| match first.tag {
        tags::DT | tags::CC | tags::PRPS => rest,
        _ => tokens,
    });
    !rest.is_empty()
        && rest
            .iter()
            .all(|t| matches!(t.tag, tags::NN | tags::NNS | tags::NNP | tags::JJ | tags::CD | tags::HYPHEN))
}

/// Whether the tokens of `from..to` go on with the noun before them: *of the years*, *published this week*.
fn continue_noun(tokens: &[Token], from: usize, to: usize) -> bool {
    (from..to).all(|at| {
        let (token, before) = (tokens[at], tokens[at - 1].tag);
        match token.tag {
            tags::IN => token.roles & role::OPENS == 0,
            tags::DT | tags::PRPS => matches!(before, tags::IN | tags::RP | tags::VBN | tags::DT),
            tags::PRP => before == tags::IN,
            tags::CC => {
                matches!(before, tags::NN | tags::NNS)
                    && nominal(tokens[at + 1].tag)
                    && !matches!(tokens[at + 1].tag, tags::DT | tags::PRP | tags::PRPS)
            }
            tags::VBN | tags::VBG | tags::RB | tags::RP => true,
            tag => nominal(tag),
        }
    })
}
