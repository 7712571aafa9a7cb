//! A build for values alone, without services: an IDL may have some all the same.

#![cfg(all(feature = "idl", not(feature = "service")))]

thrift::thrift! {
    struct User { 1: i32 id }
    exception NotFound { 1: i32 id }
    service Base { void ping() }
    service Users extends Base {
        User get(1: i32 id) throws (1: NotFound missing)
        oneway void touch(1: i32 id)
    }
}

// Beside the block, so that what a service made would be there twice.
trait Users {
    const NAME: &str;
}
struct UsersClient;
struct UsersServer;
mod users {
    pub(crate) struct GetError;
}
impl Users for (UsersClient, UsersServer, users::GetError) {
    const NAME: &str = "Users";
}

#[test]
fn types_are_those_of_any_build() {
    let user = User { id: 42 };
    for protocol in thrift::Protocol::ALL {
        let codec = thrift::protocol::Codec::new(*protocol, thrift::Limits::DEFAULT);
        let bytes = codec.encode(&user).unwrap();
        assert_eq!(codec.decode::<User>(&bytes).unwrap(), user, "{protocol:?}");
    }
    assert_eq!(NotFound { id: 7 }.to_string(), "NotFound { id: 7 }");
}

#[test]
fn the_names_of_services_are_free() {
    assert_eq!(<(UsersClient, UsersServer, users::GetError)>::NAME, "Users");
}
