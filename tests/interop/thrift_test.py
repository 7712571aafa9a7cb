"""The cross-language test with Apache Thrift for Python, both ways.

thrift_test.py server CROSS_CLIENT    has a server in each setting, with that program as its client
thrift_test.py client CROSS_SERVER    has a client in each setting, with that program as its server

Prints a line that starts with `ok` for each setting. Says what went wrong in the others, and ends
with exit code 1 if there are any.
"""

import concurrent.futures
import contextlib
import itertools
import logging
import os
import pathlib
import select
import ssl
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler

from thrift.protocol.TBinaryProtocol import TBinaryProtocolFactory
from thrift.protocol.TCompactProtocol import TCompactProtocolFactory
from thrift.protocol.THeaderProtocol import THeaderProtocolFactory
from thrift.protocol.TJSONProtocol import TJSONProtocolFactory
from thrift.protocol.TMultiplexedProtocol import TMultiplexedProtocol
from thrift.server.THttpServer import THttpServer
from thrift.server.TServer import TThreadedServer
from thrift.TMultiplexedProcessor import TMultiplexedProcessor
from thrift.transport.THeaderTransport import THeaderClientType
from thrift.transport.THttpClient import THttpClient
from thrift.transport.TSocket import TServerSocket, TSocket
from thrift.transport.TSSLSocket import TSSLServerSocket, TSSLSocket
from thrift.transport.TTransport import (
    TBufferedTransport,
    TFramedTransport,
    TTransportFactoryBase,
)
from thrift.transport.TZlibTransport import TZlibTransport

from contract import SecondService, ThriftTest
from thrift_test_methods import (
    Handler,
    check_services,
    check_that_controls_are_misread,
    check_thrift_test,
    process_uuid,
)

PROTOCOLS = {
    'binary': TBinaryProtocolFactory,
    'compact': TCompactProtocolFactory,
    'json': TJSONProtocolFactory,
    'header': lambda: THeaderProtocolFactory((THeaderClientType.HEADERS,)),
}

# The protocols whose calls name their service.
MULTIPLEXED = {'multi': 'binary', 'multic': 'compact', 'multij': 'json', 'multih': 'header'}

TRANSPORTS = {'buffered': TBufferedTransport, 'framed': TFramedTransport, 'zlib': TZlibTransport}

# What frames with headers are in by themselves.
HEADER_TRANSPORTS = {**TRANSPORTS, 'buffered': lambda socket: socket}

SETTINGS = [
    *itertools.product(
        ('binary', 'compact', 'json', 'header'), ('buffered', 'framed', 'http', 'zlib'), ('tcp',)
    ),
    *(('multi', 'http', 'tcp'), ('multic', 'zlib', 'tcp'), ('multij', 'buffered', 'tcp')),
    *(('multi', 'framed', 'tcp'), ('multih', 'buffered', 'tcp'), ('multih', 'framed', 'tcp')),
    *(('binary', 'buffered', 'ssl'), ('compact', 'framed', 'ssl'), ('json', 'http', 'ssl')),
    *(('header', 'buffered', 'ssl'), ('binary', 'buffered', 'unix'), ('compact', 'zlib', 'unix')),
    *(('multic', 'framed', 'unix'), ('header', 'buffered', 'unix')),
]

# They wait for sleeps of a second more than for processors.
AT_A_TIME = 9

# Far more than a call takes: a peer that does not answer is a failure, not a hang.
SECONDS = 60

CERTIFICATE = pathlib.Path(__file__).resolve().parents[1] / 'certificate.cnf'


def main():
    # Exceptions of handlers are part of the test, and a proxy has no part in it.
    logging.disable()
    BaseHTTPRequestHandler.log_message = lambda *_: None
    os.environ['no_proxy'] = '*'
    role, program = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix='thrift-test-') as folder:
        folder = pathlib.Path(folder)
        make_certificate(folder)
        if role == 'server':
            failed = run_all(role, Servers(program, folder).check)
        else:
            with Clients(program, folder) as clients:
                failed = run_all(role, clients.check)
    sys.exit(1 if failed else 0)


def run_all(role, check):
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
        futures = [pool.submit(check, *setting) for setting in SETTINGS]
        for future, setting in zip(futures, SETTINGS):
            name = f'ThriftTest, Python {role}, {", ".join(setting)}'
            error = future.exception()
            if error:
                failed += 1
                print(f'{name}: {type(error).__name__}: {error}', file=sys.stderr, flush=True)
            else:
                print(f'ok   {name}', flush=True)
    return failed


def make_certificate(folder):
    """One that is its own authority, under the names that the contract has."""
    new = 'openssl req -x509 -newkey rsa:2048 -nodes -days 2 -config'
    files = [CERTIFICATE, '-keyout', f'{folder}/server.key', '-out', f'{folder}/server.crt']
    subprocess.run([*new.split(), *files], stderr=subprocess.DEVNULL, check=True)
    (folder / 'CA.pem').write_bytes((folder / 'server.crt').read_bytes())


# --- The server -------------------------------------------------------------------------------


