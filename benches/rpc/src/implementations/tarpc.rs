//! `tarpc`, over TCP and with `bincode`: all calls over one connection.

use bytes::Bytes;
use futures_util::StreamExt;
use serde::{Deserialize, Serialize};
use tarpc::server::{BaseChannel, Channel};
use tarpc::tokio_serde::formats::Bincode;
use tarpc::tokio_util::codec::LengthDelimitedCodec;
use tarpc::{client, context, serde_transport};
use tokio::net::{TcpListener, TcpStream};

use crate::case::Payload;
use crate::error::Result;
use crate::load::{Caller, Load};
use crate::{role, values};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Order {
    id: i32,
    customer: String,
    gift: bool,
    placed: i64,
    total: f64,
    status: Status,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Status {
    Open,
    Paid,
    Sent,
}

#[tarpc::service]
trait Echo {
    async fn order(order: Order) -> Order;
    async fn text(text: String) -> String;
    async fn blob(blob: Bytes) -> Bytes;
}

#[derive(Clone)]
struct Handler;

impl Echo for Handler {
    async fn order(self, _: context::Context, order: Order) -> Order {
        order
    }

    async fn text(self, _: context::Context, text: String) -> String {
        text
    }

    async fn blob(self, _: context::Context, blob: Bytes) -> Bytes {
        blob
    }
}

impl Caller<Order> for EchoClient {
    async fn call(&mut self, order: Order) -> Result<Order> {
        Ok(self.order(context::current(), order).await?)
    }
}

impl Caller<String> for EchoClient {
    async fn call(&mut self, text: String) -> Result<String> {
        Ok(self.text(context::current(), text).await?)
    }
}

impl Caller<Bytes> for EchoClient {
    async fn call(&mut self, blob: Bytes) -> Result<Bytes> {
        Ok(self.blob(context::current(), blob).await?)
    }
}

fn order() -> Order {
    Order {
        id: values::ID,
        customer: values::CUSTOMER.into(),
        gift: values::GIFT,
        placed: values::PLACED,
        total: values::TOTAL,
        status: Status::Paid,
    }
}

pub(super) async fn serve() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    role::tell_ready(listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let frames = LengthDelimitedCodec::builder().new_framed(stream);
        let transport = serde_transport::new(frames, Bincode::default());
        let calls = BaseChannel::with_defaults(transport).execute(Handler.serve());
        tokio::spawn(calls.for_each(|call| async {
            tokio::spawn(call);
        }));
    }
}

pub(super) async fn load(load: &Load) -> Result<()> {
    let stream = TcpStream::connect(load.address).await?;
    stream.set_nodelay(true)?;
    let frames = LengthDelimitedCodec::builder().new_framed(stream);
    let transport = serde_transport::new(frames, Bincode::default());
    let client = EchoClient::new(client::Config::default(), transport).spawn();
    let callers = vec![client; load.concurrency];
    match load.payload {
        Payload::Small => load.run(order(), callers).await,
        Payload::String => load.run(values::text(), callers).await,
        Payload::Binary => load.run(values::blob(), callers).await,
    }
}
