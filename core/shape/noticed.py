"""Findings of shaping, gathered: one row each where a person may have to look, counts where not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import polars as pl

from core.findings import Finding, Severity
from core.mapping.model import Rule, TableMapping
from core.record.model import ClinicRecord, Kind
from core.shape.compiling import Worked, finding_column, value_column
from core.shape.currencies import currency_rule
from core.sources.noticing import ROW_CORRECTED, ROW_REPAIRED
from core.tables import RECORD, ReadTable
from core.transforms.blanks import READ_AS_ABSENT, words_for_nothing
from core.transforms.finding_kinds import ABSENT_KINDS, ABSENT_WORD_KINDS
from core.transforms.folding import folded

FINDINGS_SCHEMA = {
    "file": pl.String,
    "table": pl.String,
    "column": pl.String,
    "record": pl.UInt32,
    "kind": pl.String,
    "severity": pl.String,
}


Place = tuple[int, int]
"""Where a finding on a cell can come from: a rule, and which of its columns; -1 where it is of its value."""


def places(columns: Sequence[int]) -> list[Place]:
    """In the order of `found_in_cells`. columns: how many each rule reads."""
    beside = [(index, at) for index, many in enumerate(columns) if many > 1 for at in range(many)]
    return [(index, -1) for index in range(len(columns))] + beside


_NOTHING = pl.DataFrame(schema={"column": pl.String, RECORD: pl.UInt32, "kind": pl.String})


def found_in_cells(table: Worked, severities: Mapping[str, Severity]) -> list[pl.DataFrame]:
    """`column`, RECORD, `kind`: findings on cells that flag their record, or that read a word as absent.

    A frame for each place where one can come from, as many and in the same order for any window of a table.
    """
    kept = [kind for kind, severity in severities.items() if severity is not Severity.INFO]
    found = [_of_rule(table, index, [*kept, *ABSENT_WORD_KINDS]) for index in range(len(table.mapping.rules))]
    return found + [
        _absent_beside(table, rule, column) for rule in table.mapping.rules for column in _beside(rule)
    ]


def cell_findings(
    key: tuple[str, str], windows: Sequence[Sequence[pl.DataFrame]], severities: Mapping[str, Severity]
) -> pl.DataFrame:
    """FINDINGS_SCHEMA: what was found in the windows of a table, place by place and then row by row."""
    found: list[pl.DataFrame] = [frame for place in zip(*windows, strict=True) for frame in place]
    if not found:
        return pl.DataFrame(schema=FINDINGS_SCHEMA)
    names = {kind: severity.value for kind, severity in severities.items()}
    return pl.concat(found).select(
        pl.lit(key[0]).alias("file"),
        pl.lit(key[1]).alias("table"),
        "column",
        pl.col(RECORD).alias("record"),
        "kind",
        pl.col("kind")
        .replace_strict(names, default=Severity.WARNING.value, return_dtype=pl.String)
        .alias("severity"),
    )


def found_at(windows: Sequence[Sequence[pl.DataFrame]]) -> tuple[int, ...]:
    """How many of `cell_findings` come from each place."""
    return tuple(sum(frame.height for frame in place) for place in zip(*windows, strict=True))


def _of_rule(table: Worked, index: int, kinds: list[str]) -> pl.DataFrame:
    rule = table.mapping.rules[index]
    kinds = [kind for kind in kinds if not (_beside(rule) and kind in ABSENT_WORD_KINDS)]
    if table.frame[finding_column(index)].null_count() == table.frame.height:
        return _NOTHING
    standing = table.published() & table.applies(rule.entity)
    return (
        table.frame.lazy()
        .filter(standing & pl.col(finding_column(index)).is_in(kinds))
        .select(
            pl.lit(rule.columns[0] if rule.columns else None, dtype=pl.String).alias("column"),
            pl.col(RECORD),
            pl.col(finding_column(index)).alias("kind"),
        )
        .collect()
    )


def _beside(rule: Rule) -> tuple[str, ...]:
    """Columns of which each cell may say that there is nothing while the rule reads those beside it."""
    return rule.columns if len(rule.columns) > 1 else ()


def _absent_beside(table: Worked, rule: Rule, column: str) -> pl.DataFrame:
    """Words for nothing that a rule of several columns passed over; the rule tells of its value."""
    words = words_for_nothing(step.options for step in rule.steps)
    text = table.source.frame.select(folded(pl.col(column))).to_series()
    standing = table.frame.select(table.published() & table.applies(rule.entity)).to_series()
    rows = standing & text.is_in(list(words)).fill_null(False)
    kind = pl.lit(READ_AS_ABSENT).alias("kind")
    return table.frame.filter(rows).select(pl.lit(column).alias("column"), pl.col(RECORD), kind)


def repaired_rows(read: ReadTable) -> pl.DataFrame:
    """FINDINGS_SCHEMA: every record that a repair or a person cut into its cells, so that the log says so."""
    rows = [
        (*read.table.key, one.column, one.record, ROW_REPAIRED, Severity.WARNING.value)
        for one in read.proposals
        if one.applied and one.record is not None
    ]
    rows += [
        (*read.table.key, read.table.columns[0], one.record, ROW_CORRECTED, Severity.WARNING.value)
        for one in read.corrections
    ]
    return pl.DataFrame(rows, schema=FINDINGS_SCHEMA, orient="row")


Counts = Counter[tuple[int, int, str]]
"""How many cells: by what is told first, rule, and finding kind. Those of windows of a table add up."""


def counted(
    table: Worked, record: ClinicRecord, severities: Mapping[str, Severity], given: AbstractSet[str]
) -> Counts:
    """What is said of whole columns: assumptions, findings worth knowing but not acting on, and columns that
    point to kinds of record of which no table is `given`.
    """
    told = (_assumptions(table, record), _worth_knowing(table, severities), _unanswered(table, record, given))
    return Counter({(at, index, kind): n for at, found in enumerate(told) for index, kind, n in found if n})


def counted_findings(key: tuple[str, str], mapping: TableMapping, counts: Counts) -> list[Finding]:
    """One for each column and kind, with how many cells."""
    ordered = sorted(counts.items(), key=lambda each: (*each[0][:2], -each[1], each[0][2]))
    return [
        Finding(kind, *key, mapping.rules[index].columns[0], count=count)
        for (_, index, kind), count in ordered
    ]


def _worth_knowing(table: Worked, severities: Mapping[str, Severity]) -> Iterator[tuple[int, str, int]]:
    for index, rule in enumerate(table.mapping.rules):
        findings = table.frame[finding_column(index)]
        if not rule.columns or findings.null_count() == findings.len():
            continue
        for kind, count in findings.drop_nulls().value_counts().rows():
            if severities.get(kind) is Severity.INFO and kind not in ABSENT_KINDS:
                yield index, kind, count


def _assumptions(table: Worked, record: ClinicRecord) -> Iterator[tuple[int, str, int]]:
    """Columns read in the clinic's currency, zone or country, since they name none (law 2)."""
    kinds = {Kind.MONEY: "currency_assumed", Kind.DATETIME: "zone_assumed", Kind.PHONE: "country_assumed"}
    for index, rule in enumerate(table.mapping.rules):
        kind = kinds.get(record.entity(rule.entity).field(rule.field).kind)
        if kind == "currency_assumed" and currency_rule(table.mapping, rule.entity) is not None:
            continue
        if kind and rule.columns:
            yield index, kind, _assumed(table, index, kind)


_NAMED = {
    "zone_assumed": r"\d{1,2}:\d{2}.*(?:[Zz]|[+-]\d{2}:?\d{2})\s*$",
    "country_assumed": r"^\s*(?:\+|00)",
}
"""How a single text says itself what would else be assumed: an offset from UTC, an international number."""


def _assumed(table: Worked, index: int, kind: str) -> int:
    """How many values were read in what the clinic says, since their own texts do not say it."""
    read = table.frame[value_column(index)].is_not_null()
    if kind not in _NAMED:
        return int(read.sum())
    texts = table.source.frame[table.mapping.rules[index].columns[0]]
    return int((read & ~texts.str.contains(_NAMED[kind]).fill_null(False)).sum())


def _unanswered(
    table: Worked, record: ClinicRecord, given: AbstractSet[str]
) -> Iterator[tuple[int, str, int]]:
    for index, rule in enumerate(table.mapping.rules):
        field = record.entity(rule.entity).field(rule.field)
        if field.kind is Kind.REFERENCE and rule.columns and not given & set(field.reference):
            yield index, "reference_without_table", table.frame[value_column(index)].count()
