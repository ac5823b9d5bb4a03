"""Decisions about what did not map: seen in groups, made, proposed and taken back by who may (law 2).

Whose decision a group is follows from its class. Several groups are decided together or not at all. What a
person had before them travels with what they ask for, so that nothing is decided unseen; the same sent
twice is one. Storage leaves the audit event in the transaction that adds the lines (law 8).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.accept import Settings as Clinic
from core.decisions import CHOICES, Choice, Decision, Group, GroupKind
from core.decisions.found import FoundGroup
from core.decisions.settling import WITHOUT_CODE
from core.errors import DecisionsInvalid
from core.identity.aliases import ids_of
from core.record import RECORD
from core.transforms.folding import folded_words
from portal.permissions import DECIDING, Action, Actor, Forbidden, authorise, authorise_any
from portal.services import runs
from portal.services.decision_attaching import mapping_of, possible
from portal.services.decision_examples import (
    no_such_group,
    original_of,
    readable,
    sees_persons,
    sees_values,
    source_of,
    texts_of,
)
from portal.services.decision_groups import found_groups, say_of, whole_of
from portal.services.group_rights import class_of, whose
from portal.services.overview import newest_run
from portal.viewmodels.decisions import Say, Seen, Verdict
from portal.viewmodels.jobs import JobView
from portal.wording import decisions as words
from storage import RunRow, Storage, Work
from storage.errors import StaleVersion


@dataclass(frozen=True)
class Asked:
    """One group as it is decided about: of one text of a group of values, that text alone.

    found: the group of the run that it is, or is in.
    """

    group: Group
    found: FoundGroup
    count: int

    @property
    def action(self) -> Action:
        return whose(self.found.group, self.found.sensitivity)


def decide(store: Storage, actor: Actor, project: str, verdict: Verdict, *, seen: Seen) -> int:
    """Makes the decision, or proposes it where this person only proposes; the version from then on.

    Raises Forbidden, DecisionsInvalid, StaleVersion; then nothing of it was saved.
    """
    authorise_any(actor, DECIDING, project)
    run, found = _groups(store, project)
    wanted = tuple(dict.fromkeys(verdict.groups))
    if not wanted or not all(group in found for group in wanted):
        raise no_such_group()
    told = [found[group] for group in wanted]
    say = _authorised(actor, told)
    _refuse_unseen(actor, told, verdict)
    asked = [_asked(store, project, run, each, verdict.text) for each in told]
    decisions = [_decision(store, project, run, each, verdict, actor) for each in asked]
    _same_run(run, seen)
    with store.begin() as work:
        if say is Say.PROPOSES:
            return work.decisions.propose(project, decisions, by=actor.name, saw=seen.version)
        return work.decisions.made(project, decisions, by=actor.name, saw=seen.version)


def accept(store: Storage, actor: Actor, project: str, group: str, *, seen: Seen) -> int:
    """Makes what somebody proposed about a group a decision of this person: the proposal that they saw."""
    authorise_any(actor, DECIDING, project)
    run, found = _groups(store, project)
    with store.read() as work:
        told = {row.group: row.decision for row in work.decisions.history(project) if row.decision}
    about = told[group].group if group in told else None
    whole = found.get(group) or (found.get(whole_of(about).id) if about else None)
    if about is None or whole is None:
        raise no_such_group()
    authorise(actor, whose(whole.group, whole.sensitivity), project)
    _same_run(run, seen)
    count = whole.count if whole.group == about else told[group].count
    with store.begin() as work:
        row = next((row for row in work.decisions.proposals(project) if row.group == group), None)
        if row is None or row.decision is None:
            return _accepted_already(work, project, about, by=actor.name)
        if row.number > seen.newest:
            raise _stale()
        proposed = row.decision
        reason = words.accepted(proposed.by, proposed.reason)
        made = replace(proposed, by=actor.name, role=actor.role.value, reason=reason, count=count)
        return work.decisions.made(project, [made], by=actor.name, saw=seen.version)


def _accepted_already(work: Work, project: str, group: Group, *, by: str) -> int:
    """The version, where this person tapped twice; StaleVersion where somebody else was faster."""
    standing = work.decisions.standing(project).about(group)
    if standing is None or standing.by != by:
        raise _stale()
    return work.decisions.version(project)


def _stale() -> StaleVersion:
    found, do = words.STALE
    return StaleVersion(place="decisions", found=found, do=do)


def withdraw(
    store: Storage, actor: Actor, project: str, groups: Sequence[str], *, reason: str, seen: Seen
) -> int:
    """Takes back what stands, or sets aside what was proposed, about groups that are this person's."""
    authorise_any(actor, DECIDING, project)
    run, found = _groups(store, project)
    with store.read() as work:
        rows = [*work.decisions.history(project)]
    known = {row.group: row.decision.group for row in rows if row.decision}
    wanted = tuple(dict.fromkeys(groups))
    if not wanted or not all(group in known for group in wanted):
        raise no_such_group()
    ended = [known[group] for group in wanted]
    for group in ended:
        whole = found.get(group.id) or found.get(whole_of(group).id)
        authorise(actor, whose(group, whole.sensitivity if whole else class_of(group)), project)
    _same_run(run, seen)
    told = reason.strip() or words.BY_TAKING_BACK
    with store.begin() as work:
        return work.decisions.withdraw(project, ended, by=actor.name, reason=told, saw=seen.version)


