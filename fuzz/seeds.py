"""Makes seeds of the vectors in tests/vectors, in the form that each target reads them."""

import pathlib
import re
import zlib

HERE = pathlib.Path(__file__).resolve().parent
VECTORS = HERE.parent / 'tests/vectors'
PROTOCOLS = ['binary', 'compact', 'json']
MESSAGE = re.compile('call|reply|exception')


def main():
    (HERE / 'seeds/idl_text').mkdir(parents=True, exist_ok=True)
    for idl in (HERE.parent / 'tests/corpus').glob('*.thrift'):
        (HERE / 'seeds/idl_text' / idl.name).write_bytes(idl.read_bytes())
    for vector in (VECTORS / 'header').glob('*.hex'):
        data = read(vector)
        put('arrivals', vector.stem, bytes([1, 2, 3]) + data)
        framed = len(data).to_bytes(4, 'big') + data
        put('arrivals', f'{vector.stem}-framed', bytes([1, 2, 3]) + framed)
        put('arrivals', f'{vector.stem}-zlib', bytes([4, 5, 6]) + zlib.compress(data))
    for vector in sorted(VECTORS.glob('*/*.*.hex')):
        if vector.parent.name == 'header':
            continue
        name, protocol, _ = vector.name.split('.')
        data = read(vector)
        number = PROTOCOLS.index(protocol)
        writer = f'{vector.parent.name}-{name}-{protocol}'
        if MESSAGE.match(name):
            # The lengths of the chunks are in front.
            put('scan', writer, bytes([1, 2, 3]) + data)
            put('arrivals', writer, bytes([1, 2, 3]) + data)
            put('arrivals', f'{writer}-zlib', bytes([4, 5, 6]) + zlib.compress(data))
            continue
        for target in ['decode', 'roundtrip', 'skip', 'value', 'differential']:
            put(target, writer, bytes([number]) + data)
        if protocol == 'json':
            put('json', writer, data)
    for vector in (VECTORS / 'simple_json').glob('*.hex'):
        put('simple_json', vector.stem, read(vector))


def read(vector):
    return bytes.fromhex(''.join(vector.read_text().split()))


def put(target, name, data):
    folder = HERE / 'seeds' / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


main()
