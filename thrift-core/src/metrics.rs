//! How long calls take, for the crate `metrics`: the feature `metrics`.
//!
//! A [`Recorder`] is an [`Observer`] that has what `metrics` is told by: whatever recorder the program
//! has installed there, Prometheus for example. Names, units and labels are those of OpenTelemetry:
//!
//! | histogram | unit | of |
//! |---|---|---|
//! | `rpc.client.call.duration` | seconds | each call that is made |
//! | `rpc.server.call.duration` | seconds | each call that is answered |
//! | `rpc.client.request.size`, `rpc.server.request.size` | bytes | its arguments, if [asked for](Recorder::with_sizes) |
//! | `rpc.client.response.size`, `rpc.server.response.size` | bytes | its answer, if asked for |
//!
//! The counter `thrift.server.dropped_datagrams` has the datagrams that a `UdpServer` does not execute, if
//! the recorder observes that. OpenTelemetry has no name for it.
//!
//! | label | value |
//! |---|---|
//! | `rpc.system.name` | `thrift` |
//! | `rpc.method` | `Service/method`, or `_OTHER` for whatever else a client calls |
//! | `rpc.response.status_code` | the exception that was answered, if one was |
//! | `error.type` | [what went wrong](crate::observe::Outcome::error_type), if something did |
//! | `server.address`, `server.port` | where the server is, if the recorder was told |

use std::borrow::Cow;

use ::metrics::{Label, SharedString, Unit, describe_histogram, histogram};
#[cfg(feature = "net")]
use ::metrics::{counter, describe_counter};

#[cfg(any(feature = "blocking", feature = "net"))]
use crate::Endpoint;
#[cfg(feature = "net")]
use crate::observe::DroppedDatagram;
use crate::observe::{Call, End, Observer, Side};

/// Measures how long calls take.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use thrift::metrics::Recorder;
/// use thrift::service::{ChannelExt, Direct, DispatchExt};
///
/// thrift::thrift! { service Greeter { string hello(1: string name) } }
/// # struct English;
/// # impl Greeter for English {
/// #     async fn hello(&self, name: String) -> thrift::Result<String> {
/// #         Ok(format!("Hello, {name}!"))
/// #     }
/// # }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// let server = GreeterServer::new(English).observe(Recorder::new());
/// # let channel = Direct::new(server);
/// let client = GreeterClient::new(channel.observe(Recorder::new().server("localhost", 9090)));
/// client.hello("Ada".into()).await?;
/// # Ok(())
/// # }
/// # main().unwrap();
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Recorder {
    sizes: bool,
    /// Where the server is.
    server: Vec<Label>,
}

impl Recorder {
    /// A recorder of durations; it describes what it will record to the installed recorder of
    /// `metrics`, so that one should be there.
    #[must_use]
    pub fn new() -> Self {
        for (name, of) in [
            ("rpc.client.call.duration", "Duration of calls that are made."),
            ("rpc.server.call.duration", "Duration of calls that are answered."),
        ] {
            describe_histogram!(name, Unit::Seconds, of);
        }
        #[cfg(feature = "net")]
        describe_counter!(DROPPED_DATAGRAMS, Unit::Count, "Datagrams that are not executed.");
        Self::default()
    }

    /// Records how long arguments and answers are, too.
    ///
    /// Their names are those of the conventions before version 1.38, which have none for it now.
    #[must_use]
    pub fn with_sizes(self) -> Self {
        for (name, of) in [
            ("rpc.client.request.size", "Length of the arguments of calls that are made."),
            ("rpc.client.response.size", "Length of the answers to calls that are made."),
            ("rpc.server.request.size", "Length of the arguments of calls that are answered."),
            ("rpc.server.response.size", "Length of the answers to calls that are answered."),
        ] {
            describe_histogram!(name, Unit::Bytes, of);
        }
        Self { sizes: true, ..self }
    }

    /// Says where the server is: its name, its address or the path of its socket; and its port, if it
    /// has one.
    #[must_use]
    pub fn server(mut self, address: impl Into<String>, port: impl Into<Option<u16>>) -> Self {
        self.server = vec![Label::new("server.address", address.into())];
        if let Some(port) = port.into() {
            self.server.push(Label::new("server.port", port.to_string()));
        }
        self
    }

    /// Says where the server is.
    #[cfg(any(feature = "blocking", feature = "net"))]
    #[must_use]
    pub fn endpoint(self, endpoint: &Endpoint) -> Self {
        let (address, port) = endpoint.server();
        self.server(address, port)
    }

    fn labels(&self, call: &Call, end: &End) -> Vec<Label> {
        let method =
            call.described().map_or(Cow::Borrowed("_OTHER"), |method| match method.service() {
                Some(_) => Cow::Owned(method.to_string()),
                None => Cow::Borrowed(method.name()),
            });
        let mut labels = Vec::with_capacity(6);
        labels.push(Label::from_static_parts("rpc.system.name", "thrift"));
        labels.push(Label::new("rpc.method", SharedString::from(method)));
        labels.extend(self.server.iter().cloned());
        for (key, value) in [
            ("rpc.response.status_code", end.outcome().status_code()),
            ("error.type", end.outcome().error_type()),
        ] {
            labels.extend(value.map(|value| Label::from_static_parts(key, value)));
        }
        labels
    }
}

impl Observer for Recorder {
    fn call_ended(&self, call: &Call, end: &End) {
        let [duration, request, response] = names(call.side());
        let labels = self.labels(call, end);
        if self.sizes {
            histogram!(request, labels.clone()).record(length(call.request_size()));
            if let Some(size) = end.response_size() {
                histogram!(response, labels.clone()).record(length(size));
            }
        }
        histogram!(duration, labels).record(end.duration());
    }

    #[cfg(feature = "net")]
    fn datagram_dropped(&self, datagram: &DroppedDatagram) {
        let mut labels = self.server.clone();
        labels.push(Label::from_static_parts("error.type", datagram.reason().kind().name()));
        counter!(DROPPED_DATAGRAMS, labels).increment(1);
    }
}

/// The conventions have no name for it.
#[cfg(feature = "net")]
const DROPPED_DATAGRAMS: &str = "thrift.server.dropped_datagrams";

/// The names of the histograms of the duration, the size of the request and that of the response.
fn names(side: Side) -> [&'static str; 3] {
    match side {
        Side::Client => {
            ["rpc.client.call.duration", "rpc.client.request.size", "rpc.client.response.size"]
        }
        Side::Server => {
            ["rpc.server.call.duration", "rpc.server.request.size", "rpc.server.response.size"]
        }
    }
}

/// A length as `metrics` takes numbers: that of a message is one of 32 bits.
fn length(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX))
}
