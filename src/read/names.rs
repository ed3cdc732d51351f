//! [`authors`]: the names in a byline as output writes them.

/// *WANDA PELL and ION RUSU* as *Wanda Pell; Ion Rusu*; names that are not all capitals stay as they are.
pub(super) fn authors(byline: &str) -> String {
    // A name in bold or italics keeps its stars out.
    let words: Vec<&str> = byline.split_whitespace().map(|word| word.trim_matches('*')).collect();
    let mut names: Vec<Vec<&str>> = vec![Vec::new()];
    for word in &words {
        let link = ["and", "&", "with", "/", "|"].iter().any(|l| l.eq_ignore_ascii_case(word));
        let (name, comma) = match word.strip_suffix([',', ';']) {
            Some(name) => (name, true),
            None => (*word, false),
        };
        if !link && !name.is_empty() {
            names.last_mut().expect("never empty").push(name);
        }
        if link || comma {
            names.push(Vec::new());
        }
    }
    let names: Vec<String> = names.iter().filter(|n| !n.is_empty()).map(|n| name(untitled(n))).collect();
    names.join("; ")
}

/// A name without the titles before it: *Dr. Wanda Pell* signs here, *Wanda Pell* there.
fn untitled<'n, 't>(words: &'n [&'t str]) -> &'n [&'t str] {
    match words {
        [title, rest @ ..] if rest.len() > 1 && is_title(title) => untitled(rest),
        _ => words,
    }
}

/// Whether a word before a name is a title.
pub(super) fn is_title(word: &str) -> bool {
    const TITLES: [&str; 7] = ["dr", "prof", "professor", "mr", "mrs", "ms", "miss"];
    TITLES.iter().any(|title| title.eq_ignore_ascii_case(word.trim_end_matches('.')))
}

/// One name: words of four letters or more that are all capitals, and all words if none has a lower-case
/// letter, are written with one capital.
fn name(words: &[&str]) -> String {
    let shouted = !words.iter().any(|w| w.chars().any(char::is_lowercase));
    let written = words.iter().enumerate().map(|(i, word)| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = !word.chars().any(char::is_lowercase);
        let initials = word.contains('.') && letters <= 2 || letters < 2;
        if !capitals || initials || !shouted && letters < 4 {
            return word.to_string();
        }
        let lower = word.to_lowercase();
        if i > 0 && PARTICLES.contains(&lower.as_str()) { lower } else { capitalized(&lower) }
    });
    written.collect::<Vec<_>>().join(" ")
}

const PARTICLES: [&str; 14] =
    ["and", "al", "bin", "da", "de", "del", "den", "der", "di", "dos", "la", "van", "von", "y"];

/// A capital after every hyphen and apostrophe, and after *Mc*.
fn capitalized(lower: &str) -> String {
    let mut start = true;
    let mut name = String::with_capacity(lower.len());
    for c in lower.chars() {
        if start || name == "Mc" {
            name.extend(c.to_uppercase());
        } else {
            name.push(c);
        }
        start = !c.is_alphanumeric();
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_become_names_and_several_are_listed() {
        let cases = [
            ("WANDA PELL", "Wanda Pell"),
            ("MARY-JANE O'NEIL", "Mary-Jane O'Neil"),
            ("J. R. MCKAY", "J. R. McKay"),
            ("URSULA VAN DER PELL", "Ursula van der Pell"),
            ("Wanda PELL", "Wanda Pell"),
            ("JD Pell", "JD Pell"),
            ("Prof. Dr. Wanda Pell and Ms Lee", "Wanda Pell; Ms Lee"),
            ("Wanda Pell, Ion Rusu and Ann Lee", "Wanda Pell; Ion Rusu; Ann Lee"),
            ("Wanda  Pell\nwith Ion Rusu", "Wanda Pell; Ion Rusu"),
            ("the editorial board", "the editorial board"),
        ];
        for (byline, expected) in cases {
            assert_eq!(authors(byline), expected);
        }
    }
}
