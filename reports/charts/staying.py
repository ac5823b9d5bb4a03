"""What staying costs in hours: one bar an effort with the range that it may be off by, drawn as a whisker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from reports.charts.kept import drawn_once
from reports.charts.palette import INK, LINE, PARTS, QUIET

_ROW, _FRAME = 44, 54


@dataclass(frozen=True)
class Hours:
    """One effort, in hours a month."""

    name: str
    low: float
    likely: float
    high: float


@drawn_once
def figure_of_hours(efforts: Sequence[Hours], *, unit: str, theme: str) -> go.Figure:
    """One row an effort, the first on top. unit: what the axis counts. theme: "light", "dark"."""
    figure = go.Figure(
        go.Bar(
            orientation="h",
            y=[each.name for each in efforts],
            x=[each.likely for each in efforts],
            width=0.5,
            customdata=[f"{each.low:.0f} to {each.high:.0f}" for each in efforts],
            hovertemplate="%{y}<br>%{x:.0f} (%{customdata})<extra></extra>",
            marker={"color": PARTS["flagged"].of(theme)},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [each.high - each.likely for each in efforts],
                "arrayminus": [each.likely - each.low for each in efforts],
                "color": INK.of(theme),
                "thickness": 1.5,
                "width": 6,
            },
        )
    )
    return figure.update_layout(
        height=_FRAME + _ROW * len(efforts),
        margin={"l": 8, "r": 12, "t": 4, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": INK.of(theme), "size": 13},
        showlegend=False,
        xaxis={
            "title": {"text": unit, "font": {"color": QUIET.of(theme)}},
            "rangemode": "tozero",
            "gridcolor": LINE.of(theme),
            "tickfont": {"color": QUIET.of(theme)},
            "fixedrange": True,
        },
        yaxis={"autorange": "reversed", "automargin": True, "ticksuffix": "  ", "fixedrange": True},
        dragmode=False,
    )
