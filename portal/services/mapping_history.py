"""The versions of a mapping: listed with what each changed, opened, and undone out of order (laws 2 and 8).

Undoing makes a new version in the name of who asked for it. A step that later ones built on is refused in one
sentence that names the first of them.
"""

from __future__ import annotations

from collections.abc import Mapping as Known
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from core.accept import Settings as Clinic
from core.errors import MappingInvalid
from core.mapping import from_json, to_json
from core.mapping.difference import TableDifference, difference
from core.mapping.fitting import refuse_unfitting
from core.mapping.model import Mapping
from core.mapping.undoing import BuiltUpon, first_builder, undone
from core.record import RECORD
from core.transforms import TRANSFORM_NAMES
from portal.opened_classes import as_everybody
from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.mapping_facts import Facts, facts_of
from portal.services.mapping_standing import mapping_at, mapping_before, mapping_saved
from portal.services.mapping_versions import latest_version, stale
from portal.services.remembered import remembered
from portal.viewmodels.mapping import Source
from portal.viewmodels.mapping_history import (
    PAGE,
    HistoryPage,
    HistoryQuery,
    TableTold,
    VersionLine,
    VersionView,
)
from portal.visit import ProjectChoice
from portal.wording import mapping_history as words
from portal.wording.figures import day
from portal.wording.mapping_difference import summary, told
from storage import MappingRow, Storage, Work
from storage.unit import absent


def view(
    store: Storage, actor: Actor, project: ProjectChoice, query: HistoryQuery, *, clinic: Clinic
) -> HistoryPage:
    """A screenful of versions, the newest first, one of them opened where that is asked for."""
    authorise(actor, Action.SEE_LOG, project.id)
    history = _History(store, project.id, facts_of(store, project.id), clinic)
    values = allowed(actor, Action.SEE_ORIGINALS)
    with store.read() as work:
        newest = latest_version(work, project.id)
        first = newest - PAGE * (query.page - 1)
        rows = [work.mappings.get(project.id, n) for n in range(first, max(first - PAGE, 0), -1)]
    return HistoryPage(
        version=newest,
        lines=tuple(history.line(row) for row in rows),
        pages=max(-(-newest // PAGE), 1),
        may_map=allowed(actor, Action.MAP),
        ask=whom_to_ask(Action.SEE_ORIGINALS),
        words_shown=values,
        opened=history.opened(query.opened, newest, values=values) if 0 < query.opened <= newest else None,
    )


def between(
    store: Storage, actor: Actor, project: str, was: int, now: int, *, clinic: Clinic, values: bool
) -> tuple[TableTold, ...]:
    """What differs between two versions; 0 is what the rule alone makes. Raises Forbidden, NotStored.

    values: whether words of value maps are wanted, where this person may see them.
    """
    authorise(actor, Action.SEE_LOG, project)
    facts = facts_of(store, project)
    first, second = (mapping_at(store, project, n, facts, clinic) for n in (was, now))
    return told(difference(first, second), words=values and allowed(actor, Action.SEE_ORIGINALS))


def undo(
    store: Storage, actor: Actor, project: str, number: int, *, reason: str, seen: int, clinic: Clinic
) -> int:
    """Save the newest version without one step; its number. Asked for twice it is one.

    Raises Forbidden, StaleVersion, NotStored, and MappingInvalid where a later step built on it.
    """
    authorise(actor, Action.MAP, project)
    history = _History(store, project, facts_of(store, project), clinic)
    why = words.undone(number, reason)
    with store.begin() as work:
        version = latest_version(work, project)
        if seen != version and _just_undone(work, project, version, seen=seen, why=why):
            return version
        if seen != version:
            raise stale()
        made = history.without(number, version)
        return work.mappings.save(project, to_json(made), actor.name, saw=seen, reason=why)


def _just_undone(work: Work, project: str, version: int, *, seen: int, why: str) -> bool:
    return version == seen + 1 and work.mappings.get(project, version).reason == why


@dataclass(frozen=True)
class _History:
    """The versions of one project over its files as they are."""

    store: Storage
    project: str
    facts: Facts
    clinic: Clinic

    def line(self, row: MappingRow) -> VersionLine:
        return VersionLine(row.version, row.by, row.saved_at, summary(self._step(row.version)), row.reason)

    def opened(self, number: int, newest: int, *, values: bool) -> VersionView:
        with self.store.read() as work:
            row = work.mappings.get(self.project, number)
        refusal = None
        try:
            self.without(number, newest)
        except MappingInvalid as amiss:
            refusal = (amiss.found, amiss.do)
        return VersionView(self.line(row), told(self._step(number), words=values), refusal)

    def _step(self, number: int) -> tuple[TableDifference, ...]:
        return _step(as_everybody(self.store), self.project, number, self.facts, self.clinic)

    def without(self, number: int, newest: int) -> Mapping:
        """The newest version without the step that made version `number`."""
        if not 1 <= number <= newest:
            raise absent("mapping version")
        was = mapping_before(self.store, self.project, number, self.facts, self.clinic)
        now = mapping_saved(self.store, self.project, number)
        stands = mapping_at(self.store, self.project, newest, self.facts, self.clinic)
        try:
            made = undone(was, now, stands, self._columns)
            _refuse_unsound(made)
            refuse_unfitting(self._of_files(made), self.facts.tables, RECORD)
        except (BuiltUpon, MappingInvalid):
            raise self._refused(number, newest, was, now) from None
        if not difference(stands, made):
            raise _amiss(words.NOTHING_LEFT, number)
        return made

    @property
    def _columns(self) -> Known[Source, Sequence[str]]:
        return {table.key: table.columns for table in self.facts.tables}

    def _of_files(self, mapping: Mapping) -> Mapping:
        return replace(mapping, tables=tuple(t for t in mapping.tables if self.facts.table(t.source)))

    def _refused(self, number: int, newest: int, was: Mapping, now: Mapping) -> MappingInvalid:
        later = [(n, mapping_saved(self.store, self.project, n)) for n in range(number + 1, newest + 1)]
        builder = first_builder(was, now, later, columns=self._columns, sound=_refuse_unsound) or newest
        with self.store.read() as work:
            row = work.mappings.get(self.project, builder)
        on = row.saved_at.astimezone(ZoneInfo(self.clinic.zone)).date()
        return _amiss(words.built_upon(builder, row.by, day(on)), number)


def _refuse_unsound(mapping: Mapping) -> None:
    """Raises MappingInvalid for one that no file could hold: two columns for one field, and the like."""
    from_json(to_json(mapping), RECORD, TRANSFORM_NAMES)


def _amiss(refusal: tuple[str, str], number: int) -> MappingInvalid:
    return MappingInvalid(place=words.VERSION.format(number), found=refusal[0], do=refusal[1])


@remembered(most=256)
def _step(
    store: Storage, project: str, number: int, facts: Facts, clinic: Clinic
) -> tuple[TableDifference, ...]:
    """What a version changed. That never changes, so it is found once."""
    was = mapping_before(store, project, number, facts, clinic)
    return difference(was, mapping_saved(store, project, number))
