//! A load that is spread over several servers.

use core::convert::Infallible;
use core::task::Poll;
use core::time::Duration;

use futures_util::stream;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tower::ServiceBuilder;
use tower::balance::p2c::Balance;
use tower::buffer::Buffer;
use tower::discover::Change;
use tower::load::{CompleteOnResponse, PendingRequests};

use thrift::protocol::Codec;
use thrift::service::{Channel, ChannelExt};
use thrift::tower::{ConnectedClient, RetryIdempotent, ServiceChannel};
use thrift::{Client, Endpoint, Server};

use crate::support::*;

/// A server that can be killed: without a word, as a process is.
async fn start() -> (Handler, Endpoint, JoinHandle<()>) {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let (handler, endpoint) = (Handler::default(), server.endpoint());
    let users = UsersServer::new(handler.clone());
    let serving = tokio::spawn(async move { server.serve(users).await.unwrap() });
    (handler, endpoint, serving)
}

type Member = PendingRequests<ConnectedClient>;

/// The servers that a load is spread over, as they come and go.
struct Members(mpsc::UnboundedSender<Change<String, Member>>);

impl Members {
    fn insert(&self, endpoint: &Endpoint) {
        let client = Client::builder().connect_lazy(endpoint).unwrap();
        let member =
            PendingRequests::new(ConnectedClient::new(client), CompleteOnResponse::default());
        self.0.send(Change::Insert(endpoint.to_string(), member)).ok().unwrap();
    }

    fn remove(&self, endpoint: &Endpoint) {
        self.0.send(Change::Remove(endpoint.to_string())).ok().unwrap();
    }
}

fn balanced() -> (Members, impl Channel + 'static) {
    let (sender, mut changes) = mpsc::unbounded_channel();
    let discover = Box::pin(stream::poll_fn(move |cx| match changes.poll_recv(cx) {
        Poll::Ready(Some(change)) => Poll::Ready(Some(Ok::<_, Infallible>(change))),
        // When nothing changes any more, those that there are stay.
        Poll::Ready(None) | Poll::Pending => Poll::Pending,
    }));
    let balance = Buffer::new(Balance::new(discover), 64);
    let stack = ServiceBuilder::new().retry(RetryIdempotent::new().attempts(5));
    (Members(sender), ServiceChannel::new(balance, Codec::default()).layer(stack))
}

#[tokio::test]
async fn calls_go_on_when_one_of_several_servers_dies() {
    within(async {
        let (mut handlers, mut endpoints, mut serving) = (Vec::new(), Vec::new(), Vec::new());
        let (members, channel) = balanced();
        for _ in 0..3 {
            let (handler, endpoint, task) = start().await;
            members.insert(&endpoint);
            handlers.push(handler);
            endpoints.push(endpoint);
            serving.push(task);
        }
        let client = UsersClient::new(channel);
        let pinged = |handlers: &[Handler]| {
            handlers.iter().map(|handler| handler.take().len()).collect::<Vec<_>>()
        };
        for _ in 0..200 {
            client.ping().await.unwrap();
        }
        let counts = pinged(&handlers);
        assert_eq!(counts.iter().sum::<usize>(), 200);
        assert!(counts.iter().all(|count| *count > 0), "{counts:?}");

        serving[0].abort();
        for _ in 0..200 {
            client.ping().await.unwrap();
        }
        let counts = pinged(&handlers);
        assert!(counts[1] + counts[2] >= 199 && counts[1] > 0 && counts[2] > 0, "{counts:?}");

        // One more comes, and one is taken off the list.
        let (handler, endpoint, task) = start().await;
        members.insert(&endpoint);
        members.remove(&endpoints[1]);
        for _ in 0..200 {
            client.ping().await.unwrap();
        }
        assert!(!handler.take().is_empty());
        assert_eq!(handlers[1].take().len(), 0);
        drop(task);
    })
    .await;
}

#[tokio::test]
async fn calls_in_flight_on_a_server_that_dies_are_made_again() {
    within(async {
        let (members, channel) = balanced();
        let (first, endpoint, serving) = start().await;
        members.insert(&endpoint);
        let client = std::sync::Arc::new(UsersClient::new(
            channel.layer(ServiceBuilder::new().retry(RetryIdempotent::new().also(|_| true))),
        ));
        let waiting = tokio::spawn({
            let client = std::sync::Arc::clone(&client);
            async move { client.wait(7).await }
        });
        first.gate.waiting().await;
        let (second, endpoint, _) = start().await;
        members.insert(&endpoint);
        serving.abort();
        second.gate.waiting().await;
        second.gate.open();
        assert_eq!(waiting.await.unwrap().unwrap(), 7);
        assert_eq!((first.take(), second.take()), (vec!["wait"], vec!["wait"]));
    })
    .await;
}

#[tokio::test]
async fn without_a_server_calls_wait_for_one() {
    within(async {
        let (members, channel) = balanced();
        let client =
            UsersClient::new(channel.layer(ServiceBuilder::new().timeout(Duration::from_secs(10))));
        let calling = tokio::spawn(async move { client.ping().await });
        let (_, endpoint, _) = start().await;
        members.insert(&endpoint);
        assert_eq!(calling.await.unwrap().unwrap(), "pong");
    })
    .await;
}
