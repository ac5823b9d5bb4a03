"""Figures that people state by name, where the portal cannot measure them itself (law 2).

A statement speaks for one part and one subject of it; a later one about the same takes its place, and all
stay in the journal. Only the roles that answer for the part may state it. An explanation of a difference
speaks for the difference that its person saw: another one is open again, as with waivers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.readiness import wording


class Part(StrEnum):
    """What can be stated."""

    TOTALS = "control totals"
    CHARTS = "charts compared"
    TRAINING = "training"
    PARALLEL = "parallel week"
    SCOPE = "scope"


SEES_TO: dict[Part, str] = {
    Part.TOTALS: "accountant",
    Part.CHARTS: "practitioner",
    Part.TRAINING: "champion",
    Part.PARALLEL: "champion",
    Part.SCOPE: "owner",
}
"""The role that sees to the gates of each part, and so the first who states it."""

MAY_STATE: dict[Part, tuple[str, ...]] = {
    **{part: (role,) for part, role in SEES_TO.items()},
    Part.TOTALS: ("accountant", "owner"),
    Part.TRAINING: ("champion", "owner"),
}
"""Everybody who may state each part: an owner settles totals and follows everyone's training too."""

FIGURES: dict[Part, tuple[str, ...]] = {
    Part.TOTALS: ("theirs", "ours"),
    Part.CHARTS: ("asked", "compared", "raised", "settled"),
    Part.TRAINING: ("people", "finished"),
    Part.PARALLEL: ("planned", "worked", "found", "settled"),
    Part.SCOPE: ("moves", "approved"),
}
"""The names of a part's figures. Money is in minor units; `moves` and `approved` are 1 or 0."""

PART_OF: dict[str, Part] = {
    "totals_compared": Part.TOTALS,
    "totals_tied": Part.TOTALS,
    "spot_checks": Part.CHARTS,
    "concerns_settled": Part.CHARTS,
    "training": Part.TRAINING,
    "parallel_week": Part.PARALLEL,
    "parallel_differences": Part.PARALLEL,
    "scope_approved": Part.SCOPE,
}
"""Gate -> the part whose statements its figure comes from."""

_NO_MORE_THAN = {"compared": "asked", "finished": "people", "worked": "planned"}
_OUT_OF = {Part.CHARTS: "raised", Part.PARALLEL: "found"}
"""Of what the settled ones are a part."""


@dataclass(frozen=True)
class Statement:
    """One thing stated. subject: the total, person, role or part of the scope that it is about.

    figures: (name, figure) in the order of FIGURES; empty where an earlier statement is taken back.
    measure, currency: of a control total, what ours is the sum of, and in which money. note: the explanation.
    selection: sorted facts of what ours is taken of, where the measure alone does not say it (core.finances).
    """

    part: Part
    subject: str
    figures: tuple[tuple[str, int], ...]
    note: str
    by: str
    role: str
    at: datetime
    measure: str = ""
    currency: str = ""
    selection: tuple[tuple[str, str], ...] = ()

    @property
    def taken_back(self) -> bool:
        return not self.figures

    def figure(self, name: str) -> int:
        return dict(self.figures)[name]

    def explains(self, ours: int | None) -> bool:
        """Whether the difference to `ours` is nothing, or the one that its person explained."""
        if ours is None:
            return False
        seen = self.figure("theirs") - self.figure("ours")
        left = self.figure("theirs") - ours
        return left == 0 or bool(self.note.strip() and left == seen)


def standing(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Of each part and subject the last word, in the order in which they were first spoken of."""
    last = {(each.part, each.subject): each for each in statements}
    return tuple(each for each in last.values() if not each.taken_back)


def problem(statement: Statement) -> str:
    """The one sentence that says why it cannot be stated so, or ""."""
    if statement.role not in MAY_STATE[statement.part]:
        return wording.not_yours_to_state(statement.role, MAY_STATE[statement.part])
    if not statement.subject.strip() or not statement.by.strip():
        return wording.NOTHING_STATED
    if statement.taken_back:
        return ""
    if tuple(name for name, _ in statement.figures) != FIGURES[statement.part]:
        return wording.FIGURES_MISSING
    return "" if statement.part is Part.TOTALS else _impossible(statement)


def _impossible(statement: Statement) -> str:
    figures = dict(statement.figures)
    if min(figures.values()) < 0:
        return wording.BELOW_ZERO
    wholes = _NO_MORE_THAN | {"settled": _OUT_OF.get(statement.part, "settled")}
    beyond = any(figures[some] > figures[wholes[some]] for some in wholes if some in figures)
    return wording.MORE_THAN_ALL if beyond else ""


def stated_figures(statements: Iterable[Statement], ours: Mapping[str, int]) -> dict[str, int | None]:
    """The figures of `Evidence` that come from what stands; None for a part that nobody has spoken of.

    ours: subject of a control total -> what the run has, in minor units; absent where it has none such.
    """
    said: dict[Part, list[Statement]] = {part: [] for part in Part}
    for each in standing(statements):
        said[each.part].append(each)
    totals, charts, scope = said[Part.TOTALS], said[Part.CHARTS], said[Part.SCOPE]
    week, taught = said[Part.PARALLEL], said[Part.TRAINING]
    return {
        "totals_compared": len([each for each in totals if each.subject in ours]) if totals else None,
        "totals_open": sum(not each.explains(ours.get(each.subject)) for each in totals) if totals else None,
        "charts_to_check": _left_of_some(charts, "asked", "compared"),
        "concerns_open": _left(charts, "raised", "settled"),
        "people": sum(each.figure("people") for each in taught) if taught else None,
        "people_untrained": _left_of_some(taught, "people", "finished"),
        "scope_unapproved": sum(not each.figure("approved") for each in scope) if scope else None,
        "parallel_days_missing": _left_of_some(week, "planned", "worked"),
        "parallel_differences": _left(week, "found", "settled"),
    }


def _left_of_some(said: list[Statement], whole: str, done: str) -> int | None:
    """Nothing out of nothing is not known: no charts, no people and no days make no gate ready."""
    return _left(said, whole, done) if any(each.figure(whole) for each in said) else None


def _left(said: list[Statement], whole: str, done: str) -> int | None:
    return sum(each.figure(whole) - each.figure(done) for each in said) if said else None
