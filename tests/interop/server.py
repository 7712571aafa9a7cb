"""Serves UserService with Apache Thrift for Python, on a free port of 127.0.0.1.

server.py buffered|framed binary|compact|json [multiplexed]

Prints `serving on 127.0.0.1:PORT` once it listens. Serves until it is ended.

getUser(42) is Ada; getUser(1000) has the number of touches so far as its name; getUser(-1) fails in
a way that the service does not declare; any other user is missing. With `multiplexed`, it is
UserService as `Users` and for calls that name no service, and Greeter as `Greeter`.
"""

import logging
import sys
import threading

from thrift.protocol.TBinaryProtocol import TBinaryProtocolFactory
from thrift.protocol.TCompactProtocol import TCompactProtocolFactory
from thrift.protocol.TJSONProtocol import TJSONProtocolFactory
from thrift.server.TNonblockingServer import TNonblockingServer
from thrift.server.TServer import TThreadPoolServer
from thrift.TMultiplexedProcessor import TMultiplexedProcessor
from thrift.transport.TSocket import TServerSocket
from thrift.transport.TTransport import TBufferedTransportFactory

from greeter import Greeter
from user import UserService
from user.ttypes import NotFound, User


PROTOCOLS = {
    'binary': TBinaryProtocolFactory,
    'compact': TCompactProtocolFactory,
    'json': TJSONProtocolFactory,
}


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


def main():
    logging.basicConfig()
    processor = users = UserService.Processor(Users())
    if sys.argv[3:] == ['multiplexed']:
        processor = TMultiplexedProcessor()
        processor.registerProcessor('Users', users)
        processor.registerProcessor('Greeter', Greeter.Processor(Greetings()))
        processor.registerDefault(users)
    listener = AnnouncedSocket('127.0.0.1', 0)
    protocol = PROTOCOLS[sys.argv[2]]()
    if sys.argv[1] == 'framed':
        server = TNonblockingServer(processor, listener, protocol)
    else:
        server = TThreadPoolServer(
            processor, listener, TBufferedTransportFactory(), protocol, daemon=True
        )
    server.serve()


main()
