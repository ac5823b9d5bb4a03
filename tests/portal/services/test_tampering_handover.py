"""Any byte of any file of a handover is found when it was changed; of the manifest by the trail (law 8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import WrongUsage
from portal.services import handover
from reports.handover import check
from storage import AuditEvent, Storage
from tests.portal.stores import OWNER, ran_project, store_in
from tests.storage.test_tampering import Edit, edited, edits

CASES = 3_000


@dataclass(frozen=True)
class Handed:
    """manifest: the SHA-256 of its manifest, as the trail holds it."""

    folder: Path
    files: tuple[Path, ...]
    manifest: str

    def is_whole(self) -> bool:
        try:
            checked = check(self.folder)
        except WrongUsage:
            return False
        return checked.wrong is None and checked.manifest == self.manifest


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handed]:
    folder = tmp_path_factory.mktemp("handed")
    store = store_in(folder)
    project, out = ran_project(store), folder / "out"
    handover.make(store, OWNER, project.id, out)
    yield Handed(
        out, tuple(sorted(path for path in out.rglob("*") if path.is_file())), told(store, project.id)
    )
    store.close()


def told(store: Storage, project: str) -> str:
    with store.read() as work:
        event = work.audit.newest(project, AuditEvent.HANDOVER_MADE)
    assert event is not None
    return str(event.facts["manifest"])


def test_as_it_was_handed_over_it_is_whole_and_the_trail_says_so_too(handed: Handed) -> None:
    assert handed.is_whole()
    assert {"manifest.json", "README.txt"} < {path.name for path in handed.files}


def _changed_is_found(handed: Handed, which: float, edit: Edit) -> None:
    path = handed.files[min(int(which * len(handed.files)), len(handed.files) - 1)]
    whole = path.read_bytes()
    path.write_bytes(edited(whole, edit) if whole else b"x")
    try:
        assert not handed.is_whole(), path.name
    finally:
        path.write_bytes(whole)


@settings(max_examples=25)
@given(st.floats(0, 1), edits())
def test_a_changed_byte_of_a_file_that_was_handed_over_is_found(
    handed: Handed, which: float, edit: Edit
) -> None:
    _changed_is_found(handed, which, edit)


@pytest.mark.soak
@settings(max_examples=CASES)
@given(st.floats(0, 1), edits())
def test_thousands_of_changed_bytes_of_a_handover_are_each_found(
    handed: Handed, which: float, edit: Edit
) -> None:
    _changed_is_found(handed, which, edit)


@pytest.mark.soak
def test_every_byte_of_the_manifest_is_covered_by_the_trail(handed: Handed) -> None:
    (path,) = (path for path in handed.files if path.name == "manifest.json")
    whole = path.read_bytes()
    try:
        for at in range(len(whole)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
            assert not handed.is_whole(), at
    finally:
        path.write_bytes(whole)
