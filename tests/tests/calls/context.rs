//! The contexts of calls: callers give them, handlers get them, and pass them on.

use core::time::Duration;
use std::sync::{Arc, Mutex};

use thrift::protocol::Codec;
use thrift::service::{Channel, Dispatch, Request, Response};
use thrift::{Client, Context, Kind, Server};
use tokio::sync::mpsc;
use tokio::time::timeout;

thrift::thrift! {
    exception Missing { 1: string key }

    service Base {
        string who() (rust.context)
        void ping()
    }

    /** Some methods have a context, some have none, and one has an argument of that name. */
    service Store extends Base {
        string get(1: string key) throws (1: Missing missing) (rust.context, rust.idempotent)
        string name(1: string cx) (rust.context)
        i32 count(1: string key) (rust.idempotent)
        oneway void note(1: string line) (rust.context)
    }

    service Cache extends Base {
        string load(1: string key)
        oneway void forget(1: string key)
    } (rust.context, rust.idempotent)
}

/// The store, as a trait of Rust.
#[thrift::service]
trait Written {
    #[thrift(idempotent)]
    async fn get(&self, cx: &Context, key: String) -> thrift::Result<String>;
    async fn count(&self, key: String) -> thrift::Result<i32>;
    #[thrift(oneway)]
    async fn note(&self, context: &Context, line: String) -> thrift::Result<()>;
}

#[thrift::service(idempotent)]
trait Idempotent {
    async fn get(&self) -> thrift::Result<i32>;
    #[thrift(oneway)]
    async fn put(&self, it: i32) -> thrift::Result<()>;
}

/// Says what it sees of its calls.
struct Handler {
    notes: mpsc::UnboundedSender<Context>,
}

impl Base for Handler {
    async fn who(&self, cx: &Context) -> thrift::Result<String> {
        Ok(seen(cx))
    }

    async fn ping(&self) -> thrift::Result<()> {
        Ok(())
    }
}

impl Store for Handler {
    async fn get(&self, cx: &Context, key: String) -> Result<String, store::GetError> {
        if key.is_empty() { Err(Missing { key })? } else { Ok(seen(cx)) }
    }

    async fn name(&self, context: &Context, cx: String) -> thrift::Result<String> {
        Ok(format!("{cx}: {}", seen(context)))
    }

    async fn count(&self, key: String) -> thrift::Result<i32> {
        Ok(i32::try_from(key.len()).unwrap())
    }

    async fn note(&self, cx: &Context, _: String) -> thrift::Result<()> {
        self.notes.send(cx.clone()).unwrap();
        Ok(())
    }
}

fn seen(cx: &Context) -> String {
    format!("{} for {}", cx.method(), cx.headers().get("tenant").unwrap_or("nobody"))
}

fn handler() -> (Handler, mpsc::UnboundedReceiver<Context>) {
    let (notes, received) = mpsc::unbounded_channel();
    (Handler { notes }, received)
}

/// Hands each call to a server in this process, and keeps the last.
struct Direct<D> {
    server: D,
    last: Mutex<Option<Request>>,
}

impl<D> Direct<D> {
    fn new(server: D) -> Self {
        Self { server, last: Mutex::default() }
    }

    fn last(&self) -> Request {
        self.last.lock().unwrap().take().unwrap()
    }
}

impl<D: Dispatch> Channel for Direct<D> {
    fn codec(&self) -> Codec {
        Codec::default()
    }

    async fn send(&self, request: Request) -> thrift::Result<Option<Response>> {
        *self.last.lock().unwrap() = Some(request.clone());
        Ok(self.server.dispatch(request).await)
    }
}

/// A handler that asks another service, in the context of its own calls.
struct Front<C>(StoreClient<C>);

impl<C: Channel + 'static> Base for Front<C> {
    async fn who(&self, cx: &Context) -> thrift::Result<String> {
        self.0.who(cx).await
    }

    async fn ping(&self) -> thrift::Result<()> {
        self.0.ping().await
    }
}

impl<C: Channel + 'static> Cache for Front<C> {
    async fn load(&self, cx: &Context, key: String) -> thrift::Result<String> {
        self.0.get(cx, key).await.map_err(|error| match error {
            store::GetError::Thrift(error) => error,
            store::GetError::Missing(missing) => panic!("{missing:?}"),
        })
    }

    async fn forget(&self, cx: &Context, key: String) -> thrift::Result<()> {
        self.0.note(cx, key).await
    }
}

async fn within<T>(future: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(20), future).await.expect("an answer within 20 seconds")
}

