//! [`SegmentRules`]: the word lists of `rules/segment/*.toml`, as what a word [`Is`].

use crate::lexicon::{Lexicon, LexiconBuilder, WordId};
use crate::rules::{Files, RuleError, RuleFile};
use std::ops::BitOr;

/// What a word is to the splitter, by the lists that have it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Is(u16);

impl Is {
    /// *Mr*, *Gen*: the name follows.
    pub const TITLE: Is = Is(1);
    /// *No*, *p*: a number follows.
    pub const BEFORE_NUMBER: Is = Is(1 << 1);
    /// *e.g*, *vs*: the sentence goes on.
    pub const NEVER: Is = Is(1 << 2);
    /// *U.S*, *Inc*: the sentence may go on.
    pub const MAYBE: Is = Is(1 << 3);
    /// *a.m*, *p.m*: so may it here, and *At 5 a.m.* is no sentence.
    pub const HOUR: Is = Is(1 << 4);
    /// *Yahoo!*: a name that ends in a mark.
    pub const EXCLAIMED: Is = Is(1 << 5);
    /// *The*, *When*: a word that has no capital in the middle of a sentence.
    pub const STARTER: Is = Is(1 << 6);
    /// *May*.
    pub const MONTH: Is = Is(1 << 7);
    /// *Com*, *Org*: the end of an address.
    pub const DOMAIN: Is = Is(1 << 8);
    /// *He*, *They*.
    pub const PRONOUN: Is = Is(1 << 9);
    /// *said*, *asks*.
    pub const REPORTING: Is = Is(1 << 10);
    /// *Figure*, *Table*.
    pub const CAPTION: Is = Is(1 << 11);
    /// *Image*, *credit*.
    pub const CREDIT: Is = Is(1 << 12);
    /// *Dear*.
    pub const SALUTATION: Is = Is(1 << 13);
    /// *Sincerely*, *regards*.
    pub const CLOSING: Is = Is(1 << 14);

    /// After which a sentence may go on.
    pub const ABBREVIATION: Is =
        Is(Is::TITLE.0 | Is::BEFORE_NUMBER.0 | Is::NEVER.0 | Is::MAYBE.0 | Is::HOUR.0);

    /// Whether it is any of these.
    pub fn any(self, these: Is) -> bool {
        self.0 & these.0 != 0
    }
}

impl BitOr for Is {
    type Output = Is;

    fn bitor(self, other: Is) -> Is {
        Is(self.0 | other.0)
    }
}

/// Where each list stands in a file.
const LISTS: [(&str, &[(&str, Is)]); 4] = [
    (
        "abbreviations",
        &[
            ("title", Is::TITLE),
            ("before-number", Is::BEFORE_NUMBER),
            ("never", Is::NEVER),
            ("maybe", Is::MAYBE),
            ("hour", Is::HOUR),
            ("exclaimed", Is::EXCLAIMED),
        ],
    ),
    ("words", &[("starters", Is::STARTER), ("months", Is::MONTH), ("domains", Is::DOMAIN)]),
    ("reporting", &[("pronouns", Is::PRONOUN), ("verbs", Is::REPORTING)]),
    (
        "units",
        &[
            ("captions", Is::CAPTION),
            ("credits", Is::CREDIT),
            ("salutations", Is::SALUTATION),
            ("closings", Is::CLOSING),
        ],
    ),
];

/// The word lists of the splitter. Lists of several files add up.
pub struct SegmentRules {
    words: Lexicon,
    /// By word: what it is in any case, and what only with a capital, so that *Sun.* is a day and *sun.* is not.
    is: Vec<[Is; 2]>,
}

impl SegmentRules {
    /// Reads the lists of all files.
    pub fn read(files: Files, faults: &mut Vec<RuleError>) -> SegmentRules {
        let (mut words, mut is) = (LexiconBuilder::default(), Vec::new());
        for file in files.all.iter().filter(|f| f.path.starts_with("segment/") && f.path.ends_with(".toml")) {
            if let Err(fault) = add(file, &mut words, &mut is) {
                faults.push(fault);
            }
        }
        SegmentRules { words: words.build(), is }
    }

    /// What a word is, as it is written here.
    pub(super) fn of(&self, word: &str) -> Is {
        self.of_first(word, word.len())
    }

    /// What the word is that is the first `len` bytes of `rest`: sooner told than a word by itself.
    #[inline]
    pub(super) fn of_first(&self, rest: &str, len: usize) -> Is {
        let word = &rest[..len];
        let id = self.words.find_first(rest, len, !word.is_ascii()).id;
        if id == WordId::UNKNOWN {
            return Is::default();
        }
        let [any, capital] = self.is[id.index()];
        if word.starts_with(char::is_uppercase) { any | capital } else { any }
    }
}

fn add(file: &RuleFile, words: &mut LexiconBuilder, is: &mut Vec<[Is; 2]>) -> Result<(), RuleError> {
    let mut top = file.fields()?;
    for (name, lists) in LISTS {
        let Some(mut table) = top.table(name)? else { continue };
        for (key, what) in lists {
            for word in table.strings(key)? {
                let id = words.intern(&word.value).index();
                if is.len() <= id {
                    is.resize(id + 1, Default::default());
                }
                let place = &mut is[id][usize::from(word.value.starts_with(char::is_uppercase))];
                *place = *place | *what;
            }
        }
        table.finish()?;
    }
    top.finish()
}
