"""The digest of a part of what a run publishes: of its fixed row ranges, one after the other (law 3).

Ranges do not depend on how a table was cut or on who worked on it. Of a column in a range that was made of
the same as one of an earlier run the digest is known, so that only what changed is worked out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate

import polars as pl

from core.column_digests import digest_of_same
from core.digests import column_digests, combined, facts_digest
from core.packed import Packed, Piece
from core.said_alike import Said, said_alike
from core.side_by_side import side_by_side

RANGE = 32_768
"""Rows of every range but the last."""


Hashed = dict[tuple[Piece, ...], dict[tuple[str, str, int], str]]
"""Pieces -> (column, its type, number of a range) -> digest of the column in that range."""


def ranges_digest(
    rows: Packed, known: Mapping[str, str], hashed: Hashed | None = None
) -> tuple[str, dict[str, str]]:
    """Hex SHA-256 over names, types and the digests of all ranges; and identity -> digest of each column in
    each range.

    known: those of an earlier run. hashed: columns of this run that are hashed already, which grows: parts of
    one entity show some columns of the same pieces.
    """
    starts = range(0, max(rows.height, 1), RANGE)
    each_alone = [(name, rows.select((name,))) for name in rows.columns]
    keys = {name: [alone.identity(start, RANGE) for start in starts] for name, alone in each_alone}
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
    own, kinds = hashed.setdefault(rows.pieces, {}), {n: str(kind) for n, kind in rows.schema.items()}
    of = range(max((len(each) for each in keys.values()), default=0))
    said, same = [said_alike(piece, rows.columns) for piece in rows.pieces], cache(digest_of_same)
    for at in sorted({at for _, at in _missing(keys, kinds, known, own)}):
        count, alike = _alike(rows, said, at)
        own.update({(n, kinds[n], at): same(rows.schema[n], value, count) for n, value in alike.items()})
    missing = _missing(keys, kinds, known, own)
    asked, fresh = sorted({at for _, at in missing}), list(dict.fromkeys(name for name, _ in missing))
    found = side_by_side(column_digests, _frames(rows.select(fresh), asked, len(of)))
    for at, digests in zip(asked, found, strict=True):
        own.update({(n, kinds[n], at): digest for n, digest in digests.items()})
    return {n: [known.get(keys[n][at]) or own[n, kind, at] for at in of] for n, kind in kinds.items()}


def _missing(
    keys: Mapping[str, Sequence[str]],
    kinds: Mapping[str, str],
    known: Mapping[str, str],
    own: Mapping[tuple[str, str, int], str],
) -> list[tuple[str, int]]:
    """Columns and ranges of which the digest is neither known nor worked out."""
    every = ((name, at, key) for name, each in keys.items() for at, key in enumerate(each))
    return [(name, at) for name, at, key in every if key not in known and (name, kinds[name], at) not in own]


def _alike(rows: Packed, said: Sequence[Said], at: int) -> tuple[int, Said]:
    """How many rows a range has, and what columns say in all of them: none of those is opened.

    said: of each piece.
    """
    start, count = at * RANGE, min(RANGE, rows.height - at * RANGE)
    first, *others = _holding(rows, said, start, count) or [{}]
    both = (name for name in first if all(name in each and each[name] == first[name] for each in others))
    return count, {name: first[name] for name in both}


def _holding(rows: Packed, said: Sequence[Said], start: int, count: int) -> list[Said]:
    """Of the pieces in which rows of a stretch are."""
    ends = list(accumulate(piece.height for piece in rows.pieces))
    both = zip(rows.pieces, ends, said, strict=True)
    return [each for piece, end, each in both if end - piece.height < start + count and start < end]


def _frames(rows: Packed, asked: Sequence[int], of: int) -> Iterator[pl.DataFrame]:
    """The rows of these ranges; all of them are cut one after the other, so that no piece is opened twice."""
    if not asked:
        return iter(())
    if len(asked) == of:
        return rows.cut(RANGE)
    return (rows.rows(at * RANGE, RANGE) for at in asked)
