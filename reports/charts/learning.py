"""How far each person is with their training: one quiet bar a person, filled as far as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from reports.charts.kept import drawn_once
from reports.charts.palette import GOOD, INK, LINE, ON_PRIMARY, PRIMARY

_BAR, _FRAME = 34, 24


@dataclass(frozen=True)
class Row:
    """name: as people call them. done: of `whole` steps."""

    name: str
    done: int
    whole: int

    @property
    def share(self) -> float:
        return self.done / self.whole if self.whole else 0.0


@drawn_once
def figure_of_learning(rows: Sequence[Row], *, theme: str) -> go.Figure:
    """First row on top. theme: "light", "dark". Colour never stands alone: each bar has its figures.

    Plotly takes some tags in a name for its own: they are escaped.
    """
    names = [escape(row.name, quote=False) for row in rows]
    done = go.Bar(
        y=names,
        x=[row.share for row in rows],
        text=[f"{row.done} of {row.whole}" for row in rows],
        customdata=[f"{row.done} of {row.whole} steps" for row in rows],
        hovertemplate="%{y}<br>%{customdata}<extra></extra>",
        textposition="auto",
        insidetextfont={"color": ON_PRIMARY.of(theme)},
        orientation="h",
        marker={"color": [(GOOD if row.share == 1 else PRIMARY).of(theme) for row in rows]},
    )
    left = go.Bar(
        y=names,
        x=[1 - row.share for row in rows],
        hoverinfo="skip",
        orientation="h",
        marker={"color": LINE.of(theme)},
    )
    return go.Figure([done, left]).update_layout(
        barmode="stack",
        bargap=0.4,
        height=_FRAME + _BAR * len(rows),
        margin={"l": 8, "r": 8, "t": 4, "b": 4},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": INK.of(theme), "size": 13},
        showlegend=False,
        xaxis={"visible": False, "range": [0, 1], "fixedrange": True},
        yaxis={"autorange": "reversed", "automargin": True, "ticksuffix": "  ", "fixedrange": True},
        dragmode=False,
    )
