"""What is offered for a group, with the button that takes it; what was decided just now, with Undo."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from portal.components.markup import tag
from portal.viewmodels.decisions import GroupLine, Verdict
from portal.wording import decision_suggestions as words
from portal.wording import decisions

Save = Callable[[Verdict], None]


def offered(line: GroupLine, *, base: str, main: bool, save: Save) -> None:
    """base: names what was drawn. main: whether it is the one main action of the page."""
    told = line.suggested
    if told is None:
        return
    verdict = Verdict((line.id,), told.choice, words.reason(told), told.to)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"cb-suggested-{line.id}"
    ):
        said = tag("small", f"{words.SUGGESTED} {words.why(told)} {words.does(line, told)}")
        st.html(tag("p", said, class_="cb-suggested").html)
        st.button(
            words.button(line, told),
            type="primary" if main else "secondary",
            key=f"cb-take-{base}",
            on_click=save,
            args=(verdict,),
        )


def just_decided(line: GroupLine, *, base: str, undo: Callable[[str], None]) -> None:
    """Stands above the groups until the next decision, so that a slip of the finger costs one tap."""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small", key="cb-just-decided"
    ):
        title = tag("strong", words.just(decisions.title(line), line))
        told = tag("p", f"{words.JUST} ", title, " ", tag("small", words.COUNTS), role="status")
        st.html(told.html)
        st.button(words.UNDO, key=f"cb-undo-{base}", on_click=undo, args=(line.id,))
