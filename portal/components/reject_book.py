"""Unreadable lines in a workbook: one press takes it along, one chooses the filled-in one and brings it back.

What is chosen comes as a trigger, which the framework forgets with the rerun that it starts: its own uploader
would keep the file, which holds patients' data, in the session for as long as it is shown (law 7).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from core.errors import ChartbridgeError
from portal import session
from portal.components.heading import section
from portal.components.markup import joined, tag, void
from portal.components.reading_opened import Asked
from portal.components.take_along import take_along
from portal.viewmodels.taking import Form
from portal.wording import reject_book as words

MOST = 30 << 20
"""Bytes of a workbook that is brought back."""
_HERE = Path(__file__).parent
_SAID = "reading.book"
_HTML = tag(
    "label",
    tag("span", words.BRING),
    void("input", type="file", accept=".xlsx", aria_label=words.BRING),
)


def many_at_once(asked: Asked) -> None:
    """For whoever may put a line right, where some could not be read."""
    if not asked.may_repair or not any(line.rejects for line in asked.view.files):
        return
    section(words.TITLE, words.WHY)
    _not_taken()
    take_along((Form.WORKBOOK,), lambda _: asked.portal.take_rejects(), key="rejects")
    content = _chosen(str(asked.view.version))
    if content is not None:
        _bring(asked, content)


def _bring(asked: Asked, content: bytes) -> None:
    """Everything is drawn anew after it; which rows were not taken is shown until somebody closes it."""
    session.next_turn(_SAID)
    try:
        found = asked.portal.bring_corrected(content, seen=asked.view.version)
    except ChartbridgeError as error:
        session.leave_refusal(error.place, error.found, error.do)
        st.rerun()
    session.leave_note(words.came_back(found))
    session.remember(_SAID, "\n".join(words.not_taken(found)))
    st.rerun()


def _not_taken() -> None:
    said = session.remembered(_SAID)
    if not said:
        return
    with st.container(border=True, key="cb-book-said"):
        lines = joined(*(tag("li", line) for line in said.split("\n")))
        st.html(tag("section", tag("p", words.NOT_TAKEN, class_="cb-table-name"), tag("ul", lines)).html)
        st.button(
            words.CLOSE, type="tertiary", key="cb-book-close", on_click=session.remember, args=(_SAID, "")
        )


def _chosen(of: str) -> bytes | None:
    """The workbook that was chosen since the page was drawn last."""
    drawn = st.components.v2.component(
        "chartbridge_reject_book",
        html=_HTML.html,
        css=_text("reject_book.css"),
        js=_text("reject_book.js"),
    )
    told = drawn(
        key=f"cb-book-{session.turn(_SAID)}",
        data={"of": of, "most": MOST, "words": words.SCREEN},
        on_brought_change=_nothing,
    )
    return content_of(told.get("brought"), of=of)


def content_of(brought: object, *, of: str) -> bytes | None:
    """What a browser tells, where it is a file for the version that is shown."""
    if not isinstance(brought, Mapping) or brought.get("of") != of:
        return None
    content = brought.get("content")
    if not isinstance(content, str) or len(content) > MOST * 4 // 3 + 4:
        return None
    try:
        return base64.b64decode(content, validate=True)
    except binascii.Error:
        return None


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _nothing() -> None:
    """The page is drawn again, which is all that is asked for."""
