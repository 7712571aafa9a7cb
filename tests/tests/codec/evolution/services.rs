//! Methods, arguments and exceptions that come to a service, and go.

use thrift::protocol::{Codec, Protocol};
use thrift::service::{Channel, Dispatch, Request, Response};
use thrift::{ApplicationKind, Error, Kind, ThriftError, ThriftException};
use thrift_tests::codecs;

mod old {
    thrift::thrift! {
        exception Refused { 1: i32 code }
        service Store {
            string get(1: i32 id, 2: string gone) throws (1: Refused refused)
            void put(1: i32 id)
            void removed()
        }
    }
}

mod new {
    thrift::thrift! {
        exception Refused { 1: i32 code, 2: string reason = "unknown" }
        exception Busy { 1: i32 seconds }
        service Base { i32 count() }
        service Store extends Base {
            string get(1: i32 id, 3: string hint, 4: i32 limit = 10)
                throws (1: Refused refused, 2: Busy busy)
            string put(1: i32 id, 2: required string name)
            void added()
        }
    }
}

/// The new service in the other notation.
mod derived {
    use super::*;

    #[derive(ThriftException, Clone, Debug, PartialEq)]
    pub struct Refused {
        #[thrift(id = 1)]
        pub code: i32,
        #[thrift(id = 2, default = "unknown".to_owned())]
        pub reason: String,
    }

    #[derive(ThriftException, Clone, Debug, PartialEq)]
    pub struct Busy {
        #[thrift(id = 1)]
        pub seconds: i32,
    }

    #[derive(ThriftError, Debug)]
    pub enum GetError {
        #[thrift(id = 1)]
        Refused(Refused),
        #[thrift(id = 2)]
        Busy(Busy),
        #[thrift(other)]
        Thrift(Error),
    }

    #[thrift::service]
    pub trait Store {
        async fn get(
            &self,
            #[thrift(id = 1)] id: i32,
            #[thrift(id = 3)] hint: Option<String>,
            #[thrift(id = 4, default = 10)] limit: i32,
        ) -> Result<String, GetError>;
        async fn put(
            &self,
            #[thrift(id = 1)] id: i32,
            #[thrift(id = 2, required)] name: String,
        ) -> thrift::Result<String>;
        async fn added(&self) -> thrift::Result<()>;
    }
}

/// A server in the same program.
struct Direct<D> {
    server: D,
    codec: Codec,
}

impl<D: Dispatch> Channel for Direct<D> {
    fn codec(&self) -> Codec {
        self.codec
    }

    async fn send(&self, request: Request) -> thrift::Result<Option<Response>> {
        // As a server has it: without the codec and the types of the client.
        let arguments = request.arguments().clone();
        let (method, oneway) = (request.method().to_owned(), request.is_oneway());
        let received = Request::received(&method, oneway, self.codec, arguments);
        Ok(self.server.dispatch(received).await)
    }
}

struct Handler;

impl old::Store for Handler {
    async fn get(&self, id: i32, gone: String) -> Result<String, old::store::GetError> {
        match id {
            1 => Err(old::Refused { code: 1 }.into()),
            _ => Ok(format!("{id} {gone:?}")),
        }
    }

    async fn put(&self, _: i32) -> thrift::Result<()> {
        Ok(())
    }

    async fn removed(&self) -> thrift::Result<()> {
        Ok(())
    }
}

impl new::Base for Handler {
    async fn count(&self) -> thrift::Result<i32> {
        Ok(3)
    }
}

impl new::Store for Handler {
    async fn get(&self, id: i32, hint: String, limit: i32) -> Result<String, new::store::GetError> {
        match id {
            1 => Err(new::Refused { code: 1, reason: "no".to_owned() }.into()),
            2 => Err(new::Busy { seconds: 2 }.into()),
            _ => Ok(format!("{id} {hint:?} {limit}")),
        }
    }

    async fn put(&self, id: i32, name: String) -> thrift::Result<String> {
        Ok(format!("{id} {name}"))
    }

    async fn added(&self) -> thrift::Result<()> {
        Ok(())
    }
}

impl derived::Store for Handler {
    async fn get(
        &self,
        id: i32,
        hint: Option<String>,
        limit: i32,
    ) -> Result<String, derived::GetError> {
        match id {
            1 => Err(derived::Refused { code: 1, reason: "no".to_owned() }.into()),
            2 => Err(derived::Busy { seconds: 2 }.into()),
            _ => Ok(format!("{id} {:?} {limit}", hint.unwrap_or_default())),
        }
    }

