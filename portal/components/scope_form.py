"""One small form of the Scope page: a few fields, a reason where it amends, one button that saves at once.

Every form carries the version that it was drawn from: one in a page that has grown old changes nothing.
Keys hold names of fields and positions, never what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from core.scope import Declaration
from portal import session
from portal.components.acting import done
from portal.viewmodels.scope import ScopePage
from portal.visit import Portal
from portal.wording import scope as words

Key = Callable[[str], str]
Entered = Callable[[str], Any]
Change = Callable[[Entered], Declaration]
_LONGEST_REASON = 300


def part_form(
    portal: Portal,
    view: ScopePage,
    name: str,
    draw: Callable[[Key], None],
    *buttons: tuple[str, Change],
    main: bool = False,
) -> None:
    """buttons: (label, what it makes of the declaration). main: whether the first is the main action."""
    prefix = f"cb-scope-{name}-{view.version}"

    def key(field: str) -> str:
        return f"{prefix}-{field}"

    with st.form(prefix, border=False):
        draw(key)
        if view.amends:
            st.text_input(words.REASON, key=key("why"), help=words.REASON_HELP, max_chars=_LONGEST_REASON)
        with st.container(horizontal=True):
            for number, (label, change) in enumerate(buttons):
                st.form_submit_button(
                    label,
                    type="primary" if main and not number else "secondary",
                    on_click=_saves(portal, view, change, key),
                )


def _saves(portal: Portal, view: ScopePage, change: Change, key: Key) -> Callable[[], None]:
    def entered(field: str) -> Any:
        return session.entered(key(field))

    def saved() -> None:
        reason = str(entered("why") or "")
        note = words.AMENDED if view.amends else words.SAVED
        done(lambda: portal.save_scope(change(entered), reason=reason, seen=view.version), note)

    return saved


def text(value: Any) -> str:
    """What was typed, on one line."""
    return " ".join(str(value or "").split())
