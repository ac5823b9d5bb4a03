"""The second file of a dBASE table, in which its notes lie: .dbt of dBASE III and IV, .fpt of FoxPro."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.sources.bounds import BOUNDS

_OF_DBASE_IV = b"\xff\xff\x08\x00"


class TooLong(Exception):
    """A note is longer than a cell may be."""


@dataclass(frozen=True)
class Memos:
    """content: the whole second file. foxpro: whether it is an .fpt."""

    content: bytes = field(repr=False)
    foxpro: bool
    longest: int = BOUNDS.cell

    def note(self, block: int) -> bytes | None:
        """The note that begins in a block, or None where there is none that can be read.

        Raises TooLong.
        """
        start = block * self._block_size()
        if block <= 0 or start + 8 > len(self.content):
            return None
        if self.foxpro:
            return self._measured(start, int.from_bytes(self.content[start + 4 : start + 8], "big"), 8)
        if self.content[start : start + 4] == _OF_DBASE_IV:
            length = int.from_bytes(self.content[start + 4 : start + 8], "little")
            return self._measured(start, length, 0, inside=8)
        end = self.content.find(b"\x1a", start, start + self.longest + 1)
        stop = end if end >= 0 else len(self.content)
        return self._measured(start, stop - start, 0)

    def _measured(self, start: int, length: int, ahead: int, *, inside: int = 0) -> bytes | None:
        """inside: bytes of the length that are the note's own head."""
        stop = start + ahead + length
        if length < inside or stop > len(self.content):
            return None
        if length > self.longest:
            raise TooLong
        return self.content[start + ahead + inside : stop]

    def _block_size(self) -> int:
        if self.foxpro:
            return int.from_bytes(self.content[6:8], "big") or 512
        stated = int.from_bytes(self.content[20:22], "little")
        return stated if stated and stated % 64 == 0 else 512
