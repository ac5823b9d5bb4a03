"""Another system, on this computer: it answers as a test says, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import httpx

from storage.connectors import Asking
from storage.connectors.signing_in import Credentials, Fixed


@dataclass(frozen=True)
class Asked:
    """path: without the leading slash. query: by name."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True)
class Says:
    """cut: bytes after which the connection ends, though more were promised."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None


Answers = Callable[[Asked], Says]


@dataclass
class Elsewhere:
    """address: of the system. asked: every request, in order. slept: what was waited, in seconds."""

    address: str
    asked: list[Asked] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    clock: float = 1_000_000.0

    def asking(
        self, client: httpx.Client, credentials: Credentials | None = None, *, pace: float = 100
    ) -> Asking:
        return Asking(
            client, self.address, credentials or Fixed(), pace, now=lambda: self.clock, sleep=self._sleep
        )

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock += seconds


@contextmanager
def elsewhere(answers: Answers) -> Iterator[Elsewhere]:
    """A system that answers by `answers`, for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            told = urlsplit(self.path)
            asked = Asked(told.path.lstrip("/"), dict(parse_qsl(told.query)), dict(self.headers.items()))
            system.asked.append(asked)
            self._say(answers(asked))

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def _say(self, says: Says) -> None:
            self.send_response(says.status)
            for name, value in {"Content-Length": str(len(says.body)), **says.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(says.body if says.cut is None else says.body[: says.cut])
            self.close_connection = says.cut is not None

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    system = Elsewhere(f"http://127.0.0.1:{server.server_port}")
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    running.start()
    try:
        yield system
    finally:
        server.shutdown()
        server.server_close()
        running.join()
