"""Columns as they are kept in memory (core.kept_columns), as bytes for a later run and back.

One line of JSON says of each column in which way it is kept and how long its pieces are; the pieces follow,
as they are in memory. What is kept in a way that is not listed here is written as Parquet. Whoever changes
the form raises `core.keeping.SCHEMA`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from itertools import accumulate, pairwise
from typing import Any

import polars as pl

from core.kept_columns import Alike, AsParquet, Even, Kept, Letters, Small, Steps, Words
from core.packing import as_parquet

_NUMBERS = {"UInt32": pl.UInt32()}
Said = dict[str, Any]


def to_bytes(columns: Mapping[str, Kept]) -> bytes:
    told = [(name, *_told(each)) for name, each in columns.items()]
    head = [{**said, "name": name, "pieces": [len(each) for each in pieces]} for name, said, pieces in told]
    return b"".join([json.dumps(head).encode(), b"\n", *(each for _, _, pieces in told for each in pieces)])


def from_bytes(content: bytes, names: Collection[str]) -> dict[str, Kept]:
    """Those of these columns; nothing of the others is looked at."""
    end = content.index(b"\n")
    found, at = {}, end + 1
    for said in json.loads(content[:end]):
        places = list(accumulate(said["pieces"], initial=at))
        at = places[-1]
        if said["name"] in names:
            pieces = (content[start:stop] for start, stop in pairwise(places))
            found[said["name"]] = _KINDS[said["kind"]](said, pieces)
    return found


def _told(kept: Kept) -> tuple[Said, list[bytes]]:
    match kept:
        case Alike():
            return {"kind": "alike", "height": kept.height}, [_series(kept.said)]
        case Even() if str(kept.dtype) in _NUMBERS:
            numbers = {"first": kept.first, "step": kept.step, "height": kept.height}
            return {"kind": "even", "type": str(kept.dtype), **numbers}, []
        case Steps() if str(kept.dtype) in _NUMBERS:
            small, content = _small(kept.steps)
            return {"kind": "steps", "type": str(kept.dtype), "first": kept.first, "of": small}, [content]
        case Words():
            small, content = _small(kept.which)
            return {"kind": "words", "of": small}, [content, _series(kept.words)]
        case Letters():
            small, content = _small(kept.lengths)
            there = [] if kept.there is None else [kept.there]
            return {"kind": "letters", "size": kept.size, "of": small}, [kept.letters, content, *there]
        case AsParquet():
            return {"kind": "parquet"}, [kept.content]
        case _:
            return {"kind": "parquet"}, [_series(kept.opened())]


def _small(kept: Small) -> tuple[list[int], bytes]:
    return [kept.height, kept.width], kept.content


def _series(column: pl.Series) -> bytes:
    return as_parquet(column).content


def _column(content: bytes) -> pl.Series:
    return pl.read_parquet(BytesIO(content)).to_series()


Pieces = Iterator[bytes]


def _alike(said: Said, pieces: Pieces) -> Kept:
    return Alike(_column(next(pieces)), said["height"])


def _even(said: Said, pieces: Pieces) -> Kept:
    return Even(said["first"], said["step"], said["height"], _NUMBERS[said["type"]])


def _steps(said: Said, pieces: Pieces) -> Kept:
    return Steps(said["first"], Small(next(pieces), *said["of"]), _NUMBERS[said["type"]])


def _words(said: Said, pieces: Pieces) -> Kept:
    return Words(Small(next(pieces), *said["of"]), _column(next(pieces)))


def _letters(said: Said, pieces: Pieces) -> Kept:
    letters, lengths = next(pieces), Small(next(pieces), *said["of"])
    return Letters(letters, said["size"], lengths, next(pieces, None))


def _parquet(said: Said, pieces: Pieces) -> Kept:
    return AsParquet(next(pieces))


_KINDS = {
    "alike": _alike,
    "even": _even,
    "steps": _steps,
    "words": _words,
    "letters": _letters,
    "parquet": _parquet,
}
