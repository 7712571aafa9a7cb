"""What each peer has, what it lacks, and why."""

import dataclasses
import subprocess

from .checks import CHECKS

ROLES = ('client', 'server')
PROTOCOLS = ('binary', 'compact', 'json', 'header')
TRANSPORTS = ('buffered', 'framed', 'zlib', 'http')
SOCKETS = ('tcp', 'tls', 'unix')

@dataclasses.dataclass(frozen=True)
class Lack:
    """What a peer does not do in cells of these kinds: checks, or the cells as a whole."""

    why: str
    without: tuple = ()
    roles: tuple = ROLES
    protocols: tuple = PROTOCOLS
    transports: tuple = TRANSPORTS
    sockets: tuple = SOCKETS
    multiplexed: tuple = (False, True)
    # With these options alone; and with these it does.
    only: tuple = ()
    unless: tuple = ()
    # The program of the peer makes up for it: nothing is left out.
    overcome: bool = False
    # The checks pass at times: that they do tells nothing.
    at_times: bool = False

    def __post_init__(self):
        # A client would take no notice of a name that is wrong.
        if unknown := set(self.without) - set(CHECKS):
            raise ValueError(f'no check has the name {", ".join(sorted(unknown))}')

    def holds(self, cell):
        return (
            cell.extra.program == 'peer'
            and cell.role in self.roles
            and cell.protocol in self.protocols
            and cell.transport in self.transports
            and cell.socket in self.sockets
            and cell.multiplexed in self.multiplexed
            and set(self.only) <= set(cell.extra.options)
            and not set(self.unless) & set(cell.extra.options)
        )


@dataclasses.dataclass(frozen=True)
class Extra:
    """Cells with options of one peer alone, or with another program of it."""

    name: str
    options: tuple = ()
    program: str = 'peer'
    # Those of our client.
    our_options: tuple = ()
    checks: tuple = CHECKS
    roles: tuple = ROLES
    protocols: tuple = ('binary', 'compact')
    transports: tuple = ('buffered', 'framed')


# What is inside of headers is Binary otherwise.
COMPACT_INSIDE = Extra(
    'Compact inside',
    ('--inside', 'compact'),
    our_options=('--inside', 'compact'),
    protocols=('header',),
    transports=('buffered',),
)


@dataclasses.dataclass(frozen=True)
class Peer:
    """An implementation; its name is that of its folder."""

    name: str
    title: str
    # Its version, or the Debian package that has it.
    version: str = ''
    package: str = ''
    protocols: tuple = PROTOCOLS
    transports: tuple = TRANSPORTS
    lacks: tuple = ()
    extras: tuple = ()

    def library(self):
        return self.version or debian_version(self.package)


def debian_version(package):
    """The version of what is packaged, without that of the package."""
    asked = ['dpkg-query', '--show', '--showformat', '${Version}', package]
    found = subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=True).stdout
    return found.rpartition('-')[0]


PYTHON = Peer(
    'python',
    'Apache Thrift for Python',
    version='0.25.0',
    lacks=(
        Lack(
            'it takes unknown bytes for a text, and fails when they are not UTF-8; its protocols '
            'in C do not',
            without=('unknown-fields',),
            protocols=('binary', 'compact'),
            unless=('--accelerated',),
        ),
        Lack(
            'its non-blocking server closes the connection when bytes arrive that are a multiple '
            'of 8 KiB, which those of a long message are by chance',
            without=('large',),
            only=('--server', 'nonblocking'),
            at_times=True,
        ),
    ),
    extras=(
        COMPACT_INSIDE,
        Extra('protocols in C', ('--accelerated',)),
        Extra('`TThreadPoolServer`', ('--server', 'pool'), roles=('server',)),
        Extra(
            '`TNonblockingServer`',
            ('--server', 'nonblocking'),
            roles=('server',),
            protocols=('binary', 'compact', 'json'),
            transports=('framed',),
        ),
        Extra(
            'the type `uuid`',
            program='uuids',
            our_options=('--uuids',),
            checks=('uuids',),
            protocols=('binary', 'compact', 'json'),
        ),
    ),
)

