//! [`Window`]: the words of one region and two on either side, each looked at once, for all the runs of them that may be
//! names.

use super::features::{Traits, traits as t};
use super::lists::list;
use super::regions::{Match, Region, Regions, candidate, opens};
use super::survey::{FUNCTION, Manner, Survey, only};
use super::tables::kinds;
use crate::lexicon::WordId;
use crate::words::{Unit, bits};
use std::cell::OnceCell;
use std::ops::Range;

/// One word of a window. Of a word beside the region traits are looked for on demand, and kinds and signs of small words
/// are not known.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) unit: Unit,
    pub(super) traits: Traits,
    /// Bits of [`list`].
    pub(super) lists: u32,
    /// Bits of [`sign`].
    pub(super) signs: u32,
    /// Bits of [`kinds`].
    pub(super) kinds: u8,
}

/// What a small word or mark is, and what its word may do in a name.
pub(super) mod sign {
    pub const OF: u32 = 1;
    pub const AND: u32 = 1 << 1;
    pub const AMPERSAND: u32 = 1 << 2;
    pub const OR: u32 = 1 << 3;
    pub const THE: u32 = 1 << 4;
    pub const FOR: u32 = 1 << 5;
    pub const ON: u32 = 1 << 6;
    /// *in*, *at*, *from*
    pub const WHERE: u32 = 1 << 7;
    /// *to*, *by*, *with*, *against*
    pub const WITH: u32 = 1 << 8;
    /// Any other word in lower case.
    pub const PARTICLE: u32 = 1 << 9;
    pub const STOP: u32 = 1 << 10;
    pub const HYPHEN: u32 = 1 << 11;
    pub const APOSTROPHE: u32 = 1 << 12;
    /// A name may begin with it.
    pub const BEGINS: u32 = 1 << 13;
    /// A name may end with it.
    pub const CLOSES: u32 = 1 << 14;
    /// A capital on it says nothing.
    pub const ORDINARY: u32 = 1 << 15;
    /// A plural by its ending.
    pub const PLURAL: u32 = 1 << 16;
    /// *(*
    pub const OPEN: u32 = 1 << 17;
    /// *[*
    pub const BRACKET: u32 = 1 << 18;
    /// *)*
    pub const CLOSE: u32 = 1 << 19;
    pub const COLON: u32 = 1 << 20;
    pub const SLASH: u32 = 1 << 21;
    pub const DOLLAR: u32 = 1 << 22;
    /// Dashes but the hyphen.
    pub const DASH: u32 = 1 << 23;
    /// A given name of two syllables begins here.
    pub const SYLLABLES: u32 = 1 << 24;
    /// The code of a share.
    pub const SHARE_CODE: u32 = 1 << 25;
    /// A capital and figures: *A3*.
    pub const FIGURED: u32 = 1 << 26;
    /// Prepositions but *of*.
    pub const PREPOSITION: u32 = FOR | ON | WHERE | WITH;
}

impl Spot {
    /// Outside of the sentence.
    const EDGE: Spot = Spot {
        unit: Unit { start: 0, end: 0, id: WordId::UNKNOWN, bits: 0 },
        traits: 0,
        lists: 0,
        signs: 0,
        kinds: 0,
    };

    /// Whether the unit has one of the bits.
    #[inline]
    pub(super) fn is(&self, bits: u32) -> bool {
        self.unit.is(bits)
    }

    /// How many bytes it has, *'s* among them.
    #[inline]
    pub(super) fn letters(&self) -> u32 {
        self.unit.end - self.unit.start
    }

    /// Whether the word is in one of some lists.
    #[inline]
    pub(super) fn is_in(&self, lists: u32) -> bool {
        self.lists & lists != 0
    }

    /// Whether it has one of the signs.
    #[inline]
    pub(super) fn shows(&self, signs: u32) -> bool {
        self.signs & signs != 0
    }

    /// Whether the capital says nothing: it is a function word or an ordinary one.
    #[inline]
    pub(super) fn ordinary(&self) -> bool {
        self.shows(sign::ORDINARY)
    }

    /// Whether the word is a given name, a surname, by bits of [`kinds`].
    #[inline]
    pub(super) fn may_be(&self, kinds: u8) -> bool {
        self.kinds & kinds != 0
    }

