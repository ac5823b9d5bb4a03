"""What the Decisions page shows where there is nothing to decide, each with the next step."""

from __future__ import annotations

import streamlit as st

from portal import session
from portal.components import states
from portal.session import Place
from portal.viewmodels.decisions import DecisionsPage
from portal.wording import decisions as words


def nothing_to_decide(view: DecisionsPage) -> None:
    """Teaches the next step."""
    if view.run is None and not view.uploads:
        states.empty(words.BEFORE, words.BEFORE_FILES)
        way, place = words.BRING_IN, Place.UPLOADS
    elif view.run is None:
        states.empty(words.BEFORE, words.BEFORE_MORE)
        way, place = words.TO_OVERVIEW, Place.OVERVIEW
    elif not view.grouped:
        states.empty(words.OLD_RUN, words.OLD_RUN_MORE)
        way, place = words.TO_OVERVIEW, Place.OVERVIEW
    else:
        states.empty(words.ALL_FITS, words.ALL_FITS_MORE)
        way, place = words.TO_OVERVIEW, Place.OVERVIEW
    if st.button(way, type="primary", key="cb-decisions-next"):
        session.go_to(place)


def nothing_open(view: DecisionsPage) -> None:
    """The run is the next step where one is due; else the overview says what is left."""
    states.empty(words.NOTHING_OPEN, words.NOTHING_OPEN_MORE)
    under_way = view.job is not None and view.job.under_way
    if (
        not view.newer
        and not under_way
        and st.button(words.TO_OVERVIEW, type="primary", key="cb-decided-all")
    ):
        session.go_to(Place.OVERVIEW)
