"""Rejects that a person made records of: each takes its place among the records, in order of line.

A correction holds for one stretch of bytes and the very text that stands there; it makes exactly one record
of it. Where reader and counter could not agree on a stretch, this is the person's word that settles it, so
that the stretch counts as the one record that it is then (contracts, section 1).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from core.choices import Correction
from core.choices.model import raw_digest
from core.findings import Finding
from core.sources.accounting import Account
from core.sources.counting import Counted
from core.sources.noticing import ROW_CORRECTED
from core.sources.repairs.proposing import Rows
from core.tables import LINE, Corrected, Reject, Upload


@dataclass(frozen=True)
class Settled:
    """A reject with what a person said of it. stop: where it ends in the UTF-8 text. cells: one a column."""

    stop: int
    reject: Reject
    cells: tuple[str, ...] = field(repr=False)
    by: str


def said_of(
    account: Account,
    rejects: Sequence[Reject],
    upload: Upload,
    said: Sequence[Correction],
    *,
    width: int,
    most: int,
) -> dict[int, Settled]:
    """Start in the UTF-8 text -> what was said of that reject.

    width: cells of a record. most: of the longest; more than that, blank ones aside, cannot be meant.
    """
    known = {one.place: one for one in said if len(_filled(one.cells)) <= most}
    if not known:
        return {}
    found = {}
    for (start, stop, _), reject in zip(account.rejects, rejects, strict=True):
        place = (upload.sha256, reject.start or 0, reject.end or 0, raw_digest(reject.raw))
        one = known.get(place)
        if one is not None:
            cells = _filled(one.cells)
            cells = (*cells, *[""] * (width - len(cells)))
            found[start] = Settled(stop, reject, cells, one.by)
    return found


def _filled(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Without blank ones at the end."""
    last = max((n for n, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:last]


def with_corrected(
    rows: Rows,
    account: Account,
    rejects: tuple[Reject, ...],
    counted: Counted,
    said: Mapping[int, Settled],
) -> tuple[Rows, Account, tuple[Reject, ...]]:
    """The table with these rejects as records."""
    if not said:
        return rows, account, rejects
    made = with_rows(rows, [(start, one.reject.line, one.cells) for start, one in said.items()])
    left, others = without(account, rejects, said.keys())
    several = sum(_counted(counted, start, one.stop) - 1 for start, one in said.items())
    return made, replace(left, counted=left.counted - several), others


def in_place(said: Mapping[int, Settled], rows: Rows) -> tuple[Corrected, ...]:
    """Each with the ordinal of its record."""
    return tuple(
        Corrected(
            line=one.reject.line,
            start=one.reject.start or 0,
            end=one.reject.end or 0,
            raw=one.reject.raw,
            cells=one.cells,
            reason=one.reject.reason,
            by=one.by,
            record=int(np.searchsorted(rows.starts, start)) + 1,
        )
        for start, one in sorted(said.items())
    )


def of_corrections(table: tuple[str, str], corrections: Sequence[Corrected]) -> tuple[Finding, ...]:
    """That rows of the table were corrected, and how many."""
    return (Finding(ROW_CORRECTED, *table, count=len(corrections)),) if corrections else ()


def with_rows(rows: Rows, new: Sequence[tuple[int, int, Sequence[str]]]) -> Rows:
    """The rows and these (start, line, cells) more, each in its place."""
    width = max(len(row[2]) for row in new)
    cells = {
        f"c{n}": pl.Series([row[2][n] if n < len(row[2]) else None for row in new], dtype=pl.String)
        for n in range(width)
    }
    lines = pl.Series([row[1] for row in new], dtype=rows.frame.schema[LINE])
    whole = pl.concat([rows.frame, pl.DataFrame({**cells, LINE: lines})], how="diagonal")
    places = np.concatenate([rows.starts, np.array([row[0] for row in new], dtype=np.int64)])
    order = np.argsort(places, kind="stable")
    columns = [name for name in whole.columns if name != LINE]
    return Rows(whole[order].select(*columns, LINE), places[order], rows.doubtful)


def without(
    account: Account, rejects: tuple[Reject, ...], gone: Collection[int]
) -> tuple[Account, tuple[Reject, ...]]:
    """The account and its rejects without those that became records."""
    left = [
        (place, reject)
        for place, reject in zip(account.rejects, rejects, strict=True)
        if place[0] not in gone
    ]
    return (
        replace(account, rejects=tuple(place for place, _ in left)),
        tuple(reject for _, reject in left),
    )


def _counted(counted: Counted, start: int, stop: int) -> int:
    """Records that the counter saw begin in the stretch."""
    inside = np.searchsorted(counted.starts, [start, stop])
    return int(inside[1] - inside[0])
