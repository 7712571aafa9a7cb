//! What connections take, as `docs/reference/limits.md` says it; in a process of its own, whose memory
//! is nobody else's.

#![cfg(all(feature = "tls", target_os = "linux"))]
#![expect(clippy::unwrap_used, reason = "a test fails where it is surprised")]

use core::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use thrift::Server;
use thrift::service::{Dispatch, Request, Response, ResponseKind};
use thrift::tls::ServerTls;

struct Echo;

impl Dispatch for Echo {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        Some(Response::new(ResponseKind::Reply, request.arguments().clone()))
    }
}

const CONNECTIONS: u64 = 64;

/// The memory of this process, in KiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// A server and its connections, which stay: their memory is for no others.
type Kept = (JoinHandle<thrift::Result<()>>, Vec<TcpStream>);

/// The KiB that each connection takes over which these bytes are sent, and as many received.
async fn taken(server: Server, sent: &[u8], received: usize) -> (u64, Kept) {
    let address = server.endpoint().socket_addr().unwrap();
    let serving = tokio::spawn(server.serve(Echo));
    let mut connections = Vec::new();
    let mut reply = vec![0; received];
    let before = resident();
    for _ in 0..CONNECTIONS {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let (mut reading, mut writing) = stream.split();
        let (read, written) = tokio::join!(reading.read_exact(&mut reply), writing.write_all(sent));
        read.unwrap();
        written.unwrap();
        connections.push(stream);
    }
    // What was sent last must be read.
    sleep(Duration::from_millis(500)).await;
    (resident().saturating_sub(before) / CONNECTIONS, (serving, connections))
}

async fn bind() -> Server {
    Server::bind("127.0.0.1:0").await.unwrap()
}

#[tokio::test]
async fn a_connection_takes_no_more_than_is_said() {
    let mut all = Vec::new();
    // The start of a message that is as long as may be, in records.
    let mut hello = vec![1, 0, 0xff, 0xfb];
    hello.resize(65_000, 0);
    let records = hello.chunks(16 * 1024).flat_map(|part| {
        let length = u16::try_from(part.len()).unwrap().to_be_bytes();
        [&[22, 3, 1][..], &length, part].concat()
    });
    let records: Vec<_> = records.collect();
    let key = rcgen::KeyPair::generate().unwrap();
    let certificate = rcgen::CertificateParams::new(["localhost".to_owned()]).unwrap();
    let chain = certificate.self_signed(&key).unwrap().pem();
    let tls = ServerTls::from_pem(chain.as_bytes(), key.serialize_pem().as_bytes()).unwrap();
    for sent in [&[][..], &records] {
        let (taken, kept) = taken(bind().await.tls(tls.clone()), sent, 0).await;
        println!("{taken} KiB after {} bytes of a handshake", sent.len());
        assert!(taken <= 128);
        all.push(kept);
    }
    for length in [1000_u32, 60_000, 250_000] {
        let fixed = b"\x80\x01\0\x01\0\0\0\x04echo\0\0\0\x01\x0b\0\x01";
        let text = vec![b'x'; length as usize];
        let frame = u32::try_from(fixed.len()).unwrap() + 4 + length + 1;
        let parts = [&frame.to_be_bytes()[..], fixed, &length.to_be_bytes(), &text, &[0]];
        let call = parts.concat();
        let (taken, kept) = taken(bind().await, &call, call.len()).await;
        println!("{taken} KiB after a call of {length} bytes");
        assert!(taken <= 64 + 2 * 256);
        all.push(kept);
    }
}
