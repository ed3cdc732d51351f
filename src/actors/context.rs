//! What the words beside a mention say of it: whose official (*Gambian President X*), of which state an
//! organisation is (*Lithuania's Supreme Court*), who holds the office that is named (*the Armenian prime
//! minister*).

use super::keys::KeyHash;
use super::lists::list;
use super::names::{Finder, Mention};
use super::titles::Title;
use crate::analysis::{ActorMention, ActorType, Composite, Status};
use crate::words::bits;
use std::borrow::Cow;
use std::collections::HashMap;

impl<'a> Finder<'a, '_, '_> {
    /// Fills in state, role and composite of mentions from their neighbours. Then what one mention of an article's
    /// own name has is given to the others.
    pub(super) fn relate(&self, mentions: &mut [Mention<'a>]) {
        for number in 0..mentions.len() {
            match mentions[number].actor.kind {
                ActorType::Person => self.relate_person(mentions, number),
                ActorType::Organization | ActorType::Place => self.relate_body(mentions, number),
                _ => {}
            }
            self.name_office(mentions, number);
        }
        self.abbreviate(mentions);
        self.share(mentions);
        // In an article about one state, names that no table has are mostly of that state.
        let Some(main) = self.people.main_state() else { return };
        let local = |m: &&mut Mention<'a>| {
            m.actor.status == Status::Unlisted && matches!(m.actor.kind, ActorType::Person | ActorType::Place)
        };
        for mention in mentions.iter_mut().filter(local) {
            mention.actor.state = mention.actor.state.or(Some(main));
        }
    }

