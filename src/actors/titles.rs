//! Titles: before a name (*former Prime Minister Abe*), after a state or people (*the Armenian prime minister*) or
//! before one (*the president of Georgia*). The words of titles are in `titles.csv`.

use super::lists::list;
use super::survey::Survey;
use crate::words::bits;

/// A title in the text.
#[derive(Copy, Clone, Debug)]
pub(super) struct Title {
    /// First unit, modifiers not counted.
    pub(super) start: u32,
    /// One past the last.
    pub(super) end: u32,
    /// The entry of the vocabulary whose value is the canonical title.
    pub(super) entry: u32,
    /// *Mr, Dr*: says nothing about an office.
    pub(super) honorific: bool,
    /// *former, ex-, late*
    pub(super) former: bool,
    /// The unit of *deputy, acting*, if there is one.
    pub(super) modifier: Option<u32>,
}

impl<'t> Survey<'_, 't> {
    /// The longest title that ends right before a unit.
    pub(super) fn title_before(&self, at: u32, low: u32) -> Option<Title> {
        if at <= low {
            return None;
        }
        let lists = &self.rules.lists;
        let labels = [(lists.title, false), (lists.honorific, true)];
        let (start, entry, honorific) = labels.into_iter().find_map(|(label, honorific)| {
            let label = label?;
            let edges = self.terrain.chart.ending(at).filter(|e| e.label == label && e.start >= low);
            let edge = edges.min_by_key(|e| e.start).map(|e| (e.start, e.entry));
            let word = || self.title_word(at - 1, label).map(|entry| (at - 1, entry));
            edge.or_else(word).map(|(start, entry)| (start, entry, honorific))
        })?;
        Some(self.modified(Title { start, end: at, entry, honorific, former: false, modifier: None }, low))
    }

    /// The longest title, no honorific, that begins at a unit.
    pub(super) fn title_from(&self, at: u32, high: u32) -> Option<Title> {
        if at >= high {
            return None;
        }
        let label = self.rules.lists.title?;
        let edges = self.terrain.chart.starting(at).filter(|e| e.label == label && e.end <= high);
        let edge = edges.max_by_key(|e| e.end).map(|e| (e.end, e.entry));
        let (end, entry) = edge.or_else(|| self.title_word(at, label).map(|entry| (at + 1, entry)))?;
        Some(Title { start: at, end, entry, honorific: false, former: false, modifier: None })
    }

    fn title_word(&self, at: u32, label: u16) -> Option<u32> {
        let members = self.terrain.vocabulary.members(self.unit(at).id);
        members.iter().find(|m| m.label == label).map(|m| m.entry)
    }

    /// The title with what stands before it.
    fn modified(&self, mut title: Title, low: u32) -> Title {
        let mut at = title.start;
        while at > low {
            let unit = self.unit(at - 1);
            let text = unit.span().of(self.terrain.text);
            if self.is_in(unit, list::FORMER) {
                title.former = true;
            } else if self.is_in(unit, list::MODIFIER) {
                title.modifier = Some(at - 1);
            } else if text != "-" {
                break;
            }
            at -= 1;
        }
        title
    }

    /// The canonical title with its modifier: *deputy prime minister*.
    pub(super) fn role(&self, title: &Title) -> String {
        let role = self.terrain.vocabulary.value(title.entry);
        match title.modifier {
            Some(at) => format!("{} {role}", self.text(at).to_lowercase()),
            None => role.to_string(),
        }
    }

    /// Where a title ends that begins a run of capitals: of *Lt. Gen. Avril* after *Lt.*, then after *Gen.*
    pub(super) fn title_opening(&self, start: u32, end: u32) -> Option<u32> {
        let lists = &self.rules.lists;
        let longest = [lists.title, lists.honorific].into_iter().flatten().filter_map(|label| {
            let word = self.title_word(start, label).map(|_| start + 1);
            let edges = self.terrain.chart.starting(start).filter(|e| e.label == label).map(|e| e.end);
            edges.chain(word).filter(|e| *e < end).max()
        });
        longest.max().filter(|_| self.unit(start).is(bits::CAP))
    }

    /// Whether a title with its stop begins at a unit: *Gen.*
    pub(super) fn abbreviated_title(&self, at: u32) -> bool {
        let lists = &self.rules.lists;
        let stop = |e: &crate::pattern::chart::Edge| self.unit(e.end - 1).span().of(self.terrain.text) == ".";
        self.terrain
            .chart
            .starting(at)
            .any(|e| [lists.title, lists.honorific].contains(&Some(e.label)) && e.end == at + 2 && stop(e))
    }
}