THRIFTPY2 = Peer(
    'thriftpy2',
    'thriftpy2',
    version='0.7.1',
    protocols=('binary', 'compact', 'json'),
    transports=('buffered', 'framed', 'http'),
    lacks=(
        Lack(
            'its protocol for JSON takes the first message of a connection for all that follow, '
            'unless it is made anew for each; here it is made to forget them',
            protocols=('json',),
            overcome=True,
        ),
        Lack(
            'its JSON writes no list of maps of lists, and no map with enums for keys',
            without=('echo', 'bool-list', 'unknown-fields'),
            protocols=('json',),
        ),
        Lack(
            'its JSON reads no list of doubles',
            without=('doubles', 'negative-zero'),
            protocols=('json',),
        ),
        Lack(
            'its JSON takes more than a minute for messages of a megabyte',
            without=('large',),
            protocols=('json',),
        ),
        Lack(
            'its JSON fails at fields that it does not know',
            without=('unknown-union',),
            roles=('client',),
            protocols=('json',),
        ),
        Lack(
            'its JSON fails at fields that it does not know',
            without=('unknown-enum', 'unknown-union'),
            roles=('server',),
            protocols=('json',),
        ),
        Lack(
            'its server closes the connection when a handler fails',
            without=('failure',),
            roles=('server',),
        ),
        Lack(
            'its server closes the connection when a service under a name lacks the method',
            without=('unknown-method',),
            roles=('server',),
            multiplexed=(True,),
        ),
        Lack(
            'its HTTP server has no TLS', roles=('server',), transports=('http',), sockets=('tls',)
        ),
    ),
)

NODE = Peer(
    'node',
    'Apache Thrift for Node.js',
    version='0.24.0',
    transports=('buffered', 'framed', 'http'),
    lacks=(
        Lack(
            'it reads every element of a list of truth values in Compact as false',
            without=('bool-list',),
            protocols=('compact',),
        ),
        Lack(
            'its client sends no headers, but Binary alone',
            roles=('client',),
            protocols=('header',),
        ),
        Lack('it writes -0.0 as 0', without=('negative-zero',)),
        Lack(
            'its HTTP server answers no oneway call',
            without=('oneway',),
            roles=('server',),
            transports=('http',),
        ),
    ),
)

CPP = Peer(
    'cpp',
    'Apache Thrift for C++',
    package='libthrift-dev',
    lacks=(
        Lack(
            'over HTTP its server answers no oneway call, and its client takes the answer to one '
            'for that to the next call',
            without=('oneway',),
            transports=('http',),
        ),
        Lack(
            'its messages with headers are not to be compressed in this version',
            protocols=('header',),
            transports=('zlib',),
        ),
    ),
    extras=(COMPACT_INSIDE,),
)

GO = Peer(
    'go', 'Apache Thrift for Go', package='golang-thrift-dev', extras=(COMPACT_INSIDE,)
)

JAVA = Peer(
    'java',
    'Apache Thrift for Java',
    package='libthrift-java',
    protocols=('binary', 'compact', 'json'),
    lacks=(
        Lack('its HTTP server is a servlet', roles=('server',), transports=('http',)),
        Lack('it knows no sockets in the file system', sockets=('unix',)),
        Lack(
            'it drops values of enums that it does not know',
            without=('unknown-enum',),
            roles=('server',),
        ),
    ),
)

RUST = Peer(
    'rust',
    'Apache Thrift for Rust',
    version='0.25.0',
    protocols=('binary', 'compact'),
    transports=('buffered', 'framed'),
    lacks=(
        Lack(
            'its `Default` knows no default values of the IDL',
            without=('defaults',),
        ),
        Lack(
            'the code of compiler 0.17 cannot read a union with a member that it does not know',
            without=('unknown-union',),
        ),
        Lack(
            'its server closes the connection when it does not know a method',
            without=('unknown-method',),
            roles=('server',),
            protocols=('binary',),
        ),
        Lack(
            'its server closes the connection when it does not know a method',
            without=('unknown-method',),
            roles=('server',),
            protocols=('compact',),
            at_times=True,
        ),
    ),
)

ALL = (PYTHON, THRIFTPY2, NODE, CPP, GO, JAVA, RUST)
