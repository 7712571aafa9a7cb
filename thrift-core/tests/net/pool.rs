//! How a client keeps connections to its server.

use core::time::Duration;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};

use thrift::client::ClientBuilder;
use thrift::service::{Channel, Dispatch, Request, Response, ResponseKind};
use thrift::{Client, Context, Endpoint, Kind, Result, Server, ServerHandle};

use crate::support::*;

async fn echo(client: &Client, body: &[u8]) -> Result<()> {
    let arguments = Bytes::copy_from_slice(body);
    let request = Request::received("echo", false, client.codec(), arguments);
    match client.send(request).await? {
        Some(found) if found.kind() == ResponseKind::Reply => assert_eq!(found.body(), body),
        answer => panic!("{answer:?} is no reply"),
    }
    Ok(())
}

async fn serve(endpoint: Endpoint) -> ServerHandle {
    let server = Server::bind(endpoint).await.unwrap();
    let handle = server.handle();
    let (desk, _visitor) = desk();
    tokio::spawn(server.serve(desk));
    handle
}

#[tokio::test]
async fn a_client_connects_again_when_its_server_is_back() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let (endpoint, handle) = (server.endpoint(), server.handle());
        let (desk, _visitor) = desk();
        tokio::spawn(server.serve(desk));
        let client = Client::connect(&endpoint).await.unwrap();
        echo(&client, &number(1)).await.unwrap();
        handle.shutdown().await;

        // Whether the end of the connection was seen before the call is a matter of time.
        let error = loop {
            let error = echo(&client, &number(2)).await.unwrap_err();
            if error.kind() != Kind::Closed {
                break error;
            }
        };
        assert_eq!(error.kind(), Kind::Transport);
        assert!(
            error.to_string().starts_with(&format!("cannot connect to {endpoint}: ")),
            "{error}"
        );

        let _handle = serve(endpoint).await;
        while let Err(error) = echo(&client, &number(3)).await {
            assert_eq!(error.kind(), Kind::Transport);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn calls_fail_at_once_between_attempts_to_connect() {
    let client = Client::builder().connect_lazy("mem:nobody").unwrap();
    for _ in 0..3 {
        let error = echo(&client, &[0]).await.unwrap_err();
        assert_eq!(error.to_string(), "cannot connect to mem:nobody: connection refused");
    }
    let _handle = serve("mem:nobody".parse().unwrap()).await;
    assert!(echo(&client, &[0]).await.is_err());
    tokio::time::sleep(Duration::from_millis(6)).await;
    echo(&client, &[0]).await.unwrap();
}

#[tokio::test]
async fn who_connects_lazily_needs_no_server_yet() {
    within(async {
        let client = Client::builder().connect_lazy("mem:later").unwrap();
        let _handle = serve("mem:later".parse().unwrap()).await;
        echo(&client, &number(1)).await.unwrap();
        assert!(Client::builder().connect_lazy("nowhere").is_err());
    })
    .await;
}

#[tokio::test]
async fn a_name_in_memory_is_free_again_when_its_server_ends() {
    within(async {
        let endpoint: Endpoint = "mem:name".parse().unwrap();
        let handle = serve(endpoint.clone()).await;
        let error = Server::bind(&endpoint).await.unwrap_err();
        assert!(error.to_string().starts_with("cannot listen at mem:name: "), "{error}");
        handle.shutdown().await;
        let error = Client::connect(&endpoint).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Transport);
        let _handle = serve(endpoint).await;
    })
    .await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_socket_in_the_file_system_is_removed_with_its_server() {
    within(async {
        let folder = std::env::temp_dir().join(format!("thrift-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.sock");
        let endpoint = Endpoint::Unix(path.clone());
        // As a server that was killed leaves it.
        drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        let handle = serve(endpoint.clone()).await;
        let error = Server::bind(&endpoint).await.unwrap_err();
        assert!(error.to_string().starts_with("cannot listen at unix:"), "{error}");
        let client = Client::connect(&endpoint).await.unwrap();
        echo(&client, &number(1)).await.unwrap();
        handle.shutdown().await;
        assert!(!path.exists());
        // A file that is no socket is none of ours.
        std::fs::write(&path, "something").unwrap();
        assert!(Server::bind(&endpoint).await.is_err());
        assert!(path.exists());
        std::fs::remove_dir_all(&folder).unwrap();
    })
    .await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_socket_that_somebody_else_made_is_served_and_stays() {
    within(async {
        let folder = std::env::temp_dir().join(format!("thrift-given-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.sock");
        let listener = tokio::net::UnixListener::bind(&path).unwrap();
        let server = Server::from_listener(listener).unwrap();
        assert_eq!(server.endpoint(), Endpoint::Unix(path.clone()));
        let handle = server.handle();
        let (desk, _visitor) = desk();
        tokio::spawn(server.serve(desk));
        let client = Client::connect(Endpoint::Unix(path.clone())).await.unwrap();
        echo(&client, &number(1)).await.unwrap();
        handle.shutdown().await;
        assert!(path.exists());
        std::fs::remove_dir_all(&folder).unwrap();
    })
    .await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_socket_without_a_path_is_no_endpoint() {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::{SocketAddr, UnixListener};

    let name = format!("thrift-{}", std::process::id());
    let address = SocketAddr::from_abstract_name(name).unwrap();
    let listener = UnixListener::bind_addr(&address).unwrap();
    listener.set_nonblocking(true).unwrap();
    let listener = tokio::net::UnixListener::from_std(listener).unwrap();
    let error = Server::from_listener(listener).unwrap_err();
    assert_eq!(error.to_string(), "connection failed: the listener is not in the file system");
}

/// Answers when it is let.
struct Gate(Arc<Semaphore>);

impl Dispatch for Gate {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        self.0.acquire().await.unwrap().forget();
        Some(Response::new(ResponseKind::Reply, request.arguments().clone()))
    }
}

/// The connections that a server is asked for while so many calls wait for their replies.
async fn connections(client: Client, listener: TcpListener, calls: usize, body: usize) -> usize {
    let gate = Arc::new(Semaphore::new(0));
    let length = u32::try_from(body).unwrap();
    let body = [&[11, 0, 1], &length.to_be_bytes()[..], &vec![b'x'; body], &[0]].concat();
    let calls = (0..calls).map(|_| {
        let (client, body) = (client.clone(), body.clone());
        tokio::spawn(async move { echo(&client, &body).await })
    });
    let calls: Vec<_> = calls.collect();
    // It goes on accepting while the calls are answered: on a slow machine some come late.
    let (sender, mut accepted) = mpsc::unbounded_channel();
    let served = Arc::clone(&gate);
    let serving = tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let gate = Gate(Arc::clone(&served));
            let config = thrift::server::Config::default();
            tokio::spawn(
                async move { thrift::server::serve_connection(stream, &gate, config).await },
            );
            sender.send(()).unwrap();
        }
    });
    let mut connections = 0;
    let quiet = Duration::from_millis(200);
    while tokio::time::timeout(quiet, accepted.recv()).await.is_ok() {
        connections += 1;
    }
    gate.add_permits(calls.len());
    for call in calls {
        call.await.unwrap().unwrap();
    }
    serving.abort();
    connections + accepted.len()
}

#[tokio::test]
async fn more_connections_are_opened_while_long_messages_are_under_way() {
    within(async {
        for (calls, body, expected) in
            [(64, 10, 1..=1), (8, 256 * 1024, 2..=3), (64, 256 * 1024, 2..=3)]
        {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let client = Client::builder().max_connections(3).connect_lazy(address).unwrap();
            let found = connections(client, listener, calls, body).await;
            assert!(expected.contains(&found), "{found} for {calls} calls");
        }
    })
    .await;
}

#[tokio::test]
async fn one_call_at_a_time_goes_over_as_many_connections_as_allowed() {
    within(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let client = Client::builder().max_connections(3).calls_per_connection(1);
        let client = client.connect_lazy(address).unwrap();
        assert_eq!(connections(client, listener, 20, 10).await, 3);
    })
    .await;
}

