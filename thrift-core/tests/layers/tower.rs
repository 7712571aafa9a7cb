//! Layers of tower, on both sides.

use core::future::pending;
use core::task::{Context as TaskContext, Poll};
use core::time::Duration;
use std::sync::{Arc, Mutex};

use tower::buffer::BufferLayer;
use tower::{BoxError, Service, ServiceBuilder, ServiceExt};

use thrift::observe::{Call, End, Observer, Outcome};
use thrift::protocol::Codec;
use thrift::service::{
    Channel, ChannelExt, Direct, Dispatch, DispatchExt, Request, Response, ResponseKind,
};
use thrift::tower::{
    ConnectedClient, ObserveLayer, RetryIdempotent, ServiceChannel, ServiceDispatch,
};
use thrift::{ApplicationKind, Client, Context, Kind, Protocol, Result, Server};

use crate::support::*;

const SECOND: Duration = Duration::from_secs(1);

fn call(method: &str) -> Request {
    Request::received(method, false, Codec::default(), vec![0].into())
}

#[tokio::test]
async fn calls_pass_through_layers_on_both_sides() {
    within(async {
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let endpoint = server.endpoint();
        let limits = || ServiceBuilder::new().timeout(10 * SECOND).concurrency_limit(4);
        tokio::spawn(server.serve(UsersServer::new(Handler::default()).layer(limits())));

        let client = Client::builder().protocol(Protocol::Compact).connect(endpoint).await.unwrap();
        let channel = client.layer(limits());
        assert_eq!(channel.codec().protocol, Protocol::Compact);
        let client = UsersClient::new(channel);
        assert_eq!(client.find(2).await.unwrap(), "Ada");
        assert!(matches!(client.find(1).await, Err(users::FindError::Missing(NotFound { id: 1 }))));
        client.touch(1).await.unwrap();
        assert_eq!(client.count(vec!["a".to_owned(); 1000]).await.unwrap(), 1000);
    })
    .await;
}

#[tokio::test]
async fn a_generated_server_is_a_service() {
    let mut service = UsersServer::new(Handler::default()).into_service();
    let answer = service.ready().await.unwrap().call(call("ping")).await.unwrap().unwrap();
    assert_eq!(answer.kind(), ResponseKind::Reply);
    let client = UsersClient::new(ServiceChannel::new(service, Codec::default()));
    assert_eq!(client.ping().await.unwrap(), "pong");
}

#[tokio::test]
async fn any_service_can_be_served() {
    let service = tower::service_fn(|request: Request| async move {
        match request.method() {
            "touch" => Ok(None),
            "ping" => Err(BoxError::from("no ping")),
            _ => Ok(Some(Response::new(ResponseKind::Reply, vec![0].into()))),
        }
    });
    let channel = Direct::new(ServiceDispatch::new(service));
    assert_eq!(channel.send(call("f")).await.unwrap().unwrap().body(), &[0][..]);
    let client = UsersClient::new(channel);
    client.touch(1).await.unwrap();
    let error = client.ping().await.unwrap_err();
    assert_eq!(error.kind(), Kind::Application(ApplicationKind::InternalError));
    assert_eq!(error.message(), "no ping");
}

#[tokio::test(start_paused = true)]
async fn the_timeout_of_a_layer_is_one_of_the_call() {
    let handler = Handler::default();
    let client = UsersClient::new(direct(&handler).layer(ServiceBuilder::new().timeout(SECOND)));
    let error = client.wait(1).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (Kind::Timeout, "request timed out"));

    let server = UsersServer::new(handler).layer(ServiceBuilder::new().timeout(SECOND));
    let error = UsersClient::new(Direct::new(server)).wait(1).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Application(ApplicationKind::InternalError));
    assert_eq!(error.message(), "request timed out");
}

#[tokio::test]
async fn a_call_too_many_is_shed() {
    within(async {
        let handler = Handler::default();
        let stack = || ServiceBuilder::new().load_shed().concurrency_limit(1);
        let client = UsersClient::new(direct(&handler).layer(stack()));
        let first = tokio::spawn({
            let client = client.clone();
            async move { client.wait(7).await }
        });
        handler.gate.waiting().await;
        let error = client.ping().await.unwrap_err();
        assert_eq!((error.kind(), error.message()), (Kind::Overloaded, "service overloaded"));
        handler.gate.open();
        assert_eq!(first.await.unwrap().unwrap(), 7);
        client.ping().await.unwrap();
        assert_eq!(handler.take(), ["wait", "ping"]);
    })
    .await;
}

#[tokio::test]
async fn a_oneway_call_that_is_shed_has_no_answer() {
    within(async {
        let handler = Handler::default();
        let stack = ServiceBuilder::new().load_shed().concurrency_limit(1);
        let server = UsersServer::new(handler.clone()).layer(stack);
        let first = tokio::spawn({
            let client = UsersClient::new(Direct::new(server.clone()));
            async move { client.wait(7).await }
        });
        handler.gate.waiting().await;
        let touch = Request::received("touch", true, Codec::default(), vec![0].into());
        assert!(server.dispatch(touch).await.is_none());
        assert!(server.dispatch(call("ping")).await.is_some());
        handler.gate.open();
        first.await.unwrap().unwrap();
        assert_eq!(handler.take(), ["wait"]);
    })
    .await;
}

