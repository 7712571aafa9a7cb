//! `volo-thrift`, framed and in Binary: its client has a connection for each call in flight.

use bytes::Bytes;
use thrift_bench_rpc_generated::volo::volo::echo;
use tokio::net::TcpListener;
use volo::FastStr;
use volo::net::Address;
use volo::net::incoming::DefaultIncoming;
use volo_thrift::ServerError;
use volo_thrift::codec::default::DefaultMakeCodec;

use self::echo::{Echo, EchoClient, EchoClientBuilder, EchoServer, Order, Status};
use crate::case::Payload;
use crate::error::Result;
use crate::load::{Caller, Load};
use crate::{role, values};

struct Handler;

impl Echo for Handler {
    async fn order(&self, order: Order) -> Result<Order, ServerError> {
        Ok(order)
    }

    async fn text(&self, text: FastStr) -> Result<FastStr, ServerError> {
        Ok(text)
    }

    async fn blob(&self, blob: Bytes) -> Result<Bytes, ServerError> {
        Ok(blob)
    }
}

impl Caller<Order> for EchoClient {
    async fn call(&mut self, order: Order) -> Result<Order> {
        Ok(self.order(order).await?)
    }
}

impl Caller<FastStr> for EchoClient {
    async fn call(&mut self, text: FastStr) -> Result<FastStr> {
        Ok(self.text(text).await?)
    }
}

impl Caller<Bytes> for EchoClient {
    async fn call(&mut self, blob: Bytes) -> Result<Bytes> {
        Ok(self.blob(blob).await?)
    }
}

fn order() -> Order {
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
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    role::tell_ready(listener.local_addr()?);
    let server = EchoServer::new(Handler).make_codec(DefaultMakeCodec::framed());
    server.run(DefaultIncoming::from(listener)).await
}

pub(super) async fn load(load: &Load) -> Result<()> {
    let client = EchoClientBuilder::new("echo")
        .make_codec(DefaultMakeCodec::framed())
        .address(Address::from(load.address))
        .build();
    let callers = vec![client; load.concurrency];
    match load.payload {
        Payload::Small => load.run(order(), callers).await,
        Payload::String => load.run(FastStr::from(values::text()), callers).await,
        Payload::Binary => load.run(values::blob(), callers).await,
    }
}
