//! Readings and composites, by pattern rules over mentions: *in [Moscow]* is the place, *[Moscow] signed* who
//! acts from there, *[Russian forces]* a phrase of sector MIL.

use super::{ActorRules, Mention};
use crate::analysis::{ActorType, Clause, ClauseKind, Composite, Reading, Status};
use crate::pattern::{Found, MatchScratch, Terrain, VocabularyBuilder};
use crate::rules::{Fields, RuleError};
use crate::span::Span;
use crate::words::{Words, bits};

/// What an actor rule does with the mention inside its span.
#[derive(Clone, Debug)]
pub struct ActorAction {
    /// The reading it gives.
    reading: Option<Reading>,
    /// The capture whose list value is the sector of the phrase.
    composite: Option<u16>,
}

impl ActorAction {
    /// Reads the fields `reading` and `composite` of a rule.
    pub fn read(fields: &mut Fields, vocabulary: &mut VocabularyBuilder) -> Result<ActorAction, RuleError> {
        let reading = match fields.string("reading")? {
            None => None,
            Some(name) => Some(match name.value.as_str() {
                "actor" => Reading::Actor,
                "place" => Reading::Place,
                other => {
                    return Err(fields.error(name.at, format!("`{other}` is no reading: `actor` or `place`")));
                }
            }),
        };
        let composite = fields.string("composite")?.map(|name| vocabulary.capture(&name.value));
        if reading.is_none() && composite.is_none() {
            return Err(fields.error(fields.at(), "an actor rule says `reading` or `composite`"));
        }
        Ok(ActorAction { reading, composite })
    }
}

impl ActorRules {
    /// Gives the mentions as edges to the layers that follow; the edge's entry is the mention's place.
    pub fn add_edges(&self, mentions: &[Mention], chart: &mut crate::pattern::Chart) {
        for (number, mention) in mentions.iter().enumerate() {
            let kind = self.lists.mentions[mention.actor.kind as usize];
            for label in [kind, self.lists.actor].into_iter().flatten() {
                chart.add(mention.units.start, mention.units.end, label, number as u32);
            }
        }
    }

    /// Runs the rules over every sentence that has a mention. Of several readings the one of the rule with the
    /// higher priority stands, then of the earlier rule. Where no rule speaks, the clauses say who acts.
    pub fn resolve<'a>(
        &'a self,
        terrain: Terrain,
        words: &Words,
        clauses: &[Clause],
        mentions: &mut [Mention<'a>],
        scratch: &mut MatchScratch,
        found: &mut Vec<Found>,
    ) {
        let (mut next, mut rest) = (0, clauses);
        while next < mentions.len() {
            let sentence = mentions[next].sentence;
            let end = next + mentions[next..].iter().take_while(|m| m.sentence == sentence).count();
            // Sentences with mentions are seldom far apart.
            let clauses = Clause::of_sentence(&mut rest, sentence);
            found.clear();
            self.layer.find(terrain, words.sentences[sentence as usize].clone(), clauses, scratch, found);
            found.sort_by_key(|f| (std::cmp::Reverse(self.layer.rules[f.rule as usize].priority), f.rule));
            for number in next..end {
                let (before, rest) = mentions.split_at_mut(number);
                let listed = before.last().filter(|m| m.sentence == sentence && m.metonym);
                let with = listed.filter(|m| joined(terrain, m, &rest[0])).and_then(|m| m.actor.reading);
                let acts = clauses.iter().any(|clause| acts(terrain, clause, &rest[0]));
                self.apply(terrain, &mut rest[0], found, if acts { Some(Reading::Actor) } else { with });
            }
            next = end;
        }
    }

    fn apply<'a>(
        &'a self,
        terrain: Terrain,
        mention: &mut Mention<'a>,
        found: &[Found],
        with: Option<Reading>,
    ) {
        let mut reading = None;
        for hit in found {
            let rule = &self.layer.rules[hit.rule as usize];
            if hit.span == mention.units && reading.is_none() {
                reading = rule.action.reading;
            }
            let inside = hit.span.start <= mention.units.start && mention.units.end <= hit.span.end;
            if let (Some(name), true, None) = (rule.action.composite, inside, mention.actor.composite) {
                let Some(entry) = hit.capture(name).and_then(|c| c.entry()) else { continue };
                let Some(sector) = self.sector(terrain.vocabulary.value(entry)) else { continue };
                let last = terrain.units[hit.span.end as usize - 1];
                let start = terrain.units[hit.span.start as usize].start;
                let span = Span { start, end: last.bare(terrain.text).end };
                mention.actor.composite = Some(Composite { span, sector, holder_id: None });
            }
        }
        // *Lake Morrow is dry*: of places, only capitals are ready, wary and sure.
        let next = terrain.units.get(mention.units.end as usize);
        let be = next.is_some_and(|u| u.is(1 << (bits::FIRST_CLASS + 1)));
        let unlisted = mention.actor.status == Status::Unlisted;
        let place = mention.actor.kind == ActorType::Place && !mention.capital;
        if place && (be || unlisted) && reading == Some(Reading::Actor) {
            reading = Some(Reading::Place);
        }
        if mention.metonym {
            mention.actor.reading = reading.or(with).or(match mention.actor.kind {
                ActorType::State => Some(Reading::Actor),
                // *Moscow's orbit*, but *Vienna's streets* are rarer in opinion texts.
                _ if mention.capital
                    && terrain.units[mention.units.end as usize - 1].is(bits::POSSESSIVE) =>
                {
                    Some(Reading::Actor)
                }
                _ => Some(Reading::Place),
            });
        } else if mention.seat {
            mention.actor.reading = Some(Reading::Actor);
        }
    }
}

/// Whether a mention is who does what a clause says: *Moscow, after weeks of talks, signed*. Places that are, have or
/// are dealt with do nothing.
fn acts(terrain: Terrain, clause: &Clause, mention: &Mention) -> bool {
    const STATIVE: u32 = 0b110 << bits::FIRST_CLASS;
    let verb = terrain.units[clause.verb as usize];
    let subject = clause.subject.is_some_and(|unit| mention.units.contains(&unit));
    subject
        && !clause.passive
        && clause.complement.is_none()
        && !verb.is(STATIVE)
        && (mention.capital || mention.actor.kind == ActorType::State)
        && !matches!(clause.kind, ClauseKind::Relative)
}

/// Whether two names stand in one list: *Austria, Hungary and Italy*.
fn joined(terrain: Terrain, left: &Mention, right: &Mention) -> bool {
    let between = &terrain.units[left.units.end as usize..right.units.start as usize];
    !between.is_empty()
        && between.len() <= 3
        && between.iter().all(|u| matches!(u.span().of(terrain.text), "," | "and" | "or" | "the"))
}
