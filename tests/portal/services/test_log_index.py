"""Whatever is asked of the log, the index answers as somebody would who reads every entry (law 1)."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.migration_log import LOG_SCHEMA, Disposition
from portal.services.log_entries import POSITION
from portal.services.log_index import LogIndex, indexed
from portal.viewmodels.log import LogQuery, Order

RANKS = [each.value for each in (Disposition.WAITING, Disposition.FLAGGED, Disposition.SKIPPED)]
RANKS += [Disposition.MERGED.value, Disposition.IMPORTED.value]
NUMBERS = ("17", "117", "a7", "É7", "x:y")


def entry(at: int) -> dict[str, object]:
    number = NUMBERS[at % len(NUMBERS)]
    return {
        "file": ("a.csv", "Sub/b.csv")[at % 2],
        "table": ("a", "b")[at % 2],
        "record": None if at % 11 == 0 else at,
        "line": at + 1,
        "source_id": None if at % 5 == 0 else f"N-{at}",
        "disposition": RANKS[at * 7 % 5],
        "reasons": ("mapped", "orphan_record, row_repaired", "key_missing")[at % 3],
        "by": (None, "Robin")[at % 2],
        "targets": "" if at % 4 else f"visit:main:{at}, phone:main:visit.{at}",
        "decision": None,
        "patient": None if at % 3 == 0 else f"patient:main:{number}",
        "row": "",
    }


ENTRIES = [entry(at) for at in range(120)]
INDEX: LogIndex = indexed(pl.DataFrame(ENTRIES, schema=LOG_SCHEMA, orient="row").with_row_index(POSITION))

QUERIES = st.builds(
    LogQuery,
    search=st.sampled_from(["", " 17 ", "n-1", "ROBIN", "orphan", "sub/", "visit.", ".*", "patient:MAIN:17"]),
    table=st.sampled_from(["", "a.csv\ta", "Sub/b.csv\tb", "a.csv\tb"]),
    disposition=st.sampled_from(["", "waiting", "imported", "gone"]),
    reason=st.sampled_from(["", "key_missing", "row_repaired", "orphan"]),
    order=st.sampled_from(list(Order)),
    record=st.sampled_from([None, 12, 999]),
    patient=st.sampled_from(["", " 17", "é7", "X:Y", "1", "patient:main:17"]),
)


def answers(row: dict[str, object], query: LogQuery, *, identity: bool) -> bool:
    """By reading one entry."""
    names = ["file", "table", "reasons", "by", *(["source_id", "targets", "patient"] if identity else [])]
    text = query.search.strip().lower()
    said = any(text in str(row[name] or "").lower() for name in names)
    wanted = query.patient.strip().lower()
    number = str(row["patient"]).split(":", 2)[2].lower() if row["patient"] else None
    return (
        (not wanted or (identity and number == wanted))
        and (not text or said or (text.isdigit() and str(row["record"]) == text))
        and query.table in ("", f"{row['file']}\t{row['table']}")
        and query.disposition in ("", row["disposition"])
        and (not query.reason or query.reason in str(row["reasons"]).split(", "))
        and query.record in (None, row["record"])
    )


@given(QUERIES, st.booleans())
def test_the_index_answers_as_whoever_reads_every_entry(query: LogQuery, identity: bool) -> None:
    found = [at for at, row in enumerate(ENTRIES) if answers(row, query, identity=identity)]
    if query.order is Order.URGENT:
        found.sort(key=lambda at: (RANKS.index(str(ENTRIES[at]["disposition"])), at))
    assert INDEX.positions(query, identity=identity).to_list() == found


def test_the_reasons_are_those_of_the_log_once_each() -> None:
    assert INDEX.reasons == ("key_missing", "mapped", "orphan_record", "row_repaired")


@pytest.mark.parametrize("order", list(Order))
def test_a_log_without_entries_answers_with_none(order: Order) -> None:
    empty = indexed(pl.DataFrame(schema=LOG_SCHEMA).with_row_index(POSITION))
    assert empty.positions(LogQuery(order=order), identity=True).len() == 0
    assert empty.positions(LogQuery("x", patient="1", order=order), identity=True).len() == 0
