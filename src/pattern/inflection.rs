//! [`regular_forms`]: the regular inflections of an English word.

/// Calls `take` with the regular inflections of an English word in lower case: *-s, -ed, -ing* with their spelling rules. Too
/// many forms do no harm: *childs* is not found in any text.
pub fn regular_forms(base: &str, mut take: impl FnMut(&str)) {
    let mut form = String::with_capacity(base.len() + 4);
    let mut add = |stem: &str, doubled: &str, ending: &str| {
        form.clear();
        [stem, doubled, ending].into_iter().for_each(|part| form.push_str(part));
        take(&form);
    };
    let mut letters = base.chars().rev();
    let (Some(last), Some(before)) = (letters.next(), letters.next()) else { return add(base, "", "s") };
    let vowel = |c: char| "aeiou".contains(c);
    let (stem, doubled) = base.split_at(base.len() - last.len_utf8());
    match last {
        'y' if !vowel(before) => {
            add(stem, "", "ies");
            add(stem, "", "ied");
            add(base, "", "ing");
        }
        'e' => {
            add(base, "", "s");
            add(base, "", "d");
            add(stem, "", "ing");
            if before == 'i' {
                add(&stem[..stem.len() - 1], "y", "ing");
            }
            if matches!(before, 'e' | 'o' | 'y') {
                add(base, "", "ing");
            }
        }
        _ => {
            let sibilant = matches!(last, 's' | 'x' | 'z') || base.ends_with("ch") || base.ends_with("sh");
            add(base, "", if sibilant || last == 'o' { "es" } else { "s" });
            if last == 'o' {
                add(base, "", "s");
            }
            add(base, "", "ed");
            add(base, "", "ing");
            // *plan, planned*: one vowel, one consonant; both spellings are kept for *travel*.
            if vowel(before)
                && !vowel(last)
                && !matches!(last, 'w' | 'x' | 'y')
                && !letters.next().is_some_and(vowel)
            {
                add(base, doubled, "ed");
                add(base, doubled, "ing");
            }
        }
    }
}