/// A client of a server in memory that never answers, and the calls that reach it.
async fn silent(name: &str, client: ClientBuilder) -> (Client, mpsc::UnboundedReceiver<Request>) {
    let (sender, calls) = mpsc::unbounded_channel();
    let server = Server::bind(format!("mem:{name}")).await.unwrap();
    let endpoint = server.endpoint();
    tokio::spawn(server.serve(Silent(sender)));
    (client.connect_lazy(endpoint).unwrap(), calls)
}

/// Never answers.
struct Silent(mpsc::UnboundedSender<Request>);

impl Dispatch for Silent {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        self.0.send(request).unwrap();
        core::future::pending().await
    }
}

#[tokio::test]
async fn a_connection_that_lets_calls_pass_without_a_word_is_not_used_again() {
    within(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = Client::builder().connect_lazy(listener.local_addr().unwrap()).unwrap();
        let server = async {
            let (silent, _) = listener.accept().await.unwrap();
            let (mut stream, _) = listener.accept().await.unwrap();
            answer(&mut stream, 1, 2).await;
            (silent, stream)
        };
        let calls = async {
            late(&client, Duration::from_millis(1100)).await;
            echo(&client, &number(2)).await.unwrap();
        };
        tokio::join!(server, calls);
    })
    .await;
}

