//! Oneway calls as datagrams.

use core::net::SocketAddr;
use core::pin::pin;
use core::sync::atomic::{AtomicI32, Ordering};
use std::io;
use std::sync::Arc;

use tokio::net::{UdpSocket, lookup_host};

use crate::endpoint::{Endpoint, IntoEndpoint};
use crate::error::{Error, Kind, Result};
use crate::failure;
use crate::message;
use crate::net::{in_time, now};
use crate::protocol::{Codec, Limits, Protocol};
use crate::service::{Channel, Request, Response};
use crate::transport::datagram::LONGEST_DATAGRAM;
use crate::transport::{Outgoing, Transport, Wire};

/// What a datagram is: a message alone.
const MESSAGE: Wire = Wire::new(Transport::Buffered);

/// Sends oneway calls as datagrams, each a message, to a server such as a [`UdpServer`] or an agent of
/// Jaeger.
///
/// A call is done when the system has taken its datagram. Whether that arrives, when, and how often,
/// nobody says; and a server that is not there is no error. A method that is not oneway cannot be
/// called: that is an error, and nothing is sent.
///
/// Headers and deadlines of a call stay here. Clones share the socket, which belongs to the tokio runtime
/// in which it was made.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use thrift::{Protocol, UdpClient, UdpServer};
///
/// thrift::thrift! { service Log { oneway void append(1: string line) } }
///
/// # struct Printer;
/// # impl Log for Printer {
/// #     async fn append(&self, line: String) -> thrift::Result<()> {
/// #         println!("{line}");
/// #         Ok(())
/// #     }
/// # }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// # let server = UdpServer::bind("127.0.0.1:0").await?;
/// # let endpoint = server.endpoint();
/// # tokio::spawn(server.serve(LogServer::new(Printer)));
/// let client = UdpClient::connect(endpoint).await?.protocol(Protocol::Compact);
/// LogClient::new(client).append("hello".into()).await?;
/// # Ok(())
/// # }
/// # main().unwrap();
/// # }
/// ```
///
/// In Binary, and if no setting is needed, `LogClient::connect("udp://127.0.0.1:6831")` is all it takes:
/// a [`Client`](super::Client) is one of these at such an endpoint.
///
/// [`UdpServer`]: crate::UdpServer
#[derive(Clone, Debug)]
#[doc(alias = "TUDPTransport")]
pub struct UdpClient {
    socket: Socket,
    codec: Codec,
    max_datagram: usize,
    /// The service that is called, where there are several.
    service: Option<Arc<str>>,
}

impl UdpClient {
    /// Opens a socket that sends to a port, which may be written with `udp://` or without.
    ///
    /// Nothing is sent, so that nobody need be there.
    ///
    /// # Errors
    ///
    /// Fails when the endpoint is no port, when its host has no address, or when the system has no
    /// socket for it.
    pub async fn connect(endpoint: impl IntoEndpoint) -> Result<Self> {
        let endpoint = endpoint.into_endpoint()?.datagrams()?;
        Ok(Self::new(Socket::open(&endpoint).await?))
    }

    /// Sends with a socket that somebody else has made and connected.
    ///
    /// # Errors
    ///
    /// Fails when the socket is not connected.
    pub fn from_socket(socket: UdpSocket) -> Result<Self> {
        let endpoint = socket.peer_addr()?.into_endpoint()?.datagrams()?;
        Ok(Self::new(Socket::new(socket, endpoint)))
    }

    fn new(socket: Socket) -> Self {
        let codec = Codec::new(Protocol::Binary, Limits::NETWORK);
        Self { socket, codec, max_datagram: LONGEST_DATAGRAM, service: None }
    }

    /// Sets what the server expects; [`Protocol::Binary`] unless set.
    #[must_use]
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.codec.protocol = protocol;
        self
    }

    /// Sets how many bytes a datagram has at most; 65,507 unless set, and never more. A call that takes
    /// a longer one fails.
    ///
    /// A datagram that is longer than the packets of a network, often of 1,500 bytes, is sent in pieces,
    /// and lost if one of them is.
    #[must_use]
    pub fn max_datagram(mut self, bytes: usize) -> Self {
        self.max_datagram = bytes.min(LONGEST_DATAGRAM);
        self
    }

    /// A clone that calls one of several services that the server has, by its name there, as
    /// [`Client::service`](super::Client::service) does.
    #[must_use]
    pub fn service(&self, name: impl Into<Arc<str>>) -> Self {
        Self { service: Some(name.into()), ..self.clone() }
    }

    /// Where datagrams are sent to.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.socket.0.endpoint
    }
}

