"""Sealing of the sandbox's cells: one for each row and sensitivity class, many at a time (law 7).

A cell is version (1 byte, 3), version of the class key (2 bytes), random nonce (12), ciphertext and tag. What
is sealed is a JSON object of the row's columns of that class, under their positions in the layout.

Key: one for each load, entity and class, HKDF-SHA256 (RFC 5869) of the class key with a salt of 32 random
bytes that the load was given when it began. Associated data: SHA-256 of project, run and result, entity,
class and salt, then the number of the row (8 bytes). So a cell that was moved to another row, table, project
or load does not open.

Nonces are random, 96 bits. NIST SP 800-38D, section 8.3, allows 2^32 of them under one key. A load seals each
cell once, and once more those of a batch in which it was killed, so that a key is safe up to four thousand
million rows of one entity. A counter would begin again after a kill; random ones repeat nothing by going on.

Measured: half a microsecond a cell, 3.5 a row with all that is written of it. More threads do not help (a
cell is too short for the interpreter's lock to be let go), and more processes would take the other of two
processors from the database that is being filled.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.keys import KeyRing
from storage.sandbox.layout import types_of
from storage.sealing import NONCE, TAG, Bound, broken_seal, derive

CELL_VERSION = 3
SALT = 32
_HEADER = 3
_CELL = b"chartbridge/sandbox/1"
_Encrypt = Callable[[bytes, Any, bytes], bytes]


@dataclass(frozen=True)
class Cells:
    """Cells of one class, each sealed when it is taken, and once.

    heads: version and nonce of each, 15 bytes. sizes: bytes of each after its head; 0 where there is none.
    texts: ciphertext and tag of each, or nothing.
    """

    heads: npt.NDArray[np.uint8] = field(repr=False)
    sizes: npt.NDArray[np.uint32] = field(repr=False)
    texts: Iterator[bytes] = field(repr=False)

    def __iter__(self) -> Iterator[bytes | None]:
        heads = each(self.heads)
        return (head + text if text else None for head, text in zip(heads, self.texts, strict=True))


@dataclass(frozen=True)
class Seals:
    """The keys of one load of one project. load: its key (`Load.key`). salt: random, made when it began."""

    ring: KeyRing = field(repr=False)
    load: str
    salt: bytes = field(repr=False)

    def sealed(self, entity: str, sensitivity: str, frame: pl.DataFrame, numbers: pl.Series) -> Cells:
        """A cell for each row of `frame`; none where nothing is in it. numbers: Int64. Raises ClassClosed."""
        bound = self._bound(entity, sensitivity)
        key, rows = self.ring.current(bound), packed(frame)
        nonces = np.frombuffer(os.urandom(NONCE * frame.height), np.uint8).reshape(-1, NONCE)
        bound_to = each(_after(_digest(bound), _big_endian(numbers)))
        texts = _sealed(self._cipher(key.material, bound).encrypt, each(nonces), rows.to_list(), bound_to)
        sizes = (rows.bin.size() + TAG).fill_null(0).to_numpy()
        return Cells(_after(_header(key.version), nonces), sizes, texts)

    def opened(
        self, entity: str, sensitivity: str, names: tuple[str, ...], rows: Iterable[tuple[int, bytes | None]]
    ) -> pl.DataFrame:
        """The columns `names` of (number, cell). Raises SealBroken and ClassClosed."""
        bound = self._bound(entity, sensitivity)
        bound_to, ciphers = _digest(bound), {}
        plain: list[bytes | None] = []
        for number, cell in rows:
            if cell is None:
                plain.append(None)
                continue
            version = _version(cell)
            if version not in ciphers:
                ciphers[version] = self._cipher(self.ring.of_version(bound, version), bound)
            plain.append(_open(ciphers[version], cell, bound_to + number.to_bytes(8, "big")))
        return unpacked(plain, types_of(entity, names))

    def _bound(self, entity: str, sensitivity: str) -> Bound:
        project, salt = self.ring.project, self.salt.hex()
        return Bound(project, "sandbox", sensitivity, run=self.load, table=entity, part=salt)

    def _cipher(self, material: bytes, bound: Bound) -> AESGCM:
        return AESGCM(derive(material, _CELL + _digest(bound), salt=self.salt))


def _digest(bound: Bound) -> bytes:
    """All that a cell belongs to but its row, short enough to be said with each."""
    return hashlib.sha256(bound.encode()).digest()


def packed(frame: pl.DataFrame) -> pl.Series:
    """Each row as JSON, dates and instants as the whole numbers that they are kept as; null where all is."""
    short = frame.rename({name: str(position) for position, name in enumerate(frame.columns)})
    whole = short.with_columns(pl.selectors.temporal().to_physical())
    row = pl.struct(pl.all()).struct.json_encode().cast(pl.Binary)
    filled = pl.any_horizontal(pl.all().is_not_null())
    return whole.select(pl.when(filled).then(row).alias("row"))["row"]


def unpacked(rows: Iterable[bytes | None], types: dict[str, pl.DataType]) -> pl.DataFrame:
    """The inverse of `packed`. types: of the columns, in their order."""
    plain = {str(at): pl.Int64() if kind.is_temporal() else kind for at, kind in enumerate(types.values())}
    texts = pl.Series("row", [*rows], dtype=pl.Binary).cast(pl.String)
    columns = texts.str.json_decode(pl.Struct(plain)).struct.unnest()
    back = [pl.col(str(at)).cast(kind).alias(name) for at, (name, kind) in enumerate(types.items())]
    return columns.select(back)


def _sealed(
    encrypt: _Encrypt, nonces: list[bytes], rows: list[bytes | None], bound_to: list[bytes]
) -> Iterator[bytes]:
    if None not in rows:
        return map(encrypt, nonces, rows, bound_to)
    cells = zip(nonces, rows, bound_to, strict=True)
    return (b"" if row is None else encrypt(nonce, row, to) for nonce, row, to in cells)


def each(rows: npt.NDArray[np.uint8]) -> list[bytes]:
    """The rows of a table of bytes."""
    found: list[bytes] = rows.view(f"V{rows.shape[1]}").ravel().tolist()
    return found


def _after(first: bytes, rows: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The rows, `first` before each."""
    before = np.broadcast_to(np.frombuffer(first, np.uint8), (len(rows), len(first)))
    return np.hstack((before, rows))


def _big_endian(numbers: pl.Series) -> npt.NDArray[np.uint8]:
    return numbers.to_numpy().astype(">i8").view(np.uint8).reshape(-1, 8)


def _header(version: int) -> bytes:
    return bytes([CELL_VERSION]) + version.to_bytes(2, "big")


def _version(cell: bytes) -> int:
    if len(cell) < _HEADER + NONCE + TAG or cell[0] != CELL_VERSION:
        raise broken_seal("it does not begin like a cell of a sandbox")
    return int.from_bytes(cell[1:_HEADER], "big")


def _open(cipher: AESGCM, cell: bytes, bound_to: bytes) -> bytes:
    try:
        return cipher.decrypt(cell[_HEADER : _HEADER + NONCE], cell[_HEADER + NONCE :], bound_to)
    except InvalidTag as broken:
        raise broken_seal("it was altered or moved, or another key sealed it") from broken
