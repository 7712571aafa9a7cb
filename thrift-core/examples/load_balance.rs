//! Calls that are spread over three servers, of which one is killed and another one takes its place.
//!
//! ```text
//! cargo run --example load_balance --features tower
//! ```

use std::convert::Infallible;
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;

use futures_util::stream;
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, JoinSet};
use tower::ServiceBuilder;
use tower::balance::p2c::Balance;
use tower::buffer::Buffer;
use tower::discover::Change;
use tower::load::{CompleteOnResponse, PendingRequests};

use thrift::protocol::Codec;
use thrift::service::{Channel, ChannelExt};
use thrift::tower::{ConnectedClient, RetryIdempotent, ServiceChannel};
use thrift::{Client, Endpoint, Limits, Protocol, Server};

thrift::thrift! {
    service Squares {
        i64 square(1: i32 number) (rust.idempotent)
    }
}

/// A handler that counts its calls.
#[derive(Clone, Default)]
struct Handler(Arc<AtomicUsize>);

impl Squares for Handler {
    async fn square(&self, number: i32) -> thrift::Result<i64> {
        self.0.fetch_add(1, Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(1)).await;
        Ok(i64::from(number).pow(2))
    }
}

/// A server in a task of its own, which a program could have elsewhere.
struct Member {
    endpoint: Endpoint,
    handler: Handler,
    task: JoinHandle<thrift::Result<()>>,
}

async fn start() -> thrift::Result<Member> {
    let server = Server::bind("127.0.0.1:0").await?;
    let (endpoint, handler) = (server.endpoint(), Handler::default());
    let task = tokio::spawn(server.serve(SquaresServer::new(handler.clone())));
    Ok(Member { endpoint, handler, task })
}

/// What says which servers there are: here a channel, elsewhere DNS or a registry.
type Registry = mpsc::UnboundedSender<Change<String, PendingRequests<ConnectedClient>>>;

fn announce(registry: &Registry, endpoint: &Endpoint) -> Result<(), Box<dyn Error>> {
    let client = ConnectedClient::new(Client::builder().connect_lazy(endpoint)?);
    let client = PendingRequests::new(client, CompleteOnResponse::default());
    Ok(registry.send(Change::Insert(endpoint.to_string(), client))?)
}

/// A channel that sends each call to the less busy one of two servers, taken at random.
fn balanced() -> (Registry, impl Channel + Clone + 'static) {
    let (registry, mut changes) = mpsc::unbounded_channel();
    let discover = Box::pin(stream::poll_fn(move |cx| match changes.poll_recv(cx) {
        Poll::Ready(Some(change)) => Poll::Ready(Some(Ok::<_, Infallible>(change))),
        // Without a registry the servers stay as they are.
        Poll::Ready(None) | Poll::Pending => Poll::Pending,
    }));
    let balance = Buffer::new(Balance::new(discover), 1024);
    let channel = ServiceChannel::new(balance, Codec::new(Protocol::Binary, Limits::NETWORK));
    let layers =
        ServiceBuilder::new().timeout(Duration::from_secs(5)).retry(RetryIdempotent::new());
    (registry, channel.layer(layers))
}

/// Makes so many calls, 32 at once; fails if one of them does.
async fn call<C>(squares: &SquaresClient<C>, calls: i32) -> Result<(), Box<dyn Error>>
where
    C: Channel + Clone + 'static,
{
    let mut running: JoinSet<thrift::Result<()>> = JoinSet::new();
    for number in 0..calls {
        if running.len() == 32 {
            running.join_next().await.transpose()?.transpose()?;
        }
        let squares = squares.clone();
        running.spawn(async move {
            let square = squares.square(number).await?;
            assert_eq!(square, i64::from(number).pow(2));
            Ok(())
        });
    }
    while let Some(done) = running.join_next().await {
        done??;
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (registry, channel) = balanced();
    let squares = SquaresClient::new(channel);
    let mut members = [start().await?, start().await?, start().await?];
    for member in &members {
        announce(&registry, &member.endpoint)?;
    }
    call(&squares, 1000).await?;
    report("three servers", &members);

    // One is killed while calls are under way: those that it had are made again elsewhere.
    let victim = &members[0];
    let calls = call(&squares, 1000);
    let kill = async {
        while victim.handler.0.load(Ordering::Relaxed) < 20 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        victim.task.abort();
    };
    let (called, ()) = tokio::join!(calls, kill);
    called?;
    report("one was killed", &members);

    // It is taken off the list, and another one put there.
    registry.send(Change::Remove(members[0].endpoint.to_string()))?;
    members[0] = start().await?;
    announce(&registry, &members[0].endpoint)?;
    call(&squares, 1000).await?;
    report("another one came", &members);
    Ok(())
}

/// Prints how many calls each server had since the last time.
fn report(when: &str, members: &[Member]) {
    let counts = members.iter().map(|member| member.handler.0.swap(0, Ordering::Relaxed));
    println!("{when}: {:?} calls", counts.collect::<Vec<_>>());
}
