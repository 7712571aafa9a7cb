//! Buffered: messages without frames, whose end is found by walking over them.

use bytes::{Bytes, BytesMut};

use crate::error::Result;
use crate::message::Dialect;
use crate::protocol::{Limits, Protocol, Scanner, binary, compact, json};

#[derive(Debug)]
pub(crate) struct Buffered {
    /// The scanner of the message at the start of the input; each may be of another protocol.
    scanner: Option<AnyScanner>,
    limits: Limits,
}

#[derive(Debug)]
enum AnyScanner {
    Binary(Scanner<binary::Layout>),
    Compact(Scanner<compact::Layout>),
    Json(json::Scanner),
}

impl Buffered {
    pub(super) fn new(limits: Limits) -> Self {
        Self { scanner: None, limits }
    }

    pub(super) fn next(&mut self, input: &mut BytesMut) -> Result<Option<Bytes>> {
        let Some(first) = input.first() else { return Ok(None) };
        let limits = self.limits;
        let scanner = self.scanner.get_or_insert_with(|| AnyScanner::new(*first, limits));
        let Some(end) = scanner.scan(input)? else { return Ok(None) };
        self.scanner = None;
        Ok(Some(input.split_to(end).freeze()))
    }
}

/// Where the message at the start of `input` ends; `None` if it is not all there.
#[cfg(feature = "net")]
pub(super) fn end(input: &[u8], limits: Limits) -> Result<Option<usize>> {
    let Some(first) = input.first() else { return Ok(None) };
    AnyScanner::new(*first, limits).scan(input)
}

impl AnyScanner {
    fn new(first: u8, limits: Limits) -> Self {
        match Dialect::detect(first) {
            Protocol::Binary => Self::Binary(Scanner::new(limits)),
            Protocol::Compact => Self::Compact(Scanner::new(limits)),
            Protocol::Json => Self::Json(json::Scanner::new(limits)),
        }
    }

    fn scan(&mut self, input: &[u8]) -> Result<Option<usize>> {
        match self {
            Self::Binary(scanner) => scanner.scan(input),
            Self::Compact(scanner) => scanner.scan(input),
            Self::Json(scanner) => scanner.scan(input),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A call with a list of strings, a map and a nested struct; then the start of another.
    fn message() -> Vec<u8> {
        let mut bytes = b"\x80\x01\0\x01\0\0\0\x01f\0\0\0\x07".to_vec();
        bytes.extend_from_slice(b"\x0f\0\x01\x0b\0\0\0\x02\0\0\0\x01a\0\0\0\0");
        bytes.extend_from_slice(b"\x0d\0\x02\x08\x0b\0\0\0\x01\0\0\0\x05\0\0\0\x02hi");
        bytes.extend_from_slice(b"\x0c\0\x03\x02\0\x01\x01\0\0");
        bytes
    }

    /// Calls in every protocol, with something of every length inside.
    fn messages() -> [Vec<u8>; 3] {
        // A list of strings, a list of numbers of several bytes, a map, a `bool` and a long id.
        let mut compact = b"\x82\x21\xff\xff\xff\xff\x0f\x01f".to_vec();
        compact.extend_from_slice(b"\x19\x28\x01a\0\x19\x35\x80\x01\x02\xff\xff\x03");
        compact.extend_from_slice(b"\x1b\x01\x88\x01k\x01v\x1b\0\x11\x06\xd0\x0f\x81\x01");
        compact.extend_from_slice(b"\x1c\x17\0\0\0\0\0\0\xf8\x3f\0\x19\xf3\x02\x01\x02\0");
        let json = br#"[1,"f",1,0,{"1":{"str":"]}\"\\"},"2":{"lst":["rec",1,{}]}}]"#.to_vec();
        [message(), compact, json]
    }

    #[test]
    fn the_end_is_found_however_the_bytes_arrive() {
        for message in messages() {
            let mut stream = message.clone();
            stream.extend_from_slice(&message[..5]);
            for chunk in 1..stream.len() {
                let mut buffered = Buffered::new(Limits::NETWORK);
                let mut input = BytesMut::new();
                let mut found = Vec::new();
                for bytes in stream.chunks(chunk) {
                    input.extend_from_slice(bytes);
                    found.extend(buffered.next(&mut input).unwrap());
                }
                assert_eq!(found, [&message[..]], "chunks of {chunk}");
                assert_eq!(input, message[..5], "chunks of {chunk}");
            }
        }
    }

    #[test]
    fn messages_of_several_protocols_follow_each_other() {
        let mut input = BytesMut::from(&messages().concat()[..]);
        let mut buffered = Buffered::new(Limits::NETWORK);
        for message in messages() {
            assert_eq!(buffered.next(&mut input).unwrap().unwrap(), message);
        }
        assert_eq!(buffered.next(&mut input).unwrap(), None);
    }

    #[test]
    fn a_message_over_the_limit_is_refused_before_it_arrives() {
        let limits = Limits::NETWORK.with_message(1000);
        for start in [
            &b"\x80\x01\0\x01\0\0\0\x01f\0\0\0\x07\x0b\0\x01\0\0\x04\0"[..],
            b"\x82\x21\0\x01f\x18\x80\x08",
            b"\x82\x21\0\x01f\x19\xf7\x80\x01",
        ] {
            let error = Buffered::new(limits).next(&mut BytesMut::from(start)).unwrap_err();
            assert_eq!(error.kind(), crate::Kind::Limit, "{error}");
        }
    }

    #[test]
    fn garbage_is_refused() {
        for garbage in [
            &b"GET / HTTP/1.1\r\n"[..],
            b"\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\x82\x22\0\0\0",
            b"\x82\x21\xff\xff\xff\xff\xff\xff\xff",
            b"\x82\x21\0\0\x1e",
        ] {
            let mut input = BytesMut::from(garbage);
            assert!(Buffered::new(Limits::NETWORK).next(&mut input).is_err());
        }
    }

    #[test]
    fn deep_nesting_is_an_error() {
        let mut input = BytesMut::from(&b"\x80\x01\0\x01\0\0\0\x01f\0\0\0\x07"[..]);
        for _ in 0..100 {
            input.extend_from_slice(b"\x0c\0\x01");
        }
        let error = Buffered::new(Limits::NETWORK).next(&mut input).unwrap_err();
        assert_eq!(error.to_string(), "more than 64 levels of nesting");
    }
}
