//! A client that is patient and a server that is not overrun, by layers of tower.
//!
//! ```text
//! cargo run --example tower_layers --features tower
//! ```

use std::error::Error;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;
use tower::ServiceBuilder;

use thrift::service::{ChannelExt, DispatchExt};
use thrift::tower::RetryIdempotent;
use thrift::{Client, Kind, Server};

thrift::thrift! {
    service Weather {
        /** Degrees in a town. The first answer takes too long. */
        i32 degrees(1: string town) (rust.idempotent)

        /** Counts a visit to a town. The first answer takes too long. */
        i32 visit(1: string town)
    }
}

/// A handler whose first answers take too long.
#[derive(Default)]
struct Station {
    asked: AtomicUsize,
    visits: AtomicUsize,
}

/// Longer than a client waits.
const LONG: Duration = Duration::from_millis(300);

impl Weather for Station {
    async fn degrees(&self, _town: String) -> thrift::Result<i32> {
        if self.asked.fetch_add(1, Ordering::Relaxed) == 0 {
            tokio::time::sleep(LONG).await;
        }
        Ok(21)
    }

    async fn visit(&self, _town: String) -> thrift::Result<i32> {
        let before = self.visits.fetch_add(1, Ordering::Relaxed);
        if before == 0 {
            tokio::time::sleep(LONG).await;
        }
        Ok(i32::try_from(before + 1).unwrap_or(i32::MAX))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // The server: no more than 100 calls at once, and the others are refused at once.
    let server = Server::bind("127.0.0.1:0").await?;
    let (address, handle) = (server.endpoint(), server.handle());
    let layers = ServiceBuilder::new().load_shed().concurrency_limit(100);
    let serving = tokio::spawn(server.serve(WeatherServer::new(Station::default()).layer(layers)));

    // The client, from the outside in: all attempts of a call take two seconds at most, calls of
    // idempotent methods are made again, 16 calls are under way at once, and each attempt takes 100
    // milliseconds at most.
    let layers = ServiceBuilder::new()
        .timeout(Duration::from_secs(2))
        .retry(RetryIdempotent::new())
        .concurrency_limit(16)
        .timeout(Duration::from_millis(100));
    // A server answers the calls of a connection in their order: one that is slow would hold up the
    // attempt that follows.
    let builder = Client::builder().calls_per_connection(1).max_connections(16);
    let client = builder.connect(&address).await?;
    let weather = WeatherClient::new(client.clone().layer(layers));

    println!("degrees: {}, at the second attempt", weather.degrees("Oslo".into()).await?);
    match weather.visit("Oslo".into()).await {
        Err(error) if error.kind() == Kind::Timeout => println!("visit: {error}, and not repeated"),
        other => return Err(format!("a slow visit gave {other:?}").into()),
    }
    println!("visit: number {}", weather.visit("Oslo".into()).await?);

    // A client that would rather fail than wait for its turn.
    let impatient = ServiceBuilder::new().load_shed().concurrency_limit(4);
    let impatient = WeatherClient::new(client.layer(impatient));
    let mut calls = JoinSet::new();
    for _ in 0..100 {
        let weather = impatient.clone();
        calls.spawn(async move { weather.degrees("Bergen".into()).await });
    }
    let (mut answered, mut refused) = (0, 0);
    for result in calls.join_all().await {
        match result {
            Ok(_) => answered += 1,
            Err(error) if error.kind() == Kind::Overloaded => refused += 1,
            Err(error) => return Err(error.into()),
        }
    }
    println!("100 calls at once: some answered ({}), the others refused", answered > 0);
    if answered + refused != 100 || answered < 4 {
        return Err(format!("{answered} answered, {refused} refused").into());
    }

    handle.shutdown().await;
    serving.await??;
    Ok(())
}
