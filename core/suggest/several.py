"""Columns of which each cell belongs to several fields: an answer of its own, beside the one home (law 2).

Told from the values alone, every different one of them; a table without rows has no such answer. Nothing is
offered that would claim a field which another column has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

import polars as pl

from core.record.model import ClinicRecord
from core.suggest.model import Several, Suggestion
from core.suggest.wording import several_names
from core.tables import SourceTable
from core.transforms import applied
from core.transforms.names import PARTS

MOST = 0.8
"""Share of different values that must be read in parts, so that the column is one of such."""
_NAMES = {
    "family": "last_name",
    "given": "first_name",
    "middle": "middle_name",
    "prefix": "title",
    "suffix": "suffix",
}
_SUPPOSED = {"name_order": "given_first", "words_between": "middle"}
"""Only to see whether a text is a name and which parts occur; it is not what the mapping then says."""

Looking = Callable[[Suggestion, SourceTable, ClinicRecord, AbstractSet[tuple[str, str]]], Several | None]


def with_several(
    suggestions: Sequence[Suggestion], table: SourceTable, record: ClinicRecord
) -> Iterator[Suggestion]:
    """The suggestions for the columns of one table, with this answer where there is one."""
    for one in suggestions:
        look = LOOKING.get(one.field or "")
        others = {(o.entity, o.field) for o in suggestions if o.column != one.column and o.entity and o.field}
        several = look(one, table, record, others) if look and table.frame.height else None
        yield replace(one, several=several) if several else one


def _names(
    one: Suggestion, table: SourceTable, record: ClinicRecord, others: AbstractSet[tuple[str, str]]
) -> Several | None:
    entity = record.entity(str(one.entity))
    fields = {part: name for part, name in _NAMES.items() if entity.has(name)}
    free = {part: name for part, name in fields.items() if (entity.name, name) not in others}
    if not {"family", "given"} <= set(free):
        return None
    texts = _different(table, one.column)
    read = {part: _read(texts, {**_SUPPOSED, "part": part}) for part in PARTS}
    if texts.is_empty() or _count(read["family"]) < MOST * texts.len():
        return None
    occurring = [p for p in free if _count(read[p])]
    parts = tuple((part, entity.name, free[part]) for part in occurring)
    told = _count(_read(texts, {"words_between": "middle", "part": "family"}))
    return Several("name_part", parts, several_names(one.column, told=told, of=texts.len()))


LOOKING: dict[str, Looking] = {"full_name": _names}
"""By the field that a column would feed whole, what looks whether it should feed several."""


def _different(table: SourceTable, column: str) -> pl.Series:
    texts = table.frame[column].str.strip_chars().unique()
    return texts.filter((texts != "").fill_null(False))


def _read(texts: pl.Series, options: dict[str, str]) -> pl.Series:
    return applied(texts, (("name_part", options),))["value"]


def _count(values: pl.Series) -> int:
    return values.len() - values.null_count()
