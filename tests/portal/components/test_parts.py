"""One part of a page at a time: the one chosen last in this visit, or the one that a page leads to."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from portal import session
    from portal.components import parts

    labels = {"one": "One", "two": "Two"} if not session.remembered("few") else {"one": "One"}
    st.write(f"shown: {parts.chosen('a', labels, label='Part')}")
    st.button("lead", on_click=session.show_part, args=("a", "two"))
    st.button("fewer", on_click=session.remember, args=("few", "yes"))


def said(app: AppTest) -> str:
    return app.markdown[0].value


def drawn() -> AppTest:
    return AppTest.from_function(_page, default_timeout=20).run()


def test_the_first_part_is_shown_until_another_is_chosen() -> None:
    app = drawn()
    assert "shown: one" in said(app)
    app.segmented_control[0].set_value("two").run()
    assert "shown: two" in said(app)
    assert "shown: two" in said(app.run())


def test_a_part_that_a_page_leads_to_is_shown_whatever_was_chosen_before() -> None:
    app = drawn()
    app.segmented_control[0].set_value("two").run()
    app.segmented_control[0].set_value("one").run()
    app.button[0].click().run()
    assert "shown: two" in said(app) and app.segmented_control[0].value == "two"


def test_a_part_that_is_there_no_more_gives_way_to_the_first() -> None:
    app = drawn()
    app.segmented_control[0].set_value("two").run()
    app.button[1].click().run()
    assert "shown: one" in said(app) and not app.exception
