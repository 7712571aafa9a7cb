//! Replies as messages: how a server writes them, and what a client makes of them.

use bytes::Bytes;

use super::{Dialect, Envelope, MessageType};
use crate::application::ApplicationKind;
use crate::error::{Error, Kind, Result};
use crate::protocol::{Codec, Limits};
use crate::service::{Request, Response, ResponseKind, multiplexed};
use crate::transport::Transport;

/// Where the reply to a call goes, and in which form.
#[derive(Debug)]
pub(crate) struct Address {
    pub(crate) transport: Transport,
    pub(crate) dialect: Dialect,
    pub(crate) name: Box<str>,
    pub(crate) seqid: i32,
}

impl Address {
    /// Appends the message that answers the call.
    ///
    /// An answer that does not fit a message is replaced by an exception that says so.
    pub(crate) fn write(&self, out: &mut Vec<u8>, response: &Response) -> Result<()> {
        self.write_as_is(out, response).or_else(|error| {
            let codec = Codec::new(self.dialect.protocol(), Limits::NETWORK);
            self.write_as_is(out, &Response::exception(codec, &error))
        })
    }

    fn write_as_is(&self, out: &mut Vec<u8>, response: &Response) -> Result<()> {
        let kind = match response.kind() {
            ResponseKind::Reply => MessageType::Reply,
            ResponseKind::Exception => MessageType::Exception,
        };
        let envelope = Envelope { name: (&*self.name).into(), kind, seqid: self.seqid };
        self.transport.write(out, self.dialect, &envelope, response.body())
    }
}

/// Checks the message that answers a call.
///
/// A message that does not fit fails its call and no other, since the connection is in step. An
/// exception may bear any name: what it says tells more than that it came under another one.
pub(crate) fn response(request: &Request, message: &Bytes) -> Result<Response> {
    let (dialect, envelope, payload) = Dialect::read(message)?;
    let kind = envelope.kind;
    if matches!(kind, MessageType::Call | MessageType::Oneway) {
        let message = format!("the answer to `{}` is a call", request.method());
        return Err(Error::application(ApplicationKind::InvalidMessageType, message));
    }
    if dialect.protocol() != request.codec().protocol {
        let message = format!("the answer is in {:?}", dialect.protocol());
        return Err(Error::new(Kind::Version, message));
    }
    if kind == MessageType::Reply && !is_to(request, &envelope.name) {
        let message = format!("the answer to `{}` is to `{}`", request.method(), envelope.name);
        return Err(Error::application(ApplicationKind::WrongMethodName, message));
    }
    let body = message.slice(payload);
    let kind = match kind {
        MessageType::Exception => ResponseKind::Exception,
        _ => ResponseKind::Reply,
    };
    Ok(Response::new(kind, body))
}

/// Whether a reply of this name answers the call: the name of a service is no part of it, though
/// some servers give all of the name back.
fn is_to(request: &Request, name: &str) -> bool {
    let (_, method) = multiplexed::split(request.method());
    name == method || name == request.method()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Protocol;

    #[test]
    fn a_reply_has_the_name_and_the_sequence_id_of_its_call() {
        let dialect = Dialect::of(Protocol::Binary);
        let address =
            Address { transport: Transport::Buffered, dialect, name: "f".into(), seqid: 7 };
        let reply = Response::new(ResponseKind::Reply, Bytes::from_static(&[0]));
        let mut out = Vec::new();
        address.write(&mut out, &reply).unwrap();
        assert_eq!(out, b"\x80\x01\0\x02\0\0\0\x01f\0\0\0\x07\0");
    }
}