impl Channel for UdpClient {
    fn codec(&self) -> Codec {
        self.codec
    }

    async fn send(&self, mut request: Request) -> Result<Option<Response>> {
        if let Some(service) = &self.service {
            request = request.with_service(service);
        }
        self.socket.send(&request, self.max_datagram).await.map(|()| None)
    }
}

/// A socket that sends to one port.
#[derive(Clone, Debug)]
pub(super) struct Socket(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    socket: UdpSocket,
    endpoint: Endpoint,
    /// Nobody answers, and so they may wrap.
    seqid: AtomicI32,
}

impl Socket {
    /// Opens a socket that sends to an endpoint.
    ///
    /// # Errors
    ///
    /// Fails when its host has no address, or when the system has no socket for any of them.
    pub(super) async fn open(endpoint: &Endpoint) -> Result<Self> {
        match open(endpoint).await {
            Ok(socket) => Ok(Self::new(socket, endpoint.clone())),
            Err(error) => Err(failure::cannot_connect(endpoint, Kind::Transport, error)),
        }
    }

    fn new(socket: UdpSocket, endpoint: Endpoint) -> Self {
        Self(Arc::new(Inner { socket, endpoint, seqid: AtomicI32::new(1) }))
    }

    /// Sends a oneway call as a datagram of so many bytes at most.
    ///
    /// # Errors
    ///
    /// Fails when the call is not oneway or is too long, and then nothing is sent; when its time is over;
    /// and when the system does not send it.
    pub(super) async fn send(&self, request: &Request, most: usize) -> Result<()> {
        let Inner { socket, endpoint, seqid } = &*self.0;
        if !request.is_oneway() {
            return Err(wants_reply(request.method()));
        }
        let mut message = Outgoing::default();
        message::write(request, MESSAGE, seqid.fetch_add(1, Ordering::Relaxed), &mut message)?;
        let message = message.flatten();
        if message.len() > most {
            return Err(Error::limit("datagram length", message.len() as u64, most as u64));
        }
        let deadline = request.context().deadline();
        if deadline.is_some_and(|deadline| deadline <= now()) {
            return Err(failure::not_sent(request.method()));
        }
        match in_time(pin!(send(socket, message)), || deadline).await {
            Some(Ok(())) => Ok(()),
            Some(Err(error)) => Err(failure::cannot_send(message.len(), endpoint, error)),
            None => Err(failure::not_sent(request.method())),
        }
    }
}

/// Sends a datagram, in spite of what became of those before.
async fn send(socket: &UdpSocket, datagram: &[u8]) -> io::Result<()> {
    match socket.send(datagram).await {
        // The system tells so that nobody took an earlier one, and has not sent this one yet.
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
            socket.send(datagram).await.map(drop)
        }
        sent => sent.map(drop),
    }
}

/// A socket that sends to the first address of a host that it can be connected to.
async fn open(endpoint: &Endpoint) -> io::Result<UdpSocket> {
    let Some(place) = endpoint.port() else { return Err(io::ErrorKind::Unsupported.into()) };
    let mut last = None;
    for address in lookup_host(place).await? {
        match connect(address).await {
            Ok(socket) => return Ok(socket),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| io::Error::new(io::ErrorKind::NotFound, "the name has no address")))
}

async fn connect(address: SocketAddr) -> io::Result<UdpSocket> {
    let any = if address.is_ipv4() { "0.0.0.0:0" } else { "[::]:0" };
    let socket = UdpSocket::bind(any).await?;
    socket.connect(address).await?;
    Ok(socket)
}

#[cold]
fn wants_reply(method: &str) -> Error {
    let message = format!(
        "`{method}` wants a reply, and there is none over UDP: only oneway methods can be called"
    );
    Error::new(Kind::Invalid, message)
}
