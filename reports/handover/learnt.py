"""Training as it leaves: what each person has completed, how that is known, and who has said to be ready.

That somebody does not feel ready, and why a step was opened again, is for those who follow the training and
does not leave; nor does what was done on the practice copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from core.training import finished, stands
from reports.handover.beside import Learnt
from reports.handover.beside_schema import TRAINING
from reports.handover.texts import File, as_json, as_table, instant

FORMAT = 1
_STEPS = dict.fromkeys(
    ("person", "role", "path", "step", "kind", "title", "proof", "by", "at", "ready"), pl.String
)


def learnt_files(learnt: Sequence[Learnt]) -> Iterator[File]:
    people = [_person(each) for each in learnt]
    yield as_json("training/training.json", {"format": FORMAT, "people": people})
    yield as_json("training/training.schema.json", TRAINING)
    rows = ({**each, **step, "step": step["id"]} for each in people for step in each["completed"])
    yield as_table("training/completed.csv", _STEPS, rows)


def _person(learnt: Learnt) -> dict[str, Any]:
    path, progress = learnt.path, learnt.progress
    ready = progress.ready if finished(path, progress) else None
    return {
        "person": learnt.person,
        "role": learnt.role,
        "path": path.title,
        "steps": len(path.items),
        "completed": list(_completed(learnt)),
        "ready": instant(ready.at) if ready else None,
        "certificates": list(learnt.certificates),
    }


def _completed(learnt: Learnt) -> Iterator[dict[str, Any]]:
    """In the order of the path, with the proof that it asks for."""
    for item in learnt.path.items:
        if stands(learnt.progress, item):
            done = learnt.progress.done[item.id]
            told = {"id": item.id, "kind": item.kind.value, "title": item.title, "proof": item.proof.value}
            yield {**told, "by": done.by, "at": instant(done.at)}
