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
from core.spotchecks.file_verdicts import FileSaid, FileVerdict, takes_back
from core.spotchecks.verdicts import Scope, Verdict, wants_reason


@dataclass(frozen=True)
class Draw:
    """One draw. asked: how many were wanted; fewer came where there were no more. patients: in order.

    reason: why others were drawn, "" for the first; None where nobody was asked (before ADR 67). typed:
    whether a person chose the seed, None where that was not kept. kept, carried: charts that this draw leaves
    among those to look at, drawn before from the same run, and found faulty in others. after: how many
    verdicts there were, which says better than a clock what came first. `draw` fills these in.
    """

    run: str
    seed: str
    asked: int
    patients: tuple[str, ...] = field(repr=False)
    by: str
    at: datetime
    reason: str | None = field(default="", repr=False)
    typed: bool | None = None
    kept: tuple[str, ...] = field(default=(), repr=False)
    carried: tuple[str, ...] = field(default=(), repr=False)
    after: int = 0

    @property
    def all_of_it(self) -> tuple[str, ...]:
        return (*self.patients, *self.kept, *self.carried)


@dataclass(frozen=True)
class Concern:
    """Something that somebody has to see to. owner: by name or role. answer: once settled. file: path of the
    one that it is about, "" where it is about a chart. after: how many verdicts about charts there were.
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
    after: int = 0

    @property
    def open(self) -> bool:
        return self.settled_at is None


@dataclass(frozen=True)
class Checking:
    """draws: in order; those of one run are one sample. golden: patients chosen by hand, in that order. late:
    those of them who were chosen since charts of earlier draws stay (ADR 67).
    """

    draws: tuple[Draw, ...] = ()
    golden: tuple[str, ...] = field(default=(), repr=False)
    verdicts: tuple[Verdict, ...] = ()
    concerns: tuple[Concern, ...] = ()
    files: tuple[FileVerdict, ...] = ()
    late: tuple[str, ...] = field(default=(), repr=False)

    @property
    def current(self) -> Draw | None:
        return self.draws[-1] if self.draws else None

    @property
    def patients(self) -> tuple[str, ...]:
        """All whose charts are to be looked at: those drawn last, those of earlier draws that stay, then
        those chosen by hand. Until the next draw, places only come in at the end: under a draw from before
        ADR 67 those chosen by hand then keep theirs, and charts that stay come after them.
        """
        if not self.current:
            return self.by_hand
        drawn, earlier = self.current.patients, self.earlier
        then = [each for each in self.golden if each not in self.late] if self.current.reason is None else ()
        return tuple(dict.fromkeys((*drawn, *then, *earlier, *self.by_hand)))

    @property
    def by_hand(self) -> tuple[str, ...]:
        """Those chosen by hand whom chance did not bring as well."""
        drawn = {*self.current.all_of_it} if self.current else set()
        return tuple(each for each in self.golden if each not in drawn)

    @property
    def earlier(self) -> tuple[str, ...]:
        """Those of earlier draws that stay."""
        return (*self.current.kept, *self.current.carried) if self.current else ()

    @property
    def of_run(self) -> tuple[Draw, ...]:
        """The draws of the run that was drawn from last."""
        return tuple(each for each in self.draws if self.current and each.run == self.current.run)

    def last(self, patient: str, scope: Scope) -> Verdict | None:
        said = (v for v in reversed(self.verdicts) if v.patient == patient and v.scope is scope)
        return next(said, None)

    def said(self, patient: str, scope: Scope) -> tuple[Verdict, ...]:
        """Every word about this part of a chart, in order."""
        return tuple(v for v in self.verdicts if v.patient == patient and v.scope is scope)

    def last_of_file(self, about: tuple[str, str, str]) -> FileVerdict | None:
        return next((each for each in reversed(self.files) if each.about == about), None)


def draw(state: Checking, new: Draw) -> Checking | Refusal:
    if not re.fullmatch(r"[0-9]{1,12}", new.seed):
        return Refusal(wording.NO_SEED)
    if new.asked not in SIZES:
        return Refusal(wording.NO_SUCH_SIZE)
    if not new.patients:
        return Refusal(wording.NOBODY)
    if state.draws and _unsaid(new.reason):
        return Refusal(wording.WHY_AGAIN)
    return replace(state, draws=(*state.draws, _with_earlier(state, new)))


def _unsaid(reason: str | None) -> bool:
    """Whether a reason was asked for and not given. None: nobody was asked."""
    return reason is not None and not reason.strip()


def _with_earlier(state: Checking, new: Draw) -> Draw:
    """With the charts that no draw leaves behind: all that were drawn from the same run, compared or not, and
    those of other runs of which the last word about any state of theirs is that it is faulty: a newer run may
    bring that state back.
    """
    last = {(each.patient, each.scope, each.digest): each.found for each in state.verdicts}
    faulty = {patient for (patient, _, _), found in last.items() if found.faulty}
    same = {patient for each in state.draws if each.run == new.run for patient in each.patients}
    drawn = (patient for each in state.draws for patient in each.patients)
    before = [each for each in dict.fromkeys(drawn) if each not in new.patients]
    carried = tuple(each for each in before if each in faulty and each not in same)
    kept = tuple(each for each in before if each in same)
    return replace(new, kept=kept, carried=carried, after=len(state.verdicts))


def golden(state: Checking, patient: str, *, late: bool = False) -> Checking | Refusal:
    """late: whether it was chosen since charts of earlier draws stay."""
    if not state.current:
        return Refusal(wording.NO_DRAW)
    if patient in (*state.current.patients, *state.golden):
        return Refusal(wording.THERE_ALREADY)
    late_ones = (*state.late, patient) if late else state.late
    return replace(state, golden=(*state.golden, patient), late=late_ones)


def judge(state: Checking, verdict: Verdict) -> Checking | Refusal:
    if verdict.patient not in state.patients:
        return Refusal(wording.NOT_DRAWN)
    if _unsaid(verdict.reason) and _milder(state, verdict):
        return Refusal(wording.WHY_MILDER)
    return replace(state, verdicts=(*state.verdicts, verdict))


def _milder(state: Checking, verdict: Verdict) -> bool:
    said = state.said(verdict.patient, verdict.scope)
    return wants_reason(said, verdict.found, run=verdict.run, digest=verdict.digest)


def raise_concern(state: Checking, concern: Concern) -> Checking | Refusal:
    """`concern.number` is given here: one more than there were."""
    if concern.patient not in state.patients:
        return Refusal(wording.NOT_DRAWN)
    if not concern.text.strip() or not concern.owner.strip():
        return Refusal(wording.CONCERN_WANTS)
    numbered = replace(concern, number=len(state.concerns) + 1, after=len(state.verdicts))
    return replace(state, concerns=(*state.concerns, numbered))


def judge_file(state: Checking, verdict: FileVerdict, owner: str) -> Checking | Refusal:
    """A file with the wrong patient is a concern at once, unless one about it and that patient is open.

    owner: of the concern.
    """
    if not verdict.patient:
        return Refusal(wording.NOBODYS_FILE)
    last = state.last_of_file(verdict.about)
    if takes_back(last, verdict.said) and verdict.asked and not verdict.note.strip():
        return Refusal(wording.WHY_NOT_WRONG)
    if verdict.said is not FileSaid.WRONG:
        return replace(state, files=(*state.files, verdict))
    about = [each for each in state.concerns if each.open and each.file == verdict.path]
    same = next((each.number for each in about if each.patient == verdict.patient), 0)
    if same or (about and not verdict.by_patient):
        return replace(state, files=(*state.files, replace(verdict, concern=same)))
    if not owner.strip():
        return Refusal(wording.CONCERN_WANTS)
    return _raised_for_file(state, verdict, owner)


def _raised_for_file(state: Checking, verdict: FileVerdict, owner: str) -> Checking:
    text = f"{wording.WRONG_PATIENT} {verdict.note}".strip()
    number = len(state.concerns) + 1
    raised = Concern(number, verdict.patient, text, owner, verdict.by, verdict.at, file=verdict.path)
    said = replace(verdict, concern=number)
    return replace(state, files=(*state.files, said), concerns=(*state.concerns, raised))


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
