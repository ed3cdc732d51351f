//! [`WordClasses`]: which word classes a word can have, before its neighbours are looked at.
//!
//! Read from `rules/clauses/words.csv` (words), `suffixes.csv` (unknown words) and `clitics.csv` (*won't* is
//! *wo* + *n't*; *dont* is two as well, which is how some write it). Words with the same possible tags share a *class*,
//! unless the file gives them one of their own: the classes are what the weights of the [`Tagger`](super::Tagger) speak of.

use super::marks::{MARKS, WIDE_MARKS};
use super::suffix::{Suffix, tail};
use super::tags::{self, Tag};
use crate::keys::KeyHash;
use crate::lexicon::WordId;
use crate::pattern::VocabularyBuilder;
use crate::rules::{Files, RuleError, rows};
use crate::words::{Unit, bits};
use std::collections::{BTreeMap, HashMap};

/// Number of a class.
pub type Class = u16;

/// The most tags that a word can have.
pub const MOST: usize = 8;

/// Words to classes, and classes to tags.
pub struct WordClasses {
    /// By word id: a class, or a contraction's place with [`CONTRACTION`] set; 0 is none.
    of_word: Vec<u16>,
    contractions: Vec<Contraction>,
    names: Vec<String>,
    /// As they are, and with proper noun among them.
    tags: Vec<[Candidates; 2]>,
    /// By the last byte, longer ones first.
    suffixes: Vec<Vec<Suffix>>,
    marks: [Class; 128],
    fixed: Fixed,
    /// *'s*
    clitic_s: WordId,
    /// *its* as *it* and *'s*, and its class as one word.
    its: (Class, Contraction),
}

/// The tags of a class, the usual ones first, then the first over and over: it never wins over itself, and the search
/// runs more evenly over one tag, three, six or all than over any number.
#[derive(Clone, Copy, Default)]
struct Candidates {
    tags: [Tag; MOST],
    len: u8,
    even_len: u8,
}

impl Candidates {
    /// Those of `tags` that there is room for, each once.
    fn new(tags: impl IntoIterator<Item = Tag>) -> Candidates {
        let mut candidates = Candidates::default();
        for tag in tags {
            let len = candidates.len as usize;
            if len < MOST && !candidates.tags[..len].contains(&tag) {
                candidates.tags[len] = tag;
                candidates.len += 1;
            }
        }
        let (first, len) = (candidates.tags[0], candidates.len as usize);
        candidates.tags[len..].fill(first);
        let even =
            [0, 1, 3, 6, MOST].into_iter().find(|n| *n >= len).expect("no more than there is room for");
        Candidates { even_len: even as u8, ..candidates }
    }

    fn as_slice(&self) -> &[Tag] {
        &self.tags[..self.len as usize]
    }
}

/// *won't*: bytes and class of the host, class of the clitic.
#[derive(Clone, Copy, Debug)]
pub struct Contraction {
    /// Characters of the clitic: 3 of *n't*.
    pub clitic_len: u32,
    /// *wo*
    pub host_word: WordId,
    /// *n't*
    pub clitic_word: WordId,
    /// Class of *wo*.
    pub host: Class,
    /// Class of *n't*.
    pub clitic: Class,
}

/// Set in `of_word` for a contraction.
const CONTRACTION: u16 = 1 << 15;

/// *its*: a contraction or none.
const ITS: u16 = u16::MAX;

/// Classes that are told from the shape of a word.
#[derive(Clone, Copy, Default)]
struct Fixed {
    edge: Class,
    noun: Class,
    cap: Class,
    upper: Class,
    number: Class,
    ordinal: Class,
    decade: Class,
    mark: Class,
    clitic_s: Class,
}

/// What a unit is before its neighbours are looked at.
#[derive(Clone, Copy, Debug)]
pub enum Word {
    /// One word of this class.
    One(Class),
    /// Two words written as one.
    Two(Contraction),
    /// *its*, the class of which this is, or *it's* without its apostrophe: what follows tells.
    Either(Class, Contraction),
}

