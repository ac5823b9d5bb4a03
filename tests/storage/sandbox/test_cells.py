"""A cell opens in its own place and nowhere else, and gives back exactly what was sealed (law 7)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import ClassClosed, SealBroken
from storage.keys import Opened, make_keys, open_keys
from storage.sandbox.cells import SALT, Seals, packed, unpacked
from tests.storage.conftest import MASTER
from tests.storage.sandbox.clinic import PROJECT, ring

FRAME = pl.DataFrame({"last_name": ["Secretsdottir", None], "birth_date": [date(1980, 3, 12), None]})
NAMES = ("last_name", "birth_date")
SEALS = Seals(ring(), "load", bytes(SALT))


def sealed(seals: Seals) -> list[bytes | None]:
    return [*seals.sealed("patient", "identity", FRAME, pl.Series([7, 8]))]


CELL = sealed(SEALS)[0]


def test_a_cell_opens_as_it_was_and_none_where_there_was_nothing() -> None:
    cells = sealed(SEALS)
    assert cells[1] is None
    opened = SEALS.opened("patient", "identity", NAMES, zip([7, 8], cells, strict=True))
    assert opened.equals(FRAME)
    assert b"Secretsdottir" not in (cells[0] or b"")


@pytest.mark.parametrize(
    ("seals", "entity", "sensitivity", "number"),
    [
        (SEALS, "patient", "identity", 8),
        (SEALS, "provider", "identity", 7),
        (SEALS, "patient", "clinical", 7),
        (Seals(SEALS.ring, "another load", bytes(SALT)), "patient", "identity", 7),
        (Seals(SEALS.ring, "load", b"1" * SALT), "patient", "identity", 7),
        (Seals(ring("another project"), "load", bytes(SALT)), "patient", "identity", 7),
    ],
)
def test_a_cell_that_was_moved_does_not_open(
    seals: Seals, entity: str, sensitivity: str, number: int
) -> None:
    with pytest.raises(SealBroken):
        seals.opened(entity, sensitivity, (), [(number, CELL)])


@pytest.mark.parametrize("at", [0, 2, 5, 20, -1])
def test_a_cell_that_was_altered_does_not_open(at: int) -> None:
    assert CELL is not None
    broken = bytearray(CELL)
    broken[at] ^= 1
    with pytest.raises(SealBroken):
        SEALS.opened("patient", "identity", NAMES, [(7, bytes(broken))])


def test_no_nonce_and_no_cell_is_made_twice() -> None:
    made = [sealed(SEALS)[0] for _ in range(300)]
    assert len({cell[3:15] for cell in made if cell}) == 300


def test_a_ring_without_the_class_neither_seals_nor_opens() -> None:
    keys = make_keys(PROJECT, MASTER)
    closed = open_keys(PROJECT, keys, master=MASTER, opened=Opened(frozenset({"operational"})))
    narrow = Seals(closed, "load", bytes(SALT))
    with pytest.raises(ClassClosed):
        sealed(narrow)
    with pytest.raises(ClassClosed):
        narrow.opened("patient", "identity", NAMES, [(7, CELL)])


ROWS = st.fixed_dictionaries(
    {
        "text": st.none() | st.text(),
        "many": st.none() | st.lists(st.text()),
        "money": st.none() | st.integers(-(2**63), 2**63 - 1),
        "yes": st.none() | st.booleans(),
        "day": st.none() | st.dates(),
        "instant": st.none() | st.datetimes(),
        "line": st.none() | st.integers(0, 2**32 - 1),
    }
)
TYPES: dict[str, pl.DataType] = {
    "text": pl.String(),
    "many": pl.List(pl.String()),
    "money": pl.Int64(),
    "yes": pl.Boolean(),
    "day": pl.Date(),
    "instant": pl.Datetime("us", "UTC"),
    "line": pl.UInt32(),
}


@given(st.lists(ROWS, max_size=6))
def test_every_value_that_a_run_can_hold_comes_back(rows: list[dict[str, object]]) -> None:
    plain = pl.DataFrame(rows, schema={**TYPES, "instant": pl.Datetime("us")})
    frame = plain.with_columns(pl.col("instant").dt.replace_time_zone("UTC"))
    assert unpacked(packed(frame), TYPES).equals(frame)


def test_an_instant_is_kept_to_its_microsecond() -> None:
    frame = pl.DataFrame({"instant": [datetime(2026, 3, 12, 9, 5, 0, 123456, tzinfo=UTC)]})
    assert unpacked(packed(frame), {"instant": TYPES["instant"]}).equals(frame)
