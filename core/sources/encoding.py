"""Which characters the bytes of a text file stand for, with the evidence.

Decoding is strict: no character is ever replaced (law 2). Everything after this module works on
UTF-8, and `Text.offset` leads back to the bytes of the file, so that shares cover the original.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.sources.code_pages import MULTI_BYTE, single_byte

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AT_ONCE = 1 << 18
_FIRST_OF_CHARACTER = -64
"""Bytes 0x80 to 0xBF, which go on with a character of UTF-8, are below it as signed numbers."""


@dataclass(frozen=True)
class Text:
    """A decoded file. utf8: its text. encoding: codec of the original. skipped: bytes of its BOM.

    size: bytes of the original. evidence: why this encoding. sure: False where it was weighed.
    unsaid: a person said another one, in which these bytes cannot be read.
    """

    utf8: bytes
    encoding: str
    skipped: int
    size: int
    evidence: str
    sure: bool = True
    unsaid: bool = False

    def offsets(self, places: Sequence[int]) -> list[int]:
        """Byte offsets in the original for rising byte offsets in `utf8`."""
        found, last, at = [], 0, self.skipped
        for place in places:
            if place >= len(self.utf8):
                found.append(self.size)
                continue
            at += self.width(last, place)
            last = place
            found.append(min(at, self.size))
        return found

    def width(self, start: int, stop: int) -> int:
        """Bytes of the original that `utf8[start:stop]` stands for."""
        piece = self.utf8[start:stop]
        if self.encoding in ("utf-8", "ascii") or (piece.isascii() and not self.encoding.startswith("utf")):
            return stop - start
        if self.encoding.startswith("utf"):
            return len(piece.decode("utf-8", "surrogatepass").encode(self.encoding, "surrogatepass"))
        if self.encoding in MULTI_BYTE:
            return len(piece.decode("utf-8").encode(self.encoding))
        return stop - start - _continued(piece)


def _continued(utf8: bytes) -> int:
    """Bytes that go on with a character; a little at a time, for which one small memory serves."""
    view = np.frombuffer(utf8, dtype=np.int8)
    blocks = (view[at : at + _AT_ONCE] for at in range(0, len(view), _AT_ONCE))
    return sum(int(np.count_nonzero(block < _FIRST_OF_CHARACTER)) for block in blocks)


def decode(content: bytes) -> Text | None:
    """The text of `content`, or None where no encoding reads all of it."""
    size = len(content)
    for bom, name in BOMS:
        if content.startswith(bom):
            return _strict(content[len(bom) :], name, size=size, skipped=len(bom), evidence="byte order mark")
    if content.isascii() and b"\x00" not in content[:4096]:
        return Text(content, "ascii", 0, size, "only ASCII characters")
    wide = without_bom(content)
    if wide:
        found = _strict(content, wide, size=size, skipped=0, evidence="every other byte is zero")
        if found:
            return found
    if _is_utf8(content):
        return Text(content, "utf-8", 0, size, "every byte sequence is valid UTF-8")
    name, evidence = single_byte(content)
    return _strict(content, name, size=size, skipped=0, evidence=evidence, sure=False)


def decode_as(content: bytes, encoding: str, *, evidence: str) -> Text | None:
    """The text in an encoding that a person said, None where it cannot be read so to the last byte.

    It has to lead back to the same bytes, so that the place of every line in the file can be told.
    """
    bom = next((mark for mark, name in BOMS if name == encoding and content.startswith(mark)), b"")
    rest = content[len(bom) :]
    found = _strict(rest, encoding, size=len(content), skipped=len(bom), evidence=evidence)
    if found is None or (encoding != "utf-8" and found.utf8.decode("utf-8").encode(encoding) != rest):
        return None
    return found


def _strict(
    content: bytes, name: str, *, size: int, skipped: int, evidence: str, sure: bool = True
) -> Text | None:
    try:
        utf8 = content if name == "utf-8" and _is_utf8(content) else content.decode(name).encode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None
    return Text(utf8, name, skipped, size, evidence, sure)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def without_bom(content: bytes, *, size: int | None = None) -> str | None:
    """UTF-16 in its plain form: nearly all even (or odd) bytes of mostly Latin text are zero.

    size: bytes of the whole, where `content` is only its beginning.
    """
    head = content[:4096]
    half = len(head) // 2
    if half < 2 or (len(content) if size is None else size) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd >= half * 0.7 and even <= half * 0.05:
        return "utf-16-le"
    if even >= half * 0.7 and odd <= half * 0.05:
        return "utf-16-be"
    return None
