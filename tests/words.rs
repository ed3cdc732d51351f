//! Our word boundaries are those of UAX #29, as the unicode-segmentation crate has them, between white space.

use claimsift::analysis::Sentence;
use claimsift::article::Kind;
use claimsift::lexicon::LexiconBuilder;
use claimsift::span::Span;
use claimsift::words::Words;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

fn ours(text: &str) -> Vec<&str> {
    let lexicon = LexiconBuilder::default().build();
    let mut words = Words::default();
    let span = Span::new(0, text.len());
    words.split(text, &[Sentence { span, kind: Kind::Body, paragraph: 1 }], &lexicon);
    words.units.iter().map(|u| u.span().of(text)).collect()
}

fn theirs(text: &str) -> Vec<&str> {
    let runs = text.split(|c: char| c.is_ascii_whitespace() || c == '\u{b}');
    let segments = runs.flat_map(UnicodeSegmentation::split_word_bounds);
    segments.filter(|s| !s.chars().all(char::is_whitespace)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn of_ascii(text in "[ -~\n\t]{0,40}") {
        prop_assert_eq!(ours(&text), theirs(&text));
    }

    #[test]
    fn of_words_with_marks_inside(text in "([a-zA-Z0-9é’'._:,;_-]{1,6} ?){0,12}") {
        prop_assert_eq!(ours(&text), theirs(&text));
    }

    #[test]
    fn of_typical_european_text(text in "[a-zA-ZÀ-ɏ0-9 .,;:’‘“”–—…'\"()\u{a0}\u{ad}-]{0,40}") {
        prop_assert_eq!(ours(&text), theirs(&text));
    }

    #[test]
    fn of_anything(text in "\\PC{0,40}") {
        prop_assert_eq!(ours(&text), theirs(&text));
    }
}

#[test]
fn of_flags_emoji_and_combining_marks() {
    for text in [
        "🇫🇷🇩🇪 ok",
        "👩‍👩‍👧 family",
        "e\u{301}tude",
        "naïve Москва Երևան",
        "東京タワー",
        "a\u{200d}b",
        "!\u{301}x",
    ] {
        assert_eq!(ours(text), theirs(text), "{text}");
    }
}
