//! Takes spans as an agent of Jaeger does, and prints them.
//!
//! Prints `serving on udp://127.0.0.1:PORT`, and then two lines for each batch: the protocol that it
//! came in, and the batch as JSON. What is dropped is a line that starts with `dropped`. Ends at the end
//! of its standard input.

#![forbid(unsafe_code)]

use thrift::observe::{Call, DroppedDatagram, End, Observer};
use thrift::service::{Dispatch, Method, Request, Response};
use thrift::{UdpServer, simple_json};
use tokio::io::{AsyncReadExt, stdin};

use self::idl::{Agent, AgentServer, jaeger, zipkincore};

/// The IDL of Jaeger, as its client for Node ships it.
#[allow(dead_code)]
mod idl {
    thrift::include_thrift!("../idl/agent.thrift");
}

/// What agents of Jaeger take.
const MAX_DATAGRAM: usize = 65_000;

struct Printer;

impl Agent for Printer {
    async fn emit_zipkin_batch(&self, spans: Vec<zipkincore::Span>) -> thrift::Result<()> {
        println!("dropped {} spans of Zipkin", spans.len());
        Ok(())
    }

    async fn emit_batch(&self, batch: jaeger::Batch) -> thrift::Result<()> {
        println!("{}", simple_json::to_string(&batch)?);
        Ok(())
    }
}

/// Prints what cannot be a batch.
impl Observer for Printer {
    fn call_ended(&self, _: &Call, _: &End) {}

    fn datagram_dropped(&self, datagram: &DroppedDatagram) {
        println!("dropped {} bytes: {}", datagram.length(), datagram.reason());
    }
}

/// Prints the protocol of each call before it is executed.
struct Told<D>(D);

impl<D: Dispatch> Dispatch for Told<D> {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        println!("{:?}", request.codec().protocol);
        self.0.dispatch(request).await
    }

    fn describe(&self, method: &str) -> Option<Method> {
        self.0.describe(method)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> thrift::Result<()> {
    // One at a time, so that the lines of two do not mix.
    let server = UdpServer::bind("127.0.0.1:0").await?.max_datagram(MAX_DATAGRAM).max_in_flight(1);
    println!("serving on {}", server.endpoint());
    let told = async { drop(stdin().read_to_end(&mut Vec::new()).await) };
    let dispatch = Told(AgentServer::new(Printer));
    server.observe(Printer).serve_with_shutdown(dispatch, told).await?;
    Ok(())
}
