"""Calls a server of UserService in the ways of Apache Thrift for Python that are not in the matrix of
`tests/peers/run`, and in ways that no client should.

checks.py HOST PORT

Prints a line that starts with `ok` for each group of checks; ends with an exception at the first
check that fails.
"""

import contextlib
import socket
import struct
import sys

from thrift.protocol.TBinaryProtocol import TBinaryProtocol, TBinaryProtocolAccelerated
from thrift.protocol.TCompactProtocol import TCompactProtocol, TCompactProtocolAccelerated
from thrift.protocol.THeaderProtocol import THeaderProtocol
from thrift.protocol.TJSONProtocol import TJSONProtocol
from thrift.Thrift import TApplicationException, TMessageType
from thrift.transport.THeaderTransport import (
    THeaderClientType,
    THeaderSubprotocolID,
    THeaderTransformID,
)
from thrift.transport.THttpClient import THttpClient
from thrift.transport.TSocket import TSocket
from thrift.transport.TTransport import TBufferedTransport, TFramedTransport, TMemoryBuffer
from thrift.transport.TZlibTransport import TZlibTransport

from extended import ExtendedUserService
from user import UserService
from user.ttypes import NotFound, User

HOST, PORT = sys.argv[1], int(sys.argv[2])

# Far more than a call takes: a server that does not answer is a failure, not a hang.
SECONDS = 20

TRANSPORTS = {
    'buffered': TBufferedTransport,
    'framed': TFramedTransport,
    'zlib': TZlibTransport,
    'framed in zlib': lambda end: TFramedTransport(TZlibTransport(end)),
}

# Those that `tests/peers/run` has no peer for, over whatever transport.
OLD_PROTOCOLS = {
    'old binary': lambda transport: TBinaryProtocol(transport, strictWrite=False),
    'accelerated old binary': lambda transport: TBinaryProtocolAccelerated(
        transport, strictWrite=False, fallback=False
    ),
}

PROTOCOLS = {
    **OLD_PROTOCOLS,
    'strict binary': TBinaryProtocol,
    'compact': TCompactProtocol,
    'accelerated compact': lambda transport: TCompactProtocolAccelerated(transport, fallback=False),
    'JSON': TJSONProtocol,
}


def header(protocol, *transforms):
    def made(end):
        made = THeaderProtocol(end, (THeaderClientType.HEADERS,), protocol)
        for transform in transforms:
            made.add_transform(transform)
        return made

    return made


HEADERS = {
    'compact': header(THeaderSubprotocolID.COMPACT),
    'compressed compact': header(THeaderSubprotocolID.COMPACT, THeaderTransformID.ZLIB),
}

# What no message can start with, or what asks for more than any server should give.
GARBAGE = {
    'noise': b'\xff' * 64,
    'a line of text': b'HELO localhost\r\n\r\n',
    'a version that does not exist': b'\x80\x7f\x00\x01' + bytes(16),
    'a frame of two gigabytes': b'\x7f\xff\xff\xff\x80\x01\x00\x01',
    'a name of two gigabytes': b'\x80\x01\x00\x01\x7f\xff\xff\xff',
    'a name of negative length': b'\x80\x01\x00\x01\xff\xff\xff\xff',
    'an argument of negative length': b'\x80\x01\x00\x01\x00\x00\x00\x07getUser\x00\x00\x00\x01'
    b'\x0b\x00\x02\xff\xff\xff\xff',
    'nesting without end': b'\x80\x01\x00\x01\x00\x00\x00\x07getUser\x00\x00\x00\x01'
    + b'\x0c\x00\x02' * 100_000,
    'a version of compact that does not exist': b'\x82\x3f\x01\x00',
    'a number without end': b'\x82\x21' + b'\xff' * 64,
    'nesting without end in compact': b'\x82\x21\x01\x07getUser' + b'\x2c' * 100_000,
    'nesting without end in JSON': b'[1,"getUser",1,1,' + b'{"2":{"rec":' * 100_000,
    'a version of JSON that does not exist': b'[2,"getUser",1,1,{}]',
    'a header longer than its frame': b'\0\0\0\x0a\x0f\xff' + bytes(6) + b'\0\7',
    'a header without a message': b'\0\0\0\x0e\x0f\xff' + bytes(6) + b'\0\1' + bytes(4),
    'noise where zlib was expected': b'\x78\x9c' + b'\xff' * 64,
}


def main():
    for transport_name, transport in TRANSPORTS.items():
        protocols = PROTOCOLS if transport_name == 'framed in zlib' else OLD_PROTOCOLS
        for protocol_name, protocol in protocols.items():
            with connection(transport, protocol) as client:
                all_methods(client)
            ok(f'every method, {transport_name}, {protocol_name}')
    for name, protocol in HEADERS.items():
        with connection(TBufferedTransport, protocol) as client:
            all_methods(client)
        ok(f'every method, behind a header, {name}')
    for protocol_name, protocol in OLD_PROTOCOLS.items():
        with http_connection(protocol) as client:
            all_methods(client)
        ok(f'every method, HTTP, {protocol_name}')
    interleaved()
    ok('several connections at once')
    unreadable_arguments()
    ok('arguments that cannot be read')
    for name, garbage in GARBAGE.items():
        with connection(TBufferedTransport, TBinaryProtocol) as other:
            check_user(other)
            refused(name, garbage)
            check_user(other)
    ok('garbage closes its own connection and no other')
    cut_short()
    ok('connections that end inside a message')


