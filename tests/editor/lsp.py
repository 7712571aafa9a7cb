"""A client of the language server protocol, over the pipes of a child process."""

import json
import os
import queue
import signal
import subprocess
import threading
import time

# What kind an answer may be; a server that takes longer hangs.
SECONDS = 120


class Failure(Exception):
    pass


class Server:
    """A language server. Leaving the `with` block ends it and all that it runs, whatever happened."""

    def __init__(self, command, environment, log):
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env=environment,
            # A group of its own: the server leaves its compilers behind when it ends.
            start_new_session=True,
        )
        self.received = queue.Queue()
        self.diagnostics = {}
        self.is_quiescent = False
        self.health = None
        self.number = 0
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        try:
            if kind is None:
                self.request('shutdown', None)
                self.notify('exit', None)
                self.process.wait(10)
        except (Failure, OSError, subprocess.TimeoutExpired):
            pass
        finally:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()

    def request(self, method, params):
        """The answer to a request; asks again while the server says that it has to start over."""
        for _ in range(20):
            self.number += 1
            number = self.number
            self._send({'id': number, 'method': method, 'params': params})
            message = self._until(lambda message: message.get('id') == number)
            error = message.get('error')
            if not error:
                return message.get('result')
            if error['code'] not in (CONTENT_MODIFIED, SERVER_CANCELLED):
                raise Failure(error['message'])
            time.sleep(0.2)
        raise Failure(f'{method}: the server starts over without end')

    def notify(self, method, params):
        self._send({'method': method, 'params': params})

    def wait_until_quiescent(self):
        """Waits until the workspace is loaded and the macros are built."""
        deadline = time.monotonic() + 2 * SECONDS
        while not self.is_quiescent:
            self._receive(deadline)
        if self.health != 'ok':
            raise Failure(f'the server is not well: {self.health}')

    def settle(self, seconds):
        """Takes what the server sends by itself until it has been silent for a while."""
        while True:
            try:
                self._receive(time.monotonic() + seconds)
            except Failure:
                return

    def _until(self, wanted):
        deadline = time.monotonic() + SECONDS
        while True:
            message = self._receive(deadline)
            if 'method' not in message and wanted(message):
                return message

    def _receive(self, deadline):
        try:
            message = self.received.get(timeout=max(0, deadline - time.monotonic()))
        except queue.Empty:
            raise Failure('the server does not answer') from None
        if message is None:
            raise Failure(f'the server ended with {self.process.wait()}')
        method = message.get('method')
        params = message.get('params')
        if method == 'textDocument/publishDiagnostics':
            self.diagnostics[params['uri']] = params['diagnostics']
        elif method == 'experimental/serverStatus':
            self.is_quiescent = params['quiescent']
            self.health = params['health'] if params['health'] == 'ok' else params.get('message')
        elif method and 'id' in message:
            # The server asks for settings of the editor, or registers something: it may.
            items = (params or {}).get('items')
            self._send({'id': message['id'], 'result': [None] * len(items) if items else None})
        return message

    def _send(self, message):
        body = json.dumps({'jsonrpc': '2.0', **message}).encode()
        self.process.stdin.write(b'Content-Length: %d\r\n\r\n' % len(body) + body)
        self.process.stdin.flush()

    def _read(self):
        stream = self.process.stdout
        while True:
            length = None
            while (line := stream.readline().strip()):
                name, _, value = line.partition(b':')
                if name.lower() == b'content-length':
                    length = int(value)
            if length is None:
                return self.received.put(None)
            self.received.put(json.loads(stream.read(length)))


# What the server says when the text changed below a request, or it had something better to do.
CONTENT_MODIFIED = -32801
SERVER_CANCELLED = -32802
