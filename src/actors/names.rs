//! Finding names: the longest alias at each word, a title with a name after it, names known by their form.
//!
//! In: an article's units with the list edges of its chart. Out: mentions in text order that do not overlap.
//! Persons are looked for twice: first whole names, which license surnames anywhere in the article
//! (*Nikol Pashinyan* in the text, *Pashinyan's gamble* in the heading).

use super::people::{Known, People};
use super::tables::{Alias, AliasKind};
use super::{ActorRules, Lists};
use crate::analysis::{ActorMention, ActorType, Status};
use crate::pattern::Terrain;
use crate::span::Span;
use crate::words::{Unit, Words, bits};
use jiff::civil::Date;
use std::borrow::Cow;
use std::ops::Range;

/// A mention and the units it covers, title included.
#[derive(Clone, Debug)]
pub struct Mention<'a> {
    /// What output shows.
    pub actor: ActorMention<'a>,
    /// The units of the name.
    pub units: Range<u32>,
    /// The sentence.
    pub sentence: u32,
    /// Whether the name is that of a place that can stand for those who act from it.
    pub metonym: bool,
    /// Whether it is the name of a capital.
    pub capital: bool,
    /// Whether it is the seat of a government or body: *the Kremlin*.
    pub seat: bool,
}

/// Most words in a name found by its form.
const LONGEST_NAME: u32 = 6;

impl ActorRules {
    /// Finds the mentions of all sentences.
    pub fn find<'a>(
        &'a self,
        terrain: Terrain,
        words: &Words,
        published: Option<Date>,
        out: &mut Vec<Mention<'a>>,
    ) {
        let mut finder = Finder {
            rules: self,
            lists: &self.lists,
            terrain,
            published,
            people: People::default(),
            near: Vec::new(),
        };
        for sentence in &words.sentences {
            finder.license(sentence.clone());
        }
        for (number, sentence) in words.sentences.iter().enumerate() {
            finder.sentence(number as u32, sentence.clone(), out);
        }
    }
}

struct Finder<'a, 't> {
    rules: &'a ActorRules,
    lists: &'a Lists,
    terrain: Terrain<'t>,
    published: Option<Date>,
    people: People<'a>,
    /// Aliases of the name at hand.
    near: Vec<u32>,
}

/// A title before a name.
struct Title {
    /// First unit of the title.
    start: u32,
    /// The entry's canonical title.
    entry: u32,
    honorific: bool,
}

