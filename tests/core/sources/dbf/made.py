"""dBASE tables made by hand."""

from __future__ import annotations

import struct
from collections.abc import Sequence

Field = tuple[str, str, int]
"""name, kind, length."""


def dbf(
    fields: Sequence[Field], records: Sequence[bytes], *, version: int = 3, page: int = 0, stated: int = -1
) -> bytes:
    """records: each with its flag. stated: how many the header claims, where that is not the truth."""
    size = 32 + 32 * len(fields) + 1
    width = 1 + sum(length for _, _, length in fields)
    count = len(records) if stated < 0 else stated
    head = struct.pack("<BBBBIHH", version, 24, 3, 12, count, size, width) + bytes(17) + bytes([page, 0, 0])
    columns = b"".join(
        name.encode().ljust(11, b"\0") + kind.encode() + bytes(4) + bytes([length, 0]) + bytes(14)
        for name, kind, length in fields
    )
    return head + columns + b"\r" + b"".join(records) + b"\x1a"


def fpt(*notes: bytes) -> bytes:
    """Notes in blocks of 64; the first is block 8."""
    out = b""
    for note in notes:
        piece = struct.pack(">II", 1, len(note)) + note
        out += piece.ljust(-(-len(piece) // 64) * 64, b"\0")
    return struct.pack(">IHH", 8 + len(out) // 64, 0, 64).ljust(512, b"\0") + out
