"""The summary of the log on paper: sums of the run, the root of the document, and no patient."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from portal.services import log_summary
from portal.services.log_index import index_of
from portal.visit import ProjectChoice
from storage import AuditEvent, Storage
from storage.errors import NotStored
from tests.portal.clinics import ZONE, Clinic
from tests.portal.stores import AUDITOR, OWNER, PATIENTS, project_in, ran_project, run_again, store_in
from tests.reports.printed import words_of


def summary(store: Storage, project: ProjectChoice) -> str:
    return words_of(b"".join(log_summary.write(store, AUDITOR, project.id, zone=ZONE)))


def test_it_prints_the_root_of_the_document_and_what_did_not_come_over_first(clinic: Clinic) -> None:
    said = summary(clinic.store, clinic.project)
    with clinic.store.read() as work:
        root = work.runs.of(clinic.project.id)[0].summary["log_root"]
    assert root in said.replace(" ", "")
    order = [
        "What did not come over",
        "Why, record by record",
        "Decisions",
        "Where every record went",
        "Fingerprints",
    ]
    assert [said.index(each) for each in order] == sorted(said.index(each) for each in order)


def test_its_counts_by_reason_are_those_of_the_log(clinic: Clinic) -> None:
    with clinic.store.read() as work:
        run = work.runs.of(clinic.project.id)[0]
    log = index_of(clinic.store, clinic.project.id, run.run).log
    lines = log_summary._reasons(log)
    alone = log.filter(~pl.col("reasons").str.contains(", ", literal=True)).height
    assert sum(line.count for line in lines) >= log.height >= alone
    waiting = log.filter(pl.col("disposition") == "waiting").height
    assert sum(line.count for line in lines if line.fate == "waiting") == waiting
    assert lines[0].fate == "waiting" and lines[-1].fate == "imported"


def test_no_patient_is_in_it_and_a_file_called_like_one_is_called_by_its_place(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"patients.csv": PATIENTS, "Jo Bloggs7.csv": b"ZZZ,QQQ\nalpha,beta\n"})
    run_again(store, project)
    said = summary(store, project)
    assert "Bloggs" not in said and "(its name is not printed here)" in said and "patients.csv" in said


def test_taking_it_is_one_event_and_makes_the_root_once(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = ran_project(store)
    summary(store, project), summary(store, project)
    with store.read() as work:
        events = list(work.audit.events(project.id))
    assert [e.facts["form"] for e in events if e.event == AuditEvent.LOG_EXPORTED] == ["pdf", "pdf"]
    assert [e.event for e in events].count(AuditEvent.LOG_SUMMED) == 1


def test_before_a_run_there_is_nothing_to_sum_up(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    with pytest.raises(NotStored):
        log_summary.write(store, OWNER, project_in(store).id, zone=ZONE)
