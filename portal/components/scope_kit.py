"""The kit for telling the team: each sheet as text to copy, or as a file to take along."""

from __future__ import annotations

import streamlit as st

from portal.viewmodels.scope import ScopePage
from portal.wording import scope as words


def sheets(view: ScopePage) -> None:
    st.caption(words.KIT_WHY)
    drawn = st.tabs([words.SHEETS[sheet] for sheet in view.kit])
    for (sheet, text), tab in zip(view.kit.items(), drawn, strict=True):
        with tab:
            st.code(text, language="markdown", wrap_lines=True)
            st.download_button(
                words.TAKE_KIT,
                text,
                file_name=f"{sheet.value.replace(' ', '-')}.md",
                mime="text/markdown",
                key=f"cb-kit-{sheet.name.lower()}",
                on_click="ignore",
            )
