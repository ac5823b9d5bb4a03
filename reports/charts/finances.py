"""Figures of money as charts: bars of amounts of one currency, ages stacked, and rates by month.

Amounts are exact where they are read (the text of each bar); a float only says how long a bar is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from textwrap import wrap

import plotly.graph_objects as go

from reports.charts.kept import drawn_once
from reports.charts.palette import INK, LINE, ON_PRIMARY, PARTS, PRIMARY, QUIET, Shade

_BAR, _FRAME = 30, 84
_WIDEST = 18
"""Letters in a line of a name."""
_LEGEND = 56
"""Points that the names of the ages take below the bars, on a phone one under the other."""
AGE_SHADES: tuple[Shade, ...] = (
    PARTS["imported"],
    PARTS["archived"],
    PARTS["flagged"],
    PARTS["waiting"],
)
_LINES = (PARTS["imported"], PARTS["flagged"], PARTS["archived"], PARTS["merged"])
_MARKS = ("circle", "square", "diamond", "triangle-up")
_DASHES = ("solid", "dash", "dot", "dashdot")


@dataclass(frozen=True)
class AmountBar:
    """name: what it is of. amount: in major units, exactly. said: as people read it."""

    name: str
    amount: Decimal
    said: str


@drawn_once
def figure_of_amounts(bars: Sequence[AmountBar], *, theme: str) -> go.Figure:
    """One bar each, the first on top."""
    trace = go.Bar(
        y=[_plain(bar.name) for bar in bars],
        x=[float(bar.amount) for bar in bars],
        text=[bar.said for bar in bars],
        textposition="auto",
        insidetextfont={"color": ON_PRIMARY.of(theme)},
        orientation="h",
        marker={"color": PRIMARY.of(theme)},
        hovertemplate="%{y}<br>%{text}<extra></extra>",
    )
    return _laid(go.Figure([trace]), len(bars), theme)


@drawn_once
def figure_of_ages(
    clinics: Sequence[tuple[str, Sequence[AmountBar]]], *, names: Sequence[str], theme: str
) -> go.Figure:
    """Ages stacked, one bar a clinic; of one currency. names: of the ages, the youngest first."""
    traces = [
        go.Bar(
            name=name,
            y=[_plain(clinic) for clinic, _ in clinics],
            x=[float(bars[at].amount) for _, bars in clinics],
            customdata=[bars[at].said for _, bars in clinics],
            orientation="h",
            marker={"color": AGE_SHADES[at].of(theme), "pattern": {"shape": "/" if at == 3 else ""}},
            hovertemplate="%{y}<br>%{customdata} " + name + "<extra></extra>",
        )
        for at, name in enumerate(names)
    ]
    figure = _laid(go.Figure(traces), len(clinics) + 1, theme)
    legend = {
        "orientation": "h",
        "yref": "container",
        "y": 0,
        "yanchor": "bottom",
        "x": 0,
        "traceorder": "normal",
        "itemclick": False,
    }
    height = figure.layout.height + _LEGEND
    margin = {"l": 8, "r": 28, "t": 8, "b": _LEGEND}
    return figure.update_layout(barmode="stack", legend=legend, showlegend=True, height=height, margin=margin)


@drawn_once
def figure_of_rates(clinics: Mapping[str, Sequence[tuple[str, int, str]]], *, theme: str) -> go.Figure:
    """One line a clinic, told apart by mark and dash too. Points: (month, per mille, said)."""
    traces = [
        go.Scatter(
            name=_plain(name),
            x=[month for month, _, _ in points],
            y=[rate / 1000 for _, rate, _ in points],
            customdata=[said for _, _, said in points],
            mode="lines+markers",
            line={"color": _LINES[at % 4].of(theme), "width": 2, "dash": _DASHES[at % 4]},
            marker={"symbol": _MARKS[at % 4], "size": 8},
            hovertemplate="%{x}<br>%{customdata}<extra>" + _plain(name) + "</extra>",
        )
        for at, (name, points) in enumerate(clinics.items())
    ]
    figure = _laid(go.Figure(traces), 7, theme)
    legend = {"orientation": "h", "y": -0.2, "x": 0, "itemclick": False}
    axis = {
        "type": "linear",
        "autorange": True,
        "tickformat": ".0%",
        "rangemode": "tozero",
        "gridcolor": LINE.of(theme),
        "fixedrange": True,
    }
    months = {"type": "category", "categoryorder": "category ascending", "fixedrange": True}
    return figure.update_layout(yaxis=axis, xaxis=months, legend=legend, showlegend=True)


def _plain(name: str) -> str:
    """As it is, in lines that fit a phone: the library would take what looks like markup for markup."""
    return "<br>".join(escape(line, quote=False) for line in wrap(name, _WIDEST)) or name


def _laid(figure: go.Figure, rows: int, theme: str) -> go.Figure:
    return figure.update_layout(
        height=_FRAME + _BAR * rows,
        margin={"l": 8, "r": 28, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": INK.of(theme), "size": 13},
        xaxis={
            "gridcolor": LINE.of(theme),
            "tickfont": {"color": QUIET.of(theme)},
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={
            "type": "category",
            "autorange": "reversed",
            "automargin": True,
            "ticksuffix": "  ",
            "fixedrange": True,
        },
        bargap=0.35,
        showlegend=False,
        dragmode=False,
    )
