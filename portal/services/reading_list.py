"""The list of files on the page about reading: what the newest look found in each, and what waits there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.choices import Choices
from portal.services.looking import MEMBER, Note
from portal.services.reading_opened import LOCKED
from portal.viewmodels.reading import FileLine
from portal.wording import reading_found as words
from storage import UploadRow

_PICTURES = ("dicom", "photograph", "pdf")
"""Kinds of files that are looked at elsewhere: nothing about them can be read otherwise."""


def lines_of(rows: Sequence[UploadRow], note: Note, choices: Choices) -> tuple[FileLine, ...]:
    """Files of the uploads that count, as far as they were looked into, in path order."""
    said = {one.path for one in choices.files if one.topics or one.columns}
    lines: dict[str, FileLine] = {}
    for row in rows:
        if note.covers(row):
            for path, tables in note.by_file(row).items():
                lines[path] = _of_tables(path, tables, said=path in said)
            for kept in note.kept_in(row):
                if kept["kind"] not in _PICTURES or _locked(kept):
                    lines.setdefault(kept["path"], _of_kept(kept, said=kept["path"] in said))
            for noticed in note.found_in(row):
                if noticed["kind"] in LOCKED:
                    holder = noticed["file"].rpartition(MEMBER)[0] or noticed["file"]
                    lines[holder] = FileLine(holder, words.ARCHIVE, 0, 0, 0, locked=True)
    return tuple(lines[path] for path in sorted(lines))


def _of_tables(path: str, tables: Sequence[Mapping[str, Any]], *, said: bool) -> FileLine:
    return FileLine(
        path=path,
        label=words.label(tables[0]["evidence"]),
        tables=len(tables),
        open_repairs=sum(table.get("repairs", 0) for table in tables),
        rejects=sum(table["rejects"] for table in tables),
        said=said,
    )


def _of_kept(kept: Mapping[str, Any], *, said: bool) -> FileLine:
    return FileLine(kept["path"], words.kept(kept["kind"]), 0, 0, 0, locked=_locked(kept), said=said)


def _locked(kept: Mapping[str, Any]) -> bool:
    return any(finding["kind"] in LOCKED for finding in kept["findings"])
