//! The server: threads of a pool, one for a connection.

use thrift::server::{TMultiplexedProcessor, TProcessor, TServer};

use crate::conformance::ConformanceSyncProcessor;
use crate::factories::Factories;
use crate::handler::Handler;
use crate::options::Options;
use crate::{Result, SERVICE, tls};

/// More connections wait for one that ends.
const THREADS: usize = 32;

pub(crate) fn serve(options: &Options, factories: Factories) -> Result<()> {
    let processor = ConformanceSyncProcessor::new(Handler::default());
    if options.multiplex {
        let mut multiplexed = TMultiplexedProcessor::new();
        multiplexed.register(SERVICE, Box::new(processor), false)?;
        listen(options, factories, multiplexed)
    } else {
        listen(options, factories, processor)
    }
}

fn listen(
    options: &Options,
    factories: Factories,
    processor: impl TProcessor + Send + Sync + 'static,
) -> Result<()> {
    let Factories { read, write, input, output } = factories;
    let mut server = TServer::new(read, input, write, output, processor, THREADS);
    let address = ("127.0.0.1", options.port);
    match &options.unix {
        Some(path) => server.listen_uds(path)?,
        None if options.ssl => server.listen_tls(address, tls::server(&options.keys)?)?,
        None => server.listen(address)?,
    }
    Ok(())
}
