//! Ours: a generated client over one `Client`, a generated server in one `Server`.

use core::net::SocketAddr;

use bytes::Bytes;
use thrift::{Client, Server};

use self::echo::{Echo, EchoClient, EchoServer, Order, Status};
use crate::case::Payload;
use crate::error::Result;
use crate::load::{Caller, Load};
use crate::{role, values};

/// What the IDL says.
pub mod echo {
    thrift::include_thrift!("../../idl/echo.thrift");
}

/// Connections of the client, at most: more than by default. Short calls use one of them.
const CONNECTIONS: usize = 16;

struct Handler;

impl Echo for Handler {
    async fn order(&self, order: Order) -> thrift::Result<Order> {
        Ok(order)
    }

    async fn text(&self, text: String) -> thrift::Result<String> {
        Ok(text)
    }

    async fn blob(&self, blob: Bytes) -> thrift::Result<Bytes> {
        Ok(blob)
    }
}

impl Caller<Order> for EchoClient<Client> {
    async fn call(&mut self, order: Order) -> Result<Order> {
        Ok(self.order(order).await?)
    }
}

impl Caller<String> for EchoClient<Client> {
    async fn call(&mut self, text: String) -> Result<String> {
        Ok(self.text(text).await?)
    }
}

impl Caller<Bytes> for EchoClient<Client> {
    async fn call(&mut self, blob: Bytes) -> Result<Bytes> {
        Ok(self.blob(blob).await?)
    }
}

/// A small value.
#[must_use]
pub fn order() -> Order {
    Order {
        id: values::ID,
        customer: values::CUSTOMER.into(),
        gift: values::GIFT,
        placed: values::PLACED,
        total: values::TOTAL,
        status: Status::PAID,
    }
}

pub(super) async fn serve() -> Result<()> {
    let server = Server::bind("127.0.0.1:0").await?;
    role::tell_ready(server.endpoint().socket_addr().ok_or("the server has no address")?);
    Ok(server.serve(EchoServer::new(Handler)).await?)
}

pub(super) async fn load(load: &Load) -> Result<()> {
    let client = Client::builder().max_connections(CONNECTIONS).connect(load.address).await?;
    let callers = vec![EchoClient::new(client); load.concurrency];
    match load.payload {
        Payload::Small => load.run(order(), callers).await,
        Payload::String => load.run(values::text(), callers).await,
        Payload::Binary => load.run(values::blob(), callers).await,
    }
}

/// A connection that carried a call.
///
/// # Errors
///
/// Fails when it cannot be made, or when the call does.
pub async fn called_once(address: SocketAddr) -> Result<EchoClient<Client>> {
    let client = EchoClient::connect(address).await?;
    client.order(order()).await?;
    Ok(client)
}
