"""The part of a large text that is in memory: it grows at its end and is let go of at its beginning."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field


@dataclass
class Feed:
    """chunks: the text as UTF-8, a window at a time. held: bytes at its very end that are no records.

    data: what is in memory, from offset `base` of the text on. ended: nothing comes after it.
    nul: zero bytes in all that came.
    """

    chunks: Iterator[bytes] = field(repr=False)
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
        chunk = next(self.chunks, None)
        self.ended = chunk is None
        self.data = self.data[to - self.base :] + (chunk or b"")
        self.base = to
        self.nul += chunk.count(b"\x00") if chunk and b"\x00" in chunk else 0


def chunks(pieces: Iterator[bytes], size: int) -> Iterator[bytes]:
    """The same text in pieces of `size` bytes to twice that, the last of what is left; never empty ones.

    A piece that has about that size goes on as it is.
    """
    taken: list[bytes] = []
    held = 0
    for part in (part for piece in pieces for part in _cut(piece, size)):
        taken.append(part)
        held += len(part)
        if held >= size:
            yield taken[0] if len(taken) == 1 else b"".join(taken)
            taken, held = [], 0
    if held:
        yield b"".join(taken)


def _cut(piece: bytes, size: int) -> Iterator[bytes]:
    if len(piece) < 2 * size:
        return iter((piece,))
    return (piece[at : at + size] for at in range(0, len(piece), size))


def ahead(made: Iterator[bytes], pool: Executor) -> Iterator[bytes]:
    """The same, the next one being made while one is used."""
    coming: Future[bytes | None] = pool.submit(next, made, None)
    while (chunk := coming.result()) is not None:
        coming = pool.submit(next, made, None)
        yield chunk
