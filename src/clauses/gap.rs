//! [`Gap`]: what stands between two words that do something, as far as a clause may begin there.

use super::groups::nominal;
use super::tags;
use super::tokens::Token;

/// What stands between the last verb or opening word and here.
#[derive(Clone, Copy, Default)]
pub(super) struct Gap {
    /// Where it begins.
    pub from: u32,
    /// What stands before here has been read.
    read: u32,
    pub comma: bool,
    /// The last *and*, *or*, *but*.
    pub conjunction: Option<u32>,
    pub comma_before_conjunction: bool,
    /// `:` `;` or a dash.
    pub colon: bool,
    pub quote: bool,
    /// The first word of a subject since the last of the above.
    pub subject_from: Option<u32>,
    /// The head of that subject: the last noun before a preposition.
    pub subject: Option<u32>,
    /// The head of the first noun phrase since the last verb or opening word, commas notwithstanding.
    pub first: Option<u32>,
    /// A noun phrase right before that of the subject: *the roads* of *the roads the Romans built*.
    pub apposed: Option<u32>,
    /// After a preposition: nouns are no subjects.
    pub prepositional: bool,
    /// The subject stands after a preposition, and is better than none.
    pub oblique: bool,
}

impl Gap {
    /// One that begins at `from`.
    pub(super) fn new(from: usize) -> Gap {
        Gap { from: from as u32, read: from as u32, ..Gap::default() }
    }

    /// Reads on up to the token at `end`.
    pub(super) fn read(&mut self, tokens: &[Token], end: usize) {
        for at in self.read as usize..end {
            let tag = tokens[at].tag;
            match tag {
                tags::COMMA => {
                    self.comma = true;
                    self.no_subject();
                }
                tags::COLON => {
                    self.colon = true;
                    self.no_subject();
                }
                tags::QUOTE => self.quote = true,
                tags::CC => {
                    self.conjunction = Some(at as u32);
                    self.comma_before_conjunction = at > 0 && tokens[at - 1].tag == tags::COMMA;
                    self.no_subject();
                }
                tags::IN => self.prepositional = true,
                tag if nominal(tag) || tag == tags::EX => self.noun(tokens, at),
                _ => {}
            }
        }
        self.read = self.read.max(end as u32);
    }

    /// Leaves out the token at `at`, up to which it has been read.
    pub(super) fn skip(&mut self, at: usize) {
        self.read = at as u32 + 1;
    }

    fn no_subject(&mut self) {
        (self.subject, self.subject_from, self.prepositional) = (None, None, false);
    }

    fn noun(&mut self, tokens: &[Token], at: usize) {
        let tag = tokens[at].tag;
        // *three weeks after the vote **the cabinet** ...*
        let before = at.checked_sub(1).map(|b| tokens[b].tag);
        let noun = before.is_some_and(|t| matches!(t, tags::NN | tags::NNS | tags::NNP | tags::CD));
        if noun && matches!(tag, tags::DT | tags::PRPS | tags::PRP | tags::EX) {
            self.apposed = self.subject;
            self.subject = None;
            self.prepositional = false;
        }
        if self.subject_from.is_none() {
            self.subject_from = Some(at as u32);
        }
        let modifier = matches!(tag, tags::DT | tags::JJ | tags::PRPS | tags::HYPHEN | tags::POS);
        if self.subject.is_none() || !modifier && (!self.prepositional || self.oblique) {
            self.subject = Some(at as u32);
            self.oblique = self.prepositional;
            if !self.oblique && !self.comma {
                self.first = Some(at as u32);
            }
        }
    }
}
