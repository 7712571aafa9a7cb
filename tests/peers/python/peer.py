"""Apache Thrift for Python, client and server of Conformance; README.md of the peers says how.

Two options more: `--server threaded|pool|nonblocking|http` chooses the class of the server, and
`--accelerated` the protocols that are written in C.
"""

import argparse
import logging
import pathlib
import ssl

from thrift.protocol import TBinaryProtocol, TCompactProtocol, TJSONProtocol
from thrift.protocol.THeaderProtocol import THeaderProtocolFactory
from thrift.protocol.TMultiplexedProtocol import TMultiplexedProtocol
from thrift.server.THttpServer import THttpServer
from thrift.server.TNonblockingServer import TNonblockingServer
from thrift.server.TServer import TThreadedServer, TThreadPoolServer
from thrift.Thrift import TApplicationException
from thrift.TMultiplexedProcessor import TMultiplexedProcessor
from thrift.transport.THeaderTransport import (
    THeaderClientType,
    THeaderSubprotocolID,
    THeaderTransformID,
)
from thrift.transport.THttpClient import THttpClient
from thrift.transport.TSocket import TServerSocket, TSocket
from thrift.transport.TSSLSocket import TSSLServerSocket, TSSLSocket
from thrift.transport.TTransport import (
    TBufferedTransport,
    TFramedTransport,
    TTransportFactoryBase,
)
from thrift.transport.TZlibTransport import TZlibTransport

from conformance import Conformance, OtherVersion, ttypes
from service import Checks, Handler

NAME = 'Conformance'

PROTOCOLS = {
    'binary': TBinaryProtocol.TBinaryProtocolFactory,
    'compact': TCompactProtocol.TCompactProtocolFactory,
    'json': TJSONProtocol.TJSONProtocolFactory,
}

ACCELERATED = {
    'binary': TBinaryProtocol.TBinaryProtocolAcceleratedFactory,
    'compact': TCompactProtocol.TCompactProtocolAcceleratedFactory,
}

INSIDE = {'binary': THeaderSubprotocolID.BINARY, 'compact': THeaderSubprotocolID.COMPACT}

TRANSPORTS = {'buffered': TBufferedTransport, 'framed': TFramedTransport, 'zlib': TZlibTransport}


class Headers(THeaderProtocolFactory):
    def __init__(self, inside, compressed):
        super().__init__((THeaderClientType.HEADERS,), INSIDE[inside])
        self.compressed = compressed

    def getProtocol(self, transport):
        protocol = super().getProtocol(transport)
        if self.compressed:
            protocol.add_transform(THeaderTransformID.ZLIB)
        return protocol


class Transports(TTransportFactoryBase):
    """Has one stream for both directions of a connection; that of the library is for one alone."""

    def __init__(self, kind):
        self.kind = kind

    def getTransport(self, connection):
        if not hasattr(connection, 'wrapped'):
            connection.wrapped = self.kind(connection)
        return connection.wrapped


def main():
    options = arguments()
    logging.basicConfig()
    if options.role == 'server':
        serve(options)
    else:
        call(options)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument('role', choices=['server', 'client'])
    parser.add_argument('--protocol', choices=[*PROTOCOLS, 'header'], default='binary')
    parser.add_argument('--transport', choices=[*TRANSPORTS, 'http'], default='buffered')
    parser.add_argument('--inside', choices=INSIDE, default='binary')
    parser.add_argument('--port', type=int, default=9090)
    parser.add_argument('--unix')
    parser.add_argument('--ssl', action='store_true')
    parser.add_argument('--multiplex', action='store_true')
    parser.add_argument('--keys', type=pathlib.Path)
    parser.add_argument('--without', action='append', default=[])
    parser.add_argument('--server', choices=['threaded', 'pool', 'nonblocking', 'http'])
    parser.add_argument('--accelerated', action='store_true')
    options = parser.parse_args()
    if options.ssl:
        options.certificate = str(options.keys / 'server.crt')
        options.key = str(options.keys / 'server.key')
    return options


def protocols(options):
    if options.protocol == 'header':
        return Headers(options.inside, options.transport == 'zlib')
    known = ACCELERATED if options.accelerated else PROTOCOLS
    return known[options.protocol]()


def is_bare(options):
    """Headers are a transport and a protocol in one, which may be in frames or in requests."""
    return options.protocol == 'header' and options.transport in ('buffered', 'zlib')


# --- The server -------------------------------------------------------------------------------


def serve(options):
    processor = Conformance.Processor(Handler(ttypes))
    if options.multiplex:
        multiplexed = TMultiplexedProcessor()
        multiplexed.registerProcessor(NAME, processor)
        processor = multiplexed
    kind = options.server or ('http' if options.transport == 'http' else 'threaded')
    make = {'http': http_server, 'nonblocking': nonblocking_server}.get(kind, threaded_server)
    make(options, processor).serve()


def http_server(options, processor):
    keys = {'cert_file': options.certificate, 'key_file': options.key} if options.ssl else {}
    return THttpServer(processor, ('127.0.0.1', options.port), protocols(options), **keys)


def nonblocking_server(options, processor):
    if options.transport != 'framed':
        raise SystemExit('the non-blocking server has framed transports alone')
    return TNonblockingServer(processor, listener(options), protocols(options))


def threaded_server(options, processor):
    kind = TThreadPoolServer if options.server == 'pool' else TThreadedServer
    if is_bare(options):
        transports = TTransportFactoryBase()
    else:
        transports = Transports(TRANSPORTS[options.transport])
    return kind(processor, listener(options), transports, protocols(options), daemon=True)


def listener(options):
    if options.unix:
        return TServerSocket(unix_socket=options.unix)
    if options.ssl:
        return TSSLServerSocket(
            '127.0.0.1',
            options.port,
            certfile=options.certificate,
            keyfile=options.key,
            ssl_version=ssl.PROTOCOL_TLS_SERVER,
        )
    return TServerSocket('127.0.0.1', options.port)


# --- The client -------------------------------------------------------------------------------


def call(options):
    if options.transport == 'http':
        transport = http_client(options)
    elif is_bare(options):
        transport = connection(options)
    else:
        transport = TRANSPORTS[options.transport](connection(options))
    protocol = protocols(options).getProtocol(transport)
    transport.open()
    named = TMultiplexedProtocol(protocol, NAME) if options.multiplex else protocol
    service, other = Conformance.Client(named), OtherVersion.Client(named)
    Checks(ttypes, service, other, TApplicationException).run(options.without)
    transport.close()


def http_client(options):
    if not options.ssl:
        return THttpClient(f'http://127.0.0.1:{options.port}/service')
    context = ssl.create_default_context(cafile=options.certificate)
    return THttpClient(f'https://localhost:{options.port}/service', ssl_context=context)


def connection(options):
    if options.unix:
        return TSocket(unix_socket=options.unix)
    if options.ssl:
        return TSSLSocket('localhost', options.port, ca_certs=options.certificate)
    return TSocket('127.0.0.1', options.port)


main()
