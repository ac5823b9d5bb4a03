"""`chartbridge keys`: what is told of keys, new ones, and another master key, without ever showing one."""

from __future__ import annotations

import base64
import os
from pathlib import Path

from portal.opening import open_storage
from portal.services import joining
from portal.settings import read_settings
from portal.worker import Worker


def migrated(chartbridge, tmp_path: Path) -> None:
    (tmp_path / "patients.csv").write_text("PatNum,LName\n1,Molarsen\n")
    assert chartbridge("migrate", tmp_path / "patients.csv", "--no-export", "--json").status == 0


def worked() -> None:
    store = open_storage(read_settings())
    worker = Worker(store, name="w", keep_on=lambda: False)
    while worker.work_once():
        pass
    store.close()


def versions(chartbridge) -> dict[tuple[str, int], int]:
    (project,) = chartbridge("keys", "show", "--json").json["projects"]
    return {(key["purpose"], key["version"]): key["blobs"] for key in project["keys"]}


def test_keys_are_listed_with_versions_and_counts_and_never_shown(chartbridge, tmp_path):
    migrated(chartbridge, tmp_path)
    said = chartbridge("keys", "show")
    assert said.status == 0
    assert "clinical" in said.out
    found = versions(chartbridge)
    assert found["restricted", 1] > 1
    assert found["project", 1] == 0
    key = Path(os.environ["CHARTBRIDGE_MASTER_KEY_FILE"]).read_text().strip()
    assert key not in said.out


def test_renewed_keys_seal_everything_once_a_worker_came_by(chartbridge, tmp_path):
    migrated(chartbridge, tmp_path)
    before = versions(chartbridge)
    assert chartbridge("keys", "renew", "--project-key").status == 0
    worked()
    after = versions(chartbridge)
    assert after["restricted", 1] == 0
    assert after["restricted", 2] == before["restricted", 1]
    assert ("project", 2) in after
    assert ("project", 1) not in after
    assert chartbridge("audit", "verify").status == 0


def test_another_key_file_takes_over_and_the_old_one_opens_nothing(chartbridge, tmp_path, monkeypatch):
    migrated(chartbridge, tmp_path)
    new = tmp_path / "safe" / "master.key"
    said = chartbridge("keys", "rewrap", "--to", f"file:{new}")
    assert said.status == 0
    assert "CHARTBRIDGE_MASTER_KEY_FILE" in said.out
    assert chartbridge("keys", "show").status != 0
    monkeypatch.setenv("CHARTBRIDGE_MASTER_KEY_FILE", str(new))
    assert chartbridge("audit", "verify").status == 0


def test_from_a_file_to_a_variable(chartbridge, tmp_path, monkeypatch):
    migrated(chartbridge, tmp_path)
    monkeypatch.setenv("NEW_KEY", base64.b64encode(b"n" * 32).decode())
    old = os.environ["CHARTBRIDGE_MASTER_KEY_FILE"]
    assert chartbridge("keys", "rewrap", "--from", f"file:{old}", "--to", "env:NEW_KEY").status == 0
    monkeypatch.setenv("CHARTBRIDGE_MASTER_KEY", base64.b64encode(b"n" * 32).decode())
    assert chartbridge("audit", "verify").status == 0


def test_a_key_that_is_said_to_be_nowhere_is_a_mistake_of_usage(chartbridge):
    for where in ("master.key", "file:", "vault:it"):
        said = chartbridge("keys", "rewrap", "--to", where, "--json")
        assert (said.status, said.json["error"]["place"]) == (2, "--to")


def test_a_from_file_that_is_not_there_is_not_made(chartbridge, tmp_path):
    migrated(chartbridge, tmp_path)
    gone = tmp_path / "gone.key"
    said = chartbridge("keys", "rewrap", "--from", f"file:{gone}", "--to", f"file:{tmp_path / 'n' / 'k'}")
    assert said.status != 0
    assert not gone.exists()


def with_an_owner(chartbridge, monkeypatch) -> str:
    """The token of the first owner's link, so that there are people whose keys can be cared for."""
    monkeypatch.setenv("CHARTBRIDGE_SIGN_IN", "local")
    link = chartbridge("owner", "--email", "robin@maple.example", "--json").json["link"]
    return link.rsplit("/", 1)[-1]


def test_keys_of_people_are_listed_and_renewed_as_those_of_projects_are(chartbridge, monkeypatch):
    token = with_an_owner(chartbridge, monkeypatch)
    assert chartbridge("keys", "renew", "--project-key").status == 0
    worked()
    (people,) = chartbridge("keys", "show", "--json").json["projects"]
    assert people["project"] == "installation"
    found = {(key["purpose"], key["version"]): key["fields"] for key in people["keys"]}
    assert found["restricted", 1] == 0
    assert found["restricted", 2] > 0
    assert ("project", 1) not in found
    store = open_storage(read_settings())
    assert joining.welcome(store, token).email == "robin@maple.example"
    store.close()
    assert chartbridge("audit", "verify").status == 0


def test_keys_of_people_alone_are_renewed_by_their_id(chartbridge, tmp_path, monkeypatch):
    migrated(chartbridge, tmp_path)
    with_an_owner(chartbridge, monkeypatch)
    renewed = chartbridge("keys", "renew", "--project", "installation", "--json").json["projects"]
    assert [each["project"] for each in renewed] == ["installation"]


def test_another_master_key_takes_over_those_of_people_too(chartbridge, tmp_path, monkeypatch):
    token = with_an_owner(chartbridge, monkeypatch)
    new = tmp_path / "safe" / "master.key"
    said = chartbridge("keys", "rewrap", "--to", f"file:{new}", "--json").json
    assert (said["projects"], said["people"]) == (0, True)
    monkeypatch.setenv("CHARTBRIDGE_MASTER_KEY_FILE", str(new))
    store = open_storage(read_settings())
    assert joining.welcome(store, token).email == "robin@maple.example"
    store.close()