/// A service that is never ready.
#[derive(Clone)]
struct Never;

impl Service<Request> for Never {
    type Response = Option<Response>;
    type Error = BoxError;
    type Future = core::future::Pending<Result<Option<Response>, BoxError>>;

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Pending
    }

    fn call(&mut self, _: Request) -> Self::Future {
        pending()
    }
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_turn_counts_into_the_time_of_a_call() {
    let client = UsersClient::new(ServiceChannel::new(Never, Codec::default()));
    let context = Context::new().with_timeout(SECOND);
    let error = client.headers(&context).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Timeout);
    assert_eq!(error.message(), "`headers` did not have its turn in time");
}

/// Counts the ends of calls by what came of them.
#[derive(Clone, Default)]
struct Outcomes(Arc<Mutex<Vec<Outcome>>>);

impl Observer for Outcomes {
    fn call_ended(&self, _: &Call, end: &End) {
        self.0.lock().unwrap().push(end.outcome());
    }
}

#[tokio::test(start_paused = true)]
async fn idempotent_calls_are_made_again_and_others_are_not() {
    let broken = [Step::Fail(Kind::Closed), Step::Hang, Step::Answer];
    let scripted = Scripted::new(broken);
    let outcomes = Outcomes::default();
    let stack = ServiceBuilder::new()
        .retry(RetryIdempotent::new())
        .timeout(SECOND)
        .layer(ObserveLayer::client(outcomes.clone()));
    let client = UsersClient::new(scripted.clone().layer(stack));
    assert_eq!(client.ping().await.unwrap(), "pong");
    assert_eq!(scripted.calls(), 3);
    let closed = Outcome::Failed(Kind::Closed);
    assert_eq!(*outcomes.0.lock().unwrap(), [closed, Outcome::Cancelled, Outcome::Success]);

    let scripted = Scripted::new(broken);
    let stack = ServiceBuilder::new().retry(RetryIdempotent::new()).timeout(SECOND);
    let client = UsersClient::new(scripted.clone().layer(stack));
    assert_eq!(within(client.wait(1)).await.unwrap_err().kind(), Kind::Closed);
    assert_eq!(scripted.calls(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_keeps_failing_fails() {
    let scripted = Scripted::new([Step::Fail(Kind::Closed); 9]);
    let stack = ServiceBuilder::new().retry(RetryIdempotent::new().attempts(4));
    let client = UsersClient::new(scripted.clone().layer(stack));
    let error = client.ping().await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (Kind::Closed, "as the test wants"));
    assert_eq!(scripted.calls(), 4);
}

#[tokio::test]
async fn a_server_that_answers_with_an_exception_is_not_asked_again() {
    let handler = Handler::default();
    let channel = direct(&handler).layer(ServiceBuilder::new().retry(RetryIdempotent::new()));
    UsersClient::new(channel).find(1).await.unwrap_err();
    assert_eq!(handler.take(), ["find"]);
}

#[tokio::test]
async fn what_cannot_be_cloned_goes_behind_a_buffer() {
    let stack = ServiceBuilder::new().layer(BufferLayer::new(8)).rate_limit(100, SECOND);
    let client = UsersClient::new(direct(&Handler::default()).layer(stack));
    assert_eq!(client.ping().await.unwrap(), "pong");
}

#[tokio::test]
async fn a_connected_client_is_ready_while_it_is_connected() {
    within(async {
        let name = "mem:layers-connected";
        let client = Client::builder().connect_lazy(name).unwrap();
        let mut service = ConnectedClient::new(client);
        // Nobody is there yet.
        let unready = tokio::time::timeout(Duration::from_millis(30), service.ready()).await;
        assert!(unready.is_err());

        let server = Server::bind(name).await.unwrap();
        let handle = server.handle();
        let serving = tokio::spawn(server.serve(UsersServer::new(Handler::default())));
        let answer = service.ready().await.unwrap().call(call("ping")).await.unwrap();
        assert!(answer.is_some());

        handle.shutdown().await;
        serving.await.unwrap().unwrap();
        while service.ready().now() {
            tokio::task::yield_now().await;
        }
        let server = Server::bind(name).await.unwrap();
        tokio::spawn(server.serve(UsersServer::new(Handler::default())));
        assert!(service.ready().await.unwrap().call(call("ping")).await.is_ok());
    })
    .await;
}

/// Whether a future is done when it is asked once.
trait Now: Future + Sized {
    fn now(self) -> bool {
        let mut cx = TaskContext::from_waker(core::task::Waker::noop());
        std::pin::pin!(self).poll(&mut cx).is_ready()
    }
}

impl<F: Future> Now for F {}
