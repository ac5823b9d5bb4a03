"""Fifty kills of the server while files come in, and of the servers behind it: each comes in once, whole.

The client does as the page's own script does: it asks how far it came, and goes on there.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import struct
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Thread

import pytest

from portal.services import projects, slices
from portal.upload_grants import HEADER
from storage import AuditEvent, Storage
from tests.portal.stores import OWNER
from tests.soak.grounds import SEED, WORKING, Ground, nothing_orphaned, patiently
from tests.soak.hurried_server import Door, serving

pytestmark = [pytest.mark.soak, pytest.mark.timeout(7200)]
KILLS = int(os.environ.get("KILLS", "50"))
STEP, STEPS, SMALL = 1 << 20, 5, 20
CUT = (OSError, HTTPException)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Sender:
    """Brings one large file after the other, and a handful of small ones after each."""

    store: Storage
    project: str
    digests: dict[str, str] = field(default_factory=dict)

    def send(self, line: HTTPConnection) -> None:
        """Until the server dies, which raises one of CUT. What was not acknowledged is sent once more."""
        while True:
            self.one_round(line, self.rounds)

    @property
    def rounds(self) -> int:
        return len(self.digests) // (1 + SMALL)

    def one_round(self, line: HTTPConnection, number: int) -> None:
        large = f"{number}/large.bin"
        few = {f"{number}/{n}.jpg": content(f"{number}/{n}.jpg", 2_000 + n) for n in range(SMALL)}
        sha256 = self._large(line, large, content(large))
        self._ask(line, "POST", "/batch", framed(few), self._grant())
        every = few | {large: content(large)}
        self.digests |= {path: hashlib.sha256(each).hexdigest() for path, each in every.items()}
        assert sha256 == self.digests[large]

    def begin(self, line: HTTPConnection, path: str, size: int) -> tuple[str, int, str]:
        """Of the upload: where it is asked for, how far it is, its grant."""
        question = json.dumps({"path": path, "size": size}).encode()
        came = self._ask(line, "POST", "", question, self._grant())
        told = json.loads(came.body)
        return f"/{told['upload']}", told["offset"], came.headers[HEADER]

    def patch(self, line: HTTPConnection, at: str, body: bytes, *, start: int, grant: str) -> tuple[int, str]:
        came = self._ask(line, "PATCH", at, body, grant, upload_offset=str(start))
        return int(came.headers["upload-offset"]), came.headers[HEADER]

    def _large(self, line: HTTPConnection, path: str, whole: bytes) -> str:
        at, offset, grant = self.begin(line, path, len(whole))
        while offset < len(whole):
            offset, grant = self.patch(line, at, whole[offset : offset + STEP], start=offset, grant=grant)
        came = self._ask(line, "POST", f"{at}/whole", b"", grant)
        return str(json.loads(came.body)["sha256"])

    def _grant(self) -> str:
        return patiently(lambda: slices.granted(self.store, OWNER, self.project).grant)

    def _ask(
        self, line: HTTPConnection, method: str, at: str, body: bytes, grant: str, **more: str
    ) -> Answer:
        """The answer; a server behind the portal that is away is waited for."""
        headers = {HEADER: grant, **{name.replace("_", "-"): value for name, value in more.items()}}
        while True:
            line.request(method, f"/slices/{self.project}{at}", body, headers)
            came = line.getresponse()
            answer = Answer(came.status, {k.lower(): v for k, v in came.getheaders()}, came.read())
            if answer.status < 500:
                assert answer.status < 300, answer.body
                return answer
            time.sleep(0.2)


def content(path: str, size: int = STEP * STEPS) -> bytes:
    """Of each path another, and always the same."""
    return random.Random(path).randbytes(size)


def framed(files: dict[str, bytes]) -> bytes:
    return b"".join(
        struct.pack(">H", len(path)) + path.encode() + struct.pack(">I", len(each)) + each
        for path, each in files.items()
    )


def killing(ground: Ground, door: Door, *, seconds: float, chance: random.Random) -> Thread:
    def kill() -> None:
        time.sleep(chance.uniform(0, seconds))
        if ground.an_outage(chance):
            time.sleep(chance.uniform(0, seconds / 2))
        door.process.kill()

    thread = Thread(target=kill)
    thread.start()
    return thread


def test_files_whose_server_was_killed_fifty_times_come_in_once_and_whole(
    ground: Ground, capsys: pytest.CaptureFixture[str]
):
    store, chance, began = ground.opened(), random.Random(SEED), time.monotonic()
    sender = Sender(store, projects.create(store, OWNER, "Maple Street").id)
    seconds = undisturbed(ground, sender)
    while ground.happened[WORKING] < KILLS:
        with serving(ground.environment) as door:
            thread = killing(ground, door, seconds=2 * seconds, chance=chance)
            with pytest.raises(CUT):
                sender.send(door.line())
            thread.join()
        ground.happened[WORKING] += 1
    with serving(ground.environment) as door:
        sender.one_round(door.line(), sender.rounds)
        at, offset, grant = sender.begin(door.line(), "given up.bin", STEP * STEPS)
        sender.patch(door.line(), at, content("given up.bin", STEP), start=offset, grant=grant)
    swept = nothing_orphaned(store)
    trail(sender)
    ground.had_everything(KILLS)
    with capsys.disabled():
        took = f"{time.monotonic() - began:.0f} s, {len(sender.digests)} files"
        print(f"\n{took}: {dict(ground.happened)}, swept: {swept}, one round alone: {seconds:.1f} s")
    store.close()


def undisturbed(ground: Ground, sender: Sender) -> float:
    """How many seconds a round takes, the first one aside, in which everything is opened."""
    with serving(ground.environment) as door:
        sender.one_round(door.line(), 0)
        before = time.monotonic()
        sender.one_round(door.line(), 1)
        return time.monotonic() - before


def trail(sender: Sender) -> None:
    """Every file that was brought is there, whole, with one event; the chain is valid."""
    with sender.store.read() as work:
        assert work.audit.verify(sender.project).valid
        told = [e for e in work.audit.events(sender.project) if e.event == AuditEvent.UPLOAD_RECEIVED]
        rows = work.uploads.of(sender.project)
        assert {row.path: row.sha256 for row in rows} == sender.digests
        assert all(hashlib.sha256(work.uploads.open(row)).hexdigest() == row.sha256 for row in rows)
    assert Counter(event.facts["path"] for event in told) == Counter(list(sender.digests))
