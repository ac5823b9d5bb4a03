"""Any byte of any column of any event, changed by somebody who owns the database file, is found (law 8).

Each case is one change to a copy of one prepared store, judged, and undone. A few dozen of them run with
every test, thousands with `make soak`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from storage import AuditEvent, Storage, Verdict, open_storage
from tests.storage.conftest import MASTER, Clock, on_sqlite
from tests.storage.test_runs import publish

pytestmark = on_sqlite
EVENTS, ANCHORED = 9, 6
Edit = tuple[str, float, int]
"""flip, insert or remove; where, as a share of the length; by which byte."""
COLUMNS = ("project_id", "seq", "at", "event", "actor", "facts", "prev_hash", "hash")


@dataclass
class Place:
    """A store whose project has nine events, the first six of them anchored.

    database: the same file, opened by somebody who waits for no disk.
    """

    storage: Storage
    project: str
    database: sqlite3.Connection
    rows: list[dict[str, Any]]

    def changed(self, seq: int, column: str, value: object) -> Verdict:
        """The verdict over the chain with one cell written anew, which is put back after."""
        self.write(self.rows[seq - 1], column, value)
        return self.judged()

    def cut_after(self, seq: int) -> Verdict:
        self.database.execute("DELETE FROM audit_event WHERE seq > ?", (seq,))
        return self.judged()

    def judged(self) -> Verdict:
        """What is said of the chain as it lies there; it is put back after."""
        try:
            return self.verdict()
        finally:
            self.restore()

    def verdict(self) -> Verdict:
        with self.storage.read() as work:
            return work.audit.verify(self.project)

    def shown(self, seq: int) -> list[int]:
        """The numbers of the events that the page shows and that open, with one changed."""
        with self.storage.read() as work:
            return [row.seq for row in work.audit.since(self.project, 0) if row.opened and row.seq != seq]

    def restore(self) -> None:
        self.database.execute("BEGIN")
        self.database.execute("DELETE FROM audit_event")
        for row in self.rows:
            self.add(row)
        self.database.execute("COMMIT")

    def add(self, row: dict[str, Any]) -> None:
        marks = ", ".join("?" * len(COLUMNS))
        self.database.execute(f"INSERT INTO audit_event VALUES ({marks})", [row[name] for name in COLUMNS])

    def write(self, row: dict[str, Any], column: str, value: object) -> None:
        """Bytes into a column of text are its bytes, whether they spell anything or not."""
        mark = "CAST(? AS TEXT)" if isinstance(value, bytes) and isinstance(row[column], str) else "?"
        place = (row["project_id"], row["seq"])
        self.database.execute(
            f"UPDATE audit_event SET {column} = {mark} WHERE project_id = ? AND seq = ?", (value, *place)
        )


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
    with closing(sqlite3.connect(home / "chartbridge.sqlite3", isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.row_factory = sqlite3.Row
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        found = database.execute("SELECT * FROM audit_event ORDER BY seq").fetchall()
        yield Place(storage, project, database, [dict(row) for row in found])
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
    """The value with one byte of its stored form changed; of text the bytes, which may spell nothing."""
    how, share, byte = edit
    if isinstance(value, int):
        return value + byte + (EVENTS if how == "remove" else 0)
    raw = bytearray(value.encode() if isinstance(value, str) else value)
    at = min(int(share * len(raw)), len(raw) - 1)
    if how == "flip":
        raw[at] ^= byte
    elif how == "insert":
        raw.insert(at, byte)
    else:
        del raw[at]
    return bytes(raw)


EDITS = (st.integers(1, EVENTS), st.sampled_from(COLUMNS), edits())


@given(*EDITS)
@example(3, "at", ("flip", 0.0, 1))
@example(3, "at", ("insert", 1.0, ord("0")))
@example(3, "event", ("flip", 0.0, 0x80))
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
    named(place.changed(seq, column, new), seq)


def named(verdict: Verdict, seq: int) -> None:
    assert (verdict.valid, verdict.first_bad) == (False, seq)
    assert str(seq) in str(verdict.reason)


@pytest.mark.soak
@pytest.mark.parametrize("column", [name for name in COLUMNS if name != "seq"])
def test_every_bit_of_every_byte_of_an_event_is_found(place: Place, column: str):
    small = min(
        range(1, EVENTS), key=lambda seq: sum(len(str(cell)) for cell in place.rows[seq - 1].values())
    )
    value = place.rows[small - 1][column]
    raw = value.encode() if isinstance(value, str) else value
    for at in range(len(raw)):
        for bit in range(8):
            changed = raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :]
            named(place.changed(small, column, changed), small)


OTHER_TYPES: tuple[object, ...] = (b"\x80", b"word", "word", "", 2.5)


@pytest.mark.parametrize("value", OTHER_TYPES)
@pytest.mark.parametrize("column", COLUMNS[1:])
def test_a_value_of_another_type_is_found_and_hides_no_other_event(place: Place, column: str, value: object):
    """SQLite keeps any type in any column. None of them ends the check, or the page, in an error."""
    place.write(place.rows[2], column, value)
    others = place.shown(3)
    named(place.judged(), 3)
    assert [seq for seq in others if seq > 0] == [1, 2, *range(4, EVENTS + 1)]


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
    for row, seq in ((first, -1), (second, one), ({**first, "seq": -1}, other)):
        place.write(row, "seq", seq)
    verdict = place.judged()
    assert (verdict.valid, verdict.first_bad) == (False, min(one, other))


@given(st.integers(0, ANCHORED - 1), st.integers(1, EVENTS))
def test_an_event_put_in_again_at_the_front_or_the_end_is_found(place: Place, front: int, copied: int):
    seq = front - ANCHORED if front else EVENTS + 1
    place.add({**place.rows[copied - 1], "seq": seq})
    verdict = place.judged()
    assert not verdict.valid
    assert verdict.first_bad == (1 if front else EVENTS + 1)
