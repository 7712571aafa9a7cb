"""What programs in Python answer, and what they check, whichever library they have.

`types` is the module with the types of conformance.thrift: each library makes its own.
"""

import math
import sys
import time

CHECKS = (
    *('ping', 'echo', 'bool-list', 'doubles', 'negative-zero', 'arguments', 'defaults'),
    *('exceptions', 'failure', 'unknown-method', 'oneway', 'large'),
    *('unknown-fields', 'unknown-enum', 'unknown-union'),
)

# How long three notifications may take.
SECONDS = 2


class Mismatch(Exception):
    """What was found instead. It is no `assert`, which can be turned off."""


class Handler:
    def __init__(self, types):
        self.types = types
        self.events = []

    def ping(self):
        pass

    def notifications(self):
        return len(self.events)

    def echo(self, everything):
        return everything

    def echo_doubles(self, doubles):
        return doubles

    def echo_blob(self, blob):
        return blob

    def sum(self, values):
        return sum(values)

    def subtract(self, minuend, subtrahend):
        return minuend - subtrahend

    def defaults(self):
        return self.types.Defaults()

    def greet(self, name):
        if name == 'enemy':
            raise self.types.NotFriendly(code=7, reason='go away')
        if name == 'crowd':
            raise self.types.Busy(seconds=30, color=self.types.Color.GREEN)
        if name == 'boom':
            raise RuntimeError('boom')
        return f'Hello, {name}!'

    def admit(self, code):
        if code:
            raise self.types.NotFriendly(code=code, reason='refused')

    def notify(self, event):
        self.events.append(event)

    def evolve(self, person):
        return person

    def newest(self):
        return newer_person(self.types, self.types.NewerColor.GOLD)

    def count(self, shapes):
        return len(shapes)

    def shapes(self):
        label = self.types.NewerShape
        return [label(label='first'), circle(self.types), label(label='last')]


def everything(types, **fields):
    values = dict(
        yes=True,
        tiny=-8,
        small=-16000,
        medium=2000000000,
        large=-1234567890123456789,
        real=-5.2098523,
        text='h\u00e9llo \u2713 \U0001f980 "\\\n\t\x01\x7f',
        blob=bytes(range(256)),
        color=types.Color.VIOLET,
        instant=2**62 + 1,
        ints=[0, 1, -1, 63, 64, -65, 2**31 - 1, -(2**31)],
        words={'a', 'bb', ''},
        counts={'one': 1, 'big': 2**40, 'neg': -1},
        nested=[{1: ['x', 'y']}, {}, {-5: []}],
        shape=types.Shape(numbers=[1, 2, 3]),
        far='far',
        maybe=False,
        flags=[],
        path=[types.Point(x=0.0, y=0.5), types.Point(x=-1.0, y=1e300)],
        points={-1: types.Point(x=1.0, y=2.0), 7: types.Point(x=3.0, y=4.0)},
        names={types.Color.RED: 'red', types.Color.VIOLET: 'violet'},
        numbers={-1, 0, 2**53 + 1},
        no_list=[],
        no_set=set(),
        no_map={},
        empty=types.Empty(),
        farthest=32767,
    )
    return types.Everything(**{**values, **fields})


def newer_person(types, favourite):
    return types.NewerPerson(
        name='Ada',
        favourite=favourite,
        human=True,
        tiny=-1,
        small=-2,
        medium=3,
        large=-4,
        real=0.5,
        blob=b'\x00\xff',
        nested=[{'circle': circle(types)}],
        numbers={1, 2},
        flags=[True, False],
        everything=everything(types),
        far='far',
    )


def circle(types):
    center = types.Point(x=1.0, y=2.0)
    return types.NewerShape(circle=types.Circle(center=center, radius=3.0))


