//! Servers in this process, which have names instead of ports.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use tokio::io::{DuplexStream, duplex};
use tokio::sync::mpsc;

/// Bytes on their way in one direction.
const ROOM: usize = 64 * 1024;

/// Connections that wait to be accepted.
const BACKLOG: usize = 128;

static SERVERS: LazyLock<Mutex<HashMap<String, mpsc::Sender<DuplexStream>>>> =
    LazyLock::new(Mutex::default);

fn servers() -> MutexGuard<'static, HashMap<String, mpsc::Sender<DuplexStream>>> {
    // Nothing that runs under the lock leaves the names half changed.
    SERVERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A name under which connections are accepted.
#[derive(Debug)]
pub(crate) struct MemoryListener {
    name: String,
    incoming: mpsc::Receiver<DuplexStream>,
}

impl MemoryListener {
    pub(super) fn bind(name: &str) -> io::Result<Self> {
        let (sender, incoming) = mpsc::channel(BACKLOG);
        match servers().entry(name.to_owned()) {
            Entry::Occupied(_) => Err(io::ErrorKind::AddrInUse.into()),
            Entry::Vacant(entry) => {
                entry.insert(sender);
                Ok(Self { name: name.to_owned(), incoming })
            }
        }
    }

    pub(super) fn poll_accept(
        &mut self,
        cx: &mut core::task::Context<'_>,
    ) -> core::task::Poll<io::Result<DuplexStream>> {
        // The other end is kept under the name, so that this one does not come to its end.
        self.incoming.poll_recv(cx).map(|stream| stream.ok_or(io::ErrorKind::NotConnected.into()))
    }
}

impl Drop for MemoryListener {
    fn drop(&mut self) {
        servers().remove(&self.name);
    }
}

/// Connects to the server of a name.
pub(super) async fn connect(name: &str) -> io::Result<DuplexStream> {
    let refused = || io::Error::from(io::ErrorKind::ConnectionRefused);
    let server = servers().get(name).cloned().ok_or_else(refused)?;
    let (ours, theirs) = duplex(ROOM);
    server.send(theirs).await.map_err(|_| refused())?;
    Ok(ours)
}
