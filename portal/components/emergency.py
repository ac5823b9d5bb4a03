"""Charts opened in an emergency, offered to whom they are closed and could be opened: with a reason."""

from __future__ import annotations

import streamlit as st

from portal import session
from portal.components.acting import done
from portal.visit import Portal
from portal.wording import people as words

MINUTES = 60
_KEY = "cb-emergency"


def emergency(portal: Portal) -> None:
    if not portal.may_break_glass():
        return
    with st.expander(words.BREAK):
        st.caption(words.BREAK_WHY.format(MINUTES))
        key = f"{_KEY}-{session.turn('emergency')}"
        reason = st.text_area(words.BREAK_REASON, max_chars=500, key=key)
        if st.button(words.BREAK_NOW.format(MINUTES), key=f"{_KEY}-take"):
            if done(lambda: portal.break_glass(reason), words.BROKEN.format(MINUTES)):
                session.next_turn("emergency")
            st.rerun()
