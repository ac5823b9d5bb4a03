"""The groups of a run beside what people decided: how each stands, and whose decision it is (law 2).

A group is open while nobody has decided about it, or while the run found more of it than the person saw.
Held in memory as the run published them, words and all: whoever calls has asked for authority first and
masks after (law 7).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from core.decisions import Decision, Group, GroupKind
from core.decisions.found import PART, FoundGroup, from_frame
from portal.opened_classes import as_everybody
from portal.permissions import Action, Actor, allowed, proposes
from portal.services.group_rights import class_of, whose
from portal.services.remembered import remembered
from portal.viewmodels.decisions import OPEN, Say, Stand
from storage import DecisionRow, RunRow, Storage, Work
from storage.decisions import standing_rows, waiting_proposals

DECISIONS = "decisions"
"""Where a run's summary keeps the version of the decisions that it followed."""
_OF_CELLS = (GroupKind.COLUMN, GroupKind.VALUE)


@dataclass(frozen=True)
class Journal:
    """What people said, by group id, and what the newest run followed of it."""

    version: int
    newest: int
    standing: Mapping[str, DecisionRow]
    proposals: Mapping[str, DecisionRow]
    followed: Mapping[str, Decision]

    @property
    def newer(self) -> bool:
        """Whether a run now would follow other decisions than the newest run did."""
        return {group: row.decision for group, row in self.standing.items()} != dict(self.followed)


@dataclass(frozen=True)
class GroupNow:
    """A group as it stands. corrections, proposals: what was decided, or proposed, about single texts."""

    id: str
    found: FoundGroup
    stand: Stand
    row: DecisionRow | None
    proposal: DecisionRow | None
    corrections: tuple[DecisionRow, ...]
    dropped: bool
    proposals: tuple[DecisionRow, ...] = ()

    @property
    def open(self) -> bool:
        return self.stand in OPEN

    @property
    def action(self) -> Action:
        return whose(self.found.group, self.found.sensitivity)


def say_of(actor: Actor, action: Action) -> Say:
    if allowed(actor, action):
        return Say.DECIDES
    return Say.PROPOSES if proposes(actor, action) else Say.NONE


def journal_of(work: Work, project: str, run: RunRow | None) -> Journal:
    """run: the newest one, which followed what stood at the version in its summary."""
    rows = work.decisions.history(project)
    followed = run.summary.get(DECISIONS, 0) if run else 0
    then = standing_rows(row for row in rows if row.number <= followed)
    return Journal(
        version=work.decisions.version(project),
        newest=rows[-1].number if rows else 0,
        standing=standing_rows(rows),
        proposals=waiting_proposals(rows),
        followed={group: row.decision for group, row in then.items() if row.decision},
    )


def found_groups(store: Storage, project: str, run: str) -> Mapping[str, FoundGroup] | None:
    """Group id -> the group, in the run's order; None for a run from before runs named groups."""
    return _found_groups(as_everybody(store), project, run)


@remembered(most=4)
def _found_groups(store: Storage, project: str, run: str) -> Mapping[str, FoundGroup] | None:
    with store.read() as work:
        part = next((part for part in work.runs.parts(project, run) if part.name == PART), None)
        if part is None:
            return None
        frame = work.runs.open_part(project, run, PART, part.sensitivity)
    return {found.group.id: found for found in from_frame(frame)}


def groups_now(found: Mapping[str, FoundGroup], journal: Journal) -> tuple[GroupNow, ...]:
    """In the run's order."""
    made, proposed = _of_texts(found, journal.standing), _of_texts(found, journal.proposals)
    return tuple(
        replace(_now(group, each, journal, made.get(group, ())), proposals=proposed.get(group, ()))
        for group, each in {**found, **_no_longer_found(found, journal)}.items()
    )


def _no_longer_found(found: Mapping[str, FoundGroup], journal: Journal) -> dict[str, FoundGroup]:
    """What was decided about and is no group any more, such as a word that has its meaning now."""
    decisions = {group: row.decision for group, row in journal.standing.items() if row.decision}
    return {
        group: FoundGroup(
            made.group,
            class_of(made.group),
            records=made.count,
            cells=made.count if made.group.kind in _OF_CELLS else 0,
            choice=made.choice,
        )
        for group, made in decisions.items()
        if group not in found and whole_of(made.group).id not in found
    }


def _now(group: str, found: FoundGroup, journal: Journal, corrections: tuple[DecisionRow, ...]) -> GroupNow:
    row = journal.standing.get(group)
    return GroupNow(
        id=group,
        found=found,
        stand=_stand(found, row, journal, corrections),
        row=row,
        proposal=journal.proposals.get(group),
        corrections=corrections,
        dropped=row is None and found.choice is not None,
    )


def _stand(
    found: FoundGroup, row: DecisionRow | None, journal: Journal, corrections: tuple[DecisionRow, ...]
) -> Stand:
    """Where every text that the run could not read was corrected since, nothing is left to decide about.

    A decision that the run knew and could not carry out, such as a merge into nobody, leaves its group open.
    """
    if row is None or row.decision is None:
        told = [each.decision for each in corrections if journal.followed.get(each.group) != each.decision]
        corrected = sum(each.count for each in told if each)
        return Stand.NEXT_RUN if corrected >= found.count else Stand.OPEN
    if found.count > row.decision.count:
        return Stand.MORE
    if journal.followed.get(row.group) != row.decision:
        return Stand.NEXT_RUN
    return Stand.FOLLOWED if found.choice is row.decision.choice else Stand.OPEN


def _of_texts(
    found: Mapping[str, FoundGroup], rows: Mapping[str, DecisionRow]
) -> dict[str, tuple[DecisionRow, ...]]:
    """Those about one text, by the group of values that it is in."""
    told: dict[str, tuple[DecisionRow, ...]] = {}
    for group, row in rows.items():
        if group not in found and row.decision and row.decision.group.value:
            whole = whole_of(row.decision.group).id
            told[whole] = (*told.get(whole, ()), row)
    return told


def whole_of(group: Group) -> Group:
    """The group of values that one text is in."""
    return replace(group, value="")


def open_by_action(groups: tuple[GroupNow, ...]) -> dict[Action, int]:
    """How many groups are open, by what one has to be allowed to decide about them."""
    counts: dict[Action, int] = {}
    for group in _open(groups):
        counts[group.action] = counts.get(group.action, 0) + 1
    return counts


def _open(groups: tuple[GroupNow, ...]) -> Iterator[GroupNow]:
    return (group for group in groups if group.open)
