"""The door for pictures, asked as a browser asks: a PNG that nothing keeps, or one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from core.demonstration.pictures import document, photograph
from core.pictures.model import Wanted
from portal.opening import open_storage
from portal.permissions import Actor, Role
from portal.picture_grants import PictureGrant, asking, issue, until
from portal.picture_route import picture_route
from portal.services import pictures
from portal.services.overview import newest_run
from portal.settings import read_settings
from portal.viewmodels.picture import OfFiles, PictureView
from storage import AuditEvent, Storage
from tests.core.pictures.made import dicom
from tests.core.pictures.test_dicom import RAMP
from tests.placing import set_home
from tests.portal.asking import Answer, asked
from tests.portal.clinics import ZONE
from tests.portal.stores import OWNER, PATIENTS, project_in, run_again

FILES = {
    "patients.csv": PATIENTS,
    "img/1.jpg": photograph(3, "JPEG"),
    "img/2.dcm": dicom(RAMP),
    "img/3.pdf": document("A letter"),
    "img/4.pdf": b"%PDF-1.4 and nothing more",
    "img/5.bin": bytes(range(256)),
}


class Browser:
    def __init__(self, store: Storage) -> None:
        self.store = store
        project = project_in(store, FILES)
        run_again(store, project)
        self.project = project.id
        with store.read() as work:
            row = newest_run(work, self.project)
        assert row is not None
        self.run = row.run
        self._app = Starlette(routes=[picture_route()])

    def view(self, number: int, actor: Actor = OWNER) -> PictureView:
        return pictures.view(self.store, actor, self.project, OfFiles(self.run, number), zone=ZONE)

    def get(self, address: str, method: str = "GET") -> Answer:
        return asked(self._app, f"/{address}", method)

    def events(self, event: AuditEvent) -> int:
        with self.store.read() as work:
            return sum(row.event == event for row in work.audit.events(self.project))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = Path(tmp_path_factory.mktemp("pictures"))
    with pytest.MonkeyPatch.context() as patched:
        set_home(patched, folder / "home")
        patched.setenv("CHARTBRIDGE_MASTER_KEY_FILE", str(folder / "key" / "master.key"))
        store = open_storage(read_settings())
        yield Browser(store)
        store.close()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_address_gives_its_picture_which_no_cache_keeps(browser: Browser, number: int) -> None:
    address = browser.view(number).address
    answer = browser.get(asking(address, Wanted(width=200)))
    assert answer.status == 200 and answer.body.startswith(b"\x89PNG")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-disposition" not in answer.headers


def test_another_window_is_another_picture_at_the_same_address(browser: Browser) -> None:
    address = browser.view(1).address
    plain, narrow = browser.get(address), browser.get(f"{address}?center=100&span=5")
    assert plain.status == narrow.status == 200 and plain.body != narrow.body


def refused(answer: Answer, status: int) -> str:
    assert answer.status == status
    assert len(answer.text.splitlines()) == 1 and answer.text.endswith(".")
    assert answer.headers["cache-control"] == "no-store"
    return answer.text


def test_a_frame_that_is_not_there_and_a_file_that_is_broken_are_said_in_one_sentence(
    browser: Browser,
) -> None:
    assert "no such page" in refused(browser.get(f"{browser.view(2).address}?frame=7"), 404)
    assert browser.view(3).refused is not None and browser.view(4).refused is not None
    grant = PictureGrant(browser.project, OWNER, browser.run, OfFiles(browser.run, 3), until(browser.store))
    assert "damaged" in refused(browser.get(issue(browser.store, grant)[0]), 404)


def test_forged_expired_and_misplaced_addresses_are_refused(browser: Browser) -> None:
    address = browser.view(0).address
    refused(browser.get(address[:-4] + ("0000" if address[-4:] != "0000" else "1111")), 403)
    refused(browser.get(address.replace(browser.project, "no-such-project")), 403)
    refused(browser.get("picture/nowhere/nothing/00"), 404)
    ended = browser.store.clock().replace(year=2020)
    grant = PictureGrant(browser.project, OWNER, browser.run, OfFiles(browser.run, 0), ended)
    refused(browser.get(issue(browser.store, grant)[0]), 403)


def test_only_a_get_is_answered(browser: Browser) -> None:
    assert browser.get(browser.view(0).address, "POST").status == 405
    assert browser.get(browser.view(0).address, "HEAD").status == 405


def test_whoever_may_not_see_it_is_refused_at_the_door_and_that_is_noted(browser: Browser) -> None:
    """Were an address ever given to the wrong person, the service asks again."""
    sam = Actor("Sam", Role.RECEPTIONIST)
    grant = PictureGrant(browser.project, sam, browser.run, OfFiles(browser.run, 0), until(browser.store))
    assert "receptionist" in refused(browser.get(issue(browser.store, grant)[0]), 403)
    assert browser.events(AuditEvent.ACCESS_REFUSED) == 1


def test_looking_at_one_file_many_times_is_one_event(browser: Browser) -> None:
    address = browser.view(0).address
    before = browser.events(AuditEvent.UPLOAD_OPENED)
    for _ in range(3):
        browser.get(address)
    assert browser.events(AuditEvent.UPLOAD_OPENED) == before
