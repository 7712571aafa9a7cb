//! Calls as messages: how a client writes them, and what a server makes of them.

use bytes::Bytes;

use super::{Address, Dialect, Envelope, MessageType};
use crate::application::ApplicationKind;
use crate::error::{Error, Result};
use crate::protocol::{Codec, Limits};
use crate::service::{Request, multiplexed};
use crate::transport::Transport;

/// A call that arrived.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) request: Request,
    /// Where its reply goes; `None` if it is oneway.
    pub(crate) address: Option<Address>,
}

/// Takes a message for a call, of which the context is still empty.
///
/// # Errors
///
/// Fails on a message that is none. An answer is not answered: two servers that talk to each other
/// would never stop.
pub(crate) fn receive(transport: Transport, message: &Bytes, limits: Limits) -> Result<Incoming> {
    let (dialect, envelope, payload) = Dialect::read(message)?;
    let address = match envelope.kind {
        MessageType::Oneway => None,
        MessageType::Call => {
            // The name of a service is no part of that of a reply.
            let (_, name) = multiplexed::split(&envelope.name);
            Some(Address { transport, dialect, name: name.into(), seqid: envelope.seqid })
        }
        MessageType::Reply | MessageType::Exception => return Err(not_a_call()),
    };
    let codec = Codec::new(dialect.protocol(), limits);
    let arguments = message.slice(payload);
    let request = Request::received(&envelope.name, address.is_none(), codec, arguments);
    Ok(Incoming { request, address })
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
pub(crate) fn write(
    request: &Request,
    transport: Transport,
    seqid: i32,
    out: &mut Vec<u8>,
) -> Result<()> {
    let kind = if request.is_oneway() { MessageType::Oneway } else { MessageType::Call };
    let dialect = Dialect::of(request.codec().protocol);
    let envelope = Envelope { name: request.method().into(), kind, seqid };
    transport.write(out, dialect, &envelope, request.arguments())
}
