"""Jaeger's clients and our UDP server: that for Node sends Binary, that for Python Compact."""

import base64
import json
import shutil
import subprocess

import common
from common import HERE, WORK, Failure, equal, ok

FOLDER = HERE / 'jaeger'
NPM = WORK / 'npm'
NODE_CLIENT = 'jaeger-client@3.19.0'

# It imports six, and does not say so.
PYTHON_CLIENT = ('jaeger-client==4.8.0', 'six==1.17.0')

# The IDL of the agent, in the package for Node.
IDL = [NPM / 'node_modules/jaeger-client/dist/src/jaeger-idl/thrift' / name
       for name in ('agent.thrift', 'jaeger.thrift', 'zipkincore.thrift')]

STRING, DOUBLE, BOOL, LONG, BINARY = range(5)
REFERENCES = {'child': 0, 'follows': 1}


def prepare():
    common.program('node', 'Node, such as the package nodejs')
    common.program('npm', 'the package npm')
    common.python_packages(*PYTHON_CLIENT)
    if not IDL[0].exists():
        NPM.mkdir(parents=True, exist_ok=True)
        common.need(['npm', 'install', '--silent', '--no-fund', '--no-audit', '--prefix', NPM,
                     NODE_CLIENT])
    for file in IDL:
        copy = FOLDER / 'idl' / file.name
        if not copy.exists():
            copy.parent.mkdir(exist_ok=True)
            shutil.copy(file, copy)
    common.build(FOLDER / 'Cargo.toml')


def run(groups):
    agent = common.built('jaeger-agent')
    groups.run('spans of the client for Node', spans, agent, 'Binary', node_tag,
               lambda port: ['node', FOLDER / 'spans.js', NPM, str(port)])
    groups.run('spans of the client for Python', spans, agent, 'Compact', python_tag,
               lambda port: [common.PYTHON, FOLDER / 'spans.py', str(port)])


def spans(agent, protocol, tag, client):
    """Every field of every span that a client has sent, in the order of sending."""
    with common.process(f'jaeger-agent-{protocol}', [agent], stdin=subprocess.PIPE) as child:
        _, port = common.serving(child, 'the agent')
        sent = json.loads(common.output(client(port)))
        # It takes what has arrived before it ends.
        child.stdin.close()
        lines = common.rest_of(child, 'the agent')
    found, wanted = [], [span(it, tag) for it in sent['spans']]
    process = {'serviceName': sent['service'], 'tags': [tag(*it) for it in sent['tags']]}
    for line, batch in zip(lines[::2], lines[1::2]):
        equal('the protocol', line, protocol)
        batch = json.loads(batch)
        equal('the process', batch['process'], process)
        found += batch['spans']
    datagrams = len(lines) // 2
    equal('spans', len(found), len(wanted))
    for it, other in zip(found, wanted):
        for field in sorted({*it, *other}):
            equal(f'{field} of {other["operationName"]}', it.get(field), other.get(field))
    if datagrams < 2:
        raise Failure('all spans have come in one datagram')
    fields = {field for it in found for field in it}
    return ok(f'Jaeger, {protocol}: {len(found)} spans in {datagrams} datagrams, each of their '
              f'{len(fields)} fields')


def span(sent, tag):
    """A span as it is to arrive."""
    high, low = words(sent['traceId'])
    is_root = sent['parentId'] is None
    # What the client adds by itself to a span that began by itself.
    sampler = [('sampler.type', 'const'), ('sampler.param', True)] if is_root else []
    wanted = {
        'traceIdLow': low,
        'traceIdHigh': high,
        'spanId': words(sent['spanId'])[1],
        'parentSpanId': 0 if is_root else words(sent['parentId'])[1],
        'operationName': sent['name'],
        'flags': sent['flags'],
        'startTime': sent['start'],
        'duration': sent['duration'],
        'tags': [tag(*it) for it in [*sampler, *sent['tags']]],
        'logs': [{'timestamp': at, 'fields': [tag(*it) for it in fields]}
                 for at, fields in sent['logs']],
    }
    references = [reference(*it) for it in sent['references']]
    # Python leaves out a list that is empty, and Node does not.
    if references or tag is node_tag:
        wanted['references'] = references
    return wanted


def reference(kind, trace, span_id):
    high, low = words(trace)
    return {'refType': REFERENCES[kind], 'traceIdLow': low, 'traceIdHigh': high,
            'spanId': words(span_id)[1]}


def words(digits):
    """A number of 128 bits as its upper and its lower half, each with a sign."""
    whole = int(digits, 16).to_bytes(16)
    return [int.from_bytes(half, signed=True) for half in (whole[:8], whole[8:])]


def node_tag(key, value):
    """A tag of the client for Node, which writes all kinds of values, and knows no integers."""
    tag = {'key': key, 'vStr': '', 'vDouble': 0.0, 'vBool': 0, 'vLong': 0,
           'vBinary': base64.b64encode(bytes(8)).decode()}
    match value:
        case bool():
            return {**tag, 'vType': BOOL, 'vBool': int(value)}
        case int() | float():
            return {**tag, 'vType': DOUBLE, 'vDouble': value}
        case str():
            return {**tag, 'vType': STRING, 'vStr': value}
        case {'base64': text}:
            return {**tag, 'vType': BINARY, 'vBinary': text}
        case _:
            return {**tag, 'vType': STRING, 'vStr': json.dumps(value, separators=(',', ':'))}


def python_tag(key, value):
    """A tag of the client for Python, which writes the value that is set."""
    match value:
        case bool():
            return {'key': key, 'vType': BOOL, 'vBool': int(value)}
        case int():
            return {'key': key, 'vType': LONG, 'vLong': value}
        case float():
            return {'key': key, 'vType': DOUBLE, 'vDouble': value}
        case _:
            return {'key': key, 'vType': STRING, 'vStr': value}
