"""Columns of which each cell belongs to several fields: an answer of its own, beside the one home (law 2).

Told from the values alone, every different one of them; a table without rows has no such answer. Nothing is
offered that would claim a field which another column has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import polars as pl

from core.record.model import ClinicRecord
from core.suggest.model import Several, Suggestion
from core.suggest.wording import several_addresses, several_names
from core.tables import SourceTable
from core.transforms import applied
from core.transforms.options import Option
from core.transforms.text import ABSENT_WORDS

MOST = 0.8
"""Share of different values that must be read in parts, so that the column is one of such."""
_SUPPOSED = {"name_order": "given_first", "words_between": "middle"}
"""Only to see whether a text is a name and which parts occur; it is not what the mapping then says."""
Options = dict[str, Option]


@dataclass(frozen=True)
class _Way:
    """How a cell may be several things. fields: part -> field, needed: parts without which it is not.

    supposed: options by which it is only looked whether the values are such.
    """

    transform: str
    option: str
    fields: Mapping[str, str]
    needed: frozenset[str]
    supposed: Options
    reason: Callable[[str, pl.Series], str]

    def read(self, texts: pl.Series, part: str) -> int:
        return _count(texts, self.transform, {**self.supposed, self.option: part})


def _of_names(column: str, texts: pl.Series) -> str:
    told = _count(texts, "name_part", {"words_between": "middle", "part": "family"})
    return several_names(column, told=told, of=texts.len())


def _of_addresses(column: str, texts: pl.Series) -> str:
    told = _count(texts, "address_part", {"piece": "city"})
    return several_addresses(column, told=told, of=texts.len())


_NAMES = _Way(
    "name_part",
    "part",
    {
        "family": "last_name",
        "given": "first_name",
        "middle": "middle_name",
        "prefix": "title",
        "suffix": "suffix",
    },
    frozenset({"family", "given"}),
    {**_SUPPOSED},
    _of_names,
)
_ADDRESSES = _Way(
    "address_part",
    "piece",
    {
        "line": "line1",
        "line2": "line2",
        "city": "city",
        "region": "state",
        "postal_code": "postal_code",
        "country": "country",
    },
    frozenset({"line", "city", "postal_code"}),
    {},
    _of_addresses,
)
LOOKING: dict[str, _Way] = {"full_name": _NAMES, "line1": _ADDRESSES}
"""By the field that a column would feed whole, in which way it may feed several."""


def with_several(
    suggestions: Sequence[Suggestion], table: SourceTable, record: ClinicRecord
) -> Iterator[Suggestion]:
    """The suggestions for the columns of one table, with this answer where there is one."""
    for one in suggestions:
        way = LOOKING.get(one.field or "")
        others = {(o.entity, o.field) for o in suggestions if o.column != one.column}
        several = _several(one, way, table, record, others) if way and table.height else None
        yield replace(one, several=several) if several else one


def _several(
    one: Suggestion,
    way: _Way,
    table: SourceTable,
    record: ClinicRecord,
    others: AbstractSet[tuple[str | None, str | None]],
) -> Several | None:
    entity = record.entity(str(one.entity))
    free = {
        part: name
        for part, name in way.fields.items()
        if entity.has(name) and (entity.name, name) not in others
    }
    texts = _different(table, one.column)
    if not way.needed <= set(free) or texts.is_empty():
        return None
    if any(way.read(texts, part) < MOST * texts.len() for part in sorted(way.needed)):
        return None
    occurring = (part for part in free if part in way.needed or way.read(texts, part))
    parts = tuple((part, entity.name, free[part]) for part in occurring)
    return Several(way.transform, parts, way.reason(one.column, texts))


def _different(table: SourceTable, column: str) -> pl.Series:
    """Its different texts, without words for nothing."""
    texts = table.texts(column)[column].str.strip_chars().unique()
    nothing = texts.str.to_lowercase().is_in(["", *ABSENT_WORDS])
    return texts.filter(~nothing.fill_null(True))


def _count(texts: pl.Series, transform: str, options: Options) -> int:
    values = applied(texts, ((transform, options),))["value"]
    return values.len() - values.null_count()
