"""Delimited text: CSV, TSV and their many relatives, as one source table with its account.

Reading and counting are two passes that share the layout only; where they differ the stretch becomes
a reject and the sums of law 1 stay open until somebody settles it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import numpy as np
import numpy.typing as npt
import polars as pl

from core.choices import Correction
from core.progress import SoFar, Telling
from core.repairs import NO_REPAIRS, Proposal, Repairs
from core.sources.accounting import rejects_of, settle, shares_of, with_rejects, within
from core.sources.aside import as_stood, beside, in_order
from core.sources.body import Body, read_body
from core.sources.counting import count
from core.sources.dialect import Layout
from core.sources.encoding import Text
from core.sources.layout import Found, find_layout
from core.sources.naming import column_names
from core.sources.noticing import Facts, evidence, findings
from core.sources.repairs import Given, Rows, headed, of_corrections, repaired
from core.sources.several import below
from core.tables import LINE, RECORD, ReadTable, SourceTable, Upload

FIRST_PASS, PARSED = 0.4, 0.75
"""Shares of the work on a text at which its records have been found, and parsed; the rest is counting and
comparing. Bytes are told by the work that is done on them, so that the time left can be judged by them.
"""


@dataclass(frozen=True)
class Place:
    """Which part of a text one table is: [start, stop) of its UTF-8 form, and how the table is called.

    heading: what was proposed for its row of names, if anything.
    """

    name: str
    start: int
    stop: int
    heading: Proposal | None = None


def read_tables(
    upload: Upload,
    text: Text,
    *,
    found: Found,
    repairs: Repairs = NO_REPAIRS,
    corrections: tuple[Correction, ...] = (),
    progress: Telling | None = None,
) -> list[ReadTable]:
    """Every table in `text`, from above to below; nearly always one."""
    tell = _teller(upload.path, len(text.utf8), progress)
    found, heading = headed(found, upload, text, repairs)
    place = Place(stem(upload), 0, len(text.utf8), heading)
    tables: list[ReadTable] = []
    while True:
        body = read_body(text.utf8, found.layout, progress=tell)
        if tell:
            tell(int(found.layout.footer * PARSED / FIRST_PASS), len(body.starts))
        lower = below(body, found.layout)
        if lower is None:
            return [
                *tables,
                read_delimited(
                    upload,
                    text,
                    found=found,
                    repairs=repairs,
                    corrections=corrections,
                    body=body,
                    place=place,
                ),
            ]
        upper = replace(found, layout=replace(found.layout, footer=lower.header))
        here = replace(place, stop=lower.header)
        told = read_delimited(upload, text, found=upper, repairs=repairs, corrections=corrections, place=here)
        tables.append(told)
        found = Found(lower, found.sniffed, "rows of another width stand below it", assumed=False)
        place = Place(f"{stem(upload)}.{len(tables) + 1}", lower.header, place.stop)


def read_delimited(
    upload: Upload,
    text: Text,
    *,
    found: Found | None = None,
    fast: bool = True,
    repairs: Repairs = NO_REPAIRS,
    corrections: tuple[Correction, ...] = (),
    body: Body | None = None,
    place: Place | None = None,
) -> ReadTable:
    """One table in `text`. fast=False reads every record one by one (for tests). body: read already."""
    found = found or find_layout(text.utf8)
    layout = found.layout
    place = place or Place(stem(upload), 0, len(text.utf8))
    body = body or read_body(text.utf8, layout, fast=fast)
    counted = within(count(text.utf8, layout), place.start, place.stop)
    frame, starts, repeated = without_headers(body, layout)
    account = settle(starts, body, counted, layout)
    rows = standing(Rows(frame, starts, body.doubtful), account.keep)
    rejects = rejects_of(account, text, layout)
    given = Given(upload, place.name, text, layout, repairs, corrections)
    mended = repaired(rows, account, rejects, counted, given)
    account, frame = mended.account, mended.rows.frame
    proposals = (*((place.heading,) if place.heading else ()), *mended.proposals)
    names, renamed = column_names(layout.names, width=layout.width, longest=frame.width - 1)
    table = SourceTable(upload.path, place.name, names, finished(frame, names))
    shares = shares_of(counted, account, text)
    facts = Facts(body, found, shares, mended.rejects, renamed, repeated, text, proposals)
    noticed = (*findings(table, facts, counted), *of_corrections(table.key, mended.corrections))
    told = evidence(found, text)
    ranges = with_rejects(counted.ranges, account.rejects)
    changed = renamed or several_lines(text.utf8, layout) or (place.heading and place.heading.applied)
    apart = beside(text.utf8, ranges, mended.rows, layout, named=not changed)
    aside = in_order((*apart, *as_stood(proposals)))
    return ReadTable(
        table, mended.rejects, account.counted, shares, told, noticed, proposals, mended.corrections, aside
    )


def several_lines(utf8: bytes, layout: Layout) -> bool:
    """Whether the names of a table stand on more than one line."""
    return utf8.count(layout.dialect.end, layout.header, layout.body) > 1


def stem(upload: Upload) -> str:
    """What the first table of a file is called."""
    return PurePosixPath(upload.path.split("!/")[-1]).stem


def standing(rows: Rows, keep: pl.Series | None) -> Rows:
    """The records that reader and counter agree on."""
    if keep is None:
        return rows
    starts = rows.starts[keep.to_numpy()]
    return Rows(rows.frame.filter(keep), starts, rows.doubtful.intersection(starts.tolist()))


def _teller(path: str, size: int, progress: Telling | None) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda at, rows: progress(SoFar(path, int(FIRST_PASS * at), size, rows))


def finished(frame: pl.DataFrame, names: tuple[str, ...], *, before: int = 0) -> pl.DataFrame:
    """RECORD and LINE first, then the columns by their names; names beyond every row stay null.

    before: records of the table that stand above these.
    """
    beyond = [pl.lit(None, dtype=pl.String).alias(f"c{n}") for n in range(frame.width - 1, len(names))]
    frame = frame.with_columns(beyond) if beyond else frame
    old = [name for name in frame.columns if name != LINE]
    numbers = pl.Series(RECORD, np.arange(before + 1, before + frame.height + 1, dtype=np.uint32))
    columns = [frame[before].alias(after) for before, after in zip(old, names, strict=True)]
    return pl.DataFrame([numbers, frame[LINE], *columns])


def without_headers(body: Body, layout: Layout) -> tuple[pl.DataFrame, npt.NDArray[np.int64], int]:
    """The frame, its record starts, and how many repeated header rows were left out of both."""
    if layout.names is None or not body.frame.height:
        return body.frame, body.starts, 0
    first = (body.frame["c0"] == layout.names[0]).fill_null(False)
    if not first.any():
        return body.frame, body.starts, 0
    same = first
    for index, column in enumerate(body.frame.columns[1:-1], start=1):
        name = layout.names[index] if index < len(layout.names) else None
        same = same & body.frame[column].eq_missing(pl.Series([name], dtype=pl.String))
    keep = ~same
    return body.frame.filter(keep), body.starts[keep.to_numpy()], int(same.sum())
