"""`mapping` compares, takes along and brings in; a mapping made on the page replays to the same result."""

from __future__ import annotations

import json

import pytest

from core.accept import Settings as Clinic
from portal.services import mapping, mapping_files, overview, runs
from portal.services.mapping_files import VersionOf
from portal.viewmodels.mapping import (
    Home,
    OptionName,
    Place,
)
from portal.viewmodels.mapping_asked import MoveColumn, SetOption
from portal.viewmodels.uploads import Accept
from tests.portal.services.test_mapping import FILES, PEOPLE
from tests.portal.stores import OWNER, project_in, store_in, work_all

ROWS = "PatNum,LName,Sex\n1,Molarsen,M\n2,Gummler,F\n"


@pytest.fixture
def migrated(chartbridge, tmp_path):
    (tmp_path / "patients.csv").write_text(ROWS)
    said = chartbridge("migrate", tmp_path / "patients.csv", "--accept", "all", "--no-export", "--json")
    assert said.status == 0
    assert chartbridge("mapping", "export", tmp_path / "mapping.json").status == 0
    return tmp_path


def changed(folder, change):
    content = json.loads((folder / "mapping.json").read_text())
    change(content)
    (folder / "other.json").write_text(json.dumps(content))
    return folder / "mapping.json", folder / "other.json"


def meaning(content):
    rules = content["tables"][0]["rules"]
    step = next(rule for rule in rules if rule["field"] in ("sex", "gender"))["steps"][0]
    step["map"]["secret-word"] = "female"


def test_two_files_are_compared_and_words_of_value_maps_are_not_printed_unasked(chartbridge, migrated):
    files = changed(migrated, meaning)
    said = chartbridge("mapping", "diff", *files)
    assert said.status == 0 and "patients" in said.out and "1 word with another meaning" in said.out
    assert "secret-word" not in said.out
    assert "“secret-word” means female" in chartbridge("mapping", "diff", *files, "--values").out


def test_with_json_a_difference_is_data(chartbridge, migrated):
    files = changed(migrated, lambda content: content.update(zone="Europe/Oslo"))
    told = chartbridge("mapping", "diff", *files, "--json").json
    assert told["differs"] and told["tables"][0]["lines"][0]["text"].endswith("(before: UTC).")
    assert not chartbridge("mapping", "diff", files[0], files[0], "--json").json["differs"]


def test_a_file_is_compared_first_and_taken_only_where_that_is_asked_for(chartbridge, migrated):
    _, other = changed(migrated, lambda content: content.update(zone="Europe/Oslo"))
    assert "Nothing is taken yet." in chartbridge("mapping", "import", other).out
    assert chartbridge("mapping", "import", other, "--json").json["version"] is None
    assert chartbridge("mapping", "import", other, "--take", "--json").json["version"] == 2
    assert "Times without a zone" in chartbridge("mapping", "diff", "1", "2").out
    chartbridge("mapping", "export", migrated / "again.json", "--version", 1)
    assert (migrated / "again.json").read_bytes() == (migrated / "mapping.json").read_bytes()


def test_what_is_broken_or_in_the_way_is_refused_in_one_sentence(chartbridge, migrated):
    broken = migrated / "broken.json"
    broken.write_text('{"schema": 1, "tables": {}}')
    said = chartbridge("mapping", "import", broken, "--json").json["error"]
    assert said["kind"] == "mapping_invalid" and said["place"].endswith("broken.json: tables")
    assert chartbridge("mapping", "export", broken).status == 2
    assert chartbridge("mapping", "diff", "1", broken).status == 2
    assert chartbridge("mapping", "diff", migrated / "none.json", broken).status != 0


def test_an_import_is_for_whoever_may_map_and_an_export_for_whoever_sees_originals(
    chartbridge, migrated, monkeypatch
):
    monkeypatch.setenv("CHARTBRIDGE_ROLE", "vendor team")
    assert chartbridge("mapping", "export", migrated / "theirs.json").status == 2
    monkeypatch.setenv("CHARTBRIDGE_ROLE", "receptionist")
    assert chartbridge("mapping", "import", migrated / "mapping.json", "--take").status == 2
    assert not (migrated / "theirs.json").exists()


def test_a_mapping_made_on_the_page_gives_the_same_result_by_the_command(chartbridge, tmp_path):
    store = store_in(tmp_path / "portal")
    project = project_in(store, FILES)
    for seen, asked in enumerate(
        (
            MoveColumn(PEOPLE, "Fee", Place.ARCHIVED, "Old prices."),
            MoveColumn(PEOPLE, "Seen", Home("patient", "last_visit")),
            SetOption(PEOPLE, "Seen", OptionName.ORDER, "dmy"),
        )
    ):
        mapping.change(store, OWNER, project.id, asked, seen=seen, clinic=Clinic())
    runs.start(store, OWNER, project.id, how=Accept.SURE, clinic=Clinic(), seen=3)
    work_all(store)
    ran = overview.view(store, OWNER, project).run
    assert ran is not None
    with store.read() as work:
        result = work.runs.get(project.id, ran.run).result
    (tmp_path / "mapping.json").write_bytes(
        b"".join(mapping_files.write(store, OWNER, project.id, VersionOf()))
    )
    for name, content in FILES.items():
        (tmp_path / "export" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "export" / name).write_bytes(content)
    asked = ("migrate", tmp_path / "export", "--mapping", tmp_path / "mapping.json", "--no-export", "--json")
    assert chartbridge(*asked).json["result"] == result
