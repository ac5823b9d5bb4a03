"""What a column holds, drawn: one sentence, what to look at first, and two small charts."""

from __future__ import annotations

import streamlit as st

from portal import session
from portal.components.markup import joined, tag
from portal.viewmodels.holdings import Held
from portal.wording import holdings as words
from reports.charts.holdings import figure_of_formats, figure_of_range

_QUIET = {"displayModeBar": False}
_DRAWN = 6
"""Formats with a bar of their own; the others share one."""


def column_holds(held: Held, *, base: str) -> None:
    """base: makes the keys of its charts the column's own."""
    st.html(joined(tag("h4", words.TITLE), *(tag("p", line, class_="cb-why") for line in _lines(held))).html)
    if not held.filled:
        return
    left, right = st.columns(2, gap="large")
    with left:
        _formats(held, base=base)
    if held.lie is not None:
        with right:
            st.caption(words.SPREAD)
            figure = figure_of_range(held.lie.bins, theme=session.dark_or_light())
            st.plotly_chart(figure, key=f"cb-range-{base}", config=_QUIET, alt=words.SPREAD_ALT)


def _lines(held: Held) -> list[str]:
    """What to look at first stands before what is as usual."""
    look = [words.rare(held)] if held.rare else []
    if held.lie is not None and held.lie.far:
        look.append(words.far(held.lie))
    usual = [words.kind(held)]
    if held.lie is not None:
        usual.append(words.lie(held.lie))
    if held.names is not None:
        usual.append(words.NAMES[held.names])
    return [*look, *usual, *(words.points(each) for each in held.points)]


def _formats(held: Held, *, base: str) -> None:
    st.caption(words.FORMATS)
    drawn, left = held.formats[:_DRAWN], held.formats[_DRAWN:]
    cells = sum(cells for _, cells in left) + held.other_cells
    rest = (words.OTHERS, cells) if cells else None
    figure = figure_of_formats(drawn, rest=rest, theme=session.dark_or_light())
    st.plotly_chart(figure, key=f"cb-forms-{base}", config=_QUIET, alt=words.FORMATS_ALT)
