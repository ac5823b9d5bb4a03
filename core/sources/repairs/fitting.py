"""Which reading of a damaged line fits the columns best, and by how much it beats every other.

The readings are walked piece by piece (Viterbi, with the best few kept at each place), so that a line of
a thousand pieces costs little more than a short one. Nothing is drawn at random (law 3).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.sources.repairs.columns import Column
from core.sources.repairs.effort import Effort
from core.sources.repairs.moves import Edit, Line, Move, lacking_cells, moves

WITHIN = 20.0
"""Readings this much less likely than the best one at the same place are given up."""
MOST_KEPT = 4
MOST_AT_ONCE = 40
MOST_EDITS = 3
SHIFTING = (Edit.SPLIT, Edit.DROP)
ABSENT_COST = -5.0
LETTER_COST, HOMELESS_COST = -4.0, -10.0


@dataclass(frozen=True)
class Reading:
    """Cells of one line, as far as it was walked. score: log-likelihood with the costs of the edits."""

    cells: tuple[str, ...]
    score: float
    edits: tuple[Edit, ...] = ()
    weighed: tuple[str, ...] = ()
    changes: int = 0
    """Edits that shift the cells; delimiters inside values do not count."""


def readings(line: Line, columns: Sequence[Column], effort: Effort | None = None) -> list[Reading]:
    """The likeliest readings of `line` with one cell for each column, best first, all different.

    effort: what may be spent; none is found where that does not reach to the end.
    """
    effort = effort or Effort()
    lacking = lacking_cells(line, len(columns))
    if abs(lacking) > MOST_EDITS and line.delimiter != " ":
        return []
    places: list[dict[int, list[Reading]]] = [{} for _ in range(len(line.pieces) + 1)]
    places[0] = {0: [Reading((), 0.0)]}
    for at in range(len(line.pieces)):
        _step(places, at, line, columns, lacking, effort=effort)
        if effort.line_is_over:
            return []
    return places[-1].get(len(columns), [])


def _step(
    places: list[dict[int, list[Reading]]],
    at: int,
    line: Line,
    columns: Sequence[Column],
    lacking: int,
    *,
    effort: Effort,
) -> None:
    here = _pruned(places[at])
    if not here:
        return
    most = abs(lacking) or 2
    for move in moves(line, at, lacking=lacking):
        into = places[at + move.pieces]
        effort.spend(len(here) * (1 + sum(map(len, move.judged))))
        if effort.line_is_over:
            return
        for done, kept in here.items():
            if done + len(move.cells) > len(columns):
                continue
            gain = move.cost + sum(columns[done + n].score(cell) for n, cell in enumerate(move.judged))
            at_place = into.setdefault(done + len(move.cells), [])
            for reading in kept:
                if len(at_place) == MOST_KEPT and reading.score + gain <= at_place[-1].score:
                    break
                after = _after(reading, move, gain)
                if after.changes <= most:
                    _keep(at_place, after)


def _after(reading: Reading, move: Move, gain: float) -> Reading:
    return Reading(
        reading.cells + move.cells,
        reading.score + gain,
        reading.edits + move.edits,
        reading.weighed + move.judged,
        reading.changes + sum(1 for edit in move.edits if edit in SHIFTING),
    )


def _keep(kept: list[Reading], new: Reading) -> None:
    """Keeps the best few, each different from the others in its cells."""
    for index, one in enumerate(kept):
        if one.cells == new.cells:
            if new.score > one.score:
                kept[index] = new
                kept.sort(key=lambda each: -each.score)
            return
    kept.append(new)
    kept.sort(key=lambda each: -each.score)
    del kept[MOST_KEPT:]


def _pruned(here: dict[int, list[Reading]]) -> dict[int, list[Reading]]:
    """Without readings that have no prospect beside the best of this place."""
    here = {done: kept for done, kept in here.items() if kept}
    least = max((kept[0].score for kept in here.values()), default=0.0) - WITHIN
    scored = sorted(here.items(), key=lambda item: (-item[1][0].score, item[0]))[:MOST_AT_ONCE]
    good = {done: [one for one in kept if one.score >= least] for done, kept in scored}
    return {done: kept for done, kept in good.items() if kept}


def as_it_stands(cells: Sequence[str], columns: Sequence[Column], *, usual: float) -> float:
    """Log-likelihood that a row of another length is no damage at all.

    usual: share of rows that have exactly this length.
    """
    score = math.log(max(usual, 1e-3))
    score += sum(column.score(cell) for column, cell in zip(columns, cells, strict=False))
    score += sum(max(column.blank, ABSENT_COST) for column in columns[len(cells) :])
    return score + sum(_without_column(cell) for cell in cells[len(columns) :])


def _without_column(cell: str) -> float:
    """Of a cell for which the table has no column: it has to be told letter by letter."""
    return ABSENT_COST + len(cell.strip()) * LETTER_COST + (HOMELESS_COST if cell.strip() else 0.0)


def confidence(scores: Sequence[float]) -> float:
    """How likely the first of `scores` is against all of them, from 0 to 1."""
    return 1 / sum(math.exp(min(score - scores[0], 50.0)) for score in scores)
