"""A clinic with somebody in every role, who come in by the doors that people come in by, and are listened to.

Whatever is asked for, said in a log, or raised is kept as a trace (traces.py).
"""

from __future__ import annotations

import io
import logging
import struct
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from core.errors import ChartbridgeError
from portal import download_route, picture_route, slice_route
from portal.live import LivePortal
from portal.middleware import middleware
from portal.permissions import Actor, Role
from portal.quiet_logs import BARE, keep_values_out_of_logs
from portal.services import joining, people, projects
from portal.services.entry import Entry
from portal.services.joining import Joining
from portal.services.sessions import Rules
from portal.settings import Settings, SignIn
from portal.sign_in.cookie import Cookies
from portal.sign_in.parts import FORM
from portal.sign_in.routes import Doors
from portal.visit import ProjectChoice
from storage import Storage
from tests.portal.clinics_people import Phone
from tests.portal.lives.planted import Mark
from tests.portal.lives.traces import ADDRESSES, ERRORS, LOG, SCREENS, STATE, TEMPORARY, Traces
from tests.portal.stores import OWNER, Clock, store_in

T = TypeVar("T")
HOST = "portal.maple.example"
SETTINGS = Settings(
    sign_in=SignIn.LOCAL, address=f"https://{HOST}", zone="America/Chicago", country="US", currency="USD"
)
RULES = Rules(timedelta(hours=20), timedelta(days=3))
PHRASE = f"{Mark.SECRET} seven kettles on the sill"
STEP = 4_096


@dataclass
class Life:
    """secrets: what only its people know, made by chance: second steps, recovery codes, sessions. links: of
    invitations. taken: files that left, by what they are.
    """

    store: Storage
    clock: Clock
    project: ProjectChoice
    app: Starlette
    traces: Traces
    tokens: dict[Role, str] = field(default_factory=dict)
    phones: dict[Role, Phone] = field(default_factory=dict)
    secrets: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    taken: dict[str, bytes] = field(default_factory=dict)

    def joins(self, role: Role, token: str) -> None:
        """Somebody new with an account, by the link that they were given."""
        self.links.append(token)
        invited = joining.welcome(self.store, token, browser=role.value)
        self.phones[role] = Phone(invited.secret, self.clock)
        typed = Joining(name_of(role), PHRASE, PHRASE, self.phones[role].code(), browser=role.value)
        made = joining.make_account(self.store, token, typed, rules=RULES)
        self.tokens[role] = made.token
        self.secrets += [invited.secret, made.token, *made.codes]

    def as_(self, role: Role, project: ProjectChoice | None = None) -> LivePortal:
        entry = Entry(self.store, self.tokens[role], RULES)
        chosen = project or self.project
        return LivePortal(self.store, entry.actor_in(chosen.id), chosen, SETTINGS, entry)

    def actor(self, role: Role) -> Actor:
        return self.as_(role).actor

    def browser(self, role: Role | None = None) -> TestClient:
        """What it asks for, and where it is led, is a trace."""
        client = TestClient(self.app, base_url=f"https://{HOST}", follow_redirects=False)
        if role is not None:
            client.cookies.set(Cookies.of(SETTINGS).session, self.tokens[role], domain=HOST)
        client.event_hooks = {"request": [self._asked], "response": [self._led]}
        return client

    def takes(self, role: Role, address: str, what: str) -> None:
        """A file, by the link to it."""
        answer = self.browser(role).get(f"/{address}")
        assert answer.status_code == 200, answer.text
        self.taken[what] = answer.content

    def posts(self, browser: TestClient, path: str, **fields: str) -> httpx.Response:
        """Opens the form as a person would, and sends it."""
        browser.get(path)
        held = browser.cookies.get(f"{Cookies.of(SETTINGS).session}-form") or ""
        return browser.post(path, data={FORM: held, **fields})

    def tries(self, attempt: Callable[[], T]) -> T | None:
        """What comes of it; where it ends in an error, its text is a trace, causes and all."""
        try:
            return attempt()
        except Exception as error:
            self.traces.said[ERRORS] += [*told(error)]
            return None

    def _asked(self, request: httpx.Request) -> None:
        self.traces.said[ADDRESSES].append(f"{request.method} {request.url}")

    def _led(self, response: httpx.Response) -> None:
        self.traces.said[ADDRESSES].append(response.headers.get("location", ""))


