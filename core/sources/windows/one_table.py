"""A large text as one table, read in windows: what reading it whole gives, without ever being there whole.

Where something of it asks for a look at all of it (damaged rows, for which repairs are sought; another table
below), nothing comes of this, and whoever asked reads it whole. So a result never tells which way it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import polars as pl

from core.choices import Choices
from core.packed import WINDOW, Packed
from core.progress import SoFar, Telling
from core.sources.aside import as_stood, in_order
from core.sources.elsewhere import Looked
from core.sources.readers import Reading
from core.sources.sizes import ONE_TABLE, Sizes
from core.sources.windows.opening import is_large_text, open_large
from core.sources.windows.survey import survey
from core.sources.windows.table import NOT_REPAIRED, WindowedTable
from core.tables import LINE, RECORD, Account, Aside, ReadTable, SourceTable, Upload

BLOCK = 4 << 20


def in_slices(upload: Upload, content: bytes) -> Upload:
    """The upload, whose content is in memory, as one that gives it piece by piece."""

    def slices() -> Iterator[bytes]:
        return (content[at : at + BLOCK] for at in range(0, len(content), BLOCK))

    return replace(upload, slices=slices)


def looked_in_windows(
    upload: Upload,
    *,
    choices: Choices,
    packed: bool,
    progress: Telling | None = None,
    sizes: Sizes = ONE_TABLE,
) -> Looked | None:
    """What is in a large delimited text; None where it has to be read whole, whatever it is."""
    if not is_large_text(upload.open_slices, upload.size, sizes):
        return None
    seen = survey(upload.open_slices, upload.size)
    opened = open_large(upload, seen, sizes=sizes, choices=choices)
    if opened is None or not isinstance(opened.found, WindowedTable):
        return None
    read = read_table(opened.found, packed=packed, progress=progress)
    return Looked(opened.findings, Reading(tables=(read,))) if read else None


def read_table(table: WindowedTable, *, packed: bool, progress: Telling | None = None) -> ReadTable | None:
    """All parts of a table together; None as soon as it shows that it has to be read whole.

    packed: whether its rows are packed as they come.
    """
    if progress:
        path, size, tell = table.upload.path, table.upload.size, progress
        table.told = lambda done, rows: tell(SoFar(path, done, size, rows))
    table.sound_only = True
    aside: list[Aside] = []
    frames = _even(_frames(table, aside))
    schema = _schema(table)
    rows = Packed.gathered(frames, schema) if packed else _whole(list(frames), schema)
    account = table.account
    if table.needs_whole or account is None or list(account.columns) != rows.columns[2:]:
        return None
    return _told(account, SourceTable(*table.key, account.columns, rows), aside)


def _frames(table: WindowedTable, aside: list[Aside]) -> Iterator[pl.DataFrame]:
    """The rows of its parts, as long as it need not be read whole. aside: takes what is beside them."""
    for part in table.parts():
        if table.needs_whole:
            return
        aside.extend(part.aside)
        yield part.frame


def _even(frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The same rows, WINDOW at a time."""
    waiting: list[pl.DataFrame] = []
    held = 0
    for frame in frames:
        waiting.append(frame)
        held += frame.height
        while held >= WINDOW:
            whole = pl.concat(waiting)
            yield whole.head(WINDOW)
            waiting, held = [whole.slice(WINDOW)], held - WINDOW
    if held:
        yield pl.concat(waiting, rechunk=True)


def _schema(table: WindowedTable) -> pl.Schema:
    names, _ = table.columns(table.found.layout.width)
    return pl.Schema({RECORD: pl.UInt32(), LINE: pl.UInt32(), **dict.fromkeys(names, pl.String())})


def _whole(frames: list[pl.DataFrame], schema: pl.Schema) -> pl.DataFrame:
    return pl.concat(frames, rechunk=True) if frames else pl.DataFrame(schema=schema)


def _told(account: Account, table: SourceTable, aside: Iterable[Aside]) -> ReadTable:
    return ReadTable(
        table,
        (),
        counted=account.counted,
        shares=account.shares,
        evidence=account.evidence,
        findings=tuple(one for one in account.findings if one.kind != NOT_REPAIRED),
        proposals=account.proposals,
        aside=in_order((*aside, *as_stood(account.proposals))),
    )
