"""Wherever a passphrase or a password is typed: no value of the visit holds it after the act (law 7)."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass, replace
from pathlib import Path

import pytest
from streamlit.runtime.state.session_state import Serialized
from streamlit.testing.v1 import AppTest

import portal.components
from core.readiness import Signer
from portal.services.confirming import SigningRefused
from portal.viewmodels.go_live import KeyState
from tests.pages.pages_alone import shown
from tests.pages.test_finances import KIM, PAPER
from tests.portal.fake_finances import KIMS
from tests.portal.fake_go_live import WAITING
from tests.portal.fake_reading import LOCKED
from tests.portal.fakes import TRAIL, FakePortal

THERE = "/your-signing-key?project=p"
PHRASE = "a kettle on the sill"
REFUSED = SigningRefused(place="signature", found="This is not yours.", do="Please try again.")
OPEN = KeyState(Signer.OWNER, made=True)
NONE_YET = KeyState(Signer.OWNER)


@dataclass(frozen=True)
class Asked:
    """A page that asks for it. button: what sends it. fields: how many take it."""

    page: str
    portal: Callable[[], FakePortal]
    button: str
    fields: int = 1


def _purging(key: KeyState) -> FakePortal:
    return FakePortal(key_page=THERE, trail_page=replace(TRAIL, key=key))


PLACES = {
    "signing": Asked("go_live", lambda: FakePortal(key_page=THERE, going_live=WAITING), "Sign as Robin"),
    "first passphrase": Asked(
        "go_live", lambda: FakePortal(going_live=replace(WAITING, key=NONE_YET)), "Set my passphrase", 2
    ),
    "replacing": Asked("go_live", lambda: FakePortal(going_live=WAITING), "Replace my signing passphrase", 3),
    "scope": Asked("scope", lambda: FakePortal(key_page=THERE), "Approve as Robin"),
    "finances": Asked(
        "finances",
        lambda: FakePortal(key_page=THERE, actor=KIM, finances_page=replace(KIMS, papers=(PAPER,))),
        "Sign as Kim Sample",
    ),
    "purge": Asked("audit_trail", lambda: _purging(OPEN), "Destroy the keys"),
    "a locked file": Asked("reading", lambda: FakePortal(reading_page=LOCKED), "Open the file with it"),
}


def typed_and_sent(asked: Asked, portal: FakePortal) -> AppTest:
    app = shown(asked.page, portal)
    fields = [each for each in app.text_input if each.proto.type == each.proto.PASSWORD]
    assert len(fields) == asked.fields
    for each in fields:
        each.set_value(PHRASE)
    next(button for button in app.button if button.label == asked.button).click().run()
    return app


def sent(portal: FakePortal) -> str:
    parts = [part for step in portal.steps for part in step] + list(portal.purged)
    return " ".join(str(asdict(part) if is_dataclass(part) else part) for part in parts)


def held(app: AppTest) -> str:
    """Everything that the visit holds, also what the framework keeps of it as it came from the browser."""
    state = app.session_state._state._state
    widgets = [
        each.value.SerializeToString().decode("latin-1") if isinstance(each, Serialized) else repr(each)
        for part in (state._new_widget_state.states, state._old_state, state._new_session_state)
        for each in dict(part).values()
    ]
    return " ".join([str(state.filtered_state), *widgets])


@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_the_visit_holds_it_once_it_was_taken(place: str) -> None:
    portal = PLACES[place].portal()
    app = typed_and_sent(PLACES[place], portal)
    assert PHRASE in sent(portal)
    assert PHRASE not in held(app)


@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_the_visit_holds_it_once_it_was_refused(place: str) -> None:
    portal = PLACES[place].portal()
    portal.refusal = portal.purge_error = REFUSED
    app = typed_and_sent(PLACES[place], portal)
    assert "This is not yours." in str([each.body for each in app.get("html")])
    assert PHRASE not in held(app)
    assert all(each.value == "" for each in app.text_input if each.proto.type == each.proto.PASSWORD)


def test_every_field_that_hides_what_is_typed_is_drawn_by_the_one_that_forgets_it() -> None:
    for folder in (Path(portal.components.__file__).parent, Path("pages")):
        for file in folder.glob("*.py"):
            hidden = [
                each
                for each in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
                if isinstance(each, ast.keyword) and each.arg == "type"
                and isinstance(each.value, ast.Constant) and each.value.value == "password"
            ]  # fmt: skip
            assert not hidden or file.name == "secret_field.py"
