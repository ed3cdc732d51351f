//! [`Scope`]: the clauses in which a match counts, as the field `scope` of its rule names them.
//!
//! In: the first word of a match and the clauses of its sentence. Out: whether the match stands where its rule wants it.
//! *The minister, who must know, resigned* has a *must* in a relative clause; that is no duty of the sentence.

use crate::analysis::{Clause, ClauseKind};
use crate::rules::{Fields, RuleError};

/// A set of places. The empty one stands for everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// A bit for each of [`PLACES`].
    places: u8,
    /// A bit for each kind of clause.
    kinds: u32,
}

/// Whether a clause is something to the claim.
type Test = fn(&Clause) -> bool;

/// What a clause can be to the claim, with the test of it.
const PLACES: [(&str, Test); 5] = [
    ("claim", |c| c.claims),
    ("main", |c| c.main),
    ("handed-over", |c| c.claims && !c.main),
    // A main clause that carries no claim has handed it over.
    ("frame", |c| c.main && !c.claims || c.kind == ClauseKind::Frame),
    ("subordinate", |c| {
        !c.main && !c.claims && !matches!(c.kind, ClauseKind::Coordinate | ClauseKind::Frame)
    }),
];

impl Scope {
    /// Reads the field `scope`: a name or a list of names.
    pub fn read(fields: &mut Fields) -> Result<Scope, RuleError> {
        let mut scope = Scope::default();
        for name in fields.strings("scope")? {
            if !scope.add(&name.value) {
                let known = "claim, main, handed-over, frame, subordinate, or a kind of clause";
                return Err(fields.error(name.at, format!("`{}` is no scope: {known}", name.value)));
            }
        }
        Ok(scope)
    }

    /// Adds the place or kind of clause called `name`; false if there is none.
    fn add(&mut self, name: &str) -> bool {
        let place = PLACES.iter().position(|(place, _)| *place == name);
        match (place, ClauseKind::parse(name)) {
            (Some(place), _) => self.places |= 1 << place,
            // Fragments have no clause.
            (None, Some(kind)) if kind != ClauseKind::Fragment => self.kinds |= 1 << kind as u32,
            _ => return false,
        }
        true
    }

