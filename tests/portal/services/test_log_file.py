"""The log taken along is what the page shows: the same entries, in the same order, masked alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import polars as pl
import pytest
from openpyxl import load_workbook

from portal.permissions import Actor
from portal.services import log, log_file
from portal.viewmodels.log import LogEntry, LogQuery, Order
from portal.viewmodels.taking import ENTRY_FORMS, Form
from portal.visit import ProjectChoice
from storage import AuditEvent, Storage
from tests.portal.stores import AUDITOR, OWNER, PATIENTS, project_in, ran_project, run_again, store_in

Ran = tuple[Storage, ProjectChoice]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    store = store_in(tmp_path_factory.mktemp("log_file"))
    yield store, ran_project(store)
    store.close()


def taken(ran: Ran, query: LogQuery, form: Form, actor: Actor = OWNER) -> pl.DataFrame:
    store, project = ran
    content = b"".join(log_file.write(store, actor, project.id, query, form))
    if form is Form.PARQUET:
        return pl.read_parquet(BytesIO(content))
    if form is Form.WORKBOOK:
        heads, *rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
        return pl.DataFrame(rows, schema=dict.fromkeys(map(str, heads), pl.String), orient="row")
    return pl.read_csv(BytesIO(content), infer_schema=False)


def shown(ran: Ran, query: LogQuery, actor: Actor) -> list[LogEntry]:
    """Every entry on every page of the answer."""
    store, project = ran
    pages = log.view(store, actor, project, query).pages
    asked = [replace(query, page=number + 1) for number in range(pages)]
    return [entry for q in asked for entry in log.view(store, actor, project, q).entries]


def as_told(entry: LogEntry, columns: list[str]) -> tuple[str, ...]:
    told = {
        "file": entry.file,
        "table": entry.table,
        "record": str(entry.record or ""),
        "line": str(entry.line),
        "source_id": entry.source_id,
        "disposition": entry.disposition,
        "reasons": ", ".join(entry.reasons),
        "by": entry.by,
        "targets": ", ".join(entry.targets),
        "patient": entry.patient,
    }
    return tuple(told[column] for column in columns)


QUESTIONS = [
    LogQuery(),
    LogQuery(order=Order.FILE),
    LogQuery(search="17"),
    LogQuery(patient="17"),
    LogQuery(disposition="waiting"),
    LogQuery(table="patients.csv\tpatients", disposition="imported"),
    LogQuery(search="nothing has this"),
]


@pytest.mark.parametrize("query", QUESTIONS)
@pytest.mark.parametrize("form", ENTRY_FORMS)
@pytest.mark.parametrize("actor", [OWNER, AUDITOR])
def test_the_file_equals_what_the_page_shows(ran: Ran, query: LogQuery, form: Form, actor: Actor) -> None:
    file = taken(ran, query, form, actor)
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in file.rows()]
    assert rows == [as_told(entry, file.columns) for entry in shown(ran, query, actor)]


@pytest.mark.parametrize("form", [Form.CSV, Form.PARQUET])
def test_no_id_is_in_the_file_of_somebody_who_may_not_see_whose_record_it_is(ran: Ran, form: Form) -> None:
    assert {"source_id", "targets"} <= set(taken(ran, LogQuery(), form).columns)
    store, project = ran
    content = b"".join(log_file.write(store, AUDITOR, project.id, LogQuery(), form))
    assert b"source_id" not in content and b"targets" not in content and b"patient:" not in content


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(tmp_path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"patients.csv": PATIENTS + b"=1+1,Bloggs,Jo,1950-03-21\n"})
    run_again(store, project)
    content = b"".join(log_file.write(store, OWNER, project.id, LogQuery(), Form.CSV)).decode()
    assert "'=1+1" in content and ",=1+1" not in content


def test_taking_it_along_is_an_event_with_the_count_and_without_the_word_searched(ran: Ran) -> None:
    taken(ran, LogQuery(search="Bloggs17"), Form.CSV)
    store, project = ran
    with store.read() as work:
        event = work.audit.newest(project.id, AuditEvent.LOG_EXPORTED)
    assert event is not None and event.actor == "Robin"
    assert set(event.facts) == {"run", "form", "entries", "ids"}
    assert "Bloggs" not in str(event.facts)


def test_nobody_finds_out_an_id_by_taking_along_what_a_search_for_it_gives(ran: Ran) -> None:
    target = next(e for e in shown(ran, LogQuery(), OWNER) if e.targets).targets[0]
    assert taken(ran, LogQuery(search=target), Form.CSV).height > 0
    assert taken(ran, LogQuery(search=target), Form.CSV, AUDITOR).height == 0
