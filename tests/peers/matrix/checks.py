"""What a client says that it has checked, and what it should."""

import collections

# As README.md has them, which says what each is.
CHECKS = (
    'ping',
    'echo',
    'bool-list',
    'doubles',
    'negative-zero',
    'arguments',
    'defaults',
    'exceptions',
    'failure',
    'unknown-method',
    'oneway',
    'large',
    'unknown-fields',
    'unknown-enum',
    'unknown-union',
)


def difference(lines, wanted):
    """How the checks that a client has passed differ from those wanted, each once; or nothing."""
    found = collections.Counter(line[3:] for line in lines if line.startswith('ok '))
    wanted = collections.Counter(wanted)
    parts = [('not checked', wanted - found), ('not asked for', found - wanted)]
    return '; '.join(f'{what}: {", ".join(names.elements())}' for what, names in parts if names)
