//! Rule files to an [`Analyzer`]: all layers are read, then their patterns parsed, then indexed.
//!
//! In: the built-in files and an overlay. Out: compiled rules, or every fault with its file and line. Names and weights, which
//! are most of the bytes, are read by threads of their own.

use super::Analyzer;
use crate::actors::{self, ActorRules, Tables};
use crate::claims::{ClaimRules, ClaimWords};
use crate::clauses::{ClauseRules, Grammar, Tagger, WordClasses};
use crate::dates::DateRules;
use crate::pattern::VocabularyBuilder;
use crate::read::{ReadRules, Starts};
use crate::rules::{self, Files, RuleError, RuleFile, lexical};
use crate::segment::SegmentRules;

impl Analyzer {
    /// Compiles the built-in rules.
    pub fn builtin() -> Analyzer {
        Analyzer::with_rules(&[], true).expect("the built-in rules are tested")
    }

    /// Compiles `overlay` over the built-in rules (`builtin`) or alone. All faults are reported, not only the first.
    pub fn with_rules(overlay: &[RuleFile], builtin: bool) -> Result<Analyzer, Vec<RuleError>> {
        let mut all = if builtin { rules::builtin() } else { Vec::new() };
        let files = Files { builtin: all.len(), all: &[] };
        all.extend_from_slice(overlay);
        let files = Files { all: &all, ..files };
        let mut faults = Vec::new();
        // The built-in files have a word every 50 bytes.
        let mut builder = VocabularyBuilder::with_room(all.iter().map(|f| f.text.len()).sum::<usize>() / 50);
        let analyzer = std::thread::scope(|scope| {
            // The tables have numbers of words of their own for the while, and are read at the same time.
            let tables = scope.spawn(|| Tables::read(files));
            let (vocabulary, faults, mut warnings) = (&mut builder, &mut faults, Vec::new());
            lexical::read(files, vocabulary, faults);
            let classes = WordClasses::read(files, vocabulary, faults);
            let grammar = Grammar::read(files, classes.question_mark(), vocabulary, faults);
            // So are the weights of the tagger, which speak of classes of words alone.
            let clauses = scope.spawn(move || {
                let mut faults = Vec::new();
                let tagger = Tagger::read(files, &classes, &mut faults);
                (ClauseRules::new(classes, tagger, grammar), faults)
            });
            let read = ReadRules::read(files, vocabulary, faults);
            let segment = SegmentRules::read(files, faults);
            let actors = ActorRules::read(files, vocabulary, faults);
            let dates = DateRules::read(files, vocabulary, faults);
            let claims = ClaimRules::read(files, vocabulary, faults);
            let claim_words = ClaimWords::read(files, vocabulary, faults);
            let sectors = actors::sectors(files, faults);
            actors::read_lists(files, vocabulary, faults);
            // Patterns are parsed when the lists of all layers are known.
            let read = read.parse(files, vocabulary, faults);
            let starts = Starts::new(read.patterns(), vocabulary);
            let actors = actors.parse(files, vocabulary, faults);
            let dates = dates.parse(files, vocabulary, faults);
            let claims = claims.parse(files, vocabulary, faults);
            // Words of rules first, names last: tables indexed by the words of rules stay short.
            let mut lexicon = std::mem::take(&mut vocabulary.lexicon);
            let names = scope.spawn(move || {
                let tables = tables.join().expect("reading reports what is wrong");
                (tables.number(files, &mut lexicon), lexicon.build())
            });
            let read = read.index_openings(files, vocabulary, faults);
            let actors = actors.index(files, vocabulary, faults);
            let dates = dates.index(files, vocabulary, faults);
            let claims = claims.index(files, vocabulary, faults);
            let (vocabulary, _) = builder.build();
            let claims = ClaimRules::new(files, claims, claim_words, &vocabulary, faults, &mut warnings);
            let (clauses, mut of_tagger) = clauses.join().expect("as before");
            let ((tables, mut of_tables), lexicon) = names.join().expect("as before");
            faults.append(&mut of_tagger);
            faults.append(&mut of_tables);
            let actors = ActorRules::new(tables, actors, sectors, files, &vocabulary, faults);
            let (read, dates) = (ReadRules::new(read, starts), DateRules::new(dates, &vocabulary));
            Analyzer {
                files: Vec::new(),
                warnings,
                lexicon,
                vocabulary,
                clauses,
                read,
                segment,
                actors,
                dates,
                claims,
            }
        });
        if !faults.is_empty() {
            faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
            return Err(faults);
        }
        Ok(Analyzer { files: all, ..analyzer })
    }
}
