"""The digest of one column in its canonical encoding, without its name (contracts, section 3; law 3).

A range of rows has as many rows as the next one, and most columns are full, hold texts of one length or say
nothing at all: how the encoding of such a column begins is hashed once and gone on from. What is hashed are
the values as Arrow lays them out, never a second copy of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

Numbers = np.ndarray[tuple[int], np.dtype[Any]]
_KNOWN = 512
_NUMBERS: dict[type[pl.DataType], str] = {
    **{pl.UInt8: "<u1", pl.UInt16: "<u2", pl.UInt32: "<u4", pl.UInt64: "<u8"},
    **{pl.Int8: "<i1", pl.Int16: "<i2", pl.Int32: "<i4", pl.Int64: "<i8"},
    **{pl.Date: "<i4", pl.Datetime: "<i8", pl.Duration: "<i8", pl.Time: "<i8"},
}
"""Types whose values lie in memory as they are encoded, and how."""


def column_digest(column: pl.Series) -> str:
    """Hex SHA-256."""
    if column.null_count() == len(column):
        return _of_nothing(column.dtype, len(column))
    return _hashed(column)


@lru_cache(maxsize=_KNOWN)
def _of_nothing(kind: pl.DataType, height: int) -> str:
    """That of so many rows without a value: most fields of most records are such."""
    return _hashed(pl.Series([None], dtype=kind).new_from_index(0, height))


def digest_of_same(kind: pl.DataType, value: str | int | None, height: int) -> str:
    """That of so many rows that all say one thing. value: as it lies in memory.

    Of what is said nothing stays behind, since it may be of a patient.
    """
    if value is None:
        return _of_nothing(kind, height)
    same = pl.Series([value], dtype=pl.Series([], dtype=kind).to_physical().dtype)
    return _hashed(same.cast(kind).new_from_index(0, height))


def physical(one: pl.Series) -> str | int | None:
    """The only value of a column, as it lies in memory."""
    value: str | int | None = (one.to_physical() if one.dtype.is_temporal() else one).item()
    return value


def _hashed(column: pl.Series) -> str:
    kind = column.dtype.base_type()
    if kind is pl.String:
        return _of_texts(column)
    return _of_numbers(column, _NUMBERS[kind]) if kind in _NUMBERS else _of_others(column)


@lru_cache(maxsize=_KNOWN)
def _begun(kind: str, height: int) -> hashlib._Hash:
    """Type and length."""
    return hashlib.sha256(len(kind).to_bytes(8, "little") + kind.encode() + height.to_bytes(8, "little"))


@lru_cache(maxsize=_KNOWN)
def _begun_full(kind: str, height: int) -> hashlib._Hash:
    """Type and length, and that every row has a value."""
    whole = _begun(kind, height).copy()
    whole.update(np.ones(height, dtype=np.uint8).data)
    return whole


@lru_cache(maxsize=_KNOWN)
def _begun_alike(height: int, length: int) -> hashlib._Hash:
    """Of texts that are all of one length, everything but the texts."""
    whole = _begun_full(str(pl.String()), height).copy()
    whole.update(np.full(height, length, dtype=np.int64).data)
    return whole


def _of_texts(column: pl.Series) -> str:
    arrays = _arrays(column)
    lengths = [np.diff(_bounds(array)) for array in arrays]
    if not column.null_count():
        length = _alike(lengths)
        if length is not None:
            return _ended(_begun_alike(len(column), length), _texts(arrays))
        return _ended(_begun_full(str(column.dtype), len(column)), lengths, _texts(arrays))
    filled = [_filled(array) for array in arrays]
    if any(each[have == 0].any() for each, have in zip(lengths, filled, strict=True)):
        # What stands under a null counts for nothing.
        arrays = _arrays(column.fill_null(""))
        lengths = [np.diff(_bounds(array)) for array in arrays]
    return _ended(_begun(str(column.dtype), len(column)), filled, lengths, _texts(arrays))


def _of_numbers(column: pl.Series, width: str) -> str:
    arrays = _arrays(column)
    values = [_numbers(array, width) for array in arrays]
    if not column.null_count():
        return _ended(_begun_full(str(column.dtype), len(column)), values)
    filled = [_filled(array) for array in arrays]
    nought = (each * have.astype(width) for each, have in zip(values, filled, strict=True))
    return _ended(_begun(str(column.dtype), len(column)), filled, nought)


def _of_others(column: pl.Series) -> str:
    filled = column.is_not_null().cast(pl.UInt8)
    return _ended(_begun(str(column.dtype), len(column)), [_plain(filled)], _values(column))


def _values(column: pl.Series) -> Iterable[Numbers | memoryview]:
    if isinstance(column.dtype, pl.List):
        yield _plain(column.list.len().fill_null(0).cast(pl.Int64))
        yield from _values(column.drop_nulls().explode(empty_as_null=False))
    elif column.dtype == pl.String:
        arrays = _arrays(column.fill_null(""))
        yield from (np.diff(_bounds(array)) for array in arrays)
        yield from _texts(arrays)
    elif column.dtype == pl.Boolean:
        yield _plain(column.fill_null(False).cast(pl.UInt8))
    else:
        yield _plain(column.to_physical().fill_null(0))


def _plain(column: pl.Series) -> Numbers:
    return np.ascontiguousarray(column.to_numpy())


def _ended(begun: hashlib._Hash, *following: Iterable[Numbers | memoryview]) -> str:
    whole = begun.copy()
    for each in following:
        for one in each:
            whole.update(one if isinstance(one, memoryview) else one.data)
    return whole.hexdigest()


def _arrays(column: pl.Series) -> list[pa.Array]:
    """As Arrow lays texts out: their lengths together, and the texts together."""
    found = (chunk.to_arrow(compat_level=pl.CompatLevel.oldest()) for chunk in column.get_chunks())
    return [array for array in found if len(array)]


def _numbers(array: pa.Array, width: str) -> Numbers:
    return np.frombuffer(array.buffers()[1], dtype=width)[array.offset : array.offset + len(array)]


def _bounds(array: pa.Array) -> Numbers:
    return np.frombuffer(array.buffers()[1], dtype="<i8")[array.offset : array.offset + len(array) + 1]


def _alike(lengths: Sequence[Numbers]) -> int | None:
    """The one length of all texts; None where they differ."""
    first = int(lengths[0][0]) if lengths else 0
    return first if all((each == first).all() for each in lengths) else None


def _filled(array: pa.Array) -> Numbers:
    """One byte a row: whether it has a value."""
    bits = array.buffers()[0]
    if bits is None:
        return np.ones(len(array), dtype=np.uint8)
    every = np.unpackbits(np.frombuffer(bits, dtype=np.uint8), bitorder="little")
    return every[array.offset : array.offset + len(array)]


def _texts(arrays: Sequence[pa.Array]) -> Iterable[memoryview]:
    for array in arrays:
        data, bounds = array.buffers()[2], _bounds(array)
        if data is not None:
            yield memoryview(data)[int(bounds[0]) : int(bounds[-1])]
