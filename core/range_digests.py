"""The digest of a part of what a run publishes: of its fixed row ranges, one after the other (law 3).

Ranges do not depend on how a table was cut or on who worked on it. Of a column in a range that was made of
the same as one of an earlier run the digest is known, so that only what changed is worked out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from core.digests import column_digests, combined, facts_digest
from core.packed import Packed, Piece
from core.side_by_side import side_by_side

RANGE = 32_768
"""Rows of every range but the last."""


_Place = tuple[tuple[Piece, ...], str, pl.DataType, int]
Hashed = dict[_Place, str]
"""(pieces, column, its type, number of a range) -> digest of the column in that range."""


def ranges_digest(
    rows: Packed, known: Mapping[str, str], hashed: Hashed | None = None
) -> tuple[str, dict[str, str]]:
    """Hex SHA-256 over names, types and the digests of all ranges; and identity -> digest of each column in
    each range.

    known: those of an earlier run. hashed: columns of this run that are hashed already, which grows: parts of
    one entity show some columns of the same pieces.
    """
    starts = range(0, max(rows.height, 1), RANGE)
    keys = {name: [rows.select((name,)).identity(start, RANGE) for start in starts] for name in rows.columns}
    digests = _digests(rows, keys, known, {} if hashed is None else hashed)
    columns = facts_digest({f"{at}": f"{name} {kind}" for at, (name, kind) in enumerate(rows.schema.items())})
    of_range = [combined((name, each[at]) for name, each in digests.items()) for at in range(len(starts))]
    whole = combined([("columns", columns), *((f"{at}", digest) for at, digest in enumerate(of_range))])
    told = ((key, digest) for name in keys for key, digest in zip(keys[name], digests[name], strict=True))
    return whole, {key: digest for key, digest in told if key}


def _digests(
    rows: Packed, keys: Mapping[str, Sequence[str]], known: Mapping[str, str], hashed: Hashed
) -> dict[str, list[str]]:
    """Of each column those of all ranges. Only columns and ranges that are missing are opened."""
    of = range(max((len(own) for own in keys.values()), default=0))
    places = {name: [(rows.pieces, name, kind, at) for at in of] for name, kind in rows.schema.items()}
    missing = [
        (name, at)
        for name in keys
        for at in of
        if keys[name][at] not in known and places[name][at] not in hashed
    ]
    asked = sorted({at for _, at in missing})
    fresh = rows.select(list(dict.fromkeys(name for name, _ in missing)))
    for at, found in zip(asked, side_by_side(column_digests, _frames(fresh, asked, len(of))), strict=True):
        hashed.update({places[name][at]: digest for name, digest in found.items()})
    return {name: [known.get(keys[name][at]) or hashed[places[name][at]] for at in of] for name in keys}


def _frames(rows: Packed, asked: Sequence[int], of: int) -> Iterator[pl.DataFrame]:
    """The rows of these ranges; all of them are cut one after the other, so that no piece is opened twice."""
    if not asked:
        return iter(())
    if len(asked) == of:
        return rows.cut(RANGE)
    return (rows.rows(at * RANGE, RANGE) for at in asked)
