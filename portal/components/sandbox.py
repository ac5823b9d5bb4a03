"""The sandbox as a part of a page: what it holds, and the way to fill it for whoever may."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

import streamlit as st

from portal.components.heading import section
from portal.components.markup import tag
from portal.components.tiles import facts
from portal.viewmodels.sandbox import Held, SandboxView
from portal.wording import figures
from portal.wording import sandbox as words


def sandbox(copy: SandboxView, fill: Callable[[], object], *, zone: ZoneInfo) -> None:
    """fill: asks for it to be filled; the page then shows how far that is."""
    section(words.TITLE, words.WHY)
    if copy.held is not None:
        facts(_facts(copy.held, zone))
    elif not copy.loading:
        _line(words.EMPTY)
    if copy.loading:
        _line(words.LOADING if copy.held is None else words.LOADING_AGAIN)
    elif copy.may_load:
        _way(copy, fill)
    else:
        _line(words.MAY_NOT.format(copy.ask))


def _way(copy: SandboxView, fill: Callable[[], object]) -> None:
    """Where it holds the newest run already, filling it again would change nothing."""
    if copy.held is not None and not copy.newer:
        _line(words.NEWEST)
        return
    if copy.newer:
        _line(words.NEWER)
    if copy.failed is not None:
        _line(words.FAILED.format(copy.failed.found, copy.failed.do))
    name = words.FILL if copy.held is None else words.FILL_AGAIN
    if st.button(name, key="cb-fill-sandbox", help=words.HELP):
        fill()
        st.rerun()


def _facts(held: Held, zone: ZoneInfo) -> list[tuple[str, str]]:
    records, patients = words.holds(held.records, held.patients)
    return [
        (words.HOLDS, f"{records} of {patients}"),
        (words.FILLED, figures.moment(held.at, zone)),
        (words.FROM, figures.short(held.run)),
    ]


def _line(text: str) -> None:
    st.html(tag("p", text, class_="cb-why").html)
