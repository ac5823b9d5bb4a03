"""`audit verify` finds a trail that was tampered with, and says from where on."""

from __future__ import annotations

from sqlalchemy import text

from portal.opening import open_storage
from portal.settings import read_settings
from tests.storage.stored import unguard


def migrated(chartbridge, tmp_path) -> None:
    (tmp_path / "patients.csv").write_text("PatNum,LName\n1,Molarsen\n")
    assert chartbridge("migrate", tmp_path / "patients.csv", "--no-export", "--json").status == 0


def test_a_whole_trail_is_said_to_be_whole(chartbridge, tmp_path):
    migrated(chartbridge, tmp_path)
    said = chartbridge("audit", "verify")
    assert said.status == 0
    assert "unbroken chain" in said.out


def test_without_projects_there_is_nothing_to_check(chartbridge):
    said = chartbridge("audit", "verify", "--json")
    assert (said.status, said.json["projects"]) == (0, [])


def test_an_altered_event_is_found_and_located(chartbridge, tmp_path):
    migrated(chartbridge, tmp_path)
    engine = open_storage(read_settings()).engine
    with engine.begin() as connection:
        unguard(connection, "audit_event")
        connection.execute(text("UPDATE audit_event SET event = 'person:chart:view' WHERE seq = 2"))
    engine.dispose()
    said = chartbridge("audit", "verify", "--json")
    assert said.status == 1
    assert [project["first_bad"] for project in said.json["projects"]] == [2]


def test_a_project_that_is_not_there_is_a_mistake_of_usage(chartbridge):
    said = chartbridge("audit", "verify", "--project", "nowhere", "--json")
    assert (said.status, said.json["error"]["place"]) == (2, "--project")
