//! Pattern text to [`Node`]s. The language is described in `rules/README.md`.

use super::vocabulary::VocabularyBuilder;
use crate::lexicon::{CLASSES, WordId};
use crate::words::bits;

/// One element of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// One of these words.
    Words(Vec<WordId>),
    /// This word in exactly this case.
    Exact(WordId, String),
    /// An entry of a list, or a mention: an edge with this label.
    Label {
        label: u16,
        capture: Option<u16>,
    },
    /// A unit with one of these bits.
    Class {
        bits: u32,
        capture: Option<u16>,
    },
    /// Any one word.
    Any,
    /// Up to this many words; marks are passed over without counting.
    Gap(u8),
    /// One word that this one-word element does not match.
    Not(Box<Node>),
    /// Start or end of the sentence.
    Edge {
        end: bool,
    },
    /// `[` and `]`.
    Open,
    Close,
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    /// Between so many times.
    Repeat(Box<Node>, u8, u8),
}

/// Most elements a pattern may have once repetitions are written out.
pub const MAX_NODES: usize = 400;
/// Most characters a pattern may have.
pub const MAX_LENGTH: usize = 4_000;
const MAX_DEPTH: usize = 20;
const MAX_REPEAT: u8 = 20;

/// The bits of a class that the program itself names.
pub fn bits_of(class: &str) -> u32 {
    class_bits(class).expect("a class of CLASSES")
}

/// The built-in classes of words and the bits each stands for.
pub fn class_bits(name: &str) -> Option<u32> {
    Some(match name {
        "cap" => bits::CAP,
        "upper" => bits::UPPER,
        "lower" => bits::LOWER,
        "number" => bits::NUMBER,
        "year" => bits::YEAR,
        "ordinal" => bits::ORDINAL,
        "decade" => bits::DECADE,
        "initial" => bits::INITIAL,
        "mark" => bits::MARK,
        "quote" => bits::QUOTE,
        "word" => bits::WORD,
        "poss" => bits::POSSESSIVE,
        "glued" => bits::GLUED,
        "given" => bits::GIVEN,
        "surname" => bits::SURNAME,
        _ => {
            let classes = CLASSES.iter().enumerate();
            // `<verb>` is every finite or base form.
            let fits = |class: &str| class == name || (name == "verb" && class.starts_with("verb."));
            let found = classes
                .filter(|(_, c)| fits(c))
                .fold(0, |b, (i, _)| b | 1 << (bits::FIRST_CLASS as usize + i));
            return (found != 0).then_some(found);
        }
    })
}

/// Mentions that patterns can name as `<name>`.
pub const MENTIONS: [&str; 13] = [
    "actor",
    "person",
    "organization",
    "state",
    "place",
    "people",
    "date",
    "date.past",
    "date.present",
    "date.future",
    "time",
    "duration",
    "set",
];

/// Names for sub-patterns, `[patterns]` in a rule file.
pub type Macros = std::collections::BTreeMap<String, String>;

/// Parses `pattern`; a fault gives its position in characters and what is wrong. New words, lists and captures
/// are numbered in `vocabulary`.
pub fn parse(pattern: &str, macros: &Macros, vocabulary: &mut VocabularyBuilder) -> Result<Node, String> {
    if pattern.len() > MAX_LENGTH {
        return Err(format!("the pattern is longer than {MAX_LENGTH} characters"));
    }
    let mut parser = Parser { text: pattern, at: 0, depth: 0, macros, vocabulary };
    let node = parser.either()?;
    if parser.at < pattern.len() {
        return Err(parser.fault("unmatched `)`"));
    }
    if count(&node) > MAX_NODES {
        return Err(format!(
            "the pattern has more than {MAX_NODES} elements once repetitions are written out"
        ));
    }
    Ok(node)
}

fn count(node: &Node) -> usize {
    match node {
        Node::Sequence(nodes) | Node::Either(nodes) => 1 + nodes.iter().map(count).sum::<usize>(),
        Node::Repeat(node, _, most) => 1 + count(node) * usize::from(*most),
        Node::Not(node) => 1 + count(node),
        Node::Gap(n) => 2 * usize::from(*n) + 1,
        _ => 1,
    }
}

