"""A path as a TOML file that people edit: every fault is one sentence with its place and what to do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from core.errors import ChartbridgeError
from core.training import wording
from core.training.model import Item, Kind, LearningPath, Proof

_PATH = ("role", "title", "why", "step")
_STEP = ("id", "kind", "title", "minutes", "due", "text", "proof", "exercise")
_LONGEST, _EARLIEST = 120, 365
"""Minutes of one item, and days before the go-live."""


class PathInvalid(ChartbridgeError):
    """A path's file that cannot be taken as it stands."""

    kind: ClassVar[str] = "path_invalid"

    def __init__(self, place: str, found: str) -> None:
        super().__init__(place=place, found=found, do="Correct it there, as docs/training.md shows.")


def path_from_toml(
    text: str, place: str, *, roles: Collection[str], exercises: Collection[str]
) -> LearningPath:
    """place: the file's name. roles, exercises: those that there are. Raises PathInvalid."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise PathInvalid(place, wording.no_toml(str(broken))) from broken
    _only(content, _PATH, place)
    role = _one_of(content, "role", roles, place)
    steps = content.get("step")
    if not isinstance(steps, list) or not steps:
        raise PathInvalid(place, wording.NO_STEPS)
    items = tuple(
        _item(step, f"{place}: step {number}", exercises) for number, step in enumerate(steps, start=1)
    )
    _refuse_twice(items, place)
    return LearningPath(role, _text(content, "title", place), _text(content, "why", place), items)


def _item(step: object, place: str, exercises: Collection[str]) -> Item:
    if not isinstance(step, dict):
        raise PathInvalid(place, wording.NO_STEPS)
    _only(step, _STEP, place)
    name = _text(step, "id", place)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise PathInvalid(place, wording.ID_SHAPE)
    kind = Kind(_one_of(step, "kind", tuple(Kind), place))
    exercise = _one_of(step, "exercise", exercises, place) if "exercise" in step else ""
    return Item(
        name,
        kind,
        _text(step, "title", place),
        _number(step, "minutes", 1, _LONGEST, place=place),
        _number(step, "due", 0, _EARLIEST, place=place),
        _paragraphs(step, place),
        _proof(step, kind, exercise, place=place),
        exercise,
    )


def _proof(step: Mapping[str, Any], kind: Kind, exercise: str, *, place: str) -> Proof:
    if kind is Kind.LESSON:
        if "proof" in step or exercise:
            raise PathInvalid(place, wording.LESSON_PROOF)
        return Proof.READ
    if step.get("proof") not in (Proof.SAID, Proof.SEEN, Proof.PROVEN):
        raise PathInvalid(place, wording.TASK_PROOF)
    proof = Proof(step["proof"])
    if (proof is Proof.PROVEN) != bool(exercise):
        raise PathInvalid(place, wording.EXERCISE_PROOF)
    return proof


def _paragraphs(step: Mapping[str, Any], place: str) -> tuple[str, ...]:
    """Parted by empty lines, each on one line."""
    whole = _text(step, "text", place)
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", whole) if part.strip())


def _only(table: Mapping[str, Any], known: tuple[str, ...], place: str) -> None:
    strange = next((name for name in table if name not in known), None)
    if strange is not None:
        raise PathInvalid(place, wording.not_known(strange, known))


def _text(table: Mapping[str, Any], name: str, place: str) -> str:
    if name not in table:
        raise PathInvalid(place, wording.missing(name))
    value = table[name]
    if not isinstance(value, str) or not value.strip():
        raise PathInvalid(place, wording.not_a_text(name))
    return value.strip()


def _number(table: Mapping[str, Any], name: str, least: int, most: int, *, place: str) -> int:
    if name not in table:
        raise PathInvalid(place, wording.missing(name))
    value = table[name]
    if type(value) is not int or not least <= value <= most:
        raise PathInvalid(place, wording.not_a_number(name, least, most))
    return value


def _one_of(table: Mapping[str, Any], name: str, known: Collection[str], place: str) -> str:
    value = _text(table, name, place)
    if value not in known:
        raise PathInvalid(place, wording.not_one_of(name, known))
    return value


def _refuse_twice(items: tuple[Item, ...], place: str) -> None:
    seen: set[str] = set()
    for number, item in enumerate(items, start=1):
        if item.id in seen:
            raise PathInvalid(f"{place}: step {number}", wording.TWICE)
        seen.add(item.id)
