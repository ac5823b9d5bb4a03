"""The viewer of one file in a page: the element that asks for the picture, and what each control asks for."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from streamlit.testing.v1 import AppTest

from core.errors import ChartbridgeError
from core.pictures.refusals import SENTENCES, Why
from portal.permissions import Action, Forbidden
from portal.viewmodels.picture import Kind, OfChart, PictureRef
from portal.viewmodels.taking import ORIGINAL_FORMS
from tests.pages.pages_alone import html_of, labels, text_of
from tests.portal.fake_pictures import LETTER, PICTURE_VIEW
from tests.portal.fakes import OWNER, FakePortal

REF = OfChart(1, 6, 4)


def viewer(portal: FakePortal, *refs: PictureRef, brief: bool = False) -> AppTest:
    app = AppTest.from_function(_script, args=(portal, refs or (REF,), brief), default_timeout=20)
    return app.run()


def _script(portal: object, refs: tuple[object, ...], brief: bool) -> None:
    from portal.components import picture

    if len(refs) > 1:
        picture.beside(portal, refs, key="t")
    else:
        picture.show(portal, refs[0], key="t", brief=brief)


def sources(app: AppTest) -> list[str]:
    return [unescape(each) for each in re.findall(r'<img src="([^"]+)"', html_of(app))]


def test_the_picture_is_an_element_of_our_own_that_says_what_it_is() -> None:
    app = viewer(FakePortal())
    assert sources(app) == ["picture/p/0a/0b?frame=1&width=1000"]
    assert 'alt="Radiograph inside the mouth, 12 Mar 2021, tooth 36, frame 1 of 4"' in html_of(app)
    assert not app.get("imgs")


def test_another_frame_and_another_window_ask_for_another_picture() -> None:
    app = viewer(FakePortal())
    app.slider[0].set_value(3)
    app.run()
    assert sources(app) == ["picture/p/0a/0b?frame=3&width=1000"]
    app.selectbox[0].set_value("enamel").run()
    assert sources(app) == ["picture/p/0a/0b?frame=3&width=1000&center=166&span=128"]
    app.selectbox[0].set_value("everything").run()
    assert sources(app) == ["picture/p/0a/0b?frame=3&width=1000&whole=1"]


def test_by_hand_both_sliders_begin_at_what_the_image_asks_for() -> None:
    app = viewer(FakePortal())
    app.selectbox[0].set_value("own").run()
    assert [(each.label, each.value) for each in app.slider[1:]] == [
        ("Middle between black and white", 127.5),
        ("Values between black and white", 255.0),
    ]
    app.slider[2].set_value(100.5).run()
    assert sources(app)[0].endswith("center=127.5&span=100.5")


def test_a_document_is_turned_page_by_page_and_has_no_window() -> None:
    app = viewer(FakePortal(picture_view=LETTER))
    assert len(app.selectbox) == 0 and app.number_input[0].max == 3
    app.number_input[0].set_value(2).run()
    assert sources(app) == ["picture/p/0c/0d?frame=2&width=1000"]
    assert "page 2 of 3" in text_of(app)


def test_twice_as_large_is_a_larger_picture_that_is_moved_in_its_frame() -> None:
    app = viewer(FakePortal())
    app.segmented_control[0].set_value(2).run()
    assert sources(app) == ["picture/p/0a/0b?frame=1&width=2000"] and "by-2" in html_of(app)


def test_the_original_is_taken_along_by_who_may_and_others_are_told_whom_to_ask() -> None:
    portal = FakePortal()
    app = viewer(portal)
    assert labels(app) == ["Take the original along"] and len(ORIGINAL_FORMS) == 1
    app.button[0].click().run()
    assert 'href="download/p/original/00"' in html_of(app)
    others = viewer(FakePortal(picture_view=replace(PICTURE_VIEW, takes=False)))
    assert labels(others) == [] and "Ask the owner of your clinic." in text_of(others)


def test_in_short_there_is_the_picture_alone() -> None:
    app = viewer(FakePortal(picture_view=replace(PICTURE_VIEW, frames=1)), brief=True)
    assert sources(app) and not labels(app) and not app.selectbox and not app.slider


def test_a_broken_file_is_said_in_words_and_its_original_can_still_be_taken() -> None:
    broken = replace(PICTURE_VIEW, kind=Kind.OTHER, address="", refused=SENTENCES[Why.ENCRYPTED])
    app = viewer(FakePortal(picture_view=broken))
    assert "locked with a password" in text_of(app) and sources(app) == []
    assert labels(app) == ["Take the original along"]


def test_what_is_refused_is_said_in_its_place() -> None:
    refusals: list[ChartbridgeError] = [Forbidden(OWNER, Action.SEE_CHART)]
    for refusal in refusals:
        app = viewer(FakePortal(picture_refusal=refusal))
        assert not app.exception and "Please ask" in text_of(app) and sources(app) == []


def test_two_files_stand_side_by_side_at_one_page() -> None:
    app = viewer(FakePortal(picture_view=LETTER), REF, OfChart(1, 6, 5))
    assert sources(app) == ["picture/p/0c/0d?frame=1&width=1000"] * 2 and "cb-beside" in html_of(app)
    app.number_input[0].set_value(3).run()
    assert sources(app) == ["picture/p/0c/0d?frame=3&width=1000"] * 2
