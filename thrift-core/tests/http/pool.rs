//! How many connections a client has to a server of HTTP.

use std::sync::Arc;

use thrift::http::Version;
use thrift::service::{Dispatch, Request, Response, ResponseKind};
use thrift::{Client, Server};
use tokio::sync::Barrier;

use crate::support::*;

/// Answers when there are as many calls as it waits for; with the port of the client.
pub(crate) struct Together(pub(crate) Arc<Barrier>);

impl Dispatch for Together {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        self.0.wait().await;
        let port = request.context().peer().unwrap().address().unwrap().port();
        Some(Response::new(ResponseKind::Reply, port.to_be_bytes().to_vec().into()))
    }
}

/// The ports from which so many calls come that are made at once, as many times.
async fn ports(builder: thrift::client::ClientBuilder, calls: usize, times: usize) -> Vec<u16> {
    let server = Server::bind("127.0.0.1:0").await.unwrap();
    let address = server.endpoint().socket_addr().unwrap();
    tokio::spawn(server.serve(Together(Arc::new(Barrier::new(calls)))));
    let client = builder.connect(format!("http://{address}/")).await.unwrap();
    let mut ports = Vec::new();
    for _ in 0..times {
        let made = (0..calls).map(|_| {
            let client = client.clone();
            tokio::spawn(async move { send(&client, "f", &[0]).await.unwrap() })
        });
        for call in made.collect::<Vec<_>>() {
            let body = call.await.unwrap();
            ports.push(u16::from_be_bytes([body[0], body[1]]));
        }
    }
    ports.sort_unstable();
    ports.dedup();
    ports
}

#[tokio::test]
async fn calls_of_http_1_have_a_connection_each_and_share_it_one_after_the_other() {
    within(async {
        assert_eq!(ports(Client::builder(), 1, 20).await.len(), 1);
        assert_eq!(ports(Client::builder(), 40, 3).await.len(), 40);
    })
    .await;
}

#[tokio::test]
async fn calls_of_http_2_share_a_connection() {
    within(async {
        let builder = Client::builder().http_version(Version::Http2);
        assert_eq!(ports(builder, 100, 3).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn calls_wait_when_there_are_as_many_connections_as_may_be() {
    within(async {
        let (address, mut visitor, _handle) = start().await;
        let builder = Client::builder().max_connections(2);
        let client = builder.connect_lazy(format!("http://{address}/")).unwrap();
        let calls: Vec<_> = (0..5)
            .map(|value| {
                let client = client.clone();
                tokio::spawn(async move { send(&client, "wait", &number(value)).await })
            })
            .collect();
        visitor.started("wait").await;
        visitor.started("wait").await;
        for _ in 0..3 {
            assert!(visitor.is_idle());
            visitor.let_one();
            visitor.started("wait").await;
        }
        visitor.let_one();
        visitor.let_one();
        for (value, call) in (0..).zip(calls) {
            assert_eq!(call.await.unwrap().unwrap(), number(value));
        }
    })
    .await;
}
