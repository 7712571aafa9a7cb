//! What a server of ours keeps for connections that have nothing to say.

use core::net::SocketAddr;

use crate::case::Implementation;
use crate::child::Child;
use crate::error::Result;
use crate::implementations::{block_on, ours};
use crate::options::Options;
use crate::role::{END, Role, tell};
use crate::{machine, measure};

/// Files that a process opens besides its connections: a few, and the runtime's.
const OTHER_FILES: usize = 64;

/// What was measured.
#[derive(Clone, Copy, Debug)]
pub struct Idle {
    pub connections: usize,
    /// The memory of the server before them, with one connection.
    pub before_kib: u64,
    /// The memory of the server with all of them.
    pub after_kib: u64,
}

impl Idle {
    /// What a connection takes, in KiB.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "far from 2^53")]
    pub fn kib_each(&self) -> f64 {
        (self.after_kib as f64 - self.before_kib as f64) / self.connections as f64
    }
}

/// Measures, if that is asked for.
///
/// # Errors
///
/// Fails when the processes do, and when they may not open as many files.
pub fn run(options: &Options) -> Result<Option<Idle>> {
    if !options.wants_idle() {
        return Ok(None);
    }
    let connections = options.idle;
    eprintln!("{connections} idle connections");
    let processors = measure::processors()?;
    // Both processes inherit it.
    machine::allow_open_files(connections + OTHER_FILES)?;
    let implementation = Implementation::Ours;
    let mut server = Child::start(&Role::Serve { implementation, concurrency: 1 }, processors.0)?;
    let address = server.address()?;
    let connect = |connections| -> Result<(Child, u64)> {
        let mut client = Child::start(&Role::Idle { address, connections }, processors.1)?;
        client.expect(END)?;
        Ok((client, machine::resident_kib(server.pid())?))
    };
    // What the server needs for the first call alone is there already.
    let (_first, before_kib) = connect(1)?;
    let (_all, after_kib) = connect(connections)?;
    Ok(Some(Idle { connections, before_kib, after_kib }))
}

/// Connects so many times, makes a call over each of the connections, and keeps them.
///
/// # Errors
///
/// Fails when a call does.
pub fn connect(address: SocketAddr, connections: usize) -> Result<()> {
    block_on(async {
        let mut clients = Vec::new();
        for _ in 0..connections {
            clients.push(ours::called_once(address).await?);
        }
        tell(END);
        core::future::pending().await
    })
}
