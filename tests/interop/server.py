"""Serves UserService with Apache Thrift for Python, on a free port of 127.0.0.1.

server.py buffered|framed|http|zlib|framed-zlib binary|compact|json [multiplexed]
server.py header|header-zlib|framed-header|zlib-header|http-header binary|compact [multiplexed]

Prints `serving on 127.0.0.1:PORT` once it listens. Serves until it is ended.

getUser(42) is Ada; getUser(1000) has the number of touches so far as its name; getUser(-1) fails in
a way that the service does not declare; any other user is missing. Behind headers, getUser(2000) has
the header `tenant` as its name, and its answer has the header `served-by`. With `multiplexed`, it is
UserService as `Users` and for calls that name no service, and Greeter as `Greeter`.
"""

import logging
import sys
import threading

from thrift.protocol.TBinaryProtocol import TBinaryProtocolFactory
from thrift.protocol.TCompactProtocol import TCompactProtocolFactory
from thrift.protocol.THeaderProtocol import THeaderProtocolFactory
from thrift.protocol.TJSONProtocol import TJSONProtocolFactory
from thrift.server.THttpServer import THttpServer
from thrift.server.TNonblockingServer import TNonblockingServer
from thrift.server.TServer import TThreadPoolServer
from thrift.TMultiplexedProcessor import TMultiplexedProcessor
from thrift.transport.THeaderTransport import (
    THeaderClientType,
    THeaderSubprotocolID,
    THeaderTransformID,
)
from thrift.transport.TSocket import TServerSocket
from thrift.transport.TTransport import (
    TBufferedTransportFactory,
    TFramedTransport,
    TFramedTransportFactory,
    TTransportFactoryBase,
)
from thrift.transport.TZlibTransport import TZlibTransport

from greeter import Greeter
from user import UserService
from user.ttypes import NotFound, User


PROTOCOLS = {
    'binary': TBinaryProtocolFactory,
    'compact': TCompactProtocolFactory,
    'json': TJSONProtocolFactory,
}


HEADER_PROTOCOLS = {'binary': THeaderSubprotocolID.BINARY, 'compact': THeaderSubprotocolID.COMPACT}

# Where the call comes from that a thread executes, and where its answer goes.
current = threading.local()


class Users:
    def __init__(self):
        self.lock = threading.Lock()
        self.touches = 0

    def getUser(self, id):
        if id == 42:
            return User(id=42, name='Ada')
        if id == 1000:
            with self.lock:
                return User(id=1000, name=str(self.touches))
        if id == 2000:
            current.output.set_header(b'served-by', b'Python')
            return User(id=2000, name=current.input.get_headers()[b'tenant'].decode())
        if id == -1:
            raise RuntimeError('the disk is full')
        raise NotFound(id=id)

    def touch(self, id):
        with self.lock:
            self.touches += 1


class Greetings:
    def getUser(self, id):
        return f'number {id}'

    def hello(self, name):
        return f'Hello, {name}!'


class AnnouncedSocket(TServerSocket):
    """Says where it listens: the kernel chose the port."""

    def listen(self):
        super().listen()
        host, port = self.handle.getsockname()
        print(f'serving on {host}:{port}', flush=True)


class Headers(THeaderProtocolFactory):
    """Lets handlers see the headers of their calls, and compresses answers if it is told to."""

    def __init__(self, protocol, transforms):
        super().__init__((THeaderClientType.HEADERS,), protocol)
        self.transforms = transforms

    def getProtocol(self, transport):
        protocol = super().getProtocol(transport)
        for transform in self.transforms:
            protocol.add_transform(transform)
        current.input = current.output = protocol
        return protocol


class BodyHeaders(Headers):
    """The same over HTTP, where the second protocol of each call is for its answer."""

    def getProtocol(self, transport):
        before = getattr(current, 'output', None)
        protocol = super().getProtocol(transport)
        current.input = before
        return protocol


class Compressed(TTransportFactoryBase):
    """Has one stream for both directions of each connection; that of the library is for one alone."""

    def __init__(self, framed):
        self.framed = framed

    def getTransport(self, connection):
        if not hasattr(connection, 'zlib'):
            connection.zlib = TZlibTransport(connection)
        return TFramedTransport(connection.zlib) if self.framed else connection.zlib


# What frames with headers are in.
AROUND_HEADERS = {
    'header': TTransportFactoryBase,
    'header-zlib': TTransportFactoryBase,
    'framed-header': TFramedTransportFactory,
    'zlib-header': lambda: Compressed(framed=False),
}


def main():
    logging.basicConfig()
    processor = users = UserService.Processor(Users())
    if sys.argv[3:] == ['multiplexed']:
        processor = TMultiplexedProcessor()
        processor.registerProcessor('Users', users)
        processor.registerProcessor('Greeter', Greeter.Processor(Greetings()))
        processor.registerDefault(users)
    way, protocol = sys.argv[1:3]
    if way in ('http', 'http-header'):
        if way == 'http':
            factory = PROTOCOLS[protocol]()
        else:
            factory = BodyHeaders(HEADER_PROTOCOLS[protocol], [])
        server = THttpServer(processor, ('127.0.0.1', 0), factory)
        host, port = server.httpd.server_address
        print(f'serving on {host}:{port}', flush=True)
        server.serve()
        return
    listener = AnnouncedSocket('127.0.0.1', 0)
    if way == 'framed':
        server = TNonblockingServer(processor, listener, PROTOCOLS[protocol]())
    elif way in AROUND_HEADERS:
        transforms = [THeaderTransformID.ZLIB] if way == 'header-zlib' else []
        headers = Headers(HEADER_PROTOCOLS[protocol], transforms)
        around = AROUND_HEADERS[way]()
        server = TThreadPoolServer(processor, listener, around, headers, daemon=True)
    else:
        transport = TBufferedTransportFactory()
        if way.endswith('zlib'):
            transport = Compressed(way == 'framed-zlib')
        server = TThreadPoolServer(
            processor, listener, transport, PROTOCOLS[protocol](), daemon=True
        )
    server.serve()


main()
