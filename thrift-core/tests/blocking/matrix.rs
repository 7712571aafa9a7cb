//! Every protocol over every transport, between ends of both kinds.

use thrift::blocking::{Client, ClientBuilder, Server};
use thrift::protocol::Codec;
use thrift::{Endpoint, IntoEndpoint, Limits, Protocol, Transport};

use crate::support::*;

const TRANSPORTS: [Transport; 4] =
    [Transport::Framed, Transport::Buffered, Transport::Header, Transport::FramedHeader];

/// Which protocol goes over which transport.
fn ways() -> impl Iterator<Item = (Protocol, Transport)> {
    let ways = Protocol::ALL.iter().flat_map(|protocol| TRANSPORTS.map(|way| (*protocol, way)));
    let carries = |transport| matches!(transport, Transport::Header | Transport::FramedHeader);
    ways.filter(move |(protocol, way)| *protocol != Protocol::Json || !carries(*way))
}

/// The settings with which each client calls.
fn settings(builder: &ClientBuilder) -> Vec<ClientBuilder> {
    vec![
        builder.clone(),
        #[cfg(feature = "zlib")]
        builder.clone().compression(thrift::Compression::Zlib),
    ]
}

/// A call of every protocol over every transport, each over a connection of its own; short messages and
/// long ones.
fn call_in_every_way(endpoint: &Endpoint) {
    for (protocol, transport) in ways() {
        let builder = Client::builder().protocol(protocol).transport(transport);
        for client in settings(&builder) {
            let client = client.connect(endpoint).unwrap();
            for length in [0, 10, 100_000, 1_000_000] {
                let body = arguments(protocol, length);
                let found = send(&client, "echo", &body).unwrap();
                assert!(found == body, "{protocol:?} {transport:?} {length}");
                notify(&client, "touch", &body).unwrap();
            }
        }
    }
}

/// `struct { 1: string text }`
fn arguments(protocol: Protocol, length: usize) -> Vec<u8> {
    let text = "x".repeat(length);
    let value = thrift::value::Struct::new().with(1, &*text).unwrap();
    Codec::new(protocol, Limits::DEFAULT).encode(&thrift::Value::Struct(value)).unwrap()
}

#[test]
fn a_blocking_client_calls_a_blocking_server() {
    within(|| {
        let (address, _visitor, handle) = start();
        call_in_every_way(&address.into_endpoint().unwrap());
        handle.shutdown();
    });
}

#[cfg(unix)]
#[test]
fn a_blocking_client_calls_a_blocking_server_over_a_socket_in_the_file_system() {
    within(|| {
        let folder = Folder::new("matrix");
        let server = Server::bind(Endpoint::Unix(folder.join("a.sock"))).unwrap();
        let (endpoint, handle) = (server.endpoint(), server.handle());
        let (desk, _visitor) = desk();
        serve(server, desk);
        call_in_every_way(&endpoint);
        handle.shutdown();
    });
}

#[cfg(feature = "net")]
mod asynchronous {
    use core::net::SocketAddr;

    use bytes::Bytes;

    use thrift::service::{Channel, Request};

    use super::*;

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
    }

    #[test]
    fn a_blocking_client_calls_an_asynchronous_server() {
        within(|| {
            let runtime = runtime();
            let server = runtime.block_on(thrift::Server::bind("127.0.0.1:0")).unwrap();
            let endpoint = server.endpoint();
            let (desk, _visitor) = desk();
            runtime.spawn(server.serve(desk));
            call_in_every_way(&endpoint);
        });
    }

    #[test]
    fn an_asynchronous_client_calls_a_blocking_server() {
        within(|| {
            let (address, _visitor, handle) = start();
            for (protocol, transport) in ways() {
                runtime().block_on(call_at_once(address, protocol, transport));
            }
            handle.shutdown();
        });
    }

    /// Many calls over one connection: they are answered in their order.
    async fn call_at_once(address: SocketAddr, protocol: Protocol, transport: Transport) {
        let client = thrift::Client::builder().protocol(protocol).transport(transport);
        let client = client.max_connections(1).connect(address).await.unwrap();
        let call = |length| {
            let client = client.clone();
            tokio::spawn(async move {
                let body = Bytes::from(arguments(protocol, length));
                let call = Request::received("echo", false, client.codec(), body.clone());
                let found = client.send(call).await.unwrap().unwrap();
                assert_eq!(*found.body(), body);
            })
        };
        let calls: Vec<_> = (0..100).map(|index| call(index * 100)).collect();
        for call in calls {
            call.await.unwrap();
        }
    }

    #[test]
    fn an_asynchronous_caller_may_wait_in_a_blocking_client() {
        within(|| {
            let (address, _visitor, handle) = start();
            let client = Client::connect(address).unwrap();
            let call = Request::received("echo", false, client.codec(), number(7).into());
            let found = runtime().block_on(client.send(call)).unwrap().unwrap();
            assert_eq!(*found.body(), number(7));
            handle.shutdown();
        });
    }
}
