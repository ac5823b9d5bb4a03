"""Uploads made by hand for the tests of reading."""

from __future__ import annotations

import hashlib
from pathlib import Path

from core.findings import Finding
from core.sources import read_uploads
from core.tables import LINE, RECORD, Intake, ReadTable, Upload


def upload(path: str, content: bytes) -> Upload:
    """One file as received."""
    return Upload(path, hashlib.sha256(content).hexdigest(), len(content), lambda: content)


def of(path: Path, name: str | None = None) -> Upload:
    """A file on disk as an upload."""
    return upload(name or path.name, path.read_bytes())


def intake(**files: bytes) -> Intake:
    """Reads files given as name_ending=content; "__" stands for the dot."""
    return read_uploads([upload(name.replace("__", "."), content) for name, content in files.items()])


def read(content: bytes, path: str = "t.csv") -> ReadTable:
    """The one table in `content`; its byte shares are checked in passing."""
    found = read_uploads([upload(path, content)])
    assert len(found.tables) == 1, (found.files, found.findings)
    table = found.tables[0]
    assert sum(table.shares.values()) == len(content)
    assert table.counted == table.table.frame.height + len(table.rejects)
    return table


def rows(table: ReadTable) -> list[list[str | None]]:
    """The cells of every record."""
    return [list(row) for row in table.table.frame.drop(RECORD, LINE).rows()]


def lines(table: ReadTable) -> list[int]:
    """The line of every record."""
    return table.table.frame[LINE].to_list()


def kinds(found: Intake | ReadTable) -> set[str]:
    """Every kind of finding anywhere in what was read."""
    if isinstance(found, ReadTable):
        return {one.kind for one in found.findings}
    everything: list[Finding] = [*found.findings]
    for table in found.tables:
        everything += table.findings
    for file in found.files:
        everything += file.findings
    return {one.kind for one in everything}
