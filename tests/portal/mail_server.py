"""A mail server on a real socket, which can be told to refuse a recipient, and be stopped and started again."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Conversation(socketserver.StreamRequestHandler):
    """One sender's turn: enough of RFC 5321 for smtplib."""

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "QUIT":
                return self._say("221 bye")
            self._say(self._data() if word == "DATA" else self._answer(word, line))
        return None

    def _answer(self, word: str, line: str) -> str:
        refused = word == "RCPT" and any(f"<{address}>" in line for address in self.server.refuses)
        return "550 no such mailbox" if refused else "250 fine"

    def _data(self) -> str:
        self._say("354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.received.append(b"".join(lines).decode())
        return "250 taken"

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        self.received: list[str] = []
        self.refuses: set[str] = set()
        super().__init__(("127.0.0.1", port), _Conversation)


@contextmanager
def listening(port: int = 0) -> Iterator[MailServer]:
    with MailServer(port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
