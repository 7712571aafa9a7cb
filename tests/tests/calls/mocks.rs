//! Mocks of services: handlers and clients that are made of closures.

use core::time::Duration;
use std::sync::{Arc, Mutex};

use thrift::{ApplicationKind, Context, Error, Kind, Server};
use tokio::sync::mpsc;
use tokio::time::timeout;

thrift::thrift! {
    exception NotFound { 1: i32 id }
    struct User { 1: i32 id, 2: string name }

    service Base {
        void ping()
        string getName(1: i32 id) (rust.context)
    }

    service Middle extends Base {
        i32 add(1: i32 a, 2: i32 b)
    }

    service Users extends Middle {
        User getUser(1: i32 id) throws (1: NotFound missing)
        oneway void touch(1: i32 id)
        /** In Rust the same as what `Base` calls `getName`. */
        string get_name(1: i32 id)
        list<User> type(1: list<i32> ids, 2: bool new) (rust.context)
    }
}

/// A trait of Rust, some of whose methods are not always there.
#[thrift::service]
trait Written {
    async fn greet(&self, cx: &Context, name: Option<String>) -> thrift::Result<String>;
    #[cfg(not(test))]
    async fn never(&self, it: Nothing) -> thrift::Result<Nothing>;
    #[cfg(test)]
    async fn always(&self, it: i32) -> thrift::Result<i32>;
}

async fn name_of(users: &impl Users, id: i32) -> Result<String, users::GetUserError> {
    Ok(users.get_user(id).await?.name)
}

async fn within<T>(future: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(20), future).await.expect("an answer within 20 seconds")
}

fn users() -> UsersMock {
    UsersMock::new().on_get_user(|id| match id {
        7 => Ok(User { id, name: "Ada".into() }),
        _ => Err(NotFound { id }.into()),
    })
}

#[track_caller]
fn is_unmocked(error: &Error, method: &str) {
    assert_eq!(error.kind(), Kind::Application(ApplicationKind::UnknownMethod));
    assert_eq!(error.message(), format!("the mock has no closure for `{method}`"));
}

#[tokio::test]
async fn code_that_is_generic_over_a_service_takes_its_mock() {
    let users = users();
    assert_eq!(name_of(&users, 7).await.unwrap(), "Ada");
    let error = name_of(&users, 8).await.unwrap_err();
    assert!(matches!(error, users::GetUserError::Missing(NotFound { id: 8 })), "{error:?}");
}

#[tokio::test]
async fn a_method_without_closure_fails_and_says_which() {
    let users = UsersMock::new();
    let users::GetUserError::Thrift(error) = users.get_user(7).await.unwrap_err() else {
        panic!("it is no declared exception");
    };
    is_unmocked(&error, "getUser");
    is_unmocked(&users.touch(7).await.unwrap_err(), "touch");
    is_unmocked(&users.ping().await.unwrap_err(), "ping");
    is_unmocked(&Base::get_name(&users, &Context::new(), 7).await.unwrap_err(), "getName");
    is_unmocked(&Users::get_name(&users, 7).await.unwrap_err(), "get_name");
}

#[tokio::test]
async fn a_mock_answers_calls_as_a_handler() {
    within(async {
        let (touched, mut seen) = mpsc::unbounded_channel();
        let mock = users().on_add(|a, b| Ok(a + b)).on_ping(|| Ok(())).on_touch(move |id| {
            touched.send(id).unwrap();
            Ok(())
        });
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let client = UsersClient::connect(server.endpoint()).await.unwrap();
        tokio::spawn(server.serve(UsersServer::new(mock)));

        assert_eq!(name_of(&client, 7).await.unwrap(), "Ada");
        let error = name_of(&client, 8).await.unwrap_err();
        assert!(matches!(error, users::GetUserError::Missing(NotFound { id: 8 })), "{error:?}");
        assert_eq!(client.add(1, 2).await.unwrap(), 3);
        client.touch(9).await.unwrap();
        assert_eq!(seen.recv().await, Some(9));
        client.ping().await.unwrap();
        let error = Users::get_name(&client, 7).await.unwrap_err();
        is_unmocked(&error, "get_name");
    })
    .await;
}

#[tokio::test]
async fn methods_of_one_name_in_two_services_have_a_closure_each() {
    let users = UsersMock::new()
        .on_get_name(|id| Ok(format!("own {id}")))
        .on_get_name_(|cx, id| Ok(format!("inherited {id}{}", cx.method())));
    assert_eq!(Users::get_name(&users, 1).await.unwrap(), "own 1");
    assert_eq!(Base::get_name(&users, &Context::new(), 2).await.unwrap(), "inherited 2");
}

#[tokio::test]
async fn closures_get_the_context_and_all_arguments() {
    let users = UsersMock::new().on_type(|cx, ids, new| {
        let name = format!("{} {new}", cx.headers().get("tenant").unwrap());
        Ok(ids.into_iter().map(|id| User { id, name: name.clone() }).collect())
    });
    let cx = Context::new().with_header("tenant", "7");
    let all = users.r#type(&cx, vec![1, 2], true).await.unwrap();
    assert_eq!(all[1], User { id: 2, name: "7 true".into() });
}

#[tokio::test]
async fn traits_of_rust_have_mocks_of_the_methods_that_are_there() {
    let written = WrittenMock::new()
        .on_greet(|_, name| Ok(name.unwrap_or_else(|| "nobody".into())))
        .on_always(Ok);
    assert_eq!(written.greet(&Context::new(), None).await.unwrap(), "nobody");
    assert_eq!(written.always(3).await.unwrap(), 3);
}

#[tokio::test]
async fn the_last_closure_counts_and_clones_share_them() {
    let calls = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&calls);
    let users = UsersMock::new().on_touch(|_| panic!("it was replaced")).on_touch(move |id| {
        log.lock().unwrap().push(id);
        Ok(())
    });
    let clone = users.clone();
    users.touch(1).await.unwrap();
    clone.touch(2).await.unwrap();
    assert_eq!(*calls.lock().unwrap(), [1, 2]);
    assert_eq!(format!("{users:?}"), "UsersMock { .. }");
}

#[tokio::test]
async fn a_call_that_is_never_awaited_is_none() {
    let users = UsersMock::default().on_touch(|_| panic!("nobody waits for it"));
    drop(users.touch(1));
}
