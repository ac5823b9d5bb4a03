"""How the bytes of a text file are shared out: one bar, in which no part is too small to be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from reports.charts.palette import INK, PARTS, SURFACE

_HEIGHT, _LEAST = 44, 0.006
"""_LEAST: the part of the bar that a single byte still gets."""


@dataclass(frozen=True)
class Part:
    """name, said: as people read it. size: bytes. colour: one of the palette's parts. hatched: waits."""

    name: str
    size: int
    said: str
    colour: str
    hatched: bool = False


def figure_of_shares(parts: Sequence[Part], *, theme: str) -> go.Figure:
    """parts: in the order in which they are drawn, none of them empty. theme: "light", "dark"."""
    whole = sum(part.size for part in parts) or 1
    widths = [max(part.size / whole, _LEAST) for part in parts]
    figure = go.Figure([_bar(part, width, theme) for part, width in zip(parts, widths, strict=True)])
    return figure.update_layout(
        barmode="stack",
        height=_HEIGHT,
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": INK.of(theme), "size": 13},
        showlegend=False,
        dragmode=False,
        xaxis={"visible": False, "fixedrange": True, "range": [0, sum(widths)]},
        yaxis={"visible": False, "fixedrange": True},
    )


def _bar(part: Part, width: float, theme: str) -> go.Bar:
    return go.Bar(
        name=part.name,
        y=[""],
        x=[width],
        orientation="h",
        customdata=[part.said],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "color": PARTS[part.colour].of(theme),
            "line": {"color": SURFACE.of(theme), "width": 1},
            "pattern": {
                "shape": "/" if part.hatched else "",
                "fillmode": "overlay",
                "fgcolor": SURFACE.of(theme),
                "size": 5,
            },
        },
    )
