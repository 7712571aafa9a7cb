//! Generated blocking clients, over real connections and without any.

use core::time::Duration;
use std::sync::Mutex;
use std::thread::{self, JoinHandle};

use thrift::blocking::{self, ServerHandle};
use thrift::protocol::Codec;
use thrift::service::{Channel, Dispatch, Multiplexed, Request, Response};
use thrift::{ApplicationKind, Context, Endpoint, Kind, Protocol, Transport};

thrift::thrift! {
    exception Refused { 1: string why }

    service Base {
        void ping()
        i32 add(1: i32 a, 2: i32 b)
        string name(1: string text)
    }

    service Store extends Base {
        string get(1: string key) throws (1: Refused refused)
        oneway void note(1: string line)
        list<string> notes()
        /** Says how long it has. */
        i64 left() (rust.context)
        string new(1: string channel)
        string Name(1: string text)
    }
}

#[thrift::service]
trait Written {
    /// Looks up.
    async fn get(&self, key: String) -> thrift::Result<String>;
    #[cfg(any())]
    async fn gone(&self, it: NoSuchType) -> thrift::Result<()>;
    #[thrift(oneway)]
    async fn touch(&self, cx: &Context) -> thrift::Result<()>;
}

#[derive(Default)]
struct Handler {
    notes: Mutex<Vec<String>>,
}

impl Base for Handler {
    async fn ping(&self) -> thrift::Result<()> {
        Ok(())
    }

    async fn add(&self, a: i32, b: i32) -> thrift::Result<i32> {
        a.checked_add(b).ok_or_else(|| {
            thrift::Error::application(ApplicationKind::InternalError, "the sum is too large")
        })
    }

    async fn name(&self, text: String) -> thrift::Result<String> {
        Ok(format!("base {text}"))
    }
}

impl Store for Handler {
    async fn get(&self, key: String) -> Result<String, store::GetError> {
        if key.is_empty() { Err(Refused { why: "empty".into() })? } else { Ok(key) }
    }

    async fn note(&self, line: String) -> thrift::Result<()> {
        self.notes.lock().unwrap().push(line);
        Ok(())
    }

    async fn notes(&self) -> thrift::Result<Vec<String>> {
        Ok(self.notes.lock().unwrap().clone())
    }

    async fn left(&self, cx: &Context) -> thrift::Result<i64> {
        Ok(i64::try_from(cx.time_left().unwrap().as_secs()).unwrap())
    }

    async fn new(&self, channel: String) -> thrift::Result<String> {
        Ok(format!("new {channel}"))
    }

    async fn name(&self, text: String) -> thrift::Result<String> {
        Ok(format!("store {text}"))
    }
}

impl Written for Handler {
    async fn get(&self, key: String) -> thrift::Result<String> {
        Ok(key)
    }

    async fn touch(&self, cx: &Context) -> thrift::Result<()> {
        self.notes.lock().unwrap().push(cx.method().to_owned());
        Ok(())
    }
}

type Serving = (ServerHandle, JoinHandle<thrift::Result<()>>);

fn start(dispatch: impl Dispatch) -> (Endpoint, Serving) {
    let server = blocking::Server::bind("127.0.0.1:0").unwrap();
    let server = server.handler_timeout(Duration::from_secs(100));
    let (endpoint, handle) = (server.endpoint(), server.handle());
    (endpoint, (handle, thread::spawn(move || server.serve(dispatch))))
}

fn end((handle, serving): Serving) {
    handle.shutdown();
    serving.join().unwrap().unwrap();
}

fn call_all<C: Channel>(client: &StoreBlockingClient<C>) {
    client.ping().unwrap();
    assert_eq!(client.add(1, 2).unwrap(), 3);
    let error = client.add(i32::MAX, 1).unwrap_err();
    assert_eq!(error.kind(), Kind::Application(ApplicationKind::InternalError));
    assert_eq!(error.to_string(), "the sum is too large");

    assert_eq!(client.get("a".into()).unwrap(), "a");
    let error = client.get(String::new()).unwrap_err();
    assert!(matches!(error, store::GetError::Refused(Refused { why }) if why == "empty"));

    let before = client.notes().unwrap().len();
    client.note("a line".into()).unwrap();
    // It is executed before the next call of the connection, or at least soon.
    while client.notes().unwrap().len() == before {
        thread::yield_now();
    }
    // Names that the client has itself, and those of two services that are one name in Rust.
    assert_eq!(client.new_("x".into()).unwrap(), "new x");
    assert_eq!(client.name("x".into()).unwrap(), "store x");
    assert_eq!(client.name_("x".into()).unwrap(), "base x");
}

