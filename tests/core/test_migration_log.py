"""What was found of a record stands in its entry, whichever window it is in, and in no other."""

from __future__ import annotations

import polars as pl
import pytest

from core.decisions import NO_DECISIONS
from core.migration_log import Flags
from core.packed import Piece
from core.shape.compiling import HOLD, MERGED, SKIP, WHY
from tests.core.small import mapped, read, source

VISITS = source("visits", ["id"], [[str(n)] for n in range(9)])
FOUND = [(9, "late"), (1, "odd"), (4, "late"), (1, "late"), (1, "odd"), (None, "nobody's")]
REASONS = ["odd, late", "mapped", "mapped", "late", "mapped", "mapped", "mapped", "mapped", "late"]


def entries(records: range) -> Piece:
    """Of records that were mapped and about which nobody decided."""
    rows = pl.DataFrame({"record": records}, schema={"record": pl.UInt32})
    nothing = [pl.lit(None, dtype=pl.String).alias(name) for name in (HOLD, SKIP, MERGED, WHY)]
    return Piece.of(rows.with_columns(*nothing, pl.lit(None, dtype=pl.UInt32).alias("decision")))


@pytest.mark.parametrize("rows", [1, 2, 4, 9])
def test_findings_stand_in_the_entry_of_their_record_wherever_a_table_is_cut(rows: int) -> None:
    findings = pl.DataFrame(FOUND, schema={"record": pl.UInt32, "kind": pl.String}, orient="row")
    flags = Flags(read(VISITS), mapped(VISITS, "visit", {}), NO_DECISIONS, findings)
    windows = [entries(range(first, min(first + rows, 10))) for first in range(1, 10, rows)]
    told = pl.concat([flags.told(window).frame(["reasons", "disposition"]) for window in windows])
    assert told["reasons"].to_list() == REASONS
    flagged = ["imported" if each == "mapped" else "flagged" for each in REASONS]
    assert told["disposition"].to_list() == flagged


def test_a_window_without_records_and_a_table_without_findings_have_nothing_to_tell() -> None:
    nothing = pl.DataFrame(schema={"record": pl.UInt32, "kind": pl.String})
    flags = Flags(read(VISITS), mapped(VISITS, "visit", {}), NO_DECISIONS, nothing)
    assert flags.told(entries(range(0))).height == 0
    assert flags.told(entries(range(1, 3))).frame(["reasons"]).to_series().to_list() == ["mapped"] * 2
