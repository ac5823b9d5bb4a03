"""The top of a page: the title names the job, the line under it says why and what is left (design, 11)."""

from __future__ import annotations

import streamlit as st

from portal import session
from portal.components.markup import joined, tag


def heading(title: str, why: str, *, left: str = "", over: str = "") -> None:
    """over: the project's name above the title. left: what is left for the person reading."""
    lines = [tag("h1", title, class_="cb-title")]
    if why:
        lines.append(tag("p", why, class_="cb-why"))
    if over:
        lines.insert(0, tag("p", over, class_="cb-over"))
    if left:
        lines.append(tag("p", left, class_="cb-left"))
    st.html(tag("header", joined(*lines), class_="cb-heading").html)
    session.head_page()
    note = session.take_note()
    if note:
        st.toast(note, icon=":material/check_circle:")


def section(title: str, why: str = "") -> None:
    lines = [tag("h2", title, class_="cb-section")]
    if why:
        lines.append(tag("p", why, class_="cb-why"))
    st.html(joined(*lines).html)
