"""`handover` writes what a project holds, in clear and saying so, and checks such a folder."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def migrated(chartbridge, tmp_path):
    (tmp_path / "patients.csv").write_text("PatNum,LName\n1,Molarsen\n2,Gummler\n")
    said = chartbridge("migrate", tmp_path / "patients.csv", "--accept", "all", "--no-export", "--json")
    assert said.status == 0
    return tmp_path


def test_a_handover_is_written_and_found_whole_and_says_that_it_is_in_clear(chartbridge, migrated):
    said = chartbridge("handover", migrated / "out")
    assert (said.status, "in clear" in said.err) == (0, True)
    assert "2 records" in said.out
    assert "Molarsen" in (migrated / "out" / "records" / "patient.jsonl").read_text()
    assert chartbridge("handover", migrated / "out", "--check").status == 0


def test_with_json_it_tells_the_digest_that_stands_in_the_trail(chartbridge, migrated):
    made = chartbridge("handover", migrated / "out", "--json").json
    checked = chartbridge("handover", migrated / "out", "--check", "--json").json
    assert made["manifest"] == checked["manifest"]
    assert (checked["whole"], checked["files"]) == (True, made["files"])


def test_a_file_that_was_changed_is_named_and_the_status_is_1(chartbridge, migrated):
    chartbridge("handover", migrated / "out")
    (migrated / "out" / "csv" / "patient.csv").write_text("id\n")
    said = chartbridge("handover", migrated / "out", "--check")
    assert said.status == 1
    assert "csv/patient.csv" in said.out


def test_a_folder_that_is_not_empty_is_refused(chartbridge, migrated):
    said = chartbridge("handover", migrated, "--json")
    assert (said.status, said.json["error"]["kind"]) == (2, "usage")


def test_among_several_projects_none_is_guessed(chartbridge, migrated):
    (migrated / "other.csv").write_text("PatNum,LName\n9,Other\n")
    chartbridge("migrate", migrated / "other.csv", "--accept", "all", "--no-export", "--json")
    said = chartbridge("handover", migrated / "out", "--json")
    assert (said.status, said.json["error"]["place"]) == (2, "--project")
    projects = chartbridge("audit", "verify", "--json").json["projects"]
    assert chartbridge("handover", migrated / "out", "--project", projects[1]["project"]).status == 0


def test_the_accountant_takes_the_finances_and_the_rest_is_refused_and_noted(
    chartbridge, migrated, monkeypatch
):
    monkeypatch.setenv("CHARTBRIDGE_ROLE", "accountant")
    said = chartbridge("handover", migrated / "out", "--json")
    assert (said.status, said.json["error"]["kind"]) == (2, "forbidden")
    assert not (migrated / "out").exists()
    events = events_told_to_the_auditor(chartbridge, monkeypatch)
    monkeypatch.setenv("CHARTBRIDGE_ROLE", "accountant")
    assert chartbridge("handover", migrated / "out").status == 2
    assert events_told_to_the_auditor(chartbridge, monkeypatch) == events
    monkeypatch.setenv("CHARTBRIDGE_ROLE", "accountant")
    assert chartbridge("handover", migrated / "out", "--finances").status == 0
    assert json.loads((migrated / "out" / "manifest.json").read_text())["scope"] == "finances"


def events_told_to_the_auditor(chartbridge, monkeypatch) -> int:
    monkeypatch.setenv("CHARTBRIDGE_ROLE", "auditor")
    return chartbridge("audit", "verify", "--json").json["projects"][0]["events"]


def test_a_trail_is_checked_and_files_are_run_by_whom_the_table_lets_in(chartbridge, migrated, monkeypatch):
    """What the services say is asked by every role and grant elsewhere; here, that the commands ask them."""
    for role, trail, run, clear in (("receptionist", 2, 2, 2), ("vendor team", 0, 0, 2), ("owner", 0, 0, 0)):
        monkeypatch.setenv("CHARTBRIDGE_ROLE", role)
        assert chartbridge("audit", "verify").status == trail
        again = ("migrate", migrated / "patients.csv", "--accept", "all", "--json")
        assert chartbridge(*again, "--no-export").status == run
        assert chartbridge(*again, "--out", migrated / f"out of {role}").status == clear
        assert (migrated / f"out of {role}").exists() == (clear == 0)


def test_a_check_takes_no_project(chartbridge, migrated):
    said = chartbridge("handover", migrated / "out", "--check", "--finances", "--json")
    assert (said.status, said.json["error"]["place"]) == (2, "--check")
