from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.viewmodels.conservation import (
    CELL_PARTS,
    RECORD_PARTS,
    Conservation,
    Standing,
    Sum,
    sum_of_cells,
    sum_of_records,
)

COUNTS = st.integers(0, 10**9)


def even(waiting: int = 0) -> Sum:
    return Sum(10 + waiting, (("imported", 10), ("waiting", waiting)))


def test_a_tick_needs_both_sums_even_and_nothing_waiting() -> None:
    assert Conservation(even(), even(), closes=True).standing is Standing.SETTLED


def test_one_waiting_value_takes_the_tick_away() -> None:
    assert Conservation(even(), even(1), closes=True).standing is Standing.WAITING


def test_a_lost_record_is_uneven_even_where_the_engine_said_that_it_closes() -> None:
    lost = Sum(11, (("imported", 10), ("waiting", 0)))
    assert Conservation(lost, even(), closes=True).standing is Standing.UNEVEN
    assert lost.missing == 1


def test_a_run_that_does_not_close_is_uneven_even_where_the_totals_happen_to_agree() -> None:
    assert Conservation(even(), even(), closes=False).standing is Standing.UNEVEN


@given(st.lists(st.lists(COUNTS, min_size=5, max_size=5), max_size=6))
def test_the_sum_of_tables_is_even_exactly_if_it_accounts_for_the_records(tables: list[list[int]]) -> None:
    rows = [
        {**dict(zip(RECORD_PARTS, counts, strict=True)), "records_in_file": sum(counts)} for counts in tables
    ]
    whole = sum_of_records(rows)
    assert whole.missing == 0
    assert whole.total == sum(map(sum, tables))


@given(COUNTS, st.lists(COUNTS, min_size=4, max_size=4))
def test_what_no_part_accounts_for_is_missing(total: int, counts: list[int]) -> None:
    whole = sum_of_cells({"non_empty": total, **dict(zip(CELL_PARTS, counts, strict=True))})
    assert whole.missing == total - sum(counts)
    assert (whole.standing is Standing.UNEVEN) == (total != sum(counts))
