"""Steps of spot-checking as they are kept, and what they come to when they are taken again.

A step is kept as plain facts. What it does is decided by `core.spotchecks` alone, the same at the time as
years later, so that nothing can be kept that those pure steps would have refused. Steps from before reasons
were asked for (ADR 67) say nothing of them, and are taken as they were then; so are those from when nobody
was asked what was said before of the very chart that came back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.readiness import Refusal
from core.spotchecks import (
    Checking,
    Concern,
    Draw,
    FileSaid,
    FileVerdict,
    Found,
    Scope,
    Verdict,
    draw,
    golden,
    judge,
    judge_file,
    raise_concern,
    settle,
)


class SpotCheckKind(StrEnum):
    """What can be done. Nothing is ever taken back: a later verdict takes the place of an earlier one."""

    DRAW = "draw"
    GOLDEN = "golden"
    JUDGE = "judge"
    RAISE = "raise"
    SETTLE = "settle"
    FILE = "file"


@dataclass(frozen=True)
class SpotCheckStep:
    """facts: JSON-able, as the functions below write them. at: None until the step is taken."""

    kind: SpotCheckKind
    by: str
    role: str
    facts: Mapping[str, Any] = field(repr=False)
    at: datetime | None = None

    @property
    def taken_at(self) -> datetime:
        if self.at is None:
            raise ValueError("this step was not taken yet")
        return self.at


def drawing(
    run: str, seed: str, asked: int, patients: Sequence[str], *, reason: str = "", typed: bool = False
) -> dict[str, Any]:
    """reason: why others are drawn than before. typed: whether a person chose the seed."""
    return {
        "run": run,
        "seed": seed,
        "asked": asked,
        "patients": list(patients),
        "reason": reason.strip(),
        "typed": typed,
    }


def choosing(patient: str) -> dict[str, Any]:
    """A patient added by hand. late: that charts of earlier draws stay, and come first."""
    return {"patient": patient, "late": True}


def judging(
    patient: str, scope: Scope, found: Found, *, digest: str, run: str, reason: str = ""
) -> dict[str, Any]:
    """reason: why it is milder than the last word was."""
    return {
        "patient": patient,
        "scope": scope.value,
        "found": found.value,
        "digest": digest,
        "run": run,
        "reason": reason.strip(),
        "as_it_stands": True,
    }


def raising(patient: str, text: str, owner: str) -> dict[str, Any]:
    return {"patient": patient, "text": text.strip(), "owner": owner.strip()}


def judging_file(
    verdict: tuple[str, str, str], said: FileSaid, note: str, *, owner: str, place: int, run: str
) -> dict[str, Any]:
    """verdict: path, digest and patient of the file. place: its number in the ledger of `run`."""
    path, digest, patient = verdict
    return {
        "path": path,
        "digest": digest,
        "patient": patient,
        "said": said.value,
        "note": note.strip(),
        "owner": owner.strip(),
        "place": place,
        "run": run,
        "asked": True,
        "by_patient": True,
    }


def settling(number: int, answer: str) -> dict[str, Any]:
    return {"number": number, "answer": answer.strip()}


def taken(state: Checking, step: SpotCheckStep) -> Checking | Refusal:
    """`state` after `step`, by the pure steps."""
    return _TAKERS[step.kind](state, step)


def replayed(steps: Iterable[SpotCheckStep]) -> Checking | Refusal:
    """What `steps` come to from nothing; the first refusal where they do not follow."""
    state = Checking()
    for step in steps:
        after = taken(state, step)
        if isinstance(after, Refusal):
            return after
        state = after
    return state


def _draw(state: Checking, step: SpotCheckStep) -> Checking | Refusal:
    facts = step.facts
    patients = tuple(facts["patients"])
    told = Draw(facts["run"], facts["seed"], facts["asked"], patients, step.by, step.taken_at)
    return draw(state, replace(told, reason=facts.get("reason"), typed=facts.get("typed")))


def _golden(state: Checking, step: SpotCheckStep) -> Checking | Refusal:
    return golden(state, step.facts["patient"], late=step.facts.get("late", False))


def _judge(state: Checking, step: SpotCheckStep) -> Checking | Refusal:
    facts = step.facts
    said = Verdict(
        facts["patient"],
        Scope(facts["scope"]),
        Found(facts["found"]),
        facts["digest"],
        facts["run"],
        step.by,
        step.taken_at,
        facts.get("reason"),
    )
    after = judge(state, said)
    asked_less = isinstance(after, Refusal) and not facts.get("as_it_stands")
    return judge(state, replace(said, reason=None)) if asked_less else after


def _raise(state: Checking, step: SpotCheckStep) -> Checking | Refusal:
    facts = step.facts
    told = Concern(0, facts["patient"], facts["text"], facts["owner"], step.by, step.taken_at)
    return raise_concern(state, told)


def _settle(state: Checking, step: SpotCheckStep) -> Checking | Refusal:
    return settle(state, step.facts["number"], answer=step.facts["answer"], by=step.by, at=step.taken_at)


def _judge_file(state: Checking, step: SpotCheckStep) -> Checking | Refusal:
    facts = step.facts
    about = (facts["path"], facts["digest"], facts["patient"])
    said = FileVerdict(*about, FileSaid(facts["said"]), facts["note"], step.by, step.taken_at)
    told = {name: facts.get(name, False) for name in ("asked", "by_patient")}
    return judge_file(state, replace(said, **told), facts["owner"])


_TAKERS: dict[SpotCheckKind, Callable[[Checking, SpotCheckStep], Checking | Refusal]] = {
    SpotCheckKind.DRAW: _draw,
    SpotCheckKind.GOLDEN: _golden,
    SpotCheckKind.JUDGE: _judge,
    SpotCheckKind.RAISE: _raise,
    SpotCheckKind.SETTLE: _settle,
    SpotCheckKind.FILE: _judge_file,
}
