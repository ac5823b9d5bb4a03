"""From what was found in a table to its proposals, and the table with the accepted ones applied.

A repair changes how a record is cut into cells and never how many records there are: a row stays that row,
and a reject of one line becomes the one record that the counter counted in its place (law 1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

import numpy as np
import polars as pl

from core.repairs import Proposal, RepairKind, Repairs
from core.sources.accounting import Account
from core.sources.counting import Counted
from core.sources.dialect import Layout
from core.sources.encoding import Text
from core.sources.layout import Found as Layered
from core.sources.naming import column_names
from core.sources.repairs.heading import SURE, damaged_heading
from core.sources.repairs.proposing import Found, Odd, Rows, propose
from core.tables import LINE, Reject, Upload


@dataclass(frozen=True)
class Given:
    """What a table was read from. table: its name. repairs: those that were accepted."""

    upload: Upload
    table: str
    text: Text = field(repr=False)
    layout: Layout
    repairs: Repairs


@dataclass(frozen=True)
class Repaired:
    """A table after repair."""

    rows: Rows
    account: Account
    rejects: tuple[Reject, ...]
    proposals: tuple[Proposal, ...] = field(default=(), repr=False)


def repaired(
    rows: Rows, account: Account, rejects: tuple[Reject, ...], counted: Counted, given: Given
) -> Repaired:
    """The table with every accepted repair applied, and all proposals, in order of place."""
    bounds = np.sort(np.concatenate([rows.starts, [start for start, _, _ in account.rejects]]))
    found = propose(
        given.text.utf8,
        given.layout,
        rows,
        list(_lone(account, rejects, counted, given)),
        bounds=bounds.astype(np.int64),
    )
    if not found:
        return Repaired(rows, account, rejects)
    proposals = [replace(one, applied=given.repairs.covers(one)) for one in _proposals(found, given)]
    taken = [one for one, proposal in zip(found, proposals, strict=True) if proposal.applied]
    after = _replaced(rows, taken) if taken else rows
    numbered = tuple(_numbered(proposal, one, after) for one, proposal in zip(found, proposals, strict=True))
    gone = {one.odd.start for one in taken if one.odd.reject}
    return Repaired(after, *_without(account, rejects, gone), numbered)


def headed(found: Layered, upload: Upload, text: Text, repairs: Repairs) -> tuple[Layered, Proposal | None]:
    """The layout with its row of names repaired where that was accepted, and what is proposed for it."""
    heading = damaged_heading(text.utf8, found)
    if heading is None:
        return found, None
    start, stop = text.offsets([heading.start, heading.stop])
    line = text.utf8.count(found.layout.dialect.end, 0, heading.start) + 1
    proposal = Proposal(
        kind=RepairKind.HEADER,
        file=upload.path,
        table=PurePosixPath(upload.path.split("!/")[-1]).stem,
        upload=upload.sha256,
        line=line,
        start=start,
        end=stop,
        raw=heading.raw,
        before=heading.before,
        after=heading.names,
        column=heading.names[0],
        others=0,
        confidence=SURE,
    )
    applied = repairs.covers(proposal)
    return heading.found if applied else found, replace(proposal, applied=applied)


def _lone(account: Account, rejects: tuple[Reject, ...], counted: Counted, given: Given) -> Iterator[Odd]:
    """Rejects of one line that the counter took for one record."""
    end = given.layout.dialect.end
    for (start, stop, _), reject in zip(account.rejects, rejects, strict=True):
        several = given.text.utf8.find(end, start, stop - 1) >= 0
        inside = np.searchsorted(counted.starts, [start, stop])
        if not several and int(inside[1] - inside[0]) == 1:
            yield Odd(start, stop, reject.line, (), reject=True)


def _without(
    account: Account, rejects: tuple[Reject, ...], gone: set[int]
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


def _proposals(found: Sequence[Found], given: Given) -> list[Proposal]:
    upload, layout = given.upload, given.layout
    names, _ = column_names(layout.names, width=layout.width, longest=layout.width)
    places = sorted({place for one in found for place in (one.odd.start, one.odd.stop)})
    original = dict(zip(places, given.text.offsets(places), strict=True))
    return [
        Proposal(
            kind=one.weighed.kind,
            file=upload.path,
            table=given.table,
            upload=upload.sha256,
            line=one.odd.line,
            start=original[one.odd.start],
            end=original[one.odd.stop],
            raw=one.raw,
            before=one.odd.before,
            after=one.weighed.cells,
            column=_first_changed(one, names),
            others=one.weighed.others,
            confidence=one.weighed.confidence,
        )
        for one in found
    ]


def _first_changed(one: Found, names: Sequence[str]) -> str:
    for index, cell in enumerate(one.weighed.cells):
        if index >= len(one.odd.before) or one.odd.before[index] != cell:
            return names[index]
    return names[-1]


def _replaced(rows: Rows, taken: Sequence[Found]) -> Rows:
    """The rows with the repaired ones in their places."""
    starts = np.array([one.odd.start for one in taken], dtype=np.int64)
    keep = ~np.isin(rows.starts, starts)
    new = pl.DataFrame(
        {
            **{f"c{n}": [one.weighed.cells[n] for one in taken] for n in range(len(taken[0].weighed.cells))},
            LINE: [one.odd.line for one in taken],
        },
        schema_overrides={LINE: rows.frame.schema[LINE]},
    )
    whole = pl.concat([rows.frame.filter(pl.Series(keep)), new], how="diagonal")
    places = np.concatenate([rows.starts[keep], starts])
    order = np.argsort(places, kind="stable")
    return Rows(_narrowed(whole[order], len(taken[0].weighed.cells)), places[order])


def _narrowed(frame: pl.DataFrame, width: int) -> pl.DataFrame:
    """Without overflow columns that nothing stands in any more; LINE stays last."""
    spare = [name for name in frame.columns if name != LINE and int(name[1:]) >= width]
    while spare and frame[spare[-1]].null_count() == frame.height:
        frame = frame.drop(spare.pop())
    return frame.select(*(name for name in frame.columns if name != LINE), LINE)


def _numbered(proposal: Proposal, one: Found, rows: Rows) -> Proposal:
    """With the ordinal of its record, where it is one."""
    at = int(np.searchsorted(rows.starts, one.odd.start))
    if at < len(rows.starts) and int(rows.starts[at]) == one.odd.start:
        return replace(proposal, record=at + 1)
    return proposal
