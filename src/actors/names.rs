//! From decided names to mentions: who each of them is by the tables, the article's memory and the words beside it.
//!
//! In: an article's units with the list edges of its chart. Out: mentions in text order that do not overlap.
//! Persons are looked at twice: first whole names, which license surnames anywhere in the article (*Nikol
//! Pashinyan* in the text, *Pashinyan's gamble* in the heading).

mod unlisted;

use super::ActorRules;
use super::discovery::{Discovery, is_mention};
use super::features::label;
use super::people::{Known, People};
use super::regions::Regions;
use super::segments::Decided;
use super::sums::Memo;
use super::survey::Survey;
use super::tables::{Alias, AliasKind};
use super::titles::Title;
use super::window::Spot;
use crate::analysis::{ActorMention, ActorType, MadeBy, Status};
use crate::lexicon::Lexicon;
use crate::pattern::Terrain;
use crate::span::Span;
use crate::words::{Unit, Words, bits};
use jiff::civil::Date;
use std::borrow::Cow;
use std::ops::Range;
use unlisted::{local_id, slug};

/// A mention and the units it covers.
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

/// A decided name with the rows of the tables that have it.
struct Name {
    sentence: u32,
    decided: Decided,
    /// The aliases that name what was decided.
    fits: Vec<u32>,
    /// Whether the tables have only the first and the last word.
    by_parts: bool,
    region: usize,
}

impl ActorRules {
    /// Finds the mentions of all sentences.
    pub fn find<'a>(
        &'a self,
        terrain: Terrain,
        words: &Words,
        lexicon: &Lexicon,
        published: Option<Date>,
        memo: &mut Memo,
        out: &mut Vec<Mention<'a>>,
    ) {
        memo.ready(self.weights());
        let Memo { sums, looks, .. } = memo;
        let survey = Survey::new(self, terrain, words, lexicon, looks);
        let found = Discovery::first(survey, self.weights(), sums);
        let mut finder = Finder {
            rules: self,
            found: &found,
            survey: &found.survey,
            terrain,
            published,
            people: People::default(),
            spots: Vec::new(),
        };
        let mut names = Vec::with_capacity(found.first.len());
        let (mut segments, mut decisions) = (Vec::new(), Vec::new());
        for number in 0..found.regions.regions.len() {
            found.second(number, self.weights(), &mut segments, &mut decisions);
            names.extend(decisions.drain(..).filter(is_mention).map(|decided| finder.name(number, decided)));
        }
        names.iter().for_each(|name| finder.license(name));
        out.reserve(names.len());
        out.extend(names.into_iter().filter_map(|name| finder.mention_of(name)));
        finder.relate(out);
    }
}

/// Gives names their identity.
pub(super) struct Finder<'a, 's, 't> {
    pub(super) rules: &'a ActorRules,
    found: &'s Discovery<'a, 't>,
    pub(super) survey: &'s Survey<'a, 't>,
    pub(super) terrain: Terrain<'t>,
    pub(super) published: Option<Date>,
    pub(super) people: People<'a, 't>,
    spots: Vec<Spot>,
}

