//! The claimsift command.
fn main() {}
