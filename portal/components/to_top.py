"""Bringing the top of a page into view: the framework leaves a phone where it was when the page changes."""

from __future__ import annotations

import streamlit as st

from portal.components.markup import tag

_SCRIPT = "document.querySelector(`[data-testid=stMain]`).scrollTo(0, 0); /* {} */"


def to_top(number: int) -> None:
    """number: of what is shown; each is gone to once, and not again at every rerun."""
    st.html(tag("script", _SCRIPT.format(number)).html, unsafe_allow_javascript=True)
