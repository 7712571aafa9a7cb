"""The cells of the matrix: one peer in one role, and all that the two ends choose."""

import dataclasses

from .peers import ROLES, Extra, Peer

# What goes over TLS and Unix sockets, and under a name: enough to see that nothing depends on it.
OVER_TLS = (('binary', 'framed'), ('compact', 'buffered'), ('binary', 'http'))
OVER_UNIX = (('binary', 'buffered'), ('compact', 'framed'))
UNDER_A_NAME = (
    ('binary', 'buffered'),
    ('binary', 'framed'),
    ('compact', 'framed'),
    ('json', 'framed'),
    ('header', 'buffered'),
)


@dataclasses.dataclass(frozen=True)
class Cell:
    peer: Peer
    # That of the peer.
    role: str
    protocol: str
    transport: str
    socket: str = 'tcp'
    multiplexed: bool = False
    extra: Extra = Extra('')
    # The check that is made alone, of those that are left out.
    alone: str = ''

    def __str__(self):
        """As known_failures.txt has it."""
        words = [self.peer.name, self.role, self.protocol, self.transport]
        words += [self.socket] if self.socket != 'tcp' else []
        words += ['multiplexed'] if self.multiplexed else []
        words += [self.extra.program] if self.extra.program != 'peer' else []
        words += self.extra.options
        return ' '.join([*words, *(['alone', self.alone] if self.alone else [])])

    def lacks(self):
        """What is known not to work here."""
        return [lack for lack in self.peer.lacks if lack.holds(self)]

    def can_be(self):
        """Whether the peer has what it is of."""
        return (
            self.protocol in self.peer.protocols
            and self.transport in self.peer.transports
        )

    def is_there(self):
        """Whether it works, as a whole or in part."""
        return self.can_be() and all(lack.without or lack.overcome for lack in self.lacks())

    def options(self):
        """What both ends are told."""
        options = ['--protocol', self.protocol, '--transport', self.transport]
        options += ['--ssl'] if self.socket == 'tls' else []
        return options + (['--multiplex'] if self.multiplexed else [])

    def peer_options(self):
        return [*self.options(), *self.extra.options]

    def our_options(self):
        return [*self.options(), *self.extra.our_options]

    def checks(self):
        """Those that are."""
        if self.alone:
            return (self.alone,)
        left_out = {check for lack in self.lacks() for check in lack.without}
        return tuple(check for check in self.extra.checks if check not in left_out)

    def without(self):
        """For the client."""
        checks = self.checks()
        left_out = [check for check in self.extra.checks if check not in checks]
        return [word for check in left_out for word in ('--without', check)]


def cells_of(peer):
    """Every cell that works."""
    return [cell for cell in possible_cells(peer) if cell.is_there()]


def left_out_of(peer):
    """What is left out: each such cell, and each such check of the others."""
    for cell in possible_cells(peer):
        if not cell.is_there():
            yield cell
            continue
        surely = [lack.without for lack in cell.lacks() if not lack.at_times]
        for check in sorted({check for without in surely for check in without}):
            yield dataclasses.replace(cell, alone=check)


def possible_cells(peer):
    """Every cell that the peer has, or would have but for what it lacks."""
    found = [
        Cell(peer, role, protocol, transport)
        for protocol in peer.protocols
        for transport in peer.transports
        for role in ROLES
    ]
    for pairs, kind in (
        (OVER_TLS, {'socket': 'tls'}),
        (OVER_UNIX, {'socket': 'unix'}),
        (UNDER_A_NAME, {'multiplexed': True}),
    ):
        found += [Cell(peer, role, *pair, **kind) for pair in pairs for role in ROLES]
    for extra in peer.extras:
        found += [
            Cell(peer, role, protocol, transport, extra=extra)
            for protocol in extra.protocols
            for transport in extra.transports
            for role in extra.roles
        ]
    return [cell for cell in found if cell.can_be()]
