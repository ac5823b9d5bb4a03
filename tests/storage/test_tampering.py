"""Any byte of any column of any event, changed by somebody who owns the database file, is found (law 8).

Each case is one change to a copy of one prepared store, judged, and undone. A few dozen of them run with
every test, thousands with `make soak`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from storage import AuditEvent, Storage, Verdict, open_storage
from storage.errors import BlobMissing, SealBroken
from tests.storage.conftest import MASTER, Clock, on_sqlite
from tests.storage.test_runs import publish

pytestmark = on_sqlite
EVENTS, ANCHORED = 9, 6
Edit = tuple[str, float, int]
"""flip, insert or remove; where, as a share of the length; by which byte."""
COLUMNS = ("project_id", "seq", "at", "event", "actor", "facts", "prev_hash", "hash")


@dataclass
class Place:
    """A store whose project has nine events, the first six of them anchored."""

    storage: Storage
    project: str
    file: Path
    rows: list[dict[str, Any]]

    def changed(self, seq: int, column: str, value: object) -> Verdict:
        """The verdict over the chain with one cell written anew, which is put back after."""
        with closing(sqlite3.connect(self.file)) as database:
            _write(database, self.rows[seq - 1], column, value)
        try:
            return self.verdict()
        finally:
            self.restore()

    def restore(self) -> None:
        with closing(sqlite3.connect(self.file)) as database:
            database.execute("DELETE FROM audit_event")
            for row in self.rows:
                _add(database, row)
            database.commit()

    def cut_after(self, seq: int) -> Verdict:
        with closing(sqlite3.connect(self.file)) as database:
            database.execute("DELETE FROM audit_event WHERE seq > ?", (seq,))
            database.commit()
        try:
            return self.verdict()
        finally:
            self.restore()

    def verdict(self) -> Verdict:
        with self.storage.read() as work:
            return work.audit.verify(self.project)


def _add(database: sqlite3.Connection, row: dict[str, Any]) -> None:
    marks = ", ".join("?" * len(COLUMNS))
    database.execute(f"INSERT INTO audit_event VALUES ({marks})", [row[name] for name in COLUMNS])


def _write(database: sqlite3.Connection, row: dict[str, Any], column: str, value: object) -> None:
    place = (row["project_id"], row["seq"])
    database.execute(f"UPDATE audit_event SET {column} = ? WHERE project_id = ? AND seq = ?", (value, *place))
    database.commit()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    home = tmp_path_factory.mktemp("tampering") / "home"
    storage = open_storage(home, master=MASTER, clock=Clock())
    with storage.begin() as work:
        project = work.projects.create("Riverside").id
        for n in range(ANCHORED - 1):
            work.audit.append(project, AuditEvent.LOG_SEARCHED, "Ann Archer", {"n": n})
    with storage.begin() as work:
        work.audit.anchor(project)
        publish(work, project)
        for n in range(EVENTS - ANCHORED - 1):
            work.audit.append(project, AuditEvent.AUDIT_VIEWED, "Ben Baker", {"n": n})
    file = home / "chartbridge.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        database.row_factory = sqlite3.Row
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.commit()
        found = database.execute("SELECT * FROM audit_event ORDER BY seq").fetchall()
    yield Place(storage, project, file, [dict(row) for row in found])
    storage.close()


def test_the_prepared_chain_is_whole(place: Place):
    assert place.verdict() == Verdict(True, EVENTS, ANCHORED)
    assert set(place.rows[0]) == set(COLUMNS)
    place.restore()
    assert place.verdict() == Verdict(True, EVENTS, ANCHORED)


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """How a value is changed: a byte flipped, put in or taken out, at a share of its length."""
    how = draw(st.sampled_from(("flip", "insert", "remove")))
    return how, draw(st.floats(0, 1)), draw(st.integers(1, 255))


def edited(value: Any, edit: Edit) -> Any:
    """The value with one byte of its stored form changed, in the type that it had."""
    how, share, byte = edit
    if isinstance(value, int):
        return value + byte + (EVENTS if how == "remove" else 0)
    raw = bytearray(value.encode() if isinstance(value, str) else value)
    at = min(int(share * len(raw)), len(raw) - 1)
    if how == "flip":
        raw[at] ^= byte & 0x1F or 1
    elif how == "insert":
        raw.insert(at, byte & 0x7F or 1)
    else:
        del raw[at]
    return raw.decode() if isinstance(value, str) else bytes(raw)


EDITS = (st.integers(1, EVENTS), st.sampled_from(COLUMNS), edits())


@given(*EDITS)
@example(3, "at", ("flip", 0.0, 1))
@example(3, "at", ("insert", 1.0, ord("0")))
@example(EVENTS, "hash", ("remove", 1.0, 1))
def test_any_byte_of_any_event_is_found_and_the_first_bad_one_is_named(
    place: Place, seq: int, column: str, edit: Edit
):
    found_and_named(place, seq, column, edit)


@pytest.mark.soak
@settings(max_examples=4_000)
@given(*EDITS)
def test_thousands_of_bytes_of_events_are_each_found(place: Place, seq: int, column: str, edit: Edit):
    found_and_named(place, seq, column, edit)


def found_and_named(place: Place, seq: int, column: str, edit: Edit) -> None:
    new = edited(place.rows[seq - 1][column], edit)
    moved = column in ("project_id", "seq")
    if (moved and seq == EVENTS) or (column == "seq" and new in range(1, EVENTS + 1)):
        return  # The newest event moved away is a tail that was cut: below. No two events share a number.
    verdict = place.changed(seq, column, new)
    assert (verdict.valid, verdict.first_bad) == (False, seq)
    assert str(seq) in str(verdict.reason)


@pytest.mark.parametrize("seq", range(EVENTS + 1))
def test_a_tail_cut_before_the_anchor_is_found_and_one_after_it_is_not(place: Place, seq: int):
    """Both sides, as SECURITY.md says: what is younger than the last anchor can be cut without a trace."""
    verdict = place.cut_after(seq)
    if seq >= ANCHORED:
        assert verdict == Verdict(True, seq, ANCHORED)
    else:
        assert (verdict.valid, verdict.first_bad) == (False, seq + 1)


@given(st.integers(1, EVENTS), st.integers(1, EVENTS))
def test_two_events_that_changed_places_are_found(place: Place, one: int, other: int):
    if one == other:
        return
    first, second = place.rows[one - 1], place.rows[other - 1]
    with closing(sqlite3.connect(place.file)) as database:
        for row, seq in ((first, -1), (second, one), ({**first, "seq": -1}, other)):
            _write(database, row, "seq", seq)
    try:
        verdict = place.verdict()
    finally:
        place.restore()
    assert (verdict.valid, verdict.first_bad) == (False, min(one, other))


@given(st.integers(0, ANCHORED - 1), st.integers(1, EVENTS))
def test_an_event_put_in_again_at_the_front_or_the_end_is_found(place: Place, front: int, copied: int):
    seq = front - ANCHORED if front else EVENTS + 1
    row = {**place.rows[copied - 1], "seq": seq}
    with closing(sqlite3.connect(place.file)) as database:
        _add(database, row)
        database.commit()
    try:
        verdict = place.verdict()
    finally:
        place.restore()
    assert not verdict.valid
    assert verdict.first_bad == (1 if front else EVENTS + 1)


def _bytes_of_blobs(place: Place) -> list[Path]:
    root = place.storage.home / "blobs"
    return sorted(path for path in root.rglob("*") if path.is_file() and "anchors" not in path.parts)


def _blob_is_refused(place: Place, which: float, edit: Edit) -> None:
    """One byte of one blob of a run: its log, its records, what waits."""
    blobs = _bytes_of_blobs(place)
    path = blobs[min(int(which * len(blobs)), len(blobs) - 1)]
    whole = path.read_bytes()
    path.write_bytes(bytes(edited(whole, edit)))
    try:
        with place.storage.read() as work, pytest.raises((SealBroken, BlobMissing)):
            work.runs.verify(place.project, "r1")
    finally:
        path.write_bytes(whole)


@given(st.floats(0, 1), edits())
def test_any_byte_of_any_blob_of_a_run_is_found(place: Place, which: float, edit: Edit):
    _blob_is_refused(place, which, edit)


@pytest.mark.soak
@settings(max_examples=4_000)
@given(st.floats(0, 1), edits())
def test_thousands_of_bytes_of_blobs_are_each_found(place: Place, which: float, edit: Edit):
    _blob_is_refused(place, which, edit)
