//! Attribution: each case of `tests/cases/claims/attribution.txt` is `# construct`, a line of one sentence or more, and for
//! each sentence whose claim it is: the words that name the holder, `author`, or `-` for nobody in particular.
//!
//! ```text
//! # frame after
//! The pier is rotten, the divers say.
//!   the divers
//! ```
//!
//! `#!` for `#` marks what is known to go wrong; once it goes right, the mark has to go.

use claimsift::read::Record;
use claimsift::{Analyzer, Scratch, Split};
use std::fs;

#[test]
fn claims_are_held_by_those_whom_the_cases_name() {
    let cases = fs::read_to_string("tests/cases/claims/attribution.txt").expect("the cases");
    let analyzer = Analyzer::builtin();
    let mut scratch = Scratch::default();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for case in cases.split("\n\n").map(str::trim).filter(|c| !c.is_empty()) {
        let mut lines = case.lines();
        let name = lines.next().expect("a line");
        let known_wrong = name.starts_with("#! ");
        assert!(known_wrong || name.starts_with("# "), "a case begins with its construct: {name}");
        let text = lines.next().expect("a text");
        let want: Vec<&str> = lines.map(str::trim).collect();
        let record = Record { text: text.into(), ..Record::default() };
        let article = analyzer.read(record, None, &mut scratch);
        let analysis = analyzer.analyze(&article, Split::Rules, &mut scratch);
        let got: Vec<&str> = (0..analysis.sentences.len() as u32)
            .map(|number| {
                let claim = analysis.claims.iter().find(|c| c.sentence == number);
                claim.map_or("author", |c| match (c.attributed, c.holder) {
                    (false, _) => "author",
                    (true, None) => "-",
                    (true, Some(span)) => span.of(&article.text),
                })
            })
            .collect();
        seen += 1;
        if (got != want) != known_wrong {
            wrong.push(format!("{name}: {text}\n  want {want:?}\n  got  {got:?}"));
        }
    }
    assert!(seen > 40);
    assert!(wrong.is_empty(), "{} of {seen} cases:\n{}", wrong.len(), wrong.join("\n"));
}
