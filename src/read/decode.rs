//! [`decode`]: bytes to text.

use super::ReadError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file: UTF-8 with or without a byte-order mark, UTF-16 with one or told by its zero bytes, else
/// what chardetng takes it for (mostly Windows-1252). A byte-order mark is dropped. Bytes that are no text
/// (zero bytes, many control characters, a UTF-16 unit cut in two) are an error that says where.
pub fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    if let Some(encoding) = utf16(&bytes) {
        return decode_utf16(&bytes, encoding);
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(ReadError::NotText(format!("a zero byte at byte {at}")));
    }
    let controls =
        bytes.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b));
    let controls = controls.count();
    if controls > 8 && controls * 50 > bytes.len() {
        return Err(ReadError::NotText(format!("{controls} control characters in {} bytes", bytes.len())));
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.starts_with('\u{feff}') => Ok(text['\u{feff}'.len_utf8()..].to_string()),
        Ok(text) => Ok(text),
        Err(error) => {
            let bytes = error.into_bytes();
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&bytes, true);
            let guess = detector.guess(None, Utf8Detection::Deny);
            // The single-byte encodings of Latin letters differ in a few accents only, too few in an English
            // text to tell them apart: of these it is the most common one.
            let latin =
                ["windows-1250", "windows-1254", "windows-1257", "windows-1258", "ISO-8859-2", "ISO-8859-4"];
            let encoding = if latin.contains(&guess.name()) { WINDOWS_1252 } else { guess };
            let (text, _, _) = encoding.decode(&bytes);
            Ok(text.into_owned())
        }
    }
}

/// UTF-16 by its mark, or by zero bytes in more than a third of the high bytes and none of the low ones.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let start = &bytes[..bytes.len().min(512)];
    let zeros = |first: usize| start.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    match (zeros(0), zeros(1)) {
        (0, odd) if odd * 6 > start.len() => Some(UTF_16LE),
        (even, 0) if even * 6 > start.len() => Some(UTF_16BE),
        _ => None,
    }
}

fn decode_utf16(bytes: &[u8], encoding: &'static Encoding) -> Result<String, ReadError> {
    if bytes.len() % 2 == 1 {
        return Err(ReadError::NotText(format!("{} is cut in the middle of its last unit", encoding.name())));
    }
    let (text, _, faulty) = encoding.decode(bytes);
    match faulty {
        true => Err(ReadError::NotText(format!("{} with unpaired surrogates", encoding.name()))),
        false => Ok(text.into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_usual_encodings_give_the_same_text() {
        let text = "“Où?” – asked Zoë.";
        let utf16 = |mark: bool, big: bool| -> Vec<u8> {
            let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
            units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        assert_eq!(decode(text.as_bytes().to_vec()).unwrap(), text);
        assert_eq!(decode(format!("\u{feff}{text}").into_bytes()).unwrap(), text);
        for (mark, big) in [(true, false), (true, true)] {
            assert_eq!(decode(utf16(mark, big)).unwrap(), text);
        }
        let windows = b"\x93O\xf9?\x94 \x96 asked Zo\xeb.".to_vec();
        assert_eq!(decode(windows).unwrap(), text);
    }

    #[test]
    fn plain_utf16_without_a_mark_is_recognised() {
        let bytes = "The pact held.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(bytes).unwrap(), "The pact held.");
    }

    #[test]
    fn binary_and_truncated_input_is_refused() {
        assert!(decode(vec![b'a', 0, 0, 0, b'b']).is_err());
        assert!(decode(vec![0xff, 0xfe, b'a']).is_err());
        assert!(decode(vec![7; 400]).is_err());
    }
}