fn tenant() -> Context {
    Context::new().with_timeout(Duration::from_secs(60)).with_header("tenant", "7")
}

#[tokio::test]
async fn callers_give_a_context_and_handlers_get_it() {
    let (handler, mut notes) = handler();
    let channel = Direct::new(StoreServer::new(handler));
    let client = StoreClient::new(&channel);
    let cx = tenant();
    assert_eq!(client.get(&cx, "a".into()).await.unwrap(), "get for 7");
    let request = channel.last();
    assert_eq!(request.context().deadline(), cx.deadline());
    assert_eq!(request.method(), "get");
    client.note(&cx, "a".into()).await.unwrap();
    let given = notes.recv().await.unwrap();
    assert_eq!((given.method(), given.deadline()), ("note", cx.deadline()));
    let error = client.get(&cx, String::new()).await.unwrap_err();
    assert!(matches!(error, store::GetError::Missing(_)), "{error:?}");
}

#[tokio::test]
async fn an_argument_may_have_the_name_of_the_context() {
    let channel = Direct::new(StoreServer::new(handler().0));
    let client = StoreClient::new(&channel);
    let answer = client.name(&tenant(), "it".into()).await.unwrap();
    assert_eq!(answer, "it: name for 7");
}

#[tokio::test]
async fn methods_without_a_context_stay_as_they_are() {
    let channel = Direct::new(StoreServer::new(handler().0));
    let client = StoreClient::new(&channel);
    assert_eq!(client.count("abc".into()).await.unwrap(), 3);
    let request = channel.last();
    assert_eq!(request.context().method(), "count");
    assert_eq!(request.context().deadline(), None);
    client.ping().await.unwrap();
    assert!(channel.last().context().headers().is_empty());
}

#[tokio::test]
async fn a_context_that_is_passed_on_takes_the_deadline_and_the_headers_with_it() {
    let (handler, mut notes) = handler();
    let behind = Direct::new(StoreServer::new(handler));
    let front = Direct::new(CacheServer::new(Front(StoreClient::new(behind))));
    let client = CacheClient::new(&front);
    let cx = tenant();
    assert_eq!(client.load(&cx, "a".into()).await.unwrap(), "get for 7");
    assert_eq!(client.who(&cx).await.unwrap(), "who for 7");
    client.forget(&cx, "a".into()).await.unwrap();
    assert_eq!(notes.recv().await.unwrap().deadline(), cx.deadline());
}

/// What the server in front gives its handlers ends the calls to the server behind.
#[tokio::test]
async fn over_connections_a_call_behind_has_no_more_time_than_the_one_in_front() {
    within(async {
        let (handler, _notes) = handler();
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let behind = Client::connect(server.endpoint()).await.unwrap();
        tokio::spawn(server.serve(StoreServer::new(handler)));
        let contexts = Arc::default();
        let behind = Kept { channel: behind, contexts: Arc::clone(&contexts) };
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let server = server.handler_timeout(Duration::from_secs(9));
        let address = server.endpoint();
        tokio::spawn(server.serve(CacheServer::new(Front(StoreClient::new(behind)))));

        let client = CacheClient::connect(address).await.unwrap();
        assert_eq!(client.load(&Context::new(), "a".into()).await.unwrap(), "get for nobody");
        let cx = contexts.lock().unwrap().pop().unwrap();
        let left = cx.time_left().unwrap();
        assert!(left <= Duration::from_secs(9) && left > Duration::from_secs(1), "{left:?}");
        assert!(cx.peer().unwrap().address().is_some(), "it is the caller in front");
    })
    .await;
}

/// A channel that keeps the contexts of the calls that go through it.
struct Kept<C> {
    channel: C,
    contexts: Arc<Mutex<Vec<Context>>>,
}

impl<C: Channel> Channel for Kept<C> {
    fn codec(&self) -> Codec {
        self.channel.codec()
    }

    async fn send(&self, request: Request) -> thrift::Result<Option<Response>> {
        self.contexts.lock().unwrap().push(request.context().clone());
        self.channel.send(request).await
    }
}

/// That of the context, and not that of the client, which has a minute.
#[tokio::test]
async fn a_call_fails_at_the_deadline_of_its_context() {
    within(async {
        let (handler, _notes) = handler();
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let client = StoreClient::connect(server.endpoint()).await.unwrap();
        tokio::spawn(server.serve(StoreServer::new(handler)));
        let over = Context::new().with_timeout(Duration::ZERO);
        assert_eq!(client.who(&over).await.unwrap_err().kind(), Kind::Timeout);
        assert_eq!(client.who(&Context::new()).await.unwrap(), "who for nobody");
    })
    .await;
}

