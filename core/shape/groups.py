"""What did not map, gathered into groups that people can decide about: open ones and decided ones (law 2).

Computed by the run itself from the same rows that it shaped, so that no list kept beside it can leave a
group out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import polars as pl

from core.decisions import Choice, Decision, Decisions, Group, GroupKind
from core.decisions.found import EXAMPLES, UNCLASSED, FoundGroup
from core.decisions.settling import WITHOUT_CODE
from core.identity.aliases import value_of
from core.identity.exact import proposals
from core.mapping.model import Fate, Rule, TableMapping
from core.money import Money
from core.record.model import ClinicRecord
from core.shape.choosing import words_alone
from core.shape.compiling import (
    DECIDED,
    HOLD,
    ROUTE,
    SKIP,
    WHY,
    Worked,
    finding_column,
    nonempty,
    value_column,
)
from core.shape.deciding import ORPHAN, SAME_PERSON, TABLE, UNSETTLED, kind_of_hold, orphaned_by
from core.shape.people import PATIENT, People
from core.shape.worth import class_of, worth_of
from core.tables import RECORD, ReadTable
from core.transforms.finding_kinds import ABSENT_KINDS
from core.transforms.folding import folded

_REASON, _COLUMN, _ENTITY, _WORD = "#reason", "#column", "#entity", "#word"
Found = tuple[FoundGroup, bool]
"""A group, and whether anything of it still waits."""
Told = tuple[int, FoundGroup, bool]
"""A group as one place of a window tells of it: the place, the group, and whether anything of it waits."""


def groups_in(table: Worked, saved: TableMapping, record: ClinicRecord, *, currency: str) -> list[Told]:
    """Of the rows of a table, or of a window of them. saved: as people saved it, without the decisions."""
    of_rows = [*_of_records(table, record, currency), *_of_columns(table, saved)]
    of_values = _each_of_values(table, record, currency)
    return [(-1, *each) for each in of_rows] + [(index, group, True) for index, group in of_values]


def groups_of_columns(table: Worked, saved: TableMapping) -> list[Told]:
    """Those of `groups_in` that are about whole columns."""
    return [(-1, *each) for each in _of_columns(table, saved)]


def groups_of_values(table: Worked, record: ClinicRecord, *, currency: str) -> list[Told]:
    """Those of `groups_in` that are about values."""
    return [(index, group, True) for index, group in _each_of_values(table, record, currency)]


def with_unread(table: Worked) -> pl.Series:
    """Of each row, whether some rule could not read its cell: only such rows have groups of values."""
    unread = (_is_unread(table, i, rule.entity) for i, rule in enumerate(table.mapping.rules))
    return table.frame.select(
        pl.any_horizontal(pl.col(RECORD).is_null(), *unread).alias("#unread")
    ).to_series()


def groups_of_table(read: ReadTable, windows: Iterable[Iterable[Told]]) -> list[Found]:
    """Of a whole table: what its windows told, place by place, and its rejects.

    Two rules that read one column into one field, each on its own rows, have their groups in common.
    """
    told = sorted((each for window in windows for each in window), key=lambda each: each[0])
    found: dict[Group, Found] = {}
    for _, each, waits in told:
        one = found.get(each.group)
        found[each.group] = (each, waits) if one is None else (_added(one[0], each), one[1] or waits)
    return [*found.values(), *_of_rejects(read)]


def in_order(found: Iterable[Found], decisions: Decisions) -> tuple[FoundGroup, ...]:
    """Every group of a run, in the order of `Group`, with what was decided about it."""
    made = {decision.group: decision for decision in decisions}
    ordered = sorted(found, key=lambda each: each[0].group)
    return tuple(_with(each, made.get(each.group), waits=waits) for each, waits in ordered)


def _with(found: FoundGroup, made: Decision | None, *, waits: bool) -> FoundGroup:
    """A meaning that could not be given, and a merge into nobody who stands, leave their group open."""
    if made is None or (waits and made.choice in (Choice.MERGE, Choice.REPLACE)):
        return found
    return replace(found, choice=made.choice, seen=made.count)


def _of_records(table: Worked, record: ClinicRecord, currency: str) -> Iterator[Found]:
    """Records that wait, or that a decision took out of the waiting, by why."""
    settled = pl.when(pl.col(SKIP) == UNSETTLED).then(pl.lit(TABLE)).otherwise(pl.col(SKIP))
    decided = pl.when(pl.col(DECIDED).is_not_null()).then(pl.coalesce(WHY, settled))
    reason = pl.coalesce(HOLD, decided)
    rows = table.frame.with_columns(reason.alias(_REASON), pl.col(ROUTE).fill_null("").alias(_ENTITY))
    rows = rows.filter(pl.col(_REASON).is_not_null() & (pl.col(_REASON) != SAME_PERSON).fill_null(True))
    by_column = pl.when(pl.col(_REASON) == ORPHAN).then(orphaned_by(table, record)).otherwise(pl.lit(""))
    grouped = rows.with_columns(by_column.alias(_COLUMN)).partition_by(
        _REASON, _COLUMN, _ENTITY, as_dict=True, maintain_order=True
    )
    for (why, column, entity), part in grouped.items():
        kind = kind_of_hold(str(why))
        group = FoundGroup(
            Group(kind, *table.source.key, column=str(column), entity=str(entity), finding=str(why)),
            class_of(record.entity(str(entity))).value if entity else UNCLASSED,
            records=part.height,
            money=worth_of(table, record, part, str(entity), currency=currency),
            examples=tuple(part[RECORD].head(EXAMPLES)),
        )
        yield group, part[HOLD].null_count() < part.height


def _of_rejects(read: ReadTable) -> Iterator[Found]:
    by_reason: dict[str, list[int]] = {}
    for reject in read.rejects:
        by_reason.setdefault(reject.reason, []).append(reject.line)
    for reason, lines in by_reason.items():
        group = Group(GroupKind.REJECT, *read.table.key, finding=reason)
        yield FoundGroup(group, UNCLASSED, records=len(lines), examples=tuple(lines[:EXAMPLES])), True


def _of_columns(table: Worked, saved: TableMapping) -> Iterator[Found]:
    """Columns with values of a settled table that the saved mapping gives no place."""
    if not saved.routes:
        return
    placed = {column for rule in saved.rules for column in rule.columns} | set(saved.key)
    placed |= {kept.column for kept in saved.kept if kept.fate is not Fate.WAITING}
    for column in table.source.columns:
        if column in placed:
            continue
        filled = table.source.frame.filter(nonempty(column))[RECORD]
        if len(filled):
            group = Group(GroupKind.COLUMN, *table.source.key, column=column)
            examples = tuple(filled.head(EXAMPLES))
            yield (
                FoundGroup(group, UNCLASSED, records=len(filled), cells=len(filled), examples=examples),
                True,
            )


def _added(one: FoundGroup, other: FoundGroup) -> FoundGroup:
    return replace(
        one,
        records=one.records + other.records,
        cells=one.cells + other.cells,
        money=_by_currency((*one.money, *other.money)),
        examples=(*one.examples, *other.examples)[:EXAMPLES],
    )


def _by_currency(amounts: Iterable[Money]) -> tuple[Money, ...]:
    sums: dict[str, Money] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, Money(0, amount.currency)) + amount
    return tuple(sums[code] for code in sorted(sums))


def _each_of_values(table: Worked, record: ClinicRecord, currency: str) -> Iterator[tuple[int, FoundGroup]]:
    decided = {made.group for _, made in table.decisions.of_table(table.source.key, GroupKind.VALUE)}
    for index, rule in enumerate(table.mapping.rules):
        if not rule.columns:
            continue
        for group, part in _unread(table, index, rule):
            if table.mapping.unparsable is Fate.WAITING or group in decided:
                found = FoundGroup(
                    group,
                    record.entity(rule.entity).field(rule.field).sensitivity.value,
                    records=part.height,
                    cells=part.height,
                    money=worth_of(table, record, part, rule.entity, currency=currency),
                    examples=tuple(part[RECORD].head(EXAMPLES)),
                )
                yield index, found


def _unread(table: Worked, index: int, rule: Rule) -> Iterator[tuple[Group, pl.DataFrame]]:
    """Cells of one rule that gave no value: by word where a code is lacking, else by finding."""
    finding = pl.col(finding_column(index))
    found = table.frame[finding_column(index)]
    if found.null_count() == len(found) or not {*found.unique()}.difference(ABSENT_KINDS, [None]):
        return
    here = table.frame.select(_is_unread(table, index, rule.entity).alias("#unread")).to_series()
    if not here.any():
        return
    texts = table.source.frame.select(rule.columns[0]).filter(here)
    words = texts.select(folded(pl.col(rule.columns[0])).alias(_WORD))
    rows = table.frame.filter(here).hstack(words)
    own = words_alone(table, index)
    word = pl.when((finding == WITHOUT_CODE) & pl.col(_WORD).is_in(own)).then(pl.col(_WORD))
    parts = rows.with_columns(word.fill_null("").alias(_WORD), finding.alias(_REASON)).partition_by(
        _REASON, _WORD, as_dict=True, maintain_order=True
    )
    for (why, text), part in parts.items():
        where = {"column": rule.columns[0], "entity": rule.entity, "field": rule.field}
        yield Group(GroupKind.VALUE, *table.source.key, **where, finding=str(why), value=str(text)), part


def _is_unread(table: Worked, index: int, entity: str) -> pl.Expr:
    finding, value = pl.col(finding_column(index)), pl.col(value_column(index))
    lost = value.is_null() & finding.is_not_null() & ~finding.is_in(list(ABSENT_KINDS))
    return (lost & table.published() & table.applies(entity)).fill_null(False)


def of_people(everybody: People) -> Iterator[Found]:
    """Who may be one person, of all tables."""
    homes, merged = everybody.homes(), everybody.merged()
    for same in proposals(everybody.compared()):
        file, table, _ = homes[same.ids[0]]
        group = Group(
            GroupKind.PERSON, file, table, entity=PATIENT, finding=same.by, value=value_of(same.ids)
        )
        here = [homes[own][2] for own in same.ids if homes[own][:2] == (file, table)]
        found = FoundGroup(group, "identity", records=len(same.ids), examples=tuple(here[:EXAMPLES]))
        yield found, len(set(same.ids) - merged) > 1
