"""Has a program read and write what Apache Thrift for Python writes as JSON with names.

simple_json.py PROGRAM

The program gets a text in each line, and answers each with what it read, in Binary and hexadecimal,
and with the text that it writes itself.
"""

import math
import subprocess
import sys

from shelf.ttypes import Author, Book, Genre, Place
from thrift.protocol.TBinaryProtocol import TBinaryProtocol
from thrift.protocol.TJSONProtocol import TSimpleJSONProtocol
from thrift.transport.TTransport import TMemoryBuffer

PROGRAM = sys.argv[1]

# Far more than it takes.
SECONDS = 20

FULL = {
    'owned': True,
    'stars': -5,
    'year': 1923,
    'copies': -(2**31),
    'number': 2**63 - 1,
    'price': -0.1,
    'title': 'Duineser Elegien / "Die erste"\\\n\t\r\b\f\u00fc\u6f22\U0001f980\u2028</>',
    'cover': bytes(range(256)),
    'genre': Genre.POEMS,
    'author': Author(name='Rilke', born=1875),
    'place': Place(lentTo='Ada'),
    'note': '',
    'translators': [Author(name='A'), Author(name='\u00e9', born=-1)],
    'chapters': [[1, -2], [], [3]],
    'tags': {'poetry'},
    'places': {'': Place(shelf=7), 'a"b': Place(lentTo='')},
    'ratings': {-1: 4.5, 2**40: 0.0001},
    'flags': {False: 1, True: 2},
    'shelves': {Genre.ESSAY: [], Genre.NOVEL: ['up', 'down']},
    'prices': {-0.5: 1, 9.99: 2},
    'covers': {b'': 1, b'\x00\xff': 2},
    'nested': {1: {2: {3}, 4: set()}},
}

EMPTY = {
    'owned': False,
    'stars': 0,
    'year': 0,
    'copies': 0,
    'number': 0,
    'price': 0.0,
    'title': '',
    'cover': b'',
    'genre': 0,
    'author': Author(name=''),
    'place': None,
    'note': None,
    **{name: [] for name in ('translators', 'chapters')},
    'tags': set(),
    **{name: {} for name in ('places', 'ratings', 'flags', 'shelves', 'prices', 'covers', 'nested')},
}

# Both write these in the same way.
SAME = {
    'a value with everything': FULL,
    'a value with nothing': EMPTY,
    'numbers of an enum that it does not declare': {**EMPTY, 'genre': 99, 'shelves': {-99: ['']}},
    'the other ends': {**EMPTY, 'number': -(2**63), 'copies': 2**31 - 1, 'stars': 127, 'year': -32768},
}

# Python writes these in a way of its own.
OTHER = {
    'no number': {**EMPTY, 'price': math.nan},
    'infinity': {**EMPTY, 'price': -math.inf, 'ratings': {1: math.inf}},
    'an exponent with a plus or a zero': {**EMPTY, 'price': 1e-07, 'prices': {1e16: 1, 1e300: 2}},
    'control characters': {**EMPTY, 'title': '\x00\x01\x1f', 'note': '\x1c'},
}


def main():
    check(SAME)
    print('ok   JSON with names: what Python writes is read, and written')
    check(OTHER)
    print('ok   JSON with names: what Python writes in its own way is read')
    sparse = {'number': 1, 'author': Author(name='Ada')}
    compare('absent fields', written(Book(**sparse)), Book(**EMPTY | sparse))
    print('ok   JSON with names: what Python does not write has its default')


def check(books):
    for name, fields in books.items():
        book = Book(**fields)
        text = written(book)
        answer = compare(name, text, book)
        is_same = answer == text
        assert is_same == (books is SAME), f'{name}: {text} became {answer}'


def compare(name, text, expected):
    """Has the text read, which must be that of the value; the text that the program writes."""
    assert b'\n' not in text, text
    asked = subprocess.run(
        [PROGRAM], input=text + b'\n', stdout=subprocess.PIPE, timeout=SECONDS, check=True
    )
    data, _, answer = asked.stdout.removesuffix(b'\n').partition(b' ')
    read = Book()
    read.read(TBinaryProtocol(TMemoryBuffer(bytes.fromhex(data.decode()))))
    # By what they look like, since a NaN is not equal to itself.
    assert repr(read) == repr(expected), f'{name}: {expected} became {read}'
    return answer


def written(book):
    buffer = TMemoryBuffer()
    book.write(TSimpleJSONProtocol(buffer))
    return buffer.getvalue()


main()
