"""Choices whose options carry facts as values and words as labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

V = TypeVar("V", bound=str)


def pick(label: str, options: Mapping[V, str], *, key: str, start: V | None = None) -> V:
    """One of `options` (value -> words), the first unless `start` is one of them."""
    values = list(options)
    index = values.index(start) if start in options and start is not None else 0
    chosen = st.selectbox(label, values, index=index, format_func=lambda v: options[v], key=key)
    return values[0] if chosen is None else chosen
