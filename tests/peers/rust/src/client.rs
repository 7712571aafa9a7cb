//! The client: a connection, and the checks over it.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use rustls::pki_types::ServerName;
use thrift::TThriftClient;
use thrift::protocol::{TInputProtocol, TMultiplexedOutputProtocol, TOutputProtocol};
use thrift::transport::{TIoChannel, TTcpChannel, TTlsClientChannel};

use crate::conformance::{
    TBaseSyncClientMarker, TConformanceSyncClientMarker, TOtherVersionSyncClientMarker,
};
use crate::factories::Factories;
use crate::options::Options;
use crate::{Result, SERVICE, checks, tls};

const TIMEOUT: Duration = Duration::from_secs(30);

/// A client of the service, and of the same service in another version.
pub(crate) struct Client {
    input: Box<dyn TInputProtocol>,
    output: Box<dyn TOutputProtocol>,
    sequence_number: i32,
}

impl TThriftClient for Client {
    fn i_prot_mut(&mut self) -> &mut dyn TInputProtocol {
        &mut self.input
    }

    fn o_prot_mut(&mut self) -> &mut dyn TOutputProtocol {
        &mut self.output
    }

    fn sequence_number(&self) -> i32 {
        self.sequence_number
    }

    fn increment_sequence_number(&mut self) -> i32 {
        self.sequence_number += 1;
        self.sequence_number
    }
}

impl TBaseSyncClientMarker for Client {}
impl TConformanceSyncClientMarker for Client {}
impl TOtherVersionSyncClientMarker for Client {}

pub(crate) fn check(options: &Options, factories: &Factories) -> Result<()> {
    let (read, write) = connect(options)?;
    let output = factories.output.create(factories.write.create(write));
    let mut client = Client {
        input: factories.input.create(factories.read.create(read)),
        output: if options.multiplex {
            Box::new(TMultiplexedOutputProtocol::new(SERVICE, output))
        } else {
            output
        },
        sequence_number: 0,
    };
    for &(name, check) in checks::ALL {
        if options.without.contains(name) {
            continue;
        }
        check(&mut client).map_err(|problem| format!("{name}: {problem}"))?;
        println!("ok {name}");
    }
    Ok(())
}

type Halves = (Box<dyn Read + Send>, Box<dyn Write + Send>);

fn connect(options: &Options) -> Result<Halves> {
    let address = ("localhost", options.port);
    if let Some(path) = &options.unix {
        let stream = UnixStream::connect(path)?;
        stream.set_read_timeout(Some(TIMEOUT))?;
        halves(stream)
    } else if options.ssl {
        let name = ServerName::try_from("localhost")?;
        let mut channel = TTlsClientChannel::connect(address, name, tls::client(&options.keys)?)?;
        channel.set_read_timeout(Some(TIMEOUT))?;
        halves(channel)
    } else {
        let mut channel = TTcpChannel::new();
        channel.open(address)?;
        channel.set_read_timeout(Some(TIMEOUT))?;
        halves(channel)
    }
}

fn halves(channel: impl TIoChannel + Send + 'static) -> Result<Halves> {
    let (read, write) = channel.split()?;
    Ok((Box::new(read), Box::new(write)))
}
