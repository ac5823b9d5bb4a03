"""The door for files, asked as a browser asks: the file, or one sentence; never kept, never given twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from portal.download_route import download_route
from portal.downloads import Grant, Wanted, issue, until
from portal.opening import open_storage
from portal.permissions import Actor, Role
from portal.services import taking
from portal.settings import read_settings
from portal.viewmodels.audit_trail import TrailQuery
from portal.viewmodels.log import LogQuery
from portal.viewmodels.taking import Form
from portal.visit import ProjectChoice
from storage import AuditEvent, Storage
from tests.placing import set_home
from tests.portal.asking import Answer, asked
from tests.portal.stores import OWNER, project_in, ran_project

RECEPTIONIST = Actor("Sam", Role.RECEPTIONIST)


class Browser:
    """Comes to a portal whose store lies where the settings say."""

    def __init__(self, store: Storage) -> None:
        self.store = store
        self.project: ProjectChoice = ran_project(store)
        self._app = Starlette(routes=[download_route()])

    def asked_for_log(self, form: Form = Form.CSV) -> str:
        return taking.ask_for_log(self.store, OWNER, self.project.id, LogQuery(), form)

    def get(self, address: str, method: str = "GET") -> Answer:
        return asked(self._app, f"/{address}", method)

    def events(self, event: AuditEvent) -> int:
        with self.store.read() as work:
            return sum(row.event == event for row in work.audit.events(self.project.id))


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    set_home(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("CHARTBRIDGE_MASTER_KEY_FILE", str(tmp_path / "key" / "master.key"))
    store = open_storage(read_settings())
    yield Browser(store)
    store.close()


def test_a_grant_gives_its_file_which_no_cache_keeps(browser: Browser) -> None:
    answer = browser.get(browser.asked_for_log())
    assert answer.status == 200
    assert answer.text.startswith("file,table,record") and answer.text.count("\n") == 42
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == 'attachment; filename="migration_log.csv"'
    assert answer.headers["content-type"].startswith("text/csv")
    assert browser.events(AuditEvent.LOG_EXPORTED) == 1


def test_the_trail_comes_as_json_lines(browser: Browser) -> None:
    address = taking.ask_for_trail(browser.store, OWNER, browser.project.id, TrailQuery(), Form.JSON_LINES)
    answer = browser.get(address)
    assert answer.text.startswith('{"format":"chartbridge/audit/1"')
    assert browser.events(AuditEvent.AUDIT_EXPORTED) == 1


def refused(browser: Browser, address: str, status: int) -> None:
    answer = browser.get(address)
    assert answer.status == status
    assert answer.text.endswith(".") and len(answer.text.splitlines()) == 1
    assert answer.headers["cache-control"] == "no-store"
    assert "content-disposition" not in answer.headers


def test_a_second_time_there_is_one_sentence_and_no_second_event(browser: Browser) -> None:
    address = browser.asked_for_log()
    browser.get(address)
    refused(browser, address, 404)
    assert browser.events(AuditEvent.LOG_EXPORTED) == 1


def test_a_forged_address_is_refused(browser: Browser) -> None:
    address = browser.asked_for_log()
    refused(browser, address[:-4] + ("0000" if address[-4:] != "0000" else "1111"), 403)
    refused(browser, "download/nowhere/nothing/00", 404)
    assert browser.get(address).status == 200


def test_the_address_of_another_project_is_refused(browser: Browser) -> None:
    other = project_in(browser.store)
    refused(browser, browser.asked_for_log().replace(browser.project.id, other.id), 403)
    refused(browser, browser.asked_for_log().replace(browser.project.id, "no-such-project"), 403)


def test_a_grant_that_is_over_is_refused(browser: Browser) -> None:
    ended = until(browser.store) - 2 * (until(browser.store) - browser.store.clock())
    grant = Grant(browser.project.id, OWNER, Wanted.LOG, Form.CSV, LogQuery(), ended)
    refused(browser, issue(browser.store, grant), 403)


def test_asking_what_a_link_would_give_does_not_use_it_up(browser: Browser) -> None:
    address = browser.asked_for_log()
    assert browser.get(address, "HEAD").status == 405
    assert browser.get(address).status == 200


def test_a_grant_that_its_person_may_not_have_is_refused_at_the_door_and_noted(browser: Browser) -> None:
    """Were one ever given to the wrong person, the service that writes the file asks again."""
    store = browser.store
    grant = Grant(browser.project.id, RECEPTIONIST, Wanted.TRAIL, Form.CSV, TrailQuery(), until(store))
    answer = browser.get(issue(store, grant))
    assert answer.status == 403
    assert "receptionist" in answer.text
    assert browser.events(AuditEvent.AUDIT_EXPORTED) == 0
    assert browser.events(AuditEvent.ACCESS_REFUSED) == 1
