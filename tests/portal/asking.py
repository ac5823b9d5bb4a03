"""One request to an ASGI application by hand, as a server would hand it over."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import unquote

from starlette.types import ASGIApp

T = TypeVar("T")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def asked(app: ASGIApp, address: str, method: str = "GET") -> Answer:
    return run_apart(_asked(app, address, method))


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own: one that drives a browser already runs a loop, and has room for no second."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def _asked(app: ASGIApp, address: str, method: str) -> Answer:
    scope = {
        "type": "http",
        "method": method,
        "path": unquote(address.split("?")[0]),
        "raw_path": address.split("?")[0].encode(),
        "query_string": address.partition("?")[2].encode(),
        "headers": [],
        "http_version": "1.1",
    }
    sent: list[dict[str, Any]] = []
    gone = asyncio.Event()
    first = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        if first:
            return first.pop()
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start, *body = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], headers, b"".join(part.get("body", b"") for part in body))
