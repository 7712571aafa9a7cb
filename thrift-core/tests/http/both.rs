//! Our clients against our servers.

use core::time::Duration;

use thrift::client::ClientBuilder;
use thrift::http::{Paths, Version};
use thrift::observe::{Call, End, Observer};
use thrift::service::{
    self, Channel, Dispatch, DispatchExt, Headers, Method, Multiplexed, Request, ResponseKind,
};
use thrift::value::Struct;
use thrift::{ApplicationKind, Client, Context, Error, Kind, Protocol, Server};

use crate::support::*;

const VERSIONS: [Version; 2] = [Version::Http1, Version::Http2];

fn builder(version: Version) -> ClientBuilder {
    Client::builder().http_version(version)
}

#[tokio::test]
async fn calls_of_every_protocol_are_answered() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        for version in VERSIONS {
            for protocol in Protocol::ALL {
                let client = builder(version).protocol(*protocol);
                let client = client.connect(format!("http://{address}/any/path")).await.unwrap();
                let value = Struct::new().with(1, i32::MIN).unwrap();
                let body = client.codec().encode(&value).unwrap();
                assert_eq!(send(&client, "echo", &body).await.unwrap(), body);
            }
        }
    })
    .await;
}

async fn count(client: Client, first: i32) {
    for value in first..first + 40 {
        assert_eq!(send(&client, "echo", &number(value)).await.unwrap(), number(value));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_tasks_share_a_client() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        for version in VERSIONS {
            let client = builder(version).connect(format!("http://{address}/")).await.unwrap();
            let tasks = (0..20).map(|task| tokio::spawn(count(client.clone(), task * 1000)));
            for task in tasks.collect::<Vec<_>>() {
                task.await.unwrap();
            }
        }
    })
    .await;
}

