"""The methods of ThriftTest: what a server does, and what clients expect of it."""

import struct
import time
import uuid

from thrift.protocol.TBase import TBase
from thrift.protocol.TMultiplexedProtocol import TMultiplexedProtocol
from thrift.Thrift import TApplicationException, TException, TMessageType, TType

from contract import SecondService, ThriftTest
from contract.ttypes import Insanity, Numberz, Xception, Xception2, Xtruct, Xtruct2

# The longest time in which a oneway call must be on its way, in seconds, and how often it is tried.
ONEWAY, ONEWAY_CALLS = 0.2, 3

LANGUAGES = 'język, γλώσσα, язык, עִבְרִית, لغة, भाषा, ไทย, ᎦᏬᏂ, 語言, 언어, 𐌰𐍂𐌶𐌰, 🗣️, 👩🏽‍🏫, e\u0301'
PUNCTUATION = '" \' \\ \\u0041 / </script> \b \f \n \r \t \x7f \u2028 ]] }}} {"1":{"str":"}"}} , :'

# Controls that have no letter of their own in JSON.
CONTROLS = '\0 \x01 \x0b \x1f'

BYTES = bytes(range(256))
DOUBLES = [0.0, 5e-324, 1e-292, 0.000341012439638598, 1.0, 5.2098523, 2.0**32 + 1, 1e307]
LARGE = [7000000000000000123, 2**32, 2**32 + 1, 2**53 - 1, 2**63 - 1]
THING = Xtruct('Zero', 1, -3, -5)
MAP_MAP = {-4: {-4: -4, -3: -3, -2: -2, -1: -1}, 4: {1: 1, 2: 2, 3: 3, 4: 4}}

# What each of these methods gets and returns.
ECHOED = {
    'testString': ['Test', '', LANGUAGES, PUNCTUATION, LANGUAGES * 40],
    'testBool': [True, False],
    'testByte': [0, 1, -1, 42, 127, -128],
    'testI32': [0, 1, -1, 190000013, 2**31 - 1, -(2**31)],
    'testI64': [0, 1, -1, -(2**63), *LARGE, *(-number for number in LARGE)],
    'testDouble': [*DOUBLES, *(-number for number in DOUBLES)],
    'testBinary': [b'', *((BYTES * 512)[:length] for length in (1, 2, 3, 256, 131072))],
    'testStruct': [THING],
    'testNest': [Xtruct2(1, THING, 5)],
    'testEnum': list(Numberz._VALUES_TO_NAMES),
    'testTypedef': [309858235082523],
    'testMap': [{number: number - 10 for number in range(5)}, {}],
    'testStringMap': [{'a': '2', 'b': 'blah', 'some': 'thing', '': 'no key', 'no value': ''}],
    'testSet': [set(), set(range(-2, 3)), set(range(-100, 400))],
    'testList': [[], [2**31 - 1, 0, -(2**31), 0], list(range(5000))],
}

UUIDS = [uuid.UUID(int=number) for number in (0, 1, 2**128 - 1, 0x00112233445566778899AABBCCDDEEFF)]


# --- What a server does ------------------------------------------------------------------------


class Handler:
    """Returns the argument, but in the methods that are here."""

    def __getattr__(self, method):
        return lambda thing: thing

    def testVoid(self):
        pass

    def testMapMap(self, hello):
        return MAP_MAP

    def testInsanity(self, argument):
        return {1: {Numberz.TWO: argument, Numberz.THREE: argument}, 2: {Numberz.SIX: Insanity()}}

    def testMulti(self, arg0, arg1, arg2, arg3, arg4, arg5):
        return Xtruct('Hello2', arg0, arg1, arg2)

    def testException(self, arg):
        if arg == 'Xception':
            raise Xception(1001, arg)
        if arg == 'TException':
            raise TException(arg)

    def testMultiException(self, arg0, arg1):
        if arg0 == 'Xception':
            raise Xception(1001, f'This is an {arg0}')
        if arg0 == 'Xception2':
            raise Xception2(2002, Xtruct(f'This is an {arg0}'))
        return Xtruct(arg1)

    def testOneway(self, secondsToSleep):
        time.sleep(secondsToSleep)


# --- What clients expect ----------------------------------------------------------------------


