from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.services import log, uploads
from portal.viewmodels.log import PAGE_SIZE, EntryRef, LogQuery, Order
from portal.viewmodels.uploads import Dropped
from portal.visit import ProjectChoice
from storage import Storage
from tests.portal.stores import (
    AUDITOR,
    OWNER,
    PATIENTS,
    RECEPTIONIST,
    project_in,
    ran_in,
    ran_project,
    run_again,
    store_in,
)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Storage, ProjectChoice]]:
    store = store_in(tmp_path_factory.mktemp("log"))
    yield store, ran_project(store)
    store.close()


def every(store: Storage, project: ProjectChoice, query: LogQuery) -> list[EntryRef]:
    pages = log.view(store, OWNER, project, query).pages
    asked = [
        LogQuery(query.search, query.table, query.disposition, query.reason, query.order, n + 1)
        for n in range(pages)
    ]
    return [entry.ref for q in asked for entry in log.view(store, OWNER, project, q).entries]


def test_before_any_run_the_log_says_so(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    assert log.view(store, OWNER, project_in(store), LogQuery()).run is None


@pytest.mark.parametrize("order", list(Order))
def test_the_pages_together_hold_every_record_once(ran: tuple[Storage, ProjectChoice], order: Order) -> None:
    refs = every(*ran, LogQuery(order=order))
    assert len(refs) == len(set(refs)) == 41


def test_no_page_is_more_than_a_screenful(ran: tuple[Storage, ProjectChoice]) -> None:
    assert len(log.view(*_as(ran), LogQuery()).entries) == PAGE_SIZE


def test_a_page_beyond_the_last_gives_the_last(ran: tuple[Storage, ProjectChoice]) -> None:
    shown = log.view(*_as(ran), LogQuery(page=99))
    assert shown.page == shown.pages == 3
    assert len(shown.entries) == 41 - 2 * PAGE_SIZE


def test_a_search_finds_an_id_whatever_its_letters_and_takes_no_patterns(
    ran: tuple[Storage, ProjectChoice],
) -> None:
    by_number = log.view(*_as(ran), LogQuery(search="17", table="patients.csv\tpatients"))
    assert 17 in {entry.record for entry in by_number.entries}
    assert log.view(*_as(ran), LogQuery(search=".*")).matching == 0
    assert log.view(*_as(ran), LogQuery(search="PATIENTS.CSV")).matching == 40


def test_filters_by_table_and_disposition_hold_together(ran: tuple[Storage, ProjectChoice]) -> None:
    whole = log.view(*_as(ran), LogQuery())
    for key, _ in whole.tables:
        for disposition in ("waiting", "flagged", "imported", "skipped", "merged"):
            shown = log.view(*_as(ran), LogQuery(table=key, disposition=disposition))
            assert {entry.disposition for entry in shown.entries} <= {disposition}
            assert {f"{entry.file}\t{entry.table}" for entry in shown.entries} <= {key}


def test_what_waits_stands_before_what_went_in(ran: tuple[Storage, ProjectChoice]) -> None:
    store, project = ran
    ranks = {"waiting": 0, "flagged": 1, "skipped": 2, "merged": 3, "imported": 4}
    told = log.view(store, OWNER, project, LogQuery()).entries
    order = [ranks[entry.disposition] for entry in told]
    assert order == sorted(order)


def test_an_entry_opens_its_row_as_it_stood_and_the_look_is_audited(
    ran: tuple[Storage, ProjectChoice],
) -> None:
    store, project = ran
    entry = next(e for e in log.view(store, OWNER, project, LogQuery(search="17")).entries if e.record == 17)
    detail = log.entry(store, OWNER, project, entry.ref)
    assert detail.cells == (
        ("PatNum", "17"),
        ("LastName", "Bloggs17"),
        ("FirstName", "Jo"),
        ("Birthdate", "1967-03-28"),
    )
    with store.read() as work:
        newest = work.audit.recent(project.id, limit=1)[0]
    assert (newest.event, newest.actor, newest.facts["record"]) == ("person:upload:open", "Robin", 17)
    assert "Bloggs" not in str(newest.facts)


def test_an_auditor_sees_that_a_record_was_dealt_with_but_not_whose(
    ran: tuple[Storage, ProjectChoice],
) -> None:
    store, project = ran
    shown = log.view(store, AUDITOR, project, LogQuery())
    assert shown.total == 41
    assert {entry.source_id for entry in shown.entries} == {""}
    assert {entry.targets for entry in shown.entries} == {()}


def test_an_auditor_cannot_find_out_an_id_by_searching_for_it(ran: tuple[Storage, ProjectChoice]) -> None:
    store, project = ran
    target = next(e for e in log.view(store, OWNER, project, LogQuery()).entries if e.targets).targets[0]
    assert log.view(store, OWNER, project, LogQuery(search=target)).matching > 0
    assert log.view(store, AUDITOR, project, LogQuery(search=target)).matching == 0


def test_a_receptionist_is_told_whom_to_ask_for_the_row_itself(ran: tuple[Storage, ProjectChoice]) -> None:
    store, project = ran
    entry = log.view(store, RECEPTIONIST, project, LogQuery()).entries[0]
    detail = log.entry(store, RECEPTIONIST, project, entry.ref)
    assert detail.cells == ()
    assert "the owner or the champion" in detail.why_not


def test_a_row_is_read_from_the_file_as_its_run_read_it_not_from_a_newer_one(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    old = next(e for e in log.view(store, OWNER, project, LogQuery(search="17")).entries if e.record == 17)
    newer = PATIENTS.replace(b"17,Bloggs17", b"17,Somebody")
    uploads.receive(store, OWNER, project.id, [Dropped("patients.csv", newer)])
    assert dict(log.entry(store, OWNER, project, old.ref).cells)["LastName"] == "Bloggs17"
    run_again(store, project)
    new = next(e for e in log.view(store, OWNER, project, LogQuery(search="17")).entries if e.record == 17)
    assert dict(log.entry(store, OWNER, project, new.ref).cells)["LastName"] == "Somebody"
    assert dict(log.entry(store, OWNER, project, old.ref).cells)["LastName"] == "Bloggs17"


def _as(ran: tuple[Storage, ProjectChoice]) -> tuple[Storage, object, ProjectChoice]:
    store, project = ran
    return store, OWNER, project
