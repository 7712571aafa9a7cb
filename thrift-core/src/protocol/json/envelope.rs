//! What is around the arguments or the result of a message in JSON.

use core::ops::Range;
use std::io::Write as _;

use super::input::Input;
use super::{space, text};
use crate::error::{Error, Kind, Result};
use crate::message::{Envelope, MessageType, name_length};
use crate::protocol::Limits;

/// The first byte of every message.
pub(crate) const START: u8 = b'[';

const END: u8 = b']';

const VERSION: i64 = 1;

/// Appends a message.
pub(crate) fn write(out: &mut Vec<u8>, envelope: &Envelope<'_>, payload: &[u8]) -> Result<()> {
    let Envelope { name, kind, seqid } = envelope;
    name_length(name.len())?;
    out.extend_from_slice(b"[1,\"");
    text::escape(out, name);
    // Writing into memory does not fail.
    let _ = write!(out, "\",{},{seqid},", *kind as u8);
    out.extend_from_slice(payload);
    out.push(END);
    Ok(())
}

/// Reads all but the arguments or the result of a message, and returns it with where these are.
pub(crate) fn read(input: &[u8]) -> Result<(Envelope<'_>, Range<usize>)> {
    // Nothing but the name takes memory, and it is there already.
    let limits = Limits::DEFAULT.with_message(usize::MAX);
    let mut reader = Input::new(input, None, &limits)?;
    match read_from(&mut reader) {
        Ok(envelope) => {
            let start = reader.source.at();
            let Some(end) = space::trim_end(input).strip_suffix(&[END]) else {
                let message = "input ended before the `]` that closes the message";
                let error = Error::new(Kind::Truncated { wanted: 1, left: 0 }, message);
                return Err(error.at_byte(input.len()));
            };
            Ok((envelope, start..end.len().max(start)))
        }
        Err(error) => Err(error.in_input(input.len(), reader.source.left())),
    }
}

/// Reads up to the comma before the arguments or the result.
fn read_from<'de>(reader: &mut Input<'de>) -> Result<Envelope<'de>> {
    reader.source.expect(START)?;
    let at = token(reader);
    let version: i64 = reader.source.integer("version")?;
    if version != VERSION {
        let message = format!("the JSON protocol has no version {version}");
        return Err(Error::new(Kind::Version, message).at_byte(at));
    }
    reader.source.expect(b',')?;
    let at = token(reader);
    let name = reader.text()?;
    name_length(name.len()).map_err(|error| error.at_byte(at))?;
    reader.source.expect(b',')?;
    let at = token(reader);
    let kind = MessageType::read(reader.source.integer("message type")?, at)?;
    reader.source.expect(b',')?;
    let seqid = reader.source.integer("sequence id")?;
    reader.source.expect(b',')?;
    Ok(Envelope { name, kind, seqid })
}

/// The offset of the next token.
fn token(reader: &mut Input<'_>) -> usize {
    reader.source.rest();
    reader.source.at()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALL: &[u8] = br#"[1,"add",1,-1,{"1":{"i32":1},"2":{"i32":-1}}]"#;

    fn call(name: &str) -> Envelope<'_> {
        Envelope { name: name.into(), kind: MessageType::Call, seqid: -1 }
    }

    #[test]
    fn the_payload_is_in_the_middle() {
        let (envelope, payload) = read(CALL).unwrap();
        assert_eq!(envelope, call("add"));
        assert_eq!(&CALL[payload.clone()], br#"{"1":{"i32":1},"2":{"i32":-1}}"#);
        let mut out = Vec::new();
        write(&mut out, &envelope, &CALL[payload]).unwrap();
        assert_eq!(out, CALL);
    }

    #[test]
    fn names_are_escaped_and_tokens_may_be_apart() {
        let mut out = Vec::new();
        write(&mut out, &call("a\"b"), b"{}").unwrap();
        assert_eq!(out, br#"[1,"a\"b",1,-1,{}]"#);
        assert_eq!(read(&out).unwrap().0, call("a\"b"));
        let spaced = b" [ 1 , \"f\" , 1 , -1 , {} ] \n";
        let (envelope, payload) = read(spaced).unwrap();
        assert_eq!((envelope, spaced[payload].trim_ascii()), (call("f"), &b"{}"[..]));
    }

    #[test]
    fn every_prefix_is_truncated() {
        for end in 0..CALL.len() {
            let error = read(&CALL[..end]).unwrap_err();
            assert!(matches!(error.kind(), Kind::Truncated { .. }), "{end}: {error}");
        }
    }

    #[test]
    fn other_headers_are_refused() {
        for (text, message) in [
            (&b"[2,"[..], "byte 1: the JSON protocol has no version 2"),
            (b"[1;", "`,` expected at byte 2, found `;`"),
            (b"[1,\"f\",5,0,{}]", "byte 7: no message type has the number 5"),
            (b"[1,\"f\",1,x,{}]", "`x` at byte 9 is no sequence id"),
            (b"[1,\"f\",1,0,", "byte 11: input ended before the `]` that closes the message"),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), message);
        }
        let long = format!("[1,\"{}\",1,0,{{}}]", "f".repeat(1025));
        assert_eq!(read(long.as_bytes()).unwrap_err().kind(), Kind::Limit);
    }
}
