"""What a page shows when there is nothing to show: empty, forbidden, refused, in trouble.

Empty pages teach the next step, errors say what was found, where and what to do, forbidden pages say whom
to ask. No traceback ever reaches a browser (law 7).
"""

from __future__ import annotations

import streamlit as st

from core.errors import ChartbridgeError
from portal.components.markup import joined, tag
from portal.permissions import Forbidden
from portal.wording import states


def empty(title: str, text: str) -> None:
    _card("empty", title, text)


def forbidden(refusal: Forbidden) -> None:
    _card("forbidden", states.FORBIDDEN, f"{refusal.found} {refusal.do}")


def refused(error: ChartbridgeError) -> None:
    """An expected failure in its three parts."""
    if isinstance(error, Forbidden):
        forbidden(error)
    else:
        failure(error.place, error.found, error.do)


def failure(place: str, found: str, do: str) -> None:
    _card("failure", found, do, place=place)


def trouble(reference: str) -> None:
    """An unexpected failure. reference: what the server's log calls it."""
    _card("failure", states.TROUBLE, states.TROUBLE_MORE.format(reference))


def _card(kind: str, title: str, text: str, *, place: str = "") -> None:
    where = [tag("p", place, class_="cb-place")] if place else []
    role = "alert" if kind == "failure" else "status"
    body = joined(*where, tag("h2", title), tag("p", text))
    st.html(tag("section", body, class_=f"cb-state {kind}", role=role).html)
