"""The door for files that come, asked as a browser asks: cuts, repeats, forgeries, others' ids, no room."""

from __future__ import annotations

import hashlib
import struct
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.testclient import TestClient

from portal import shared, slice_route
from portal.opening import open_storage
from portal.permissions import Actor, Forbidden, Role
from portal.receiving import Streams
from portal.services import slices, uploads
from portal.settings import read_settings
from portal.slice_route import slice_routes
from portal.upload_grants import HEADER, UploadGrant, issue, until
from storage import AuditEvent, Storage
from tests.placing import set_home
from tests.portal.asking import run_apart
from tests.portal.stores import OWNER, RECEPTIONIST, project_in

STEP = 1_000
CONTENT = bytes(range(256)) * 10
VENDOR = Actor("Vic", Role.VENDOR)


class Browser:
    """Comes to a portal whose store lies where the settings say, and holds what the page handed it."""

    def __init__(self, store: Storage) -> None:
        self.store = store
        self.project = project_in(store).id
        self.client = TestClient(Starlette(routes=slice_routes()))
        self.grant = slices.granted(store, OWNER, self.project).grant

    def ask(self, method: str, at: str, grant: str | bytes | None = None, **more: Any) -> httpx.Response:
        headers = {HEADER: self.grant if grant is None else grant, **more.pop("headers", {})}
        project = more.pop("project", self.project)
        return self.client.request(method, f"/slices/{project}{at}", headers=headers, **more)

    def begin(self, path: str = "export/big.csv", size: int = len(CONTENT), **more: Any) -> Upload:
        answer = self.ask("POST", "", json={"path": path, "size": size, **more})
        assert answer.status_code == 201, answer.text
        return Upload(self, answer.json(), answer.headers[HEADER])

    def batch(self, files: Mapping[str, bytes]) -> httpx.Response:
        return self.ask("POST", "/batch", content=framed(files))

    def paths(self) -> dict[str, bytes]:
        with self.store.read() as work:
            return {row.path: work.uploads.open(row) for row in work.uploads.current(self.project)}

    def events(self, event: AuditEvent) -> int:
        with self.store.read() as work:
            return sum(row.event == event for row in work.audit.events(self.project))


class Upload:
    def __init__(self, browser: Browser, told: dict[str, Any], grant: str) -> None:
        self.browser, self.told, self.grant = browser, told, grant
        self.at = f"/{told['upload']}"

    def patch(self, start: int, content: bytes | Iterator[bytes], **headers: str) -> httpx.Response:
        more = {"upload-offset": str(start), **headers}
        return self.browser.ask("PATCH", self.at, self.grant, content=content, headers=more)

    def bring(self, start: int = 0, end: int = len(CONTENT)) -> None:
        for at in range(start, end, STEP):
            answer = self.patch(at, CONTENT[at : min(at + STEP, end)])
            assert answer.status_code == 204, answer.text
            self.grant = answer.headers[HEADER]

    def offset(self) -> int:
        answer = self.browser.ask("HEAD", self.at, self.grant)
        assert answer.status_code == 200
        return int(answer.headers["upload-offset"])

    def finish(self, **more: str) -> httpx.Response:
        return self.browser.ask("POST", f"{self.at}/whole", self.grant, json=more)


