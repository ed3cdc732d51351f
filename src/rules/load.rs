//! [`Layer`]: the rules of one layer with their patterns compiled, read from rule files laid over one another.
//!
//! Every pattern file has the same frame (`[lists]`, `[patterns]`, `disable`, `[[rule]]` with `id`, `pattern`,
//! `priority`, `scope`, `yes`, `no`, `override`); what else a rule says is its *action*, read by its layer.

use super::source::{At, Fields, RuleError, RuleFile};
use crate::analysis::Clause;
use crate::clauses::Scope;
use crate::pattern::parse::Node;
use crate::pattern::{
    self, Found, Index, IndexBuilder, Macros, MatchScratch, Terrain, VocabularyBuilder, parse,
};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// One rule: its head, and the action its layer takes.
#[derive(Clone, Debug)]
pub struct Rule<A> {
    /// Unique among the rules of its layer: `date.past-few-units`.
    pub id: String,
    /// The file as messages name it, and the line where the rule begins.
    pub file: String,
    /// See `file`.
    pub line: usize,
    /// Among matches of equal length the higher one wins; default 0.
    pub priority: i64,
    /// Sentences in which it matches, the span in brackets, `=>` what it gives.
    pub yes: Vec<String>,
    /// Sentences in which it does not match.
    pub no: Vec<String>,
    /// Day of publication for the examples.
    pub published: Option<Date>,
    /// The clauses in which a match counts.
    pub scope: Scope,
    /// What its layer does on a match.
    pub action: A,
    patterns: Vec<At<String>>,
    source: usize,
}

impl<A> Rule<A> {
    /// The patterns as written.
    pub fn patterns(&self) -> impl Iterator<Item = &str> {
        self.patterns.iter().map(|p| p.value.as_str())
    }

    /// What is wrong at a place in its file.
    fn fault(&self, files: Files, at: usize, fault: String) -> RuleError {
        files.all[self.source].error(at, Some(&self.id), fault)
    }
}

/// All rules of one layer.
pub struct Layer<A> {
    /// In file order; a rule's number in the index is its place here.
    pub rules: Vec<Rule<A>>,
    /// Their patterns.
    pub index: Index,
}

impl<A> Layer<A> {
    /// Adds the matches in a sentence that stand in the scope of their rule. `clauses` are those of the sentence.
    pub fn find(
        &self,
        terrain: Terrain,
        units: Range<u32>,
        clauses: &[Clause],
        scratch: &mut MatchScratch,
        found: &mut Vec<Found>,
    ) {
        let before = found.len();
        pattern::find(&self.index, terrain, units, scratch, found);
        let mut place = 0;
        found.retain(|f| {
            place += 1;
            place <= before || self.rules[f.rule as usize].scope.holds(f.span.start, clauses)
        });
    }
}

/// Rules read but not yet indexed: every list of every layer must be known first.
pub struct Draft<A> {
    rules: Vec<Rule<A>>,
    macros: Macros,
}

/// The files of a layer: built-in ones first, the overlay after them.
#[derive(Clone, Copy)]
pub struct Files<'a> {
    /// All files of all layers.
    pub all: &'a [RuleFile],
    /// How many of them are built-in.
    pub builtin: usize,
}

impl<'a> Files<'a> {
    /// The pattern files of a layer with their place and whether they are overlay.
    fn of(self, layer: &'a str) -> impl Iterator<Item = (usize, &'a RuleFile, bool)> {
        let fits = move |f: &RuleFile| f.path.ends_with(".toml") && f.path.split('/').next() == Some(layer);
        self.all.iter().enumerate().filter(move |(_, f)| fits(f)).map(move |(i, f)| (i, f, i >= self.builtin))
    }
}

