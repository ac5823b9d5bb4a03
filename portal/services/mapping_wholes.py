"""What a person's change makes of a table as a whole: what its rows are, and what tells them apart.

Pure, as the other changes of a mapping are. A column that is left without a place waits, on the word of who
left it so (law 2).
"""

from __future__ import annotations

from dataclasses import replace

from core.mapping import negation
from core.mapping.model import Fate, Kept, TableMapping
from core.record import RECORD
from portal.services.mapping_changing import Changing
from portal.services.mapping_facts import table_as
from portal.services.mapping_fitting import named
from portal.services.mapping_kinds import kinds_held
from portal.viewmodels.mapping_asked import SetKey, SetKind
from portal.wording import mapping as words

_STATEMENT = negation.STATEMENT


def with_kind(asked: SetKind, now: Changing) -> TableMapping:
    reason = asked.reason.strip() or words.BY_CHANGING
    if asked.entity is None:
        waiting = (Kept(column, Fate.WAITING, now.by, reason) for column in now.columns)
        return replace(now.table, key=(), routes=(), rules=(), kept=tuple(waiting))
    if not RECORD.has(asked.entity):
        raise now.refused(*words.NO_SUCH_FIELD)
    if (asked.entity,) == kinds_held(now.table):
        return now.table
    made = table_as(now.facts, now.table.source, asked.entity, clinic=now.clinic)
    if not made.routes:
        raise now.refused(*words.NO_SUBSTANCE)
    word = words.by_kind(now.by)
    key = now.table.key or made.key
    table = replace(
        now.table,
        key=key,
        routes=made.routes,
        rules=tuple(replace(rule, by=word) for rule in made.rules),
        kept=tuple(replace(kept, by=word) for kept in made.kept if kept.column not in key),
    )
    return whole(now, table, reason)


def with_key(asked: SetKey, now: Changing) -> TableMapping:
    """Columns that leave the key and feed nothing wait; those that join it are no longer kept."""
    key = tuple(column for column in now.columns if column in asked.key)
    if len(key) != len(set(asked.key)):
        raise now.refused(*words.NO_SUCH_COLUMN)
    if not now.table.routes:
        raise now.refused(*words.KIND_FIRST)
    kept = tuple(each for each in now.table.kept if each.column not in key)
    reason = asked.reason.strip() or words.BY_CHANGING
    return whole(now, replace(now.table, key=key, kept=kept), reason)


def whole(now: Changing, table: TableMapping, reason: str) -> TableMapping:
    """With every column that was left without a place waiting, on the word of who left it so."""
    lost = [column for column in now.columns if column not in named(table)]
    waiting = (Kept(column, Fate.WAITING, now.by, reason) for column in lost)
    return in_order(replace(table, kept=(*table.kept, *waiting)), now.columns)


def in_order(table: TableMapping, columns: tuple[str, ...]) -> TableMapping:
    place = {column: number for number, column in enumerate(columns)}
    rules = sorted(
        table.rules, key=lambda r: (r.entity == _STATEMENT, place[r.columns[0]] if r.columns else -1)
    )
    kept = sorted(table.kept, key=lambda each: place[each.column])
    return replace(table, rules=tuple(rules), kept=tuple(kept))
