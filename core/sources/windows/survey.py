"""One pass over a large text before it is read: its encoding by the rules for whole texts, and its ends.

`core.sources.encoding.decode` sees all bytes at once, this module one slice after the other; both decide
alike, which a property test holds them to. Decoding stays strict (law 2).
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from core.sources.code_pages import SAMPLE, High, weighed
from core.sources.encoding import BOMS, without_bom

TAIL = 1 << 20
AT_ONCE = 1 << 18
"""Bytes that are decoded at once: the same small memory serves for all of them."""
AS_THEY_STAND = ("utf-8", "ascii")
"""Encodings whose bytes are already what everything else works on."""

Slices = Callable[[], Iterator[bytes]]


@dataclass(frozen=True)
class Surveyed:
    """encoding, skipped, size, evidence, sure: as `encoding.Text` has them. tail: the last bytes."""

    encoding: str
    skipped: int
    size: int
    evidence: str
    sure: bool
    newlines: int
    tail: bytes = field(repr=False)

    def pieces(self, slices: Slices) -> Iterator[bytes]:
        """The text as UTF-8 from its beginning; a character may lie in two pieces."""
        return _pieces(_after(slices(), self.skipped), self.encoding)

    def last_lines(self) -> bytes:
        """The end of the text as UTF-8, from a line's beginning; all of it where it is short."""
        if self.size <= len(self.tail):
            return self.tail[self.skipped :].decode(self.encoding).encode()
        width = {"utf-16": 2, "utf-32": 4}.get(self.encoding[:6], 1)
        torn = -(self.size - self.skipped) % width if width == 1 else len(self.tail) % width
        utf8 = self.tail[torn:].decode(self.encoding, "ignore").encode()
        first = min((at for at in (utf8.find(b"\n"), utf8.find(b"\r")) if at >= 0), default=-1)
        return utf8[first + 1 :] if first >= 0 else b""


@dataclass
class _Pass:
    """What one pass gathers, whatever it looks for."""

    newlines: int = 0
    tail: bytes = b""

    def add(self, raw: bytes, newlines: int) -> None:
        self.newlines += newlines
        self.tail = raw[-TAIL:] if len(raw) >= TAIL else (self.tail + raw)[-TAIL:]


def survey(slices: Slices, size: int) -> Surveyed | None:
    """What the text is written in, or None where no encoding reads all of it."""
    head = beginning(slices(), SAMPLE * 5)
    for bom, name in BOMS:
        if head.startswith(bom):
            return _strict(slices, size, name, skipped=len(bom), evidence="byte order mark")
    wide = None if _plain(head) else without_bom(head, size=size)
    found = _strict(slices, size, wide, skipped=0, evidence="every other byte is zero") if wide else None
    return found or _utf8(slices, size, head) or _single_byte(slices, size, head)


def beginning(pieces: Iterator[bytes], size: int) -> bytes:
    """The first `size` bytes, or all there are."""
    taken: list[bytes] = []
    for piece in pieces:
        taken.append(piece[:size])
        size -= len(taken[-1])
        if size <= 0:
            break
    return b"".join(taken)


def _plain(head: bytes) -> bool:
    """Whether the beginning cannot be UTF-16."""
    return b"\x00" not in head[:4096]


def _after(pieces: Iterator[bytes], skipped: int) -> Iterator[bytes]:
    """The pieces without the first bytes."""
    for piece in pieces:
        if skipped < len(piece):
            yield piece[skipped:] if skipped else piece
        skipped = max(0, skipped - len(piece))


def _pieces(raw: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    if encoding in AS_THEY_STAND:
        yield from raw
        return
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    for piece in raw:
        for at in range(0, len(piece), AT_ONCE):
            yield decoder.decode(piece[at : at + AT_ONCE]).encode("utf-8")
    yield decoder.decode(b"", final=True).encode("utf-8")


def _strict(slices: Slices, size: int, name: str, *, skipped: int, evidence: str) -> Surveyed | None:
    """As it says of itself, or as it looks; None where not all of it can be read so."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    gathered, mark = _Pass(), skipped
    try:
        for raw in slices():
            piece, mark = raw[mark:], max(0, mark - len(raw))
            gathered.add(raw, decoder.decode(piece).encode("utf-8").count(b"\n"))
        decoder.decode(b"", final=True)
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None
    return Surveyed(name, skipped, size, evidence, True, gathered.newlines, gathered.tail)


def _utf8(slices: Slices, size: int, head: bytes) -> Surveyed | None:
    """ASCII or UTF-8 without a mark; None at the first byte that is neither."""
    gathered, ascii_only, rest = _Pass(), _plain(head), b""
    for raw in slices():
        if rest or not raw.isascii():
            ascii_only = False
            whole, rest = _unsplit(rest + raw)
            if not _is_utf8(whole):
                return None
        gathered.add(raw, line_ends(raw))
    if rest:
        return None
    name, evidence = ("ascii", "only ASCII characters") if ascii_only else ("utf-8", VALID)
    return Surveyed(name, 0, size, evidence, True, gathered.newlines, gathered.tail)


def _unsplit(raw: bytes) -> tuple[bytes, bytes]:
    """(the bytes up to where a character ends, the beginning of the one that is split)."""
    for back in range(1, min(3, len(raw)) + 1):
        byte = raw[-back]
        if byte >= 0xC0:
            width = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return (raw[:-back], raw[-back:]) if back < width else (raw, b"")
        if byte < 0x80:
            break
    return raw, b""


def _is_utf8(raw: bytes) -> bool:
    """By Polars, which needs a tenth of the time that decoding takes."""
    try:
        pl.Series([raw], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.PolarsError:
        return False
    return True


def line_ends(raw: bytes) -> int:
    """How many there are."""
    return int(np.count_nonzero(np.frombuffer(raw, dtype=np.uint8) == 10))


VALID = "every byte sequence is valid UTF-8"


def _single_byte(slices: Slices, size: int, head: bytes) -> Surveyed | None:
    """A code page, weighed by what all of the text has beyond ASCII."""
    gathered, high = _Pass(), High()
    for raw in slices():
        high.add(raw)
        gathered.add(raw, line_ends(raw))
    name, evidence = weighed(head, high, lambda name: leads_back(slices(), name))
    return Surveyed(name, 0, size, evidence, False, gathered.newlines, gathered.tail)


def leads_back(slices: Iterator[bytes], name: str) -> bool:
    """Whether all decodes strictly and gives the same bytes again, so that offsets can be told."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    waiting = b""
    try:
        for raw in slices:
            waiting += raw
            again = decoder.decode(raw).encode(name)
            if not waiting.startswith(again):
                return False
            waiting = waiting[len(again) :]
        decoder.decode(b"", final=True)
    except (UnicodeDecodeError, UnicodeEncodeError):
        return False
    return not waiting