struct Parser<'a, 'v> {
    text: &'a str,
    at: usize,
    depth: usize,
    macros: &'a Macros,
    vocabulary: &'v mut VocabularyBuilder,
}

impl Parser<'_, '_> {
    fn fault(&self, what: &str) -> String {
        let column = self.text[..self.at].chars().count() + 1;
        format!("pattern column {column}: {what}")
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, c: char) -> bool {
        let there = self.peek() == Some(c);
        if there {
            self.at += c.len_utf8();
        }
        there
    }

    fn either(&mut self) -> Result<Node, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.fault("groups are nested too deeply"));
        }
        let mut branches = vec![self.sequence()?];
        while self.eat('|') {
            branches.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Either(branches) })
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut nodes = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None | Some(')' | '|') => break,
                Some('[') => nodes.push(self.mark('[', Node::Open)),
                Some(']') => nodes.push(self.mark(']', Node::Close)),
                Some(_) => {
                    let node = self.item()?;
                    nodes.push(self.repeated(node)?);
                }
            }
        }
        match nodes.len() {
            0 => Err(self.fault("nothing to match here")),
            1 => Ok(nodes.remove(0)),
            _ => Ok(Node::Sequence(nodes)),
        }
    }

    fn mark(&mut self, c: char, node: Node) -> Node {
        self.eat(c);
        node
    }

    /// `x?`, `x{2}`, `x{1,3}`: only without a space before the mark.
    fn repeated(&mut self, node: Node) -> Result<Node, String> {
        if self.eat('?') {
            return Ok(Node::Repeat(Box::new(node), 0, 1));
        }
        let digit = |s: &str| s.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        if self.peek() != Some('{') || !digit(self.rest()) {
            return Ok(node);
        }
        self.at += 1;
        let least = self.number()?;
        let most = if self.eat(',') { self.number()? } else { least };
        if !self.eat('}') || least > most || most == 0 || most > MAX_REPEAT {
            return Err(self.fault(&format!("a repetition is written {{1,3}}, at most {MAX_REPEAT}")));
        }
        Ok(Node::Repeat(Box::new(node), least, most))
    }

    fn number(&mut self) -> Result<u8, String> {
        let digits: String = self.rest().chars().take_while(char::is_ascii_digit).collect();
        self.at += digits.len();
        digits.parse().map_err(|_| self.fault("a small number belongs here"))
    }

    fn item(&mut self) -> Result<Node, String> {
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let node = self.either()?;
                if !self.eat(')') {
                    return Err(self.fault("`(` without `)`"));
                }
                Ok(node)
            }
            Some('{') => {
                let (name, capture) = self.name('}')?;
                let label = self.vocabulary.use_list(&name);
                Ok(Node::Label { label, capture })
            }
            Some('<') if self.rest()[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let (name, capture) = self.name('>')?;
                match name.as_str() {
                    "start" => return Ok(Node::Edge { end: false }),
                    "end" => return Ok(Node::Edge { end: true }),
                    "any" => return Ok(Node::Any),
                    _ => {}
                }
                if let Some(bits) = class_bits(&name) {
                    return Ok(Node::Class { bits, capture });
                }
                if MENTIONS.contains(&name.as_str()) {
                    let label = self.vocabulary.mention(&name);
                    return Ok(Node::Label { label, capture });
                }
                Err(self.fault(&format!("there is no class or mention <{name}>")))
            }
            Some('@') => {
                self.at += 1;
                let name: String =
                    self.rest().chars().take_while(|c| c.is_alphanumeric() || "-_.".contains(*c)).collect();
                self.at += name.len();
                let Some(text) = self.macros.get(&name) else {
                    return Err(self.fault(&format!("there is no sub-pattern @{name} in [patterns]")));
                };
                if self.depth >= MAX_DEPTH {
                    return Err(self.fault(&format!("@{name} is nested too deeply, or in itself")));
                }
                let mut inner = Parser {
                    text,
                    at: 0,
                    depth: self.depth + 1,
                    macros: self.macros,
                    vocabulary: self.vocabulary,
                };
                let node = inner.either().map_err(|fault| format!("in @{name}: {fault}"))?;
                if inner.at < text.len() {
                    return Err(format!("in @{name}: unmatched `)`"));
                }
                Ok(node)
            }
            Some('!')
                if !self.rest()[1..].starts_with(|c: char| c.is_whitespace()) && self.rest().len() > 1 =>
            {
                self.at += 1;
                let node = self.item()?;
                if !is_one_word(&node) {
                    return Err(self.fault("`!` must stand before something that is one word long"));
                }
                Ok(Node::Not(Box::new(node)))
            }
            Some('.')
                if self.rest().starts_with("..")
                    && self.rest()[2..].starts_with(|c: char| c.is_ascii_digit()) =>
            {
                self.at += 2;
                let n = self.number()?;
                if n == 0 || n > 30 {
                    return Err(self.fault("a gap is ..1 to ..30"));
                }
                Ok(Node::Gap(n))
            }
            Some('\\') => {
                // `\|` is the mark itself.
                self.at += 1;
                let mark = self.peek().ok_or_else(|| self.fault("a mark belongs after `\\`"))?;
                self.at += mark.len_utf8();
                self.words(&mark.to_string())
            }
            Some('=' | '~') if self.rest()[1..].starts_with(|c: char| c.is_alphanumeric()) => {
                let inflected = self.eat('~');
                if !inflected {
                    self.at += 1;
                }
                let word = self.literal();
                self.word(&word, inflected)
            }
            Some(_) => {
                let word = self.literal();
                self.words(&word)
            }
            None => Err(self.fault("nothing to match here")),
        }
    }

    /// `{name}` or `<name>`, with `:capture`.
    fn name(&mut self, close: char) -> Result<(String, Option<u16>), String> {
        let inside = self.rest()[1..].split(close).next().unwrap_or_default().to_string();
        if self.rest().len() < inside.len() + 2 {
            return Err(self.fault(&format!("`{close}` is missing")));
        }
        let (name, capture) = match inside.split_once(':') {
            Some((name, capture)) => (name, Some(capture)),
            None => (inside.as_str(), None),
        };
        let fits = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
        if !fits(name) || capture.is_some_and(|c| !fits(c)) {
            return Err(self.fault(&format!("`{inside}` is not a name")));
        }
        let capture = capture.map(|c| self.vocabulary.capture(c));
        self.at += inside.len() + 2;
        Ok((name.to_string(), capture))
    }

    /// A word, or a run of marks: up to white space or a character of the language.
    fn literal(&mut self) -> String {
        let rest = self.rest();
        let first = rest.chars().next().unwrap_or(' ');
        let mut end = first.len_utf8();
        if first.is_alphanumeric() {
            end = rest.find(|c: char| c.is_whitespace() || "()[]{}<>|?!\\".contains(c)).unwrap_or(rest.len());
        }
        let literal = rest[..end].to_string();
        self.at += end;
        literal
    }

    fn word(&mut self, word: &str, inflected: bool) -> Result<Node, String> {
        let units = self.vocabulary.split(word);
        match units.as_slice() {
            [_] if inflected => Ok(Node::Words(self.vocabulary.inflections(word))),
            [id] => Ok(Node::Exact(*id, word.to_string())),
            _ => Err(self.fault(&format!("`{word}` is more than one word"))),
        }
    }

    fn words(&mut self, literal: &str) -> Result<Node, String> {
        if literal == "\"" {
            return Ok(Node::Class { bits: bits::QUOTE, capture: None });
        }
        let mut ids =
            self.vocabulary.split(literal).into_iter().map(|id| Node::Words(vec![id])).collect::<Vec<_>>();
        match ids.len() {
            0 => Err(self.fault(&format!("`{literal}` is not a word"))),
            1 => Ok(ids.remove(0)),
            _ => Ok(Node::Sequence(ids)),
        }
    }
}

fn is_one_word(node: &Node) -> bool {
    match node {
        Node::Words(_) | Node::Exact(..) | Node::Class { .. } | Node::Label { .. } | Node::Any => true,
        Node::Either(nodes) => nodes.iter().all(is_one_word),
        _ => false,
    }
}
