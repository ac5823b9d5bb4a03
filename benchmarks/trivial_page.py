"""The peer of people_at_once.py: about the least that a Streamlit application with pages can be."""

from __future__ import annotations

import streamlit as st


def first() -> None:
    st.title("First")
    st.write("You typed", st.text_input("Search", key="first"))


def second() -> None:
    st.title("Second")
    st.write("You typed", st.text_input("Search", key="second"))


st.navigation([st.Page(first, default=True, url_path="first"), st.Page(second, url_path="second")]).run()
