//! What an agent of Jaeger is to its clients: a port that takes batches of spans as datagrams in Compact,
//! and answers nothing.
//!
//! ```text
//! cargo run --example jaeger_udp                    both, on a free port
//! cargo run --example jaeger_udp -- agent [ADDRESS]  until Ctrl-C
//! cargo run --example jaeger_udp -- client [ADDRESS]
//! ```
//!
//! The bytes are those of Jaeger's own clients, which send to port 6831. What these types leave out of
//! Jaeger's IDL, such as logs and references, is skipped.

use std::env;
use std::error::Error;
use std::time::{SystemTime, UNIX_EPOCH};

use thrift::observe::{Call, DroppedDatagram, End, Observer};
use thrift::{Protocol, UdpClient, UdpServer};

thrift::thrift! {
    /** Which of the values of a tag is set. */
    enum TagType { STRING = 0, DOUBLE = 1, BOOL = 2, LONG = 3, BINARY = 4 }

    struct Tag {
        1: required string key,
        2: required TagType kind,
        3: optional string text,
        4: optional double number,
        5: optional bool truth,
        6: optional i64 integer,
        7: optional binary bytes,
    }

    /** Something that took a while, as a part of what began it. */
    struct Span {
        1: required i64 traceIdLow,
        2: required i64 traceIdHigh,
        3: required i64 spanId,
        /** Zero if nothing began it. */
        4: required i64 parentSpanId,
        5: required string operation,
        7: required i32 flags,
        /** In microseconds since 1970. */
        8: required i64 start,
        /** In microseconds. */
        9: required i64 duration,
        10: optional list<Tag> tags,
    }

    /** Who sends spans. */
    struct Process { 1: required string service, 2: optional list<Tag> tags }

    struct Batch {
        1: required Process process,
        2: required list<Span> spans,
        /** Counts the batches of a client, so that those that are lost leave a gap. */
        3: optional i64 number,
    }

    /** A span as clients of Zipkin send it, which this agent does no more than count. */
    struct ZipkinSpan { 1: i64 traceId, 3: string name, 4: i64 id }

    service Agent {
        oneway void emitZipkinBatch(1: list<ZipkinSpan> spans)
        oneway void emitBatch(1: Batch batch)
    }
}

const ADDRESS: &str = "127.0.0.1:6831";

/// What Jaeger's agents take unless they are told otherwise.
const MAX_DATAGRAM: usize = 65_000;

/// Prints what it gets.
struct Printer;

impl Agent for Printer {
    async fn emit_zipkin_batch(&self, spans: Vec<ZipkinSpan>) -> thrift::Result<()> {
        println!("agent: {} spans of Zipkin", spans.len());
        Ok(())
    }

    async fn emit_batch(&self, batch: Batch) -> thrift::Result<()> {
        let Batch { process, spans, number } = batch;
        println!("agent: batch {} of {}", number.unwrap_or_default(), process.service);
        for span in spans {
            let Span { trace_id_high, trace_id_low, span_id, operation, duration, .. } = &span;
            println!(
                "agent:   {trace_id_high:016x}{trace_id_low:016x}/{span_id:016x} \
                 {operation}, {duration} µs"
            );
            for tag in span.tags.unwrap_or_default() {
                println!("agent:     {} = {}", tag.key, value(&tag));
            }
        }
        Ok(())
    }
}

/// Prints what cannot be a batch.
impl Observer for Printer {
    fn call_ended(&self, _: &Call, _: &End) {}

    fn datagram_dropped(&self, datagram: &DroppedDatagram) {
        let (length, peer) = (datagram.length(), datagram.peer());
        println!("agent: {length} bytes of {peer} are no batch: {}", datagram.reason());
    }
}

fn value(tag: &Tag) -> String {
    match tag.kind {
        TagType::STRING => format!("{:?}", tag.text.as_deref().unwrap_or_default()),
        TagType::DOUBLE => tag.number.unwrap_or_default().to_string(),
        TagType::BOOL => tag.truth.unwrap_or_default().to_string(),
        TagType::LONG => tag.integer.unwrap_or_default().to_string(),
        TagType::BINARY => format!("{:?}", tag.bytes.as_deref().unwrap_or_default()),
        other => format!("{other}, which this agent does not know"),
    }
}

async fn agent(address: &str) -> thrift::Result<UdpServer> {
    let server = UdpServer::bind(address).await?.max_datagram(MAX_DATAGRAM).observe(Printer);
    println!("agent: at {}", server.endpoint());
    Ok(server)
}

async fn client(endpoint: &str) -> thrift::Result<()> {
    let client = UdpClient::connect(endpoint).await?;
    let client = client.protocol(Protocol::Compact).max_datagram(MAX_DATAGRAM);
    AgentClient::new(client).emit_batch(batch()).await?;
    println!("client: sent a batch to {endpoint}");
    Ok(())
}

/// Two spans, of which the first began the second.
fn batch() -> Batch {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let start = i64::try_from(now.as_micros()).unwrap_or_default();
    let root = Span {
        trace_id_low: 0x1234,
        span_id: 1,
        operation: "GET /orders".into(),
        flags: 1,
        start,
        duration: 1500,
        tags: Some(vec![
            Tag { integer: Some(200), ..tag("http.status_code", TagType::LONG) },
            Tag { text: Some("ada".into()), ..tag("tenant", TagType::STRING) },
        ]),
        ..Default::default()
    };
    let child = Span {
        span_id: 2,
        parent_span_id: 1,
        operation: "select".into(),
        duration: 900,
        tags: None,
        ..root
    };
    let process = Process { service: "shop".into(), tags: None };
    Batch { process, spans: vec![root, child], number: Some(1) }
}

/// A tag without its value.
fn tag(key: &str, kind: TagType) -> Tag {
    Tag { key: key.into(), kind, ..Default::default() }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let role = arguments.next();
    let address = arguments.next().unwrap_or_else(|| ADDRESS.into());
    match role.as_deref() {
        Some("agent") => {
            let ctrl_c = async { drop(tokio::signal::ctrl_c().await) };
            let server = agent(&address).await?;
            let shutdown = server.serve_with_shutdown(AgentServer::new(Printer), ctrl_c).await?;
            println!("agent: dropped {} datagrams", shutdown.dropped_datagrams);
        }
        Some("client") => client(&address).await?,
        Some(other) => return Err(format!("`{other}` is neither `agent` nor `client`").into()),
        None => {
            let server = agent("127.0.0.1:0").await?;
            let (endpoint, handle) = (server.endpoint().to_string(), server.handle());
            let serving = tokio::spawn(server.serve(AgentServer::new(Printer)));
            client(&endpoint).await?;
            // What has arrived is executed first.
            handle.shutdown().await;
            serving.await??;
        }
    }
    Ok(())
}
