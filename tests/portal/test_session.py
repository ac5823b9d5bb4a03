"""What a widget's change does: once for each value that a person gave it, never for an echo."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _script() -> None:
    import streamlit as st

    from portal import session

    told = st.session_state.setdefault("told", [])
    changed = session.on_change("which", "a", told.append)
    for entered in st.session_state.get("entered", ()):
        st.session_state["which"] = entered
        changed()


def dealt_with(*runs: list[str]) -> list[str]:
    """What the widget, drawn holding "a", hands on; one list of entered values for each drawing."""
    page = AppTest.from_function(_script)
    for entered in runs:
        page.session_state["entered"] = entered
        page.run()
    assert not page.exception
    told: list[str] = page.session_state["told"]
    return told


def test_another_value_counts() -> None:
    assert dealt_with(["b", "c", "b"]) == ["b", "c", "b"]


def test_what_was_drawn_is_no_change() -> None:
    assert dealt_with(["a"]) == []


def test_the_echo_of_a_change_counts_no_second_time() -> None:
    assert dealt_with(["b", "b"]) == ["b"]


def test_drawn_anew_the_same_value_counts_again() -> None:
    assert dealt_with(["b"], ["b"]) == ["b", "b"]
