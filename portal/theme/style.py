"""The style sheet with the palette in it, and the one call that puts it on a page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from reports.charts import palette

_SHEET = Path(__file__).with_name("portal.css")
_TOKENS = {
    "background": palette.BACKGROUND,
    "surface": palette.SURFACE,
    "ink": palette.INK,
    "quiet": palette.QUIET,
    "line": palette.LINE,
    "primary": palette.PRIMARY,
    "good": palette.GOOD,
    "caution": palette.CAUTION,
    "bad": palette.BAD,
    **palette.PARTS,
}


def variables() -> str:
    """The palette as variables, for every sheet of ours."""
    declared = (f"--cb-{name}: light-dark({s.light}, {s.dark});" for name, s in _TOKENS.items())
    return ":root { " + " ".join(declared) + " }"


SHEET = f"{variables()}\n{_SHEET.read_text(encoding='utf-8')}"


def apply_style(theme: str) -> None:
    """theme: "light" or "dark", as the person sees it; dialogs lie outside the part that knows by itself."""
    st.html(f"<style>:root {{ color-scheme: {theme}; }}\n{SHEET}</style>")