def run_again(store: Storage, actor: Actor, project: str, *, clinic: Clinic, seen: Seen) -> JobView:
    """A run as the last one was, with the decisions as they were seen."""
    authorise(actor, Action.START_RUN, project)
    with store.read() as work:
        how = runs.accepted_last(work, project)
    return runs.start(store, actor, project, how=how, clinic=clinic, decided=seen.version)


def _groups(store: Storage, project: str) -> tuple[RunRow, Mapping[str, FoundGroup]]:
    with store.read() as work:
        run = newest_run(work, project)
    if run is None:
        raise no_such_group()
    return run, found_groups(store, project, run.run) or {}


def _authorised(actor: Actor, told: Sequence[FoundGroup]) -> Say:
    """What this person may do about all of them; Forbidden where one of them is not theirs at all."""
    says = {}
    for each in told:
        action = whose(each.group, each.sensitivity)
        says[action] = say_of(actor, action)
    refused = next((action for action, say in says.items() if say is Say.NONE), None)
    if refused is not None:
        raise Forbidden(actor, refused)
    return Say.PROPOSES if Say.PROPOSES in says.values() else Say.DECIDES


def _refuse_unseen(actor: Actor, told: Sequence[FoundGroup], verdict: Verdict) -> None:
    """Nobody names a text or a person that they may not see: the answer would tell whether it is there."""
    values = [each for each in told if each.group.kind is GroupKind.VALUE]
    persons = [each for each in told if each.group.kind is GroupKind.PERSON]
    names_text = bool(verdict.text) or verdict.choice is Choice.REPLACE
    unseen = names_text and not all(sees_values(actor, each) for each in values)
    if unseen or (verdict.to.strip() and not all(sees_persons(actor, each) for each in persons)):
        raise Forbidden(actor, Action.SEE_ORIGINALS)


def _same_run(run: RunRow, seen: Seen) -> None:
    """A newer run may have found more: what was not seen is not decided about."""
    if seen.run != run.run:
        found, do = words.NEWER_RUN
        raise StaleVersion(place="decisions", found=found, do=do)


def _refused(group: Group, told: tuple[str, str]) -> DecisionsInvalid:
    place = f"{group.table}: {group.column}" if group.column else group.table
    return DecisionsInvalid(place=place, found=told[0], do=told[1])


def _asked(store: Storage, project: str, run: RunRow, found: FoundGroup, text: str) -> Asked:
    if not text:
        return Asked(found.group, found, found.count)
    original = original_of(store, project, run.run, source_of(found.group))
    (word,) = folded_words([text])
    counts = texts_of(original, found.group) if original and not found.group.value else ()
    count = sum(times for told, times in counts if told.casefold() == word)
    if not count:
        raise _refused(found.group, words.NO_SUCH_TEXT)
    return Asked(replace(found.group, value=word), found, count)


def _decision(
    store: Storage, project: str, run: RunRow, asked: Asked, verdict: Verdict, actor: Actor
) -> Decision:
    group, choice, reason = asked.group, verdict.choice, verdict.reason.strip()
    alone = not verdict.text or choice is Choice.REPLACE
    if choice is None or choice not in CHOICES[group.kind] or not alone:
        raise _refused(group, words.NO_CHOICE)
    if not reason:
        raise _refused(group, words.NO_REASON)
    if not possible((choice,), asked.found, mapping_of(store, project, run)):
        raise _refused(group, words.NO_CHART)
    to = verdict.to.strip()
    if choice is Choice.REPLACE:
        if len(verdict.groups) > 1 or not group.value:
            raise _refused(group, words.ONE_AT_A_TIME)
        _refuse_unfit(store, project, run, asked, to)
    elif choice is Choice.MERGE and group.kind is GroupKind.PERSON:
        to = _survivor(group, to)
    else:
        to = ""
    return Decision(group, choice, actor.name, actor.role.value, reason, to=to, count=asked.count)


def _survivor(group: Group, to: str) -> str:
    """The record that stays: the one named, else the first."""
    known = ids_of(group.value)
    if not known or (to and to not in known):
        raise _refused(group, words.NO_SUCH_PERSON)
    return to or known[0]


def _refuse_unfit(store: Storage, project: str, run: RunRow, asked: Asked, to: str) -> None:
    """A word becomes one of its field's codes; any other text becomes one that can be read."""
    group = asked.group
    if group.finding == WITHOUT_CODE:
        if to not in codes_of(group):
            raise _refused(group, words.NO_SUCH_CODE)
        return
    original = original_of(store, project, run.run, source_of(group))
    if original is None or not to or not readable(original, group, to):
        raise _refused(group, words.NOT_READABLE)


def codes_of(group: Group) -> tuple[str, ...]:
    """What a word of the group's field can become."""
    if not RECORD.has(group.entity) or not RECORD.entity(group.entity).has(group.field):
        return ()
    domain = RECORD.entity(group.entity).field(group.field).domain
    return domain.names() if domain and group.finding == WITHOUT_CODE else ()
