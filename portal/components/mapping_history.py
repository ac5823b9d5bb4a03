"""The versions on the Mapping page: a screenful, each with what it changed in one line; one opened whole.

They are asked for only where a person looks at them, so that the page itself is no slower for them.
"""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

import streamlit as st

from portal import session
from portal.components.mapping_difference import difference
from portal.components.markup import Markup, joined, tag
from portal.components.table import paging
from portal.viewmodels.mapping_history import HistoryPage, HistoryQuery, VersionLine, VersionView
from portal.visit import Portal
from portal.wording import mapping_history as words
from portal.wording.figures import moment

_OPENED, _PAGES = "mapping.version", "cb-versions-page"

Act = Callable[[Callable[[], object]], bool]
"""Does something and says whether it is done; an expected failure is shown once the page is drawn anew."""


def versions(portal: Portal, version: int, *, act: Act) -> None:
    """version: the newest, as the page was drawn from it."""
    st.html(tag("p", words.WHY if version else words.NOBODY, class_="cb-why").html)
    if version:
        _list(portal, version, act=act)


def _list(portal: Portal, version: int, *, act: Act) -> None:
    opened = int(session.remembered(_OPENED) or 0)
    page = int(session.entered(f"{_PAGES}-{version}") or 1)
    history = portal.mapping_history(HistoryQuery(opened, page))
    for line in history.lines:
        _line(line, zone=portal.zone, opened=line.number == opened)
        if history.opened is not None and line.number == history.opened.line.number:
            with st.container(border=True, key="cb-version-panel"):
                _whole(portal, history, history.opened, act=act)
    paging(history.pages, key=f"{_PAGES}-{version}")


def _line(line: VersionLine, *, zone: ZoneInfo, opened: bool) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"cb-entry-version-{line.number}"
    ):
        st.html(_row(line, zone=zone).html)
        st.button(
            words.CLOSE if opened else words.OPEN,
            key=f"cb-open-version-{line.number}",
            type="tertiary",
            on_click=session.remember,
            args=(_OPENED, "" if opened else str(line.number)),
        )


def _row(line: VersionLine, *, zone: ZoneInfo) -> Markup:
    when = tag("small", f"{line.by} · {moment(line.at, zone)}")
    head = joined(tag("strong", words.VERSION.format(line.number)), " ", when)
    why = [tag("p", tag("small", line.reason))] if line.reason else []
    return tag("div", tag("p", head), tag("p", line.line), *why, class_="cb-version")


def _whole(portal: Portal, history: HistoryPage, view: VersionView, *, act: Act) -> None:
    difference(view.tables)
    if not history.words_shown:
        st.caption(words.WORDS_HIDDEN.format(history.ask))
    if not history.may_map:
        return
    if view.refusal is not None:
        found, do = view.refusal
        st.html(tag("p", tag("strong", words.NO_UNDO), f" {found} {do}", class_="cb-why").html)
        return
    reason, number = f"cb-undo-why-{view.line.number}-{history.version}", view.line.number
    st.caption(words.UNDO_MORE)
    st.text_input(words.UNDO_WHY, key=reason, max_chars=200)

    def undone() -> None:
        why = str(session.entered(reason) or "")
        made = portal.undo_mapping(number, reason=why, seen=history.version)
        session.leave_note(words.DONE.format(number, made))

    def tapped() -> None:
        if act(undone):
            session.remember(_OPENED, "")

    st.button(words.UNDO, key=f"cb-undo-{number}-{history.version}", on_click=tapped)
