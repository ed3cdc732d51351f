//! What the command prints: each file of `tests/cases/cli` is a session at a terminal.

#[test]
fn commands_print_what_their_cases_say() {
    trycmd::TestCases::new().case("tests/cases/cli/*.trycmd");
}