    /// Whether a title may begin here; most words say that none does.
    #[inline]
    pub(super) fn titles(&self) -> bool {
        self.is_in(list::TITLES) || self.traits & (t::TITLE | t::HONORIFIC | t::MARK) != 0
    }
}

/// See the module.
pub(super) struct Window<'w, 'a, 't> {
    pub(super) survey: &'w Survey<'a, 't>,
    pub(super) regions: &'w Regions,
    pub(super) region: &'w Region,
    pub(super) matches: &'w [Match],
    pub(super) sentence: Range<u32>,
    /// The first unit that is looked at as part of the region.
    start: u32,
    /// Two before it, those from it on, two after the last.
    spots: &'w [Spot],
    /// The traits of those beside the others.
    beside: OnceCell<[Traits; 4]>,
    /// All bits of the units of the region.
    pub(super) bits: u32,
    /// All lists of its words.
    pub(super) lists: u32,
    /// All signs of them.
    pub(super) signs: u32,
    /// All signs of them and of what stands beside them.
    pub(super) signs_around: u32,
    /// Whether the sentence has a score.
    pub(super) score: OnceCell<bool>,
    /// The two names of a sentence that is a result.
    pub(super) result: OnceCell<Option<[Range<u32>; 2]>>,
}

impl<'w, 'a, 't> Window<'w, 'a, 't> {
    /// Looks at the words of a region; `spots` is a buffer.
    pub(super) fn new(
        survey: &'w Survey<'a, 't>,
        regions: &'w Regions,
        region: &'w Region,
        spots: &'w mut Vec<Spot>,
    ) -> Window<'w, 'a, 't> {
        Window::over(survey, regions, region, &region.units, spots)
    }

    /// The same for a part of a region.
    pub(super) fn over(
        survey: &'w Survey<'a, 't>,
        regions: &'w Regions,
        region: &'w Region,
        units: &Range<u32>,
        spots: &'w mut Vec<Spot>,
    ) -> Window<'w, 'a, 't> {
        let sentence = survey.words.sentences[region.sentence as usize].clone();
        let beside = |at: i64| survey.beside(at, &sentence);
        let (first, end) = (i64::from(units.start), i64::from(units.end));
        spots.clear();
        spots.extend([beside(first - 2), beside(first - 1)]);
        let (mut all_bits, mut all_lists, mut all_signs) = (0, 0, 0);
        for at in units.clone() {
            let spot = survey.inside(at, &sentence, region.manner);
            all_bits |= spot.unit.bits;
            all_lists |= spot.lists;
            all_signs |= spot.signs;
            spots.push(spot);
        }
        spots.extend([beside(end), beside(end + 1)]);
        let [.., after, after2] = spots.as_slice() else { unreachable!("four stand beside") };
        let signs_around = all_signs | spots[0].signs | spots[1].signs | after.signs | after2.signs;
        let matches = &regions.matches[region.matches.start as usize..region.matches.end as usize];
        Window {
            survey,
            regions,
            region,
            matches,
            sentence,
            start: units.start,
            spots,
            beside: OnceCell::new(),
            bits: all_bits,
            lists: all_lists,
            signs: all_signs,
            signs_around,
            score: OnceCell::new(),
            result: OnceCell::new(),
        }
    }

    /// A word of the region, or the next one or two on either side.
    #[inline]
    pub(super) fn spot(&self, at: u32) -> &'w Spot {
        &self.spots[(at + 2 - self.start) as usize]
    }

    /// The first or second word before one of the region.
    #[inline]
    pub(super) fn before(&self, at: u32, by: usize) -> &'w Spot {
        &self.spots[self.place(at) - by]
    }

    /// The traits of the word in a place among the spots, of which the first is two before the first unit.
    #[inline]
    pub(super) fn traits(&self, place: usize) -> Traits {
        let last = self.spots.len() - 2;
        match place {
            0 | 1 => self.traits_beside()[place],
            _ if place >= last => self.traits_beside()[place - last + 2],
            _ => self.spots[place].traits,
        }
    }

    /// The place of a unit among the spots.
    #[inline]
    pub(super) fn place(&self, at: u32) -> usize {
        (at - self.start + 2) as usize
    }

    fn traits_beside(&self) -> &[Traits; 4] {
        self.beside.get_or_init(|| {
            let (first, end) = (i64::from(self.start), i64::from(self.start) + self.spots.len() as i64 - 4);
            [first - 2, first - 1, end, end + 1].map(|at| {
                if at < i64::from(self.sentence.start) || at >= i64::from(self.sentence.end) {
                    return t::EDGE;
                }
                self.survey.traits(at as u32, &self.sentence, self.region.manner)
            })
        })
    }

    /// The names of the tables over exactly these units.
    #[inline]
    pub(super) fn listed(&self, start: u32, end: u32) -> Option<&'w Match> {
        self.matches.iter().find(|m| m.units.start == start && m.units.end == end)
    }
}

