//! Reading and writing up to some time, however many steps it takes.

use core::time::Duration;
use std::io::{self, IoSlice, Read, Write};
use std::time::Instant;

use super::stream::Stream;

/// A stream that fails with [`TimedOut`](io::ErrorKind::TimedOut) from some time on.
///
/// The system limits the time of each step alone, so each gets what is left: a peer that sends a byte
/// now and then gains nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timed<'a> {
    pub(super) stream: &'a Stream,
    pub(super) end: Option<Instant>,
}

/// The time until then.
///
/// # Errors
///
/// Fails when it is over.
pub(super) fn left(end: Option<Instant>) -> io::Result<Option<Duration>> {
    match end.map(|end| end.saturating_duration_since(Instant::now())) {
        Some(Duration::ZERO) => Err(io::ErrorKind::TimedOut.into()),
        left => Ok(left),
    }
}

/// Whether a step ended without a result: then there is another one, if there is time left.
fn is_without_result(error: &io::Error) -> bool {
    match error.kind() {
        io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock => true,
        // As Windows says that the time of a step is over. Elsewhere it is the connection that failed.
        io::ErrorKind::TimedOut => cfg!(windows),
        _ => false,
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Self { mut stream, end } = *self;
        loop {
            stream.set_read_timeout(left(end)?)?;
            match stream.read(buffer) {
                Err(error) if is_without_result(&error) => {}
                read => return read,
            }
        }
    }
}

impl Write for Timed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_vectored(&[IoSlice::new(bytes)])
    }

    fn write_vectored(&mut self, slices: &[IoSlice<'_>]) -> io::Result<usize> {
        let Self { mut stream, end } = *self;
        loop {
            stream.set_write_timeout(left(end)?)?;
            match stream.write_vectored(slices) {
                Err(error) if is_without_result(&error) => {}
                written => return written,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut stream = self.stream;
        stream.flush()
    }
}
