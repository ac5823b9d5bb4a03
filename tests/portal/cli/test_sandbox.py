"""`chartbridge sandbox`: filled, looked at, proven and removed from a terminal."""

from __future__ import annotations

import pytest


@pytest.fixture
def ran(chartbridge, tmp_path):
    (tmp_path / "patients.csv").write_text("PatNum,LName,FName\n1,Molarsen,Ann\n2,Incisor,Bo\n")
    done = chartbridge("migrate", tmp_path / "patients.csv", "--no-export", "--accept", "all", "--json")
    assert done.status == 0
    return chartbridge


def test_the_sandbox_from_the_first_load_to_its_removal(ran):
    said = ran("sandbox", "status")
    assert (said.status, "no sandbox" in said.out) == (0, True)
    first = ran("sandbox", "load", "--json")
    assert (first.status, first.json["changed"], first.json["patients"]) == (0, True, 2)
    again = ran("sandbox", "load")
    assert "nothing was changed" in again.out
    assert "no claim" in again.out
    checked = ran("sandbox", "status", "--check", "--json")
    assert (checked.status, checked.json["check"]["differing"]) == (0, [])
    assert checked.json["run"] == first.json["run"]
    assert [load["standing"] for load in checked.json["loads"]] == ["visible"]
    assert ran("sandbox", "drop", "--json").json["removed"] is True
    assert ran("sandbox", "drop", "--json").json["removed"] is False


def test_a_role_that_may_not_is_refused(ran, monkeypatch):
    monkeypatch.setenv("CHARTBRIDGE_ROLE", "auditor")
    said = ran("sandbox", "load", "--json")
    assert (said.status, said.json["error"]["kind"]) == (2, "forbidden")


def test_before_a_run_there_is_nothing_to_load(chartbridge):
    said = chartbridge("sandbox", "load", "--json")
    assert said.status == 2
