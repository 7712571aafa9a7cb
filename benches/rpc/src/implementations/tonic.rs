//! `tonic`: gRPC with messages of `prost`.

use thrift_bench_rpc_generated::tonic as echo;
use tokio::net::TcpListener;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Channel, Endpoint, Server};
use tonic::{Request, Response, Status};

use self::echo::echo_client::EchoClient;
use self::echo::echo_server::{Echo, EchoServer};
use self::echo::{Blob, Order, Text};
use crate::case::Payload;
use crate::error::Result;
use crate::load::{Caller, Load};
use crate::{role, values};

/// Connections: with as many it is faster than with one, and with more no faster. Larger windows do
/// not help.
const CHANNELS: usize = 4;

struct Handler;

#[tonic::async_trait]
impl Echo for Handler {
    async fn order(&self, order: Request<Order>) -> Result<Response<Order>, Status> {
        Ok(Response::new(order.into_inner()))
    }

    async fn text(&self, text: Request<Text>) -> Result<Response<Text>, Status> {
        Ok(Response::new(text.into_inner()))
    }

    async fn blob(&self, blob: Request<Blob>) -> Result<Response<Blob>, Status> {
        Ok(Response::new(blob.into_inner()))
    }
}

impl Caller<Order> for EchoClient<Channel> {
    async fn call(&mut self, order: Order) -> Result<Order> {
        Ok(self.order(order).await?.into_inner())
    }
}

impl Caller<Text> for EchoClient<Channel> {
    async fn call(&mut self, text: Text) -> Result<Text> {
        Ok(self.text(text).await?.into_inner())
    }
}

impl Caller<Blob> for EchoClient<Channel> {
    async fn call(&mut self, blob: Blob) -> Result<Blob> {
        Ok(self.blob(blob).await?.into_inner())
    }
}

fn order() -> Order {
    Order {
        id: values::ID,
        customer: values::CUSTOMER.into(),
        gift: values::GIFT,
        placed: values::PLACED,
        total: values::TOTAL,
        status: echo::Status::Paid.into(),
    }
}

pub(super) async fn serve() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    role::tell_ready(listener.local_addr()?);
    let incoming = TcpIncoming::from(listener).with_nodelay(Some(true));
    let server = Server::builder().add_service(EchoServer::new(Handler));
    Ok(server.serve_with_incoming(incoming).await?)
}

pub(super) async fn load(load: &Load) -> Result<()> {
    let endpoint = Endpoint::from_shared(format!("http://{}", load.address))?;
    let mut clients = Vec::new();
    for _ in 0..CHANNELS.min(load.concurrency) {
        clients.push(EchoClient::new(endpoint.connect().await?));
    }
    let callers = clients.into_iter().cycle().take(load.concurrency).collect();
    match load.payload {
        Payload::Small => load.run(order(), callers).await,
        Payload::String => load.run(Text { text: values::text() }, callers).await,
        Payload::Binary => load.run(Blob { blob: values::blob() }, callers).await,
    }
}
