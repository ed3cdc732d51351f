//! [`regular_forms`]: the regular inflections of an English word.

/// Regular inflections of an English word: *-s, -ed, -ing* with their spelling rules. Too many forms do no
/// harm: *childs* is not found in any text.
pub fn regular_forms(base: &str) -> Vec<String> {
    let vowel = |c: char| "aeiou".contains(c);
    let chars: Vec<char> = base.chars().collect();
    let (last, before) = match chars.as_slice() {
        [.., b, l] => (*l, *b),
        _ => return vec![format!("{base}s")],
    };
    let stem = &base[..base.len() - last.len_utf8()];
    let sibilant = matches!(last, 's' | 'x' | 'z') || base.ends_with("ch") || base.ends_with("sh");
    let mut forms = Vec::new();
    match last {
        'y' if !vowel(before) => {
            forms.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{base}ing")]);
        }
        'e' => {
            forms.extend([format!("{base}s"), format!("{base}d"), format!("{stem}ing")]);
            if before == 'i' {
                forms.push(format!("{}ying", &stem[..stem.len() - 1]));
            }
            if matches!(before, 'e' | 'o' | 'y') {
                forms.push(format!("{base}ing"));
            }
        }
        _ => {
            forms.push(format!("{base}{}", if sibilant || last == 'o' { "es" } else { "s" }));
            if last == 'o' {
                forms.push(format!("{base}s"));
            }
            forms.extend([format!("{base}ed"), format!("{base}ing")]);
            // *plan, planned*: one vowel, one consonant; both spellings are kept for *travel*.
            let third = chars.len().checked_sub(3).map(|i| chars[i]);
            if vowel(before) && !vowel(last) && !matches!(last, 'w' | 'x' | 'y') && !third.is_some_and(vowel)
            {
                forms.extend([format!("{base}{last}ed"), format!("{base}{last}ing")]);
            }
        }
    }
    forms
}
