"""The part of a large text that is in memory: it grows at its end and is let go of at its beginning."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field


@dataclass
class Feed:
    """chunks: the text as UTF-8, a window at a time, each in parts. held: bytes at its very end that are no
    records.

    data: what is in memory, from offset `base` of the text on. ended: nothing comes after it.
    nul: zero bytes in all that came.
    """

    chunks: Iterator[list[bytes]] = field(repr=False)
    held: int
    data: bytes = field(default=b"", repr=False)
    base: int = 0
    ended: bool = False
    nul: int = 0

    @property
    def end(self) -> int:
        """Offset in `data` up to which there may be records."""
        return max(0, len(self.data) - self.held)

    def move(self, to: int) -> None:
        """Lets go of everything before offset `to` of the text and takes in another window."""
        parts = next(self.chunks, None)
        self.ended = parts is None
        self.data = b"".join([self.data[to - self.base :], *(parts or [])])
        self.base = to
        self.nul += sum(part.count(b"\x00") for part in parts or [] if b"\x00" in part)


def chunks(pieces: Iterator[bytes], size: int) -> Iterator[list[bytes]]:
    """The same text in windows of `size` bytes to twice that, the last of what is left; never empty ones.

    A window comes in the parts that it is made of: nothing is copied before it lies behind what is kept.
    """
    taken: list[bytes] = []
    held = 0
    for part in (part for piece in pieces for part in _cut(piece, size)):
        taken.append(part)
        held += len(part)
        if held >= size:
            yield taken
            taken, held = [], 0
    if held:
        yield taken


def _cut(piece: bytes, size: int) -> Iterator[bytes]:
    if len(piece) < 2 * size:
        return iter((piece,))
    return (piece[at : at + size] for at in range(0, len(piece), size))


def ahead(made: Iterator[list[bytes]], pool: Executor) -> Iterator[list[bytes]]:
    """The same, the next one being made while one is used."""
    coming: Future[list[bytes] | None] = pool.submit(next, made, None)
    while (chunk := coming.result()) is not None:
        coming = pool.submit(next, made, None)
        yield chunk
