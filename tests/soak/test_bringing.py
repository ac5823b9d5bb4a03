"""Uploads at size through the portal as it is started: memory, cuts, and many small files, measured.

1 GB may cost the server less than 64 MB and be cut twice; 20,000 small files may take 30 seconds.
"""

from __future__ import annotations

import hashlib
import json
import random
import struct
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from portal.opening import open_storage
from portal.permissions import Actor, Role
from portal.services import projects, slices
from portal.settings import Settings
from portal.upload_grants import HEADER
from storage import Storage
from tests.portal.serving import Served, served

OWNER = Actor("Robin", Role.OWNER)
GIGABYTE, MEGABYTE = 1 << 30, 1 << 20
SMALL_FILES, SECONDS, MEMORY = 20_000, 30.0, 64 * MEGABYTE
AT_ONCE = 500

pytestmark = pytest.mark.soak


@dataclass(frozen=True)
class Answer:
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Client:
    portal: Served
    store: Storage
    project: str

    def grant(self) -> str:
        return slices.granted(self.store, OWNER, self.project).grant

    def ask(self, line: HTTPConnection, method: str, at: str, body: bytes, **headers: str) -> Answer:
        line.request(method, f"/slices/{self.project}{at}", body, _plain(headers))
        came = line.getresponse()
        answer = Answer(dict(came.headers), came.read())
        assert came.status < 300, answer.body
        return answer

    def line(self) -> HTTPConnection:
        return HTTPConnection(urlsplit(self.portal.address).netloc, timeout=300)


def _plain(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    home = tmp_path_factory.mktemp("bringing")
    with served(home, EXAMPLE="none", WORKER="false") as running:
        settings = Settings(home=home / "state", master_key_file=home / "key" / "master.key")
        store = open_storage(settings)
        yield Client(running, store, projects.create(store, OWNER, "Tandvale").id)
        store.close()


def memory(portal: Served, what: str) -> int:
    """Bytes, of the server's own process. what: VmRSS (now) or VmHWM (at most, since it was reset)."""
    status = Path(f"/proc/{portal.process.pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith(what))) * 1024


def slice_at(start: int) -> bytes:
    return random.Random(start).randbytes(slices.SLICE)


def test_a_gigabyte_is_cut_twice_and_costs_the_server_little_memory(client: Client) -> None:
    question = json.dumps({"path": "export/large.bin", "size": GIGABYTE}).encode()
    warm(client)
    before = memory(client.portal, "VmRSS")
    Path(f"/proc/{client.portal.process.pid}/clear_refs").write_text("5")
    digest, began = hashlib.sha256(), time.monotonic()
    line = client.line()
    told = client.ask(line, "POST", "", question, **{HEADER: client.grant()})
    at, grant = f"/{json.loads(told.body)['upload']}", told.headers[HEADER]
    for start in range(0, GIGABYTE, slices.SLICE):
        content = slice_at(start)
        digest.update(content)
        if start in (GIGABYTE // 4, GIGABYTE // 2):
            cut(client, at, content, start=start, grant=grant)
            line = client.line()
            held = client.ask(line, "HEAD", at, b"", **{HEADER: grant})
            assert int(held.headers["upload-offset"]) == start
        came = client.ask(line, "PATCH", at, content, **{HEADER: grant, "upload_offset": str(start)})
        grant = came.headers[HEADER]
    sent = time.monotonic() - began
    whole = client.ask(line, "POST", f"{at}/whole", b"", **{HEADER: grant})
    grown = memory(client.portal, "VmHWM") - before
    took = time.monotonic() - began
    print(f"1 GB: {sent:.1f} s of slices, {took:.1f} s in all, memory grew by {grown / MEGABYTE:.1f} MB")
    assert json.loads(whole.body)["sha256"] == digest.hexdigest()
    assert grown < MEMORY


def warm(client: Client) -> None:
    """The server has loaded what it needs and answered once."""
    question = json.dumps({"path": "warm.bin", "size": 1}).encode()
    line = client.line()
    told = client.ask(line, "POST", "", question, **{HEADER: client.grant()})
    at, grant = f"/{json.loads(told.body)['upload']}", told.headers[HEADER]
    client.ask(line, "PATCH", at, b"x", **{HEADER: grant, "upload_offset": "0"})
    client.ask(line, "POST", f"{at}/whole", b"", **{HEADER: grant})


def cut(client: Client, at: str, content: bytes, *, start: int, grant: str) -> None:
    """Half a slice, and then the line is dead."""
    line = client.line()
    line.putrequest("PATCH", f"/slices/{client.project}{at}")
    told = {HEADER: grant, "upload-offset": str(start), "content-length": str(len(content))}
    for name, value in told.items():
        line.putheader(name, value)
    line.endheaders(content[: len(content) // 2])
    line.close()
    time.sleep(0.5)


def test_twenty_thousand_small_files_come_in_within_half_a_minute(client: Client) -> None:
    """Over two lines, as the page's own component sends them."""
    began = time.monotonic()
    with ThreadPoolExecutor(2) as lines:
        came = list(lines.map(lambda odd: bring(client, odd), (0, 1)))
    took = time.monotonic() - began
    print(f"{SMALL_FILES:,} small files: {took:.1f} s")
    assert sum(came) == SMALL_FILES
    assert took < SECONDS


def bring(client: Client, odd: int) -> int:
    """Every other batch; how many files of them were new."""
    line, grant, new = client.line(), client.grant(), 0
    for first in range(odd * AT_ONCE, SMALL_FILES, 2 * AT_ONCE):
        frames = b"".join(frame(n) for n in range(first, first + AT_ONCE))
        came = client.ask(line, "POST", "/batch", frames, **{HEADER: grant})
        new, grant = new + json.loads(came.body)["new"], came.headers[HEADER]
    return new


def frame(number: int) -> bytes:
    path, content = f"img/{number:05d}.jpg".encode(), random.Random(number).randbytes(3_000)
    return struct.pack(">H", len(path)) + path + struct.pack(">I", len(content)) + content
