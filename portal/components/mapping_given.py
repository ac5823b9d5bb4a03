"""A mapping as a file: taken along, or brought in once what it would change was seen (law 2)."""

from __future__ import annotations

import streamlit as st

from core.errors import ChartbridgeError
from portal import session
from portal.components.heading import section
from portal.components.mapping_difference import difference
from portal.components.mapping_history import Act
from portal.components.markup import joined, tag
from portal.components.states import refused
from portal.components.take_along import take_along
from portal.viewmodels.mapping import MappingPage
from portal.viewmodels.mapping_given import Given
from portal.viewmodels.mapping_history import Offer, Start
from portal.viewmodels.taking import MAPPING_FORMS
from portal.visit import Portal
from portal.wording import mapping_history as words

LARGEST = 50
"""Megabytes of a mapping file."""
_FILE = "mapping-file"


def files(portal: Portal, view: MappingPage, *, act: Act) -> None:
    """Where nobody has changed the mapping yet, a starting map comes first."""
    if view.may_map and not view.version:
        _starts(portal, act=act)
    if view.may_take:
        section(words.FILE, words.TAKE_ALONG)
        take_along(MAPPING_FORMS, lambda _form: portal.take_mapping_file(0), key="mapping")
    if view.may_map:
        _from_file(portal, act=act)
    elif not view.may_take:
        st.caption(words.NOT_YOURS.format(view.ask))


def _starts(portal: Portal, *, act: Act) -> None:
    section(words.STARTS, words.STARTS_MORE)
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


def _from_file(portal: Portal, *, act: Act) -> None:
    section(words.BRING, words.FILE_MORE)
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
            _take(portal, given, offer, act=act)


def _said(offer: Offer) -> str:
    return words.SAME if offer.same else f"{words.changes(offer)} {words.NOT_TAKEN}"


def _left_out(offer: Offer) -> None:
    if offer.left_out:
        items = joined(*(tag("li", each) for each in offer.left_out))
        st.html(tag("section", tag("p", words.LEFT_OUT), tag("ul", items), class_="cb-difference").html)


def _take(portal: Portal, given: Given, offer: Offer, *, act: Act) -> None:
    """Once it is taken, the file is put away and the columns are shown as they stand now."""

    def taken() -> None:
        session.leave_note(words.TAKEN.format(portal.take_mapping(given, seen=offer.version)))

    def tapped() -> None:
        if act(taken):
            session.next_turn(_FILE)
            session.show_part(session.MAPPING_SHEET, "")

    st.button(words.TAKE, key="cb-mapping-take", on_click=tapped)
