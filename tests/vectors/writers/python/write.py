"""Makes the calls that stand on its input to a protocol of Apache Thrift for Python.

write.py binary|compact|json|header-binary|header-compact|header-zlib
"""

import struct
import sys
import uuid

from thrift.protocol.TBinaryProtocol import TBinaryProtocol
from thrift.protocol.TCompactProtocol import TCompactProtocol
from thrift.protocol.THeaderProtocol import THeaderProtocol
from thrift.protocol.TJSONProtocol import TJSONProtocol
from thrift.Thrift import TType
from thrift.transport.THeaderTransport import (
    THeaderClientType,
    THeaderSubprotocolID,
    THeaderTransformID,
)
from thrift.transport.TTransport import TMemoryBuffer

# What goes beside each message that has headers.
HEADERS = {b'tenant': b'7', 'größe'.encode(): b'\xff\x00', b'empty': b''}


def header(protocol, *transforms):
    def made(buffer):
        out = THeaderProtocol(buffer, (THeaderClientType.HEADERS,), protocol)
        for name, value in HEADERS.items():
            out.set_header(name, value)
        for transform in transforms:
            out.add_transform(transform)
        return out

    return made


PROTOCOLS = {
    'binary': TBinaryProtocol,
    'compact': TCompactProtocol,
    'json': TJSONProtocol,
    'header-binary': header(THeaderSubprotocolID.BINARY),
    'header-compact': header(THeaderSubprotocolID.COMPACT),
    'header-zlib': header(THeaderSubprotocolID.BINARY, THeaderTransformID.ZLIB),
}
NAMES = {'i8': 'BYTE', 'binary': 'STRING'}


def ttype(name):
    return getattr(TType, NAMES.get(name, name.upper()))


def octets(text):
    return b'' if text == '-' else bytes.fromhex(text)


def main():
    buffer = TMemoryBuffer()
    out = PROTOCOLS[sys.argv[1]](buffer)
    calls = {
        'message': lambda name, kind, seqid: out.writeMessageBegin(name, int(kind), int(seqid)),
        'struct': lambda: out.writeStructBegin(''),
        'field': lambda kind, number: out.writeFieldBegin('', ttype(kind), int(number)),
        'list': lambda item, size: out.writeListBegin(ttype(item), int(size)),
        'set': lambda item, size: out.writeSetBegin(ttype(item), int(size)),
        'map': lambda key, value, size: out.writeMapBegin(ttype(key), ttype(value), int(size)),
        'bool': lambda value: out.writeBool(value == '1'),
        'i8': lambda value: out.writeByte(int(value)),
        'i16': lambda value: out.writeI16(int(value)),
        'i32': lambda value: out.writeI32(int(value)),
        'i64': lambda value: out.writeI64(int(value)),
        'double': lambda bits: out.writeDouble(struct.unpack('>d', bytes.fromhex(bits))[0]),
        'string': lambda text: out.writeString(octets(text).decode()),
        'binary': lambda text: out.writeBinary(octets(text)),
        'uuid': lambda text: out.writeUuid(uuid.UUID(text)),
    }
    ends = {
        'message': out.writeMessageEnd,
        'field': out.writeFieldEnd,
        'list': out.writeListEnd,
        'set': out.writeSetEnd,
        'map': out.writeMapEnd,
    }
    for line in sys.stdin:
        name, *operands = line.split('#')[0].split() or ['']
        if name == 'end' and operands == ['struct']:
            out.writeFieldStop()
            out.writeStructEnd()
        elif name == 'end':
            ends[operands[0]]()
        elif name:
            calls[name](*operands)
    out.trans.flush()
    print(buffer.getvalue().hex())


main()
