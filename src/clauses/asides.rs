//! What stands aside: clauses in brackets and between dashes, and frames (*..., critics say, ...*).

use super::gap::Gap;
use super::grammar::role;
use super::outline::Pass;
use super::tags;
use super::tokens::Token;
use crate::analysis::ClauseKind as Kind;

/// A clause in brackets or between dashes: what was open when it began.
#[derive(Clone, Copy)]
pub(super) struct Aside {
    /// Where it ends.
    pub end: usize,
    /// Open clauses outside it.
    outside: usize,
    gap: Gap,
}

/// Words that an aside may have.
const LONGEST_ASIDE: usize = 40;

impl Pass<'_> {
    /// Opens a clause at a bracket or dash, if there is a verb inside it.
    pub(super) fn enter_aside(&mut self, at: usize) -> bool {
        let dash = self.tokens[at].tag == tags::COLON;
        let is_dash = |t: &Token| t.roles & role::DASH != 0;
        let Some(group) = self.groups.get(self.next) else { return false };
        if dash && !is_dash(&self.tokens[at]) {
            return false;
        }
        let rest = &self.tokens[at + 1..self.tokens.len().min(at + LONGEST_ASIDE)];
        let close = rest.iter().position(|t| if dash { is_dash(t) } else { t.tag == tags::CLOSE });
        let Some(end) = close.map(|n| at + 1 + n) else { return false };
        // A sentence that stands in brackets as a whole is no aside.
        let outside = self.main_has_verb() || self.groups.iter().any(|g| g.finite as usize > end);
        let words = self.tokens[..at]
            .iter()
            .any(|t| !matches!(t.tag, tags::QUOTE | tags::COLON | tags::STOP | tags::CC));
        if group.finite as usize > end || !outside || !words {
            return false;
        }
        let gap = self.gap;
        let outside = self.open.len();
        let top = self.top();
        if self.clauses[top].verb.is_none() && self.clauses[top].subject.is_none() {
            self.clauses[top].subject = gap.subject();
        }
        let second = self.groups.get(self.next + 1).is_some_and(|g| (g.finite as usize) < end);
        let reports = self.head_roles(self.next) & (role::REPORT | role::TAKES) != 0;
        let bare = group.head as usize + 1 == end;
        let kind =
            if reports && bare && !second && end - at <= 7 { Kind::Frame } else { Kind::Parenthetical };
        self.push(kind, at);
        self.aside = Some(Aside { end, outside, gap });
        self.gap = Gap::new(at + 1);
        true
    }

    pub(super) fn leave_aside(&mut self, at: usize) -> usize {
        let aside = self.aside.take().expect("an aside is open");
        self.close(aside.outside, at + 1);
        self.gap = aside.gap;
        self.gap.skip(at);
        at + 1
    }

    /// The place on the stack of the outermost clause that a coordinate clause may join here.
    pub(super) fn root(&self) -> usize {
        self.aside.map_or(0, |aside| aside.outside)
    }

    /// *The plan, critics say, is dead*: a frame between commas before the verb of the main clause.
    pub(super) fn parenthesis(&self, number: usize) -> bool {
        let group = self.groups[number];
        let after = self.tokens.get(group.head as usize + 1);
        let before = self.tokens[..group.finite as usize].iter().rev();
        self.head_roles(number) & (role::REPORT | role::TAKES) != 0
            && self.gap.comma()
            && number + 1 < self.groups.len()
            && after.is_some_and(|t| matches!(t.tag, tags::COMMA | tags::COLON))
            && before.take_while(|t| t.tag != tags::COMMA).count() <= 5
    }

    /// *"...," he said.*
    pub(super) fn reports(&self, number: usize) -> bool {
        self.head_roles(number) & role::REPORT != 0
            && !self.groups[number].imperative
            && self.groups[number].modal.is_none()
            && (self.gap.comma() || self.gap.quote())
            && self.gap.conjunction().is_none()
            && self.groups[number].finite < self.gap.from + 14
    }
}
