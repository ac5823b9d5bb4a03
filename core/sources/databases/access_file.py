"""The reader of Access databases, over the programs behind the door.

What the programs export is counted on the pages of the file by a reader of our own (law 1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from core.findings import Finding
from core.sources.access_door import NULL, Export, Exported
from core.sources.databases.access_pages import AccessPages
from core.sources.databases.uncounted import DAMAGED, reading_of, why_not
from core.sources.gathering import Gathering
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.sources.stored import keep
from core.sources.unread import unread
from core.tables import FileKind, ReadTable

LATE = "took_too_long"
_LINKED = frozenset({"4", "6"})
_LOCAL = "1"
_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"|([^,\n]*+))(,|\r?\n|\Z)')
_BYTES = re.compile(r"\bole\b|\bbinary\b", re.IGNORECASE)


class AccessFiles:
    """Databases of Access 97 to today (mdb, accdb)."""

    name = "Access database"

    def takes(self, seen: Recognised) -> bool:
        """What begins as Jet and ACE do."""
        return seen.format is Format.ACCESS

    def read(self, given: Given) -> Reading:
        """A table for each that has records; what lies in another database is told."""
        if given.means.access is None:
            return Reading(files=(keep(given, FileKind.OTHER, "access_tools_missing"),))
        export = given.means.access.export(given.content)
        if export is None:
            return Reading(files=(keep(given, FileKind.OTHER, DAMAGED),))
        return _reading(given, export)


def _reading(given: Given, export: Export) -> Reading:
    path = given.upload.path
    pages = AccessPages(given.content)
    local, linked = _objects(export.objects)
    tables: list[ReadTable] = []
    findings = [Finding("linked_table", path, name) for name in linked]
    for one in export.tables:
        table = _table(given, one, pages.records(local[one.name]) if one.name in local else 0)
        says = why_not(table)
        tables += [table] if table and not says else []
        findings += [Finding(says, path, one.name)] if says else []
    return reading_of(given, tables, findings)


def _objects(listed: bytes) -> tuple[Mapping[str, int], list[str]]:
    """(table -> the page that defines it, tables that lie in another database)."""
    lines = list(_lines(_text(listed)[0]))
    if not lines or not {"Id", "Name", "Type"} <= set(lines[0]):
        return {}, []
    places = [lines[0].index(name) for name in ("Id", "Name", "Type")]
    found = [[line[place] or "" for place in places] for line in lines[1:] if len(line) == len(lines[0])]
    local = {
        name: int(number) & 0xFFFFFF
        for number, name, kind in found
        if kind == _LOCAL and number.lstrip("-").isdigit()
    }
    return local, sorted(name for _, name, kind in found if kind in _LINKED)


def _text(raw: bytes) -> tuple[str, bool]:
    try:
        return raw.decode("utf-8"), True
    except UnicodeDecodeError:
        return raw.decode("latin-1"), False


def _lines(text: str) -> Iterator[list[str | None]]:
    """Rows of cells; None is an absent one."""
    line: list[str | None] = []
    at = 0
    while at < len(text):
        found = _CELL.match(text, at)
        if found is None:
            at = (text.find("\n", at) + 1) or len(text)
            continue
        quoted, bare, end = found.groups()
        line.append(quoted.replace('""', '"') if quoted is not None else None if bare == NULL else bare)
        at = found.end()
        if end != ",":
            yield line
            line = []
    if line:
        yield line


def _table(given: Given, exported: Exported, number: int) -> ReadTable | None:
    """The table with its account, or None where nothing is in it."""
    text, sure = _text(exported.csv or b"")
    lines = _lines(text)
    names = [name or "" for name in next(lines, [])]
    rows = Gathering()
    rows.name_all(names)
    binary = [index for index, name in enumerate(names) if _BYTES.search(exported.types.get(name, ""))]
    kinds: Counter[tuple[str, int | None]] = Counter()
    for place, cells in enumerate(lines, start=1):
        rows.add(cells, place, place)
        kinds["long_rows", None] += len(cells) > len(names)
        for index in binary:
            kinds["binary_cells", index] += index < len(cells) and bool(cells[index])
    source, renamed = rows.table(given.upload.path, exported.name)
    if not number and not source.height and exported.csv is not None:
        return None
    kinds["columns_renamed", None] += renamed
    kinds["invalid_cells", None] += not sure
    kinds[LATE, None] += exported.late
    rejects = unread(number - source.height, LATE if exported.late else DAMAGED)
    kinds[DAMAGED, None] += (exported.csv is None or bool(rejects)) and not exported.late
    findings = tuple(
        Finding(kind, *source.key, None if column is None else source.columns[column], count=count)
        for (kind, column), count in kinds.items()
        if count
    )
    evidence = {
        "format": given.seen.label,
        "header": "yes",
        "types": ", ".join(exported.types.get(name, "") for name in names),
    }
    return ReadTable(source, rejects, number, {}, evidence, findings)