impl WordClasses {
    /// Reads the files.
    pub fn read(
        files: Files,
        vocabulary: &mut VocabularyBuilder,
        faults: &mut Vec<RuleError>,
    ) -> WordClasses {
        let mut reader = Reader::default();
        let fixed = Fixed {
            edge: reader.class("edge", "EDGE").expect("tags that exist"),
            noun: reader.class("noun", "NN").expect("tags that exist"),
            cap: reader.class("cap", "NNP | NN NNS JJ VB VBZ").expect("tags that exist"),
            upper: reader.class("upper", "NNP NN | NNS JJ").expect("tags that exist"),
            number: reader.class("number", "CD").expect("tags that exist"),
            ordinal: reader.class("ordinal", "JJ NN | RB").expect("tags that exist"),
            decade: reader.class("decade", "NNS CD").expect("tags that exist"),
            mark: reader.class("mark", "X :").expect("tags that exist"),
            clitic_s: reader.class("'s", "BE POS | HV PRP").expect("tags that exist"),
        };
        let mut marks = [fixed.mark; 128];
        for (mark, tags) in MARKS {
            marks[*mark as usize] = reader.class(&mark.to_string(), tags).expect("tags that exist");
        }
        let mut suffixes: Vec<Vec<Suffix>> = Vec::new();
        suffixes.resize_with(256, Vec::new);
        let mut clitics = Vec::new();
        for file in files.all {
            match file.path.as_str() {
                "clauses/words.csv" => {
                    rows::each(file, ["word", "tags", "class?"], faults, |[word, tags, class], _| {
                        let id = vocabulary.lexicon.intern(word);
                        let class = reader.class(if class.is_empty() { tags } else { class }, tags)?;
                        reader.give(id, class);
                        Ok(())
                    })
                }
                "clauses/suffixes.csv" => {
                    rows::each(file, ["suffix", "tags", "class?"], faults, |[suffix, tags, class], _| {
                        let class = reader.class(if class.is_empty() { tags } else { class }, tags)?;
                        let suffix = Suffix::new(suffix, class)?;
                        suffixes[suffix.bytes as usize % 256].push(suffix);
                        Ok(())
                    })
                }
                "clauses/clitics.csv" => {
                    let columns = ["hosts", "clitic", "written?"];
                    rows::each(file, columns, faults, |[hosts, clitic, written], _| {
                        let written = if written.is_empty() { clitic } else { written };
                        for host in hosts.split(' ') {
                            clitics.push([host, clitic, written].map(str::to_string));
                        }
                        Ok(())
                    })
                }
                _ => {}
            }
        }
        // Marks are found as words are, but for a hyphen, which may be a dash.
        for (mark, _) in MARKS.iter().filter(|(mark, _)| *mark != '-') {
            reader.give(vocabulary.lexicon.intern(&mark.to_string()), marks[*mark as usize]);
        }
        for (mark, like) in WIDE_MARKS {
            reader.give(vocabulary.lexicon.intern(mark), marks[usize::from(*like)]);
        }
        let mut contractions = Vec::new();
        for [host, clitic, written] in clitics {
            let lexicon = &mut vocabulary.lexicon;
            let (host_id, clitic_id) = (lexicon.intern(&host), lexicon.intern(&clitic));
            let (h, c) = (reader.of(host_id), reader.of(clitic_id));
            let whole = lexicon.intern(&format!("{host}{written}"));
            let place = contractions.len() as u16;
            contractions.push(Contraction {
                clitic_len: written.len() as u32,
                host_word: host_id,
                clitic_word: clitic_id,
                host: if h == 0 { fixed.noun } else { h },
                clitic: if c == 0 { fixed.noun } else { c },
            });
            reader.give(whole, place | CONTRACTION);
        }
        for suffixes in &mut suffixes {
            suffixes.sort_by_key(|suffix| std::cmp::Reverse(suffix.len));
        }
        let [clitic_s, it, its] = ["'s", "it", "its"].map(|word| vocabulary.lexicon.intern(word));
        let it_is = Contraction {
            clitic_len: 1,
            host_word: it,
            clitic_word: clitic_s,
            host: reader.of(it),
            clitic: fixed.clitic_s,
        };
        let its_class = reader.of(its);
        if its_class != 0 {
            reader.give(its, ITS);
        }
        let Reader { names, tags, of_word, .. } = reader;
        let its = (its_class, it_is);
        WordClasses { of_word, contractions, names, tags, suffixes, marks, fixed, clitic_s, its }
    }

    /// Number of classes.
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// Whether there is none; there are always some.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// What stands before the first word and after the last.
    pub fn edge(&self) -> Class {
        self.fixed.edge
    }

    /// The class of `?`.
    pub fn question_mark(&self) -> Class {
        self.marks[b'?' as usize]
    }

    /// The tags of a class.
    #[inline]
    pub fn tags(&self, class: Class) -> &[Tag] {
        self.tags[class as usize][0].as_slice()
    }

    /// The tags that a word of a class can have: those of the class, and proper noun where it is capitalised. The first comes
    /// again after the last, up to a number of 1, 3, 6 or all, which is given too, and on to the end.
    #[inline]
    pub fn candidates(&self, class: Class, capitalised: bool) -> (&[Tag; MOST], usize) {
        let Candidates { tags, even_len, .. } = &self.tags[class as usize][usize::from(capitalised)];
        (tags, usize::from(*even_len))
    }

    /// Whether a word of a class is told from its capital alone: no table has it.
    pub(super) fn is_unknown(&self, class: Class) -> bool {
        class == self.fixed.cap || class == self.fixed.upper
    }

    /// The name of a class: its tags, or its word.
    pub fn name(&self, class: Class) -> &str {
        &self.names[class as usize]
    }

    /// The class of every name.
    pub fn by_name(&self) -> BTreeMap<&str, Class> {
        self.names.iter().enumerate().map(|(n, name)| (name.as_str(), n as Class)).collect()
    }

