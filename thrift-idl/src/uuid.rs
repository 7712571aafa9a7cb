//! UUIDs as texts, row C8.

use core::fmt::Write;

/// Reads 32 digits with four hyphens, in braces or not, in any case (row C8).
pub(crate) fn parse(text: &str) -> Option<[u8; 16]> {
    let bare = text.strip_prefix('{').map_or(Some(text), |rest| rest.strip_suffix('}'))?;
    if bare.len() != 36 {
        return None;
    }
    let mut uuid = [0; 16];
    let mut nibbles = 0;
    for (at, c) in bare.char_indices() {
        if matches!(at, 8 | 13 | 18 | 23) {
            if c != '-' {
                return None;
            }
            continue;
        }
        let digit = u8::try_from(c.to_digit(16)?).ok()?;
        let byte: &mut u8 = uuid.get_mut(nibbles / 2)?;
        *byte = *byte << 4 | digit;
        nibbles += 1;
    }
    Some(uuid)
}

/// The usual form of a UUID: 32 digits with four hyphens.
pub(crate) fn text(uuid: [u8; 16]) -> String {
    let mut text = String::with_capacity(36);
    for (at, byte) in uuid.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c8_texts_are_read() {
        let bytes = parse("01234567-9012-4567-9012-4567890123Ef").unwrap();
        assert_eq!(bytes[..4], [0x01, 0x23, 0x45, 0x67]);
        assert_eq!(bytes[15], 0xef);
        assert!(parse("{01234567-9012-4567-9012-456789012345}").is_some());
        for bad in [
            "0123",
            "{01234567-9012-4567-9012-456789012345",
            "01234567-9012-4567-90124-56789012345",
            "",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn texts_have_hyphens_and_small_letters() {
        let text_of = |written| text(parse(written).unwrap());
        let expected = "00112233-4455-6677-8899-aabbccddeeff";
        assert_eq!(text_of("{00112233-4455-6677-8899-AABBCCDDEEFF}"), expected);
    }
}
