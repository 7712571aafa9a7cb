//! Services.

use core::pin::pin;
use core::task::{self, Poll, Waker};
use std::sync::Mutex;

use thrift::protocol::Codec;
use thrift::service::{Channel, Dispatch, Request, Response};
use thrift::{Context, Kind, ThriftError, ThriftException};

mod idl {
    thrift::thrift! {
        exception Missing { 1: i64 id }
        service Base { void ping() }
        service Store extends Base {
            string get(1: i64 id) throws (1: Missing missing)
            oneway void touch(1: i64 id, 2: bool hard = true)
        }
        service Keyed { i64 find(1: string key) (rust.context, rust.idempotent) }
        service AllKeyed { i64 find(1: string key) } (rust.context, rust.idempotent)
    }
}

#[thrift::service]
trait Keyed {
    #[thrift(idempotent)]
    async fn find(&self, cx: &Context, key: String) -> thrift::Result<i64>;
}

#[derive(ThriftException, Debug)]
struct Missing {
    #[thrift(id = 1)]
    id: i64,
}

#[derive(ThriftError, Debug)]
enum GetError {
    #[thrift(id = 1)]
    Missing(Missing),
    #[thrift(other)]
    Thrift(thrift::Error),
}

#[thrift::service]
trait Store: Send + Sync {
    async fn get(&self, id: i64) -> Result<String, GetError>;
    #[thrift(oneway)]
    async fn touch(&self, id: i64, #[thrift(default = true)] hard: bool) -> thrift::Result<()>;
}

struct Handler;

impl idl::Base for Handler {
    async fn ping(&self) -> thrift::Result<()> {
        Ok(())
    }
}

impl idl::Store for Handler {
    async fn get(&self, id: i64) -> Result<String, idl::store::GetError> {
        if id == 0 { Err(idl::Missing { id })? } else { Ok(id.to_string()) }
    }

    async fn touch(&self, _id: i64, _hard: bool) -> thrift::Result<()> {
        Ok(())
    }
}

impl Store for Handler {
    async fn get(&self, id: i64) -> Result<String, GetError> {
        if id == 0 { Err(Missing { id })? } else { Ok(id.to_string()) }
    }

    async fn touch(&self, _id: i64, _hard: bool) -> thrift::Result<()> {
        Ok(())
    }
}

fn is_server(_: impl Dispatch) {}
fn is_base<T: idl::Base>() {}
fn is_store<T: idl::Store>() {
    is_base::<T>();
}
fn is_derived_store<T: Store>() {}

#[test]
fn v1_service() {
    is_server(idl::StoreServer::new(Handler));
    is_server(StoreServer::new(Handler));
    is_store::<idl::StoreClient>();
    is_derived_store::<StoreClient>();
}

#[test]
fn v2_extends() {
    is_base::<idl::StoreClient>();
    is_store::<Handler>();
}

#[test]
fn v3_throws() {
    let error: idl::store::GetError = idl::Missing { id: 1 }.into();
    assert_eq!(error.to_string(), "Missing { id: 1 }");
    let derived: GetError = Missing { id: 1 }.into();
    assert_eq!(derived.to_string(), "Missing { id: 1 }");
}

#[test]
fn v4_oneway_and_arguments() {
    let described = |service: &thrift::schema::Service| {
        let method = service.methods.iter().find(|method| method.name == "touch").unwrap();
        let arguments = method.arguments.iter();
        let arguments: Vec<_> = arguments.map(|argument| (argument.id, argument.name)).collect();
        (method.oneway, arguments)
    };
    let of_idl = described(thrift::schema::of_service::<idl::StoreClient>());
    assert_eq!(of_idl, (true, vec![(1, "id"), (2, "hard")]));
    assert_eq!(of_idl, described(thrift::schema::of_service::<StoreClient>()));
}

/// Takes calls, and answers none.
#[derive(Default)]
struct Taken(Mutex<Vec<Request>>);

impl Channel for Taken {
    fn codec(&self) -> Codec {
        Codec::default()
    }

    async fn send(&self, request: Request) -> thrift::Result<Option<Response>> {
        self.0.lock().unwrap().push(request);
        Err(thrift::Error::new(Kind::Closed, "there is no server"))
    }
}

/// What is done at once.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut task::Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("it waits for something"),
    }
}

/// The calls of all notations, made in a context.
fn calls(cx: &Context) -> Vec<Request> {
    let taken = Taken::default();
    let (of_idl, of_all) = (idl::KeyedClient::new(&taken), idl::AllKeyedClient::new(&taken));
    now(idl::Keyed::find(&of_idl, cx, "a".into())).unwrap_err();
    now(idl::AllKeyed::find(&of_all, cx, "a".into())).unwrap_err();
    now(Keyed::find(&KeyedClient::new(&taken), cx, "a".into())).unwrap_err();
    taken.0.into_inner().unwrap()
}

#[test]
fn v5_context() {
    let cx = Context::new().with_header("tenant", "7");
    let calls = calls(&cx);
    assert!(calls.iter().all(|call| call.context().headers() == cx.headers()));
    assert_eq!(calls[0].arguments(), calls[2].arguments(), "it is not on the wire");
    assert_eq!(calls[0], calls[2]);
}

#[test]
fn v6_idempotent() {
    assert!(calls(&Context::new()).iter().all(Request::is_idempotent));
    let taken = Taken::default();
    now(idl::Store::get(&idl::StoreClient::new(&taken), 1)).unwrap_err();
    assert!(!taken.0.into_inner().unwrap()[0].is_idempotent());
}

#[test]
fn v7_mock() {
    let cx = Context::new();
    let of_idl = idl::KeyedMock::new().on_find(|_, key| Ok(key.len().try_into().unwrap()));
    assert_eq!(now(idl::Keyed::find(&of_idl, &cx, "abc".into())).unwrap(), 3);
    is_server(idl::KeyedServer::new(of_idl));
    let of_trait = KeyedMock::new().on_find(|_, key| Ok(key.len().try_into().unwrap()));
    assert_eq!(now(Keyed::find(&of_trait, &cx, "abc".into())).unwrap(), 3);
    is_server(KeyedServer::new(of_trait));
}

#[test]
fn v8_blocking() {
    let (calls, cx) = (Taken::default(), Context::new());
    let of_idl = idl::KeyedBlockingClient::new(&calls).find(&cx, "abc".into());
    let of_trait = KeyedBlockingClient::new(&calls).find(&cx, "abc".into());
    for answer in [of_idl, of_trait] {
        assert_eq!(answer.unwrap_err().kind(), Kind::Closed);
    }
    let calls = calls.0.into_inner().unwrap();
    assert_eq!(calls.iter().map(Request::method).collect::<Vec<_>>(), ["find", "find"]);
    assert_eq!(calls[0].arguments(), calls[1].arguments());
}