    fn relate_person(&self, mentions: &mut [Mention<'a>], number: usize) {
        let sentence = self.survey.words.sentences[mentions[number].sentence as usize].clone();
        let units = mentions[number].units.clone();
        let mut state = None;
        let mut role = None;
        let gap = |n: &Mention| (units.end..n.units.start).len();
        if let Some(title) = self.survey.title_before(units.start, sentence.start) {
            state = self.state_before(mentions, number, title.start);
            // *President Moraru of Moldova*
            let next =
                mentions.get(number + 1).filter(|n| gap(n) == 1 && n.sentence == mentions[number].sentence);
            if let (None, Some(next)) = (state, next) {
                let of = self.survey.unit(units.end).span().of(self.terrain.text) == "of";
                state = next.actor.state.filter(|_| of);
            }
        } else {
            state = state.or_else(|| self.state_before(mentions, number, units.start));
        }
        // *Nikol Pashinyan, the prime minister of Armenia,*
        let text = |at: u32| self.survey.unit(at).span().of(self.terrain.text);
        if units.end < sentence.end && text(units.end) == "," {
            let limit = (units.end + 9).min(sentence.end);
            for at in units.end + 1..limit {
                let unit = self.survey.unit(at);
                if let Some(title) = self.survey.title_from(at, sentence.end) {
                    role = Some(self.survey.role(&title));
                    state = state.or_else(|| self.state_around(mentions, number, units.end + 1, &title));
                    break;
                }
                let article = matches!(text(at), "the" | "a" | "an" | "its" | "their" | "his" | "her");
                if unit.is(bits::MARK) || (unit.is(bits::VERBS) && !article) {
                    break;
                }
            }
        }
        // *the foreign minister of Estonia, Karl Tamm*
        if let Some(before) = mentions[..number].last().filter(|m| m.sentence == mentions[number].sentence) {
            let end = self.survey.unit(before.units.end - 1).bare(self.terrain.text).end;
            let office = before
                .actor
                .composite
                .is_some_and(|c| c.span.end == end || c.span.start == before.actor.span.start);
            let near = units.start >= before.units.end && (before.units.end..units.start).len() <= 4;
            if office && near && text(units.start - 1) == "," {
                state = state.or(before.actor.state);
            }
        }
        // *Mr. Araud (France)*
        if let Some(next) = mentions.get(number + 1) {
            let inside = next.units.start == units.end + 1 && text(units.end) == "(";
            let closed = next.units.end < sentence.end && text(next.units.end) == ")";
            if inside && closed && next.actor.kind == ActorType::State {
                state = state.or(next.actor.state);
            }
        }
        let actor = &mut mentions[number].actor;
        if actor.role.is_none() {
            actor.role = role.map(Cow::Owned);
        }
        if actor.state.is_none() {
            actor.state = state;
        }
    }

    /// The state of the mention that ends where a title or name begins, adjectives passed over: *French
    /// centre-left President*.
    fn state_before(&self, mentions: &[Mention<'a>], number: usize, start: u32) -> Option<&'a str> {
        let before = mentions[..number].last().filter(|m| m.sentence == mentions[number].sentence)?;
        let between = before.units.end..start;
        let plain = |at: u32| {
            let unit = self.survey.unit(at);
            unit.is(bits::LOWER) && !unit.is(bits::VERBS | bits::JOINING)
                || unit.span().of(self.terrain.text) == "-"
        };
        let owns = match before.actor.kind {
            ActorType::People => true,
            ActorType::State | ActorType::Place => between.is_empty() || self.owner(before),
            ActorType::Organization => between.len() <= 2,
            ActorType::Person => false,
        };
        let near = between.len() <= 4 && between.clone().all(plain);
        // Without a title between them a people before a name is an adjective only if it touches it.
        (owns && near).then_some(before.actor.state).flatten()
    }

    fn owner(&self, mention: &Mention) -> bool {
        self.survey.unit(mention.units.end - 1).is(bits::POSSESSIVE)
    }

    /// The state beside a title of an apposition: *Algeria's leading activist, the prime minister of Armenia*.
    fn state_around(
        &self,
        mentions: &[Mention<'a>],
        number: usize,
        from: u32,
        title: &Title,
    ) -> Option<&'a str> {
        let mut after = mentions[number + 1..].iter().take_while(|m| m.sentence == mentions[number].sentence);
        let next = after.next()?;
        let inside = next.units.start >= from && next.units.end <= title.start;
        let of = next.units.start >= title.end
            && next.units.start <= title.end + 2
            && matches!(self.survey.unit(title.end).span().of(self.terrain.text), "of" | "for" | "in");
        (inside || of).then_some(next.actor.state).flatten()
    }

    /// The state that an organisation or place of unknown state lies in.
    fn relate_body(&self, mentions: &mut [Mention<'a>], number: usize) {
        let listed = mentions[number].actor.status == Status::Listed;
        if mentions[number].actor.state.is_some() || (listed && mentions[number].actor.sector == Some("IGO"))
        {
            return;
        }
        let units = mentions[number].units.clone();
        let text = |at: u32| self.survey.unit(at).span().of(self.terrain.text);
        let touches = |m: &Mention<'a>| {
            m.units.end == units.start && (m.actor.kind == ActorType::People || self.owner(m))
        };
        let before =
            mentions[..number].last().filter(|m| m.sentence == mentions[number].sentence && touches(m));
        let mut state = before.and_then(|m| m.actor.state);
        if let (None, Some(next), false) = (state, mentions.get(number + 1), listed) {
            let gap = units.end..next.units.start;
            let place = matches!(next.actor.kind, ActorType::State | ActorType::Place);
            let linked = match gap.len() {
                1 => matches!(text(gap.start), "," | "in" | "of"),
                2 => matches!(text(gap.start), "in" | "of") && text(gap.start + 1) == "the",
                _ => false,
            };
            if place && linked && next.sentence == mentions[number].sentence {
                state = next.actor.state;
            }
        }
        // *the Senate*, *the Supreme Court* of the state that the article is about.
        let body = mentions[number].actor.kind == ActorType::Organization && units.len() <= 2;
        if state.is_none()
            && !listed
            && body
            && self.survey.is_in(self.survey.unit(units.end - 1), list::BODY)
        {
            state = self.people.main_state();
        }
        mentions[number].actor.state = state;
    }

    /// *the Armenian prime minister*, *the president of Georgia*: a phrase around the name, with who held the office.
    fn name_office(&self, mentions: &mut [Mention<'a>], number: usize) {
        let mention = &mentions[number];
        let has_offices = match mention.actor.kind {
            ActorType::State | ActorType::People => mention.actor.state.is_some(),
            ActorType::Organization => mention.actor.id.is_some() && mention.actor.sector == Some("IGO"),
            ActorType::Person | ActorType::Place => false,
        };
        if !has_offices {
            return;
        }
        let sentence = self.survey.words.sentences[mention.sentence as usize].clone();
        let text = |at: u32| self.survey.unit(at).span().of(self.terrain.text);
        let mut at = mention.units.end;
        let mut former = false;
        while at < sentence.end && at < mention.units.end + 2 {
            let unit = self.survey.unit(at);
            former |= self.survey.is_in(unit, list::FORMER);
            if self.survey.is_in(unit, list::FORMER) || self.survey.is_in(unit, list::MODIFIER) {
                at += 1;
            } else {
                break;
            }
        }
        let mut phrase = self.survey.title_from(at, sentence.end).map(|t| (t, mention.units.start, t.end));
        if phrase.is_none() && mention.units.start > sentence.start + 1 {
            let the = u32::from(text(mention.units.start - 1) == "the");
            let joint = mention.units.start - 1 - the;
            if joint > sentence.start && text(joint) == "of" {
                phrase =
                    self.survey.title_before(joint, sentence.start).map(|t| (t, t.start, mention.units.end));
                former |= phrase.is_some_and(|(t, ..)| t.former);
            }
        }
        let Some((title, start, end)) = phrase else { return };
        // Before a name the title is the person's.
        let named = |m: &Mention| m.actor.kind == ActorType::Person && m.units.start == end;
        if title.honorific || mentions.get(number + 1).is_some_and(named) {
            return;
        }
        let role = self.terrain.vocabulary.value(title.entry);
        let Some(sector) = self.rules.tables.title_sector(role) else { return };
        let holder = match (self.published, former) {
            (Some(day), false) if title.modifier.is_none() && at == mentions[number].units.end => {
                let of = match (mention.actor.kind, mention.actor.state, &mention.actor.id) {
                    (ActorType::Organization, _, Some(id)) => Cow::Borrowed(&**id),
                    (_, state, _) => Cow::Owned(format!("state:{}", state.unwrap_or_default())),
                };
                self.rules.tables.holder(&of, role, day)
            }
            _ => None,
        };
        let span = self.span(&(start..end));
        mentions[number].actor.composite = Some(Composite { span, sector, holder_id: holder });
    }

    /// *the Lake Conservation Trust (LCT)*: from there on the letters are the organisation.
    fn abbreviate(&self, mentions: &mut [Mention<'a>]) {
        let text = |at: u32| self.survey.unit(at).span().of(self.terrain.text);
        // Which mentions have the letters of each abbreviation, and which mention says what they stand for.
        let mut named: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut known: Vec<(&str, usize)> = Vec::new();
        for number in 1..mentions.len() {
            let (full, short) = (&mentions[number - 1], &mentions[number]);
            let bracketed = short.units.start == full.units.end + 1
                && text(full.units.end) == "("
                && self
                    .terrain
                    .units
                    .get(short.units.end as usize)
                    .is_some_and(|u| u.span().of(self.terrain.text) == ")");
            if bracketed
                && full.actor.kind == ActorType::Organization
                && short.actor.status == Status::Unlisted
                && short.units.len() == 1
            {
                let name = short.actor.span.of(self.terrain.text);
                if name.bytes().filter(u8::is_ascii_uppercase).count() > 1 {
                    known.push((name, number - 1));
                    named.insert(name, Vec::new());
                }
            }
        }
        if known.is_empty() {
            return;
        }
        for (number, mention) in mentions.iter().enumerate() {
            if let Some(places) = named.get_mut(mention.actor.span.of(self.terrain.text)) {
                places.push(number);
            }
        }
        for (name, full) in known {
            let (id, status) = (mentions[full].actor.id.clone(), mentions[full].actor.status);
            let (state, sector) = (mentions[full].actor.state, mentions[full].actor.sector);
            for &number in &named[name] {
                let mention = &mut mentions[number];
                let actor = &mut mention.actor;
                actor.kind = ActorType::Organization;
                (actor.id, actor.status, actor.state, actor.sector) = (id.clone(), status, state, sector);
                actor.reading = None;
                mention.metonym = false;
            }
        }
    }

    /// Mentions of one name that no table has share the state and role that any of them has.
    fn share(&self, mentions: &mut [Mention<'a>]) {
        type Shared<'a> = (Option<&'a str>, Option<Cow<'a, str>>);
        let mut numbers: HashMap<&str, usize, KeyHash> = HashMap::default();
        let mut shared: Vec<Shared<'a>> = Vec::new();
        let mut numbered: Vec<Option<usize>> = Vec::with_capacity(mentions.len());
        for ActorMention { id, state, role, sector, .. } in mentions.iter().map(|m| &m.actor) {
            let number = id.as_deref().map(|id| *numbers.entry(id).or_insert(shared.len()));
            numbered.push(number);
            let Some(number) = number else { continue };
            if number == shared.len() {
                shared.push((None, None));
            }
            if sector.is_none() {
                let (known_state, known_role) = &mut shared[number];
                *known_state = known_state.or(*state);
                if known_role.is_none() {
                    known_role.clone_from(role);
                }
            }
        }
        for (mention, number) in mentions.iter_mut().zip(numbered) {
            let Some(number) = number else { continue };
            let (state, role) = &shared[number];
            mention.actor.state = mention.actor.state.or(*state);
            if mention.actor.role.is_none() && mention.actor.kind == ActorType::Person {
                mention.actor.role.clone_from(role);
            }
        }
    }
}
