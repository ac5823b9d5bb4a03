"""Logical digests: equality of content, whatever the file format, compression or sealing (law 3).

Canonical encoding of a frame (contracts, section 3): for each column in order its name, its type, its
length, one byte a row for null or not, then the values: text as 64-bit little-endian byte lengths and the
UTF-8 bytes, lists as 64-bit lengths and their values, everything else as its little-endian physical
value with null as zero. A digest is SHA-256 over the columns' SHA-256s.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import polars as pl

from core.column_digests import column_digest

_THREADS, _WORTH_THREADS = 4, 50_000
"""Columns that are hashed at a time, and rows from which that is quicker: the hash works without the lock."""


def frame_digest(frame: pl.DataFrame) -> str:
    """Hex SHA-256 of the frame's canonical encoding, column order included."""
    if frame.height < _WORTH_THREADS:
        return combined(column_digests(frame).items())
    with ThreadPoolExecutor(max_workers=_THREADS) as pool:
        digests = pool.map(column_digest, frame.iter_columns())
        return combined(zip(frame.columns, digests, strict=True))


def column_digests(frame: pl.DataFrame) -> dict[str, str]:
    """That of each column, in order."""
    return {column.name: column_digest(column) for column in frame.iter_columns()}


def combined(parts: Iterable[tuple[str, str]]) -> str:
    """Hex SHA-256 of (name, hex digest) pairs in the order given, each length-prefixed."""
    whole = hashlib.sha256()
    for name, digest in parts:
        whole.update(_prefixed(name.encode()) + _prefixed(digest.encode()))
    return whole.hexdigest()


def facts_digest(facts: Mapping[str, str]) -> str:
    """Hex SHA-256 of named texts, independent of their order."""
    return combined(sorted(facts.items()))


def _prefixed(content: bytes) -> bytes:
    return len(content).to_bytes(8, "little") + content


def merkle_root(leaves: Sequence[bytes]) -> str:
    """Root of a Merkle tree over 32-byte leaves, RFC 6962 (section 2.1) node hashing and tree shape.

    The leaves are taken as already hashed with prefix 0x00 by the caller (`salted_leaf`).
    """
    if not leaves:
        return hashlib.sha256(b"").hexdigest()
    level = list(leaves)
    while len(level) > 1:
        level = _paired(level)
    return level[0].hex()


def merkle_path(leaves: Sequence[bytes], index: int) -> tuple[Step, ...]:
    """What leads from leaf `index` (0-based) to the root, from below to above (RFC 6962, section 2.1.1)."""
    level, path = list(leaves), []
    while len(level) > 1:
        other = index ^ 1
        if other < len(level):
            path.append(Step("left" if index % 2 else "right", level[other]))
        level, index = _paired(level), index // 2
    return tuple(path)


class Step(NamedTuple):
    """One step up a Merkle tree. side: on which the other node stands, "left" or "right". node: 32 bytes."""

    side: str
    node: bytes


def _paired(level: list[bytes]) -> list[bytes]:
    """Pairing level by level and carrying an odd last node up gives RFC 6962's left-full tree."""
    paired = [
        hashlib.sha256(b"\x01" + left + right).digest()
        for left, right in zip(level[::2], level[1::2], strict=False)
    ]
    return paired + ([level[-1]] if len(level) % 2 else [])


def entry_salt(log_key: bytes, run: str, ordinal: int) -> bytes:
    """The 32-byte salt of one log entry: without it a proof of another entry lets nobody guess this one."""
    return hmac.digest(log_key, f"{run}:{ordinal}".encode(), "sha256")


def salted_leaf(salt: bytes, entry: bytes) -> bytes:
    """The 32-byte leaf of one log entry (contracts, section 3)."""
    return hmac.digest(salt, b"\x00" + entry, "sha256")
