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

from core.choices import Correction
from core.repairs import Proposal, RepairKind, Repairs
from core.sources.accounting import Account
from core.sources.counting import Counted
from core.sources.dialect import Layout
from core.sources.encoding import Text
from core.sources.layout import Found as Layered
from core.sources.naming import column_names
from core.sources.repairs.correcting import in_place, said_of, with_corrected, with_rows, without
from core.sources.repairs.heading import SURE, damaged_heading
from core.sources.repairs.proposing import Found, Odd, Rows, propose
from core.tables import LINE, Corrected, Reject, Upload


@dataclass(frozen=True)
class Given:
    """What a table was read from. table: its name. repairs: those that were accepted.

    corrections: what people made of rejects of this file.
    """

    upload: Upload
    table: str
    text: Text = field(repr=False)
    layout: Layout
    repairs: Repairs
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class Repaired:
    """A table after repair."""

    rows: Rows
    account: Account
    rejects: tuple[Reject, ...]
    proposals: tuple[Proposal, ...] = field(default=(), repr=False)
    corrections: tuple[Corrected, ...] = field(default=(), repr=False)


def repaired(
    rows: Rows, account: Account, rejects: tuple[Reject, ...], counted: Counted, given: Given
) -> Repaired:
    """The table with every correction and accepted repair applied, and all proposals, in order of place."""
    said = said_of(
        account, rejects, given.upload, given.corrections, width=given.layout.width, most=rows.frame.width - 1
    )
    rows, account, rejects = with_corrected(rows, account, rejects, counted, said)
    bounds = np.sort(np.concatenate([rows.starts, [start for start, _, _ in account.rejects]]))
    found = propose(
        given.text.utf8,
        given.layout,
        rows,
        list(_lone(account, rejects, counted, given)),
        bounds=bounds.astype(np.int64),
    )
    found = [one for one in found if one.odd.start not in said]
    if not found:
        return Repaired(rows, account, rejects, (), in_place(said, rows))
    proposals = [given.repairs.settled(one) for one in _proposals(found, given)]
    taken = [one for one, proposal in zip(found, proposals, strict=True) if proposal.applied]
    after = _replaced(rows, taken) if taken else rows
    numbered = tuple(_numbered(proposal, one, after) for one, proposal in zip(found, proposals, strict=True))
    gone = {one.odd.start for one in taken if one.odd.reject}
    return Repaired(after, *without(account, rejects, gone), numbered, in_place(said, after))


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
    settled = repairs.settled(proposal)
    return heading.found if settled.applied else found, settled


def _lone(account: Account, rejects: tuple[Reject, ...], counted: Counted, given: Given) -> Iterator[Odd]:
    """Rejects of one line that the counter took for one record."""
    end = given.layout.dialect.end
    for (start, stop, _), reject in zip(account.rejects, rejects, strict=True):
        several = given.text.utf8.find(end, start, stop - 1) >= 0
        inside = np.searchsorted(counted.starts, [start, stop])
        if not several and int(inside[1] - inside[0]) == 1:
            yield Odd(start, stop, reject.line, (), reject=True)


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
    kept = Rows(rows.frame.filter(pl.Series(keep)), rows.starts[keep])
    lines = [(one.odd.start, one.odd.line, one.weighed.cells) for one in taken]
    whole = with_rows(kept, lines)
    return Rows(_narrowed(whole.frame, len(taken[0].weighed.cells)), whole.starts)


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
