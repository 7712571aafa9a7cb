//! Headers that handlers set beside their answers.

use core::sync::atomic::{AtomicUsize, Ordering};
use core::time::Duration;
use std::sync::OnceLock;
use std::thread;

use thrift::blocking::block_on;
use thrift::http::Version;
use thrift::protocol::Codec;
use thrift::service::{Channel, ChannelExt, Direct, Dispatch, Headers, Request, Response};
use thrift::{Client, Context, Endpoint, Error, Kind, Server, Transport};
use tokio::time::timeout;

thrift::thrift! {
    exception Missing { 1: string key }

    service Shelf {
        string get(1: string key) throws (1: Missing missing) (rust.context)
        string quiet(1: string key) (rust.context)
        string plain(1: string key)
        oneway void note(1: string key) (rust.context)
    }

    /** Asks a shelf. */
    service Front { string find(1: string key) (rust.context) }
}

/// Numbers its answers, in a header.
#[derive(Default)]
struct Handler {
    answered: AtomicUsize,
}

impl Shelf for Handler {
    async fn get(&self, cx: &Context, key: String) -> Result<String, shelf::GetError> {
        let number = self.answered.fetch_add(1, Ordering::Relaxed);
        cx.set_reply_header(format!("number-{number}"), key.as_str());
        match &*key {
            "missing" => Err(Missing { key })?,
            "error" => Err(Error::new(Kind::Invalid, "no"))?,
            "task" => {
                let cx = cx.clone();
                thread::spawn(move || cx.set_reply_header("task", "1")).join().unwrap();
                Ok(key)
            }
            _ => Ok(key),
        }
    }

    async fn quiet(&self, _: &Context, key: String) -> thrift::Result<String> {
        Ok(key)
    }

    async fn plain(&self, key: String) -> thrift::Result<String> {
        Ok(key)
    }

    async fn note(&self, cx: &Context, key: String) -> thrift::Result<()> {
        cx.set_reply_header("note", key);
        Ok(())
    }
}

/// Hands its own context on.
struct Asks<C>(ShelfClient<C>);

impl<C: Channel + 'static> Front for Asks<C> {
    async fn find(&self, cx: &Context, key: String) -> thrift::Result<String> {
        cx.set_reply_header("front", "1");
        let found = self.0.get(cx, key).await.map_err(|error| match error {
            shelf::GetError::Thrift(error) => error,
            shelf::GetError::Missing(missing) => Error::new(Kind::Invalid, missing.to_string()),
        })?;
        assert_eq!(cx.reply_headers(), Headers::new().with("front", "1"));
        Ok(found)
    }
}

/// Calls `get`, and returns how it ended with the headers of the answer.
async fn get(channel: &impl Channel, key: &str) -> (Result<String, shelf::GetError>, Headers) {
    let headers = OnceLock::new();
    let shelf = ShelfClient::new(channel.map_response(|_, response| {
        headers.set(response.headers().clone()).unwrap();
        response
    }));
    let outcome = shelf.get(&Context::new(), key.into()).await;
    (outcome, headers.get().cloned().unwrap())
}

/// Serves on a free port.
async fn serve(dispatch: impl Dispatch) -> Endpoint {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let endpoint = server.endpoint();
    tokio::spawn(server.serve(dispatch));
    endpoint
}

fn shelf() -> ShelfServer<Handler> {
    ShelfServer::new(Handler::default())
}

async fn within<T>(future: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(20), future).await.expect("an answer within 20 seconds")
}

/// The answers have the headers, whatever the handler returned.
async fn check(channel: &impl Channel) {
    let numbered = |number: usize, key: &str| Headers::new().with(format!("number-{number}"), key);
    let (outcome, headers) = get(channel, "tea").await;
    assert_eq!((outcome.unwrap(), headers), ("tea".into(), numbered(0, "tea")));
    let (outcome, headers) = get(channel, "missing").await;
    assert!(matches!(outcome, Err(shelf::GetError::Missing(_))), "{outcome:?}");
    assert_eq!(headers, numbered(1, "missing"));
    let (outcome, headers) = get(channel, "error").await;
    assert!(matches!(outcome, Err(shelf::GetError::Thrift(_))), "{outcome:?}");
    assert_eq!(headers, numbered(2, "error"));
    let (outcome, headers) = get(channel, "task").await;
    assert_eq!((outcome.unwrap(), headers), ("task".into(), numbered(3, "task").with("task", "1")));
    ShelfClient::new(channel).note(&Context::new(), "tea".into()).await.unwrap();
}

