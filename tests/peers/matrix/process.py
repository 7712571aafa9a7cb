"""Processes that end when they are done with, or with the program that started them."""

import contextlib
import os
import select
import signal
import socket
import subprocess
import threading
import time

# More than all checks of a client take, and more than it waits itself; and than a server takes to
# listen.
SECONDS = 90

# Between two looks whether a server listens.
PAUSE = 0.01


class Failure(Exception):
    """What is wrong, for whoever reads the matrix."""


class Processes:
    """All that was started. Threads may start and end processes at the same time."""

    def __init__(self):
        self.lock = threading.Lock()
        self.running = set()
        self.ended = False

    def start(self, command, log, **more):
        """Starts a process of a group of its own, whose output is a file unless `more` has it."""
        command = [str(word) for word in command]
        log.write(f'$ {" ".join(command)}\n')
        log.flush()
        with self.lock:
            if self.ended:
                raise Failure('the run was ended')
            process = subprocess.Popen(
                command,
                **{'stdout': log, 'stderr': log, **more},
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                text=True,
            )
            self.running.add(process)
        return process

    def end(self, process):
        kill(process)
        process.wait()
        if process.stdout:
            process.stdout.close()
        with self.lock:
            self.running.discard(process)

    def end_all(self):
        with self.lock:
            self.ended = True
            running = list(self.running)
        for process in running:
            kill(process)

    def run(self, command, log, **more):
        """The exit code of a process."""
        process = self.start(command, log, **more)
        try:
            return process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            raise Failure(f'not done after {SECONDS} s') from None
        finally:
            self.end(process)


def run_to_end(command, **more):
    """The exit code of a command, which is ended with its children when this program is.

    It has a group of its own, but no session: that would have a share of the processors for itself,
    however nice this program is.
    """
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, process_group=0, **more)
    try:
        return process.wait()
    finally:
        # It may be installing something, which it must be able to leave in order.
        kill(process, signal.SIGTERM)


def kill(process, by=signal.SIGKILL):
    """Ends a process with its children, which would outlive it.

    Its id may be another's once it has ended.
    """
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, by)


def free_port():
    """A port that nobody has. Somebody may take it before it is used."""
    with socket.create_server(('127.0.0.1', 0)) as listener:
        return listener.getsockname()[1]


def wait_for(process, place):
    """Waits until somebody listens at a port or a path; false if the process ended before."""
    end = time.monotonic() + SECONDS
    while process.poll() is None:
        if is_listening(place):
            return True
        if time.monotonic() > end:
            raise Failure(f'nobody listens at {place} after {SECONDS} s')
        time.sleep(PAUSE)
    return False


def is_listening(place):
    path = isinstance(place, str)
    family, address = (socket.AF_UNIX, place) if path else (socket.AF_INET, ('127.0.0.1', place))
    with socket.socket(family) as end:
        end.settimeout(SECONDS)
        return end.connect_ex(address) == 0


def first_line(process):
    ready, _, _ = select.select([process.stdout], [], [], SECONDS)
    return process.stdout.readline().strip() if ready else ''
