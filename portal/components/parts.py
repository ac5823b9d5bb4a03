"""One of several parts of a page at a time, so that a long page is a short one: which, lies in the session.

Only the part that is shown is drawn and asked for. A part that a page leads to is named to the session
(`session.show_part`), and the control is made anew with it.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from portal import session


def chosen(name: str, labels: Mapping[str, str], *, label: str) -> str:
    """The part that is shown: the one last chosen in this visit where it is there, else the first.

    name: under which the session has it. labels: part -> what it is called. label: for who does not see it.
    """
    last = session.remembered(name)
    now = last if last in labels else next(iter(labels))
    key = f"cb-part-{name}-{session.turn(name)}-{len(labels)}"
    told = st.segmented_control(
        label,
        list(labels),
        default=now,
        required=True,
        format_func=lambda part: labels[part],
        key=key,
        label_visibility="collapsed",
        on_change=session.on_change(key, now, lambda part: session.remember(name, part)),
    )
    return told if told in labels else now
