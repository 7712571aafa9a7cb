//! The crate `thrift`: buffered and in Binary, with a thread for each connection on both sides.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;

use apache::protocol::{
    TBinaryInputProtocol, TBinaryInputProtocolFactory, TBinaryOutputProtocol,
    TBinaryOutputProtocolFactory,
};
use apache::server::TServer;
use apache::transport::{
    ReadHalf, TBufferedReadTransport, TBufferedWriteTransport, TIoChannel, TReadTransport,
    TReadTransportFactory, TTcpChannel, TWriteTransport, TWriteTransportFactory, WriteHalf,
};
use thrift_bench_rpc_generated::apache as generated;

use self::generated::{
    EchoSyncClient, EchoSyncHandler, EchoSyncProcessor, Order, Status, TEchoSyncClient,
};
use crate::case::Payload;
use crate::error::Result;
use crate::load::Load;
use crate::load::threads::BlockingCaller;
use crate::{role, values};

type Input = TBinaryInputProtocol<TBufferedReadTransport<ReadHalf<TTcpChannel>>>;
type Output = TBinaryOutputProtocol<TBufferedWriteTransport<WriteHalf<TTcpChannel>>>;
type Client = EchoSyncClient<Input, Output>;

/// Bytes of each buffer: four times the default, with which long calls take twice as long.
const CAPACITY: usize = 16 * 1024;

struct Buffers;

impl TReadTransportFactory for Buffers {
    fn create(&self, channel: Box<dyn Read + Send>) -> Box<dyn TReadTransport + Send> {
        Box::new(TBufferedReadTransport::with_capacity(CAPACITY, channel))
    }
}

impl TWriteTransportFactory for Buffers {
    fn create(&self, channel: Box<dyn Write + Send>) -> Box<dyn TWriteTransport + Send> {
        Box::new(TBufferedWriteTransport::with_capacity(CAPACITY, channel))
    }
}

struct Handler;

impl EchoSyncHandler for Handler {
    fn handle_order(&self, order: Order) -> apache::Result<Order> {
        Ok(order)
    }

    fn handle_text(&self, text: String) -> apache::Result<String> {
        Ok(text)
    }

    fn handle_blob(&self, blob: Vec<u8>) -> apache::Result<Vec<u8>> {
        Ok(blob)
    }
}

impl BlockingCaller<Order> for Client {
    fn call(&mut self, order: Order) -> Result<Order> {
        Ok(self.order(order)?)
    }
}

impl BlockingCaller<String> for Client {
    fn call(&mut self, text: String) -> Result<String> {
        Ok(self.text(text)?)
    }
}

impl BlockingCaller<Vec<u8>> for Client {
    fn call(&mut self, blob: Vec<u8>) -> Result<Vec<u8>> {
        Ok(self.blob(blob)?)
    }
}

fn order() -> Order {
    Order {
        id: values::ID,
        customer: values::CUSTOMER.into(),
        gift: values::GIFT,
        placed: values::PLACED,
        total: values::TOTAL.into(),
        status: Status::PAID,
    }
}

pub(super) fn serve(concurrency: usize) -> Result<()> {
    // It listens at an address alone, and does not tell when it does. One connection is to find out.
    let address = free_address()?;
    let mut server = TServer::new(
        Buffers,
        TBinaryInputProtocolFactory::new(),
        Buffers,
        TBinaryOutputProtocolFactory::new(),
        EchoSyncProcessor::new(Handler),
        concurrency + 1,
    );
    let serving = thread::spawn(move || server.listen(address));
    while TcpStream::connect(address).is_err() {
        if serving.is_finished() {
            break;
        }
        thread::yield_now();
    }
    role::tell_ready(address);
    Ok(serving.join().map_err(|_| "the server panicked")??)
}

/// An address that nobody listens at, and that the system gives to nobody else for a while.
fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

pub(super) fn load(load: &Load) -> Result<()> {
    let callers = (0..load.concurrency).map(|_| connect(load.address)).collect::<Result<_>>()?;
    match load.payload {
        Payload::Small => load.run_threads(&order(), callers),
        Payload::String => load.run_threads(&values::text(), callers),
        Payload::Binary => load.run_threads(&values::blob().to_vec(), callers),
    }
}

fn connect(address: SocketAddr) -> Result<Client> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let (input, output) = TTcpChannel::with_stream(stream).split()?;
    Ok(EchoSyncClient::new(
        TBinaryInputProtocol::new(TBufferedReadTransport::with_capacity(CAPACITY, input), true),
        TBinaryOutputProtocol::new(TBufferedWriteTransport::with_capacity(CAPACITY, output), true),
    ))
}
