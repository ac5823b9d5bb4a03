"""What people said about a file, said of the newer extract of it too: its mapping and its decisions (law 2).

Whoever says that a file is the newer extract says this with it: the mapping gets a version of theirs. A
decision stays its decider's, with the reason and the role. What somebody said about the newer file already
goes before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from core.mapping import from_json, to_json
from core.mapping.model import Mapping as ColumnMapping
from core.mapping.model import TableMapping
from core.record import RECORD
from core.transforms import TRANSFORM_NAMES
from portal.services.mapping_versions import of_people
from portal.wording import mapping as words
from storage import Work

Source = tuple[str, str]
"""File and table."""


def carry_over(work: Work, project: str, newer: Mapping[Source, Source], *, by: str) -> None:
    """newer: of each table of the earlier file, the table of the newer one."""
    _save(work, project, lambda told: renamed(told, newer), by=by)
    standing = work.decisions.standing(project)
    taken = {decision.group for decision in standing}
    moved = [
        replace(each, group=replace(each.group, file=file, table=table))
        for each in standing
        for file, table in (newer.get((each.group.file, each.group.table), ("", "")),)
        if file
    ]
    more = [decision for decision in moved if decision.group not in taken]
    if more:
        work.decisions.made(project, more, by=by, saw=work.decisions.version(project))


def leave_out(work: Work, project: str, file: str, *, by: str) -> None:
    """A file that is left out is no part of the mapping."""
    _save(work, project, lambda told: without(told, file), by=by)


def renamed(mapping: ColumnMapping, newer: Mapping[Source, Source]) -> ColumnMapping:
    """With every table of `newer` under its new name, and none under its old one."""
    whole = replace(mapping, tables=tuple(each for each in mapping.tables if each.source not in newer))
    for old, (file, table) in newer.items():
        known, there = mapping.table(old), whole.table((file, table))
        if known is not None and (there is None or _by_rule_alone(there)):
            whole = whole.with_table(replace(known, file=file, table=table))
    return whole


def without(mapping: ColumnMapping, file: str) -> ColumnMapping:
    inside = f"{file}!/"
    kept = (each for each in mapping.tables if each.file != file and not each.file.startswith(inside))
    return replace(mapping, tables=tuple(kept))


def _save(work: Work, project: str, changed: Callable[[ColumnMapping], ColumnMapping], *, by: str) -> None:
    """A version that suggestions alone made binds nobody, so there is nothing to carry in it."""
    latest = work.mappings.latest(project)
    if latest is not None and of_people(work, project):
        told = changed(from_json(latest.text, RECORD, TRANSFORM_NAMES))
        work.mappings.save(project, to_json(told), by)


def _by_rule_alone(table: TableMapping) -> bool:
    said = {*(rule.by for rule in table.rules), *(kept.by for kept in table.kept)}
    return all(words.automatic(by) for by in said)
