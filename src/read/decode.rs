//! [`decode`]: the bytes of a file to text, whatever encoding they are in.
//!
//! UTF-8 (with or without a byte order mark) is checked once and not copied. UTF-16 is known by its mark or
//! by where its NUL bytes stand; what is neither is guessed by chardetng, mostly as Windows-1252. Bytes that
//! are not text at all are refused with the position that shows it.

use super::record::ReadError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Decodes `bytes` to text without byte order mark. Line breaks stay as they are; a stray invalid byte in what
/// is otherwise UTF-8 becomes U+FFFD.
///
/// # Errors
/// [`ReadError::NotText`] for PDF, RTF and ZIP files (word processors write those) and for anything with NUL
/// bytes or many control characters.
pub fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    for (magic, what) in FOREIGN {
        if bytes.starts_with(magic) {
            return Err(ReadError::NotText(format!("it is {what}; save it as plain text first")));
        }
    }
    if let Some(encoding) = utf16(&bytes) {
        let (text, _) = encoding.decode_with_bom_removal(&bytes);
        return printable(text.as_bytes()).map(|()| text.into_owned());
    }
    printable(&bytes)?;
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with(MARK) {
                text.drain(..MARK.len_utf8());
            }
            Ok(text)
        }
        Err(fault) => Ok(legacy(&fault.into_bytes()).trim_start_matches(MARK).to_string()),
    }
}

/// The byte order mark.
const MARK: char = '\u{FEFF}';

const FOREIGN: [(&[u8], &str); 4] = [
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "an RTF file"),
    (b"PK\x03\x04", "a ZIP file (perhaps .docx or .odt)"),
    (b"\xFF\xFE\0\0", "UTF-32"),
];

/// The UTF-16 encoding these bytes are in, by byte order mark or because (ASCII being common in any text) the
/// NULs stand in every other place.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        [0, _, ..] | [_, 0, ..] => {}
        _ => return None,
    }
    let pairs = bytes[..bytes.len().min(4096)].chunks_exact(2);
    let (mut high, mut low, total) = (0, 0, pairs.len());
    for pair in pairs {
        high += usize::from(pair[0] == 0);
        low += usize::from(pair[1] == 0);
    }
    match () {
        () if low * 2 > total && high == 0 => Some(UTF_16LE),
        () if high * 2 > total && low == 0 => Some(UTF_16BE),
        () => None,
    }
}

/// Refuses NUL bytes, and more than one control character in a hundred bytes. Text taken from a PDF has a few,
/// where a ligature or a bullet was lost.
fn printable(bytes: &[u8]) -> Result<(), ReadError> {
    let control = |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B);
    // Without branches, so that it is done many bytes at a time.
    let (mut controls, mut nul) = (0usize, false);
    for chunk in bytes.chunks(128) {
        let mut count = 0u8;
        for &b in chunk {
            // Tab to carriage return are 9..=13; anything else below 32 is a control character.
            count += u8::from(b < 0x20) - u8::from(b.wrapping_sub(9) < 5);
            nul |= b == 0;
        }
        controls += usize::from(count);
    }
    if nul {
        let at = memchr::memchr(0, bytes).unwrap_or(0);
        return Err(ReadError::NotText(format!("NUL byte at {at}")));
    }
    if controls > 2 && controls * 100 > bytes.len() {
        let at = bytes.iter().position(|b| control(*b)).unwrap_or(0);
        return Err(ReadError::NotText(format!("{controls} control characters, the first at byte {at}")));
    }
    Ok(())
}

/// Text that is not valid UTF-8: UTF-8 with a few broken bytes (a file cut off, two files joined) if valid
/// sequences prevail, else what the detector says.
fn legacy(bytes: &[u8]) -> Cow<'_, str> {
    let (mut valid, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if valid > 3 * broken {
        return UTF_8.decode_without_bom_handling(bytes).0;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // The encodings of Latin letters differ in a few accents only, too few in an English text to tell them
    // apart: of these it is the most common one.
    let latin = LATIN.contains(&guess.name());
    let encoding = if latin { WINDOWS_1252 } else { guess };
    encoding.decode_without_bom_handling(bytes).0
}

const LATIN: [&str; 7] = [
    "windows-1250",
    "windows-1254",
    "windows-1257",
    "windows-1258",
    "ISO-8859-2",
    "ISO-8859-4",
    "ISO-8859-15",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let mark = mark.then_some(0xFEFF);
        let units = mark.into_iter().chain(text.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    fn read(bytes: &[u8]) -> Result<String, ReadError> {
        decode(bytes.to_vec())
    }

    #[test]
    fn utf8_loses_its_mark_and_nothing_else() {
        assert_eq!(read(b"\xEF\xBB\xBFcaf\xC3\xA9\r\n").unwrap(), "café\r\n");
        assert_eq!(read(b"").unwrap(), "");
    }

    #[test]
    fn utf16_is_read_with_and_without_mark() {
        let text = "The Grand Café – “closed”.\n";
        for (big, mark) in [(false, false), (false, true), (true, false), (true, true)] {
            assert_eq!(read(&utf16(text, big, mark)).unwrap(), text, "big {big}, mark {mark}");
        }
    }

    #[test]
    fn windows_1252_is_guessed() {
        let bytes = b"The caf\xE9 owner\x92s \x93plan\x94 \x96 he called it na\xEFve \x96 failed.";
        assert_eq!(read(bytes).unwrap(), "The café owner’s “plan” – he called it naïve – failed.");
    }

    #[test]
    fn a_few_spanish_names_are_no_polish() {
        let bytes = b"Joaqu\xEDn N\xFA\xF1ez of C\xF3rdoba waited for the train to Le\xF3n.";
        assert_eq!(read(bytes).unwrap(), "Joaquín Núñez of Córdoba waited for the train to León.");
    }

    #[test]
    fn utf8_cut_in_the_middle_of_a_character_stays_utf8() {
        let whole = "Türkiye, Genève, São Tomé, Côte d’Ivoire";
        let mut bytes = whole.as_bytes().to_vec();
        bytes.push(0xC3);
        assert_eq!(read(&bytes).unwrap(), format!("{whole}\u{FFFD}"));
    }

    #[test]
    fn what_is_not_text_is_refused_with_its_place() {
        let fault = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
        assert_eq!(fault(b"ab\0cdef"), "not text: NUL byte at 2");
        assert_eq!(fault(b"abc\x01\x02\x03\x04"), "not text: 4 control characters, the first at byte 3");
        assert_eq!(fault(b"%PDF-1.4\n"), "not text: it is a PDF file; save it as plain text first");
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
        }
    }
}
