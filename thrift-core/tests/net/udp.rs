//! Oneway calls as datagrams.

mod client;
mod hostile;
mod shutdown;

use core::future::pending;
use core::net::SocketAddr;
use core::time::Duration;

use tokio::net::UdpSocket;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use thrift::observe::{Call, DroppedDatagram, End, Observer};
use thrift::server::Shutdown;
use thrift::service::{Dispatch, Method, Multiplexed, Request, Response, call};
use thrift::value::Struct;
use thrift::{Client, Context, Kind, Protocol, Result, Server, ServerHandle, UdpClient, UdpServer};

use crate::desk::Desk;
use crate::support::*;

const TOUCH: Method = Method::new("touch").oneway();

/// A desk that says which methods it has, as a generated server does.
struct Described(Desk);

impl Dispatch for Described {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        assert!(request.is_oneway(), "nobody is there to get a reply");
        self.0.dispatch(request).await
    }

    fn describe(&self, method: &str) -> Option<Method> {
        match method {
            "touch" => Some(TOUCH),
            "ponder" => Some(Method::new("ponder").oneway()),
            "panic" => Some(Method::new("panic").oneway()),
            "echo" => Some(Method::new("echo")),
            _ => None,
        }
    }
}

/// Tells a test of datagrams that are dropped.
struct Journal(mpsc::UnboundedSender<(usize, Kind, String)>);

impl Observer for Journal {
    fn call_ended(&self, _: &Call, _: &End) {}

    fn datagram_dropped(&self, datagram: &DroppedDatagram) {
        assert!(datagram.peer().ip().is_loopback());
        let reason = datagram.reason();
        self.0.send((datagram.length(), reason.kind(), reason.to_string())).unwrap();
    }
}

/// A server that a test talks to.
struct Served {
    address: SocketAddr,
    visitor: Visitor,
    dropped: mpsc::UnboundedReceiver<(usize, Kind, String)>,
    handle: ServerHandle,
    serving: JoinHandle<Result<Shutdown>>,
}

impl Served {
    /// Why the next datagram was dropped.
    async fn reason(&mut self) -> String {
        self.dropped.recv().await.unwrap().2
    }

    async fn shutdown(self) -> Shutdown {
        self.handle.shutdown().await;
        self.serving.await.unwrap().unwrap()
    }
}

async fn serve(set: impl FnOnce(UdpServer) -> UdpServer) -> Served {
    let (desk, visitor) = desk();
    let (sender, dropped) = mpsc::unbounded_channel();
    let server = set(UdpServer::bind("127.0.0.1:0").await.unwrap().observe(Journal(sender)));
    let (address, handle) = (server.endpoint().socket_addr().unwrap(), server.handle());
    let serving = tokio::spawn(server.serve_with_shutdown(Described(desk), pending()));
    Served { address, visitor, dropped, handle, serving }
}

/// A socket that sends what it is given.
async fn sender(address: SocketAddr) -> UdpSocket {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    socket.connect(address).await.unwrap();
    socket
}

async fn send(socket: &UdpSocket, datagram: &[u8]) {
    assert_eq!(socket.send(datagram).await.unwrap(), datagram.len());
}

#[tokio::test]
async fn each_client_is_understood_in_the_protocol_that_it_speaks() {
    within(async {
        let mut served = serve(|server| server).await;
        for protocol in Protocol::ALL {
            let client = UdpClient::connect(served.address).await.unwrap().protocol(*protocol);
            call::<_, _, (), thrift::Error>(&client, TOUCH, Struct::new()).await.unwrap();
            served.visitor.started("touch").await;
        }
        let old = sender(served.address).await;
        send(&old, &old_message(ONEWAY, "touch", 0, &[0])).await;
        served.visitor.started("touch").await;
        assert_eq!(served.shutdown().await.dropped_datagrams, 0);
    })
    .await;
}

#[tokio::test]
async fn a_client_that_cannot_say_that_a_call_is_oneway_is_understood() {
    within(async {
        let mut served = serve(|server| server).await;
        let socket = sender(served.address).await;
        send(&socket, &message(CALL, "touch", 1, &[0])).await;
        served.visitor.started("touch").await;
    })
    .await;
}

