"""The part of the Mapping page about its versions, and a mapping that comes from elsewhere."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from core.errors import MappingInvalid
from portal.services.mapping_versions import stale
from portal.viewmodels.mapping_given import Given
from portal.viewmodels.mapping_history import HistoryQuery, Start
from portal.viewmodels.taking import Form
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fake_mapping import MAPPING
from tests.portal.fake_mapping_history import HISTORY, OFFER, REFUSED
from tests.portal.fakes import FakePortal


def turned_to(portal: FakePortal, part: str) -> AppTest:
    return shown("mapping", portal).segmented_control[0].set_value(part).run()


def with_versions(portal: FakePortal) -> AppTest:
    return turned_to(portal, "versions")


def with_files(portal: FakePortal) -> AppTest:
    return turned_to(portal, "files")


def opened(portal: FakePortal, number: int = 4) -> AppTest:
    return with_versions(portal).button(key=f"cb-open-version-{number}").click().run()


def test_versions_are_asked_for_only_where_a_person_wants_to_see_them() -> None:
    portal = FakePortal()
    shown("mapping", portal)
    assert portal.histories_asked == []
    said = text_of(with_versions(portal))
    assert portal.histories_asked[-1] == HistoryQuery(0, 1)
    assert "Version 4" in said and "Robin" in said and "Undid version 2." in said
    assert said.index("Version 4") < said.index("Version 3")


def test_an_opened_version_tells_the_whole_difference_and_on_whose_word() -> None:
    portal = FakePortal()
    app = opened(portal)
    assert portal.histories_asked[-1] == HistoryQuery(4, 1)
    assert "On the word of Robin: Asked at the <desk>." in text_of(app)
    assert "2 details came or went along with this." in text_of(app)
    assert "<desk>" not in html_of(app) and "<b>" not in html_of(app)


def test_a_step_is_undone_with_its_reason_and_the_version_seen() -> None:
    portal = FakePortal()
    app = opened(portal)
    app.text_input(key="cb-undo-why-4-4").input("It was the other column.").run()
    app.button(key="cb-undo-4-4").click().run()
    assert portal.steps == [("undo_mapping", 4, "It was the other column.", 4)]


def test_a_step_that_others_built_on_has_no_button_and_says_what_to_do() -> None:
    app = opened(FakePortal(mapping_versions=replace(HISTORY, opened=REFUSED)), 3)
    assert "Version 4 by Robin built on this step." in text_of(app)
    assert "Undo this step" not in labels(app)


def test_whoever_may_not_map_sees_the_versions_and_nothing_to_undo_or_take() -> None:
    history = replace(HISTORY, may_map=False, words_shown=False)
    page = replace(MAPPING, may_map=False, may_take=False)
    app = opened(FakePortal(mapping_page=page, mapping_versions=history))
    assert "Undo this step" not in labels(app)
    assert "Please ask the owner." in text_of(app)
    files = with_files(FakePortal(mapping_page=page))
    assert "is for the owner or the champion of your clinic." in text_of(files)
    assert "Take the mapping along" not in labels(files) and not files.file_uploader


def test_the_mapping_is_taken_along_by_a_link_that_works_once() -> None:
    portal = FakePortal()
    app = with_files(portal).button(key=f"cb-take-mapping-{Form.MAPPING.value}").click().run()
    assert portal.steps == [("take_mapping_file", 0)]
    assert "download/p/mapping/00" in html_of(app)


def test_a_starting_map_is_offered_where_nobody_has_mapped_yet_and_its_changes_stand_before_the_tap() -> None:
    portal = FakePortal(mapping_page=replace(MAPPING, version=0, run_version=None))
    app = with_files(portal)
    assert portal.steps == []
    app.selectbox(key="cb-mapping-start").select(Start.PAPER).run()
    given = Given(start=Start.PAPER)
    assert portal.steps == [("compare_mapping", given)]
    assert "1 change in 1 table. Nothing is taken yet." in text_of(app)
    assert "Table old_ledger (old.csv)" in text_of(app)
    app.button(key="cb-mapping-take").click().run()
    assert ("take_mapping", given, 4) in portal.steps
    assert "Open" in labels(app) and not app.file_uploader


def test_what_could_not_be_taken_stays_to_be_looked_at() -> None:
    portal = FakePortal()
    app = with_file(portal, b'{"schema": 1}')
    portal.refusal = stale()
    app.button(key="cb-mapping-take").click()
    assert app.run().file_uploader


def test_a_starting_map_is_not_offered_over_what_people_have_mapped() -> None:
    assert "cb-mapping-start" not in [box.key for box in with_files(FakePortal()).selectbox]


def with_file(portal: FakePortal, content: bytes) -> AppTest:
    app = with_files(portal)
    app.file_uploader[0].upload("mapping.json", content, "application/json").run()
    return app


def test_a_file_is_compared_before_it_is_taken() -> None:
    portal = FakePortal()
    app = with_file(portal, b'{"schema": 1}')
    assert portal.steps == [("compare_mapping", Given('{"schema": 1}'))]
    app.button(key="cb-mapping-take").click().run()
    assert ("take_mapping", Given('{"schema": 1}'), 4) in portal.steps


def test_a_file_that_says_the_same_has_no_button() -> None:
    app = with_file(FakePortal(mapping_offer=replace(OFFER, tables=())), b"{}")
    assert "There is nothing to take." in text_of(app)
    assert "Take this mapping" not in labels(app)


def test_a_broken_file_is_refused_in_one_sentence_and_nothing_is_offered() -> None:
    amiss = MappingInvalid(
        place="the mapping file: line 3", found="This is not JSON.", do="Correct the file."
    )
    app = with_file(FakePortal(refusal=amiss), b"{")
    assert "This is not JSON." in text_of(app) and "the mapping file: line 3" in text_of(app)
    assert "Take this mapping" not in labels(app)


def test_a_file_that_is_no_text_is_refused() -> None:
    portal = FakePortal()
    app = with_file(portal, b"\xff\xfe\x00")
    assert "This file is not text." in str([error.value for error in app.error])
    assert portal.steps == []
