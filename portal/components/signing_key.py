"""The signing key wherever one signs: set first, closed for a while, new and still waiting, or forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from core.errors import ChartbridgeError
from portal import session
from portal.components.acting import done
from portal.components.markup import joined, tag
from portal.components.secret_field import secret_field, taken
from portal.viewmodels.go_live import KeyState, ReplacedLine
from portal.visit import Portal
from portal.wording import figures, signing
from portal.wording import go_live as words


def with_key(portal: Portal, key: KeyState, sign: Callable[[], None], *, main: bool = True) -> None:
    """Draws `sign`, the form that asks for the passphrase, once there is a key that can be used.

    main: whether setting the first passphrase is the main thing to do on the page.
    """
    if not key.made:
        _first(portal, main=main)
        return
    if key.waits is not None:
        st.caption(signing.WAITS_UNTIL.format(figures.moment(key.waits, portal.zone)))
    elif key.closed:
        st.caption(signing.closed(key.closed))
    else:
        sign()
    _forgotten(portal)


def replaced(portal: Portal, lines: Sequence[ReplacedLine]) -> None:
    """For everybody who relies on signatures; nothing where no key was ever replaced."""
    if lines:
        told = (tag("li", signing.replaced(each, _moment(portal))) for each in lines)
        listed = tag("ul", joined(*told), class_="cb-list")
        title = tag("strong", signing.KEYS_REPLACED)
        st.html(tag("section", title, listed, class_="cb-void", role="status").html)


def _moment(portal: Portal) -> Callable[..., str]:
    return lambda at: figures.moment(at, portal.zone)


def _first(portal: Portal, *, main: bool) -> None:
    """Setting the passphrase that a person signs and approves with, once."""
    st.html(tag("p", words.MAKE_KEY_WHY, class_="cb-why").html)
    with st.form("cb-key", clear_on_submit=True):
        keys = _twice("cb-phrase")
        st.form_submit_button(
            words.MAKE_KEY, type="primary" if main else "secondary", on_click=_made, args=(portal, keys)
        )


def _twice(name: str) -> tuple[str, str]:
    new = secret_field(f"{name}-new", words.NEW_PHRASE, fill="new-password")
    return new, secret_field(f"{name}-again", words.AGAIN, fill="new-password")


def _made(portal: Portal, keys: tuple[str, str]) -> None:
    new, again = taken(*keys)
    done(lambda: portal.make_signing_key(new, again), words.KEY_MADE)


def _forgotten(portal: Portal) -> None:
    """Where people sign in, on a page that asks them to again: what opens an account is not typed here."""
    if portal.key_page:
        link = tag("a", signing.FORGOT, href=portal.key_page, target="_self")
        st.html(tag("p", link, class_="cb-why").html)
        return
    with st.popover(signing.FORGOT, type="tertiary"):
        st.html(tag("p", f"{signing.FORGOT_WHY} {signing.FORGOT_WAITS}", class_="cb-why").html)
        with st.form("cb-key-replace", clear_on_submit=True, border=False):
            keys = _twice("cb-replace")
            st.form_submit_button(signing.REPLACE, on_click=_replaced, args=(portal, keys))


def _replaced(portal: Portal, keys: tuple[str, str]) -> None:
    new, again = taken(*keys)
    try:
        begins = portal.replace_signing_key(new, again)
    except ChartbridgeError as error:
        session.leave_refusal(error.place, error.found, error.do)
    else:
        session.leave_note(signing.REPLACED_NOTE.format(figures.moment(begins, portal.zone)))
