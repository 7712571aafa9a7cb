"""thriftpy2, client and server of Conformance; README.md of the peers says how.

It reads the IDL itself. The values, the handler and the checks are those of the other Python.
"""

import argparse
import logging
import pathlib
import ssl

import thriftpy2
from thriftpy2.http import make_client, make_server
from thriftpy2.protocol import (
    TBinaryProtocolFactory,
    TCompactProtocolFactory,
    TMultiplexedProtocolFactory,
)
from thriftpy2.protocol.apache_json import TApacheJSONProtocol
from thriftpy2.server import TThreadedServer
from thriftpy2.thrift import TApplicationException, TClient, TMultiplexedProcessor, TProcessor
from thriftpy2.transport import (
    TBufferedTransportFactory,
    TFramedTransportFactory,
    TServerSocket,
    TSocket,
    TSSLServerSocket,
    TSSLSocket,
)
from thriftpy2.transport._ssl import create_thriftpy_context

from service import Checks, Handler

IDL = pathlib.Path(__file__).parents[2] / 'idl/conformance.thrift'

NAME = 'Conformance'


class Json(TApacheJSONProtocol):
    """Forgets a message that was read: that of the library is good for one alone."""

    def read_message_end(self):
        self._req = None


class JsonFactory:
    def get_protocol(self, transport):
        return Json(transport)


PROTOCOLS = {
    'binary': TBinaryProtocolFactory,
    'compact': TCompactProtocolFactory,
    'json': JsonFactory,
}

TRANSPORTS = {'buffered': TBufferedTransportFactory, 'framed': TFramedTransportFactory}

# A client that waits longer than this is given up; the library counts milliseconds.
TIMEOUT = 20_000


def main():
    options = arguments()
    logging.basicConfig()
    types = thriftpy2.load(str(IDL), module_name='conformance_thrift')
    if options.role == 'server':
        server(options, types).serve()
    else:
        call(options, types)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument('role', choices=['server', 'client'])
    parser.add_argument('--protocol', choices=PROTOCOLS, default='binary')
    parser.add_argument('--transport', choices=[*TRANSPORTS, 'http'], default='buffered')
    parser.add_argument('--port', type=int, default=9090)
    parser.add_argument('--unix')
    parser.add_argument('--ssl', action='store_true')
    parser.add_argument('--multiplex', action='store_true')
    parser.add_argument('--keys', type=pathlib.Path)
    parser.add_argument('--without', action='append', default=[])
    return parser.parse_args()


def server(options, types):
    protocols = PROTOCOLS[options.protocol]()
    handler = Handler(types)
    if options.transport == 'http':
        return make_server(types.Conformance, handler, '127.0.0.1', options.port, protocols)
    processor = TProcessor(types.Conformance, handler)
    if options.multiplex:
        multiplexed = TMultiplexedProcessor()
        multiplexed.register_processor(NAME, processor)
        processor = multiplexed
    transports = TRANSPORTS[options.transport]()
    return TThreadedServer(processor, listener(options), transports, protocols, daemon=True)


def listener(options):
    if options.unix:
        return TServerSocket(unix_socket=options.unix, client_timeout=TIMEOUT)
    place = dict(host='127.0.0.1', port=options.port, client_timeout=TIMEOUT)
    if not options.ssl:
        return TServerSocket(**place)
    context = create_thriftpy_context(server_side=True)
    context.load_cert_chain(options.keys / 'server.crt', options.keys / 'server.key')
    return TSSLServerSocket(**place, ssl_context=context)


def call(options, types):
    protocols = PROTOCOLS[options.protocol]()
    if options.transport == 'http':
        clients = [http_client(options, service, protocols) for service in services(types)]
    else:
        if options.multiplex:
            protocols = TMultiplexedProtocolFactory(protocols, NAME)
        transport = TRANSPORTS[options.transport]().get_transport(connection(options))
        transport.open()
        protocol = protocols.get_protocol(transport)
        clients = [TClient(service, protocol) for service in services(types)]
    Checks(types, *clients, TApplicationException).run(options.without)


def services(types):
    return types.Conformance, types.OtherVersion


def http_client(options, service, protocols):
    place = dict(host='127.0.0.1', port=options.port, path='/service')
    if options.ssl:
        certificate = options.keys / 'server.crt'
        place['scheme'] = 'https'
        place['host'] = 'localhost'
        place['ssl_context_factory'] = lambda: ssl.create_default_context(cafile=certificate)
    return make_client(service, proto_factory=protocols, **place)


def connection(options):
    if options.unix:
        return TSocket(unix_socket=options.unix, socket_timeout=TIMEOUT)
    if not options.ssl:
        return TSocket(host='127.0.0.1', port=options.port, socket_timeout=TIMEOUT)
    certificate = str(options.keys / 'server.crt')
    return TSSLSocket('localhost', options.port, socket_timeout=TIMEOUT, cafile=certificate)


main()
