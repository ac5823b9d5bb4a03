"""A check sees what it declares, and is refused what it does not."""

from __future__ import annotations

import polars as pl
import pytest

from core.checks.seen import FAILED, ReadsUndeclared, Seen, rows_at, standing_fields_of
from core.packed import Packed, Piece
from core.record import RECORD
from tests.core.checks.made import frame, packed
from tests.core.small import SMALL

VISITS = [{"patient": f"patient:main:{n}", "reason": "pain", "voided": n == 2} for n in range(1, 6)]
READS = standing_fields_of(RECORD, "encounter", "patient")


def seen() -> Seen:
    return Seen(packed({"encounter": VISITS, "patient": [{}]}), RECORD, READS)


def test_a_field_that_is_not_declared_is_refused_by_name() -> None:
    with pytest.raises(
        ReadsUndeclared, match=r"reads \['start'\] of encounter and declares \['patient', 'voided'\]"
    ):
        seen().of_all("encounter", "patient", "start")


def test_void_records_stand_nowhere_and_rows_keep_their_numbers() -> None:
    rows = seen().standing("encounter").select("#row", "patient").collect()
    assert rows["#row"].to_list() == seen().standing_rows("encounter").to_list() == [0, 2, 3, 4]
    assert rows["patient"].to_list() == [VISITS[n]["patient"] for n in (0, 2, 3, 4)]
    assert seen().of_all("encounter").collect().height == 5


def test_only_entities_of_which_it_reads_something_are_seen() -> None:
    assert list(seen().entities()) == ["encounter"]
    assert seen().declared("encounter") == ["patient", "voided"] and seen().declared("patient") == []


def test_fields_that_a_clinic_record_does_not_have_are_not_declared() -> None:
    assert standing_fields_of(SMALL, "encounter", "patient") == frozenset()
    assert standing_fields_of(SMALL, "visit", "patient", "elsewhere") == {("visit", "patient")}
    assert standing_fields_of(RECORD, "encounter", "elsewhere") == frozenset()


def test_rows_are_found_in_whichever_order_they_are_asked_for() -> None:
    records = Packed.of(frame("encounter", VISITS), 2)
    for rows in ([0, 1, 2, 3, 4], [1], [4, 0, 3, 3], [1, 1], [2, 3]):
        numbers = rows_at(records, ["source_record"], pl.Series(rows, dtype=pl.UInt32))
        assert numbers["source_record"].to_list() == [row + 1 for row in rows]


def test_whence_no_records_came_is_no_place() -> None:
    assert seen().whence("encounter", pl.Series([], dtype=pl.UInt32)).schema == pl.Schema(FAILED)


def test_pieces_without_a_wanted_row_are_not_unpacked() -> None:
    class Untouchable(Piece):
        def frame(self, names: object = None) -> pl.DataFrame:
            raise AssertionError("unpacked")

    whole = frame("encounter", VISITS)
    records = Packed(whole.schema, (Untouchable(3, b""), Piece(2, whole.tail(2))))
    assert rows_at(records, ["source_record"], pl.Series([4], dtype=pl.UInt32)).item() == 5
