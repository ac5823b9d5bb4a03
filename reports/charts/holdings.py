"""What a column holds, drawn small: bars of formats, and how many cells lie in each part of a range."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from reports.charts.kept import drawn_once
from reports.charts.palette import INK, LINE, PRIMARY, QUIET

_BAR, _FRAME, _RANGE = 24, 40, 150
_LONGEST = 26
"""Letters of a format beside its bar."""


@drawn_once
def figure_of_formats(
    formats: Sequence[tuple[str, int]], *, rest: tuple[str, int] | None, theme: str
) -> go.Figure:
    """One bar a format, the most frequent on top. rest: name and cells of those that are not named."""
    bars = [*formats, *([rest] if rest else [])]
    trace = go.Bar(
        y=[_short(form) for form, _ in bars],
        x=[cells for _, cells in bars],
        text=[f"{cells:,}" for _, cells in bars],
        textposition="outside",
        cliponaxis=False,
        orientation="h",
        marker={"color": [PRIMARY.of(theme)] * len(formats) + [QUIET.of(theme)] * (rest is not None)},
        hoverinfo="skip",
    )
    figure = _laid(go.Figure([trace]), _FRAME + _BAR * len(bars), theme)
    most = max((cells for _, cells in bars), default=1)
    return figure.update_layout(
        bargap=0.4,
        xaxis={"visible": False, "fixedrange": True, "range": [0, most * 1.25]},
        yaxis={
            "type": "category",
            "autorange": "reversed",
            "automargin": True,
            "fixedrange": True,
            "ticksuffix": "  ",
        },
    )


@drawn_once
def figure_of_range(bins: Sequence[tuple[str, str, int]], *, theme: str) -> go.Figure:
    """One column a bin, in order. bins: where it begins and ends, as text, and its cells."""
    trace = go.Bar(
        x=list(range(len(bins))),
        y=[cells for _, _, cells in bins],
        customdata=[[low, high, f"{cells:,}"] for low, high, cells in bins],
        hovertemplate="%{customdata[0]} to %{customdata[1]}<br>%{customdata[2]} cells<extra></extra>",
        marker={"color": PRIMARY.of(theme)},
    )
    ends = [0, len(bins) - 1] if len(bins) > 1 else [0]
    return _laid(go.Figure([trace]), _RANGE, theme).update_layout(
        bargap=0.08,
        xaxis={
            "tickmode": "array",
            "tickvals": ends,
            "ticktext": [bins[0][0], bins[-1][1]][: len(ends)],
            "fixedrange": True,
            "zeroline": False,
            "showgrid": False,
            "tickfont": {"color": QUIET.of(theme)},
        },
        yaxis={
            "fixedrange": True,
            "nticks": 3,
            "gridcolor": LINE.of(theme),
            "tickfont": {"color": QUIET.of(theme)},
        },
    )


def _laid(figure: go.Figure, height: int, theme: str) -> go.Figure:
    return figure.update_layout(
        height=height,
        margin={"l": 8, "r": 24, "t": 6, "b": 6},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": INK.of(theme), "size": 13},
        showlegend=False,
        dragmode=False,
    )


def _short(form: str) -> str:
    """Without the marks that the chart library reads as markup."""
    shown = form if len(form) <= _LONGEST else f"{form[:_LONGEST]}…"
    return escape(shown, quote=False) + "\u200b"