def ok(what):
    print(f'ok   {what}', flush=True)


@contextlib.contextmanager
def connection(transport, protocol):
    end = TSocket(HOST, PORT)
    end.setTimeout(SECONDS * 1000)
    transport = transport(end)
    transport.open()
    try:
        yield ExtendedUserService.Client(protocol(transport))
    finally:
        transport.close()


@contextlib.contextmanager
def http_connection(protocol):
    transport = THttpClient(f'http://{HOST}:{PORT}/users')
    transport.setTimeout(SECONDS * 1000)
    transport.open()
    try:
        yield ExtendedUserService.Client(protocol(transport))
        assert transport.code == 200, transport.code
    finally:
        transport.close()


def all_methods(client):
    for _ in range(3):
        check_user(client)
        check_missing(client)
        check_unknown_method(client)
        client.touch(42)
    check_user(client)


def check_user(client):
    user = client.getUser(42)
    assert user == User(id=42, name='Ada'), user


def check_missing(client):
    try:
        user = client.getUser(7)
    except NotFound as missing:
        assert missing == NotFound(id=7), missing
    else:
        raise AssertionError(f'NotFound expected, got {user}')


def check_unknown_method(client):
    try:
        text = client.nosuch('text', [User(id=1, name='Bob', email='bob@example.com')] * 3)
    except TApplicationException as exception:
        assert exception.type == TApplicationException.UNKNOWN_METHOD, exception.type
        assert 'nosuch' in exception.message, exception.message
    else:
        raise AssertionError(f'TApplicationException expected, got {text!r}')


def interleaved():
    with contextlib.ExitStack() as stack:
        clients = [
            stack.enter_context(connection(transport, protocol))
            for transport in TRANSPORTS.values()
            for protocol in PROTOCOLS.values()
        ]
        # Every call is sent before the first answer is read.
        for client in clients:
            client.send_getUser(42)
        for client in reversed(clients):
            assert client.recv_getUser() == User(id=42, name='Ada')


def unreadable_arguments():
    """A frame whose arguments end too early: the server can still tell where the next one starts."""
    head = b'\x80\x01\x00\x01\x00\x00\x00\x07getUser\x00\x00\x00\x4d'
    whole = head + b'\x08\x00\x01\x00\x00\x00\x2a\x00'
    with open_socket() as end:
        for cut in range(len(head), len(whole)):
            name, kind, seqid, answer = frame_call(end, whole[:cut])
            assert (name, kind, seqid) == ('getUser', TMessageType.EXCEPTION, 0x4D), (name, kind)
            exception = TApplicationException()
            exception.read(answer)
            assert exception.type == TApplicationException.PROTOCOL_ERROR, exception.type
        name, kind, seqid, answer = frame_call(end, whole)
        assert (name, kind, seqid) == ('getUser', TMessageType.REPLY, 0x4D), (name, kind, seqid)
        result = UserService.getUser_result()
        result.read(answer)
        assert result.success == User(id=42, name='Ada'), result


def frame_call(end, message):
    """Sends a frame; the header of the answer, and a protocol that is about to read its body."""
    end.sendall(struct.pack('!i', len(message)) + message)
    (length,) = struct.unpack('!i', receive(end, 4))
    answer = TBinaryProtocol(TMemoryBuffer(receive(end, length)))
    return *answer.readMessageBegin(), answer


def receive(end, count):
    received = b''
    while len(received) < count:
        piece = end.recv(count - len(received))
        assert piece, f'the connection was closed after {len(received)} of {count} bytes'
        received += piece
    return received


def refused(name, garbage):
    """The server closes the connection; it may or may not say why before it does."""
    try:
        answer_until_closed(garbage)
    except TimeoutError:
        raise AssertionError(f'the connection stays open after {name}') from None


def cut_short():
    buffer = TMemoryBuffer()
    UserService.Client(TBinaryProtocol(buffer)).send_getUser(42)
    message = buffer.getvalue()
    frame = struct.pack('!i', len(message)) + message
    with connection(TFramedTransport, TBinaryProtocol) as other:
        for whole in (message, frame):
            for cut in range(len(whole)):
                answer = answer_until_closed(whole[:cut], and_end=True)
                assert answer == b'', f'{answer!r} answers the first {cut} bytes of a message'
            check_user(other)


def answer_until_closed(request, and_end=False):
    """What the server sends until it closes the connection, which need not be gently."""
    answer = b''
    with open_socket() as end, contextlib.suppress(ConnectionResetError, BrokenPipeError):
        end.sendall(request)
        if and_end:
            end.shutdown(socket.SHUT_WR)
        while piece := end.recv(4096):
            answer += piece
    return answer


def open_socket():
    return socket.create_connection((HOST, PORT), timeout=SECONDS)


main()
