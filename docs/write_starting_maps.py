"""Writes docs/playbooks/maps from the books of the demonstration, so that both say the same (`make docs`).

And once more beside the engine, for the portal that offers them where nothing of ours but the packages lies.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.demonstration import KINDS, SMALL, Kind, demonstration, demonstration_mapping, intake_of, starting
from core.demonstration.book import Book
from core.mapping import to_json
from core.mapping.model import Mapping, TableMapping

PLACE = Path(__file__).with_name("playbooks") / "maps"
PACKAGED = Path(starting.__file__).parent
BY = "the starting map of the playbook"
_USUAL = "Settled from the old system's manual."


def starting_map(mapping: Mapping, book: Book) -> Mapping:
    """The mapping in nobody's name: whoever takes it looks it over and settles it in their own.

    What a suggestion saw in the values of one export is no reason for another; what the book says may be.
    """
    return replace(mapping, system="source", tables=tuple(_table(table, book) for table in mapping.tables))


def _table(table: TableMapping, book: Book) -> TableMapping:
    def reason(column: str) -> str:
        return book.reasons.get((table.table, column), _USUAL)

    rules = [replace(r, by=BY, confidence=None, reason=reason("".join(r.columns))) for r in table.rules]
    kept = [replace(k, by=BY, reason=reason(k.column)) for k in table.kept]
    return replace(table, rules=tuple(rules), kept=tuple(kept))


def of_kind(kind: Kind) -> Mapping:
    group = demonstration(kind, 7, SMALL).group
    tables = [read.table for read in intake_of(kind.export(group)).tables]
    return starting_map(demonstration_mapping(tables, kind.book), kind.book)


if __name__ == "__main__":
    PLACE.mkdir(parents=True, exist_ok=True)
    for each in KINDS:
        for folder in (PLACE, PACKAGED):
            (folder / f"{each.name}.json").write_text(to_json(of_kind(each)), encoding="utf-8")
