//! The layers that the command line asks for.

use thrift::protocol::{
    TBinaryInputProtocolFactory, TBinaryOutputProtocolFactory, TCompactInputProtocolFactory,
    TCompactOutputProtocolFactory, TInputProtocolFactory, TOutputProtocolFactory,
};
use thrift::transport::{
    TBufferedReadTransportFactory, TBufferedWriteTransportFactory, TFramedReadTransportFactory,
    TFramedWriteTransportFactory, TReadTransportFactory, TWriteTransportFactory,
};

use crate::options::Options;

pub(crate) struct Factories {
    pub(crate) read: Box<dyn TReadTransportFactory>,
    pub(crate) write: Box<dyn TWriteTransportFactory>,
    pub(crate) input: Box<dyn TInputProtocolFactory>,
    pub(crate) output: Box<dyn TOutputProtocolFactory>,
}

pub(crate) fn new(options: &Options) -> Result<Factories, String> {
    let (read, write) = transports(&options.transport)?;
    let (input, output) = protocols(&options.protocol)?;
    Ok(Factories { read, write, input, output })
}

type Transports = (Box<dyn TReadTransportFactory>, Box<dyn TWriteTransportFactory>);

fn transports(name: &str) -> Result<Transports, String> {
    match name {
        "buffered" => Ok((
            Box::new(TBufferedReadTransportFactory::new()),
            Box::new(TBufferedWriteTransportFactory::new()),
        )),
        "framed" => Ok((
            Box::new(TFramedReadTransportFactory::new()),
            Box::new(TFramedWriteTransportFactory::new()),
        )),
        _ => Err(format!("no transport {name}")),
    }
}

type Protocols = (Box<dyn TInputProtocolFactory>, Box<dyn TOutputProtocolFactory>);

fn protocols(name: &str) -> Result<Protocols, String> {
    match name {
        "binary" => Ok((
            Box::new(TBinaryInputProtocolFactory::new()),
            Box::new(TBinaryOutputProtocolFactory::new()),
        )),
        "compact" => Ok((
            Box::new(TCompactInputProtocolFactory::new()),
            Box::new(TCompactOutputProtocolFactory::new()),
        )),
        _ => Err(format!("no protocol {name}")),
    }
}
