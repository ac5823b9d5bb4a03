from __future__ import annotations

import json
from dataclasses import replace

import pytest

from core.errors import UnreadableFile
from portal.permissions import Action, Forbidden
from portal.viewmodels.jobs import JobError, JobKind, JobState
from portal.viewmodels.overview import Next, Task, TaskKind
from portal.viewmodels.sandbox import SandboxView
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fakes import (
    JOB,
    OVERVIEW,
    OWNER,
    RUN,
    SANDBOX,
    SETTLED_SUMS,
    TASKS,
    UNEVEN_SUMS,
    FakePortal,
)


def page(**changes: object) -> FakePortal:
    return FakePortal(overview_facts=replace(OVERVIEW, **changes))  # type: ignore[arg-type]


def test_an_empty_project_teaches_the_next_step() -> None:
    app = shown("overview", page(run=None, uploads=0, next=Next.UPLOAD, tasks=(Task(TaskKind.UPLOAD),)))
    assert "Nothing has been brought in yet" in text_of(app)
    assert labels(app) == ["Bring in files"]


def test_with_files_in_place_one_click_starts_the_first_run() -> None:
    portal = page(run=None, next=Next.START_RUN, tasks=(Task(TaskKind.START_RUN),))
    app = shown("overview", portal)
    app.button(key="cb-first-run").click().run()
    assert portal.started == ["sure"]


def test_whoever_may_not_start_a_run_is_not_shown_a_button_for_it() -> None:
    app = shown("overview", page(run=None, next=Next.START_RUN, may_run=False, tasks=()))
    assert "Start the first run" not in labels(app)


def test_both_sums_stand_there_with_total_and_every_part() -> None:
    said = text_of(shown("overview", FakePortal()))
    assert "21,803 records in your files" in said
    assert "201 waiting" in said
    assert "20,923 imported" in said
    assert "320,445 values filled in" in said
    assert "18,330 archived" in said


def test_there_is_no_tick_while_anything_waits() -> None:
    said = text_of(shown("overview", FakePortal()))
    assert "Adds up, some waiting" in said
    assert "✓" not in said


def test_a_tick_stands_where_everything_is_settled() -> None:
    app = shown("overview", page(run=replace(RUN, sums=SETTLED_SUMS), next=Next.NOTHING, tasks=()))
    assert "✓ Adds up" in text_of(app)
    assert "Nothing is left for you today." in text_of(app)


def test_a_sum_that_does_not_close_is_said_first_and_in_words() -> None:
    uneven = page(run=replace(RUN, sums=UNEVEN_SUMS), next=Next.REPORT, tasks=(Task(TaskKind.REPORT), *TASKS))
    said = text_of(shown("overview", uneven))
    assert "Does not add up" in said
    assert "7 records of your files cannot be accounted for" in said
    assert "✓" not in said
    assert said.index("does not add up") < said.index("Table by table")


def test_what_did_not_map_stands_before_the_tables() -> None:
    said = text_of(shown("overview", FakePortal()))
    assert said.index("GoesBy2") < said.index("Table by table")


def test_the_least_settled_table_stands_first() -> None:
    html = html_of(shown("overview", FakePortal()))
    rows = html[html.index("In the file") :]
    assert rows.index("<strong>ledger</strong>") < rows.index("<strong>appointments</strong>")


def test_every_number_leads_to_the_records_behind_it_without_naming_a_file() -> None:
    html = html_of(shown("overview", FakePortal()))
    assert 'href="log?table=2&amp;disposition=waiting"' in html
    assert 'href="log?disposition=waiting"' in html
    assert ".csv&" not in html


def test_names_from_files_are_shown_and_never_run() -> None:
    html = html_of(shown("overview", FakePortal()))
    assert "notes &lt;old&gt;" in html
    assert "notes <old>" not in html


