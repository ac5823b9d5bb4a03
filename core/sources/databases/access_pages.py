"""The independent counter of Access databases: it walks the data pages itself and counts live rows.

After the description of the Jet format that mdbtools keeps (HACKING.md). The page that defines a table
names a map of the pages that are its own, since freed pages keep what they held. A data page lists where
its rows begin; 0x8000 marks one that is deleted, or that belongs to a row elsewhere. Nothing is shared
with the programs that export the records (law 1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

DATA_PAGE = 0x01
DELETED = 0x8000
_PLACE = 0x1FFF
_INLINE, _REFERENCE = 0, 1


@dataclass(frozen=True)
class AccessPages:
    """The file as pages, numbered from 0."""

    content: bytes = field(repr=False)

    @property
    def _old(self) -> bool:
        """Access 97 and before: small pages, and a shorter head on each."""
        return len(self.content) > 20 and self.content[20] == 0

    @property
    def _size(self) -> int:
        return 2048 if self._old else 4096

    @property
    def _head(self) -> int:
        """Where a data page says how many rows it lists."""
        return 8 if self._old else 12

    def records(self, definition: int) -> int:
        """How many live rows the table holds that is defined on that page; damage counts as none."""
        return sum(self._live(number, definition) for number in self._owned(definition))

    def _page(self, number: int) -> bytes:
        return self.content[number * self._size : (number + 1) * self._size]

    def _live(self, number: int, definition: int) -> int:
        page = self._page(number)
        if page[:1] != bytes([DATA_PAGE]) or _number(page, 4) != definition:
            return 0
        stated = min(_number(page, self._head, 2), self._size // 2)
        places = range(self._head + 2, self._head + 2 + 2 * stated, 2)
        return sum(not _number(page, place, 2) & DELETED for place in places)

    def _owned(self, definition: int) -> Iterator[int]:
        """The pages of a table, by its map: bits inline, or spread over pages of their own."""
        used = self._row(self._page(definition), 35 if self._old else 55)
        if used[:1] == bytes([_INLINE]):
            yield from _bits(used[5:], _number(used, 1))
        elif used[:1] == bytes([_REFERENCE]):
            each = (self._size - 4) * 8
            for index in range((len(used) - 1) // 4):
                if bits := _number(used, 1 + 4 * index):
                    yield from _bits(self._page(bits)[4:], index * each)

    def _row(self, page: bytes, at: int) -> bytes:
        """The row that a pointer names: one byte its number, three its page."""
        row, home = _number(page, at, 1), self._page(_number(page, at + 1, 3))
        place = self._head + 2 + 2 * row
        start = _number(home, place, 2) & _PLACE
        stop = _number(home, place - 2, 2) & _PLACE if row else len(home)
        return home[start:stop]


def _number(page: bytes, at: int, width: int = 4) -> int:
    return int.from_bytes(page[at : at + width], "little")


def _bits(bits: bytes, first: int) -> Iterator[int]:
    for index, byte in enumerate(bits):
        for bit in range(8):
            if byte >> bit & 1:
                yield first + 8 * index + bit
