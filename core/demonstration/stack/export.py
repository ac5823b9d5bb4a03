"""The four tools' exports put together: a folder for each, and each in the encoding of its tool."""

from __future__ import annotations

from core.demonstration import writing
from core.demonstration.group import Group
from core.demonstration.stack import sheets
from core.demonstration.stack.roster import BILLING, SCHEDULER, roster

_UTF8 = (BILLING, SCHEDULER)


def export(group: Group) -> dict[str, bytes]:
    """The files, by path."""
    return {
        f"{path}.csv": writing.csv_bytes(table, _encoding(path))
        for path, table in sheets.tables(group, roster(group)).items()
    }


def _encoding(path: str) -> str:
    return "utf-8" if path.partition("/")[0] in _UTF8 else "cp1252"
