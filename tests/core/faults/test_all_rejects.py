"""A table of which every line is damaged: each waits by itself, both sums close, and it is told (law 1)."""

from __future__ import annotations

import pytest

from core.catalogue import SEVERITIES
from core.findings import Severity
from tests.core.faults.runs import ran, read

NEVER_AGREED = b'1,"one\ntwo",Ben,"Bell, A"nn\nthree, more"\n'
"""Reader and counter see other records in it."""
CUT_OFF = b"INSERT INTO patients VALUES (%d,'Bloggs;\n"
DAMAGED = {
    "one__csv": (b'id,name\n7,"Bloggs\n', "unclosed_quote"),
    "all__csv": (b"id,a,b,c\n" + NEVER_AGREED * 300, "reader_and_counter_differ"),
    "dump__sql": (
        b"CREATE TABLE patients (id int, name text);\n" + b"".join(CUT_OFF % n for n in range(200)),
        "unreadable_tuple",
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_table_of_rejects_alone_closes_with_each_of_them_waiting(name: str) -> None:
    content, reason = DAMAGED[name]
    intake = read(**{name: content})
    (table,) = intake.tables
    assert table.table.height == 0
    assert reason in {each.reason for each in table.rejects}
    done = ran(intake)
    assert done.closes
    (sums,) = done.sums
    assert sums.dispositions["waiting"] == sums.records_in_file == len(table.rejects) > 0
    kept = [part.frame for part in done.parts if "raw" in part.frame.columns]
    assert sum(frame.height for frame in kept) == len(table.rejects)
    assert any(SEVERITIES[found.kind] is Severity.BLOCK for found in done.findings)


def test_rejects_beside_good_tables_harm_none_of_them() -> None:
    good = b"PatNum,LastName,FirstName\n" + b"".join(b"%d,Bloggs%d,Jo\n" % (n, n) for n in range(50))
    done = ran(read(all__csv=DAMAGED["all__csv"][0], good__csv=good))
    assert done.closes
    assert [sums.dispositions["waiting"] for sums in done.sums] == [300, 0]
    assert [sums.records_in_file for sums in done.sums] == [300, 50]