class Checks:
    """`service` and `other` are clients of Conformance and OtherVersion, on one connection."""

    def __init__(self, types, service, other, application_exception):
        self.types = types
        self.service = service
        self.other = other
        self.application_exception = application_exception

    def run(self, without):
        for name in CHECKS:
            if name in without:
                continue
            try:
                getattr(self, name.replace('-', '_'))()
            except Exception as failure:
                sys.exit(f'{name}: {type(failure).__name__}: {failure}')
            print(f'ok {name}', flush=True)

    def ping(self):
        self.service.ping()

    def echo(self):
        self.echoes(everything(self.types))

    def bool_list(self):
        self.echoes(everything(self.types, flags=[True, False, True]))

    def echoes(self, sent):
        found = vars(self.service.echo(sent))
        for name, wanted in vars(sent).items():
            # One library has lists for sets.
            kind = set if isinstance(wanted, set) else lambda value: value
            equal(name, kind(found[name]), wanted)

    def doubles(self):
        sent = [0.0, 5e-324, sys.float_info.max, -5.2098523, math.inf, -math.inf, math.nan]
        # By what they look like: NaN is not equal to itself.
        equal('echo_doubles', repr(self.service.echo_doubles(sent)), repr(sent))

    def negative_zero(self):
        # By what it looks like: -0.0 is equal to 0.
        equal('echo_doubles', repr(self.service.echo_doubles([-0.0])), repr([-0.0]))

    def arguments(self):
        equal('subtract', self.service.subtract(minuend=50, subtrahend=8), 42)

    def defaults(self):
        equal('defaults', self.service.defaults(), self.types.Defaults())

    def exceptions(self):
        equal('greet', self.service.greet('World'), 'Hello, World!')
        not_friendly, busy = self.types.NotFriendly, self.types.Busy
        caught = raised(not_friendly, self.service.greet, 'enemy')
        equal('enemy', (caught.code, caught.reason), (7, 'go away'))
        self.ping()
        caught = raised(busy, self.service.greet, 'crowd')
        equal('crowd', (caught.seconds, caught.color), (30, self.types.Color.GREEN))
        self.ping()
        equal('admit', self.service.admit(0), None)
        caught = raised(not_friendly, self.service.admit, 3)
        equal('admit', (caught.code, caught.reason), (3, 'refused'))
        self.ping()

    def failure(self):
        raised(self.application_exception, self.service.greet, 'boom')
        self.ping()

    def unknown_method(self):
        raised(self.application_exception, self.other.missing)
        self.ping()

    def oneway(self):
        wanted = self.service.notifications() + 3
        for _ in range(3):
            self.service.notify('event')
        end = time.monotonic() + SECONDS
        while self.service.notifications() != wanted and time.monotonic() < end:
            time.sleep(0.005)
        equal('notifications', self.service.notifications(), wanted)

    def large(self):
        blob = bytes(index * 7 % 251 for index in range(2**20))
        if self.service.echo_blob(blob) != blob:
            raise Mismatch('other bytes came back')
        equal('sum', self.service.sum(list(range(100_000))), 4_999_950_000)

    def unknown_fields(self):
        found = self.other.evolve(newer_person(self.types, self.types.NewerColor.GREEN))
        equal('evolve', (found.name, found.favourite), ('Ada', self.types.Color.GREEN))
        equal('newest', self.other.newest().name, 'Ada')

    def unknown_enum(self):
        gold = self.types.NewerPerson(name='Ada', favourite=self.types.NewerColor.GOLD)
        found = self.other.evolve(gold)
        equal('evolve', found.favourite, 99)

    def unknown_union(self):
        label = self.types.NewerShape(label='label')
        equal('count', self.other.count([label, circle(self.types), label]), 3)
        first, _, last = self.other.shapes()
        equal('shapes', (first.label, last.label), ('first', 'last'))


def equal(what, found, wanted):
    if found != wanted:
        raise Mismatch(f'{what}: {wanted!r} expected, found {found!r}')


def raised(kind, call, *arguments):
    try:
        found = call(*arguments)
    except kind as caught:
        return caught
    raise Mismatch(f'{kind.__name__} expected, found {found!r}')
