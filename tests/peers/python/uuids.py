"""Client and server of Uuids with Apache Thrift for Python, by hand: its compiler knows no `uuid`.

It has the options of the other peers that say what is spoken, and where.
"""

import argparse
import uuid

from thrift.protocol import TBinaryProtocol, TCompactProtocol, TJSONProtocol
from thrift.server.TServer import TThreadedServer
from thrift.Thrift import TMessageType, TType
from thrift.transport.TSocket import TServerSocket, TSocket
from thrift.transport.TTransport import TBufferedTransportFactory, TFramedTransportFactory

from service import equal

PROTOCOLS = {
    'binary': TBinaryProtocol.TBinaryProtocolFactory,
    'compact': TCompactProtocol.TCompactProtocolFactory,
    'json': TJSONProtocol.TJSONProtocolFactory,
}

TRANSPORTS = {'buffered': TBufferedTransportFactory, 'framed': TFramedTransportFactory}

IDS = [uuid.UUID(int=number) for number in (0, 0x00112233445566778899AABBCCDDEEFF, 2**128 - 1)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('role', choices=['server', 'client'])
    parser.add_argument('--protocol', choices=PROTOCOLS, default='binary')
    parser.add_argument('--transport', choices=TRANSPORTS, default='buffered')
    parser.add_argument('--port', type=int, default=9090)
    options = parser.parse_args()
    protocols = PROTOCOLS[options.protocol]()
    transports = TRANSPORTS[options.transport]()
    if options.role == 'server':
        listener = TServerSocket('127.0.0.1', options.port)
        TThreadedServer(Processor(), listener, transports, protocols, daemon=True).serve()
        return
    transport = transports.getTransport(TSocket('127.0.0.1', options.port))
    transport.open()
    check(protocols.getProtocol(transport))
    transport.close()
    print('ok uuids')


class Processor:
    """As the compiler would make it, were it newer."""

    def on_message_begin(self, function):
        pass

    def process(self, source, sink):
        name, _, seqid = source.readMessageBegin()
        argument = read_struct(source)[1]
        source.readMessageEnd()
        method = name.removeprefix('Uuids:')
        answer = {
            'echo': lambda: (TType.UUID, argument),
            'reverse': lambda: (TType.LIST, argument[::-1]),
            'places': lambda: (TType.MAP, {id: place for place, id in enumerate(argument)}),
        }[method]
        sink.writeMessageBegin(method, TMessageType.REPLY, seqid)
        write_struct(sink, 0, *answer())
        sink.writeMessageEnd()
        sink.trans.flush()


def check(protocol):
    for id in IDS:
        found = call(protocol, 'echo', TType.UUID, id)
        equal('echo', found, id)
    found = call(protocol, 'reverse', TType.LIST, IDS)
    equal('reverse', found, IDS[::-1])
    found = call(protocol, 'places', TType.LIST, IDS)
    equal('places', found, {id: place for place, id in enumerate(IDS)})


def call(protocol, method, kind, argument):
    protocol.writeMessageBegin(f'Uuids:{method}', TMessageType.CALL, 7)
    write_struct(protocol, 1, kind, argument)
    protocol.writeMessageEnd()
    protocol.trans.flush()
    name, kind, seqid = protocol.readMessageBegin()
    equal('answer', (name, kind, seqid), (method, TMessageType.REPLY, 7))
    found = read_struct(protocol)[0]
    protocol.readMessageEnd()
    return found


# --- Values -----------------------------------------------------------------------------------


def write_struct(protocol, id, kind, value):
    """A struct of one field."""
    protocol.writeStructBegin('')
    protocol.writeFieldBegin('', kind, id)
    write_value(protocol, kind, value)
    protocol.writeFieldEnd()
    protocol.writeFieldStop()
    protocol.writeStructEnd()


def write_value(protocol, kind, value):
    if kind == TType.UUID:
        protocol.writeUuid(value)
    elif kind == TType.LIST:
        protocol.writeListBegin(TType.UUID, len(value))
        for id in value:
            protocol.writeUuid(id)
        protocol.writeListEnd()
    else:
        protocol.writeMapBegin(TType.UUID, TType.I32, len(value))
        for id, place in value.items():
            protocol.writeUuid(id)
            protocol.writeI32(place)
        protocol.writeMapEnd()


def read_struct(protocol):
    fields = {}
    protocol.readStructBegin()
    while True:
        _, kind, id = protocol.readFieldBegin()
        if kind == TType.STOP:
            break
        fields[id] = read_value(protocol, kind)
        protocol.readFieldEnd()
    protocol.readStructEnd()
    return fields


def read_value(protocol, kind):
    if kind == TType.UUID:
        return protocol.readUuid()
    if kind == TType.LIST:
        element, length = protocol.readListBegin()
        equal('elements', element if length else TType.UUID, TType.UUID)
        found = [protocol.readUuid() for _ in range(length)]
        protocol.readListEnd()
        return found
    equal('type', kind, TType.MAP)
    key, value, length = protocol.readMapBegin()
    wanted = (TType.UUID, TType.I32)
    equal('keys and values', (key, value) if length else wanted, wanted)
    found = {protocol.readUuid(): protocol.readI32() for _ in range(length)}
    protocol.readMapEnd()
    return found


main()
