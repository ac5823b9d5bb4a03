from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.pages.pages_alone import labels, text_of


def of(place: str, title: str = "Uploads") -> AppTest:
    return AppTest.from_function(_script, args=(place, title), default_timeout=20).run()


def _script(place: str, title: str) -> None:
    from core.errors import UnreadableFile
    from portal.components.heading import heading
    from portal.components.showing import shown
    from portal.permissions import Action, Actor, Forbidden, Role

    def render() -> None:
        if place == "theirs":
            raise Forbidden(Actor("Toni", Role.AUDITOR), Action.UPLOAD)
        if place == "late":
            heading(title, "Why", over="Maple Street")
        raise UnreadableFile(place="a.csv", found="It is torn.", do="Bring it again.")

    shown(title, render, over="Maple Street")


def test_a_page_that_could_not_begin_keeps_its_title_and_can_be_tried_again() -> None:
    app = of("early")
    assert text_of(app).strip() == "Maple Street Uploads a.csv It is torn. Bring it again."
    assert labels(app) == ["Try again"]


def test_a_page_that_fails_on_its_way_has_one_title_only() -> None:
    assert text_of(of("late")).count("Uploads") == 1


def test_what_is_for_somebody_else_leads_back_to_the_overview() -> None:
    assert labels(of("theirs")) == ["Go to the overview"]


def test_the_overview_leads_nobody_to_itself() -> None:
    assert labels(of("theirs", "Overview")) == []