class Around(TTransportFactoryBase):
    """Has the same transport for both directions of a connection, which compression must."""

    def __init__(self, transport):
        self.transport = transport

    def getTransport(self, connection):
        if not hasattr(connection, 'around'):
            connection.around = self.transport(connection)
        return connection.around


class Servers:
    """A server for each setting, in a thread that ends with the process."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.certificate = f'{folder}/server.crt', f'{folder}/server.key'

    def check(self, protocol, transport, where):
        make = self.http if transport == 'http' else self.listening
        server, place = make(protocol, transport, where)
        threading.Thread(target=server.serve, daemon=True).start()
        tls = ['--ssl', f'--keys={self.folder}'] if where == 'ssl' else []
        command = [self.program, place, f'--protocol={protocol}', f'--transport={transport}', *tls]
        result = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        assert result.returncode == 0, f'exit code {result.returncode}: {result.stderr}'
        assert 'all is well' in result.stdout, result.stdout

    def http(self, protocol, _, where):
        certificate = {}
        if where == 'ssl':
            certificate = dict(zip(('cert_file', 'key_file'), self.certificate))
        server = THttpServer(
            processor_of(protocol), ('127.0.0.1', 0), factory_of(protocol), **certificate
        )
        return server, f'--port={server.httpd.server_address[1]}'

    def listening(self, protocol, transport, where):
        listener, option = self.listener(where, f'{self.folder}/python-{protocol}-{transport}')
        # At once, so that clients can connect; the server would do it again.
        listener.listen()
        listener.listen = lambda: None
        around, factory = Around(around_of(protocol)[transport]), factory_of(protocol)
        server = TThreadedServer(processor_of(protocol), listener, around, factory, daemon=True)
        address = listener.handle.getsockname()
        return server, f'{option}={address if where == "unix" else address[1]}'

    def listener(self, where, path):
        if where == 'unix':
            return TServerSocket(unix_socket=path), '--domain-socket'
        if where == 'tcp':
            return TServerSocket('127.0.0.1', 0), '--port'
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.certificate)
        return TSSLServerSocket('127.0.0.1', 0, ssl_context=context), '--port'


def processor_of(protocol):
    first = ThriftTest.Processor(Handler())
    first._processMap['testUuid'] = process_uuid
    if protocol not in MULTIPLEXED:
        return first
    processor = TMultiplexedProcessor()
    processor.registerProcessor('ThriftTest', first)
    processor.registerProcessor('SecondService', SecondService.Processor(Handler()))
    return processor


def factory_of(protocol):
    return PROTOCOLS[MULTIPLEXED.get(protocol, protocol)]()


def around_of(protocol):
    return HEADER_TRANSPORTS if protocol in ('header', 'multih') else TRANSPORTS


# --- The clients ------------------------------------------------------------------------------


class Clients:
    """Clients of one server for each place, which finds out what they speak."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.processes, self.places = [], {}

    def __enter__(self):
        keys = f'--keys={self.folder}'
        socket = f'{self.folder}/ours'
        try:
            self.places = {
                'tcp': self.start('--port=0').rpartition(':')[2],
                'ssl': self.start('--port=0', '--ssl', keys).rpartition(':')[2],
                'unix': self.start(f'--domain-socket={socket}').removeprefix('unix:'),
            }
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.kill()
            process.wait()
            process.stdout.close()

    def start(self, *options):
        """The endpoint of a new server."""
        command = [self.program, *options]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.processes.append(process)
        ready, _, _ = select.select([process.stdout], [], [], SECONDS)
        line = process.stdout.readline().strip() if ready else 'nothing'
        start, _, endpoint = line.rpartition(' ')
        assert start == 'listening on', f'{command} says {line!r}'
        return endpoint

    def check(self, protocol, transport, where):
        with self.connection(protocol, transport, where) as end:
            client = end
            if protocol in MULTIPLEXED:
                check_services(end)
                client = TMultiplexedProtocol(end, 'ThriftTest')
            json_in_zlib = transport == 'zlib' and protocol in ('json', 'multij')
            check_thrift_test(client, controls=not json_in_zlib)
        if json_in_zlib:
            with self.connection(protocol, transport, where) as end:
                check_that_controls_are_misread(end)

    @contextlib.contextmanager
    def connection(self, protocol, transport, where):
        place = self.places[where]
        trust = ssl.create_default_context(cafile=f'{self.folder}/CA.pem')
        if transport == 'http':
            scheme, more = ('https', {'ssl_context': trust}) if where == 'ssl' else ('http', {})
            end = around = THttpClient(f'{scheme}://localhost:{place}/', **more)
        else:
            if where == 'unix':
                end = TSocket(unix_socket=place)
            elif where == 'ssl':
                end = TSSLSocket('localhost', int(place), ssl_context=trust)
            else:
                end = TSocket('localhost', int(place))
            around = around_of(protocol)[transport](end)
        end.setTimeout(SECONDS * 1000)
        protocol = factory_of(protocol).getProtocol(around)
        protocol.trans.open()
        try:
            yield protocol
        finally:
            protocol.trans.close()


main()
