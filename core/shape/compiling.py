"""From a table's mapping to one lazy query: every rule a value column beside a finding column.

The plan is built here and run once a table (`worked`). Columns of the result: RECORD, LINE, SOURCE_ID,
ROUTE (entity, or null), HOLD (why the record waits, or null), SKIP (why it is skipped, or null), MERGED (id
of the record that stands for it, or null) with WHY, DECIDED (position of the decision about the record, or
null), and for rule i of the mapping `value_column(i)` and `finding_column(i)`; of a column of which rules
take parts also `left_column(column)`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from core.decisions import NO_DECISIONS, Decisions
from core.mapping.model import Fate, Rule, Step, TableMapping
from core.mapping.parts import is_join
from core.shape.by_words import Question, answered
from core.shape.currencies import RowCurrencies, row_currencies
from core.shape.row_tests import is_one_of, row_test
from core.tables import LINE, RECORD, SourceTable
from core.transforms import Layers, Shaped, is_plain, joined, shaped
from core.transforms.finding_kinds import NOT_FOR_ROW

SOURCE_ID = "#source_id"
ROUTE = "#route"
HOLD = "#hold"
SKIP = "#skip"
MERGED = "#merged"
WHY = "#why"
DECIDED = "#decided"
IDENTIFIER = "identifier"
_KEY, _HERE, _TEST = "#key {} told", "#rule {} here", "#key test {}"
"""Columns that are gone when a table is worked: their names are among those that no source column bears."""


def value_column(index: int) -> str:
    return f"#value {index}"


def left_column(column: str) -> str:
    """Of a column of which rules take parts: whether more stands in the cell than they took."""
    return f"#left {column}"


def finding_column(index: int) -> str:
    return f"#finding {index}"


@dataclass(frozen=True)
class Worked:
    """A source table and what its mapping made of it so far, row by row in source order.

    All of its rows, or a window of them. decisions: those of the whole run; whatever is about this table
    counts for it. words: by rule, those without a code that are groups of their own, of all its rows
    (core.shape.choosing).
    """

    source: SourceTable
    mapping: TableMapping
    frame: pl.DataFrame
    decisions: Decisions = NO_DECISIONS
    words: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def with_frame(self, frame: pl.DataFrame) -> Worked:
        return replace(self, frame=frame)

    def entities(self) -> tuple[str, ...]:
        """Entities that its rows may become, routes first, each once."""
        names = [route.entity for route in self.mapping.routes] + [rule.entity for rule in self.mapping.rules]
        return tuple(dict.fromkeys(names))

    def is_route(self, entity: str) -> bool:
        return any(route.entity == entity for route in self.mapping.routes)

    def rules_of(self, entity: str) -> list[tuple[int, Rule]]:
        return [(i, rule) for i, rule in enumerate(self.mapping.rules) if rule.entity == entity]

    def published(self) -> pl.Expr:
        """Rows that become records."""
        return pl.col(HOLD).is_null() & pl.col(SKIP).is_null() & pl.col(MERGED).is_null()

    def applies(self, entity: str) -> pl.Expr:
        """Rows for which rules of `entity` count: its own route's, or all for a satellite."""
        return (
            (pl.col(ROUTE) == entity).fill_null(False)
            if self.is_route(entity)
            else pl.col(ROUTE).is_not_null()
        )


def worked(source: SourceTable, mapping: TableMapping, decisions: Decisions = NO_DECISIONS) -> Worked:
    """Applies the rules of one table. Raises nothing for bad values: they become findings."""
    rules = [within(rule, mapping.tool) for rule in mapping.rules]
    asked = [_question(i, rule, row_currencies(source, mapping, rule)) for i, rule in enumerate(rules)]
    told = answered(source.frame, [*asked, *_here(rules), *_key(mapping), *_tests(mapping)])
    rows = source.frame.select(RECORD, LINE).hstack(told).lazy()
    columns = [column for i, rule in enumerate(rules) for column in _for_its_rows(i, rule)]
    frame = rows.select(RECORD, LINE, _source_id(source, mapping), _route(mapping), *columns)
    settled = frame.with_columns(_hold(source, mapping), _skip(source, mapping), *_NOT_DECIDED)
    return Worked(source, mapping, settled.collect(), decisions)


def within(rule: Rule, tool: str) -> Rule:
    """The rule with the numbers that it reads being those of `tool`, where it names no other."""
    if not tool:
        return rule
    steps = (
        Step(step.transform, {"tool": tool, **step.options}) if step.transform == IDENTIFIER else step
        for step in rule.steps
    )
    return replace(rule, steps=tuple(steps))


_NOT_DECIDED = (
    pl.lit(None, dtype=pl.String).alias(MERGED),
    pl.lit(None, dtype=pl.String).alias(WHY),
    pl.lit(None, dtype=pl.UInt32).alias(DECIDED),
)


def nonempty(column: str) -> pl.Expr:
    """Whether the cell counts: at least one character that is not white space (contracts, section 1)."""
    return (pl.col(column).str.strip_chars() != "").fill_null(False)


