"""`extract` takes what a description names into a folder, and says where the system handed out too little."""

from __future__ import annotations

import json

import pytest

from tests.storage.connectors.elsewhere import Says, elsewhere


@pytest.fixture
def description(tmp_path):
    def write(address: str):
        file = tmp_path / "clinic.toml"
        file.write_text(
            f'[source]\nkind = "rest"\naddress = "{address}"\nrequests_a_second = 100\n'
            '[sign_in]\nkind = "header"\nsecret = "CLINIC_KEY"\n'
            '[[records]]\nname = "patients"\nat = "items"\ntotal = "total"\n'
        )
        return file

    return write


def test_records_lie_in_the_folder_as_they_were_sent(chartbridge, description, tmp_path, monkeypatch):
    monkeypatch.setenv("CLINIC_KEY", "zyx")
    with elsewhere(lambda asked: Says(b'{"items": [{"fee": 1.10}], "total": 1}')) as system:
        said = chartbridge("extract", description(system.address), "--out", tmp_path / "out", "--json")
        assert system.asked[0].headers["X-API-Key"] == "zyx"
    assert said.status == 0
    assert (tmp_path / "out" / "records" / "patients.ndjson").read_text() == '{"fee": 1.10}\n'
    assert said.json["records"][0]["records"] == 1


def test_fewer_than_the_system_says_is_told_and_does_not_close(
    chartbridge, description, tmp_path, monkeypatch
):
    monkeypatch.setenv("CLINIC_KEY", "zyx")
    with elsewhere(lambda asked: Says(b'{"items": [1], "total": 5}')) as system:
        said = chartbridge("extract", description(system.address), "--out", tmp_path / "out")
    assert said.status == 4 and "4 more" in said.out


def test_a_missing_secret_is_one_sentence_and_no_request(chartbridge, description, tmp_path):
    with elsewhere(lambda asked: Says(b"[]")) as system:
        said = chartbridge("extract", description(system.address), "--out", tmp_path / "out", "--json")
        assert system.asked == []
    assert said.status == 2 and json.loads(said.out)["error"]["place"] == "sign_in.secret"
