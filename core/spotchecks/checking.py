"""Everything about spot-checks in one project, and the pure steps that add to it; nothing is ever removed.

A step that may not be taken gives a Refusal and changes nothing. Who may take which is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.readiness import Refusal
from core.spotchecks import wording
from core.spotchecks.drawing import SIZES
from core.spotchecks.file_verdicts import FileSaid, FileVerdict
from core.spotchecks.verdicts import Scope, Verdict


@dataclass(frozen=True)
class Draw:
    """One draw. asked: how many were wanted; fewer came where there were no more. patients: in order."""

    run: str
    seed: str
    asked: int
    patients: tuple[str, ...] = field(repr=False)
    by: str
    at: datetime


@dataclass(frozen=True)
class Concern:
    """Something that somebody has to see to. owner: by name or role. answer: once settled. file: path of the
    one that it is about, "" where it is about a chart.
    """

    number: int
    patient: str = field(repr=False)
    text: str = field(repr=False)
    owner: str
    by: str
    at: datetime
    answer: str = field(default="", repr=False)
    settled_by: str = ""
    settled_at: datetime | None = None
    file: str = field(default="", repr=False)

    @property
    def open(self) -> bool:
        return self.settled_at is None


@dataclass(frozen=True)
class Checking:
    """draws: the last one counts, all are kept. golden: patients chosen by hand, in the order of choosing."""

    draws: tuple[Draw, ...] = ()
    golden: tuple[str, ...] = field(default=(), repr=False)
    verdicts: tuple[Verdict, ...] = ()
    concerns: tuple[Concern, ...] = ()
    files: tuple[FileVerdict, ...] = ()

    @property
    def current(self) -> Draw | None:
        return self.draws[-1] if self.draws else None

    @property
    def patients(self) -> tuple[str, ...]:
        """All whose charts are to be looked at: those drawn, then those chosen by hand and not drawn."""
        drawn = self.current.patients if self.current else ()
        return (*drawn, *(each for each in self.golden if each not in drawn))

    def last(self, patient: str, scope: Scope) -> Verdict | None:
        said = (each for each in reversed(self.verdicts) if (each.patient, each.scope) == (patient, scope))
        return next(said, None)


def draw(state: Checking, new: Draw) -> Checking | Refusal:
    if not re.fullmatch(r"[0-9]{1,12}", new.seed):
        return Refusal(wording.NO_SEED)
    if new.asked not in SIZES:
        return Refusal(wording.NO_SUCH_SIZE)
    if not new.patients:
        return Refusal(wording.NOBODY)
    return replace(state, draws=(*state.draws, new))


def golden(state: Checking, patient: str) -> Checking | Refusal:
    if not state.current:
        return Refusal(wording.NO_DRAW)
    if patient in state.patients:
        return Refusal(wording.THERE_ALREADY)
    return replace(state, golden=(*state.golden, patient))


def judge(state: Checking, verdict: Verdict) -> Checking | Refusal:
    if verdict.patient not in state.patients:
        return Refusal(wording.NOT_DRAWN)
    return replace(state, verdicts=(*state.verdicts, verdict))


def raise_concern(state: Checking, concern: Concern) -> Checking | Refusal:
    """`concern.number` is given here: one more than there were."""
    if concern.patient not in state.patients:
        return Refusal(wording.NOT_DRAWN)
    if not concern.text.strip() or not concern.owner.strip():
        return Refusal(wording.CONCERN_WANTS)
    numbered = replace(concern, number=len(state.concerns) + 1)
    return replace(state, concerns=(*state.concerns, numbered))


def judge_file(state: Checking, verdict: FileVerdict, owner: str) -> Checking | Refusal:
    """A file with the wrong patient is a concern at once, unless one is open. owner: of the concern."""
    if not verdict.patient:
        return Refusal(wording.NOBODYS_FILE)
    after = replace(state, files=(*state.files, verdict))
    about = (each for each in state.concerns if each.open and each.file)
    if verdict.said is not FileSaid.WRONG or verdict.path in {each.file for each in about}:
        return after
    if not owner.strip():
        return Refusal(wording.CONCERN_WANTS)
    text = f"{wording.WRONG_PATIENT} {verdict.note}".strip()
    number = len(state.concerns) + 1
    raised = Concern(number, verdict.patient, text, owner, verdict.by, verdict.at, file=verdict.path)
    return replace(after, concerns=(*state.concerns, raised))


def settle(state: Checking, number: int, *, answer: str, by: str, at: datetime) -> Checking | Refusal:
    found = next((each for each in state.concerns if each.number == number), None)
    if found is None:
        return Refusal(wording.NO_SUCH_CONCERN)
    if not found.open:
        return Refusal(wording.SETTLED_ALREADY)
    if not answer.strip():
        return Refusal(wording.NO_ANSWER)
    done = replace(found, answer=answer.strip(), settled_by=by, settled_at=at)
    return replace(state, concerns=tuple(done if each is found else each for each in state.concerns))
