"""Builds the peers, and runs cells."""

import concurrent.futures
import contextlib
import os
import pathlib
import queue
import subprocess
import tempfile
import time

from .checks import difference
from .process import Failure, Processes, first_line, free_port, run_to_end, wait_for

ROOT = pathlib.Path(__file__).resolve().parents[3]
TARGET = ROOT / os.environ.get('CARGO_TARGET_DIR', 'target')
WORK = ROOT / 'target/peers'
KEYS = WORK / 'keys'
LOGS = WORK / 'logs'
OURS = TARGET / 'debug/conformance'

AT_A_TIME = 2

# How often a server is started again whose port somebody took before it could.
STARTS = 3

# Certificates hold two days.
FRESH = 24 * 60 * 60

CERTIFICATE = ROOT / 'tests/certificate.cnf'


def build_ours():
    # `cargo test --workspace` leaves the same program, and `.ci/run` says that it has run.
    if 'PROGRAMS_ARE_BUILT' not in os.environ:
        print('building the program of this project', flush=True)
        need(['cargo', 'build', '-p', 'thrift-tests', '--bins'])
    make_certificate()


def build(peers):
    """Builds peers; those that cannot be built, each with the reason."""
    LOGS.mkdir(parents=True, exist_ok=True)
    failed = {}
    for peer in peers:
        start = time.monotonic()
        with open(LOGS / f'build-{peer.name}.log', 'w') as log:
            script = ROOT / 'tests/peers' / peer.name / 'build'
            try:
                code = run_to_end([script, WORK / peer.name], stdout=log, stderr=log)
            except OSError as error:
                log.write(f'{error}\n')
                code = 'no script'
        if code:
            failed[peer] = f'cannot be built: {last_line(log.name) or code}; see {log.name}'
        print(f'built {peer.name} in {time.monotonic() - start:.1f} s', flush=True)
    return failed


def last_line(path):
    with open(path, errors='replace') as log:
        return ''.join(log.read().splitlines()[-1:])


def need(command, **more):
    if run_to_end(command, cwd=ROOT, **more):
        raise SystemExit(f'peers: {" ".join(command)} failed')


def make_certificate():
    certificate = KEYS / 'server.crt'
    if certificate.exists() and time.time() - certificate.stat().st_mtime < FRESH:
        return
    KEYS.mkdir(parents=True, exist_ok=True)
    new = 'openssl req -x509 -newkey rsa:2048 -nodes -days 2 -config'
    files = [str(CERTIFICATE), '-keyout', str(KEYS / 'server.key'), '-out', str(certificate)]
    need([*new.split(), *files], stderr=subprocess.DEVNULL)


class Runner:
    """Runs cells, some at a time, and leaves nothing behind."""

    def __init__(self):
        self.processes = Processes()
        self.sockets = tempfile.TemporaryDirectory(prefix='thrift-peers-')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.processes.end_all()
        self.sockets.cleanup()

    def run(self, cells):
        """Gives each cell with what went wrong, or with nothing, as they are done."""
        lines = queue.SimpleQueue()
        for number in range(AT_A_TIME):
            lines.put(Line(self, number))
        with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
            try:
                futures = {pool.submit(self.in_line, lines, cell): cell for cell in cells}
                for future in concurrent.futures.as_completed(futures):
                    yield futures[future], future.result()
            finally:
                self.processes.end_all()
                pool.shutdown(cancel_futures=True)

    def in_line(self, lines, cell):
        line = lines.get()
        try:
            with open(LOGS / f'{str(cell).replace(" ", "-")}.log', 'w') as log:
                return line.run(cell, log)
        except Failure as failure:
            return f'{failure}; see {log.name}'
        finally:
            lines.put(line)


class Line:
    """Runs one cell after the other. Servers of ours serve all of its cells, and no other's: they
    count notifications.
    """

    def __init__(self, runner, number):
        self.processes = runner.processes
        self.sockets = pathlib.Path(runner.sockets.name)
        self.number = number
        self.ours = {}

    def run(self, cell, log):
        peer = WORK / cell.peer.name / cell.extra.program
        if cell.role == 'client':
            place = self.our_server(cell.socket)
            self.check(cell, [peer, 'client', *cell.peer_options()], place, log)
        else:
            with self.server([peer, 'server', *cell.peer_options()], cell.socket, log) as place:
                self.check(cell, [OURS, 'client', *cell.our_options()], place, log)

    def check(self, cell, client, place, log):
        """Runs a client, which must say that it has made the checks of its cell, and no others."""
        start = log.tell()
        code = self.processes.run([*client, *cell.without(), *place], log)
        with open(log.name, errors='replace') as written:
            said = written.read()[start:].strip().splitlines()[1:]
        if code:
            raise Failure(said[-1] if said else f'exit code {code}, without a word')
        if differs := difference(said, cell.checks()):
            raise Failure(differs)

    def our_server(self, kind):
        if kind not in self.ours:
            with open(LOGS / f'ours-{kind}-{self.number}.log', 'w') as log:
                options = ['--unix', self.path('ours')] if kind == 'unix' else ['--port', '0']
                options += ['--ssl', '--keys', KEYS] if kind == 'tls' else []
                command = [OURS, 'server', *options]
                process = self.processes.start(command, log, stdout=subprocess.PIPE)
            said = first_line(process)
            if not said.startswith('listening on '):
                raise Failure(f'our server says {said!r}, not where it listens; see {log.name}')
            self.ours[kind] = said.rpartition(':')[2] if kind != 'unix' else options[1]
        return place(kind, self.ours[kind])

    @contextlib.contextmanager
    def server(self, command, kind, log):
        for _ in range(STARTS):
            at = self.path('peer') if kind == 'unix' else free_port()
            process = self.processes.start([*command, *place(kind, at)], log)
            try:
                if wait_for(process, at):
                    yield place(kind, at)
                    return
            finally:
                self.processes.end(process)
                if kind == 'unix':
                    pathlib.Path(at).unlink(missing_ok=True)
        raise Failure(f'the server ended with {process.returncode} before it listened')

    def path(self, whose):
        return str(self.sockets / f'{whose}-{self.number}')


def place(kind, at):
    """The options that say where the server is."""
    if kind == 'unix':
        return ['--unix', at]
    return ['--port', str(at), *(['--keys', str(KEYS)] if kind == 'tls' else [])]
