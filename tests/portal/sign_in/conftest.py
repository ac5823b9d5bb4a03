"""The doors of a portal in memory: our routes and what stands before them, with one page behind."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from portal.middleware import middleware
from portal.settings import Settings, SignIn
from portal.sign_in.parts import FORM
from portal.sign_in.routes import Doors
from tests.portal.clinics_people import Clinic

HOST = "portal.maple.example"
COOKIE = "__Host-chartbridge"
PATHS = ("/", "/healthz", "/log", "/_stcore/upload_file")


@dataclass
class Front:
    """owner: the session of Robin, who came first."""

    clinic: Clinic
    owner: str
    app: Starlette

    def browser(self, session: str = "") -> TestClient:
        """A browser of its own, which holds this session."""
        client = TestClient(self.app, base_url=f"https://{HOST}", follow_redirects=False)
        if session:
            client.cookies.set(COOKIE, session, domain=HOST)
        return client

    def posts(self, browser: TestClient, path: str, **fields: str) -> object:
        """Opens the form as a person would, and sends it."""
        browser.get(path)
        held = browser.cookies.get(f"{COOKIE}-form") or ""
        return browser.post(path, data={FORM: held, **fields})

    def signs_in(self, browser: TestClient, name: str, **other: str) -> object:
        tried = self.clinic.tried(name, **other)
        asked = {"email": tried.email, "password": tried.password, "code": tried.code}
        return self.posts(browser, "/sign-in", **asked)


async def _page(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("the portal")


async def _stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("the portal")
    await socket.close()


@pytest.fixture
def front(maple: Clinic) -> Front:
    settings = Settings(sign_in=SignIn.LOCAL, address=f"https://{HOST}")
    return front_of(maple, Doors(settings, lambda: maple.store))


def front_of(clinic: Clinic, doors: Doors) -> Front:
    behind = [
        *(Route(path, _page, methods=["GET", "PUT"]) for path in PATHS),
        WebSocketRoute("/_stcore/stream", _stream),
    ]
    stack = [*middleware([HOST], secure=True), doors.guard()]
    return Front(clinic, clinic.owner, Starlette(routes=[*doors.routes(), *behind], middleware=stack))
