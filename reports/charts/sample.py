"""What a sample shows, quietly: one line from none to the bound, with a mark where the sample itself lies.

The line is what may still be; the mark is what was found. Form tells them apart, and words stand beside both.
"""

from __future__ import annotations

import plotly.graph_objects as go

from reports.charts.kept import drawn_once
from reports.charts.palette import INK, LINE, PRIMARY, QUIET

_HEIGHT, _LEAST = 96, 0.16
"""Pixels; the axis reaches at least to 16 %, so that a good result looks as small as it is."""


@drawn_once
def figure_of_sample(found: float, bound: float, *, names: tuple[str, str], theme: str) -> go.Figure:
    """found, bound: shares from 0 to 1. names: of the mark and of the line. theme: "light" or "dark"."""
    far = min(1.0, max(_LEAST, bound * 1.15))
    line = go.Scatter(
        x=[0, bound],
        y=[0, 0],
        mode="lines+markers",
        name=names[1],
        line={"color": PRIMARY.of(theme), "width": 5},
        marker={"symbol": "line-ns-open", "size": 14, "color": PRIMARY.of(theme)},
        hovertemplate="%{x:.1%}<extra></extra>",
    )
    mark = go.Scatter(
        x=[found],
        y=[0],
        mode="markers",
        name=names[0],
        marker={"symbol": "diamond", "size": 13, "color": INK.of(theme)},
        hovertemplate="%{x:.1%}<extra></extra>",
    )
    return go.Figure([line, mark]).update_layout(
        height=_HEIGHT,
        margin={"l": 12, "r": 28, "t": 4, "b": 4},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": INK.of(theme), "size": 13},
        legend={"orientation": "h", "y": 1.1, "x": 0, "itemclick": False, "itemdoubleclick": False},
        xaxis={
            "range": [-0.01 * far, far],
            "tickformat": ".0%",
            "fixedrange": True,
            "nticks": 5,
            "gridcolor": LINE.of(theme),
            "zeroline": False,
            "tickfont": {"color": QUIET.of(theme)},
        },
        yaxis={"visible": False, "fixedrange": True, "range": [-1, 1]},
        dragmode=False,
    )
