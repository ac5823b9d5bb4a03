"""What a look notes about files that may be newer extracts of others, or hold the same; proposed (law 2).

Files whose names differ by days, numbers and marks of copies alone are compared row by row; the note holds
names and counts. A series of many such files is no row of versions and is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cmp_to_key
from typing import Any

from core.profiles.file_names import newer_by_name, plain
from core.profiles.succession import likeness, paired
from core.tables import Intake, SourceTable

MOST = 12
"""Files that are called alike beyond which they are a series."""
_MEMBER = "!/"
Received = Mapping[str, datetime]
"""Path -> when it came, of what counts."""


def notes(received: Received, intake: Intake) -> list[dict[str, Any]]:
    """Of each file the newest earlier one that it may be an extract of, and of what it is a copy."""
    copies = list(_copies(received, intake))
    left_out = {each["later"] for each in copies}
    tables = _tables(read.table for read in intake.tables)
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in received:
        if path in tables and path not in left_out:
            alike[plain(path)].append(path)
    groups = [_in_order(paths, received) for paths in alike.values() if 1 < len(paths) <= MOST]
    return [*copies, *(note for group in groups for note in _versions(group, tables))]


def _tables(tables: Iterable[SourceTable]) -> dict[str, list[SourceTable]]:
    """By the upload that they came in."""
    found: dict[str, list[SourceTable]] = defaultdict(list)
    for table in tables:
        found[table.file.split(_MEMBER)[0]].append(table)
    return found


def _copies(received: Received, intake: Intake) -> Iterator[dict[str, Any]]:
    for finding in intake.findings:
        first = finding.facts.get("first") if finding.kind == "same_content" else None
        if first in received and finding.file in received:
            yield {"copy": True, "earlier": first, "later": finding.file}


def _in_order(paths: Sequence[str], received: Received) -> list[str]:
    """The oldest first: by what their names say, else as they came."""

    def compared(one: str, other: str) -> int:
        newer = newer_by_name(one, other)
        if newer is None:
            newer = (received[one], one) < (received[other], other)
        return -1 if newer else 1

    return sorted(paths, key=cmp_to_key(compared))


def _versions(group: Sequence[str], tables: Mapping[str, list[SourceTable]]) -> Iterator[dict[str, Any]]:
    for place, later in enumerate(group):
        for earlier in reversed(group[:place]):
            found = likeness(tables[earlier], tables[later])
            if found is not None:
                pairs = [[*old.key, *new.key] for old, new in paired(tables[earlier], tables[later])]
                told = {"both": found.both, "new": found.new, "gone": found.gone, "tables": pairs}
                yield {"copy": False, "earlier": earlier, "later": later, **told}
                break
