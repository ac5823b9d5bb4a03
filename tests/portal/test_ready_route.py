from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.applications import Starlette

from portal.ready_route import health_routes
from portal.shared import storage
from storage.revising import reverse
from tests.placing import set_home
from tests.portal.asking import Answer, asked
from tests.portal.stores import KEY

APP = Starlette(routes=health_routes())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    set_home(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("CHARTBRIDGE_MASTER_KEY", KEY)
    return tmp_path / "home"


def ready() -> Answer:
    return asked(APP, "/readyz")


@pytest.mark.usefixtures("home")
def test_a_portal_whose_store_is_well_is_ready() -> None:
    assert (ready().status, json.loads(ready().body)) == (200, {"status": "ok"})


@pytest.mark.usefixtures("home")
def test_one_whose_tables_are_older_is_not_and_names_the_part() -> None:
    assert ready().status == 200
    reverse(storage().engine, to="0007")
    answer = ready()
    assert (answer.status, json.loads(answer.body)) == (503, {"status": "not ready", "parts": ["revision"]})


def test_one_whose_store_cannot_be_opened_says_no_more_than_that(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHARTBRIDGE_DATABASE_URL", "postgresql+psycopg://secret:secret@127.0.0.1:1/secret")
    answer = ready()
    assert (answer.status, json.loads(answer.body)) == (503, {"status": "not ready", "parts": ["store"]})
    assert "secret" not in answer.text and str(home) not in answer.text


def test_a_portal_whose_store_is_away_still_says_that_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTBRIDGE_DATABASE_URL", "postgresql+psycopg://127.0.0.1:1/none")
    assert asked(APP, "/healthz").status == 200
