"""The kinds of query, each with what its answer must be.

Each function makes a check: its kind, the place that it asks about, and a function that asks an
editor and raises a `Failure` when the answer is not the expected one.
"""

from typing import Callable, NamedTuple

from lsp import Failure


# How rust-analyzer says that it will not rename.
REFUSALS = ['No references found', 'No identifier available to rename']


# Paths of what no user can name.
HIDDEN = ['::thrift::private', '__thrift']


class Check(NamedTuple):
    kind: str
    place: str
    ask: Callable


def hover(place, *parts):
    def ask(editor):
        answer = editor.at('textDocument/hover', place)
        contains(answer['contents']['value'] if answer else '', parts)

    return Check('hover', place, ask)


def hover_once(place, *parts):
    """A declaration that is shown once, although the expansion mentions it more often."""

    def ask(editor):
        answer = editor.at('textDocument/hover', place)
        text = answer['contents']['value'] if answer else ''
        contains(text, parts)
        if any(text.count(part) != 1 for part in parts):
            raise Failure(f'says more than once what it says:\n{text}')

    return Check('hover', place, ask)


def explained(place, *parts):
    """A word of the language shows its page, and leads to it."""

    def ask(editor):
        hover(place, *parts).ask(editor)
        first = (editor.at('textDocument/definition', place) or [None])[0]
        if not first or not first['uri'].endswith('thrift-core/src/private/idl.rs'):
            raise Failure(f'leads to {first}')

    return Check('keyword', place, ask)


def defined(place, expected, by_macro=False):
    """The name is at a place of the IDL; one that the macro has made is at the macro as well."""

    def ask(editor):
        answer = editor.at('textDocument/definition', place)
        starts = [editor.start(location) for location in answer or []]
        wanted = editor.start(editor.places[expected])
        if wanted not in starts[:1] or len(starts) != 1 + by_macro:
            raise Failure(f'leads to {editor.shown(answer)}, not to `{expected}`')

    return Check('definition', place, ask)


def type_defined(place, expected, by_macro=False):
    """The type of a value or a field, and of a type itself; one with parameters leads to theirs as
    well, which may be anywhere."""

    def ask(editor):
        answer = editor.at('textDocument/typeDefinition', place) or []
        answer = [it for it in answer if editor.is_of_macro(it) or editor.is_ours(it)]
        of_macro = [location for location in answer if editor.is_of_macro(location)]
        editor.compare([it for it in answer if it not in of_macro], [expected])
        if bool(of_macro) != by_macro:
            raise Failure(f'leads to {editor.shown(answer)}')

    return Check('type definition', place, ask)


def implemented(place, *expected, by_macro=True):
    """What implements a trait or a function of it, or stands in an `impl` of a type; what the macro
    has made of that is where the block is."""

    def ask(editor):
        answer = editor.at('textDocument/implementation', place) or []
        of_macro = [location for location in answer if editor.is_of_macro(location)]
        editor.compare([it for it in answer if it not in of_macro], expected)
        if bool(of_macro) != by_macro:
            raise Failure(f'leads to {editor.shown(answer)}')

    return Check('implementation', place, ask)


def used(place, *expected):
    def ask(editor):
        context = {'context': {'includeDeclaration': True}}
        answer = editor.at('textDocument/references', place, **context)
        editor.compare(answer or [], expected)

    return Check('references', place, ask)


def highlighted(place, *expected):
    """All of the same name in one file."""

    def ask(editor):
        uri = editor.places[place]['uri']
        answer = editor.at('textDocument/documentHighlight', place) or []
        editor.compare([{'uri': uri, 'range': it['range']} for it in answer], expected)

    return Check('highlight', place, ask)


def can_be_renamed(place):
    """An editor asks before it asks for a new name."""

    def ask(editor):
        answer = editor.at('textDocument/prepareRename', place)
        editor.compare([{'uri': editor.places[place]['uri'], 'range': answer}], [place])

    return Check('prepare rename', place, ask)


def cannot_be_renamed(place):
    def ask(editor):
        try:
            answer = editor.at('textDocument/prepareRename', place)
        except Failure as failure:
            if any(reason in str(failure) for reason in REFUSALS):
                return
            raise
        raise Failure(f'may be renamed, at {answer}')

    return Check('prepare rename', place, ask)


def renamed(place, *expected):
    def ask(editor):
        answer = editor.at('textDocument/rename', place, newName='changed')
        edits = [
            {'uri': change['textDocument']['uri'], 'range': edit['range']}
            for change in answer['documentChanges']
            for edit in change['edits']
        ]
        editor.compare(edits, expected)

    return Check('rename', place, ask)


def refused(place):
    """No new name is better than half of one."""

    def ask(editor):
        try:
            answer = editor.at('textDocument/rename', place, newName='changed')
        except Failure as failure:
            if any(reason in str(failure) for reason in REFUSALS):
                return
            raise
        raise Failure(f'is renamed, by {answer}')

    return Check('no rename', place, ask)


def completes(place, *expected):
    def ask(editor):
        answer = editor.behind('textDocument/completion', place)
        labels = [item['label'] for item in answer['items']] if answer else []
        missing = [label for label in expected if not any(it.startswith(label) for it in labels)]
        if missing:
            raise Failure(f'{", ".join(missing)} not among {len(labels)} offered: {labels}')

    return Check('completion', place, ask)


def signature(place, *parts):
    def ask(editor):
        answer = editor.at('textDocument/signatureHelp', place)
        contains(answer['signatures'][0]['label'] if answer else '', parts)

    return Check('signature', place, ask)


def outlined(file, *expected):
    """The symbols of a file: those inside of another are behind its name and a dot."""

    def ask(editor):
        document = {'textDocument': {'uri': editor.uri(file)}}
        symbols = editor.server.request('textDocument/documentSymbol', document)
        names = list(outline(symbols))
        if names != list(expected):
            raise Failure(f'{names}, not {list(expected)}')

    return Check('document symbol', file, ask)


def outline(symbols, outer=''):
    for symbol in symbols:
        name = outer + symbol['name']
        yield name
        yield from outline(symbol.get('children') or [], f'{name}.')


def found(name, expected):
    """By its name, in the whole workspace."""

    def ask(editor):
        symbols = editor.server.request('workspace/symbol', {'query': name}) or []
        locations = [symbol['location'] for symbol in symbols if symbol['name'] == name]
        editor.compare(locations, [expected])

    return Check('symbol', expected, ask)


def reports(file, *expected):
    def ask(editor):
        reported = [
            ({'uri': editor.uri(file), 'range': it['range']}, it['message'] + str(it.get('code')))
            for it in editor.diagnostics(file, len(expected))
        ]
        for place, part in expected:
            wanted = editor.places[place]
            if not any(wanted == location and part in text for location, text in reported):
                raise Failure(f'nothing about {part!r} at `{place}`: {reported}')
        if len(reported) > len(expected):
            raise Failure(f'more than {len(expected)}: {reported}')

    return Check('diagnostics', file, ask)


def contains(text, parts):
    # What the core crate says about its own insides is no answer to anything.
    if 'All that expansions may name' in text:
        raise Failure(f'shows what is behind the expansion:\n{text}')
    hidden = [path for path in HIDDEN if path in text]
    if hidden:
        raise Failure(f'{hidden} in\n{text}')
    missing = [part for part in parts if part not in text]
    if missing:
        raise Failure(f'{missing} not in\n{text or "nothing"}')
