//! [`Example`]: a sentence in a rule's `yes` or `no`, as `For [the past few weeks], talks stalled. => PXW`.

/// The parts of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence without brackets.
    pub text: String,
    /// The words in brackets.
    pub span: Option<String>,
    /// What stands after `=>`.
    pub value: Option<String>,
}

impl Example {
    /// Takes an example apart. A fault if a bracket has no partner.
    pub fn parse(example: &str) -> Result<Example, String> {
        let (sentence, value) = match example.rsplit_once("=>") {
            Some((sentence, value)) => (sentence.trim_end(), Some(value.trim().to_string())),
            None => (example, None),
        };
        let Some((before, rest)) = sentence.split_once('[') else {
            return Ok(Example { text: sentence.into(), span: None, value });
        };
        let (span, after) = rest.split_once(']').ok_or("`[` without `]`")?;
        Ok(Example { text: format!("{before}{span}{after}"), span: Some(span.into()), value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_has_a_sentence_a_span_and_a_value() {
        let example = Example::parse("For [the past few weeks], talks stalled. => PXW").unwrap();
        assert_eq!(example.text, "For the past few weeks, talks stalled.");
        assert_eq!(example.span.as_deref(), Some("the past few weeks"));
        assert_eq!(example.value.as_deref(), Some("PXW"));
    }
}
