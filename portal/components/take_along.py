"""A list as a file: one press asks for a link, one more saves the file. The link is good once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from portal.components.markup import tag
from portal.viewmodels.taking import Form
from portal.wording import taking as words


def take_along(forms: Sequence[Form], ask: Callable[[Form], str], *, key: str) -> None:
    """ask: gives the address of the file. It is drawn and kept nowhere, so a rerun forgets it."""
    with st.container(horizontal=True, gap="small", key=f"cb-take-{key}"):
        pressed = [
            form
            for form in forms
            if st.button(words.TAKE[form], type="tertiary", key=f"cb-take-{key}-{form.value}")
        ]
    for form in pressed:
        link = tag("a", words.SAVE[form], href=ask(form), target="_self", class_="cb-save")
        st.html(tag("p", link, tag("small", words.ONCE, " ", words.IN_CLEAR), role="status").html)
