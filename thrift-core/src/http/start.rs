//! What a client speaks that begins with HTTP.

use super::Version;

/// What a client of HTTP/2 begins with (RFC 9113, section 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// What requests of HTTP/1 begin with, as far as it takes to tell.
const METHODS: [&[u8]; 9] =
    [b"POST", b"GET ", b"HEAD", b"OPTI", b"PUT ", b"PATC", b"DELE", b"CONN", b"TRAC"];

/// What the first bytes of a connection tell about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// They begin no HTTP.
    Other,
    /// They are too few to tell.
    Unknown,
    Http(Version),
}

impl Start {
    /// No message begins like this: the four letters would be the length of a frame of a gigabyte, and
    /// what follows them is neither the first byte of a message in it nor that of a name.
    pub(crate) fn of(input: &[u8]) -> Self {
        match input.split_first_chunk::<4>() {
            Some((letters, [next, ..])) if METHODS.contains(&letters.as_slice()) => {
                let is_text = (b' '..=b'~').contains(next) && *next != b'[';
                if is_text { Self::Http(Version::Http1) } else { Self::Other }
            }
            _ if input.starts_with(PREFACE) => Self::Http(Version::Http2),
            _ if METHODS.iter().chain([&PREFACE]).any(|start| start.starts_with(input)) => {
                Self::Unknown
            }
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_of_every_method_are_http() {
        for method in
            ["POST", "GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "TRACE"]
        {
            let request = format!("{method} / HTTP/1.1\r\n");
            assert_eq!(Start::of(request.as_bytes()), Start::Http(Version::Http1), "{method}");
            assert_eq!(Start::of(&request.as_bytes()[..4]), Start::Unknown);
        }
    }

    #[test]
    fn the_preface_of_http_2_is_taken_as_a_whole() {
        for end in 0..PREFACE.len() {
            assert_eq!(Start::of(&PREFACE[..end]), Start::Unknown);
        }
        let more = [PREFACE, b"\0"].concat();
        assert_eq!(Start::of(PREFACE), Start::Http(Version::Http2));
        assert_eq!(Start::of(&more), Start::Http(Version::Http2));
        assert_eq!(Start::of(b"PRI * HTTP/3.0"), Start::Other);
    }

    #[test]
    fn messages_are_no_http() {
        for start in [
            &b"\x80"[..],
            b"[",
            b"\0\0\0",
            b"PX",
            b"\x80\x01\0\x01\0",
            b"\x82\x21\0\x01f",
            b"[1,\"f\"",
            b"\0\0\0\x10\x80",
            b"\0\0\0\x10[1",
            b"\0\0\0\x01f",
            // Frames of the lengths that are these letters.
            b"POST\x80\x01",
            b"POST\x82\x21",
            b"GET [1,",
            b"GET \0\0\0\x01",
        ] {
            assert_eq!(Start::of(start), Start::Other, "{start:?}");
        }
    }
}
