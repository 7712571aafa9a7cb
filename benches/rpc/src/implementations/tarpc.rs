//! `tarpc`, over TCP and with `bincode`: all calls over one connection.

use core::net::SocketAddr;
use std::io;

use bytes::Bytes;
use futures_util::StreamExt;
use serde::{Deserialize, Serialize};
use tarpc::serde_transport::Transport;
use tarpc::server::{BaseChannel, Channel};
use tarpc::tokio_serde::formats::Bincode;
use tarpc::tokio_util::codec::LengthDelimitedCodec;
use tarpc::{client, context, serde_transport, server};
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

/// Connections of its clients, which have one each: with as many they are faster than with one.
const CONNECTIONS: usize = 4;

/// Calls and replies that wait to be written: more than by default, and than there are.
const BUFFER: usize = 1000;

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
        let config = server::Config { pending_response_buffer: BUFFER };
        let channel = BaseChannel::new(config, transport(stream)?);
        let calls = channel.execute(Handler.serve());
        tokio::spawn(calls.for_each(|call| async {
            tokio::spawn(call);
        }));
    }
}

pub(super) async fn load(load: &Load) -> Result<()> {
    let mut clients = Vec::new();
    for _ in 0..CONNECTIONS.min(load.concurrency) {
        clients.push(connect(load.address).await?);
    }
    let callers = clients.into_iter().cycle().take(load.concurrency).collect();
    match load.payload {
        Payload::Small => load.run(order(), callers).await,
        Payload::String => load.run(values::text(), callers).await,
        Payload::Binary => load.run(values::blob(), callers).await,
    }
}

async fn connect(address: SocketAddr) -> Result<EchoClient> {
    let stream = TcpStream::connect(address).await?;
    let mut config = client::Config::default();
    config.pending_request_buffer = BUFFER;
    Ok(EchoClient::new(config, transport(stream)?).spawn())
}

fn transport<In, Out>(
    stream: TcpStream,
) -> io::Result<Transport<TcpStream, In, Out, Bincode<In, Out>>>
where
    In: for<'a> Deserialize<'a>,
    Out: Serialize,
{
    stream.set_nodelay(true)?;
    let frames = LengthDelimitedCodec::builder().new_framed(stream);
    Ok(serde_transport::new(frames, Bincode::default()))
}