/// Reads the lists and rules of a layer. All faults are collected.
pub fn read<A>(
    files: Files,
    layer: &str,
    vocabulary: &mut VocabularyBuilder,
    faults: &mut Vec<RuleError>,
    mut action: impl FnMut(&mut Fields, &mut VocabularyBuilder) -> Result<A, RuleError>,
) -> Draft<A> {
    let mut draft = Draft { rules: Vec::new(), macros: Macros::new() };
    let mut places: BTreeMap<String, (usize, bool)> = BTreeMap::new();
    let mut disabled: Vec<(usize, At<String>)> = Vec::new();
    for (source, file, overlay) in files.of(layer) {
        let mut top = match file.fields() {
            Ok(top) => top,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        let mut frame = || -> Result<(), RuleError> {
            if let Some(lists) = top.table("lists")? {
                read_lists(lists, vocabulary)?;
            }
            if let Some(patterns) = top.table("patterns")? {
                for (name, text) in patterns.rest_of_strings()? {
                    let [text] = text.as_slice() else {
                        return Err(file.error(name.at, None, "a sub-pattern is one string"));
                    };
                    draft.macros.insert(name.value, text.value.clone());
                }
            }
            disabled.extend(top.strings("disable")?.into_iter().map(|id| (source, id)));
            Ok(())
        };
        if let Err(fault) = frame() {
            faults.push(fault);
            continue;
        }
        let rules = match top.tables("rule") {
            Ok(rules) => rules,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        for fields in rules {
            match read_rule(fields, file, source, vocabulary, &mut action) {
                Ok((rule, _, at)) if layer == "read" && rule.scope != Scope::default() => {
                    let fault = "no `scope`: an article is read before it has clauses";
                    faults.push(file.error(at, Some(&rule.id), fault));
                }
                Ok((rule, overrides, at)) => {
                    let known = places.get(&rule.id).copied();
                    match (known, overrides) {
                        (Some((place, of_overlay)), true) if overlay && !of_overlay => {
                            draft.rules[place] = rule
                        }
                        (Some((place, of_overlay)), _) => {
                            let other = &draft.rules[place];
                            let hint = if overlay && !of_overlay {
                                "; say `override = true` to replace it"
                            } else {
                                ""
                            };
                            let fault =
                                format!("the id stands in {}:{} already{hint}", other.file, other.line);
                            faults.push(file.error(at, Some(&rule.id), fault));
                        }
                        (None, true) => {
                            let fault = "`override = true`, but there is no built-in rule with this id";
                            faults.push(file.error(at, Some(&rule.id), fault));
                        }
                        (None, false) => {
                            places.insert(rule.id.clone(), (draft.rules.len(), overlay));
                            draft.rules.push(rule);
                        }
                    }
                }
                Err(fault) => faults.push(fault),
            }
        }
        if let Err(fault) = top.finish() {
            faults.push(fault);
        }
    }
    for (source, id) in disabled {
        let before = draft.rules.len();
        draft.rules.retain(|r| r.id != id.value);
        if draft.rules.len() == before {
            faults.push(files.all[source].error(
                id.at,
                None,
                format!("`disable`: there is no rule {}", id.value),
            ));
        }
    }
    draft
}

/// `[lists]`: `name = ["a", "b"]` or `name = { a = "value" }`.
fn read_lists(mut lists: Fields, vocabulary: &mut VocabularyBuilder) -> Result<(), RuleError> {
    for name in lists.keys() {
        let entries: Vec<(At<String>, String)> = if lists.is_table(&name) {
            let Some(table) = lists.table(&name)? else { continue };
            let mut entries = Vec::new();
            for (key, values) in table.rest_of_strings()? {
                let [value] = values.as_slice() else {
                    return Err(
                        lists.error(key.at, format!("list {name}: `{}` must have one value", key.value))
                    );
                };
                entries.push((key, value.value.clone()));
            }
            entries
        } else {
            let words = lists.strings(&name)?;
            words
                .into_iter()
                .map(|w| (w.clone(), w.value.trim_start_matches(['~', '=']).to_string()))
                .collect()
        };
        for (key, value) in entries {
            vocabulary
                .add_entry(&name, &key.value, &value)
                .map_err(|fault| lists.error(key.at, format!("list {name}: {fault}")))?;
        }
    }
    Ok(())
}

fn read_rule<A>(
    mut fields: Fields,
    file: &RuleFile,
    source: usize,
    vocabulary: &mut VocabularyBuilder,
    action: &mut impl FnMut(&mut Fields, &mut VocabularyBuilder) -> Result<A, RuleError>,
) -> Result<(Rule<A>, bool, usize), RuleError> {
    let id = fields.required("id")?;
    fields.name_rule(&id.value);
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
    if id.value.is_empty() || !id.value.chars().all(fits) {
        return Err(fields.error(id.at, "an id is lower-case letters, digits, `.` and `-`"));
    }
    let patterns = fields.strings("pattern")?;
    if patterns.is_empty() {
        return Err(fields.error(fields.at(), "`pattern` is missing"));
    }
    let priority = fields.integer("priority")?.map_or(0, |p| p.value);
    let overrides = fields.boolean("override")?.is_some_and(|o| o.value);
    let examples = |list: Vec<At<String>>| list.into_iter().map(|e| e.value).collect();
    let yes = examples(fields.strings("yes")?);
    let no = examples(fields.strings("no")?);
    let published = match fields.string("published")? {
        Some(day) => Some(
            day.value
                .parse()
                .map_err(|_| fields.error(day.at, format!("`{}` is no day YYYY-MM-DD", day.value)))?,
        ),
        None => None,
    };
    let scope = Scope::read(&mut fields)?;
    let action = action(&mut fields, vocabulary)?;
    let at = fields.at();
    fields.finish()?;
    let (line, file) = (file.line(at), file.shown.clone());
    let rule =
        Rule { id: id.value, file, line, priority, yes, no, published, scope, action, patterns, source };
    Ok((rule, overrides, at))
}

impl<A> Draft<A> {
    /// Parses the patterns, once the lists of all layers are known.
    pub fn parse(
        self,
        files: Files,
        vocabulary: &mut VocabularyBuilder,
        faults: &mut Vec<RuleError>,
    ) -> Parsed<A> {
        let Draft { rules, macros } = self;
        let mut patterns = Vec::new();
        for (number, rule) in (0..).zip(&rules) {
            for pattern in &rule.patterns {
                let parsed = parse(&pattern.value, &macros, vocabulary).and_then(|node| {
                    match vocabulary.undefined_list(&node) {
                        Some(list) => Err(format!("there is no list {{{list}}}")),
                        None => Ok(node),
                    }
                });
                match parsed {
                    Ok(node) => patterns.push(Pattern { rule: number, at: pattern.at, node }),
                    Err(fault) => faults.push(rule.fault(files, pattern.at, fault)),
                }
            }
        }
        Parsed { rules, patterns }
    }
}

/// Rules whose patterns are parsed but not yet indexed, for which every word must be known first.
pub struct Parsed<A> {
    rules: Vec<Rule<A>>,
    patterns: Vec<Pattern>,
}

/// One pattern of a rule.
struct Pattern {
    /// The rule's number.
    rule: u32,
    /// Where it stands in the rule's file.
    at: usize,
    node: Node,
}

impl<A> Parsed<A> {
    /// Indexes the patterns by their rarest elements.
    pub fn index(
        self,
        files: Files,
        vocabulary: &VocabularyBuilder,
        faults: &mut Vec<RuleError>,
    ) -> Layer<A> {
        self.index_by(files, vocabulary, faults, |index, rule, node| index.add(rule, node, vocabulary))
    }

    /// Indexes them as patterns that are tried at the start of a sentence.
    pub fn index_openings(
        self,
        files: Files,
        vocabulary: &VocabularyBuilder,
        faults: &mut Vec<RuleError>,
    ) -> Layer<A> {
        self.index_by(files, vocabulary, faults, |index, rule, node| index.add_opening(rule, node))
    }

    /// The patterns, each with its rule's action, in the order of their numbers as openings.
    pub fn patterns(&self) -> impl Iterator<Item = (&Node, &A)> {
        self.patterns.iter().map(|p| (&p.node, &self.rules[p.rule as usize].action))
    }

    fn index_by(
        self,
        files: Files,
        vocabulary: &VocabularyBuilder,
        faults: &mut Vec<RuleError>,
        mut add: impl FnMut(&mut IndexBuilder, u32, &Node) -> Result<(), String>,
    ) -> Layer<A> {
        let mut index = IndexBuilder::default();
        for Pattern { rule, at, node } in &self.patterns {
            if let Err(fault) = add(&mut index, *rule, node) {
                faults.push(self.rules[*rule as usize].fault(files, *at, fault));
            }
        }
        Layer { index: index.build(vocabulary), rules: self.rules }
    }
}
