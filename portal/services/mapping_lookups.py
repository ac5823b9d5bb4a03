"""Texts that stand beside a code in another table: where they could come from, and how a person takes them.

Pure, as the other changes of a mapping are. Only tables whose keys hold most of the column's codes are
offered, so that a lookup that finds nothing is hardly made by mistake (law 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from core.mapping.lookups import lookups_amiss
from core.mapping.model import Mapping, Rule, Step
from core.mapping.parts import is_join
from core.profiles import TableProfile
from core.record import RECORD
from core.record.model import Kind
from core.transforms.folding import folded
from core.transforms.lookups import LOOKUP
from core.values.saying import CORRECT
from portal.services.mapping_changing import Changing
from portal.services.mapping_facts import Facts
from portal.services.remembered import remembered
from portal.viewmodels.mapping_cells import Lookup, LookupOffer, SetLookup, Source
from portal.wording import mapping as words

LARGEST = 50_000
"""Rows of a table that is looked into for offers; a list of codes is short."""
KEYS = 3
"""Columns of such a table that may hold its codes, its leftmost first."""
LEAST = 0.5
"""Share of the different codes that must be found before a table is offered."""


def looked_up(rule: Rule) -> Lookup | None:
    step = next((step for step in rule.steps if step.transform == LOOKUP), None)
    if step is None:
        return None
    told = {name: str(step.options.get(name, "")) for name in ("file", "table", "key", "value")}
    return Lookup((told["file"], told["table"]), told["key"], told["value"])


def may_look_up(rule: Rule) -> bool:
    """A field of words, read from one column; what points to a record has the code itself."""
    kind = RECORD.entity(rule.entity).field(rule.field).kind
    return kind in (Kind.TEXT, Kind.NOTE, Kind.CODE) and len(rule.columns) == 1 and not is_join(rule)


@remembered(most=64)
def lookups_for(facts: Facts, source: Source, column: str) -> tuple[LookupOffer, ...]:
    """Where the column's codes are found, the table that holds most of them first."""
    table = facts.table(source)
    if table is None:
        return ()
    codes = table.frame.select(word=folded(pl.col(column))).unique().drop_nulls()
    codes = codes.filter(pl.col("word") != "")
    others = (known for known in facts.profiles if (known.file, known.name) != source)
    found = [offer for known in others if known.rows <= LARGEST for offer in _of_table(facts, known, codes)]
    worth = [offer for offer in found if offer.found >= max(1, LEAST * codes.height)]
    return tuple(sorted(worth, key=lambda offer: (-offer.found, offer.of, offer.key)))


def _of_table(facts: Facts, known: TableProfile, codes: pl.DataFrame) -> Iterator[LookupOffer]:
    table = facts.table((known.file, known.name))
    names = [column.name for column in known.columns]
    for key in [column.name for column in known.columns if column.nearly_key][:KEYS]:
        others = tuple(name for name in names if name != key)
        if table is None or not others:
            return
        held = table.frame.select(word=folded(pl.col(key))).unique()
        yield LookupOffer(
            (known.file, known.name),
            key,
            others,
            codes.join(held, on="word", how="semi").height,
            codes.height,
        )


def with_lookup(asked: SetLookup, rule: Rule, now: Changing) -> Rule:
    """The rule that reads the other table's text in the place of each code; of=None reads the cell itself."""
    if not may_look_up(rule):
        raise now.refused(*words.NO_SUCH_OPTION, asked.column)
    corrected = tuple(step for step in rule.steps if step.transform == CORRECT)
    rest = tuple(step for step in rule.steps if step.transform not in (CORRECT, LOOKUP)) or (Step("text"),)
    looking: tuple[Step, ...] = ()
    if asked.of is not None:
        file, table = asked.of
        looking = (Step(LOOKUP, {"file": file, "table": table, "key": asked.key, "value": asked.value}),)
    return replace(rule, steps=(*corrected, *looking, *rest))


def refuse_lost(mapping: Mapping, facts: Facts, asked: SetLookup, now: Changing) -> None:
    """Raises MappingInvalid where a column is not there, or where tables look into each other in a ring."""
    amiss = lookups_amiss(mapping, facts.tables)
    if amiss is not None:
        raise now.refused(amiss.found, amiss.do, asked.column)
