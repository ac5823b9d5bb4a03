"""The clear export is whole, says that it is in clear, and never harms what it did not write."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from core.errors import WrongUsage
from reports.clear_export import IN_CLEAR, Export, refuse_unusable, write_clear_export


def export(*names: str, value: str = "x") -> Export:
    frames = {name: pl.DataFrame({"id": [value], "note": ["one\ntwo"]}) for name in names}
    return Export(frames=frames, mapping="{}", decisions="{}", choices="{}", summary={"schema": 1})


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}


def test_each_part_has_its_place(tmp_path):
    out = tmp_path / "deep" / "out"
    parts = ("entity/patient", "log", "findings", "files", "archive/a.csv/a", "waiting/a.zip!/b.csv/b")
    written = write_clear_export(out, export(*parts))
    assert set(written) == files(out) == {
        "records/patient.parquet", "records/patient.csv", "log.parquet", "log.csv", "findings.csv",
        "files.csv",
        "archive/a.csv/a.parquet", "archive/a.csv/a.csv", "waiting/a.zip!/b.csv/b.parquet",
        "waiting/a.zip!/b.csv/b.csv", "mapping.json", "choices.json", "decisions.json",
        "summary.json", "manifest.json", "README.txt",
    }  # fmt: skip


def test_the_folder_says_that_it_is_in_clear(tmp_path):
    write_clear_export(tmp_path / "out", export())
    assert IN_CLEAR in (tmp_path / "out" / "README.txt").read_text()


def test_a_folder_that_it_makes_is_open_to_its_owner_only(tmp_path):
    write_clear_export(tmp_path / "out", export())
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0


def test_parquet_and_csv_hold_the_same_records(tmp_path):
    write_clear_export(tmp_path, export("entity/patient"))
    exact = pl.read_parquet(tmp_path / "records" / "patient.parquet")
    assert exact.equals(pl.read_csv(tmp_path / "records" / "patient.csv"))


def test_the_manifest_has_the_digest_of_every_file(tmp_path):
    write_clear_export(tmp_path, export("log"))
    listed = json.loads((tmp_path / "manifest.json").read_text())["files"]
    assert set(listed) == files(tmp_path) - {"manifest.json"}
    for path, digest in listed.items():
        assert hashlib.sha256((tmp_path / path).read_bytes()).hexdigest() == digest


def test_a_second_export_replaces_the_first_and_leaves_nothing_of_it(tmp_path):
    write_clear_export(tmp_path, export("entity/patient", "entity/recall"))
    write_clear_export(tmp_path, export("entity/patient", value="y"))
    assert "records/recall.csv" not in files(tmp_path)
    assert "y" in (tmp_path / "records" / "patient.csv").read_text()


def test_a_folder_with_other_files_is_refused_and_unharmed(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(WrongUsage, match="other files"):
        write_clear_export(tmp_path, export("log"))
    assert files(tmp_path) == {"thesis.txt"}


def test_a_file_added_to_an_earlier_export_is_never_deleted(tmp_path):
    write_clear_export(tmp_path, export("log"))
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "mine.txt").write_text("mine")
    with pytest.raises(WrongUsage):
        write_clear_export(tmp_path, export("log"))
    assert (tmp_path / "records" / "mine.txt").read_text() == "mine"


def test_a_file_that_was_changed_since_is_never_overwritten(tmp_path):
    write_clear_export(tmp_path, export("log"))
    (tmp_path / "log.csv").write_text("my remarks")
    with pytest.raises(WrongUsage, match=r"log\.csv was changed"):
        write_clear_export(tmp_path, export("log"))
    assert (tmp_path / "log.csv").read_text() == "my remarks"


def test_a_list_of_files_that_somebody_else_wrote_gives_no_leave_to_delete(tmp_path):
    (tmp_path / "manifest.json").write_text('{"files": {"../../x": "00"}, "schema": 1}')
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(WrongUsage):
        refuse_unusable(tmp_path)


def test_a_forged_list_of_files_reaches_nothing_outside_of_the_folder(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    out = tmp_path / "out"
    (out / "kept").mkdir(parents=True)
    (out / "manifest.json").write_text('{"files": {"../mine.txt": "00"}, "schema": 1}')
    write_clear_export(out, export("log"))
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert (out / "kept").is_dir()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(WrongUsage, match="file and not a folder"):
        refuse_unusable(tmp_path / "out")


def test_what_a_stopped_export_left_behind_is_cleared_away(tmp_path):
    (tmp_path / ".unfinished").mkdir()
    (tmp_path / ".unfinished" / "log.csv").write_text("half")
    write_clear_export(tmp_path, export("log"))
    assert not (tmp_path / ".unfinished").exists()


@pytest.mark.parametrize(
    "name",
    ["archive/../../etc/x", "archive//x", "archive/a\x00b/x", 'archive/a"b*?/x', "archive/" + "n" * 400],
)
def test_no_name_leads_out_of_the_folder_or_offends_a_file_system(tmp_path, name):
    written = write_clear_export(tmp_path / "out", export(name))
    assert files(tmp_path) == {f"out/{path}" for path in written}


def test_names_that_differ_only_in_case_keep_files_of_their_own(tmp_path):
    write_clear_export(tmp_path, export("archive/A.csv/a", "archive/a.csv/a"))
    assert {"archive/A.csv/a.csv", "archive/a.csv/a (2).csv"} <= files(tmp_path)
