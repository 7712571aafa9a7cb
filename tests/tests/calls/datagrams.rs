//! Services over UDP: what generated clients and servers do there, and the heap that a flood takes.

use std::sync::Arc;
use std::time::Duration;

use tokio::net::UdpSocket;
use tokio::sync::{Semaphore, mpsc};
use tokio::time::timeout;

use thrift::observe::{Call, DroppedDatagram, End, Observer};
use thrift::{Client, Kind, Protocol, Result, UdpServer};

thrift::thrift! {
    service Log {
        oneway void append(1: string line)
        i32 count()
    }
}

/// Hands on what it is told, and waits at a gate.
struct Journal {
    lines: mpsc::UnboundedSender<String>,
    gate: Arc<Semaphore>,
}

impl Log for Journal {
    async fn append(&self, line: String) -> Result<()> {
        let _pass = self.gate.acquire().await.unwrap();
        self.lines.send(line).unwrap();
        Ok(())
    }

    async fn count(&self) -> Result<i32> {
        panic!("a method that is answered was executed");
    }
}

fn journal(gate: usize) -> (Journal, Arc<Semaphore>, mpsc::UnboundedReceiver<String>) {
    let (lines, received) = mpsc::unbounded_channel();
    let gate = Arc::new(Semaphore::new(gate));
    (Journal { lines, gate: Arc::clone(&gate) }, gate, received)
}

/// Tells why datagrams are dropped.
struct Reasons(mpsc::UnboundedSender<String>);

impl Observer for Reasons {
    fn call_ended(&self, _: &Call, _: &End) {}

    fn datagram_dropped(&self, datagram: &DroppedDatagram) {
        self.0.send(datagram.reason().to_string()).unwrap();
    }
}

#[tokio::test]
async fn a_generated_client_needs_no_more_than_the_endpoint() {
    let test = async {
        let (handler, _gate, mut lines) = journal(1);
        let server = UdpServer::bind("udp://127.0.0.1:0").await.unwrap();
        let endpoint = server.endpoint().to_string();
        tokio::spawn(server.serve(LogServer::new(handler)));

        let client = LogClient::connect(&endpoint).await.unwrap();
        client.append("in Binary".into()).await.unwrap();
        assert_eq!(lines.recv().await.as_deref(), Some("in Binary"));
        let error = client.count().await.unwrap_err();
        assert_eq!(error.kind(), Kind::Invalid);
        assert!(error.to_string().starts_with("`count` wants a reply"), "{error}");

        let compact = Client::builder().protocol(Protocol::Compact).connect(endpoint).await;
        LogClient::new(compact.unwrap()).append("in Compact".into()).await.unwrap();
        assert_eq!(lines.recv().await.as_deref(), Some("in Compact"));
    };
    timeout(Duration::from_secs(20), test).await.unwrap();
}

#[tokio::test]
async fn a_generated_server_knows_which_methods_are_answered() {
    let test = async {
        let (handler, _gate, mut lines) = journal(1);
        let (reasons, mut dropped) = mpsc::unbounded_channel();
        let server = UdpServer::bind("127.0.0.1:0").await.unwrap().observe(Reasons(reasons));
        let address = server.endpoint().socket_addr().unwrap();
        tokio::spawn(server.serve(LogServer::new(handler)));

        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        socket.connect(address).await.unwrap();
        // Ordinary calls in Compact, of which the second is one of a oneway method.
        socket.send(b"\x82\x21\x01\x05count\0").await.unwrap();
        let reason = dropped.recv().await.unwrap();
        assert_eq!(reason, "\"count\" is no oneway method, and nothing is answered over UDP");
        socket.send(b"\x82\x21\x02\x06append\x18\x02hi\0").await.unwrap();
        assert_eq!(lines.recv().await.as_deref(), Some("hi"));
    };
    timeout(Duration::from_secs(20), test).await.unwrap();
}

/// Datagrams of a flood, and the length of the line in each.
const FLOOD: usize = 2000;
const LINE: usize = 60_000;

/// Sends a flood to a server of three calls at once, and then lets those end; how many lines arrived.
async fn flood() -> usize {
    let (handler, gate, mut lines) = journal(0);
    let server = UdpServer::bind("127.0.0.1:0").await.unwrap().max_in_flight(3);
    let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
    let serving = tokio::spawn(server.serve(LogServer::new(handler)));

    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    socket.connect(address).await.unwrap();
    let mut datagram = b"\x82\x81\x01\x06append\x18".to_vec();
    datagram.extend([0xe0, 0xd4, 0x03]);
    datagram.resize(datagram.len() + LINE, b'x');
    datagram.push(0);
    for _ in 0..FLOOD {
        socket.send(&datagram).await.unwrap();
        tokio::task::yield_now().await;
    }
    gate.add_permits(1);
    handle.shutdown().await;
    serving.await.unwrap().unwrap();
    let mut arrived = 0;
    while let Some(line) = lines.recv().await {
        assert_eq!(line.len(), LINE);
        arrived += 1;
    }
    arrived
}

#[test]
fn a_flood_takes_no_more_heap_than_the_calls_that_are_executed() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut arrived = 0;
    let heap = allocation_counter::measure(|| {
        let flood = async { timeout(Duration::from_secs(60), flood()).await };
        arrived = runtime.block_on(flood).unwrap();
    });
    // Those of the flood that there was room for, here and in the buffer of the system.
    assert!((3..FLOOD / 2).contains(&arrived), "{arrived}");
    // Lines wait for the end of the test; beside them there are three calls, each with its datagram,
    // the socket's buffer and the test's.
    let most = (arrived + 3 * 2 + 2 + 4) * LINE;
    assert!(heap.bytes_max < most as u64, "{} bytes for {arrived} lines", heap.bytes_max);
}
