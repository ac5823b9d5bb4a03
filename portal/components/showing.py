"""A page with its expected failures drawn in place, so that the sidebar beside it still works.

A page that could not even begin keeps its title and shows a way on: nobody is left at a dead end.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.errors import ChartbridgeError
from portal import session
from portal.components import states
from portal.components.heading import heading
from portal.permissions import Forbidden
from portal.session import Place
from portal.wording import overview
from portal.wording import states as words


def shown(title: str, render: Callable[[], None], *, over: str = "") -> None:
    """title, over: as in `heading`, drawn above a failure where `render` had not drawn them yet."""
    session.begin_page()
    try:
        render()
    except ChartbridgeError as error:
        if not session.has_heading():
            heading(title, "", over=over)
        states.refused(error)
        _way_on(error, title)


def _way_on(error: ChartbridgeError, title: str) -> None:
    """A failure may be over by now, so it can be tried again; what is not this person's stays so."""
    if not isinstance(error, Forbidden):
        st.button(words.TRY_AGAIN, key="cb-try-again")
    elif title != overview.TITLE and st.button(words.TO_OVERVIEW, key="cb-to-overview"):
        session.go_to(Place.OVERVIEW)
