"""Fields for what nobody else may know: each sending makes them anew, whether taken or refused (law 7).

The framework keeps what a field holds in the state of the visit, of one that is cleared as it is sent too,
until the browser speaks again. A field that is not drawn any more it forgets as soon as the page is drawn.
"""

from __future__ import annotations

import streamlit as st

from portal import session

_SENT = "secrets"
_LONGEST = 200


def secret_field(name: str, label: str, *, fill: str = "current-password", more: str | None = None) -> str:
    """Draws it; the key to hand to `taken`. fill: what a browser may fill in. more: the help beside it."""
    key = f"{name}-{session.turn(_SENT)}"
    st.text_input(label, type="password", key=key, help=more, max_chars=_LONGEST, autocomplete=fill)
    return key


def taken(*keys: str) -> tuple[str, ...]:
    """What was typed, for the one act that it was typed for; every field of the page is a new one after."""
    typed = tuple(str(session.entered(key) or "") for key in keys)
    session.next_turn(_SENT)
    return typed
