"""The password of a locked file: typed once, sent once, and gone from the page as it is sent (law 7)."""

from __future__ import annotations

import streamlit as st

from portal.components.heading import section
from portal.components.reading_opened import Asked
from portal.components.secret_field import secret_field, taken
from portal.viewmodels.reading import FileReading, GivePassword
from portal.wording import reading as words


def password(asked: Asked, file: FileReading) -> None:
    if file.locked:
        _locked(asked, file)
    elif file.password_given:
        _given(asked, file)


def _locked(asked: Asked, file: FileReading) -> None:
    with st.container(border=True, key="cb-reading-locked"):
        if not asked.may_change:
            section(words.LOCK_TITLE, words.LOCK_ASK.format(asked.view.ask))
            return
        section(words.LOCK_TITLE, words.LOCK_WHY)
        name = f"cb-reading-password-{asked.key(file)}"
        with st.form(f"{name}-form", clear_on_submit=True, border=False):
            key = secret_field(name, words.LOCK_FIELD, fill="off")

            def given() -> None:
                asked.change(GivePassword(file.path, *taken(key)))

            st.form_submit_button(words.UNLOCK, type="primary", on_click=given)


def _given(asked: Asked, file: FileReading) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="cb-reading-given"):
        st.caption(words.UNLOCKED)
        if asked.may_change:
            key = f"cb-reading-password-back-{asked.key(file)}"
            back = GivePassword(file.path, "")
            st.button(words.UNLOCK_BACK, type="tertiary", key=key, on_click=asked.change, args=(back,))
