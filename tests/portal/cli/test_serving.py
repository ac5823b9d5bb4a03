"""A port that is taken is one sentence, before anything is begun."""

from __future__ import annotations

import socket

import pytest

from core.errors import WrongUsage
from portal.cli.serving import for_production
from portal.settings import Example, Settings


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_refused_with_a_way_out(chartbridge, monkeypatch, taken_port):
    monkeypatch.setenv("CHARTBRIDGE_PORT", str(taken_port))
    said = chartbridge("serve")
    assert (said.status, said.out) == (2, "")
    assert f"127.0.0.1:{taken_port}" in said.err and "CHARTBRIDGE_PORT" in said.err


def test_an_address_that_others_can_reach_is_refused_while_there_is_no_sign_in(chartbridge, monkeypatch):
    monkeypatch.setenv("CHARTBRIDGE_HOST", "0.0.0.0")
    monkeypatch.setenv("CHARTBRIDGE_PORT", "18765")
    said = chartbridge("serve")
    assert said.status == 2
    assert "sign-in" in said.err


SERVERS = {"database_url": "postgresql+psycopg://host/name", "blobs": "s3://b/c"}


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"sign_in": "local"}, "needs CHARTBRIDGE_DATABASE_URL and CHARTBRIDGE_BLOBS, and they are not set"),
        ({"blobs": "s3://b/c", "sign_in": "local"}, "needs CHARTBRIDGE_DATABASE_URL, and it is not set"),
        (SERVERS, "needs CHARTBRIDGE_SIGN_IN, and it is not set"),
    ],
)
def test_a_production_without_its_servers_is_refused_in_one_sentence(given: dict[str, str], missing: str):
    with pytest.raises(WrongUsage) as refused:
        for_production(Settings(**given))
    assert missing in refused.value.found


def test_a_production_starts_empty_unless_an_example_is_asked_for():
    given = {**SERVERS, "sign_in": "local"}
    assert for_production(Settings(**given)).example is Example.NONE
    assert for_production(Settings(**given, example="small")).example is Example.SMALL