#[test]
fn all_methods_are_called_over_a_connection() {
    let (endpoint, serving) = start(StoreServer::new(Handler::default()));
    let client = StoreClient::connect_blocking(&endpoint).unwrap();
    call_all(&client);
    assert!((90..=100).contains(&client.left(&Context::new()).unwrap()));
    for protocol in Protocol::ALL {
        for transport in [Transport::Framed, Transport::Buffered] {
            let channel = blocking::Client::builder().protocol(*protocol).transport(transport);
            call_all(&StoreBlockingClient::new(channel.connect(&endpoint).unwrap()));
        }
    }
    end(serving);
}

#[test]
fn threads_share_a_client() {
    let (endpoint, serving) = start(StoreServer::new(Handler::default()));
    let client = StoreClient::connect_blocking(endpoint).unwrap();
    thread::scope(|scope| {
        for index in 0..8 {
            let client = client.clone();
            scope.spawn(move || {
                for value in 0..50 {
                    assert_eq!(client.add(index, value).unwrap(), index + value);
                }
            });
        }
    });
    end(serving);
}

#[test]
fn a_context_gives_a_call_its_time() {
    let (endpoint, serving) = start(StoreServer::new(Handler::default()));
    let client = StoreClient::connect_blocking(endpoint).unwrap();
    let over = Context::new().with_timeout(Duration::ZERO);
    assert_eq!(client.left(&over).unwrap_err().kind(), Kind::Timeout);
    assert!(client.left(&Context::new().with_timeout(Duration::from_secs(50))).is_ok());
    end(serving);
}

#[test]
fn a_trait_has_a_blocking_client_too() {
    let (endpoint, serving) = start(WrittenServer::new(Handler::default()));
    let client = WrittenClient::connect_blocking(endpoint).unwrap();
    assert_eq!(client.get("a".into()).unwrap(), "a");
    client.touch(&Context::new()).unwrap();
    assert_eq!(format!("{client:?}"), "WrittenBlockingClient { .. }");
    end(serving);
}

#[test]
fn several_services_share_a_blocking_connection() {
    let services = Multiplexed::new()
        .add("Store", StoreServer::new(Handler::default()))
        .add("Written", WrittenServer::new(Handler::default()));
    let (endpoint, serving) = start(services);
    let client = blocking::Client::builder().max_connections(1).connect(endpoint).unwrap();
    let store = StoreBlockingClient::new(client.service("Store"));
    let written = WrittenBlockingClient::new(client.service("Written"));
    assert_eq!(store.add(1, 2).unwrap(), 3);
    assert_eq!(written.get("a".into()).unwrap(), "a");
    let error = WrittenBlockingClient::new(client).get("a".into()).unwrap_err();
    assert_eq!(error.kind(), Kind::Application(ApplicationKind::UnknownMethod));
    end(serving);
}

/// Hands each call to a server in this process.
struct Direct<D>(D);

impl<D: Dispatch> Channel for Direct<D> {
    fn codec(&self) -> Codec {
        Codec::default()
    }

    async fn send(&self, request: Request) -> thrift::Result<Option<Response>> {
        Ok(self.0.dispatch(request).await)
    }
}

#[test]
fn any_channel_will_do() {
    call_all(&StoreBlockingClient::new(Direct(StoreServer::new(Handler::default()))));

    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let server = runtime.block_on(thrift::Server::bind("127.0.0.1:0")).unwrap();
    let endpoint = server.endpoint();
    runtime.spawn(server.serve(StoreServer::new(Handler::default())));
    let channel = runtime.block_on(thrift::Client::connect(&endpoint)).unwrap();
    // What the runtime does on its threads, this one waits for.
    call_all(&StoreBlockingClient::new(channel));
    call_all(&StoreClient::connect_blocking(endpoint).unwrap());
}

#[test]
fn generic_code_takes_the_same_channel_with_any_executor() {
    async fn greet(store: &impl Store) -> Result<String, store::GetError> {
        store.get("Ada".into()).await
    }

    let (endpoint, serving) = start(StoreServer::new(Handler::default()));
    let client = StoreClient::new(blocking::Client::connect(endpoint).unwrap());
    assert_eq!(blocking::block_on(greet(&client)).unwrap(), "Ada");
    end(serving);
}