impl<'a> Finder<'a, '_> {
    fn unit(&self, at: u32) -> Unit {
        self.terrain.units[at as usize]
    }

    fn text(&self, unit: Unit) -> &str {
        unit.bare(self.terrain.text).of(self.terrain.text)
    }

    fn alias(&self, number: u32) -> &'a Alias {
        &self.rules.tables.aliases[number as usize]
    }

    /// Notes the persons whose whole names stand in a sentence, and the states that are named.
    fn license(&mut self, sentence: Range<u32>) {
        let mut at = sentence.start;
        while at < sentence.end {
            let len = self.longest(at, sentence.clone(), true);
            let near = std::mem::take(&mut self.near);
            for number in &near {
                let alias = self.alias(*number);
                let actor = &self.rules.tables.actors[alias.actor as usize];
                if actor.kind == ActorType::Person {
                    self.people.license(alias.actor);
                }
                if let (Some(state), 1) = (actor.state.as_deref(), near.len()) {
                    self.people.note_state(state);
                }
            }
            self.near = near;
            at += len.max(1);
        }
    }

    /// Puts the aliases of the longest name at a unit into `near` and gives its length; 0 if there is none.
    /// Surnames count only if `whole` is false.
    fn longest(&mut self, at: u32, sentence: Range<u32>, whole: bool) -> u32 {
        self.near.clear();
        let names = &self.rules.tables.names;
        let first = self.unit(at);
        if !names.begins(first.id) {
            return 0;
        }
        let units = &self.terrain.units[at as usize..sentence.end as usize];
        let mut best = 0;
        let mut near = std::mem::take(&mut self.near);
        names.each(units, self.terrain.text, |phrase, len| {
            let alias = self.alias(phrase.entry);
            let fits = len as u32 >= best
                && (!alias.capital || first.is(bits::CAP | bits::UPPER))
                && (alias.kind != AliasKind::Surname || !whole)
                && self.allowed(alias, at, len as u32, sentence.clone());
            if fits && !near.contains(&phrase.entry) {
                best = len as u32;
                near.push(phrase.entry);
            }
        });
        self.near = near;
        best
    }

    /// What the alias says about its neighbours.
    fn allowed(&self, alias: &Alias, at: u32, len: u32, sentence: Range<u32>) -> bool {
        if !alias.blocks.is_empty() {
            let before = (at > sentence.start).then(|| self.unit(at - 1));
            let after = (at + len < sentence.end).then(|| self.unit(at + len));
            if before.into_iter().chain(after).any(|u| alias.blocks.contains(&u.id)) {
                return false;
            }
        }
        alias.needs.is_empty() || sentence.clone().any(|u| alias.needs.contains(&self.unit(u).id))
    }

    fn sentence(&mut self, number: u32, sentence: Range<u32>, out: &mut Vec<Mention<'a>>) {
        let mut at = sentence.start;
        while at < sentence.end {
            let unit = self.unit(at);
            if !unit.is(bits::CAP | bits::WORD | bits::NUMBER) {
                at += 1;
                continue;
            }
            let len = self.longest(at, sentence.clone(), false);
            let title = if unit.is(bits::CAP) { self.title(at, sentence.start) } else { None };
            let found =
                if len > 0 { self.listed(number, at, len, title.as_ref(), sentence.clone()) } else { None };
            let found = found.or_else(|| self.unlisted(number, at, title.as_ref(), sentence.clone()));
            match found {
                Some(mention) => {
                    at = mention.units.end;
                    out.push(mention);
                }
                None => at += 1,
            }
        }
    }

    /// The title that ends right before a unit: *President*, *Dr.*, *Prime Minister*.
    fn title(&self, at: u32, low: u32) -> Option<Title> {
        if at == low {
            return None;
        }
        let vocabulary = self.terrain.vocabulary;
        let labels = [(self.lists.title, false), (self.lists.honorific, true)];
        let edge = |label: u16| {
            let edges = self.terrain.chart.ending(at).filter(|e| e.label == label && e.start >= low);
            edges.min_by_key(|e| e.start).map(|e| (e.start, e.entry))
        };
        let word = |label: u16| {
            let members = vocabulary.members(self.unit(at - 1).id);
            members.iter().find(|m| m.label == label).map(|m| (at - 1, m.entry))
        };
        labels.into_iter().filter_map(|(label, honorific)| Some((label?, honorific))).find_map(
            |(label, honorific)| {
                let (start, entry) = edge(label).or_else(|| word(label))?;
                Some(Title { start, entry, honorific })
            },
        )
    }

    /// A mention of a name in the tables.
    fn listed(
        &mut self,
        number: u32,
        at: u32,
        len: u32,
        title: Option<&Title>,
        sentence: Range<u32>,
    ) -> Option<Mention<'a>> {
        let tables = &self.rules.tables;
        let near = std::mem::take(&mut self.near);
        // A run of capitals that goes on is a longer name: *Jordan Peterson*, *Washington Post*.
        let goes_on = at + len < sentence.end && self.goes_on(at + len, at + len - 1);
        let role = title.filter(|t| !t.honorific).map(|t| self.terrain.vocabulary.value(t.entry));
        let mut fits: Vec<u32> = near
            .iter()
            .copied()
            .filter(|n| {
                let alias = self.alias(*n);
                if alias.kind == AliasKind::Surname {
                    return !goes_on && (title.is_some() || self.people.knows(alias.actor));
                }
                let kind = tables.actors[alias.actor as usize].kind;
                // *Georgia Smith*, *Chad Brown*: a place before a surname is a given name.
                let given = len == 1 && matches!(kind, ActorType::State | ActorType::Place) && goes_on;
                !(given && self.unit(at).is(bits::GIVEN) && self.unit(at + 1).is(bits::SURNAME))
            })
            .collect();
        self.near = near;
        if fits.iter().all(|n| self.alias(*n).kind == AliasKind::Surname) {
            self.people.decide(&mut fits, |n| self.alias(*n).actor, tables, role, self.published);
        } else {
            fits.retain(|n| self.alias(*n).kind != AliasKind::Surname);
            self.prefer(&mut fits);
        }
        let first = *fits.first()?;
        let mut ids: Vec<u32> = fits.iter().map(|n| self.alias(*n).actor).collect();
        ids.sort();
        ids.dedup();
        let alias = self.alias(first);
        let actor = &tables.actors[alias.actor as usize];
        let ambiguous = ids.len() > 1;
        let mut mention = self.mention(number, at..at + len, actor.kind, tables.place(alias).into());
        mention.metonym = matches!(alias.kind, AliasKind::Capital | AliasKind::Metonym)
            || matches!(actor.kind, ActorType::State | ActorType::Place);
        mention.capital = alias.kind == AliasKind::Capital;
        mention.seat = alias.kind == AliasKind::Seat;
        let made = &mut mention.actor;
        let same_state = ids.iter().all(|i| tables.actors[*i as usize].state == actor.state);
        made.state = actor.state.as_deref().filter(|_| same_state);
        made.sector = actor.sector.as_deref();
        if ambiguous {
            made.status = Status::Ambiguous;
            made.candidates = ids.iter().map(|i| tables.actors[*i as usize].id.as_str()).collect();
        } else {
            made.id = Some(Cow::Borrowed(&actor.id));
            if actor.kind == ActorType::Person {
                self.people.license(alias.actor);
                let term = People::term(tables, alias.actor, role, self.published);
                made.state = made.state.or_else(|| term.and_then(|t| t.of.strip_prefix("state:")));
                made.sector = term.and_then(|t| t.sector.as_deref()).or(made.sector);
                made.role = role
                    .map(|r| r.to_string().into())
                    .or_else(|| term.map(|t| Cow::Borrowed(t.role.as_str())));
            }
        }
        Some(mention)
    }

    /// Among several readings of one name: those whose time fits, then states before places before the rest;
    /// then those of the state that the article names most (*Democratic Party* in one about Washington).
    fn prefer(&self, fits: &mut Vec<u32>) {
        let Some(best) = fits.iter().map(|n| self.rank(*n)).min() else { return };
        fits.retain(|n| self.rank(*n) == best);
        let named = |n: &u32| {
            let actor = &self.rules.tables.actors[self.alias(*n).actor as usize];
            actor.state.as_deref().map_or(0, |state| self.people.mentions_of(state))
        };
        let most = fits.iter().map(named).max().unwrap_or(0);
        fits.retain(|n| named(n) == most);
    }

    fn rank(&self, number: u32) -> (bool, u8) {
        let alias = self.alias(number);
        let out_of_time = self.published.is_some_and(|day| {
            alias.to.is_some_and(|to| to < day) || alias.from.is_some_and(|from| from > day)
        });
        let kind = match (self.rules.tables.actors[alias.actor as usize].kind, alias.kind) {
            (ActorType::State, _) => 0,
            (_, AliasKind::Capital | AliasKind::Seat | AliasKind::Demonym) => 1,
            (ActorType::Person, _) => 2,
            (ActorType::Organization, _) => 3,
            _ => 4,
        };
        (out_of_time, kind)
    }

    /// A person after a title or with a known given name, or an organisation by its head word.
    fn unlisted(
        &mut self,
        number: u32,
        at: u32,
        title: Option<&Title>,
        sentence: Range<u32>,
    ) -> Option<Mention<'a>> {
        let unit = self.unit(at);
        if !unit.is(bits::CAP) || self.is_in(unit, self.lists.not_a_name) {
            return None;
        }
        let end = self.run(at, sentence.end);
        let last = self.unit(end - 1);
        if end - at > 1 && self.is_in(last, self.lists.organization_suffix) {
            return Some(self.local(number, at..end, ActorType::Organization, "actors.organization-suffix"));
        }
        if self.is_in(unit, self.lists.organization_head) {
            let of = at + 1;
            if of + 1 < sentence.end && self.text(self.unit(of)) == "of" {
                let name = if self.unit(of + 1).is(bits::CAP) { of + 1 } else { of + 2 };
                if name < sentence.end && self.unit(name).is(bits::CAP) {
                    let end = self.run(name, sentence.end);
                    return Some(self.local(
                        number,
                        at..end,
                        ActorType::Organization,
                        "actors.organization-head",
                    ));
                }
            }
        }
        if let Some(local) = self.people.local(self.text(last)).filter(|_| end - at == 1) {
            let mut mention =
                self.mention(number, at..end, ActorType::Person, "actors.surname-memory".into());
            mention.actor.id = Some(local.id.clone().into());
            mention.actor.role = local.role.clone().map(Cow::Owned);
            mention.actor.status = Status::Unlisted;
            return Some(mention);
        }
        let is_title = self.is_in(unit, self.lists.title) || self.is_in(unit, self.lists.honorific);
        let by_title = title.is_some_and(|t| self.unit(t.start).is(bits::CAP)) && !is_title;
        let by_given = unit.is(bits::GIVEN) && end - at >= 2 && !last.is(bits::INITIAL);
        if !by_title && !by_given {
            return None;
        }
        let rule = if by_title { "actors.title" } else { "actors.given-name" };
        let mut mention = self.local(number, at..end, ActorType::Person, rule);
        let role = title.filter(|t| !t.honorific).map(|t| self.terrain.vocabulary.value(t.entry).to_string());
        mention.actor.role = role.clone().map(Cow::Owned);
        let id = mention.actor.id.clone().unwrap_or_default().into_owned();
        let surname = self.text(last).to_string();
        self.people.remember(&surname, Known { id, role });
        Some(mention)
    }

    /// A name that is not in the tables.
    fn local(&self, number: u32, units: Range<u32>, kind: ActorType, rule: &'static str) -> Mention<'a> {
        let mut mention = self.mention(number, units, kind, rule.into());
        let slug = slug(mention.actor.span.of(self.terrain.text));
        mention.actor.id = Some(format!("{}:{slug}", kind.as_str()).into());
        mention.actor.status = Status::Unlisted;
        mention
    }

    fn mention(
        &self,
        sentence: u32,
        units: Range<u32>,
        kind: ActorType,
        made_by: Cow<'a, str>,
    ) -> Mention<'a> {
        let span = Span {
            start: self.unit(units.start).start,
            end: self.unit(units.end - 1).bare(self.terrain.text).end,
        };
        let actor = ActorMention {
            span,
            kind,
            id: None,
            state: None,
            sector: None,
            role: None,
            reading: None,
            status: Status::Listed,
            candidates: Vec::new(),
            composite: None,
            made_by,
        };
        Mention { actor, units, sentence, metonym: false, capital: false, seat: false }
    }

    /// One past the last unit of the run of capitals that begins at a unit: *J. F. Kennedy*, *Ursula von der
    /// Leyen*, *Boutros Boutros-Ghali*.
    fn run(&self, start: u32, high: u32) -> u32 {
        let mut end = start + 1;
        let mut last = start;
        while end < high && end - start < LONGEST_NAME * 2 && self.goes_on(end, last) {
            last = end;
            end += 1;
        }
        // What trails after the last capital is not part of it.
        while end > start + 1 && !self.unit(end - 1).is(bits::CAP) {
            end -= 1;
        }
        end
    }

    /// Whether a name that has `last` goes on with the unit `next`.
    fn goes_on(&self, next: u32, last: u32) -> bool {
        let (unit, before) = (self.unit(next), self.unit(last));
        if before.is(bits::POSSESSIVE) {
            return false;
        }
        if unit.is(bits::CAP) {
            return !self.is_in(unit, self.lists.not_a_name);
        }
        let text = self.text(unit);
        match text {
            "." => before.is(bits::INITIAL),
            "-" => {
                unit.is(bits::GLUED)
                    && self.terrain.units.get(next as usize + 1).is_some_and(|u| u.is(bits::GLUED))
            }
            _ => self.is_in(unit, self.lists.particle),
        }
    }

    fn is_in(&self, unit: Unit, list: Option<u16>) -> bool {
        list.is_some_and(|label| self.terrain.vocabulary.members(unit.id).iter().any(|m| m.label == label))
    }
}

/// *Ilham Aliyev* as `ilham-aliyev`: letters and digits in lower case, the rest as single hyphens.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_string()
}
