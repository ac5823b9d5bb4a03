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
from core.shape.currencies import RowCurrencies, row_currencies
from core.shape.row_tests import is_one_of, row_test
from core.tables import LINE, RECORD, SourceTable
from core.transforms import Layers, Shaped, joined, shaped, with_layers
from core.transforms.finding_kinds import NOT_FOR_ROW

SOURCE_ID = "#source_id"
ROUTE = "#route"
HOLD = "#hold"
SKIP = "#skip"
MERGED = "#merged"
WHY = "#why"
DECIDED = "#decided"
IDENTIFIER = "identifier"


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
    chains = [Layers(f"#rule {i}") for i in range(len(mapping.rules))]
    keys = [Layers(f"#key {i}") for i in range(len(mapping.key))]
    own: list[Layers] = []
    columns = [
        column
        for i, (rule, layers) in enumerate(zip(mapping.rules, chains, strict=True))
        for column in _compiled(
            i, within(rule, mapping.tool), layers, currencies=row_currencies(source, mapping, rule), own=own
        )
    ]
    source_id = _source_id(source, mapping, keys).alias(SOURCE_ID)
    rows = with_layers(source.frame.lazy(), [*chains, *own, *keys])
    frame = rows.select(pl.col(RECORD), pl.col(LINE), source_id, _route(mapping).alias(ROUTE), *columns)
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


def _compiled(
    index: int, rule: Rule, layers: Layers, *, currencies: RowCurrencies | None, own: list[Layers]
) -> tuple[pl.Expr, pl.Expr]:
    steps = tuple((step.transform, step.options) for step in rule.steps)
    if currencies is not None:
        made = _each_in_its_currency(rule, layers, currencies, own)
    elif is_join(rule):
        made = joined(rule.columns, steps, layers)
    else:
        made = shaped(rule.columns[0] if rule.columns else None, steps, layers)
    finding = made.finding
    if rule.columns:
        silent = pl.any_horizontal(nonempty(column) for column in rule.columns) & made.value.is_null()
        finding = pl.coalesce(finding, pl.when(silent).then(pl.lit("not_understood")))
    value = made.value
    if rule.only is not None:
        here = is_one_of(rule.only.column, rule.only.values)
        value = pl.when(here).then(value)
        finding = pl.when(here).then(finding).otherwise(pl.lit(NOT_FOR_ROW))
    return value.alias(value_column(index)), finding.alias(finding_column(index))


def _each_in_its_currency(rule: Rule, layers: Layers, currencies: RowCurrencies, own: list[Layers]) -> Shaped:
    """own: takes the layers of each currency, which stand side by side."""
    by_code = {code: Layers(f"{layers.prefix} {code}") for code in currencies.codes}
    own.extend(by_code.values())
    return currencies.amounts(rule, by_code, layers)


def _source_id(source: SourceTable, mapping: TableMapping, keys: Sequence[Layers]) -> pl.Expr:
    """The key as text, or where the table has none the record's place: it changes when rows move."""
    if not mapping.key:
        return pl.concat_str(pl.lit(f"{_place(source)}#"), pl.col(RECORD).cast(pl.String))
    parts = [
        shaped(column, ((IDENTIFIER, {"tool": mapping.tool} if mapping.tool else {}),), layers).value
        for column, layers in zip(mapping.key, keys, strict=True)
    ]
    return parts[0] if len(parts) == 1 else pl.concat_str([_escaped(part) for part in parts], separator="|")


def _escaped(part: pl.Expr) -> pl.Expr:
    """A part of a key whose own bars are told from the one between the parts."""
    return part.str.replace_all("\\", "\\\\", literal=True).str.replace_all("|", "\\|", literal=True)


def _place(source: SourceTable) -> str:
    stem = source.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return source.file if source.name == stem else f"{source.file}[{source.name}]"


def _route(mapping: TableMapping) -> pl.Expr:
    taken = [
        pl.when(row_test(route.test).holds(route.columns, route.values)).then(pl.lit(route.entity))
        for route in mapping.routes
    ]
    return pl.coalesce(taken) if taken else pl.lit(None, dtype=pl.String)


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
