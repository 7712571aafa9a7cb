//! What observers are told.

use core::time::Duration;
use std::sync::{Arc, Mutex};

use thrift::observe::{Call, End, Observer, Outcome, Side};
use thrift::protocol::Codec;
use thrift::service::{
    ChannelExt, Direct, Dispatch, DispatchExt, Method, Multiplexed, Request, Response,
};
use thrift::{ApplicationKind, Client, Context, Kind, Server};

use crate::support::*;

/// Writes down what it is told.
#[derive(Default)]
struct Notes {
    started: Mutex<usize>,
    ended: Mutex<Vec<(Call, End)>>,
}

impl Observer for Notes {
    fn call_started(&self, _: &Call) {
        *self.started.lock().unwrap() += 1;
    }

    fn call_ended(&self, call: &Call, end: &End) {
        self.ended.lock().unwrap().push((call.clone(), end.clone()));
    }
}

impl Notes {
    fn new() -> Arc<Self> {
        Arc::default()
    }

    fn started(&self) -> usize {
        *self.started.lock().unwrap()
    }

    fn take(&self) -> Vec<(Call, End)> {
        std::mem::take(&mut self.ended.lock().unwrap())
    }

    /// The end of the one call that there was.
    fn one(&self) -> (Call, End) {
        let mut ended = self.take();
        assert_eq!(ended.len(), 1);
        ended.remove(0)
    }

    fn outcome(&self) -> Outcome {
        self.one().1.outcome()
    }
}

#[tokio::test]
async fn each_end_of_a_call_is_told_how_it_ended() {
    let (at_client, at_server) = (Notes::new(), Notes::new());
    let server = UsersServer::new(Handler::default()).observe(Arc::clone(&at_server));
    let client = UsersClient::new(Direct::new(server).observe(Arc::clone(&at_client)));

    assert_eq!(client.find(2).await.unwrap(), "Ada");
    let (call, end) = at_client.one();
    assert_eq!((call.side(), call.method(), call.is_oneway()), (Side::Client, "find", false));
    // `struct { 1: i32 }` and `struct { 0: string }` in Binary.
    assert_eq!((call.request_size(), end.response_size()), (8, Some(11)));
    let (call, end) = at_server.one();
    assert_eq!((call.side(), end.outcome()), (Side::Server, Outcome::Success));
    assert_eq!((call.request_size(), end.response_size()), (8, Some(11)));

    client.find(1).await.unwrap_err();
    assert_eq!(at_client.outcome(), Outcome::DeclaredException);
    assert_eq!(at_server.outcome(), Outcome::DeclaredException);

    client.refuse().await.unwrap_err();
    let refused = Outcome::Exception(ApplicationKind::InternalError);
    assert_eq!((at_client.outcome(), at_server.outcome()), (refused, refused));

    client.touch(1).await.unwrap();
    let (call, end) = at_server.one();
    assert!(call.is_oneway());
    assert_eq!((end.outcome(), end.response_size()), (Outcome::Success, None));
    assert_eq!(at_client.outcome(), Outcome::Success);
    assert_eq!((at_client.started(), at_server.started()), (4, 4));
}

