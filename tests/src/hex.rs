//! Bytes as people write them.

/// The bytes of a text in hexadecimal; white space and `|` are there for the reader.
///
/// ```
/// assert_eq!(thrift_tests::hex::bytes("02 0001 | ff"), [2, 0, 1, 255]);
/// ```
///
/// # Panics
///
/// On anything that is not hexadecimal, or on half a byte.
#[must_use]
pub fn bytes(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '|')
        .map(|c| u8::try_from(c.to_digit(16).expect("a hexadecimal digit")).expect("a nibble"))
        .collect();
    assert!(digits.len().is_multiple_of(2), "half a byte in {text:?}");
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}
