//! Frames of HTTP/2 by hand (RFC 9113).

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

pub(crate) const DATA: u8 = 0;
pub(crate) const HEADERS: u8 = 1;
pub(crate) const RST_STREAM: u8 = 3;
pub(crate) const SETTINGS: u8 = 4;
pub(crate) const PING: u8 = 6;
pub(crate) const GOAWAY: u8 = 7;
pub(crate) const WINDOW_UPDATE: u8 = 8;
pub(crate) const CONTINUATION: u8 = 9;

pub(crate) const END_STREAM: u8 = 1;
pub(crate) const END_HEADERS: u8 = 4;
const ACK: u8 = 1;

pub(crate) const INITIAL_WINDOW_SIZE: u16 = 4;
pub(crate) const MAX_CONCURRENT_STREAMS: u16 = 3;

pub(crate) const CANCEL: u32 = 8;

pub(crate) const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) kind: u8,
    pub(crate) flags: u8,
    pub(crate) stream: u32,
    pub(crate) payload: Vec<u8>,
}

pub(crate) fn raw(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut bytes = length[1..].to_vec();
    bytes.extend([kind, flags]);
    bytes.extend(stream.to_be_bytes());
    bytes.extend(payload);
    bytes
}

/// Settings of a client.
pub(crate) fn settings(settings: &[(u16, u32)]) -> Vec<u8> {
    let payload: Vec<u8> = settings
        .iter()
        .flat_map(|(name, value)| [&name.to_be_bytes()[..], &value.to_be_bytes()].concat())
        .collect();
    raw(SETTINGS, 0, 0, &payload)
}

/// What a client begins with.
pub(crate) fn hello(values: &[(u16, u32)]) -> Vec<u8> {
    [PREFACE, &settings(values)].concat()
}

/// A field that no table has (RFC 7541, section 6.2.2).
fn field(name: &str, value: &str) -> Vec<u8> {
    let mut bytes = vec![0];
    for text in [name, value] {
        bytes.push(u8::try_from(text.len()).unwrap());
        bytes.extend(text.as_bytes());
    }
    bytes
}

/// The head of a `POST`.
pub(crate) fn head(stream: u32, flags: u8, fields: &[(&str, &str)]) -> Vec<u8> {
    let pseudo = [(":method", "POST"), (":scheme", "http"), (":path", "/"), (":authority", "a")];
    let block: Vec<u8> =
        pseudo.iter().chain(fields).flat_map(|(name, value)| field(name, value)).collect();
    raw(HEADERS, flags, stream, &block)
}

/// A request whose message fits one frame.
pub(crate) fn stream_of(stream: u32, message: &[u8]) -> Vec<u8> {
    let length = message.len().to_string();
    let head = head(stream, END_HEADERS, &[("content-length", &length)]);
    [head, raw(DATA, END_STREAM, stream, message)].concat()
}

pub(crate) fn reset(stream: u32) -> Vec<u8> {
    raw(RST_STREAM, 0, stream, &CANCEL.to_be_bytes())
}

/// Reads a frame.
pub(crate) async fn read_frame(stream: &mut (impl AsyncRead + Unpin)) -> Option<Frame> {
    let mut head = [0; 9];
    stream.read_exact(&mut head).await.ok()?;
    let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
    let mut payload = vec![0; length as usize];
    stream.read_exact(&mut payload).await.ok()?;
    let number = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
    Some(Frame { kind: head[3], flags: head[4], stream: number, payload })
}

/// Reads frames until there is one of a kind, and answers pings.
pub(crate) async fn until<Io>(stream: &mut Io, kind: u8) -> Frame
where
    Io: AsyncRead + AsyncWrite + Unpin,
{
    loop {
        let found = read_frame(stream).await.unwrap();
        if found.kind == kind {
            return found;
        }
        if found.kind == PING && found.flags & ACK == 0 {
            stream.write_all(&raw(PING, ACK, 0, &found.payload)).await.unwrap();
        }
    }
}

/// Reads the answer to a request: its status as an index of the static table (RFC 7541, appendix A), and
/// its message.
pub(crate) async fn stream_answer<Io>(stream: &mut Io, number: u32) -> (u8, Vec<u8>)
where
    Io: AsyncRead + AsyncWrite + Unpin,
{
    let head = until(stream, HEADERS).await;
    assert_eq!(head.stream, number);
    let mut body = Vec::new();
    let mut ended = head.flags & END_STREAM != 0;
    while !ended {
        let data = until(stream, DATA).await;
        assert_eq!(data.stream, number);
        body.extend(data.payload);
        ended = data.flags & END_STREAM != 0;
    }
    (head.payload[0], body)
}

/// The index of `:status: 200`.
pub(crate) const OK: u8 = 0x88;

/// The index of `:status: 404`.
pub(crate) const NOT_FOUND: u8 = 0x8d;
