//! Every example of every built-in rule holds.

use claimsift::Analyzer;
use claimsift::dates::DateOptions;

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