#[tokio::test]
async fn a_connection_is_used_again_after_a_call_that_would_not_wait() {
    within(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = Client::builder().connect_lazy(listener.local_addr().unwrap()).unwrap();
        let server = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            // No call is late before there is a connection.
            answer(&mut stream, 1, 1).await;
            expect(&mut stream, &frame(&message(CALL, "echo", 2, &[]))).await;
            answer(&mut stream, 3, 3).await;
        };
        let calls = async {
            echo(&client, &number(1)).await.unwrap();
            late(&client, Duration::from_millis(100)).await;
            echo(&client, &number(3)).await.unwrap();
        };
        tokio::join!(server, calls);
    })
    .await;
}

/// Expects a call of `echo` with a number, and answers it.
async fn answer(stream: &mut TcpStream, seqid: i32, value: i32) {
    expect(stream, &frame(&message(CALL, "echo", seqid, &number(value)))).await;
    stream.write_all(&frame(&message(REPLY, "echo", seqid, &number(value)))).await.unwrap();
}

/// Makes a call that is not answered in its time.
async fn late(client: &Client, time: Duration) {
    let request = Request::received("echo", false, client.codec(), Bytes::new());
    let request = request.with_context(Context::new().with_timeout(time));
    assert_eq!(client.send(request).await.unwrap_err().kind(), Kind::Timeout);
}

#[tokio::test(start_paused = true)]
async fn a_connection_whose_call_was_given_up_is_not_used_for_the_next() {
    let builder = Client::builder().max_connections(2).calls_per_connection(1);
    let (client, mut calls) = silent("given-up", builder).await;
    for value in 0..4 {
        let second = Duration::from_secs(1);
        let given_up = tokio::time::timeout(second, echo(&client, &number(value))).await;
        assert!(given_up.is_err());
        let request = calls.recv().await.unwrap();
        assert_eq!(*request.arguments(), number(value), "it waits behind the one before");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_time_is_over_is_not_sent() {
    let (client, mut calls) = silent("late", Client::builder()).await;
    let request = Request::received("echo", false, client.codec(), Bytes::from_static(&[0]));
    let late = request.with_context(Context::new().with_timeout(Duration::ZERO));
    assert_eq!(client.send(late).await.unwrap_err().kind(), Kind::Timeout);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(calls.try_recv().is_err());
}

#[tokio::test]
async fn a_connection_is_opened_although_no_call_waits_so_long() {
    within(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = Client::builder().connect_lazy(listener.local_addr().unwrap()).unwrap();
        let dropped = echo(&client, &number(1)).now_or_never();
        assert!(dropped.is_none());
        let (mut stream, _) = listener.accept().await.unwrap();
        let server = async {
            answer(&mut stream, 1, 2).await;
        };
        let call = async { echo(&client, &number(2)).await.unwrap() };
        tokio::join!(call, server);
    })
    .await;
}

#[test]
fn a_client_goes_on_in_another_runtime() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = Client::builder().connect_lazy("mem:runtimes").unwrap();
    for value in 0..2 {
        // An attempt to connect is begun, and dropped with its runtime.
        runtime().block_on(async { assert!(echo(&client, &[0]).now_or_never().is_none()) });
        runtime().block_on(within(async {
            let _handle = serve("mem:runtimes".parse().unwrap()).await;
            echo(&client, &number(value)).await.unwrap();
        }));
    }
}

#[tokio::test]
async fn what_is_sent_to_a_server_that_is_gone_is_not_sent_again() {
    within(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = Client::builder().connect_lazy(listener.local_addr().unwrap()).unwrap();
        let server = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            expect(&mut stream, &frame(&message(CALL, "echo", 1, &number(1)))).await;
            stream.shutdown().await.unwrap();
            drop(stream);
            let (mut stream, _) = listener.accept().await.unwrap();
            answer(&mut stream, 1, 2).await;
            expect_end(&mut stream).await;
        };
        let calls = async {
            let client = client;
            let error = echo(&client, &number(1)).await.unwrap_err();
            assert_eq!(error.kind(), Kind::Closed);
            echo(&client, &number(2)).await.unwrap();
        };
        tokio::join!(server, calls);
    })
    .await;
}
