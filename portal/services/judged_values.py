"""What the mapping makes of each distinct text of a column: made once a version, for preview and grid alike.

The texts and their counts are facts of the uploads and outlive a version; only what the steps make of them is
made anew when one is changed. So a change costs what the distinct texts cost, and a page of them a slice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from core.decisions import Decisions, GroupKind
from core.decisions.settling import settled
from core.mapping.lookups import with_lookups
from core.mapping.model import Mapping, Rule, Step, TableMapping
from core.record import RECORD
from core.tables import SourceTable
from core.transforms import applied
from core.transforms.finding_kinds import ABSENT_KINDS
from core.values import Origin, counted, said, with_origins, worded
from core.values.saying import CORRECT, VALUE_MAP
from core.values.worded import together
from portal.services.amounts_preview import CURRENCY, amounts
from portal.services.mapping_cells import first_rule, joined_cells
from portal.services.mapping_facts import Facts
from portal.services.mapping_standing import Standing
from portal.services.remembered import remembered
from portal.services.value_targets import targets
from portal.viewmodels.mapping import Source
from storage.unit import absent

READ, ABSENT, FAILED = "read", "absent", "failed"
OPEN = (Origin.UNREAD.value, Origin.ASTRAY.value)
"""Where what a value becomes wants a look."""
_NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, eq=False)
class Ruled:
    """A column with the rule that reads it, and what was made of its texts.

    followed: the rule with what was decided about words, as a run follows it. frame: text, count, value,
    finding, fate (READ, ABSENT or FAILED), and currency where a column says it.
    """

    rule: Rule
    followed: Rule
    mapped: TableMapping
    mapping: Mapping
    frame: pl.DataFrame


@remembered(most=12)
def cells_of(facts: Facts, source: Source, column: str) -> pl.DataFrame:
    """`text` (trimmed, distinct, not empty) and `count`, the most frequent first."""
    table = facts.table(source)
    if table is None or column not in table.columns:
        return pl.DataFrame(schema={"text": pl.String, "count": pl.UInt32})
    return counted(table.frame[column])


@remembered(most=4)
def words_of(facts: Facts, source: Source, column: str) -> pl.DataFrame:
    """The same with `word`: each text as words are compared."""
    return worded(cells_of(facts, source, column))


def rule_of(mapping: Mapping, source: Source, column: str) -> Rule | None:
    """The rule that reads the column, where it feeds a field."""
    table = mapping.table(source)
    return None if table is None else first_rule(table, column)


@remembered(most=6)
def ruled(now: Standing, source: Source, column: str) -> Ruled | None:
    """None where the column feeds no field."""
    rule, table = rule_of(now.mapping, source, column), now.facts.table(source)
    return None if rule is None or table is None else read_by(now, table, column, rule=rule)


def read_by(now: Standing, table: SourceTable, column: str, *, rule: Rule) -> Ruled:
    """table: of now, or some of its rows. rule: of the column, in the mapping of now."""
    whole = with_lookups(settled(now.mapping, _about_words(now.decided), [table]), now.facts.tables)
    mapped, followed = whole.table(table.key), rule_of(whole, table.key, column)
    if mapped is None or followed is None:
        raise absent("column")
    cells = _cells(now, table, column, rule=rule)
    return Ruled(rule, followed, mapped, now.mapping, judged(cells, table, mapped, followed))


def _cells(now: Standing, table: SourceTable, column: str, *, rule: Rule) -> pl.DataFrame:
    if len(rule.columns) > 1:
        return joined_cells(table, rule)
    every = now.facts.table(table.key)
    return cells_of(now.facts, table.key, column) if table is every else counted(table.frame[column])


def _about_words(decided: Decisions) -> Decisions:
    return Decisions(tuple(each for each in decided if each.group.kind is GroupKind.VALUE))


def judged(cells: pl.DataFrame, table: SourceTable, mapped: TableMapping, rule: Rule) -> pl.DataFrame:
    """cells: texts and counts of `table`, in whose rows the currencies of amounts may stand."""
    made = amounts(table, mapped, rule)
    return _fated(cells.hstack(_read(cells, rule.steps)) if made is None else made)


def _read(cells: pl.DataFrame, steps: Sequence[Step]) -> pl.DataFrame:
    return applied(cells["text"], tuple((step.transform, step.options) for step in steps))


def _fated(frame: pl.DataFrame) -> pl.DataFrame:
    lost = pl.col("value").is_null()
    fate = (
        pl.when(lost & pl.col("finding").is_in(list(ABSENT_KINDS)))
        .then(pl.lit(ABSENT))
        .when(lost)
        .then(pl.lit(FAILED))
        .otherwise(pl.lit(READ))
    )
    why = pl.when(lost).then(pl.col("finding").fill_null(_NOT_UNDERSTOOD)).otherwise(pl.col("finding"))
    return frame.with_columns(fate.alias("fate"), why.alias("finding"))


@remembered(most=4)
def values_of(now: Standing, source: Source, column: str) -> Ruled | None:
    """The same by value: spellings together, with `word` and `origin`; what nobody can read stands first."""
    known = ruled(now, source, column)
    if known is None:
        return None
    domain = RECORD.entity(known.rule.entity).field(known.rule.field).domain
    told = words_of(now.facts, source, column)
    alone = len(known.rule.columns) == 1
    aligned = alone and told.height == known.frame.height and CURRENCY not in known.frame.columns
    frame = known.frame.with_columns(told["word"]) if aligned else worded(known.frame)
    failing_first = frame.sort(pl.col("fate") != FAILED, maintain_order=True)
    leads = targets(now, source, known.rule.entity, known.rule.field)
    ids = None if leads is None else leads.ids
    lines = with_origins(together(failing_first), known.rule, domain, decided=_decided(known), targets=ids)
    first = lines.sort(~pl.col("origin").is_in(OPEN), maintain_order=True)
    return replace(known, frame=first)


def _decided(known: Ruled) -> set[str]:
    """Words that a decision gives a meaning, and the mapping does not."""
    told = (
        said(known.followed, each).keys() - said(known.rule, each).keys() for each in (CORRECT, VALUE_MAP)
    )
    return set().union(*told) if known.followed != known.rule else set()
