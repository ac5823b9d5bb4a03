"""What is written in clear is for its owner alone, also in a folder that others can open."""

from __future__ import annotations

from pathlib import Path

from reports.handover import finish, write_folder


def test_files_in_a_folder_that_was_there_are_for_its_owner_alone(tmp_path: Path) -> None:
    out = tmp_path / "open to all"
    out.mkdir(mode=0o755)
    write_folder(out, [("records/patient.jsonl", iter([b"{}"]))])
    finish(out, b"{}")
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert {path.stat().st_mode & 0o077 for path in files} == {0}
