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

    #[test]
    fn the_end_is_found_however_the_bytes_arrive() {
        let message = message();
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

    #[test]
    fn a_message_over_the_limit_is_refused_before_it_arrives() {
        let limits = Limits::NETWORK.with_message(1000);
        let mut input =
            BytesMut::from(&b"\x80\x01\0\x01\0\0\0\x01f\0\0\0\x07\x0b\0\x01\0\0\x04\0"[..]);
        let error = Buffered::new(limits).next(&mut input).unwrap_err();
        assert_eq!(error.kind(), crate::Kind::Limit, "{error}");
    }

    #[test]
    fn garbage_is_refused() {
        for garbage in [&b"GET / HTTP/1.1\r\n"[..], b"\xff\xff\xff\xff\xff\xff\xff\xff"] {
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
