//! What a process of this program is for: to serve, to call, or, without a role, to start those that
//! do.
//!
//! A process with a role tells on its output how far it is, a line each, and ends when its input does:
//! when the process that started it has no more use for it, or is gone itself, for whatever reason.

use core::net::SocketAddr;
use core::time::Duration;
use std::io::{self, Write};
use std::process::exit;
use std::thread;

use crate::case::Implementation;
use crate::error::Result;
use crate::load::Load;
use crate::{idle, implementations};

/// What a process is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// To serve calls, with so many in flight at most.
    Serve { implementation: Implementation, concurrency: usize },
    /// To call.
    Load { implementation: Implementation, load: Load },
    /// To connect so many times, and to call once over each of the connections.
    Idle { address: SocketAddr, connections: usize },
}

const SERVE: &str = "--role-serve";
const LOAD: &str = "--role-load";
const IDLE: &str = "--role-idle";

/// How long a process with a role may take beyond the time that it is asked to take.
const PATIENCE: Duration = Duration::from_mins(1);

/// What a server says first, with its address.
pub const READY: &str = "ready";

/// What who calls says when it is done, with what it has counted.
pub const END: &str = "end";

impl Role {
    /// The arguments that [`parse`](Self::parse) takes for it.
    #[must_use]
    pub fn arguments(&self) -> Vec<String> {
        match self {
            Self::Serve { implementation, concurrency } => {
                vec![SERVE.into(), implementation.name().into(), concurrency.to_string()]
            }
            Self::Load { implementation, load } => vec![
                LOAD.into(),
                implementation.name().into(),
                load.payload.name().into(),
                load.concurrency.to_string(),
                load.time.as_micros().to_string(),
                load.address.to_string(),
                load.server.to_string(),
            ],
            Self::Idle { address, connections } => {
                vec![IDLE.into(), address.to_string(), connections.to_string()]
            }
        }
    }

    /// The role in the arguments of a program, if it has one.
    ///
    /// # Errors
    ///
    /// Fails on arguments that [`arguments`](Self::arguments) does not make.
    pub fn parse(arguments: &[String]) -> Result<Option<Self>> {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        Ok(Some(match arguments.as_slice() {
            [SERVE, implementation, concurrency] => Self::Serve {
                implementation: implementation.parse()?,
                concurrency: concurrency.parse()?,
            },
            [LOAD, implementation, payload, concurrency, micros, address, server] => Self::Load {
                implementation: implementation.parse()?,
                load: Load {
                    payload: payload.parse()?,
                    concurrency: concurrency.parse()?,
                    time: Duration::from_micros(micros.parse()?),
                    address: address.parse()?,
                    server: server.parse()?,
                },
            },
            [IDLE, address, connections] => {
                Self::Idle { address: address.parse()?, connections: connections.parse()? }
            }
            _ => return Ok(None),
        }))
    }

    /// Does what the process is for, and then waits for the end of its input.
    ///
    /// # Errors
    ///
    /// Fails when that fails.
    pub fn play(self) -> Result<()> {
        let waiting = thread::spawn(end_with_input);
        match self {
            Self::Serve { implementation, concurrency } => {
                implementations::serve(implementation, concurrency)?;
                return Err(format!("the server of {} ended", implementation.name()).into());
            }
            Self::Load { implementation, load } => {
                give_up_after(2 * load.time + PATIENCE);
                implementations::load(implementation, &load)?;
            }
            Self::Idle { address, connections } => {
                give_up_after(PATIENCE);
                idle::connect(address, connections)?;
            }
        }
        waiting.join().map_err(|_| "the input could not be read".into())
    }
}

/// Ends the process when its input does, or cannot be read.
fn end_with_input() {
    let _ = io::copy(&mut io::stdin(), &mut io::sink());
    exit(0);
}

/// Tells that calls are served at an address.
pub fn tell_ready(address: SocketAddr) {
    tell(&format!("{READY} {address}"));
}

/// Tells the process that started this one.
pub fn tell(line: &str) {
    let mut output = io::stdout().lock();
    // It fails when nobody is there to be told, and then the input has ended too.
    let _ = writeln!(output, "{line}").and_then(|()| output.flush());
}

/// Ends the process after a time, whatever it hangs at.
fn give_up_after(time: Duration) {
    thread::spawn(move || {
        thread::sleep(time);
        eprintln!("calls were not answered in time");
        exit(1);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Payload;

    #[test]
    fn the_arguments_of_a_role_are_parsed() {
        let address: SocketAddr = "127.0.0.1:9090".parse().unwrap();
        let time = Duration::from_millis(1500);
        let load = Load { payload: Payload::Binary, concurrency: 64, time, address, server: 1234 };
        for role in [
            Role::Serve { implementation: Implementation::Apache, concurrency: 256 },
            Role::Load { implementation: Implementation::Volo, load },
            Role::Idle { address, connections: 10_000 },
        ] {
            assert_eq!(Role::parse(&role.arguments()).unwrap(), Some(role));
        }
        assert_eq!(Role::parse(&["--quick".into()]).unwrap(), None);
    }
}
