from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from core.files.model import Verdict
from core.spotchecks import FileSaid
from portal.viewmodels.files import FileSeen, FilesPage, SaidOf
from storage.errors import StaleVersion
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fake_files import FILE, FILES, RUN
from tests.portal.fakes import FakePortal


def page(**changes: object) -> FakePortal:
    return FakePortal(files_page=replace(FILES, **changes))


def press(app: AppTest, label: str) -> AppTest:
    return next(each for each in app.button if each.label == label).click().run()


def opened(portal: FakePortal) -> AppTest:
    app = press(shown("files", portal), "Look at the first one")
    assert not app.exception
    return app


def test_it_says_first_what_is_left_for_this_person() -> None:
    said = text_of(shown("files", page()))
    assert "2 files may be another patient's. Look at these first." in said
    assert "1 consent form has something amiss in the versions." in said
    one = text_of(shown("files", page(left=(4,), faulty=0)))
    assert "1 file may be another patient's. Look at it first." in one
    assert "Nothing is left for you here." in text_of(shown("files", page(left=(), faulty=0)))


def test_a_wrong_patient_without_a_concern_of_its_own_is_said_also_where_the_file_is_gone() -> None:
    said = text_of(shown("files", page(concerns=(), unanswered=(0, 7))))
    assert "File 7 is said to be with the wrong patient and has no concern of its own." in said
    assert "A file that is gone was said to be with the wrong patient" in said
    assert "no concern of its own" not in text_of(shown("files", page()))


def test_before_a_run_it_teaches_the_next_step() -> None:
    app = shown("files", FakePortal(files_page=FilesPage("Maple", ran=False)))
    assert "There is no run yet" in text_of(app) and labels(app) == ["Go to the overview"]


def test_the_sum_closes_or_says_that_it_does_not() -> None:
    assert "The uploads hold 52 files that are no tables" in text_of(shown("files", page()))
    uneven = replace(FILES.sums, counted=53)
    assert "The uploads hold 53 files, and this list has 52." in text_of(shown("files", page(sums=uneven)))
    lost = replace(FILES.sums, verdicts={Verdict.FILED: 51}, counted=None)
    assert not lost.closes


def test_names_of_files_and_forms_are_never_markup() -> None:
    told = html_of(shown("files", page()))
    assert "<b>jaw</b>" not in told and "<b>canal</b>" not in told and "Jo's</b>" not in told
    assert "<b>Bloggs</b>" not in html_of(opened(page()))


def test_the_first_suspicious_file_opens_with_whom_it_is_filed_under_beside_what_its_tags_say() -> None:
    portal = page()
    app = opened(portal)
    assert portal.steps == [("file", FileSeen(RUN, 4))]
    told = text_of(app)
    for words in ("Filed under", "Tags say", "Another patient: The number in the image", "3 Apr 1980"):
        assert words in told
    assert "Who that is: 00021, Kim Bloggs, 9 Jul 1955" in told


@pytest.mark.parametrize("said", list(FileSaid))
def test_one_tap_says_it_with_the_note_and_the_owner_that_stand_there(said: FileSaid) -> None:
    portal = page()
    app = opened(portal)
    app.text_input[0].set_value("Seen.")
    app.selectbox[0].set_value("practitioner")
    label = next(each for each in labels(app) if each.lower().endswith(said.value))
    press(app, label)
    assert portal.steps[-2] == ("judge_file", FileSeen(RUN, 4), said, "Seen.", "practitioner")


def test_who_may_not_judge_is_told_who_does() -> None:
    portal = page(may_judge=False)
    app = press(shown("files", portal), "Open")
    assert "is said by the practitioner or the assistant of your clinic" in text_of(app)
    assert not [each for each in labels(app) if "patient" in each]


def test_a_file_of_nobody_and_one_for_few_ask_for_no_verdict() -> None:
    for file in (replace(FILE, filed=()), replace(FILE, closed="Few only.")):
        app = opened(replace(page(), file_shown=file))
        assert not [each for each in labels(app) if "Wrong patient" in each]


def test_a_file_for_few_has_no_way_in() -> None:
    app = shown("files", page())
    assert "cb-open-file-11" not in {each.key for each in app.button}
    assert "cb-open-file-4" in {each.key for each in app.button}


def test_a_refused_verdict_says_why_and_keeps_nothing() -> None:
    portal = page()
    app = opened(portal)
    portal.refusal = StaleVersion(place="files", found="Another run came in between.", do="Look again.")
    app = press(app, "! Wrong patient")
    assert "Another run came in between." in text_of(app)
    assert [each[0] for each in portal.steps] == ["file", "file"]


def test_a_missing_version_stands_between_its_neighbours() -> None:
    told = text_of(shown("files", page()))
    assert "Version 2 is missing." in told and "Version 3 has no date." in told
    versions = told[told.index("Version 3 has no date.") + len("Version 3 has no date.") :]
    order = [versions.index(f"Version {n}") for n in (1, 2, 3, 4)]
    assert order == sorted(order)


def test_search_and_filters_ask_the_server_and_stand_in_no_address() -> None:
    portal = page()
    app = shown("files", portal)
    next(each for each in app.text_input if each.label == "Search").set_value("00017")
    app.selectbox[1].set_value("suspicious")
    app.run()
    asked = portal.file_queries[-2]
    assert (asked.search, asked.verdict) == ("00017", "suspicious")
    assert "00017" not in repr(asked) and not app.query_params


def test_what_was_said_before_stands_below_and_a_wrong_patient_is_taken_back_with_a_reason() -> None:
    portal = page()
    wrong = SaidOf(FileSaid.WRONG, "It is <b>his</b>.", "Ada Sample", FILE.said.at)
    portal.file_shown = replace(FILE, said=wrong, before=(FILE.said,))
    app = opened(portal)
    said = html_of(app)
    assert "Said before" in said and "Cannot tell, said Ada Sample" in said
    assert "It is &lt;b&gt;his&lt;/b&gt;." in said
    assert app.text_input[0].label == "Note, and why it is not the wrong patient if you say so now"
    assert opened(page()).text_input[0].label == "Note, if you like"
