"""The scratch door: a program reads the bytes, nothing of them stays, and no setting of ours goes along."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from storage import scratch as module
from storage.access_tools import MdbTools, types_in
from storage.scratch import quiet_environment, scratch


def test_a_child_reads_what_was_handed_in_and_nobody_else_finds_a_file() -> None:
    with scratch(b"patient data") as file:
        read = subprocess.run(
            ["cat", file.path], pass_fds=file.descriptors, capture_output=True, check=True
        ).stdout
        assert read == b"patient data"
        path = file.path
    assert not Path(path).exists()


def test_without_files_in_memory_the_file_is_its_owners_alone_and_wiped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(os, "memfd_create", raising=False)
    wiped: list[bytes] = []
    unlink = Path.unlink
    monkeypatch.setattr(Path, "unlink", lambda path: (wiped.append(path.read_bytes()), unlink(path))[1])
    with scratch(b"patient data") as file:
        assert stat.S_IMODE(Path(file.path).stat().st_mode) == 0o600
        assert Path(file.path).read_bytes() == b"patient data"
    assert not Path(file.path).exists()
    assert wiped == [bytes(12)]
    assert module.scratch is scratch


def test_a_child_gets_no_setting_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTBRIDGE_MASTER_KEY_FILE", "somewhere")
    assert set(quiet_environment({})) == {"PATH", "LC_ALL"}


def test_what_is_no_database_is_refused_by_the_programs_and_by_us() -> None:
    assert MdbTools().export(b"no database") is None


def test_types_are_read_out_of_the_schema() -> None:
    schema = "CREATE TABLE [My Table]\n (\n\t[Id]\t\t\tLong Integer NOT NULL, \n\t[Pic]\t\t\tOLE (255)\n);\n"
    assert types_in(schema) == {"My Table": {"Id": "long integer", "Pic": "ole"}}
