"""Calls UserService behind headers, as Apache Thrift for Python does.

header.py HOST PORT socket|framed|zlib|http

The frames go over the socket as they are, in other frames, in a zlib stream, or in requests of HTTP.
The server gives the headers of each call back with its answer, and adds `served-by`, and the
milliseconds that it has for the call as `time-left`. Prints a line that starts with `ok` for each
group of checks; ends with an exception at the first check that fails.
"""

import contextlib
import sys

from thrift.protocol.THeaderProtocol import THeaderProtocol
from thrift.Thrift import TApplicationException
from thrift.transport import THeaderTransport
from thrift.transport.THeaderTransport import (
    THeaderClientType,
    THeaderSubprotocolID,
    THeaderTransformID,
)
from thrift.transport.THttpClient import THttpClient
from thrift.transport.TSocket import TSocket
from thrift.transport.TTransport import TFramedTransport, TTransportException
from thrift.transport.TZlibTransport import TZlibTransport

from user import UserService
from user.ttypes import NotFound, User

HOST, PORT, AROUND = sys.argv[1], int(sys.argv[2]), sys.argv[3]

# Far more than a call takes: a server that does not answer is a failure, not a hang.
SECONDS = 20

PROTOCOLS = {'binary': THeaderSubprotocolID.BINARY, 'compact': THeaderSubprotocolID.COMPACT}

# What the library does not know either, until it is told.
UNKNOWN_TRANSFORM = 3


def main():
    for name, protocol in PROTOCOLS.items():
        for transforms in ((), (THeaderTransformID.ZLIB,)):
            with connection(protocol, transforms) as end:
                headers(end)
                deadline(end)
            compressed = ', compressed' if transforms else ''
            ok(f'headers both ways, {AROUND}, {name}{compressed}')
    if AROUND == 'http':
        # The library does not tell its users of another status than 200.
        return
    with connection() as end:
        end.trans._write_transforms.append(UNKNOWN_TRANSFORM)
        THeaderTransport.WRITE_TRANSFORMS_BY_ID[UNKNOWN_TRANSFORM] = lambda payload: payload
        refused(end, TApplicationException.INVALID_TRANSFORM)
    ok('a transform that does not exist')
    with connection() as end:
        for number in range(1001):
            end.set_header(str(number).encode(), b'')
        refused(end, TApplicationException.PROTOCOL_ERROR)
    ok('more headers than a server takes')


def ok(what):
    print(f'ok   {what}', flush=True)


@contextlib.contextmanager
def connection(protocol=THeaderSubprotocolID.BINARY, transforms=()):
    end = THeaderProtocol(transport(), (THeaderClientType.HEADERS,), protocol)
    for transform in transforms:
        end.add_transform(transform)
    end.trans.open()
    try:
        yield end
    finally:
        end.trans.close()


def transport():
    if AROUND == 'http':
        client = THttpClient(f'http://{HOST}:{PORT}/')
        client.setTimeout(SECONDS * 1000)
        return client
    socket = TSocket(HOST, PORT)
    socket.setTimeout(SECONDS * 1000)
    around = {'socket': lambda it: it, 'framed': TFramedTransport, 'zlib': TZlibTransport}
    return around[AROUND](socket)


def headers(end):
    client = UserService.Client(end)
    sent = {b'tenant': b'7', 'gr\u00f6\u00dfe'.encode(): bytes(range(256)), b'empty': b''}
    for name, value in sent.items():
        end.set_header(name, value)
    assert client.getUser(42) == User(id=42, name='Ada')
    found = dict(end.get_headers())
    assert found.pop(b'served-by') == b'Rust', found
    found.pop(b'time-left')
    assert found == sent, found
    # They are those of one message.
    try:
        user = client.getUser(7)
    except NotFound as missing:
        assert missing == NotFound(id=7), missing
    else:
        raise AssertionError(f'NotFound expected, got {user}')
    assert end.get_headers().keys() == {b'served-by', b'time-left'}, end.get_headers()
    end.set_header(b'tenant', b'8')
    client.touch(42)
    assert client.getUser(42) == User(id=42, name='Ada')
    assert b'tenant' not in end.get_headers()


def deadline(end):
    client = UserService.Client(end)
    end.set_header(b'client_timeout', b'1500')
    client.getUser(42)
    found = end.get_headers()
    assert b'client_timeout' not in found, found
    assert 0 < int(found[b'time-left']) <= 1500, found
    end.set_header(b'client_timeout', b'some time')
    client.getUser(42)
    found = end.get_headers()
    assert found[b'client_timeout'] == b'some time', found
    assert int(found[b'time-left']) > 1500, found


def refused(end, expected):
    """The server says why it does not take a call, and closes the connection."""
    client = UserService.Client(end)
    try:
        user = client.getUser(42)
    except TApplicationException as exception:
        assert exception.type == expected, exception.type
    else:
        raise AssertionError(f'TApplicationException expected, got {user}')
    try:
        user = client.getUser(42)
    except (TTransportException, OSError):
        return
    raise AssertionError(f'the connection stays open, and gets {user}')


main()
