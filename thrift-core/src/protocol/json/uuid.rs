//! The text of a `uuid`: 32 digits in hexadecimal, in five groups.

const LENGTH: usize = 36;

/// Appends the text, in lower case.
pub(in crate::protocol) fn write(out: &mut Vec<u8>, value: &[u8; 16]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for (index, byte) in value.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            out.push(b'-');
        }
        let (high, low) = (usize::from(byte >> 4), usize::from(byte & 0x0f));
        out.extend_from_slice(&[DIGITS[high], DIGITS[low]]);
    }
}

/// Reads the text, in any case.
pub(in crate::protocol) fn read(text: &str) -> Option<[u8; 16]> {
    let text = text.as_bytes();
    if text.len() != LENGTH {
        return None;
    }
    let mut value = [0; 16];
    let mut at = 0;
    for byte in &mut value {
        if matches!(at, 8 | 13 | 18 | 23) {
            if text[at] != b'-' {
                return None;
            }
            at += 1;
        }
        *byte = digit(text[at])? << 4 | digit(text[at + 1])?;
        at += 2;
    }
    Some(value)
}

/// The value of a digit in hexadecimal.
pub(in crate::protocol) fn digit(byte: u8) -> Option<u8> {
    Some(match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'f' => byte - b'a' + 10,
        b'A'..=b'F' => byte - b'A' + 10,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "00112233-4455-6677-8899-aabbccddeeff";

    #[test]
    fn both_ways() {
        let value = core::array::from_fn(|index| u8::try_from(index * 0x11).unwrap());
        let mut out = Vec::new();
        write(&mut out, &value);
        assert_eq!(out, TEXT.as_bytes());
        assert_eq!(read(TEXT), Some(value));
        assert_eq!(read(&TEXT.to_uppercase()), Some(value));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "00112233445566778899aabbccddeeff", &TEXT[1..], &format!("{TEXT}0")] {
            assert_eq!(read(text), None, "{text}");
        }
        for at in 0..TEXT.len() {
            let mut text = TEXT.as_bytes().to_vec();
            text[at] = b'g';
            assert_eq!(read(core::str::from_utf8(&text).unwrap()), None, "{at}");
        }
    }
}
