//! Connections that carry one call at a time.

use std::io;
use std::time::Instant;

use super::builder::Settings;
use crate::blocking::stream::Stream;
use crate::blocking::timed::Timed;
use crate::error::{Error, Result};
use crate::failure;
use crate::message::{self, SequenceIds};
use crate::service::{Request, Response};
use crate::transport::{Arrival, Compressor, Input, Outgoing, Wire};

/// A connection to a server.
#[derive(Debug)]
pub(super) struct Connection {
    stream: Stream,
    wire: Wire,
    input: Input,
    output: Outgoing,
    /// Compresses all that is written, if something does.
    compressor: Option<Compressor>,
    ids: SequenceIds,
    /// Whether a call may follow: not while one is under way, nor after one that failed on the way.
    in_step: bool,
}

/// Why no message answers a call.
enum Failure {
    /// Its time is over.
    Late,
    /// The connection can be used no more.
    Broken(Error),
}

impl Failure {
    /// What came of a step that was to be done by `end`.
    fn new(error: io::Error, end: Option<Instant>) -> Self {
        match end {
            Some(end) if end <= Instant::now() => Self::Late,
            _ => Self::Broken(error.into()),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Broken(error)
    }
}

impl Connection {
    pub(super) fn new(stream: Stream, settings: &Settings) -> Self {
        let (wire, output, ids) = (settings.wire, Outgoing::default(), SequenceIds::default());
        let (input, compressor) = (wire.input(settings.codec.limits), wire.compressor());
        Self { stream, wire, input, output, compressor, ids, in_step: true }
    }

    /// Whether a call may follow the last one.
    pub(super) fn is_in_step(&self) -> bool {
        self.in_step
    }

    /// Sends a call that has its deadline and its whole name, and waits for its answer.
    pub(super) fn call(&mut self, request: &Request) -> Result<Option<Response>> {
        let seqid = self.ids.next();
        self.output.clear();
        message::write(request, self.wire, seqid, &mut self.output)?;
        // Whatever happens from here on, it is out of step unless the call comes to its end.
        self.in_step = false;
        if let Some(compressor) = &mut self.compressor {
            compressor.compress(self.output.flatten(), 0)?;
        }
        let arrival = self.exchange(request, seqid).map_err(|failure| match failure {
            Failure::Late => failure::no_answer(request.method()),
            Failure::Broken(why) => failure::closed(&why.to_string()),
        })?;
        // Or else it would keep bytes that are the caller's.
        self.output.clear();
        self.output.release();
        self.input.release();
        arrival.map(|arrival| message::response(request, arrival)).transpose()
    }

    fn exchange(&mut self, request: &Request, seqid: i32) -> Result<Option<Arrival>, Failure> {
        let end = request.context().deadline();
        let written = self.output.write_to(&mut Timed { stream: &self.stream, end });
        let arrival = match written.map_err(|error| Failure::new(error, end)) {
            Ok(()) if request.is_oneway() => None,
            Ok(()) => Some(self.wait(seqid, end)?),
            // It may have answered before it went, and the end of what it sent says why it did.
            Err(Failure::Broken(_)) if !request.is_oneway() => {
                return self.wait(seqid, end).map(Some);
            }
            Err(failure) => return Err(failure),
        };
        self.in_step = true;
        Ok(arrival)
    }

    /// Waits for the message that answers a call.
    fn wait(&mut self, seqid: i32, end: Option<Instant>) -> Result<Arrival, Failure> {
        let Self { stream, input, ids, .. } = self;
        loop {
            if let Some(arrival) = find(input, ids, Some(seqid))? {
                return Ok(arrival);
            }
            let read = input.read(Timed { stream, end });
            if read.map_err(|error| Failure::new(error, end))? == 0 {
                return Err(failure::peer_closed(!input.is_empty()).into());
            }
        }
    }

    /// Whether the server has not closed it, as it may have since the last call.
    pub(super) fn is_open(&mut self) -> bool {
        matches!(self.look(), Ok(true))
    }

    fn look(&mut self) -> Result<bool> {
        self.stream.set_nonblocking(true)?;
        let read = self.input.read(&self.stream);
        self.stream.set_nonblocking(false)?;
        match read {
            Ok(0) => return Ok(false),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(true),
            Err(error) => return Err(error.into()),
        }
        find(&mut self.input, &self.ids, None)?;
        Ok(true)
    }
}

/// Takes the messages that have arrived, up to the one that answers a call. Others may answer calls that
/// were oneway for us: they are ignored.
fn find(input: &mut Input, ids: &SequenceIds, wanted: Option<i32>) -> Result<Option<Arrival>> {
    while let Some(arrival) = input.next()? {
        let seqid = message::seqid(&arrival)?;
        if wanted == Some(seqid) {
            return Ok(Some(arrival));
        }
        ids.check(seqid)?;
    }
    Ok(None)
}