#[tokio::test]
async fn they_go_beside_answers_in_this_process() {
    check(&Direct::new(shelf())).await;
}

#[tokio::test]
async fn they_go_beside_answers_over_transports_with_headers() {
    within(async {
        let header = Client::builder().transport(Transport::Header);
        check(&header.connect(serve(shelf()).await).await.unwrap()).await;
        for version in [Version::Http1, Version::Http2] {
            let address = serve(shelf()).await.socket_addr().unwrap();
            let http = Client::builder().http_version(version);
            check(&http.connect(format!("http://{address}/")).await.unwrap()).await;
        }
    })
    .await;
}

#[tokio::test]
async fn they_go_beside_answers_of_blocking_servers() {
    within(async {
        let server = thrift::blocking::Server::bind("127.0.0.1:0").unwrap();
        let (endpoint, handle) = (server.endpoint(), server.handle());
        let serving = thread::spawn(move || server.serve(shelf()));
        let header = Client::builder().transport(Transport::Header);
        check(&header.connect(endpoint).await.unwrap()).await;
        handle.shutdown();
        serving.join().unwrap().unwrap();
    })
    .await;
}

#[tokio::test]
async fn they_are_left_out_over_transports_without_headers() {
    within(async {
        for transport in [Transport::Framed, Transport::Buffered] {
            let client = Client::builder().transport(transport);
            let client = client.connect(serve(shelf()).await).await.unwrap();
            let (outcome, headers) = get(&client, "tea").await;
            assert_eq!((outcome.unwrap(), headers), ("tea".into(), Headers::new()));
        }
    })
    .await;
}

/// What stands behind a handler answers the handler, and not its caller.
async fn check_front(behind: impl Channel + 'static) {
    let front = FrontServer::new(Asks(ShelfClient::new(behind)));
    let client = Direct::new(front).map_response(|_, response| {
        assert_eq!(response.headers(), &Headers::new().with("front", "1"));
        response
    });
    let front = FrontClient::new(client);
    assert_eq!(front.find(&Context::new(), "tea".into()).await.unwrap(), "tea");
    front.find(&Context::new(), "missing".into()).await.unwrap_err();
}

#[tokio::test]
async fn those_of_a_server_behind_are_not_those_of_the_one_in_front() {
    within(async {
        check_front(Direct::new(shelf())).await;
        let header = Client::builder().transport(Transport::Header);
        check_front(header.connect(serve(shelf()).await).await.unwrap()).await;
    })
    .await;
}

/// Makes each call twice, and returns the second answer.
struct Twice<C>(C);

impl<C: Channel> Channel for Twice<C> {
    fn codec(&self) -> Codec {
        self.0.codec()
    }

    async fn send(&self, request: Request) -> thrift::Result<Option<Response>> {
        self.0.send(request.clone()).await?;
        self.0.send(request).await
    }
}

#[tokio::test]
async fn those_of_an_attempt_are_not_those_of_the_next() {
    let (_, headers) = get(&Twice(Direct::new(shelf())), "tea").await;
    assert_eq!(headers, Headers::new().with("number-1", "tea"));
}

#[test]
fn a_call_without_any_allocates_as_if_there_were_none() {
    let client = ShelfClient::new(Direct::new(shelf()));
    let cx = Context::new();
    let allocations = |call: &dyn Fn()| {
        call();
        allocation_counter::measure(call).count_total
    };
    let plain = allocations(&|| drop(block_on(client.plain("tea".into())).unwrap()));
    let quiet = allocations(&|| drop(block_on(client.quiet(&cx, "tea".into())).unwrap()));
    let set = allocations(&|| drop(block_on(client.get(&cx, "tea".into())).unwrap()));
    assert_eq!(quiet, plain);
    assert!(set > plain, "{set} are no more than {plain}");
}