    /// Whether the word at `unit` stands in one of the places. What counts is the innermost clause with a verb of its own
    /// tense or mood: infinitives and participles are part of the one around them. A kind holds at any depth.
    pub fn holds(self, unit: u32, clauses: &[Clause]) -> bool {
        if self == Scope::default() {
            return true;
        }
        let around = clauses.iter().filter(|c| c.units.contains(&unit));
        if around.clone().any(|c| self.kinds & 1 << c.kind as u32 != 0) {
            return true;
        }
        let finite = around.filter(|c| c.finite.is_some());
        let innermost = finite.min_by_key(|c| c.units.len());
        innermost.is_some_and(|clause| {
            (0..).zip(PLACES).any(|(n, (_, is))| self.places & 1 << n != 0 && is(clause))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::Reading;
    use crate::read::Record;
    use crate::{Analyzer, RuleFile, Scratch, Split};

    /// Whether a rule with this pattern and scope counts in a text.
    fn counted(pattern: &str, scope: &str, text: &str) -> bool {
        let rule = format!("[[rule]]\nid = \"claim.here\"\npattern = \"{pattern}\"\nscope = {scope}\n");
        let path = "claims/mine.toml".to_string();
        let file = RuleFile { shown: "mine.toml".into(), path, text: rule.into() };
        let analyzer = Analyzer::with_rules(&[file], true).expect("sound rules");
        let mut scratch = Scratch::default();
        let article = analyzer.read(Record { text: text.into(), ..Record::default() }, None, &mut scratch);
        let mut weighings = Vec::new();
        analyzer.explain(&article, Split::None, &mut scratch, &mut weighings);
        weighings[0].cues.iter().any(|(cue, _)| *cue == "claim.here")
    }

    #[test]
    fn a_cue_counts_in_the_clauses_of_its_scope() {
        let main = "The minister must resign.";
        let handed = "She said that the minister must resign.";
        let relative = "The minister, who must know, resigned.";
        let condition = "If he must go, the cabinet will fall.";
        let frame = "You must admit that the cabinet failed.";
        for (scope, wanted) in [
            ("\"claim\"", [true, true, false, false, false]),
            ("\"main\"", [true, false, false, false, true]),
            ("\"handed-over\"", [false, true, false, false, false]),
            ("\"frame\"", [false, false, false, false, true]),
            ("\"subordinate\"", [false, false, true, true, false]),
            ("[\"relative\", \"handed-over\"]", [false, true, true, false, false]),
            ("\"conditional\"", [false, false, false, true, false]),
        ] {
            let found = [main, handed, relative, condition, frame].map(|text| counted("must", scope, text));
            assert_eq!(found, wanted, "{scope}");
        }
    }

    #[test]
    fn an_infinitive_belongs_to_the_clause_around_it() {
        let text = "The minister refused to resign.";
        assert!(counted("resign", "\"claim\"", text));
        assert!(counted("resign", "\"infinitival\"", text));
        assert!(!counted("resign", "\"subordinate\"", text));
        let quoted = "\u{201c}He will never resign,\u{201d} she said.";
        assert!(counted("resign", "[\"quotation\", \"frame\"]", quoted));
        assert!(!counted("said", "\"claim\"", quoted));
    }

    #[test]
    fn dates_and_actors_have_scopes_too() {
        let rule = |path: &str, text: &str| {
            let file = RuleFile { shown: path.into(), path: path.into(), text: text.to_string().into() };
            Analyzer::with_rules(&[file], true)
        };
        let found = |analyzer: &Analyzer, text: &str| {
            let mut scratch = Scratch::default();
            let article =
                analyzer.read(Record { text: text.into(), ..Record::default() }, None, &mut scratch);
            let analysis = analyzer.analyze(&article, Split::None, &mut scratch);
            (analysis.dates.len(), analysis.actors.first().and_then(|a| a.reading))
        };
        let dates = "[[rule]]\nid = \"date.mine\"\npattern = \"lamp day\"\ntype = \"DATE\"\nvalue = \"PAST_REF\"\n\
                     scope = \"conditional\"\n";
        let analyzer = rule("dates/mine.toml", dates).expect("sound rules");
        assert_eq!(found(&analyzer, "If lamp day comes, we shall dance.").0, 1);
        assert_eq!(found(&analyzer, "We danced on lamp day.").0, 0);
        let actors = "[[rule]]\nid = \"actor.mine\"\npattern = \"dance in [<place>]\"\nreading = \"actor\"\n\
                      scope = \"relative\"\npriority = 99\n";
        let analyzer = rule("actors/mine.toml", actors).expect("sound rules");
        assert_eq!(found(&analyzer, "Those who dance in Moscow are late.").1, Some(Reading::Actor));
        assert_eq!(found(&analyzer, "They dance in Moscow.").1, Some(Reading::Place));
        let read =
            "[[rule]]\nid = \"read.mine\"\npattern = \"<start> lamp\"\nkind = \"byline\"\nscope = \"main\"\n";
        let faults = rule("read/mine.toml", read).err().expect("a fault");
        assert_eq!(
            faults[0].to_string(),
            "read/mine.toml:1: rule read.mine: no `scope`: an article is read before it has clauses"
        );
    }

    #[test]
    fn a_scope_that_there_is_not_is_a_fault() {
        let text = "[[rule]]\nid = \"claim.here\"\npattern = \"must\"\nscope = [\"claim\", \"clause\"]\n";
        let file = RuleFile { shown: "mine.toml".into(), path: "claims/mine.toml".into(), text: text.into() };
        let faults = Analyzer::with_rules(&[file], true).err().expect("a fault");
        assert_eq!(
            faults[0].to_string(),
            "mine.toml:4: rule claim.here: `clause` is no scope: claim, main, handed-over, frame, subordinate, or \
             a kind of clause"
        );
    }
}