def test_a_run_under_way_shows_how_far_it_is() -> None:
    app = shown("overview", replace(page(job=JOB, next=Next.WATCH), job_now=JOB))
    assert "The run is under way" in text_of(app)
    assert app.get("progress")[0].proto.value == 12
    assert "1.2 million rows, 340 MB of 1.1 GB, about 2 minutes left for this step" in text_of(app)
    assert "Reading &lt;b&gt;export&lt;/b&gt;/ledger.csv" in html_of(app)


def test_a_failed_run_says_what_was_found_and_what_to_do() -> None:
    failed = replace(
        JOB, state=JobState.FAILED, error=JobError("a.csv", "It is cut off.", "Export it again.")
    )
    said = text_of(shown("overview", page(job=failed)))
    assert "The run stopped, and nothing was published. It is cut off." in said
    assert "Export it again." in said


def test_times_are_in_the_clinics_zone_and_cannot_be_misread() -> None:
    assert "12 Mar 2026, 09:05" in text_of(shown("overview", FakePortal()))


@pytest.mark.parametrize(
    ("taken", "tables", "said"),
    [
        (2, 3, "Of 3 tables 2 were taken over from the run before, since nothing about them changed."),
        (1, 3, "Of 3 tables 1 was taken over from the run before, since nothing about it changed."),
        (3, 3, "All 3 tables were taken over from the run before, since nothing about them changed."),
        (1, 1, "The one table was taken over from the run before, since nothing about it changed."),
    ],
)
def test_beside_the_times_stands_what_was_taken_over(taken: int, tables: int, said: str) -> None:
    again = replace(RUN, tables=RUN.tables[:tables], taken_over=taken, made_again=True)
    assert f"from beginning to end. {said} The longest" in text_of(shown("overview", page(run=again)))


def test_a_run_of_which_only_columns_were_made_again_says_so() -> None:
    said = "Only what changed was made again; the rest was taken over from the run before."
    again = replace(RUN, made_again=True)
    assert f"from beginning to end. {said} The longest" in text_of(shown("overview", page(run=again)))


def test_a_whole_run_says_nothing_of_an_earlier_one() -> None:
    said = text_of(shown("overview", FakePortal()))
    assert "from beginning to end. The longest stage" in said
    assert "taken over" not in said


def test_whoever_may_not_look_is_told_whom_to_ask() -> None:
    app = shown("overview", FakePortal(error=Forbidden(OWNER, Action.SEE_LOG)))
    assert "Please ask" in text_of(app)
    assert not app.exception


def test_a_failure_is_told_in_its_three_parts() -> None:
    error = UnreadableFile(place="a.csv", found="It cannot be opened.", do="Bring it again.")
    said = text_of(shown("overview", FakePortal(error=error)))
    assert "a.csv" in said and "It cannot be opened." in said and "Bring it again." in said


def test_what_is_left_names_records_and_values_that_wait() -> None:
    assert "Left for you 201 records and 911 values wait for a decision." in text_of(
        shown("overview", FakePortal())
    )


def test_what_is_left_stands_before_everything_else() -> None:
    said = text_of(shown("overview", FakePortal()))
    assert said.index("Left for you") < said.index("records in your files") < said.index("GoesBy2")


def test_every_kind_of_task_has_its_sentence_and_a_way_to_where_it_is_done() -> None:
    app = shown("overview", page(tasks=tuple(Task(kind, 2, 3) for kind in TaskKind)))
    assert len(set(labels(app))) == len(TaskKind)
    assert "2 files have come in since the last run." in text_of(app)
    assert "The mapping is newer than the last run." in text_of(app)
    assert "2 columns have no home yet." in text_of(app)
    assert not app.exception


def test_only_the_most_pressing_task_is_the_main_action() -> None:
    app = shown("overview", FakePortal())
    assert [button.proto.type for button in app.button] == ["primary", "secondary"]


def test_while_a_run_is_under_way_and_nothing_is_left_it_says_so() -> None:
    app = shown("overview", replace(page(job=JOB, next=Next.WATCH, tasks=()), job_now=JOB))
    assert "needs no one beside it" in text_of(app)


