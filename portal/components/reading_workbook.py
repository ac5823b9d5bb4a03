"""Unreadable lines of a file as a workbook: taken along, and brought back filled in, merged by row id.

The framework's own field for files keeps what was chosen in the session's state for as long as it is shown.
This one hands the workbook over once, as a trigger that is forgotten with the rerun that it starts (law 7).
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from portal import session
from portal.components.markup import joined, tag, void
from portal.components.reading_opened import Asked
from portal.components.take_along import take_along
from portal.viewmodels.reading import CorrectMany, FileReading
from portal.viewmodels.taking import Form
from portal.wording import reading_repairs as words

_HERE = Path(__file__).parent
_HTML = joined(
    tag("label", tag("span", ""), void("input", type="file", accept=".xlsx", aria_label=words.BRING)),
    tag("p", "", role="status"),
)
_BROUGHT = "reading.workbook"
MOST = 5_000_000
"""Bytes of a workbook that is brought back."""


def workbook(asked: Asked, file: FileReading) -> None:
    with st.container(key="cb-reading-workbook"):
        st.caption(words.WORKBOOK_WHY)
        take_along((Form.WORKBOOK,), lambda _form: asked.portal.take_rejects(file.path), key="rejects")
        brought = _brought(of=asked.key(file), key=f"cb-reading-brought-{session.turn(_BROUGHT)}")
    if brought is not None:
        session.next_turn(_BROUGHT)
        asked.change(CorrectMany(file.path, brought))
        st.rerun()


def _brought(*, of: str, key: str) -> bytes | None:
    drawn = st.components.v2.component(
        "chartbridge_reading_workbook",
        html=_HTML.html,
        css=_text("reading_workbook.css"),
        js=_text("reading_workbook.js"),
    )
    said = {"bring": words.BRING, "large": words.TOO_LARGE}
    told = drawn(key=key, data={"of": of, "most": MOST, "words": said}, on_brought_change=_nothing)
    return content_of(told.get("brought"), of=of)


def content_of(brought: object, *, of: str) -> bytes | None:
    """What a browser tells, where it is a workbook's bytes for the file and version that are shown."""
    if not isinstance(brought, Mapping) or brought.get("of") != of:
        return None
    text = brought.get("content")
    if not isinstance(text, str) or len(text) > 2 * MOST:
        return None
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _nothing() -> None:
    """The page is drawn again, which is all that is asked for."""
