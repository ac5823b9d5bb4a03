"""A mapping from elsewhere on the Mapping page: what it would change is seen before it is taken (law 2)."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.errors import ChartbridgeError
from portal import session
from portal.components.heading import section
from portal.components.mapping_difference import difference
from portal.components.mapping_history import Act
from portal.components.markup import joined, tag
from portal.components.states import refused
from portal.viewmodels.mapping_given import Given
from portal.viewmodels.mapping_history import Offer, Start
from portal.visit import Portal
from portal.wording import mapping_history as words

LARGEST = 50
"""Megabytes of a mapping file."""
_FILE = "mapping-file"


def starts(portal: Portal, *, act: Act) -> None:
    """Where nobody has changed the mapping yet: the starting map of a playbook."""
    with st.expander(words.STARTS):
        st.caption(words.STARTS_MORE)
        chosen = st.selectbox(
            words.CATEGORY,
            list(Start),
            index=None,
            placeholder=words.CHOOSE,
            format_func=lambda start: words.CATEGORIES[start],
            key="cb-mapping-start",
        )
        if chosen is not None:
            _offered(portal, Given(start=chosen), act=act)


def from_file(portal: Portal, *, act: Act) -> None:
    section(words.FILE, words.FILE_MORE)
    file = st.file_uploader(
        words.BRING, type="json", key=f"cb-mapping-file-{session.turn(_FILE)}", max_upload_size=LARGEST
    )
    if file is None:
        return
    try:
        text = file.getvalue().decode("utf-8-sig")
    except UnicodeDecodeError:
        st.error(" ".join(words.NO_TEXT))
        return
    _offered(portal, Given(text), act=act)


def _offered(portal: Portal, given: Given, *, act: Act) -> None:
    """What it would change, and the one tap that takes it."""
    try:
        offer = portal.compare_mapping(given)
    except ChartbridgeError as error:
        refused(error)
        return
    with st.container(border=True, key="cb-mapping-offer"):
        st.html(tag("p", tag("strong", words.BRINGING), " ", words.fits(offer), " ", _said(offer)).html)
        difference(offer.tables)
        _left_out(offer)
        if not offer.same:
            st.button(words.TAKE, key="cb-mapping-take", on_click=act, args=(_taking(portal, given, offer),))


def _said(offer: Offer) -> str:
    return words.SAME if offer.same else f"{words.changes(offer)} {words.NOT_TAKEN}"


def _left_out(offer: Offer) -> None:
    if offer.left_out:
        items = joined(*(tag("li", each) for each in offer.left_out))
        st.html(tag("section", tag("p", words.LEFT_OUT), tag("ul", items), class_="cb-difference").html)


def _taking(portal: Portal, given: Given, offer: Offer) -> Callable[[], None]:
    """Takes what was offered, and puts the file away once it is taken."""

    def taken() -> None:
        version = portal.take_mapping(given, seen=offer.version)
        session.next_turn(_FILE)
        session.leave_note(words.TAKEN.format(version))

    return taken