impl<'a, 't> Finder<'a, '_, 't> {
    fn unit(&self, at: u32) -> Unit {
        self.terrain.units[at as usize]
    }

    fn alias(&self, number: u32) -> &'a Alias {
        &self.rules.tables.aliases[number as usize]
    }

    fn kind(&self, number: u32) -> ActorType {
        self.rules.tables.actors[self.alias(number).actor as usize].kind
    }

    /// Looks a decided name up.
    fn name(&self, region: usize, decided: Decided) -> Name {
        let Regions { aliases, .. } = &self.found.regions;
        let place = self.found.region(region);
        let matched = self.found.regions.matched(place, &decided.units);
        let aliases = matched.map_or(&[][..], |m| &aliases[m.aliases.start as usize..m.aliases.end as usize]);
        let fitting = |n: &&u32| match decided.label {
            label::PERSON => self.kind(**n) == ActorType::Person,
            label::ORGANIZATION => self.kind(**n) == ActorType::Organization,
            label::PLACE => matches!(self.kind(**n), ActorType::State | ActorType::Place),
            _ => self.kind(**n) == ActorType::People,
        };
        let mut fits: Vec<u32> = aliases.iter().filter(fitting).copied().collect();
        let by_parts = fits.is_empty();
        if by_parts {
            fits = self.by_given_and_surname(&decided);
        }
        Name { sentence: place.sentence, decided, fits, by_parts, region }
    }

    /// The person of the tables who has the first and the last word of a longer name: *Omar El Bashir* is Omar
    /// al-Bashir. None if there are several.
    fn by_given_and_surname(&self, decided: &Decided) -> Vec<u32> {
        let units = &decided.units;
        let last = self.last_capital(units);
        let mut found: Vec<u32> = Vec::new();
        let names = &self.rules.tables.names;
        if decided.label != label::PERSON
            || units.len() < 2
            || last == units.start
            || !names.begins(self.unit(last).id)
        {
            return found;
        }
        let given = slug(String::new(), self.survey.text(units.start));
        if given.len() < 2 {
            return found;
        }
        names.each(&self.terrain.units[last as usize..last as usize + 1], self.terrain.text, |phrase, _| {
            let alias = self.alias(phrase.entry);
            let id = &self.rules.tables.actors[alias.actor as usize].id;
            let first = id.strip_prefix("person:").and_then(|slug| slug.split('-').next());
            if alias.kind == AliasKind::Surname && first == Some(given.as_str()) {
                found.push(phrase.entry);
            }
        });
        found.dedup_by_key(|n| self.alias(*n).actor);
        if found.len() == 1 { found } else { Vec::new() }
    }

    /// Notes the persons whose whole names stand in the article, and the states that are named.
    fn license(&mut self, name: &Name) {
        let fits = &name.fits;
        if name.by_parts {
            for number in fits {
                let actor = self.alias(*number).actor;
                self.people.license(actor);
            }
        }
        if let [number] = fits[..] {
            let actor = &self.rules.tables.actors[self.alias(number).actor as usize];
            if let Some(state) = actor.state.as_deref() {
                self.people.note_state(state);
            }
        }
        if name.decided.label != label::PERSON {
            return;
        }
        let whole = |n: &&u32| self.alias(**n).kind != AliasKind::Surname;
        let listed: Vec<u32> = fits.iter().filter(whole).map(|n| self.alias(*n).actor).collect();
        for actor in &listed {
            self.people.license(*actor);
        }
        let units = &name.decided.units;
        if listed.is_empty() && units.len() > 1 {
            let title = self.survey.title_before(units.start, self.sentence(name).start);
            let role = title.filter(|t| !t.honorific).map(|t| self.survey.role(&t));
            let id = local_id(ActorType::Person, self.span(units).of(self.terrain.text));
            let surname = self.survey.text(self.last_capital(units));
            let known = Known { id, role };
            self.people.remember(surname, &known);
            let given = self.survey.text(units.start);
            if given != surname
                && self.unit(units.start).is(bits::CAP)
                && !self.unit(units.start).is(bits::INITIAL)
            {
                self.people.remember(given, &known);
            }
        }
    }

    /// The last word of a name that is no stop: of *Martin Luther King Jr.* still *Jr*.
    fn last_capital(&self, units: &Range<u32>) -> u32 {
        units.clone().rev().find(|at| self.unit(*at).is(bits::CAP)).unwrap_or(units.end - 1)
    }

    fn sentence(&self, name: &Name) -> Range<u32> {
        self.survey.words.sentences[name.sentence as usize].clone()
    }

    pub(super) fn span(&self, units: &Range<u32>) -> Span {
        let end = self.unit(units.end - 1).bare(self.terrain.text).end;
        Span { start: self.unit(units.start).start, end }
    }

    fn mention_of(&mut self, mut name: Name) -> Option<Mention<'a>> {
        let title = match name.decided.label {
            label::PERSON => self.survey.title_before(name.decided.units.start, self.sentence(&name).start),
            _ => None,
        };
        let fits = std::mem::take(&mut name.fits);
        if let Some(listed) = self.listed(&name, fits, title.as_ref()) {
            return Some(listed);
        }
        // What begins with a small letter is a name by the tables or by its particle.
        let start = name.decided.units.start;
        let named = self.unit(start).is(bits::CAP)
            || super::regions::candidate(self.survey, start, super::survey::Manner::Usual)
            || super::regions::opens(self.survey, start, self.sentence(&name).end)
            || self.unit(start).is(bits::NUMBER | bits::ORDINAL);
        named.then(|| self.unlisted(&name, title.as_ref()))
    }

    /// A mention of a name in the tables.
    fn listed(&mut self, name: &Name, mut fits: Vec<u32>, title: Option<&Title>) -> Option<Mention<'a>> {
        if fits.is_empty() {
            return None;
        }
        let tables = &self.rules.tables;
        let said = title.filter(|t| !t.honorific && t.modifier.is_none());
        let role = said.map(|t| tables.office(self.terrain.vocabulary.value(t.entry)));
        if fits.iter().all(|n| self.alias(*n).kind == AliasKind::Surname) {
            let local = !self.people.local(self.survey.text(name.decided.units.start)).is_empty();
            let known = |n: &u32| self.people.knows(self.alias(*n).actor);
            if !fits.iter().any(known) {
                if local {
                    return None;
                }
                if title.is_none() {
                    fits.retain(|n| self.in_office(self.alias(*n).actor));
                    if fits.len() > 1 {
                        fits.retain(|n| self.of_a_named_state(self.alias(*n).actor));
                    }
                    if fits.len() != 1 {
                        return None;
                    }
                }
            }
            // *Gen. Harris* is none of several politicians of that name.
            let held = |n: &u32| {
                let terms = tables.terms(self.alias(*n).actor);
                role.is_none_or(|role| terms.iter().any(|t| tables.same_office(&t.role, role)))
            };
            if fits.len() > 1 && !fits.iter().any(|n| held(n) || self.people.knows(self.alias(*n).actor)) {
                return None;
            }
            let former = title.is_some_and(|t| t.former);
            self.people.decide(&mut fits, |n| self.alias(*n).actor, tables, (role, former), self.published);
        } else if fits.len() > 1 {
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
        let mut mention = {
            let (file, line) = tables.place(alias);
            self.mention(name, actor.kind, MadeBy::Row { file, line })
        };
        if alias.possessive {
            mention.actor.span.end = self.unit(mention.units.end - 1).end;
        }
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
            made.candidates = ids.iter().map(|i| (&*tables.actors[*i as usize].id).into()).collect();
        } else {
            made.id = Some(Cow::Borrowed(&actor.id));
            if actor.kind == ActorType::Person {
                self.people.license(alias.actor);
                let term = People::term(tables, alias.actor, role, self.published);
                made.state = made.state.or_else(|| term.and_then(|t| t.of.strip_prefix("state:")));
                made.sector = term.and_then(|t| t.sector.as_deref()).or(made.sector);
                made.role = role
                    .map(|_| title.map(|t| self.survey.role(t)).unwrap_or_default().into())
                    .or_else(|| term.map(|t| Cow::Borrowed(&*t.role)));
            }
        }
        Some(mention)
    }

    /// Whether the person was in an office within two years of the article's date.
    fn in_office(&self, actor: u32) -> bool {
        let Some(day) = self.published else { return false };
        let near = |days: i64| day.checked_add(jiff::Span::new().days(days)).unwrap_or(day);
        let terms = self.rules.tables.terms(actor);
        terms.iter().any(|t| t.covers(day) || t.covers(near(-700)))
    }

    fn of_a_named_state(&self, actor: u32) -> bool {
        let of =
            |t: &super::tables::Term| t.of.strip_prefix("state:").map_or(0, |s| self.people.mentions_of(s));
        self.rules.tables.terms(actor).iter().any(|t| of(t) > 0)
    }

    /// Among several readings of one name: those whose time fits, then states before places before the rest;
    /// then those of the state that the article names most (*Democratic Party* in one about Washington).
    fn prefer(&self, fits: &mut Vec<u32>) {
        let state = |n: &u32| self.rules.tables.actors[self.alias(*n).actor as usize].state.as_deref();
        let told = |n: &u32| state(n).map_or(0, |state| self.people.mentions_of(state));
        // *Georgia* in an article about the United States alone is theirs.
        if fits.iter().any(|n| self.kind(*n) == ActorType::State && told(n) == 0)
            && fits.iter().any(|n| told(n) > 0)
        {
            fits.retain(|n| told(n) > 0);
        }
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

    fn mention(&self, name: &Name, kind: ActorType, made_by: MadeBy<'a>) -> Mention<'a> {
        let actor = ActorMention {
            span: self.span(&name.decided.units),
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
        let units = name.decided.units.clone();
        Mention { actor, units, sentence: name.sentence, metonym: false, capital: false, seat: false }
    }
}
