//! What a server asks of connections before it serves them: TLS, if it has settings for it.

#[cfg(feature = "tls")]
use core::pin::pin;
#[cfg(feature = "tls")]
use core::time::Duration;
#[cfg(feature = "tls")]
use std::time::Instant;

use super::Config;
#[cfg(feature = "tls")]
use super::patience::late;
use crate::endpoint::Endpoint;
use crate::error::{Error, Kind, Result};
use crate::net::Stream;
#[cfg(feature = "tls")]
use crate::net::{in_time, now};
#[cfg(feature = "tls")]
use crate::tls::{Peeked, ServerTls};

/// There are none.
#[cfg(not(feature = "tls"))]
type ServerTls = core::convert::Infallible;

/// What is asked of connections.
#[derive(Clone, Debug, Default)]
pub(super) struct Security {
    tls: Option<ServerTls>,
}

impl Security {
    /// Checks that there is what the endpoint promises to clients.
    ///
    /// # Errors
    ///
    /// Fails when it promises TLS for which there are no settings.
    pub(super) fn check(&self, endpoint: &Endpoint) -> Result<()> {
        if self.tls.is_none() && matches!(endpoint, Endpoint::Tls { .. }) {
            let message = format!(
                "cannot serve at {endpoint} without a certificate: give it by `Server::tls`"
            );
            return Err(Error::new(Kind::Transport, message));
        }
        Ok(())
    }
}

#[cfg(feature = "tls")]
impl Security {
    pub(super) fn new(tls: ServerTls) -> Self {
        Self { tls: Some(tls) }
    }

    /// Does the handshake, within the time of a message: a client that stalls in it is as one that
    /// stalls in a message.
    ///
    /// # Errors
    ///
    /// Fails when the client does not speak TLS although it must, when one of the two does not accept
    /// the other, or when it takes too long.
    pub(super) async fn secure(&self, stream: Stream, config: &Config) -> Result<Stream> {
        let Some(tls) = &self.tls else { return Ok(stream) };
        // Its state is large, and lasts for a moment: it must not be a part of the connection.
        let stream = Box::pin(handshake(tls, stream, config)).await?;
        Ok(Stream::Tls(Box::new(stream)))
    }
}

#[cfg(feature = "tls")]
async fn handshake(
    tls: &ServerTls,
    stream: Stream,
    config: &Config,
) -> Result<crate::tls::Stream<Stream>> {
    let mut stream = Peeked::new(stream);
    // Who need not speak TLS need not speak at once either.
    let (what, most) = if tls.accepts_plain() {
        ("send a first byte", config.idle_timeout)
    } else {
        ("begin a TLS handshake", config.read_timeout)
    };
    let end = deadline(most);
    let first = in_time(pin!(stream.peek()), || end).await;
    first.ok_or_else(|| late(what, most))??;
    let most = config.read_timeout;
    let end = if tls.accepts_plain() { deadline(most) } else { end };
    let secured = in_time(pin!(tls.accept_peeked(stream)), || end).await;
    secured.ok_or_else(|| late("do a TLS handshake", most))?
}

#[cfg(feature = "tls")]
fn deadline(most: Option<Duration>) -> Option<Instant> {
    now().checked_add(most?)
}

#[cfg(not(feature = "tls"))]
impl Security {
    /// Takes the stream as it is.
    #[expect(clippy::unused_async, reason = "with TLS it waits")]
    pub(super) async fn secure(&self, stream: Stream, _: &Config) -> Result<Stream> {
        Ok(stream)
    }
}