def test_two_tables_of_one_name_have_a_bar_each() -> None:
    twins = tuple(replace(RUN.tables[0], file=f"{folder}/patients.csv") for folder in ("north", "south"))
    app = shown("overview", page(run=replace(RUN, tables=twins)))
    chart = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert chart["data"][0]["y"] == ["north/patients.csv patients", "south/patients.csv patients"]


def test_every_number_says_what_it_counts_where_a_phone_shows_no_head() -> None:
    html = html_of(shown("overview", FakePortal()))
    assert "<em>in the file</em> <a" in html and "<em>waiting</em> <a" in html


def copied(copy: SandboxView, **changes: object) -> FakePortal:
    return page(sandbox=copy, tasks=(), **changes)


def test_the_sandbox_says_what_it_holds_and_that_nothing_leaves_it() -> None:
    app = shown("overview", copied(SANDBOX))
    said = text_of(app)
    assert "30,412 records of 2,004 patients" in said
    assert "no reminder, no claim and no statement reaches anyone" in said
    assert "there is nothing to do" in said
    assert not app.button, "it holds the newest run already"


def test_whoever_may_fills_the_sandbox_by_one_tap() -> None:
    portal = copied(SandboxView(may_load=True))
    app = shown("overview", portal)
    assert "There is no sandbox yet" in text_of(app)
    app.button(key="cb-fill-sandbox").click().run()
    assert [step[0] for step in portal.steps] == ["load_sandbox"]


def test_after_another_run_the_sandbox_can_be_filled_again() -> None:
    app = shown("overview", copied(replace(SANDBOX, newer=True)))
    assert "Another run has finished since" in text_of(app)
    assert [button.label for button in app.button] == ["Fill the sandbox again"]


def test_while_it_is_filled_nobody_is_offered_to_fill_it() -> None:
    filling = replace(JOB, kind=JobKind.SANDBOX)
    portal = copied(SandboxView(loading=True, may_load=True), job=filling)
    app = shown("overview", replace(portal, job_now=filling))
    said = text_of(app)
    assert "The sandbox is being filled" in said
    assert "It is being filled for the first time" in said
    assert "There is no sandbox yet" not in said
    assert not app.button


def test_a_sandbox_that_is_filled_again_is_said_to_keep_what_it_has_meanwhile() -> None:
    said = text_of(shown("overview", copied(replace(SANDBOX, loading=True))))
    assert "It keeps the records that it has until all the new ones are there" in said
    assert "30,412 records of 2,004 patients" in said


def test_why_it_could_not_be_filled_stands_beside_the_way_to_fill_it() -> None:
    why = JobError("sandbox", "The database did not answer.", "Try again in a moment.")
    app = shown("overview", copied(SandboxView(failed=why, may_load=True)))
    assert "could not be filled the last time. The database did not answer. Try again" in text_of(app)
    assert [button.label for button in app.button] == ["Fill the sandbox"]


def test_who_may_not_fill_it_reads_whom_to_ask() -> None:
    app = shown("overview", copied(SandboxView(ask="the owner or the champion of your clinic")))
    assert "Filling the sandbox is for the owner or the champion of your clinic." in text_of(app)
    assert not app.button


def test_the_last_run_is_made_once_more_with_one_tap_and_the_mapping_that_it_had() -> None:
    portal = page(run=replace(RUN, mapping_version=7), tasks=(Task(TaskKind.RUN_ONCE_MORE),))
    app = shown("overview", portal)
    assert "everything is made from the files once, and has to come out the same" in text_of(app)
    app.button(key="cb-do-run_once_more").click().run()
    assert (portal.mappings_run, app.exception) == ([7], [])


def test_before_the_first_run_nothing_is_said_of_a_sandbox() -> None:
    said = text_of(shown("overview", page(run=None, uploads=0, next=Next.UPLOAD, tasks=())))
    assert "sandbox" not in said.lower()
