//! Names that no table has.
//!
//! In: a name and its title. Out: a mention with an id of the article's own, the same for a surname as for the whole name.

use super::{Finder, Mention, Name};
use crate::actors::features::label;
use crate::actors::people::Known;
use crate::actors::titles::Title;
use crate::analysis::{ActorType, Status};
use std::borrow::Cow;

impl<'a> Finder<'a, '_, '_> {
    /// A mention that no table has.
    pub(super) fn unlisted(&mut self, name: &Name, title: Option<&Title>) -> Mention<'a> {
        let kind = match name.decided.label {
            label::PERSON => ActorType::Person,
            label::ORGANIZATION => ActorType::Organization,
            label::PLACE => ActorType::Place,
            _ => ActorType::People,
        };
        let reason = self.found.reason(name.region, &name.decided, &mut self.spots);
        let mut mention = self.mention(name, kind, reason);
        mention.actor.status = Status::Unlisted;
        mention.metonym = kind == ActorType::Place;
        if kind != ActorType::Person {
            let (tables, region) = (&self.rules.tables, self.found.region(name.region));
            let inside = self.found.regions.places_within(region, &name.decided.units, tables);
            mention.actor.state = inside.and_then(|actor| tables.actors[actor as usize].state.as_deref());
        }
        let text = mention.actor.span.of(self.terrain.text);
        let local = match (kind, name.decided.units.len()) {
            (ActorType::Person, 1) => self.people.local(text),
            _ => &[],
        };
        let role = title.filter(|t| !t.honorific).map(|t| self.survey.role(t));
        // Two persons of one name are told apart by their titles.
        let all: Vec<&Known> = local.iter().collect();
        let titled: Vec<&Known> = local.iter().filter(|k| role.is_some() && k.role == role).collect();
        match (all.as_slice(), titled.as_slice()) {
            ([known], _) | (_, [known]) => {
                mention.actor.id = Some(known.id.clone().into());
                mention.actor.role = role.or_else(|| known.role.clone()).map(Cow::Owned);
            }
            ([], _) => {
                mention.actor.id = Some(local_id(kind, text).into());
                mention.actor.role = role.map(Cow::Owned);
            }
            (several, _) => {
                mention.actor.status = Status::Ambiguous;
                mention.actor.candidates = several.iter().map(|k| k.id.clone().into()).collect();
                mention.actor.role = role.map(Cow::Owned);
            }
        }
        mention
    }
}

/// The id of who or what only the article names: *Ilham Aliyev* as `person:ilham-aliyev`.
pub(super) fn local_id(kind: ActorType, name: &str) -> String {
    let kind = kind.as_str();
    let mut id = String::with_capacity(kind.len() + 1 + name.len());
    id.push_str(kind);
    id.push(':');
    slug(id, name)
}

/// Adds a name to an id: letters and digits in lower case, the rest as single hyphens.
pub(super) fn slug(mut id: String, name: &str) -> String {
    let start = id.len();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            id.extend(c.to_lowercase());
        } else if id.len() > start && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(start + id[start..].trim_end_matches('-').len());
    id
}
