//! Reading into the input of a connection.

use std::io::{self, Read};

use crate::transport::{CHUNK, Input};

/// How much of a long message is read at once.
const MOST: usize = 64 * 1024;

impl Input {
    /// Reads once; `0` at the end of the stream.
    pub(super) fn read(&mut self, mut io: impl Read) -> io::Result<usize> {
        let Some(buffer) = self.room() else {
            let mut chunk = [0; CHUNK];
            let count = io.read(&mut chunk)?;
            self.append(&chunk[..count]);
            return Ok(count);
        };
        let there = buffer.len();
        buffer.resize(there + MOST.min(buffer.capacity() - there), 0);
        let read = io.read(&mut buffer[there..]);
        buffer.truncate(there + read.as_ref().map_or(0, |count| *count));
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Limits;
    use crate::transport::Transport;

    #[test]
    fn a_long_message_is_read_as_it_was_sent() {
        let sent: Vec<u8> = (0..1_000_000_u32).map(|index| index.to_le_bytes()[1]).collect();
        let length = u32::try_from(sent.len()).unwrap();
        let bytes = [&length.to_be_bytes()[..], &sent].concat();
        let mut input = Input::new(Transport::Framed, Limits::NETWORK);
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            assert_eq!(input.next_message().unwrap(), None);
            let before = rest.len();
            assert_eq!(input.read(&mut rest).unwrap(), before - rest.len());
        }
        let message = input.next_message().unwrap().unwrap();
        assert!(message == sent);
        assert_eq!(input.read(rest).unwrap(), 0);
    }

    #[test]
    fn a_failure_adds_nothing() {
        struct Broken;

        impl Read for Broken {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                buffer.fill(7);
                Err(io::ErrorKind::ConnectionReset.into())
            }
        }

        let mut input = Input::new(Transport::Framed, Limits::NETWORK);
        assert!(input.read(Broken).is_err());
        assert!(input.is_empty());
        let bytes = [&b"\0\0\x80\0"[..], &vec![1; 0x7fff]].concat();
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            input.read(&mut rest).unwrap();
        }
        assert_eq!(input.next_message().unwrap(), None);
        assert!(input.read(Broken).is_err());
        assert_eq!(input.read(&b"\x02"[..]).unwrap(), 1);
        let message = input.next_message().unwrap().unwrap();
        assert_eq!((message.len(), message[0x7fff]), (0x8000, 2));
    }
}
