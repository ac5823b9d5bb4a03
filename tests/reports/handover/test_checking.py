"""A handover that was touched since is told from one that was not, and the first thing amiss is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import WrongUsage
from reports.handover import EVERYTHING, About, Tally, Wrong, check, finish, refuse_unusable, write_folder

FILES = {"README.txt": b"Read me.", "records/patient.jsonl": b"{}\n" * 9, "originals/a b.csv": b"A,B\n"}


def handed(out: Path) -> Path:
    tally = Tally()
    write_folder(out, tally.over((path, iter([content])) for path, content in FILES.items()))
    finish(out, tally.manifest(About("run", "result", None, EVERYTHING, {"patient": 9}, "now", "Robin")))
    return out


def test_a_handover_that_nobody_touched_is_whole(tmp_path: Path) -> None:
    checked = check(handed(tmp_path / "out"))
    assert (checked.files, checked.path, checked.wrong) == (3, None, None)


def remove(out: Path) -> None:
    (out / "originals" / "a b.csv").unlink()


def alter(out: Path) -> None:
    """One byte, and the size as it was."""
    (out / "records" / "patient.jsonl").write_bytes(b"[]\n" * 9)


def add(out: Path) -> None:
    (out / "records" / "a.txt").write_text("mine")


def link(out: Path) -> None:
    place = out / "README.txt"
    place.rename(out.parent / "elsewhere.txt")
    place.symlink_to(out.parent / "elsewhere.txt")


def lengthen(out: Path) -> None:
    with (out / "README.txt").open("ab") as opened:
        opened.write(b" ")


@pytest.mark.parametrize(
    ("harm", "path", "wrong"),
    [
        (remove, "originals/a b.csv", Wrong.MISSING),
        (alter, "records/patient.jsonl", Wrong.DIFFERS),
        (add, "records/a.txt", Wrong.EXTRA),
        (link, "README.txt", Wrong.DIFFERS),
        (lengthen, "README.txt", Wrong.DIFFERS),
    ],
)
def test_what_was_done_to_it_is_named(
    tmp_path: Path, harm: Callable[[Path], None], path: str, wrong: Wrong
) -> None:
    harm(handed(tmp_path / "out"))
    checked = check(tmp_path / "out")
    assert (checked.path, checked.wrong) == (path, wrong)


def test_of_several_the_first_in_path_order_is_named(tmp_path: Path) -> None:
    out = handed(tmp_path / "out")
    for harm in (alter, add, remove):
        harm(out)
    assert check(out).path == "originals/a b.csv"


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"format": 99, "files": []}', '{"format": 1, "files": 3}']
)
def test_a_manifest_that_is_none_is_said_to_be_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(WrongUsage, match="not a whole one"):
        check(tmp_path)


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hostname", "a/../../secret.txt"])
def test_a_manifest_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path, path: str) -> None:
    files = [{"path": path, "size": 1, "sha256": "00"}]
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 1, "files": files}))
    with pytest.raises(WrongUsage):
        check(tmp_path)


def test_without_its_manifest_a_folder_is_no_handover(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", [("README.txt", iter([b"x"]))])
    with pytest.raises(WrongUsage):
        check(tmp_path / "out")


def test_a_folder_that_holds_anything_is_refused_and_unharmed(tmp_path: Path) -> None:
    handed(tmp_path / "out")
    with pytest.raises(WrongUsage, match="not empty"):
        write_folder(tmp_path / "out", [("README.txt", iter([b"x"]))])
    assert check(tmp_path / "out").wrong is None


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(WrongUsage, match="file and not a folder"):
        refuse_unusable(tmp_path / "out")


def test_a_folder_that_it_makes_is_open_to_its_owner_only(tmp_path: Path) -> None:
    assert handed(tmp_path / "out").stat().st_mode & 0o077 == 0