    async fn put(&self, id: i32, name: String) -> thrift::Result<String> {
        Ok(format!("{id} {name}"))
    }

    async fn added(&self) -> thrift::Result<()> {
        Ok(())
    }
}

/// The client of one version and the server of another.
macro_rules! call {
    ($client:ident to $server:ident, $codec:expr) => {
        $client::StoreClient::new(Direct {
            server: $server::StoreServer::new(Handler),
            codec: $codec,
        })
    };
}

fn is_unknown_method<T: std::fmt::Debug>(result: Result<T, Error>, name: &str) {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), Kind::Application(ApplicationKind::UnknownMethod), "{error:?}");
    assert!(error.to_string().contains(&format!("unknown method `{name}`")), "{error}");
}

macro_rules! old_clients {
    ($test:ident: $server:ident) => {
        #[tokio::test]
        async fn $test() {
            use old::Store;
            use old::store::GetError;

            for codec in codecs() {
                let client = call!(old to $server, codec);
                // Arguments that the server has not are skipped, others have their defaults.
                assert_eq!(client.get(3, "g".to_owned()).await.unwrap(), "3 \"\" 10");
                // A field that was added to the exception is skipped.
                let error = client.get(1, String::new()).await.unwrap_err();
                assert!(matches!(error, GetError::Refused(old::Refused { code: 1 })), "{error:?}");
                // An exception that was added is none of those declared, and no result either.
                let error = client.get(2, String::new()).await.unwrap_err();
                let GetError::Thrift(error) = error else { panic!("{error:?}") };
                assert_eq!(error.kind(), Kind::Application(ApplicationKind::MissingResult));
                // A required argument was added.
                let error = client.put(1).await.unwrap_err();
                assert_eq!(error.kind(), Kind::Application(ApplicationKind::ProtocolError));
                let byte = match codec.protocol {
                    Protocol::Binary => 8,
                    Protocol::Compact => 3,
                    Protocol::Json => 15,
                    other => panic!("{other:?} has no row"),
                };
                let why = format!("name: byte {byte}: the field is required, but absent");
                assert_eq!(error.message(), format!("the arguments cannot be read: {why}"));
                is_unknown_method(client.removed().await, "removed");
            }
        }
    };
}

old_clients! { an_old_client_of_a_new_server: new }
old_clients! { an_old_client_of_a_new_server_in_rust: derived }

#[tokio::test]
async fn a_new_client_of_an_old_server() {
    use new::store::GetError;
    use new::{Base, Store};

    for codec in codecs() {
        let client = call!(new to old, codec);
        let result = client.get(3, "h".to_owned(), 5).await;
        assert_eq!(result.unwrap(), "3 \"\"");
        let error = client.get(1, String::new(), 5).await.unwrap_err();
        let GetError::Refused(refused) = error else { panic!("{error:?}") };
        assert_eq!(refused, new::Refused { code: 1, reason: "unknown".to_owned() });
        // The method returned nothing, and now returns something.
        let error = client.put(1, "n".to_owned()).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Application(ApplicationKind::MissingResult), "{error:?}");
        is_unknown_method(client.added().await, "added");
        is_unknown_method(client.count().await, "count");
    }
}

#[tokio::test]
async fn a_new_client_in_rust_of_an_old_server() {
    use derived::{GetError, Store};

    for codec in codecs() {
        let client = call!(derived to old, codec);
        let result = client.get(3, Some("h".to_owned()), 5).await;
        assert_eq!(result.unwrap(), "3 \"\"");
        let error = client.get(1, None, 5).await.unwrap_err();
        let GetError::Refused(refused) = error else { panic!("{error:?}") };
        assert_eq!(refused, derived::Refused { code: 1, reason: "unknown".to_owned() });
        is_unknown_method(client.added().await, "added");
    }
}

#[tokio::test]
async fn both_of_one_version() {
    use new::{Base, Store};

    for codec in codecs() {
        let client = call!(new to new, codec);
        assert_eq!(client.get(3, "h".to_owned(), 5).await.unwrap(), "3 \"h\" 5");
        assert_eq!(client.put(1, "n".to_owned()).await.unwrap(), "1 n");
        assert_eq!(client.count().await.unwrap(), 3);
        let error = client.get(2, String::new(), 0).await.unwrap_err();
        assert!(matches!(error, new::store::GetError::Busy(new::Busy { seconds: 2 })));
        client.added().await.unwrap();
    }
}
