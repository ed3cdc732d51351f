//! Every example of every built-in rule holds.

use claimsift::Analyzer;
use claimsift::dates::DateOptions;
use claimsift::rules::RuleFile;

#[test]
fn the_examples_of_the_built_in_rules_hold() {
    let events = DateOptions { events: true, ..DateOptions::default() };
    let analyzer = Analyzer::builtin().with_dates(events);
    assert!(analyzer.warnings().is_empty(), "{:?}", analyzer.warnings());
    let outcomes: Vec<_> = analyzer.test_rules().collect();
    let faults: Vec<String> =
        outcomes.iter().filter_map(|o| o.as_ref().err()).map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(outcomes.len() > 100, "only {} examples were run", outcomes.len());
}

#[test]
fn the_built_in_tables_have_no_odd_rows() {
    let odd = Analyzer::builtin().check_tables();
    let shown: Vec<String> = odd.iter().take(40).map(ToString::to_string).collect();
    assert!(odd.is_empty(), "{} odd rows:\n{}", odd.len(), shown.join("\n"));
}

#[test]
fn odd_rows_of_tables_are_reported_with_file_and_line() {
    let file = |name: &str, text: &'static str| RuleFile {
        path: format!("actors/{name}"),
        shown: name.into(),
        text: text.into(),
    };
    let files = [
        file(
            "actors.csv",
            "id,type,label,state,sector\nstate:ZZA,state,Zembla,ZZA,\nplace:onhava,place,Onhava,ZZA,\n\
             place:onhava-2,place,Onhava,ZZA,\nplace:nowhere,place,Nowhere,ZZA,XYZ\nperson:x-y,person,X Y,ZZA,GOV\n",
        ),
        file(
            "aliases.csv",
            "actor_id,surface,kind,case,from,to,needs,blocks\nstate:ZZA,Zembla,short,,,,,\n\
             state:ZZA,Zembla,short,,,,,\nstate:ZZA,Zembla,short,exact,,,,\nplace:onhava,Onhava,official,,,,,\n\
             place:onhava-2,Onhava,official,,,,,\nperson:x-y,X Y,official,,,,king,king\n",
        ),
        file(
            "roles.csv",
            "person_id,role,of,sector,from,to\nperson:x-y,premier,state:ZZA,GOV,2001-01-01,\n\
             person:x-y,premier,state:ZZA,GOV,2005-01-01,2006-01-01\nperson:x-y,mayor,place:gone,GOV,1999-01-01,2000-01-01\n",
        ),
    ];
    let analyzer = Analyzer::with_rules(&files, true).unwrap_or_else(|faults| panic!("{faults:?}"));
    let odd: Vec<String> = analyzer.check_tables().iter().map(ToString::to_string).collect();
    let wanted = [
        ("actors.csv:5", "has no alias"),
        ("actors.csv:5", "no sector"),
        ("aliases.csv:3", "already a name"),
        ("aliases.csv:4", "covered by a wider name"),
        ("aliases.csv:6", "always ambiguous"),
        ("aliases.csv:7", "both needs and shuns"),
        ("roles.csv:3", "goes on when this one begins"),
        ("roles.csv:4", "there is no actor place:gone"),
    ];
    for (place, what) in wanted {
        assert!(odd.iter().any(|w| w.starts_with(place) && w.contains(what)), "{place} {what}: {odd:#?}");
    }
    assert_eq!(odd.len(), wanted.len(), "{odd:#?}");
}
