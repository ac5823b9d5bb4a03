"""The plan as bars over days: solid where a phase most likely lies, a frame where it may begin and end.

Form tells as much as colour does: what is likely is filled, what is only possible is hatched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go

from reports.charts.kept import drawn_once
from reports.charts.palette import INK, LINE, PRIMARY, QUIET

_ROW, _FRAME = 44, 86
_DAY = timedelta(days=1)
_MILLISECONDS = 86_400_000


@dataclass(frozen=True)
class Span:
    """One phase. A bar ends with the end of its last day. said: shown when pointed at."""

    name: str
    earliest: date
    begins: date
    ends: date
    latest: date
    said: str


@drawn_once
def figure_of_plan(spans: Sequence[Span], *, names: Mapping[str, str], theme: str) -> go.Figure:
    """One row a phase, the first on top. names: "likely" and "range" in words. theme: "light", "dark"."""
    figure = go.Figure(
        [
            _bars(spans, names["range"], [(s.earliest, s.latest) for s in spans], theme=theme, likely=False),
            _bars(spans, names["likely"], [(s.begins, s.ends) for s in spans], theme=theme, likely=True),
        ]
    )
    return figure.update_layout(
        barmode="overlay",
        height=_FRAME + _ROW * len(spans),
        margin={"l": 8, "r": 12, "t": 4, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": INK.of(theme), "size": 13},
        legend={"orientation": "h", "y": -0.2, "x": 0, "itemclick": False, "itemdoubleclick": False},
        xaxis={
            "type": "date",
            "tickformat": "%-d %b",
            "nticks": 7,
            "gridcolor": LINE.of(theme),
            "tickfont": {"color": QUIET.of(theme)},
            "fixedrange": True,
        },
        yaxis={"autorange": "reversed", "automargin": True, "ticksuffix": "  ", "fixedrange": True},
        dragmode=False,
    )


def _bars(
    spans: Sequence[Span], name: str, days: Sequence[tuple[date, date]], *, theme: str, likely: bool
) -> go.Bar:
    return go.Bar(
        name=name,
        orientation="h",
        y=[span.name for span in spans],
        base=[first.isoformat() for first, _ in days],
        x=[((last + _DAY) - first).days * _MILLISECONDS for first, last in days],
        width=0.34 if likely else 0.7,
        customdata=[span.said for span in spans],
        hovertemplate="%{y}<br>%{customdata}<extra></extra>",
        marker=_marker(theme, likely=likely),
    )


def _marker(theme: str, *, likely: bool) -> dict[str, object]:
    colour = PRIMARY.of(theme)
    if likely:
        return {"color": colour, "line": {"width": 0}}
    hatched = {"shape": "/", "fgcolor": colour, "bgcolor": "rgba(0,0,0,0)", "size": 8, "solidity": 0.12}
    return {"color": colour, "line": {"width": 1, "color": colour}, "pattern": hatched}
