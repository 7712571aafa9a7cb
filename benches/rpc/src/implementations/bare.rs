//! Frames that come back as they are, over a connection for each call in flight: what the system and
//! the runtime take, and nothing else.

use bytes::{Buf, BufMut, Bytes, BytesMut};
use thrift::protocol::{Codec, Limits, Protocol};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::ours;
use crate::case::Payload;
use crate::error::Result;
use crate::load::{Caller, Load};
use crate::{role, values};

/// Bytes of a length.
const LENGTH: usize = 4;

struct Connection {
    stream: TcpStream,
    arrived: BytesMut,
}

impl Connection {
    fn new(stream: TcpStream) -> Result<Self> {
        stream.set_nodelay(true)?;
        Ok(Self { stream, arrived: BytesMut::new() })
    }

    /// Reads a frame, with its length; nothing at the end of the stream.
    async fn read(&mut self) -> Result<Option<Bytes>> {
        loop {
            let length = self.arrived.get(..LENGTH).map(|mut length| length.get_u32());
            let wanted = LENGTH + usize::try_from(length.unwrap_or_default())?;
            if length.is_some() && self.arrived.len() >= wanted {
                return Ok(Some(self.arrived.split_to(wanted).freeze()));
            }
            self.arrived.reserve(wanted.max(4096));
            if self.stream.read_buf(&mut self.arrived).await? == 0 {
                return Ok(None);
            }
        }
    }

    async fn echo(mut self) -> Result<()> {
        while let Some(frame) = self.read().await? {
            self.stream.write_all(&frame).await?;
        }
        Ok(())
    }
}

impl Caller<Bytes> for Connection {
    async fn call(&mut self, frame: Bytes) -> Result<Bytes> {
        self.stream.write_all(&frame).await?;
        self.read().await?.ok_or_else(|| "the server closed the connection".into())
    }
}

pub(super) async fn serve() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    role::tell_ready(listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(Connection::new(stream)?.echo());
    }
}

pub(super) async fn load(load: &Load) -> Result<()> {
    let mut callers = Vec::new();
    for _ in 0..load.concurrency {
        callers.push(Connection::new(TcpStream::connect(load.address).await?)?);
    }
    load.run(frame(load.payload)?, callers).await
}

/// A frame as long as the value that others send.
fn frame(payload: Payload) -> Result<Bytes> {
    let codec = Codec::new(Protocol::Binary, Limits::NETWORK);
    let body = match payload {
        Payload::Small => codec.encode(&ours::order())?,
        Payload::String => values::text().into_bytes(),
        Payload::Binary => values::blob().to_vec(),
    };
    let mut frame = BytesMut::with_capacity(LENGTH + body.len());
    frame.put_u32(u32::try_from(body.len())?);
    frame.put_slice(&body);
    Ok(frame.freeze())
}