#[tokio::test]
async fn requests_say_which_calls_may_be_repeated() {
    let (handler, mut notes) = handler();
    let store = Direct::new(StoreServer::new(handler));
    let client = StoreClient::new(&store);
    let cx = Context::new();
    let mut flags = Vec::new();
    let mut look = |channel: &Direct<StoreServer<Handler>>| {
        let request = channel.last();
        flags.push((request.method().to_owned(), request.is_idempotent(), request.is_oneway()));
    };
    client.get(&cx, "a".into()).await.unwrap();
    look(&store);
    client.count("a".into()).await.unwrap();
    look(&store);
    client.name(&cx, "a".into()).await.unwrap();
    look(&store);
    client.note(&cx, "a".into()).await.unwrap();
    look(&store);
    notes.recv().await.unwrap();
    let expected = [
        ("get", true, false),
        ("count", true, false),
        ("name", false, false),
        ("note", false, true),
    ];
    assert_eq!(flags, expected.map(|(name, may, oneway)| (name.to_owned(), may, oneway)));
}

#[tokio::test]
async fn what_a_service_says_holds_for_all_methods_of_its_own() {
    let mock = CacheMock::new().on_load(|_, key| Ok(key)).on_forget(|_, _| Ok(()));
    let mock = mock.on_who(|_| Ok("me".into())).on_ping(|| Ok(()));
    let channel = Direct::new(CacheServer::new(mock));
    let client = CacheClient::new(&channel);
    let cx = Context::new();
    client.load(&cx, "a".into()).await.unwrap();
    assert!(channel.last().is_idempotent());
    client.forget(&cx, "a".into()).await.unwrap();
    let request = channel.last();
    assert!(request.is_idempotent() && request.is_oneway());
    client.who(&cx).await.unwrap();
    assert!(!channel.last().is_idempotent());
    client.ping().await.unwrap();
    assert!(!channel.last().is_idempotent());
}

#[tokio::test]
async fn traits_of_rust_have_the_same() {
    let mock = WrittenMock::new()
        .on_get(|cx, key| Ok(format!("{key}: {}", seen(cx))))
        .on_count(|key| Ok(i32::try_from(key.len()).unwrap()))
        .on_note(|_, _| Ok(()));
    let channel = Direct::new(WrittenServer::new(mock));
    let client = WrittenClient::new(&channel);
    let cx = tenant();
    assert_eq!(client.get(&cx, "a".into()).await.unwrap(), "a: get for 7");
    let request = channel.last();
    assert!(request.is_idempotent());
    assert_eq!(request.context().deadline(), cx.deadline());
    assert_eq!(client.count("abc".into()).await.unwrap(), 3);
    assert!(!channel.last().is_idempotent());
    client.note(&cx, "a".into()).await.unwrap();
    let request = channel.last();
    assert!(request.is_oneway() && !request.is_idempotent());

    let mock = IdempotentMock::new().on_get(|| Ok(1)).on_put(|_| Ok(()));
    let channel = Direct::new(IdempotentServer::new(mock));
    let client = IdempotentClient::new(&channel);
    client.get().await.unwrap();
    assert!(channel.last().is_idempotent());
    client.put(1).await.unwrap();
    let request = channel.last();
    assert!(request.is_oneway() && request.is_idempotent());
}

#[test]
fn calls_that_arrived_do_not_say_that_they_may_be_repeated() {
    let request = Request::received("get", false, Codec::default(), vec![0].into());
    assert!(!request.is_idempotent());
}

#[test]
fn descriptions_say_what_may_be_repeated() {
    const SAID: (&str, &str) = ("rust.idempotent", "1");
    let store = thrift::schema::of_service::<StoreClient>();
    let written = thrift::schema::of_service::<WrittenClient>();
    for service in [store, written] {
        let get = service.methods.iter().find(|method| method.name == "get").unwrap();
        assert!(get.annotations.contains(&SAID), "{get:?}");
        let note = service.methods.iter().find(|method| method.name == "note").unwrap();
        assert!(!note.annotations.contains(&SAID), "{note:?}");
    }
    let cache = thrift::schema::of_service::<CacheClient>();
    let idempotent = thrift::schema::of_service::<IdempotentClient>();
    assert!(cache.annotations.contains(&SAID) && idempotent.annotations.contains(&SAID));
}
