"""Calls several services on one connection, as Apache Thrift for Python does.

multiplexed.py HOST PORT

The server has UserService as `Users` and for calls that name no service, and Greeter as `Greeter`.
Prints a line that starts with `ok` for each group of checks; ends with an exception at the first
check that fails.
"""

import contextlib
import sys

from greeter import Greeter
from thrift.protocol.TBinaryProtocol import TBinaryProtocol
from thrift.protocol.TCompactProtocol import TCompactProtocol
from thrift.protocol.TJSONProtocol import TJSONProtocol
from thrift.protocol.TMultiplexedProtocol import TMultiplexedProtocol
from thrift.Thrift import TApplicationException
from thrift.transport.TSocket import TSocket
from thrift.transport.TTransport import TBufferedTransport, TFramedTransport

from user import UserService
from user.ttypes import NotFound, User

HOST, PORT = sys.argv[1], int(sys.argv[2])

# Far more than a call takes: a server that does not answer is a failure, not a hang.
SECONDS = 20

TRANSPORTS = {'buffered': TBufferedTransport, 'framed': TFramedTransport}

PROTOCOLS = {'binary': TBinaryProtocol, 'compact': TCompactProtocol, 'json': TJSONProtocol}


def main():
    for transport_name, transport in TRANSPORTS.items():
        for protocol_name, protocol in PROTOCOLS.items():
            with connection(transport, protocol) as end:
                for _ in range(3):
                    services(end)
            print(f'ok   several services, {transport_name}, {protocol_name}', flush=True)


@contextlib.contextmanager
def connection(transport, protocol):
    end = TSocket(HOST, PORT)
    end.setTimeout(SECONDS * 1000)
    transport = transport(end)
    transport.open()
    try:
        yield protocol(transport)
    finally:
        transport.close()


def services(end):
    users = UserService.Client(TMultiplexedProtocol(end, 'Users'))
    greeter = Greeter.Client(TMultiplexedProtocol(end, 'Greeter'))
    assert users.getUser(42) == User(id=42, name='Ada')
    assert greeter.getUser(42) == 'number 42'
    users.touch(42)
    assert greeter.hello('Ada') == 'Hello, Ada!'
    try:
        user = users.getUser(7)
    except NotFound as missing:
        assert missing == NotFound(id=7), missing
    else:
        raise AssertionError(f'NotFound expected, got {user}')

    assert UserService.Client(end).getUser(42) == User(id=42, name='Ada')
    # Neither a service that is not there, nor a method that is another's, ends the connection.
    refused('nosuch', UserService.Client(TMultiplexedProtocol(end, 'nosuch')).getUser, 42)
    refused('hello', Greeter.Client(TMultiplexedProtocol(end, 'Users')).hello, 'Ada')


def refused(name, call, argument):
    try:
        answer = call(argument)
    except TApplicationException as exception:
        assert exception.type == TApplicationException.UNKNOWN_METHOD, exception.type
        assert name in exception.message, exception.message
    else:
        raise AssertionError(f'TApplicationException expected, got {answer!r}')


main()
