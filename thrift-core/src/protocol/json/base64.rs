//! Base64 in the standard alphabet: how JSON has a `binary`.
//!
//! Specification: RFC 4648, section 4. Padding is written, since some readers want it, and not
//! asked for, since some writers leave it out.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const PADDING: u8 = b'=';

/// In place of digits, what is none.
const NO_DIGIT: u8 = 0xff;

/// The values of all digits.
const VALUES: [u8; 256] = values();

const fn values() -> [u8; 256] {
    let mut values = [NO_DIGIT; 256];
    let mut value = 0;
    while value < 64 {
        values[ALPHABET[value as usize] as usize] = value;
        value += 1;
    }
    values
}

/// Appends `bytes` in base64.
pub(in crate::protocol) fn encode(out: &mut Vec<u8>, bytes: &[u8]) {
    let digit = |bits: u32| ALPHABET[(bits & 0x3f) as usize];
    let (whole, tail) = bytes.as_chunks();
    for &[a, b, c] in whole {
        let bits = u32::from_be_bytes([0, a, b, c]);
        out.extend_from_slice(&[
            digit(bits >> 18),
            digit(bits >> 12),
            digit(bits >> 6),
            digit(bits),
        ]);
    }
    match *tail {
        [a, b] => {
            let bits = u32::from_be_bytes([0, a, b, 0]);
            out.extend_from_slice(&[
                digit(bits >> 18),
                digit(bits >> 12),
                digit(bits >> 6),
                PADDING,
            ]);
        }
        [a] => {
            let bits = u32::from_be_bytes([0, a, 0, 0]);
            out.extend_from_slice(&[digit(bits >> 18), digit(bits >> 12), PADDING, PADDING]);
        }
        _ => {}
    }
}

/// The digits of a text in base64, without the padding; `None` if there is too much or too little
/// of it.
pub(in crate::protocol) fn digits(text: &[u8]) -> Option<&[u8]> {
    let unpadded = text.strip_suffix(b"==").or_else(|| text.strip_suffix(b"=")).unwrap_or(text);
    let padded = text.len() != unpadded.len();
    let whole = if padded { text.len().is_multiple_of(4) } else { unpadded.len() % 4 != 1 };
    whole.then_some(unpadded)
}

/// How many bytes so many digits are.
pub(in crate::protocol) fn decoded_length(digits: usize) -> usize {
    digits / 4 * 3 + digits % 4 * 3 / 4
}

/// The bytes of [`digits`]; the offset of the first that is wrong otherwise.
///
/// The last digit has bits that belong to no byte, and they must be zero: or else two texts would
/// be the same bytes.
pub(in crate::protocol) fn decode(digits: &[u8]) -> Result<Vec<u8>, usize> {
    let mut out = Vec::with_capacity(decoded_length(digits.len()));
    for (index, chunk) in digits.chunks(4).enumerate() {
        let mut bits = 0;
        for (offset, digit) in chunk.iter().enumerate() {
            let value = VALUES[usize::from(*digit)];
            if value == NO_DIGIT {
                return Err(index * 4 + offset);
            }
            bits |= u32::from(value) << (18 - 6 * offset);
        }
        let [_, bytes @ ..] = bits.to_be_bytes();
        let (bytes, rest) = bytes.split_at(decoded_length(chunk.len()));
        if rest.iter().any(|byte| *byte != 0) {
            return Err(digits.len() - 1);
        }
        out.extend_from_slice(bytes);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of RFC 4648, section 10.
    const VECTORS: [(&str, &str); 7] = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ];

    fn decoded(text: &str) -> Option<Vec<u8>> {
        decode(digits(text.as_bytes())?).ok()
    }

    #[test]
    fn vectors_both_ways_with_padding_and_without() {
        for (bytes, text) in VECTORS {
            let mut out = Vec::new();
            encode(&mut out, bytes.as_bytes());
            assert_eq!(out, text.as_bytes());
            assert_eq!(decoded(text).unwrap(), bytes.as_bytes());
            assert_eq!(decoded(text.trim_end_matches('=')).unwrap(), bytes.as_bytes());
        }
    }

    #[test]
    fn all_bytes_survive() {
        let bytes: Vec<u8> = (0..=255).collect();
        for start in 0..3 {
            let mut out = Vec::new();
            encode(&mut out, &bytes[start..]);
            assert_eq!(decode(digits(&out).unwrap()).unwrap(), bytes[start..]);
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["Z", "Zm9vY", "Zg=", "Zg===", "=", "==", "Zm9v="] {
            assert_eq!(digits(text.as_bytes()), None, "{text}");
        }
        for (text, wrong) in [
            ("Zm-v", 2),
            ("Zm9vZ_8", 5),
            ("Z g=", 1),
            ("Z===", 1),
            ("====", 0),
            ("Zh==", 1),
            ("Zm9=", 2),
        ] {
            assert_eq!(decode(digits(text.as_bytes()).unwrap()), Err(wrong), "{text}");
        }
    }
}
