"""Where the records of each table went, as one bar a table: the longest look at law 1 on one screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from reports.charts.kept import drawn_once
from reports.charts.palette import INK, LINE, PARTS, QUIET

_BAR = 30
_FRAME = 96


@dataclass(frozen=True)
class Bar:
    """One table: its name and (part, share of its records from 0 to 1, count)."""

    name: str
    parts: tuple[tuple[str, float, int], ...]


def bars(tables: Sequence[tuple[str, int, Sequence[tuple[str, int]]]]) -> tuple[Bar, ...]:
    """(name, records in the file, (part, count)...) to shares; tables without records are left out."""
    return tuple(
        Bar(name, tuple((part, count / total, count) for part, count in parts))
        for name, total, parts in tables
        if total
    )


@drawn_once
def figure_of_tables(tables: Sequence[Bar], *, names: Mapping[str, str], theme: str) -> go.Figure:
    """Stacked shares, one bar a table, first table on top. names: part -> word. theme: "light", "dark"."""
    figure = go.Figure([_trace(tables, part, names[part], theme=theme) for part in _parts(tables)])
    return figure.update_layout(
        barmode="stack",
        bargap=0.35,
        height=_FRAME + _BAR * len(tables),
        margin={"l": 8, "r": 28, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": INK.of(theme), "size": 13},
        legend={"orientation": "h", "y": -0.12, "x": 0, "traceorder": "normal", "itemclick": False},
        xaxis=_axis(theme),
        yaxis={
            "type": "category",
            "autorange": "reversed",
            "automargin": True,
            "ticksuffix": "  ",
            "fixedrange": True,
        },
        dragmode=False,
    )


def _parts(tables: Sequence[Bar]) -> tuple[str, ...]:
    """Parts that hold anything, in the order in which the first table names them."""
    named = [part for part, _, _ in tables[0].parts] if tables else []
    filled = {part for bar in tables for part, _, count in bar.parts if count}
    return tuple(part for part in named if part in filled)


def _trace(tables: Sequence[Bar], part: str, name: str, *, theme: str) -> go.Bar:
    found = [next((p for p in bar.parts if p[0] == part), (part, 0.0, 0)) for bar in tables]
    return go.Bar(
        name=name,
        y=[bar.name for bar in tables],
        x=[share for _, share, _ in found],
        customdata=[f"{count:,}" for _, _, count in found],
        hovertemplate="%{y}<br>%{customdata} " + name + " (%{x:.1%})<extra></extra>",
        orientation="h",
        marker=_marker(part, theme),
    )


def _marker(part: str, theme: str) -> dict[str, object]:
    colour = PARTS[part].of(theme)
    hatched = {"shape": "/", "fgcolor": colour, "bgcolor": "rgba(0,0,0,0)", "size": 6, "solidity": 0.5}
    return {
        "color": colour,
        "line": {"width": 1 if part == "waiting" else 0, "color": colour},
        "pattern": hatched if part == "waiting" else {"shape": ""},
    }


def _axis(theme: str) -> dict[str, object]:
    return {
        "range": [0, 1],
        "tickformat": ".0%",
        "dtick": 0.25,
        "gridcolor": LINE.of(theme),
        "tickfont": {"color": QUIET.of(theme)},
        "zeroline": False,
        "fixedrange": True,
    }