def check_thrift_test(protocol, controls):
    client = ThriftTest.Client(protocol)
    assert client.testVoid() is None
    for method, values in ECHOED.items():
        for value in values:
            expect(value, getattr(client, method), value)
    if controls:
        expect(CONTROLS, client.testString, CONTROLS)
    for value in UUIDS:
        expect(value, test_uuid, protocol, value)
    expect(MAP_MAP, client.testMapMap, 1)
    insanity = Insanity({Numberz.FIVE: 5, Numberz.EIGHT: 8}, [THING, Xtruct('Hello2', 2, 2, 2)])
    insane = client.testInsanity(insanity)
    # One without any fields: an empty container is not what is absent here.
    assert fields(insane[2].pop(Numberz.SIX)) == ([], []), insane
    assert insane == {1: {Numberz.TWO: insanity, Numberz.THREE: insanity}, 2: {}}, insane
    texts = {1: 'blah', 2: 'thing'}
    multi = (42, 4242, 424242, texts, Numberz.EIGHT, 24)
    expect(Xtruct('Hello2', 42, 4242, 424242), client.testMulti, *multi)
    check_exceptions(client)
    check_oneway(client)


def fields(insanity):
    return list(insanity.userMap or []), list(insanity.xtructs or [])


def expect(wanted, method, *arguments):
    found = method(*arguments)
    right = type(found) is type(wanted) and found == wanted
    if isinstance(wanted, float):
        # Zeros of both signs are equal.
        right = right and struct.pack('>d', found) == struct.pack('>d', wanted)
    call = f'{method.__name__}{arguments!r:.80}'
    assert right, f'{call}: {wanted!r:.80} expected, found {found!r:.80}'


def check_exceptions(client):
    throws(Xception(1001, 'Xception'), client.testException, 'Xception')
    throws(TApplicationException, client.testException, 'TException')
    assert client.testException('success') is None
    several = client.testMultiException
    throws(Xception(1001, 'This is an Xception'), several, 'Xception', 'beside')
    second = throws(Xception2, several, 'Xception2', 'beside')
    assert second.errorCode == 2002, second
    assert second.struct_thing.string_thing == 'This is an Xception2', second
    assert several('success', 'beside').string_thing == 'beside'


def throws(wanted, method, *arguments):
    """Expects an exception, or one of a class."""
    try:
        found = method(*arguments)
    except TException as exception:
        right = type(exception) is wanted or exception == wanted
        assert right, f'{wanted!r} expected, thrown was {exception!r}'
        return exception
    raise AssertionError(f'{wanted!r} expected, found {found!r}')


def check_oneway(client):
    """A oneway call is not waited for, and leaves the connection in step."""
    for _ in range(ONEWAY_CALLS):
        start = time.monotonic()
        client.testOneway(1)
        taken = time.monotonic() - start
        if taken <= ONEWAY:
            break
    assert taken <= ONEWAY, f'testOneway took {taken:.3f} s'
    expect(-1, client.testI32, -1)


def check_services(end):
    """Calls reach the service that they name, and no other."""
    second = TMultiplexedProtocol(end, 'SecondService')
    expect('foo', SecondService.Client(second).secondtestString, 'foo')
    throws(TApplicationException, ThriftTest.Client(second).testVoid)
    throws(TApplicationException, ThriftTest.Client(TMultiplexedProtocol(end, 'nosuch')).testVoid)


def check_that_controls_are_misread(protocol):
    """The library takes what is left of a piece of zlib's for the four digits behind `\\u`.

    Once it does not, both clients can have controls in this setting too.
    """
    client = ThriftTest.Client(protocol)
    try:
        found = client.testString(CONTROLS)
    except ValueError:
        return
    assert found != CONTROLS, 'the library reads controls in JSON over zlib: leave them out no more'


# --- Uuids, which the compiler does not know --------------------------------------------------


class UuidArgument(TBase):
    thrift_spec = (None, (1, TType.UUID, 'thing', None, None))

    def __init__(self, thing=None):
        self.thing = thing


class UuidResult(TBase):
    thrift_spec = ((0, TType.UUID, 'success', None, None),)

    def __init__(self, success=None):
        self.success = success


def test_uuid(protocol, value):
    write_uuid(protocol, TMessageType.CALL, 7, UuidArgument(value))
    found = protocol.readMessageBegin()
    assert found == ('testUuid', TMessageType.REPLY, 7), found
    result = UuidResult()
    result.read(protocol)
    protocol.readMessageEnd()
    return result.success


def process_uuid(_, seqid, source, sink):
    """A method of a processor."""
    argument = UuidArgument()
    argument.read(source)
    source.readMessageEnd()
    write_uuid(sink, TMessageType.REPLY, seqid, UuidResult(argument.thing))


def write_uuid(protocol, kind, seqid, value):
    protocol.writeMessageBegin('testUuid', kind, seqid)
    value.write(protocol)
    protocol.writeMessageEnd()
    protocol.trans.flush()
