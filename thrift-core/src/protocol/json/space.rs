//! White space between tokens: that of JSON, which is that of ASCII without the form feed.

#[inline]
pub(in crate::protocol) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// What follows the white space at the start.
#[inline]
pub(in crate::protocol) const fn trim_start(mut text: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = text
        && is_space(*first)
    {
        text = rest;
    }
    text
}

/// What comes before the white space at the end.
#[cfg(any(feature = "blocking", feature = "net"))]
pub(super) const fn trim_end(mut text: &[u8]) -> &[u8] {
    while let [rest @ .., last] = text
        && is_space(*last)
    {
        text = rest;
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::{Result, json};

    #[test]
    fn a_form_feed_is_no_space() {
        let read = |text: &[u8]| -> Result<Vec<i32>> { json::from_slice(text) };
        assert_eq!(read(b" [\t\"i32\"\r,1\n, 5 ] ").unwrap(), [5]);
        for text in
            ["\x0c[\"i32\",1,5]", "[\x0c\"i32\",1,5]", "[\"i32\",1,5\x0c]", "[\"i32\",1,5]\x0c"]
        {
            assert!(read(text.as_bytes()).is_err(), "{text:?}");
        }
    }
}
