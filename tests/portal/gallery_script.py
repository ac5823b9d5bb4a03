"""One page in one state, named in a field that no picture shows, so that a whole walk needs no reload."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from portal import navigation, session
from portal.app import RENDERERS
from portal.components.showing import shown
from portal.shared import leave_what_was_loaded_alone
from portal.theme.style import apply_style
from portal.visit import Portal, ProjectChoice
from portal.wording.states import BRAND
from tests.portal.gallery import CLINIC, FIRST, NAMES, STATES

HIDDEN = "<style>[class*=st-key-gallery] { position: fixed; top: 0; width: 9rem; opacity: 0; }</style>"


def main() -> None:
    st.set_page_config(page_title=BRAND, layout="wide")
    apply_style(session.dark_or_light())
    leave_what_was_loaded_alone()
    with st.container(key="gallery-asked"):
        asked = st.text_input("State", key="asked")
    wanted = _remembered(asked)
    place, _ = NAMES[wanted]
    portal = STATES[NAMES[wanted]]
    navigation.choose_project([ProjectChoice("example", CLINIC)])
    navigation.who_is_here(portal.actor)
    pages = {
        each: st.Page(_drawn(title, render, portal), title=title, url_path=each.value)
        for each, title, render in RENDERERS
    }
    session.register_pages(pages)
    chosen = st.navigation(list(pages.values()), expanded=True)
    if chosen.url_path != pages[place].url_path:
        st.switch_page(pages[place])
    chosen.run()
    with st.container(key="gallery-shown"):
        st.html(f"{HIDDEN}<p>{wanted}</p>")


def _remembered(asked: str) -> str:
    """The framework empties the field as it turns to another page."""
    if asked:
        session.remember("gallery", asked)
    return session.remembered("gallery") or FIRST


def _drawn(title: str, render: Callable[[Portal], None], portal: Portal) -> Callable[[], None]:
    def draw() -> None:
        shown(title, lambda: render(portal), over=CLINIC)

    return draw


main()