    /// The class of a word that the tables have as one word: most words are. Of others [`WordClasses::of_other`] tells
    /// what they are.
    #[inline]
    pub fn of_known(&self, unit: &Unit) -> Option<Class> {
        let known = self.entry(unit.id);
        (known != 0 && known & CONTRACTION == 0 && !unit.is(bits::POSSESSIVE)).then_some(known)
    }

    /// The class of a unit that is one word, whatever its capital.
    pub(super) fn of_one(&self, unit: &Unit, text: &str) -> Option<Class> {
        self.of_known(unit).or_else(|| match self.of_other(unit, false, text) {
            Word::One(class) | Word::Either(class, _) => Some(class),
            Word::Two(_) => None,
        })
    }

    #[inline]
    fn entry(&self, word: WordId) -> u16 {
        self.of_word.get(word.index()).copied().unwrap_or(0)
    }

    /// What a unit is, by the tables or else by its shape. The capital of a word that comes `first` in its sentence says
    /// little.
    #[inline(never)]
    pub fn of_other(&self, unit: &Unit, first: bool, text: &str) -> Word {
        let known = self.entry(unit.id);
        if known == ITS {
            return Word::Either(self.its.0, self.its.1);
        }
        if known & CONTRACTION != 0 {
            let contraction = self.contractions[(known & !CONTRACTION) as usize];
            // *IM* is no *I'm*.
            if contraction.clitic_len == 1 && unit.is(bits::UPPER) {
                return Word::One(self.by_shape(*unit, first, text));
            }
            // A curly apostrophe is three bytes long.
            let curly = u32::from(!unit.span().of(text).is_ascii()) * 2;
            return Word::Two(Contraction { clitic_len: contraction.clitic_len + curly, ..contraction });
        }
        let class = if known != 0 { known } else { self.by_shape(*unit, first, text) };
        if !unit.is(bits::POSSESSIVE) {
            return Word::One(class);
        }
        let bare = unit.bare(text);
        Word::Two(Contraction {
            clitic_len: unit.end - bare.end,
            host_word: unit.id,
            clitic_word: self.clitic_s,
            host: class,
            clitic: self.fixed.clitic_s,
        })
    }

    /// The class of a mark that is not told by its id.
    fn mark(&self, unit: Unit, text: &str) -> Class {
        let ascii = text.as_bytes()[unit.start as usize];
        // A hyphen with a space before it is a dash.
        let ascii = if ascii == b'-' && !unit.is(bits::GLUED) { b';' } else { ascii };
        self.marks.get(ascii as usize).copied().unwrap_or(self.fixed.mark)
    }

    fn by_shape(&self, unit: Unit, first: bool, text: &str) -> Class {
        let fixed = &self.fixed;
        if unit.is(bits::MARK) {
            self.mark(unit, text)
        } else if unit.is(bits::NUMBER | bits::YEAR) {
            fixed.number
        } else if unit.is(bits::ORDINAL) {
            fixed.ordinal
        } else if unit.is(bits::DECADE) {
            fixed.decade
        } else if unit.is(bits::UPPER) {
            fixed.upper
        } else if unit.is(bits::CAP) && !first {
            fixed.cap
        } else {
            let word = unit.bare(text).of(text).as_bytes();
            let tail = tail(word);
            let fits = |s: &&Suffix| word.len() > s.len + 2 && (tail ^ s.bytes) & s.mask == 0;
            let suffix = self.suffixes[tail as usize % 256].iter().find(fits);
            let unknown = if first { fixed.cap } else { fixed.noun };
            suffix.map_or(unknown, |suffix| suffix.class)
        }
    }
}

#[derive(Default)]
struct Reader {
    by_name: HashMap<String, Class, KeyHash>,
    names: Vec<String>,
    tags: Vec<[Candidates; 2]>,
    of_word: Vec<u16>,
}

impl Reader {
    fn class(&mut self, name: &str, tags: &str) -> Result<Class, String> {
        if let Some(class) = self.by_name.get(name) {
            return Ok(*class);
        }
        // Class 0 means none.
        if self.names.is_empty() {
            self.names.push(String::new());
            self.tags.push(Default::default());
        }
        let tags = tags.split(' ').filter(|t| *t != "|").map(|tag| {
            let known = || tags::NAMES[1..].join(" ");
            Tag::parse(tag).ok_or_else(|| format!("there is no tag `{tag}`: there are {}", known()))
        });
        let tags = tags.collect::<Result<Vec<_>, _>>()?;
        let capitalised = tags.iter().copied().chain([tags::NNP]);
        if self.names.len() >= CONTRACTION as usize {
            return Err("there are too many classes of words".into());
        }
        let class = self.names.len() as Class;
        self.by_name.insert(name.to_string(), class);
        self.names.push(name.to_string());
        self.tags.push([Candidates::new(tags.iter().copied()), Candidates::new(capitalised)]);
        Ok(class)
    }

    fn of(&self, word: WordId) -> u16 {
        self.of_word.get(word.index()).copied().unwrap_or(0)
    }

    fn give(&mut self, word: WordId, class: u16) {
        if self.of_word.len() <= word.index() {
            self.of_word.resize(word.index() + 1, 0);
        }
        self.of_word[word.index()] = class;
    }
}
