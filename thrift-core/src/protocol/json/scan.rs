//! Finding the end of an unframed message whose bytes are still arriving.

use crate::error::{Error, Kind, Result};
use crate::protocol::Limits;
use crate::protocol::allowance::{over_message, too_deep};

/// Finds the end of an unframed message whose bytes are still arriving: the bracket that closes the
/// first one.
///
/// Whether brackets and quotes stand where they may is left to whoever reads the message.
#[derive(Debug)]
pub(crate) struct Scanner {
    /// The offset up to which all is looked at.
    at: usize,
    /// The brackets that are open.
    open: u32,
    inside: Inside,
    limits: Limits,
}

/// What the next byte is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Tokens,
    String,
    /// The byte after a backslash.
    Escape,
}

impl Scanner {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { at: 0, open: 0, inside: Inside::Tokens, limits }
    }

    /// The length of the message at the start of `input`, or `None` while it is not all there.
    ///
    /// `input` must start at the same byte in every call.
    pub(crate) fn scan(&mut self, input: &[u8]) -> Result<Option<usize>> {
        let most = input.len().min(self.limits.message);
        for byte in input.get(self.at..most).unwrap_or_default() {
            self.at += 1;
            self.inside = match (self.inside, byte) {
                (Inside::Escape, _) | (Inside::Tokens, b'"') => Inside::String,
                (Inside::String, b'"') => Inside::Tokens,
                (Inside::String, b'\\') => Inside::Escape,
                (Inside::Tokens, _) if self.bracket(*byte)? => return Ok(Some(self.at)),
                (inside, _) => inside,
            };
        }
        if input.len() > self.limits.message {
            return Err(over_message(&self.limits));
        }
        Ok(None)
    }

    /// Counts a bracket; whether it closes the first one.
    fn bracket(&mut self, byte: u8) -> Result<bool> {
        match byte {
            b'[' | b'{' => {
                self.open += 1;
                // Each level has two at most, since there is one around each field of a struct, and
                // one around all pairs of a map; the message has one.
                let most = self.limits.depth.saturating_mul(2).saturating_add(1);
                if self.open > most { Err(too_deep(self.limits.depth)) } else { Ok(false) }
            }
            b']' | b'}' => match self.open.checked_sub(1) {
                Some(open) => {
                    self.open = open;
                    Ok(open == 0)
                }
                None => Err(no_message(byte)),
            },
            _ if self.open == 0 => Err(no_message(byte)),
            _ => Ok(false),
        }
    }
}

#[cold]
fn no_message(byte: u8) -> Error {
    Error::new(Kind::Invalid, format!("no message in JSON starts with the byte {byte:#04x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_found_however_the_bytes_arrive() {
        let message = br#"[1,"a]\"]\\",1,0,{"1":{"map":["str","rec",1,{"}":{}}]}}]"#;
        let stream = [&message[..], b"[1"].concat();
        for first in 0..stream.len() {
            let mut scanner = Scanner::new(Limits::NETWORK);
            let found = scanner.scan(&stream[..first]).unwrap();
            assert_eq!(found, (first >= message.len()).then_some(message.len()), "{first}");
            if found.is_none() {
                assert_eq!(scanner.scan(&stream).unwrap(), Some(message.len()), "{first}");
            }
        }
    }

    #[test]
    fn long_deep_and_other_texts_are_refused() {
        let limits = Limits::NETWORK.with_message(100).with_depth(5);
        for (text, message) in [
            (b"[1,".repeat(12), "more than 5 levels of nesting"),
            (
                [&b"[\""[..], &[b'x'; 200]].concat(),
                "the message is longer than the limit of 100 bytes",
            ),
            (b"]".to_vec(), "no message in JSON starts with the byte 0x5d"),
            (b"GET".to_vec(), "no message in JSON starts with the byte 0x47"),
        ] {
            assert_eq!(Scanner::new(limits).scan(&text).unwrap_err().to_string(), message);
        }
    }
}
