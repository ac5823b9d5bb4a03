"""The demonstration is written beside its truth, the same each time, and never over anything."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from core.demonstration import BLEMISHES, SMALL, dental_group, example_export, truth_of


def test_it_writes_the_export_the_truth_and_a_mapping(chartbridge, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    said = chartbridge("demo", folder, "--small")
    assert said.status == 0
    written = {p.relative_to(folder / "export").as_posix() for p in (folder / "export").rglob("*.*")}
    assert written == set(example_export())
    entries = pl.read_parquet(folder / "truth" / "entries.parquet")
    assert entries.equals(truth_of(dental_group(7, SMALL)).entries)
    assert json.loads((folder / "mapping.json").read_text())["currency"] == "USD"
    assert "What is wrong with it on purpose" in said.out
    assert str(folder / "mapping.json") in said.out.replace("\n", "")


def test_it_says_as_json_how_often_each_thing_is_wrong(chartbridge, tmp_path: Path) -> None:
    said = chartbridge("demo", tmp_path / "demo", "--small", "--json").json
    assert [each["name"] for each in said["wrong_on_purpose"]] == [blemish.name for blemish in BLEMISHES]
    assert all(each["count"] > 0 for each in said["wrong_on_purpose"])
    assert said["tables"]["patients.csv: patients"] == 65


def test_a_folder_that_holds_anything_is_refused_in_one_sentence_and_left_alone(
    chartbridge, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("keep me")
    said = chartbridge("demo", tmp_path, "--small")
    assert said.status == 2
    assert "This folder is not empty." in said.err
    assert (tmp_path / "mine.txt").read_text() == "keep me"
    assert not (tmp_path / "export").exists()


def test_a_file_is_no_folder(chartbridge, tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("a file")
    assert chartbridge("demo", tmp_path / "demo").status == 2


def test_what_was_written_is_migrated_whole_with_its_mapping(chartbridge, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    chartbridge("demo", folder, "--small")
    said = chartbridge(
        "migrate", folder / "export", "--mapping", folder / "mapping.json", "--no-export", "--json"
    )
    assert said.status == 0
    waiting = {t["table"]: t["waiting"] for t in said.json["tables"] if t["waiting"]}
    assert waiting == {"patients": 1, "appointments": 1, "allergies": 1, "ledger": 1}
