"""The matrix on the terminal, and as a page of the book."""

import dataclasses
import datetime
import re
import subprocess

from .cells import Cell, possible_cells
from .peers import PROTOCOLS, ROLES, TRANSPORTS

HEAD = """\
# Compatibility

<!-- `tests/peers/run --docs` writes this page. -->

Each library was run against this one, over loopback, in both roles, with the
[checks](../tests/peers/README.md) that every program of the matrix makes: values of every type,
exceptions, oneway calls, messages of a megabyte, and what a newer version of an IDL has that an
older one does not know.

As of {date}, by `tests/peers/run --docs`, with Thrift's compiler {compiler} where the library needs
one:

| library | version |
|---|---|
{versions}

✓ all checks passed. ✓ with a number: all but those of the remark. ✗ they did not. – there is no
such thing in the library, or a remark says why it is of no use.
"""

NAMES = {
    'binary': 'Binary',
    'compact': 'Compact',
    'json': 'JSON',
    'header': 'headers',
    'http': 'HTTP',
}

MARKS = {True: '✓', False: '✗'}


def page(peers, results):
    versions = '\n'.join(f'| {peer.title} | {peer.library()} |' for peer in peers)
    asked = subprocess.run(['thrift', '--version'], stdout=subprocess.PIPE, text=True)
    head = HEAD.format(
        date=datetime.date.today().isoformat(),
        compiler=asked.stdout.split()[-1],
        versions=versions,
    )
    return head + ''.join(section(peer, results) for peer in peers)


def without_day(page):
    return re.sub(r'^As of \S+,', '', page, count=1, flags=re.MULTILINE)


def section(peer, results):
    """The tables of a peer and its remarks."""
    remarks = []
    text = f'\n## {peer.title}\n\n'
    text += table(
        ['TCP', *map(shown, TRANSPORTS)],
        [
            [f'{shown(protocol)}, its {role}']
            + [mark(Cell(peer, role, protocol, kind), results, remarks) for kind in TRANSPORTS]
            for protocol in PROTOCOLS
            for role in ROLES
        ],
    )
    more = rows_of_more(peer, results, remarks)
    text += '\n' + table(['also', *(f'its {role}' for role in ROLES)], more) if more else ''
    for number, remark in enumerate(remarks, 1):
        text += f'\n{number}. {remark}'
    return text.rstrip() + '\n'


def rows_of_more(peer, results, remarks):
    """What is not plain TCP: a row for each pair of cells that differ by the role alone."""
    rows = {}
    for cell in possible_cells(peer):
        if kind := kind_of(cell):
            name = f'{kind}: {shown(cell.protocol)}, {shown(cell.transport)}'
            rows[name] = cell
    return [
        [name, *(mark(dataclasses.replace(cell, role=role), results, remarks) for role in ROLES)]
        for name, cell in rows.items()
    ]


def shown(name):
    return NAMES.get(name, name)


def kind_of(cell):
    if cell.extra.name:
        return cell.extra.name
    if cell.multiplexed:
        return 'multiplexed'
    return {'tcp': '', 'tls': 'TLS', 'unix': 'Unix socket'}[cell.socket]


def mark(cell, results, remarks):
    if not cell.can_be():
        return '–'
    is_there = cell in results
    # Where there is nothing, only why.
    lacks = [lack for lack in cell.lacks() if is_there or not lack.without]
    numbers = sorted(number(lack, remarks) for lack in lacks)
    sign = MARKS[results[cell] is None] if is_there else '–'
    return sign + ''.join(f' ({number})' for number in numbers)


def number(lack, remarks):
    names = ', '.join(f'`{check}`' for check in lack.without)
    remark = f'{names} left out: {lack.why}.' if names else f'{lack.why[0].upper()}{lack.why[1:]}.'
    if remark not in remarks:
        remarks.append(remark)
    return remarks.index(remark) + 1


def table(head, rows):
    lines = [head, ['---'] * len(head), *rows]
    return ''.join(f'| {" | ".join(line)} |\n' for line in lines)


def terminal(peers, results):
    """One line for each peer, protocol and kind of connection."""
    lines = {}
    for cell, failure in results.items():
        kind = kind_of(cell) or 'TCP'
        line = lines.setdefault((cell.peer.name, cell.protocol, kind), {})
        line.setdefault(cell.transport, []).append(f'{cell.role} {MARKS[failure is None]}')
    for peer in peers:
        print(f'\n{peer.title} {peer.library()}')
        for (whose, protocol, kind), transports in lines.items():
            if whose == peer.name:
                cells = '   '.join(f'{name}: {", ".join(ok)}' for name, ok in transports.items())
                print(f'  {kind:22} {protocol:8} {cells}')
