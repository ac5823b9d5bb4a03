"""The Merkle tree over a migration log, and the proof that one entry belongs to it (laws 1 and 2).

Its leaves are salted with a key that stays sealed, so that one entry can be proven to somebody without
letting him guess the others (contracts, section 3). The nodes over every 2,048 entries are kept with the
run, so that a proof reads those entries alone, however long the log is.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from core.digests import Step, entry_salt, merkle_path, merkle_root, salted_leaf

BLOCK = 2048
"""Entries below one kept node. A power of two: such a node is a node of the whole tree."""
_BLOCK_BEFORE = 4096
"""The same of trees whose text does not say it."""
_NODE = 32
ROW = "row"
"""The column of an entry that holds the digest of its row (core.row_digests)."""
SCHEMA = 1
WHAT = "entry of a Chartbridge migration log"


@dataclass(frozen=True)
class EntryProof:
    """That `entry` is number `position` (0-based) of the log of `run`. entry: its JSON text, as hashed.

    salt: 32 bytes, of this entry alone. path: from its leaf to the root. Holds an entry in clear: sealed, or
    in the hands of whoever may see it.
    """

    run: str
    position: int
    entry: str = field(repr=False)
    salt: bytes = field(repr=False)
    path: tuple[Step, ...] = field(repr=False)

    @property
    def root(self) -> str:
        """Hex root to which the path leads: the log's own, if entry, salt and path are genuine."""
        node = salted_leaf(self.salt, self.entry.encode())
        for step in self.path:
            pair = (step.node, node) if step.side == "left" else (node, step.node)
            node = bytes.fromhex(merkle_root(pair))
        return node.hex()

    def record(self) -> dict[str, Any]:
        """As JSON, for whoever checks it without us (docs/check_log_entry.py)."""
        return {
            "schema": SCHEMA,
            "what": WHAT,
            "run": self.run,
            "position": self.position,
            "entry": self.entry,
            "salt": self.salt.hex(),
            "path": [[step.side, step.node.hex()] for step in self.path],
            "root": self.root,
        }


@dataclass(frozen=True)
class LogTree:
    """The kept nodes of one log: one over each `block` entries, in order."""

    nodes: tuple[bytes, ...] = field(repr=False)
    block: int = BLOCK

    @classmethod
    def over(cls, log: pl.DataFrame, *, key: bytes, run: str) -> LogTree:
        """Of a whole log in its order; key: the project's log key (32 bytes)."""
        return cls.over_pieces([log], key=key, run=run)

    @classmethod
    def over_pieces(cls, pieces: Iterable[pl.DataFrame], *, key: bytes, run: str) -> LogTree:
        """The same from a log in pieces, one in memory at a time; each but the last holds whole blocks."""
        nodes, first = [], 0
        for piece in pieces:
            for rows in piece.iter_slices(BLOCK):
                leaves = _leaves(rows, key=key, run=run, first=first)
                nodes += [bytes.fromhex(merkle_root(leaves))] if leaves else []
                first += rows.height
        return cls(tuple(nodes))

    @classmethod
    def from_text(cls, text: str) -> LogTree:
        """The inverse of `text`."""
        block, _, nodes = text.rpartition(":")
        whole = base64.b64decode(nodes)
        kept = tuple(whole[at : at + _NODE] for at in range(0, len(whole), _NODE))
        return cls(kept, int(block) if block else _BLOCK_BEFORE)

    @property
    def text(self) -> str:
        """As kept with a run."""
        return f"{self.block}:{base64.b64encode(b''.join(self.nodes)).decode()}"

    @property
    def root(self) -> str:
        """Hex."""
        return merkle_root(self.nodes)

    def first_of(self, position: int) -> int:
        """The first entry (0-based) of the block that `position` lies in; it has at most `block` entries."""
        return position - position % self.block

    def prove(self, rows: pl.DataFrame, *, key: bytes, run: str, position: int) -> EntryProof:
        """rows: the entries of the block that `position` lies in, as `first_of` says."""
        number, within = divmod(position, self.block)
        entries = _entries(rows, key=key, run=run, first=number * self.block)
        leaves = _salted(entries, key=key, run=run, first=number * self.block)
        path = (*merkle_path(leaves, within), *merkle_path(self.nodes, number))
        return EntryProof(run, position, entries[within], entry_salt(key, run, position), path)


def _leaves(rows: pl.DataFrame, *, key: bytes, run: str, first: int) -> list[bytes]:
    """first: position of the first of `rows` in the whole log."""
    return _salted(_entries(rows, key=key, run=run, first=first), key=key, run=run, first=first)


def _salted(entries: Sequence[str], *, key: bytes, run: str, first: int) -> list[bytes]:
    """The leaves of these entries."""
    told = enumerate(entries, start=first)
    return [salted_leaf(entry_salt(key, run, at), entry.encode()) for at, entry in told]


def _entries(rows: pl.DataFrame, *, key: bytes, run: str, first: int) -> Sequence[str]:
    """Every entry as the JSON text that is hashed.

    The digest of its row stands there salted, so that no guess at the row's cells can be tried on a proof.
    """
    told = rows
    if ROW in rows.columns:
        salted = [_of_row(each, key, run, at) for at, each in enumerate(rows[ROW], start=first)]
        told = rows.with_columns(pl.Series(ROW, salted, dtype=pl.String))
    return told.select(pl.struct(pl.all()).struct.json_encode()).to_series().to_list()


def _of_row(digest: str | None, key: bytes, run: str, at: int) -> str | None:
    return None if digest is None else hmac.digest(key, f"{run}:{at}:{digest}".encode(), "sha256").hex()
