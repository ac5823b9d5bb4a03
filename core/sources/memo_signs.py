"""How a file of notes, the second file of a dBASE table, is told from any other binary file."""

from __future__ import annotations


def looks_like_memos(content: bytes) -> bool:
    """Whether a file of no other kind is one of notes: a block count that fits it, then zeros."""
    if len(content) < 512 or content[24:512].count(0) < 440:
        return False
    fox = int.from_bytes(content[0:4], "big") * int.from_bytes(content[6:8], "big")
    old = int.from_bytes(content[0:4], "little") * (int.from_bytes(content[20:22], "little") or 512)
    return any(size > 0 and abs(size - len(content)) <= 16_384 for size in (fox, old))
