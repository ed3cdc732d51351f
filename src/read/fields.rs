//! [`front_matter`]: the fields of Markdown front matter.
//!
//! Not a YAML parser: what articles have there is `key: value`, quoted or not, `[a, b]`, or a list of `- a` lines.
//! Anything else in it is passed over.

/// The fields between `---` lines (or `+++`, with `=`), keys in lower case, lists joined with `; `.
pub(super) fn front_matter(block: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in block.lines().filter(|l| !l.trim().is_empty()) {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            if let Some((_, value)) = fields.last_mut() {
                if !value.is_empty() {
                    value.push_str("; ");
                }
                value.push_str(bare(item));
            }
            continue;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        if let Some((key, value)) = line.split_once(if block.starts_with("+++") { '=' } else { ':' }) {
            let value = value.trim();
            let list = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
            let value = match list {
                Some(list) => list.split(',').map(bare).collect::<Vec<_>>().join("; "),
                None => bare(value).to_string(),
            };
            fields.push((key.trim().to_lowercase(), value));
        }
    }
    fields
}

fn bare(value: &str) -> &str {
    let value = value.trim();
    let quoted = |q: char| value.strip_prefix(q).and_then(|v| v.strip_suffix(q));
    quoted('"').or_else(|| quoted('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_quoted_or_not_and_lists_joined() {
        let block = "---\ntitle: \"The Lamp: a History\"\nauthors:\n  - Wanda Pell\n  - Ion Rusu\ntags: [oil, 'sea']\ndate: 2024-03-14\n---";
        let fields = front_matter(block);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let expected = [
            ("title", "The Lamp: a History"),
            ("authors", "Wanda Pell; Ion Rusu"),
            ("tags", "oil; sea"),
            ("date", "2024-03-14"),
        ];
        assert_eq!(fields, expected);
        assert_eq!(front_matter("+++\ntitle = 'T'\n+++"), [("title".to_string(), "T".to_string())]);
    }
}
