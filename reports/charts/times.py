"""Where the time of a run went, as one bar a stage in the order in which they came."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from reports.charts.kept import drawn_once
from reports.charts.palette import INK, PRIMARY

_BAR, _FRAME = 28, 24


@drawn_once
def figure_of_times(stages: Sequence[tuple[str, float, str]], *, theme: str) -> go.Figure:
    """stages: (name, seconds, how long in words), first on top."""
    trace = go.Bar(
        y=[name for name, _, _ in stages],
        x=[seconds for _, seconds, _ in stages],
        text=[said for _, _, said in stages],
        textposition="outside",
        cliponaxis=False,
        orientation="h",
        marker={"color": PRIMARY.of(theme)},
        hoverinfo="skip",
    )
    most = max((seconds for _, seconds, _ in stages), default=0.0)
    return go.Figure([trace]).update_layout(
        bargap=0.4,
        height=_FRAME + _BAR * len(stages),
        margin={"l": 8, "r": 8, "t": 4, "b": 4},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": INK.of(theme), "size": 13},
        showlegend=False,
        xaxis={"visible": False, "fixedrange": True, "range": [0, (most or 1.0) * 1.3]},
        yaxis={
            "type": "category",
            "autorange": "reversed",
            "automargin": True,
            "fixedrange": True,
            "ticksuffix": "  ",
        },
        dragmode=False,
    )
