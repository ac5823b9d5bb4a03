"""The body of a request that brings bytes in, within bounds: of size, of time, and of streams at once.

One body is held in memory and nothing of it on a disk. A sender that is slow, that says one size and sends
another, or that opens many streams costs no more than these bounds.
"""

from __future__ import annotations

import asyncio
import struct
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from threading import Lock

from starlette.requests import Request

from portal.upload_grants import UploadRefused
from portal.viewmodels.uploads import Dropped
from portal.wording import bringing as words

SECONDS = 60.0
"""For one body. Whoever cannot send a slice in it sends smaller ones."""
_PATH, _CONTENT = struct.Struct(">H"), struct.Struct(">I")


async def body_of(request: Request, *, most: int, seconds: float = SECONDS) -> bytes:
    """Raises UploadRefused: 411, 413 and 408; ClientDisconnect where the line was cut."""
    said = request.headers.get("content-length", "")
    if not (said.isascii() and said.isdigit()):
        raise UploadRefused(411, words.NO_LENGTH, words.SEND_AGAIN)
    if int(said) > most:
        raise UploadRefused(413, words.TOO_MUCH_AT_ONCE, words.SMALLER)
    held = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for piece in request.stream():
                held += piece
                if len(held) > most:
                    raise UploadRefused(413, words.TOO_MUCH_AT_ONCE, words.SMALLER)
    except TimeoutError:
        raise UploadRefused(408, words.TOO_SLOW, words.SMALLER) from None
    return bytes(held)


def checked(content: bytes, said: str | None) -> bytes:
    """`content`, where it is what its sender says ("sha256 " and base64, as tus has it); else 460."""
    if said is not None and said != f"sha256 {b64encode(sha256(content).digest()).decode()}":
        raise UploadRefused(460, words.NOT_AS_SENT, words.SEND_AGAIN)
    return content


def files_in(frames: bytes, *, most: int) -> list[Dropped]:
    """Small files one after the other: two bytes length of the path, the path in UTF-8, four bytes length of
    the content, the content. Big-endian. Raises UploadRefused (400) where it is not that.
    """
    files: list[Dropped] = []
    at = 0
    while at < len(frames) and len(files) < most:
        path, at = _piece(frames, at, _PATH)
        content, at = _piece(frames, at, _CONTENT)
        try:
            files.append(Dropped(path.decode(), content))
        except UnicodeDecodeError:
            raise _not_frames() from None
    if at < len(frames):
        raise _not_frames()
    return files


def _piece(frames: bytes, at: int, length: struct.Struct) -> tuple[bytes, int]:
    start = at + length.size
    if start > len(frames):
        raise _not_frames()
    end = start + length.unpack_from(frames, at)[0]
    if end > len(frames):
        raise _not_frames()
    return frames[start:end], end


def _not_frames() -> UploadRefused:
    return UploadRefused(400, words.NOT_UNDERSTOOD, words.SEND_AGAIN)


class Streams:
    """Bodies that are being received by this process, by who sends them."""

    def __init__(self, *, each: int, all_in_all: int) -> None:
        self._each, self._all = each, all_in_all
        self._open: Counter[str] = Counter()
        self._lock = Lock()

    @contextmanager
    def one(self, person: str) -> Iterator[None]:
        """Raises UploadRefused (429) where this person has as many open as one may, 503 where all have."""
        self._enter(person)
        try:
            yield
        finally:
            with self._lock:
                self._open[person] -= 1
                self._open += Counter()

    def _enter(self, person: str) -> None:
        with self._lock:
            if self._open[person] >= self._each:
                raise UploadRefused(429, words.TOO_MANY, words.WAIT)
            if self._open.total() >= self._all:
                raise UploadRefused(503, words.TOO_MANY, words.WAIT)
            self._open[person] += 1
