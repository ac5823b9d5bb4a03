from __future__ import annotations

from dataclasses import replace

from portal.viewmodels.jobs import JobKind, JobState
from portal.viewmodels.uploads import PairWord
from storage.errors import StaleVersion
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fakes import JOB, PAIRS, UPLOAD, UPLOADS, FakePortal


def page(**changes: object) -> FakePortal:
    return FakePortal(upload_facts=replace(UPLOADS, **changes))  # type: ignore[arg-type]


def test_a_project_without_files_teaches_what_to_drop() -> None:
    app = shown("uploads", page(uploads=(), ran=False))
    assert "No files yet" in text_of(app)
    assert "Start the run" not in labels(app)
    assert len(app.get("bidi_component")) == 1


def test_each_file_tells_its_tables_columns_and_how_it_was_read() -> None:
    said = text_of(shown("uploads", FakePortal()))
    assert "patients 2,004 records, 1 line unreadable" in said
    assert "Letters are written in cp1252" in said
    assert "One line could not be read." in said and "Look at it in the log." in said


def test_names_of_columns_are_shown_and_never_run() -> None:
    html = html_of(shown("uploads", FakePortal()))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>" not in html


def test_a_file_name_full_of_marks_is_shown_as_it_is() -> None:
    odd = replace(UPLOAD, path="a_*b*_[x](y).csv")
    app = shown("uploads", page(uploads=(odd,)))
    assert app.expander[0].label.startswith("**a\\_\\*b\\*\\_\\[x\\]\\(y\\)\\.csv**")


def test_a_file_not_read_yet_says_so() -> None:
    assert "Not read yet." in text_of(shown("uploads", page(uploads=(replace(UPLOAD, looked=False),))))


def test_a_run_starts_with_what_is_sure_unless_asked_otherwise() -> None:
    portal = page(ran=False)
    app = shown("uploads", portal)
    app.button(key="cb-start").click().run()
    assert portal.started == ["sure"]
    app.selectbox(key="cb-accept").select_index(1).run()
    app.button(key="cb-start").click().run()
    assert portal.started == ["sure", "all"]


def test_while_a_run_is_under_way_no_second_one_is_offered() -> None:
    app = shown("uploads", replace(page(job=JOB), job_now=JOB))
    assert "Start another run" not in labels(app)
    assert "The run is under way" in text_of(app)
    assert "You may leave this page" in text_of(app)


def test_files_being_read_do_not_stand_in_the_way_of_a_run() -> None:
    looking = replace(JOB, kind=JobKind.LOOK, state=JobState.QUEUED)
    app = shown("uploads", replace(page(job=looking), job_now=looking))
    assert "Start another run" in labels(app)


def test_whoever_may_not_upload_is_told_whom_to_ask() -> None:
    app = shown(
        "uploads", page(may_upload=False, may_run=False, ask="the owner or the champion of your clinic")
    )
    assert "Bringing in files is for the owner or the champion of your clinic." in text_of(app)
    assert not app.get("bidi_component")
    assert "Start another run" not in labels(app)


def test_files_that_look_like_one_are_asked_about_two_at_a_time_and_shown_as_they_are_called() -> None:
    app = shown("uploads", page(pairs=PAIRS))
    said = text_of(app)
    assert "1,204 rows are in both, 31 new, 4 gone." in said and "This holds the same as" in said
    assert "1 more like these are asked about next." in said
    assert "patients &lt;old&gt;.csv" in html_of(app) and "<old>" not in html_of(app)
    assert not [button for button in app.button if "u5" in str(button.key)]


def test_an_answer_is_about_the_pair_that_was_seen() -> None:
    portal = page(pairs=PAIRS)
    app = shown("uploads", portal)
    app.button(key="cb-pair-u0-u1-newer").click().run()
    app.button(key="cb-pair-u1-u3-both").click().run()
    assert portal.steps == [
        ("say_of_uploads", PAIRS[0], PairWord.NEWER),
        ("say_of_uploads", PAIRS[1], PairWord.BOTH),
    ]


def test_a_refused_answer_is_told_once() -> None:
    stale = StaleVersion(place="uploads", found="These files have changed.", do="Look again.")
    app = shown("uploads", replace(page(pairs=PAIRS), refusal=stale))
    app.button(key="cb-pair-u0-u1-another").click().run()
    assert "These files have changed." in text_of(app)


def test_whoever_may_not_bring_in_files_is_asked_nothing() -> None:
    assert "This looks like" not in text_of(shown("uploads", page(pairs=PAIRS, may_upload=False)))


def test_a_file_with_tables_leads_to_how_it_was_read_and_a_picture_does_not() -> None:
    app = shown("uploads", FakePortal())
    assert labels(app).count("See how it was read, and put it right") == 1
    app.button(key="cb-reading-u1").click().run()
    assert app.session_state["chartbridge.opened.reading.file"] == "export/patients.csv"
    assert not dict(app.query_params)
