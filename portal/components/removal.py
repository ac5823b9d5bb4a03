"""Removing a project for good, and what is shown of one that was removed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from portal import session
from portal.components import states
from portal.components.acting import done
from portal.components.heading import heading
from portal.components.markup import joined, tag
from portal.components.secret_field import secret_field, taken
from portal.components.signing_key import with_key
from portal.viewmodels.go_live import Download, KeyState
from portal.viewmodels.purge import Asked, Deleted
from portal.visit import Portal
from portal.wording import purge as words

_PREFIX = "cb-purge"


def removal(portal: Portal, project: str, key: KeyState) -> None:
    """The last thing on its page, closed until somebody opens it; why it was refused stands right there."""
    refusal = session.take_refusal()
    with st.expander(words.TITLE, expanded=refusal is not None):
        if refusal is not None:
            states.failure(*refusal)
        st.html(tag("div", tag("p", words.WHY), tag("p", words.BEFORE), class_="cb-why").html)
        with_key(portal, key, lambda: _form(portal, project), main=False)


def _form(portal: Portal, project: str) -> None:
    with st.form(_PREFIX, border=False):
        st.text_input(words.NAME.format(project), key=f"{_PREFIX}-name", max_chars=120)
        st.text_input(words.REASON, key=f"{_PREFIX}-reason", max_chars=300)
        key = secret_field(f"{_PREFIX}-phrase", words.PHRASE)
        st.form_submit_button(words.BUTTON, on_click=_asked, args=(portal, key))


def _asked(portal: Portal, key: str) -> None:
    said = [str(session.entered(f"{_PREFIX}-{each}") or "") for each in ("name", "reason")]
    asked = Asked(*said, *taken(key))
    done(lambda: portal.purge(asked), f"{words.GONE_TITLE}.")


def removed(name: str, found: Deleted | None, certificate: Callable[[], Download], *, at: str) -> None:
    """In place of every page of a project that is gone. at: when, in the clinic's zone."""
    heading(words.GONE_TITLE, "", over=name)
    if found is None:
        st.html(tag("p", words.UNKNOWN, class_="cb-why").html)
        return
    said = joined(
        tag("p", words.GONE.format(by=found.by, at=at)), tag("p", words.REASON_GIVEN.format(found.reason))
    )
    st.html(tag("section", said, class_="cb-state empty", role="status").html)
    st.download_button(
        words.CERTIFICATE,
        lambda: certificate().content,
        file_name=f"{found.certificate}.pdf",
        mime="application/pdf",
        key="cb-certificate-of-deletion",
        type="primary",
        on_click="ignore",
    )
