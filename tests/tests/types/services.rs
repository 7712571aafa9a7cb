//! Services.

use thrift::service::Dispatch;
use thrift::{ThriftError, ThriftException};

mod idl {
    thrift::thrift! {
        exception Missing { 1: i64 id }
        service Base { void ping() }
        service Store extends Base {
            string get(1: i64 id) throws (1: Missing missing)
            oneway void touch(1: i64 id, 2: bool hard = true)
        }
    }
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
