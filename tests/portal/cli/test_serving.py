"""A port that is taken is one sentence, before anything is begun."""

from __future__ import annotations

import socket

import pytest


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
