"""How far a person is, made from their steps: read, done, opened again, not feeling ready, ready.

Steps may come in any order. A task counts only with the proof that its path asks for: nobody's word takes the
place of the practice copy, and nobody sees their own task. A path that was edited since asks anew for what
it newly asks, so that an old journal never says too much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from core.training import wording
from core.training.model import Item, LearningPath, Proof


class StepKind(StrEnum):
    """PRACTISE is one act on the practice copy, which by itself finishes nothing."""

    READ = "read"
    DONE = "done"
    ASK = "ask"
    PRACTISE = "practise"
    REOPEN = "reopen"
    UNSURE = "unsure"
    SETTLED = "settled"
    READY = "ready"


@dataclass(frozen=True)
class Learned:
    """One step about what `person` learns, on the word of `by`. item: "" where it is about no single one.

    proof: of a DONE step. note: a reason or a word, which somebody typed. facts: of a PRACTISE step.
    """

    kind: StepKind
    person: str
    by: str
    at: datetime
    item: str = ""
    proof: Proof | None = None
    note: str = field(default="", repr=False)
    facts: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class NotTaken:
    """Why a step was not taken, in one clear sentence. Nothing changed."""

    reason: str


@dataclass(frozen=True)
class Progress:
    """done: item -> the step that finished it. asked: items that a colleague is to see. reopened: item -> the
    step that opened it again, until it is done anew. unsure, ready: the step that said so, while it stands.
    """

    done: Mapping[str, Learned] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    reopened: Mapping[str, Learned] = field(default_factory=dict)
    unsure: Learned | None = None
    ready: Learned | None = None


def stands(progress: Progress, item: Item) -> bool:
    """Whether an item is done with the proof that its path asks for now."""
    step = progress.done.get(item.id)
    return step is not None and step.proof is item.proof


def finished(path: LearningPath, progress: Progress) -> bool:
    """Everything done with its proof, and the person said that they are ready and has not taken it back."""
    everything = all(stands(progress, item) for item in path.items)
    return everything and progress.ready is not None and progress.unsure is None


def next_item(path: LearningPath, progress: Progress) -> Item | None:
    """The first that is left; those that wait for a colleague's eyes come last."""
    left = [item for item in path.items if not stands(progress, item)]
    return next((item for item in left if item.id not in progress.asked), next(iter(left), None))


def taken(path: LearningPath, progress: Progress, step: Learned) -> Progress | NotTaken:
    """`progress` after `step`, or the one sentence that says why not."""
    return _TAKERS[step.kind](path, progress, step)


def replayed(path: LearningPath, steps: Iterable[Learned]) -> Progress:
    """What all steps make. Those that the path of today would refuse are passed over: paths are edited."""
    progress = Progress()
    for step in steps:
        after = taken(path, progress, step)
        progress = progress if isinstance(after, NotTaken) else after
    return progress


Taker = Callable[[LearningPath, Progress, Learned], Progress | NotTaken]


def _read(path: LearningPath, progress: Progress, step: Learned) -> Progress | NotTaken:
    item = path.item(step.item)
    if item is not None and item.proof is not Proof.READ:
        return NotTaken(wording.READ_ONLY)
    return _finish(item, progress, replace(step, proof=Proof.READ))


def _done(path: LearningPath, progress: Progress, step: Learned) -> Progress | NotTaken:
    item = path.item(step.item)
    refusal = _not_proven(item, progress, step) if item else ""
    return NotTaken(refusal) if refusal else _finish(item, progress, step)


def _not_proven(item: Item, progress: Progress, step: Learned) -> str:
    if item.proof is Proof.READ:
        return wording.READ_ONLY
    if item.proof is Proof.SEEN and step.by == step.person:
        return wording.NOT_BY_YOURSELF
    if item.proof is Proof.SEEN and item.id not in progress.asked:
        return wording.NOT_ASKED
    if item.proof is not step.proof:
        return wording.NOT_BY_YOURSELF if item.proof is Proof.SEEN else wording.NOT_BY_WORD
    return wording.ONLY_BY_THE_PERSON if item.proof is not Proof.SEEN and step.by != step.person else ""


def _finish(item: Item | None, progress: Progress, step: Learned) -> Progress | NotTaken:
    if item is None:
        return NotTaken(wording.NO_SUCH_ITEM)
    if item.proof is Proof.READ and step.by != step.person:
        return NotTaken(wording.ONLY_BY_THE_PERSON)
    if stands(progress, item):
        return NotTaken(wording.DONE_ALREADY)
    return replace(
        progress,
        done={**progress.done, item.id: step},
        asked=progress.asked - {item.id},
        reopened=_without(progress.reopened, item.id),
    )


def _ask(path: LearningPath, progress: Progress, step: Learned) -> Progress | NotTaken:
    item = path.item(step.item)
    if item is None or item.proof is not Proof.SEEN:
        return NotTaken(wording.NOT_FOR_EYES if item else wording.NO_SUCH_ITEM)
    if stands(progress, item):
        return NotTaken(wording.DONE_ALREADY)
    return replace(progress, asked=progress.asked | {item.id})


def _practise(path: LearningPath, progress: Progress, step: Learned) -> Progress | NotTaken:
    item = path.item(step.item)
    return progress if item and item.exercise else NotTaken(wording.NO_SUCH_ITEM)


def _reopen(path: LearningPath, progress: Progress, step: Learned) -> Progress | NotTaken:
    """Readiness goes with it: whoever has something to do again says anew that they are ready."""
    if step.item not in progress.done:
        return NotTaken(wording.NOT_DONE)
    if not step.note.strip():
        return NotTaken(wording.NO_REASON)
    return replace(
        progress,
        done=_without(progress.done, step.item),
        reopened={**progress.reopened, step.item: step},
        ready=None,
    )


def _unsure(path: LearningPath, progress: Progress, step: Learned) -> Progress | NotTaken:
    if step.by != step.person:
        return NotTaken(wording.ONLY_BY_THE_PERSON)
    if not step.note.strip():
        return NotTaken(wording.NO_WORD)
    return replace(progress, unsure=step, ready=None)


def _settled(path: LearningPath, progress: Progress, step: Learned) -> Progress | NotTaken:
    if step.by != step.person:
        return NotTaken(wording.ONLY_BY_THE_PERSON)
    return replace(progress, unsure=None) if progress.unsure else NotTaken(wording.NOT_UNSURE)


def _ready(path: LearningPath, progress: Progress, step: Learned) -> Progress | NotTaken:
    left = sum(not stands(progress, item) for item in path.items)
    if step.by != step.person:
        return NotTaken(wording.ONLY_BY_THE_PERSON)
    if left:
        return NotTaken(wording.still_left(left))
    if finished(path, progress):
        return NotTaken(wording.READY_ALREADY)
    return replace(progress, ready=step, unsure=None)


def _without(steps: Mapping[str, Learned], name: str) -> dict[str, Learned]:
    return {key: step for key, step in steps.items() if key != name}


_TAKERS: dict[StepKind, Taker] = {
    StepKind.READ: _read,
    StepKind.DONE: _done,
    StepKind.ASK: _ask,
    StepKind.PRACTISE: _practise,
    StepKind.REOPEN: _reopen,
    StepKind.UNSURE: _unsure,
    StepKind.SETTLED: _settled,
    StepKind.READY: _ready,
}