def told(error: BaseException) -> list[str]:
    """Everything that anybody could print of it."""
    facts = [str(error.as_record())] if isinstance(error, ChartbridgeError) else []
    return [str(error), repr(error), *traceback.format_exception(error), *facts]


def name_of(role: Role) -> str:
    return f"=1+{Mark.STAFF} {role.value.capitalize()}"


def email_of(role: Role) -> str:
    return f"{role.name.lower()}{Mark.STAFF}@maple.example"


def framed(files: Mapping[str, bytes]) -> bytes:
    """Small files in one request, as the page sends them."""
    return b"".join(
        struct.pack(">H", len(path.encode())) + path.encode() + struct.pack(">I", len(content)) + content
        for path, content in files.items()
    )


def begun(folder: Path, patched: pytest.MonkeyPatch) -> Life:
    """A clinic with its first owner and one of each role, in a store of its own below `folder`."""
    clock = Clock()
    store = store_in(folder, clock)
    project = projects.create(store, OWNER, f"Maple {Mark.FILE}")
    for route in (slice_route, download_route, picture_route):
        patched.setattr(route, "storage", lambda: store)
        patched.setattr(route, "settings", lambda: SETTINGS)
    folders = {STATE: folder / "home", TEMPORARY: folder / "temporary"}
    traces = Traces(store, folders, folder / "scratch")
    life = Life(store, clock, project, app_over(store), traces)
    life.joins(Role.OWNER, people.invite_founder(store, email_of(Role.OWNER)))
    for role in Role:
        if role is not Role.OWNER:
            link = life.as_(Role.OWNER).invite(email_of(role), role.value, post=_post_of(role))
            life.joins(role, link.rsplit("/", 1)[1])
    return life


def _post_of(role: Role) -> str:
    return "solutions engineer" if role is Role.VENDOR else ""


def app_over(store: Storage) -> Starlette:
    doors = Doors(SETTINGS, lambda: store)
    routes = [
        *doors.routes(),
        *slice_route.slice_routes(),
        download_route.download_route(),
        picture_route.picture_route(),
    ]
    return Starlette(routes=routes, middleware=[*middleware([HOST], secure=True), doors.guard()])


@contextmanager
def listened_to(traces: Traces, patched: pytest.MonkeyPatch) -> Iterator[None]:
    """Everything that any logger says, from the lowest level on, in the form that people's logs have; what is
    printed; and a folder of its own for whatever is temporary."""
    temporary = traces.folders[TEMPORARY]
    temporary.mkdir(parents=True, exist_ok=True)
    for name in ("TMPDIR", "POLARS_TEMP_DIR", "DASK_TEMPORARY_DIRECTORY"):
        patched.setenv(name, str(temporary))
    patched.setattr("tempfile.tempdir", str(temporary))
    said, printed = io.StringIO(), io.StringIO()
    handler, root, before = logging.StreamHandler(said), logging.getLogger(), logging.getLogRecordFactory()
    # The browser of this test tells where it goes; no server of ours is told what that says.
    handler.addFilter(lambda record: record.name.split(".")[0] not in ("httpx", "httpcore"))
    handler.setFormatter(logging.Formatter(f"%(levelname)s %(name)s {BARE}"))
    level = root.level
    keep_values_out_of_logs()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with redirect_stdout(printed), redirect_stderr(printed):
            yield
    finally:
        logging.setLogRecordFactory(before)
        root.removeHandler(handler)
        root.setLevel(level)
        traces.said[LOG].append(said.getvalue())
        traces.said[SCREENS].append(printed.getvalue())
