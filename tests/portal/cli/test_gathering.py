"""What the arguments hold is gathered whole, in order, and nothing is passed over in silence."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from core.errors import NothingReadable, WrongUsage
from portal.cli.gathering import gather


def laid(folder: Path, *paths: str) -> Path:
    for path in paths:
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"content of {path}")
    return folder


def paths(gathered) -> list[str]:
    return [found.path for found in gathered.files]


def test_a_folder_gives_its_files_in_order_with_relative_paths(tmp_path):
    export = laid(tmp_path / "export", "b.csv", "a.csv", "deep/er/c.csv", ".hidden.csv")
    assert paths(gather([export])) == [".hidden.csv", "a.csv", "b.csv", "deep/er/c.csv"]


def test_a_file_is_called_by_its_own_name(tmp_path):
    export = laid(tmp_path, "deep/a.csv")
    assert paths(gather([export / "deep" / "a.csv"])) == ["a.csv"]


def test_an_upload_has_the_digest_and_size_of_its_bytes(tmp_path):
    export = laid(tmp_path, "a.csv")
    upload = gather([export]).files[0].upload()
    assert upload.sha256 == hashlib.sha256(b"content of a.csv").hexdigest()
    assert (upload.size, upload.open()) == (16, b"content of a.csv")


def test_litter_of_desktops_is_listed_and_not_read(tmp_path):
    export = laid(tmp_path, "a.csv", ".DS_Store", "deep/Thumbs.db", "._a.csv")
    gathered = gather([export])
    assert paths(gathered) == ["a.csv"]
    assert [out.path for out in gathered.left_out] == [".DS_Store", "._a.csv", "deep/Thumbs.db"]
    assert gathered.refused() == ()


def test_two_folders_with_one_path_are_told_apart_by_their_names(tmp_path):
    one, two = laid(tmp_path / "east", "a.csv", "b.csv"), laid(tmp_path / "west", "a.csv")
    assert paths(gather([one, two])) == ["east/a.csv", "east/b.csv", "west/a.csv"]


def test_two_folders_without_a_shared_path_keep_short_paths(tmp_path):
    one, two = laid(tmp_path / "east", "a.csv"), laid(tmp_path / "west", "b.csv")
    assert paths(gather([one, two])) == ["a.csv", "b.csv"]


def test_two_files_of_one_name_are_told_apart_by_their_folders(tmp_path):
    export = laid(tmp_path, "east/a.csv", "west/a.csv")
    assert paths(gather([export / "west" / "a.csv", export / "east" / "a.csv"])) == [
        "east/a.csv",
        "west/a.csv",
    ]


def test_two_folders_of_one_name_with_one_path_are_numbered(tmp_path):
    laid(tmp_path, "one/data/a.csv", "two/data/a.csv")
    given = [tmp_path / "one" / "data", tmp_path / "two" / "data"]
    assert paths(gather(given)) == ["data (2)/a.csv", "data/a.csv"]


def test_an_argument_given_twice_is_read_once_and_says_so(tmp_path):
    export = laid(tmp_path, "a.csv")
    gathered = gather([export, export / "." / ""])
    assert paths(gathered) == ["a.csv"]
    assert len(gathered.refused()) == 1


def test_a_loop_of_links_ends_and_is_listed(tmp_path):
    export = laid(tmp_path / "export", "deep/a.csv")
    (export / "deep" / "again").symlink_to(export, target_is_directory=True)
    gathered = gather([export])
    assert paths(gathered) == ["deep/a.csv"]
    assert [out.path for out in gathered.refused()] == ["deep/again"]


def test_a_link_that_points_to_nothing_is_listed(tmp_path):
    export = laid(tmp_path, "a.csv")
    (export / "gone.csv").symlink_to(export / "nowhere")
    assert [out.path for out in gather([export]).refused()] == ["gone.csv"]


def test_a_pipe_is_listed_and_never_opened(tmp_path):
    export = laid(tmp_path, "a.csv")
    os.mkfifo(export / "pipe.csv")
    assert [out.path for out in gather([export]).refused()] == ["pipe.csv"]


def test_a_name_that_is_no_text_still_has_a_path_that_can_be_printed(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.csv")).write_text("a")
    assert paths(gather([tmp_path])) == ["caf\\xe9.csv"]


def test_a_folder_of_ours_within_the_input_is_left_out(tmp_path):
    export = laid(tmp_path, "a.csv", "state/blob")
    gathered = gather([export], apart=[export / "state"])
    assert paths(gathered) == ["a.csv"]
    assert [out.path for out in gathered.left_out] == ["state"]


def test_an_empty_folder_holds_nothing_readable(tmp_path):
    (tmp_path / "deep").mkdir()
    with pytest.raises(NothingReadable) as refused:
        gather([tmp_path])
    assert refused.value.exit_status == 3


def test_a_path_that_does_not_exist_is_a_mistake_of_usage(tmp_path):
    with pytest.raises(WrongUsage) as refused:
        gather([tmp_path / "nowhere"])
    assert refused.value.exit_status == 2