#[tokio::test]
async fn a_call_without_an_answer_is_told_why() {
    let notes = Notes::new();
    let failing = Scripted::new([Step::Fail(Kind::Closed)]).observe(Arc::clone(&notes));
    UsersClient::new(failing).ping().await.unwrap_err();
    assert_eq!(notes.outcome(), Outcome::Failed(Kind::Closed));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_has_ended_too() {
    let notes = Notes::new();
    let handler = Handler::default();
    let client = UsersClient::new(direct(&handler).observe(Arc::clone(&notes)));
    let given_up = tokio::time::timeout(Duration::from_secs(3), client.wait(1)).await;
    assert!(given_up.is_err());
    let (_, end) = notes.one();
    assert_eq!(end.outcome(), Outcome::Cancelled);
    assert_eq!(end.duration(), Duration::from_secs(3));
}

#[tokio::test]
async fn a_panic_is_told_from_a_call_that_is_given_up() {
    within(async {
        let notes = Notes::new();
        let server = Server::bind("mem:layers-observe-panic").await.unwrap();
        let endpoint = server.endpoint();
        let users = UsersServer::new(Handler::default()).observe(Arc::clone(&notes));
        tokio::spawn(server.serve(users));
        let client = UsersClient::connect(endpoint).await.unwrap();
        client.crash().await.unwrap_err();
        assert_eq!(notes.outcome(), Outcome::Panicked);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_is_too_slow_has_timed_out() {
    let notes = Notes::new();
    let server = Server::bind("mem:layers-observe-slow").await.unwrap();
    let server = server.handler_timeout(Duration::from_secs(2));
    let endpoint = server.endpoint();
    let users = UsersServer::new(Handler::default()).observe(Arc::clone(&notes));
    tokio::spawn(server.serve(users));
    let client = UsersClient::connect(endpoint).await.unwrap();
    client.wait(1).await.unwrap_err();
    let (_, end) = notes.one();
    assert_eq!(end.outcome(), Outcome::Failed(Kind::Timeout));
    assert_eq!(end.duration(), Duration::from_secs(2));
}

/// Sends a call of any name to a server, and gives what it knows of the method.
async fn described(server: impl Dispatch, method: &str) -> Option<Method> {
    let notes = Notes::new();
    let request = Request::received(method, true, Codec::default(), vec![0].into());
    assert!(server.observe(Arc::clone(&notes)).dispatch(request).await.is_none());
    let (call, _) = notes.one();
    assert_eq!(call.method(), method);
    call.described()
}

#[tokio::test]
async fn a_method_is_named_if_its_service_has_it() {
    let server = || UsersServer::new(Handler::default());
    let find = Method::new("find").of("Users").idempotent();
    assert_eq!(described(server(), "find").await, Some(find));
    assert_eq!(described(server(), "touch").await, Some(Method::new("touch").of("Users").oneway()));
    let inherited = Method::new("ping").of("Users").idempotent();
    assert_eq!(described(server(), "ping").await, Some(inherited));
    assert_eq!(described(server(), "x-1b9d6bcd").await, None);

    // What is in between asks what is behind.
    let between = server().intercept(Ok).map_response(|_, response| response);
    assert_eq!(described(between, "find").await, Some(find));
    let several = || Multiplexed::new().add("U", server());
    assert_eq!(described(several(), "U:find").await, Some(find));
    assert_eq!(described(several(), "find").await, None);
    assert_eq!(described(Mute, "find").await, None);
}

/// Says nothing of its methods.
struct Mute;

impl Dispatch for Mute {
    async fn dispatch(&self, _: Request) -> Option<Response> {
        None
    }
}

#[tokio::test]
async fn a_client_knows_its_methods() {
    let notes = Notes::new();
    let client = UsersClient::new(direct(&Handler::default()).observe(Arc::clone(&notes)));
    client.find(2).await.unwrap();
    let described = notes.one().0.described();
    assert_eq!(described, Some(Method::new("find").of("Users").idempotent()));
    client.ping().await.unwrap();
    assert_eq!(notes.one().0.described().unwrap().to_string(), "Users/ping");
}

#[tokio::test]
async fn an_observer_sees_the_context() {
    within(async {
        let notes = Notes::new();
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let endpoint = server.endpoint();
        let users = UsersServer::new(Handler::default()).observe(Arc::clone(&notes));
        tokio::spawn(server.serve(users));
        let client = UsersClient::new(Client::connect(endpoint).await.unwrap());
        client.headers(&Context::new()).await.unwrap();
        let (call, _) = notes.one();
        assert!(call.context().peer().unwrap().address().is_some());
    })
    .await;
}
