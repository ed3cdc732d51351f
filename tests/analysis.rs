//! What holds for every text, whatever it is: spans lie in the text and in order, claims in sentences, values parse.

use claimsift::article::Kind;
use claimsift::read::Record;
use claimsift::{Analyzer, Scratch, Span, Split};
use proptest::prelude::*;
use std::sync::LazyLock;

static BUILTIN: LazyLock<Analyzer> = LazyLock::new(Analyzer::builtin);

/// Pieces that make texts go wrong: names, dates, quotes, abbreviations, marks of several bytes, line ends.
fn texts() -> impl Strategy<Value = String> {
    const PIECES: [&str; 34] = [
        "The",
        "minister",
        "of",
        "Moscow",
        "U.S.",
        "Mr.",
        "Okoro",
        "'s",
        "’s",
        "“",
        "”",
        "\"",
        "(",
        ")",
        ".",
        "!",
        "?",
        "…",
        "...",
        "3 May 2024",
        "1990s",
        "last week",
        "will",
        "is",
        "said",
        "é",
        "日本",
        "🇩🇪",
        "\u{301}",
        "\n",
        "\n\n",
        "- ",
        ",",
        "—",
    ];
    prop::collection::vec((prop::sample::select(PIECES.as_slice()), any::<bool>()), 0..60).prop_map(
        |pieces| {
            pieces
                .into_iter()
                .map(|(piece, space)| format!("{piece}{}", if space { " " } else { "" }))
                .collect()
        },
    )
}

/// Sentences of the words that open, join and carry clauses, in any order.
fn sentences() -> impl Strategy<Value = String> {
    const WORDS: &str = "What who that which when if although because after as than whether so in of to not never no \
        and but or he it they there we minister plan war talks fears sanctions trust is are was were be been being has had have \
        do does did will would can could may must should won't don't it's they'd said says think believes called known given \
        go went signed burning written running to withdraw clear likely , , . ? ; : — ( ) \" “ ” ' order time fact please let";
    let words: Vec<&'static str> = WORDS.split_whitespace().collect();
    prop::collection::vec(prop::sample::select(words), 1..40).prop_map(|words| words.join(" "))
}

/// At most one main clause, one clause that claims if there is a main one, and positions that exist.
fn check_clauses(text: String) -> Result<(), TestCaseError> {
    let mut scratch = Scratch::default();
    let article = BUILTIN.read(Record { text, ..Record::default() }, None, &mut scratch);
    let analysis = BUILTIN.analyze(&article, Split::None, &mut scratch);
    let clauses = &analysis.clauses;
    let count = |holds: fn(&claimsift::analysis::Clause) -> bool| clauses.iter().filter(|c| holds(c)).count();
    prop_assert!(count(|c| c.main) <= 1);
    prop_assert_eq!(count(|c| c.claims), count(|c| c.main));
    for clause in clauses {
        prop_assert!((clause.parent as usize) < clauses.len());
        prop_assert!(clause.units.start < clause.units.end);
        prop_assert!(
            clause.finite.is_none_or(|f| article.text.get(f.start as usize..f.end as usize).is_some())
        );
    }
    Ok(())
}

/// A question around a bracket once closed the clause of the bracket, and the next verb found none.
#[test]
fn a_bracket_stays_open_within_a_verb_group() {
    check_clauses("will , ( , think has )".into()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn a_sentence_has_at_most_one_main_clause_and_one_that_claims(text in sentences()) {
        check_clauses(text)?;
    }
}

proptest! {
    #[test]
    fn spans_lie_in_the_text_and_in_order(text in texts()) {
        let mut scratch = Scratch::default();
        let record = Record { text, ..Record::default() };
        let article = BUILTIN.read(record, Some("2025-03-14".parse().unwrap()), &mut scratch);
        let analysis = BUILTIN.analyze(&article, Split::Rules, &mut scratch);
        let text = article.text.as_str();
        let quotes = |span: Span| text.get(span.start as usize..span.end as usize).is_some_and(|s| !s.trim().is_empty());

        let mut end = 0;
        for sentence in &analysis.sentences {
            prop_assert!(quotes(sentence.span));
            prop_assert!(text[end..sentence.span.start as usize].trim().is_empty(), "something is in no sentence");
            prop_assert_eq!(sentence.span.trimmed(text), sentence.span);
            end = sentence.span.end as usize;
        }
        prop_assert!(text[end..].trim().is_empty());

        let in_one_sentence = |span: Span| analysis.sentences.iter().any(|s| s.span.start <= span.start && span.end <= s.span.end);
        for spans in [
            analysis.actors.iter().map(|a| a.span).collect::<Vec<_>>(),
            analysis.dates.iter().map(|d| d.span).collect::<Vec<_>>(),
        ] {
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?}", spans);
            prop_assert!(spans.iter().all(|s| quotes(*s) && in_one_sentence(*s)), "{:?}", spans);
        }
        for claim in &analysis.claims {
            let sentence = &analysis.sentences[claim.sentence as usize];
            prop_assert!(!matches!(sentence.kind, Kind::Furniture | Kind::Byline | Kind::Heading));
            prop_assert_eq!(claim.probabilities.iter().sum::<u16>(), 1000);
            prop_assert!(claim.holder.is_none_or(in_one_sentence));
        }
    }

    #[test]
    fn a_worker_remembers_nothing_of_the_last_article(first in texts(), second in texts()) {
        let analyse = |texts: &[&str]| {
            let mut scratch = Scratch::default();
            let mut last = String::new();
            for text in texts {
                let record = Record { text: text.to_string(), ..Record::default() };
                let article = BUILTIN.read(record, None, &mut scratch);
                last = format!("{:?}", BUILTIN.analyze(&article, Split::Rules, &mut scratch));
            }
            last
        };
        prop_assert_eq!(analyse(&[&first, &second]), analyse(&[&second]));
    }
}
