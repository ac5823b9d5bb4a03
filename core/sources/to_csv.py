"""What was read, as plain CSV files (contracts, section 4): for comparing with other readers."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import PurePosixPath

from core.tables import LINE, RECORD, Intake, ReadTable, Reject


def as_csv(intake: Intake) -> Iterator[tuple[str, bytes]]:
    """(relative file name, UTF-8 bytes) for each table, and for its rejects where there are any.

    `<stem>.csv`, further tables of one file `<stem>.2.csv`, `<stem>.rejects.csv`; where two files
    share a stem the whole name stands in its place.
    """
    files = list(dict.fromkeys(one.table.file for one in intake.tables))
    stems = Counter(_stem(file).lower() for file in files)
    taken: set[str] = set()
    for file in files:
        base = _stem(file) if stems[_stem(file).lower()] == 1 else _whole(file)
        base = _free(base, taken)
        tables = [one for one in intake.tables if one.table.file == file]
        for number, one in enumerate(tables, start=1):
            name = base if number == 1 else f"{base}.{number}"
            yield f"{name}.csv", table_csv(one)
            if one.rejects:
                yield f"{name}.rejects.csv", rejects_csv(one.rejects)


def table_csv(read: ReadTable) -> bytes:
    """Header row first; an absent cell is empty, as an empty one is."""
    frame = read.table.frame.drop(RECORD, LINE)
    return frame.write_csv(None, include_header=True, null_value="", quote_style="necessary").encode("utf-8")


def rejects_csv(rejects: tuple[Reject, ...]) -> bytes:
    """line, reason, raw."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("line", "reason", "raw"))
    writer.writerows((one.line, one.reason, one.raw) for one in rejects)
    return out.getvalue().encode("utf-8")


def _stem(file: str) -> str:
    return PurePosixPath(_inner(file)).stem


def _whole(file: str) -> str:
    return file.replace("!/", "_").replace("/", "_")


def _inner(file: str) -> str:
    return file.rsplit("!/", 1)[-1]


def _free(base: str, taken: set[str]) -> str:
    """Names that differ in case only would overwrite each other on some disks."""
    name, number = base, 2
    while name.lower() in taken:
        name, number = f"{base}_{number}", number + 1
    taken.add(name.lower())
    return name