#[tokio::test]
async fn a_method_that_is_not_oneway_is_never_executed() {
    within(async {
        let mut served = serve(|server| server).await;
        let socket = sender(served.address).await;
        for kind in [CALL, ONEWAY] {
            send(&socket, &message(kind, "echo", 1, &number(1))).await;
            let text = "\"echo\" is no oneway method, and nothing is answered over UDP";
            assert_eq!(served.reason().await, text);
        }
        // Of an unknown one the server knows what the client says.
        send(&socket, &message(CALL, "un\nknown", 2, &[0])).await;
        let text = "\"un\\nknown\" is no oneway method, and nothing is answered over UDP";
        assert_eq!(served.reason().await, text);
        assert!(served.visitor.is_idle());
        send(&socket, &message(ONEWAY, "unknown", 3, &[0])).await;
        served.visitor.started("unknown").await;
        assert_eq!(served.shutdown().await.dropped_datagrams, 3);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_sent_back() {
    within(async {
        let mut served = serve(|server| server).await;
        let socket = sender(served.address).await;
        for datagram in [
            message(CALL, "touch", 1, &[0]),
            message(CALL, "echo", 2, &number(2)),
            message(ONEWAY, "panic", 3, &[0]),
            message(CALL, "panic", 4, &[0]),
            b"garbage".to_vec(),
            message(ONEWAY, "touch", 5, &[0]),
        ] {
            send(&socket, &datagram).await;
        }
        for method in ["touch", "panic", "panic", "touch"] {
            served.visitor.started(method).await;
        }
        served.shutdown().await;
        // All that would have been sent is here by now.
        let socket = socket.into_std().unwrap();
        let received = socket.recv(&mut [0; 64]).unwrap_err();
        assert_eq!(received.kind(), std::io::ErrorKind::WouldBlock);
    })
    .await;
}

/// Shows the contexts of its calls.
struct Shown(mpsc::UnboundedSender<(Context, Option<Method>)>);

impl Dispatch for Shown {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        self.0.send((request.context().clone(), request.described())).unwrap();
        None
    }

    fn describe(&self, _: &str) -> Option<Method> {
        Some(TOUCH)
    }
}

#[tokio::test]
async fn a_handler_knows_who_called_and_how_much_time_there_is() {
    within(async {
        let (sender_of_contexts, mut contexts) = mpsc::unbounded_channel();
        let server = UdpServer::bind("127.0.0.1:0").await.unwrap();
        let server = server.handler_timeout(Duration::from_secs(7));
        let address = server.endpoint().socket_addr().unwrap();
        tokio::spawn(server.serve(Shown(sender_of_contexts)));
        let socket = sender(address).await;
        send(&socket, &message(CALL, "touch", 1, &[0])).await;
        let (context, described) = contexts.recv().await.unwrap();
        assert_eq!((context.method(), described), ("touch", Some(TOUCH)));
        assert_eq!(context.peer().unwrap().address(), Some(socket.local_addr().unwrap()));
        let left = context.time_left().unwrap();
        assert!(left <= Duration::from_secs(7) && left > Duration::from_secs(5));
        assert!(!context.is_cancelled());
    })
    .await;
}

#[tokio::test]
async fn several_services_share_a_port() {
    within(async {
        let (first, mut first_visitor) = desk();
        let (second, mut second_visitor) = desk();
        let services =
            Multiplexed::new().add("First", Described(first)).add("Second", Described(second));
        let server = UdpServer::bind("127.0.0.1:0").await.unwrap();
        let endpoint = server.endpoint();
        tokio::spawn(server.serve(services));

        let client = UdpClient::connect(&endpoint).await.unwrap();
        let second = client.service("Second");
        call::<_, _, (), thrift::Error>(&second, TOUCH, Struct::new()).await.unwrap();
        second_visitor.started("touch").await;
        // The same from a client that says nothing of oneway, and from a general one.
        let socket = sender(endpoint.socket_addr().unwrap()).await;
        send(&socket, &message(CALL, "First:touch", 1, &[0])).await;
        first_visitor.started("touch").await;
        let first = Client::connect(endpoint).await.unwrap().service("First");
        call::<_, _, (), thrift::Error>(&first, TOUCH, Struct::new()).await.unwrap();
        first_visitor.started("touch").await;
    })
    .await;
}

#[tokio::test]
async fn a_handler_that_panics_or_takes_too_long_harms_nobody() {
    within(async {
        let set =
            |server: UdpServer| server.max_in_flight(1).handler_timeout(Duration::from_millis(10));
        let mut served = serve(set).await;
        let socket = sender(served.address).await;
        for method in ["panic", "ponder", "touch"] {
            send(&socket, &message(ONEWAY, method, 1, &[0])).await;
        }
        for method in ["panic", "ponder", "touch"] {
            served.visitor.started(method).await;
        }
        assert_eq!(served.shutdown().await.dropped_datagrams, 0);
    })
    .await;
}

#[tokio::test]
async fn an_endpoint_of_another_kind_is_refused() {
    let error = UdpServer::bind("mem:udp").await.unwrap_err();
    let text = "mem:udp is no port for datagrams, such as `udp://HOST:PORT`";
    assert_eq!(error.to_string(), text);
    let error = UdpClient::connect("tls://localhost:1").await.unwrap_err();
    let text = "tls://localhost:1 is no port for datagrams, such as `udp://HOST:PORT`";
    assert_eq!(error.to_string(), text);
    let error = Server::bind("udp://127.0.0.1:0").await.unwrap_err();
    let text = "cannot listen at udp://127.0.0.1:0: \
                a `Server` has connections; `UdpServer` takes datagrams";
    assert_eq!(error.to_string(), text);
}

#[tokio::test]
async fn a_port_that_is_taken_is_an_error() {
    let taken = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = taken.local_addr().unwrap();
    let error = UdpServer::bind(address).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Transport);
    assert!(error.to_string().starts_with(&format!("cannot listen at udp://{address}: ")));
}
