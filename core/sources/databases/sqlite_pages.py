"""The independent counter of SQLite files: it walks the pages itself and counts the cells of the leaves.

It knows of the file format only the trees, as SQLite's "Database File Format", section 1.6, describes
them, and shares nothing with the library that reads the records (law 1).
"""

from __future__ import annotations

from dataclasses import dataclass, field

_LEAST = 4
"""Bytes that a cell takes at least, with the two that say where it is."""
INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF = 0x02, 0x05, 0x0A, 0x0D


@dataclass(frozen=True)
class Pages:
    """The file as pages, numbered from 1."""

    content: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """Bytes of a page; 1 stands for 65,536."""
        stated = int.from_bytes(self.content[16:18], "big")
        return 65_536 if stated == 1 else max(stated, 512)

    def records(self, root: int) -> int:
        """How many records the tree holds that begins on page `root`; damage counts as none."""
        waiting, seen, number = [root], {root}, 0
        while waiting:
            cells, inner = self._page(waiting.pop())
            number += cells
            fresh = [page for page in inner if page not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
        return number

    def _page(self, number: int) -> tuple[int, list[int]]:
        """(records on a page, the pages below it)."""
        start = (number - 1) * self.size
        head = start + (100 if number == 1 else 0)
        if number < 1 or head + 12 > len(self.content):
            return 0, []
        kind = self.content[head]
        stated = int.from_bytes(self.content[head + 3 : head + 5], "big")
        cells = min(stated, self.size // _LEAST)  # more has no room, whatever a damaged page says
        if kind in (TABLE_LEAF, INDEX_LEAF):
            return cells, []
        if kind not in (TABLE_INNER, INDEX_INNER):
            return 0, []
        below = [int.from_bytes(self.content[head + 8 : head + 12], "big")]
        for index in range(cells):
            place = head + 12 + 2 * index
            cell = start + int.from_bytes(self.content[place : place + 2], "big")
            below.append(int.from_bytes(self.content[cell : cell + 4], "big"))
        # A table WITHOUT ROWID is an index tree, which keeps records on its inner pages as well.
        return cells if kind == INDEX_INNER else 0, below
