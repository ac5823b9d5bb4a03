"""What did not map, gathered into groups that people can decide about: open ones and decided ones (law 2).

Computed by the run itself from the same rows that it shaped, so that no list kept beside it can leave a
group out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

import polars as pl

from core.decisions import Choice, Decision, Decisions, Group, GroupKind
from core.decisions.found import EXAMPLES, UNCLASSED, FoundGroup
from core.decisions.settling import WITHOUT_CODE
from core.identity.aliases import value_of
from core.identity.exact import proposals
from core.mapping.model import Fate, Rule, TableMapping
from core.mapping.model import Mapping as ColumnMapping
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
from core.shape.people import PATIENT, merged_people, people
from core.shape.worth import class_of, worth_of
from core.tables import RECORD, ReadTable
from core.transforms.finding_kinds import ABSENT_KINDS
from core.transforms.folding import folded

_REASON, _COLUMN, _ENTITY, _WORD = "#reason", "#column", "#entity", "#word"
Found = tuple[FoundGroup, bool]
"""A group, and whether anything of it still waits."""


def groups_of(
    reads: Sequence[ReadTable],
    tables: Sequence[Worked],
    mapping: ColumnMapping,
    record: ClinicRecord,
    decisions: Decisions,
) -> tuple[FoundGroup, ...]:
    """Every group of a run, in the order of `Group`. mapping: as people saved it, without the decisions."""
    found: list[Found] = []
    for read, table in zip(reads, tables, strict=True):
        saved = mapping.table(read.table.key) or TableMapping(*read.table.key, (), (), (), ())
        found += _of_records(table, record, mapping.currency)
        found += _of_rejects(read)
        found += _of_columns(table, saved)
        found += _of_values(table, record, mapping.currency)
    found += _of_people(tables)
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


def _of_values(table: Worked, record: ClinicRecord, currency: str) -> Iterator[Found]:
    decided = {made.group for _, made in table.decisions.of_table(table.source.key, GroupKind.VALUE)}
    yield from _together(_each_of_values(table, record, currency, decided))


def _together(groups: Iterable[FoundGroup]) -> Iterator[Found]:
    """Two rules that read one column into one field, each on its own rows, have their groups in common."""
    found: dict[Group, FoundGroup] = {}
    for each in groups:
        one = found.get(each.group)
        found[each.group] = each if one is None else _added(one, each)
    yield from ((each, True) for each in found.values())


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


def _each_of_values(
    table: Worked, record: ClinicRecord, currency: str, decided: AbstractSet[Group]
) -> Iterator[FoundGroup]:
    for index, rule in enumerate(table.mapping.rules):
        if not rule.columns:
            continue
        for group, part in _unread(table, index, rule):
            if table.mapping.unparsable is Fate.WAITING or group in decided:
                yield FoundGroup(
                    group,
                    record.entity(rule.entity).field(rule.field).sensitivity.value,
                    records=part.height,
                    cells=part.height,
                    money=worth_of(table, record, part, rule.entity, currency=currency),
                    examples=tuple(part[RECORD].head(EXAMPLES)),
                )


def _unread(table: Worked, index: int, rule: Rule) -> Iterator[tuple[Group, pl.DataFrame]]:
    """Cells of one rule that gave no value: by word where a code is lacking, else by finding."""
    finding, value = pl.col(finding_column(index)), pl.col(value_column(index))
    if table.frame[finding_column(index)].null_count() == table.frame.height:
        return
    lost = value.is_null() & finding.is_not_null() & ~finding.is_in(list(ABSENT_KINDS))
    rows = table.frame.filter(lost).filter(table.published() & table.applies(rule.entity))
    texts = table.source.frame.lazy().filter(pl.col(RECORD).is_in(rows[RECORD].implode()))
    words = texts.select(RECORD, folded(pl.col(rule.columns[0])).alias(_WORD)).collect()
    rows = rows.join(words, on=RECORD, how="left", maintain_order="left")
    own = words_alone(table, index)
    word = pl.when((finding == WITHOUT_CODE) & pl.col(_WORD).is_in(own)).then(pl.col(_WORD))
    parts = rows.with_columns(word.fill_null("").alias(_WORD), finding.alias(_REASON)).partition_by(
        _REASON, _WORD, as_dict=True, maintain_order=True
    )
    for (why, text), part in parts.items():
        where = {"column": rule.columns[0], "entity": rule.entity, "field": rule.field}
        yield Group(GroupKind.VALUE, *table.source.key, **where, finding=str(why), value=str(text)), part


def _of_people(tables: Sequence[Worked]) -> Iterator[Found]:
    homes, merged = _homes(tables), merged_people(tables)
    for same in proposals(people(tables)):
        file, table, _ = homes[same.ids[0]]
        group = Group(
            GroupKind.PERSON, file, table, entity=PATIENT, finding=same.by, value=value_of(same.ids)
        )
        here = [homes[own][2] for own in same.ids if homes[own][:2] == (file, table)]
        found = FoundGroup(group, "identity", records=len(same.ids), examples=tuple(here[:EXAMPLES]))
        yield found, len(set(same.ids) - merged) > 1


def _homes(tables: Sequence[Worked]) -> Mapping[str, tuple[str, str, int]]:
    """Source id of every patient -> file, table and record."""
    found: dict[str, tuple[str, str, int]] = {}
    for table in tables:
        if table.is_route(PATIENT):
            for own, place in (
                table.frame.filter(pl.col(ROUTE) == PATIENT).select("#source_id", RECORD).rows()
            ):
                found.setdefault(own, (*table.source.key, place))
    return found
