//! What a server chooses by ALPN for which nothing is set: HTTP, for clients that offer it.

use std::io;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::server::{Acceptor, ClientHello};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::server::TlsStream;

use crate::http::{ALPN_HTTP1, ALPN_HTTP2};

/// The preferred one first.
const OFFERED: [&[u8]; 2] = [ALPN_HTTP2, ALPN_HTTP1];

/// Does the handshake with a client, and chooses a version of HTTP if the client offers one.
///
/// A client that offers anything else, or nothing, is served as if the server knew of no protocol: with
/// a list of its own, it would have to refuse those that offer others.
///
/// # Errors
///
/// Gives the stream back, where it is not lost.
pub(super) async fn handshake<Io>(
    config: &Arc<ServerConfig>,
    io: Io,
) -> Result<TlsStream<Io>, (io::Error, Option<Io>)>
where
    Io: AsyncRead + AsyncWrite + Unpin,
{
    let mut acceptor = LazyConfigAcceptor::new(Acceptor::default(), io);
    let start = match (&mut acceptor).await {
        Ok(start) => start,
        Err(error) => return Err((error, acceptor.take_io())),
    };
    let config = chosen(config, &start.client_hello());
    let handshake = start.into_stream(config).into_fallible().await;
    handshake.map_err(|(error, io)| (error, Some(io)))
}

fn chosen(config: &Arc<ServerConfig>, hello: &ClientHello<'_>) -> Arc<ServerConfig> {
    let mut offered = hello.alpn().into_iter().flatten();
    if !config.alpn_protocols.is_empty() || !offered.any(|offered| OFFERED.contains(&offered)) {
        return Arc::clone(config);
    }
    // It shares the sessions and the keys of tickets.
    let mut config = ServerConfig::clone(config);
    config.alpn_protocols = OFFERED.map(<[u8]>::to_vec).to_vec();
    Arc::new(config)
}
