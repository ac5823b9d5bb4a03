"""The conditions for going live at a glance: one mark each, in the row of the role that sees to it.

Form tells as much as colour does, the same forms as on paper: a disc is ready, a triangle is to look at, a
crossed square is not ready, and a hollow square is not ready but waived by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from reports.charts.kept import drawn_once
from reports.charts.palette import BAD, CAUTION, GOOD, INK, LINE, QUIET, SURFACE, Shade

_ROW, _FRAME = 40, 62
LOOKS: dict[str, tuple[str, Shade]] = {
    "ready": ("circle", GOOD),
    "look": ("triangle-up", CAUTION),
    "waived": ("square-open", BAD),
    "blocked": ("square-x", BAD),
}
"""State -> the mark of Plotly and its colour."""


@dataclass(frozen=True)
class Mark:
    """One gate. row: who sees to it. state: of LOOKS. said: what it asks and says, shown when pointed at."""

    row: str
    state: str
    said: str


@drawn_once
def figure_of_gates(
    marks: Sequence[Mark], *, rows: Sequence[str], names: Mapping[str, str], theme: str
) -> go.Figure:
    """One row a role, marks in the order given. names: state -> word. theme: "light", "dark"."""
    placed = [(mark, _position(marks, at)) for at, mark in enumerate(marks)]
    there = [state for state in LOOKS if any(mark.state == state for mark, _ in placed)]
    figure = go.Figure([_trace(placed, state, names[state], theme=theme) for state in there])
    return figure.update_layout(
        height=_FRAME + _ROW * len(rows),
        margin={"l": 8, "r": 8, "t": 4, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": INK.of(theme), "size": 13},
        legend={"orientation": "h", "y": -0.06, "x": 0, "itemclick": False, "itemdoubleclick": False},
        xaxis={"visible": False, "fixedrange": True, "range": [0.4, _longest(marks) + 0.6]},
        yaxis={
            "categoryorder": "array",
            "categoryarray": list(reversed(rows)),
            "range": [-0.6, len(rows) - 0.4],
            "automargin": True,
            "ticksuffix": "   ",
            "fixedrange": True,
            "gridcolor": LINE.of(theme),
            "zeroline": False,
            "tickfont": {"color": QUIET.of(theme)},
        },
        dragmode=False,
    )


def _position(marks: Sequence[Mark], at: int) -> int:
    """The place of a mark in its row, from 1."""
    return sum(each.row == marks[at].row for each in marks[: at + 1])


def _longest(marks: Sequence[Mark]) -> int:
    return max((_position(marks, at) for at in range(len(marks))), default=1)


def _trace(placed: Sequence[tuple[Mark, int]], state: str, name: str, *, theme: str) -> go.Scatter:
    symbol, shade = LOOKS[state]
    shown = [(mark, at) for mark, at in placed if mark.state == state]
    crossed = state == "blocked"
    return go.Scatter(
        name=name,
        mode="markers",
        x=[at for _, at in shown],
        y=[mark.row for mark, _ in shown],
        customdata=[mark.said for mark, _ in shown],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "symbol": symbol,
            "size": 15,
            "color": shade.of(theme),
            "line": {"width": 1.5, "color": SURFACE.of(theme) if crossed else shade.of(theme)},
        },
    )
