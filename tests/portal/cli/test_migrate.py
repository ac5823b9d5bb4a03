"""`migrate` publishes sealed, exports in clear only on request, and says which; wrong requests fail early."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.decisions import Choice, Decision, Decisions, Group, GroupKind
from core.decisions.file import to_json
from core.demonstration import example_export
from reports.clear_export import IN_CLEAR
from tests.portal.cli.terminal import run_apart


@pytest.fixture(scope="module")
def export(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    for path, content in example_export().items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def done(export, tmp_path_factory):
    """The example migrated once for all tests that only look at what came of it."""
    folder = tmp_path_factory.mktemp("done")
    said = run_apart(folder, "migrate", export, "--out", folder / "out", "--accept", "all", "--json")
    assert said.status == 0, said.out + said.err
    return folder, said


def small(folder: Path) -> Path:
    export = folder / "small"
    export.mkdir()
    (export / "patients.csv").write_text(
        "PatNum,LName,FName,Birthdate,Qzx17\n1,Molarsen,Pearl,03/25/1980,a\n2,Gummler,Zoe,04/26/1990,b\n"
    )
    return export


def test_the_example_closes_and_every_record_has_its_place(done):
    summary = done[1].json
    assert summary["closes"] and summary["schema"] == 1
    for table in summary["tables"]:
        kinds = ("imported", "flagged", "merged", "skipped", "waiting")
        assert table["records_in_file"] == sum(table[kind] for kind in kinds), table["file"]
    counted = {table["file"]: table["records_in_file"] for table in summary["tables"]}
    assert (counted["patients.csv"], counted["appointments.csv"], counted["procedures.csv"]) == (65, 250, 500)


def test_nothing_but_json_is_on_standard_output(done):
    assert done[1].out.startswith("{") and json.loads(done[1].out)


def test_the_folder_holds_what_the_summary_says(done):
    out = done[0] / "out"
    assert json.loads((out / "summary.json").read_text()) == done[1].json
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert names >= {
        "README.txt", "mapping.json", "log.parquet", "log.csv", "findings.csv", "files.csv",
        "records/patient.csv", "records/patient.parquet",
    }  # fmt: skip


def test_no_known_allergies_is_no_allergy(done):
    text = (done[0] / "out" / "records" / "allergy.csv").read_text().lower()
    assert "no known" not in text and "nkda" not in text
    assert "penicillin" in text


def digests(said) -> list[str]:
    return [said.json[name] for name in ("run", "result")]


def test_the_mapping_of_an_export_gives_the_same_run_again(done, export, tmp_path):
    mapping = done[0] / "out" / "mapping.json"
    again = run_apart(done[0], "migrate", export, "--no-export", "--mapping", mapping, "--json")
    assert again.status == 0, again.out
    assert digests(again) == digests(done[1])


def test_another_home_gives_the_same_run_and_result(done, export, tmp_path):
    again = run_apart(tmp_path, "migrate", export, "--no-export", "--accept", "all", "--json")
    assert digests(again) == digests(done[1])


def test_people_are_told_that_the_files_are_in_clear(chartbridge, tmp_path):
    said = chartbridge("migrate", small(tmp_path), "--out", tmp_path / "out", "--accept", "all")
    assert said.status == 0, said.err
    assert IN_CLEAR in said.out


def test_without_an_export_nothing_is_written_in_clear(chartbridge, tmp_path):
    said = chartbridge("migrate", small(tmp_path), "--out", tmp_path / "out", "--no-export", "--json")
    assert said.status == 0
    assert not (tmp_path / "out").exists()


def test_strict_exits_with_5_when_something_waits(chartbridge, tmp_path):
    export = small(tmp_path)
    said = chartbridge("migrate", export, "--no-export", "--strict", "--json")
    assert said.json["cells"]["waiting"] > 0
    assert said.status == 5


def test_strict_exits_with_5_when_a_file_was_refused(chartbridge, tmp_path):
    export = small(tmp_path)
    (export / "empty.csv").write_bytes(b"")
    said = chartbridge("migrate", export, "--no-export", "--accept", "all", "--strict", "--json")
    assert said.status == 5


def test_an_export_leaves_an_event_in_the_trail(chartbridge, tmp_path):
    chartbridge("migrate", small(tmp_path), "--out", tmp_path / "out", "--json")
    said = chartbridge("audit", "verify", "--json")
    assert said.status == 0
    # created, received, mapping saved, exported, published
    assert [project["events"] for project in said.json["projects"]] == [5]


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ((), "--out"),
        (("--no-export", "--zone", "Mars/Olympus"), "--zone"),
        (("--no-export", "--currency", "dollars"), "--currency"),
        (("--no-export", "--system", "Open Dental!"), "--system"),
        (("--no-export", "--mapping", "mapping.json", "--accept", "all"), "--accept"),
        (("--no-export", "--mapping", "nowhere.json"), "nowhere.json"),
        (("--no-export", "--category", "fax"), "chartbridge"),
    ],
)
def test_a_request_that_cannot_be_meant_names_the_option(chartbridge, tmp_path, arguments, place):
    said = chartbridge("migrate", small(tmp_path), *arguments, "--json")
    assert (said.status, said.json["error"]["place"]) == (2, place)


def test_an_export_among_its_sources_is_refused(chartbridge, tmp_path):
    export = small(tmp_path)
    said = chartbridge("migrate", export, "--out", export / "out", "--json")
    assert said.status == 2 and not (export / "out").exists()


def test_a_folder_with_other_files_is_refused_before_any_work(chartbridge, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    said = chartbridge("migrate", small(tmp_path), "--out", tmp_path / "out")
    assert said.status == 2 and "other files" in said.err
    assert chartbridge("audit", "verify", "--json").json["projects"] == []


@pytest.mark.parametrize(
    "text", ["no json", "{}", '{"schema": 1, "tables": [{"file": "patients.csv"}]}', "[" * 100_000]
)
def test_a_mapping_that_is_none_is_one_sentence(chartbridge, tmp_path, text):
    (tmp_path / "mapping.json").write_text(text)
    said = chartbridge(
        "migrate", small(tmp_path), "--no-export", "--mapping", tmp_path / "mapping.json", "--json"
    )
    assert (said.status, said.json["error"]["kind"]) == (2, "mapping_invalid")


def test_a_mapping_that_names_a_column_that_is_not_there_is_one_sentence(chartbridge, tmp_path):
    export = small(tmp_path)
    chartbridge("migrate", export, "--out", tmp_path / "out", "--accept", "all")
    text = (tmp_path / "out" / "mapping.json").read_text().replace("LName", "Surname")
    (tmp_path / "mapping.json").write_text(text)
    said = chartbridge("migrate", export, "--no-export", "--mapping", tmp_path / "mapping.json", "--json")
    assert (said.status, said.json["error"]["kind"]) == (2, "mapping_invalid")


def test_decisions_are_followed_and_written_beside_the_records(chartbridge, tmp_path):
    export = small(tmp_path)
    column = Group(GroupKind.COLUMN, "patients.csv", "patients", "Qzx17")
    made = Decision(column, Choice.DECLINE, "Ann Sample", "owner", "Nobody knows what it was for.", count=2)
    told = tmp_path / "decisions.json"
    told.write_text(to_json(Decisions.of([made])))
    said = chartbridge("migrate", export, "--out", tmp_path / "out", "--decisions", told, "--json")
    assert said.status == 0 and said.json["cells"]["declined"] == 2
    assert (tmp_path / "out" / "decisions.json").read_text() == told.read_text()
    again = chartbridge("migrate", export, "--out", tmp_path / "none", "--json")
    assert again.json["cells"]["waiting"] == 2 and again.json["run"] != said.json["run"]


@pytest.mark.parametrize("text", ["{}", '{"schema": 1, "decisions": [{"by": "Ann"}]}', "\x00"])
def test_decisions_that_are_none_are_one_sentence(chartbridge, tmp_path, text):
    told = tmp_path / "decisions.json"
    told.write_text(text)
    said = chartbridge("migrate", small(tmp_path), "--no-export", "--decisions", told, "--json")
    assert said.status == 2 and "decisions.json" in said.json["error"]["place"]
