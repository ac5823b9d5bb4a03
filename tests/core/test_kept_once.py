"""Cells that a record says as its row does are kept once."""

from __future__ import annotations

from unittest.mock import patch

from core import packed
from core.kept_columns import Taken
from core.mapping.model import Fate
from tests.core.engine import outcome
from tests.core.small import mapped, mapping, read, source

COLUMNS = ["number", "patient", "note", "room"]
ROWS = [[str(n), str(n % 9), f"note {n}" if n % 2 else "", f"room {n % 3}"] for n in range(12)]
PATIENTS = source("patients", ["id", "name"], [[str(n), f"Name {n}"] for n in range(8)])
VISITS = source("visits", COLUMNS, ROWS)
HOW = mapping(
    mapped(PATIENTS, "patient", {"name": "last_name"}, key=("id",)),
    mapped(
        VISITS, "visit", {"patient": "patient", "note": "note"}, key=("number",), kept={"room": Fate.ARCHIVED}
    ),
)


def test_a_field_that_says_what_its_cell_says_takes_no_room_of_its_own() -> None:
    with patch.object(packed, "_WORTH", 1):
        done = outcome([read(PATIENTS.packed()), read(VISITS.packed())], HOW)
    visits = next(table for table in done.tables if table.key == VISITS.key)
    (records,), (kept,) = visits.records["visit"].pieces, visits.kept[Fate.ARCHIVED].pieces
    for name in ("id", "patient", "note", "source_record", "source_line", "source_id"):
        assert isinstance(records.column(name), Taken), name
    assert isinstance(kept.column("room"), Taken)
    assert done.closes and done.result == outcome([read(PATIENTS), read(VISITS)], HOW).result