impl Survey<'_, '_> {
    /// A word beside a region.
    #[inline]
    fn beside(&self, at: i64, sentence: &Range<u32>) -> Spot {
        if at < i64::from(sentence.start) || at >= i64::from(sentence.end) {
            return Spot::EDGE;
        }
        let unit = self.unit(at as u32);
        let signs = if unit.is(bits::MARK) { self.mark_sign(unit) } else { 0 };
        Spot { unit, traits: 0, lists: self.rules.lists.of(unit.id), signs, kinds: 0 }
    }

    /// A word of a region.
    fn inside(&self, at: u32, sentence: &Range<u32>, manner: Manner) -> Spot {
        let unit = self.unit(at);
        let lists = self.rules.lists.of(unit.id);
        if unit.is(bits::MARK) {
            let mut signs = self.mark_sign(unit);
            if signs & sign::STOP != 0 && unit.is(bits::GLUED) {
                signs |= sign::CLOSES;
            }
            let kinds = self.rules.tables.kinds(unit.id);
            return Spot { unit, traits: self.mark(unit), lists, signs, kinds };
        }
        let look = self.look(at);
        let traits = self.traits_of(at, look.traits, sentence, manner);
        let ordinary = unit.is(FUNCTION) || look.kinds & kinds::ORDINARY != 0;
        let mut signs = if unit.is(bits::LOWER) { self.word_sign(unit) } else { 0 };
        if candidate(self, at, manner) || unit.is(bits::NUMBER | bits::ORDINAL) {
            signs |= sign::BEGINS | sign::CLOSES;
        } else if opens(self, at, sentence.end) {
            signs |= sign::BEGINS;
        }
        let pick = |holds: bool, sign: u32| if holds { sign } else { 0 };
        signs |= pick(ordinary, sign::ORDINARY)
            | pick(look.plural, sign::PLURAL)
            | pick(look.share_code, sign::SHARE_CODE)
            | pick(look.figured, sign::FIGURED);
        if lists & list::SYLLABLE != 0 {
            signs |= pick(self.two_syllables(at), sign::SYLLABLES);
            // *hwan* of *Doo-hwan*
            signs |= pick(at >= 2 && self.two_syllables(at - 2), sign::CLOSES);
        }
        Spot { unit, traits, lists, signs, kinds: look.kinds }
    }

    fn mark_sign(&self, unit: Unit) -> u32 {
        let text = unit.span().of(self.terrain.text);
        match only(text) {
            Some('&') => sign::AMPERSAND,
            Some('.') => sign::STOP,
            Some('-') => sign::HYPHEN,
            Some('\'' | '’') => sign::APOSTROPHE,
            Some('(') => sign::OPEN,
            Some('[') => sign::BRACKET,
            Some(')') => sign::CLOSE,
            Some(':') => sign::COLON,
            Some('/') => sign::SLASH,
            Some('$') => sign::DOLLAR,
            Some('–' | '—' | '_') => sign::DASH,
            None if text == "--" => sign::DASH,
            _ => 0,
        }
    }

    fn word_sign(&self, unit: Unit) -> u32 {
        match unit.span().of(self.terrain.text) {
            "of" => sign::OF,
            "and" => sign::AND,
            "or" => sign::OR,
            "the" => sign::THE,
            "for" => sign::FOR,
            "on" => sign::ON,
            "in" | "at" | "from" => sign::WHERE,
            "to" | "by" | "with" | "against" => sign::WITH,
            _ => sign::PARTICLE,
        }
    }
}
