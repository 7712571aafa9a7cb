//! Replies as messages: how a server writes them, and what a client makes of them.

#[cfg(feature = "net")]
use core::num::NonZeroI32;

use super::{Dialect, Envelope, MessageType};
use crate::application::ApplicationKind;
use crate::error::{Error, Kind, Result};
use crate::protocol::{Codec, Limits};
use crate::service::{Request, Response, ResponseKind, multiplexed};
use crate::transport::{Arrival, Outgoing, Wrapping};

/// Where the reply to a call goes, and in which form.
#[derive(Debug)]
pub(crate) struct Address {
    pub(crate) wrapping: Wrapping,
    pub(crate) dialect: Dialect,
    pub(crate) name: Box<str>,
    pub(crate) seqid: i32,
}

impl Address {
    /// The sequence id by which the client knows the reply among those to its other calls, if it has
    /// given it one: see [`Replies`](crate::server).
    #[cfg(feature = "net")]
    pub(crate) fn tag(&self) -> Option<NonZeroI32> {
        match &self.wrapping {
            Wrapping::Framed | Wrapping::Buffered => None,
            Wrapping::Header(head) => NonZeroI32::new(head.seqid),
        }
    }

    /// Appends the message that answers the call.
    ///
    /// An answer that does not fit a message is replaced by an exception that says so.
    pub(crate) fn write(&mut self, out: &mut Outgoing, response: &Response) -> Result<()> {
        self.write_as_is(out, response).or_else(|error| {
            let codec = Codec::new(self.dialect.protocol(), Limits::NETWORK);
            self.write_as_is(out, &Response::exception(codec, &error))
        })
    }

    fn write_as_is(&mut self, out: &mut Outgoing, response: &Response) -> Result<()> {
        let kind = match response.kind() {
            ResponseKind::Reply => MessageType::Reply,
            ResponseKind::Exception => MessageType::Exception,
        };
        if let Wrapping::Header(head) = &mut self.wrapping {
            head.headers = response.headers().clone();
        }
        let envelope = Envelope { name: (&*self.name).into(), kind, seqid: self.seqid };
        self.wrapping.write(out, self.dialect, &envelope, response.payload())
    }
}

/// What answers a message that cannot be had, if there is somewhere for that to go.
///
/// Nobody knows then which method it calls, nor whether it is oneway.
pub(crate) fn refuse(wrapping: Wrapping, why: &Error) -> Option<(Address, Response)> {
    let Wrapping::Header(mut head) = wrapping else { return None };
    head.timeout = None;
    let (dialect, seqid) = (Dialect::of(head.protocol), head.seqid);
    let codec = Codec::new(head.protocol, Limits::NETWORK);
    let response = match why.kind() {
        Kind::Application(_) => Response::exception(codec, why),
        _ => {
            let message = format!("the message cannot be read: {why}");
            let told = Error::application(ApplicationKind::ProtocolError, message);
            Response::exception(codec, &told)
        }
    };
    let wrapping = Wrapping::Header(head);
    Some((Address { wrapping, dialect, name: "".into(), seqid }, response))
}

/// The sequence id of the call that a message answers.
///
/// # Errors
///
/// Fails when the message is none.
pub(crate) fn seqid(arrival: &Arrival) -> Result<i32> {
    match (&arrival.message, &arrival.wrapping) {
        (Err(_), Wrapping::Header(head)) => Ok(head.seqid),
        (message, _) => {
            let message = message.as_deref().unwrap_or_default();
            let (_, envelope, _) = Dialect::read(message)?;
            Ok(envelope.seqid)
        }
    }
}

/// Checks the message that answers a call.
///
/// A message that does not fit fails its call and no other, since the connection is in step. An
/// exception may bear any name: what it says tells more than that it came under another one.
pub(crate) fn response(request: &Request, arrival: Arrival) -> Result<Response> {
    let Arrival { wrapping, message } = arrival;
    let message = message?;
    let (dialect, envelope, payload) = Dialect::read(&message)?;
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
    let response = Response::new(kind, body);
    Ok(match wrapping {
        Wrapping::Framed | Wrapping::Buffered => response,
        Wrapping::Header(head) => response.with_headers(head.headers),
    })
}

/// Whether a reply of this name answers the call: the name of a service is no part of it, though
/// some servers give all of the name back.
fn is_to(request: &Request, name: &str) -> bool {
    let (_, method) = multiplexed::split(request.method());
    name == method || name == request.method()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::protocol::Protocol;
    use crate::transport::Outgoing;

    #[test]
    fn a_reply_has_the_name_and_the_sequence_id_of_its_call() {
        let dialect = Dialect::of(Protocol::Binary);
        let mut address =
            Address { wrapping: Wrapping::Buffered, dialect, name: "f".into(), seqid: 7 };
        let reply = Response::new(ResponseKind::Reply, Bytes::from_static(&[0]));
        let mut out = Outgoing::default();
        address.write(&mut out, &reply).unwrap();
        assert_eq!(out.into_vec(), b"\x80\x01\0\x02\0\0\0\x01f\0\0\0\x07\0");
    }
}
