"""Any byte of any blob, changed by somebody who owns the folder or the bucket, is found (laws 4, 7 and 8).

One store holds a blob of every kind: the migration log and the other parts of a run, what its stages
gave, originals, slices under way, the files of documents, anchors. Each kind has its door, the one that pages
and commands go through; which blobs are behind a door is found by taking them away. A case is one byte
flipped, put in or taken out, and the door has to refuse. A few of each kind run with every test, thousands
with `make soak`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from storage import Begun, Storage, open_storage
from storage.checking import check
from storage.deletion_record import DeletionRecord
from storage.errors import BlobMissing, KeyRefused, SealBroken
from storage.stages import Stages
from tests.storage.conftest import MASTER, Clock, on_sqlite
from tests.storage.test_canaries import GOING_LIVE, go_live
from tests.storage.test_deletions import destroy
from tests.storage.test_runs import PIECES, publish
from tests.storage.test_tampering import Edit, edited, edits

pytestmark = on_sqlite
CASES = 2_000
"""Of each kind in the long check: fourteen thousand in all."""


class Forged(Exception):
    """What is not as it was written, or not there."""


class Whole(Exception):
    """Everything opened; what was begun for that is rolled back."""


@dataclass
class Place:
    """project: with a run, originals and a file of which slices have come. going_live: with a document."""

    storage: Storage
    project: str
    going_live: str
    begun: Begun
    gone: str
    blobs: dict[str, list[Path]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        root = self.storage.home / "blobs"
        self.every = sorted(path for path in root.rglob("*") if path.is_file())

    def refuses(self, kind: str) -> bool:
        try:
            DOORS[kind](self)
        except (SealBroken, BlobMissing, Forged):
            return True
        return False

    def behind(self, kind: str) -> list[Path]:
        """The blobs that this door cannot do without."""
        return [path for path in self.every if self._without(path, kind)]

    def _without(self, path: Path, kind: str) -> bool:
        aside = self.storage.home / "aside"
        path.rename(aside)
        try:
            return self.refuses(kind)
        finally:
            aside.rename(path)


def _parts(*names: str) -> Callable[[Place], None]:
    def door(place: Place) -> None:
        with place.storage.read() as work:
            for piece in PIECES:
                if piece.name in names:
                    for _ in work.runs.blocks(place.project, "r1", piece.name, piece.sensitivity):
                        pass

    return door


def _stages(place: Place) -> None:
    with place.storage.read() as work:
        if Stages(work.unit_of_keys()).open(place.project, "r1", "shape") is None:
            raise Forged("lost")


def _originals(place: Place) -> None:
    with place.storage.read() as work:
        for row in work.uploads.of(place.project):
            work.uploads.open(row)


def _slices(place: Place) -> None:
    try:
        with place.storage.begin() as work:
            work.slices.finish(place.begun, work.slices.of(place.begun))
            raise Whole
    except Whole:
        return


def _documents(place: Place) -> None:
    with place.storage.read() as work:
        for row in work.readiness.of(place.going_live).documents:
            for digest in row.pdfs:
                work.readiness.pdf(place.going_live, digest)


def _anchors(place: Place) -> None:
    with place.storage.read() as work:
        verdict = work.audit.verify(place.project)
    if not verdict.valid:
        raise Forged(verdict.reason)


DOORS: dict[str, Callable[[Place], None]] = {
    "log": _parts("log"),
    "records": _parts(*{piece.name for piece in PIECES} - {"log"}),
    "stages": _stages,
    "originals": _originals,
    "slices": _slices,
    "documents": _documents,
    "anchors": _anchors,
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    clock = Clock()
    storage = open_storage(tmp_path_factory.mktemp("tampering") / "home", master=MASTER, clock=clock)
    with storage.begin() as work:
        project, gone = (work.projects.create(name, by="Ann").id for name in ("Riverside", "Harbour"))
        work.uploads.receive(project, "a.csv", b"A,B\n1,2\n" * 40, "Ann")
        work.uploads.receive(project, "empty.csv", b"", "Ann")
        begun = work.slices.begin(project, "b.csv", "Ann", size=900)
    for start in (0, 300, 600):
        with storage.begin() as work:
            begun = work.slices.add(begun, bytes([65 + start // 100]) * 300, start=start)
    with storage.begin() as work:
        publish(work, project)
    with storage.begin() as work:
        Stages(work.unit_of_keys()).keep(project, "r1", [("shape", b"what it gave" * 40)])
    with storage.begin() as work:
        work.audit.anchor(project)
    destroy(storage, gone)
    made = Place(storage, project, go_live(storage, GOING_LIVE), begun, gone)
    made.blobs = {kind: made.behind(kind) for kind in DOORS}
    yield made
    storage.close()


def test_every_blob_is_behind_one_door_and_all_doors_open(place: Place):
    behind = sorted(path for kind in DOORS for path in place.blobs[kind])
    assert sorted([*behind, *_anchor_files(place)]) == place.every
    assert {kind for kind in DOORS if place.blobs[kind]} == set(DOORS) - {"anchors"}
    assert not any(place.refuses(kind) for kind in DOORS)


def _anchor_files(place: Place) -> list[Path]:
    """Anchors are no part of what they vouch for: one that is taken away is another matter (SECURITY.md)."""
    return [path for path in place.every if "anchors" in path.parts]


def _changed_is_refused(place: Place, kind: str, which: float, edit: Edit) -> None:
    blobs = place.blobs[kind] or [path for path in _anchor_files(place) if place.project in path.parts]
    path = blobs[min(int(which * len(blobs)), len(blobs) - 1)]
    whole = path.read_bytes()
    path.write_bytes(edited(whole, edit))
    try:
        assert place.refuses(kind)
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize("kind", DOORS)
@settings(max_examples=15)
@given(st.floats(0, 1), edits())
def test_a_changed_byte_of_a_blob_is_found(place: Place, kind: str, which: float, edit: Edit):
    _changed_is_refused(place, kind, which, edit)


@pytest.mark.soak
@pytest.mark.parametrize("kind", DOORS)
@settings(max_examples=CASES)
@given(st.floats(0, 1), edits())
def test_thousands_of_changed_bytes_of_blobs_are_each_found(
    place: Place, kind: str, which: float, edit: Edit
):
    _changed_is_refused(place, kind, which, edit)


@pytest.mark.soak
def test_every_bit_of_every_byte_of_the_log_of_a_run_is_found(place: Place):
    (path,) = place.blobs["log"]
    whole = path.read_bytes()
    try:
        for at in range(len(whole)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
            assert place.refuses("log"), at
    finally:
        path.write_bytes(whole)


def test_whoever_brings_a_store_back_is_told_of_a_run_or_an_original_that_is_not_whole(place: Place):
    """`chartbridge store check`, which asks nobody where to look."""
    assert check(place.storage).whole
    for kind in ("log", "records", "originals", "stages"):
        path = place.blobs[kind][0]
        whole = path.read_bytes()
        path.write_bytes(edited(whole, ("flip", 0.5, 1)))
        assert check(place.storage).broken == 1
        path.write_bytes(whole)


def _certificate_is_refused(place: Place, column: str, edit: Edit) -> None:
    """A certificate of deletion lies in the database, under a secret that the master key wraps."""
    with place.storage.unit() as unit:
        record = unit.session.scalars(select(DeletionRecord)).one()
        whole = getattr(record, column)
        setattr(record, column, edited(whole, edit))
    try:
        with place.storage.read() as work, pytest.raises((SealBroken, KeyRefused)):
            work.deletions.of(place.gone)
    finally:
        with place.storage.unit() as unit:
            setattr(unit.session.scalars(select(DeletionRecord)).one(), column, whole)


@pytest.mark.parametrize("column", ["secret", "content"])
@settings(max_examples=10)
@given(edits())
def test_a_changed_byte_of_a_kept_certificate_of_deletion_is_found(place: Place, column: str, edit: Edit):
    _certificate_is_refused(place, column, edit)


@pytest.mark.soak
@pytest.mark.parametrize("column", ["secret", "content"])
@settings(max_examples=CASES)
@given(edits())
def test_thousands_of_bytes_of_a_kept_certificate_of_deletion_are_each_found(
    place: Place, column: str, edit: Edit
):
    _certificate_is_refused(place, column, edit)
