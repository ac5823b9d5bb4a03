"""The counter of Access databases, on pages made by hand."""

from __future__ import annotations

import struct

from core.sources.databases.access_pages import AccessPages

SIZE = 2048


def page(owner: int, *rows: bytes, flags: tuple[int, ...] = ()) -> bytes:
    """A data page of Access 97: rows lie at its end, the first one last."""
    places, end, body = [], SIZE, b""
    for index, row in enumerate(rows):
        end -= len(row)
        places.append(end | (flags[index] if index < len(flags) else 0))
        body = row + body
    head = struct.pack("<BBHIH", 1, 1, 0, owner, len(rows)) + struct.pack(f"<{len(places)}H", *places)
    return head.ljust(SIZE - len(body), b"\0") + body


def database(*, owned: int) -> AccessPages:
    """Page 1 defines a table, page 2 holds the map of its pages, 3 and 4 are data pages of it."""
    definition = bytearray(SIZE)
    definition[0:2] = b"\x02\x01"
    definition[35:39] = b"\x00" + (2).to_bytes(3, "little")
    used = page(0, b"\x00" + (0).to_bytes(4, "little") + bytes([owned]))
    live = page(1, b"aaaa", b"bbbb", b"cccc", flags=(0, 0x8000, 0x4000))
    freed = page(1, b"dddd", b"eeee")
    return AccessPages(bytes(SIZE) + bytes(definition) + used + live + freed)


def test_deleted_rows_are_no_records_and_moved_ones_are() -> None:
    assert database(owned=0b01000).records(1) == 2


def test_a_freed_page_that_kept_its_rows_counts_only_while_it_is_owned() -> None:
    assert database(owned=0b11000).records(1) == 4
    assert database(owned=0b00000).records(1) == 0


def test_damage_counts_as_none() -> None:
    assert AccessPages(b"").records(1) == 0
    assert database(owned=0b01000).records(3) == 0
