"""The files that were read, with what waits in each; those that need somebody stand first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from portal.components import reading_opened
from portal.components.heading import section
from portal.components.markup import Markup, tag
from portal.components.table import paging
from portal.viewmodels.reading import FileLine, ReadingPage
from portal.wording import reading as words
from portal.wording.figures import counted

_A_PAGE = 8
Placed = tuple[int, FileLine]


def needs_somebody(line: FileLine) -> bool:
    return bool(line.open_repairs or line.rejects or line.locked)


def files(view: ReadingPage) -> None:
    """A project with one file needs no list."""
    if len(view.files) < 2:
        return
    section(words.FILES)
    opened = view.open.path if view.open else ""
    placed = list(enumerate(view.files))
    wait = [each for each in placed if needs_somebody(each[1])]
    fine = [each for each in placed if not needs_somebody(each[1])]
    _lines(wait, opened, key="cb-reading-wait")
    if not fine:
        return
    with st.expander(
        words.FINE.format(counted(len(fine), "file")),
        expanded=not wait or any(line.path == opened for _, line in fine),
        key="cb-reading-fine",
    ):
        _lines(fine, opened, key="cb-reading-rest")


def _lines(placed: Sequence[Placed], opened: str, *, key: str) -> None:
    """A screenful; the bar to turn pages stands under it."""
    here = st.container(gap=None, key=key)
    page = paging(-(-len(placed) // _A_PAGE), key=f"{key}-page")
    with here:
        for place, line in placed[(page - 1) * _A_PAGE : page * _A_PAGE]:
            _line(place, line, opened=line.path == opened)


def _line(place: int, line: FileLine, *, opened: bool) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"cb-entry-reading-{place}"
    ):
        st.html(_row(line, opened=opened).html)
        st.button(
            words.OPEN,
            key=f"cb-open-reading-{place}",
            type="tertiary",
            disabled=opened,
            on_click=reading_opened.open_file,
            args=(line.path,),
        )


def _row(line: FileLine, *, opened: bool) -> Markup:
    state = "open" if needs_somebody(line) else "person" if line.said else "sure"
    sign = {"open": "◔", "person": "✓", "sure": "·"}[state]
    return tag(
        "div",
        tag("strong", line.path),
        tag("span", words.about(line), class_="cb-to"),
        tag("span", tag("i", sign, aria_hidden="true"), words.waits(line), class_=f"cb-mark {state}"),
        class_="cb-map-row cb-reading-row opened" if opened else "cb-map-row cb-reading-row",
        aria_current="true" if opened else "",
    )
