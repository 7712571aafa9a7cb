//! Calls as messages: how a client writes them, and what a server makes of them.

use core::mem;
use core::time::Duration;

use bytes::Bytes;

use super::{Address, Dialect, Envelope, MessageType};
use crate::application::ApplicationKind;
use crate::error::{Error, Result};
use crate::protocol::{Codec, Limits};
use crate::service::{Headers, Request, multiplexed};
use crate::transport::{Outgoing, Wire, Wrapping};

/// A call that arrived.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) request: Request,
    /// Where its reply goes; `None` if it is oneway.
    pub(crate) address: Option<Address>,
    /// What came beside it.
    pub(crate) headers: Headers,
    /// How much time its client gives it.
    pub(crate) timeout: Option<Duration>,
}

/// Takes a message for a call, of which the context is still empty.
///
/// # Errors
///
/// Fails on a message that is none. An answer is not answered: two servers that talk to each other
/// would never stop.
pub(crate) fn receive(mut wrapping: Wrapping, message: &Bytes, limits: Limits) -> Result<Incoming> {
    let (dialect, envelope, payload) = Dialect::read(message)?;
    let (headers, timeout) = beside(&mut wrapping);
    let address = match envelope.kind {
        MessageType::Oneway => None,
        MessageType::Call => {
            // The name of a service is no part of that of a reply.
            let (_, name) = multiplexed::split(&envelope.name);
            Some(Address { wrapping, dialect, name: name.into(), seqid: envelope.seqid })
        }
        MessageType::Reply | MessageType::Exception => return Err(not_a_call()),
    };
    let codec = Codec::new(dialect.protocol(), limits);
    let arguments = message.slice(payload);
    let request = Request::received(&envelope.name, address.is_none(), codec, arguments);
    Ok(Incoming { request, address, headers, timeout })
}

/// Takes what is the call's alone: its answer has headers of its own.
fn beside(wrapping: &mut Wrapping) -> (Headers, Option<Duration>) {
    match wrapping {
        Wrapping::Framed | Wrapping::Buffered => (Headers::new(), None),
        Wrapping::Header(head) => (mem::take(&mut head.headers), head.timeout.take()),
    }
}

#[cold]
fn not_a_call() -> Error {
    Error::application(ApplicationKind::InvalidMessageType, "the message is no call")
}

/// Appends a call.
///
/// # Errors
///
/// Fails when it is longer than the format can say; then nothing is appended.
pub(crate) fn write(request: &Request, wire: Wire, seqid: i32, out: &mut Outgoing) -> Result<()> {
    let kind = if request.is_oneway() { MessageType::Oneway } else { MessageType::Call };
    let dialect = Dialect::of(request.codec().protocol);
    let envelope = Envelope { name: request.method().into(), kind, seqid };
    wire.wrap(request, seqid).write(out, dialect, &envelope, request.payload())
}