#[tokio::test]
async fn long_messages_pass_both_ways() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        for version in VERSIONS {
            let client = builder(version).connect(format!("http://{address}/")).await.unwrap();
            for length in [1_u32 << 14, 1 << 16, 1 << 20, 1 << 23] {
                let text = vec![b'x'; length as usize];
                let body = [&b"\x0b\0\x01"[..], &length.to_be_bytes(), &text, b"\0"].concat();
                let call = || send(&client, "echo", &body);
                let (one, two, three) = tokio::join!(call(), call(), call());
                let found = [one.unwrap(), two.unwrap(), three.unwrap()];
                assert!(found.iter().all(|found| *found == body), "{version:?} {length}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn more_bytes_than_a_connection_holds_wait_for_their_turn() {
    within(async {
        let (address, _visitor, _handle) = start().await;
        let client = builder(Version::Http2).max_connections(1);
        let client = client.connect(format!("http://{address}/")).await.unwrap();
        let length = 5_u32 << 20;
        let text = vec![b'x'; length as usize];
        let body = [&b"\x0b\0\x01"[..], &length.to_be_bytes(), &text, b"\0"].concat();
        let calls: Vec<_> = (0..20)
            .map(|_| {
                let (client, body) = (client.clone(), body.clone());
                tokio::spawn(async move { send(&client, "echo", &body).await.unwrap() == body })
            })
            .collect();
        for call in calls {
            assert!(call.await.unwrap());
        }
    })
    .await;
}

#[tokio::test]
async fn oneway_calls_and_exceptions_are_what_they_are_elsewhere() {
    within(async {
        let (address, mut visitor, _handle) = start().await;
        for version in VERSIONS {
            let client = builder(version).connect(format!("http://{address}/")).await.unwrap();
            let nothing = Vec::<i32>::new;
            let oneway = Method::new("ponder").oneway();
            service::call::<_, _, (), Error>(&client, oneway, nothing()).await.unwrap();
            visitor.started("ponder").await;
            for (method, kind, text) in [
                ("nosuch", ApplicationKind::UnknownMethod, "unknown method `nosuch`"),
                ("panic", ApplicationKind::InternalError, "the handler panicked"),
            ] {
                let call = service::call::<_, _, (), Error>(&client, method, nothing()).await;
                let error = call.unwrap_err();
                assert_eq!(error.kind(), Kind::Application(kind));
                assert_eq!(error.to_string(), text);
                visitor.started(method).await;
            }
            visitor.let_one();
        }
    })
    .await;
}

#[tokio::test]
async fn headers_and_deadlines_pass_through() {
    within(async {
        let (handler, mut seen) = shown(Headers::new().with("Version", "3"));
        seen.gate.add_permits(2);
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let address = server.endpoint().socket_addr().unwrap();
        tokio::spawn(server.serve(handler));
        for version in VERSIONS {
            let client = builder(version).connect(format!("http://{address}/a?b")).await.unwrap();
            let context = Context::new()
                .with_header("Tenant", "7")
                .with_header("bytes", [0xe9])
                .with_timeout(Duration::from_secs(5));
            let call = Request::received("f", false, client.codec(), vec![0].into());
            let answer = client.send(call.with_context(context)).await.unwrap().unwrap();
            assert_eq!(answer.headers().get("version"), Some("3"));
            assert_eq!(answer.headers().len(), 1);
            let context = seen.contexts.recv().await.unwrap();
            let headers: Vec<_> = context.headers().iter().collect();
            assert_eq!(headers, [("tenant", &b"7"[..]), ("bytes", b"\xe9")]);
            assert_eq!(context.path(), Some("/a"));
            let left = context.time_left().unwrap();
            assert!(left <= Duration::from_secs(5) && left > Duration::from_secs(3));
        }
    })
    .await;
}

#[tokio::test]
async fn a_dropped_call_drops_its_handler() {
    within(async {
        let (handler, mut seen) = shown(Headers::new());
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let address = server.endpoint().socket_addr().unwrap();
        tokio::spawn(server.serve(handler));
        for version in VERSIONS {
            let client = builder(version).connect(format!("http://{address}/")).await.unwrap();
            let call = calling(&client, "f");
            let context = seen.contexts.recv().await.unwrap();
            call.abort();
            seen.dropped.recv().await.unwrap();
            context.cancelled().await;
            // The client goes on.
            seen.gate.add_permits(1);
            send(&client, "g", &[0]).await.unwrap();
            seen.contexts.recv().await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_call_that_is_late_fails_on_both_sides() {
    within(async {
        let (handler, mut seen) = shown(Headers::new());
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let address = server.endpoint().socket_addr().unwrap();
        tokio::spawn(server.serve(handler));
        for version in VERSIONS {
            let client = builder(version).call_timeout(Duration::from_millis(100));
            let client = client.connect(format!("http://{address}/")).await.unwrap();
            let call = Request::received("f", false, client.codec(), vec![0].into());
            // Whoever looks at its clock first says so.
            match client.send(call).await {
                Ok(answer) => assert_eq!(answer.unwrap().kind(), ResponseKind::Exception),
                Err(error) => assert_eq!(error.kind(), Kind::Timeout),
            }
            seen.dropped.recv().await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn services_have_paths() {
    within(async {
        let (first, mut at_first) = desk();
        let (second, mut at_second) = desk();
        let (third, mut elsewhere) = desk();
        let paths = Paths::new().add("/a", first).add("/b/c", second).default_service(third);
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let address = server.endpoint().socket_addr().unwrap();
        tokio::spawn(server.serve(paths));
        for version in VERSIONS {
            let at = |path: &str| {
                builder(version).connect_lazy(format!("http://{address}{path}")).unwrap()
            };
            send(&at("/a"), "echo", &[0]).await.unwrap();
            at_first.started("echo").await;
            send(&at("/b/c?d"), "echo", &[0]).await.unwrap();
            at_second.started("echo").await;
            for path in ["", "/", "/a/", "/A", "/b", "/b/c/d", "/%61"] {
                let error = send(&at(path), "echo", &[0]).await.unwrap_err();
                assert_eq!(error.kind(), Kind::Transport);
                let text = "404 Not Found: no service is under this path";
                assert!(error.to_string().ends_with(text), "{error}");
            }
            // Nobody would miss its answer.
            let (nowhere, oneway) = (at("/x"), Method::new("f").oneway());
            let call = service::call::<_, _, (), Error>(&nowhere, oneway, Vec::<i32>::new()).await;
            assert_eq!(call.unwrap_err().kind(), Kind::Transport);
        }
        send(&Client::connect(address).await.unwrap(), "echo", &[0]).await.unwrap();
        elsewhere.started("echo").await;
        assert!(at_first.is_idle() && at_second.is_idle() && elsewhere.is_idle());
    })
    .await;
}

/// Observes nothing.
struct Blind;

impl Observer for Blind {
    fn call_ended(&self, _: &Call, _: &End) {}
}

/// Checks that a server knows the path `/a`, and no other.
async fn check_paths(dispatch: impl Dispatch) {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let address = server.endpoint().socket_addr().unwrap();
    tokio::spawn(server.serve(dispatch));
    let at = |path| Client::builder().connect_lazy(format!("http://{address}{path}")).unwrap();
    send(&at("/a"), "echo", &[0]).await.unwrap();
    let error = send(&at("/b"), "echo", &[0]).await.unwrap_err();
    assert!(error.to_string().contains(" answered 404 "), "{error}");
}

#[tokio::test]
async fn what_stands_in_front_of_paths_hands_the_question_on() {
    within(async {
        let paths = || Paths::new().add("/a", desk().0);
        check_paths(paths().intercept(Ok)).await;
        check_paths(paths().map_response(|_, response| response)).await;
        check_paths(paths().observe(Blind)).await;
        #[cfg(feature = "tower")]
        check_paths(paths().layer(tower::layer::util::Identity::new())).await;
        #[cfg(feature = "tracing")]
        check_paths(paths().trace(thrift::tracing::Tracer::new())).await;
    })
    .await;
}

#[tokio::test]
async fn a_call_without_a_path_is_told_which_there_are() {
    within(async {
        let (first, _visitor) = desk();
        let (second, _visitor) = desk();
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let address = server.endpoint();
        tokio::spawn(server.serve(Paths::new().add("/b", second).add("/a", first)));
        let client = Client::connect(address).await.unwrap();
        let call = service::call::<_, _, (), Error>(&client, "echo", Vec::<i32>::new()).await;
        let error = call.unwrap_err();
        assert_eq!(error.kind(), Kind::Application(ApplicationKind::UnknownMethod));
        let text = "the call of `echo` came without a path of HTTP: there are `/a`, `/b`";
        assert_eq!(error.to_string(), text);
    })
    .await;
}

#[tokio::test]
async fn several_services_share_a_path_by_their_names() {
    within(async {
        let (desk, mut visitor) = desk();
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let address = server.endpoint().socket_addr().unwrap();
        tokio::spawn(server.serve(Multiplexed::new().add("Desk", desk)));
        for version in VERSIONS {
            let client = builder(version).connect(format!("http://{address}/")).await.unwrap();
            send(&client.service("Desk"), "echo", &[0]).await.unwrap();
            visitor.started("echo").await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_client_connects_again_when_its_server_is_back() {
    within(async {
        for version in VERSIONS {
            let (address, _visitor, handle) = start().await;
            let client = builder(version).connect(format!("http://{address}/")).await.unwrap();
            send(&client, "echo", &[0]).await.unwrap();
            handle.shutdown().await;
            let server = Server::bind(address).await.unwrap();
            let (desk, _visitor) = desk();
            tokio::spawn(server.serve(desk));
            send(&client, "echo", &[0]).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_listens_at_a_url() {
    let error = Server::bind("http://127.0.0.1:0/").await.unwrap_err();
    let text = "cannot listen at http://127.0.0.1:0/: a server listens at a port, \
        as `127.0.0.1:0`, and speaks HTTP with those who do";
    assert_eq!(error.to_string(), text);
}