def framed(files: Mapping[str, bytes]) -> bytes:
    return b"".join(
        struct.pack(">H", len(path.encode())) + path.encode() + struct.pack(">I", len(content)) + content
        for path, content in files.items()
    )


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    set_home(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("CHARTBRIDGE_MASTER_KEY_FILE", str(tmp_path / "key" / "master.key"))
    monkeypatch.setenv("CHARTBRIDGE_UPLOAD_LIMIT", "8")
    monkeypatch.setenv("CHARTBRIDGE_PROJECT_QUOTA", "10")
    store = open_storage(read_settings())
    yield Browser(store)
    store.close()


def refused(answer: httpx.Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.text.endswith(".") and len(answer.text.splitlines()) == 1
    assert answer.headers["cache-control"] == "no-store"
    return answer.text


def test_a_file_in_slices_is_received_as_it_was(browser: Browser) -> None:
    upload = browser.begin()
    upload.bring()
    digest = hashlib.sha256(CONTENT).hexdigest()
    assert upload.finish(sha256=digest).json() == {"sha256": digest, "size": len(CONTENT), "new": True}
    assert browser.paths() == {"export/big.csv": CONTENT}
    assert browser.events(AuditEvent.UPLOAD_RECEIVED) == 1


def test_after_a_cut_it_goes_on_where_it_was_and_tells_what_came(browser: Browser) -> None:
    browser.begin().bring(0, 2 * STEP)
    again = browser.begin()
    assert again.told["offset"] == again.offset() == 2 * STEP
    came = [[STEP, hashlib.sha256(CONTENT[at : at + STEP]).hexdigest()] for at in (0, STEP)]
    assert again.told["slices"] == came
    again.bring(2 * STEP)
    assert again.finish().status_code == 200 and browser.paths()["export/big.csv"] == CONTENT


def test_another_file_of_the_same_name_begins_at_its_start(browser: Browser) -> None:
    browser.begin(stamp="1").bring(0, STEP)
    assert browser.begin(stamp="2").offset() == 0
    assert browser.begin(stamp="1", anew=True).offset() == 0


def test_a_slice_that_is_sent_again_or_too_early_is_told_where_to_go_on(browser: Browser) -> None:
    upload = browser.begin()
    upload.bring(0, STEP)
    for start in (0, 2 * STEP):
        answer = upload.patch(start, b"x")
        refused(answer, 409)
        assert answer.headers["upload-offset"] == str(STEP)
    assert refused(upload.finish(), 409)
    assert upload.offset() == STEP


def test_a_slice_that_is_cut_off_leaves_nothing_of_itself(browser: Browser) -> None:
    upload = browser.begin()
    upload.bring(0, STEP)
    assert run_apart(cut_off(browser, upload, STEP)) == 400
    assert upload.offset() == STEP
    upload.bring(STEP)
    assert upload.finish().status_code == 200 and browser.paths()["export/big.csv"] == CONTENT


async def cut_off(browser: Browser, upload: Upload, start: int) -> int:
    """A slice of which some comes, and then the line is dead."""
    told = {HEADER: upload.grant, "upload-offset": str(start), "content-length": str(STEP)}
    scope = {
        "type": "http",
        "method": "PATCH",
        "path": f"/slices/{browser.project}{upload.at}",
        "raw_path": b"",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in told.items()],
        "http_version": "1.1",
    }
    came = iter(
        [
            {"type": "http.request", "body": CONTENT[start : start + 300], "more_body": True},
            {"type": "http.disconnect"},
        ]
    )
    sent: list[Any] = []

    async def receive() -> Any:
        return next(came)

    async def send(message: Any) -> None:
        sent.append(message)

    await browser.client.app(scope, receive, send)
    return int(sent[0]["status"])


def test_what_was_finished_is_told_again_and_takes_nothing_more(browser: Browser) -> None:
    upload = browser.begin()
    upload.bring()
    first = upload.finish().json()
    assert {**upload.finish().json(), "new": True} == first
    refused(upload.patch(len(CONTENT), b"x"), 409)
    refused(upload.patch(0, CONTENT[:STEP]), 409)
    assert browser.events(AuditEvent.UPLOAD_RECEIVED) == 1


def test_what_is_not_what_was_sent_is_refused(browser: Browser) -> None:
    upload = browser.begin()
    right = b64encode(hashlib.sha256(CONTENT[:STEP]).digest()).decode()
    refused(upload.patch(0, CONTENT[1 : STEP + 1], **{"upload-checksum": f"sha256 {right}"}), 460)
    assert upload.patch(0, CONTENT[:STEP], **{"upload-checksum": f"sha256 {right}"}).status_code == 204
    upload.bring(STEP)
    refused(upload.finish(sha256="00" * 32), 460)
    assert browser.paths() == {}


def test_more_than_was_said_is_not_taken(browser: Browser) -> None:
    upload = browser.begin(size=STEP)
    refused(upload.patch(0, CONTENT[: STEP + 1]), 409)
    refused(upload.patch(0, bytes(slices.SLICE + 1)), 413)
    refused(upload.patch(0, iter([b"no length"])), 411)
    assert upload.offset() == 0


def test_a_sender_that_says_less_than_it_sends_is_stopped(browser: Browser) -> None:
    answer = browser.begin().patch(0, iter([bytes(slices.SLICE), b"x"]), **{"content-length": "5"})
    refused(answer, 413)


def test_forged_expired_and_foreign_grants_open_nothing(browser: Browser) -> None:
    upload, other = browser.begin(), project_in(browser.store)
    told, _, mac = upload.grant.partition(".")
    ended = UploadGrant(browser.project, OWNER, until(browser.store) - timedelta(hours=1))
    forged = [
        "",
        "nothing",
        f"{told}.",
        f"{told}.{mac[:-4]}{'0000' if mac[-4:] != '0000' else '1111'}",
        f"{told[:-2]}.{mac}",
        f"{told}.ü".encode(),
        "x" * 5_000,
        browser.grant,
        slices.granted(browser.store, OWNER, other.id).grant,
        browser.begin("b.csv").grant,
    ]
    for grant in forged:
        refused(_patched(browser, upload, grant), 403)
    refused(browser.ask("POST", "", issue(browser.store, ended), json={"path": "a", "size": 1}), 401)
    assert upload.offset() == 0


def _patched(browser: Browser, upload: Upload, grant: str | bytes) -> httpx.Response:
    return browser.ask("PATCH", upload.at, grant, content=b"x", headers={"upload-offset": "0"})


def test_another_projects_ids_are_told_as_nothing_in_every_place(browser: Browser) -> None:
    other = project_in(browser.store).id
    upload = browser.begin()
    for project in (other, "no-such-project"):
        for method, at in (("POST", ""), ("POST", "/batch"), ("POST", "/brought"), ("PATCH", upload.at)):
            refused(browser.ask(method, at, project=project, json={"path": "a", "size": 1}), 403)
    theirs = slices.granted(browser.store, OWNER, other).grant
    mine = UploadGrant(other, OWNER, until(browser.store)).of(upload.told["upload"], len(CONTENT))
    refused(browser.ask("PATCH", upload.at, issue(browser.store, mine), content=b"x", project=other), 404)
    refused(browser.ask("POST", "", theirs, json={"path": "a", "size": 1}), 403)


def test_another_person_of_the_project_finds_nothing_of_it(browser: Browser) -> None:
    upload = browser.begin()
    theirs = UploadGrant(browser.project, VENDOR, until(browser.store))
    grant = issue(browser.store, theirs.of(upload.told["upload"], len(CONTENT)))
    refused(browser.ask("PATCH", upload.at, grant, content=b"x", headers={"upload-offset": "0"}), 404)


def test_whoever_may_not_upload_is_refused_before_anything_is_read_and_that_is_noted(
    browser: Browser,
) -> None:
    """Were a grant ever given to the wrong person."""
    with pytest.raises(Forbidden):
        slices.granted(browser.store, RECEPTIONIST, browser.project)
    grant = issue(browser.store, UploadGrant(browser.project, RECEPTIONIST, until(browser.store)))
    for at in ("", "/batch", "/brought"):
        assert "receptionist" in refused(browser.ask("POST", at, grant, content=b"unread"), 403)
    assert browser.events(AuditEvent.ACCESS_REFUSED) == 1


def test_a_file_that_is_too_large_and_a_project_that_is_full_are_refused_at_once(browser: Browser) -> None:
    megabytes = 1 << 20
    large = {"path": "a.csv", "size": 8 * megabytes + 1}
    assert "8 MB" in refused(browser.ask("POST", "", json=large), 413)
    uploads.receive(browser.store, OWNER, browser.project, [uploads.Dropped("x", bytes(3 * megabytes))])
    assert "10 MB" in refused(browser.ask("POST", "", json={**large, "size": 8 * megabytes}), 413)


def test_what_fills_a_project_meanwhile_stops_the_next_slice(browser: Browser) -> None:
    upload = browser.begin(size=8 << 20)
    uploads.receive(browser.store, OWNER, browser.project, [uploads.Dropped("x", bytes(9 << 20))])
    assert upload.patch(0, bytes(1 << 19)).status_code == 204
    refused(upload.patch(1 << 19, bytes(1 << 20)), 413)


def test_many_small_files_come_in_one_request_and_again_change_nothing(browser: Browser) -> None:
    files = {f"img/{n}.jpg": bytes([n]) * n for n in range(50)}
    assert browser.batch(files).json() == {"new": 50, "known": 0, "replacing": 0}
    assert browser.batch(files).json() == {"new": 0, "known": 50, "replacing": 0}
    assert browser.batch({"img/1.jpg": b"other"}).json() == {"new": 1, "known": 0, "replacing": 1}
    assert browser.paths() == {**files, "img/1.jpg": b"other"}


def test_no_path_leaves_its_folder(browser: Browser) -> None:
    browser.batch({"../../etc/passwd": b"1", "C:\\a\\..\\b.csv": b"2", "": b"3"})
    assert set(browser.paths()) == {"etc/passwd", "C:/a/b.csv", "unnamed"}


@pytest.mark.parametrize(
    "frames", [b"\x00", b"\x00\x05ab", b"\x00\x01a\x00\x00\x00\x05abc", b"\x00\x01\xff\x00\x00\x00\x00"]
)
def test_a_batch_that_is_cut_or_garbled_is_refused_whole(browser: Browser, frames: bytes) -> None:
    refused(browser.ask("POST", "/batch", content=framed({"a": b"1"}) + frames), 400)
    assert browser.paths() == {}


@pytest.mark.parametrize(
    "told",
    [b"[]", b"{", b'{"path": 1, "size": 1}', b'{"path": "a", "size": -1}', b'{"path": "a", "size": true}'],
)
def test_a_question_that_is_none_is_refused(browser: Browser, told: bytes) -> None:
    refused(browser.ask("POST", "", content=told), 400)


def test_when_everything_has_come_one_look_at_it_is_queued(browser: Browser) -> None:
    assert browser.ask("POST", "/brought").status_code == 204
    browser.batch({"a.csv": b"A\n1\n"})
    for _ in range(2):
        assert browser.ask("POST", "/brought").status_code == 204
    with browser.store.read() as work:
        assert len(work.jobs.of(browser.project)) == 1


def test_one_person_has_few_streams_open_at_once(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Streams(each=1, all_in_all=9)
    monkeypatch.setattr(slice_route, "STREAMS", full)
    with full.one(OWNER.name):
        refused(browser.begin().patch(0, b"x"), 429)
        refused(browser.batch({"a": b"1"}), 429)
    assert browser.batch({"a": b"1"}).status_code == 200


def test_while_the_database_is_away_it_is_said_and_the_slice_comes_in_later(
    browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    upload = browser.begin()
    away = [OperationalError("SELECT 1", {}, Exception("secret host"))]

    def refuse(*_: object) -> None:
        if away:
            raise away.pop()

    event.listen(shared.storage().engine, "before_cursor_execute", refuse)
    assert "does not answer just now" in refused(upload.patch(0, CONTENT[:STEP]), 503)
    assert "secret host" not in caplog.text
    upload.bring()
    assert upload.finish().status_code == 200