def _question(index: int, rule: Rule, currencies: RowCurrencies | None) -> Question:
    """What the rule makes of its cells, in whatever row they stand."""
    layers = Layers(f"#rule {index}")
    steps = tuple((step.transform, step.options) for step in rule.steps)
    reads, own = rule.columns, {}
    if currencies is not None:
        own = {code: Layers(f"{layers.prefix} {code}") for code in currencies.codes}
        made, reads = currencies.amounts(rule, own, layers), (*rule.columns, *currencies.told.columns)
    elif is_join(rule):
        made = joined(rule.columns, steps, layers)
    else:
        made = shaped(rule.columns[0] if rule.columns else None, steps, layers)
    answers = (made.value.alias(value_column(index)), _finding(made).alias(finding_column(index)))
    return Question(tuple(dict.fromkeys(reads)), answers, (layers, *own.values()), plain=is_plain(steps))


def _finding(made: Shaped) -> pl.Expr:
    """Also where something stood and no value came of it without anybody saying why."""
    if made.text is None:
        return made.finding
    silent = made.text.is_not_null() & made.value.is_null()
    return pl.coalesce(made.finding, pl.when(silent).then(pl.lit("not_understood")))


def _here(rules: Sequence[Rule]) -> list[Question]:
    """Whether each row is one that the rule reads, of the rules that do not read all."""
    return [
        Question((rule.only.column,), (is_one_of(rule.only.column, rule.only.values).alias(_HERE.format(i)),))
        for i, rule in enumerate(rules)
        if rule.only is not None
    ]


def _for_its_rows(index: int, rule: Rule) -> tuple[pl.Expr, pl.Expr]:
    value, finding = pl.col(value_column(index)), pl.col(finding_column(index))
    if rule.only is None:
        return value, finding
    here = pl.col(_HERE.format(index))
    other = pl.when(here).then(finding).otherwise(pl.lit(NOT_FOR_ROW))
    return pl.when(here).then(value).alias(value_column(index)), other.alias(finding_column(index))


def _key(mapping: TableMapping) -> list[Question]:
    """Each column of the key as an identifier."""
    steps = ((IDENTIFIER, {"tool": mapping.tool} if mapping.tool else {}),)
    chains = [Layers(f"#key {i}") for i in range(len(mapping.key))]
    return [
        Question((column,), (shaped(column, steps, chain).value.alias(_KEY.format(i)),), (chain,), plain=True)
        for i, (column, chain) in enumerate(zip(mapping.key, chains, strict=True))
    ]


def _source_id(source: SourceTable, mapping: TableMapping) -> pl.Expr:
    """The key as text, or where the table has none the record's place: it changes when rows move."""
    parts = [pl.col(_KEY.format(i)) for i in range(len(mapping.key))]
    if not parts:
        told = pl.concat_str(pl.lit(f"{_place(source)}#"), pl.col(RECORD).cast(pl.String))
    elif len(parts) == 1:
        told = parts[0]
    else:
        told = pl.concat_str([_escaped(part) for part in parts], separator="|")
    return told.alias(SOURCE_ID)


def _escaped(part: pl.Expr) -> pl.Expr:
    """A part of a key whose own bars are told from the one between the parts."""
    return part.str.replace_all("\\", "\\\\", literal=True).str.replace_all("|", "\\|", literal=True)


def _place(source: SourceTable) -> str:
    stem = source.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return source.file if source.name == stem else f"{source.file}[{source.name}]"


def _tests(mapping: TableMapping) -> list[Question]:
    """Whether each route would take the row."""
    return [
        Question(
            tuple(dict.fromkeys(route.columns)),
            (row_test(route.test).holds(route.columns, route.values).alias(_TEST.format(i)),),
        )
        for i, route in enumerate(mapping.routes)
    ]


def _route(mapping: TableMapping) -> pl.Expr:
    """The first that does."""
    taken = [pl.when(_TEST.format(i)).then(pl.lit(route.entity)) for i, route in enumerate(mapping.routes)]
    return (pl.coalesce(taken) if taken else pl.lit(None, dtype=pl.String)).alias(ROUTE)


def _hold(source: SourceTable, mapping: TableMapping) -> pl.Expr:
    if not mapping.routes:
        whole = kept_whole(source, mapping)
        why = pl.lit(None, dtype=pl.String) if whole else pl.lit("table_without_entity")
        return why.alias(HOLD)
    lost = pl.when(pl.col(ROUTE).is_null()).then(pl.lit("no_route_takes_the_row"))
    keyless = pl.when(pl.col(SOURCE_ID).is_null()).then(pl.lit("key_missing"))
    return pl.coalesce(lost, keyless).alias(HOLD)


def _skip(source: SourceTable, mapping: TableMapping) -> pl.Expr:
    skipped = pl.lit("no_home") if kept_whole(source, mapping) else pl.lit(None, dtype=pl.String)
    return skipped.alias(SKIP)


def kept_whole(source: SourceTable, mapping: TableMapping) -> bool:
    """Whether a table without entity is settled: every one of its columns is archived or declined by name."""
    settled = {kept.column for kept in mapping.kept if kept.fate in (Fate.ARCHIVED, Fate.DECLINED)}
    return not mapping.routes and bool(settled) and settled >= set(source.columns)
