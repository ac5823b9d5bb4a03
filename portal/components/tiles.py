"""A few figures side by side, each with its word."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from portal.components.markup import Content, joined, tag


def tiles(figures: Sequence[tuple[str, str]]) -> None:
    """figures: (value, what it is)."""
    drawn = (tag("div", tag("dd", value), tag("dt", what), class_="cb-tile") for value, what in figures)
    st.html(tag("dl", joined(*drawn), class_="cb-tiles").html)


def facts(pairs: Sequence[tuple[str, Content]]) -> None:
    """A quiet list: (name, value)."""
    drawn = (tag("div", tag("dt", name), tag("dd", value)) for name, value in pairs)
    st.html(tag("dl", joined(*drawn), class_="cb-facts").html)
