"""Whom the values of a reference can lead to: the records that the tables of a project give.

A provider's column that holds names where the providers have numbers leads nowhere, and a run says so for
each record. Here it is seen once, and settled once: each name gets the number of its provider.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import permutations

import polars as pl

from core.mapping.model import Rule, TableMapping
from core.record import RECORD
from core.record.model import Kind
from core.transforms import applied
from portal.services.mapping_standing import Standing
from portal.services.remembered import remembered
from portal.viewmodels.mapping import Source

MOST_NAMED = 200
"""Records from which nobody could choose one in a list any more."""
_JOINT = " · "
_NAMING = ("short_name", "name", "first_name", "last_name", "code", "description")
"""Fields by which a person knows a record, in the order in which they are read."""


@dataclass(frozen=True, eq=False)
class Targets:
    """ids: as values are compared with. named: (id, what it is called), where there are few."""

    ids: pl.Series
    named: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def vocabulary(self) -> dict[str, str]:
        """Name -> id, in each order of its parts; of names that one record alone has."""
        found: dict[str, set[str]] = {}
        for number, name in self.named:
            parts = name.split(_JOINT)
            for word in {name, *parts, *map(" ".join, permutations(parts, 2))}:
                found.setdefault(word.casefold(), set()).add(number)
        return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}


@remembered(most=8)
def targets(now: Standing, source: Source, entity: str, name: str) -> Targets | None:
    """None where the field is no reference, or where what it can lead to is not known here."""
    about = RECORD.entity(entity).field(name)
    if about.kind is not Kind.REFERENCE:
        return None
    tables = [each for each in now.mapping.tables if any(r.entity in about.reference for r in each.routes)]
    own = now.mapping.table(source)
    if (
        not tables
        or any(each.tool or len(each.key) != 1 for each in tables)
        or (own is not None and own.tool)
    ):
        return None
    frames = [_records(now, table) for table in tables]
    known = pl.concat(frames).drop_nulls("id").unique("id", keep="first", maintain_order=True)
    named = tuple(known.rows()) if known.height <= MOST_NAMED else ()
    return Targets(known["id"], named)


def _records(now: Standing, mapped: TableMapping) -> pl.DataFrame:
    """id, name; the columns of the key and of what the records are called."""
    table = now.facts.table(mapped.source)
    if table is None:
        return pl.DataFrame(schema={"id": pl.String, "name": pl.String})
    ids = applied(table.frame[mapped.key[0]], (("identifier", {}),))["value"]
    columns = [rule.columns[0] for rule in _naming(mapped)]
    words = [pl.col(column).str.strip_chars().replace("", None) for column in columns]
    name = pl.concat_str(words, separator=_JOINT, ignore_nulls=True) if words else pl.lit("")
    told = table.frame.select(name.alias("name"))["name"]
    if told.len() != ids.len():
        told = pl.Series("name", [""], dtype=pl.String).new_from_index(0, ids.len())
    return pl.DataFrame({"id": ids, "name": told})


def _naming(mapped: TableMapping) -> list[Rule]:
    fed = {rule.field: rule for rule in mapped.rules if len(rule.columns) == 1}
    return [fed[name] for name in _NAMING if name in fed]
