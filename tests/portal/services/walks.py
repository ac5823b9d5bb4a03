"""People who learn, in a real store: short ways to take the steps of a path."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.practice import Act, ActKind, Booking, Case, ChartReview, Filing, Posting, proof
from core.training import Item, Proof, StepKind
from portal.permissions import Actor
from portal.services import practice, training, training_steps
from portal.training import path_of
from portal.viewmodels.training import Mine
from portal.visit import ProjectChoice
from storage import Storage

ZONE = ZoneInfo("America/Chicago")


class Walk:
    """One person on their path."""

    def __init__(self, store: Storage, project: ProjectChoice, actor: Actor) -> None:
        self.store, self.project, self.actor = store, project, actor

    @property
    def mine(self) -> Mine:
        found = training.view(self.store, self.actor, self.project).mine
        assert found is not None
        return found

    def learn(self, kind: StepKind, item: str = "", note: str = "", seen: int | None = None) -> int:
        saw = self.mine.version if seen is None else seen
        return training_steps.learn(
            self.store, self.actor, self.project.id, kind, item=item, note=note, seen=saw
        )

    def exercise(self, item: str) -> practice.PracticeView:
        return practice.view(self.store, self.actor, self.project.id, item, zone=ZONE)

    def practise(self, item: str, *acts: Act, seen: int | None = None) -> int:
        saw = self.mine.version if seen is None else seen
        return practice.practise(self.store, self.actor, self.project.id, item, acts, seen=saw, zone=ZONE)

    def seen_by(self, other: Actor, item: str) -> int:
        return training_steps.confirm(
            self.store,
            other,
            self.project.id,
            self.actor.name,
            self.actor.role.value,
            item=item,
            seen=self.mine.version,
        )

    def to_the_end(self, other: Actor) -> None:
        """Every step of the path, and ready."""
        path = path_of(self.actor.role.value)
        assert path is not None
        for item in path.items:
            self.take(item, other)
        self.learn(StepKind.READY)

    def take(self, item: Item, other: Actor) -> None:
        """One step, with the proof that it asks for. other: who looks where a colleague has to."""
        if item.proof is Proof.READ:
            self.learn(StepKind.READ, item.id)
        elif item.proof is Proof.SAID:
            self.learn(StepKind.DONE, item.id)
        elif item.proof is Proof.PROVEN:
            self.practise(item.id, *rightly(self.exercise(item.id).case))
        else:
            self.learn(StepKind.ASK, item.id)
            self.seen_by(other, item.id)


def rightly(case: Case) -> list[Act]:
    """What somebody does who does everything right."""
    if isinstance(case, Booking):
        return [_placed(case, ActKind.BOOK), _placed(case, ActKind.MOVE)]
    if isinstance(case, ChartReview):
        reviews = [Act(ActKind.REVIEW, case.wanted, thing=each.id) for each in case.of(case.wanted)]
        note = Act(ActKind.NOTE, case.wanted, text="Allergies asked and confirmed.")
        return [Act(ActKind.OPEN, case.wanted), *reviews, note]
    if isinstance(case, Filing):
        return [Act(ActKind.FILE, case.wanted)]
    assert isinstance(case, Posting)
    units, currency = case.amount.minor_units, case.amount.currency
    return [Act(ActKind.POST, case.wanted, units=units, currency=currency)]


def wrongly(case: Case) -> Act:
    """The first act with everything right but the person."""
    other = next(each.id for each in case.patients if each.id != case.wanted)
    first = rightly(case)[0]
    return Act(first.kind, other, first.day, first.at, first.minutes, first.room, "", "", first.units,
               first.currency)  # fmt: skip


def _placed(case: Booking, kind: ActKind) -> Act:
    """On the first free quarter of an hour of the first day that will do."""
    moves = kind is ActKind.MOVE
    days = [case.day + timedelta(days=n) for n in range(1 if moves else 0, 7)]
    first = next(day for day in days if day.weekday() in case.open_days)
    for at in range(case.opens, case.closes - case.minutes + 1, 15):
        start = datetime.combine(first, time(at // 60, at % 60))
        end = start + timedelta(minutes=case.minutes)
        busy = [v for v in case.visits if v.start < end and start < v.end]
        free = [room for room, _ in case.rooms if room not in {v.room for v in busy}]
        if free and all(v.patient != case.wanted for v in busy):
            act = Act(kind, "" if moves else case.wanted, first.isoformat(), at,
                      0 if moves else case.minutes, free[0])  # fmt: skip
            assert moves or not proof(case, [act]).wrong
            return act
    raise AssertionError("no free time")
