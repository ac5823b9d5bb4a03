"""The Decisions page's facts: the groups of the newest run, a screenful at a time, masked by role (law 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from core.decisions import CHOICES, Choice, GroupKind
from core.decisions.settling import WITHOUT_CODE
from core.identity.aliases import ids_of
from core.mapping.model import Mapping
from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.decision_attaching import mapping_of, possible
from portal.services.decision_examples import sees_persons, sees_values
from portal.services.decision_groups import (
    GroupNow,
    Journal,
    found_groups,
    groups_now,
    journal_of,
    say_of,
)
from portal.services.decision_suggestions import offers
from portal.services.decisions import codes_of
from portal.services.jobs import worth_showing
from portal.services.overview import newest_run
from portal.viewmodels.decisions import (
    PAGE_SIZE,
    Correction,
    DecisionsPage,
    DecisionsQuery,
    GroupLine,
    Said,
    Say,
)
from portal.visit import ProjectChoice
from storage import DecisionRow, RunRow, Storage, Work

_KINDS = list(GroupKind)
_NUMBERS = 4


def view(store: Storage, actor: Actor, project: ProjectChoice, query: DecisionsQuery) -> DecisionsPage:
    """The screenful that answers `query`: open groups first, kind by kind, the largest first."""
    authorise(actor, Action.SEE_LOG, project.id)
    with store.read() as work:
        run = newest_run(work, project.id)
        journal = journal_of(work, project.id, run)
        uploads, job = len(work.uploads.current(project.id)), worth_showing(work, project.id)
        signed = _is_signed(work, project.id) if query.just else False
    found = found_groups(store, project.id, run.run) if run else None
    every = groups_now(found or {}, journal)
    matching = sorted((each for each in every if _matches(each, query)), key=_order)
    pages = max(1, ceil(len(matching) / PAGE_SIZE))
    page = min(max(1, query.page), pages)
    offer, mapping = offers(store, actor, project.id, run), mapping_of(store, project.id, run)
    return DecisionsPage(
        project=project.name,
        run=run.run if run else None,
        version=journal.version,
        newest=journal.newest,
        grouped=found is not None,
        groups=tuple(
            replace(_line(actor, each, mapping), suggested=offer(each))
            for each in matching[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        ),
        matching=len(matching),
        total=len(every),
        page=page,
        pages=pages,
        open=sum(each.open for each in every),
        yours=_open_to(actor, every, Say.DECIDES),
        proposable=_open_to(actor, every, Say.PROPOSES),
        kinds=_kinds(every),
        classes=_classes(every),
        newer=_newer(run, journal),
        uploads=uploads,
        may_run=allowed(actor, Action.START_RUN),
        may_map=allowed(actor, Action.MAP),
        ask_run=whom_to_ask(Action.START_RUN),
        job=job,
        just=None if signed else _just(actor, every, query.just, mapping),
    )


def _is_signed(work: Work, project: str) -> bool:
    """Whether all have signed a document that counts: what it says is not undone with one tap."""
    return any(document.complete for document in work.readiness.of(project).journey.documents)


def _just(actor: Actor, groups: Sequence[GroupNow], asked: str, mapping: Mapping | None) -> GroupLine | None:
    """The group that was decided about just now, while the decision stands and this person may undo it."""
    stands = (each for each in groups if each.id == asked and each.row is not None and not each.open)
    found = next((each for each in stands if say_of(actor, each.action) is Say.DECIDES), None)
    return _line(actor, found, mapping) if found else None


def _newer(run: RunRow | None, journal: Journal) -> bool:
    return run is not None and journal.newer


def _matches(group: GroupNow, query: DecisionsQuery) -> bool:
    return (
        query.sensitivity in ("", group.found.sensitivity)
        and query.kind in ("", group.found.group.kind.value)
        and (group.open or not query.open_only)
    )


def _order(group: GroupNow) -> tuple[bool, int, int, str]:
    return (not group.open, _KINDS.index(group.found.group.kind), -group.found.count, group.id)


def _open_to(actor: Actor, groups: Sequence[GroupNow], say: Say) -> int:
    return sum(group.open and say_of(actor, group.action) is say for group in groups)


def _kinds(groups: Sequence[GroupNow]) -> tuple[tuple[GroupKind, int], ...]:
    there = {group.found.group.kind for group in groups}
    of = {kind: sum(g.open for g in groups if g.found.group.kind is kind) for kind in there}
    return tuple((kind, of[kind]) for kind in _KINDS if kind in there)


def _classes(groups: Sequence[GroupNow]) -> tuple[tuple[str, int], ...]:
    there = sorted({group.found.sensitivity for group in groups})
    return tuple((each, sum(g.open for g in groups if g.found.sensitivity == each)) for each in there)


def _line(actor: Actor, now: GroupNow, mapping: Mapping | None) -> GroupLine:
    found, group = now.found, now.found.group
    seen = sees_values(actor, found)
    return GroupLine(
        id=now.id,
        kind=group.kind,
        file=group.file,
        table=group.table,
        column=group.column,
        entity=group.entity,
        field=group.field,
        finding=group.finding,
        word=_word(actor, now),
        rest=_rest(now),
        sensitivity=found.sensitivity,
        records=found.records,
        cells=found.cells,
        count=found.count,
        money=tuple(map(str, found.money)) if allowed(actor, Action.SEE_MONEY) else (),
        stand=now.stand,
        say=say_of(actor, now.action),
        ask=whom_to_ask(now.action),
        choices=possible(_choices(now, seen=seen), found, mapping),
        codes=codes_of(group),
        made=_said(actor, now, now.row),
        proposal=_said(actor, now, now.proposal),
        dropped=now.dropped,
        corrections=tuple(_corrections(actor, now)) if seen else (),
    )


def _word(actor: Actor, now: GroupNow) -> str:
    """Of a word the word, of persons their numbers; nothing where they may not be seen."""
    group = now.found.group
    if group.kind is GroupKind.PERSON:
        return _listed(ids_of(group.value)) if sees_persons(actor, now.found) else ""
    return group.value if sees_values(actor, now.found) else ""


def _listed(numbers: Sequence[str]) -> str:
    """ "11 and 12"; of many the first few."""
    shown, more = numbers[:_NUMBERS], len(numbers) - _NUMBERS
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)


def _choices(now: GroupNow, *, seen: bool) -> tuple[Choice, ...]:
    """Nobody can say what stands for a value that they cannot see, or for many words at once."""
    replaces = seen and not _rest(now)
    return tuple(c for c in CHOICES[now.found.group.kind] if replaces or c is not Choice.REPLACE)


def _rest(now: GroupNow) -> bool:
    """Whether it is the words of a column that are too many to be groups of their own."""
    group = now.found.group
    return group.kind is GroupKind.VALUE and group.finding == WITHOUT_CODE and not group.value


def _said(actor: Actor, now: GroupNow, row: DecisionRow | None) -> Said | None:
    if row is None or row.decision is None:
        return None
    told = row.decision
    seen = (
        sees_values(actor, now.found) or sees_persons(actor, now.found) or told.group.finding == WITHOUT_CODE
    )
    to = told.to if seen else ""
    return Said(told.choice, told.by, told.role, row.at, told.reason, to, told.count)


def _corrections(actor: Actor, now: GroupNow) -> Iterator[Correction]:
    for rows, proposed in ((now.proposals, True), (now.corrections, False)):
        for row in rows:
            said = _said(actor, now, row)
            if said is not None and row.decision is not None:
                yield Correction(row.group, row.decision.group.value, said, proposed)
