//! The spans and their fields.

use core::fmt;

use ::tracing::field::Empty;
use ::tracing::{Span, info_span};

use super::Address;
use crate::observe::{Call, End, Observer, Side};
use crate::service::{Method, Peer, Request};

/// What a method is called that is not known: its name may be any text.
const OTHER: &str = "_OTHER";

const SYSTEM: &str = "thrift";

/// What filters name the spans by.
const TARGET: &str = "thrift";

/// The most bytes of a text of a client that a field has: a name may be as long as a message.
const LONGEST: usize = 256;

/// Makes the span of a call.
pub(super) fn new(side: Side, request: &Request, server: Option<&Address>) -> Span {
    match side {
        Side::Client => of_client(request, server),
        Side::Server => of_server(request, server),
    }
}

fn of_client(request: &Request, server: Option<&Address>) -> Span {
    let method = request.described();
    info_span!(
        target: TARGET,
        "rpc",
        "otel.name" = %Name(method, SYSTEM),
        "otel.kind" = "client",
        "otel.status_code" = Empty,
        "rpc.system.name" = SYSTEM,
        "rpc.method" = %Name(method, OTHER),
        "rpc.method_original" = original(request),
        "rpc.response.status_code" = Empty,
        "server.address" = server.map(|server| &*server.host),
        "server.port" = server.and_then(|server| server.port),
        "error.type" = Empty,
    )
}

fn of_server(request: &Request, server: Option<&Address>) -> Span {
    let method = request.described();
    let peer = request.context().peer().and_then(Peer::address);
    info_span!(
        target: TARGET,
        "rpc",
        "otel.name" = %Name(method, SYSTEM),
        "otel.kind" = "server",
        "otel.status_code" = Empty,
        "rpc.system.name" = SYSTEM,
        "rpc.method" = %Name(method, OTHER),
        "rpc.method_original" = original(request),
        "rpc.response.status_code" = Empty,
        "server.address" = server.map(|server| &*server.host),
        "server.port" = server.and_then(|server| server.port),
        "network.peer.address" = peer.map(|peer| ::tracing::field::display(peer.ip())),
        "network.peer.port" = peer.map(|peer| peer.port()),
        "error.type" = Empty,
    )
}

/// The name of a method, or else another text.
struct Name(Option<Method>, &'static str);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(method) => method.fmt(f),
            None => f.write_str(self.1),
        }
    }
}

/// The start of what was called, if that is no method that is known.
fn original(request: &Request) -> Option<&str> {
    if request.described().is_some() {
        return None;
    }
    let name = request.method();
    let end = (0..=LONGEST.min(name.len())).rev().find(|end| name.is_char_boundary(*end));
    end.map(|end| &name[..end])
}

/// Records in a span what came of its call.
pub(super) struct Recorder(pub(super) Span);

impl Observer for Recorder {
    fn call_ended(&self, _: &Call, end: &End) {
        if let Some(code) = end.outcome().status_code() {
            self.0.record("rpc.response.status_code", code);
        }
        if let Some(error) = end.outcome().error_type() {
            self.0.record("error.type", error);
            self.0.record("otel.status_code", "ERROR");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Codec;

    fn received(method: &str) -> Request {
        Request::received(method, false, Codec::default(), vec![0].into())
    }

    #[test]
    fn a_long_name_that_is_not_known_is_cut_between_characters() {
        let long = format!("{}éé", "x".repeat(LONGEST - 1));
        assert_eq!(original(&received(&long)), Some(&*"x".repeat(LONGEST - 1)));
        assert_eq!(original(&received("f")), Some("f"));
        assert_eq!(original(&received("")), Some(""));
    }

    #[test]
    fn a_name_that_is_known_is_that_of_its_service_too() {
        let known = Request::new(("Users", "get"), Codec::default(), &0).unwrap();
        assert_eq!(original(&known), None);
        assert_eq!(Name(known.described(), OTHER).to_string(), "Users/get");
        assert_eq!(Name(None, OTHER).to_string(), "_OTHER");
    }
}
